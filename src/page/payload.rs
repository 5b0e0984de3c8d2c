//! What a page knows of a story: the shape of its JSON, with numbers for whatever is named more than once.
//!
//! Two clocks stand in it: `t` counts the events that have happened, `r` the places of the telling that a reader has come to; of both, a range is from the one up to and without the other.

use super::positions::Positions;
use super::reader::{Index, Reader};
use super::spells::Spells;
use super::{Page, findings, happenings, network, people, quotes, sections, ties};
use crate::draw::storyline::{Ink, Unfolding};
use crate::draw::theme::Theme;
use crate::telling::as_told_by;
use crate::vocabulary::Line;
use serde::Serialize;

/// From the one up to and without the other.
pub(super) type Range = [u32; 2];

/// All of it.
#[derive(Debug, Serialize)]
pub(super) struct Payload {
    version: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    titles: Vec<Title>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subtitle: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sections: Vec<sections::Section>,
    moments: Vec<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    positions: Vec<PositionLabel>,
    relations: Vec<Relation>,
    kinds: Vec<Kind>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    documents: Vec<quotes::Document>,
    entities: Vec<people::Person>,
    events: Vec<happenings::Happening>,
    stretches: Vec<ties::Tie>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    states: Vec<ties::Tie>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<findings::Found>,
    bounds: network::Bounds,
    /// Who is with whom, drawn; none where no two are.
    #[serde(skip_serializing_if = "Option::is_none")]
    storyline: Option<String>,
    /// What the variables of its colours stand for: `var(--ink-0)` for the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    inks: Option<Vec<Ink>>,
}

/// What the story is called, as far as that may be said.
#[derive(Debug, Serialize)]
struct Title {
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    r: Option<Range>,
}

/// A place in the telling.
#[derive(Debug, Serialize)]
struct PositionLabel {
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
}

/// A relation that something in the page stands in.
#[derive(Debug, Serialize)]
struct Relation {
    id: String,
    words: String,
    color: String,
    dark: String,
    dash: &'static str,
    directed: bool,
}

/// A kind of event that happens in the page.
#[derive(Debug, Serialize)]
struct Kind {
    id: String,
    noun: String,
}

/// Works out what a page knows, and what is to be said of it.
pub(super) fn of(page: &Page<'_>) -> (Payload, Vec<String>) {
    let world = page.world;
    let index = Index::of(world);
    let (positions, note) = Positions::of(&world.story);
    let telling = positions.telling();
    let mut headings = sections::Headings::of(&world.story);
    let mut people = people::People::of(world, &index, page.images);
    let mut happenings = happenings::Happenings::of(world, &index, |event| headings.around(telling, event));
    let mut ties = ties::Ties::default();
    let mut shelf = quotes::Shelf::of(&world.story);
    let mut storyline = Unfolding::of(world);
    let mut titles = Spells::default();
    let mut labels = Vec::new();
    for (position, label, bookmark) in positions.each() {
        let reader = Reader::at(world, &index, telling, bookmark);
        if let Some(title) = &reader.world.story.title {
            titles.at(position, title.to_string());
        }
        shelf.hear(position, &reader);
        people.hear(position, &reader, &shelf);
        happenings.hear(position, &reader, &shelf);
        ties.hear(position, &reader);
        storyline.hear(&reader.world);
        labels.push(PositionLabel {
            label: label.to_owned(),
            title: headings.hear(position, &reader),
        });
    }
    let count = positions.count();
    let used = ties.relations();
    let network = network::Network::of(world, &index);
    let spans = happenings.spans(headings.count());
    let (stretches, states) = ties.written(count, &used);
    let (storyline, inks) = storyline.written().unzip();
    let payload = Payload {
        version: 1,
        titles: titles.written(count).map(|(r, title)| Title { title, r }).collect(),
        subtitle: page.told_by.map(as_told_by),
        sections: headings.written(count, spans),
        moments: (0..index.moments()).collect(),
        start: page.as_of.map(|moment| index.time(world, moment)),
        positions: labels,
        relations: relations(page, &used),
        kinds: kinds(page, &index),
        stretches,
        states,
        events: happenings.written(count),
        findings: findings::written(page.findings, &index, count),
        bounds: network.bounds,
        storyline,
        inks,
        documents: shelf.written(count),
        entities: people.written(count, &network),
    };
    (payload, note.into_iter().collect())
}

fn relations(page: &Page<'_>, used: &[String]) -> Vec<Relation> {
    let (light, dark) = (Theme::light(), Theme::dark());
    let vocabulary = &page.world.vocabulary;
    let relations = used.iter().map(|name| {
        let id = vocabulary
            .relation_named(name)
            .expect("a cut story has no words of its own");
        let relation = vocabulary.relation(id);
        Relation {
            id: name.clone(),
            words: relation.words.third.clone(),
            color: light.line_colour(&relation.colour).hex(),
            dark: dark.line_colour(&relation.colour).hex(),
            dash: match relation.line {
                Line::Solid => "solid",
                Line::Dashed => "dashed",
                Line::Dotted => "dotted",
                Line::Bold => "bold",
                Line::Double => "double",
            },
            directed: relation.arrow && !relation.symmetric,
        }
    });
    relations.collect()
}

fn kinds(page: &Page<'_>, index: &Index) -> Vec<Kind> {
    let kinds = index.kinds().iter().map(|&kind| {
        let kind = page.world.vocabulary.kind(kind);
        Kind {
            id: kind.name.clone(),
            noun: kind.verb.noun.clone(),
        }
    });
    kinds.collect()
}
