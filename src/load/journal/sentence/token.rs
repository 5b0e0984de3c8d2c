//! A sentence is taken apart here into words that compare without case and accents, strings, and marks.

use crate::load::journal::word::{Sort, words};
use crate::model::fold;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The number of a word that stands in a name or in the vocabulary.
pub(super) type WordId = u32;

/// The number of every word that stands in neither.
pub(super) const STRANGE: WordId = u32::MAX;

/// The words of all names and of the vocabulary, each with its number.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    ids: FxHashMap<String, WordId>,
}

impl Words {
    /// The number of a folded word, new if it has none.
    pub(super) fn number(&mut self, word: &str) -> WordId {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = WordId::try_from(self.ids.len()).expect("files have fewer words than that");
        self.ids.insert(word.to_owned(), id);
        id
    }

    fn get(&self, word: &str) -> WordId {
        self.ids.get(word).copied().unwrap_or(STRANGE)
    }

    /// The number of a word as it is written.
    fn of(&self, written: &str) -> WordId {
        let is_plain = |byte: u8| byte.is_ascii_graphic() && !byte.is_ascii_uppercase() && byte != b'`';
        if written.bytes().all(is_plain) {
            return self.get(written);
        }
        self.get(&fold(written))
    }
}

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A bare word.
    Word(WordId),
    /// A name in quotes, and its words.
    Quoted(String, Vec<WordId>),
    /// `,`
    Comma,
    /// `(`
    Open,
    /// `)`
    Close,
}

/// A piece of a sentence, and where in it that stands.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub span: Range<usize>,
    pub token: Token,
}

/// The pieces of a sentence.
pub(super) fn tokens(text: &str, known: &Words) -> Vec<Placed> {
    let mut tokens = Vec::new();
    for word in words(text, 0..text.len()) {
        let span = word.span;
        let token = match word.sort {
            Sort::String(said) | Sort::Open(said) => {
                let spoken = folded(&said).iter().map(|word| known.get(word)).collect();
                Token::Quoted(said, spoken)
            }
            Sort::Comma => Token::Comma,
            Sort::Bar => Token::Word(STRANGE),
            Sort::Bare => {
                let bare = &text[span.clone()];
                // Behind a bracket, a full stop can be nothing else.
                let bare = bare
                    .strip_suffix('.')
                    .filter(|bare| bare.ends_with(')'))
                    .unwrap_or(bare);
                parted(bare, &mut |range, token| {
                    let placed = span.start + range.start..span.start + range.end;
                    tokens.push(Placed {
                        token: token.unwrap_or_else(|| Token::Word(known.of(&text[placed.clone()]))),
                        span: placed,
                    });
                });
                continue;
            }
        };
        tokens.push(Placed { span, token });
    }
    without_full_stop(&mut tokens, text, known);
    tokens
}

/// The brackets around a bare word, each by itself, and the word between them.
fn parted(word: &str, each: &mut dyn FnMut(Range<usize>, Option<Token>)) {
    let inner = word.trim_start_matches('(');
    let start = word.len() - inner.len();
    let end = start + inner.trim_end_matches(')').len();
    (0..start).for_each(|at| each(at..at + 1, Some(Token::Open)));
    if start < end {
        each(start..end, None);
    }
    (end..word.len()).for_each(|at| each(at..at + 1, Some(Token::Close)));
}

/// Takes the full stop from the end of a sentence, where the last word is known without it only.
fn without_full_stop(tokens: &mut [Placed], text: &str, known: &Words) {
    let Some(last) = tokens.last_mut().filter(|last| last.token == Token::Word(STRANGE)) else {
        return;
    };
    let word = &text[last.span.clone()];
    let Some(bare) = word.strip_suffix(['.', '!']) else {
        return;
    };
    let id = known.of(bare);
    if id != STRANGE {
        last.token = Token::Word(id);
        last.span.end = last.span.start + bare.len();
    }
}

/// The folded words of a name or of a piece of the vocabulary, brackets and commas as words of their own.
pub(super) fn folded(text: &str) -> Vec<String> {
    let mut folded = Vec::new();
    for word in text.split_whitespace() {
        for piece in word.split_inclusive(',') {
            let (piece, comma) = match piece.strip_suffix(',') {
                Some(piece) => (piece, true),
                None => (piece, false),
            };
            if !piece.is_empty() {
                parted(piece, &mut |range, _| folded.push(fold(&piece[range])));
            }
            if comma {
                folded.push(",".to_owned());
            }
        }
    }
    folded
}

/// What a mark is among the folded words.
pub(super) fn mark(word: &str) -> Option<Token> {
    match word {
        "," => Some(Token::Comma),
        "(" => Some(Token::Open),
        ")" => Some(Token::Close),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_words_strings_and_marks() {
        let mut known = Words::default();
        let (kill, dead) = (known.number("kills"), known.number("dead"));
        let text = "\"Anna, the Old\" KÍLLS (9 dead).";
        let tokens: Vec<Token> = tokens(text, &known).into_iter().map(|placed| placed.token).collect();
        let expected = [
            Token::Quoted("Anna, the Old".to_owned(), vec![STRANGE; 4]),
            Token::Word(kill),
            Token::Open,
            Token::Word(STRANGE),
            Token::Word(dead),
        ];
        assert_eq!(tokens[..5], expected);
    }

    #[test]
    fn a_full_stop_at_the_end_is_none_of_the_last_word() {
        let mut known = Words::default();
        let (bob, jr) = (known.number("bob"), known.number("jr."));
        for (text, id) in [("bob.", bob), ("Bob!", bob), ("jr.", jr), ("ann.", STRANGE)] {
            assert_eq!(tokens(text, &known)[0].token, Token::Word(id), "{text}");
        }
    }
}
