//! Laws of reading and pruning hold for any text: sound ones, ones with a slip, and ones that are no story at all.

use super::prune::{Inspection, Step, inspect};
use super::raw;
use super::sound::is_sound;
use super::symbols::Symbols;
use super::tree::{decode, read};
use crate::diag::{Colour, FileId, Files, json_lines, render};
use proptest::prelude::*;
use serde_json::Value;

/// A story with every key of the table in it.
pub(super) const FULL: &str = r##"{
  "lorescope": 1, "$schema": "lorescope.schema.json", "title": "What You Leave Behind", "description": "The end.", "axis": "label", "in-order": true, "include": ["cast.json"],
  "documents": [{"id": "retelling", "title": "t", "path": "p.md", "author": "a", "date": "1999", "url": "u", "note": "n"}],
  "facts": [{"name": "director", "value": ["a", "b"], "sources": [{"document": "retelling"}], "note": "n"}],
  "sections": [{"told": "1.2", "title": "t"}], "allow": {"x-y": "z"}, "assert": "alive sisko",
  "vocabulary": {
    "relations": {"sworn-to": {"between": ["actor", "character|item"], "symmetric": true, "single": false, "excludes": ["hostile"],
      "ends-with-life": true, "holds-from-always": false, "means": "service", "obscures": ["alive"],
      "words": {"base": "be sworn to", "third": "t", "past": "p", "participle": "q", "noun": "n"}, "inverse": {"base": "have"},
      "also": ["sworn"], "inverse-also": ["lord"], "colour": "#0072B2", "line": "dotted", "arrow": true}},
    "kinds": {"oath": {"is": "promise", "roles": {"by": {"of": "actor", "count": "1..", "agentive": true, "preposition": "by"}},
      "verb": {"base": "swear", "third": "swears", "past": "swore", "participle": "sworn", "noun": "oath"},
      "patterns": ["<by> swear[ at <place>]"], "starts": ["sworn-to(by, to)"], "ends": ["hostile(by, *)"],
      "needs": [{"any": ["alive(by)"], "rule": "oath-of-the-dead"}], "in-person": true, "free": false, "also": ["vow"], "asked": ["pledge"], "colour": "#ffffff", "mark": "†"}}
  },
  "characters": [{"id": "sisko", "name": [{"name": "Ben", "from": 1, "until": "cure", "told": 2}, "Benjamin Sisko"],
    "aliases": ["the Emissary", {"name": "Ben", "from": "1", "until": "2", "told": "3.1"}], "plural": false, "species": "human",
    "description": {"text": "he \u00e9 said \"hi\"", "told": 3}, "told": "1.1", "image": "i.png",
    "relations": {"parent": "jake", "alive": true, "member": ["starfleet", {"to": "ds9", "from": "1", "until": "2", "told": 1,
      "certainty": "implied", "according-to": "retelling", "sources": []}]}, "sources": [], "note": "n", "allow": {"acts-after-death": "a ghost"}}],
  "factions": [{"id": "starfleet", "name": "Starfleet", "species": "many"}],
  "places": [{"id": "ds9", "travel": [{"to": "earth", "takes": 3.5}]}],
  "items": [{"id": "book", "description": "a book"}],
  "events": [{"id": "cure", "kind": "healing", "roles": {"healer": "odo", "healed": ["founder"], "by": {"one-of": ["a", "b"]}},
    "at": "S07E25", "told": 3, "after": "x", "before": ["y", "z"], "place": "ds9", "because": "x", "within": "w", "count": 800,
    "sources": [{"document": "retelling", "quote": "q", "locator": "2", "told": 1, "certainty": "stated", "note": "n"}],
    "note": "n", "certainty": "doubtful", "according-to": "retelling", "assert": ["dead sisko", "alive odo"], "allow": {"r": "w"}}, {"id": "孙-1", "kind": "other", "count": "over 3", "at": -1e3}]
}"##;

/// The full story with some slips.
fn slipped() -> impl Strategy<Value = String> {
    let slip = (0..FULL.len(), 0..6usize, prop::sample::select(&PIECES[..]));
    prop::collection::vec(slip, 0..4).prop_map(|slips| {
        slips
            .into_iter()
            .fold(FULL.to_owned(), |mut text, (at, length, piece)| {
                let start = text.floor_char_boundary(at);
                let end = text.floor_char_boundary(at + length).max(start);
                text.replace_range(start..end, piece);
                text
            })
    })
}

const PIECES: [&str; 32] = [
    "",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "'",
    "\\",
    "\\u12",
    "\\ud83d\\ude00",
    "1",
    "-",
    "0.5",
    "01",
    "1e999",
    "true",
    "null",
    "\n",
    "\t",
    "// x\n",
    "/*",
    "é",
    "\u{feff}",
    "\u{a0}",
    "\"id\"",
    "\"id\": \"x\",",
    "\"knd\"",
    "NaN",
    "weyoun",
    "}]",
];

fn soup() -> impl Strategy<Value = String> {
    let loose = prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40).prop_map(|pieces| pieces.concat());
    prop_oneof![
        loose.clone(),
        loose.prop_map(|loose| format!("{{\"lorescope\": 1, {loose}")),
        any::<String>(),
        slipped()
    ]
}

