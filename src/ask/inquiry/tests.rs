//! Inquiries and what is answered: data in, text out.

use super::sample::{answered, inquiry, war};
use super::*;

/// Each row in a line: what it is led by, the sentence, what leaves it open.
fn told(line: &str) -> Vec<String> {
    let rows = answered(&war(), line).rows.into_iter().map(|row| {
        let lead = row.lead.map(|lead| format!("{lead}: ")).unwrap_or_default();
        let span = row.span.map(|span| format!(", {}", span.words())).unwrap_or_default();
        let sure = match row.certainty.word() {
            "stated" => String::new(),
            word => format!(" [{word}]"),
        };
        let open = row.open.map(|open| format!("; but {open}")).unwrap_or_default();
        format!("{lead}{}{span}{sure}{open}", row.sentence)
    });
    rows.collect()
}

#[test]
fn clauses_are_joined_and_each_different_one_is_told_once() {
    for (line, read, rows) in [
        (
            "which ?who: e=death(victim=?who); f=capture(captured=?who); before(?f, ?e)",
            "Who died, after they were captured",
            vec![
                "Cy: Ann captured Bo and Cy; Ann killed Cy at the Keep",
                "Bo: Ann captured Bo and Cy; Ann or Di killed Bo (over 20 dead)",
            ],
        ),
        (
            "which ?who: e=death(victim=?who); member(?who, south)@when ?e",
            "Which members of the South died",
            vec![
                "Cy: Cy was a member of the South; Ann killed Cy at the Keep",
                "Bo: Bo was a member of the South; Ann or Di killed Bo (over 20 dead)",
            ],
        ),
        (
            "which ?who: present(?who, keep)@when ?e; e=killing(victim=cy)",
            "Who was present at the Keep, when Cy was killed",
            vec![
                "Di was present at the Keep, from `ride` until `fever`",
                "Ann was present at the Keep",
                "Cy was present at the Keep",
            ],
        ),
        (
            "which ?who: no-longer allied(?who, ann)@end",
            "Who is no longer allied with Ann, as of the end",
            vec!["Ann is no longer allied with Cy, since `stroke`"],
        ),
    ] {
        assert_eq!(reading(&war(), &inquiry(&war(), line)), read, "{line}");
        assert_eq!(told(line), rows, "{line}");
    }
}

#[test]
fn what_is_not_so_ranges_over_those_who_could_and_what_is_open_stands_apart() {
    for (line, rows) in [
        (
            "which ?who/character: not allied(?who, ann)@ambush",
            vec!["Bo is not allied with Ann", "Di is not allied with Ann"],
        ),
        (
            "which ?who/character: not e=death(victim=?who)",
            vec!["Ann did not die", "Di did not die; but `fever` leaves it in doubt"],
        ),
    ] {
        assert_eq!(told(line), rows, "{line}");
    }
}

#[test]
fn yes_no_and_unknown_are_told_with_their_reasons() {
    for (line, verdict) in [
        (
            "whether: e=killing(killer=ann, victim=bo)",
            "unknown: Ann or Di killed Bo (over 20 dead), but `duel` names only candidates for it",
        ),
        (
            "whether: e=killing(killer=ann, victim=cy)",
            "yes: Ann killed Cy at the Keep (`stroke`)",
        ),
        (
            "whether: e=killing(killer=cy, victim=ann)",
            "no: the story tells of no killing of Ann by Cy",
        ),
        (
            "whether: allied(ann, cy)@pact",
            "yes: Ann has been allied with Cy since `pact`",
        ),
        (
            "whether: allied(ann, cy)@end",
            "no: Ann was allied with Cy from `pact` until `stroke`",
        ),
        (
            "whether: e=capture(captor=di, captured=bo)",
            "no: the story tells of no capture of Bo by Di",
        ),
        (
            "whether: e=death(victim=bo, place=keep)",
            "unknown: Ann or Di killed Bo (over 20 dead), and the story does not tell where",
        ),
        (
            "whether: e=killing(weapon=spear, victim=cy)",
            "unknown: Ann killed Cy at the Keep, and the story does not tell the weapon",
        ),
        ("whether: allied(ann, bo)", "unknown: the story does not say"),
        (
            "whether: allied(ann, cy)",
            "yes: Ann was allied with Cy, from `pact` until `stroke`",
        ),
        ("whether: alive(di)@end", "unknown: `fever` leaves it in doubt"),
        (
            "whether: still allied(ann, cy)@stroke",
            "no: Ann was allied with Cy from `pact` until `stroke`",
        ),
        (
            "whether: not allied(ann, cy)@end",
            "yes: Ann was allied with Cy from `pact` until `stroke`",
        ),
        (
            "whether: not e=death(victim=ann)",
            "yes: the story tells of no death of Ann",
        ),
        (
            "whether: not e=death(victim=cy)",
            "no: Ann killed Cy at the Keep (`stroke`)",
        ),
        (
            "whether: e=death(victim=?anyone); f=capture(captured=?anyone); before(?f, ?e)",
            "yes: Ann captured Bo and Cy; Ann killed Cy at the Keep (`ambush`, `stroke`)",
        ),
    ] {
        let ruling = answered(&war(), line).ruling.expect("a ruling");
        assert_eq!(format!("{}: {}", ruling.word(), ruling.reason), verdict, "{line}");
    }
}

