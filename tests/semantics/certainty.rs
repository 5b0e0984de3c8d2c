//! Certainty: how sure a fact is travels with it, and what is not sure is answered as unknown.

use crate::tale::tell;

const PAIR: &str = r#""documents": [{"id": "saga"}, {"id": "chronicle"}],
    "characters": [{"id": "a"}, {"id": "b"}, {"id": "c"}]"#;

#[test]
fn doubtful_events_count_and_their_certainty_travels_with_the_answer() {
    let tale = tell(&format!(
        r#"{PAIR}, "events": [
        {{"id": "pact", "kind": "alliance", "roles": {{"allies": ["a", "b"]}}, "certainty": "doubtful"}},
        {{"id": "oath", "kind": "alliance", "roles": {{"allies": ["a", "c"]}}, "certainty": "implied"}},
        {{"id": "end-of-b", "kind": "death", "roles": {{"victim": "b"}}, "certainty": "doubtful"}}]"#
    ));
    assert_eq!(
        tale.stretches("allied"),
        [
            "allied(a, b) after pact until end-of-b, doubtful, doubtful end",
            "allied(a, c) after oath, implied"
        ]
    );
}

#[test]
fn the_lowest_certainty_on_the_way_is_the_answers() {
    let tale = tell(&format!(
        r#"{PAIR}, "events": [{{"id": "rumour", "kind": "capture", "certainty": "doubtful",
            "roles": {{"captor": {{"one-of": ["b", "c"]}}, "captured": "a"}}}}]"#
    ));
    assert_eq!(
        tale.stretches("captive"),
        [
            "captive(a, b) after rumour, possible",
            "captive(a, c) after rumour, possible"
        ]
    );
}

#[test]
fn with_candidates_the_deed_is_certain_and_each_candidates_row_is_possible() {
    let tale = tell(&format!(
        r#"{PAIR}, "events": [{{"id": "murder", "kind": "killing", "at": 1,
            "roles": {{"killer": {{"one-of": ["b", "c"]}}, "victim": "a"}}}}]"#
    ));
    assert_eq!(tale.parts("murder"), "killer: b?, c? / victim: a");
    assert_eq!(tale.holds("alive(a)", "end"), "no, ended");
}

#[test]
fn of_candidates_for_one_part_no_two_take_it_together() {
    let tale = tell(&format!(
        r#"{PAIR}, "vocabulary": {{"kinds": {{"tryst": {{"roles": {{"lovers": {{"of": "character", "count": "1..", "agentive": true}}}},
            "verb": {{"base": "meet"}}, "patterns": ["<lovers> meet"], "starts": ["lover(lovers, lovers)"]}}}}}},
        "events": [{{"id": "night", "kind": "tryst", "roles": {{"lovers": {{"one-of": ["a", "b", "c"]}}}}}}]"#
    ));
    assert_eq!(tale.stretches("lover"), Vec::<String>::new());
}

#[test]
fn yes_and_no_are_unknown_when_an_unsettled_order_decides() {
    let tale = tell(&format!(
        r#"{PAIR}, "events": [
        {{"id": "pact", "kind": "alliance", "roles": {{"allies": ["a", "b"]}}}},
        {{"id": "feast", "kind": "celebration", "roles": {{"celebrants": "a"}}}},
        {{"id": "wake", "kind": "celebration", "roles": {{"celebrants": "a"}}, "after": "pact"}}]"#
    ));
    assert_eq!(tale.holds("allied(a, b)", "after feast"), "unknown, unsettled pact");
    assert_eq!(tale.holds("allied(a, b)", "after wake"), "yes, holds");
    assert_eq!(tale.holds("allied(a, b)", "end"), "yes, holds");
}

#[test]
fn an_answer_that_rests_on_a_pair_ordered_by_file_place_alone_says_so() {
    let tale = tell(&format!(
        r#"{PAIR}, "events": [
        {{"id": "pact", "kind": "alliance", "roles": {{"allies": ["a", "b"]}}}},
        {{"id": "parting", "kind": "pact-end", "roles": {{"parties": ["a", "b"]}}}},
        {{"id": "oath", "kind": "alliance", "roles": {{"allies": ["a", "c"]}}}},
        {{"id": "breach", "kind": "pact-end", "roles": {{"parties": ["a", "c"]}}, "after": "oath"}},
        {{"id": "fall", "kind": "death", "roles": {{"victim": "b"}}}},
        {{"id": "rise", "kind": "resurrection", "roles": {{"revived": "b"}}}}]"#
    ));
    assert_eq!(tale.holds("allied(a, b)", "end"), "no, ended");
    assert_eq!(tale.rests_on("allied(a, b)", "end").as_deref(), Some("pact parting"));
    assert_eq!(tale.holds("allied(a, c)", "end"), "no, ended");
    assert_eq!(tale.rests_on("allied(a, c)", "end"), None);
    assert_eq!(tale.holds("alive(b)", "end"), "yes, holds");
    assert_eq!(tale.rests_on("alive(b)", "end").as_deref(), Some("fall rise"));
}

