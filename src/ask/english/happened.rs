//! Which events of the story a clause names: *when Winn died* is one of them, or the question is refused.

use super::draft::Draft;
use crate::ask::inquiry::{Clause, Play, Polarity, Term, Var};
use crate::model::{EventId, KindId, Node, Part};
use crate::world::World;

/// The events that the clause of an unknown event fits, in story order; whoever is not named fits anybody.
pub(super) fn events(world: &World, draft: &Draft, var: Var) -> Vec<EventId> {
    let clause = draft.inquiry.clauses.iter().find_map(|clause| match clause {
        Clause::Happens {
            event,
            kind,
            parts,
            place,
            polarity: Polarity::So,
            ..
        } if *event == var => Some((*kind, parts, place.as_ref())),
        _ => None,
    });
    let Some((kind, parts, place)) = clause else {
        return Vec::new();
    };
    matching(world, kind, parts, place)
}

/// The events of a kind with these in their parts, in story order.
pub(super) fn matching(
    world: &World,
    kind: Option<KindId>,
    parts: &[(Play, Term)],
    place: Option<&Term>,
) -> Vec<EventId> {
    let fits = |id: &EventId| {
        let event = world.story.event(*id);
        world.timeline.lens.takes_event(&world.story, *id)
            && kind.is_none_or(|kind| world.vocabulary.is_a(event.kind, kind))
            && place.is_none_or(|term| event.place.is_some_and(|place| is(term, place.into())))
            && parts.iter().all(|(play, term)| plays(world, *id, *play, term))
    };
    world.timeline.order.sequence().iter().copied().filter(fits).collect()
}

fn is(term: &Term, node: Node) -> bool {
    match term {
        Term::Named(named) => *named == node,
        Term::OneOf(nodes) => nodes.contains(&node),
        Term::Unknown(_) | Term::Any => true,
    }
}

fn plays(world: &World, id: EventId, play: Play, term: &Term) -> bool {
    let event = world.story.event(id);
    let kind = world.vocabulary.kind(event.kind);
    let parts = world.story.parts(id);
    let acts = |part: &Part| kind.role(part.role).is_some_and(|role| role.agentive);
    match play {
        Play::Role(role) => parts.iter().any(|part| part.role == role && is(term, part.node)),
        Play::Acts => parts.iter().any(|part| acts(part) && is(term, part.node)),
        Play::Suffers => parts.iter().any(|part| !acts(part) && is(term, part.node)),
        Play::Any => {
            parts.iter().any(|part| is(term, part.node)) || event.place.is_some_and(|place| is(term, place.into()))
        }
    }
}
