//! The stretches that nothing has ended yet, found by what holds of whom and by anybody they concern.

use super::Stretch;
use crate::model::{Node, RelationId, Story};
use hashbrown::HashTable;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;

/// What holds of whom.
pub(super) type Key = (RelationId, Option<Node>, Option<Node>);

/// The places of the open stretches in the list of all, which every question is given.
pub(super) struct Open {
    by_key: HashTable<u32>,
    of_entity: Vec<Concerns>,
    of_event: FxHashMap<Node, Concerns>,
}

/// The open stretches that concern somebody, by place.
///
/// One that ends leaves a gap, and the gaps are taken out once they are most of the list: so nobody's many stretches are walked to end one of them.
#[derive(Clone, Default)]
struct Concerns {
    places: Vec<(u32, Option<RelationId>)>,
    gaps: usize,
}

impl Concerns {
    fn remove(&mut self, place: u32) {
        let Ok(at) = self.places.binary_search_by_key(&place, |(place, _)| *place) else {
            return;
        };
        self.gaps += usize::from(self.places[at].1.take().is_some());
        if self.gaps * 2 > self.places.len() {
            self.places.retain(|(_, relation)| relation.is_some());
            self.gaps = 0;
        }
    }
}

/// Whom a stretch concerns, each once.
fn concerned(stretch: &Stretch) -> impl Iterator<Item = Node> + use<> {
    let [one, other] = stretch.args;
    [one, other.filter(|_| other != one)].into_iter().flatten()
}

fn key(stretch: &Stretch) -> Key {
    (stretch.relation, stretch.args[0], stretch.args[1])
}

fn hash(key: Key) -> u64 {
    let (relation, one, other) = key;
    let number = |node: Option<Node>| node.map_or(u32::MAX, Node::key);
    FxBuildHasher.hash_one((u64::from(number(one)) << 32 | u64::from(number(other)), relation))
}

impl Open {
    pub(super) fn of(story: &Story) -> Self {
        Self {
            by_key: HashTable::with_capacity(story.entities.len()),
            of_entity: vec![Concerns::default(); story.entities.len()],
            of_event: FxHashMap::default(),
        }
    }

    /// The open stretch of that key.
    pub(super) fn find(&self, sought: Key, all: &[Stretch]) -> Option<u32> {
        let same = |&place: &u32| key(&all[place as usize]) == sought;
        self.by_key.find(hash(sought), same).copied()
    }

    /// Notes that the last of all stretches is open.
    pub(super) fn add(&mut self, all: &[Stretch]) {
        let place = u32::try_from(all.len() - 1).expect("fewer stretches than that");
        let key_at = |place: u32| key(&all[place as usize]);
        let rehash = |&place: &u32| hash(key_at(place));
        self.by_key.insert_unique(hash(key_at(place)), place, rehash);
        let stretch = &all[place as usize];
        for node in concerned(stretch) {
            self.list(node).places.push((place, Some(stretch.relation)));
        }
    }

    /// Notes that a stretch has ended.
    pub(super) fn remove(&mut self, place: u32, all: &[Stretch]) {
        let stretch = &all[place as usize];
        if let Ok(entry) = self.by_key.find_entry(hash(key(stretch)), |&open| open == place) {
            entry.remove();
        }
        for node in concerned(stretch) {
            self.list(node).remove(place);
        }
    }

    /// The open stretches of somebody, in the order in which they began, and which relation each is of.
    pub(super) fn concerning(&mut self, node: Node) -> impl Iterator<Item = (u32, RelationId)> + '_ {
        let places = self.list(node).places.iter();
        places.filter_map(|&(place, relation)| Some((place, relation?)))
    }

    fn list(&mut self, node: Node) -> &mut Concerns {
        match node.entity() {
            Some(entity) => &mut self.of_entity[entity.index()],
            None => self.of_event.entry(node).or_default(),
        }
    }
}
