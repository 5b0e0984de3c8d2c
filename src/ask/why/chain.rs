//! A chain as it is being told: what made something so, what brought that about, and so on to the first cause.
//!
//! ```text
//!   Weyoun is dead, since `death`
//!   ├─ because `death`    Kira killed Weyoun
//!   │  ├─ because `storm` Kira stormed the command centre
//!   │  │  └─ because …
//!   │  └─ within `battle` …
//!   └─ would end it       A resurrection would have ended it …
//! ```
//!
//! Every event is told once; where the chain meets it again it says so and goes no further, so that no loop is endless.
//! A chain that leads very far goes on below, in a tree of its own, so that no depth is without an end either.

use super::alike::Alike;
use super::forward::Consequences;
use super::needs::{self, Met};
use crate::ask::{Bearing, Cell, Evidence, Link, Row, Span, events, evidence, stretches};
use crate::model::{EventId, Node};
use crate::timeline::{AsOf, Cause, Stretch};
use crate::world::{Tense, World};
use std::collections::{BTreeMap, VecDeque};

/// How deep a tree may grow before the rest of it is told below.
const DEEP: usize = 12;

/// Whether an event that a chain met before is already told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// It stands above.
    Told,
    /// It will stand below.
    Later,
}

/// Something that is still to be told.
enum Task {
    Event(EventId, Link, usize),
    Need(Box<Met>, usize),
}

/// A chain as it is being told.
pub(super) struct Chain<'a> {
    pub(super) world: &'a World,
    /// What is told so far.
    pub(super) rows: Vec<Row>,
    seen: BTreeMap<EventId, Seen>,
    later: VecDeque<EventId>,
    section: Option<String>,
    /// The kinds of event of which it was told last that they would have changed something.
    pub(super) would: Option<String>,
    alike: Alike,
    /// What follows from events, where consequences are asked for and not causes.
    onward: Option<Consequences>,
}

impl<'a> Chain<'a> {
    pub(super) fn new(world: &'a World) -> Self {
        Self {
            world,
            rows: Vec::new(),
            seen: BTreeMap::new(),
            later: VecDeque::new(),
            section: None,
            would: None,
            alike: Alike::default(),
            onward: None,
        }
    }

    /// A chain of consequences.
    pub(super) fn onward(world: &'a World, as_of: &AsOf) -> Self {
        Self {
            onward: Some(Consequences::of(world, as_of.moment)),
            ..Self::new(world)
        }
    }

    /// Whether it leads to consequences rather than to causes.
    pub(super) fn is_onward(&self) -> bool {
        self.onward.is_some()
    }

    /// The stretches by relation and arguments.
    pub(super) fn alike(&self) -> &Alike {
        &self.alike
    }

    /// Whether an event stands above already.
    pub(super) fn told(&self, event: EventId) -> bool {
        self.seen.get(&event) == Some(&Seen::Told)
    }

    /// Tells what lay too deep, until nothing is left to tell.
    pub(super) fn finish(mut self) -> Vec<Row> {
        while let Some(event) = self.later.pop_front() {
            let heading = if self.onward.is_some() {
                FURTHER_ON
            } else {
                FURTHER_BACK
            };
            self.section = Some(heading.to_owned());
            self.seen.remove(&event);
            self.event(event, Link::Happened, 0);
        }
        self.rows
    }

    /// A cause, and all that is behind it.
    pub(super) fn cause(&mut self, cause: Cause, link: Link, depth: usize) {
        match cause {
            Cause::Always => {}
            Cause::Event(event) => self.event(event, link, depth),
            Cause::Initial(_) => {
                let mut row = self.row(link, depth, "stated at the outset".to_owned(), None);
                row.lead = Some(link.word().to_owned());
                row.evidence.extend(evidence::cause(self.world, cause, Bearing::Shows));
                self.push(row);
            }
        }
    }

    /// An event, then what caused it, what it needed and what it lies within, each with its own; walked with a list, since a chain may be as long as the story.
    pub(super) fn event(&mut self, event: EventId, link: Link, depth: usize) {
        let mut open = vec![Task::Event(event, link, depth)];
        while let Some(task) = open.pop() {
            let mut next = match task {
                Task::Event(event, link, depth) => self.told_event(event, link, depth),
                Task::Need(met, depth) => self.told_need(&met, depth),
            };
            next.reverse();
            open.append(&mut next);
        }
    }

    fn told_event(&mut self, event: EventId, link: Link, depth: usize) -> Vec<Task> {
        if let Some(&seen) = self.seen.get(&event) {
            let pointer = match seen {
                Seen::Told => "see above",
                Seen::Later => "see below",
            };
            self.point(event, link, depth, pointer);
            return Vec::new();
        }
        let next = match &self.onward {
            Some(onward) => onward
                .following(event)
                .map(|(next, link)| Task::Event(next, link, depth + 1))
                .collect(),
            None => self.causes(event, depth + 1),
        };
        if depth >= DEEP && !next.is_empty() {
            self.seen.insert(event, Seen::Later);
            self.later.push_back(event);
            self.point(event, link, depth, "see below");
            return Vec::new();
        }
        self.seen.insert(event, Seen::Told);
        let row = self.event_row(event, link, depth);
        self.push(row);
        if let Some(onward) = self.onward.take() {
            self.effects(&onward, event, depth + 1);
            self.onward = Some(onward);
        }
        next
    }

