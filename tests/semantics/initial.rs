//! Initial facts: stated on an entity, before anything happens.

use crate::tale::{faults, tell};

#[test]
fn initial_facts_are_stated_on_an_entity_and_hold_from_the_start() {
    let tale = tell(
        r#""characters": [{"id": "sisko", "relations": {"parent": "jake", "member": "starfleet"}}, {"id": "jake"}],
        "factions": [{"id": "starfleet"}]"#,
    );
    assert_eq!(tale.at("start"), ["member(sisko, starfleet)", "parent(sisko, jake)"]);
}

#[test]
fn initial_facts_may_carry_from_and_until_as_times() {
    let tale = tell(
        r#""characters": [
            {"id": "kira", "relations": {"member": {"to": "resistance", "from": 2357, "until": 2369}}}, {"id": "odo"}],
        "factions": [{"id": "resistance"}],
        "events": [
            {"id": "raid", "kind": "meeting", "roles": {"participants": ["kira", "odo"]}, "at": 2360},
            {"id": "birth", "kind": "other", "roles": {"who": "kira"}, "at": 2343},
            {"id": "peace", "kind": "other", "roles": {"who": "kira"}, "at": 2369},
            {"id": "post", "kind": "other", "roles": {"who": "kira"}, "at": 2370}]"#,
    );
    for (moment, holds) in [
        ("before birth", "no, not yet"),
        ("at 2357", "yes, holds"),
        ("before raid", "yes, holds"),
        ("before peace", "yes, holds"),
        ("after peace", "no, ended"),
        ("at 2369", "no, ended"),
    ] {
        assert_eq!(tale.holds("member(kira, resistance)", moment), holds, "{moment}");
    }
}

#[test]
fn initial_facts_may_carry_from_and_until_as_events() {
    let tale = tell(
        r#""characters": [{"id": "kira", "relations": {"friend": {"to": "odo", "from": "meet", "until": "quarrel"}}},
            {"id": "odo"}],
        "events": [
            {"id": "meet", "kind": "meeting", "roles": {"participants": ["kira", "odo"]}},
            {"id": "quarrel", "kind": "meeting", "roles": {"participants": ["kira", "odo"]}}]"#,
    );
    assert_eq!(
        tale.stretches("friend"),
        ["friend(kira, odo) stated on kira from meet until quarrel, as stated"]
    );
    assert_eq!(tale.holds("friend(kira, odo)", "before quarrel"), "yes, holds");
}

#[test]
fn initial_facts_go_from_that_entity_to_each_one_listed_never_among_those_listed() {
    let tale = tell(r#""characters": [{"id": "a", "relations": {"sibling": ["b", "c"]}}, {"id": "b"}, {"id": "c"}]"#);
    assert_eq!(tale.at("start"), ["sibling(a, b)", "sibling(a, c)"]);
}

#[test]
fn what_was_over_before_the_story_begins_holds_at_no_moment_and_is_still_told() {
    let tale = tell(
        r#""characters": [{"id": "kira", "relations": {"member": [
            {"to": "resistance", "from": 2357, "until": 2369}, {"to": "militia", "from": 2369}]}}],
        "factions": [{"id": "resistance"}, {"id": "militia"}],
        "events": [{"id": "now", "kind": "other", "roles": {"who": "kira"}, "at": 2375}]"#,
    );
    assert_eq!(tale.at("start"), ["member(kira, militia)"]);
    assert_eq!(tale.at("end"), ["member(kira, militia)"]);
    assert_eq!(
        tale.stretches("member"),
        [
            "member(kira, militia) stated on kira from the start",
            "member(kira, resistance) stated on kira from the start until the start, as stated"
        ]
    );
}

