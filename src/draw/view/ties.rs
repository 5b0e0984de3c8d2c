//! Which relations hold between whom as of the moment of a view.
//!
//! What a picture says by other means (boxes, marks, notes) is no line; neither is what holds of
//! anybody unnamed.

use std::collections::BTreeSet;

use crate::draw::picture::Certainty;
use crate::draw::view::{By, View};
use crate::model::{EntityKind, Node, RelationId};
use crate::timeline::{Reason, Stretch, Truth};
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
///
/// What the timeline leaves open is doubtful.
pub(crate) fn held(world: &World, view: &View) -> Vec<Tie> {
    let mut told = BTreeSet::new();
    let mut ties = Vec::new();
    for stretch in &world.timeline.stretches {
        let (Some(from), Some(to)) = (stretch.args[0], stretch.args[1]) else {
            continue;
        };
        let relation = stretch.relation;
        if !is_shown(world, view, stretch) || !told.insert((relation, from, to)) {
            continue;
        }
        if let Some(certainty) = certainty(world, view, stretch) {
            ties.push(Tie {
                relation,
                from,
                to,
                certainty,
            });
        }
    }
    ties
}

/// Returns how sure it is that the same relation holds between the same; none where it does not.
fn certainty(world: &World, view: &View, stretch: &Stretch) -> Option<Certainty> {
    let verdict = world
        .timeline
        .holds(&world.vocabulary, stretch.relation, stretch.args, &view.as_of);
    let spans = || {
        let of_one = stretch.args[0]
            .into_iter()
            .flat_map(|one| world.timeline.concerning(one));
        let mut alike = of_one.filter(|other| (other.relation, other.args) == (stretch.relation, stretch.args));
        alike.any(|other| world.timeline.spans(other, &view.as_of))
    };
    match (verdict.truth, verdict.reason) {
        (Truth::Yes, _) => Some(Certainty::Stated),
        (Truth::No, _) => None,
        // Of somebody unknown nothing new is to be said, only what held last.
        (Truth::Unknown, Reason::Obscured) => spans().then_some(Certainty::Doubtful),
        (Truth::Unknown, _) => Some(Certainty::Doubtful),
    }
}

/// Tells what a relation means.
pub(crate) fn means(world: &World, relation: RelationId, meanings: &[Meaning]) -> bool {
    world
        .vocabulary
        .relation(relation)
        .means
        .is_some_and(|meaning| meanings.contains(&meaning))
}

/// Tells whether a relation says which faction somebody belongs to.
pub(crate) fn is_home(world: &World, relation: RelationId) -> bool {
    means(world, relation, &[Meaning::Membership, Meaning::Part])
}

/// Tells whether a view shows what holds in a stretch as a line or a box, whenever that is.
pub(crate) fn may_be_drawn(world: &World, view: &View, stretch: &Stretch) -> bool {
    is_home(world, stretch.relation) || is_shown(world, view, stretch)
}

/// Tells whether a view shows what holds in a stretch, whenever that is.
pub(crate) fn is_shown(world: &World, view: &View, stretch: &Stretch) -> bool {
    let kinds: Vec<Option<EntityKind>> = stretch
        .args
        .iter()
        .map(|arg| Some(world.story.entity((*arg)?.entity()?).kind))
        .collect();
    let all = |kind: fn(EntityKind) -> bool| kinds.iter().all(|known| known.is_some_and(kind));
    let fits = match view.by {
        By::Factions if means(world, stretch.relation, &[Meaning::Membership]) => {
            all(|kind| kind == EntityKind::Faction)
        }
        By::Members | By::Factions if view.only.is_empty() => {
            all(|kind| matches!(kind, EntityKind::Character | EntityKind::Faction))
        }
        By::Members | By::Factions => all(|_| true),
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
        By::Factions => &[
            Meaning::Life,
            Meaning::Absence,
            Meaning::Uncertainty,
            Meaning::Knowledge,
        ],
    }
}
