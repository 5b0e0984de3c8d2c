//! Story order: what is certainly earlier stands first, and the place in the file decides the rest.
//!
//! Certain is only what times that cannot overlap say, and what `after` and `before` say.
//! Of all orders that respect it, this one keeps each event as early as its place in the file allows: it is built from the end, and of the events that nothing unplaced must follow, the last in the file is placed last (Kahn's algorithm on the reversed graph; the order of intervals is swept, never drawn as edges, so that *n* events cost *n* log *n*).

use super::Moment;
use crate::model::{EventId, Story, When};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::OnceLock;

/// The events of a story in story order.
#[derive(Clone, Debug)]
pub struct Order {
    sequence: Vec<EventId>,
    positions: Vec<u32>,
    links: Links,
    /// Whether the place in the file is certain too, where nothing certain says otherwise.
    by_place: bool,
    own: Vec<(i64, i64)>,
    reach: OnceLock<Vec<(i64, i64)>>,
    furthest: OnceLock<Vec<i64>>,
    /// Events that must each happen before the next, and the last before the first; the files contradict themselves there.
    pub loops: Vec<Vec<EventId>>,
}

/// `after` and `before` as links from an event to those it must follow.
#[derive(Clone, Debug, Default)]
struct Links {
    any: bool,
    earlier: Vec<Vec<u32>>,
    later: Vec<Vec<u32>>,
}

impl Links {
    fn of(story: &Story) -> Self {
        let said = |event: &crate::model::Event| {
            event
                .detail
                .as_ref()
                .is_some_and(|detail| !detail.after.is_empty() || !detail.before.is_empty())
        };
        if !story.events.iter().any(said) {
            return Self::default();
        }
        let mut links = Self {
            any: true,
            earlier: vec![Vec::new(); story.events.len()],
            later: vec![Vec::new(); story.events.len()],
        };
        for (i, event) in (0..).zip(&story.events) {
            let Some(detail) = &event.detail else { continue };
            detail.after.iter().for_each(|earlier| links.link(earlier.0, i));
            detail.before.iter().for_each(|later| links.link(i, later.0));
        }
        links
    }

    fn link(&mut self, earlier: u32, later: u32) {
        self.earlier[later as usize].push(earlier);
        self.later[earlier as usize].push(later);
    }

    fn earlier(&self, event: usize) -> &[u32] {
        self.earlier.get(event).map_or(&[], Vec::as_slice)
    }

    fn later(&self, event: usize) -> &[u32] {
        self.later.get(event).map_or(&[], Vec::as_slice)
    }
}

impl Order {
    /// Orders the events of a story.
    #[must_use]
    pub fn of(story: &Story) -> Self {
        let own: Vec<(i64, i64)> = story
            .events
            .iter()
            .map(|event| (event.at.earliest, event.at.latest))
            .collect();
        let links = Links::of(story);
        let (places, loops) = if stands_in_order(&own, &links) {
            ((0..count(own.len())).collect(), Vec::new())
        } else {
            place(&own, &links)
        };
        let mut positions = vec![0; own.len()];
        for (position, &event) in (0..).zip(&places) {
            positions[event as usize] = position;
        }
        let sequence = places.into_iter().map(EventId).collect();
        Self {
            sequence,
            positions,
            links,
            by_place: story.in_order,
            own,
            reach: OnceLock::new(),
            furthest: OnceLock::new(),
            loops,
        }
    }

    /// The order of a story that was cut from another: what is settled is settled by what is left, but where nothing certain decides, the events stand as they stood in the whole.
    ///
    /// The sequence holds every event once, and nothing certain may contradict it.
    #[must_use]
    pub fn standing(story: &Story, sequence: Vec<EventId>) -> Self {
        let mut order = Self::of(story);
        for (position, event) in (0..).zip(&sequence) {
            order.positions[event.index()] = position;
        }
        order.sequence = sequence;
        order
    }

    /// The events in story order.
    #[must_use]
    pub fn sequence(&self) -> &[EventId] {
        &self.sequence
    }

    /// How many events come before this one.
    #[must_use]
    pub fn position(&self, event: EventId) -> u32 {
        self.positions[event.index()]
    }

    /// Whether the one certainly happened before the other; where neither did, their order is *unsettled*.
    #[must_use]
    pub fn is_certainly_before(&self, earlier: EventId, later: EventId) -> bool {
        if self.by_place {
            return self.position(earlier) < self.position(later);
        }
        self.span(earlier).1 < self.span(later).0 || self.leads_to(earlier, later)
    }

    /// Whether the two are ordered by their place in the file alone.
    #[must_use]
    pub fn is_unsettled(&self, one: EventId, other: EventId) -> bool {
        one != other && !self.is_certainly_before(one, other) && !self.is_certainly_before(other, one)
    }

    /// The first and last time an event may have happened, from its own time and from what it must follow and precede.
    #[must_use]
    pub fn span(&self, event: EventId) -> (i64, i64) {
        if !self.links.any && !self.by_place {
            return self.own[event.index()];
        }
        self.reach.get_or_init(|| self.spans())[event.index()]
    }

    /// The moment a time names: before the first event that is certainly later.
    #[must_use]
    pub fn moment_of(&self, time: &When) -> Moment {
        let furthest = self.furthest.get_or_init(|| {
            let reached = self.sequence.iter().scan(i64::MIN, |furthest, &event| {
                *furthest = self.span(event).0.max(*furthest);
                Some(*furthest)
            });
            reached.collect()
        });
        Moment(count(furthest.partition_point(|&reached| reached <= time.latest)))
    }

