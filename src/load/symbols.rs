//! Every id and name that a story's files mention has one number while they are read, so that each is looked up once.
//!
//! The names are copied side by side: those of one story fit into a fast cache, where slices of its long text would not.

use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::Hasher;
use std::ops::Range;

/// A mentioned id or name, before anyone knows whose it is.
pub(super) type Symbol = u32;

/// The mentioned ids and names; looked up, never walked in their own order.
///
/// Those of most events are given once and never mentioned again: they have a table of their own, so that the one of all mentions stays small.
#[derive(Debug, Default)]
pub(super) struct Symbols {
    mentioned: HashTable<Symbol>,
    given: HashTable<Symbol>,
    names: Names,
}

impl Symbols {
    /// Makes room for ids to come, so that a long story does not grow the table bit by bit.
    pub(super) fn reserve_given(&mut self, more: usize) {
        let names = &self.names;
        self.given.reserve(more, |&symbol| hash(names.get(symbol)));
        self.names.ends.reserve(more);
    }

    /// The number of a name that is mentioned, new if it has none.
    pub(super) fn number(&mut self, name: &str) -> Symbol {
        let hash_of_name = hash(name);
        if let Some(symbol) = self.names.find(&self.mentioned, hash_of_name, name) {
            return symbol;
        }
        let given = self.names.find(&self.given, hash_of_name, name);
        let symbol = given.unwrap_or_else(|| self.names.push(name));
        let rehash = |&symbol: &Symbol| hash(self.names.get(symbol));
        self.mentioned.insert_unique(hash_of_name, symbol, rehash);
        symbol
    }

    /// The number of an id that an event is given, new if it has none.
    pub(super) fn number_given(&mut self, id: &str) -> Symbol {
        let hash_of_id = hash(id);
        let known = self.names.find(&self.mentioned, hash_of_id, id);
        if let Some(symbol) = known.or_else(|| self.names.find(&self.given, hash_of_id, id)) {
            return symbol;
        }
        let symbol = self.names.push(id);
        let rehash = |&symbol: &Symbol| hash(self.names.get(symbol));
        self.given.insert_unique(hash_of_id, symbol, rehash);
        symbol
    }

    /// The name of a number.
    pub(super) fn name(&self, symbol: Symbol) -> &str {
        self.names.get(symbol)
    }

    /// All names, in the order in which they were first mentioned.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..).zip(&self.names.ends).map(|(symbol, _)| self.names.get(symbol))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.names.ends.len()
    }
}

fn hash(name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_bytes());
    hasher.finish()
}

/// Names written one behind the other.
#[derive(Debug, Default)]
struct Names {
    text: String,
    ends: Vec<u32>,
}

impl Names {
    #[inline]
    fn range(&self, symbol: Symbol) -> Range<usize> {
        let symbol = symbol as usize;
        let start = symbol.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..self.ends[symbol] as usize
    }

    fn get(&self, symbol: Symbol) -> &str {
        &self.text[self.range(symbol)]
    }

    #[inline]
    fn find(&self, table: &HashTable<Symbol>, hash: u64, name: &str) -> Option<Symbol> {
        let same = |&symbol: &Symbol| self.text.as_bytes()[self.range(symbol)] == *name.as_bytes();
        table.find(hash, same).copied()
    }

    fn push(&mut self, name: &str) -> Symbol {
        let symbol = u32::try_from(self.ends.len()).expect("files have fewer names than that");
        self.text.push_str(name);
        let end = u32::try_from(self.text.len()).expect("files hold less than 4 GB of names");
        self.ends.push(end);
        symbol
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_number() {
        let mut symbols = Symbols::default();
        let names: Vec<String> = (0..1000).map(|i| format!("name-{i}")).collect();
        for _ in 0..2 {
            for (number, name) in (0..).zip(&names) {
                assert_eq!(symbols.number(name), number);
            }
        }
        assert_eq!(symbols.number_given("name-3"), 3);
        assert_eq!(symbols.number_given(""), 1000);
        assert_eq!(symbols.number_given(""), 1000);
        assert_eq!(symbols.number(""), 1000);
        assert_eq!(symbols.name(17), "name-17");
        assert!(symbols.iter().eq(names.iter().map(String::as_str).chain([""])));
    }
}
