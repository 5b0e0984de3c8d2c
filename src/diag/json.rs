//! A finding as one line of JSON, for programs and editors.
//!
//! The keys of a line, always all of them and always in this order:
//! `rule`, `level` (`error`, `warning`, `hint`), `message`, `file`, `line`, `column`, `end_line`, `end_column`, `help`, `notes`.
//! A note has `message` and the same five keys of a place.
//! Lines and columns count from one, columns in characters; the end is the place after the last character.
//! What a finding does not have is `null`.

use super::{Files, Finding, Place};
use serde::Serialize;

#[derive(Serialize)]
struct Line<'a> {
    rule: &'a str,
    level: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Spot<'a>,
    help: Option<&'a str>,
    notes: Vec<NoteLine<'a>>,
}

#[derive(Serialize)]
struct NoteLine<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Spot<'a>,
}

#[derive(Default, Serialize)]
struct Spot<'a> {
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

/// Writes each finding as one line of JSON.
///
/// ```
/// use lorescope::diag::{Files, Finding, Place, json_lines};
/// let mut files = Files::default();
/// let story = files.add("story.json", "{}");
/// let finding = Finding::error("missing-key", "the story has no `lorescope`").at(Place::new(story, 0..1));
/// assert_eq!(
///     json_lines(&[finding], &files),
///     concat!(
///         r#"{"rule":"missing-key","level":"error","message":"the story has no `lorescope`","#,
///         r#""file":"story.json","line":1,"column":1,"end_line":1,"end_column":2,"help":null,"notes":[]}"#,
///         "\n",
///     )
/// );
/// ```
#[must_use]
pub fn json_lines(findings: &[Finding], files: &Files) -> String {
    let mut lines = String::new();
    for finding in findings {
        let line = Line {
            rule: &finding.rule,
            level: finding.level.word(),
            message: &finding.message,
            place: spot(finding.place.as_ref(), files),
            help: finding.help.as_deref(),
            notes: finding
                .notes
                .iter()
                .map(|note| NoteLine {
                    message: &note.text,
                    place: spot(note.place.as_ref(), files),
                })
                .collect(),
        };
        lines.push_str(&serde_json::to_string(&line).expect("strings and numbers are always JSON"));
        lines.push('\n');
    }
    lines
}

fn spot<'a>(place: Option<&Place>, files: &'a Files) -> Spot<'a> {
    let Some(place) = place else {
        return Spot::default();
    };
    let (line, column) = files.line_column(place.file, place.start);
    let (end_line, end_column) = files.line_column(place.file, place.end);
    Spot {
        file: Some(&files.get(place.file).name),
        line: Some(line),
        column: Some(column),
        end_line: Some(end_line),
        end_column: Some(end_column),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;

    #[test]
    fn every_key_is_there_in_its_order() {
        let mut files = Files::default();
        files.add("a \"b\".json", "{\n\"é\"\n}");
        let finding = Finding::error("a-rule", "a\nb")
            .at(Place::new(FileId(0), 2..6).label("never in JSON"))
            .note("bare")
            .note_at(Place::new(FileId(0), 0..7), "placed");
        assert_eq!(
            json_lines(&[finding], &files),
            concat!(
                r#"{"rule":"a-rule","level":"error","message":"a\nb","file":"a \"b\".json","line":2,"column":1,"end_line":2,"end_column":4,"#,
                r#""help":null,"notes":[{"message":"bare","file":null,"line":null,"column":null,"end_line":null,"end_column":null},"#,
                r#"{"message":"placed","file":"a \"b\".json","line":1,"column":1,"end_line":3,"end_column":1}]}"#,
                "\n",
            )
        );
    }
}
