//! Which relations hold between whom as of the moment of a view.
//!
//! What a picture says by other means (boxes, marks, notes) is no line; neither is what holds of
//! somebody unknown.

use std::collections::BTreeSet;

use crate::draw::picture::Certainty;
use crate::draw::view::{By, View};
use crate::model::{EntityKind, Node, RelationId};
use crate::timeline::Stretch;
use crate::vocabulary::Meaning;
use crate::world::World;

/// A relation that holds between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tie {
    pub(crate) relation: RelationId,
    pub(crate) from: Node,
    pub(crate) to: Node,
    pub(crate) certainty: Certainty,
}

/// Returns the ties a view shows, in the order in which stretches are told.
pub(crate) fn held(world: &World, view: &View) -> Vec<Tie> {
    let mut told = BTreeSet::new();
    let stretches = holding(world, view).filter(|stretch| is_shown(world, view, stretch));
    stretches
        .filter_map(|stretch| {
            let (from, to) = (stretch.args[0]?, stretch.args[1]?);
            let certainty = match world.timeline.doubt(stretch, &view.as_of) {
                Some(_) => Certainty::Doubtful,
                None => Certainty::Stated,
            };
            let relation = stretch.relation;
            told.insert((relation, from, to)).then_some(Tie {
                relation,
                from,
                to,
                certainty,
            })
        })
        .collect()
}

/// Returns the stretches that span the moment of a view.
pub(crate) fn holding<'a>(world: &'a World, view: &'a View) -> impl Iterator<Item = &'a Stretch> {
    world
        .timeline
        .stretches
        .iter()
        .filter(|stretch| world.timeline.spans(stretch, &view.as_of))
}

/// Tells what a relation means.
pub(crate) fn means(world: &World, relation: RelationId, meanings: &[Meaning]) -> bool {
    world
        .vocabulary
        .relation(relation)
        .means
        .is_some_and(|meaning| meanings.contains(&meaning))
}

fn is_shown(world: &World, view: &View, stretch: &Stretch) -> bool {
    let kinds: Vec<Option<EntityKind>> = stretch
        .args
        .iter()
        .map(|arg| Some(world.story.entity((*arg)?.entity()?).kind))
        .collect();
    let all = |kind: fn(EntityKind) -> bool| kinds.iter().all(|known| known.is_some_and(kind));
    let fits = match view.by {
        By::Factions => all(|kind| kind == EntityKind::Faction),
        By::Members if view.only.is_empty() => all(|kind| matches!(kind, EntityKind::Character | EntityKind::Faction)),
        By::Members => all(|_| true),
    };
    fits && if view.only.is_empty() {
        !means(world, stretch.relation, hidden(view.by))
    } else {
        view.only.contains(&stretch.relation)
    }
}

/// What a picture says without a line.
fn hidden(by: By) -> &'static [Meaning] {
    match by {
        By::Members => &[
            Meaning::Life,
            Meaning::Membership,
            Meaning::Part,
            Meaning::Absence,
            Meaning::Uncertainty,
            Meaning::Knowledge,
        ],
        By::Factions => &[Meaning::Absence, Meaning::Knowledge],
    }
}
