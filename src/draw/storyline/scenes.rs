//! The way from a world to a storyline chart: who is shown, which events make a scene, whose line runs where.
//!
//! Meaning is asked of the vocabulary, never a name: what ends *life* ends a line, *absence* fades it, and what starts or ends an *alliance* or an *enmity* is marked with the sign of its kind.
//! A role that an event may fill is what is spoken of, so that nobody is in a scene by being talked about.

use super::chart::{Chart, Column, Mark, Run, Scene, Thread};
use super::course::Line;
use crate::draw::picture::Theme;
use crate::model::{EntityId, EntityKind, EventId, Node};
use crate::telling::Telling;
use crate::timeline::Moment;
use crate::vocabulary::Meaning;
use crate::world::World;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What is to be seen of a world as a storyline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plot {
    /// Whose lines are drawn; nobody named for those with the most scenes.
    pub who: Vec<EntityId>,
    /// How many lines, where nobody is named.
    pub most: usize,
    /// From left to right in the order of the story or of the telling.
    pub order: Clock,
    /// Only what happens from this moment on.
    pub from: Moment,
    /// Only what happens up to this moment; none for all.
    pub until: Option<Moment>,
    /// Light or dark ground.
    pub theme: Theme,
}

/// Which of the two clocks runs from left to right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    /// What happened first.
    #[default]
    Story,
    /// What is told first.
    Telling,
}

impl Default for Plot {
    fn default() -> Self {
        Self {
            who: Vec::new(),
            most: 20,
            order: Clock::Story,
            from: Moment::START,
            until: None,
            theme: Theme::Light,
        }
    }
}

/// Draws up the chart of a world.
#[must_use]
pub fn chart(world: &World, plot: &Plot) -> Chart {
    let telling = Telling::of(&world.story);
    let events = events(world, plot, &telling);
    let lines = lines(world, plot, &events);
    let number: BTreeMap<EntityId, Line> = lines.iter().enumerate().map(|(line, &id)| (id, line)).collect();
    let drafts = drafts(world, &telling, &events, &number);
    let factions = factions(world, &lines, &drafts);
    let threads = lines
        .iter()
        .enumerate()
        .map(|(line, &id)| thread(world, id, line, &drafts, &factions))
        .collect();
    let meant = |label: &str| label.to_owned();
    Chart {
        title: world.story.title.as_deref().map(meant).unwrap_or_default(),
        subtitle: match plot.order {
            Clock::Story => "in the order of the story".to_owned(),
            Clock::Telling => "in the order of the telling".to_owned(),
        },
        remark: remark(world, &lines, &events),
        columns: columns(world, &telling, &drafts),
        scenes: drafts.iter().map(|draft| scene(world, draft)).collect(),
        bands: factions.iter().map(|&id| world.story.label(id).to_owned()).collect(),
        threads,
        theme: plot.theme,
    }
}

/// The events of the chart, from left to right.
fn events(world: &World, plot: &Plot, telling: &Telling) -> Vec<EventId> {
    let sequence = match plot.order {
        Clock::Story => world.timeline.order.sequence(),
        Clock::Telling => telling.sequence(),
    };
    let within = |id: EventId| {
        let position = world.timeline.order.position(id);
        plot.from.0 <= position && plot.until.is_none_or(|until| position < until.0)
    };
    let taken = |id: EventId| world.timeline.lens.takes_event(&world.story, id);
    sequence
        .iter()
        .copied()
        .filter(|&id| within(id) && taken(id))
        .collect()
}

/// The characters who are in an event, rather than spoken of in it or perhaps in it.
fn present(world: &World, event: EventId) -> impl Iterator<Item = EntityId> + '_ {
    let kind = world.vocabulary.kind(world.story.event(event).kind);
    world.story.parts(event).iter().filter_map(move |part| {
        let entity = part.node.entity()?;
        let spoken_of = kind.role(part.role).is_some_and(|role| role.of.admits_events());
        let character = world.story.entity(entity).kind == EntityKind::Character;
        (character && !spoken_of && !part.candidate).then_some(entity)
    })
}

