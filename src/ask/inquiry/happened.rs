//! The events that make a clause so: of a kind, with these in these parts, at a place, in a window of time.

use super::super::{reasons, timeline};
use super::solve::Solver;
use super::way::{Doubt, Fact, Way, one, unify};
use super::{Clause, Play, Term, Window};
use crate::model::{Certainty, EventId, KindId, Node, Part, Told};
use crate::vocabulary::Meaning;
use crate::world::World;

/// What leaves open that one of two events came first.
pub(super) fn unsettled(world: &World, one: EventId, other: EventId) -> String {
    let id = |event: EventId| &world.story.event(event).id;
    format!(
        "nothing settles whether `{}` came before or after `{}`",
        id(one),
        id(other)
    )
}

impl Solver<'_> {
    /// The ways on which there is such an event.
    pub(super) fn happened(&self, way: &Way, place: usize, clause: &Clause) -> Vec<Way> {
        let found = self.matching_events(way, clause);
        found
            .into_iter()
            .map(|(bound, event, doubt)| way.on(bound, place, Fact::Happened(event), doubt))
            .collect()
    }

    /// Every event that a clause may tell of, with whom it settles and how sure it is.
    pub(super) fn matching_events(&self, way: &Way, clause: &Clause) -> Vec<(Vec<Option<Node>>, EventId, Doubt)> {
        let Clause::Happens {
            event: event_var,
            kind,
            parts,
            place,
            window,
            ..
        } = clause
        else {
            return Vec::new();
        };
        let world = self.world;
        let terms = || parts.iter().map(|(_, term)| term);
        let known = terms().find_map(|term| one(&way.bound, term));
        let candidates: Vec<EventId> = match (way.value(*event_var), known) {
            (Some(node), _) => node.event().into_iter().collect(),
            (None, Some(node)) => self.index.events_with(node),
            (None, None) => world.timeline.order.sequence().to_vec(),
        };
        let mut found = Vec::new();
        for event in candidates {
            let told = world.story.event(event);
            if kind.is_some_and(|kind| !self.is_a(told.kind, kind))
                || !world.timeline.lens.takes_event(&world.story, event)
            {
                continue;
            }
            let Some(in_time) = in_window(world, event, window) else {
                continue;
            };
            let mut bound = way.bound.clone();
            let event_term = Term::Unknown(*event_var);
            if !unify(world, self.inquiry, &mut bound, &event_term, Some(event.into())) {
                continue;
            }
            if let Some(term) = place
                && !unify(world, self.inquiry, &mut bound, term, told.place.map(Node::from))
                && !self.lies_in(told.place.map(Node::from), one(&bound, term))
            {
                continue;
            }
            let doubt = Doubt::of(told.certainty).and(in_time);
            let mut used = Vec::new();
            self.fill(event, parts, &bound, &mut used, &doubt, &mut found);
        }
        found
    }

    /// Whether a place ever lies in another, or in one that does.
    fn lies_in(&self, place: Option<Node>, whole: Option<Node>) -> bool {
        let (Some(place), Some(whole)) = (place, whole) else {
            return false;
        };
        let mut seen = vec![place];
        let mut next = 0;
        while let Some(&inner) = seen.get(next) {
            for stretch in self.world.timeline.concerning(inner) {
                let means = self.world.vocabulary.relation(stretch.relation).means;
                let outer = stretch.args[1].filter(|_| stretch.args[0] == Some(inner));
                let Some(outer) = outer.filter(|_| means == Some(Meaning::Location)) else {
                    continue;
                };
                if outer == whole {
                    return true;
                }
                if !seen.contains(&outer) {
                    seen.push(outer);
                }
            }
            next += 1;
        }
        false
    }

    /// Lets whoever takes part fill the parts that are asked about, each a part of its own, in every way.
    fn fill(
        &self,
        event: EventId,
        parts: &[(Play, Term)],
        bound: &[Option<Node>],
        used: &mut Vec<usize>,
        doubt: &Doubt,
        found: &mut Vec<(Vec<Option<Node>>, EventId, Doubt)>,
    ) {
        let Some(((play, term), rest)) = parts.split_first() else {
            found.push((bound.to_vec(), event, doubt.clone()));
            return;
        };
        if *term == Term::Any {
            self.fill(event, rest, bound, used, doubt, found);
            return;
        }
        let all = self.world.story.parts(event);
        let mut any = false;
        // Whoever surely plays the part comes before whoever may: a name that is both is no candidate.
        for sure in [true, false] {
            for (i, part) in all.iter().enumerate() {
                if part.candidate == sure || used.contains(&i) || !self.plays(event, *play, *part) {
                    continue;
                }
                let mut next = bound.to_vec();
                if !unify(self.world, self.inquiry, &mut next, term, Some(part.node)) {
                    continue;
                }
                let certainty = if part.candidate {
                    Certainty::Possible
                } else {
                    Certainty::Stated
                };
                used.push(i);
                self.fill(event, rest, &next, used, &doubt.and(Doubt::of(certainty)), found);
                used.pop();
                any = true;
                if next == bound {
                    return;
                }
            }
        }
        let place = self.world.story.event(event).place.map(Node::from);
        if *play == Play::Any && place.is_some() && !any {
            let mut next = bound.to_vec();
            if unify(self.world, self.inquiry, &mut next, term, place) {
                self.fill(event, rest, &next, used, doubt, found);
            }
        }
    }

    /// Whether a part of an event is the one that is asked about.
    fn plays(&self, event: EventId, play: Play, part: Part) -> bool {
        let kind = self.world.vocabulary.kind(self.world.story.event(event).kind);
        let acts = || kind.role(part.role).is_some_and(|role| role.agentive);
        match play {
            Play::Role(role) => part.role == role,
            Play::Acts => acts(),
            Play::Suffers => !acts(),
            Play::Any => true,
        }
    }

    fn is_a(&self, kind: KindId, ancestor: KindId) -> bool {
        kind == ancestor || self.world.vocabulary.is_a(kind, ancestor)
    }

    /// Whether the one event came before the other, and how sure that is.
    pub(super) fn is_before(&self, earlier: EventId, later: EventId) -> Option<Doubt> {
        let order = &self.world.timeline.order;
        if earlier == later {
            return None;
        }
        if order.is_certainly_before(earlier, later) {
            return Some(Doubt::default());
        }
        order
            .is_unsettled(earlier, later)
            .then(|| Doubt::open(Certainty::Stated, unsettled(self.world, earlier, later)))
    }

    /// Whether the one event brought the other about, near or far.
    pub(super) fn caused(&self, cause: EventId, effect: EventId) -> Option<Doubt> {
        let mut seen = std::collections::BTreeSet::from([effect]);
        let mut open = vec![effect];
        while let Some(event) = open.pop() {
            let detail = self.world.story.event(event).detail.iter();
            for &because in detail.flat_map(|detail| &detail.because) {
                if because == cause {
                    return Some(Doubt::default());
                }
                if seen.insert(because) {
                    open.push(because);
                }
            }
        }
        None
    }

    /// Whether the one event is part of the other, near or far.
    pub(super) fn lies_within(&self, part: EventId, whole: EventId) -> Option<Doubt> {
        timeline::wholes(self.world, part)
            .any(|each| each == whole)
            .then(Doubt::default)
    }
}

