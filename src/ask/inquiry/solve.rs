//! Every way in which the clauses of an inquiry are so: a join, the clause that leaves fewest ways first.
//!
//! Each clause takes every way found so far and goes on from it, so that what one clause settles narrows the next: somebody captured is looked for among the events of whoever died.
//! What must *not* be so comes last, when it is settled of whom it is asked.

use super::index::Index;
use super::way::{Way, one, unify};
use super::{Clause, Inquiry, Polarity, Term, Timing, Var};
use crate::model::{EntityId, EventId, Node};
use crate::timeline::Moment;
use crate::world::World;
use std::cell::Cell;
use std::collections::BTreeSet;

/// An inquiry as it is being answered.
#[derive(Debug)]
pub(super) struct Solver<'a> {
    pub(super) world: &'a World,
    pub(super) inquiry: &'a Inquiry,
    pub(super) index: Index<'a>,
    /// Whether there were more ways than anybody could read.
    crowded: Cell<bool>,
}

/// More ways than this are not gone through: *who died before somebody died before somebody died* has a thousand million of them in a long war.
const MOST_WAYS: usize = 1_000_000;

/// The cost of a clause that cannot be considered yet.
const NOT_YET: usize = usize::MAX;

impl<'a> Solver<'a> {
    pub(super) fn of(world: &'a World, inquiry: &'a Inquiry) -> Self {
        Self {
            world,
            inquiry,
            index: Index::of(world),
            crowded: Cell::new(false),
        }
    }

    /// Every way in which all clauses are so: the sure ones first, each in story order.
    pub(super) fn ways(&self) -> Vec<Way> {
        let mut ways = vec![Way::start(self.inquiry)];
        let mut left: Vec<usize> = (0..self.inquiry.clauses.len()).collect();
        let mut settled: BTreeSet<Var> = BTreeSet::new();
        while let Some((at, _)) = left
            .iter()
            .enumerate()
            .map(|(at, &clause)| (at, self.cost(&self.inquiry.clauses[clause], &settled)))
            .min_by_key(|&(_, cost)| cost)
        {
            let clause = left.remove(at);
            let asked = &self.inquiry.clauses[clause];
            let mut further: Vec<Way> = Vec::new();
            for way in &ways {
                further.extend(self.extend(way, clause, asked));
                if further.len() > MOST_WAYS {
                    self.crowded.set(true);
                    return Vec::new();
                }
            }
            ways = further;
            settled.extend(vars(&self.inquiry.clauses[clause]));
        }
        for way in &mut ways {
            way.facts.sort_by_key(|(clause, _)| *clause);
        }
        ways.sort_by_cached_key(|way| {
            let slugs: Vec<&str> = way.bound.iter().map(|node| self.slug(*node)).collect();
            (!way.doubt.is_sure(), self.moment(way), slugs.join(" "))
        });
        ways
    }

    /// Whether there were too many ways to go through, so that none is told.
    pub(super) fn is_crowded(&self) -> bool {
        self.crowded.get()
    }

    /// When what a way tells came about: what its first clause tells.
    pub(super) fn moment(&self, way: &Way) -> Option<Moment> {
        use super::way::Fact;
        way.facts.iter().find_map(|(_, fact)| match fact {
            Fact::Held(stretch) | Fact::Over(stretch) => Some(stretch.from),
            Fact::Happened(event) | Fact::There(event, _) => Some(Moment(self.world.timeline.order.position(*event))),
            Fact::Lacking(..) | Fact::Never => None,
        })
    }

