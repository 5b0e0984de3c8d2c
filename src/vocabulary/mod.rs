//! What can happen in a story and what can hold in it: every kind and every relation is declared here as data, and nowhere else in code.
//!
//! The prelude is the built-in vocabulary, a file embedded at build time; a story adds to it or overrides it.
//! No file outside this folder may ask for a kind or a relation by name: it asks what a declaration means, through [`Meaning`] and its kin.

mod compile;
mod declare;
mod effect;
mod index;
mod kind;
mod pattern;
mod relation;
mod saying;
mod verb;

pub(crate) use declare::only_objects;
pub use declare::{
    Declarations, Declared, Flaw, KindDeclaration, NeedDeclaration, RelationDeclaration, RoleDeclaration,
    VerbDeclaration, prelude,
};
pub use effect::{Arg, Effect};
pub use kind::{Fillers, Kind, Need, Role};
pub use pattern::{Blank, Pattern, Segment};
pub use relation::{Line, Meaning, Relation};
pub use saying::{Part, Saying};
pub use verb::{Number, Verb};

use crate::model::{KindId, RelationId, RoleId, fold};
use index::WordIndex;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// All relations and kinds of a story: the prelude's, and the story's own.
///
/// ```
/// use lorescope::vocabulary::{Meaning, Vocabulary};
/// let vocabulary = Vocabulary::prelude();
/// let killing = vocabulary.kind_named("killing").unwrap();
/// let death = vocabulary.kind_named("death").unwrap();
/// assert!(vocabulary.is_a(killing, death));
/// assert_eq!(vocabulary.meaning(Meaning::Life).count(), 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Every relation, in the order of declaration, the prelude's first.
    pub relations: Vec<Relation>,
    /// Every kind, in the order of declaration, the prelude's first.
    pub kinds: Vec<Kind>,
    /// What the story itself declares, as it was written.
    pub declared: Declarations,
    roles: Vec<String>,
    relation_ids: FxHashMap<String, RelationId>,
    kind_ids: FxHashMap<String, KindId>,
    role_ids: FxHashMap<String, RoleId>,
    words: OnceLock<WordIndex>,
}

impl Vocabulary {
    /// The built-in vocabulary alone.
    #[must_use]
    pub fn prelude() -> Self {
        Self::of(&[]).0
    }

    /// The prelude with a story's own declarations laid over it, in order; a later declaration of the same name replaces the earlier one whole.
    ///
    /// Whatever is wrong with a declaration is told, and the rest of it is used.
    #[must_use]
    pub fn of(stories: &[&Declarations]) -> (Self, Vec<Flaw>) {
        compile::compile(stories)
    }

    /// The relation of that number.
    #[must_use]
    pub fn relation(&self, id: RelationId) -> &Relation {
        &self.relations[id.index()]
    }

    /// The kind of that number.
    #[must_use]
    pub fn kind(&self, id: KindId) -> &Kind {
        &self.kinds[id.index()]
    }

    /// The name of a role.
    #[must_use]
    pub fn role(&self, id: RoleId) -> &str {
        &self.roles[id.index()]
    }

    /// The relation declared under that name.
    #[must_use]
    pub fn relation_named(&self, name: &str) -> Option<RelationId> {
        self.relation_ids.get(name).copied()
    }

    /// The kind declared under that name.
    #[must_use]
    pub fn kind_named(&self, name: &str) -> Option<KindId> {
        self.kind_ids.get(name).copied()
    }

    /// The role of that name, in whatever kind.
    #[must_use]
    pub fn role_named(&self, name: &str) -> Option<RoleId> {
        self.role_ids.get(name).copied()
    }

    /// Every relation's number, in the order of declaration.
    pub fn relation_ids(&self) -> impl Iterator<Item = RelationId> + use<> {
        (0..u16::try_from(self.relations.len()).expect("the compiler admits fewer")).map(RelationId)
    }

    /// Every kind's number, in the order of declaration.
    pub fn kind_ids(&self) -> impl Iterator<Item = KindId> + use<> {
        (0..u16::try_from(self.kinds.len()).expect("the compiler admits fewer")).map(KindId)
    }

