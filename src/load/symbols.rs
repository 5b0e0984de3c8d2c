//! Every id and name that a story's files mention has one number while they are read, so that each is looked up once.

use crate::model::Text;
use rustc_hash::FxHashMap;

/// A mentioned id or name, before anyone knows whose it is.
pub(super) type Symbol = u32;

/// The mentioned ids and names; looked up, never walked in their own order.
#[derive(Debug, Default)]
pub(super) struct Symbols {
    numbers: FxHashMap<Text, Symbol>,
    names: Vec<Text>,
}

impl Symbols {
    /// Makes room, so that a long story does not grow the table bit by bit.
    pub(super) fn reserve(&mut self, more: usize) {
        self.numbers.reserve(more);
        self.names.reserve(more);
    }

    /// The number of a name, new if it has none.
    pub(super) fn number(&mut self, name: &str, text: impl FnOnce() -> Text) -> Symbol {
        if let Some(&symbol) = self.numbers.get(name) {
            return symbol;
        }
        let text = text();
        let symbol = u32::try_from(self.names.len()).expect("a file has fewer names than that");
        self.names.push(text.clone());
        self.numbers.insert(text, symbol);
        symbol
    }

    /// The name of a number.
    pub(super) fn name(&self, symbol: Symbol) -> &Text {
        &self.names[symbol as usize]
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }
}
