//! All moments at once: who is ever shown, whose home each faction is for longest, and how long each tie holds.
//!
//! A layout made from this serves every moment; it asks nothing of the moment of a view.

use std::collections::{BTreeMap, BTreeSet};

use crate::draw::view::homes::Homes;
use crate::draw::view::ties;
use crate::draw::view::{By, View};
use crate::model::{EntityId, EntityKind, Node};
use crate::timeline::{AsOf, Moment, Stretch};
use crate::world::World;

/// At how many moments it is looked who stands where; more would tell little.
const LOOKS: usize = 24;

/// Whoever has to do with anybody, at any moment.
#[derive(Clone, Debug, Default)]
pub struct Ever {
    /// Whoever is ever tied to somebody.
    pub shown: BTreeSet<EntityId>,
    /// The faction in which somebody stands for longest.
    pub homes: BTreeMap<EntityId, EntityId>,
    /// For how much of the story, from nothing to once for each relation, two are tied.
    pub ties: BTreeMap<(EntityId, EntityId), f64>,
}

/// Looks at all moments of a story through a view.
#[must_use]
pub fn ever(world: &World, view: &View) -> Ever {
    let homes = homes(world, view);
    let mut ever = Ever::default();
    for stretch in &world.timeline.stretches {
        let Some((one, two)) = ends(world, view, stretch, &homes) else {
            continue;
        };
        // Everything holds for a while, even what is over within one event.
        *ever.ties.entry((one.min(two), one.max(two))).or_default() += share(world, stretch) + 0.1;
    }
    let mut shown: BTreeSet<EntityId> = ever.ties.keys().flat_map(|(one, two)| [*one, *two]).collect();
    if view.by == By::Members && view.only.is_empty() {
        shown.extend(homes.iter().flat_map(|(member, faction)| [*member, *faction]));
    }
    if let Some(around) = view.around {
        let near = within_reach(around.who, around.depth, &ever.ties, &homes);
        shown.retain(|entity| near.contains(entity));
        shown.insert(around.who);
    }
    ever.ties
        .retain(|(one, two), _| shown.contains(one) && shown.contains(two));
    if view.by == By::Members {
        // A faction is shown with its members, whether or not it has ties of its own.
        let mut open: Vec<EntityId> = shown.iter().copied().collect();
        while let Some(home) = open.pop().and_then(|member| homes.get(&member)) {
            if shown.insert(*home) {
                open.push(*home);
            }
        }
        ever.homes = homes
            .into_iter()
            .filter(|(member, home)| shown.contains(member) && shown.contains(home))
            .collect();
    }
    ever.shown = shown;
    ever
}

/// Returns up to so many moments, from the start to the end, as far from each other as can be.
pub(crate) fn looks(world: &World, most: usize) -> Vec<AsOf> {
    let events = world.story.events.len();
    let looks = most.min(events + 1);
    let happened = |look: usize| if looks < 2 { events } else { look * events / (looks - 1) };
    (0..looks).map(|look| moment_at(world, happened(look))).collect()
}

/// Returns the moment just after so many events.
pub(crate) fn moment_at(world: &World, happened: usize) -> AsOf {
    match happened
        .checked_sub(1)
        .and_then(|last| world.timeline.order.sequence().get(last))
    {
        Some(event) if happened < world.story.events.len() => world.after_event(*event),
        Some(_) => world.end(),
        None => world.start(),
    }
}

/// Returns for everybody the faction they are found in most often.
fn homes(world: &World, view: &View) -> BTreeMap<EntityId, EntityId> {
    let events = world.story.events.len();
    let looks = LOOKS.min(events + 1);
    let mut found: BTreeMap<(EntityId, EntityId), usize> = BTreeMap::new();
    for look in 0..looks {
        let happened = if looks < 2 { events } else { look * events / (looks - 1) };
        let seen = Homes::of(
            world,
            &View {
                as_of: moment_at(world, happened),
                ..view.clone()
            },
        );
        for (member, faction) in seen.all_first() {
            *found.entry((member, faction)).or_default() += 1;
        }
    }
    let mut best: BTreeMap<EntityId, (usize, EntityId)> = BTreeMap::new();
    for ((member, faction), times) in found {
        let id = |faction: EntityId| world.story.entity(faction).id.as_str();
        let known = best.entry(member).or_insert((times, faction));
        if known.0 < times || known.0 == times && id(faction) < id(known.1) {
            *known = (times, faction);
        }
    }
    best.into_iter()
        .map(|(member, (_, faction))| (member, faction))
        .collect()
}

/// Returns the two that a stretch ties to each other, as a view shows them.
fn ends(
    world: &World,
    view: &View,
    stretch: &Stretch,
    homes: &BTreeMap<EntityId, EntityId>,
) -> Option<(EntityId, EntityId)> {
    let (Some(from), Some(to)) = (stretch.args[0], stretch.args[1]) else {
        return None;
    };
    let is_home = ties::is_home(world, stretch.relation);
    if !is_home && !ties::is_shown(world, view, stretch) {
        return None;
    }
    let place = |node: Node| {
        let entity = node.entity()?;
        let is_faction = world.story.entity(entity).kind == EntityKind::Faction;
        if view.by == By::Factions && !is_faction {
            homes.get(&entity).copied()
        } else {
            Some(entity)
        }
    };
    let (one, two) = (place(from)?, place(to)?);
    (one != two).then_some((one, two))
}

/// Returns for how much of the story a stretch holds.
fn share(world: &World, stretch: &Stretch) -> f64 {
    let whole = u32::try_from(world.story.events.len())
        .unwrap_or(u32::MAX)
        .saturating_add(1);
    let until = stretch.until.unwrap_or(Moment(whole)).0;
    f64::from(until.saturating_sub(stretch.from.0)) / f64::from(whole)
}

fn within_reach(
    who: EntityId,
    depth: usize,
    ties: &BTreeMap<(EntityId, EntityId), f64>,
    homes: &BTreeMap<EntityId, EntityId>,
) -> BTreeSet<EntityId> {
    let mut all = BTreeSet::from([who]);
    for _ in 0..depth {
        let pairs = ties
            .keys()
            .copied()
            .chain(homes.iter().map(|(member, faction)| (*member, *faction)));
        let next: Vec<EntityId> = pairs
            .flat_map(|(one, two)| [(one, two), (two, one)])
            .filter(|(here, _)| all.contains(here))
            .map(|(_, there)| there)
            .collect();
        all.extend(next);
    }
    all
}
