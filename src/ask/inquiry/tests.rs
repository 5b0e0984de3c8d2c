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
            vec!["Ann", "Di; but `fever` leaves it in doubt"],
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
            "yes: Ann is allied with Cy since `pact`",
        ),
        (
            "whether: allied(ann, cy)@end",
            "no: Ann was allied with Cy from `pact` until `stroke`",
        ),
        ("whether: allied(ann, bo)", "unknown: the story does not say"),
        (
            "whether: allied(ann, cy)",
            "yes: Ann was allied with Cy, from `pact` until `stroke`",
        ),
        ("whether: alive(di)@end", "unknown: `fever` leaves it in doubt"),
    ] {
        let ruling = answered(&war(), line).ruling.expect("a ruling");
        assert_eq!(format!("{}: {}", ruling.word(), ruling.reason), verdict, "{line}");
    }
}

#[test]
fn zz_look() {
    for line in [
        "which ?who: allied(?who, ann)@pact",
        "which ?who: parent(?who, cy)@end",
        "which ?who: parent(di, ?who)@end",
        "which ?where/place: present(di, ?where)@end",
        "which ?where/place: present(di, ?where)@when stroke",
        "which ?who/character: alive(?who)@end",
        "which ?who: not alive(?who)@end",
        "which ?who: e=killing(killer=?who, victim=cy)",
        "which ?who: e=killing(killer=?who, victim=bo)",
        "which ?who: e=killing(killer=ann, victim=?who)",
        "which ?who/character: e=death(victim=?who)@ambush..",
        "which ?who/character: e=death(victim=?who)@..stroke",
        "which ?where/place: e=death(victim=cy, place=?where)",
        "which ?who first: e=death(victim=?who)",
        "which ?who last: e=death(victim=?who)",
        "which ?e/event: e=any(any=ann)",
        "which ?e/event: e=any(acts=ann)",
        "how-many ?who: e=death(victim=?who)",
        "how-many ?who: allied(?who, ann)@pact",
        "how-many ?e: e=killing()",
        "most ?who ?victim: e=killing(killer=?who, victim=?victim)",
        "fewest ?who ?e: e=capture(captured=?who)",
        "when: e=death(victim=cy)",
        "when: e=killing(killer=ann)",
        "since: allied(ann, cy)@ambush",
        "until: allied(ann, cy)",
        "when: allied(ann, cy)",
        "how: e=death(victim=cy)",
        "why: e=death(victim=?who)",
        "why: allied(ann, cy)",
        "why: not alive(cy)@end",
        "whether: e=killing(killer=ann, victim=bo)",
        "whether: allied(ann, cy)@pact",
        "whether: allied(ann, cy)",
        "whether: not allied(ann, cy)@end",
        "whether: still allied(ann, cy)@stroke",
        "whether: not e=death(victim=ann)",
        "whether: not e=death(victim=cy)",
        "which ?who: no-longer allied(?who, ann)@end",
        "which ?who: not allied(?who, ann)@ambush",
        "which ?who: member(?who, south)@prior stroke",
        "which ?who: present(?who, keep)@when ?e; e=killing(victim=cy)",
        "which ?who: e=death(victim=?who); before(?f, ?e); f=capture(captor=ann)",
        "which ?who: species(?who, elf); alive(?who)@start",
        "which ?who: e=killing(killer=?who, victim=?whom); differ(?who, ann)",
        "which ?e: caused(?f, ?e); e=any(); f=capture()",
    ] {
        let world = war();
        let answer = answered(&world, line);
        println!(
            "== {line}\n   {}   `{}`",
            reading(&world, &inquiry(&world, line)),
            answer.question
        );
        if let Some(r) = answer.ruling {
            println!("   {}: {}", r.word(), r.reason);
        }
        if let Some(r) = answer.gist {
            println!("   = {r}");
        }
        for row in told(line) {
            println!("   - {row}");
        }
        for row in answer.notes {
            println!("   note {row}");
        }
    }
}
