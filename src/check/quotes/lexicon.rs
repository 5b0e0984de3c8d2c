//! Every word of a document once: as it is written, and which others differ from it in case alone.

use super::signs::is_word;
use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::Hasher;
use std::ops::Range;

/// The number of a word that the document does not have; no word bears it.
pub(super) const NONE: u32 = u32::MAX;

/// The words of a document; looked up, never walked in their own order.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    table: HashTable<u32>,
    text: String,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    /// Where its bytes end in the text of all words.
    end: u32,
    /// The number of the same word in small letters.
    folded: u32,
}

impl Lexicon {
    /// The number of a word, new if it has none.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        let hash = hash(word);
        if let Some(number) = self.at(hash, word) {
            return number;
        }
        let number = self.push(hash, word);
        if word.bytes().any(|byte| !matches!(byte, b'a'..=b'z' | b'0'..=b'9')) {
            let folded = fold(word);
            if folded != word {
                self.entries[number as usize].folded = self.number(&folded);
            }
        }
        number
    }

    /// The number of a word, or none.
    pub(super) fn find(&self, word: &str) -> u32 {
        self.at(hash(word), word).unwrap_or(NONE)
    }

    /// The number of a word in small letters, or none.
    pub(super) fn find_folded(&self, word: &str) -> u32 {
        self.find(&fold(word))
    }

    /// The number of the same word in small letters.
    #[inline]
    pub(super) fn folded(&self, number: u32) -> u32 {
        self.entries[number as usize].folded
    }

    /// The word of a number.
    pub(super) fn word(&self, number: u32) -> &str {
        &self.text[self.range(number)]
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    #[inline]
    fn at(&self, hash: u64, word: &str) -> Option<u32> {
        let same = |&number: &u32| self.text.as_bytes()[self.range(number)] == *word.as_bytes();
        self.table.find(hash, same).copied()
    }

    #[inline]
    fn range(&self, number: u32) -> Range<usize> {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.entries[before].end);
        start as usize..self.entries[number].end as usize
    }

    fn push(&mut self, hash_of_word: u64, word: &str) -> u32 {
        let number = u32::try_from(self.entries.len()).expect("a document has fewer words than that");
        self.text.push_str(word);
        let end = u32::try_from(self.text.len()).expect("a document holds less than 4 GB");
        self.entries.push(Entry { end, folded: number });
        let (text, entries) = (&self.text, &self.entries);
        let rehash = |&number: &u32| {
            let number = number as usize;
            let start = number.checked_sub(1).map_or(0, |before| entries[before].end);
            hash(&text[start as usize..entries[number].end as usize])
        };
        self.table.insert_unique(hash_of_word, number, rehash);
        number
    }
}

/// Whether two words are the same but for the case of the first letter.
pub(super) fn same_but_first(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.chars(), other.chars());
    match (one.next(), other.next()) {
        (Some(a), Some(b)) => a.to_lowercase().eq(b.to_lowercase()) && one.as_str() == other.as_str(),
        (None, None) => true,
        _ => false,
    }
}

/// Whether two words are so alike that one is probably the other with a slip or another ending.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let same = |(a, b): &(char, char)| a == b || a.to_lowercase().eq(b.to_lowercase());
    let front = one.chars().zip(other.chars()).take_while(same).count();
    let back = one.chars().rev().zip(other.chars().rev()).take_while(same).count();
    // Most words have neither end in common, and that is seen at once.
    if front + back < 2 || !is_word(one) || !is_word(other) {
        return false;
    }
    let longer = one.chars().count().max(other.chars().count());
    longer >= 3 && (front + back) * 5 >= longer * 3
}

fn fold(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).collect()
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_in_case_share_a_folded_number() {
        let mut lexicon = Lexicon::default();
        let [the, capital, loud] = ["the", "The", "THE"].map(|word| lexicon.number(word));
        assert_eq!([the, capital, loud].map(|word| lexicon.folded(word)), [the; 3]);
        let king = lexicon.number("King");
        assert_eq!(lexicon.word(lexicon.folded(king)), "king");
        assert_eq!(lexicon.number("King"), king);
        assert_eq!(lexicon.find("queen"), NONE);
        assert_eq!(lexicon.find_folded("KING"), lexicon.folded(king));
    }

    #[test]
    fn slips_and_endings_are_alike_and_other_words_are_not() {
        for (one, other, expected) in [
            ("daggers", "dagger", true),
            ("colour", "color", true),
            ("Weyoun", "weyoum", true),
            ("the", "his", false),
            ("he", "she", true),
            ("came", "went", false),
            ("-", "-", false),
        ] {
            assert_eq!(alike(one, other), expected, "{one} {other}");
        }
    }
}
