//! What supports a fact: the words of a document, or a place in it.

use super::node::{self, Members};
use super::reader::Reader;
use super::word::{Sort, Word};
use crate::load::tree::{Node, Value};

impl Reader<'_, '_, '_> {
    /// Whether a detail is a source: a quote, or `from` a document.
    pub(super) fn is_source(&self, words: &[Word]) -> bool {
        words
            .first()
            .is_some_and(|first| first.is_string() || self.is(first, "from"))
    }

    /// `"the words" [DOC][, locator]`, or `from DOC[, locator]`.
    pub(super) fn source(&mut self, line: usize, words: &[Word]) -> Option<Node> {
        let first = words[0].clone();
        let quote = first.is_string().then(|| self.string(&first));
        let rest = &words[1..];
        let comma = rest
            .iter()
            .position(|word| word.sort == Sort::Comma)
            .unwrap_or(rest.len());
        let document = match rest[..comma].iter().as_slice() {
            [] if quote.is_some() => self.first_document(&first),
            [] => {
                let help = "name the document, such as `from play, act 1`";
                self.report(
                    "missing-key",
                    "`from` names no document",
                    &first.span,
                    "a document belongs behind it",
                    help,
                );
                None
            }
            [one] if one.is_string() => Some(self.string(one)),
            [one, .., last] | [one @ last] => {
                let span = one.span.start..last.span.end;
                Some(node::text(&self.text[span.clone()], span))
            }
        };
        let locator = rest
            .get(comma)
            .and_then(|comma| self.free_text(self.behind(comma, line)));
        let mut source = Members::default();
        source.say_if("document", document.clone());
        source.say_if("quote", quote);
        source.say_if("locator", locator);
        for detail in self.details(line) {
            let words = self.words(detail);
            let key = self.raw(&words[0]).to_owned();
            match key.as_str() {
                "told" | "certainty" | "note" => {
                    let value = self.simple(&key, &words[0], detail);
                    if let Some(value) = value {
                        source.say(&key, &words[0].span, value);
                    }
                    self.no_details(detail);
                }
                "implied" | "doubtful" | "stated" if words.len() == 1 => {
                    source.say("certainty", &words[0].span, node::text(key, words[0].span.clone()));
                    self.no_details(detail);
                }
                _ => self.unknown_detail(
                    &words[0],
                    "a source",
                    &["told", "certainty", "implied", "doubtful", "note"],
                ),
            }
        }
        document?;
        Some(source.object(self.lines[line].content.clone()))
    }

    /// The document that a quote is from which names none.
    fn first_document(&mut self, quote: &Word) -> Option<Node> {
        let own = self.documents.first().and_then(|document| {
            let Value::Object(members) = &document.value else {
                return None;
            };
            members.first().and_then(|(_, id)| node::said(id))
        });
        let of_others = || self.ground.as_ref().and_then(|ground| ground.document.as_deref());
        let id = own.or_else(of_others).map(str::to_owned);
        if id.is_none() && self.ground.is_some() {
            let help =
                "say what it is from: `source play \"retelling.md\"` further up, or the document behind the quote";
            self.report(
                "unknown-document",
                "the quote is from no document",
                &quote.span,
                "",
                help,
            );
        }
        id.map(|id| node::text(id, quote.span.clone()))
    }

    /// The value of a detail of one value: a place in the telling, a time, or text.
    pub(super) fn simple(&mut self, key: &str, word: &Word, line: usize) -> Option<Node> {
        let behind = self.behind(word, line);
        if behind.is_empty() {
            return self.text_behind(word, line);
        }
        match key {
            "told" => self.telling(behind),
            "at" => self.time(behind),
            _ => self.free_text(behind),
        }
    }
}
