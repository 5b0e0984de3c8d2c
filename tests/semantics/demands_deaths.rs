//! What real stories demand: deaths, returns and departures.

use crate::tale::{Tale, tell};

const CAST: &str = r#""characters": [{"id": "jon"}, {"id": "arya"}, {"id": "cersei"}, {"id": "hound"}],
    "factions": [{"id": "watch"}], "places": [{"id": "wall"}, {"id": "pit"}],
    "items": [{"id": "avalanche"}, {"id": "poison"}]"#;

fn story(events: &str) -> Tale {
    tell(&format!("{CAST}, \"events\": [{events}]"))
}

fn life(tale: &Tale, of: &str) -> Vec<String> {
    let mut lives = tale.stretches("alive");
    lives.retain(|life| life.contains(&format!("({of})")));
    lives
}

#[test]
fn a_person_dies_and_returns_any_number_of_times() {
    let tale = story(
        r#"{"id": "stabbed", "kind": "killing", "roles": {"victim": "jon"}},
        {"id": "raised", "kind": "resurrection", "roles": {"revived": "jon"}},
        {"id": "drowned", "kind": "death", "roles": {"victim": "jon"}},
        {"id": "woken", "kind": "resurrection", "roles": {"revived": "jon"}},
        {"id": "laid-to-rest", "kind": "death", "roles": {"victim": "jon"}}"#,
    );
    assert_eq!(
        life(&tale, "jon"),
        [
            "alive(jon) from always until stabbed",
            "alive(jon) after raised until drowned",
            "alive(jon) after woken until laid-to-rest"
        ]
    );
}

#[test]
fn a_person_is_dead_and_still_acts() {
    let tale = story(
        r#"{"id": "fall", "kind": "death", "roles": {"victim": "jon"}},
        {"id": "wight", "kind": "killing", "roles": {"killer": "jon", "victim": "arya"}},
        {"id": "ghosts", "kind": "alliance", "roles": {"allies": ["jon", "hound"]}}"#,
    );
    assert_eq!(tale.holds("alive(jon)", "end"), "no, ended");
    assert_eq!(tale.who("killing", "killer"), ["jon"]);
    assert_eq!(tale.at("end"), ["allied(hound, jon)"]);
}

#[test]
fn a_person_is_seen_as_a_corpse_without_dying_again() {
    let tale = story(
        r#"{"id": "fall", "kind": "death", "roles": {"victim": "jon"}},
        {"id": "found", "kind": "discovery", "roles": {"discoverer": "arya", "about": "jon"}},
        {"id": "wake", "kind": "mourning", "roles": {"mourner": "arya", "mourned": "jon"}}"#,
    );
    assert_eq!(life(&tale, "jon"), ["alive(jon) from always until fall"]);
    assert_eq!(tale.who("death", "victim"), ["jon"]);
}

#[test]
fn a_corpse_stays_disguised() {
    let tale = story(
        r#"{"id": "mask", "kind": "disguise", "roles": {"disguised": "arya", "as": "cersei"}},
        {"id": "fall", "kind": "death", "roles": {"victim": "arya"}},
        {"id": "washed", "kind": "unmasking", "roles": {"unmasked": "arya"}}"#,
    );
    assert_eq!(
        tale.stretches("disguised-as"),
        ["disguised-as(arya, cersei) after mask until washed"]
    );
}

#[test]
fn a_person_is_not_yet_born() {
    let tale = story(
        r#"{"id": "foretold", "kind": "vision", "roles": {"seer": "cersei", "seen": "jon"}, "at": 1},
        {"id": "born", "kind": "birth", "roles": {"born": "jon"}, "at": 2}"#,
    );
    assert_eq!(tale.holds("alive(jon)", "after foretold"), "no, not yet");
    assert_eq!(tale.holds("alive(jon)", "end"), "yes, holds");
}

#[test]
fn a_person_stops_appearing_and_is_neither_dead_nor_provably_alive() {
    let tale = story(
        r#"{"id": "gone", "kind": "disappearance", "roles": {"disappeared": "hound"}, "at": 1},
        {"id": "back", "kind": "arrival", "roles": {"arrived": "hound"}, "place": "wall", "at": 2},
        {"id": "gone-again", "kind": "disappearance", "roles": {"disappeared": "hound"}, "at": 3}"#,
    );
    assert_eq!(life(&tale, "hound"), ["alive(hound) from always"]);
    assert_eq!(tale.holds("alive(hound)", "before gone"), "yes, holds");
    assert_eq!(tale.holds("alive(hound)", "after gone"), "unknown, obscured");
    assert_eq!(tale.holds("alive(hound)", "after back"), "yes, holds");
    assert_eq!(tale.holds("alive(hound)", "end"), "unknown, obscured");
}

#[test]
fn of_who_is_missing_nobody_knows_whether_they_are_still_possessed() {
    let tale = story(
        r#"{"id": "taken", "kind": "possession", "roles": {"possessed": "hound", "possessor": "cersei"}, "at": 1},
        {"id": "fell", "kind": "disappearance", "roles": {"disappeared": "hound"}, "at": 2}"#,
    );
    assert_eq!(tale.holds("possessed-by(hound, cersei)", "after taken"), "yes, holds");
    assert_eq!(tale.holds("possessed-by(hound, cersei)", "end"), "unknown, obscured");
}

