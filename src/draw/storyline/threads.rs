//! How each character's line runs: from their first scene to their last, ended by death, faded by absence, before the colour of their faction.

use super::chart::{Band, Death, Run, Thread};
use super::scenes::{Draft, deceased};
use crate::draw::theme::{FactionHues, Hue, Theme};
use crate::model::{EntityId, Node};
use crate::timeline::Moment;
use crate::vocabulary::Meaning;
use crate::world::World;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// More factions than this cannot be told apart by their colours.
const MOST_BANDS: usize = 8;

/// The factions that lines belong to, those of the most scenes first; as many as can be told apart.
pub(super) fn factions(world: &World, lines: &[EntityId], drafts: &[Draft]) -> Vec<EntityId> {
    let mut counts: BTreeMap<EntityId, usize> = BTreeMap::new();
    for draft in drafts {
        for &id in lines.iter().filter(|id| draft.who.contains(id)) {
            for faction in memberships(world, id, draft.begins) {
                *counts.entry(faction).or_default() += 1;
            }
        }
    }
    let mut ranked: Vec<(EntityId, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|&(id, count)| (Reverse(count), world.story.slug(id.into()).to_owned()));
    ranked.into_iter().take(MOST_BANDS).map(|(id, _)| id).collect()
}

/// Those of the factions that stand behind a line, as bands; the rest are taken out.
///
/// Each keeps the hue it has in every picture, unless hues have begun again and one of more scenes has the same.
pub(super) fn bands(world: &World, factions: &[EntityId], threads: &mut [Thread], theme: &Theme) -> Vec<Band> {
    let shown = |nth: &usize| threads.iter().any(|thread| thread.is_of(*nth));
    let kept: Vec<usize> = (0..factions.len()).filter(shown).collect();
    for band in threads.iter_mut().flat_map(|thread| &mut thread.bands) {
        *band = band.and_then(|nth| kept.binary_search(&nth).ok());
    }
    let hues = FactionHues::of(world, theme);
    let mut taken: Vec<Hue> = Vec::new();
    let mut band = |&nth: &usize| {
        let hue = free(hues.of_faction(factions[nth]), &taken, theme.hues.len());
        taken.push(hue);
        Band {
            id: world.story.slug(factions[nth].into()).to_owned(),
            label: world.story.label(factions[nth]).to_owned(),
            hue,
        }
    };
    kept.iter().map(&mut band).collect()
}

/// A hue, or the next that none has taken.
fn free(hue: Hue, taken: &[Hue], hues: usize) -> Hue {
    let Hue::Nth(place) = hue else { return hue };
    let alike = |tried: usize| {
        let same = |other: &Hue| matches!(other, Hue::Nth(other) if other % hues.max(1) == tried % hues.max(1));
        taken.iter().any(same)
    };
    let places = (place..place + hues.max(1)).find(|&tried| !alike(tried));
    Hue::Nth(places.unwrap_or(place))
}

fn memberships(world: &World, id: EntityId, moment: Moment) -> impl Iterator<Item = EntityId> + '_ {
    let own = world.timeline.concerning(Node::from(id)).filter(move |stretch| {
        world.vocabulary.relation(stretch.relation).means == Some(Meaning::Membership)
            && stretch.args[0] == Some(id.into())
            && stretch.holds_at(moment)
    });
    own.filter_map(|stretch| stretch.args[1].and_then(Node::entity))
}

fn holds(world: &World, id: EntityId, meaning: Meaning, moment: Moment) -> bool {
    world.timeline.concerning(id.into()).any(|stretch| {
        world.vocabulary.relation(stretch.relation).means == Some(meaning)
            && stretch.args[0] == Some(id.into())
            && stretch.holds_at(moment)
    })
}

/// The line of a character.
///
/// A faction that is not told of has a place among the others, and nobody in it.
pub(super) fn thread(world: &World, id: EntityId, drafts: &[Draft], factions: &[Option<EntityId>]) -> Thread {
    let there = |draft: &Draft| draft.who.contains(&id);
    let first = drafts.iter().position(there);
    let last = drafts.iter().rposition(there);
    let between = |step: usize| first.is_some_and(|first| first <= step) && last.is_some_and(|last| step <= last);
    let run = |(step, draft): (usize, &Draft)| {
        let before = draft.begins;
        let after = |&event: &_| {
            holds(
                world,
                id,
                Meaning::Life,
                Moment(world.timeline.order.position(event) + 1),
            )
        };
        let lives = holds(world, id, Meaning::Life, before);
        if there(draft) {
            if lives || draft.events.iter().any(after) {
                Run::There
            } else {
                Run::Dead
            }
        } else if !between(step) || !lives {
            Run::Missing
        } else if holds(world, id, Meaning::Absence, before) || holds(world, id, Meaning::Uncertainty, before) {
            Run::Away
        } else {
            Run::Elsewhere
        }
    };
    let band = |draft: &Draft| {
        let own: Vec<EntityId> = memberships(world, id, draft.begins).collect();
        factions
            .iter()
            .position(|faction| faction.is_some_and(|faction| own.contains(&faction)))
    };
    let deaths = drafts.iter().enumerate().flat_map(|(step, draft)| {
        let fatal = draft
            .events
            .iter()
            .filter(move |&&event| deceased(world, event).any(|dead| dead == id));
        fatal.map(move |&event| Death {
            step,
            event: world.story.event(event).id.to_string(),
            told: world.sentence(event),
        })
    });
    Thread {
        id: world.story.slug(id.into()).to_owned(),
        label: world.story.label(id).to_owned(),
        runs: drafts.iter().enumerate().map(run).collect(),
        bands: drafts.iter().map(band).collect(),
        deaths: deaths.collect(),
    }
}
