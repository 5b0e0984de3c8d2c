//! Every question in every format: whole, parsed by the tools that will read it, and with nothing beside it.

use crate::stories::{EMPTY, NASTY, OATH, OF_EMPTY, OF_NASTY, OF_OATH, OF_SEED, words};
use crate::typing::{Folder, Ran, lore, seed};
use serde_json::Value;

/// The keys of an answer.
const ANSWER: [&str; 10] = [
    "as-of",
    "found",
    "gist",
    "lorescope-answer",
    "notes",
    "question",
    "reading",
    "rows",
    "tree",
    "verdict",
];

/// The keys that every row has beside its own.
const ROW: [&str; 6] = ["certainty", "depth", "evidence", "open", "section", "sentence"];

/// The keys of a piece of evidence.
const EVIDENCE: [&str; 9] = [
    "according-to",
    "at",
    "bearing",
    "certainty",
    "event",
    "place",
    "quotes",
    "sentence",
    "stated-on",
];

/// Asks in every format, and holds each answer to what its readers need.
fn ask_in_every_format(lines: &[&str], ask: impl Fn(&[&str]) -> Ran) {
    for line in lines {
        let in_format = |format: &str| {
            let mut typed = words(line);
            typed.extend(["--format", format]);
            let ran = ask(&typed);
            // A question of yes or no may be answered no.
            assert!(matches!(ran.status, 0 | 1) && ran.err.is_empty(), "{line}: {}", ran.err);
            assert!(ran.out.ends_with('\n'), "{line}: {}", ran.out);
            ran.out
        };
        let rows = json(line, &in_format("json"));
        assert_eq!(
            csv(line, &in_format("csv")),
            rows,
            "{line}: as many rows in CSV as in JSON"
        );
        let table = markdown(line, &in_format("markdown"));
        assert_eq!(table, rows, "{line}: as many rows in Markdown as in JSON");
        text(line, &in_format("text"));
    }
}

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect()
}

fn json(line: &str, out: &str) -> usize {
    let answer: Value = serde_json::from_str(out).unwrap_or_else(|error| panic!("{line}: {error}"));
    assert_eq!(keys(&answer), ANSWER, "{line}");
    assert_eq!(answer["lorescope-answer"], 1, "{line}");
    assert_eq!(answer["question"].as_str(), Some(line), "it can be asked again");
    assert!(!answer["reading"].as_str().expect("a reading").is_empty(), "{line}");
    let rows = answer["rows"].as_array().expect("rows");
    for row in rows {
        assert_eq!(keys(row), keys(&rows[0]), "{line}: every row has the same keys");
        for key in ROW {
            assert!(row.get(key).is_some(), "{line}: {key}");
        }
        assert!(!row["sentence"].as_str().expect("a sentence").is_empty(), "{line}");
        let certainty = row["certainty"].as_str().expect("a word");
        assert!(
            ["stated", "implied", "doubtful", "possible"].contains(&certainty),
            "{line}"
        );
        for piece in row["evidence"].as_array().expect("evidence") {
            assert_eq!(keys(piece), EVIDENCE, "{line}");
        }
    }
    rows.len()
}

fn csv(line: &str, out: &str) -> usize {
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(out.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let last: Vec<&str> = header.iter().rev().take(6).collect();
    assert_eq!(
        last,
        ["quotes", "evidence", "via", "open", "certainty", "sentence"],
        "{line}"
    );
    let mut names: Vec<&str> = header.iter().collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), header.len(), "{line}: no column twice");
    let records: Result<Vec<_>, _> = reader.records().collect();
    records.unwrap_or_else(|error| panic!("{line}: {error}")).len()
}

/// The cells of a line of a table, bars behind a backslash being none.
fn cells(line: &str) -> usize {
    let mut bars = 0;
    let mut taken = false;
    for c in line.chars() {
        bars += usize::from(c == '|' && !taken);
        taken = c == '\\' && !taken;
    }
    bars
}

