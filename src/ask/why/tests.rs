//! What a chain tells, as tables: the question as typed, and the rows of its answer.

use crate::ask::sample::{ask, ask_of, ruled, told, told_of};
use crate::world::sample::world;

#[test]
fn one_question_is_left_open_once_and_only_by_what_decides_it() {
    let world = world(
        r#"{"lorescope": 1, "axis": "number", "characters": [{"id": "cat"}], "events": [
        {"id": "d1", "kind": "death", "roles": {"victim": "cat"}, "at": 1},
        {"id": "r1", "kind": "resurrection", "roles": {"revived": "cat"}, "at": 2},
        {"id": "d2", "kind": "death", "roles": {"victim": "cat"}, "at": "3..5"},
        {"id": "r2", "kind": "resurrection", "roles": {"revived": "cat"}, "at": 7}]}"#,
    );
    let rows = told_of(&world, "who dead --as-of 4");
    assert_eq!(rows.len(), 1, "{rows:?}");
    let rows = told_of(&world, "why dead cat --as-of 4");
    assert!(rows[0].contains("`r1` until `d2`"), "{rows:?}");
    assert_eq!(rows.iter().filter(|row| row.starts_with("Cat ")).count(), 1, "{rows:?}");
}

#[test]
fn a_verdict_says_why() {
    for (typed, verdict) in [
        ("why dead bo --as-of murder", "yes: Ann or Cy killed Bo"),
        ("why dead bo", "no: Bo has been alive since `return`"),
        ("why dead ann", "no: Ann is alive"),
        ("why alive di", "unknown: `rumour` leaves it in doubt"),
        (
            "why allied north south",
            "no: instead, the North has been hostile to the South since `betrayal`",
        ),
        (
            "why allied north south --as-of start",
            "no: not yet; it begins with `pact`",
        ),
        ("why allied ann bo", "unknown: the story does not say"),
        ("why sworn-to cy", "yes: Cy has been sworn to the North since `oath`"),
        ("why killed bo", "yes: `murder`"),
        ("why betrayed ann", "unknown: the story tells of no betrayal of Ann"),
    ] {
        assert_eq!(ruled(typed), verdict, "{typed}");
    }
}

#[test]
fn all_that_makes_it_so_is_named_and_nobody_has_a_capital_within_a_sentence() {
    let war = world(WAR);
    let asked = |typed: &str| {
        let answer = ask_of(&war, typed).expect(typed);
        (answer.reading, answer.ruling.expect("a verdict").reason)
    };
    for (typed, reading, reason) in [
        (
            "why allied north",
            "Why the North is allied with somebody",
            "The North has been allied with the East since `league` and the South since `league`",
        ),
        (
            "why captive south",
            "Why somebody is held captive by the South",
            "Ann has been held captive by the South since `raid`",
        ),
        (
            "why hostile ann",
            "Why Ann is hostile to somebody",
            "the story does not say",
        ),
    ] {
        assert_eq!(asked(typed), (reading.to_owned(), reason.to_owned()), "{typed}");
    }
}

#[test]
fn a_chain_leads_to_the_first_cause_and_tells_every_event_once() {
    assert_eq!(
        told("why murder"),
        [
            "`murder`: Ann or Cy killed Bo",
            "because `betrayal`: The South betrayed the North",
            "because `pact`: The North and the South allied at the Ford",
            "needed: The North was allied with the South, since `pact`",
            "because `pact`: see above",
            "within `betrayal`: see above",
        ]
    );
}

#[test]
fn what_cannot_be_explained_is_refused_with_what_can() {
    for (typed, help) in [
        ("why", "name an event"),
        ("why north", "lore why allied north"),
        ("why ford", "lore why located-in ford"),
        // A word alone that is one of the story's: of whom?
        ("why dead", "`lore why dead NAME`"),
        ("why betrayed", "`lore who betrayed`"),
        // What is near by chance, or cannot be said of two people, is not offered.
        ("why likes ann bo", "`lore list relations`"),
        ("why alied north south", "`allied`"),
        ("why alive ann bo", "lore why alive NAME"),
    ] {
        let refusal = ask(typed).expect_err(typed);
        assert!(refusal.help.expect("help").contains(help), "{typed}");
    }
}

