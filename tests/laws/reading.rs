//! Whatever is read, there are findings or there is a story, and never a panic.

use crate::stories::{story, write};
use lorescope::load::{self, Input, Loaded};
use lorescope::timeline::Lens;
use lorescope::world::{Tense, World};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Makes everything of what could be read.
pub(crate) fn make_everything(loaded: Loaded) -> Result<(), TestCaseError> {
    let disagreed = loaded
        .findings
        .iter()
        .find(|finding| finding.rule == "readers-disagree");
    prop_assert!(disagreed.is_none(), "{:#?}", disagreed);
    let shown = lorescope::diag::render(&loaded.findings, &loaded.files, lorescope::diag::Colour::Plain);
    prop_assert_eq!(shown.is_empty(), loaded.findings.is_empty());
    let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
    for finding in lorescope::check::findings(&world, &loaded.files, &loaded.origins) {
        prop_assert!(!finding.message.is_empty());
    }
    for event in world.story.event_ids() {
        prop_assert!(!world.sentence(event).is_empty());
    }
    for stretch in &world.timeline.stretches {
        prop_assert!(!world.stretch_sentence(stretch, Tense::Past).is_empty());
    }
    prop_assert_eq!(
        world.graph().nodes().count(),
        world.story.entities.len() + world.story.events.len()
    );
    Ok(())
}

fn read(bytes: Vec<u8>) -> Result<(), TestCaseError> {
    make_everything(load::open(&[Input::Bytes("story.json".to_owned(), bytes)]).unwrap())
}

/// Words that mean something to a reader of stories, where anything may stand.
const WORDS: [&str; 48] = [
    "lorescope",
    "title",
    "axis",
    "include",
    "documents",
    "facts",
    "vocabulary",
    "relations",
    "kinds",
    "characters",
    "factions",
    "places",
    "items",
    "events",
    "id",
    "kind",
    "roles",
    "at",
    "told",
    "after",
    "before",
    "place",
    "because",
    "within",
    "count",
    "sources",
    "certainty",
    "according-to",
    "name",
    "aliases",
    "from",
    "until",
    "to",
    "travel",
    "takes",
    "one-of",
    "document",
    "quote",
    "killing",
    "alliance",
    "allies",
    "victim",
    "ann",
    "bob",
    "3..5",
    "S01E02",
    "doubtful",
    "between",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![8 => (0..WORDS.len()).prop_map(|i| WORDS[i].to_owned()), 1 => ".{0,6}"]
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-3..9_i64).prop_map(Value::from),
        any::<f64>().prop_map(|n| json!(n)),
        word().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 5, |inner| {
        prop_oneof![
            1 => vec(inner.clone(), 0..4).prop_map(Value::from),
            3 => vec((word(), inner), 0..5).prop_map(|pairs| Value::Object(pairs.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// A path to somewhere in a story: at each step the child of that number, as far as there are any.
fn somewhere<'a>(value: &'a mut Value, path: &[usize]) -> &'a mut Value {
    let Some((step, rest)) = path.split_first() else {
        return value;
    };
    let children = match value {
        Value::Object(map) => map.len(),
        Value::Array(all) => all.len(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    };
    match (step.checked_rem(children), value) {
        (Some(nth), Value::Object(map)) => somewhere(map.iter_mut().nth(nth).unwrap().1, rest),
        (Some(nth), Value::Array(all)) => somewhere(&mut all[nth], rest),
        (_, value) => value,
    }
}

proptest! {
    #![proptest_config(crate::tries(40))]

    #[test]
    fn any_bytes_give_findings_and_never_a_panic(bytes in vec(any::<u8>(), 0..64)) {
        read(bytes)?;
    }

    #[test]
    fn any_json_gives_findings_and_never_a_panic(inside in any_json()) {
        read(inside.to_string().into_bytes())?;
    }

    #[test]
    fn a_story_with_anything_in_it_gives_findings_and_never_a_panic(
        story in story(), changes in vec((vec(any::<usize>(), 1..6), any_json()), 1..4)
    ) {
        let mut story = story;
        for (path, value) in changes {
            *somewhere(&mut story, &path) = value;
        }
        story.as_object_mut().map(|story| story.insert("lorescope".to_owned(), json!(1)));
        read(story.to_string().into_bytes())?;
    }

    #[test]
    fn a_story_with_its_keys_renamed_gives_findings_and_never_a_panic(
        story in story(), changes in vec((vec(any::<usize>(), 0..6), word(), any::<usize>()), 1..4)
    ) {
        let mut story = story;
        for (path, key, nth) in changes {
            if let Value::Object(map) = somewhere(&mut story, &path) {
                let known = map.keys().nth(nth.checked_rem(map.len()).unwrap_or(0)).cloned();
                let value = known.and_then(|known| map.remove(&known));
                value.map(|value| map.insert(key, value));
            }
        }
        read(story.to_string().into_bytes())?;
    }

    #[test]
    fn a_story_with_a_slip_of_the_pen_gives_findings_and_never_a_panic(
        story in story(), turn in 0..9_usize, cuts in vec((any::<usize>(), 0..4_usize, vec(any::<u8>(), 0..3)), 1..4)
    ) {
        let mut bytes = write(&story, turn).into_bytes();
        for (at, length, put) in cuts {
            let at = at % (bytes.len() + 1);
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, put);
        }
        read(bytes)?;
    }
}
