//! What a query found, for people: rows as a table, yes or no in a word, triples as Turtle; for programs as the standards have it.

use super::{Format, in_line};
use crate::rdf::{Found, Refused, Table, Wire};
use std::fmt::Write;

impl Format {
    /// What a query found, in this format.
    pub(in crate::cli) fn found(self, found: &Found) -> Result<Vec<u8>, Refused> {
        let wire = match self {
            Self::Json => Wire::Json,
            Self::Xml => Wire::Xml,
            Self::Csv => Wire::Csv,
            Self::Tsv => Wire::Tsv,
            Self::Turtle => Wire::Turtle,
            Self::Ntriples => Wire::NTriples,
            Self::Text | Self::Markdown => {
                return match found {
                    Found::Rows(table) if self == Self::Text => Ok(text(table).into_bytes()),
                    Found::Rows(table) => Ok(markdown(table).into_bytes()),
                    Found::Truth(truth) => Ok(if *truth { "Yes\n" } else { "No\n" }.into()),
                    Found::Triples(..) => found.write(Wire::Turtle),
                };
            }
            Self::Sarif | Self::Github | Self::Dot => unreachable!("the command line takes these for others"),
        };
        found.write(wire)
    }
}

/// Rows below their headings, each column as wide as its widest cell.
fn text(table: &Table) -> String {
    let rows: Vec<Vec<String>> = table.cells();
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| in_line(cell).into_owned()).collect())
        .collect();
    let wide = |column: usize| {
        let cells = rows.iter().map(|row| wide_as(&row[column]));
        cells.chain([wide_as(&table.variables()[column])]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..table.variables().len()).map(wide).collect();
    let mut text = String::new();
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let mut line = String::new();
        for (cell, width) in cells.zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width + 2 - wide_as(cell)));
        }
        line.trim_end().to_owned()
    };
    let _ = writeln!(text, "{}", line(&mut table.variables().iter().map(String::as_str)));
    let rules: Vec<String> = widths.iter().map(|&width| "─".repeat(width)).collect();
    let _ = writeln!(text, "{}", line(&mut rules.iter().map(String::as_str)));
    for row in &rows {
        let _ = writeln!(text, "{}", line(&mut row.iter().map(String::as_str)));
    }
    if rows.is_empty() {
        text.push_str("(no rows)\n");
    }
    text
}

fn wide_as(words: &str) -> usize {
    words.chars().count()
}

/// Rows as a table of Markdown.
fn markdown(table: &Table) -> String {
    let escaped = |cell: &String| super::markdown::escaped(cell);
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(escaped).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let mut text = line(table.variables());
    let _ = writeln!(text, "|{}", " --- |".repeat(table.variables().len()));
    table.cells().iter().for_each(|row| text.push_str(&line(row)));
    text
}