    fn spans(&self) -> Vec<(i64, i64)> {
        let mut spans = self.own.clone();
        let mut last = None;
        for event in &self.sequence {
            let after = self
                .links
                .earlier(event.index())
                .iter()
                .map(|&earlier| spans[earlier as usize].0)
                .chain(last)
                .max();
            let span = &mut spans[event.index()];
            span.0 = after.map_or(span.0, |after| after.max(span.0));
            last = self.by_place.then_some(span.0);
        }
        let mut next = None;
        for event in self.sequence.iter().rev() {
            let before = self
                .links
                .later(event.index())
                .iter()
                .map(|&later| spans[later as usize].1)
                .chain(next)
                .min();
            let span = &mut spans[event.index()];
            span.1 = before.map_or(span.1, |before| before.min(span.1));
            next = self.by_place.then_some(span.1);
        }
        spans
    }

    /// Whether a chain of `after` and `before` leads from the one to the other.
    fn leads_to(&self, earlier: EventId, later: EventId) -> bool {
        let floor = self.position(earlier);
        let mut seen = std::collections::BTreeSet::new();
        let mut open = vec![later.0];
        while let Some(event) = open.pop() {
            for &before in self.links.earlier(event as usize) {
                if before == earlier.0 {
                    return true;
                }
                if self.positions[before as usize] > floor && seen.insert(before) {
                    open.push(before);
                }
            }
        }
        false
    }
}

/// Whether the order of the file contradicts nothing that is certain; then it is the story's order too.
fn stands_in_order(own: &[(i64, i64)], links: &Links) -> bool {
    let mut latest_start = i64::MIN;
    own.iter().enumerate().all(|(i, &(earliest, latest))| {
        latest_start = latest_start.max(earliest);
        latest >= latest_start && links.earlier(i).iter().all(|&earlier| (earlier as usize) < i)
    })
}

/// Places every event from the end, and finds the loops of what cannot be placed.
fn place(own: &[(i64, i64)], links: &Links) -> (Vec<u32>, Vec<Vec<EventId>>) {
    let n = own.len();
    let mut waiting: Vec<u32> = (0..n)
        .map(|i| links.later.get(i).map_or(0, |later| count(later.len())))
        .collect();
    let mut by_start: Vec<u32> = (0..count(n)).collect();
    by_start.sort_by_key(|&i| Reverse(own[i as usize].0));
    let mut by_end: Vec<u32> = (0..count(n)).collect();
    by_end.sort_by_key(|&i| Reverse(own[i as usize].1));
    let (mut placed, mut in_reach) = (vec![false; n], vec![false; n]);
    let (mut next_start, mut next_end) = (0, 0);
    let mut free = BinaryHeap::new();
    let mut backwards = Vec::with_capacity(n);
    loop {
        while next_start < n && placed[by_start[next_start] as usize] {
            next_start += 1;
        }
        let Some(&last) = by_start.get(next_start) else { break };
        while next_end < n && own[by_end[next_end] as usize].1 >= own[last as usize].0 {
            let event = by_end[next_end];
            in_reach[event as usize] = true;
            if waiting[event as usize] == 0 {
                free.push(event);
            }
            next_end += 1;
        }
        let Some(event) = free.pop() else { break };
        placed[event as usize] = true;
        backwards.push(event);
        for &earlier in links.earlier(event as usize) {
            waiting[earlier as usize] -= 1;
            if waiting[earlier as usize] == 0 && in_reach[earlier as usize] {
                free.push(earlier);
            }
        }
    }
    let loops = find_loops(own, links, &placed);
    backwards.extend((0..count(n)).rev().filter(|&i| !placed[i as usize]));
    backwards.reverse();
    (backwards, loops)
}

/// Follows what must come later among the unplaced until it comes round, again and again, each event in one loop at most.
///
/// Of all events that times alone make later, the one that begins last is followed: it leads back soonest.
fn find_loops(own: &[(i64, i64)], links: &Links, placed: &[bool]) -> Vec<Vec<EventId>> {
    let mut done = placed.to_vec();
    let mut place_on_path: Vec<Option<usize>> = vec![None; own.len()];
    let mut by_start: Vec<usize> = (0..own.len()).filter(|&event| !placed[event]).collect();
    by_start.sort_by_key(|&event| (own[event].0, Reverse(event)));
    let mut loops = Vec::new();
    for start in 0..own.len() {
        let mut path: Vec<usize> = Some(start).filter(|&start| !done[start]).into_iter().collect();
        while let Some(&event) = path.last() {
            place_on_path[event] = Some(path.len() - 1);
            while by_start.pop_if(|last| done[*last]).is_some() {}
            let swept = by_start.last().copied().filter(|&later| own[event].1 < own[later].0);
            let linked = links
                .later
                .get(event)
                .into_iter()
                .flatten()
                .map(|&later| later as usize);
            let later = linked.chain(swept).find(|&later| !done[later]);
            let round = match later.map(|next| (next, place_on_path[next])) {
                Some((next, None)) => {
                    path.push(next);
                    continue;
                }
                Some((_, round)) => round,
                None => None,
            };
            if let Some(at) = round {
                loops.push(path[at..].iter().map(|&event| EventId(count(event))).collect());
            }
            for event in path.drain(round.unwrap_or(path.len() - 1)..) {
                (done[event], place_on_path[event]) = (true, None);
            }
        }
    }
    loops
}

fn count(n: usize) -> u32 {
    u32::try_from(n).expect("the loader admits fewer")
}
