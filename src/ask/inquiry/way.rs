//! One way in which an inquiry's clauses are so: who stands for each unknown, what makes each clause so, and how sure all of it is.

use super::super::stretches::Standing;
use super::{Inquiry, Term, Var};
use crate::model::{Certainty, EventId, Node, RelationId};
use crate::timeline::Stretch;
use crate::world::World;

/// One way in which all clauses considered so far are so.
#[derive(Clone, Debug)]
pub(super) struct Way {
    /// Who stands for each unknown, as far as it is settled.
    pub(super) bound: Vec<Option<Node>>,
    /// What makes each clause so, by the clause's place in the inquiry.
    pub(super) facts: Vec<(usize, Fact)>,
    /// How sure it is.
    pub(super) doubt: Doubt,
}

/// What makes a clause so.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fact {
    /// A relation holds.
    Held(Stretch),
    /// A relation held, and holds no more since the gap began.
    Over(Stretch),
    /// A relation does not hold between these, so far as they are known.
    Lacking(RelationId, [Option<Node>; 2]),
    /// An event happens.
    Happened(EventId),
    /// Somebody is where an event happens, since they take part in it there.
    There(EventId, Node),
    /// No such event is told.
    Never,
}

/// How sure something is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Doubt {
    /// The least sure claim that it rests on.
    pub(super) certainty: Certainty,
    /// What leaves it open, as a clause; none where nothing does.
    pub(super) open: Option<String>,
}

impl Doubt {
    /// As sure as a claim is.
    pub(super) fn of(certainty: Certainty) -> Self {
        Self { certainty, open: None }
    }

    /// Left open by what the clause says.
    pub(super) fn open(certainty: Certainty, clause: String) -> Self {
        Self {
            certainty,
            open: Some(clause),
        }
    }

    /// The doubt that a standing leaves; none if it does not hold at all.
    pub(super) fn standing(standing: Standing, certainty: Certainty) -> Option<Self> {
        match standing {
            Standing::Holds => Some(Self::of(certainty)),
            Standing::Open(clause) => Some(Self::open(certainty, clause)),
            Standing::Not => None,
        }
    }

    /// Whether it is so beyond doubt.
    pub(super) fn is_sure(&self) -> bool {
        self.open.is_none() && self.certainty < Certainty::Doubtful
    }

    /// As sure as both together.
    pub(super) fn and(&self, other: Self) -> Self {
        Self {
            certainty: self.certainty.max(other.certainty),
            open: self.open.clone().or(other.open),
        }
    }
}

impl Way {
    /// The way on which nothing is settled yet.
    pub(super) fn start(inquiry: &Inquiry) -> Self {
        Self {
            bound: vec![None; inquiry.unknowns.len()],
            facts: Vec::new(),
            doubt: Doubt::default(),
        }
    }

    /// The way that goes on from this one, with what makes one more clause so.
    pub(super) fn on(&self, bound: Vec<Option<Node>>, clause: usize, fact: Fact, doubt: Doubt) -> Self {
        let mut facts = self.facts.clone();
        facts.push((clause, fact));
        Self {
            bound,
            facts,
            doubt: self.doubt.and(doubt),
        }
    }

    /// Who stands for an unknown.
    pub(super) fn value(&self, var: Var) -> Option<Node> {
        self.bound[usize::from(var.0)]
    }
}

/// Who a term stands for, where it is one alone and settled.
pub(super) fn one(bound: &[Option<Node>], term: &Term) -> Option<Node> {
    match term {
        Term::Named(node) => Some(*node),
        Term::OneOf(nodes) => match nodes.as_slice() {
            [one] => Some(*one),
            _ => None,
        },
        Term::Unknown(var) => bound[usize::from(var.0)],
        Term::Any => None,
    }
}

/// Lets a term stand for somebody, if it may; an unknown that is not settled yet is settled by it.
pub(super) fn unify(
    world: &World,
    inquiry: &Inquiry,
    bound: &mut [Option<Node>],
    term: &Term,
    node: Option<Node>,
) -> bool {
    match (term, node) {
        (Term::Any, _) => true,
        (_, None) => false,
        (Term::Named(named), Some(node)) => *named == node,
        (Term::OneOf(nodes), Some(node)) => nodes.contains(&node),
        (Term::Unknown(var), Some(node)) => {
            let place = usize::from(var.0);
            if let Some(known) = bound[place] {
                return known == node;
            }
            let fits = inquiry.unknowns[place].of.admits_node(&world.story, node);
            if fits {
                bound[place] = Some(node);
            }
            fits
        }
    }
}