/// Inquiries that a command can ask, how they are read, and the command.
const COMMANDS: &[(&str, &str, &str)] = &[
    (
        "which ?who: allied(?who, ann)@pact",
        "Who is allied with Ann, just after `pact`",
        "who allied --of ann --as-of pact",
    ),
    (
        "which ?who: parent(?who, cy)@end",
        "Who is a parent of Cy, as of the end",
        "who parent --as-of end --role object=cy",
    ),
    (
        "which ?whom: parent(di, ?whom)@end",
        "Who is a child of Di, as of the end",
        "who parent --as-of end --role subject=di",
    ),
    (
        "which ?where/place: present(di, ?where)@before fever",
        "Where Di is, just before `fever`",
        "who present --of di --before fever",
    ),
    (
        "which ?where/place: present(di, ?where)@when ?e; e=killing(victim=cy)",
        "Where Di was, when Cy was killed",
        "who present --of di --when stroke",
    ),
    (
        "which ?who: present(?who, keep)@when stroke",
        "Who was present at the Keep, when Ann killed Cy at the Keep (`stroke`)",
        "who present --role object=keep --when stroke",
    ),
    (
        "which ?who/character: alive(?who)@end",
        "Who is alive, as of the end",
        "who alive --as-of end",
    ),
    (
        "which ?who: not alive(?who)@end",
        "Who is not alive, as of the end",
        "who dead --as-of end",
    ),
    (
        "which ?who: e=killing(killer=?who, victim=cy)",
        "Who killed Cy",
        "who killing --role killer=actor --role victim=cy",
    ),
    (
        "which ?who: e=killing(killer=?who, victim=bo)",
        "Who killed Bo",
        "who killing --role killer=actor --role victim=bo",
    ),
    (
        "which ?who: e=killing(killer=ann, victim=?who)",
        "Who was killed by Ann",
        "who killing --role killer=ann --role victim=any",
    ),
    (
        "which ?who/character: e=death(victim=?who)@ambush..",
        "Who died after `ambush`",
        "who death --role victim=character --from ambush",
    ),
    (
        "which ?who/character: e=death(victim=?who); f=capture(captor=ann); before(?f, ?e)",
        "Who died, after Ann captured somebody",
        "who death --role victim=character --from ambush",
    ),
    (
        "which ?who/character: e=death(victim=?who)@..stroke",
        "Who died up to `stroke`",
        "who death --as-of stroke --role victim=character",
    ),
    (
        "which ?where/place: e=death(victim=cy, place=?where)",
        "Where Cy died",
        "who death --role victim=cy --role place=any",
    ),
    (
        "which ?who first: e=death(victim=?who)",
        "Who died first",
        "who death --role victim=any --first",
    ),
    (
        "which ?who last: e=death(victim=?who)",
        "Who died last",
        "who death --role victim=any --last",
    ),
    ("which ?e: e=any(any=ann)", "What happened to Ann", "timeline ann"),
    (
        "which ?who: no-longer allied(?who, ann)@end",
        "Who is no longer allied with Ann, as of the end",
        "who allied --of ann --as-of end --no-longer",
    ),
    (
        "which ?who: not allied(?who, ann)@ambush",
        "Who is not allied with Ann, just after `ambush`",
        "who allied --as-of ambush --role object=ann --not",
    ),
    (
        "which ?who: member(?who, south)@prior stroke",
        "Who was a member of the South before Ann killed Cy at the Keep (`stroke`)",
        "who member --role object=south --until 'before stroke'",
    ),
    (
        "which ?who: allied(?who, ann)@ambush..end",
        "Who was allied with Ann at some time from `ambush` to the end",
        "who allied --of ann --from ambush --until end",
    ),
];

