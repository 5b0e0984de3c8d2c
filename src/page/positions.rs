//! The places in the telling at which a reader may stop: every label that anything is told at, in the order of the telling.
//!
//! Each is a bookmark as `--told-by` with that label takes it, so that the page knows at a position what every command knows.

use crate::model::{Story, Told};
use crate::telling::{Bookmark, Place, Telling, span};
use std::collections::BTreeMap;

/// So many positions are worth a slider; a story with more is read a section at a time.
const MOST: usize = 200;

/// So many events are told over again, position by position, before a long story is read in fewer and longer pieces.
const TOLD_OVER: usize = 400_000;

/// So many positions has even the longest story.
const FEWEST: usize = 10;

/// A place at which a reader may stop.
#[derive(Clone, Debug)]
struct Position {
    label: String,
    bookmark: Bookmark,
}

/// All of them.
#[derive(Debug)]
pub(super) struct Positions {
    telling: Telling,
    all: Vec<Position>,
}

impl Positions {
    /// The positions of a story, and what is to be said of them.
    pub(super) fn of(story: &Story) -> (Self, Option<String>) {
        let telling = Telling::of(story);
        let mut places = places(story, &telling);
        let mut note = None;
        let most = (TOLD_OVER / story.events.len().max(1)).clamp(FEWEST, MOST);
        if most < places.len() {
            let told = places.len();
            places = ends_of_sections(story, &places, most);
            note = Some(format!(
                "note: the story is told at {told} places; a reader of the page may stop at {} of them, ends of its sections",
                places.len()
            ));
        }
        let end = telling.end().label;
        let mut all: Vec<Position> = places
            .into_iter()
            .map(|(label, words)| Position {
                label: words,
                bookmark: Bookmark::by(Place::end_of(label)),
            })
            .collect();
        match all.last_mut() {
            // A last heading without anything told below it is come to with what is told last.
            Some(last) if !last.bookmark.has(telling.end()) => last.bookmark = Bookmark::by(Place::end_of(end)),
            Some(_) => {}
            None => all.push(Position {
                label: "the end".to_owned(),
                bookmark: Bookmark::by(Place::end_of(end)),
            }),
        }
        (Self { telling, all }, note)
    }

    /// How the story is told.
    pub(super) fn telling(&self) -> &Telling {
        &self.telling
    }

    /// How many there are.
    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.all.len()).expect("no more than are worth a slider")
    }

    /// Each with its number and what it is called, in the order of the telling.
    pub(super) fn each(&self) -> impl Iterator<Item = (u32, &str, Bookmark)> {
        let all = (0..).zip(&self.all);
        all.map(|(number, position)| (number, position.label.as_str(), position.bookmark))
    }
}

/// By where something has been told for certain, and the label that says so.
fn places(story: &Story, telling: &Telling) -> BTreeMap<i64, String> {
    let mut places: BTreeMap<i64, String> = BTreeMap::new();
    let mut add = |told: &Told| {
        let words = told.written.to_string();
        let known = places.entry(span(told).1).or_insert_with(|| words.clone());
        if words < *known {
            *known = words;
        }
    };
    for event in &story.events {
        event
            .detail
            .iter()
            .filter_map(|detail| detail.told.as_ref())
            .for_each(&mut add);
    }
    for entity in &story.entities {
        entity.told.iter().for_each(&mut add);
        entity
            .names
            .iter()
            .filter_map(|name| name.told.as_ref())
            .for_each(&mut add);
        let described = entity.description.iter().filter_map(|note| note.told.as_ref());
        described.for_each(&mut add);
    }
    story
        .initial
        .iter()
        .filter_map(|initial| initial.told.as_ref())
        .for_each(&mut add);
    let sources = story
        .all_sources()
        .filter_map(|(_, source)| source.detail.as_ref()?.told.as_ref());
    sources.for_each(&mut add);
    if !places.is_empty() && story.event_ids().any(|event| telling.event(event).label == i64::MIN) {
        places.insert(i64::MIN, "the beginning".to_owned());
    }
    places
}

/// Of many places the last in each section; of many sections some, evenly spread.
fn ends_of_sections(story: &Story, places: &BTreeMap<i64, String>, most: usize) -> BTreeMap<i64, String> {
    let mut begins: Vec<i64> = story.sections.iter().map(|section| section.told.key).collect();
    begins.sort_unstable();
    begins.dedup();
    let before = |begin: &i64| places.range(..*begin).next_back();
    let ends = begins.iter().filter_map(before).chain(places.last_key_value());
    let mut ends: Vec<(i64, &String)> = ends.map(|(&label, words)| (label, words)).collect();
    ends.dedup();
    if begins.is_empty() {
        ends = places.iter().map(|(&label, words)| (label, words)).collect();
    }
    let step = ends.len().div_ceil(most).max(1);
    // From the end, so that the last is always among them.
    let kept = ends.into_iter().rev().step_by(step);
    kept.map(|(label, words)| (label, words.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(story: &str) -> (Vec<String>, Option<String>) {
        let (positions, note) = Positions::of(&crate::load::read("story.json", story).story);
        (positions.each().map(|(_, label, _)| label.to_owned()).collect(), note)
    }

    #[test]
    fn a_reader_may_stop_wherever_something_is_told() {
        let (labels, note) = labels(
            r#"{"lorescope": 1, "characters": [{"id": "ann", "told": "1.1"}, {"id": "bo"}],
                "events": [{"id": "a", "kind": "meeting", "roles": {"participants": ["ann", "bo"]}, "told": "2"},
                           {"id": "b", "kind": "meeting", "roles": {"participants": ["ann", "bo"]}, "told": "1.2"},
                           {"id": "c", "kind": "meeting", "roles": {"participants": ["ann", "bo"]}, "told": "2"}]}"#,
        );
        assert_eq!(labels, ["1.1", "1.2", "2"]);
        assert_eq!(note, None);
    }

    #[test]
    fn a_story_that_says_nothing_of_its_telling_has_one_position() {
        let (labels, _) = labels(r#"{"lorescope": 1, "characters": [{"id": "ann"}]}"#);
        assert_eq!(labels, ["the end"]);
    }

    #[test]
    fn of_too_many_places_the_ends_of_the_sections_are_taken_and_that_is_said() {
        let events: Vec<String> = (0..250)
            .map(|n| {
                let told = format!("{}.{}", n / 25 + 1, n % 25 + 1);
                format!(r#"{{"id": "e{n}", "kind": "death", "roles": {{"victim": "a{n}"}}, "told": "{told}"}}"#)
            })
            .collect();
        let cast: Vec<String> = (0..250).map(|n| format!(r#"{{"id": "a{n}"}}"#)).collect();
        let sections: Vec<String> = (1..=10)
            .map(|n| format!(r#"{{"told": "{n}", "title": "S{n}"}}"#))
            .collect();
        let story = |sections: &str| {
            format!(
                r#"{{"lorescope": 1, "sections": [{sections}], "characters": [{}], "events": [{}]}}"#,
                cast.join(","),
                events.join(",")
            )
        };
        let (with, note) = labels(&story(&sections.join(",")));
        assert_eq!(with, (1..=10).map(|n| format!("{n}.25")).collect::<Vec<_>>());
        assert!(
            note.expect("it is said")
                .starts_with("note: the story is told at 250 places; a reader of the page may stop at 10 ")
        );
        let (without, _) = labels(&story(""));
        assert!(
            without.len() == 125 && without.last().is_some_and(|last| last == "10.25"),
            "{without:?}"
        );
    }
}
