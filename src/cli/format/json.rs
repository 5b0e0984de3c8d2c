//! Answers as JSON, for programs.
//!
//! `docs/answers.md` tells the shape, key by key, with an example that a test runs.
//! Every key is always there, in this order; a newer version may add keys and takes none away.

use crate::ask::{Answer, Cell, Evidence, Link, Named, Row};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use std::io::{self, Write};

/// Writes an answer as one JSON object and a line break.
pub(super) fn write(answer: &Answer, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &Told(answer)).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

struct Told<'a>(&'a Answer);

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let answer = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("lorescope-answer", &1)?;
        map.serialize_entry("question", &answer.question)?;
        map.serialize_entry("reading", &answer.reading)?;
        map.serialize_entry("as-of", &answer.as_of)?;
        let verdict = answer.ruling.as_ref().map(|ruling| Verdict {
            truth: ruling.word(),
            reason: &ruling.reason,
        });
        map.serialize_entry("verdict", &verdict)?;
        map.serialize_entry("gist", &answer.gist)?;
        let found: Vec<Vec<NamedOf<'_>>> = answer
            .found
            .iter()
            .map(|way| way.iter().map(NamedOf).collect())
            .collect();
        map.serialize_entry("found", &found)?;
        let columns = &answer.columns;
        let rows: Vec<RowOf<'_>> = answer.rows.iter().map(|row| RowOf { columns, row }).collect();
        map.serialize_entry("rows", &rows)?;
        map.serialize_entry("notes", &answer.notes)?;
        let linked = answer.rows.iter().any(|row| row.link.is_some());
        map.serialize_entry("tree", &linked.then(|| Below::whole(&answer.rows)))?;
        map.end()
    }
}

/// The rows of a chain that hang from one of them, or from none: those a step deeper, each with those that hang from it.
struct Below<'a> {
    rows: &'a [Row],
    /// The number of the first of them among all rows.
    first: usize,
    depth: usize,
}

impl<'a> Below<'a> {
    fn whole(rows: &'a [Row]) -> Self {
        Self {
            rows,
            first: 0,
            depth: 0,
        }
    }
}

impl Serialize for Below<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        let mut at = 0;
        while let Some(row) = self.rows.get(at) {
            let below = self.rows[at + 1..]
                .iter()
                .take_while(|row| row.depth > self.depth)
                .count();
            list.serialize_element(&Hanging {
                number: self.first + at,
                row,
                below: Below {
                    rows: &self.rows[at + 1..=at + below],
                    first: self.first + at + 1,
                    depth: self.depth + 1,
                },
            })?;
            at += 1 + below;
        }
        list.end()
    }
}

/// A row of a chain, with those that hang from it.
struct Hanging<'a> {
    number: usize,
    row: &'a Row,
    below: Below<'a>,
}

impl Serialize for Hanging<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("row", &self.number)?;
        map.serialize_entry("link", &self.row.link.map(Link::word))?;
        map.serialize_entry("sentence", &self.row.sentence)?;
        map.serialize_entry("below", &self.below)?;
        map.end()
    }
}

#[derive(serde::Serialize)]
struct Verdict<'a> {
    truth: &'static str,
    reason: &'a str,
}

/// What every row has besides its cells; a cell of the same name is not told twice.
const EVERY_ROW: &[&str] = &["section", "depth", "sentence", "certainty", "open", "via", "evidence"];

struct RowOf<'a> {
    columns: &'a [String],
    row: &'a Row,
}

impl Serialize for RowOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.row;
        let mut map = serializer.serialize_map(None)?;
        for (place, column) in self.columns.iter().enumerate() {
            if !EVERY_ROW.contains(&column.as_str()) {
                map.serialize_entry(column, &CellOf(row.cells.get(place).unwrap_or(&Cell::Empty)))?;
            }
        }
        map.serialize_entry("section", &row.section)?;
        map.serialize_entry("depth", &row.depth)?;
        map.serialize_entry("sentence", &row.sentence)?;
        map.serialize_entry("certainty", row.certainty.word())?;
        map.serialize_entry("open", &row.open)?;
        map.serialize_entry("via", &row.via)?;
        let evidence: Vec<EvidenceOf<'_>> = row.evidence.iter().map(EvidenceOf).collect();
        map.serialize_entry("evidence", &evidence)?;
        map.end()
    }
}

struct CellOf<'a>(&'a Cell);

impl Serialize for CellOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Empty => serializer.serialize_none(),
            Cell::Text(words) => serializer.serialize_str(words),
            Cell::Count(number) => serializer.serialize_u64(*number),
            Cell::Measure(number) => serializer.serialize_f64(*number),
            Cell::One(named) => NamedOf(named).serialize(serializer),
            Cell::Many(all) => {
                let mut list = serializer.serialize_seq(Some(all.len()))?;
                for named in all {
                    list.serialize_element(&NamedOf(named))?;
                }
                list.end()
            }
        }
    }
}

struct NamedOf<'a>(&'a Named);

impl Serialize for NamedOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.0.id)?;
        map.serialize_entry("name", &self.0.name)?;
        if self.0.possible {
            map.serialize_entry("possible", &true)?;
        }
        if let Some(guise) = &self.0.guise {
            map.serialize_entry("guise", guise)?;
        }
        map.end()
    }
}

struct EvidenceOf<'a>(&'a Evidence);

impl Serialize for EvidenceOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let told = &self.0.told;
        let mut map = serializer.serialize_map(Some(9))?;
        map.serialize_entry("bearing", self.0.bearing.word())?;
        map.serialize_entry("event", &told.event)?;
        map.serialize_entry("stated-on", &told.stated_on)?;
        map.serialize_entry("sentence", &told.sentence)?;
        map.serialize_entry("at", &told.at)?;
        map.serialize_entry("place", &told.place)?;
        map.serialize_entry("certainty", told.certainty)?;
        map.serialize_entry("according-to", &told.according_to)?;
        map.serialize_entry("quotes", &told.quotes)?;
        map.end()
    }
}
