//! The answer in a few words: how many, when, since when, until when.

use super::super::{Cell, Named, Row, Span, evidence, stretches, words};
use super::simple::replace;
use super::solve::Solver;
use super::way::{Fact, Way};
use super::{Clause, Play, Seeks, Term, Var};
use crate::model::{Axis, Bound, Certainty, Count, EventId};
use crate::world::World;
use std::collections::BTreeSet;

/// How many times or spans a gist names.
const MOST: usize = 3;

impl Solver<'_> {
    /// The answer in a few words, where it is a number or a time.
    pub(super) fn gist(&self, ways: &[Way]) -> Option<String> {
        match &self.inquiry.seeks {
            Seeks::HowMany(var) => Some(self.how_many(ways, *var)),
            Seeks::When => self.when(ways),
            Seeks::Since => self.ends(ways, |span| {
                format!(
                    "since {}",
                    Span {
                        until: None,
                        ..span.clone()
                    }
                    .from
                    .in_words()
                )
            }),
            Seeks::Until => self.ends(ways, |span| {
                span.until.as_ref().map_or_else(
                    || "nothing told ends it".to_owned(),
                    |until| format!("until {}", until.in_words()),
                )
            }),
            Seeks::Which(_) | Seeks::Whether | Seeks::Most { .. } | Seeks::How | Seeks::Why => None,
        }
    }

    /// Those who are sought, each different way once; the top of a ranking has its rows already.
    pub(super) fn found(&self, ways: &[Way], rows: &[Row]) -> Vec<Vec<Named>> {
        match &self.inquiry.seeks {
            Seeks::Which(sought) => {
                let mut groups = super::rows::groups(ways, sought);
                groups.sort_by_key(|group| is_open(group));
                let named = |group: &[&Way], var| {
                    group[0].value(var).map(|node| Named {
                        possible: is_open(group),
                        ..evidence::named(self.world, node)
                    })
                };
                let all = groups
                    .iter()
                    .map(|group| sought.iter().filter_map(|&var| named(group, var)).collect());
                all.collect()
            }
            Seeks::Most { .. } => {
                let first = rows.iter().filter_map(|row| match row.cells.first() {
                    Some(Cell::One(named)) => Some(vec![named.clone()]),
                    _ => None,
                });
                first.collect()
            }
            Seeks::Whether
            | Seeks::HowMany(_)
            | Seeks::When
            | Seeks::Since
            | Seeks::Until
            | Seeks::How
            | Seeks::Why => Vec::new(),
        }
    }

    /// Those who were sought, by name, where one at a time was; events have no names.
    pub(super) fn names(&self, found: &[Vec<Named>]) -> Option<String> {
        let named = |way: &Vec<Named>| match way.as_slice() {
            [one] => {
                let name = self.world.mention(self.world.find_entity(&one.id).ok()?.into());
                Some(if one.possible { format!("possibly {name}") } else { name })
            }
            _ => None,
        };
        let names: Vec<String> = found.iter().map(named).collect::<Option<_>>()?;
        (!names.is_empty()).then(|| stretches::capital(&words::and(&names)))
    }

    /// The number of different ones, those that are left open and the nameless apart: *12, and over 800 nameless*.
    fn how_many(&self, ways: &[Way], var: Var) -> String {
        let of = |sure: bool| -> BTreeSet<_> {
            let ways = ways.iter().filter(|way| way.doubt.is_sure() == sure);
            ways.filter_map(|way| way.value(var)).collect()
        };
        let (sure, open) = (of(true), of(false));
        let open = open.difference(&sure).count();
        let nameless = self.nameless(var);
        let mut said = if sure.is_empty() {
            if nameless.is_some() { "none by name" } else { "none" }.to_owned()
        } else {
            sure.len().to_string()
        };
        if open > 0 {
            said.push_str(&format!(", and perhaps {open} more"));
        }
        if let Some(nameless) = nameless {
            said.push_str(&format!(", and {} nameless", World::count_words(nameless)));
        }
        said
    }

    /// The number of the nameless of the events that an unknown suffers, whether or not anybody is named in them.
    fn nameless(&self, var: Var) -> Option<Count> {
        let suffers = self.inquiry.clauses.iter().any(|clause| match clause {
            Clause::Happens { kind, parts, .. } => parts.iter().any(|(play, term)| {
                let acts = match play {
                    Play::Role(role) => kind.is_some_and(|kind| {
                        let role = self.world.vocabulary.kind(kind).role(*role);
                        role.is_some_and(|role| role.agentive)
                    }),
                    Play::Acts => true,
                    Play::Suffers | Play::Any => false,
                };
                *term == Term::Unknown(var) && !acts
            }),
            _ => false,
        });
        if !suffers {
            return None;
        }
        let mut inquiry = self.inquiry.clone();
        // Of what species the nameless are is never told; the clause that asks for one is left out.
        inquiry
            .clauses
            .retain(|clause| !matches!(clause, Clause::Species(term, _) if *term == Term::Unknown(var)));
        inquiry
            .clauses
            .iter_mut()
            .for_each(|clause| replace(clause, var, &Term::Any));
        let ways = Solver::of(self.world, &inquiry).ways();
        let ways: Vec<Way> = ways.into_iter().filter(|way| way.doubt.is_sure()).collect();
        let counts = super::events(&ways).into_iter().filter_map(|event| {
            let detail = self.world.story.event(event).detail.as_ref();
            detail.and_then(|detail| detail.count)
        });
        counts.reduce(|one, other| Count {
            number: one.number.saturating_add(other.number),
            bound: match (one.bound, other.bound) {
                (one, other) if one == other => one,
                (Bound::Exactly, bound) | (bound, Bound::Exactly) => bound,
                _ => Bound::About,
            },
        })
    }

    /// When it was so: the times of the events, the spans of what held.
    fn when(&self, ways: &[Way]) -> Option<String> {
        let main = |way: &Way| -> Option<String> {
            match &way.facts.first()?.1 {
                Fact::Happened(event) | Fact::There(event, _) => Some(time(self.world, *event)),
                Fact::Held(stretch) => Some(evidence::span(self.world, stretch).words()),
                Fact::Over(gap) => Some(evidence::span_of_lack(self.world, gap).words()),
                Fact::Lacking(..) | Fact::Never => None,
            }
        };
        listed(ways, main)
    }

    fn ends(&self, ways: &[Way], words: impl Fn(&Span) -> String) -> Option<String> {
        listed(ways, |way| match &way.facts.first()?.1 {
            Fact::Held(stretch) => Some(words(&evidence::span(self.world, stretch))),
            Fact::Over(gap) => Some(words(&evidence::span_of_lack(self.world, gap))),
            Fact::Happened(event) | Fact::There(event, _) => Some(time(self.world, *event)),
            Fact::Lacking(..) | Fact::Never => None,
        })
    }
}

