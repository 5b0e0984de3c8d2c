//! Which factions somebody stands in as of the moment of a view, the closest first.
//!
//! The dead stand where they stood when they died: a membership that ended with a life still says
//! whose loss it was.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::draw::view::{View, ties};
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

/// The factions around everybody.
#[derive(Clone, Debug, Default)]
pub(crate) struct Homes {
    homes: BTreeMap<EntityId, Vec<Home>>,
}

impl Homes {
    /// Finds the factions around everybody.
    pub(crate) fn of(world: &World, view: &View) -> Self {
        let mut found: BTreeMap<EntityId, Vec<(Home, &Stretch)>> = BTreeMap::new();
        let mut commands: BTreeSet<(EntityId, EntityId)> = BTreeSet::new();
        for stretch in &world.timeline.stretches {
            let is_home = ties::means(world, stretch.relation, &[Meaning::Membership, Meaning::Part]);
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
            known.sort_by_key(|(home, stretch)| {
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
        homes
    }

    /// Returns the faction whose box somebody stands in.
    pub(crate) fn first(&self, member: EntityId) -> Option<EntityId> {
        Some(self.homes.get(&member)?.first()?.faction)
    }

    /// Returns everybody who stands in a faction's box, with that faction.
    pub(crate) fn all_first(&self) -> impl Iterator<Item = (EntityId, EntityId)> + '_ {
        let first = |(member, homes): (&EntityId, &Vec<Home>)| Some((*member, homes.first()?.faction));
        self.homes.iter().filter_map(first)
    }

    /// Returns the factions somebody stands in beside the first.
    pub(crate) fn further(&self, member: EntityId) -> &[Home] {
        self.homes
            .get(&member)
            .and_then(|homes| homes.get(1..))
            .unwrap_or_default()
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
