//! What came of an event: what began and ended with it, what it is made up of, what it led to, and so on to the last consequence.
//!
//! ```text
//!   `massacre`              The fleet massacred the city
//!   ├─ led to `revolt`      The soldiers revolted against the fleet
//!   │  ├─ began             The soldiers are hostile to the fleet, since `revolt`
//!   │  └─ ended             The soldiers were allied with the fleet, from the start until `revolt`
//!   └─ included `fire`      …
//! ```

use super::chain::Chain;
use crate::ask::{Link, stretches};
use crate::model::EventId;
use crate::timeline::{Cause, Moment, Stretch};
use crate::vocabulary::Meaning;
use crate::world::World;

/// What each event starts, ends, causes and is made up of; sorted once, since a chain asks at every step.
pub(super) struct Consequences {
    /// By the event that started it, the place of a stretch.
    begun: Vec<(EventId, u32)>,
    ended: Vec<(EventId, u32)>,
    /// By the event, how what follows hangs from it: the place in story order, and which it is.
    following: Vec<(EventId, Link, u32, EventId)>,
}

impl Consequences {
    /// What follows from every event by a moment.
    pub(super) fn of(world: &World, by: Moment) -> Self {
        let (mut begun, mut ended) = (Vec::new(), Vec::new());
        for (place, stretch) in (0..).zip(&world.timeline.stretches) {
            begun.extend(stretch.started.event().map(|event| (event, place)));
            ended.extend(stretch.ended.and_then(Cause::event).map(|event| (event, place)));
        }
        let mut following = Vec::new();
        for (place, &event) in (0..by.0).zip(world.timeline.order.sequence()) {
            let told = world.story.event(event);
            if !world.timeline.lens.takes_event(&world.story, event) {
                continue;
            }
            let because = told.detail.iter().flat_map(|detail| &detail.because);
            following.extend(because.map(|&cause| (cause, Link::LedTo, place, event)));
            following.extend(told.within.map(|whole| (whole, Link::Included, place, event)));
        }
        begun.sort_unstable();
        ended.sort_unstable();
        following.sort_unstable();
        Self {
            begun,
            ended,
            following,
        }
    }

    /// What follows from an event: how, and which events, in story order.
    pub(super) fn following(&self, event: EventId) -> impl Iterator<Item = (EventId, Link)> {
        let from = self.following.partition_point(|(of, ..)| *of < event);
        let all = self.following[from..].iter().take_while(move |(of, ..)| *of == event);
        all.map(|&(_, link, _, next)| (next, link))
    }
}

/// Of the pairs of an event and a place, the places of that event.
fn places(pairs: &[(EventId, u32)], event: EventId) -> impl Iterator<Item = usize> {
    let from = pairs.partition_point(|(of, _)| *of < event);
    let all = pairs[from..].iter().take_while(move |(of, _)| *of == event);
    all.map(|&(_, place)| place as usize)
}

/// How many of the things that began or ended with one event are told.
const SHOWN: usize = 8;

impl Chain<'_> {
    /// What began and what ended with an event, as rows below its own; who was where is left out, since people come and go all the time.
    pub(super) fn effects(&mut self, consequences: &Consequences, event: EventId, depth: usize) {
        let stretches = &self.world.timeline.stretches;
        let begun = places(&consequences.begun, event).map(|place| (Link::Began, stretches[place]));
        let ended = places(&consequences.ended, event).map(|place| (Link::Ended, stretches[place]));
        let vocabulary = &self.world.vocabulary;
        let matters = |stretch: &Stretch| vocabulary.relation(stretch.relation).means != Some(Meaning::Presence);
        let all: Vec<_> = begun.chain(ended).filter(|(_, stretch)| matters(stretch)).collect();
        // One more would take no more room than to say that there is one more.
        let shown = if all.len() <= SHOWN + 1 { all.len() } else { SHOWN };
        for (link, stretch) in &all[..shown] {
            let mut row = stretches::row(self.world, stretch, None, stretches::tense(stretch));
            row.evidence.clear();
            row.lead = Some(link.word().to_owned());
            let other = if *link == Link::Began {
                stretch.ended
            } else {
                Some(stretch.started)
            };
            let row = self.linked(row, *link, depth, other.and_then(Cause::event));
            self.push(row);
        }
        if let Some((link, _)) = all.get(shown) {
            let id = &self.world.story.event(event).id;
            let more = all.len() - shown;
            let row = self.row(
                *link,
                depth,
                format!("And {more} more, as `lore show {id}` tells"),
                None,
            );
            self.push(row);
        }
    }
}
