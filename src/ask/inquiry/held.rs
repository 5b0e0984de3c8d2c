//! The stretches that make a clause about a relation so, at a moment, in a span of moments, or when an event happens.

use super::super::{reasons, stretches};
use super::solve::Solver;
use super::way::{Doubt, Fact, Way, one, unify};
use super::{Polarity, Term, Timing};
use crate::model::{EntityId, EventId, Node, RelationId};
use crate::timeline::{AsOf, Cause, Reference, Stretch, Truth};
use crate::vocabulary::Meaning;
use std::collections::BTreeSet;

impl Solver<'_> {
    /// The ways on which a relation holds, or held and holds no more, or does not hold.
    pub(super) fn held(
        &self,
        way: &Way,
        clause: usize,
        relation: RelationId,
        args: &[Term; 2],
        polarity: Polarity,
        timing: &Timing,
    ) -> Vec<Way> {
        match polarity {
            Polarity::NotSo => self.lacking(way, clause, relation, args, timing),
            Polarity::NoLonger => {
                let as_of = self.as_of(&way.bound, timing).unwrap_or_else(|| self.world.end());
                self.over(way, clause, relation, args, &as_of)
            }
            Polarity::So | Polarity::Still => {
                let holds = |bound: &[Option<Node>], stretch: &Stretch| {
                    let now = self.stands(bound, stretch, timing)?;
                    let before = self.as_of(bound, timing).and_then(|as_of| match as_of.reference {
                        Reference::After(event) => Some(self.world.before_event(event)),
                        Reference::Start | Reference::End | Reference::Before(_) | Reference::Time(_) => None,
                    });
                    match before.filter(|_| polarity == Polarity::Still) {
                        Some(before) => Some(now.and(self.at(stretch, &before)?)),
                        None => Some(now),
                    }
                };
                let mut ways = self.matching(way, relation, args, |bound, stretch| {
                    let doubt = holds(bound, stretch)?;
                    Some((Fact::Held(*stretch), doubt))
                });
                if let Some(there) = self.there(way, relation, args, timing) {
                    let moved: BTreeSet<Node> = there.iter().map(|&(_, _, node)| node).collect();
                    ways.retain(|(_, fact, _)| match fact {
                        Fact::Held(stretch) => stretch.args[0].is_none_or(|node| !moved.contains(&node)),
                        Fact::Over(_) | Fact::Lacking(..) | Fact::Happened(_) | Fact::There(..) | Fact::Never => true,
                    });
                    ways.extend(there.into_iter().map(|(bound, (event, doubt), node)| {
                        let fact = Fact::There(event, node);
                        (bound, fact, doubt)
                    }));
                    ways.retain(|(_, fact, _)| self.fits_there(&way.bound, args, fact));
                }
                ways.into_iter()
                    .map(|(bound, fact, doubt)| way.on(bound, clause, fact, doubt))
                    .collect()
            }
        }
    }

    /// What each stretch of a relation between these makes of it.
    fn matching(
        &self,
        way: &Way,
        relation: RelationId,
        args: &[Term; 2],
        judged: impl Fn(&[Option<Node>], &Stretch) -> Option<(Fact, Doubt)>,
    ) -> Vec<(Vec<Option<Node>>, Fact, Doubt)> {
        let mut found = Vec::new();
        let orders = self.orders(way, relation, args);
        for stretch in self.stretches(way, relation, args) {
            let mut seen: Option<Vec<Option<Node>>> = None;
            for order in &orders {
                let mut bound = way.bound.clone();
                let fits = (0..2).all(|i| {
                    let node = stretch.args[order[i]];
                    unify(self.world, self.inquiry, &mut bound, &args[i], node)
                });
                if !fits || seen.as_ref() == Some(&bound) {
                    continue;
                }
                if let Some((fact, doubt)) = judged(&bound, stretch) {
                    found.push((bound.clone(), fact, doubt));
                }
                seen = Some(bound);
            }
        }
        found
    }

    /// The stretches of a relation that may concern those whom a clause names.
    fn stretches(&self, way: &Way, relation: RelationId, args: &[Term; 2]) -> Vec<&Stretch> {
        let timeline = self.world.timeline_of(relation);
        let concerned = args.iter().find_map(|term| one(&way.bound, term));
        let stretches: Vec<&Stretch> = match concerned {
            Some(node) => timeline.concerning(node).collect(),
            None => return self.index.stretches_of(relation),
        };
        stretches
            .into_iter()
            .filter(|stretch| stretch.relation == relation)
            .collect()
    }

    /// In which orders the two of a stretch may be the two of a clause.
    ///
    /// Two unknowns of a symmetric relation that nothing else speaks of are each other's: one order tells it all.
    fn orders(&self, way: &Way, relation: RelationId, args: &[Term; 2]) -> Vec<[usize; 2]> {
        let alone = |term: &Term| match term {
            Term::Unknown(var) => {
                let speaks = |clause: &&super::Clause| super::solve::vars(clause).contains(var);
                way.value(*var).is_none() && self.inquiry.clauses.iter().filter(speaks).count() == 1
            }
            Term::Named(_) | Term::OneOf(_) | Term::Any => false,
        };
        let both_alone = args.iter().all(alone) && args[0] != args[1];
        if self.world.vocabulary.relation(relation).symmetric && !both_alone {
            vec![[0, 1], [1, 0]]
        } else {
            vec![[0, 1]]
        }
    }

    /// Whether a stretch is in time, and how sure that is.
    pub(super) fn stands(&self, bound: &[Option<Node>], stretch: &Stretch, timing: &Timing) -> Option<Doubt> {
        match timing {
            Timing::Ever => Some(Doubt::of(stretch.certainty)),
            Timing::AsOf(as_of) => self.at(stretch, as_of),
            Timing::Between(from, until) => self.between(stretch, from, until),
            Timing::When(_) => self.at(stretch, &self.as_of(bound, timing)?),
            Timing::Before(term) => self.between(
                stretch,
                &self.world.start(),
                &self.world.before_event(event(bound, term)?),
            ),
            Timing::After(term) => {
                self.between(stretch, &self.world.after_event(event(bound, term)?), &self.world.end())
            }
        }
    }

    /// The one moment that a timing names, if it does.
    pub(super) fn as_of(&self, bound: &[Option<Node>], timing: &Timing) -> Option<AsOf> {
        match timing {
            Timing::AsOf(as_of) => Some(as_of.clone()),
            Timing::When(term) => Some(self.world.before_event(event(bound, term)?)),
            Timing::Ever | Timing::Between(..) | Timing::Before(_) | Timing::After(_) => None,
        }
    }

    /// Whether a stretch holds as of a moment, as every other question decides it.
    pub(super) fn at(&self, stretch: &Stretch, as_of: &AsOf) -> Option<Doubt> {
        let world = self.world;
        let vocabulary = &world.vocabulary;
        let mut hidden = BTreeSet::new();
        for node in stretch.args.into_iter().flatten() {
            let obscures = |other: &&Stretch| {
                other.args[0] == Some(node)
                    && vocabulary.relation(other.relation).obscures.contains(&stretch.relation)
                    && world.timeline.spans(other, as_of)
            };
            if world.timeline.concerning(node).any(|other| obscures(&other)) {
                hidden.insert((node, stretch.relation));
            }
        }
        let standing = stretches::standing(world, stretch, as_of, &hidden);
        Doubt::standing(standing, stretch.certainty)
    }

    /// Whether a stretch holds at some moment from the one to the other, and how sure that is.
    fn between(&self, stretch: &Stretch, from: &AsOf, until: &AsOf) -> Option<Doubt> {
        let timeline = &self.world.timeline;
        let ends = [from, until];
        let started = stretch.started.event().map(|event| self.world.after_event(event));
        let started = started.filter(|as_of| as_of.moment > from.moment && as_of.moment <= until.moment);
        let surely = |end: &&AsOf| timeline.spans(stretch, end) && timeline.doubt(stretch, end).is_none();
        let held = ends.into_iter().filter(surely).map(|end| self.at(stretch, end));
        let held: Vec<Option<Doubt>> = held.collect();
        if let Some(first) = held.first() {
            // What hides it later does not take back that it surely began.
            let began = || {
                started
                    .filter(|as_of| surely(&as_of))
                    .map(|as_of| self.at(stretch, &as_of))
            };
            let is_sure = |doubt: &Option<Doubt>| doubt.as_ref().is_some_and(Doubt::is_sure);
            let sure = held.iter().find(|doubt| is_sure(doubt)).cloned();
            return sure
                .or_else(|| began().filter(is_sure))
                .unwrap_or_else(|| first.clone());
        }
        let began = |as_of: &AsOf| stretch.from <= as_of.moment;
        let over = |as_of: &AsOf| stretch.until.is_some_and(|until| until <= as_of.moment);
        let within = began(until) && !over(from);
        let spans = within || ends.iter().any(|end| timeline.spans(stretch, end));
        let unsettled = |cause: Option<Cause>, as_of: &AsOf| {
            let event = cause.and_then(Cause::event)?;
            (!timeline.is_settled(event, as_of)).then(|| reasons::unsettled(self.world, event, as_of))
        };
        let open = unsettled(Some(stretch.started), until).or_else(|| unsettled(stretch.ended, from));
        match (spans, open) {
            (_, Some(clause)) => Some(Doubt::open(stretch.certainty, clause)),
            (true, None) => Some(Doubt::of(stretch.certainty)),
            (false, None) => None,
        }
    }

    /// The ways on which a relation held between two, and holds no more.
    fn over(&self, way: &Way, clause: usize, relation: RelationId, args: &[Term; 2], as_of: &AsOf) -> Vec<Way> {
        let mut asked = BTreeSet::new();
        let mut found = self.matching(way, relation, args, |_, stretch| {
            let world = self.world;
            let verdict = world.holds(relation, stretch.args, as_of);
            let gap = stretches::gap_after(world, stretch).filter(|gap| world.timeline.spans(gap, as_of));
            match (verdict.truth, gap) {
                // Whatever else is so instead, what held and surely does not is so no longer.
                (Truth::No, Some(gap)) => Some((Fact::Over(gap), Doubt::of(gap.certainty))),
                (Truth::Unknown, gap) => Some((
                    gap.map_or(Fact::Lacking(relation, stretch.args), Fact::Over),
                    Doubt::open(stretch.certainty, reasons::clause(world, &verdict, as_of)),
                )),
                (Truth::Yes | Truth::No, _) => None,
            }
        });
        found.retain(|(bound, _, _)| asked.insert(bound.clone()));
        found
            .into_iter()
            .map(|(bound, fact, doubt)| way.on(bound, clause, fact, doubt))
            .collect()
    }

    /// Whoever is where an event happens because they take part in it there, for relations that tell where somebody is.
    #[expect(clippy::type_complexity, reason = "what is bound, by which event, of whom")]
    fn there(
        &self,
        way: &Way,
        relation: RelationId,
        args: &[Term; 2],
        timing: &Timing,
    ) -> Option<Vec<(Vec<Option<Node>>, (EventId, Doubt), Node)>> {
        let Timing::When(term) = timing else { return None };
        if self.world.vocabulary.relation(relation).means != Some(Meaning::Presence) {
            return None;
        }
        let event = event(&way.bound, term)?;
        let place = self.world.story.event(event).place?;
        let there = in_person(self.world, event).into_iter().filter_map(|(node, doubt)| {
            let mut bound = way.bound.clone();
            let subject = unify(self.world, self.inquiry, &mut bound, &args[0], Some(node));
            // The place is compared afterwards: whoever is there is nowhere else, whichever place is asked about.
            let free = matches!(&args[1], Term::Unknown(_)) && one(&bound, &args[1]).is_none();
            if free {
                unify(self.world, self.inquiry, &mut bound, &args[1], Some(place.into()));
            }
            subject.then_some((bound, (event, doubt), node))
        });
        Some(there.collect())
    }

    /// Whether somebody's being there is being where the clause asks.
    fn fits_there(&self, bound: &[Option<Node>], args: &[Term; 2], fact: &Fact) -> bool {
        let Fact::There(event, _) = fact else { return true };
        let place = self.world.story.event(*event).place.map(Node::from);
        let mut bound = bound.to_vec();
        unify(self.world, self.inquiry, &mut bound, &args[1], place)
    }
}

/// The event that a term stands for.
fn event(bound: &[Option<Node>], term: &Term) -> Option<EventId> {
    one(bound, term).and_then(Node::event)
}

/// Whoever takes part in an event in person: whoever acts, and whoever it cannot do without.
pub(in crate::ask) fn in_person(world: &crate::world::World, event: EventId) -> Vec<(Node, Doubt)> {
    let told = world.story.event(event);
    let kind = world.vocabulary.kind(told.kind);
    if !kind.in_person {
        return Vec::new();
    }
    let there = |part: &crate::model::Part| {
        let role = kind.role(part.role);
        role.is_some_and(|role| role.of.admits_actors() && (role.agentive || role.min > 0))
    };
    let is_actor = |id: EntityId| {
        let kind = world.story.entity(id).kind;
        matches!(
            kind,
            crate::model::EntityKind::Character | crate::model::EntityKind::Faction
        )
    };
    world
        .parts(event)
        .into_iter()
        .filter(there)
        .filter(|part| part.node.entity().is_some_and(is_actor))
        .map(|part| {
            let possible = if part.candidate {
                crate::model::Certainty::Possible
            } else {
                told.certainty
            };
            (part.node, Doubt::of(possible))
        })
        .collect()
}
