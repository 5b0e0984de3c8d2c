//! Effects: what an event does to relations, and to whose.

use crate::tale::tell;

const FOUR: &str = r#""characters": [{"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "d"}]"#;

fn stretches(cast: &str, events: &str, relations: &str) -> Vec<String> {
    tell(&format!("{cast}, \"events\": [{events}]")).stretches(relations)
}

#[test]
fn roles_with_several_entities_apply_pairwise() {
    let war = r#"{"id": "war", "kind": "war", "roles": {"attackers": ["a", "b"], "defenders": ["c", "d"]}}"#;
    assert_eq!(
        stretches(FOUR, war, "hostile"),
        [
            "hostile(a, c) after war",
            "hostile(a, d) after war",
            "hostile(b, c) after war",
            "hostile(b, d) after war"
        ]
    );
}

#[test]
fn a_symmetric_role_applies_to_every_unordered_pair_within_it() {
    let pact = r#"{"id": "pact", "kind": "alliance", "roles": {"allies": ["c", "a", "b"]}}"#;
    assert_eq!(
        stretches(FOUR, pact, "allied"),
        [
            "allied(a, b) after pact",
            "allied(a, c) after pact",
            "allied(b, c) after pact"
        ]
    );
}

#[test]
fn an_effect_may_leave_an_argument_open() {
    let events = r#"
        {"id": "caught", "kind": "capture", "roles": {"captor": ["b", "c"], "captured": "a"}},
        {"id": "jailed", "kind": "capture", "roles": {"captured": "d"}},
        {"id": "freed", "kind": "release", "roles": {"released": ["a", "d"]}}"#;
    assert_eq!(
        stretches(FOUR, events, "captive"),
        [
            "captive(a, b) after caught until freed",
            "captive(a, c) after caught until freed",
            "captive(d, ?) after jailed until freed"
        ]
    );
}

#[test]
fn a_departure_ends_presence_wherever_that_was() {
    let cast = r#""characters": [{"id": "odo"}], "places": [{"id": "station"}, {"id": "home"}]"#;
    let events = r#"
        {"id": "arrived", "kind": "arrival", "roles": {"arrived": "odo"}, "place": "station"},
        {"id": "left", "kind": "departure", "roles": {"departed": "odo"}}"#;
    assert_eq!(
        stretches(cast, events, "present"),
        ["present(odo, station) after arrived until left"]
    );
}

#[test]
fn a_betrays_b_both_allied_to_c_only_a_and_b_part_and_become_hostile_and_c_is_untouched() {
    let events = r#"
        {"id": "pact", "kind": "alliance", "roles": {"allies": ["a", "b", "c"]}},
        {"id": "deceit", "kind": "betrayal", "roles": {"betrayer": "a", "betrayed": "b"}}"#;
    assert_eq!(
        stretches(FOUR, events, "allied hostile"),
        [
            "allied(a, b) after pact until deceit",
            "allied(a, c) after pact",
            "allied(b, c) after pact",
            "hostile(a, b) after deceit"
        ]
    );
}

#[test]
fn a_betrayal_ends_the_service_of_the_betrayer() {
    let cast = r#""characters": [{"id": "macbeth", "relations": {"serves": "duncan"}}, {"id": "duncan"}]"#;
    let events = r#"{"id": "plot", "kind": "betrayal", "roles": {"betrayer": "macbeth", "betrayed": "duncan"}}"#;
    assert_eq!(
        stretches(cast, events, "serves"),
        ["serves(macbeth, duncan) stated on macbeth from the start until plot"]
    );
}

#[test]
fn a_single_valued_relation_is_replaced_by_a_new_value() {
    let cast = r#""characters": [{"id": "odo"}, {"id": "kira"}], "places": [{"id": "bar"}, {"id": "deck"}]"#;
    let events = r#"
        {"id": "in", "kind": "arrival", "roles": {"arrived": ["odo", "kira"]}, "place": "bar"},
        {"id": "up", "kind": "arrival", "roles": {"arrived": "odo"}, "place": "deck"}"#;
    assert_eq!(
        stretches(cast, events, "present"),
        [
            "present(kira, bar) after in",
            "present(odo, bar) after in until up",
            "present(odo, deck) after up"
        ]
    );
}

