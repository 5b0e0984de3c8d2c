//! What a quote says and its document does not, readable without colour: `he came {⟶ out} with {the ⟶ his} daggers`.
//!
//! On the left of an arrow stands the story, on the right the document.

use super::Index;
use super::align::{Kind, Part};
use super::sought::Want;
use std::ops::Range;

/// How many words are shown between a change and what is cut away.
const AROUND: usize = 5;
/// How many changes are shown.
const MOST_CHANGES: usize = 8;

impl Index<'_> {
    /// Words of the document in one line.
    pub(super) fn passage(&self, words: Range<usize>) -> String {
        in_line(self.text, words.map(|word| self.span(word)))
    }

    /// A quote and its nearest passage in one.
    pub(super) fn diff(&self, quote: &str, wants: &[Want], parts: &[Part]) -> String {
        let mut line = String::new();
        let mut changes = 0;
        for (nth, part) in parts.iter().enumerate() {
            let said = in_line(quote, wants[part.quote.clone()].iter().map(|want| want.span.clone()));
            let document = part.document.clone();
            let shown = match part.kind {
                Kind::Same => self.around(document, nth > 0, nth + 1 < parts.len()),
                Kind::LeftOut => "…".to_owned(),
                Kind::Changed => {
                    changes += 1;
                    let has = self.passage(document);
                    match (said.is_empty(), has.is_empty()) {
                        (true, _) => format!("{{⟶ {has}}}"),
                        (_, true) => format!("{{{said} ⟶}}"),
                        (false, false) => format!("{{{said} ⟶ {has}}}"),
                    }
                }
            };
            let blank = if part.document.is_empty() {
                blank_before(quote, wants.iter().map(|want| want.span.clone()), part.quote.start)
            } else {
                let words = part.document.start.saturating_sub(1)..part.document.end;
                let nth = part.document.start - words.start;
                blank_before(self.text, words.map(|word| self.span(word)), nth)
            };
            if nth > 0 && (blank || part.kind == Kind::LeftOut) {
                line.push(' ');
            }
            line.push_str(&shown);
            if changes == MOST_CHANGES && nth + 2 < parts.len() {
                line.push_str(" …");
                break;
            }
        }
        line
    }

    /// Words that are the same: those next to a change, of which there may be one before and one after.
    fn around(&self, words: Range<usize>, before: bool, after: bool) -> String {
        let shown = AROUND * (usize::from(before) + usize::from(after));
        if words.len() <= shown + 2 {
            return self.passage(words);
        }
        let mut line = String::new();
        if before {
            line.push_str(&self.passage(words.start..words.start + AROUND));
            line.push(' ');
        }
        line.push('…');
        if after {
            line.push(' ');
            line.push_str(&self.passage(words.end - AROUND..words.end));
        }
        line
    }
}

/// Words of a text with single blanks where it has any.
fn in_line(text: &str, spans: impl Iterator<Item = Range<usize>>) -> String {
    let mut line = String::new();
    let mut end = None;
    for span in spans {
        if end.is_some_and(|end| is_blank(text, end..span.start)) {
            line.push(' ');
        }
        line.push_str(&text[span.clone()]);
        end = Some(span.end);
    }
    line
}

fn blank_before(text: &str, spans: impl Iterator<Item = Range<usize>>, nth: usize) -> bool {
    let mut spans = spans.skip(nth.saturating_sub(1));
    match (spans.next(), spans.next()) {
        (Some(before), Some(after)) if nth > 0 => is_blank(text, before.end..after.start),
        _ => false,
    }
}

fn is_blank(text: &str, between: Range<usize>) -> bool {
    text.get(between).is_some_and(|text| text.contains(char::is_whitespace))
}
