//! The statements of a journal: what a line says that is a detail of no other.

use super::keys::DETAILS;
use super::node::{self, Members, flag, said};
use super::reader::Reader;
use super::word::{Sort, Word};
use crate::load::tree::{Node, Value};
use crate::model::{EntityKind, Told, Written};
use std::ops::Range;

/// The details of a document.
const OF_DOCUMENT: &[&str] = &["title", "author", "date", "url", "note", "path"];

impl Reader<'_, '_, '_> {
    pub(super) fn statement(&mut self, line: usize) {
        let words = self.words(line);
        let Some(first) = words.first().cloned() else { return };
        let raw = self.raw(&first).to_owned();
        let kind = EntityKind::ALL.into_iter().find(|kind| kind.word() == raw);
        match raw.as_str() {
            _ if raw.starts_with('#') || raw.starts_with("//") => {
                let help = "write `; …`: comments begin with `;`";
                let mark = first.span.start..first.span.start + if raw.starts_with('#') { 1 } else { 2 };
                self.report("syntax", "this is no comment", &mark, "here", help);
            }
            "-" | "*" | "•" | "–" | "—" => {
                let help = format!("take the `{raw}` away: every line is a statement by itself");
                self.report("syntax", "this is no list", &first.span, "here", help);
            }
            _ if raw.starts_with("==") => self.heading(line),
            _ if raw.starts_with('@') => self.at_place(line, &first),
            _ if first.is_string() && words.len() == 1 => self.misplaced(line, "a quote"),
            "story" => self.title(line, &first),
            "include" => self.includes(line, &words),
            "source" => self.document(line, &words),
            "fact" => self.fact(line, &words),
            "relation" => self.relation_declared(line, &words),
            "kind" => self.kind_declared(line, &words),
            "assert" => self.assert_here(line, &first),
            "allow" => self.allow_here(line, &words),
            _ if DETAILS.contains(&raw.as_str()) && words.len() > 1 && !self.is_sentence(line) => {
                self.misplaced(line, &format!("`{raw}`"));
            }
            _ => match kind {
                Some(kind) => self.entity(line, kind, &words),
                None => self.event(line),
            },
        }
    }

    /// Whether a line that begins like a detail tells an event all the same, of somebody who is called so.
    fn is_sentence(&self, line: usize) -> bool {
        let text = &self.text[self.lines[line].content.clone()];
        self.ground
            .as_ref()
            .is_some_and(|ground| ground.grammar.read(text).is_ok())
    }

    fn misplaced(&mut self, line: usize, what: &str) {
        let span = self.lines[line].content.clone();
        let message = format!("{what} stands by itself");
        let help = "put blanks before it, so that it stands beneath what it belongs to";
        self.report("unread-line", message, &span, "not beneath anything", help);
    }

    fn title(&mut self, line: usize, first: &Word) {
        // A story without a title may be described, and count in something, all the same.
        let nameless = self.behind(first, line).is_empty() && !self.details(line).is_empty();
        let title = if nameless { None } else { self.text_behind(first, line) };
        self.story.say_if("title", title);
        for detail in self.details(line) {
            let words = self.words(detail);
            let key = self.raw(&words[0]).to_owned();
            match key.as_str() {
                "description" | "axis" => {
                    let value = self.text_behind(&words[0], detail);
                    if let Some(value) = value {
                        self.story.say(&key, &words[0].span, value);
                    }
                    self.no_details(detail);
                }
                "in-order" => {
                    self.story
                        .say("in-order", &words[0].span, flag(true, words[0].span.clone()));
                    self.nothing_more(&words[1..]);
                    self.no_details(detail);
                }
                _ => self.unknown_detail(&words[0], "the story", &["description", "axis", "in-order"]),
            }
        }
    }

    fn includes(&mut self, line: usize, words: &[Word]) {
        let path = self.text_behind(&words[0], line);
        self.include.extend(path);
        self.no_details(line);
    }

    fn document(&mut self, line: usize, words: &[Word]) {
        let mut document = Members::default();
        let Some(id) = words.get(1).filter(|word| word.sort == Sort::Bare).cloned() else {
            let help = "give it an id to refer to it by, such as `source play \"retelling.md\"`";
            self.report(
                "missing-key",
                "the source has no id",
                &words[0].span,
                "an id belongs behind it",
                help,
            );
            return;
        };
        document.say_if("id", Some(node::text(self.raw(&id), id.span.clone())));
        let path = self.free_text(self.behind(&id, line));
        document.say_if("path", path);
        for detail in self.details(line) {
            let words = self.words(detail);
            let key = self.raw(&words[0]).to_owned();
            if OF_DOCUMENT.contains(&key.as_str()) {
                if let Some(value) = self.text_behind(&words[0], detail) {
                    document.say(&key, &words[0].span, value);
                }
                self.no_details(detail);
            } else {
                self.unknown_detail(&words[0], "a source", OF_DOCUMENT);
            }
        }
        let span = self.lines[line].content.clone();
        self.documents.push(document.object(span));
    }

    fn fact(&mut self, line: usize, words: &[Word]) {
        let rest = &words[1..];
        let bare = rest.iter().take_while(|word| word.sort == Sort::Bare).count();
        let (name, values) = match (bare, rest.first()) {
            (0, Some(first)) => (Some(self.string(first)), &rest[1..]),
            (0, None) => (None, rest),
            (bare, _) => {
                let span = rest[0].span.start..rest[bare - 1].span.end;
                (Some(node::text(&self.text[span.clone()], span)), &rest[bare..])
            }
        };
        let mut said = Vec::new();
        for word in values.iter().filter(|word| word.sort != Sort::Comma) {
            if !word.is_string() {
                let help = "write each value in quotes, with `,` between them";
                self.report(
                    "syntax",
                    "a value of a fact is no string",
                    &word.span,
                    "not in quotes",
                    help,
                );
                return;
            }
            said.push(self.string(word));
        }
        let (Some(name), Some(value)) = (name, node::list(said)) else {
            let help = "write for example `fact director \"Allan Kroeker\"`";
            self.report(
                "missing-key",
                "the fact says nothing",
                &words[0].span,
                "a name and a value belong behind it",
                help,
            );
            return;
        };
        let mut fact = Members::default();
        fact.say_if("name", Some(name));
        fact.say_if("value", Some(alone(value)));
        let mut sources = Vec::new();
        for detail in self.details(line) {
            let words = self.words(detail);
            match self.raw(&words[0]) {
                "note" => {
                    let note = self.text_behind(&words[0], detail);
                    fact.say_if("note", note);
                    self.no_details(detail);
                }
                _ if self.is_source(&words) => sources.extend(self.source(detail, &words)),
                _ => self.unknown_detail(&words[0], "a fact", &["from", "note"]),
            }
        }
        fact.say_list("sources", sources);
        let span = self.lines[line].content.clone();
        self.facts.push(fact.object(span));
    }

    /// `== 1.2 the battlefield | 1040-08-14`
    fn heading(&mut self, line: usize) {
        self.place = None;
        let content = self.lines[line].content.clone();
        let behind = content.start + 2..content.end;
        let words = super::word::words(self.text, behind.clone());
        let bar = words.iter().rposition(|word| word.sort == Sort::Bar);
        let (titled, at) = match bar {
            Some(bar) => (
                behind.start..words[bar].span.start,
                Some(words[bar].span.end..behind.end),
            ),
            None => (behind.clone(), None),
        };
        self.at = at.and_then(|at| self.time(at));
        self.told = None;
        self.no_details(line);
        let titled = self.trimmed(titled);
        let Some(first) = words.first().filter(|first| first.span.start < titled.end).cloned() else {
            return;
        };
        let told = self.telling(first.span.clone());
        let is_place = |node: &Node| match said(node) {
            Some(text) => Told::parse(Written::Text(text.into())).is_some(),
            None => true,
        };
        let Some(told) = told.filter(is_place) else {
            let help = "a heading begins with where it stands in the telling, such as `== 1 The battlefield`";
            let message = format!(
                "`{}` is not a place in the telling",
                crate::load::lex::brief(self.raw(&first))
            );
            self.report("bad-told", message, &first.span, "not a number or a label", help);
            return;
        };
        if let Some(title) = self.free_text(first.span.end..titled.end) {
            let mut section = Members::default();
            section.say_if("told", Some(told.clone()));
            section.say_if("title", Some(title));
            self.sections.push(section.object(content));
        }
        self.told = Some(told);
    }

    /// `@ forres`
    fn at_place(&mut self, line: usize, first: &Word) {
        self.no_details(line);
        let behind = first.span.start + 1..self.lines[line].content.end;
        self.place = self.place_named(behind);
    }

    /// The place of a name; nothing where `-` or nothing stands.
    pub(super) fn place_named(&mut self, span: Range<usize>) -> Option<Node> {
        let name = self.free_text(span)?;
        (self.text[name.span.clone()] != *"-").then(|| self.one_name(name))
    }

    fn assert_here(&mut self, line: usize, first: &Word) {
        self.no_details(line);
        let Some(claim) = self.claim(line, first) else { return };
        match &mut self.last {
            Some((event, _)) => event.add("assert", &first.span, claim),
            None if self.told_any => {}
            None => self.assert.push(claim),
        }
    }

    /// What must hold: the rest of the line as it stands.
    pub(super) fn claim(&mut self, line: usize, first: &Word) -> Option<Node> {
        let span = self.behind(first, line);
        if span.is_empty() {
            let help = "write what must hold, such as `assert dead duncan`";
            self.report(
                "missing-key",
                "`assert` says nothing",
                &first.span,
                "a claim belongs behind it",
                help,
            );
            return None;
        }
        let words = super::word::words(self.text, span.clone());
        // What no line can hold stands in a string as a whole.
        if let [whole] = words.as_slice()
            && whole.is_string()
        {
            return Some(self.string(whole));
        }
        self.strings(&words).then(|| node::text(&self.text[span.clone()], span))
    }

    fn allow_here(&mut self, line: usize, words: &[Word]) {
        self.no_details(line);
        let Some((rule, span, reason)) = self.waiver(line, words) else {
            return;
        };
        match &mut self.last {
            Some((event, _)) => {
                let mut allow = match event.0.iter().position(|(key, _)| key.name == "allow") {
                    Some(at) => members_of(event.0.remove(at).1),
                    None => Members::default(),
                };
                allow.say(&rule, &span, reason);
                event.say("allow", &words[0].span, allow.object(words[0].span.clone()));
            }
            None if self.told_any => {}
            None => self.allow.say(&rule, &span, reason),
        }
    }

    /// `allow RULE "reason"`
    pub(super) fn waiver(&mut self, line: usize, words: &[Word]) -> Option<(String, Range<usize>, Node)> {
        let help = "write for example `allow acts-after-death \"a ghost\"`";
        let Some(rule) = words.get(1).filter(|word| word.sort == Sort::Bare).cloned() else {
            self.report(
                "missing-key",
                "`allow` names no rule",
                &words[0].span,
                "a rule belongs behind it",
                help,
            );
            return None;
        };
        let name = self.raw(&rule).to_owned();
        let reason = self
            .free_text(self.behind(&rule, line))
            .unwrap_or_else(|| node::text("", rule.span.clone()));
        Some((name, rule.span, reason))
    }
}

/// The members of an object.
fn members_of(node: Node) -> Members {
    if let Value::Object(members) = node.value {
        Members(members)
    } else {
        Members::default()
    }
}

/// The only entry of a list of one; else the list.
pub(super) fn alone(mut list: Node) -> Node {
    if let Value::Array(entries) = &mut list.value
        && entries.len() == 1
    {
        return entries.remove(0);
    }
    list
}