#[test]
fn a_single_valued_relation_that_is_symmetric_is_single_for_both() {
    let partners = r#""vocabulary": {
        "relations": {"partnered": {"between": ["actor", "actor"], "symmetric": true, "single": true,
            "words": {"base": "be partnered with"}}},
        "kinds": {"pairing": {"roles": {"first": {"of": "actor", "agentive": true}, "second": {"of": "actor", "agentive": true}},
            "verb": {"base": "pair"}, "patterns": ["<first> pair with <second>"],
            "starts": ["partnered(first, second)"]}}}"#;
    for (first, second) in [("c", "b"), ("b", "c")] {
        let events = format!(
            r#"{{"id": "once", "kind": "pairing", "roles": {{"first": "a", "second": "b"}}}},
            {{"id": "twice", "kind": "pairing", "roles": {{"first": "{first}", "second": "{second}"}}}}"#
        );
        let tale = tell(&format!("{partners}, {FOUR}, \"events\": [{events}]"));
        assert_eq!(
            tale.stretches("partnered"),
            ["partnered(a, b) after once until twice", "partnered(b, c) after twice"]
        );
        assert_eq!(tale.holds("partnered(a, b)", "end"), "no, excluded");
        assert_eq!(tale.holds("partnered(b, d)", "end"), "no, excluded");
    }
}

#[test]
fn relations_declared_to_exclude_each_other_never_end_one_another() {
    let events = r#"
        {"id": "pact", "kind": "alliance", "roles": {"allies": ["a", "b"]}},
        {"id": "clash", "kind": "battle", "roles": {"attackers": "a", "defenders": "b"}}"#;
    assert_eq!(
        stretches(FOUR, events, "allied hostile"),
        ["allied(a, b) after pact", "hostile(a, b) after clash"]
    );
}

#[test]
fn unless_the_kind_ends_the_other_explicitly_as_betrayal_and_treaty_do() {
    let events = r#"
        {"id": "pact", "kind": "alliance", "roles": {"allies": ["a", "b"]}},
        {"id": "deceit", "kind": "betrayal", "roles": {"betrayer": "a", "betrayed": "b"}},
        {"id": "peace", "kind": "treaty", "roles": {"parties": ["a", "b"]}}"#;
    assert_eq!(
        stretches(FOUR, events, "allied hostile"),
        [
            "allied(a, b) after pact until deceit",
            "hostile(a, b) after deceit until peace"
        ]
    );
}

#[test]
fn death_ends_for_the_dead_alone_the_relations_declared_to_end_with_life() {
    let cast = r#""characters": [
        {"id": "a", "relations": {"parent": "d", "knows": "b", "married": "c", "member": "f"}},
        {"id": "b", "relations": {"member": "f"}}, {"id": "c"}, {"id": "d"}], "factions": [{"id": "f"}]"#;
    let events = r#"
        {"id": "pact", "kind": "alliance", "roles": {"allies": ["a", "b", "c"]}},
        {"id": "end-of-a", "kind": "death", "roles": {"victim": "a"}}"#;
    assert_eq!(
        stretches(cast, events, "allied knows married member parent"),
        [
            "knows(a, b) stated on a from the start until end-of-a",
            "married(a, c) stated on a from the start until end-of-a",
            "member(a, f) stated on a from the start until end-of-a",
            "member(b, f) stated on b from the start",
            "parent(a, d) stated on a from the start",
            "allied(a, b) after pact until end-of-a",
            "allied(a, c) after pact until end-of-a",
            "allied(b, c) after pact",
        ]
    );
}

