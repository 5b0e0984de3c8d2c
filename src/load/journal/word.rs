//! The words of a journal's line: bare words, strings in quotes, and the marks between them.

use std::ops::Range;

/// What a word is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A word without quotes, as it stands.
    Bare,
    /// A string in quotes, its escapes undone.
    String(String),
    /// A string that is never closed, as far as the line goes.
    Open(String),
    /// `,`
    Comma,
    /// `|`
    Bar,
}

/// A word of a line, and where in the text it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the text, quotes included.
    pub span: Range<usize>,
    /// What it is.
    pub sort: Sort,
}

impl Word {
    /// Whether it is a string, closed or not.
    #[must_use]
    pub fn is_string(&self) -> bool {
        matches!(self.sort, Sort::String(_) | Sort::Open(_))
    }

    /// What it says: a string without its quotes, anything else as it stands.
    #[must_use]
    pub fn text<'a>(&'a self, of: &'a str) -> &'a str {
        match &self.sort {
            Sort::String(text) | Sort::Open(text) => text,
            Sort::Bare | Sort::Comma | Sort::Bar => &of[self.span.clone()],
        }
    }
}

/// The words of a stretch of text, in order.
///
/// ```
/// use lorescope::load::journal::word::{Sort, words};
/// let text = r#"member starfleet,"Deep Space | Nine""#;
/// let words = words(text, 0..text.len());
/// let said: Vec<&str> = words.iter().map(|word| word.text(text)).collect();
/// assert_eq!(said, ["member", "starfleet", ",", "Deep Space | Nine"]);
/// assert_eq!(words[2].sort, Sort::Comma);
/// ```
#[must_use]
pub fn words(text: &str, span: Range<usize>) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = span.start;
    let end = span.end;
    while let Some(c) = text[at..end].chars().next() {
        let start = at;
        let sort = match c {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            ',' => Sort::Comma,
            '|' => Sort::Bar,
            '"' => {
                let length = string_length(&text[at..end]);
                let whole = &text[at..at + length];
                words.push(Word {
                    span: start..start + length,
                    sort: string(whole),
                });
                at += length;
                continue;
            }
            _ => Sort::Bare,
        };
        at += if sort == Sort::Bare {
            bare_length(&text[at..end])
        } else {
            1
        };
        words.push(Word { span: start..at, sort });
    }
    words
}

/// Whether a quote behind that character begins a string; within a word, as in `6' 2"`, it is a mark like any other.
#[must_use]
pub(super) fn may_open(before: char) -> bool {
    before.is_whitespace() || matches!(before, ',' | '|' | ':' | ']' | '(' | '"')
}

/// How long the string at the start of a text is, quotes included; one that is never closed is as long as the text.
#[must_use]
pub(in crate::load) fn string_length(text: &str) -> usize {
    let mut bytes = text.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => return at + 1,
            b'\\' => drop(bytes.next()),
            _ => {}
        }
    }
    text.len()
}

/// How long the bare word at the start of a text is.
fn bare_length(text: &str) -> usize {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let ends = match c {
            ',' => !groups_digits(&text[..at], &text[at + 1..]),
            '|' => true,
            '"' => at > 0 && may_open(before),
            c => c.is_whitespace(),
        };
        if ends {
            return at;
        }
        before = c;
    }
    text.len()
}

/// Whether a comma stands between digits, as in `800,000`.
fn groups_digits(before: &str, after: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let before = before.trim_start_matches('(');
    before.starts_with(|c: char| c.is_ascii_digit())
        && before.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
        && digits(after) == 3
        && !after[3..].starts_with(char::is_alphanumeric)
}

/// What a string says, its quotes included in the text given.
pub(in crate::load) fn string(whole: &str) -> Sort {
    let inner = &whole[1..];
    match inner.strip_suffix('"') {
        Some(inner) if string_length(whole) == whole.len() && is_closed(whole) => Sort::String(unescaped(inner)),
        _ => Sort::Open(unescaped(inner)),
    }
}

/// Whether the quote at the end of a string is no escaped one.
fn is_closed(whole: &str) -> bool {
    let body = &whole[..whole.len() - 1];
    let slashes = body.bytes().rev().take_while(|&byte| byte == b'\\').count();
    whole.len() > 1 && slashes % 2 == 0
}

/// A string without its escapes; one that JSON does not know stays as it stands.
fn unescaped(inner: &str) -> String {
    if !inner.contains('\\') {
        return inner.to_owned();
    }
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let (said, length) = escape(&rest[at..]).unwrap_or(('\\', 1));
        text.push(said);
        rest = &rest[at + length..];
    }
    text.push_str(rest);
    text
}

/// What the escape at the start of a text says and how long it is; none if JSON does not know it.
pub(super) fn escape(text: &str) -> Option<(char, usize)> {
    let simple = |c: char| Some((c, 2));
    match text.as_bytes().get(1)? {
        b'"' => simple('"'),
        b'\\' => simple('\\'),
        b'/' => simple('/'),
        b'b' => simple('\u{8}'),
        b'f' => simple('\u{c}'),
        b'n' => simple('\n'),
        b'r' => simple('\r'),
        b't' => simple('\t'),
        b'u' => {
            let high = unit(text)?;
            if let Some(c) = char::from_u32(high) {
                return Some((c, 6));
            }
            let low = text.get(6..).filter(|rest| rest.starts_with("\\u")).and_then(unit)?;
            let both = char::decode_utf16([high, low].map(|unit| u16::try_from(unit).unwrap_or(0)));
            let c = both.map_while(Result::ok).next()?;
            Some((c, 12))
        }
        _ => None,
    }
}

/// The four hexadecimal digits of `\uXXXX`.
fn unit(text: &str) -> Option<u32> {
    let digits = text.get(2..6)?;
    let are_digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    are_digits.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        let words = words(text, 0..text.len());
        words.iter().map(|word| word.text(text).to_owned()).collect()
    }

    #[test]
    fn words_end_at_blanks_commas_bars_and_quotes() {
        for (text, expected) in [
            ("a,b , c", &["a", ",", "b", ",", "c"][..]),
            ("actor|place", &["actor", "|", "place"]),
            (r#"name "x"from 3"#, &["name", "x", "from", "3"]),
            ("(800,000 dead)", &["(800,000", "dead)"]),
            ("1,2000", &["1", ",", "2000"]),
            (r#"6' 2" tall"#, &["6'", "2\"", "tall"]),
            (r#""""#, &[""]),
            (r#"x:"y""#, &["x:", "y"]),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn escapes_of_json_are_undone() {
        assert_eq!(
            said(r#""a\"b\\" "\u00e9\ud83d\ude00\n" "\x\ud800""#),
            ["a\"b\\", "\u{e9}\u{1f600}\n", "\\x\\ud800"]
        );
    }

    #[test]
    fn a_string_that_is_never_closed_is_the_rest() {
        for text in [r#""abc"#, "\"", r#""abc\""#, r#""abc\"#] {
            let words = words(text, 0..text.len());
            assert!(matches!(words[0].sort, Sort::Open(_)), "{text}");
            assert_eq!(words.len(), 1);
        }
    }
}