/// A war with captives, two of whom are let go and one is not.
const WAR: &str = r#"{"lorescope": 1,
    "characters": [{"id": "ann", "name": "Ann"}, {"id": "bo", "name": "Bo"}, {"id": "cy", "name": "Cy"},
                   {"id": "di", "name": "Di"}, {"id": "ed", "name": "Ed"}],
    "factions": [{"id": "north", "name": "the North"}, {"id": "south", "name": "the South"},
                 {"id": "east", "name": "the East"}],
    "events": [
        {"id": "league", "kind": "alliance", "roles": {"allies": ["north", "south", "east"]}},
        {"id": "raid", "kind": "capture", "roles": {"captor": "south", "captured": ["ann", "bo"]}, "because": "league"},
        {"id": "split", "kind": "pact-end", "roles": {"parties": ["south", "east"]}, "because": "raid"},
        {"id": "mercy", "kind": "release", "roles": {"releaser": "ed", "released": "bo"}, "because": "split"},
        {"id": "mend", "kind": "alliance", "roles": {"allies": ["south", "east"]}},
        {"id": "slip", "kind": "killing", "roles": {"killer": "ed", "victim": "cy", "mistaken-for": "ann"}},
        {"id": "fever", "kind": "death", "roles": {"victim": "di"}},
        {"id": "wonder", "kind": "resurrection", "roles": {"revived": "di"}},
        {"id": "knife", "kind": "killing", "roles": {"killer": "ed", "victim": "di"}}]}"#;

#[test]
fn a_chain_tells_what_would_have_ended_it_and_why_it_did_not() {
    let war = world(WAR);
    for (typed, rows) in [
        (
            // A release of somebody else from the same captor.
            "why captive ann south",
            &[
                "Ann is held captive by the South, since `raid`",
                "from `raid`: The South captured Ann and Bo",
                "because `league`: The North, the South and the East allied",
                "A death, an escape, a rescue or a release would have ended it; these came near, and did not",
                "not by `mercy`: Ed released Bo; it was Bo, not Ann",
                "not by `slip`: Ed killed Cy in mistake for Ann; it was Cy, not Ann",
            ][..],
        ),
        (
            // An end of the same between one of them and another.
            "why allied north south",
            &[
                "The North is allied with the South, since `league`",
                "from `league`: The North, the South and the East allied",
                "The end of the alliance, a betrayal, a defection, a dissolution, a feud, a war or a revolt would have \
                 ended it; what came near did not",
                "not by `split`: The South and the East ended their alliance; it was between the East and the South",
            ],
        ),
        (
            // It ended, and began again.
            "why allied south east",
            &[
                "The East is allied with the South, since `mend`",
                "from `mend`: The South and the East allied",
                "earlier: The East was allied with the South, from `league` until `split`",
                "until `split`: The South and the East ended their alliance",
                "because `raid`: The South captured Ann and Bo",
                "because `league`: The North, the South and the East allied",
                "needed: The East was allied with the South, since `league`",
                "The end of the alliance, a betrayal, a defection, a dissolution, a feud, a war or a revolt would have \
                 ended it; none is told of the East or the South after `mend`",
            ],
        ),
        (
            // Death as well ends, and begins again.
            "why dead di",
            &[
                "Di is dead, since `knife`",
                "because `knife`: Ed killed Di",
                "needed: Di was alive, since `wonder`",
                "from `wonder`: Di was resurrected",
                "needed: Di was dead, since `fever`",
                "from `fever`: Di died",
                "earlier: Di was dead, from `fever` until `wonder`",
                "until `wonder`: see above",
                "A resurrection would have ended it; none is told of Di after `knife`",
            ],
        ),
        (
            // What ended leads back to why it did.
            "why captive bo south",
            &[
                "Bo was held captive by the South, from `raid` until `mercy`",
                "from `raid`: The South captured Ann and Bo",
                "because `league`: The North, the South and the East allied",
                "until `mercy`: Ed released Bo",
                "because `split`: The South and the East ended their alliance",
                "because `raid`: see above",
                "needed: The East was allied with the South, since `league`",
                "needed: Bo was held captive by the South, since `raid`",
            ],
        ),
        (
            // What never began says what would have begun it.
            "why captive cy south",
            &[
                "A capture would have started it; what came near did not",
                "not by `raid`: The South captured Ann and Bo; it was Ann, not Cy",
            ],
        ),
        (
            "why friend ann cy",
            &["The start of the friendship would have started it; none is told of Ann or Cy"],
        ),
    ] {
        assert_eq!(told_of(&war, typed), rows, "{typed}");
    }
}

