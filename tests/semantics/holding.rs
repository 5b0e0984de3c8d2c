//! Holding: after the event that starts it, up to and including the event that ends it.

use crate::tale::tell;

#[test]
fn a_relation_holds_after_the_event_that_starts_it_up_to_and_including_the_event_that_ends_it() {
    let tale = tell(
        r#""characters": [{"id": "kira"}, {"id": "odo"}], "events": [
        {"id": "pact", "kind": "alliance", "roles": {"allies": ["kira", "odo"]}, "at": 1},
        {"id": "talk", "kind": "meeting", "roles": {"participants": ["kira", "odo"]}, "at": 2},
        {"id": "parting", "kind": "pact-end", "roles": {"parties": ["kira", "odo"]}, "at": 3}]"#,
    );
    assert_eq!(tale.stretches("allied"), ["allied(kira, odo) after pact until parting"]);
    for (moment, holds) in [
        ("before pact", "no, not yet"),
        ("after pact", "yes, holds"),
        ("before parting", "yes, holds"),
        ("after parting", "no, ended"),
    ] {
        assert_eq!(tale.holds("allied(kira, odo)", moment), holds, "{moment}");
    }
}

#[test]
fn the_dying_act_in_their_own_death_scene() {
    let tale = tell(
        r#""characters": [{"id": "mercutio"}, {"id": "tybalt"}], "events": [
        {"id": "duel", "kind": "killing", "roles": {"killer": "tybalt", "victim": "mercutio"}, "at": 1},
        {"id": "haunting", "kind": "meeting", "roles": {"participants": ["mercutio", "tybalt"]}, "at": 2}]"#,
    );
    assert_eq!(
        tale.stretches("alive"),
        ["alive(mercutio) from always until duel", "alive(tybalt) from always"]
    );
    assert_eq!(tale.holds("alive(mercutio)", "before duel"), "yes, holds");
    assert_eq!(tale.holds("alive(mercutio)", "before haunting"), "no, ended");
}

#[test]
fn alive_holds_from_birth_until_death_and_again_from_a_return() {
    let tale = tell(
        r#""characters": [{"id": "jon"}], "events": [
        {"id": "born", "kind": "birth", "roles": {"born": "jon"}, "at": 1},
        {"id": "stabbed", "kind": "killing", "roles": {"victim": "jon"}, "at": 2},
        {"id": "raised", "kind": "resurrection", "roles": {"revived": "jon"}, "at": 3}]"#,
    );
    assert_eq!(
        tale.stretches("alive"),
        ["alive(jon) after born until stabbed", "alive(jon) after raised"]
    );
    for (moment, holds) in [
        ("start", "no, not yet"),
        ("after born", "yes, holds"),
        ("after stabbed", "no, ended"),
        ("after raised", "yes, holds"),
    ] {
        assert_eq!(tale.holds("alive(jon)", moment), holds, "{moment}");
    }
}

#[test]
fn alive_holds_from_always_where_no_birth_is_told() {
    let tale = tell(r#""characters": [{"id": "jon"}], "factions": [{"id": "watch"}], "places": [{"id": "wall"}]"#);
    assert_eq!(tale.stretches("alive"), ["alive(jon) from always"]);
    assert_eq!(tale.holds("alive(jon)", "start"), "yes, holds");
}

#[test]
fn a_second_birth_changes_nothing_for_who_lives_already() {
    let tale = tell(
        r#""characters": [{"id": "jon"}], "events": [
        {"id": "born", "kind": "birth", "roles": {"born": "jon"}},
        {"id": "baptised", "kind": "birth", "roles": {"born": "jon"}}]"#,
    );
    assert_eq!(tale.stretches("alive"), ["alive(jon) after born"]);
}
