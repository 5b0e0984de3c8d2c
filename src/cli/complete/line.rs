//! A typed line as its words, quoted as in a shell, each with its place; half a word at the end, with its quote still open, is a word too.
//!
//! ```text
//!   who allied --of 'Kai Wi
//!   ─── ────── ──── ───────  the last one says `Kai Wi`, and its quote is open
//! ```

use std::ops::Range;

/// A word of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// What it says, without quotes.
    pub(crate) text: String,
    /// Where it stands, with its quotes.
    pub(crate) at: Range<usize>,
    /// The quote that is open at its end.
    pub(crate) open: Option<char>,
}

/// The words of a line.
pub(crate) fn words(line: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut word: Option<Word> = None;
    let mut quote: Option<char> = None;
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if quote.is_none() && c.is_whitespace() {
            words.extend(word.take());
            continue;
        }
        let current = word.get_or_insert_with(|| Word {
            text: String::new(),
            at: at..at,
            open: None,
        });
        current.at.end = at + c.len_utf8();
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, '\\') => {
                if let Some((at, next)) = chars.next() {
                    current.text.push(next);
                    current.at.end = at + next.len_utf8();
                }
            }
            (Some('"'), '\\') if chars.peek().is_some_and(|&(_, next)| "\"\\$`".contains(next)) => {
                let (at, next) = chars.next().expect("it was seen");
                current.text.push(next);
                current.at.end = at + next.len_utf8();
            }
            _ => current.text.push(c),
        }
    }
    if let Some(word) = &mut word {
        word.open = quote;
    }
    words.extend(word);
    words
}

/// How a word is written so that it is read as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quoting {
    /// Between quotes, where it needs them.
    Around,
    /// With a backslash before every sign that needs one.
    Each,
    /// Not at all.
    Bare,
}

/// A word as it is typed; where a quote is open already, the word goes on in it and closes it.
pub(crate) fn quoted(word: &str, open: Option<char>, quoting: Quoting) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_.,:/@%+=[]".contains(c);
    match (open, quoting) {
        (Some('\''), _) => format!("'{}'", word.replace('\'', "'\\''")),
        (Some(quote), _) => {
            let escaped = word.chars().flat_map(|c| {
                let before = "\"\\$`".contains(c).then_some('\\');
                before.into_iter().chain([c])
            });
            format!("{quote}{}{quote}", escaped.collect::<String>())
        }
        (None, Quoting::Bare) => word.to_owned(),
        (None, _) if !word.is_empty() && word.chars().all(plain) => word.to_owned(),
        (None, Quoting::Around) if word.contains('\'') && !word.contains(['"', '\\', '$', '`']) => {
            format!("\"{word}\"")
        }
        (None, Quoting::Around) => format!("'{}'", word.replace('\'', "'\\''")),
        (None, Quoting::Each) => {
            let escaped = word.chars().flat_map(|c| {
                let before = (!plain(c)).then_some('\\');
                before.into_iter().chain([c])
            });
            escaped.collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_as_a_shell_does() {
        for (line, expected) in [
            ("", &[][..]),
            ("who  allied", &["who", "allied"]),
            ("show 'Kai Winn' x", &["show", "Kai Winn", "x"]),
            (r#"show "Kai \"K\" Winn""#, &["show", "Kai \"K\" Winn"]),
            (r"show Kai\ Winn", &["show", "Kai Winn"]),
            ("show ''", &["show", ""]),
            ("a'b c'd", &["ab cd"]),
            ("show “Éowyn”", &["show", "“Éowyn”"]),
        ] {
            let words = words(line);
            let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
            assert_eq!(texts, expected, "{line}");
            assert!(words.iter().all(|word| word.open.is_none()), "{line}");
        }
        let half = words("show \"Kai W");
        assert_eq!(
            (half[1].text.as_str(), half[1].open, half[1].at.clone()),
            ("Kai W", Some('"'), 5..11)
        );
    }

    #[test]
    fn what_is_quoted_is_read_as_it_was() {
        for word in [
            "kira",
            "Kai Winn",
            "Kira's team",
            "",
            "a\"b",
            "a'b\"c",
            "$x",
            "back\\slash",
            "Ré 'é",
        ] {
            for quoting in [Quoting::Around, Quoting::Each] {
                for open in [None, Some('\''), Some('"')] {
                    let typed = quoted(word, open, quoting);
                    if typed.is_empty() {
                        continue;
                    }
                    let read = words(&typed);
                    assert_eq!(read.len(), 1, "{typed}");
                    assert_eq!(read[0].text, word, "{typed}");
                }
            }
        }
        assert_eq!(quoted("Kira's team", None, Quoting::Around), "\"Kira's team\"");
        assert_eq!(quoted("Kai Winn", None, Quoting::Each), "Kai\\ Winn");
    }
}
