//! The headings of the telling: what is told under which, and over which part of the story that lies.

use super::payload::Range;
use super::reader::Reader;
use super::spells::Spells;
use crate::model::{EventId, Story};
use crate::telling::Telling;
use serde::Serialize;

/// A heading as the page has it.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    id: String,
    title: String,
    from: u32,
    to: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    r: Option<Range>,
}

/// All headings in the order of the telling, as far as they have been heard of.
#[derive(Debug)]
pub(super) struct Headings {
    all: Vec<Heading>,
}

#[derive(Debug)]
struct Heading {
    /// Its place in the story's list.
    place: usize,
    key: i64,
    written: String,
    title: String,
    heard: Spells<()>,
}

impl Headings {
    /// The headings of the whole story.
    pub(super) fn of(story: &Story) -> Self {
        let headings = story.sections.iter().enumerate().map(|(place, section)| Heading {
            place,
            key: section.told.key,
            written: section.told.written.to_string(),
            title: section.title.to_string(),
            heard: Spells::default(),
        });
        let mut all: Vec<Heading> = headings.collect();
        all.sort_by_key(|heading| heading.key);
        Self { all }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    /// The number of the heading that an event is told under.
    pub(super) fn around(&self, telling: &Telling, event: EventId) -> Option<u32> {
        let place = telling.section_of(event)?;
        let mut numbered = (0..).zip(&self.all);
        numbered.find_map(|(number, heading)| (heading.place == place).then_some(number))
    }

    /// Hears which headings a reader at a position has come to, and says the title of the last of them.
    pub(super) fn hear(&mut self, position: u32, reader: &Reader) -> Option<String> {
        let known = &reader.world.story.sections;
        let mut last = None;
        for heading in &mut self.all {
            let is_known = known
                .iter()
                .any(|section| section.told.key == heading.key && section.title == heading.title.as_str());
            if is_known {
                heading.heard.at(position, ());
                last = Some(heading.title.clone());
            }
        }
        last
    }

    /// The headings as the page has them, each with the part of the story that is told under it.
    pub(super) fn written(self, positions: u32, spans: Vec<Option<(u32, u32)>>) -> Vec<Section> {
        let mut sections = Vec::new();
        for (heading, span) in self.all.into_iter().zip(spans) {
            let (from, to) = span.unwrap_or_default();
            for (r, ()) in heading.heard.written(positions) {
                sections.push(Section {
                    id: heading.written.clone(),
                    title: heading.title.clone(),
                    from,
                    to,
                    r,
                });
            }
        }
        sections
    }
}
