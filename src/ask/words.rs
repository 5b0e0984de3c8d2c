//! What a typed word means in a story's vocabulary: a relation, the lack of one, or a kind of event.
//!
//! No word is known here; all of them stand in the declarations.

use super::asked::{Prefer, Refusal};
use crate::model::{EntityKind, KindId, RelationId, fold, nearest};
use crate::vocabulary::{Fillers, Kind, Meaning, Relation, Vocabulary};

/// What a typed word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// What holds.
    Relation(RelationId),
    /// What holds no more: the dead are those who live no more.
    Lack(RelationId),
    /// What happens.
    Kind(KindId),
}

/// Reads a word, the preferred way first; the second is the other reading it also has.
///
/// # Errors
/// When the vocabulary has no such word.
pub(super) fn read(vocabulary: &Vocabulary, typed: &str, prefer: Prefer) -> Result<(Word, Option<Word>), Refusal> {
    read_of(vocabulary, typed, prefer, |_| true)
}

/// Reads a word; one that is not known is refused with the nearest of those that fit what it is said of.
///
/// # Errors
/// When the vocabulary has no such word.
pub(super) fn read_of(
    vocabulary: &Vocabulary,
    typed: &str,
    prefer: Prefer,
    fits: impl Fn(Word) -> bool,
) -> Result<(Word, Option<Word>), Refusal> {
    meant(vocabulary, typed, prefer).ok_or_else(|| unknown(vocabulary, typed, fits))
}

/// What a word means, the preferred way first, and the other reading it also has; none if the vocabulary has no such word.
pub(super) fn meant(vocabulary: &Vocabulary, typed: &str, prefer: Prefer) -> Option<(Word, Option<Word>)> {
    let kind = vocabulary.kind_by_word(typed);
    let begins = || {
        let holds = vocabulary.relation_by_first_word(typed).map(Word::Relation);
        (holds, vocabulary.kind_by_first_word(typed).map(Word::Kind))
    };
    let holds = vocabulary
        .relation_by_word(typed)
        .map(Word::Relation)
        .or_else(|| lack(vocabulary, typed, kind).map(Word::Lack));
    let happens = kind.map(Word::Kind);
    let (holds, happens) = if holds.is_none() && happens.is_none() {
        begins()
    } else {
        (holds, happens)
    };
    match (prefer, holds, happens) {
        (_, None, None) => None,
        (Prefer::Relations, Some(word), other) | (Prefer::Events, other, Some(word)) => Some((word, other)),
        (Prefer::Relations, None, Some(word)) | (Prefer::Events, Some(word), None) => Some((word, None)),
    }
}

/// The life that a word tells the end of: not a form of the verb (`died` asks for the events) but a further word (`dead`) of the first kind that ends it.
fn lack(vocabulary: &Vocabulary, typed: &str, kind: Option<KindId>) -> Option<RelationId> {
    let id = kind?;
    let kind = vocabulary.kind(id);
    let word = fold(typed);
    if word == kind.name || kind.verb.is_form(&word) {
        return None;
    }
    vocabulary
        .meaning(Meaning::Life)
        .find(|&life| ends(kind, life) && kind.is.is_none_or(|parent| !ends(vocabulary.kind(parent), life)))
}

fn ends(kind: &Kind, relation: RelationId) -> bool {
    kind.ends.iter().any(|end| end.relation == relation)
}

fn unknown(vocabulary: &Vocabulary, typed: &str, fits: impl Fn(Word) -> bool) -> Refusal {
    // Common words are alike by chance: one letter in six may be wrong, and no less than one.
    let is_slip = |word: &str| {
        let (typed, word) = (fold(typed), fold(word));
        strsim::damerau_levenshtein(&typed, &word) <= 1 + typed.chars().count() / 6
    };
    let known = known(vocabulary).filter(|&(word, meant)| is_slip(word) && fits(meant));
    let near = nearest(typed, known.map(|(word, _)| word));
    let help = if near.is_empty() {
        "`lore list relations` and `lore list kinds` show the words of this story".to_owned()
    } else {
        let near: Vec<String> = near.into_iter().map(|word| format!("`{word}`")).collect();
        format!("did you mean {}?", or(&near))
    };
    Refusal {
        message: format!("`{typed}` is neither a relation nor a kind of event in this story"),
        help: Some(help),
    }
}

