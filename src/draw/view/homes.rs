//! Which factions somebody stands in as of the moment of a view, the closest first.
//!
//! The dead stand where they stood when they died: a membership that ended with a life still says
//! whose loss it was.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::draw::view::{By, View, ties};
use crate::model::{EntityId, Node, RelationId};
use crate::timeline::Stretch;
use crate::vocabulary::Meaning;
use crate::world::World;

/// A faction somebody stands in, and by which relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Home {
    pub(crate) faction: EntityId,
    pub(crate) relation: RelationId,
}

/// How many boxes stand in one another at most.
const NESTED: usize = 8;

/// The factions around everybody.
#[derive(Clone, Debug, Default)]
pub(crate) struct Homes {
    homes: BTreeMap<EntityId, Vec<Home>>,
    /// Factions that stand beside what they belong to, since as many boxes as can be seen stand around that already.
    apart: BTreeSet<EntityId>,
}

impl Homes {
    /// Finds the factions around everybody.
    pub(crate) fn of(world: &World, view: &View) -> Self {
        let mut found: BTreeMap<EntityId, Vec<(Home, &Stretch)>> = BTreeMap::new();
        let mut commands: BTreeSet<(EntityId, EntityId)> = BTreeSet::new();
        for stretch in &world.timeline.stretches {
            let is_home = ties::is_home(world, stretch.relation);
            let is_command = ties::means(world, stretch.relation, &[Meaning::Command]);
            let holds = || world.timeline.spans(stretch, &view.as_of) || ended_with_life(world, view, stretch);
            if !(is_home || is_command) || !holds() {
                continue;
            }
            let [Some(member), Some(faction)] = stretch.args.map(|arg| arg.and_then(Node::entity)) else {
                continue;
            };
            if is_command {
                commands.insert((member, faction));
                continue;
            }
            let home = Home {
                faction,
                relation: stretch.relation,
            };
            let known = found.entry(member).or_default();
            if member != faction && known.iter().all(|(other, _)| other.faction != faction) {
                known.push((home, stretch));
            }
        }
        let mut homes = Self::default();
        for (member, mut known) in found.clone() {
            // The deepest faction says most; of equals the one they command, then the one they joined first.
            known.sort_by_cached_key(|(home, stretch)| {
                let is_part = ties::means(world, home.relation, &[Meaning::Part]);
                (
                    !is_part,
                    Reverse(depth(&found, home.faction)),
                    !commands.contains(&(member, home.faction)),
                    stretch.from,
                    stretch.started,
                )
            });
            homes
                .homes
                .insert(member, known.into_iter().map(|(home, _)| home).collect());
        }
        if view.by == By::Members {
            homes.apart = homes.too_deep(world);
        }
        homes
    }

    /// Returns every faction around which there would be too many boxes, were it not for those of them further out.
    fn too_deep(&self, world: &World) -> BTreeSet<EntityId> {
        let boxes: BTreeSet<EntityId> = self.all_first().map(|(_, faction)| faction).collect();
        let mut factions: Vec<EntityId> = boxes.into_iter().collect();
        // In a circle nobody is the outermost; the first by id is taken to be, which no shuffling of the file changes.
        factions.sort_by_key(|faction| world.story.entity(*faction).id.as_str());
        let mut around: BTreeMap<EntityId, usize> = BTreeMap::new();
        let mut apart = BTreeSet::new();
        for faction in factions {
            // Outwards to whoever is known already, and back again.
            let mut way = Vec::new();
            let mut here = faction;
            while let Some(home) = self.first(here).filter(|_| !around.contains_key(&here)) {
                around.insert(here, 0);
                way.push(here);
                here = home;
            }
            let mut boxes = around.get(&here).copied().unwrap_or(0);
            for inner in way.into_iter().rev() {
                boxes += 1;
                if boxes == NESTED {
                    apart.insert(inner);
                    boxes = 0;
                }
                around.insert(inner, boxes);
            }
        }
        apart
    }

    /// Returns the faction whose box somebody stands in.
    pub(crate) fn first(&self, member: EntityId) -> Option<EntityId> {
        let homes = self.homes.get(&member)?;
        Some(homes.first()?.faction).filter(|_| !self.apart.contains(&member))
    }

    /// Returns everybody who stands in a faction's box, with that faction.
    pub(crate) fn all_first(&self) -> impl Iterator<Item = (EntityId, EntityId)> + '_ {
        self.homes
            .keys()
            .filter_map(|member| Some((*member, self.first(*member)?)))
    }

    /// Returns the factions somebody belongs to whose box they do not stand in.
    pub(crate) fn further(&self, member: EntityId) -> &[Home] {
        let boxes = usize::from(self.first(member).is_some());
        self.homes
            .get(&member)
            .and_then(|homes| homes.get(boxes..))
            .unwrap_or_default()
    }

    /// Returns every faction somebody belongs to, the closest first.
    pub(crate) fn all(&self, member: EntityId) -> &[Home] {
        self.homes.get(&member).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns those who stand directly in a faction.
    pub(crate) fn members(&self, faction: EntityId) -> impl Iterator<Item = EntityId> + '_ {
        self.homes
            .iter()
            .filter(move |(_, homes)| homes.iter().any(|home| home.faction == faction))
            .map(|(member, _)| *member)
    }

    /// Returns the factions that stand around somebody shown, or around another such faction.
    pub(crate) fn boxes(&self, shown: &BTreeSet<EntityId>) -> BTreeSet<EntityId> {
        let mut boxes = BTreeSet::new();
        for entity in shown {
            let mut here = *entity;
            while let Some(faction) = self.first(here) {
                if !boxes.insert(faction) {
                    break;
                }
                here = faction;
            }
        }
        boxes
    }
}

/// Tells whether a membership ended with the life of the member.
fn ended_with_life(world: &World, view: &View, membership: &Stretch) -> bool {
    let (Some(member), Some(until)) = (membership.args[0], membership.until) else {
        return false;
    };
    let life = world
        .timeline
        .concerning(member)
        .filter(|stretch| stretch.args[0] == Some(member) && ties::means(world, stretch.relation, &[Meaning::Life]));
    let (mut ended, mut lives) = (false, false);
    for stretch in life {
        ended |= stretch.until == Some(until);
        lives |= world.timeline.spans(stretch, &view.as_of);
    }
    ended && !lives && until <= view.as_of.moment
}

/// Returns how many factions stand around a faction; a circle ends where it closes.
fn depth(found: &BTreeMap<EntityId, Vec<(Home, &Stretch)>>, faction: EntityId) -> usize {
    let mut seen = BTreeSet::from([faction]);
    let mut here = faction;
    while let Some((home, _)) = found.get(&here).and_then(|homes| homes.first()) {
        if !seen.insert(home.faction) {
            break;
        }
        here = home.faction;
    }
    seen.len() - 1
}
