//! Order: what is certain comes first, and the place in the file decides the rest.

use crate::tale::tell;
use lorescope::model::EventId;
use lorescope::timeline::{Lens, Timeline};

const PAIR: &str = r#""characters": [{"id": "kira"}, {"id": "odo"}]"#;

/// A story of meetings, each given as what stands beside its id and its people.
fn meetings(events: &[(&str, &str)]) -> crate::tale::Tale {
    let events: Vec<String> = events
        .iter()
        .map(|(id, rest)| {
            format!(
                r#"{{"id": "{id}", "kind": "meeting", "roles": {{"participants": ["kira", "odo"]}}{}{rest}}}"#,
                if rest.is_empty() { "" } else { ", " }
            )
        })
        .collect();
    tell(&format!(r#"{PAIR}, "events": [{}]"#, events.join(",")))
}

#[test]
fn story_order_is_the_topological_order_of_at_values_that_cannot_overlap() {
    let tale = meetings(&[
        ("late", r#""at": 9"#),
        ("early", r#""at": 2"#),
        ("middle", r#""at": "4..6""#),
    ]);
    assert_eq!(tale.order(), "early middle late");
    assert_eq!(tale.ordered("early", "middle"), "before");
    assert_eq!(tale.ordered("late", "middle"), "after");
}

#[test]
fn story_order_is_the_topological_order_of_after_and_before() {
    let tale = meetings(&[
        ("third", r#""after": "second""#),
        ("second", r#""after": ["first"]"#),
        ("first", ""),
        ("zeroth", r#""before": "first""#),
    ]);
    assert_eq!(tale.order(), "zeroth first second third");
    assert_eq!(tale.ordered("zeroth", "third"), "before");
}

#[test]
fn what_is_certain_follows_through_times_and_links_together() {
    let tale = meetings(&[
        ("reply", r#""after": "letter""#),
        ("letter", r#""at": 5"#),
        ("prologue", r#""before": "landing""#),
        ("landing", r#""at": 3"#),
    ]);
    assert_eq!(tale.order(), "prologue landing letter reply");
    assert_eq!(tale.ordered("prologue", "reply"), "before");
}

#[test]
fn among_events_that_are_free_the_place_in_the_file_decides() {
    let tale = meetings(&[("b", ""), ("a", ""), ("c", r#""at": "1..9""#), ("d", r#""at": 4"#)]);
    assert_eq!(tale.order(), "b a c d");
    assert_eq!(tale.ordered("c", "d"), "unsettled");
}

#[test]
fn an_event_moved_by_what_is_certain_takes_no_free_event_with_it() {
    let tale = meetings(&[
        ("flashback", r#""at": 1"#),
        ("frame", ""),
        ("arrival", r#""at": 3"#),
        ("memory", r#""at": 2"#),
        ("aside", ""),
    ]);
    assert_eq!(tale.order(), "flashback frame memory arrival aside");
}

#[test]
fn the_place_in_the_file_counts_in_include_order() {
    let folder = tempfile::tempdir().unwrap();
    let meeting =
        |id: &str| format!(r#"{{"id": "{id}", "kind": "meeting", "roles": {{"participants": ["kira", "odo"]}}}}"#);
    let write = |name: &str, inside: String| {
        std::fs::write(folder.path().join(name), format!("{{\"lorescope\": 1, {inside}}}")).unwrap();
    };
    write(
        "story.json",
        format!(
            r#""include": ["two.json", "one.json"], "events": [{}]"#,
            meeting("main")
        ),
    );
    write(
        "one.json",
        format!(r#""include": ["cast.json"], "events": [{}]"#, meeting("one")),
    );
    write(
        "two.json",
        format!(r#""include": ["cast.json"], "events": [{}]"#, meeting("two")),
    );
    write("cast.json", PAIR.to_owned());
    let input = lorescope::load::Input::Path(folder.path().join("story.json"));
    let loaded = lorescope::load::open(&[input]).unwrap();
    assert!(loaded.findings.is_empty(), "{:#?}", loaded.findings);
    let order = lorescope::timeline::Order::of(&loaded.story);
    let slugs: Vec<&str> = order
        .sequence()
        .iter()
        .map(|&event| &*loaded.story.event(event).id)
        .collect();
    assert_eq!(slugs, ["two", "one", "main"]);
}

#[test]
fn because_and_within_do_not_order() {
    let tale = meetings(&[
        ("deed", r#""because": "motive""#),
        ("motive", ""),
        ("skirmish", r#""within": "battle""#),
        ("battle", ""),
    ]);
    assert_eq!(tale.order(), "deed motive skirmish battle");
    assert_eq!(tale.ordered("deed", "motive"), "unsettled");
    assert_eq!(tale.ordered("skirmish", "battle"), "unsettled");
}

#[test]
fn a_loop_is_shown() {
    let tale = meetings(&[
        ("egg", r#""after": "hen""#),
        ("chick", r#""after": "egg""#),
        ("hen", r#""after": "chick""#),
        ("farmer", ""),
    ]);
    assert_eq!(tale.loops(), ["egg chick hen"]);
}

#[test]
fn a_link_against_the_times_is_a_loop_too() {
    let tale = meetings(&[("effect", r#""at": 3"#), ("cause", r#""at": 5, "before": "effect""#)]);
    assert_eq!(tale.loops(), ["effect cause"]);
}

#[test]
fn every_loop_is_shown_even_behind_another() {
    let tale = meetings(&[
        ("a", r#""after": "b""#),
        ("b", r#""after": "a""#),
        ("d", r#""after": "c""#),
        ("c", r#""before": ["into-one", "into-two"], "after": "d""#),
        ("into-one", r#""before": "a""#),
        ("into-two", r#""before": "a""#),
    ]);
    assert_eq!(tale.loops(), ["a b", "d c"]);
}

#[test]
fn a_story_without_a_loop_shows_none() {
    let tale = meetings(&[("b", r#""after": "a", "at": "1..5""#), ("a", r#""at": "3..9""#)]);
    assert_eq!(tale.loops(), Vec::<String>::new());
    assert_eq!(tale.order(), "a b");
}

#[test]
fn a_pair_ordered_by_file_place_alone_is_unsettled() {
    let tale = meetings(&[
        ("one", ""),
        ("other", ""),
        ("dated", r#""at": 5"#),
        ("same", r#""at": 5"#),
    ]);
    assert_eq!(tale.ordered("one", "other"), "unsettled");
    assert_eq!(tale.ordered("one", "dated"), "unsettled");
    assert_eq!(tale.ordered("dated", "same"), "unsettled");
}

#[test]
fn shuffling_entities_keys_or_relations_changes_nothing() {
    let events = r#""events": [
        {"id": "pact", "kind": "alliance", "roles": {"allies": ["kira", "odo", "quark"]}},
        {"id": "deceit", "kind": "betrayal", "roles": {"betrayer": "quark", "betrayed": "kira"}}]"#;
    let plain = tell(&format!(
        r#""characters": [
            {{"id": "kira", "relations": {{"friend": ["odo", "quark"], "member": "bajorans"}}}},
            {{"id": "odo", "relations": {{"friend": {{"to": "kira", "certainty": "doubtful", "until": "deceit"}}}}}},
            {{"id": "quark"}}],
        "factions": [{{"id": "bajorans"}}], {events}"#
    ));
    let shuffled = tell(&format!(
        r#"{events}, "factions": [{{"id": "bajorans"}}],
        "characters": [
            {{"id": "quark"}},
            {{"relations": {{"friend": {{"until": "deceit", "certainty": "doubtful", "to": "kira"}}}}, "id": "odo"}},
            {{"relations": {{"member": "bajorans", "friend": ["quark", "odo"]}}, "id": "kira"}}]"#
    ));
    let all = "alive allied hostile friend member";
    assert_eq!(plain.stretches(all), shuffled.stretches(all));
    assert_eq!(plain.order(), shuffled.order());
}

/// A story may say that its lines follow one another: then the place in the file settles what nothing else does.
#[test]
fn a_story_in_order_is_settled_by_its_lines() {
    let told = |head: &str| {
        format!(
            "story \"A\"\n{head}character a\ncharacter b\n[met] a meets b\n[past] a kills b\n    before met\n[back] a resurrects b\n"
        )
    };
    for (head, before_met, unsettled) in [("", true, true), ("    in-order\n", true, false)] {
        let loaded = lorescope::load::read("story.lore", &told(head));
        assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
        let order = &Timeline::of(&loaded.story, &loaded.vocabulary, Lens::default()).order;
        let [met, past, back] = [0, 1, 2].map(EventId);
        assert_eq!(order.is_certainly_before(past, met), before_met);
        assert_eq!(order.is_unsettled(met, back), unsettled);
        assert_eq!(order.sequence(), [past, met, back]);
    }
}
