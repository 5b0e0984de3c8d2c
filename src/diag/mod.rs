//! A finding says what is wrong, where, and what to do about it.
//!
//! It knows files and byte ranges only, and nothing of stories, so every floor above can make one:
//!
//! ```text
//! error[unknown-name]: no character is called `weyoum`     rule, level, message
//!   --> story.json:12:30                                   place
//!    |
//! 12 |     "roles": {"killer": "weyoum"}
//!    |                         ^^^^^^^^ not found           the place's label
//!    |
//!    = help: did you mean `weyoun`?                        help
//! ```
//!
//! A message is one lower-case phrase without a full stop, subject first, values in backticks, and stands alone in a log line.
//! A note gives another place; help is an imperative one can type.

mod files;
mod json;
mod nearest;
mod render;

pub use files::{File, FileId, Files};
pub use json::json_lines;
pub use nearest::{did_you_mean, nearest};
pub use render::{Colour, render};

use std::borrow::Cow;
use std::ops::Range;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The story cannot be taken as it is.
    Error,
    /// The story can be taken, but something in it is probably not meant.
    Warning,
    /// Something could be said better.
    Hint,
}

impl Level {
    /// The word that stands in front of a finding and in its JSON.
    ///
    /// ```
    /// assert_eq!(lorescope::diag::Level::Warning.word(), "warning");
    /// ```
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }

    /// The next lower level, for a finding that rests on little; nothing is below a hint.
    #[must_use]
    pub fn weaker(self) -> Self {
        match self {
            Self::Error => Self::Warning,
            Self::Warning | Self::Hint => Self::Hint,
        }
    }
}

/// A stretch of bytes in a file, with what is to be said right there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: usize,
    /// The byte after the last; not before `start`.
    pub end: usize,
    /// What stands beside the caret; may be empty.
    pub label: String,
}

impl Place {
    /// A place without a label.
    ///
    /// ```
    /// use lorescope::diag::{FileId, Place};
    /// let place = Place::new(FileId(0), 3..7).label("born here");
    /// assert_eq!(place.span(), 3..7);
    /// ```
    #[must_use]
    pub fn new(file: FileId, span: Range<usize>) -> Self {
        Self {
            file,
            start: span.start,
            end: span.end.max(span.start),
            label: String::new(),
        }
    }

    /// The same place with words beside its caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The bytes it covers.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A second thing to know about a finding, mostly another place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Note {
    /// Where; a note may also be about no place at all.
    pub place: Option<Place>,
    /// What.
    pub text: String,
}

/// Something wrong, or worth saying, about a story.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Finding {
    /// The rule that found it: the fault as a phrase in kebab-case, such as `unknown-name`.
    pub rule: Cow<'static, str>,
    /// How much it weighs.
    pub level: Level,
    /// What is wrong.
    pub message: String,
    /// Where, if it is anywhere.
    pub place: Option<Place>,
    /// What else belongs to it, in the order in which it is to be read.
    pub notes: Vec<Note>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Finding {
    /// A finding of a given level.
    pub fn new(level: Level, rule: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self {
            rule: rule.into(),
            level,
            message: message.into(),
            place: None,
            notes: Vec::new(),
            help: None,
        }
    }

    /// An error.
    ///
    /// ```
    /// use lorescope::diag::{FileId, Finding, Place};
    /// let finding = Finding::error("unknown-name", "no character is called `weyoum`")
    ///     .at(Place::new(FileId(0), 10..18))
    ///     .help("did you mean `weyoun`?");
    /// assert_eq!(finding.level.word(), "error");
    /// ```
    pub fn error(rule: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self::new(Level::Error, rule, message)
    }

    /// A warning.
    pub fn warning(rule: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self::new(Level::Warning, rule, message)
    }

    /// A hint.
    pub fn hint(rule: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self::new(Level::Hint, rule, message)
    }

    /// Sets the place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds a note about no place.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(Note {
            place: None,
            text: text.into(),
        });
        self
    }

    /// Adds a note about another place.
    #[must_use]
    pub fn note_at(mut self, place: Place, text: impl Into<String>) -> Self {
        self.notes.push(Note {
            place: Some(place),
            text: text.into(),
        });
        self
    }

    /// Sets the help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl Ord for Finding {
    /// By file, offset and rule, then by everything else; findings without a place come first.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |finding: &Self| finding.place.as_ref().map(|place| (place.file, place.start));
        key(self)
            .cmp(&key(other))
            .then_with(|| self.rule.cmp(&other.rule))
            .then_with(|| self.level.cmp(&other.level))
            .then_with(|| self.place.cmp(&other.place))
            .then_with(|| self.message.cmp(&other.message))
            .then_with(|| self.notes.cmp(&other.notes))
            .then_with(|| self.help.cmp(&other.help))
    }
}

impl PartialOrd for Finding {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Puts findings into the order in which they are shown, each of them once.
///
/// ```
/// use lorescope::diag::{FileId, Finding, Place, arrange};
/// let late = Finding::error("b", "late").at(Place::new(FileId(0), 9..10));
/// let early = Finding::error("a", "early").at(Place::new(FileId(0), 2..3));
/// let mut findings = vec![late.clone(), early.clone(), late.clone()];
/// arrange(&mut findings);
/// assert_eq!(findings, [early, late]);
/// ```
pub fn arrange(findings: &mut Vec<Finding>) {
    findings.sort();
    findings.dedup();
}

/// Writes control characters and line breaks as escapes, so that a value from a file cannot break a line or steer a terminal.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().fold(String::with_capacity(text.len()), |mut line, c| {
        if steers(c) {
            line.extend(c.escape_default());
        } else {
            line.push(c);
        }
        line
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_shown_by_file_offset_and_rule_and_once() {
        let at =
            |rule: &'static str, file, start| Finding::error(rule, rule).at(Place::new(FileId(file), start..start + 1));
        let without = Finding::error("z", "z");
        let mut findings = vec![
            at("c", 1, 0),
            at("b", 0, 7),
            at("a", 0, 7),
            at("d", 0, 3),
            at("b", 0, 7),
            without.clone(),
        ];
        arrange(&mut findings);
        assert_eq!(
            findings,
            [without, at("d", 0, 3), at("a", 0, 7), at("b", 0, 7), at("c", 1, 0)]
        );
    }

    #[test]
    fn values_cannot_break_a_line() {
        for (text, expected) in [
            ("plain", "plain"),
            ("two\nlines", "two\\nlines"),
            ("\u{1b}[31mred", "\\u{1b}[31mred"),
            ("a\u{202e}b", "a\\u{202e}b"),
        ] {
            assert_eq!(one_line(text), expected);
        }
    }
}
