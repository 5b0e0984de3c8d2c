//! Other programs' forms of a story: each form is one file here and one row in [`FORMATS`].
//!
//! What is written depends on the story alone: the same story gives the same bytes, however its entities are listed.

mod csv;
mod graphml;
mod journal;
mod json;
mod mermaid;
mod rows;
mod story;

use crate::timeline::{AsOf, Moment};
use crate::world::World;

/// A form that a story can be written in.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What a person types for it.
    pub name: &'static str,
    /// What its one file is called, without its ending.
    pub file: &'static str,
    /// How its files end.
    pub extension: &'static str,
    /// What it is good for, in a line.
    pub describe: &'static str,
    /// Writes a story in it.
    pub write: fn(&World, &Request) -> Result<Vec<File>, Refused>,
}

/// What is asked of an exporter.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Only what has happened and what holds as of a moment; the whole story without one.
    pub as_of: Option<AsOf>,
}

impl Request {
    /// The moment asked for, if one is.
    #[must_use]
    pub fn moment(&self) -> Option<Moment> {
        self.as_of.as_ref().map(|as_of| as_of.moment)
    }

    /// Why a form that tells all of a story cannot be written, where only a part of it is asked for.
    fn part(&self, world: &World, form: &str) -> Option<Refused> {
        let option = match (&self.as_of, world.timeline.lens.according_to) {
            (Some(_), _) => "the moment",
            (None, Some(_)) => "`--according-to`",
            (None, None) => return None,
        };
        Some(Refused {
            message: format!("{form} tells the whole story"),
            help: format!("leave {option} out, or choose the form `json`, which takes one"),
        })
    }
}

/// A file that an exporter makes; it is written by whoever asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, without a folder.
    pub name: String,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

/// Why a story cannot be written in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What stands in the way.
    pub message: String,
    /// What to do instead.
    pub help: String,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refused {}

/// Every form a story can be written in, by name.
///
/// ```
/// use lorescope::{exchange::{self, Request}, model::Story, timeline::Lens, vocabulary::Vocabulary, world::World};
/// let world = World::of(Story::default(), Vocabulary::prelude(), Lens::default());
/// for format in exchange::FORMATS {
///     assert!(!(format.write)(&world, &Request::default()).unwrap().is_empty());
/// }
/// ```
pub const FORMATS: &[Format] = &[
    csv::FORMAT,
    graphml::FORMAT,
    journal::FORMAT,
    json::FORMAT,
    mermaid::FORMAT,
    story::FORMAT,
];

/// The form of that name.
#[must_use]
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The one file of a form that has one.
fn single(format: &Format, text: String) -> Vec<File> {
    vec![File {
        name: format!("{}.{}", format.file, format.extension),
        bytes: text.into_bytes(),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::sample::world;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// Names that break whatever does not escape them, one entity list for each order.
    fn nasty(turned: bool) -> World {
        let mut cast = [
            r#"{"id": "end", "name": "end \"of\" <b>#1; `x`</b> & co, [a](b) {c} | d", "aliases": ["%%"], "relations": {"member": "union", "friend": "o"}}"#,
            r#"{"id": "o", "name": "1. \u0001\u000b O'Brien\nthe ☃", "relations": {"member": "union"}}"#,
            r#"{"id": "x", "name": "=cmd|' /C calc'!A0"}"#,
            r#"{"id": "ünï", "name": "שלום مرحبا"}"#,
        ];
        if turned {
            cast.reverse();
        }
        world(&format!(
            r#"{{"lorescope": 1, "title": "A \"nasty\": one #1\n<story>", "characters": [{}],
            "factions": [{{"id": "union", "name": "the Union, \"our\" home", "relations": {{"part-of": "all"}}}}, {{"id": "all"}}],
            "places": [{{"id": "hall", "name": "hall"}}],
            "events": [
                {{"id": "pact", "kind": "alliance", "roles": {{"allies": ["end", "ünï", "union"]}}, "place": "hall", "at": 3}},
                {{"id": "deed", "kind": "killing", "roles": {{"killer": {{"one-of": ["end", "x"]}}, "victim": "o"}}, "because": "pact", "at": 4}}]}}"#,
            cast.join(", ")
        ))
    }

    fn written(world: &World, as_of: Option<&str>) -> Vec<(String, String)> {
        let as_of = as_of.map(|typed| world.as_of(typed).expect("a moment"));
        let request = Request { as_of };
        // A story file keeps the order in which its author lists the cast, and tells the whole story.
        let whole = [story::FORMAT.name, journal::FORMAT.name];
        let derived = FORMATS.iter().filter(|format| !whole.contains(&format.name));
        let files = derived.flat_map(|format| (format.write)(world, &request).expect("it can be written"));
        files
            .map(|file| (file.name, String::from_utf8(file.bytes).expect("text")))
            .collect()
    }

    #[test]
    fn every_row_has_a_name_of_its_own_and_a_test_in_a_file_of_that_name() {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
        for row in FORMATS {
            assert!(row.name.bytes().all(|b| b.is_ascii_lowercase()), "{}", row.name);
            assert!(!row.describe.ends_with('.') && !row.describe.is_empty(), "{}", row.name);
            assert_eq!(format(row.name).map(|found| found.extension), Some(row.extension));
            let room = format!("{}/src/exchange/{}", env!("CARGO_MANIFEST_DIR"), row.name);
            let files = [format!("{room}.rs"), format!("{room}/mod.rs")];
            let file = files
                .iter()
                .find(|file| Path::new(file).is_file())
                .expect("a row has its file");
            let source = std::fs::read_to_string(file).expect("it can be read");
            assert!(source.contains("#[test]"), "{file} has no test");
        }
    }

    #[test]
    fn files_have_names_of_their_own_and_end_as_they_should() {
        let world = nasty(false);
        let mut names = BTreeSet::new();
        for format in FORMATS {
            for file in (format.write)(&world, &Request::default()).expect("it can be written") {
                assert!(file.name.ends_with(&format!(".{}", format.extension)));
                assert!(file.bytes.ends_with(b"\n"), "{} ends its last line", file.name);
                assert!(names.insert(file.name.clone()), "{} twice", file.name);
            }
        }
    }

    #[test]
    fn the_order_of_the_cast_in_the_file_changes_no_byte() {
        for as_of in [None, Some("start"), Some("pact"), Some("end")] {
            assert_eq!(written(&nasty(false), as_of), written(&nasty(true), as_of));
        }
    }

    #[test]
    fn nothing_later_than_the_moment_asked_for_is_written() {
        for (name, text) in written(&nasty(false), Some("pact")) {
            assert!(!text.contains("deed"), "{name} as of `pact` tells of `deed`:\n{text}");
        }
    }
}