    fn slug(&self, node: Option<Node>) -> &'a str {
        node.map_or("", |node| self.world.story.slug(node))
    }

    /// About how many ways a clause leaves for each way that comes to it.
    fn cost(&self, clause: &Clause, settled: &BTreeSet<Var>) -> usize {
        let is_settled = |term: &Term| match term {
            Term::Unknown(var) => settled.contains(var),
            Term::Named(_) | Term::OneOf(_) | Term::Any => true,
        };
        let known = |term: &Term| !matches!(term, Term::Any) && is_settled(term);
        let all = self.world.story.events.len() + self.world.timeline.stretches.len() + 10;
        match clause {
            Clause::Holds {
                relation,
                args,
                polarity,
                timing,
            } => {
                let timed = match timing {
                    Timing::When(term) | Timing::Before(term) | Timing::After(term) => is_settled(term),
                    Timing::Ever | Timing::AsOf(_) | Timing::Between(..) => true,
                };
                match polarity {
                    _ if !timed => NOT_YET - 1,
                    Polarity::NotSo => last(args.iter().all(is_settled), all),
                    Polarity::So | Polarity::Still | Polarity::NoLonger if args.iter().any(known) => 6,
                    Polarity::So | Polarity::Still | Polarity::NoLonger => self.index.stretches_of(*relation).len(),
                }
            }
            Clause::Happens {
                event,
                kind,
                parts,
                place,
                polarity,
                ..
            } => {
                let terms = || parts.iter().map(|(_, term)| term).chain(place);
                if *polarity == Polarity::NotSo {
                    return last(terms().all(is_settled), all);
                }
                match kind {
                    _ if settled.contains(event) => 1,
                    _ if terms().any(known) => 8,
                    Some(_) => 20 + self.world.story.events.len() / 10,
                    None => 20 + self.world.story.events.len(),
                }
            }
            Clause::Before(one, other)
            | Clause::Caused(one, other)
            | Clause::Within(one, other)
            | Clause::Differ(one, other) => match (is_settled(one), is_settled(other)) {
                (true, true) => 0,
                (true, false) | (false, true) => all,
                (false, false) => NOT_YET - 1,
            },
            Clause::Either(clauses) => {
                let costs = clauses.iter().map(|clause| self.cost(clause, settled));
                costs.fold(0, usize::saturating_add)
            }
            Clause::Species(term, _) if is_settled(term) => 0,
            Clause::Species(..) => self.world.story.entities.len(),
        }
    }

    /// The ways on which a clause is so too; it stands in that place of the inquiry, or is one of those that are enough there.
    fn extend(&self, way: &Way, place: usize, clause: &Clause) -> Vec<Way> {
        match clause {
            Clause::Either(clauses) => {
                let ways = clauses.iter().flat_map(|clause| self.extend(way, place, clause));
                ways.collect()
            }
            Clause::Holds {
                relation,
                args,
                polarity,
                timing,
            } => self.held(way, place, *relation, args, *polarity, timing),
            clause @ Clause::Happens {
                polarity: Polarity::NotSo,
                ..
            } => self.never(way, place, clause),
            clause @ Clause::Happens { .. } => self.happened(way, place, clause),
            Clause::Before(earlier, later) => self.pairs(way, earlier, later, |one, other| self.is_before(one, other)),
            Clause::Caused(cause, effect) => self.pairs(way, cause, effect, |one, other| self.caused(one, other)),
            Clause::Within(part, whole) => self.pairs(way, part, whole, |one, other| self.lies_within(one, other)),
            Clause::Differ(one_term, other_term) => {
                let same = one(&way.bound, one_term).is_some_and(|node| one(&way.bound, other_term) == Some(node));
                if same { Vec::new() } else { vec![way.clone()] }
            }
            Clause::Species(term, species) => {
                let entities = self.range(way, term);
                let of_species = |node: &Node| {
                    let entity = node.entity().map(|id| self.world.story.entity(id));
                    let told = entity.and_then(|entity| entity.species.as_ref());
                    told.is_some_and(|told| crate::model::fold(told) == crate::model::fold(species))
                };
                let fitting = entities.into_iter().filter(of_species);
                fitting.filter_map(|node| self.bind(way, term, node)).collect()
            }
        }
    }

    /// The ways on which the two are events of which that is so; where one of them is open, it may be any event.
    fn pairs(
        &self,
        way: &Way,
        one_term: &Term,
        other_term: &Term,
        so: impl Fn(EventId, EventId) -> Option<super::way::Doubt>,
    ) -> Vec<Way> {
        let mut ways = Vec::new();
        for first in self.range(way, one_term) {
            let Some(way) = self.bind(way, one_term, first) else {
                continue;
            };
            for second in self.range(&way, other_term) {
                let (Some(one), Some(other)) = (first.event(), second.event()) else {
                    continue;
                };
                let Some(doubt) = so(one, other) else { continue };
                if let Some(mut way) = self.bind(&way, other_term, second) {
                    way.doubt = way.doubt.and(doubt);
                    ways.push(way);
                }
            }
        }
        ways
    }

    /// The way on which a term stands for somebody.
    pub(super) fn bind(&self, way: &Way, term: &Term, node: Node) -> Option<Way> {
        let mut next = way.clone();
        unify(self.world, self.inquiry, &mut next.bound, term, Some(node)).then_some(next)
    }

    /// Whoever a term may stand for: whom it names, or everyone of the sort of an unknown that is not settled, in the order of their slugs.
    pub(super) fn range(&self, way: &Way, term: &Term) -> Vec<Node> {
        if let Some(node) = one(&way.bound, term) {
            return vec![node];
        }
        match term {
            Term::OneOf(nodes) => nodes.clone(),
            Term::Named(_) | Term::Any => Vec::new(),
            Term::Unknown(var) => {
                let sort = self.inquiry.unknowns[usize::from(var.0)].of;
                let story = &self.world.story;
                let mut entities: Vec<EntityId> = story
                    .entity_ids()
                    .filter(|&id| sort.admits(story.entity(id).kind))
                    .collect();
                entities.sort_by_key(|&id| &story.entity(id).id);
                let events = self.world.timeline.order.sequence().iter();
                let events = events.filter(|&&id| self.world.timeline.lens.takes_event(story, id));
                let events = events.filter(|_| sort.admits_events()).map(|&id| Node::from(id));
                entities.into_iter().map(Node::from).chain(events).collect()
            }
        }
    }
}

fn last(settled: bool, all: usize) -> usize {
    if settled { all } else { NOT_YET - 2 }
}

/// The unknowns that a clause settles.
pub(super) fn vars(clause: &Clause) -> Vec<Var> {
    let mut vars = Vec::new();
    let mut add = |term: &Term| {
        if let Term::Unknown(var) = term {
            vars.push(*var);
        }
    };
    match clause {
        Clause::Holds { args, timing, .. } => {
            args.iter().for_each(&mut add);
            match timing {
                Timing::When(term) | Timing::Before(term) | Timing::After(term) => add(term),
                Timing::Ever | Timing::AsOf(_) | Timing::Between(..) => {}
            }
        }
        Clause::Happens {
            event, parts, place, ..
        } => {
            add(&Term::Unknown(*event));
            parts.iter().map(|(_, term)| term).chain(place).for_each(add);
        }
        Clause::Before(one, other)
        | Clause::Caused(one, other)
        | Clause::Within(one, other)
        | Clause::Differ(one, other) => {
            add(one);
            add(other);
        }
        Clause::Species(term, _) => add(term),
        Clause::Either(clauses) => return clauses.iter().flat_map(self::vars).collect(),
    }
    vars
}
