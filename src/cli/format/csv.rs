//! Answers as CSV, for spreadsheets: a header and one line a row, ids in the cells, several in one cell between semicolons.
//!
//! After the question's own columns stand `sentence`, `certainty`, `open`, `via`, `evidence` (ids of events) and `quotes`, whatever the question.

use super::plain;
use crate::ask::{Answer, Row};
use std::io::{self, Write};

const LAST: [&str; 6] = ["sentence", "certainty", "open", "via", "evidence", "quotes"];

/// Writes an answer as CSV.
pub(super) fn write(answer: &Answer, out: &mut impl Write) -> io::Result<()> {
    // Written whole: an error of the writer within would not tell that nobody reads any more.
    let mut text = Vec::new();
    let mut csv = csv::Writer::from_writer(&mut text);
    let header = answer.columns.iter().map(String::as_str).chain(LAST);
    csv.write_record(header)?;
    for row in &answer.rows {
        csv.write_record(record(answer, row))?;
    }
    csv.flush()?;
    drop(csv);
    out.write_all(&text)
}

fn record(answer: &Answer, row: &Row) -> Vec<String> {
    let cells = (0..answer.columns.len()).map(|place| row.cells.get(place).map(plain).unwrap_or_default());
    let events: Vec<&str> = row
        .evidence
        .iter()
        .filter_map(|piece| piece.told.event.as_deref().or(piece.told.stated_on.as_deref()))
        .collect();
    let quotes: Vec<&str> = row
        .evidence
        .iter()
        .flat_map(|piece| &piece.told.quotes)
        .filter_map(|quote| quote.text.as_deref())
        .collect();
    let last = [
        row.sentence.clone(),
        row.certainty.word().to_owned(),
        row.open.clone().unwrap_or_default(),
        row.via.clone().unwrap_or_default(),
        events.join("; "),
        quotes.join(" / "),
    ];
    cells.chain(last).collect()
}
