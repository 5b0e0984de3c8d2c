//! Two moments of one story, to be held against each other: the same people stand in both.
//!
//! What differs is then what has changed, never who happens to be shown: a tie that holds at both
//! moments is drawn at both, though one of the two was not born yet or stood outside the circle.

use std::collections::{BTreeMap, BTreeSet};

use crate::draw::picture::Picture;
use crate::draw::view::homes::Homes;
use crate::draw::view::stage::Stage;
use crate::draw::view::{By, Deeds, View, cast, deeds, ties};
use crate::model::EntityId;
use crate::timeline::AsOf;
use crate::world::World;

/// One of the two moments.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Side {
    /// Everybody who is shown at either moment, and the ties between them.
    pub picture: Picture,
    /// Those who are not there yet, by their ids.
    pub unborn: BTreeSet<String>,
    /// The factions everybody belongs to, by the ids of both, with the names of the factions; empty where none are asked for.
    pub homes: BTreeMap<String, BTreeMap<String, String>>,
}

/// Draws up both moments.
#[must_use]
pub fn sides(world: &World, view: &View, moments: [AsOf; 2]) -> [Side; 2] {
    let views = moments.map(|as_of| View { as_of, ..view.clone() });
    let seen = |view: &View| (ties::held(world, view), Homes::of(world, view));
    let [earlier, later] = [seen(&views[0]), seen(&views[1])];
    let mut shown = cast::shown(world, &views[0], &earlier.0, &earlier.1);
    shown.extend(cast::shown(world, &views[1], &later.0, &later.1));
    let side = |view: &View, (mut ties, homes): (Vec<ties::Tie>, Homes)| {
        if view.by == By::Members {
            ties.retain(|tie| !ties::is_home(world, tie.relation));
        }
        let mut stage = Stage::of(world, view, &homes, &shown);
        stage.draw_ties(&ties);
        if view.deeds == Deeds::Shown {
            deeds::draw(&mut stage);
        }
        let unborn = shown.iter().filter(|who| cast::is_unborn(world, view, **who));
        Side {
            picture: stage.whole(),
            unborn: unborn.map(|who| world.story.entity(*who).id.to_string()).collect(),
            homes: shown.iter().map(|who| belonging(world, view, &homes, *who)).collect(),
        }
    };
    let [before, after] = &views;
    [side(before, earlier), side(after, later)]
}

/// Returns somebody with the factions they belong to, as far as a view asks for such relations.
fn belonging(world: &World, view: &View, homes: &Homes, who: EntityId) -> (String, BTreeMap<String, String>) {
    let asked = |relation| view.only.is_empty() || view.only.contains(&relation);
    let id = |entity: EntityId| world.story.entity(entity).id.to_string();
    let all = homes
        .all(who)
        .iter()
        .filter(|home| view.by == By::Members && asked(home.relation));
    let named = all.map(|home| (id(home.faction), world.story.label(home.faction).to_owned()));
    (id(who), named.collect())
}
