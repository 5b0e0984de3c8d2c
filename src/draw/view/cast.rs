//! Who is shown, and how each of them fares as of the moment of a view.

use std::collections::BTreeSet;

use crate::draw::picture::State;
use crate::draw::view::homes::Homes;
use crate::draw::view::ties::{self, Tie};
use crate::draw::view::{By, View};
use crate::model::{EntityId, EntityKind, Node};
use crate::timeline::{Reason, Stretch, Truth, Verdict};
use crate::vocabulary::{Meaning, Number};
use crate::world::World;

/// Returns everybody a view shows as a node or as a box.
pub(crate) fn shown(world: &World, view: &View, ties: &[Tie], homes: &Homes) -> BTreeSet<EntityId> {
    let is_actor = |entity: &EntityId| match world.story.entity(*entity).kind {
        EntityKind::Character => view.by == By::Members,
        EntityKind::Faction => true,
        EntityKind::Place | EntityKind::Item => false,
    };
    let tied = || ties.iter().flat_map(|tie| [tie.from, tie.to]).filter_map(Node::entity);
    let shown: BTreeSet<EntityId> = match (view.around, view.only.is_empty()) {
        (Some(around), _) => reached(around.who, around.depth, ties, homes),
        (None, true) => world.story.entity_ids().filter(is_actor).collect(),
        (None, false) => tied()
            .flat_map(|entity| [Some(entity), homes.first(entity).filter(|_| view.by == By::Factions)])
            .flatten()
            .collect(),
    };
    let is_focus = |entity: EntityId| view.around.is_some_and(|around| around.who == entity);
    // Members are no nodes among factions, whatever ties they have.
    let fits =
        |entity: EntityId| view.by == By::Members || matches!(world.story.entity(entity).kind, EntityKind::Faction);
    shown
        .into_iter()
        .filter(|entity| is_focus(*entity) || fits(*entity) && !is_unborn(world, view, *entity))
        .collect()
}

/// Returns how somebody fares.
pub(crate) fn state(world: &World, view: &View, entity: EntityId) -> State {
    match life(world, view, entity).map(|verdict| (verdict.truth, verdict.reason)) {
        Some((Truth::No, Reason::Ended)) => State::Dead,
        Some((Truth::Unknown, _)) => State::Unknown,
        Some((Truth::Yes | Truth::No, _)) | None if is_away(world, view, entity) => State::Away,
        Some((Truth::Yes | Truth::No, _)) | None => State::Alive,
    }
}

/// Returns what else is to be said of somebody: offices, and what holds of nobody but them.
pub(crate) fn note(world: &World, view: &View, entity: EntityId) -> String {
    let state = state(world, view, entity);
    if state == State::Dead {
        return String::new();
    }
    let own = world
        .timeline
        .concerning(entity.into())
        .filter(|stretch| world.timeline.spans(stretch, &view.as_of) && stretch.args[0] == Some(entity.into()));
    let mut words = Vec::new();
    if state == State::Away {
        words.push(whereabouts(world, view, entity).unwrap_or_else(|| "away".to_owned()));
    }
    for stretch in own {
        let relation = world.vocabulary.relation(stretch.relation);
        let other = stretch.args[1].and_then(Node::entity);
        let word = match (relation.means, other) {
            (Some(Meaning::Office), Some(office)) => world.story.label(office).to_owned(),
            (None, None) if relation.is_unary() => {
                let present = relation.words.present(Number::Singular);
                present.strip_prefix("is ").unwrap_or(&present).to_owned()
            }
            (Some(Meaning::Captivity | Meaning::Possession | Meaning::Disguise), None) => {
                format!("{} somebody", relation.words.present(Number::Singular))
            }
            _ => continue,
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join(", ")
}

/// Tells whether what holds in a stretch may be said of somebody without a line: how they fare, where they have gone, what they are.
pub(crate) fn may_be_noted(world: &World, stretch: &Stretch) -> bool {
    let is_state = [
        Meaning::Life,
        Meaning::Absence,
        Meaning::Uncertainty,
        Meaning::Command,
        Meaning::Office,
    ];
    match stretch.args[1] {
        None => true,
        Some(_) if ties::means(world, stretch.relation, &[Meaning::Presence]) => {
            // It matters where those are who have gone away.
            let mut known = stretch.args[0]
                .into_iter()
                .flat_map(|who| world.timeline.concerning(who));
            known.any(|other| ties::means(world, other.relation, &[Meaning::Absence]))
        }
        Some(_) => ties::means(world, stretch.relation, &is_state),
    }
}

fn life(world: &World, view: &View, entity: EntityId) -> Option<Verdict> {
    if world.story.entity(entity).kind != EntityKind::Character {
        return None;
    }
    let relation = world.vocabulary.meaning(Meaning::Life).next()?;
    let args = [Some(entity.into()), None];
    Some(world.timeline.holds(&world.vocabulary, relation, args, &view.as_of))
}

/// Tells whether somebody is not there yet.
pub(crate) fn is_unborn(world: &World, view: &View, entity: EntityId) -> bool {
    life(world, view, entity).is_some_and(|verdict| verdict.truth == Truth::No && verdict.reason == Reason::NotYet)
}

fn is_away(world: &World, view: &View, entity: EntityId) -> bool {
    world.timeline.concerning(entity.into()).any(|stretch| {
        stretch.args[0] == Some(entity.into())
            && world.timeline.spans(stretch, &view.as_of)
            && ties::means(world, stretch.relation, &[Meaning::Absence])
    })
}

/// Returns where somebody is, where that is told.
fn whereabouts(world: &World, view: &View, entity: EntityId) -> Option<String> {
    let here = world.timeline.concerning(entity.into()).find(|stretch| {
        stretch.args[0] == Some(entity.into())
            && world.timeline.spans(stretch, &view.as_of)
            && ties::means(world, stretch.relation, &[Meaning::Presence])
    });
    Some(world.story.label(here?.args[1]?.entity()?).to_owned())
}

/// Returns whoever stands within so many steps: along ties, and from a faction to its members.
fn reached(who: EntityId, depth: usize, ties: &[Tie], homes: &Homes) -> BTreeSet<EntityId> {
    let mut all = BTreeSet::from([who]);
    let mut edge = all.clone();
    for _ in 0..depth {
        let mut next = BTreeSet::new();
        for tie in ties {
            let (Some(from), Some(to)) = (tie.from.entity(), tie.to.entity()) else {
                continue;
            };
            for (here, there) in [(from, to), (to, from)] {
                if edge.contains(&here) {
                    next.insert(there);
                }
            }
        }
        next.extend(edge.iter().flat_map(|faction| homes.members(*faction)));
        edge = next.difference(&all).copied().collect();
        all.extend(edge.iter().copied());
    }
    all
}