    /// The relations that mean that.
    pub fn meaning(&self, meaning: Meaning) -> impl Iterator<Item = RelationId> + '_ {
        self.relation_ids()
            .filter(move |&id| self.relation(id).means == Some(meaning))
    }

    /// Whether an event of the one kind is also one of the other: killing is a death, and every kind is itself.
    #[must_use]
    pub fn is_a(&self, kind: KindId, ancestor: KindId) -> bool {
        self.ancestry(kind).any(|id| id == ancestor)
    }

    /// A kind, what it is, what that is, and so on.
    pub fn ancestry(&self, kind: KindId) -> impl Iterator<Item = KindId> + '_ {
        std::iter::successors(Some(kind), |&id| self.kind(id).is)
    }

    /// What each word means, worked out when a word is first looked up.
    fn words(&self) -> &WordIndex {
        self.words.get_or_init(|| WordIndex::of(self))
    }

    /// The relation a typed word means: its name, a form of its words, or a further word declared for it; the story's own before the prelude's.
    #[must_use]
    pub fn relation_by_word(&self, word: &str) -> Option<RelationId> {
        let word = fold(word);
        self.relation_named(&word)
            .or_else(|| self.words().relations.get(&word).copied())
    }

    /// The first relation whose verb a word is, where more words follow the verb; the story's own before the prelude's.
    #[must_use]
    pub fn relation_by_first_word(&self, word: &str) -> Option<RelationId> {
        self.words().relations_by_first.get(&fold(word)).copied()
    }

    /// The first kind whose verb a word is, where more words follow the verb; the story's own before the prelude's.
    #[must_use]
    pub fn kind_by_first_word(&self, word: &str) -> Option<KindId> {
        self.words().kinds_by_first.get(&fold(word)).copied()
    }

    /// The kind a typed word means: its name, a form of its verb, or a further word declared for it; the story's own before the prelude's.
    #[must_use]
    pub fn kind_by_word(&self, word: &str) -> Option<KindId> {
        let word = fold(word);
        self.kind_named(&word)
            .or_else(|| self.words().kinds.get(&word).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prelude_has_no_flaw() {
        let (vocabulary, flaws) = Vocabulary::of(&[]);
        assert_eq!(flaws, []);
        assert!(vocabulary.kinds.len() >= 55);
    }

    #[test]
    fn every_need_and_effect_of_a_parent_is_its_childs() {
        let vocabulary = Vocabulary::prelude();
        let (killing, death) = (
            vocabulary.kind_named("killing").unwrap(),
            vocabulary.kind_named("death").unwrap(),
        );
        for end in &vocabulary.kind(death).ends {
            assert!(vocabulary.kind(killing).ends.contains(end));
        }
    }

    fn flaws(text: &str) -> Vec<(String, String)> {
        let declared: Declarations = serde_json::from_str(text).unwrap();
        let (_, flaws) = Vocabulary::of(&[&declared]);
        flaws
            .into_iter()
            .map(|flaw| (flaw.path.join("/"), flaw.message))
            .collect()
    }

    #[test]
    fn what_is_wrong_with_a_declaration_is_told_where_it_stands() {
        for (text, path, message) in [
            (
                r#"{"kinds": {"oath": {"verb": {"base": "swear"}, "starts": ["sworn(a, b)"]}}}"#,
                "kinds/oath/starts/0",
                "there is no relation `sworn`",
            ),
            (
                r#"{"kinds": {"oath": {"verb": {"base": "swear"}, "starts": ["allied(a, a)"]}}}"#,
                "kinds/oath/starts/0",
                "`oath` has no role `a`",
            ),
            (
                r#"{"kinds": {"oath": {"is": "death", "verb": {"base": "swear"}, "starts": ["not alive(victim)"]}}}"#,
                "kinds/oath/starts/0",
                "`not alive(victim)` can be needed, but not started or ended",
            ),
            (
                r#"{"kinds": {"oath": {"is": "death", "verb": {"base": "swear"}, "starts": ["captive(victim, *)"]}}}"#,
                "kinds/oath/starts/0",
                "`captive(victim, *)` starts with anybody at all",
            ),
            (
                r#"{"kinds": {"oath": {"is": "oath", "verb": {"base": "swear"}}}}"#,
                "kinds/oath/is",
                "the kind `oath` is, in the end, itself",
            ),
            (
                r#"{"relations": {"sworn": {"between": ["person"], "words": {"base": "be sworn"}}}}"#,
                "relations/sworn/between/0",
                "there is no sort of thing `person`",
            ),
            (
                r#"{"relations": {"sworn": {"between": ["actor"], "words": {"base": "be sworn"}, "colour": "red"}}}"#,
                "relations/sworn/colour",
                "`red` is not a colour",
            ),
        ] {
            assert_eq!(flaws(text), [(path.to_owned(), message.to_owned())]);
        }
    }
}
