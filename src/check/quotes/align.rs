//! A quote laid along a passage, word by word, with as little change as there can be.
//!
//! The passage may begin and end anywhere, and an ellipsis of the quote may stand for any number of its words.

use super::lexicon::{NONE, alike, same_but_first};
use super::signs::{ELLIPSIS, is_word};
use std::ops::Range;

/// A word or sign of the quote or of the document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    pub normal: &'a str,
    pub number: u32,
    pub folded: u32,
    /// What it counts for: one where it stands everywhere, else two.
    pub weight: u32,
    /// Whether the case of its first letter counts for nothing.
    pub first: bool,
}

/// Words of the quote and of the document that belong together; either may be none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub quote: Range<usize>,
    pub document: Range<usize>,
    pub kind: Kind,
}

/// How the two sides of a part differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Not at all.
    Same,
    /// In words.
    Changed,
    /// The quote's ellipsis stands for the words of the document.
    LeftOut,
}

/// How a quote lies along a passage.
#[derive(Debug)]
pub(super) struct Aligned {
    /// How much has to be changed.
    pub cost: u32,
    /// Whether enough is the same to speak of the same passage.
    pub is_near: bool,
    /// The words of the document it lies along.
    pub document: Range<usize>,
    /// What is the same and what differs, from the first word to the last.
    pub parts: Vec<Part>,
}

/// How a word of the quote meets one of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Side by side.
    Both,
    /// Only the quote has it.
    Quote,
    /// Only the document has it.
    Document,
}

/// Lays a quote along the part of a stretch of the document that it is most like; of equals, the first.
pub(super) fn align(quote: &[Word<'_>], document: &[Word<'_>]) -> Aligned {
    let width = document.len() + 1;
    let mut steps = vec![Step::Quote; width * (quote.len() + 1)];
    let (mut above, mut here) = (vec![0; width], vec![0; width]);
    for (i, want) in quote.iter().enumerate() {
        let gap = want.normal == ELLIPSIS;
        let lost = if gap { 0 } else { cost_of(want) };
        let row = &mut steps[width * (i + 1)..width * (i + 2)];
        here[0] = above[0] + lost;
        for (j, has) in document.iter().enumerate() {
            let both = above[j] + difference(want, has);
            let only_quote = above[j + 1] + lost;
            let only_document = here[j] + if gap { 0 } else { cost_of(has) };
            let (cost, step) = if !gap && both <= only_quote && both <= only_document {
                (both, Step::Both)
            } else if only_quote <= only_document {
                (only_quote, Step::Quote)
            } else {
                (only_document, Step::Document)
            };
            here[j + 1] = cost;
            row[j + 1] = step;
        }
        std::mem::swap(&mut above, &mut here);
    }
    let cost = above.iter().copied().min().unwrap_or(0);
    let mut end = above.iter().position(|other| *other == cost).unwrap_or(0);
    // Rather than that the quote's last words are nowhere, they stand where the document has others.
    let last = |end: usize| steps[width * quote.len() + end];
    while end < document.len() && last(end) != Step::Document && last(end + 1) == Step::Both && above[end + 1] == cost {
        end += 1;
    }
    traced(quote, document, &steps, end, cost)
}

/// What it costs that only one of the two has a word.
fn cost_of(word: &Word<'_>) -> u32 {
    if is_word(word.normal) { 3 * word.weight } else { 2 }
}

/// What it costs that a word of the quote stands where the document has another.
fn difference(want: &Word<'_>, has: &Word<'_>) -> u32 {
    if want.number == has.number {
        0
    } else if want.folded != NONE && want.folded == has.folded {
        u32::from(!want.first || !same_but_first(want.normal, has.normal))
    } else {
        match (is_word(want.normal), is_word(has.normal)) {
            (true, true) if alike(want.normal, has.normal) => want.weight.max(has.weight),
            (true, true) => cost_of(want).max(cost_of(has)),
            (false, false) => 2,
            // Rather one left out and another put in, which is easier to read.
            (true, false) | (false, true) => cost_of(want) + cost_of(has) + 1,
        }
    }
}

/// Walks back from the end and says what is the same and what differs.
fn traced(quote: &[Word<'_>], document: &[Word<'_>], steps: &[Step], end: usize, cost: u32) -> Aligned {
    let width = document.len() + 1;
    let (mut i, mut j) = (quote.len(), end);
    let mut backwards: Vec<Part> = Vec::new();
    let (mut words_kept, mut weight_kept) = (0, 0);
    while i > 0 {
        let step = steps[width * i + j];
        let gap = quote[i - 1].normal == ELLIPSIS;
        let (from_quote, from_document) = match step {
            Step::Both => (i - 1, j - 1),
            Step::Quote => (i - 1, j),
            Step::Document => (i, j - 1),
        };
        let mut kind = if gap { Kind::LeftOut } else { Kind::Changed };
        if step == Step::Both {
            let (want, has) = (&quote[i - 1], &document[j - 1]);
            let difference = difference(want, has);
            if is_word(want.normal) && is_word(has.normal) {
                let same = u32::from(difference == 0 || want.folded == has.folded);
                let alike = u32::from(same == 1 || alike(want.normal, has.normal));
                words_kept += same;
                weight_kept += (same + alike) * want.weight;
            }
            if difference == 0 {
                kind = Kind::Same;
            }
        }
        let part = Part {
            quote: from_quote..i,
            document: from_document..j,
            kind,
        };
        (i, j) = (from_quote, from_document);
        match backwards.last_mut() {
            Some(last) if last.kind == part.kind => {
                last.quote.start = part.quote.start;
                last.document.start = part.document.start;
            }
            _ => backwards.push(part),
        }
    }
    backwards.reverse();
    let words: Vec<&Word<'_>> = quote.iter().filter(|word| is_word(word.normal)).collect();
    let weight: u32 = words.iter().map(|word| word.weight).sum();
    let whole: u32 = quote.iter().map(cost_of).sum();
    Aligned {
        cost,
        // Half of what the quote says, and two words of it unless it has but one, and not more change than words.
        is_near: words_kept as usize >= words.len().clamp(1, 2) && weight_kept >= weight && cost <= whole,
        document: j..end,
        parts: backwards,
    }
}
