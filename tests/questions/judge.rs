//! Whether what is heard is what ought to be.

use crate::table::{Expected, Wanted};
use lorescope::ask::{Answer, Cell, Named, Point, Refusal, Row};
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
            let heard = found(answer)
                .into_iter()
                .flatten()
                .map(|named| (named.id.clone(), named.possible));
            let heard: BTreeSet<(String, bool)> = heard.collect();
            (heard != wanted).then(|| format!("{heard:?}"))
        }
        Wanted::Pairs(wanted) => {
            let wanted: BTreeSet<(String, String)> = wanted.iter().cloned().collect();
            let id = |way: &[Named], place: usize| way.get(place).map_or_else(String::new, |named| named.id.clone());
            let heard = found(answer).into_iter().map(|way| (id(&way, 0), id(&way, 1)));
            let heard: BTreeSet<(String, String)> = heard.collect();
            (heard != wanted).then(|| format!("{heard:?}"))
        }
    }
}

/// Those whom an answer gives to a question; of an answer that lists events or times, the events.
fn found(answer: &Answer) -> Vec<Vec<Named>> {
    if !answer.found.is_empty() {
        return answer.found.clone();
    }
    let event = answer.columns.iter().position(|column| column == "event");
    let events = answer.rows.iter().filter_map(|row| match row.cells.get(event?)? {
        Cell::One(named) => Some(vec![named.clone()]),
        Cell::Empty | Cell::Text(_) | Cell::Count(_) | Cell::Measure(_) | Cell::Many(_) => None,
    });
    events.collect()
}

/// What is wrong with what the rows of an answer tell.
fn told(wanted: &Wanted, answer: &Answer) -> Option<String> {
    match wanted {
        Wanted::Number(number, at_least) => {
            let gist = answer.gist.as_deref().unwrap_or_default().replace(',', "");
            let is_said = if *at_least {
                gist.contains(&format!("over {number}"))
            } else {
                gist.split(' ').next() == Some(&number.to_string())
            };
            (!is_said).then(|| format!("“{gist}”"))
        }
        Wanted::Words(words) => {
            let is_there = answer.rows.iter().any(|row| row.sentence.contains(words));
            (!is_there).then(|| "other words".to_owned())
        }
        Wanted::Among(there, not) => {
            let found: Vec<&str> = answer.found.iter().flatten().map(|named| named.id.as_str()).collect();
            let in_rows: BTreeSet<&str> = if found.is_empty() {
                answer.rows.iter().flat_map(in_row).collect()
            } else {
                found.into_iter().collect()
            };
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
        Wanted::These(_) | Wanted::Pairs(_) | Wanted::Verdict(_) | Wanted::Refused => None,
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

#[test]
fn only_what_ought_to_be_heard_is_right() {
    let expected = |words: &str| crate::table::read(&format!("| Who? | {words} | |"))[0].answer.clone();
    let named = |id: &&str| Named {
        id: id.trim_end_matches('?').to_owned(),
        name: String::new(),
        possible: id.ends_with('?'),
        guise: None,
    };
    let found = |found: &[&[&str]]| {
        Ok(Answer {
            found: found.iter().map(|way| way.iter().map(named).collect()).collect(),
            rows: found
                .iter()
                .map(|way| Row {
                    cells: vec![Cell::Many(way.iter().map(named).collect())],
                    ..Row::default()
                })
                .collect(),
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
    let both = found(&[&["bo"], &["ada?"]]);
    assert!(is_right("ada?, bo", &both));
    for wrong in ["ada, bo", "bo", "ada?, bo, cy", "nobody", "yes", "2", "refused"] {
        assert!(!is_right(wrong, &both), "{wrong}");
    }
    let pairs = found(&[&["bo", "x"], &["ada", "y"]]);
    assert!(is_right("bo → x; ada → y", &pairs) && !is_right("bo → x", &pairs));
    assert!(is_right("among bo, y; not z", &pairs) && !is_right("among bo; not y", &pairs));
    assert!(!is_right("among z", &pairs));
    assert!(is_right("nobody", &found(&[])));
    assert!(is_right("refused", &refusal()) && is_right("refused or bo", &refusal()));
    assert_eq!(judge(&expected("bo"), &refusal()), Verdict::Refused);
    let counted = |gist: &str| {
        Ok(Answer {
            gist: Some(gist.to_owned()),
            ..Answer::default()
        })
    };
    assert!(is_right("4", &counted("4, and 700 nameless")) && !is_right("4", &counted("40")));
    assert!(is_right("over 8000", &counted("over 8,000 nameless")) && !is_right("8000", &counted("over 8,000")));
}
