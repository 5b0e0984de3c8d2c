//! A quote as the words that are wanted of a document.

use super::lexicon::{Lexicon, NONE};
use super::signs::{DASH, ELLIPSIS, QUOTE, is_word};
use super::words;
use std::ops::Range;

/// The words of a quote, without the quotation marks, dashes and ellipses around them.
#[derive(Debug)]
pub(super) struct Sought {
    pub wants: Vec<Want>,
}

/// A word or sign of a quote.
#[derive(Debug)]
pub(super) struct Want {
    /// The bytes it stands in.
    pub span: Range<usize>,
    /// How it is compared.
    pub normal: String,
    /// Its number in the document, if it has one there.
    pub number: u32,
    /// The number of the same in small letters.
    pub folded: u32,
    /// Whether the case of its first letter counts for nothing.
    pub first: bool,
}

impl Want {
    /// Whether it is an ellipsis, which may stand for words that are left out.
    pub(super) fn is_gap(&self) -> bool {
        self.normal == ELLIPSIS
    }
}

impl Sought {
    pub(super) fn of(quote: &str, lexicon: &Lexicon) -> Self {
        let mut wants: Vec<Want> = Vec::new();
        let mut first = true;
        words::each(quote, |span, normal| {
            let number = lexicon.find(normal);
            let lettered = is_word(normal);
            let folded = match number {
                NONE if lettered => lexicon.find_folded(normal),
                NONE => NONE,
                number => lexicon.folded(number),
            };
            wants.push(Want {
                span,
                number,
                folded,
                first: first && lettered,
                normal: normal.to_owned(),
            });
            // After words that are left out a sentence may begin anew, or no longer.
            first = (first && !lettered) || normal == ELLIPSIS;
        });
        let outer = |want: &Want| [QUOTE, DASH, ELLIPSIS].contains(&want.normal.as_str());
        let inner = |want: &Want| !outer(want);
        if let (Some(from), Some(to)) = (wants.iter().position(inner), wants.iter().rposition(inner)) {
            wants.truncate(to + 1);
            wants.drain(..from);
        } else {
            wants.clear();
        }
        Self { wants }
    }
}

/// Words of a quote that stand side by side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'a> {
    pub wants: &'a [Want],
}

impl<'a> Piece<'a> {
    /// The pieces between ellipses.
    pub(super) fn split(wants: &'a [Want]) -> Vec<Self> {
        let pieces = wants.split(Want::is_gap).filter(|piece| !piece.is_empty());
        pieces.map(|wants| Self { wants }).collect()
    }
}
