//! Knowing: whoever takes part in an event or is told of it knows of it; none of it is typed in.

use crate::tale::tell;

#[test]
fn whoever_takes_part_knows_of_it_from_then_on() {
    let tale = tell(
        r#""in-order": true, "characters": [{"id": "kira"}, {"id": "odo"}, {"id": "quark"}],
        "events": [{"id": "talk", "kind": "meeting", "roles": {"participants": ["kira", "odo"]}}]"#,
    );
    assert_eq!(
        tale.knowledge(),
        ["knows(kira, talk) after talk", "knows(odo, talk) after talk"]
    );
    assert_eq!(tale.holds("knows(kira, talk)", "before talk"), "no, not yet");
    assert_eq!(tale.holds("knows(kira, talk)", "after talk"), "yes, holds");
    assert_eq!(tale.holds("knows(quark, talk)", "end"), "unknown, unsaid");
}

#[test]
fn whoever_acts_surely_knows_and_whom_it_befalls_does_as_a_rule() {
    let tale = tell(
        r#""in-order": true, "characters": [{"id": "dukat"}, {"id": "garak"}],
        "events": [{"id": "taken", "kind": "capture", "roles": {"captor": "dukat", "captured": "garak"}}]"#,
    );
    assert_eq!(
        tale.knowledge(),
        [
            "knows(dukat, taken) after taken",
            "knows(garak, taken) after taken, implied"
        ]
    );
}

#[test]
fn whom_a_part_leaves_unaware_does_not_know() {
    let tale = tell(
        r#""in-order": true, "characters": [{"id": "weyoun"}, {"id": "damar"}, {"id": "odo"}],
        "events": [
        {"id": "lie", "kind": "deception", "roles": {"deceiver": "weyoun", "deceived": "damar"}},
        {"id": "hush", "kind": "secret", "roles": {"keeper": "weyoun", "from": "damar", "about": "lie"}},
        {"id": "word", "kind": "conversation", "roles": {"speakers": "weyoun", "about": "odo"}}]"#,
    );
    assert_eq!(tale.holds("knows(weyoun, lie)", "end"), "yes, holds");
    assert_eq!(tale.holds("knows(damar, lie)", "end"), "unknown, unsaid");
    assert_eq!(tale.holds("knows(damar, hush)", "end"), "unknown, unsaid");
    assert_eq!(
        tale.holds("knows(odo, word)", "end"),
        "unknown, unsaid",
        "who is spoken of need not know"
    );
}

#[test]
fn whoever_is_told_of_an_event_knows_of_it_and_whoever_tells_does() {
    let tale = tell(
        r#""in-order": true, "characters": [{"id": "nog"}, {"id": "jake"}, {"id": "quark"}, {"id": "rom"}, {"id": "leeta"}],
        "events": [
        {"id": "deal", "kind": "treaty", "roles": {"parties": ["rom", "leeta"]}},
        {"id": "slip", "kind": "revelation", "roles": {"revealer": "nog", "told-to": "jake", "about": "deal"}},
        {"id": "chat", "kind": "conversation", "roles": {"speakers": "jake", "listeners": "quark", "about": "deal"}}]"#,
    );
    assert_eq!(tale.holds("knows(jake, deal)", "before slip"), "no, not yet");
    assert_eq!(tale.holds("knows(jake, deal)", "after slip"), "yes, holds");
    assert_eq!(tale.holds("knows(nog, deal)", "after slip"), "yes, holds");
    assert_eq!(tale.holds("knows(quark, deal)", "after chat"), "yes, holds");
}

#[test]
fn the_holders_of_a_secret_know_what_it_is_about() {
    let tale = tell(
        r#""in-order": true, "characters": [{"id": "winn"}, {"id": "dukat"}],
        "events": [{"id": "fall", "kind": "death", "roles": {"victim": "dukat"}},
                   {"id": "hush", "kind": "secret", "roles": {"keeper": "winn", "about": ["fall", "dukat"]}}]"#,
    );
    assert_eq!(
        tale.knowledge(),
        [
            "knows(winn, dukat) after hush",
            "knows(winn, fall) after hush",
            "knows(winn, hush) after hush"
        ]
    );
}

