//! What is still to come, by its names: a text that has any of them in it is not read out.
//!
//! Caution goes before completeness: a word of a name is enough, where it is a name of its own, and a plural too.
//! What stands within a name that has been told gives nothing away: *Macbeth's castle* may be told of while *the castle* is still to come.

use crate::model::{EntityId, Story, fold};
use std::collections::{BTreeMap, BTreeSet};

/// Names that have been told, and names that have not.
pub(super) struct Hidden {
    by_first_word: BTreeMap<String, Vec<Name>>,
    /// Words that stand in names still to come, and in none that has been told.
    words: BTreeSet<String>,
    /// Names still to come in scripts that put no blanks between words.
    unspaced: Vec<String>,
    /// Ids still to come that are more than one word.
    ids: Vec<String>,
}

struct Name {
    words: Vec<String>,
    /// Whether only a capital makes it a name.
    capital: bool,
    told: bool,
}

/// How many letters a word of a name has at least that is taken for a name by itself.
const LETTERS: usize = 4;

impl Hidden {
    /// Gathers the names of a story: which of an entity's has been told is asked by its place in the list.
    pub(super) fn of<'a>(
        story: &'a Story,
        is_told: impl Fn(EntityId, usize) -> bool,
        ids: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut hidden = Self {
            by_first_word: BTreeMap::new(),
            words: BTreeSet::new(),
            unspaced: Vec::new(),
            ids: ids.filter(|id| id.contains('-')).map(fold).collect(),
        };
        let mut known: BTreeSet<String> = BTreeSet::new();
        for entity in story.entity_ids() {
            for (nth, name) in story.entity(entity).names.iter().enumerate() {
                let bare = name.text.strip_prefix("the ").unwrap_or(&name.text);
                let words = words(bare);
                let told = is_told(entity, nth);
                let single = words
                    .iter()
                    .filter(|(_, capital)| *capital)
                    .map(|(word, _)| word.clone());
                if told {
                    known.extend(single);
                } else {
                    hidden
                        .words
                        .extend(single.filter(|word| LETTERS <= word.chars().count()));
                    hidden
                        .unspaced
                        .extend(Some(fold(bare)).filter(|name| name.chars().any(is_unspaced)));
                }
                let Some((first, capital)) = words.first().cloned() else {
                    continue;
                };
                hidden.by_first_word.entry(first).or_default().push(Name {
                    words: words.into_iter().map(|(word, _)| word).collect(),
                    capital,
                    told,
                });
            }
        }
        hidden.words.retain(|word| !known.contains(word));
        for names in hidden.by_first_word.values_mut() {
            // The longest first, and of namesakes the one that has been told.
            names.sort_by_key(|name| (std::cmp::Reverse(name.words.len()), !name.told));
        }
        hidden
    }

    /// Whether a text names nothing that is still to come.
    pub(super) fn admits(&self, text: &str) -> bool {
        self.has_none(text, &words(text))
    }

    /// Whether a path names nothing that is still to come; every word of it may be a name, for paths have no capitals.
    pub(super) fn admits_path(&self, path: &str) -> bool {
        let words: Vec<(String, bool)> = words(path).into_iter().map(|(word, _)| (word, true)).collect();
        self.has_none(path, &words)
    }

    fn has_none(&self, text: &str, words: &[(String, bool)]) -> bool {
        let mut at = 0;
        while let Some((word, capital)) = words.get(at) {
            let names = self.by_first_word.get(word).into_iter().flatten();
            let mut here = names.filter(|name| {
                let after = words[at..].iter().map(|(word, _)| word);
                (*capital || !name.capital)
                    && name.words.len() <= words.len() - at
                    && name.words.iter().eq(after.take(name.words.len()))
            });
            match here.next() {
                Some(name) if name.told => at += name.words.len(),
                Some(_) => return false,
                None if *capital && self.words.contains(word) => return false,
                None => at += 1,
            }
        }
        let folded = (!self.unspaced.is_empty() || !self.ids.is_empty()).then(|| fold(text));
        let has = |names: &[String]| {
            folded
                .as_ref()
                .is_some_and(|text| names.iter().any(|name| text.contains(name.as_str())))
        };
        // Every such id has a hyphen, and few texts have one.
        let hyphened = folded.as_ref().is_some_and(|text| text.contains('-'));
        let names_one = has(&self.unspaced) || hyphened && has(&self.ids);
        !names_one
    }
}

/// The words of a text, folded and without the `s` of a plural, and whether each begins as a name does.
fn words(text: &str) -> Vec<(String, bool)> {
    let words = super::mentions::words(text).into_iter();
    words.map(|(word, capital)| (singular(word), capital)).collect()
}

fn singular(mut word: String) -> String {
    if LETTERS <= word.len() && word.ends_with('s') {
        word.pop();
    }
    word
}

/// Whether a letter is of a script that puts no blanks between words: Chinese, Japanese, Thai and their neighbours.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load;

    #[test]
    fn a_text_that_names_what_is_still_to_come_is_not_admitted() {
        let loaded = load::read(
            "story.json",
            r#"{"lorescope": 1, "characters": [
                {"id": "jake", "name": "Jake Sisko"}, {"id": "odo", "name": "Odo"},
                {"id": "ben", "name": "Benjamin Sisko", "aliases": ["the Emissary"]}, {"id": "cao", "name": "曹操"},
                {"id": "klingons", "name": "the Klingons"}, {"id": "poison", "name": "the poison"}]}"#,
        );
        let story = loaded.story;
        let told = |entity: EntityId, _| story.entity(entity).id == "jake";
        let hidden = Hidden::of(&story, told, ["fire-caves", "fall"].into_iter());
        for (text, admitted) in [
            ("Jake Sisko’s mother", true),
            ("Odo", false),
            ("that odo is no name", true),
            ("the EMISSARY of the gods", false),
            ("an emissary", true),
            ("Benjamin", false),
            ("Old Sisko", true),
            ("a Klingon ship", false),
            ("he mixed the poison", false),
            ("他說曹操來了", false),
            ("see `fire-caves`", false),
            ("the fall", true),
        ] {
            assert_eq!(hidden.admits(text), admitted, "{text}");
        }
    }
}
