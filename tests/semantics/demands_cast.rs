//! What real stories demand: who is who.

use crate::tale::{faults, tell};

#[test]
fn namesakes_are_told_apart_by_id_and_the_bare_name_is_refused_naming_both() {
    let cast = r#""characters": [{"id": "catherine-earnshaw", "name": "Catherine"},
        {"id": "catherine-linton", "name": "Catherine"}, {"id": "linton"}]"#;
    let tale = tell(&format!(
        r#"{cast}, "events": [{{"id": "wedding", "kind": "marriage", "roles": {{"spouses": ["catherine-linton", "Linton"]}}}}]"#
    ));
    assert_eq!(
        tale.stretches("married"),
        ["married(catherine-linton, linton) after wedding"]
    );
    let faults = faults(&format!(
        r#"{cast}, "events": [{{"id": "wedding", "kind": "marriage", "roles": {{"spouses": ["Catherine", "linton"]}}}}]"#
    ));
    assert_eq!(faults, ["ambiguous-name Catherine catherine-earnshaw catherine-linton"]);
}

#[test]
fn an_alias_means_different_people_at_different_times() {
    let cast = r#""characters": [
        {"id": "roberts", "aliases": [{"name": "the Dread Pirate", "until": 1700}]},
        {"id": "westley", "aliases": [{"name": "the Dread Pirate", "from": 1700, "until": "retires"}]}],
        "events": [{"id": "retires", "kind": "other", "roles": {"who": "westley"}, "at": 1705}"#;
    let tale = tell(&format!("{cast}]"));
    let alias = |i: usize| &tale.story.entities[i].names[1];
    assert_eq!(
        [&*alias(0).text, &*alias(1).text],
        ["the Dread Pirate", "the Dread Pirate"]
    );
    let time = |edge: &lorescope::model::Edge| match edge {
        lorescope::model::Edge::Open => "open".to_owned(),
        lorescope::model::Edge::Time(time) => time.written.to_string(),
        lorescope::model::Edge::Event(event) => tale.story.event(*event).id.to_string(),
    };
    let spans = [0, 1].map(|i| [time(&alias(i).from), time(&alias(i).until)].join(" to "));
    assert_eq!(spans, ["open to 1700", "1700 to retires"]);
    let faults = faults(&format!(
        r#"{cast}, {{"id": "raid", "kind": "other", "roles": {{"who": "the dread pirate"}}, "at": 1701}}]"#
    ));
    assert_eq!(faults, ["ambiguous-name the dread pirate roberts westley"]);
}

#[test]
fn an_unnamed_label_stands_for_many() {
    let tale = tell(
        r#""characters": [{"id": "macduff"}], "factions": [{"id": "guards", "name": "a guard"}], "events": [
        {"id": "first", "kind": "killing", "roles": {"killer": "macduff", "victim": "a guard"}, "count": 1},
        {"id": "second", "kind": "killing", "roles": {"killer": "macduff", "victim": "guards"}, "count": 1},
        {"id": "watch", "kind": "meeting", "roles": {"participants": ["guards", "macduff"]}}]"#,
    );
    assert_eq!(tale.who("killing", "victim"), ["guards", "guards"]);
    assert_eq!(tale.stretches("alive"), ["alive(macduff) from always"]);
}

#[test]
fn impersonation_is_being_disguised_and_no_identity() {
    let tale = tell(
        r#""characters": [{"id": "viola"}, {"id": "cesario"}, {"id": "olivia"}], "events": [
        {"id": "breeches", "kind": "disguise", "roles": {"disguised": "viola", "as": "cesario"}},
        {"id": "suit", "kind": "romance", "roles": {"lovers": ["olivia", "cesario"]}},
        {"id": "reveal", "kind": "unmasking", "roles": {"unmasked": "viola", "as": "cesario"}}]"#,
    );
    assert_eq!(
        tale.stretches("disguised-as identity lover"),
        [
            "disguised-as(viola, cesario) after breeches until reveal",
            "lover(cesario, olivia) after suit",
            "identity(cesario, viola) after reveal"
        ]
    );
}

#[test]
fn possession_leaves_two_persons_of_whom_one_may_go() {
    let tale = tell(
        r#""characters": [{"id": "regan"}, {"id": "pazuzu"}], "events": [
        {"id": "enters", "kind": "possession", "roles": {"possessor": "pazuzu", "possessed": "regan"}},
        {"id": "rite", "kind": "exorcism", "roles": {"possessed": "regan"}}]"#,
    );
    assert_eq!(
        tale.stretches("possessed-by"),
        ["possessed-by(regan, pazuzu) after enters until rite"]
    );
    assert_eq!(tale.stretches("alive").len(), 2);
}

#[test]
fn a_younger_self_is_another_entry_that_is_the_same_person() {
    let tale = tell(
        r#""characters": [{"id": "jean-luc"}, {"id": "johnny", "relations": {"identity": "jean-luc"}}],
        "events": [{"id": "stabbed", "kind": "killing", "roles": {"victim": "jean-luc"}}]"#,
    );
    assert_eq!(
        tale.stretches("identity"),
        ["identity(jean-luc, johnny) stated on johnny from the start"]
    );
    assert_eq!(tale.holds("identity(jean-luc, johnny)", "end"), "yes, holds");
    assert_eq!(tale.holds("alive(johnny)", "end"), "yes, holds");
}

#[test]
fn two_entries_are_found_to_be_one_person() {
    let tale = tell(
        r#""characters": [{"id": "jekyll"}, {"id": "hyde"}, {"id": "utterson"}], "events": [
        {"id": "letter", "kind": "unmasking", "roles": {"unmasker": "utterson", "unmasked": "hyde", "as": "jekyll"}}]"#,
    );
    assert_eq!(tale.holds("identity(jekyll, hyde)", "start"), "no, not yet");
    assert_eq!(tale.holds("identity(hyde, jekyll)", "end"), "yes, holds");
}