    /// What is behind an event: its causes, what met its needs, and the larger event.
    fn causes(&self, event: EventId, depth: usize) -> Vec<Task> {
        let told = self.world.story.event(event);
        let lens = self.world.timeline.lens;
        let taken = |cause: &EventId| lens.takes_event(&self.world.story, *cause);
        let because = told.detail.iter().flat_map(|detail| &detail.because).copied();
        let mut tasks: Vec<Task> = because
            .filter(taken)
            .map(|cause| Task::Event(cause, Link::Because, depth))
            .collect();
        if !self.world.vocabulary.kind(told.kind).needs.is_empty() {
            let met = needs::met(self.world, self.alike(), event);
            tasks.extend(met.into_iter().map(|met| Task::Need(Box::new(met), depth)));
        }
        let within = told.within.filter(taken);
        tasks.extend(within.map(|whole| Task::Event(whole, Link::Within, depth)));
        tasks
    }

    /// What an event needed and what held, then what had made it so.
    fn told_need(&mut self, met: &Met, depth: usize) -> Vec<Task> {
        let stretch = &met.stretch;
        let mut row = if met.lacking {
            let over = Stretch {
                from: stretch.until.unwrap_or(stretch.from),
                started: stretch.ended.unwrap_or(stretch.started),
                until: None,
                ended: None,
                ..*stretch
            };
            stretches::lack_row(self.world, &over, Tense::Past)
        } else {
            stretches::row(self.world, stretch, None, Tense::Past)
        };
        row.span = row.span.map(|span| Span {
            until: None,
            so_far: true,
            ..span
        });
        row.certainty = if met.lacking {
            stretch.end_certainty
        } else {
            stretch.certainty
        };
        row.evidence.clear();
        let cause = met.cause();
        let event = cause.and_then(Cause::event);
        if let Some(stated @ Cause::Initial(_)) = cause {
            row.evidence.extend(self.statement(stated));
        }
        row.lead = Some(Link::Needed.word().to_owned());
        let row = self.linked(row, Link::Needed, depth, event);
        self.push(row);
        let fresh = event.filter(|&event| !self.seen.contains_key(&event));
        fresh
            .map(|event| Task::Event(event, Link::From, depth + 1))
            .into_iter()
            .collect()
    }

    /// A statement as evidence: by its quotes alone, where it has any.
    fn statement(&self, cause: Cause) -> Option<Evidence> {
        let piece = evidence::cause(self.world, cause, Bearing::Starts)?;
        let bearing = if piece.told.quotes.is_empty() {
            Bearing::Starts
        } else {
            Bearing::Shows
        };
        Some(Evidence { bearing, ..piece })
    }

    /// An event that stands elsewhere.
    fn point(&mut self, event: EventId, link: Link, depth: usize, pointer: &str) {
        let mut row = self.event_row(event, link, depth);
        pointer.clone_into(&mut row.sentence);
        row.certainty = crate::model::Certainty::Stated;
        row.evidence.clear();
        self.push(row);
    }

    /// An event as a row, with how it hangs from the row above.
    pub(super) fn event_row(&self, event: EventId, link: Link, depth: usize) -> Row {
        let mut row = events::row(self.world, event);
        let id = row.lead.take().unwrap_or_default();
        row.lead = Some(if link == Link::Happened {
            format!("`{id}`")
        } else {
            format!("{} `{id}`", link.word())
        });
        self.linked(row, link, depth, Some(event))
    }

    /// A row of words.
    pub(super) fn row(&self, link: Link, depth: usize, sentence: String, event: Option<EventId>) -> Row {
        let row = Row {
            sentence,
            ..Row::default()
        };
        self.linked(row, link, depth, event)
    }

    /// A row in its place in the chain.
    pub(super) fn linked(&self, row: Row, link: Link, depth: usize, event: Option<EventId>) -> Row {
        let named = event.map(|event| evidence::named(self.world, Node::from(event)));
        let kind = event.map(|event| events::kind(self.world, event).to_owned());
        Row {
            depth,
            link: Some(link),
            cells: vec![
                Cell::Count(depth as u64),
                Cell::Text(link.word().to_owned()),
                named.map_or(Cell::Empty, Cell::One),
                Cell::text(kind),
            ],
            ..row
        }
    }

    /// Tells a row next.
    pub(super) fn push(&mut self, row: Row) {
        self.rows.push(Row {
            section: self.section.clone().or(row.section),
            ..row
        });
    }
}

/// The heading of causes that lay too deep for their tree.
const FURTHER_BACK: &str = "Further back";
/// The heading of consequences that lay too deep for their tree.
const FURTHER_ON: &str = "Further on";