fn markdown(line: &str, out: &str) -> usize {
    assert!(out.starts_with("## "), "{line}: {out}");
    steers_nothing(line, out);
    let mut rows = 0;
    for table in out.split("\n\n").filter(|block| block.starts_with('|')) {
        let lines: Vec<&str> = table.trim_end().lines().collect();
        assert!(lines[1].starts_with("| --- |"), "{line}: {table}");
        for each in &lines {
            assert!(each.starts_with('|') && each.ends_with('|'), "{line}: {each}");
            assert_eq!(cells(each), cells(lines[0]), "{line}: {each}");
        }
        rows += lines.len() - 2;
    }
    for tag in ["<script", "<b>", "<i>", "&amp;"] {
        let raw = out.match_indices(tag).any(|(at, _)| !out[..at].ends_with('\\'));
        assert!(!raw, "{line}: {tag} stands in the page as it is: {out}");
    }
    rows
}

fn text(line: &str, out: &str) {
    steers_nothing(line, out);
    assert!(!out.contains("\n\n\n") && !out.starts_with('\n'), "{line}: {out}");
    assert!(out.lines().all(|each| each == each.trim_end()), "{line}: {out}");
}

/// That no name of a story breaks a line or steers a terminal.
fn steers_nothing(line: &str, out: &str) {
    let steers = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}');
    assert!(!out.contains(steers), "{line}: {out:?}");
    assert!(!out.contains("\nSecond"), "{line}: {out}");
}

#[test]
fn the_seeds_story_answers_in_every_format() {
    ask_in_every_format(OF_SEED, |typed| seed(typed).run());
}

#[test]
fn a_story_of_ones_own_with_its_own_words_answers_in_every_format() {
    let folder = Folder::of(OATH);
    ask_in_every_format(OF_OATH, |typed| folder.lore(typed).run());
}

#[test]
fn an_empty_story_answers_in_every_format() {
    let folder = Folder::of(EMPTY);
    ask_in_every_format(OF_EMPTY, |typed| folder.lore(typed).run());
}

#[test]
fn names_that_break_things_break_nothing() {
    let folder = Folder::of(NASTY);
    ask_in_every_format(OF_NASTY, |typed| folder.lore(typed).run());
}

#[test]
fn names_are_kept_whole_where_programs_read_them() {
    let out = Folder::of(NASTY)
        .lore(&["show", "newline", "--format", "json"])
        .run()
        .quietly();
    let answer: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(answer["reading"], "First\nSecond\tThird");
}

#[test]
fn a_story_of_ones_own_is_told_in_its_own_words() {
    let folder = Folder::of(OATH);
    for (line, told) in [
        ("who sworn-to", "Rowan Vale is sworn to the Crown, since `oath`"),
        ("who oath", "oath  Rowan Vale swore an oath to the Crown at the Ford"),
        ("show rowan", "Rowan Vale is sworn to the Crown, since `oath`"),
        ("show oath", "From then on\n  Rowan Vale is sworn to the Crown"),
        (
            "timeline",
            "1  oath    Rowan Vale swore an oath to the Crown at the Ford",
        ),
        ("path rowan crown", "Yes: directly"),
        (
            "diff start end",
            "Sworn to: began\n  Rowan Vale is sworn to the Crown, since `oath`",
        ),
        (
            "why sworn-to rowan",
            "Yes: Rowan Vale has been sworn to the Crown since `oath`",
        ),
        ("list relations", "sworn-to"),
        ("stats", "sworn-to"),
        ("export mermaid", "|\"sworn to\"|"),
        ("draw", "label=\"is sworn to\""),
    ] {
        let out = folder.lore(&words(line)).run().quietly();
        assert!(out.contains(told), "{line}: {out}");
    }
    assert_eq!(folder.lore(&["check"]).run().quietly(), "");
}

#[test]
fn what_a_program_prints_for_others_is_json_by_itself() {
    let schema = lore(&["schema"]).run().quietly();
    let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
    assert!(schema["$schema"].is_string());
}
