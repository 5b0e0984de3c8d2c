//! Which events make a scene, and what is marked on it.
//!
//! Events that follow on one another at one place, in one section, are one scene, as long as somebody is in all of it with everybody: of the people of two events the one are among the other.
//! At most one thing turns in a scene, so that its sign has room and what turned first stands first.
//! Meaning is asked of the vocabulary, never a name: an event is marked with the sign of its kind where the kind is declared to make or break an *alliance*, or to give back a *life*.

use super::chart::{Deed, Mark, Scene};
use super::course::Line;
use super::plot::{parts, present};
use crate::draw::theme::Theme;
use crate::model::{EntityId, EventId, RoleId};
use crate::telling::Telling;
use crate::timeline::{Cause, Moment};
use crate::vocabulary::{Arg, Effect, Meaning};
use crate::world::World;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A scene in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// Who is in it.
    pub(super) who: BTreeSet<EntityId>,
    pub(super) place: Option<EntityId>,
    /// Its events, one after another.
    pub(super) events: Vec<EventId>,
    /// The section that it is told in, by its place in the story.
    pub(super) section: Option<usize>,
    /// Whether something turns in it for somebody who is drawn.
    turning: bool,
    /// Whether somebody dies in it, who stands there at the end of a line: what comes after is another scene.
    is_over: bool,
    /// The moment at which it begins.
    pub(super) begins: Moment,
}

/// The scenes of some characters: those of two or more, those in which something turns for one, and every one of those who never meet another.
pub(super) fn drafts(world: &World, telling: &Telling, events: &[EventId], lines: &[EntityId]) -> Vec<Draft> {
    let drawn: BTreeSet<EntityId> = lines.iter().copied().collect();
    let casts: Vec<Cast> = events
        .iter()
        .map(|&event| cast(world, event, &drawn))
        .filter(|cast| !cast.who.is_empty())
        .collect();
    let shown = casts.iter().filter(|cast| cast.who.len() > 1 || cast.turning);
    let met: BTreeSet<EntityId> = shown.flat_map(|cast| cast.who.iter().copied()).collect();
    let mut drafts: Vec<Draft> = Vec::new();
    for cast in casts {
        let place = world.story.event(cast.event).place;
        let section = telling.section_of(cast.event);
        let joined = drafts.last_mut().filter(|last| {
            // So everybody in the scene has an event with everybody else in it.
            let company = last.who.is_subset(&cast.who) || cast.who.is_subset(&last.who);
            let here = last.place == place || place.is_none();
            let crowded = last.turning && cast.turning;
            last.section == section && company && here && !crowded && !last.is_over
        });
        match joined {
            Some(last) => {
                last.who.extend(cast.who);
                last.events.push(cast.event);
                last.turning |= cast.turning;
                last.is_over |= cast.ends;
            }
            // What one does alone makes no scene.
            None if cast.who.len() < 2 && !cast.turning && cast.who.iter().all(|id| met.contains(id)) => {}
            None => drafts.push(Draft {
                who: cast.who,
                place,
                begins: Moment(world.timeline.order.position(cast.event)),
                events: vec![cast.event],
                section,
                turning: cast.turning,
                is_over: cast.ends,
            }),
        }
    }
    drafts
}

/// Who is in an event, of those who are drawn.
struct Cast {
    event: EventId,
    who: BTreeSet<EntityId>,
    /// Whether one of them dies, or bears the sign of the event.
    turning: bool,
    /// Whether one of them dies.
    ends: bool,
}

fn cast(world: &World, event: EventId, drawn: &BTreeSet<EntityId>) -> Cast {
    let who: BTreeSet<EntityId> = present(world, event).filter(|id| drawn.contains(id)).collect();
    let ends = deceased(world, event).any(|id| who.contains(&id));
    Cast {
        event,
        turning: ends || bearers(world, event).any(|id| who.contains(&id)),
        ends,
        who,
    }
}

