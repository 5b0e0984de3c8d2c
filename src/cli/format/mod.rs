//! How an answer is written: each format is one file and one row of the table below, made from the same plain data.

mod csv;
mod json;
mod markdown;
mod text;

use crate::ask::{Answer, Cell, Named};
use std::io::{self, Write};

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Sentences, with the evidence below each
    Text,
    /// One JSON object, for programs
    Json,
    /// One line a row, for spreadsheets
    Csv,
    /// A table and a list of the evidence, for pages
    Markdown,
}

/// How text looks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    /// Whether with colour.
    pub(super) colour: bool,
    /// After how many columns lines are broken, if at all.
    pub(super) width: Option<usize>,
}

impl Style {
    /// Words that stand out.
    pub(super) fn strong(self, words: &str) -> String {
        self.with("1", words)
    }

    /// Words that stand back.
    pub(super) fn faint(self, words: &str) -> String {
        self.with("2", words)
    }

    /// Words that can be typed.
    pub(super) fn typable(self, words: &str) -> String {
        self.with("36", words)
    }

    fn with(self, code: &str, words: &str) -> String {
        if self.colour && !words.is_empty() {
            format!("\u{1b}[{code}m{words}\u{1b}[0m")
        } else {
            words.to_owned()
        }
    }
}

impl Format {
    /// Writes an answer.
    pub(super) fn write(self, answer: &Answer, style: Style, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Text => out.write_all(text::text(answer, style).as_bytes()),
            Self::Json => json::write(answer, out),
            Self::Csv => csv::write(answer, out),
            Self::Markdown => out.write_all(markdown::markdown(answer).as_bytes()),
        }
    }
}

/// A cell in a table of ids.
fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(words) => words.clone(),
        Cell::Count(number) => number.to_string(),
        Cell::Measure(number) => number.to_string(),
        Cell::One(named) => named.id.clone(),
        Cell::Many(all) => joined(all, |named| &named.id),
    }
}

fn joined(all: &[Named], word: fn(&Named) -> &str) -> String {
    let words: Vec<String> = all
        .iter()
        .map(|named| format!("{}{}", word(named), if named.possible { "?" } else { "" }))
        .collect();
    words.join("; ")
}

/// The heading of an answer: how it was read, and as of when.
fn heading(answer: &Answer) -> String {
    match &answer.as_of {
        Some(as_of) => format!("{}, {as_of}", answer.reading),
        None => answer.reading.clone(),
    }
}