#[test]
fn a_person_leaves_by_exile_elimination_or_retirement() {
    let tale = story(
        r#"{"id": "sworn", "kind": "join", "roles": {"joiner": ["jon", "arya", "hound"], "faction": "watch"}},
        {"id": "exile", "kind": "expulsion", "roles": {"expelled": "jon", "from": "wall", "expeller": "watch"}},
        {"id": "elimination", "kind": "expulsion", "roles": {"expelled": "arya", "from": "watch"}},
        {"id": "retirement", "kind": "leave", "roles": {"leaver": "hound", "faction": "watch"}}"#,
    );
    assert_eq!(
        tale.stretches("member away"),
        [
            "member(arya, watch) after sworn until elimination",
            "member(hound, watch) after sworn until retirement",
            "member(jon, watch) after sworn",
            "away(jon, wall) after exile",
            "away(arya, watch) after elimination"
        ]
    );
    assert_eq!(tale.holds("alive(arya)", "end"), "yes, holds");
}

#[test]
fn a_death_has_none_one_or_many_killers() {
    let tale = story(
        r#"{"id": "none", "kind": "killing", "roles": {"victim": "jon"}},
        {"id": "one", "kind": "killing", "roles": {"killer": "hound", "victim": "arya"}},
        {"id": "many", "kind": "killing", "roles": {"killer": ["watch", "hound"], "victim": "cersei"}}"#,
    );
    assert_eq!(tale.parts("none"), "victim: jon");
    assert_eq!(tale.who("killing", "killer"), ["hound", "watch", "hound"]);
    assert_eq!(tale.who("killing", "victim"), ["jon", "arya", "cersei"]);
}

#[test]
fn the_one_who_ordered_it_stands_apart() {
    let tale = story(
        r#"{"id": "deed", "kind": "killing", "roles": {"killer": "hound", "victim": "jon", "ordered-by": "cersei"}}"#,
    );
    assert_eq!(tale.parts("deed"), "killer: hound / victim: jon / ordered-by: cersei");
    assert_eq!(tale.who("death", "killer"), ["hound"]);
    assert_eq!(tale.who("death", "ordered-by"), ["cersei"]);
}

#[test]
fn the_killer_is_one_of_these() {
    let tale = story(
        r#"{"id": "deed", "kind": "killing", "roles": {"killer": {"one-of": ["hound", "avalanche"]}, "victim": "jon"}}"#,
    );
    assert_eq!(tale.parts("deed"), "killer: hound?, avalanche? / victim: jon");
    assert_eq!(tale.holds("alive(jon)", "end"), "no, ended");
}

#[test]
fn a_thing_or_an_animal_is_the_killer() {
    let tale = tell(
        r#""characters": [{"id": "antigonus"}, {"id": "bear", "species": "bear"}, {"id": "gloucester"}],
        "items": [{"id": "avalanche"}], "events": [
        {"id": "pursued", "kind": "killing", "roles": {"killer": "bear", "victim": "antigonus"}},
        {"id": "slide", "kind": "killing", "roles": {"killer": "avalanche", "victim": "gloucester"}}]"#,
    );
    assert_eq!(tale.who("killing", "killer"), ["bear", "avalanche"]);
}

#[test]
fn nameless_victims_are_counted() {
    let tale = story(
        r#"{"id": "purge", "kind": "massacre", "roles": {"perpetrator": "watch", "victim": "wall"}, "count": "over 800_000"},
        {"id": "brawl", "kind": "killing", "roles": {"killer": "hound"}, "count": 3}"#,
    );
    assert_eq!(tale.count("purge").as_deref(), Some("over 800000"));
    assert_eq!(tale.count("brawl").as_deref(), Some("3"));
    assert_eq!(tale.stretches("alive").len(), 4);
}

#[test]
fn a_death_is_a_suicide_an_accident_or_a_mistake() {
    let tale = story(
        r#"{"id": "by-own-hand", "kind": "suicide", "roles": {"victim": "cersei", "weapon": "poison"}},
        {"id": "mishap", "kind": "fatal-accident", "roles": {"victim": "hound", "cause": "avalanche"}},
        {"id": "mistake", "kind": "killing", "roles": {"killer": "arya", "victim": "jon", "mistaken-for": "cersei"}}"#,
    );
    assert_eq!(tale.who("death", "victim"), ["cersei", "hound", "jon"]);
    assert_eq!(tale.who("suicide", "victim"), ["cersei"]);
    assert_eq!(tale.who("killing", "victim"), ["jon"]);
    assert_eq!(tale.holds("alive(arya)", "end"), "yes, holds");
    assert_eq!(
        tale.parts("mistake"),
        "killer: arya / victim: jon / mistaken-for: cersei"
    );
}

#[test]
fn a_return_from_a_death_that_is_not_told_is_no_birth() {
    let tale = tell(
        r#""characters": [{"id": "ann"}], "events": [
        {"id": "talk", "kind": "other", "roles": {"who": "ann"}, "at": 1},
        {"id": "back", "kind": "resurrection", "roles": {"revived": "ann"}, "at": 5}]"#,
    );
    assert_eq!(tale.holds("alive(ann)", "after talk"), "yes, holds");
    let born = tell(
        r#""characters": [{"id": "ann"}], "events": [
        {"id": "talk", "kind": "other", "roles": {"who": "ann"}, "at": 1},
        {"id": "birth", "kind": "birth", "roles": {"born": "ann"}, "at": 5}]"#,
    );
    assert_eq!(born.holds("alive(ann)", "after talk"), "no, not yet");
}