/// Every single word that can be typed for a relation or a kind, with what it means.
fn known(vocabulary: &Vocabulary) -> impl Iterator<Item = (&str, Word)> {
    let relations = vocabulary.relation_ids().flat_map(|id| {
        let relation = vocabulary.relation(id);
        let names = [relation.name.as_str(), relation.words.noun.as_str()];
        let names = names.into_iter().chain(relation.also.iter().map(String::as_str));
        names.map(move |name| (name, Word::Relation(id)))
    });
    let kinds = vocabulary.kind_ids().flat_map(|id| {
        let kind = vocabulary.kind(id);
        let names = [
            kind.name.as_str(),
            kind.verb.base.as_str(),
            kind.verb.past.as_str(),
            kind.verb.participle.as_str(),
        ];
        let names = names.into_iter().chain(kind.also.iter().map(String::as_str));
        names.map(move |name| (name, Word::Kind(id)))
    });
    relations.chain(kinds)
}

/// A relation as a question, by what may stand in its places: *Who is allied with whom*, *What was located where*.
pub(super) fn heading(relation: &Relation, verb: &str) -> String {
    let who = if relation.between[0].admits(EntityKind::Character) {
        "Who"
    } else {
        "What"
    };
    let Some(second) = relation.between.get(1) else {
        return format!("{who} {verb}");
    };
    let only = |kind| *second == Fillers::only(kind);
    if only(EntityKind::Place) {
        let verb = verb.strip_suffix(" at").or(verb.strip_suffix(" in")).unwrap_or(verb);
        return format!("{who} {verb} where");
    }
    let whom = match second {
        _ if only(EntityKind::Faction) => "which faction",
        second if second.admits_actors() && !second.admits_events() && !second.admits(EntityKind::Place) => "whom",
        _ => "what",
    };
    let of = verb.strip_suffix(" of").and_then(|verb| verb.rsplit_once(" the "));
    match of.filter(|_| whom == "what") {
        Some((verb, thing)) => format!("{who} {verb} which {thing}"),
        None => format!("{who} {verb} {whom}"),
    }
}

/// `a, b or c`
pub(super) fn or(words: &[String]) -> String {
    joined(words, "or")
}

/// `a, b and c`
pub(super) fn and(words: &[String]) -> String {
    joined(words, "and")
}

fn joined(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

/// `1 event`, `2 events`
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_read_as_what_holds_before_what_happens() {
        let vocabulary = Vocabulary::prelude();
        let relation = |name: &str| Word::Relation(vocabulary.relation_named(name).expect("declared"));
        let kind = |name: &str| Word::Kind(vocabulary.kind_named(name).expect("declared"));
        let life = Word::Lack(vocabulary.meaning(Meaning::Life).next().expect("declared"));
        for (typed, expected) in [
            ("allied", (relation("allied"), Some(kind("alliance")))),
            ("Allies", (relation("allied"), Some(kind("alliance")))),
            ("alive", (relation("alive"), None)),
            ("dead", (life, Some(kind("death")))),
            ("died", (kind("death"), None)),
            ("killed", (kind("killing"), None)),
            ("slain", (kind("killing"), None)),
            ("missing", (relation("missing"), None)),
            ("gone", (relation("away"), None)),
        ] {
            assert_eq!(read(&vocabulary, typed, Prefer::Relations), Ok(expected), "{typed}");
        }
        let (word, other) = read(&vocabulary, "allied", Prefer::Events).expect("known");
        assert_eq!((word, other), (kind("alliance"), Some(relation("allied"))));
    }

    #[test]
    fn a_heading_asks_for_what_may_stand_there() {
        let vocabulary = Vocabulary::prelude();
        for (name, heading_) in [
            ("alive", "Who was alive"),
            ("allied", "Who was allied with whom"),
            ("member", "Who was a member of which faction"),
            ("present", "Who was present where"),
            ("knows", "Who knew about what"),
            ("located-in", "What was located where"),
            ("holds-office", "Who held which office"),
        ] {
            let relation = vocabulary.relation(vocabulary.relation_named(name).expect("declared"));
            assert_eq!(heading(relation, &relation.words.past), heading_);
        }
    }

    #[test]
    fn an_unknown_word_is_refused_with_the_nearest() {
        let refusal = read(&Vocabulary::prelude(), "alied", Prefer::Relations).expect_err("no word");
        assert!(refusal.help.expect("some").contains("`allied`"));
    }
}
