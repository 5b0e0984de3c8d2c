//! A journal is read from top to bottom: each statement, with the details beneath it, becomes a part of the story.
//!
//! It is read twice: once for what the files give, which is names and vocabulary, and once all of it, when those of every file are known.

use super::ground::Ground;
use super::line::{Line, lines};
use super::node::{self, Members, said};
use super::word::{Sort, Word, escape, words};
use crate::diag::{FileId, Finding, Place, did_you_mean};
use crate::load::lex::brief;
use crate::load::tree::{self, Node};
use crate::model::Axis;
use std::ops::Range;

/// After so many lines that cannot be read, a text is no journal with slips but something else.
const ENOUGH: usize = 100;

/// What came of reading a journal.
#[derive(Debug)]
pub(in crate::load) struct Read {
    pub tree: Node,
    pub findings: Vec<Finding>,
    /// The ids that its events give themselves.
    pub labels: Vec<String>,
    /// Ids of what could not be read, so that nobody calls them unknown.
    pub dropped: Vec<String>,
    /// The axis that a time in it shows, other than by a bare number.
    pub axis: Option<Axis>,
    /// How many of its lines could not be read.
    unread: usize,
}

impl Read {
    /// Whether a line of it that tells an event could not be read.
    pub(in crate::load) fn is_unread(&self) -> bool {
        self.unread > 0
    }

    /// The tree and its findings, for whoever holds it against the table of shapes.
    pub(in crate::load) fn reading(self) -> tree::Reading {
        tree::Reading {
            tree: self.tree,
            findings: self.findings,
            cut: None,
        }
    }
}

pub(super) struct Reader<'t, 'g, 'v> {
    pub file: FileId,
    pub text: &'t str,
    pub lines: Vec<Line>,
    pub findings: Vec<Finding>,
    pub ground: Option<&'g mut Ground<'v>>,
    pub story: Members,
    pub include: Vec<Node>,
    pub documents: Vec<Node>,
    pub facts: Vec<Node>,
    pub sections: Vec<Node>,
    pub allow: Members,
    pub assert: Vec<Node>,
    pub relations: Members,
    pub kinds: Members,
    pub entities: [Vec<Node>; 4],
    pub events: Vec<Node>,
    /// The event that was told last, as long as more may be said of it; none if it could not be read.
    pub last: Option<(Members, Range<usize>)>,
    pub told_any: bool,
    /// What the heading above says.
    pub told: Option<Node>,
    pub at: Option<Node>,
    pub place: Option<Node>,
    pub labels: Vec<String>,
    pub dropped: Vec<String>,
    pub axis: Option<Axis>,
    /// How many lines could not be read.
    pub unread: usize,
}

/// Reads a journal; without ground, what it gives to others alone.
pub(in crate::load) fn read(file: FileId, text: &str, ground: Option<&mut Ground<'_>>) -> Read {
    let mut reader = Reader {
        file,
        text,
        lines: lines(text),
        findings: Vec::new(),
        ground,
        story: Members::default(),
        include: Vec::new(),
        documents: Vec::new(),
        facts: Vec::new(),
        sections: Vec::new(),
        allow: Members::default(),
        assert: Vec::new(),
        relations: Members::default(),
        kinds: Members::default(),
        entities: [const { Vec::new() }; 4],
        events: Vec::new(),
        last: None,
        told_any: false,
        told: None,
        at: None,
        place: None,
        labels: Vec::new(),
        dropped: Vec::new(),
        axis: None,
        unread: 0,
    };
    if !reader.is_hopeless() {
        reader.characters();
        let mut at = 0;
        while at < reader.lines.len() && reader.unread < ENOUGH {
            let line = &reader.lines[at];
            if line.says() && line.depth == 0 {
                reader.statement(at);
            }
            at += 1;
        }
        if reader.unread >= ENOUGH {
            let place = Place::new(file, reader.lines[at - 1].content.clone());
            let finding = Finding::error(
                "unread-line",
                format!("reading stopped after {ENOUGH} lines that could not be read"),
            );
            reader.findings.push(
                finding
                    .at(place)
                    .help("mend those first; what follows was not looked at"),
            );
        }
    }
    reader.finish()
}