#[test]
fn whoever_witnesses_an_event_knows_of_it() {
    let tale = tell(
        r#""in-order": true, "characters": [{"id": "fleance"}, {"id": "banquo"}],
        "events": [{"id": "murder", "kind": "killing", "roles": {"victim": "banquo"}},
                   {"id": "saw", "kind": "witnessing", "roles": {"witness": "fleance", "about": "murder"}}]"#,
    );
    assert_eq!(tale.holds("knows(fleance, murder)", "end"), "yes, holds");
}

#[test]
fn to_be_where_it_happens_is_no_more_than_a_chance_to_see_it() {
    let tale = tell(
        r#""in-order": true, "characters": [{"id": "odo", "relations": {"present": "bar"}}, {"id": "quark"}, {"id": "rom"}],
        "places": [{"id": "bar"}],
        "events": [{"id": "row", "kind": "feud", "roles": {"rivals": ["quark", "rom"]}, "place": "bar"}]"#,
    );
    assert_eq!(tale.holds("knows(odo, row)", "end"), "unknown, nearby");
}

#[test]
fn whoever_takes_part_in_a_part_knows_of_the_whole_and_not_the_other_way_round() {
    let tale = tell(
        r#""in-order": true, "characters": [{"id": "worf"}, {"id": "martok"}, {"id": "gowron"}],
        "events": [
        {"id": "battle", "kind": "battle", "roles": {"attackers": "worf", "defenders": "gowron"}},
        {"id": "rescue", "kind": "help", "roles": {"helper": "martok", "helped": "martok"}, "within": "battle"}]"#,
    );
    assert_eq!(tale.holds("knows(martok, battle)", "end"), "yes, holds");
    assert_eq!(tale.holds("knows(worf, rescue)", "end"), "unknown, unsaid");
}

#[test]
fn two_who_turn_out_to_be_one_know_the_same() {
    let tale = tell(
        r#""in-order": true, "characters": [{"id": "dukat"}, {"id": "anjohl"}, {"id": "winn"}],
        "events": [
        {"id": "met", "kind": "meeting", "roles": {"participants": ["anjohl", "winn"]}},
        {"id": "seen", "kind": "unmasking", "roles": {"unmasker": "winn", "unmasked": "anjohl", "as": "dukat"}}]"#,
    );
    assert_eq!(tale.holds("knows(dukat, met)", "after met"), "unknown, unsaid");
    assert_eq!(tale.holds("knows(dukat, met)", "end"), "yes, holds");
}

#[test]
fn what_a_faction_knows_its_members_do_not_know_by_themselves() {
    let tale = tell(
        r#""in-order": true, "characters": [{"id": "kira", "relations": {"member": "bajorans"}}],
        "factions": [{"id": "bajorans"}, {"id": "federation"}],
        "events": [{"id": "pact", "kind": "alliance", "roles": {"allies": ["bajorans", "federation"]}}]"#,
    );
    assert_eq!(tale.holds("knows(bajorans, pact)", "end"), "yes, holds");
    assert_eq!(tale.holds("knows(kira, pact)", "end"), "unknown, unsaid");
}

#[test]
fn the_dead_know_nothing_and_whoever_returns_knows_again() {
    let tale = tell(
        r#""in-order": true, "characters": [{"id": "dukat"}, {"id": "winn"}],
        "events": [
        {"id": "journey", "kind": "meeting", "roles": {"participants": ["dukat", "winn"]}},
        {"id": "poison", "kind": "killing", "roles": {"killer": "winn", "victim": "dukat"}},
        {"id": "return", "kind": "resurrection", "roles": {"revived": "dukat"}}]"#,
    );
    assert_eq!(tale.holds("knows(dukat, journey)", "after poison"), "no, ended");
    assert_eq!(tale.holds("knows(dukat, journey)", "end"), "yes, holds");
    assert_eq!(tale.holds("knows(dukat, poison)", "after poison"), "no, not yet");
    assert_eq!(tale.holds("knows(dukat, poison)", "end"), "yes, holds");
    assert_eq!(tale.holds("knows(winn, poison)", "end"), "yes, holds");
}

