//! What of a story is still to come at a place of its telling, worked out from its JSON alone, by rules of its own: what the program leaves out is not asked of the program.

use crate::typing::{Folder, Ran, files};
use lorescope::exchange::FORMATS;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// What is still to come.
#[derive(Debug, Default)]
pub struct Later {
    pub names: BTreeSet<String>,
    pub ids: BTreeSet<String>,
    /// Quotes, descriptions, notes and headings.
    pub texts: BTreeSet<String>,
    pub ids_told: BTreeSet<String>,
    pub names_told: Vec<String>,
    pub somebody: String,
    pub somebody_else: String,
    pub happened: String,
}

/// By where something has been told: the end of what its label may mean, and the place in the file.
type Place = ([u64; 4], usize);

/// The first or the last place that a label may mean.
fn key(label: &Value, fill: u64) -> [u64; 4] {
    let label = label.as_str().map_or_else(|| label.to_string(), str::to_owned);
    let label = label.to_lowercase();
    let label = label
        .strip_prefix('s')
        .map_or_else(|| label.clone(), |rest| rest.replacen('e', ".", 1));
    let mut parts = label.split('.').map(|part| part.parse().expect("a label of numbers"));
    std::array::from_fn(|_| parts.next().unwrap_or(fill))
}

const LAST: u64 = u64::MAX;

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// A value that may be one or several.
fn several(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(all) => all.iter().collect(),
        Value::Null => Vec::new(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => vec![value],
    }
}

fn id(value: &Value) -> String {
    value["id"].as_str().expect("it has an id").to_owned()
}

/// Everyone and everything in an event.
fn cast(event: &Value) -> Vec<String> {
    let roles = event["roles"].as_object().into_iter().flat_map(|roles| roles.values());
    let fillers = roles.flat_map(|role| {
        let candidates = role.get("one-of");
        several(candidates.unwrap_or(role))
    });
    let cast = fillers.chain(several(&event["place"]));
    cast.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// A piece of text that stands alone or under a key, and whether it says that it is told later.
fn text_of<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.as_str().or_else(|| value[key].as_str())
}

/// How far the telling has come, and who has been told of by then.
struct Reached<'a> {
    place: Place,
    told: Vec<&'a Value>,
    untold: Vec<&'a Value>,
    entities: Vec<&'a Value>,
    introduced: BTreeSet<String>,
}

impl<'a> Reached<'a> {
    fn of(story: &'a Value, bookmark: &str) -> Self {
        let events = list(story, "events");
        let mut order: Vec<(Place, &Value)> = events
            .iter()
            .enumerate()
            .map(|(nth, event)| ((key(&event["told"], LAST), nth), event))
            .collect();
        order.sort_by_key(|(place, _)| *place);
        let at = order.iter().position(|(_, event)| event["id"] == bookmark);
        let place: Place = match at {
            Some(at) if order.get(at + 1).is_some_and(|(next, _)| next.0 == order[at].0.0) => order[at].0,
            Some(at) => (order[at].0.0, usize::MAX),
            None => (key(&Value::String(bookmark.to_owned()), LAST), usize::MAX),
        };
        let (told, untold): (Vec<_>, Vec<_>) = order.into_iter().partition(|(at, _)| *at <= place);
        let lists = ["characters", "factions", "places", "items"];
        let mut reached = Self {
            place,
            told: told.into_iter().map(|(_, event)| event).collect(),
            untold: untold.into_iter().map(|(_, event)| event).collect(),
            entities: lists.iter().flat_map(|kind| list(story, kind)).collect(),
            introduced: BTreeSet::new(),
        };
        reached.introduce(events);
        reached
    }

    fn is_later(&self, told: &Value) -> bool {
        !told.is_null() && self.place < (key(told, LAST), usize::MAX)
    }

    fn is_introduced(&self, entity: &Value) -> bool {
        self.introduced.contains(&id(entity))
    }

