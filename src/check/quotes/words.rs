//! A text as words and signs, each with the bytes it stands in: what differs only in print is the same here.
//!
//! Set aside are the shape of quotation marks, dashes and ellipses, blanks and line breaks, characters that are not seen, composed letters and ligatures, and the marks of Markdown: emphasis, headings, block quotes, escapes, links and footnotes.
//! Case is kept; whoever compares decides on it.

use super::signs::{
    CLASSES, Class, DASH, ELLIPSIS, QUOTE, is_apostrophe, is_dash, is_inner, is_quote, is_unseen, stands_alone,
};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// How far a link is looked for, in bytes: a bracket that is never closed must not cost a walk to the end of the text.
const LINK: usize = 600;

/// Hands on every word and sign of a text: the bytes it stands in, and how it is compared.
pub(super) fn each(text: &str, take: impl FnMut(Range<usize>, &str)) {
    Reader {
        text,
        at: 0,
        line_start: true,
        last: Last::Other,
        link: None,
        word: String::new(),
        normal: String::new(),
        take,
    }
    .read();
}

/// What was handed on last, of what may not follow itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Quote,
    Dash,
    Other,
}

struct Reader<'a, F> {
    text: &'a str,
    at: usize,
    /// Whether nothing but blanks and marks stands before, on this line.
    line_start: bool,
    last: Last,
    /// Of the link that is being read, where its text ends and where its address does.
    link: Option<(usize, usize)>,
    /// The word that is being read, where it is not a slice of the text.
    word: String,
    normal: String,
    take: F,
}

