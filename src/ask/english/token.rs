//! A question is taken apart here into words that compare without case and accents; what is short for two words becomes two.
//!
//! ```text
//!   Who's Jake's father, and didn't Odo "go"?
//!   who is jake 's father , and did not odo "go"
//! ```

use crate::model::fold;
use std::ops::Range;

/// A word of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// The word, folded; `'s` for a possessive, `,` for a comma.
    pub text: String,
    /// Where it stands in the question.
    pub span: Range<usize>,
    /// Whether it was written in quotes or backticks, and so is a name whole.
    pub quoted: bool,
}

impl Token {
    fn new(text: &str, span: Range<usize>) -> Self {
        Self {
            text: text.to_owned(),
            span,
            quoted: false,
        }
    }
}

/// What stands for *is* and not for a possessive before an `'s`.
const ASKING: &[&str] = &[
    "who", "what", "where", "when", "how", "why", "that", "there", "he", "she", "it", "which", "whom",
];

/// The words of a question.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let first = rest.chars().next().expect("there is more");
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        if let Some(close) = closing(first) {
            let start = at + first.len_utf8();
            if let Some(len) = text[start..].find(close).filter(|&len| len > 0) {
                tokens.push(Token {
                    text: fold(&text[start..start + len]),
                    span: start..start + len,
                    quoted: true,
                });
                at = start + len + close.len_utf8();
                continue;
            }
        }
        let end = at + rest.find(char::is_whitespace).unwrap_or(rest.len());
        word(text, at..end, &mut tokens);
        at = end;
    }
    tokens
}

fn closing(open: char) -> Option<char> {
    match open {
        '"' => Some('"'),
        '“' => Some('”'),
        '`' => Some('`'),
        _ => None,
    }
}

/// One word between blanks: without what stands around it, and taken apart where it is two.
fn word(text: &str, span: Range<usize>, tokens: &mut Vec<Token>) {
    let raw = &text[span.clone()];
    let inner = raw.trim_start_matches(['(', '¿', '¡']);
    let start = span.end - inner.len();
    let bare = inner.trim_end_matches(['?', '!', '.', ';', ':', ')', '…', ',']);
    let comma = inner[bare.len()..].contains(',');
    let span = start..start + bare.len();
    if !bare.is_empty() {
        parted(&fold(bare), span.clone(), tokens);
    }
    if comma {
        tokens.push(Token::new(",", span.end..span.end + 1));
    }
}

/// The words that a folded word stands for.
fn parted(word: &str, span: Range<usize>, tokens: &mut Vec<Token>) {
    let mut say = |text: &str| tokens.push(Token::new(text, span.clone()));
    if let Some(verb) = word.strip_suffix("n't") {
        say(match verb {
            "wo" => "will",
            "ca" => "can",
            "sha" => "shall",
            verb => verb,
        });
        say(NOT);
        return;
    }
    if let Some(name) = word.strip_suffix("'s").filter(|name| !name.is_empty()) {
        say(name);
        say(if ASKING.contains(&name) { "is" } else { "'s" });
    } else if let Some(name) = word.strip_suffix("s'").filter(|name| !name.is_empty()) {
        say(&format!("{name}s"));
        say("'s");
    } else if let Some(name) = word.strip_suffix("'ve").filter(|name| !name.is_empty()) {
        say(name);
        say("have");
    } else if let Some(name) = word.strip_suffix("'d").filter(|name| ASKING.contains(name)) {
        say(name);
        say("had");
    } else {
        match SLOPPY.iter().find(|(sloppy, _)| *sloppy == word) {
            Some((_, said)) => said.iter().for_each(|word| say(word)),
            None => say(word),
        }
    }
}

/// What is typed without its apostrophe.
const SLOPPY: &[(&str, &[&str])] = &[
    ("whos", &["who", "is"]),
    ("whats", &["what", "is"]),
    ("wheres", &["where", "is"]),
    ("didnt", &["did", NOT]),
    ("doesnt", &["does", NOT]),
    ("dont", &["do", NOT]),
    ("isnt", &["is", NOT]),
    ("arent", &["are", NOT]),
    ("wasnt", &["was", NOT]),
    ("werent", &["were", NOT]),
    ("hasnt", &["has", NOT]),
    ("havent", &["have", NOT]),
    ("hadnt", &["had", NOT]),
];

/// The *not* of *didn't*, which asks whether it is so after all, where that of *did he not* asks whether it is not.
pub(super) const NOT: &str = "n't";

/// The folded words of a name or of a piece of the vocabulary, cut as those of a question are.
pub(super) fn words(text: &str) -> Vec<String> {
    // Nearly every word of a vocabulary is a plain one.
    if text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
        return vec![text.to_owned()];
    }
    tokens(text).into_iter().map(|token| token.text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_words_and_marks() {
        for (text, expected) in [
            ("Who's Jake's father?", "who is jake 's father"),
            ("Didn't KÍRA, Odo and Quark meet?", "did n't kira , odo and quark meet"),
            (
                "the Pah-wraiths’ release (at Quark's)…",
                "the pah-wraiths 's release at quark 's",
            ),
            ("who killed `winn`?", "who killed winn"),
            ("where was \"Kai Winn\"", "where was kai winn"),
        ] {
            let told: Vec<String> = tokens(text).into_iter().map(|token| token.text).collect();
            assert_eq!(told.join(" "), expected);
        }
    }
}