#[test]
fn yes_and_no_are_unknown_when_an_imprecise_time_decides() {
    let tale = tell(&format!(
        r#"{PAIR}, "events": [{{"id": "pact", "kind": "alliance", "roles": {{"allies": ["a", "b"]}}, "at": "1190..1193"}}]"#
    ));
    for (moment, holds) in [
        ("at 1189", "no, not yet"),
        ("at 1191", "unknown, unsettled pact"),
        ("at 1193", "yes, holds"),
        ("at 1200", "yes, holds"),
    ] {
        assert_eq!(tale.holds("allied(a, b)", moment), holds, "{moment}");
    }
}

#[test]
fn yes_and_no_are_unknown_when_doubt_decides() {
    let tale = tell(&format!(
        r#"{PAIR}, "events": [
        {{"id": "pact", "kind": "alliance", "roles": {{"allies": ["a", "b"]}}, "certainty": "doubtful"}},
        {{"id": "wreck", "kind": "death", "roles": {{"victim": "c"}}, "certainty": "doubtful"}}]"#
    ));
    assert_eq!(tale.holds("allied(a, b)", "end"), "unknown, doubtful");
    assert_eq!(tale.holds("alive(c)", "end"), "unknown, doubtful");
    assert_eq!(tale.holds("alive(c)", "start"), "yes, holds");
}

#[test]
fn a_doubtful_end_decides_no_more_once_the_same_began_again() {
    let tale = tell(&format!(
        r#"{PAIR}, "events": [
        {{"id": "wreck", "kind": "death", "roles": {{"victim": "c"}}, "certainty": "doubtful"}},
        {{"id": "return", "kind": "resurrection", "roles": {{"revived": "c"}}}},
        {{"id": "old-age", "kind": "death", "roles": {{"victim": "c"}}}}]"#
    ));
    assert_eq!(tale.holds("alive(c)", "end"), "no, ended");
}

#[test]
fn yes_and_no_are_unknown_when_candidates_decide() {
    let tale = tell(&format!(
        r#"{PAIR}, "events": [
        {{"id": "shot", "kind": "killing", "roles": {{"killer": "a", "victim": {{"one-of": ["b", "c"]}}}}}}]"#
    ));
    assert_eq!(tale.holds("alive(b)", "end"), "unknown, possible");
    assert_eq!(tale.holds("alive(c)", "end"), "unknown, possible");
    assert_eq!(tale.holds("alive(a)", "end"), "yes, holds");
}

#[test]
fn yes_and_no_are_unknown_when_the_sources_do_not_say() {
    let tale = tell(PAIR);
    assert_eq!(tale.holds("friend(a, b)", "end"), "unknown, unsaid");
}

#[test]
fn what_somebody_unknown_holds_may_be_held_by_anybody() {
    let tale = tell(&format!(
        r#"{PAIR}, "events": [{{"id": "mask", "kind": "disguise", "roles": {{"disguised": "a"}}}}]"#
    ));
    assert_eq!(tale.stretches("disguised-as"), ["disguised-as(a, ?) after mask"]);
    assert_eq!(tale.holds("disguised-as(a, b)", "end"), "unknown, unsaid");
}

#[test]
fn what_excludes_a_relation_makes_it_a_sure_no() {
    let tale = tell(
        r#""characters": [{"id": "a", "relations": {"allied": "b", "present": "hall"}}, {"id": "b"}],
        "places": [{"id": "hall"}, {"id": "yard"}]"#,
    );
    assert_eq!(tale.holds("hostile(b, a)", "end"), "no, excluded");
    assert_eq!(tale.holds("present(a, yard)", "end"), "no, excluded");
    assert_eq!(tale.holds("present(b, yard)", "end"), "unknown, unsaid");
}

#[test]
fn claims_that_contradict_one_another_stand_side_by_side_under_according_to() {
    let tale = tell(&format!(
        r#"{PAIR}, "events": [
        {{"id": "wedding", "kind": "marriage", "roles": {{"spouses": ["a", "b"]}}, "according-to": "saga"}},
        {{"id": "feud", "kind": "feud", "roles": {{"rivals": ["a", "b"]}}, "according-to": "chronicle"}},
        {{"id": "pact", "kind": "alliance", "roles": {{"allies": ["a", "c"]}}}}]"#
    ));
    let (wedding, feud, pact) = (
        "married(a, b) after wedding, says saga",
        "hostile(a, b) after feud, says chronicle",
        "allied(a, c) after pact",
    );
    let relations = "allied hostile married";
    assert_eq!(tale.stretches(relations), [wedding, feud, pact]);
    assert_eq!(tale.according_to("saga").stretches(relations), [wedding, pact]);
    assert_eq!(tale.according_to("chronicle").stretches(relations), [feud, pact]);
}

/// Only the end that lies on this side decides: an unsettled end of what surely begins later leaves nothing open.
#[test]
fn what_surely_begins_later_is_not_unknown() {
    let tale = tell(
        r#""characters": [{"id": "a"}, {"id": "b"}], "events": [
        {"id": "feast", "kind": "meeting", "roles": {"participants": ["a", "b"]}, "at": 2},
        {"id": "pact", "kind": "alliance", "roles": {"allies": ["a", "b"]}, "at": 3},
        {"id": "parting", "kind": "pact-end", "roles": {"parties": ["a", "b"]}}]"#,
    );
    assert_eq!(tale.holds("allied(a, b)", "after feast"), "no, not yet");
    assert_eq!(tale.holds("allied(a, b)", "after pact"), "unknown, unsettled parting");
}
