//! The stretches of one relation and certain arguments, found without walking all of them: a chain asks at every step.

use crate::model::{Node, RelationId};
use crate::timeline::Stretch;
use crate::vocabulary::Meaning;
use crate::world::World;
use std::cell::OnceCell;

/// The places of stretches by relation and arguments, sorted when first asked for.
#[derive(Default)]
pub(super) struct Alike {
    told: OnceCell<Sorted>,
    /// Who knows of what has a timeline of its own.
    known: OnceCell<Sorted>,
}

/// The places of the stretches of one timeline.
struct Sorted {
    /// By relation, first argument, second argument.
    by_first: Vec<(RelationId, [Option<Node>; 2], u32)>,
    /// By relation, second argument, first argument.
    by_second: Vec<(RelationId, [Option<Node>; 2], u32)>,
}

impl Sorted {
    fn of(stretches: &[Stretch]) -> Self {
        let numbered = || (0..).zip(stretches);
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
}

impl Alike {
    fn sorted(&self, world: &World, relation: RelationId) -> &Sorted {
        let knows = world.vocabulary.relation(relation).means == Some(Meaning::Knowledge);
        let cell = if knows { &self.known } else { &self.told };
        cell.get_or_init(|| Sorted::of(&world.timeline_of(relation).stretches))
    }

    /// The stretches of a relation between just these, a none being just that; in the order in which they began.
    pub(super) fn exactly<'a>(
        &'a self,
        world: &'a World,
        relation: RelationId,
        args: [Option<Node>; 2],
    ) -> impl DoubleEndedIterator<Item = &'a Stretch> {
        let by_first = &self.sorted(world, relation).by_first;
        let from = by_first.partition_point(|(of, held, _)| (*of, *held) < (relation, args));
        let to = from + by_first[from..].partition_point(|(of, held, _)| (*of, *held) == (relation, args));
        let places = by_first[from..to].iter();
        places.map(move |&(_, _, place)| &world.timeline_of(relation).stretches[place as usize])
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
        let mut places = self.places(world, relation, args, declared.is_unary());
        if declared.symmetric && one != other {
            places.extend(self.places(world, relation, [other, one], declared.is_unary()));
        }
        places.sort_unstable();
        places.dedup();
        let stretches = places.into_iter();
        stretches
            .map(|place| &world.timeline_of(relation).stretches[place as usize])
            .collect()
    }

    fn places(&self, world: &World, relation: RelationId, [one, other]: [Option<Node>; 2], unary: bool) -> Vec<u32> {
        let all = self.sorted(world, relation);
        let (sorted, first, second) = match (one, other) {
            (Some(_), _) => (&all.by_first, one, other),
            (None, Some(_)) => (&all.by_second, other, None),
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
