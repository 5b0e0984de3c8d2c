//! Characters, factions, places and items as the page shows them: where they stand, how they fare, and what they are called by whom.

use super::lives::{self, State};
use super::network::{Network, Spot};
use super::payload::Range;
use super::quotes::{Quote, Shelf};
use super::reader::{Index, Reader};
use super::rich::{self, Piece};
use super::spells::Spells;
use crate::draw::theme::{FactionHues, Theme};
use crate::load::{Image, Images};
use crate::model::{EntityId, EntityKind, Node};
use crate::timeline::{Moment, Stretch};
use crate::vocabulary::Meaning;
use crate::world::World;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// An entity.
#[derive(Debug, Serialize)]
pub(super) struct Person {
    id: String,
    kind: &'static str,
    x: f64,
    y: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    color: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dark: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    faction: Vec<Home>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    life: Vec<Life>,
    versions: Vec<Version>,
}

/// A faction that somebody belongs to for a while.
#[derive(Debug, Serialize)]
struct Home {
    t: Range,
    #[serde(skip_serializing_if = "Option::is_none")]
    r: Option<Range>,
    of: u32,
}

/// How somebody fares for a while.
#[derive(Debug, Serialize)]
struct Life {
    t: Range,
    #[serde(skip_serializing_if = "Option::is_none")]
    r: Option<Range>,
    state: State,
}

/// What somebody is called while a reader stands at some positions.
#[derive(Debug, Serialize)]
struct Version {
    #[serde(skip_serializing_if = "Option::is_none")]
    r: Option<Range>,
    #[serde(flatten)]
    said: Said,
}

/// What is said of somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Said {
    name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    names: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    species: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Vec<Piece>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quotes: Vec<Quote>,
}

/// Everybody, as far as they have been heard of.
#[derive(Debug)]
pub(super) struct People {
    all: Vec<Shown>,
    heard: Vec<Heard>,
}

/// What of somebody is the same whoever looks.
#[derive(Debug)]
struct Shown {
    id: String,
    kind: EntityKind,
    /// The colour of a faction, on light and on dark ground.
    colours: Option<[String; 2]>,
    /// A picture that may be shown wherever they are.
    image: Option<String>,
}

/// What has been heard of somebody.
#[derive(Debug, Default)]
struct Heard {
    said: Spells<Said>,
    homes: BTreeMap<(Range, u32), Spells<()>>,
    lives: BTreeMap<(Range, State), Spells<()>>,
}

impl People {
    /// Everybody in the whole story.
    pub(super) fn of(world: &World, index: &Index, images: &Images) -> Self {
        let themes = [Theme::light(), Theme::dark()];
        let hues = FactionHues::of(world, &themes[0]);
        let all = index.entities().iter().map(|&id| {
            let entity = world.story.entity(id);
            let colours = || {
                themes
                    .each_ref()
                    .map(|theme| theme.tint(hues.of_faction(id)).border.hex())
            };
            Shown {
                id: entity.id.to_string(),
                kind: entity.kind,
                image: images.of(&entity.id).map(Image::address),
                colours: (entity.kind == EntityKind::Faction).then(colours),
            }
        });
        Self {
            all: all.collect(),
            heard: index.entities().iter().map(|_| Heard::default()).collect(),
        }
    }

    /// Hears what a reader at a position knows.
    pub(super) fn hear(&mut self, position: u32, reader: &Reader, shelf: &Shelf) {
        for id in reader.world.story.entity_ids() {
            let heard = &mut self.heard[reader.entity(id) as usize];
            if reader.world.story.entity(id).image.is_none() {
                // Where its path would tell too much, so might the picture.
                self.all[reader.entity(id) as usize].image = None;
            }
            heard.said.at(position, said(reader, id, shelf));
            for home in homes(reader, id) {
                heard.homes.entry(home).or_default().at(position, ());
            }
            for life in lives::of(reader, id) {
                heard.lives.entry(life).or_default().at(position, ());
            }
        }
    }

    /// Everybody as the page has them.
    pub(super) fn written(self, positions: u32, network: &Network) -> Vec<Person> {
        let all = self.all.into_iter().zip(self.heard).zip(&network.spots);
        let written = all.map(
            |(
                (
                    Shown {
                        id,
                        kind,
                        colours,
                        image,
                    },
                    heard,
                ),
                &Spot { x, y },
            )| {
                let [color, dark] = colours.map_or([None, None], |colours| colours.map(Some));
                Person {
                    id,
                    kind: kind.word(),
                    x,
                    y,
                    color,
                    dark,
                    image,
                    faction: heard.homes(positions),
                    life: heard.lives(positions),
                    versions: heard
                        .said
                        .written(positions)
                        .map(|(r, said)| Version { r, said })
                        .collect(),
                }
            },
        );
        written.collect()
    }
}

impl Heard {
    fn homes(&self, positions: u32) -> Vec<Home> {
        let homes = self
            .homes
            .iter()
            .flat_map(|(&(t, of), spells)| spells.clone().written(positions).map(move |(r, ())| Home { t, r, of }));
        homes.collect()
    }

    fn lives(&self, positions: u32) -> Vec<Life> {
        let lives = self.lives.iter().flat_map(|(&(t, state), spells)| {
            spells
                .clone()
                .written(positions)
                .map(move |(r, ())| Life { t, r, state })
        });
        lives.collect()
    }
}

fn said(reader: &Reader, id: EntityId, shelf: &Shelf) -> Said {
    let world = &reader.world;
    let entity = world.story.entity(id);
    let text = |text: &Option<crate::model::Text>| text.as_ref().map(ToString::to_string);
    let about = entity.description.as_ref().map(|note| note.text.to_string());
    let about: Vec<String> = about.into_iter().chain(text(&entity.note)).collect();
    Said {
        name: world.story.label(id).to_owned(),
        names: entity.names.iter().skip(1).map(|name| name.text.to_string()).collect(),
        species: text(&entity.species),
        note: (!about.is_empty()).then(|| rich::plain(&about.join(" "))),
        quotes: shelf.quotes(&world.story, &entity.sources),
    }
}

/// The factions that somebody belongs to, and when; what ends with a life says of the dead whose they were.
fn homes(reader: &Reader, id: EntityId) -> BTreeSet<(Range, u32)> {
    let (world, node) = (&reader.world, Node::from(id));
    let means = |stretch: &Stretch| world.vocabulary.relation(stretch.relation).means;
    let own = |stretch: &&Stretch| stretch.args[0] == Some(node);
    let life: Vec<&Stretch> = world
        .timeline
        .concerning(node)
        .filter(|stretch| own(stretch) && means(stretch) == Some(Meaning::Life))
        .collect();
    let ends_with_life = |until: Moment| life.iter().any(|life| life.until == Some(until));
    let born_again = |until: Moment| life.iter().map(|life| life.from).find(|&from| until <= from);
    let homes = world.timeline.concerning(node).filter(own).filter_map(|stretch| {
        if !matches!(means(stretch), Some(Meaning::Membership | Meaning::Part)) {
            return None;
        }
        let faction = stretch.args[1].and_then(Node::entity)?;
        let until = match stretch.until {
            Some(until) if ends_with_life(until) => born_again(until),
            until => until,
        };
        let times = reader.times(&Stretch { until, ..*stretch })?;
        Some((times, reader.entity(faction)))
    });
    homes.collect()
}
