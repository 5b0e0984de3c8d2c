//! Which relation and which kind each word means: worked out once, for whoever reads a question looks up every word of it, and more than once.

use super::{Verb, Vocabulary};
use crate::model::{Folded, KindId, RelationId, fold};
use rustc_hash::FxHashMap;

/// Relations and kinds by the folded words that a person may type for them.
#[derive(Clone, Debug, Default)]
pub(super) struct WordIndex {
    /// By a form of the verb, or a further word.
    pub(super) relations: FxHashMap<Folded, RelationId>,
    pub(super) kinds: FxHashMap<Folded, KindId>,
    /// By the first word of a form of several.
    pub(super) relations_by_first: FxHashMap<Folded, RelationId>,
    pub(super) kinds_by_first: FxHashMap<Folded, KindId>,
}

impl WordIndex {
    /// The words of a vocabulary; where two mean one word, the story's own comes before the prelude's, and the earlier before the later.
    pub(super) fn of(vocabulary: &Vocabulary) -> Self {
        let mut index = Self::default();
        let declared = &vocabulary.declared;
        let own: Vec<&str> = declared.relations.0.iter().map(|own| own.0.as_str()).collect();
        let mut ids: Vec<RelationId> = vocabulary.relation_ids().collect();
        ids.sort_by_key(|&id| !own.contains(&vocabulary.relation(id).name.as_str()));
        for id in ids {
            let relation = vocabulary.relation(id);
            put(
                id,
                &relation.words,
                &relation.also,
                &mut index.relations,
                &mut index.relations_by_first,
            );
        }
        let own: Vec<&str> = declared.kinds.0.iter().map(|own| own.0.as_str()).collect();
        let mut ids: Vec<KindId> = vocabulary.kind_ids().collect();
        ids.sort_by_key(|&id| !own.contains(&vocabulary.kind(id).name.as_str()));
        for id in ids {
            let kind = vocabulary.kind(id);
            put(id, &kind.verb, &kind.also, &mut index.kinds, &mut index.kinds_by_first);
        }
        index
    }
}

/// Puts one under all its words, unless another has them.
fn put<T: Copy>(
    id: T,
    verb: &Verb,
    also: &[String],
    whole: &mut FxHashMap<Folded, T>,
    first: &mut FxHashMap<Folded, T>,
) {
    for word in verb.form_words().into_iter().chain(also.iter().map(|also| fold(also))) {
        whole.entry(word).or_insert(id);
    }
    for word in verb.first_words() {
        first.entry(word).or_insert(id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Declarations;

    #[test]
    fn a_word_means_the_storys_own_first_and_then_what_stands_first() {
        let own = r#"{"kinds": {"troth": {"verb": {"base": "plight a troth"}, "also": ["kill"]}}}"#;
        let declared: Declarations = serde_json::from_str(own).unwrap();
        let (vocabulary, _) = Vocabulary::of(&[&declared]);
        let name = |id: Option<KindId>| id.map(|id| vocabulary.kind(id).name.clone());
        for (word, meant) in [
            ("plighted a troth", Some("troth")),
            ("KILL", Some("troth")),
            ("killed", Some("killing")),
            ("killings", Some("killing")),
            ("plights", None),
        ] {
            assert_eq!(name(vocabulary.kind_by_word(word)).as_deref(), meant, "{word}");
        }
        assert_eq!(name(vocabulary.kind_by_first_word("plights")).as_deref(), Some("troth"));
    }

    #[test]
    fn the_index_finds_what_the_forms_say() {
        let vocabulary = Vocabulary::prelude();
        for id in vocabulary.kind_ids() {
            let kind = vocabulary.kind(id);
            for word in kind.verb.form_words() {
                assert!(kind.verb.is_form(&word), "{word}");
                assert!(vocabulary.kind_by_word(&word).is_some(), "{word}");
            }
            for word in kind.verb.first_words() {
                assert!(kind.verb.is_first_word(&word), "{word}");
            }
        }
    }
}
