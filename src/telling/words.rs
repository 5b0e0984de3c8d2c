//! The words a story has been told in so far: a kind or relation of its own that only later events use says too much by its name.

use crate::model::{KindId, RelationId, RoleId};
use crate::vocabulary::{Declarations, Vocabulary, prelude};
use std::collections::BTreeSet;

/// A vocabulary without what has not been used yet, and the new numbers of everything in it.
pub(super) struct Words<'a> {
    before: &'a Vocabulary,
    pub(super) now: Vocabulary,
}

impl<'a> Words<'a> {
    /// Leaves out the kinds and relations of a story's own that are neither used nor meant by what is.
    pub(super) fn of(
        before: &'a Vocabulary,
        kinds: impl Iterator<Item = KindId>,
        relations: impl Iterator<Item = RelationId>,
        admits: impl Fn(&str) -> bool,
    ) -> Self {
        let declared = &before.declared;
        if declared.is_empty() {
            let now = before.clone();
            return Self { before, now };
        }
        let kinds: BTreeSet<KindId> = kinds.flat_map(|kind| before.ancestry(kind)).collect();
        let mut used: BTreeSet<RelationId> = relations.collect();
        for &kind in &kinds {
            let kind = before.kind(kind);
            let needs = kind.needs.iter().flat_map(|need| &need.any);
            let effects = kind.starts.iter().chain(&kind.ends).chain(needs);
            used.extend(effects.map(|effect| effect.relation));
        }
        // What is declared anew instead of what is built in has its name anyway.
        let built_in = |name: &str| prelude().relations.0.iter().any(|(known, _)| known == name);
        let has_relation = |name: &str| {
            built_in(name)
                || before
                    .relation_named(name)
                    .is_some_and(|relation| used.contains(&relation))
        };
        let has_kind = |name: &str| before.kind_named(name).is_some_and(|kind| kinds.contains(&kind));
        let mut left = Declarations::default();
        for (name, relation) in declared.relations.0.iter().filter(|(name, _)| has_relation(name)) {
            let mut relation = relation.clone();
            relation.excludes.retain(|other| has_relation(other));
            relation.obscures.retain(|other| has_relation(other));
            relation.also.retain(|word| admits(word));
            left.relations.0.push((name.clone(), relation));
        }
        for (name, kind) in declared.kinds.0.iter().filter(|(name, _)| has_kind(name)) {
            let mut kind = kind.clone();
            kind.also.retain(|word| admits(word));
            left.kinds.0.push((name.clone(), kind));
        }
        let (now, _) = Vocabulary::of(&[&left]);
        Self { before, now }
    }

    /// The new number of a kind that is used.
    pub(super) fn kind(&self, kind: KindId) -> KindId {
        let now = self.now.kind_named(&self.before.kind(kind).name);
        now.expect("what is used is left in")
    }

    /// The new number of a relation that is used.
    pub(super) fn relation(&self, relation: RelationId) -> RelationId {
        let now = self.now.relation_named(&self.before.relation(relation).name);
        now.expect("what is used is left in")
    }

    /// The new number of a role of a kind that is used.
    pub(super) fn role(&self, role: RoleId) -> RoleId {
        self.now
            .role_named(self.before.role(role))
            .expect("what is used is left in")
    }
}
