//! What real stories demand: sources that disagree, and what nobody says.

use crate::tale::{Tale, tell};

fn troy(events: &str) -> Tale {
    tell(&format!(
        r#""documents": [{{"id": "book", "title": "The book"}}, {{"id": "film", "title": "The film"}}],
        "characters": [{{"id": "achilles"}}, {{"id": "menelaus"}}, {{"id": "hector"}}, {{"id": "helen"}}],
        "events": [{events}]"#
    ))
}

const MENELAUS: &str = r#"
    {"id": "struck-down", "kind": "killing", "roles": {"killer": "hector", "victim": "menelaus"}, "according-to": "film",
     "sources": [{"document": "film", "locator": "minute 95"}]},
    {"id": "sails-home", "kind": "meeting", "roles": {"participants": ["menelaus", "helen"]}, "according-to": "book",
     "sources": [{"document": "book", "quote": "and so they came home", "locator": "4.1"}]}"#;

#[test]
fn sources_that_contradict_one_another_stand_side_by_side_each_with_its_place() {
    let tale = troy(MENELAUS);
    assert_eq!(tale.order(), "struck-down sails-home");
    let places: Vec<String> = tale
        .story
        .sources
        .iter()
        .map(|source| {
            let document = tale.story.document(source.document);
            format!("{} at {}", document.id, source.locator.as_deref().unwrap_or("?"))
        })
        .collect();
    assert_eq!(places, ["film at minute 95", "book at 4.1"]);
    assert_eq!(tale.holds("alive(menelaus)", "end"), "no, ended");
}

#[test]
fn canon_is_split_by_medium() {
    let tale = troy(MENELAUS);
    assert_eq!(tale.according_to("film").holds("alive(menelaus)", "end"), "no, ended");
    assert_eq!(tale.according_to("book").holds("alive(menelaus)", "end"), "yes, holds");
}

#[test]
fn what_nobody_in_particular_says_is_so_in_every_canon() {
    let tale = troy(r#"{"id": "heel", "kind": "killing", "roles": {"victim": "achilles"}}"#);
    for document in ["book", "film"] {
        assert_eq!(tale.according_to(document).holds("alive(achilles)", "end"), "no, ended");
    }
}

#[test]
fn a_statement_may_be_of_one_canon_alone() {
    let tale = tell(
        r#""documents": [{"id": "book"}, {"id": "film"}],
        "characters": [{"id": "a", "relations": {"parent": [{"to": "b", "according-to": "book"},
            {"to": "c", "according-to": "film"}]}}, {"id": "b"}, {"id": "c"}]"#,
    );
    assert_eq!(
        tale.stretches("parent"),
        [
            "parent(a, b) stated on a from the start, says book",
            "parent(a, c) stated on a from the start, says film"
        ]
    );
    assert_eq!(tale.according_to("film").at("start"), ["parent(a, c)"]);
}

#[test]
fn what_someone_believes_is_not_what_is_so() {
    let tale = tell(
        r#""characters": [{"id": "friar"}, {"id": "romeo"}, {"id": "juliet"}], "events": [
        {"id": "feigned", "kind": "deception", "roles": {"deceiver": "juliet", "deceived": "romeo", "about": "juliet"}},
        {"id": "despair", "kind": "suicide", "roles": {"victim": "romeo"}, "because": "feigned", "after": "feigned"}]"#,
    );
    assert_eq!(tale.holds("alive(juliet)", "after despair"), "yes, holds");
    assert_eq!(tale.stretches("knows"), Vec::<String>::new());
}

#[test]
fn the_sources_do_not_say_is_an_answer() {
    let tale = troy("");
    assert_eq!(tale.holds("married(helen, menelaus)", "end"), "unknown, unsaid");
    assert_eq!(tale.holds("present(helen, *)", "end"), "unknown, unsaid");
}
