//! The stretches of one relation and certain arguments, found without walking all of them: a chain asks at every step.

use crate::model::{Node, RelationId};
use crate::timeline::Stretch;
use crate::world::World;

/// The places of stretches by relation and arguments, sorted once.
pub(super) struct Alike {
    /// By relation, first argument, second argument.
    by_first: Vec<(RelationId, [Option<Node>; 2], u32)>,
    /// By relation, second argument, first argument.
    by_second: Vec<(RelationId, [Option<Node>; 2], u32)>,
}

impl Alike {
    pub(super) fn of(world: &World) -> Self {
        let numbered = || (0..).zip(&world.timeline.stretches);
        let by = |turn: bool| {
            let keyed = numbered().map(|(place, stretch)| {
                let [one, other] = stretch.args;
                (stretch.relation, if turn { [other, one] } else { [one, other] }, place)
            });
            let mut all: Vec<_> = keyed.collect();
            all.sort_unstable();
            all
        };
        Self {
            by_first: by(false),
            by_second: by(true),
        }
    }

    /// The stretches of a relation between just these, a none being just that; in the order in which they began.
    pub(super) fn exactly<'a>(
        &'a self,
        world: &'a World,
        relation: RelationId,
        args: [Option<Node>; 2],
    ) -> impl DoubleEndedIterator<Item = &'a Stretch> {
        let from = self
            .by_first
            .partition_point(|(of, held, _)| (*of, *held) < (relation, args));
        let to = from + self.by_first[from..].partition_point(|(of, held, _)| (*of, *held) == (relation, args));
        let places = self.by_first[from..to].iter();
        places.map(|&(_, _, place)| &world.timeline.stretches[place as usize])
    }

    /// The stretches of a relation between these, a none standing for anybody; the two of a symmetric one in either order.
    pub(super) fn fitting<'w>(
        &self,
        world: &'w World,
        relation: RelationId,
        args: [Option<Node>; 2],
    ) -> Vec<&'w Stretch> {
        let [one, other] = args;
        let declared = world.vocabulary.relation(relation);
        let mut places = self.places(relation, args, declared.is_unary());
        if declared.symmetric && one != other {
            places.extend(self.places(relation, [other, one], declared.is_unary()));
        }
        places.sort_unstable();
        places.dedup();
        let stretches = places.into_iter();
        stretches
            .map(|place| &world.timeline.stretches[place as usize])
            .collect()
    }

    fn places(&self, relation: RelationId, [one, other]: [Option<Node>; 2], unary: bool) -> Vec<u32> {
        let (sorted, first, second) = match (one, other) {
            (Some(_), _) => (&self.by_first, one, other),
            (None, Some(_)) => (&self.by_second, other, None),
            (None, None) => return Vec::new(),
        };
        let whole = unary || second.is_none();
        let key = |held: [Option<Node>; 2]| if whole { [held[0], None] } else { held };
        let sought = (relation, [first, if whole { None } else { second }]);
        let from = sorted.partition_point(|(of, held, _)| (*of, key(*held)) < sought);
        let alike = sorted[from..].partition_point(|(of, held, _)| (*of, key(*held)) == sought);
        sorted[from..from + alike].iter().map(|&(_, _, place)| place).collect()
    }
}
