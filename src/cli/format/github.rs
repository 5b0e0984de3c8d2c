//! Findings as workflow commands of GitHub, a line each: it shows them beside the lines of a change that they are about.
//!
//! ```text
//! ::warning file=story.json,line=6,endLine=6,col=12,endColumn=21,title=dies-twice-unreturned::`old-age` needs …
//! ```

use crate::diag::{Files, Finding, Level};
use std::fmt::Write;

/// The findings as workflow commands.
pub(super) fn commands(findings: &[Finding], files: &Files) -> String {
    let mut text = String::new();
    for finding in findings {
        let command = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Hint => "notice",
        };
        let mut properties = String::new();
        if let Some(place) = &finding.place {
            let (line, column) = files.line_column(place.file, place.start);
            let (end_line, end_column) = files.line_column(place.file, place.end);
            let file = property(&files.get(place.file).name);
            let _ = write!(properties, "file={file},line={line},endLine={end_line},");
            // Columns are for a place within one line.
            if line == end_line {
                let _ = write!(properties, "col={column},endColumn={end_column},");
            }
        }
        let title = property(&finding.rule);
        let words = data(&words(finding, files));
        let _ = writeln!(text, "::{command} {properties}title={title}::{words}");
    }
    text
}

/// What is wrong, what belongs to it and what to do, a line each.
pub(super) fn words(finding: &Finding, files: &Files) -> String {
    let mut words = finding.message.clone();
    for note in &finding.notes {
        words.push_str("\nnote: ");
        words.push_str(&note.text);
        if let Some(place) = &note.place {
            let (line, column) = files.line_column(place.file, place.start);
            let _ = write!(words, " ({}:{line}:{column})", files.get(place.file).name);
        }
    }
    if let Some(help) = &finding.help {
        words.push_str("\nhelp: ");
        words.push_str(help);
    }
    words
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Place};

    #[test]
    fn what_would_end_a_command_early_is_escaped() {
        let mut files = Files::default();
        files.add("a,b:c%.json", "one\ntwo\n");
        let finding = Finding::hint("a-rule", "100 % of\r\nit: all, of it::")
            .at(Place::new(FileId(0), 1..3))
            .note_at(Place::new(FileId(0), 4..5), "there")
            .help("do it");
        let long = Finding::error("b-rule", "long").at(Place::new(FileId(0), 0..6));
        let nowhere = Finding::warning("c-rule", "nowhere");
        assert_eq!(
            commands(&[finding, long, nowhere], &files),
            "::notice file=a%2Cb%3Ac%25.json,line=1,endLine=1,col=2,endColumn=4,title=a-rule\
             ::100 %25 of%0D%0Ait: all, of it::%0Anote: there (a,b:c%25.json:2:1)%0Ahelp: do it\n\
             ::error file=a%2Cb%3Ac%25.json,line=1,endLine=2,title=b-rule::long\n\
             ::warning title=c-rule::nowhere\n"
        );
    }
}
