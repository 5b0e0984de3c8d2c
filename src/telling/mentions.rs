//! Which names of the story stand in a piece of free text: whole words, with case and accents aside, longest name first.
//!
//! Only names that begin with a capital and have four letters are looked for, and only where the text has a capital too: *the poison* is a word, *Dukat* is a name.

use crate::model::{EntityId, Story, fold};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// A name of an entity: whose, and which of its names.
pub(crate) type NameOf = (EntityId, usize);

/// The names of a story by their first word.
pub(crate) struct Mentions {
    by_first_word: BTreeMap<String, Vec<(Vec<String>, NameOf)>>,
}

/// How many letters a name has at least that is looked for.
const LETTERS: usize = 4;

impl Mentions {
    pub(crate) fn of(story: &Story) -> Self {
        let mut by_first_word: BTreeMap<String, Vec<(Vec<String>, NameOf)>> = BTreeMap::new();
        for id in story.entity_ids() {
            for (nth, name) in story.entity(id).names.iter().enumerate() {
                let bare = name.text.strip_prefix("the ").unwrap_or(&name.text);
                let letters = bare.chars().filter(|c| c.is_alphanumeric()).count();
                let words = words(bare);
                let Some((first, _)) = words.first().filter(|(_, capital)| *capital && letters >= LETTERS) else {
                    continue;
                };
                let rest = words.iter().map(|(word, _)| word.clone()).collect();
                by_first_word.entry(first.clone()).or_default().push((rest, (id, nth)));
            }
        }
        for names in by_first_word.values_mut() {
            // Longest first, so that *Jake Sisko* is not taken for *Jake*; of namesakes by id, which no shuffling changes.
            names.sort_by(|(one, (of, _)), (other, (for_other, _))| {
                let ids = [of, for_other].map(|&entity| &*story.entity(entity).id);
                other.len().cmp(&one.len()).then_with(|| ids[0].cmp(ids[1]))
            });
        }
        Self { by_first_word }
    }

    /// The names in a text, each once, where no name that stands in the same place is known.
    pub(crate) fn unknown_in(&self, text: &str, is_known: impl Fn(NameOf) -> bool) -> Vec<NameOf> {
        let words = words(text);
        let mut found: Vec<NameOf> = Vec::new();
        let mut at = 0;
        while let Some((first, capital)) = words.get(at) {
            let names = self.by_first_word.get(first).filter(|_| *capital);
            let here = names.into_iter().flatten().filter(|(name, _)| {
                let after = words[at..].iter().map(|(word, _)| word);
                name.len() <= words.len() - at && name.iter().eq(after.take(name.len()))
            });
            let here: Vec<&(Vec<String>, NameOf)> = here.collect();
            let known = here.iter().find(|(_, name)| is_known(*name));
            if let Some((longest, name)) = known.or(here.first()) {
                if known.is_none() && !found.iter().any(|(entity, _)| *entity == name.0) {
                    found.push(*name);
                }
                at += longest.len();
            } else {
                at += 1;
            }
        }
        found
    }
}

/// The words of a text, folded, and whether each begins as a name does.
pub(super) fn words(text: &str) -> Vec<(String, bool)> {
    // Composed, so that an accent does not cut its word in two.
    let text: String = text.nfc().collect();
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let capital = |word: &str| word.chars().next().is_some_and(|c| !c.is_lowercase());
    words.map(|word| (fold(word), capital(word))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::sample::world;

    #[test]
    fn names_are_found_as_whole_words_the_longest_first() {
        let world = world(
            r#"{"lorescope": 1, "characters": [
                {"id": "jake", "name": "Jake"}, {"id": "jake-sisko", "name": "Jake Sisko"}, {"id": "odo", "name": "Odo"},
                {"id": "eowyn", "name": "Éowyn"}, {"id": "book", "name": "the book", "aliases": ["Kosst"]}]}"#,
        );
        let mentions = Mentions::of(&world.story);
        for (text, known, found) in [
            ("The son, Jake Sisko, and EOWYN’s shield", "", "jake-sisko eowyn"),
            ("Jakes, Odo and the book", "", ""),
            ("Kosst, and Kosst again", "", "book"),
            ("Jake Sisko", "jake", ""),
            ("Jake Sisko", "jake-sisko", ""),
            ("jake", "", ""),
        ] {
            let names = mentions.unknown_in(text, |(entity, _)| world.story.entity(entity).id == known);
            let ids: Vec<&str> = names
                .iter()
                .map(|&(entity, _)| &*world.story.entity(entity).id)
                .collect();
            assert_eq!(ids.join(" "), found, "{text}");
        }
    }
}
