//! What real stories demand: who stands on which side.

use crate::tale::tell;

#[test]
fn somebody_has_several_memberships_at_once_undated_or_dated() {
    let tale = tell(
        r#""characters": [{"id": "worf", "relations": {"member": ["starfleet", {"to": "mogh", "from": 2340}]}}],
        "factions": [{"id": "starfleet"}, {"id": "mogh"}, {"id": "martok"}],
        "events": [{"id": "adopted", "kind": "join", "roles": {"joiner": "worf", "faction": "martok"}, "at": 2373}]"#,
    );
    assert_eq!(
        tale.at("end"),
        ["member(worf, mogh)", "member(worf, starfleet)", "member(worf, martok)"]
    );
}

#[test]
fn sides_are_changed_from_a_to_b_and_back_with_neither_in_between() {
    let tale = tell(
        r#""characters": [{"id": "theon", "relations": {"member": "stark"}}],
        "factions": [{"id": "stark"}, {"id": "greyjoy"}],
        "events": [
        {"id": "turns", "kind": "defection", "roles": {"defector": "theon", "from": "stark", "to": "greyjoy"}},
        {"id": "broken", "kind": "leave", "roles": {"leaver": "theon", "faction": "greyjoy"}},
        {"id": "pause", "kind": "other", "roles": {"who": "theon"}},
        {"id": "returns", "kind": "join", "roles": {"joiner": "theon", "faction": "stark"}}]"#,
    );
    assert_eq!(
        tale.stretches("member"),
        [
            "member(theon, stark) stated on theon from the start until turns",
            "member(theon, greyjoy) after turns until broken",
            "member(theon, stark) after returns"
        ]
    );
    assert_eq!(tale.at("after pause"), Vec::<String>::new());
}

#[test]
fn a_faction_changes_sides_too() {
    let tale = tell(
        r#""factions": [{"id": "fleet", "relations": {"allied": "dominion", "hostile": "federation"}},
            {"id": "dominion"}, {"id": "federation"}],
        "events": [
        {"id": "turn", "kind": "defection", "roles": {"defector": "fleet", "from": "dominion", "to": "federation"}}]"#,
    );
    assert_eq!(
        tale.at("start"),
        ["allied(dominion, fleet)", "hostile(federation, fleet)"]
    );
    assert_eq!(
        tale.at("end"),
        ["allied(federation, fleet)", "hostile(dominion, fleet)"]
    );
}

#[test]
fn there_are_factions_within_factions() {
    let tale = tell(
        r#""characters": [{"id": "martok", "relations": {"member": "house"}}],
        "factions": [{"id": "empire"}, {"id": "house", "relations": {"part-of": "empire"}}]"#,
    );
    assert_eq!(tale.at("end"), ["member(martok, house)", "part-of(house, empire)"]);
}

#[test]
fn there_are_enemies_inside_one_faction() {
    let tale = tell(
        r#""characters": [{"id": "gowron", "relations": {"member": "council"}},
            {"id": "duras", "relations": {"member": "council"}}],
        "factions": [{"id": "council"}],
        "events": [{"id": "rift", "kind": "feud", "roles": {"rivals": ["gowron", "duras"]}}]"#,
    );
    assert_eq!(
        tale.at("end"),
        [
            "member(duras, council)",
            "member(gowron, council)",
            "hostile(duras, gowron)"
        ]
    );
}

#[test]
fn one_house_stands_on_both_sides_of_a_battle_and_is_not_its_own_enemy() {
    let tale = tell(
        r#""factions": [{"id": "bolton"}, {"id": "stark"}, {"id": "umber"}], "events": [
        {"id": "battle", "kind": "battle", "roles": {"attackers": ["stark", "umber"], "defenders": ["bolton", "umber"]}}]"#,
    );
    assert_eq!(
        tale.stretches("hostile"),
        [
            "hostile(bolton, stark) after battle",
            "hostile(bolton, umber) after battle",
            "hostile(stark, umber) after battle"
        ]
    );
}

#[test]
fn one_sided_statements_of_symmetric_relations_hold_both_ways() {
    let cast = |a: &str, b: &str| {
        tell(&format!(
            r#""characters": [{{"id": "a", "relations": {{{a}}}}}, {{"id": "b", "relations": {{{b}}}}}]"#
        ))
    };
    let sibling_of = |other: &str| format!(r#""sibling": "{other}""#);
    for tale in [
        cast(&sibling_of("b"), ""),
        cast("", &sibling_of("a")),
        cast(&sibling_of("b"), &sibling_of("a")),
    ] {
        assert_eq!(tale.at("start"), ["sibling(a, b)"]);
        assert_eq!(tale.holds("sibling(b, a)", "start"), "yes, holds");
    }
}

#[test]
fn directed_relations_hold_one_way_only() {
    let tale = tell(r#""characters": [{"id": "sisko", "relations": {"parent": "jake"}}, {"id": "jake"}]"#);
    assert_eq!(tale.holds("parent(sisko, jake)", "start"), "yes, holds");
    assert_eq!(tale.holds("parent(jake, sisko)", "start"), "unknown, unsaid");
}

#[test]
fn directed_relations_hold_both_ways_where_both_are_told() {
    let tale =
        tell(r#""characters": [{"id": "a", "relations": {"knows": "b"}}, {"id": "b", "relations": {"knows": "a"}}]"#);
    assert_eq!(tale.at("start"), ["knows(a, b)", "knows(b, a)"]);
}

#[test]
fn descriptive_relations_need_no_date_at_all() {
    let tale = tell(
        r#""vocabulary": {"relations": {"resembles": {"between": ["character", "character"],
            "words": {"base": "resemble"}}}},
        "characters": [{"id": "dorian", "relations": {"resembles": "portrait", "friend": "basil"}},
            {"id": "basil"}, {"id": "portrait"}]"#,
    );
    assert_eq!(tale.at("end"), ["friend(basil, dorian)", "resembles(dorian, portrait)"]);
}
