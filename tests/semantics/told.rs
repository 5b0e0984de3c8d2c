//! Told: where the telling reveals something is kept wherever it may be said.

use crate::tale::tell;
use lorescope::model::Told;

fn words(told: Option<&Told>) -> String {
    told.map_or("with its owner".to_owned(), |told| told.written.to_string())
}

#[test]
fn told_may_stand_on_an_event_a_name_an_alias_a_description_a_quote_and_an_initial_relation() {
    let tale = tell(
        r#""documents": [{"id": "book"}],
        "characters": [
            {"id": "strider", "name": {"name": "Strider", "told": "1.9"},
             "aliases": [{"name": "Aragorn", "told": "1.10"}, "Longshanks"],
             "description": {"text": "the king", "told": "6.5"}, "told": "1.8",
             "relations": {"serves": {"to": "elrond", "told": "2.1"}},
             "sources": [{"document": "book", "quote": "a strange-looking man", "told": "1.9"}]},
            {"id": "elrond"}],
        "events": [
            {"id": "crowned", "kind": "other", "roles": {"who": "strider"}, "told": "6.5",
             "sources": [{"document": "book", "quote": "behold the king", "told": "6.6"}]},
            {"id": "born", "kind": "birth", "roles": {"born": "strider"}, "told": 7}]"#,
    );
    let strider = &tale.story.entities[0];
    let source = |detail: Option<&lorescope::model::SourceDetail>| words(detail.and_then(|d| d.told.as_ref()));
    let names: Vec<String> = strider.names.iter().map(|name| words(name.told.as_ref())).collect();
    assert_eq!(names, ["1.9", "1.10", "with its owner"]);
    assert_eq!(words(strider.description.as_ref().unwrap().told.as_ref()), "6.5");
    assert_eq!(words(strider.told.as_ref()), "1.8");
    assert_eq!(words(tale.story.initial[0].told.as_ref()), "2.1");
    assert_eq!(source(strider.sources[0].detail.as_deref()), "1.9");
    let events: Vec<String> = tale
        .story
        .events
        .iter()
        .map(|event| words(event.detail.as_ref().unwrap().told.as_ref()))
        .collect();
    assert_eq!(events, ["6.5", "7"]);
    assert_eq!(source(tale.story.sources[0].detail.as_deref()), "6.6");
}

#[test]
fn told_is_a_clock_of_its_own_and_moves_nothing_in_the_story() {
    let tale = tell(
        r#""characters": [{"id": "a"}, {"id": "b"}], "events": [
        {"id": "first", "kind": "alliance", "roles": {"allies": ["a", "b"]}, "at": "1190", "told": "9"},
        {"id": "then", "kind": "pact-end", "roles": {"parties": ["a", "b"]}, "at": "1191", "told": "2"}]"#,
    );
    assert_eq!(tale.order(), "first then");
    assert_eq!(tale.stretches("allied"), ["allied(a, b) after first until then"]);
}

#[test]
fn a_hidden_identity_is_two_entities_joined_by_identity_told_when_it_is_unmasked() {
    let tale = tell(
        r#""characters": [{"id": "strider", "relations": {"identity": {"to": "king", "told": 10}}}, {"id": "king"}]"#,
    );
    assert_eq!(
        tale.stretches("identity"),
        ["identity(king, strider) stated on strider from the start"]
    );
    assert_eq!(words(tale.story.initial[0].told.as_ref()), "10");
}