#[test]
fn what_is_known_of_the_dead_stays_known_and_a_ghost_knows_what_it_does() {
    let tale = tell(
        r#""in-order": true, "characters": [{"id": "hamlet"}, {"id": "king"}],
        "events": [
        {"id": "murder", "kind": "death", "roles": {"victim": "king"}},
        {"id": "talk", "kind": "conversation", "roles": {"speakers": "king", "listeners": "hamlet", "about": ["murder", "king"]}},
        {"id": "wake", "kind": "mourning", "roles": {"mourner": "hamlet", "mourned": "king"}}]"#,
    );
    assert_eq!(tale.holds("knows(hamlet, murder)", "end"), "yes, holds");
    assert_eq!(tale.holds("knows(king, talk)", "end"), "yes, holds");
    assert_eq!(tale.holds("knows(king, wake)", "end"), "unknown, unsaid");
}

#[test]
fn a_candidate_may_know_and_being_told_for_sure_clears_it_up() {
    let tale = tell(
        r#""in-order": true, "characters": [{"id": "a"}, {"id": "b"}, {"id": "v"}],
        "events": [
        {"id": "deed", "kind": "killing", "roles": {"killer": {"one-of": ["a", "b"]}, "victim": "v"}},
        {"id": "news", "kind": "discovery", "roles": {"discoverer": "a", "about": "deed"}}]"#,
    );
    assert_eq!(tale.holds("knows(a, deed)", "after deed"), "unknown, possible");
    assert_eq!(tale.holds("knows(b, deed)", "end"), "unknown, possible");
    assert_eq!(tale.holds("knows(a, deed)", "end"), "yes, holds");
}

#[test]
fn who_is_told_of_it_only_later_did_not_know_before() {
    let tale = tell(
        r#""in-order": true, "characters": [{"id": "sisko"}, {"id": "nog"}],
        "events": [
        {"id": "raise", "kind": "promotion", "roles": {"promoter": "sisko", "promoted": "nog"}},
        {"id": "news", "kind": "discovery", "roles": {"discoverer": "nog", "about": "raise"}}]"#,
    );
    assert_eq!(tale.holds("knows(nog, raise)", "after raise"), "no, not yet");
    assert_eq!(tale.holds("knows(nog, raise)", "end"), "yes, holds");
}

#[test]
fn what_nobody_tells_somebody_of_is_what_they_do_not_know() {
    let tale = tell(
        r#""in-order": true, "characters": [{"id": "kira"}, {"id": "odo"}, {"id": "quark"}],
        "events": [
        {"id": "one", "kind": "meeting", "roles": {"participants": ["kira", "odo"]}},
        {"id": "two", "kind": "meeting", "roles": {"participants": ["quark", "odo"]}},
        {"id": "three", "kind": "revelation", "roles": {"revealer": "odo", "told-to": "kira", "about": "two"}},
        {"id": "four", "kind": "meeting", "roles": {"participants": ["quark", "odo"]}}]"#,
    );
    assert_eq!(tale.unknown_to("kira", "after two"), "two");
    assert_eq!(tale.unknown_to("kira", "end"), "four");
}

#[test]
fn a_story_may_say_which_of_its_own_parts_make_aware_and_what_makes_forget() {
    let tale = tell(
        r#""in-order": true, "characters": [{"id": "kira"}, {"id": "odo"}],
        "vocabulary": {"kinds": {
            "spying": {"roles": {"spy": {"of": "actor", "agentive": true}, "spied-on": {"of": "actor", "agentive": false, "aware": false}},
                       "verb": {"base": "spy on"}},
            "amnesia": {"roles": {"forgetful": {"of": "actor", "agentive": false}}, "verb": {"base": "forget all"},
                        "ends": ["knows(forgetful, *)"]}}},
        "events": [
        {"id": "watch", "kind": "spying", "roles": {"spy": "odo", "spied-on": "kira"}},
        {"id": "blow", "kind": "amnesia", "roles": {"forgetful": "odo"}}]"#,
    );
    assert_eq!(tale.holds("knows(kira, watch)", "end"), "unknown, unsaid");
    assert_eq!(tale.holds("knows(odo, watch)", "after watch"), "yes, holds");
    assert_eq!(tale.holds("knows(odo, watch)", "end"), "no, ended");
}
