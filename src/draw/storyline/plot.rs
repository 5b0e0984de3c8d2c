//! What is to be seen of a world as a storyline: whose lines, which events, in which order.

use super::chart::Sentences;
use crate::draw::theme::Theme;
use crate::model::{EntityId, EntityKind, EventId, Node, RoleId};
use crate::telling::{Span, Telling};
use crate::timeline::Moment;
use crate::vocabulary::Meaning;
use crate::world::World;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What is to be seen of a world as a storyline.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// Whose lines are drawn, a faction standing for its members; nobody named for those who are together most often.
    pub only: Vec<EntityId>,
    /// Only the scenes that this character is in.
    pub around: Option<EntityId>,
    /// At most so many lines, where nobody is named.
    pub most_lines: usize,
    /// At most so many scenes; those of the fewest people in which nothing turns are left out first.
    pub most_scenes: usize,
    /// From left to right in the order of the story or of the telling.
    pub order: Clock,
    /// Only what happens from this moment on.
    pub from: Moment,
    /// Only what happens up to this moment; none for all.
    pub until: Option<Moment>,
    /// Only what is told in one of these spans of the telling; none named for all.
    pub sections: Vec<Span>,
    /// How wide a row of scenes may be before the next begins below it, in pixels; none for one row however wide.
    pub row: Option<u32>,
    /// Whether sentences stand in the chart.
    pub sentences: Sentences,
    /// How it looks.
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
            only: Vec::new(),
            around: None,
            most_lines: 24,
            most_scenes: 100,
            order: Clock::Story,
            from: Moment::START,
            until: None,
            sections: Vec::new(),
            row: Some(1500),
            sentences: Sentences::Told,
            theme: Theme::light(),
        }
    }
}

/// The events of a chart, from left to right.
pub(super) fn events(world: &World, plot: &Plot, telling: &Telling) -> Vec<EventId> {
    let sequence = match plot.order {
        Clock::Story => world.timeline.order.sequence(),
        Clock::Telling => telling.sequence(),
    };
    let within = |id: EventId| {
        let position = world.timeline.order.position(id);
        plot.from.0 <= position && plot.until.is_none_or(|until| position < until.0)
    };
    let told = |id: EventId| {
        let inside = |span: (i64, i64)| plot.sections.iter().any(|own| own.0 <= span.0 && span.1 <= own.1);
        plot.sections.is_empty() || telling.said(id).is_some_and(inside)
    };
    let around = |id: EventId| {
        plot.around
            .is_none_or(|who| present(world, id).any(|other| other == who))
    };
    let taken = |id: EventId| world.timeline.lens.takes_event(&world.story, id);
    let events = sequence.iter().copied();
    events
        .filter(|&id| within(id) && told(id) && taken(id) && around(id))
        .collect()
}

/// The characters who are in an event, rather than spoken of in it or perhaps in it.
pub(super) fn present(world: &World, event: EventId) -> impl Iterator<Item = EntityId> + '_ {
    parts(world, event).map(|(_, id)| id)
}

/// The characters who are in an event, each with a role.
///
/// A role that an event may fill is what is spoken of, so that nobody is in a scene by being talked about.
pub(super) fn parts(world: &World, event: EventId) -> impl Iterator<Item = (RoleId, EntityId)> + '_ {
    let kind = world.vocabulary.kind(world.story.event(event).kind);
    world.story.parts(event).iter().filter_map(move |part| {
        let entity = part.node.entity()?;
        let spoken_of = kind.role(part.role).is_some_and(|role| role.of.admits_events());
        let character = world.story.entity(entity).kind == EntityKind::Character;
        (character && !spoken_of && !part.candidate).then_some((part.role, entity))
    })
}

/// Whose lines are drawn: those named, or those who are together most often; by their ids.
pub(super) fn lines(world: &World, plot: &Plot, events: &[EventId]) -> Vec<EntityId> {
    let mut lines = if plot.only.is_empty() {
        companions(world, plot, events)
    } else {
        plot.only
            .iter()
            .flat_map(|&id| characters(world, id))
            .collect::<Vec<EntityId>>()
    };
    lines.extend(plot.around);
    lines.sort_by_key(|&id| world.story.slug(id.into()).to_owned());
    lines.dedup();
    lines
}

/// Those who meet one another: one by one whoever shares the most events with those before, and of such whoever shares the most with anybody.
fn companions(world: &World, plot: &Plot, events: &[EventId]) -> Vec<EntityId> {
    let mut casts: Vec<BTreeSet<EntityId>> = events.iter().map(|&event| present(world, event).collect()).collect();
    let mut left = company(world, events);
    let mut shared: BTreeMap<EntityId, usize> = BTreeMap::new();
    let mut chosen = Vec::new();
    while chosen.len() < plot.most_lines {
        let rank = |&(&id, &count): &(&EntityId, &usize)| {
            let with_chosen = shared.get(&id).copied().unwrap_or_default();
            let slug = Reverse(world.story.slug(id.into()));
            (plot.around == Some(id), with_chosen, count, slug)
        };
        let Some(next) = left.iter().max_by_key(rank).map(|(&id, _)| id) else {
            break;
        };
        left.remove(&next);
        chosen.push(next);
        casts.retain(|cast| {
            let meets = cast.contains(&next);
            for &id in cast.iter().filter(|_| meets) {
                *shared.entry(id).or_default() += 1;
            }
            !meets
        });
    }
    chosen
}

/// How many events each character shares with another; none for whoever is always alone.
pub(super) fn company(world: &World, events: &[EventId]) -> BTreeMap<EntityId, usize> {
    let mut shared: BTreeMap<EntityId, usize> = BTreeMap::new();
    for &event in events {
        let there: BTreeSet<EntityId> = present(world, event).collect();
        let with_others = usize::from(there.len() > 1);
        for id in there {
            *shared.entry(id).or_default() += with_others;
        }
    }
    shared
}

/// A character alone, and of a faction all who were ever in it.
fn characters(world: &World, id: EntityId) -> Vec<EntityId> {
    let is_character = |id: &EntityId| world.story.entity(*id).kind == EntityKind::Character;
    if is_character(&id) {
        return vec![id];
    }
    let members = world.timeline.concerning(Node::from(id)).filter(|stretch| {
        world.vocabulary.relation(stretch.relation).means == Some(Meaning::Membership)
            && stretch.args[1] == Some(id.into())
    });
    let members = members.filter_map(|stretch| stretch.args[0].and_then(Node::entity));
    members.filter(is_character).collect()
}