/// Whose lines are drawn: those named, or those who are together with others most often; by their names.
fn lines(world: &World, plot: &Plot, events: &[EventId]) -> Vec<EntityId> {
    let mut lines = if plot.who.is_empty() {
        let mut scenes: BTreeMap<EntityId, usize> = BTreeMap::new();
        for &event in events {
            let there: BTreeSet<EntityId> = present(world, event).collect();
            if there.len() > 1 {
                for id in there {
                    *scenes.entry(id).or_default() += 1;
                }
            }
        }
        let mut ranked: Vec<(EntityId, usize)> = scenes.into_iter().collect();
        ranked.sort_by_key(|&(id, count)| (Reverse(count), world.story.slug(id.into()).to_owned()));
        ranked.into_iter().take(plot.most).map(|(id, _)| id).collect()
    } else {
        plot.who.clone()
    };
    lines.sort_by_key(|&id| world.story.slug(id.into()).to_owned());
    lines.dedup();
    lines
}

/// A scene in the making.
struct Draft {
    who: BTreeSet<Line>,
    place: Option<EntityId>,
    events: Vec<EventId>,
    section: Option<usize>,
}

/// Events that follow on one another among the same people, at one place, in one section, are one scene.
fn drafts(world: &World, telling: &Telling, events: &[EventId], number: &BTreeMap<EntityId, Line>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for &event in events {
        let who: BTreeSet<Line> = present(world, event).filter_map(|id| number.get(&id).copied()).collect();
        let turning = deceased(world, event).any(|id| number.contains_key(&id));
        if who.is_empty() || who.len() < 2 && !turning {
            continue;
        }
        let place = world.story.event(event).place;
        let section = section(world, telling, event);
        let joins = drafts.last_mut().filter(|last| {
            let company = last.who.intersection(&who).next().is_some();
            let here = last.place == place || place.is_none();
            let goes = last.events.iter().any(|&before| ends_a_line(world, before, number));
            last.section == section && company && here && !goes
        });
        match joins {
            Some(last) => {
                last.who.extend(who);
                last.events.push(event);
            }
            None => drafts.push(Draft {
                who,
                place,
                events: vec![event],
                section,
            }),
        }
    }
    drafts
}

fn ends_a_line(world: &World, event: EventId, number: &BTreeMap<EntityId, Line>) -> bool {
    deceased(world, event).any(|id| number.contains_key(&id))
}

/// The characters whose life an event ends.
fn deceased(world: &World, event: EventId) -> impl Iterator<Item = EntityId> + '_ {
    present(world, event).filter(move |&id| {
        world.timeline.concerning(id.into()).any(|stretch| {
            let means = world.vocabulary.relation(stretch.relation).means;
            means == Some(Meaning::Life) && stretch.ended.and_then(crate::timeline::Cause::event) == Some(event)
        })
    })
}

/// The last section with a heading that begins no later than the event is told.
fn section(world: &World, telling: &Telling, event: EventId) -> Option<usize> {
    let told = telling.event(event);
    let begun = world.story.sections.iter().enumerate().filter(|(_, section)| {
        let begins = crate::telling::span(&section.told).0;
        begins <= told.label
    });
    begun
        .max_by_key(|(nth, section)| (crate::telling::span(&section.told).0, *nth))
        .map(|(nth, _)| nth)
}

/// The factions that the lines belong to, those of the most scenes first; as many as can be told apart.
fn factions(world: &World, lines: &[EntityId], drafts: &[Draft]) -> Vec<EntityId> {
    let mut counts: BTreeMap<EntityId, usize> = BTreeMap::new();
    for draft in drafts {
        for &id in lines {
            for faction in memberships(world, id, moment(world, draft)) {
                *counts.entry(faction).or_default() += 1;
            }
        }
    }
    let mut ranked: Vec<(EntityId, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|&(id, count)| (Reverse(count), world.story.slug(id.into()).to_owned()));
    ranked.into_iter().take(8).map(|(id, _)| id).collect()
}

/// The moment at which a scene begins.
fn moment(world: &World, draft: &Draft) -> Moment {
    Moment(world.timeline.order.position(draft.events[0]))
}

fn memberships(world: &World, id: EntityId, moment: Moment) -> impl Iterator<Item = EntityId> + '_ {
    let own = move |meaning: Meaning| {
        world.timeline.concerning(Node::from(id)).filter(move |stretch| {
            world.vocabulary.relation(stretch.relation).means == Some(meaning)
                && stretch.args[0] == Some(id.into())
                && stretch.holds_at(moment)
        })
    };
    own(Meaning::Membership).filter_map(|stretch| stretch.args[1].and_then(Node::entity))
}