impl Reader<'_, '_, '_> {
    fn finish(mut self) -> Read {
        self.close_event();
        let nowhere = 0..0;
        let version = node::number("1", nowhere.clone()).expect("a number");
        let mut story = Members::default();
        story.say("lorescope", &nowhere, version);
        story.0.append(&mut self.story.0);
        story.say_list("include", self.include);
        story.say_list("documents", self.documents);
        story.say_list("facts", self.facts);
        story.say_list("sections", self.sections);
        if !self.allow.is_empty() {
            story.say("allow", &nowhere, self.allow.object(nowhere.clone()));
        }
        story.say_list("assert", self.assert);
        let mut vocabulary = Members::default();
        for (key, declared) in [("relations", self.relations), ("kinds", self.kinds)] {
            if !declared.is_empty() {
                vocabulary.say(key, &nowhere, declared.object(nowhere.clone()));
            }
        }
        if !vocabulary.is_empty() {
            story.say("vocabulary", &nowhere, vocabulary.object(nowhere.clone()));
        }
        for (key, entities) in ["characters", "factions", "places", "items"]
            .into_iter()
            .zip(self.entities)
        {
            story.say_list(key, entities);
        }
        story.say_list("events", self.events);
        Read {
            tree: story.object(0..self.text.len()),
            findings: self.findings,
            labels: self.labels,
            dropped: self.dropped,
            axis: self.axis,
            unread: self.unread,
        }
    }

    /// Tells what is wrong at some place.
    pub(super) fn report(
        &mut self,
        rule: &'static str,
        message: impl Into<String>,
        span: &Range<usize>,
        label: &str,
        help: impl Into<String>,
    ) {
        let place = Place::new(self.file, span.clone()).label(label);
        self.findings.push(Finding::error(rule, message).at(place).help(help));
    }

    /// Tells that a text is no journal at all.
    fn is_hopeless(&mut self) -> bool {
        let text = self.text.trim_start_matches('\u{feff}').trim_start();
        let start = self.text.len() - text.len();
        let (message, help) = match text.chars().next() {
            None => ("the file is empty", "begin the story with `story \"…\"`"),
            Some('{') => (
                "the journal looks like JSON",
                "name a story that is written as JSON `story.json`",
            ),
            Some('<') => (
                "the journal looks like XML or HTML",
                "a journal is plain text, such as `character duncan \"Duncan\"`",
            ),
            _ if self.text.contains('\0') => ("the journal has NUL bytes in it", "a journal is plain text in UTF-8"),
            _ => return false,
        };
        let at = match self.text.find('\0') {
            Some(at) if !text.starts_with(['{', '<']) => at..at + 1,
            _ => start..(start + 1).min(self.text.len()),
        };
        self.report("syntax", message, &at, "here", help);
        true
    }

    /// Tells of characters that nobody can see.
    fn characters(&mut self) {
        let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        let found: Vec<(usize, char)> = self.text.char_indices().filter(|(_, c)| steers(*c)).take(10).collect();
        for (at, c) in found {
            let message = format!("a control character, U+{:04X}, stands here", u32::from(c));
            let help = "take it away; within a string, write it as an escape such as `\\n`";
            self.report("syntax", message, &(at..at + c.len_utf8()), "here", help);
        }
    }

    /// The lines beneath a line, without those beneath them.
    pub(super) fn details(&self, of: usize) -> Vec<usize> {
        let depth = self.lines[of].depth;
        let rest = self.lines.iter().enumerate().skip(of + 1);
        let beneath = rest.take_while(|(_, line)| !line.says() || line.depth > depth);
        beneath
            .filter(|(_, line)| line.says() && line.parent == Some(of))
            .map(|(at, _)| at)
            .collect()
    }

    pub(super) fn words(&self, line: usize) -> Vec<Word> {
        words(self.text, self.lines[line].content.clone())
    }

    /// A word as it stands in the text.
    pub(super) fn raw(&self, word: &Word) -> &str {
        &self.text[word.span.clone()]
    }

    /// Whether a word is a bare one and just that.
    pub(super) fn is(&self, word: &Word, bare: &str) -> bool {
        word.sort == Sort::Bare && self.raw(word) == bare
    }

    /// What stands behind a word on its line, without blanks.
    pub(super) fn behind(&self, word: &Word, line: usize) -> Range<usize> {
        self.trimmed(word.span.end..self.lines[line].content.end)
    }

    pub(super) fn trimmed(&self, span: Range<usize>) -> Range<usize> {
        let inner = &self.text[span.clone()];
        let start = span.start + (inner.len() - inner.trim_start().len());
        start..start.max(span.start + inner.trim_end().len())
    }

    /// What a word says; a string that is never closed, or has a wrong escape in it, is told.
    pub(super) fn string(&mut self, word: &Word) -> Node {
        let raw = &self.text[word.span.clone()];
        match &word.sort {
            Sort::Open(_) => {
                let quote = word.span.start..word.span.start + 1;
                let help = "close it with `\"` on the same line; a quote within it is written `\\\"`";
                self.report("syntax", "a string is never closed", &quote, "it begins here", help);
            }
            Sort::String(_) => {
                let mut at = 1;
                while let Some(slash) = raw[at..].find('\\') {
                    let rest = &raw[at + slash..];
                    let length = escape(rest).map(|(_, length)| length);
                    if length.is_none() {
                        let start = word.span.start + at + slash;
                        let end = start + rest.chars().take(2).map(char::len_utf8).sum::<usize>();
                        let message = format!("`{}` is no escape", brief(&self.text[start..end]));
                        let help = "write `\\\\` for a backslash, `\\\"` for a quote, `\\n` for a line break";
                        self.report("syntax", message, &(start..end), "not known", help);
                    }
                    at += slash + length.unwrap_or(1);
                }
            }
            Sort::Bare | Sort::Comma | Sort::Bar => {}
        }
        node::text(word.text(self.text), word.span.clone())
    }

    /// Tells of the strings among some words that are not as they should be.
    pub(super) fn strings(&mut self, words: &[Word]) -> bool {
        let told = self.findings.len();
        for word in words {
            self.string(word);
        }
        self.findings.len() == told
    }

    /// The rest of a line as text: one string, or the words as they stand.
    pub(super) fn free_text(&mut self, span: Range<usize>) -> Option<Node> {
        let span = self.trimmed(span);
        if span.is_empty() {
            return None;
        }
        if self.text[span.clone()].starts_with('"') {
            let words = words(self.text, span.clone());
            if words[0].span == span {
                return Some(self.string(&words[0]));
            }
        }
        Some(node::text(&self.text[span.clone()], span))
    }

    /// The rest of a line as text, which must not be empty.
    pub(super) fn text_behind(&mut self, word: &Word, line: usize) -> Option<Node> {
        let found = self.free_text(self.behind(word, line));
        if found.is_none() {
            let key = self.raw(word).to_owned();
            let message = format!("`{key}` says nothing");
            self.report(
                "missing-key",
                message,
                &word.span.clone(),
                "text belongs behind it",
                format!("write `{key} …`, or take it away"),
            );
        }
        found
    }

    /// A time: a number, or whatever else is written.
    pub(super) fn time(&mut self, span: Range<usize>) -> Option<Node> {
        let node = self.free_text(span)?;
        let raw = &self.text[node.span.clone()];
        let number = node::number(raw, node.span.clone());
        match (number, &self.ground) {
            (Some(number), Some(ground)) if ground.numbers => return Some(number),
            (Some(_), _) => {}
            (None, _) => self.axis = self.axis.or_else(|| said(&node).and_then(Axis::of)),
        }
        Some(node)
    }

    /// A place in the telling.
    pub(super) fn telling(&mut self, span: Range<usize>) -> Option<Node> {
        let node = self.free_text(span)?;
        let raw = &self.text[node.span.clone()];
        let whole = raw.bytes().all(|byte| byte.is_ascii_digit()) && raw.len() < 10;
        let number = node::number(raw, node.span.clone()).filter(|_| whole);
        Some(number.unwrap_or(node))
    }

    /// Tells that a detail is none of those that may stand there.
    pub(super) fn unknown_detail(&mut self, word: &Word, of: &str, known: &[&str]) {
        let raw = self.raw(word).to_owned();
        let help = did_you_mean(&raw, known.iter().copied())
            .unwrap_or_else(|| format!("what may stand there: {}", listed(known)));
        let message = format!("`{}` is no detail of {of}", brief(&raw));
        self.report("unknown-detail", message, &word.span.clone(), "not known", help);
    }

    /// Tells of what stands beneath a line that takes no details.
    pub(super) fn no_details(&mut self, line: usize) {
        if let Some(&first) = self.details(line).first() {
            let span = self.lines[first].content.clone();
            let help =
                "a text stands on one line; what belongs to the line further out stands as far in as its other details";
            self.report(
                "unknown-detail",
                "nothing can stand beneath this line",
                &span,
                "further in than the line above",
                help,
            );
        }
    }
}

/// Words in backticks, one after the other.
pub(super) fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}
