//! Groups: what a faction does is done by the faction.

use crate::tale::tell;

#[test]
fn what_a_faction_does_is_done_by_the_faction_and_its_alliance_is_not_its_members_own() {
    let tale = tell(
        r#""characters": [{"id": "kira", "relations": {"member": "bajorans"}}],
        "factions": [{"id": "bajorans"}, {"id": "federation"}],
        "events": [{"id": "pact", "kind": "alliance", "roles": {"allies": ["bajorans", "federation"]}}]"#,
    );
    assert_eq!(tale.stretches("allied"), ["allied(bajorans, federation) after pact"]);
    assert_eq!(tale.holds("allied(bajorans, federation)", "end"), "yes, holds");
    assert_eq!(tale.holds("allied(kira, federation)", "end"), "unknown, unsaid");
}

#[test]
fn membership_is_as_of_the_moment() {
    let tale = tell(
        r#""characters": [{"id": "kira"}], "factions": [{"id": "resistance"}, {"id": "militia"}],
        "events": [
        {"id": "young", "kind": "join", "roles": {"joiner": "kira", "faction": "resistance"}},
        {"id": "peace", "kind": "leave", "roles": {"leaver": "kira", "faction": "resistance"}},
        {"id": "grown", "kind": "join", "roles": {"joiner": "kira", "faction": "militia"}}]"#,
    );
    assert_eq!(tale.at("after young"), ["member(kira, resistance)"]);
    assert_eq!(tale.at("after peace"), Vec::<String>::new());
    assert_eq!(tale.at("end"), ["member(kira, militia)"]);
}

#[test]
fn the_war_of_a_faction_is_no_war_of_the_factions_that_are_part_of_it() {
    let tale = tell(
        r#""factions": [{"id": "alliance"}, {"id": "house", "relations": {"part-of": "alliance"}}, {"id": "foe"}],
        "events": [{"id": "war", "kind": "war", "roles": {"attackers": "foe", "defenders": "alliance"}}]"#,
    );
    assert_eq!(tale.stretches("hostile"), ["hostile(alliance, foe) after war"]);
    assert_eq!(tale.at("end"), ["part-of(house, alliance)", "hostile(alliance, foe)"]);
}
