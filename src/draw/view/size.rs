//! How large each is written, by a measure that the picture names.
//!
//! The side grows with the square root, so that the area grows with the measure.

use std::collections::{BTreeMap, BTreeSet};

use crate::draw::view::View;
use crate::draw::view::ties::Tie;
use crate::model::EntityId;
use crate::world::World;

/// What the size of a name tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// Nothing: all are written alike.
    #[default]
    Even,
    /// How many others they are tied to at the moment shown.
    Degree,
    /// How many shortest ways between others lead through them, over the whole story.
    Betweenness,
    /// How many events they have had a part in by the moment shown.
    Events,
}

impl Size {
    /// Returns what it tells, in words.
    fn words(self) -> &'static str {
        match self {
            Self::Even => "",
            Self::Degree => "how many others they are tied to",
            Self::Betweenness => "how many shortest ways lead through them in the whole story",
            Self::Events => "how many events they have had a part in",
        }
    }
}

/// Returns what is measured of everybody.
fn measured(world: &World, view: &View, ties: &[Tie]) -> BTreeMap<EntityId, f64> {
    let mut measured: BTreeMap<EntityId, f64> = BTreeMap::new();
    match view.size {
        Size::Even => {}
        Size::Degree => {
            let pairs = ties
                .iter()
                .filter_map(|tie| Some((tie.from.entity()?, tie.to.entity()?)));
            let pairs: BTreeSet<(EntityId, EntityId)> = pairs.map(|(one, two)| (one.min(two), one.max(two))).collect();
            for (one, two) in pairs {
                *measured.entry(one).or_default() += 1.0;
                *measured.entry(two).or_default() += 1.0;
            }
        }
        Size::Betweenness => {
            let shares = world.graph().centrality().into_iter();
            measured.extend(shares.filter_map(|(node, share)| Some((node.entity()?, share))));
        }
        Size::Events => {
            for event in world.timeline.order.sequence() {
                let is_past = world.timeline.order.position(*event) < view.as_of.moment.0;
                if is_past && world.timeline.lens.takes_event(&world.story, *event) {
                    let parts = world.story.parts(*event).iter();
                    let cast: BTreeSet<EntityId> = parts.filter_map(|part| part.node.entity()).collect();
                    for entity in cast {
                        *measured.entry(entity).or_default() += 1.0;
                    }
                }
            }
        }
    }
    measured
}

/// Returns how large each of those shown is written, and what to say of it; nothing where all are alike.
pub(crate) fn scales(
    world: &World,
    view: &View,
    ties: &[Tie],
    shown: &BTreeSet<EntityId>,
) -> (BTreeMap<EntityId, f64>, String) {
    let measured = measured(world, view, ties);
    let of = |entity: &EntityId| measured.get(entity).copied().unwrap_or(0.0);
    // Of equals the first by id, which no shuffling of the file changes.
    let by_measure = |one: &EntityId, two: &EntityId| {
        let id = |entity: &EntityId| world.story.entity(*entity).id.as_str();
        of(one).total_cmp(&of(two)).then_with(|| id(two).cmp(id(one)))
    };
    let Some(foremost) = shown
        .iter()
        .copied()
        .max_by(by_measure)
        .filter(|foremost| 0.0 < of(foremost))
    else {
        return (BTreeMap::new(), String::new());
    };
    let most = of(&foremost);
    // In twentieths, so that near sizes are alike and every machine writes the same.
    let scale = |entity: &EntityId| (20.0 * (0.85 + (of(entity) / most).sqrt())).round() / 20.0;
    let scales = shown.iter().map(|entity| (*entity, scale(entity))).collect();
    let told = if view.size == Size::Betweenness {
        format!("{most:.2}")
    } else {
        format!("{most}")
    };
    let name = world.story.label(foremost);
    (scales, format!("larger: {} (most: {name}, {told})", view.size.words()))
}
