//! Small worlds for tests, made from stories as they are written.

use super::World;
use crate::timeline::Lens;

/// The world of a story written in JSON, which must be clean.
pub(crate) fn world(text: &str) -> World {
    let loaded = crate::load::read("story.json", text);
    let told: Vec<String> = loaded.findings.iter().map(|finding| format!("{finding:?}")).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    World::of(loaded.story, loaded.vocabulary, Lens::default())
}