#[test]
fn an_event_ends_an_initial_fact_like_any_other() {
    let tale = tell(
        r#""characters": [{"id": "a", "relations": {"friend": {"to": "b", "until": "end-of-all"}}}, {"id": "b"}],
        "events": [
            {"id": "quarrel", "kind": "feud", "roles": {"rivals": ["b", "a"]}},
            {"id": "end-of-all", "kind": "other", "roles": {"who": "a"}}]"#,
    );
    assert_eq!(
        tale.stretches("friend"),
        ["friend(a, b) stated on a from the start until quarrel"]
    );
}

#[test]
fn of_statements_that_agree_the_surest_counts_wherever_it_stands() {
    let doubtful = r#"{"id": "a", "relations": {"friend": {"to": "b", "certainty": "doubtful"}}}"#;
    let sure = r#"{"id": "b", "relations": {"friend": "a"}}"#;
    for cast in [[doubtful, sure], [sure, doubtful]] {
        let tale = tell(&format!(r#""characters": [{}]"#, cast.join(",")));
        assert_eq!(tale.stretches("friend"), ["friend(a, b) stated on b from the start"]);
    }
}

#[test]
fn a_span_that_is_over_before_it_begins_is_refused() {
    let faults = faults(
        r#""characters": [
            {"id": "a", "aliases": [{"name": "Ace", "from": 5, "until": 3}],
             "relations": {"friend": {"to": "b", "from": 5, "until": 3}}}, {"id": "b"}]"#,
    );
    assert_eq!(faults, ["bad-span until 3 from 5", "bad-span until 3 from 5"]);
}

#[test]
fn a_life_that_is_stated_begins_when_it_is_stated_to() {
    let tale = tell(
        r#""characters": [{"id": "jake", "relations": {"alive": {"from": 2355}}}],
        "events": [{"id": "early", "kind": "other", "roles": {"who": "jake"}, "at": 2350},
            {"id": "late", "kind": "other", "roles": {"who": "jake"}, "at": 2370}]"#,
    );
    assert_eq!(tale.stretches("alive"), ["alive(jake) stated on jake from early"]);
}

#[test]
fn who_was_dead_before_the_story_begins_is_dead_in_it() {
    let tale = tell(
        r#""characters": [{"id": "mother", "relations": {"alive": {"from": 1900, "until": 1950}, "married": "father"}},
            {"id": "father"}],
        "events": [{"id": "now", "kind": "other", "roles": {"who": "father"}, "at": 2000}]"#,
    );
    assert_eq!(tale.holds("alive(mother)", "start"), "no, ended");
    assert_eq!(tale.holds("married(mother, father)", "start"), "no, ended");
}

#[test]
fn a_stated_stay_that_was_over_before_displaces_nobody() {
    let tale = tell(
        r#""characters": [{"id": "a", "relations": {"present": ["home", {"to": "abroad", "from": 1, "until": 2}]}}],
        "places": [{"id": "home"}, {"id": "abroad"}],
        "events": [{"id": "now", "kind": "other", "roles": {"who": "a"}, "at": 9}]"#,
    );
    assert_eq!(tale.at("start"), ["present(a, home)"]);
}

#[test]
fn as_of_a_time_a_statement_holds_from_its_own_time_to_its_own_time_though_nothing_happens_then() {
    let tale = tell(
        r#""characters": [{"id": "kira", "relations": {"member": [
            {"to": "resistance", "from": "2357", "until": "2369"}, {"to": "crew", "from": "2369-06"}]}}],
        "factions": [{"id": "resistance"}, {"id": "crew"}],
        "events": [{"id": "end", "kind": "other", "roles": {"who": "kira"}, "at": "2375"}]"#,
    );
    for (moment, holds) in [
        ("at 2350", vec![]),
        ("at 2357", vec!["member(kira, resistance)"]),
        ("at 2368", vec!["member(kira, resistance)"]),
        ("at 2369-03", vec!["member(kira, resistance)"]),
        ("at 2370", vec!["member(kira, crew)"]),
        ("after end", vec!["member(kira, crew)"]),
    ] {
        assert_eq!(tale.at(moment), holds, "{moment}");
    }
}
