//! The marks and words of a story text, with a finding for each that strict JSON does not have.
//!
//! It reads on after a fault with what was probably meant, so that one slip does not hide the next.
//! A text without findings here and in `tree` is exactly one that serde_json takes.

use super::tree::Value;
use crate::diag::{FileId, Finding, Place};
use std::ops::Range;

/// After so many faults a text is no JSON with slips but something else.
const ENOUGH: usize = 50;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracket {
    Curly,
    Square,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Open(Bracket),
    Close(Bracket),
    Comma,
    Colon,
    /// A value without parts, or `Value::Bad` for one that cannot be read.
    Leaf(Value),
    End,
}

pub(super) struct Lexer<'t> {
    text: &'t str,
    at: usize,
    file: FileId,
    pub(super) findings: Vec<Finding>,
    /// Set where reading was given up.
    pub(super) stopped: bool,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(file: FileId, text: &'t str) -> Self {
        let mut lexer = Self {
            text,
            at: 0,
            file,
            findings: Vec::new(),
            stopped: false,
        };
        if text.starts_with('\u{feff}') {
            lexer.at = '\u{feff}'.len_utf8();
            lexer.fault(
                0..lexer.at,
                "a byte order mark stands before the text",
                "here",
                "save the file as UTF-8 without a byte order mark",
            );
        }
        lexer
    }

    pub(super) fn fault(
        &mut self,
        span: Range<usize>,
        message: impl Into<String>,
        label: &str,
        help: impl Into<String>,
    ) {
        let place = Place::new(self.file, span).label(label);
        self.report(Finding::error("syntax", message).at(place).help(help));
    }

    pub(super) fn report(&mut self, finding: Finding) {
        if self.stopped {
            return;
        }
        self.findings.push(finding);
        if self.findings.len() >= ENOUGH {
            let place = Place::new(self.file, self.at..self.at);
            let last = Finding::error("syntax", format!("reading stopped after {ENOUGH} faults")).at(place);
            self.findings
                .push(last.help("mend those first; what follows was not looked at"));
            self.stopped = true;
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// Whether nothing but blanks is left.
    pub(super) fn is_done(&self) -> bool {
        self.text[self.at..].trim_start().is_empty()
    }

    /// The next token and where it stands.
    pub(super) fn next(&mut self) -> (Token, Range<usize>) {
        loop {
            let start = self.at;
            let Some(c) = self.peek().filter(|_| !self.stopped) else {
                return (Token::End, self.text.len()..self.text.len());
            };
            self.at += c.len_utf8();
            let token = match c {
                ' ' | '\t' | '\n' | '\r' => continue,
                '{' => Token::Open(Bracket::Curly),
                '[' => Token::Open(Bracket::Square),
                '}' => Token::Close(Bracket::Curly),
                ']' => Token::Close(Bracket::Square),
                ',' => Token::Comma,
                ':' => Token::Colon,
                '"' => Token::Leaf(self.string(start, '"')),
                '\'' | '“' | '‘' => Token::Leaf(self.quoted(start, c)),
                '-' | '+' | '.' | '0'..='9' => Token::Leaf(self.number(start)),
                '/' if matches!(self.peek(), Some('/' | '*')) => {
                    self.comment(start);
                    continue;
                }
                ';' => self.stand_in(start, ";", ",", Token::Comma),
                '=' => self.stand_in(start, "=", ":", Token::Colon),
                _ if is_word(c) => Token::Leaf(self.word(start)),
                _ => {
                    self.stray(start, c);
                    continue;
                }
            };
            return (token, start..self.at);
        }
    }

    fn stand_in(&mut self, start: usize, found: &str, meant: &str, token: Token) -> Token {
        self.fault(
            start..self.at,
            format!("`{found}` stands where JSON has `{meant}`"),
            "here",
            format!("write `{meant}`"),
        );
        token
    }

    fn stray(&mut self, start: usize, c: char) {
        let span = start..self.at;
        if c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' {
            let message = format!("a blank of an unusual kind, {}, stands between values", code(c));
            return self.fault(span, message, "not a plain space", "replace it by a plain space");
        }
        let shown = if c.is_control() { code(c) } else { format!("`{c}`") };
        self.fault(
            span,
            format!("{shown} has no meaning here"),
            "not JSON",
            "remove it, or put the text it belongs to in double quotes",
        );
    }

    fn comment(&mut self, start: usize) {
        let rest = &self.text[self.at..];
        let length = if rest.starts_with('/') {
            rest.find(['\n', '\r'])
        } else {
            rest[1..].find("*/").map(|end| end + 3)
        };
        self.at = length.map_or(self.text.len(), |length| self.at + length);
        let (message, help) = match length {
            None if rest.starts_with('*') => ("a comment is never closed", "remove it; a `note` key can hold the text"),
            _ => (
                "a comment stands in the text, and JSON has none",
                "remove it; a `note` key can hold the text",
            ),
        };
        self.fault(start..self.at, message, "comment", help);
    }

    /// A string in other than plain double quotes.
    fn quoted(&mut self, start: usize, open: char) -> Value {
        let close = match open {
            '“' => '”',
            '‘' => '’',
            other => other,
        };
        let value = self.string(start, close);
        self.fault(
            start..self.at,
            format!("a string stands in `{open}` quotes"),
            "not in double quotes",
            "write it in plain double quotes `\"`",
        );
        value
    }

    /// The rest of a string, after its opening quote.
    fn string(&mut self, start: usize, close: char) -> Value {
        let (begin, mut value, mut bare) = (self.at, String::new(), false);
        loop {
            let plain = self.text[self.at..].find(|c: char| c == close || c == '\\' || c < ' ');
            let Some(plain) = plain else {
                value.push_str(&self.text[self.at..]);
                return self.unclosed(start, begin, value, self.text.len());
            };
            value.push_str(&self.text[self.at..self.at + plain]);
            self.at += plain;
            let here = self.at;
            let c = self.peek().expect("`find` stopped at a character");
            self.at += c.len_utf8();
            match c {
                '\\' => self.escape(here, &mut value),
                '\n' | '\r' if self.ends_with_line(here) => return self.unclosed(start, begin, value, here),
                _ if c == close && !(c == '"' && self.text_goes_on()) => return Value::String(value),
                '"' => {
                    if !bare {
                        self.fault(
                            here..self.at,
                            "a double quote stands bare in a string",
                            "here",
                            "write it as `\\\"`",
                        );
                    }
                    bare = true;
                    value.push(c);
                }
                _ => {
                    let escape = match c {
                        '\n' | '\r' | '\t' => c.escape_default().to_string(),
                        _ => format!("\\u{:04x}", u32::from(c)),
                    };
                    let name = if c == '\n' {
                        "a line break".into()
                    } else {
                        format!("the control character {}", code(c))
                    };
                    self.fault(
                        here..self.at,
                        format!("{name} stands in a string"),
                        "here",
                        format!("write it as `{escape}`"),
                    );
                    value.push(c);
                }
            }
        }
    }

    /// Whether a string was probably meant to end at this line's end rather than to go on in the next line.
    fn ends_with_line(&self, end: usize) -> bool {
        let line = self.text[..end].trim_end();
        let next = self.text[end..].trim_start();
        line.ends_with([',', ':', '{', '[', '}', ']']) || next.starts_with(['"', '}', ']', '{'])
    }

    /// Whether a quote cannot end a string: words come right after it, and another quote in the same line.
    fn text_goes_on(&self) -> bool {
        let rest = self.text[self.at..].trim_start_matches([' ', '\t']);
        rest.starts_with(|c: char| c.is_alphabetic() || ".!?()…–—'".contains(c))
            && rest.split(['\n', '\r']).next().is_some_and(|line| line.contains('"'))
    }

    fn unclosed(&mut self, start: usize, begin: usize, mut value: String, end: usize) -> Value {
        // A comma at the line's end belongs to the list, not to the string.
        let without_comma = |text: &str| text.trim_end().strip_suffix(',').unwrap_or(text.trim_end()).len();
        self.at = without_comma(&self.text[..end]).max(begin);
        value.truncate(without_comma(&value));
        self.fault(
            start..self.at,
            "a string has no closing quote",
            "begins here",
            "add `\"` where it ends",
        );
        Value::String(value)
    }

    fn escape(&mut self, start: usize, value: &mut String) {
        let Some(c) = self.peek() else { return };
        self.at += c.len_utf8();
        match c {
            '"' | '\\' | '/' => value.push(c),
            'b' => value.push('\u{8}'),
            'f' => value.push('\u{c}'),
            'n' => value.push('\n'),
            'r' => value.push('\r'),
            't' => value.push('\t'),
            'u' => value.push(self.code_point(start)),
            _ => {
                let shown = &self.text[start..self.at].escape_debug().to_string()[1..];
                let help = "write `\\\\` for a backslash; JSON escapes are `\\\"`, `\\\\`, `\\/`, `\\b`, `\\f`, `\\n`, `\\r`, `\\t` and `\\u0000`";
                self.fault(start..self.at, format!("`{shown}` is no JSON escape"), "here", help);
                value.push(c);
            }
        }
    }

    fn code_point(&mut self, start: usize) -> char {
        let first = self.four_digits();
        let found = match first {
            Some(high @ 0xd800..=0xdbff) if self.text[self.at..].starts_with("\\u") => {
                self.at += 2;
                let low = self.four_digits().filter(|low| (0xdc00..=0xdfff).contains(low));
                low.and_then(|low| char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)))
            }
            first => first.and_then(char::from_u32),
        };
        found.unwrap_or_else(|| {
            let help = "write `\\u` and four digits from 0 to f; two such pairs for signs beyond ffff; or the character itself";
            self.fault(start..self.at, "a `\\u` escape stands for no character", "here", help);
            '\u{fffd}'
        })
    }

    fn four_digits(&mut self) -> Option<u32> {
        let digits = self
            .text
            .get(self.at..self.at + 4)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }

    fn number(&mut self, start: usize) -> Value {
        let rest = &self.text[start..];
        let length = rest
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '+' | '-' | '.' | '_')))
            .unwrap_or(rest.len());
        let raw = &rest[..length];
        self.at = start + length;
        if is_number(raw) {
            if raw.parse::<f64>().is_ok_and(f64::is_finite) {
                return Value::Number(raw.into());
            }
            self.fault(
                start..self.at,
                format!("`{}` is too large a number", brief(raw)),
                "here",
                "write a number below 1e308",
            );
            return Value::Bad;
        }
        let digits = raw.trim_start_matches(['+', '-']);
        let plain = digits.trim_start_matches('0');
        let rewritten = match plain {
            _ if digits.ends_with('.') => digits.trim_end_matches('.').to_owned(),
            _ if plain.starts_with('.') || plain.is_empty() => format!("0{plain}"),
            _ => plain.to_owned(),
        };
        let rewritten = if raw.starts_with('-') {
            format!("-{rewritten}")
        } else {
            rewritten
        };
        if is_number(&rewritten) && raw.contains(|c: char| c.is_ascii_digit()) {
            let message = format!("`{}` is not how JSON writes a number", brief(raw));
            self.fault(
                start..self.at,
                message,
                "here",
                format!("write `{}`", brief(&rewritten)),
            );
            return Value::Bad;
        }
        let help = format!("write `\"{}\"` if it is a date, a label or other text", brief(raw));
        self.fault(
            start..self.at,
            format!("`{}` is no number", brief(raw)),
            "not in quotes",
            help,
        );
        Value::Bad
    }

    fn word(&mut self, start: usize) -> Value {
        let rest = &self.text[start..];
        let length = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        let word = &rest[..length];
        self.at = start + length;
        let span = start..self.at;
        let value = match word.to_ascii_lowercase().as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            "none" | "nil" | "undefined" | "nan" | "infinity" => {
                self.fault(
                    span,
                    format!("`{word}` is no JSON value"),
                    "here",
                    "leave the key out where nothing is known",
                );
                return Value::Bad;
            }
            _ => {
                let word = brief(word);
                self.fault(
                    span,
                    format!("`{word}` is not in quotes"),
                    "not in quotes",
                    format!("write `\"{word}\"`"),
                );
                return Value::String(rest[..length].into());
            }
        };
        if !matches!(word, "true" | "false" | "null") {
            let help = format!("write `{}`", word.to_ascii_lowercase());
            self.fault(span, format!("`{word}` is not in lower case"), "here", help);
        }
        value
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '$')
}

/// Whether a text is a number as RFC 8259 has it.
fn is_number(raw: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let raw = raw.strip_prefix('-').unwrap_or(raw);
    let (mantissa, exponent) = raw
        .split_once(['e', 'E'])
        .map_or((raw, None), |(mantissa, exponent)| (mantissa, Some(exponent)));
    let (whole, fraction) = mantissa
        .split_once('.')
        .map_or((mantissa, None), |(whole, fraction)| (whole, Some(fraction)));
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

/// A value short enough for a message.
pub(super) fn brief(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into(),
    }
}

fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}
