//! Whether what is heard is what ought to be.

use crate::table::{Expected, Wanted};
use lorescope::ask::{Answer, Cell, Named, Point, Refusal, Row};
use lorescope::model::Certainty;
use std::collections::BTreeSet;

/// What comes of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// What was heard is what ought to be.
    Right,
    /// It has an answer, and was refused.
    Refused,
    /// What was heard is not what ought to be, and why.
    Wrong(String),
}

/// Judges what is heard by what ought to be, any of which will do.
pub fn judge(expected: &[Expected], heard: &Result<Answer, Refusal>) -> Verdict {
    let answer = match heard {
        Ok(answer) => answer,
        Err(_) if expected.iter().any(|one| one.wanted == Wanted::Refused) => return Verdict::Right,
        Err(_) => return Verdict::Refused,
    };
    let mut faults = Vec::new();
    for one in expected {
        match fault(&one.wanted, answer) {
            None => return Verdict::Right,
            Some(fault) => faults.push(format!("{fault}, instead of {}", one.words)),
        }
    }
    Verdict::Wrong(format!("read as “{}”: {}", answer.reading, faults.join("; ")))
}

/// What is wrong with an answer, if anything is.
fn fault(wanted: &Wanted, answer: &Answer) -> Option<String> {
    match wanted {
        Wanted::Refused => Some("it is answered".to_owned()),
        Wanted::Verdict(wanted) => {
            let heard = answer.ruling.as_ref().map_or("no verdict", |ruling| ruling.word());
            (heard != *wanted).then(|| heard.to_owned())
        }
        Wanted::Number(..) | Wanted::Words(_) | Wanted::Among(..)
            if answer.ruling.is_none() || !answer.rows.is_empty() =>
        {
            told(wanted, answer)
        }
        Wanted::Number(..) | Wanted::Words(_) | Wanted::Among(..) => Some("only a verdict".to_owned()),
        Wanted::These(_) | Wanted::Pairs(_) if answer.ruling.is_some() => Some("a verdict".to_owned()),
        Wanted::These(wanted) => {
            let wanted: BTreeSet<(String, bool)> = wanted.iter().cloned().collect();
            let heard: BTreeSet<(String, bool)> = answer
                .rows
                .iter()
                .flat_map(|row| sought(row, 0).iter().map(move |named| (row, named)))
                .map(|(row, named)| (named.id.clone(), named.possible || is_possible(row)))
                .collect();
            (heard != wanted || answer.columns.is_empty()).then(|| format!("{heard:?}"))
        }
        Wanted::Pairs(wanted) => {
            let wanted: BTreeSet<(String, String)> = wanted.iter().cloned().collect();
            let heard: BTreeSet<(String, String)> = answer.rows.iter().flat_map(pairs).collect();
            (heard != wanted).then(|| format!("{heard:?}"))
        }
    }
}

/// What is wrong with what the rows of an answer tell.
fn told(wanted: &Wanted, answer: &Answer) -> Option<String> {
    match wanted {
        Wanted::Number(number, at_least) => {
            let heard: Vec<String> = answer.rows.iter().flat_map(|row| &row.cells).map(number_of).collect();
            let wanted = if *at_least {
                format!("over {number}")
            } else {
                number.to_string()
            };
            (!heard.contains(&wanted)).then(|| format!("{heard:?}"))
        }
        Wanted::Words(words) => {
            let is_there = answer.rows.iter().any(|row| row.sentence.contains(words));
            (!is_there).then(|| "other words".to_owned())
        }
        Wanted::Among(there, not) => {
            let in_rows: BTreeSet<&str> = answer.rows.iter().flat_map(in_row).collect();
            let behind: BTreeSet<&str> = answer.rows.iter().flat_map(behind).collect();
            let missing = there
                .iter()
                .filter(|id| !in_rows.contains(id.as_str()) && !behind.contains(id.as_str()));
            let too_many = not.iter().filter(|id| in_rows.contains(id.as_str()));
            let faults: Vec<String> = missing
                .map(|id| format!("without {id}"))
                .chain(too_many.map(|id| format!("with {id}")))
                .collect();
            (!faults.is_empty()).then(|| {
                format!(
                    "{} ({})",
                    faults.join(", "),
                    in_rows.into_iter().collect::<Vec<_>>().join(", ")
                )
            })
        }
        _ => None,
    }
}

