//! Rust text with its comments and strings told apart from its code, byte for byte at the same places.

use std::ops::Range;

/// A string in the code.
pub struct Literal {
    /// Where it begins.
    pub at: usize,
    /// What stands between its quotes.
    pub text: String,
}

/// Rust text, taken apart.
pub struct Rust {
    /// The text with comments and the insides of strings blanked.
    pub code: String,
    /// Every string.
    pub literals: Vec<Literal>,
    /// What is compiled for tests alone.
    pub tests: Vec<Range<usize>>,
}

impl Rust {
    /// Takes a text apart.
    pub fn of(text: &str) -> Self {
        let (code, literals) = blank(text);
        let tests = test_items(&code);
        Self { code, literals, tests }
    }

    /// Whether a place is compiled for tests alone.
    pub fn is_test(&self, at: usize) -> bool {
        self.tests.iter().any(|range| range.contains(&at))
    }

    /// Where a word stands in the code outside tests, as a whole word and followed by what is given.
    pub fn words<'a>(&'a self, word: &'a str, then: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.code.match_indices(word).map(|(at, _)| at).filter(move |&at| {
            let before = self.code[..at].chars().next_back();
            let after = &self.code[at + word.len()..];
            !before.is_some_and(is_word)
                && after.starts_with(then)
                && (!then.is_empty() || !after.starts_with(is_word))
                && !self.is_test(at)
        })
    }

    /// The modules whose files are compiled for tests alone.
    pub fn test_modules(&self) -> impl Iterator<Item = &str> {
        self.tests.iter().filter_map(|range| {
            let item = self.code[range.clone()].trim_end().strip_suffix(';')?;
            let (before, name) = item.rsplit_once(' ')?;
            before.ends_with("mod").then_some(name)
        })
    }
}

pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The code alone, and the strings.
fn blank(text: &str) -> (String, Vec<Literal>) {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut literals = Vec::new();
    let mut at = 0;
    let mut erase = |range: Range<usize>| {
        for byte in &mut code[range] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    };
    while at < bytes.len() {
        let rest = &text[at..];
        if rest.starts_with("//") {
            let end = at + rest.find('\n').unwrap_or(rest.len());
            erase(at..end);
            at = end;
        } else if rest.starts_with("/*") {
            let end = at + comment(rest);
            erase(at..end);
            at = end;
        } else if let Some((open, close)) = string(text, at) {
            literals.push(Literal {
                at,
                text: text[open..close].to_owned(),
            });
            erase(open..close);
            at = close + 1;
        } else if let Some(len) = character(rest) {
            erase(at + 1..at + len - 1);
            at += len;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    (String::from_utf8(code).expect("whole characters are blanked"), literals)
}

/// How long a comment between stars is; they nest.
fn comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// Where the inside of a string that begins here begins and ends.
fn string(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = &text[at..];
    if rest.starts_with('"') {
        let open = at + 1;
        let mut escaped = false;
        let close = text[open..].find(|c| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        return Some((open, open + close.unwrap_or(text.len() - open)));
    }
    let hashes = rest.strip_prefix('r')?;
    let marks = hashes.len() - hashes.trim_start_matches('#').len();
    let prefixed = text[..at].chars().next_back().is_some_and(|c| is_word(c) && c != 'b');
    if prefixed || !hashes[marks..].starts_with('"') {
        return None;
    }
    let open = at + 1 + marks + 1;
    let close = text[open..].find(&format!("\"{}", "#".repeat(marks)));
    Some((open, open + close.unwrap_or(text.len() - open)))
}

/// How long a character in quotes is; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    if let Some(escape) = inside.strip_prefix('\\') {
        let first = escape.chars().next()?.len_utf8();
        return Some(2 + first + escape[first..].find('\'')? + 1);
    }
    let first = inside.chars().next()?.len_utf8();
    inside[first..].starts_with('\'').then_some(first + 2)
}

/// Items that stand under `#[cfg(test)]`.
fn test_items(code: &str) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    for (start, mark) in code.match_indices("#[cfg(test)]") {
        let mut depth = 0_i32;
        let from = start + mark.len();
        let end = code[from..].char_indices().find_map(|(at, c)| {
            depth += match c {
                '{' | '(' | '[' => 1,
                '}' | ')' | ']' => -1,
                _ => 0,
            };
            (depth == 0 && matches!(c, '}' | ';')).then_some(from + at + 1)
        });
        items.push(start..end.unwrap_or(code.len()));
    }
    items
}

#[test]
fn code_is_told_from_what_is_said_in_it() {
    let text = r##"
//! "alive" in a comment
use a; /* "b" /* nested */ crate::x */
const C: (char, &'static str) = ('"', "quoted \" // no comment");
const R: &str = r#"raw "x" crate::y"#;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests { fn f() { "in a test".unwrap(); } }
fn after() {}
"##;
    let rust = Rust::of(text);
    assert_eq!(rust.code.len(), text.len());
    let said: Vec<&str> = rust.literals.iter().map(|literal| literal.text.as_str()).collect();
    assert_eq!(said, ["quoted \\\" // no comment", "raw \"x\" crate::y", "in a test"]);
    assert!(!rust.code.contains("crate"));
    assert!(rust.is_test(text.find("in a test").expect("there")));
    assert!(!rust.is_test(text.find("fn after").expect("there")));
    assert_eq!(rust.test_modules().collect::<Vec<_>>(), ["laws"]);
    assert_eq!(rust.words("unwrap", "(").count(), 0);
    assert_eq!(rust.words("after", "(").count(), 1);
}