    fn introduce(&mut self, events: &[Value]) {
        let acting: BTreeSet<String> = self.told.iter().flat_map(|event| cast(event)).collect();
        let ever: BTreeSet<String> = events.iter().flat_map(cast).collect();
        let says = |entity: &Value| !entity["told"].is_null() && !self.is_later(&entity["told"]);
        let of_itself = self
            .entities
            .iter()
            .filter(|entity| says(entity))
            .map(|entity| id(entity));
        self.introduced = of_itself.chain(acting).collect();
        // Who is in no event at all is introduced by what is said of others.
        loop {
            let known = self.entities.iter().filter(|entity| self.is_introduced(entity));
            let links = known.filter_map(|entity| entity["relations"].as_object());
            let links = links.flat_map(|relations| relations.values()).flat_map(several);
            let led_to = links.filter_map(|link| text_of(link, "to")).map(str::to_owned);
            let more: BTreeSet<String> = led_to
                .filter(|led| !ever.contains(led) && !self.introduced.contains(led))
                .collect();
            if more.is_empty() {
                break;
            }
            self.introduced.extend(more);
        }
    }
}

impl Later {
    pub fn of(story: &Value, bookmark: &str) -> Self {
        let reached = Reached::of(story, bookmark);
        let mut later = Self {
            happened: reached.told.last().map(|event| id(event)).unwrap_or_default(),
            ..Self::default()
        };
        let mut told = vec![story["description"].as_str().unwrap_or_default().to_owned()];
        told.extend(list(story, "facts").iter().map(ToString::to_string));
        for entity in &reached.entities {
            later.entity(entity, &reached, &mut told);
        }
        for event in &reached.told {
            later.ids_told.insert(id(event));
            let sources = list(event, "sources").iter();
            let sources = sources.filter(|source| !reached.is_later(&source["told"]));
            told.extend(sources.filter_map(|source| source["quote"].as_str()).map(str::to_owned));
        }
        for event in &reached.untold {
            later.ids.insert(id(event));
            let quotes = list(event, "sources")
                .iter()
                .filter_map(|source| source["quote"].as_str());
            later
                .texts
                .extend(quotes.chain(event["note"].as_str()).map(str::to_owned));
        }
        for heading in list(story, "sections") {
            let title = heading["title"].as_str().unwrap_or_default().to_owned();
            if reached.place.0 < key(&heading["told"], 0) {
                later.texts.insert(title);
            } else {
                told.push(title);
            }
        }
        later.without_what_is_told(&told.join("\n"));
        let characters = list(story, "characters")
            .iter()
            .filter(|one| reached.is_introduced(one));
        let mut known = characters.map(id).chain(later.ids_told.iter().cloned());
        later.somebody = known.next().expect("somebody has been told of");
        later.somebody_else = known.next().expect("somebody else too");
        later
    }

    fn entity(&mut self, entity: &Value, reached: &Reached<'_>, told: &mut Vec<String>) {
        let known = reached.is_introduced(entity);
        let ids = if known { &mut self.ids_told } else { &mut self.ids };
        ids.insert(id(entity));
        for name in several(&entity["name"]).into_iter().chain(several(&entity["aliases"])) {
            let text = text_of(name, "name").expect("a name");
            let bare = text.strip_prefix("the ").unwrap_or(text).to_owned();
            if known && !reached.is_later(&name["told"]) {
                self.names_told.push(bare);
            } else {
                self.names.insert(bare);
            }
        }
        let description = text_of(&entity["description"], "text").map(str::to_owned);
        if known && !reached.is_later(&entity["description"]["told"]) {
            told.extend(description);
        } else {
            self.texts.extend(description);
        }
        let quotes = list(entity, "sources")
            .iter()
            .filter_map(|source| source["quote"].as_str());
        let quotes = quotes.map(str::to_owned);
        if known {
            told.extend(quotes);
        } else {
            self.texts.extend(quotes);
        }
    }