/// Whether a row is only possible.
fn is_possible(row: &Row) -> bool {
    row.open.is_some() || row.certainty == Certainty::Possible
}

/// A number as the pages write it; nothing where a cell holds none.
fn number_of(cell: &Cell) -> String {
    match cell {
        Cell::Count(count) => count.to_string(),
        Cell::Text(words) => words.replace(',', ""),
        Cell::Empty | Cell::Measure(_) | Cell::One(_) | Cell::Many(_) => String::new(),
    }
}

/// Those whom a column of a row names.
fn sought(row: &Row, column: usize) -> &[Named] {
    match row.cells.get(column) {
        Some(Cell::One(named)) => std::slice::from_ref(named),
        Some(Cell::Many(several)) => several,
        _ => &[],
    }
}

/// The pairs that the first two columns of a row name.
fn pairs(row: &Row) -> Vec<(String, String)> {
    let ids = |column| -> Vec<String> {
        let ids: Vec<String> = sought(row, column).iter().map(|named| named.id.clone()).collect();
        if ids.is_empty() { vec![String::new()] } else { ids }
    };
    let seconds = ids(1);
    ids(0)
        .into_iter()
        .flat_map(|first| seconds.iter().map(move |second| (first.clone(), second.clone())))
        .collect()
}

/// All whom a row names, and what leads it.
fn in_row(row: &Row) -> Vec<&str> {
    let cells = (0..row.cells.len()).flat_map(|column| sought(row, column));
    cells
        .map(|named| named.id.as_str())
        .chain(row.lead.as_deref())
        .collect()
}

/// All that stands behind a row, and at both ends of it.
fn behind(row: &Row) -> Vec<&str> {
    let ends = row.span.iter().flat_map(|span| [Some(&span.from), span.until.as_ref()]);
    let ends = ends.filter_map(|end| match end {
        Some(Point::Event(id)) => Some(id.as_str()),
        _ => None,
    });
    let pieces = row.evidence.iter().filter_map(|piece| piece.told.event.as_deref());
    pieces.chain(ends).collect()
}

/// A row that names these in its columns.

fn row(columns: &[&[&str]]) -> Row {
    let named = |id: &&str| Named {
        id: id.trim_end_matches('?').to_owned(),
        name: String::new(),
        possible: id.ends_with('?'),
    };
    Row {
        cells: columns
            .iter()
            .map(|ids| Cell::Many(ids.iter().map(named).collect()))
            .collect(),
        ..Row::default()
    }
}

#[test]
fn only_what_ought_to_be_heard_is_right() {
    let expected = |words: &str| crate::table::read(&format!("| Who? | {words} | |"))[0].answer.clone();
    let rows = |rows: Vec<Row>| {
        Ok(Answer {
            columns: vec!["who".to_owned()],
            rows,
            ..Answer::default()
        })
    };
    let refusal = || {
        Err(Refusal {
            message: "not read".to_owned(),
            help: None,
        })
    };
    let is_right = |words: &str, heard: &Result<Answer, Refusal>| judge(&expected(words), heard) == Verdict::Right;
    let both = rows(vec![row(&[&["bo"], &["x"]]), row(&[&["ada?"], &["x", "y"]])]);
    assert!(is_right("ada?, bo", &both));
    for wrong in ["ada, bo", "bo", "ada?, bo, cy", "nobody", "yes", "2", "refused"] {
        assert!(!is_right(wrong, &both), "{wrong}");
    }
    assert!(is_right("bo → x; ada → x; ada → y", &both));
    assert!(!is_right("bo → x", &both));
    assert!(is_right("among bo, y; not z", &both));
    assert!(!is_right("among bo; not y", &both));
    assert!(!is_right("among z", &both));
    assert!(is_right("nobody", &rows(Vec::new())));
    assert!(is_right("nobody → x", &rows(vec![row(&[&[], &["x"]])])));
    assert!(is_right("refused", &refusal()) && is_right("refused or bo", &refusal()));
    assert_eq!(judge(&expected("bo"), &refusal()), Verdict::Refused);
    let counted = |cell| {
        rows(vec![Row {
            cells: vec![cell],
            ..Row::default()
        }])
    };
    assert!(is_right("4", &counted(Cell::Count(4))) && !is_right("4", &counted(Cell::Count(5))));
    assert!(is_right("over 800", &counted(Cell::Text("over 800".to_owned()))));
}
