//! Whom an effect or a need of a kind concerns in one of its events: the roles of a declaration, filled.

use super::World;
use crate::model::{EventId, Node};
use crate::vocabulary::{Arg, Effect, Kind};

impl World {
    /// The pairs that an effect speaks of in an event, each once; a none is anybody or somebody unknown, or the missing second of a relation of one argument.
    ///
    /// Whoever is only a candidate is among them.
    #[must_use]
    pub fn pairs(&self, event: EventId, effect: &Effect) -> Vec<[Option<Node>; 2]> {
        let Some(&first) = effect.args.first() else {
            return Vec::new();
        };
        let second = effect.args.get(1).copied();
        let ones = self.fillers_of(event, effect, 0, first);
        let others = match second {
            Some(second) => self.fillers_of(event, effect, 1, second),
            None => vec![None],
        };
        let symmetric = self.vocabulary.relation(effect.relation).symmetric;
        let mut pairs = Vec::new();
        for (place, &one) in ones.iter().enumerate() {
            let begin = if second == Some(first) && symmetric {
                place + 1
            } else {
                0
            };
            let differing = others[begin.min(others.len())..].iter();
            for &other in differing.filter(|&&other| one != other || one.is_none()) {
                if !pairs.contains(&[one, other]) {
                    pairs.push([one, other]);
                }
            }
        }
        pairs
    }

    /// Whether somebody may be what an argument of an effect of a kind stands for.
    #[must_use]
    pub fn may_be(&self, kind: &Kind, arg: Arg, node: Node) -> bool {
        match arg {
            Arg::Any => true,
            Arg::Event => node.event().is_some(),
            Arg::Place => {
                let place = node.entity().map(|id| self.story.entity(id).kind);
                place == Some(crate::model::EntityKind::Place)
            }
            Arg::Role { role, only, .. } => {
                let admits = |role: &crate::vocabulary::Role| role.of.admits_node(&self.story, node);
                kind.role(role).is_some_and(admits) && only.is_none_or(|only| only.admits_node(&self.story, node))
            }
        }
    }

    fn fillers_of(&self, event: EventId, effect: &Effect, place: usize, arg: Arg) -> Vec<Option<Node>> {
        let admitted = self.vocabulary.relation(effect.relation).between[place];
        let nodes: Vec<Option<Node>> = match arg {
            Arg::Any => return vec![None],
            Arg::Event => vec![Some(event.into())],
            Arg::Place => vec![self.story.event(event).place.map(Node::from)],
            Arg::Role { role, only, unknown } => {
                let parts = self.story.fillers(event, role).map(|part| part.node);
                let fits = |node: &Node| only.is_none_or(|only| only.admits_node(&self.story, *node));
                let nodes: Vec<_> = parts.filter(fits).map(Some).collect();
                if nodes.is_empty() && unknown {
                    return vec![None];
                }
                nodes
            }
        };
        let admits = |node: &Node| admitted.admits_node(&self.story, *node);
        nodes
            .into_iter()
            .filter(|node| node.as_ref().is_some_and(admits))
            .collect()
    }
}
