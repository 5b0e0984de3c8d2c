//! Answers as text, for people: sentences under headings, the evidence indented below each.
//!
//! ```text
//! Who was allied with whom                              heading
//!
//! The fleet was allied with the Dominion, from the start until `turn`
//!     from     stated of the fleet                      bearing, what is told
//!     until    `turn`: The fleet defected from the Dominion
//!              “they change over” (retelling, 4)        the words that say so
//! ```

use super::{Style, heading, in_line};
use crate::ask::{Answer, Bearing, Evidence, Row};
use crate::model::Certainty;
use crate::world::Quote;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// How far a nested row stands in.
const STEP: usize = 2;
/// How far a row of a chain stands in, with the line that it hangs from.
const BRANCH: usize = 3;
/// How wide the column before the sentences may grow.
const LEAD: usize = 36;
/// How deep a row may be nested where its sentence still stands in a column.
const SHALLOW: usize = 2;
/// How wide the word before a piece of evidence is.
const BEARING: usize = 9;
/// How many words of a quote are given where it is given again.
const FIRST_WORDS: usize = 6;

/// The answer as text.
pub(super) fn text(answer: &Answer, style: Style) -> String {
    let mut page = Page {
        text: String::new(),
        style,
        rail: Rail::default(),
        told: BTreeSet::new(),
        quoted: BTreeSet::new(),
    };
    page.line(0, 0, &style.strong(&in_line(&heading(answer))));
    if let Some(ruling) = &answer.ruling {
        let word = style.strong(&format!("{}:", capital(ruling.word())));
        page.blank();
        page.line(0, STEP, &format!("{word} {}", in_line(&ruling.reason)));
    }
    if let Some(gist) = &answer.gist {
        page.blank();
        page.line(0, STEP, &style.strong(&in_line(gist)));
    }
    if answer.rows.is_empty() && answer.ruling.is_none() && answer.gist.is_none() {
        page.blank();
        page.line(0, 0, "None");
    }
    for section in answer.rows.chunk_by(|a, b| a.section == b.section) {
        page.section(section);
    }
    if !answer.notes.is_empty() {
        page.blank();
    }
    for note in &answer.notes {
        let label = style.faint("note:");
        page.line(0, STEP, &format!("{label} {}", in_line(note)));
    }
    page.text
}

/// A page as it is written; what was told on it once is not told again.
struct Page<'a> {
    text: String,
    style: Style,
    /// What a line begins with, where it is part of a chain.
    rail: Rail,
    told: BTreeSet<&'a str>,
    quoted: BTreeSet<(&'a str, &'a str)>,
}

impl<'a> Page<'a> {
    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn section(&mut self, rows: &'a [Row]) {
        self.blank();
        let mut margin = 0;
        if let Some(title) = &rows[0].section {
            let title = self.style.strong(&in_line(title));
            self.line(0, 0, &title);
            margin = STEP;
        }
        let rails = rails(rows);
        let width = |row: &Row| lead(row).map_or(0, |lead| inset(row) + columns(&lead));
        // Of a tree that outgrows the column every sentence follows its lead, so that all of it looks alike.
        let outgrown = rows.iter().any(|row| SHALLOW < row.depth && LEAD < width(row));
        let fitting = rows.iter().map(width).filter(|&width| width <= LEAD).max();
        let column = (!outgrown).then_some(fitting.unwrap_or(0));
        for (place, row) in rows.iter().enumerate() {
            if place > 0 && reads_like(row, &rows[place - 1]) {
                continue;
            }
            let parted = row.link.is_some() || shows(row) || shows(&rows[place.saturating_sub(1)]);
            let apart = place > 0 && row.depth == 0 && parted;
            if apart {
                self.blank();
            }
            self.rail = rails[place].within(margin);
            self.row(row, margin, column);
            self.rail = Rail::default();
        }
    }