/// Leaves out the scenes of the fewest people, unless something turns in them, until there are no more than so many; says how many are gone.
pub(super) fn thin(drafts: &mut Vec<Draft>, most: usize) -> usize {
    let gone = drafts.len().saturating_sub(most);
    if gone > 0 {
        let mut ranked: Vec<usize> = (0..drafts.len()).collect();
        ranked.sort_by_key(|&nth| (Reverse(drafts[nth].turning), Reverse(drafts[nth].who.len()), nth));
        let kept: BTreeSet<usize> = ranked.into_iter().take(most).collect();
        let mut nth = 0;
        drafts.retain(|_| {
            nth += 1;
            kept.contains(&(nth - 1))
        });
    }
    gone
}

/// The characters whose life an event ends.
pub(super) fn deceased(world: &World, event: EventId) -> impl Iterator<Item = EntityId> + '_ {
    present(world, event).filter(move |&id| {
        world.timeline.concerning(id.into()).any(|stretch| {
            let means = world.vocabulary.relation(stretch.relation).means;
            means == Some(Meaning::Life) && stretch.ended.and_then(Cause::event) == Some(event)
        })
    })
}

/// On whose lines the sign of an event may stand: of whoever acts where its kind makes or breaks alliances, of whoever lives again where it gives back a life.
fn bearers(world: &World, event: EventId) -> impl Iterator<Item = EntityId> + '_ {
    let kind = world.vocabulary.kind(world.story.event(event).kind);
    let means = |effect: &&Effect, meaning| world.vocabulary.relation(effect.relation).means == Some(meaning);
    let revived: Vec<RoleId> = kind
        .starts
        .iter()
        .filter(|effect| means(effect, Meaning::Life) && !effect.first)
        .flat_map(|effect| &effect.args)
        .filter_map(|arg| match arg {
            Arg::Role { role, .. } => Some(*role),
            Arg::Place | Arg::Event | Arg::Any => None,
        })
        .collect();
    let mut changes = kind.starts.iter().chain(&kind.ends);
    let sides = changes.any(|effect| means(&effect, Meaning::Alliance));
    let is_drawn = kind.mark.is_some();
    // Where nobody acts by the declaration, whoever has a part may bear it.
    let acted = kind.roles.iter().any(|role| role.agentive);
    parts(world, event)
        .filter(move |&(role, _)| {
            let acts = kind.role(role).is_some_and(|role| role.agentive) || !acted;
            is_drawn && (revived.contains(&role) || sides && acts)
        })
        .map(|(_, id)| id)
}

/// A scene as it is drawn, its people by their lines.
pub(super) fn scene(world: &World, draft: &Draft, (number, theme): (&BTreeMap<EntityId, Line>, &Theme)) -> Scene {
    let marks = draft.events.iter();
    Scene {
        who: draft
            .who
            .iter()
            .filter_map(|id| number.get(id).copied())
            .collect::<BTreeSet<Line>>()
            .into_iter()
            .collect(),
        deeds: draft
            .events
            .iter()
            .map(|&event| Deed {
                event: world.story.event(event).id.to_string(),
                told: world.sentence(event),
                moment: world.timeline.order.position(event) + 1,
            })
            .collect(),
        marks: marks.filter_map(|&event| mark(world, event, (number, theme))).collect(),
    }
}

/// The sign of an event, where one of those who may bear it is drawn.
fn mark(world: &World, event: EventId, (number, theme): (&BTreeMap<EntityId, Line>, &Theme)) -> Option<Mark> {
    let kind = world.vocabulary.kind(world.story.event(event).kind);
    let line = bearers(world, event).filter_map(|id| number.get(&id).copied()).min()?;
    Some(Mark {
        sign: kind.mark.clone().unwrap_or_default(),
        colour: match theme.kinds.get(&kind.name) {
            Some(colour) => colour.hex(),
            None => kind.colour.clone().unwrap_or_default(),
        },
        label: kind.verb.noun.clone(),
        event: world.story.event(event).id.to_string(),
        told: world.sentence(event),
        line,
    })
}