/// What is told of the ways, each different one once; of what is not sure, that it may be.
fn listed(ways: &[Way], words: impl Fn(&Way) -> Option<String>) -> Option<String> {
    let mut told: Vec<String> = Vec::new();
    for way in ways {
        let Some(mut said) = words(way) else { continue };
        if !way.doubt.is_sure() {
            said.insert_str(0, "perhaps ");
        }
        if !told.contains(&said) {
            told.push(said);
        }
    }
    if told.len() > MOST {
        let more = told.len() - MOST + 1;
        told.truncate(MOST - 1);
        told.push(format!("{more} more times"));
    }
    (!told.is_empty()).then(|| words::and(&told))
}

/// When an event happened, in words: its time, or the events that it lies between.
pub(super) fn time(world: &World, event: EventId) -> String {
    let told = world.story.event(event);
    if told.at.is_known() {
        let written = told.at.written.to_string();
        let preposition = match world.story.axis {
            Some(Axis::Date) if written.len() >= 10 => "on",
            Some(Axis::Date) => "in",
            Some(Axis::Number | Axis::Label) | None => "at",
        };
        return format!("{preposition} {written}");
    }
    let sequence = world.timeline.order.sequence();
    let position = world.timeline.order.position(event) as usize;
    let order = &world.timeline.order;
    let id = |event: EventId| format!("`{}`", world.story.event(event).id);
    let sure = |event: &&EventId| world.story.event(**event).certainty < Certainty::Doubtful;
    let mut before = sequence[..position].iter().rev().filter(sure);
    let mut after = sequence[position + 1..].iter().filter(sure);
    let before = before.find(|&&earlier| order.is_certainly_before(earlier, event));
    let after = after.find(|&&later| order.is_certainly_before(event, later));
    match (before, after) {
        (Some(&before), Some(&after)) => format!("after {} and before {}", id(before), id(after)),
        (Some(&before), None) => format!("after {}", id(before)),
        (None, Some(&after)) => format!("before {}", id(after)),
        (None, None) => "at a time that the story does not tell".to_owned(),
    }
}

/// Whether all of these ways are only possible.
fn is_open(ways: &[&Way]) -> bool {
    let open = |way: &&Way| way.doubt.open.is_some() || way.doubt.certainty == Certainty::Possible;
    ways.iter().all(open)
}
