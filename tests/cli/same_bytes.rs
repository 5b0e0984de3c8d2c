//! The same story gives the same bytes: asked twice, and with its entities and keys in another order.

use crate::stories::{OATH, OF_OATH, OF_SEED, words};
use crate::typing::{Folder, SEED};
use serde_json::{Map, Value};

/// Lists whose order says nothing.
const UNORDERED: [&str; 4] = ["characters", "factions", "places", "items"];

/// The same story with its entities, its keys and its declarations turned around; a list of facts or events keeps its order.
fn turned(story: &str) -> String {
    let mut story: Value = serde_json::from_str(story).expect("JSON");
    for list in UNORDERED {
        if let Some(list) = story.get_mut(list).and_then(Value::as_array_mut) {
            list.reverse();
        }
    }
    written(&story)
}

/// A value with the keys of every object in the order of their last letters.
fn written(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<&String> = Map::keys(map).collect();
            keys.sort_by_key(|key| std::cmp::Reverse(key.chars().rev().collect::<String>()));
            let entries: Vec<String> = keys
                .into_iter()
                .map(|key| format!("{}: {}", Value::from(key.as_str()), written(&map[key])))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
        Value::Array(list) => format!("[{}]", list.iter().map(written).collect::<Vec<_>>().join(", ")),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}

/// Asks everything of both, and what else gives bytes.
fn same(story: &str, lines: &[&str]) {
    let (one, other) = (Folder::of(story), Folder::of(&turned(story)));
    assert_ne!(one.read("story.json"), other.read("story.json"));
    let mut asked: Vec<Vec<&str>> = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        // All formats are made from the same plain data, of which JSON leaves nothing out.
        let formats: &[&str] = if place % 4 == 0 {
            &["json", "text", "csv", "markdown"]
        } else {
            &["json"]
        };
        for format in formats {
            let mut typed = words(line);
            typed.extend(["--format", format]);
            asked.push(typed);
        }
    }
    asked.extend(["export json", "export graphml", "export mermaid --as-of end", "page"].map(words));
    asked.extend(["draw --compare start end --form svg", "draw --animate -o - --form svg"].map(words));
    asked.extend(["storyline", "storyline --order telling"].map(words));
    for typed in asked {
        let told = one.lore(&typed).bytes();
        let shuffled = other.lore(&typed).bytes();
        let shown = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(told.2 < 2, "{typed:?}: {}", shown(&told.1));
        if shuffled != told {
            assert_eq!(shown(&shuffled.0), shown(&told.0), "{typed:?}, shuffled");
            panic!("{typed:?}, shuffled: {}{}", shown(&shuffled.1), shown(&told.1));
        }
        if matches!(typed.last(), Some(&("text" | "start"))) {
            assert_eq!(one.lore(&typed).bytes(), told, "{typed:?}, twice");
        }
    }
}

#[test]
fn the_order_of_the_seeds_entities_and_keys_changes_nothing() {
    let story = std::fs::read_to_string(format!("{SEED}/story.json")).expect("the seed is there");
    same(&story, OF_SEED);
}

#[test]
fn the_order_of_ones_own_entities_and_keys_changes_nothing() {
    same(OATH, OF_OATH);
}
