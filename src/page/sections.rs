//! The headings of the telling: what is told under which, and over which part of the story that lies.

use super::payload::Range;
use super::reader::Reader;
use super::spells::Spells;
use crate::model::{EventId, Story};
use crate::telling::{Span, Telling, span};
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
    key: i64,
    span: Span,
    written: String,
    title: String,
    heard: Spells<()>,
}

impl Headings {
    /// The headings of the whole story.
    pub(super) fn of(story: &Story) -> Self {
        let headings = story.sections.iter().map(|section| Heading {
            key: section.told.key,
            span: span(&section.told),
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

    /// The number of the narrowest heading that an event is told under.
    pub(super) fn around(&self, telling: &Telling, event: EventId) -> Option<u32> {
        let (first, last) = telling.said(event)?;
        let around = (0..)
            .zip(&self.all)
            .filter(|(_, heading)| heading.span.0 <= first && last <= heading.span.1);
        let narrowest = around.min_by_key(|(_, heading)| heading.span.1.saturating_sub(heading.span.0));
        narrowest.map(|(number, _)| number)
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
