//! The lines of a journal, each with all that stands on it and with what it is a detail of; nothing is lost.
//!
//! ```text
//!   character duncan "Duncan"     ; the old king
//!   └──────── content ──────┘     └── comment ─┘
//!       serves scotland
//!   └──┘ indent                   a detail of the line above
//! ```
//!
//! Whoever lays a journal out anew needs no more than this: what a line means is not asked here.

use super::word::{may_open, string_length};
use std::ops::Range;

/// How many columns a tab reaches to, at most; and how far each level of details stands in.
pub const STEP: usize = 4;

/// A line of a journal. All ranges are bytes of the whole text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// All of it, without its end (`\n` or `\r\n`).
    pub span: Range<usize>,
    /// How many columns it stands in.
    pub indent: usize,
    /// What it says, without blanks on either side and without the comment; empty for a line that says nothing.
    pub content: Range<usize>,
    /// Its comment from `;` on, without trailing blanks.
    pub comment: Option<Range<usize>>,
    /// How many lines it is a detail of: 0 for a statement; of a line that says nothing, what it would be if it did.
    pub depth: usize,
    /// The nearest line that it is a detail of, by its place among the lines.
    pub parent: Option<usize>,
}

impl Line {
    /// Whether it says something.
    #[must_use]
    pub fn says(&self) -> bool {
        !self.content.is_empty()
    }

    /// Whether nothing at all stands on it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.content.is_empty() && self.comment.is_none()
    }
}

/// The lines of a text, in order; a byte order mark at its beginning belongs to none of them.
///
/// ```
/// use lorescope::load::journal::line::lines;
/// let text = "character duncan ; the king\n\n    serves scotland\n";
/// let lines = lines(text);
/// assert_eq!(lines.len(), 3);
/// assert_eq!(&text[lines[0].content.clone()], "character duncan");
/// assert_eq!(&text[lines[0].comment.clone().unwrap()], "; the king");
/// assert!(lines[1].is_blank());
/// assert_eq!((lines[2].depth, lines[2].parent), (1, Some(0)));
/// ```
#[must_use]
pub fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    // The lines that the next one may be a detail of, each further in than the one before.
    let mut open: Vec<usize> = Vec::new();
    let mut start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    while start < text.len() {
        let next = text[start..].find('\n').map_or(text.len(), |at| start + at + 1);
        let whole = text[start..next].strip_suffix('\n').unwrap_or(&text[start..next]);
        let whole = whole.strip_suffix('\r').unwrap_or(whole);
        let mut line = line(text, start..start + whole.len());
        let above = open.partition_point(|&at| lines[at].indent < line.indent);
        line.depth = above;
        line.parent = above.checked_sub(1).map(|at| open[at]);
        if line.says() {
            open.truncate(above);
            open.push(lines.len());
        }
        lines.push(line);
        start = next;
    }
    lines
}

/// One line by itself.
fn line(text: &str, span: Range<usize>) -> Line {
    let whole = &text[span.clone()];
    let inner = whole.trim_start();
    let start = span.end - inner.len();
    let indent = text[span.start..start].chars().fold(0, |column, c| match c {
        '\t' => (column / STEP + 1) * STEP,
        _ => column + 1,
    });
    let comment = comment(inner).map(|at| start + at..start + inner.trim_end().len());
    let end = comment.as_ref().map_or(span.end, |comment| comment.start);
    let content = start..start + text[start..end].trim_end().len();
    Line {
        span,
        indent,
        content,
        comment,
        depth: 0,
        parent: None,
    }
}

/// Where the comment of a line begins: at a `;` at its start or behind a blank, and not within a string.
fn comment(line: &str) -> Option<usize> {
    let mut before = ' ';
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        if c == ';' && before.is_whitespace() {
            return Some(at);
        }
        at += if c == '"' && may_open(before) {
            string_length(&line[at..])
        } else {
            c.len_utf8()
        };
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_stands_behind_a_blank_and_outside_of_strings() {
        for (text, comment) in [
            ("a ; b", Some("; b")),
            ("; b", Some("; b")),
            ("a;b", None),
            (r#"note "a ; b""#, None),
            (r#"note "a \" ; b" ; c "#, Some("; c")),
            (r#"note 6' 2" tall ; yes"#, Some("; yes")),
            (r#"note "never closed ; b"#, None),
        ] {
            let line = &lines(text)[0];
            assert_eq!(line.comment.clone().map(|span| &text[span]), comment, "{text}");
        }
    }

    #[test]
    fn a_line_is_a_detail_of_the_nearest_line_that_stands_further_out() {
        let text = "a\r\n  b\n\tc\n  ; why\n   d\n e\nf\n    g";
        let depths: Vec<(usize, Option<usize>)> = lines(text).iter().map(|line| (line.depth, line.parent)).collect();
        assert_eq!(
            depths,
            [
                (0, None),
                (1, Some(0)),
                (2, Some(1)),
                (1, Some(0)),
                (2, Some(1)),
                (1, Some(0)),
                (0, None),
                (1, Some(6)),
            ]
        );
    }

    #[test]
    fn nothing_of_a_text_is_lost() {
        let text = "\u{feff}a ; b\r\n\n \t \nc\rd\n";
        let spans: Vec<&str> = lines(text).iter().map(|line| &text[line.span.clone()]).collect();
        assert_eq!(spans, ["a ; b", "", " \t ", "c\rd"]);
    }
}