#[test]
fn starting_what_holds_or_ending_what_does_not_changes_nothing() {
    let events = r#"
        {"id": "no-pact", "kind": "pact-end", "roles": {"parties": ["a", "b"]}},
        {"id": "pact", "kind": "alliance", "roles": {"allies": ["a", "b"]}},
        {"id": "renewal", "kind": "alliance", "roles": {"allies": ["b", "a"]}}"#;
    assert_eq!(stretches(FOUR, events, "allied"), ["allied(a, b) after pact"]);
}

#[test]
fn a_count_of_nameless_victims_changes_nobodys_life() {
    let cast = r#""characters": [{"id": "a"}], "factions": [{"id": "cardassians"}]"#;
    let events = r#"
        {"id": "nameless", "kind": "killing", "roles": {"killer": "a"}, "count": "over 800"},
        {"id": "of-a-people", "kind": "killing", "roles": {"killer": "a", "victim": "cardassians"}, "count": 20},
        {"id": "of-a-city", "kind": "massacre", "roles": {"victim": "cardassians"}, "count": "about 9"}"#;
    assert_eq!(stretches(cast, events, "alive"), ["alive(a) from always"]);
}

#[test]
fn a_count_stands_for_too_few_in_a_role_but_not_for_too_many() {
    let faults = crate::tale::faults(&format!(
        r#"{FOUR}, "places": [{{"id": "p"}}, {{"id": "q"}}],
        "events": [{{"id": "exodus", "kind": "departure", "roles": {{"to": ["p", "q"]}}, "count": 300}}]"#
    ));
    assert_eq!(faults, ["role-count exodus to departure"]);
}

#[test]
fn an_effect_whose_role_is_empty_does_not_apply() {
    let cast = r#""characters": [{"id": "a", "relations": {"promised": "b"}}, {"id": "b"}]"#;
    let broken = r#"{"id": "broken", "kind": "oath-broken", "roles": {"breaker": "a"}}"#;
    assert_eq!(
        stretches(cast, broken, "promised"),
        ["promised(a, b) stated on a from the start"]
    );
}

#[test]
fn an_effect_applies_to_those_fillers_alone_that_its_relation_admits() {
    let cast = r#""characters": [{"id": "a"}], "factions": [{"id": "f"}], "items": [{"id": "fort"}]"#;
    let events = r#"{"id": "storm", "kind": "capture", "roles": {"captor": "f", "captured": ["a", "fort"]}}"#;
    assert_eq!(
        stretches(cast, events, "captive owns"),
        ["captive(a, f) after storm", "owns(f, fort) after storm"]
    );
}

#[test]
fn a_kind_does_what_the_kind_does_that_it_is_a_case_of() {
    let events = r#"
        {"id": "axe", "kind": "execution", "roles": {"victim": "a"}},
        {"id": "poison", "kind": "suicide", "roles": {"victim": "b"}}"#;
    let tale = tell(&format!("{FOUR}, \"events\": [{events}]"));
    assert_eq!(tale.who("death", "victim"), ["a", "b"]);
    assert_eq!(tale.who("killing", "victim"), ["a"]);
    assert_eq!(
        tale.stretches("alive")[..2],
        ["alive(a) from always until axe", "alive(b) from always until poison"]
    );
}

#[test]
fn whoever_stands_in_a_role_that_the_kind_has_not_takes_no_part() {
    let (tale, faults) = crate::tale::tell_with_faults(
        r#""characters": [{"id": "a"}, {"id": "b"}, {"id": "c"}], "events": [
        {"id": "slip", "kind": "alliance", "roles": {"alies": ["a", "b"]}},
        {"id": "pact", "kind": "alliance", "roles": {"allies": ["b", "c"]}}]"#,
    );
    assert_eq!(faults, ["unknown-role alliance alies"]);
    assert_eq!(tale.parts("slip"), "");
    assert_eq!(tale.stretches("allied"), ["allied(b, c) after pact"]);
}
