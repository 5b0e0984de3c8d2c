//! A picture of people, factions and relations that are called anything at all: what is written is DOT, and nothing in it is lost.

#![no_main]

use lorescope::draw::{dot, view};
use serde_json::{Value, json};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let names: Vec<&str> = text.split('\n').filter(|name| !name.trim().is_empty()).take(12).collect();
    if names.is_empty() {
        return;
    }
    let id = |i: usize| format!("n{i}");
    let next = |i: usize| id((i + 1) % names.len());
    let people: Vec<Value> = (names.iter().enumerate())
        .map(|(i, name)| json!({"id": id(i), "name": name, "relations": {"friend": next(i), "member": "house", "own": next(i)}}))
        .collect();
    let relation = json!({"between": ["character", "character"], "words": {"base": format!("be {}", names[0])}});
    let story = json!({
        "lorescope": 1,
        "title": names[0],
        "vocabulary": {"relations": {"own": relation}},
        "characters": people,
        "factions": [{"id": "house", "name": names[names.len() - 1]}],
    });
    let world = lorescope_fuzz::judged("story.json", story.to_string().as_bytes());
    let picture = view::picture(&world, &view::View::at(world.end()));
    let written = dot::write(&picture);
    let read = graphviz_rust::parse(&written);
    assert!(read.is_ok(), "{written}");
});
