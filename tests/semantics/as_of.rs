//! As of: just after an event, just before it, or at a time.

use crate::tale::{Tale, tell};

const CAST: &str = r#""characters": [{"id": "kira"}, {"id": "odo"}]"#;

/// An alliance and its end, at the times given.
fn alliance(pact: &str, parting: &str) -> Tale {
    tell(&format!(
        r#"{CAST}, "events": [
        {{"id": "pact", "kind": "alliance", "roles": {{"allies": ["kira", "odo"]}}, "at": {pact}}},
        {{"id": "parting", "kind": "pact-end", "roles": {{"parties": ["kira", "odo"]}}, "at": {parting}}}]"#
    ))
}

#[test]
fn as_of_e_is_just_after_e_and_before_e_just_before_it() {
    let tale = alliance("1", "2");
    for (moment, holds) in [
        ("before pact", vec![]),
        ("after pact", vec!["allied(kira, odo)"]),
        ("before parting", vec!["allied(kira, odo)"]),
        ("after parting", vec![]),
    ] {
        assert_eq!(tale.at(moment), holds, "{moment}");
    }
}

#[test]
fn as_of_a_date_is_the_moment_before_the_first_event_certainly_later() {
    let tale = alliance(r#""1999-06""#, r#""2001""#);
    for (moment, holds) in [
        ("at 1998", vec![]),
        ("at 1999-05", vec![]),
        ("at 1999-06-15", vec!["allied(kira, odo)"]),
        ("at 1999", vec!["allied(kira, odo)"]),
        ("at 2000", vec!["allied(kira, odo)"]),
        ("at 2001", vec![]),
        ("before 2001", vec!["allied(kira, odo)"]),
        ("before 1999", vec![]),
    ] {
        assert_eq!(tale.at(moment), holds, "{moment}");
    }
}

#[test]
fn as_of_a_label_is_the_moment_before_the_first_event_certainly_later() {
    let tale = alliance(r#""S01E09""#, r#""S02E01""#);
    for (moment, holds) in [
        ("at S01E08", vec![]),
        ("at S01E09", vec!["allied(kira, odo)"]),
        ("at S01", vec!["allied(kira, odo)"]),
        ("at S02", vec![]),
        ("before S02", vec!["allied(kira, odo)"]),
    ] {
        assert_eq!(tale.at(moment), holds, "{moment}");
    }
}

#[test]
fn as_of_a_time_no_later_event_is_let_in_by_one_without_a_time() {
    let tale = tell(&format!(
        r#"{CAST}, "events": [
        {{"id": "pact", "kind": "alliance", "roles": {{"allies": ["kira", "odo"]}}, "at": 9}},
        {{"id": "sometime", "kind": "meeting", "roles": {{"participants": ["kira", "odo"]}}}}]"#
    ));
    assert_eq!(tale.order(), "pact sometime");
    assert_eq!(tale.at("at 5"), Vec::<String>::new());
}

#[test]
fn an_event_that_must_follow_a_later_one_is_later_too() {
    let tale = tell(&format!(
        r#"{CAST}, "events": [
        {{"id": "duel", "kind": "feud", "roles": {{"rivals": ["kira", "odo"]}}, "at": 9}},
        {{"id": "pact", "kind": "alliance", "roles": {{"allies": ["kira", "odo"]}}, "after": "duel"}}]"#
    ));
    assert_eq!(tale.at("at 5"), Vec::<String>::new());
    assert_eq!(tale.holds("allied(kira, odo)", "at 5"), "no, not yet");
}

#[test]
fn start_is_before_the_first_event_and_end_after_the_last() {
    let tale = tell(
        r#""characters": [{"id": "kira", "relations": {"friend": "odo"}}, {"id": "odo"}], "events": [
        {"id": "feud", "kind": "feud", "roles": {"rivals": ["kira", "odo"]}}]"#,
    );
    assert_eq!(tale.at("start"), ["friend(kira, odo)"]);
    assert_eq!(tale.at("end"), ["hostile(kira, odo)"]);
}

#[test]
fn without_a_moment_every_stretch_is_there_with_its_span() {
    let tale = tell(&format!(
        r#"{CAST}, "events": [
        {{"id": "pact", "kind": "alliance", "roles": {{"allies": ["kira", "odo"]}}}},
        {{"id": "parting", "kind": "pact-end", "roles": {{"parties": ["kira", "odo"]}}}},
        {{"id": "again", "kind": "alliance", "roles": {{"allies": ["odo", "kira"]}}}}]"#
    ));
    assert_eq!(
        tale.stretches("allied"),
        [
            "allied(kira, odo) after pact until parting",
            "allied(kira, odo) after again"
        ]
    );
}