    /// A row whose sentence stands in the column, or without one right behind the lead.
    fn row(&mut self, row: &'a Row, margin: usize, column: Option<usize>) {
        let indent = margin + inset(row);
        let mut line = String::new();
        let mut hang = STEP;
        if let Some(lead) = lead(row) {
            line.push_str(&self.style.typable(&lead));
            if let Some(column) = column {
                let room = (margin + column + STEP)
                    .saturating_sub(indent + columns(&lead))
                    .max(STEP);
                line.push_str(&" ".repeat(room));
                hang = columns(&lead) + room;
            } else {
                line.push_str(": ");
                hang = 2 * STEP;
            }
        }
        line.push_str(&in_line(&row.sentence));
        if let Some(via) = &row.via {
            line.push_str(&format!(", {}", in_line(via)));
        }
        if let Some(span) = &row.span {
            line.push_str(&format!(", {}", in_line(&span.words())));
        }
        if row.certainty != Certainty::Stated {
            line.push_str(&self.style.faint(&format!(" [{}]", row.certainty.word())));
        }
        if let Some(open) = row.open.as_ref().filter(|_| row.brief) {
            line.push_str(&format!("; but {}", in_line(open)));
        }
        self.line(indent, hang, &line);
        if row.brief {
            return;
        }
        let below = indent + if row.lead.is_some() { hang } else { 2 * STEP };
        for piece in row.evidence.iter().filter(|piece| piece.bearing != Bearing::Opens) {
            self.evidence(below, piece);
        }
        if let Some(open) = &row.open {
            self.piece(below, "but", &in_line(open));
        }
        for quote in row.evidence.iter().filter(|piece| piece.bearing == Bearing::Opens) {
            let quotes = quote
                .told
                .quotes
                .iter()
                .map(|quote| self.quote(quote))
                .collect::<Vec<_>>();
            for words in &quotes {
                self.line(below + BEARING, 1, words);
            }
        }
    }

    fn evidence(&mut self, indent: usize, piece: &'a Evidence) {
        let told = &piece.told;
        let inner = match piece.bearing {
            Bearing::Shows => indent,
            Bearing::Starts
            | Bearing::Ends
            | Bearing::Because
            | Bearing::Within
            | Bearing::In
            | Bearing::Through
            | Bearing::Opens => indent + BEARING,
        };
        let known = told.event.as_deref().is_some_and(|id| !self.told.insert(id));
        if self.stated(indent, piece) {
            return;
        }
        if inner > indent {
            self.piece(indent, piece.bearing.word(), &self.words(piece, known));
        }
        if known && inner > indent {
            return;
        }
        for quote in &told.quotes {
            let words = self.quote(quote);
            self.line(inner, 1, &words);
        }
        if let Some(claimant) = &told.according_to {
            self.line(inner, 1, &format!("according to {claimant}"));
        }
    }

    /// What was stated at the outset is told by its quotes alone, where it has any; the first stands beside the bearing.
    fn stated(&mut self, indent: usize, piece: &'a Evidence) -> bool {
        let outset = piece.told.event.is_none() && piece.bearing == Bearing::Starts;
        if outset && let [quote] = piece.told.quotes.as_slice() {
            let words = self.quote(quote);
            let doubt = self.doubt(piece);
            self.piece(indent, piece.bearing.word(), &format!("{words}{doubt}"));
        }
        outset && piece.told.quotes.len() == 1
    }

    fn words(&self, piece: &Evidence, known: bool) -> String {
        let told = &piece.told;
        let sentence = in_line(&told.sentence);
        let id = |id: &str| self.style.typable(&format!("`{id}`"));
        match (&told.event, &told.stated_on) {
            (Some(event), _) if known => format!("{}, as above", id(event)),
            (Some(event), _) => format!("{}: {sentence}{}", id(event), self.doubt(piece)),
            (None, Some(_)) if piece.bearing == Bearing::Through => format!("{sentence}{}", self.doubt(piece)),
            (None, Some(entity)) => format!("stated of {}{}", id(entity), self.doubt(piece)),
            (None, None) => sentence.into_owned(),
        }
    }

    fn doubt(&self, piece: &Evidence) -> String {
        if piece.told.certainty == Certainty::Stated.word() {
            return String::new();
        }
        self.style.faint(&format!(" [{}]", piece.told.certainty))
    }

    /// A quote, of which only the first words are given where the whole stands above.
    fn quote(&mut self, quote: &'a Quote) -> String {
        let place = quote.locator.as_ref().map(|place| format!(", {}", in_line(place)));
        let place = format!("({}{})", quote.document, place.unwrap_or_default());
        let place = self.style.faint(&place);
        let Some(words) = &quote.text else { return place };
        if self.quoted.insert((&quote.document, words)) {
            return format!("“{}” {place}", in_line(words));
        }
        let first: Vec<&str> = words.split_whitespace().take(FIRST_WORDS).collect();
        let more = if first.len() < FIRST_WORDS { "" } else { " …" };
        format!(
            "“{}{more}” {}",
            in_line(&first.join(" ")),
            self.style.faint("(as above)")
        )
    }

    fn piece(&mut self, indent: usize, word: &str, words: &str) {
        let room = BEARING.saturating_sub(columns(word)).max(1);
        let line = format!("{}{}{words}", self.style.faint(word), " ".repeat(room));
        self.line(indent, columns(word) + room, &line);
    }