impl<F: FnMut(Range<usize>, &str)> Reader<'_, F> {
    fn read(mut self) {
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            match CLASSES[usize::from(byte)] {
                Class::Blank => {
                    self.line_start |= byte == b'\n';
                    self.at += 1;
                }
                Class::Letter => self.word(),
                Class::Sign | Class::Other => self.character(),
            }
        }
    }

    /// The character at a byte.
    fn peek(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn take(&mut self, end: usize, normal: &str, last: Last) {
        let again = self.last == last && last != Last::Other;
        if !again {
            (self.take)(self.at..end, normal);
        }
        self.last = last;
        self.line_start = false;
        self.at = end;
    }

    /// A word that begins here; mostly plain ASCII, and then a slice of the text.
    fn word(&mut self) {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let letter = |byte: &u8| CLASSES[usize::from(*byte)] == Class::Letter;
        let mut at = start + bytes[start..].iter().take_while(|byte| letter(byte)).count();
        let closer = |byte: &u8| CLASSES[usize::from(*byte)] == Class::Other;
        if !bytes.get(at).is_some_and(closer) {
            let text = self.text;
            self.take(at, &text[start..at], Last::Other);
            return;
        }
        let mut word = std::mem::take(&mut self.word);
        word.clear();
        word.push_str(&self.text[start..at]);
        let mut end = at;
        while let Some(c) = self.peek(at) {
            let next = at + c.len_utf8();
            if is_inner(c) {
                word.push(c);
                end = next;
            } else if is_apostrophe(c) && self.goes_on(next) {
                word.push('\'');
            } else if c == '_' && self.goes_on(next) {
                word.push('_');
            } else if c == '\u{ad}' && self.goes_on(self.after_break(next)) {
                at = self.after_break(next);
                continue;
            } else if !(is_unseen(c) || c == '*') {
                break;
            }
            at = next;
        }
        if word.is_ascii() {
            self.take(end, &word, Last::Other);
        } else {
            let mut normal = std::mem::take(&mut self.normal);
            normal.clear();
            normal.extend(word.nfkd());
            self.take(end, &normal, Last::Other);
            self.normal = normal;
        }
        self.word = word;
    }

    /// Whether a word goes on at a byte.
    fn goes_on(&self, at: usize) -> bool {
        let rest = self.text[at..].trim_start_matches(|c| is_unseen(c) || c == '*');
        rest.starts_with(is_inner)
    }

    /// Where the next line's text begins, if a line ends at a byte.
    fn after_break(&self, at: usize) -> usize {
        let rest = self.text[at..].trim_start_matches(['\r', ' ']);
        match rest.strip_prefix('\n') {
            Some(line) => self.text.len() - line.trim_start_matches([' ', '\t', '>']).len(),
            None => at,
        }
    }

    fn character(&mut self) {
        let Some(c) = self.peek(self.at) else { return };
        let end = self.at + c.len_utf8();
        if is_quote(c) {
            self.take(end, QUOTE, Last::Quote);
        } else if is_dash(c) {
            self.take(end, DASH, Last::Dash);
        } else if c.is_whitespace() {
            self.line_start |= matches!(c, '\u{2028}' | '\u{2029}');
            self.at = end;
        } else if is_unseen(c) || matches!(c, '*' | '_') || self.is_mark(c, end) {
            self.at = end;
        } else if let Some(end) = self.ellipsis(c) {
            self.take(end, ELLIPSIS, Last::Other);
        } else if c == '[' && self.bracket() || c == ']' && self.link_text_ends() {
        } else if is_inner(c) {
            self.word();
        } else if c.is_ascii() {
            let text = self.text;
            self.take(end, &text[self.at..end], Last::Other);
        } else {
            let end = if stands_alone(c) { self.with_marks(end) } else { end };
            let mut normal = std::mem::take(&mut self.normal);
            normal.clear();
            normal.extend(self.text[self.at..end].nfkd());
            self.take(end, normal.trim(), Last::Other);
            self.normal = normal;
        }
    }

    /// Where the combining marks that follow a character end.
    fn with_marks(&self, end: usize) -> usize {
        let rest = &self.text[end..];
        self.text.len()
            - rest
                .trim_start_matches(unicode_normalization::char::is_combining_mark)
                .len()
    }

    /// Whether a character is a mark of Markdown or of verse set in a line, rather than part of what is told.
    fn is_mark(&self, c: char, end: usize) -> bool {
        let before = self.text[..self.at].chars().next_back();
        let after = self.peek(end);
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        match c {
            '>' => self.line_start,
            '#' => {
                let rest = &self.text.as_bytes()[self.at..];
                let marks = rest.iter().take(7).take_while(|byte| **byte == b'#').count();
                self.line_start && marks <= 6 && blank(self.peek(self.at + marks))
            }
            '\\' => {
                let escaped = |c: char| c.is_ascii_punctuation() || is_quote(c) || is_dash(c);
                after.is_none_or(|c| escaped(c) || c == '…' || c.is_whitespace())
            }
            '/' => !self.line_start && blank(before) && blank(after),
            _ => false,
        }
    }

    /// Where an ellipsis that begins here ends: three points or more, close or spaced, or the one sign, perhaps in brackets.
    fn ellipsis(&self, c: char) -> Option<usize> {
        let close = match c {
            '.' | '…' => return self.points(self.at),
            '[' => ']',
            '(' => ')',
            _ => return None,
        };
        let inner = self.at + 1;
        let inner = inner + self.text[inner..].bytes().take_while(|byte| *byte == b' ').count();
        let end = self.points(inner)?;
        let end = end + self.text[end..].bytes().take_while(|byte| *byte == b' ').count();
        self.text[end..].starts_with(close).then_some(end + 1)
    }

    fn points(&self, start: usize) -> Option<usize> {
        let (mut at, mut points, mut end) = (start, 0, start);
        while let Some(c) = self.peek(at) {
            match c {
                '.' => points += 1,
                '…' => points += 3,
                ' ' | '\u{a0}' if at == end && points > 0 => {
                    at += c.len_utf8();
                    continue;
                }
                _ => break,
            }
            at += c.len_utf8();
            end = at;
        }
        (points >= 3).then_some(end)
    }

    /// Steps into a link or over a footnote's mark, if the bracket here opens one.
    fn bracket(&mut self) -> bool {
        let window = &self.text[self.at..self.text.floor_char_boundary(self.at + LINK)];
        if window.starts_with("[^") {
            let label = window.find(|c: char| c == ']' || c.is_whitespace());
            if let Some(end) = label.filter(|&end| window[end..].starts_with(']')) {
                self.at += end + 1;
                return true;
            }
        }
        let inner = window.find("](").filter(|&end| !window[1..end].contains(['[', '\n']));
        let address = inner.and_then(|end| {
            let close = window[end..].find([')', '\n'])?;
            window[end + close..].starts_with(')').then_some(end + close + 1)
        });
        let (Some(inner), Some(address)) = (inner, address) else {
            return false;
        };
        self.link = Some((self.at + inner, self.at + address));
        self.at += 1;
        true
    }

    /// Steps over a link's address, if the bracket here closes the text of one.
    fn link_text_ends(&mut self) -> bool {
        match self.link {
            Some((inner, address)) if inner == self.at => {
                self.at = address;
                self.link = None;
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        each(text, |_, normal| words.push(normal.to_owned()));
        words
    }

    #[test]
    fn what_differs_only_in_print_is_the_same() {
        for same in [
            &[
                "He came in.",
                "He  came\n\tin.",
                "He *came* in.",
                "He __came__\u{a0}in.",
                "\u{feff}He came in\u{200b}.",
            ][..],
            &[
                "the dogs’ don’t",
                "the dogs' don't",
                "the dogs‘ don‘t",
                "the dogs' don\u{ad}'t",
            ],
            &["a – b", "a—b", "a--b", "a - b", "a ---\nb", "a\u{2011}b"],
            &[
                "well … then",
                "well... then",
                "well . . . then",
                "well […] then",
                "well [...] then",
                "well ... . then",
            ],
            &[
                "“‘Out,’ he said”",
                "\"'Out,' he said\"",
                "«‹Out,› he said»",
                "'Out,' he said'",
                "„Out,“ he said“",
            ],
            &["café", "cafe\u{301}"],
            &["ﬁnd", "find"],
            &[
                "charac\u{ad}ter",
                "character",
                "charac\u{ad}\nter",
                "charac\u{ad}\n> ter",
                "charac*ter*",
            ],
            &[
                "# A title\n\n> said\n> who",
                "A title said who",
                "###### A title\n>> said\n>\n> who",
            ],
            &["the [old king](http://x.org/a_b) came[^1]", "the old king came"],
            &["To be / that is", "To be\nthat is", "To be\\\nthat is"],
            &["he came\\! in", "he came! in"],
            &["漢字\nかな", "漢字かな", "漢 字 か な"],
            &["word !", "word!"],
        ] {
            for one in same {
                assert_eq!(words(one), words(same[0]), "{one:?} and {:?}", same[0]);
            }
        }
    }

    #[test]
    fn what_differs_in_words_is_not() {
        for (one, other) in [
            ("He came", "he came"),
            ("well known", "well-known"),
            ("to day", "today"),
            ("dont", "don't"),
            ("came in.", "came in,"),
            ("a_b", "ab"),
            ("cafe", "café"),
            ("[a] b", "a b"),
            ("1 > 2", "1 2"),
            ("rule #1", "rule 1"),
            ("and/or", "and or"),
        ] {
            assert_ne!(words(one), words(other), "{one:?} and {other:?}");
        }
    }

    #[test]
    fn every_word_knows_its_bytes() {
        let text = "# “Don’t,” *he* said … [x](y) na\u{ad}ïve —\n> 漢字!";
        let mut shown = Vec::new();
        each(text, |span, normal| shown.push(format!("{}={normal}", &text[span])));
        assert_eq!(
            shown.join(" "),
            "“=' Don’t=Don't ,=, ”=' he=he said=said …=… x=x na\u{ad}ïve=nai\u{308}ve —=- 漢=漢 字=字 !=!"
        );
    }
}
