//! Answers as Markdown, for pages: a heading, a table for each section, and the evidence as a numbered list below it.

use super::{heading, in_line};
use crate::ask::{Answer, Evidence, Row};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The answer as Markdown.
pub(super) fn markdown(answer: &Answer) -> String {
    let mut text = format!("## {}\n", escaped(&heading(answer)));
    if let Some(ruling) = &answer.ruling {
        let word = super::text::capital(ruling.word());
        let _ = write!(text, "\n**{word}:** {}.\n", escaped(&ruling.reason));
    }
    if let Some(gist) = &answer.gist {
        let _ = write!(text, "\n**{}**\n", escaped(gist));
    }
    if answer.rows.is_empty() && answer.ruling.is_none() && answer.gist.is_none() {
        text.push_str("\nNone.\n");
    }
    for section in answer.rows.chunk_by(|a, b| a.section == b.section) {
        if let Some(title) = &section[0].section {
            let _ = write!(text, "\n### {}\n", escaped(title));
        }
        table(section, &mut text);
        evidence(section, &mut text);
    }
    for note in &answer.notes {
        let _ = write!(text, "\n> {}\n", escaped(note));
    }
    text
}

fn table(rows: &[Row], text: &mut String) {
    type Column = (&'static str, fn(&Row) -> String);
    let all: [Column; 5] = [
        ("", |row| {
            row.lead
                .as_deref()
                .map(|lead| lead.trim().to_owned())
                .unwrap_or_default()
        }),
        ("what", |row| format!("{}{}", "– ".repeat(row.depth), row.sentence)),
        ("when", |row| {
            row.span.as_ref().map(crate::ask::Span::words).unwrap_or_default()
        }),
        ("how sure", |row| {
            row.open.clone().unwrap_or_else(|| row.certainty.word().to_owned())
        }),
        ("way", |row| row.via.clone().unwrap_or_default()),
    ];
    let plain = |row: &Row| row.open.is_none() && row.certainty.word() == "stated";
    let used = all.into_iter().filter(|(name, cell)| match *name {
        "how sure" => !rows.iter().all(plain),
        _ => rows.iter().any(|row| !cell(row).is_empty()),
    });
    let used: Vec<Column> = used.collect();
    let header: Vec<&str> = used.iter().map(|&(name, _)| name).collect();
    let _ = write!(text, "\n| {} |\n|{}\n", header.join(" | "), " --- |".repeat(used.len()));
    for row in rows {
        let cells: Vec<String> = used.iter().map(|(_, cell)| escaped(&cell(row))).collect();
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
}

fn evidence(rows: &[Row], text: &mut String) {
    let mut told = BTreeSet::new();
    let pieces = rows.iter().filter(|row| !row.brief).flat_map(|row| &row.evidence);
    let all: Vec<&Evidence> = pieces.filter(|piece| told.insert(&piece.told)).collect();
    if all.is_empty() {
        return;
    }
    text.push_str("\nEvidence:\n\n");
    for piece in all {
        let told = &piece.told;
        let id = told.event.as_ref().map(|id| format!("`{id}`: ")).unwrap_or_default();
        let _ = write!(text, "- {id}{}", escaped(&told.sentence));
        for quote in &told.quotes {
            let words = quote.text.as_ref().map(|words| format!(" “{}”", escaped(words)));
            let place = quote
                .locator
                .as_ref()
                .map(|place| format!(", {place}"))
                .unwrap_or_default();
            let _ = write!(
                text,
                " —{} ({}{})",
                words.unwrap_or_default(),
                quote.document,
                escaped(&place)
            );
        }
        text.push('\n');
    }
}

/// What Markdown takes for markup.
const MARKUP: [char; 12] = ['|', '*', '_', '<', '>', '[', ']', '#', '\\', '~', '&', '`'];

/// Words in which nothing is taken for a table's bar, a line break or markup; what stands between backticks is left alone where it is no markup either.
pub(super) fn escaped(words: &str) -> String {
    let words = in_line(words);
    let mut safe = String::with_capacity(words.len());
    let mut rest = &*words;
    while let Some(at) = rest.find(MARKUP) {
        let (before, after) = rest.split_at(at);
        safe.push_str(before);
        let code = after.strip_prefix('`').and_then(|inside| inside.split_once('`'));
        if let Some((inside, behind)) = code.filter(|(inside, _)| !inside.is_empty() && !inside.contains(MARKUP)) {
            safe.push_str(&format!("`{inside}`"));
            rest = behind;
        } else {
            // Every mark is one byte long.
            safe.push('\\');
            safe.push_str(&after[..1]);
            rest = &after[1..];
        }
    }
    safe + rest
}
