//! What an event needed, and what met it: who is betrayed was bound, and since which event.

use super::alike::Alike;
use crate::model::EventId;
use crate::timeline::{Cause, Moment, Stretch};
use crate::world::World;

/// How many of the things that met the needs of one event are told.
const SHOWN: usize = 4;

/// Something that held, or held no more, as an event needed it to.
pub(super) struct Met {
    /// What held; of what held no more, the stretch that was over.
    pub(super) stretch: Stretch,
    /// Whether it was needed that it held no more.
    pub(super) lacking: bool,
}

impl Met {
    /// What made it so.
    pub(super) fn cause(&self) -> Option<Cause> {
        if self.lacking {
            self.stretch.ended
        } else {
            Some(self.stretch.started)
        }
    }
}

/// What met the needs of an event; what is so of itself, since nothing told says otherwise, is left out.
pub(super) fn met(world: &World, alike: &Alike, event: EventId) -> Vec<Met> {
    let kind = world.vocabulary.kind(world.story.event(event).kind);
    let before = Moment(world.timeline.order.position(event));
    let mut all: Vec<Met> = Vec::new();
    for effect in kind.needs.iter().flat_map(|need| &need.any) {
        for pair in world.pairs(event, effect) {
            let fitting = alike.fitting(world, effect.relation, pair);
            let holding = fitting.iter().filter(|stretch| stretch.holds_at(before));
            if effect.negated {
                let over = |stretch: &&&Stretch| stretch.until.is_some_and(|until| until <= before);
                let last = fitting.iter().rev().find(over).filter(|_| holding.count() == 0);
                all.extend(last.map(|&&stretch| Met { stretch, lacking: true }));
            } else {
                let told = holding.filter(|stretch| stretch.started != Cause::Always);
                all.extend(told.map(|&&stretch| Met {
                    stretch,
                    lacking: false,
                }));
            }
        }
    }
    let mut once: Vec<Met> = Vec::new();
    for met in all {
        if once.len() < SHOWN && !once.iter().any(|known| known.stretch == met.stretch) {
            once.push(met);
        }
    }
    once
}