    /// A line; where lines are broken, what does not fit goes on below, further in.
    fn line(&mut self, indent: usize, hang: usize, words: &str) {
        let first = self.rail.first.take().unwrap_or_else(|| self.rail.rest.clone());
        let [first, rest] = [first, self.rail.rest.clone()].map(|rail| self.railed(&rail, indent));
        wrapped(&mut self.text, self.style, [&first, &rest], hang, words);
    }

    /// The beginning of a line: the lines that a chain hangs from, as far in as the line stands.
    fn railed(&self, rail: &str, indent: usize) -> String {
        let room = indent.saturating_sub(columns(rail));
        format!("{}{}", self.style.faint(rail), " ".repeat(room))
    }
}

/// What the lines of a row of a chain begin with, so that it is seen from what the row hangs.
#[derive(Clone, Debug, Default)]
struct Rail {
    /// Of its first line, where it is not as all others.
    first: Option<String>,
    rest: String,
}

impl Rail {
    fn within(&self, margin: usize) -> Self {
        let inner = |rail: &str| {
            if rail.is_empty() {
                String::new()
            } else {
                format!("{}{rail}", " ".repeat(margin))
            }
        };
        Self {
            first: self.first.as_deref().map(inner),
            rest: inner(&self.rest),
        }
    }
}

/// How far a row stands in.
fn inset(row: &Row) -> usize {
    row.depth * if row.link.is_some() { BRANCH } else { STEP }
}

/// The light lines of a chain, row by row; read from the last, since a line goes on only where something still hangs from it.
fn rails(rows: &[Row]) -> Vec<Rail> {
    let mut goes_on: Vec<bool> = Vec::new();
    let mut rails: Vec<Rail> = Vec::with_capacity(rows.len());
    for row in rows.iter().rev() {
        if row.link.is_none() {
            rails.push(Rail::default());
            continue;
        }
        let has_more = goes_on.get(row.depth + 1).copied().unwrap_or_default();
        goes_on.resize(row.depth + 1, false);
        let beside = std::mem::replace(&mut goes_on[row.depth], true);
        let above: String = (1..row.depth)
            .map(|depth| if goes_on[depth] { "│  " } else { "   " })
            .collect();
        let below = if has_more { "│" } else { "" };
        let (first, rest) = match (row.depth, beside) {
            (0, _) => (None, below.to_owned()),
            (_, true) => (Some(format!("{above}├─ ")), format!("{above}│  {below}")),
            (_, false) => (Some(format!("{above}└─ ")), format!("{above}   {below}")),
        };
        rails.push(Rail {
            first: first.or_else(|| Some(String::new())),
            rest: rest.trim_end().to_owned(),
        });
    }
    rails.reverse();
    rails
}

/// Adds words to a text as a line behind what lines begin with, broken where the terminal ends; what goes over stands in a little further.
pub(super) fn wrapped(text: &mut String, style: Style, [first, rest]: [&str; 2], hang: usize, words: &str) {
    let indent = columns(first);
    text.push_str(first);
    let Some(width) = style.width else {
        text.push_str(words.trim_end());
        text.push('\n');
        return;
    };
    let mut at = indent;
    let mut fresh = true;
    for word in words.trim_end().split(' ') {
        let long = columns(word);
        if !fresh && at + 1 + long > width {
            text.push('\n');
            text.push_str(rest);
            text.push_str(&" ".repeat(hang));
            at = indent + hang;
            fresh = true;
        }
        if !fresh {
            text.push(' ');
            at += 1;
        }
        text.push_str(word);
        at += long;
        fresh = false;
    }
    text.push('\n');
}

/// What stands before the sentence of a row.
fn lead(row: &Row) -> Option<Cow<'_, str>> {
    row.lead.as_deref().map(in_line)
}

/// Whether a row is told in the words of the one before, as with two who die of one event.
fn reads_like(row: &Row, before: &Row) -> bool {
    let told = |row: &Row| (row.brief, row.depth, row.certainty);
    row.brief
        && row.lead.is_some()
        && told(row) == told(before)
        && row.lead == before.lead
        && row.sentence == before.sentence
        && row.via == before.via
        && row.span == before.span
        && row.open == before.open
}

/// Whether a row has anything below it.
fn shows(row: &Row) -> bool {
    !row.brief && (row.open.is_some() || !row.evidence.is_empty())
}

/// How many columns words take, escapes for colour aside.
fn columns(words: &str) -> usize {
    let mut count = 0;
    let mut escape = false;
    for c in words.chars() {
        match c {
            '\u{1b}' => escape = true,
            'm' if escape => escape = false,
            _ if escape => {}
            _ => count += 1,
        }
    }
    count
}

/// Makes the first letter a capital.
pub(in crate::cli) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + chars.as_str()
    })
}