#[test]
fn a_chain_of_consequences_leads_on_to_the_last() {
    let war = world(WAR);
    for (typed, rows) in [
        (
            "why raid --forward",
            &[
                "`raid`: The South captured Ann and Bo",
                "began: Ann is held captive by the South, since `raid`",
                "began: Bo was held captive by the South, from `raid` until `mercy`",
                "led to `split`: The South and the East ended their alliance",
                "ended: The East was allied with the South, from `league` until `split`",
                "led to `mercy`: Ed released Bo",
                "ended: Bo was held captive by the South, from `raid` until `mercy`",
            ][..],
        ),
        (
            "why raid --forward --as-of split",
            &[
                "`raid`: The South captured Ann and Bo",
                "began: Ann is held captive by the South, since `raid`",
                "began: Bo was held captive by the South, from `raid` until `mercy`",
                "led to `split`: The South and the East ended their alliance",
                "ended: The East was allied with the South, from `league` until `split`",
            ],
        ),
        (
            "why dead cy --forward",
            &[
                "Cy is dead, since `slip`",
                "because `slip`: Ed killed Cy in mistake for Ann",
                "ended: Cy was alive, from the start until `slip`",
            ],
        ),
    ] {
        assert_eq!(told_of(&war, typed), rows, "{typed}");
    }
}

/// Events of which each caused the next, and the first one too, so that they go round.
fn ring(events: usize) -> crate::world::World {
    let events: Vec<String> = (0..events)
        .map(|number| {
            let before = (number + events - 1) % events;
            format!(
                r#"{{"id": "e{number}", "kind": "killing", "because": "e{before}",
                    "roles": {{"killer": "ann", "victim": "v{number}"}}}}"#
            )
        })
        .collect();
    let cast: Vec<String> = (0..events.len())
        .map(|number| format!(r#"{{"id": "v{number}"}}"#))
        .collect();
    world(&format!(
        r#"{{"lorescope": 1, "characters": [{{"id": "ann"}}, {}], "events": [{}]}}"#,
        cast.join(", "),
        events.join(", ")
    ))
}

#[test]
fn a_ring_of_causes_comes_to_an_end_and_a_long_chain_goes_on_below() {
    for typed in ["why e9", "why e9 --forward"] {
        let rows = told_of(&ring(10), typed);
        let again = rows.iter().filter(|row| row.contains("see above")).count();
        assert_eq!(again, 1, "{rows:?}");
    }
    for typed in ["why e0", "why e0 --forward"] {
        let answer = ask_of(&ring(100), typed).expect(typed);
        let deepest = answer.rows.iter().map(|row| row.depth).max();
        assert!(deepest < Some(16), "{deepest:?}");
        let below = |row: &&crate::ask::Row| row.sentence == "see below";
        let begun = |row: &&crate::ask::Row| row.depth == 0 && row.section.is_some();
        let pointers = answer.rows.iter().filter(below).count();
        assert_eq!(
            pointers,
            answer.rows.iter().filter(begun).count(),
            "each leads somewhere"
        );
        let told = answer
            .rows
            .iter()
            .filter(|row| row.sentence.contains(" killed "))
            .count();
        assert_eq!(told, 100, "every event is told once");
    }
}
