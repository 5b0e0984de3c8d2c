//! What is not so: of whom no stretch tells it, and for whom there is no such event.
//!
//! A story tells what is: where it is silent, something is taken not to be so, and where it leaves something open that is told apart.
//! Nobody dead is counted among those of whom something does not hold, unless life is what is asked about.

use super::super::reasons;
use super::solve::Solver;
use super::way::{Doubt, Fact, Way, one, unify};
use super::{Clause, Polarity, Term, Timing, Var};
use crate::model::{EntityKind, EventId, Node, RelationId};
use crate::timeline::{self, AsOf, Reason, Truth};
use crate::vocabulary::Meaning;

impl Solver<'_> {
    /// The ways on which a relation does not hold.
    pub(super) fn lacking(
        &self,
        way: &Way,
        clause: usize,
        relation: RelationId,
        args: &[Term; 2],
        timing: &Timing,
    ) -> Vec<Way> {
        let mut found = Vec::new();
        for way in self.everyone(way, clause, args.iter(), relation) {
            let nodes = [0, 1].map(|i| one(&way.bound, &args[i]));
            if nodes[0].is_some() && nodes[0] == nodes[1] {
                continue;
            }
            if let Some(doubt) = self.lacks(&way, relation, args, nodes, timing) {
                let fact = Fact::Lacking(relation, nodes);
                found.push(way.on(way.bound.clone(), clause, fact, doubt));
            }
        }
        found
    }

    /// Whether a relation does not hold between these, and how sure that is.
    fn lacks(
        &self,
        way: &Way,
        relation: RelationId,
        args: &[Term; 2],
        nodes: [Option<Node>; 2],
        timing: &Timing,
    ) -> Option<Doubt> {
        let as_of = self.as_of(&way.bound, timing);
        if matches!(args[1], Term::Unknown(_)) && !self.is_to_know(relation, nodes[1], as_of.as_ref()) {
            return None;
        }
        let whole = nodes[1].is_some() || self.world.vocabulary.relation(relation).is_unary();
        if let Some(as_of) = as_of.filter(|_| nodes[0].is_some() && whole) {
            return self.lacks_as_of(relation, nodes, &as_of);
        }
        let mut doubt = Some(Doubt::default());
        let clean = Way {
            doubt: Doubt::default(),
            ..way.clone()
        };
        for so in self.held(&clean, 0, relation, args, Polarity::So, timing) {
            let own = so.doubt;
            if own.is_sure() {
                return None;
            }
            doubt = Some(Doubt::open(
                crate::model::Certainty::Stated,
                own.open.unwrap_or_else(|| "the source leaves it in doubt".to_owned()),
            ));
        }
        doubt
    }

    /// Whether something is of what somebody may be said not to know: the events told of, without those that are still to come.
    fn is_to_know(&self, relation: RelationId, what: Option<Node>, as_of: Option<&AsOf>) -> bool {
        let order = &self.world.timeline.order;
        let past = |event: EventId| as_of.is_none_or(|as_of| order.position(event) < as_of.moment.0);
        let is_knowing = timeline::knowledge(&self.world.vocabulary) == Some(relation);
        match what.map(Node::event) {
            Some(Some(event)) => past(event),
            Some(None) => !is_knowing,
            None => true,
        }
    }

    fn lacks_as_of(&self, relation: RelationId, nodes: [Option<Node>; 2], as_of: &AsOf) -> Option<Doubt> {
        let world = self.world;
        let verdict = world.holds(relation, nodes, as_of);
        match (verdict.truth, verdict.reason) {
            (Truth::Yes, _) => None,
            (Truth::No, _) | (Truth::Unknown, Reason::Unsaid) => Some(Doubt::default()),
            (Truth::Unknown, _) => Some(Doubt::open(
                crate::model::Certainty::Stated,
                reasons::clause(world, &verdict, as_of),
            )),
        }
    }

    /// The ways on which there is no such event.
    pub(super) fn never(&self, way: &Way, place: usize, clause: &Clause) -> Vec<Way> {
        let Clause::Happens {
            parts,
            place: where_told,
            ..
        } = clause
        else {
            return Vec::new();
        };
        let terms = parts.iter().map(|(_, term)| term).chain(where_told);
        let mut found = Vec::new();
        for way in self.everyone(way, place, terms, RelationId(0)) {
            let events = self.matching_events(&way, clause);
            if events.iter().any(|(_, _, doubt)| doubt.is_sure()) {
                continue;
            }
            let doubt = events.first().map(|(_, event, doubt)| {
                let id = &self.world.story.event(*event).id;
                let open = doubt.open.clone();
                Doubt::open(
                    crate::model::Certainty::Stated,
                    open.unwrap_or_else(|| format!("`{id}` leaves it in doubt")),
                )
            });
            found.push(way.on(way.bound.clone(), place, Fact::Never, doubt.unwrap_or_default()));
        }
        found
    }

    /// The ways on which the unknowns of a clause that are asked about elsewhere stand for anyone they may stand for; the rest is anybody at all.
    fn everyone<'b>(
        &self,
        way: &Way,
        clause: usize,
        terms: impl Iterator<Item = &'b Term>,
        relation: RelationId,
    ) -> Vec<Way> {
        let negated = &self.inquiry.clauses[clause];
        let mut ways = vec![way.clone()];
        for (i, term) in terms.enumerate() {
            let Term::Unknown(var) = term else { continue };
            if way.value(*var).is_some() || !self.is_asked(*var, clause) {
                continue;
            }
            let admits = |node: Node| match negated {
                Clause::Holds { .. } => {
                    let sort = self.world.vocabulary.relation(relation).between.get(i);
                    sort.is_some_and(|sort| sort.admits_node(&self.world.story, node))
                }
                _ => self.may_play(negated, i, node),
            };
            let range: Vec<Node> = self.range(way, term).into_iter().filter(|&node| admits(node)).collect();
            ways = ways
                .iter()
                .flat_map(|way| {
                    range.iter().filter_map(|&node| {
                        let mut next = way.clone();
                        let fits = unify(self.world, self.inquiry, &mut next.bound, term, Some(node));
                        (fits && self.counts(&next, negated, node)).then_some(next)
                    })
                })
                .collect();
        }
        ways
    }

    /// Whether an unknown is sought, or spoken of by another clause.
    fn is_asked(&self, var: Var, clause: usize) -> bool {
        let sought = super::sought(&self.inquiry.seeks);
        let mut others = self.inquiry.clauses.iter().enumerate().filter(|(i, _)| *i != clause);
        sought.contains(&var) || others.any(|(_, other)| super::solve::vars(other).contains(&var))
    }

    /// Whether somebody could play the part of an event that is asked about.
    fn may_play(&self, clause: &Clause, term: usize, node: Node) -> bool {
        let Clause::Happens { kind, parts, .. } = clause else {
            return true;
        };
        let (Some(kind), Some((super::Play::Role(role), _))) = (kind, parts.get(term)) else {
            return true;
        };
        let vocabulary = &self.world.vocabulary;
        let kind = vocabulary.kind(*kind);
        let admits = |sort: crate::vocabulary::Fillers| sort.admits_node(&self.world.story, node);
        // What has no life to lose does not die, though a story may tell of the death of a people.
        let loses_life = |end: &crate::vocabulary::Effect| {
            let life = vocabulary.relation(end.relation);
            life.means == Some(Meaning::Life)
                && matches!(&end.args[0], crate::vocabulary::Arg::Role { role: dying, .. } if dying == role)
        };
        let lives = kind.ends.iter().find(|end| loses_life(end));
        kind.role(*role).is_none_or(|role| admits(role.of))
            && lives.is_none_or(|end| admits(vocabulary.relation(end.relation).between[0]))
    }

    /// Whether somebody is counted among those of whom something may not hold: not the one it is about, and not the dead, unless life is asked about.
    fn counts(&self, way: &Way, clause: &Clause, node: Node) -> bool {
        // Nobody is asked whether they did it to themselves.
        let other = |term: &Term| *term == Term::Named(node);
        let (relation, timing) = match clause {
            Clause::Holds {
                relation, args, timing, ..
            } if !args.iter().any(other) => (relation, timing),
            Clause::Happens { parts, .. } => return !parts.iter().any(|(_, term)| other(term)),
            _ => return !matches!(clause, Clause::Holds { .. }),
        };
        let world = self.world;
        let is_character = node
            .entity()
            .is_some_and(|id| world.story.entity(id).kind == EntityKind::Character);
        if !is_character || world.vocabulary.relation(*relation).means == Some(Meaning::Life) {
            return true;
        }
        let Some(as_of) = self.as_of(&way.bound, timing) else {
            return true;
        };
        !world.vocabulary.meaning(Meaning::Life).any(|life| {
            let verdict = world.holds(life, [Some(node), None], &as_of);
            verdict.truth == Truth::No
        })
    }
}
