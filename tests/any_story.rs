//! Laws of opening: whatever a file holds, it is opened, judged and told without a panic, the same way each time.

use lorescope::check;
use lorescope::diag::{Colour, json_lines, render};
use lorescope::load::{self, Input};
use lorescope::timeline::Lens;
use lorescope::world::World;
use proptest::prelude::*;
use serde_json::Value;

/// The seed's story: long enough that a random change hits something that matters.
const STORY: &str = include_str!("../data/what-you-leave-behind/story.json");

/// Opens bytes as a story and judges it; gives all that is said.
fn told(bytes: &[u8]) -> (usize, String) {
    let input = Input::Bytes("story.json".to_owned(), bytes.to_vec());
    let loaded = load::open(&[input]).expect("bytes need no file");
    let mut findings = loaded.findings.clone();
    // A broken story is judged too, as far as it could be read: nobody should, but nothing may break.
    let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
    findings.extend(check::findings(&world, &loaded.files, &loaded.origins));
    let text = render(&findings, &loaded.files, Colour::Plain);
    assert_eq!(json_lines(&findings, &loaded.files).lines().count(), findings.len());
    for finding in &findings {
        assert!(
            !finding.message.ends_with('.') && !finding.message.is_empty(),
            "{finding:?}"
        );
        assert!(finding.help.is_some(), "{finding:?}");
    }
    (findings.len(), text)
}

/// A change of a story: at one of its values, by number, something else is put.
#[derive(Clone, Debug)]
enum Change {
    Drop(usize),
    Put(usize, Value),
    Copy { from: usize, to: usize },
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-3i64..3000).prop_map(Value::from),
        prop::sample::select(
            &[
                "",
                "sisko",
                "dukat",
                "killing",
                "S07E25",
                "1999-06-02",
                "..",
                "circa 3",
                "the end"
            ][..]
        )
        .prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let keys = prop::sample::select(
            &[
                "id", "name", "to", "from", "one-of", "kind", "roles", "at", "is", "starts",
            ][..],
        );
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::vec((keys, inner), 0..3).prop_map(|members| members
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect()),
        ]
    })
}

fn change() -> impl Strategy<Value = Change> {
    let place = 0..usize::MAX;
    prop_oneof![
        place.clone().prop_map(Change::Drop),
        (place.clone(), value()).prop_map(|(at, value)| Change::Put(at, value)),
        (place.clone(), place).prop_map(|(from, to)| Change::Copy { from, to }),
    ]
}

/// The JSON pointers to all values.
fn pointers(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    match value {
        Value::Array(entries) => {
            for (i, entry) in entries.iter().enumerate() {
                pointers(entry, &format!("{here}/{i}"), found);
            }
        }
        Value::Object(members) => {
            for (key, value) in members {
                pointers(
                    value,
                    &format!("{here}/{}", key.replace('~', "~0").replace('/', "~1")),
                    found,
                );
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn changed(changes: &[Change]) -> Value {
    let mut story: Value = serde_json::from_str(STORY).expect("the seed's story is JSON");
    for change in changes {
        let mut places = Vec::new();
        pointers(&story, "", &mut places);
        let place = |nth: usize| places[nth % places.len()].as_str();
        match change {
            Change::Drop(at) => {
                let (parent, last) = place(*at).rsplit_once('/').unwrap_or(("", ""));
                match story.pointer_mut(parent) {
                    Some(Value::Array(entries)) => {
                        let _ = last.parse().map(|i: usize| entries.remove(i));
                    }
                    Some(Value::Object(members)) => {
                        members.remove(last);
                    }
                    _ => {}
                }
            }
            Change::Put(at, value) => {
                if let Some(old) = story.pointer_mut(place(*at)) {
                    *old = value.clone();
                }
            }
            Change::Copy { from, to } => {
                let copy = story.pointer(place(*from)).cloned().unwrap_or_default();
                if let Some(old) = story.pointer_mut(place(*to)) {
                    *old = copy;
                }
            }
        }
    }
    story
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_bytes_are_opened(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert_eq!(told(&bytes), told(&bytes));
    }

    #[test]
    fn any_json_is_opened(value in value()) {
        let text = value.to_string();
        prop_assert_eq!(told(text.as_bytes()), told(text.as_bytes()));
    }

    #[test]
    fn any_value_under_any_key_is_opened(value in value(), at in 0..13usize) {
        let key = ["events", "characters", "factions", "places", "items", "documents", "facts", "vocabulary", "include",
            "axis", "title", "$schema", "lorescope"][at];
        let text = format!("{{\"lorescope\": 1, \"{key}\": {value}}}");
        prop_assert_eq!(told(text.as_bytes()), told(text.as_bytes()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_seeds_story_with_some_changes_is_opened(changes in prop::collection::vec(change(), 1..6)) {
        let text = changed(&changes).to_string();
        told(text.as_bytes());
    }

    #[test]
    fn the_seeds_story_with_some_bytes_changed_is_opened(
        slips in prop::collection::vec((0..STORY.len(), 0..40usize, any::<Vec<u8>>()), 1..4)
    ) {
        let mut bytes = STORY.as_bytes().to_vec();
        for (at, length, other) in slips {
            let end = (at + length).min(bytes.len());
            bytes.splice(at.min(end)..end, other.into_iter().take(8));
        }
        told(&bytes);
    }
}

/// What a file may include is another matter: here nothing is read from disk.
#[test]
fn the_seeds_story_itself_is_sound() {
    assert_eq!(told(STORY.as_bytes()), (0, String::new()));
}