fn holds(text: &str, inspection: &Inspection) -> Result<(), TestCaseError> {
    let again = inspect(FileId(0), &inspection.json);
    prop_assert!(
        again.findings.is_empty(),
        "{} gives {:?}",
        inspection.json,
        again.findings
    );
    prop_assert_eq!(&again.json, &inspection.json);
    let fast = raw::read(&inspection.json.as_str().into(), &mut Symbols::default());
    prop_assert!(fast.is_ok(), "{} gives {:?}", inspection.json, fast.err());
    if raw::read(&text.into(), &mut Symbols::default()).is_ok_and(|file| is_sound(&file)) {
        prop_assert!(
            inspection.findings.is_empty(),
            "{text} is read, but {:?}",
            inspection.findings
        );
    }
    let pruned: Value = serde_json::from_str(&inspection.json).expect("what is pruned is JSON");
    if inspection.findings.is_empty() {
        prop_assert_eq!(serde_json::from_str::<Value>(text).ok(), Some(pruned));
    }
    for finding in &inspection.findings {
        let places = finding
            .place
            .iter()
            .chain(finding.notes.iter().filter_map(|note| note.place.as_ref()));
        for place in places {
            prop_assert!(text.get(place.span()).is_some(), "{finding:?}");
        }
        prop_assert!(finding.help.is_some() && !finding.message.ends_with('.'), "{finding:?}");
    }
    let mut files = Files::default();
    files.add("story.json", text);
    prop_assert_eq!(
        json_lines(&inspection.findings, &files).lines().count(),
        inspection.findings.len()
    );
    prop_assert_eq!(
        render(&inspection.findings, &files, Colour::Plain)
            .matches(" --> ")
            .count()
            >= inspection.findings.len(),
        true
    );
    Ok(())
}

proptest! {
    #[test]
    fn any_text_gives_findings_and_a_sound_story(text in soup()) {
        holds(&text, &inspect(FileId(0), &text))?;
    }

    #[test]
    fn any_bytes_give_findings_and_a_sound_story(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let (text, finding) = decode(FileId(0), &bytes);
        prop_assert_eq!(finding.is_some(), std::str::from_utf8(&bytes).is_err());
        holds(&text, &inspect(FileId(0), &text))?;
    }

    #[test]
    fn a_text_without_fault_of_syntax_is_json_and_the_other_way_round(text in soup()) {
        let ours = read(FileId(0), &text);
        let theirs = serde_json::from_str::<Value>(&text);
        prop_assert_eq!(ours.findings.is_empty(), theirs.is_ok(), "{:?} {:?}", ours.findings, theirs);
        if let Ok(theirs) = theirs {
            prop_assert_eq!(serde_json::from_str::<Value>(&ours.tree.compact()).ok(), Some(theirs));
        }
    }
}

#[test]
fn a_sound_story_has_no_findings_and_every_value_its_place() {
    let inspection = inspect(FileId(0), FULL);
    assert_eq!(inspection.findings, []);
    let story: Value = serde_json::from_str(FULL).expect("the full story is JSON");
    located(&inspection, &story, &mut Vec::new());
}

fn located<'a>(inspection: &Inspection, value: &'a Value, path: &mut Vec<Step<'a>>) {
    let slice = &FULL[inspection.locate(path)];
    assert_eq!(
        serde_json::from_str::<Value>(slice).ok().as_ref(),
        Some(value),
        "{path:?} is {slice}"
    );
    match value {
        Value::Array(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                path.push(Step::Index(index));
                located(inspection, entry, path);
                path.pop();
            }
        }
        Value::Object(members) => {
            for (key, value) in members {
                path.push(Step::KeyName(key));
                assert_eq!(&FULL[inspection.locate(path)], &format!("\"{key}\""));
                path.pop();
                path.push(Step::Key(key));
                located(inspection, value, path);
                path.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn a_path_that_leads_nowhere_ends_at_the_nearest_value() {
    let text = r#"{"lorescope": 1, "title": "a", "events": [{"id": "e", "kind": "k", "after": "f"}]}"#;
    let inspection = inspect(FileId(0), text);
    let event = [Step::Key("events"), Step::Index(0)];
    for (path, expected) in [
        (&[event[0], event[1], Step::Key("after"), Step::Index(0)][..], "\"f\""),
        (&[event[0], event[1], Step::Key("after"), Step::Index(3)], "\"f\""),
        (
            &[event[0], event[1], Step::Key("before"), Step::Index(0)],
            r#"{"id": "e", "kind": "k", "after": "f"}"#,
        ),
        (
            &[event[0], Step::Index(9)],
            r#"[{"id": "e", "kind": "k", "after": "f"}]"#,
        ),
        (&[Step::Key("title"), Step::Key("x")], "\"a\""),
        (&[Step::KeyName("title")], "\"title\""),
        (&[Step::KeyName("none")], text),
        (&[], text),
    ] {
        assert_eq!(&text[inspection.locate(path)], expected, "{path:?}");
    }
}