fn thread(world: &World, id: EntityId, line: Line, drafts: &[Draft], factions: &[EntityId]) -> Thread {
    let there = |draft: &Draft| draft.who.contains(&line);
    let first = drafts.iter().position(there);
    let last = drafts.iter().rposition(there);
    let shown = |step: usize| first.is_some_and(|first| first <= step) && last.is_some_and(|last| step <= last);
    let holds = |meaning: Meaning, moment: Moment| {
        world.timeline.concerning(id.into()).any(|stretch| {
            world.vocabulary.relation(stretch.relation).means == Some(meaning)
                && stretch.args[0] == Some(id.into())
                && stretch.holds_at(moment)
        })
    };
    let run = |(step, draft): (usize, &Draft)| {
        let moment = moment(world, draft);
        if there(draft) {
            Run::There
        } else if !shown(step) || !holds(Meaning::Life, moment) {
            Run::Missing
        } else if holds(Meaning::Absence, moment) || holds(Meaning::Uncertainty, moment) {
            Run::Away
        } else {
            Run::Elsewhere
        }
    };
    let band = |draft: &Draft| {
        let own: Vec<EntityId> = memberships(world, id, moment(world, draft)).collect();
        factions.iter().position(|faction| own.contains(faction))
    };
    let deaths = drafts.iter().enumerate().flat_map(|(step, draft)| {
        let events = draft.events.iter().copied();
        events.filter_map(move |event| {
            deceased(world, event)
                .any(|dead| dead == id)
                .then(|| (step, world.sentence(event)))
        })
    });
    Thread {
        id: world.story.slug(id.into()).to_owned(),
        label: world.story.label(id).to_owned(),
        runs: drafts.iter().enumerate().map(run).collect(),
        bands: drafts.iter().map(band).collect(),
        deaths: deaths.collect(),
    }
}

fn scene(world: &World, draft: &Draft) -> Scene {
    let mut marks: Vec<Mark> = Vec::new();
    for &event in &draft.events {
        if let Some(mark) = mark(world, event).filter(|mark| !marks.contains(mark)) {
            marks.push(mark);
        }
    }
    Scene {
        who: draft.who.iter().copied().collect(),
        place: draft.place.map(|place| world.story.label(place).to_owned()).unwrap_or_default(),
        told: draft.events.iter().map(|&event| world.sentence(event)).collect(),
        marks,
    }
}

/// The sign of an event that makes or breaks an alliance or an enmity.
fn mark(world: &World, event: EventId) -> Option<Mark> {
    let kind = world.vocabulary.kind(world.story.event(event).kind);
    let effects = kind.starts.iter().chain(&kind.ends);
    let turns = |relation: crate::model::RelationId| {
        let means = world.vocabulary.relation(relation).means;
        matches!(means, Some(Meaning::Alliance | Meaning::Enmity))
    };
    let sign = kind.mark.clone()?;
    effects
        .map(|effect| effect.relation)
        .any(turns)
        .then(|| Mark {
            sign,
            colour: kind.colour.clone().unwrap_or_default(),
            label: kind.verb.noun.clone(),
        })
}

fn columns(world: &World, telling: &Telling, drafts: &[Draft]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let mut open = None;
    for (step, draft) in drafts.iter().enumerate() {
        let section = section(world, telling, draft.events[0]);
        if section == open && step > 0 {
            continue;
        }
        open = section;
        let label = section.map(|nth| {
            let section = &world.story.sections[nth];
            format!("{} {}", section.told.written, section.title)
        });
        columns.push(Column {
            label: label.unwrap_or_default(),
            first: step,
        });
    }
    columns
}

/// Who and what the chart leaves out.
fn remark(world: &World, lines: &[EntityId], events: &[EventId]) -> String {
    let appear: BTreeSet<EntityId> = events.iter().flat_map(|&event| present(world, event)).collect();
    let left = appear.iter().filter(|id| !lines.contains(id)).count();
    match left {
        0 => String::new(),
        1 => "one more character is not drawn".to_owned(),
        _ => format!("{left} more characters are not drawn"),
    }
}