/// Whether an event lies in a window of time, and how sure that is.
pub(in crate::ask) fn in_window(world: &World, event: EventId, window: &Window) -> Option<Doubt> {
    let position = world.timeline.order.position(event);
    let mut doubt = Doubt::default();
    for (end, is_in) in [
        (
            &window.from,
            window.from.as_ref().is_none_or(|from| position >= from.moment.0),
        ),
        (
            &window.until,
            window.until.as_ref().is_none_or(|until| position < until.moment.0),
        ),
    ] {
        let Some(as_of) = end else { continue };
        if !world.timeline.is_settled(event, as_of) {
            doubt = doubt.and(Doubt::open(Certainty::Stated, reasons::unsettled(world, event, as_of)));
        } else if !is_in {
            return None;
        }
    }
    if let Some(whole) = window.within
        && event != whole
        && !timeline::wholes(world, event).any(|each| each == whole)
    {
        return None;
    }
    match &window.told {
        Some(told) if !told_in(world, event, told) => None,
        Some(_) | None => Some(doubt),
    }
}

/// Whether the telling comes to an event in that part of it: 3 is all of 3.1, 3.2 and so on.
fn told_in(world: &World, event: EventId, part: &Told) -> bool {
    let detail = world.story.event(event).detail.as_ref();
    let Some(told) = detail.and_then(|detail| detail.told.as_ref()) else {
        return false;
    };
    let (told, part) = (told.written.to_string(), part.written.to_string());
    told.strip_prefix(&part)
        .is_some_and(|rest| rest.is_empty() || !rest.starts_with(|c: char| c.is_ascii_digit()))
}
