//! Which events make a scene, and what is marked on it.
//!
//! Events that follow on one another among the same people, at one place, in one section, are one scene.
//! Meaning is asked of the vocabulary, never a name: an event is marked with the sign of its kind where the kind is declared to make or break an *alliance*, or to give back a *life*.

use super::chart::{Deed, Mark, Scene};
use super::course::Line;
use super::plot::present;
use crate::draw::theme::Theme;
use crate::model::{EntityId, EventId};
use crate::telling::Telling;
use crate::timeline::{Cause, Moment};
use crate::vocabulary::{Effect, Meaning};
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
    /// Whether somebody dies or comes back in it, or sides are changed.
    turning: bool,
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
    for Cast { event, who, turning } in casts {
        if who.len() < 2 && !turning && who.iter().all(|id| met.contains(id)) {
            continue;
        }
        let place = world.story.event(event).place;
        let section = telling.section_of(event);
        let joins = drafts.last_mut().filter(|last| {
            let company = last.who.intersection(&who).next().is_some();
            let here = last.place == place || place.is_none();
            // Whoever has died stands at the end of a line: what comes after is another scene.
            let goes = last
                .events
                .iter()
                .any(|&before| deceased(world, before).any(|id| last.who.contains(&id)));
            last.section == section && company && here && !goes
        });
        match joins {
            Some(last) => {
                last.who.extend(who);
                last.events.push(event);
                last.turning |= turning;
            }
            None => drafts.push(Draft {
                who,
                place,
                begins: Moment(world.timeline.order.position(event)),
                events: vec![event],
                section,
                turning,
            }),
        }
    }
    drafts
}

/// Who is in an event, of those who are drawn.
struct Cast {
    event: EventId,
    who: BTreeSet<EntityId>,
    turning: bool,
}

fn cast(world: &World, event: EventId, drawn: &BTreeSet<EntityId>) -> Cast {
    let who: BTreeSet<EntityId> = present(world, event).filter(|id| drawn.contains(id)).collect();
    let ends = deceased(world, event).any(|id| who.contains(&id));
    Cast {
        event,
        turning: ends || turns(world, event),
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

/// Whether an event is of a kind that makes or breaks alliances, or gives back a life.
fn turns(world: &World, event: EventId) -> bool {
    let kind = world.vocabulary.kind(world.story.event(event).kind);
    let means = |effect: &Effect, meaning| world.vocabulary.relation(effect.relation).means == Some(meaning);
    kind.mark.is_some()
        && (kind
            .starts
            .iter()
            .chain(&kind.ends)
            .any(|effect| means(effect, Meaning::Alliance))
            || kind
                .starts
                .iter()
                .any(|effect| means(effect, Meaning::Life) && !effect.first))
}

/// A scene as it is drawn, its people by their lines.
pub(super) fn scene(world: &World, draft: &Draft, (number, theme): (&BTreeMap<EntityId, Line>, &Theme)) -> Scene {
    let marks = draft.events.iter().filter(|&&event| turns(world, event));
    Scene {
        who: draft
            .who
            .iter()
            .filter_map(|id| number.get(id).copied())
            .collect::<BTreeSet<Line>>()
            .into_iter()
            .collect(),
        place: draft
            .place
            .map(|place| world.story.label(place).to_owned())
            .unwrap_or_default(),
        deeds: draft
            .events
            .iter()
            .map(|&event| Deed {
                event: world.story.event(event).id.to_string(),
                told: world.sentence(event),
                moment: world.timeline.order.position(event) + 1,
            })
            .collect(),
        marks: marks.map(|&event| mark(world, event, (number, theme))).collect(),
    }
}

fn mark(world: &World, event: EventId, (number, theme): (&BTreeMap<EntityId, Line>, &Theme)) -> Mark {
    let kind = world.vocabulary.kind(world.story.event(event).kind);
    let mut who: Vec<(bool, Line)> = world
        .story
        .parts(event)
        .iter()
        .filter_map(|part| {
            let line = *number.get(&part.node.entity()?)?;
            let acts = kind.role(part.role).is_some_and(|role| role.agentive);
            (!part.candidate).then_some((!acts, line))
        })
        .collect();
    who.sort_unstable();
    Mark {
        sign: kind.mark.clone().unwrap_or_default(),
        colour: match theme.kinds.get(&kind.name) {
            Some(colour) => colour.hex(),
            None => kind.colour.clone().unwrap_or_default(),
        },
        label: kind.verb.noun.clone(),
        event: world.story.event(event).id.to_string(),
        told: world.sentence(event),
        who: who.into_iter().map(|(_, line)| line).collect(),
    }
}