    /// Leaves aside what cannot be told from what has been told: names within names, quotes within quotes, and plain words.
    fn without_what_is_told(&mut self, told_texts: &str) {
        let names = self.names_told.join("\n");
        self.names.retain(|name| !has_words(&names, name, ""));
        // A lower-case name is a word, and words are told by everybody.
        let program = program();
        let plain = format!("{told_texts}\n{names}\n{program}").to_lowercase();
        self.names
            .retain(|name| name.contains(' ') || *name != name.to_lowercase() || !has_words(&plain, name, ""));
        self.names
            .retain(|name| name.contains(' ') || !has_words(program, name, ""));
        self.ids.retain(|id| id.contains('-') || !has_words(&plain, id, ""));
        self.texts
            .retain(|text| text.contains(' ') && !told_texts.contains(text.as_str()));
        let names = names.to_lowercase();
        self.texts
            .retain(|text| !has_words(&names, &text.to_lowercase().replace("the ", ""), ""));
    }

    /// Names of one word that are still to come, with a slip in each, so that what was typed holds none of them.
    pub fn slips(&self) -> Vec<String> {
        let words = self
            .names
            .iter()
            .filter(|name| name.chars().all(|c| c.is_ascii_alphabetic()));
        let words: Vec<&String> = words.collect();
        let slip = |name: &&String| format!("{name}{}", name.chars().last().expect("a name"));
        words.iter().step_by(words.len() / 6 + 1).map(slip).collect()
    }

    pub fn must_not_be_in(&self, ran: &Ran, line: &str) {
        for (stream, text) in [("out", &ran.out), ("err", &ran.err)] {
            let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
            let begins = |name: &str| {
                let first = name.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
                first.is_none_or(|first| words.contains(first))
            };
            for name in self.names.iter().filter(|name| begins(name)) {
                assert!(
                    !has_words(text, name, ""),
                    "{line}: {stream} has the name `{name}`: {}",
                    around(text, name)
                );
            }
            for id in self.ids.iter().filter(|id| begins(id)) {
                assert!(
                    !has_words(text, id, "-"),
                    "{line}: {stream} has the id `{id}`: {}",
                    around(text, id)
                );
            }
            for told in self.texts.iter().filter(|told| begins(told)) {
                let escaped = Value::String(told.clone()).to_string();
                let found = text.contains(told.as_str()) || text.contains(escaped.trim_matches('"'));
                assert!(!found, "{line}: {stream} has the text `{told}`");
            }
        }
    }
}

/// The program's own words, which give nothing away: what it says of itself, and of a story of no importance.
fn program() -> &'static str {
    static SAID: OnceLock<String> = OnceLock::new();
    SAID.get_or_init(|| {
        let story = r#"{"lorescope": 1, "characters": [{"id": "ann"}, {"id": "bo"}], "events": [
            {"id": "e", "kind": "alliance", "roles": {"allies": ["ann", "bo"]}},
            {"id": "f", "kind": "death", "roles": {"victim": "bo"}, "because": "e"}]}"#;
        let folder = Folder::of(story);
        let mut said = include_str!("../../src/vocabulary/prelude.json").to_owned();
        let exports = FORMATS.iter().map(|form| format!("export {} -o .", form.name));
        let lines = [
            "man",
            "man ask",
            "list all",
            "show ann --format json",
            "why f --format json",
            "diff start end --format json",
        ];
        for line in lines.into_iter().map(str::to_owned).chain(exports) {
            let words: Vec<&str> = line.split(' ').collect();
            said.push_str(&folder.lore(&words).run().out);
        }
        for file in files(&folder.path("")) {
            said.push_str(&String::from_utf8_lossy(&std::fs::read(file).expect("it was written")));
        }
        said
    })
}

/// Whether words stand in a text as whole words, where these letters make a word besides those of the alphabet.
fn has_words(text: &str, words: &str, more: &str) -> bool {
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || more.contains(c));
    text.match_indices(words)
        .any(|(at, _)| !inside(text[..at].chars().next_back()) && !inside(text[at + words.len()..].chars().next()))
}

/// What stands around some words.
fn around<'a>(text: &'a str, words: &str) -> &'a str {
    text.lines().find(|line| line.contains(words)).unwrap_or_default()
}
