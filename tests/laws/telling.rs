//! What has been told by a bookmark: all of it by the end, never less by a later one, and nothing of what is told later.

use crate::stories::{story, write};
use lorescope::diag::Level;
use lorescope::exchange::{self, Request};
use lorescope::load::{self, Loaded};
use lorescope::telling::{Bookmark, Telling, abridge};
use lorescope::timeline::Lens;
use lorescope::world::World;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Every list of entities in a story.
const LISTS: [&str; 3] = ["characters", "factions", "places"];

/// Where something may be told; nothing for some.
fn label(pick: u8) -> Option<Value> {
    let labels = ["1", "1.1", "1.2", "2", "2.1", "3"];
    labels.get(usize::from(pick) % 8).map(|label| json!(label))
}

/// A story that is told in an order of its own: events, names, descriptions and relations wherever they come.
fn told_story() -> impl Strategy<Value = Value> {
    (story(), vec(any::<u8>(), 64)).prop_map(|(mut story, picks)| {
        let mut picks = picks.into_iter().cycle();
        let mut next = move || picks.next().unwrap();
        for event in story["events"].as_array_mut().unwrap() {
            if let Some(label) = label(next()) {
                event["told"] = label;
            }
        }
        for list in LISTS {
            for entity in story[list].as_array_mut().unwrap() {
                let id = entity["id"].as_str().unwrap().to_owned();
                let name = format!("The{id}");
                entity["name"] = match label(next()) {
                    Some(told) => json!([format!("Mask of {name}x"), {"name": name, "told": told}]),
                    None => json!(name),
                };
                let other = ["ann", "bob", "cat", "dan", "reds", "hill"][usize::from(next()) % 6];
                entity["description"] = json!(format!("Thinks of The{other}."));
                if let Some(told) = label(next()).filter(|_| id.len() == 4) {
                    entity["told"] = told;
                }
            }
        }
        story
    })
}

fn loaded(story: &Value) -> Loaded {
    let loaded = load::read("story.json", &write(story, 0));
    assert!(loaded.findings.is_empty(), "{story}\n{:#?}", loaded.findings);
    loaded
}

/// What is left of a story by a bookmark, as it is exported; all of it without one.
fn by(loaded: &Loaded, telling: &Telling, bookmark: Option<Bookmark>) -> Value {
    let (story, vocabulary) = match bookmark {
        Some(bookmark) => abridge(&loaded.story, &loaded.vocabulary, telling, bookmark),
        None => (loaded.story.clone(), loaded.vocabulary.clone()),
    };
    let world = World::of(story, vocabulary, Lens::default());
    let files = (exchange::format("story").unwrap().write)(&world, &Request::default()).unwrap();
    serde_json::from_slice(&files[0].bytes).unwrap()
}

/// The bookmarks of a story from the first to the last, the labels, and then the events by the order of the telling.
fn bookmarks(loaded: &Loaded, telling: &Telling) -> [Vec<Bookmark>; 2] {
    let labels = ["1.1", "1.2", "1", "2.1", "2", "3"];
    let labels = labels
        .iter()
        .filter_map(|label| Bookmark::read(label, &loaded.story, telling).ok());
    let events = telling.sequence().iter().map(|&event| Bookmark::at(event, telling));
    [labels.collect(), events.collect()]
}

/// Everything that is said of events and entities, as one line each that says whose it is.
fn said(story: &Value) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    for list in LISTS.iter().chain(&["events"]) {
        for one in story[list].as_array().into_iter().flatten() {
            said.insert(format!("{list} {}", one["id"]));
            for name in one["name"].as_array().unwrap_or(&vec![one["name"].clone()]) {
                said.insert(format!("{} {}", one["id"], name.get("name").unwrap_or(name)));
            }
        }
    }
    said.retain(|line| !line.ends_with("null"));
    said
}

proptest! {
    #![proptest_config(crate::tries(40))]

    #[test]
    fn by_the_end_of_the_telling_everything_has_been_told(story in told_story()) {
        let loaded = loaded(&story);
        let telling = Telling::of(&loaded.story);
        let whole = by(&loaded, &telling, None);
        if let Ok(end) = Bookmark::read("3", &loaded.story, &telling) {
            prop_assert_eq!(&by(&loaded, &telling, Some(end)), &whole);
        }
        let events = telling.sequence().iter().map(|&event| &loaded.story.event(event).id);
        let told: Vec<String> = events.map(ToString::to_string).collect();
        prop_assert_eq!(told.len(), loaded.story.events.len());
    }

    #[test]
    fn a_later_bookmark_tells_no_less(story in told_story()) {
        let loaded = loaded(&story);
        let telling = Telling::of(&loaded.story);
        for bookmarks in bookmarks(&loaded, &telling) {
            let told: Vec<BTreeSet<String>> =
                bookmarks.iter().map(|&bookmark| said(&by(&loaded, &telling, Some(bookmark)))).collect();
            for pair in told.windows(2) {
                // A name made from an id stands in only until a name has been told.
                let stands_in = |line: &&String| line.starts_with('"') && !line.contains("The");
                let lost: Vec<&String> = pair[0].difference(&pair[1]).filter(|line| !stands_in(line)).collect();
                prop_assert!(lost.is_empty(), "{:?}", lost);
            }
        }
    }

    #[test]
    fn what_is_told_later_is_nowhere_in_what_is_left_and_what_is_left_loads(story in told_story()) {
        let loaded = loaded(&story);
        let telling = Telling::of(&loaded.story);
        for bookmark in bookmarks(&loaded, &telling).concat() {
            let left = by(&loaded, &telling, Some(bookmark));
            let text = left.to_string();
            for event in loaded.story.event_ids().filter(|&event| !bookmark.has(telling.event(event))) {
                let id = &loaded.story.event(event).id;
                prop_assert!(!text.contains(&format!("\"{id}\"")), "{} in {}", id, text);
            }
            for entity in loaded.story.entity_ids() {
                let one = loaded.story.entity(entity);
                if !bookmark.has(telling.entity(entity)) {
                    prop_assert!(!text.contains(&format!("\"{}\"", one.id)), "{} in {}", one.id, text);
                    prop_assert!(!text.contains(&format!("The{}", one.id)), "{} in {}", one.id, text);
                }
                for name in one.names.iter().filter(|name| !bookmark.has(telling.owned(entity.into(), name.told.as_ref()))) {
                    prop_assert!(!text.contains(&format!("\"{}\"", name.text)), "{} in {}", name.text, text);
                    prop_assert!(!text.contains(&format!("of {}.", name.text)), "{} in {}", name.text, text);
                }
            }
            let again = load::read("story.json", &text);
            let errors: Vec<_> = again.findings.iter().filter(|finding| finding.level == Level::Error).collect();
            prop_assert!(errors.is_empty(), "{}\n{:#?}", text, errors);
        }
    }
}