#[test]
fn an_inquiry_of_one_clause_names_its_command_and_finds_whom_the_command_finds() {
    let world = war();
    for &(line, read, command) in COMMANDS {
        let inquiry = inquiry(&world, line);
        let answer = answered(&world, line);
        assert_eq!(reading(&world, &inquiry), read, "{line}");
        assert_eq!(answer.question, command, "{line}");
        // The solver, which knows of no command, finds the same: everyone in a row of theirs, and no row of anyone else.
        let solver = Solver::of(&world, &inquiry);
        let mut ways = solver.ways();
        solver.picked(&mut ways);
        let sought = sought(&inquiry.seeks);
        let ids = |row: &crate::ask::Row| -> Vec<String> {
            let cells = row.cells.iter().flat_map(|cell| match cell {
                crate::ask::Cell::One(named) => vec![named.id.clone()],
                crate::ask::Cell::Many(all) => all.iter().map(|named| named.id.clone()).collect(),
                _ => Vec::new(),
            });
            cells.collect()
        };
        let found = |way: &way::Way| {
            let node = way.value(sought[0]).expect("settled");
            world.story.slug(node).to_owned()
        };
        for way in &ways {
            let told = answer.rows.iter().find(|row| ids(row).contains(&found(way)));
            let told = told.unwrap_or_else(|| panic!("{line}: nothing of {}", found(way)));
            assert_eq!(
                told.open.is_some(),
                way.doubt.open.is_some(),
                "{line}: {}",
                told.sentence
            );
        }
        for row in &answer.rows {
            assert!(
                ways.iter().any(|way| ids(row).contains(&found(way))),
                "{line}: {}",
                row.sentence
            );
        }
    }
}

#[test]
fn numbers_times_and_ties_are_told_in_a_few_words() {
    for (line, read, gist) in [
        (
            "how-many ?who: e=death(victim=?who)",
            "How many died",
            "2, and perhaps 1 more, and over 20 nameless",
        ),
        (
            "how-many ?who: allied(?who, ann)@pact",
            "How many are allied with Ann, just after `pact`",
            "1",
        ),
        (
            "how-many ?who: allied(?who, bo)@pact",
            "How many are allied with Bo, just after `pact`",
            "none",
        ),
        ("how-many ?e: e=killing(victim=bo)", "How often Bo was killed", "1"),
        (
            "most ?who ?people: e=killing(killer=?who, victim=?people)",
            "Who killed the most people",
            "Ann, with 1",
        ),
        (
            "fewest ?who ?e: e=capture(captured=?who)",
            "Who was captured the least often",
            "Bo and Cy, with 1 each",
        ),
        ("when: e=death(victim=cy)", "When Cy died", "at 5"),
        (
            "when: e=killing(killer=ann)",
            "When Ann killed somebody",
            "at 5 and perhaps at 8",
        ),
        (
            "since: allied(ann, cy)@ambush",
            "Since when Ann is allied with Cy, just after `ambush`",
            "since `pact`",
        ),
        (
            "until: allied(ann, cy)",
            "Until when Ann was allied with Cy",
            "until `stroke`",
        ),
        (
            "until: friend(ann, bo)",
            "Until when Ann was a friend of Bo",
            "until `duel`",
        ),
        (
            "when: allied(ann, cy)",
            "When Ann was allied with Cy",
            "from `pact` until `stroke`",
        ),
    ] {
        let world = war();
        assert_eq!(reading(&world, &inquiry(&world, line)), read, "{line}");
        assert_eq!(answered(&world, line).gist.as_deref(), Some(gist), "{line}");
    }
}

#[test]
fn how_and_why_lead_back_through_the_causes() {
    for (line, read, rows) in [
        (
            "how: e=death(victim=cy)",
            "How Cy died",
            vec![
                "`stroke`: Ann killed Cy at the Keep",
                "because `ambush`: Ann captured Bo and Cy",
            ],
        ),
        (
            "why: not alive(cy)@end",
            "Why Cy is not alive, as of the end",
            vec![
                "Cy is dead, since `stroke`",
                "because `stroke`: Ann killed Cy at the Keep",
                "because `ambush`: Ann captured Bo and Cy",
            ],
        ),
    ] {
        let world = war();
        assert_eq!(reading(&world, &inquiry(&world, line)), read, "{line}");
        let told = told(line);
        for row in rows {
            assert!(told.iter().any(|told| told == row), "{line}: {row} in {told:#?}");
        }
    }
}

#[test]
fn what_has_no_command_is_told_by_its_clauses() {
    for (line, read, rows) in [
        (
            "which ?who: species(?who, elf); alive(?who)@start",
            "Who is alive, of the species elf, as of the start",
            vec!["Cy: Cy is alive, from the start until `stroke`"],
        ),
        (
            "which ?who: e=killing(killer=?who, victim=?whom); differ(?who, ann)",
            "Who killed somebody, other than Ann",
            vec!["Di: Ann or Di killed Bo (over 20 dead) [possible]"],
        ),
        (
            "which ?e: caused(?f, ?e); e=any(); f=capture()",
            "What happened, because somebody was captured",
            vec!["stroke: Ann captured Bo and Cy; Ann killed Cy at the Keep"],
        ),
        (
            "which ?who: e=killing(killer=?who, victim=?whom); friend(?who, ?whom)@prior ?e",
            "Who killed somebody, and they were a friend of them before that",
            vec!["Ann: Ann was a friend of Bo; Ann or Di killed Bo (over 20 dead) [possible]"],
        ),
    ] {
        let world = war();
        assert_eq!(reading(&world, &inquiry(&world, line)), read, "{line}");
        assert_eq!(told(line), rows, "{line}");
        assert_eq!(answered(&world, line).question, "", "{line}");
    }
}
