//! Events as the page tells them: once, with what is said of them as far as a reader has come.

use super::payload::Range;
use super::quotes::{Quote, Shelf};
use super::reader::{Index, Reader};
use super::rich::{self, Piece};
use super::spells::Spells;
use crate::model::{Certainty, EntityId, EventId};
use crate::world::World;
use serde::Serialize;

/// An event.
#[derive(Debug, Serialize)]
pub(super) struct Happening {
    id: String,
    kind: u32,
    t: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<u32>,
    cast: Vec<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unsettled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    told: Option<u32>,
    versions: Vec<Version>,
}

/// What is said of an event while a reader stands at some positions.
#[derive(Debug, Serialize)]
struct Version {
    #[serde(skip_serializing_if = "Option::is_none")]
    r: Option<Range>,
    #[serde(flatten)]
    said: Said,
}

/// What is said of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Said {
    sentence: Vec<Piece>,
    /// Who takes part; left out where it is as with all that has been told.
    #[serde(skip_serializing_if = "Option::is_none")]
    cast: Option<Vec<u32>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    told: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    certainty: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Vec<Piece>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    causes: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    leads: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quotes: Vec<Quote>,
}

/// All events, as far as they have been heard of.
#[derive(Debug)]
pub(super) struct Happenings {
    all: Vec<Happening>,
    said: Vec<Spells<Said>>,
}

impl Happenings {
    /// The events of the whole story, each under the heading of that number.
    pub(super) fn of(world: &World, index: &Index, section: impl Fn(EventId) -> Option<u32>) -> Self {
        let kind = |event: EventId| {
            let kind = world.story.event(event).kind;
            let place = index.kinds().iter().position(|&known| known == kind);
            u32::try_from(place.expect("all kinds of events are numbered")).expect("kinds are few")
        };
        let order = &world.timeline.order;
        let before = [None].into_iter().chain(index.events().iter().copied().map(Some));
        let all = (1..)
            .zip(index.events())
            .zip(before)
            .map(|((t, &event), before)| Happening {
                id: world.story.event(event).id.to_string(),
                kind: kind(event),
                t,
                section: section(event),
                cast: Vec::new(),
                unsettled: before.filter(|&before| order.is_unsettled(before, event)).map(|_| true),
                told: None,
                versions: Vec::new(),
            });
        Self {
            all: all.collect(),
            said: index.events().iter().map(|_| Spells::default()).collect(),
        }
    }

    /// Hears what a reader at a position knows.
    pub(super) fn hear(&mut self, position: u32, reader: &Reader, shelf: &Shelf) {
        let leads = leads(reader, self.all.len());
        for (number, event) in reader.told() {
            let nth = number as usize;
            self.said[nth].at(position, said(reader, event, leads[nth].clone(), shelf));
        }
    }

    /// Over which of the slider's values the events under each heading lie.
    pub(super) fn spans(&self, sections: usize) -> Vec<Option<(u32, u32)>> {
        let mut spans = vec![None; sections];
        for event in &self.all {
            let Some(section) = event.section else { continue };
            let span = &mut spans[section as usize];
            *span = Some(span.map_or((event.t, event.t), |(from, _)| (from, event.t)));
        }
        spans
    }

    /// The events as the page has them.
    pub(super) fn written(mut self, positions: u32) -> Vec<Happening> {
        for (event, said) in self.all.iter_mut().zip(self.said) {
            event.told = said.first().filter(|_| 1 < positions);
            event.versions = said.written(positions).map(|(r, said)| Version { r, said }).collect();
            let last = event.versions.last_mut().and_then(|version| version.said.cast.take());
            event.cast = last.unwrap_or_default();
            for version in &mut event.versions {
                version.said.cast.take_if(|cast| *cast == event.cast);
            }
        }
        self.all
    }
}

/// Whoever and whatever takes part in an event, each once, and its place last.
fn cast(reader: &Reader, event: EventId) -> Vec<u32> {
    let story = &reader.world.story;
    let parts = reader.world.parts(event);
    let named = parts.iter().filter_map(|part| part.node.entity());
    let mut cast: Vec<u32> = Vec::new();
    for entity in named.chain(story.event(event).place).collect::<Vec<EntityId>>() {
        let number = reader.entity(entity);
        if !cast.contains(&number) {
            cast.push(number);
        }
    }
    cast
}

fn said(reader: &Reader, id: EventId, leads: Vec<u32>, shelf: &Shelf) -> Said {
    let world = &reader.world;
    let event = world.story.event(id);
    let detail = event.detail.as_deref();
    let numbers = |events: &[EventId]| -> Vec<u32> {
        let mut numbers: Vec<u32> = events.iter().filter_map(|&event| reader.event(event)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    };
    Said {
        sentence: rich::event(reader, id),
        cast: Some(cast(reader, id)),
        when: event.at.is_known().then(|| event.at.written.to_string()),
        told: detail
            .and_then(|detail| detail.told.as_ref())
            .map(|told| told.written.to_string()),
        place: event.place.map(|place| reader.entity(place)),
        within: event.within.and_then(|whole| reader.event(whole)),
        certainty: (event.certainty != Certainty::Stated).then(|| event.certainty.word()),
        note: detail
            .and_then(|detail| detail.note.as_ref())
            .map(|note| rich::plain(note)),
        causes: detail.map(|detail| numbers(&detail.because)).unwrap_or_default(),
        leads,
        quotes: shelf.quotes(&world.story, world.story.sources(id)),
    }
}

/// What comes of each event, by number, as far as it has been told.
fn leads(reader: &Reader, events: usize) -> Vec<Vec<u32>> {
    let mut leads = vec![Vec::new(); events];
    for (number, event) in reader.told() {
        let because = reader
            .world
            .story
            .event(event)
            .detail
            .iter()
            .flat_map(|detail| &detail.because);
        for cause in because.filter_map(|&cause| reader.event(cause)) {
            let leads: &mut Vec<u32> = &mut leads[cause as usize];
            if leads.last() != Some(&number) {
                leads.push(number);
            }
        }
    }
    leads
}
