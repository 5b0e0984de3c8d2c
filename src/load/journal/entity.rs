//! Characters, factions, places and items, with what is said of them from the start.

use super::node::{self, Members, said};
use super::reader::Reader;
use super::statement::alone;
use super::word::{Sort, Word};
use crate::load::slug::slug_of;
use crate::load::tree::Node;
use crate::model::EntityKind;
use std::ops::Range;

/// An entity while its details are read.
#[derive(Default)]
pub(super) struct Draft {
    members: Members,
    names: Vec<Node>,
    aliases: Vec<Node>,
    pub relations: Members,
    travel: Vec<Node>,
    sources: Vec<Node>,
    allow: Members,
}

impl Reader<'_, '_, '_> {
    pub(super) fn entity(&mut self, line: usize, kind: EntityKind, words: &[Word]) {
        let mut draft = Draft::default();
        let span = self.lines[line].content.clone();
        let parts: Vec<&[Word]> = words[1..].split(|word| word.sort == Sort::Bar).collect();
        let id = self.id_and_name(kind, words, parts[0], &mut draft);
        for part in &parts[1..] {
            let alias = match part {
                [] => None,
                [one] => Some(self.string(one)),
                [first, .., last] => self.free_text(first.span.start..last.span.end),
            };
            draft.aliases.extend(alias);
        }
        for detail in self.details(line) {
            self.entity_detail(detail, kind, &mut draft);
        }
        let Some(id) = id else {
            return;
        };
        let mut members = Members::default();
        members.say_if("id", Some(id));
        members.say_if("name", node::list(draft.names).map(alone));
        members.say_list("aliases", draft.aliases);
        members.0.append(&mut draft.members.0);
        if !draft.relations.is_empty() {
            members.say("relations", &span, draft.relations.object(span.clone()));
        }
        members.say_list("travel", draft.travel);
        members.say_list("sources", draft.sources);
        if !draft.allow.is_empty() {
            members.say("allow", &span, draft.allow.object(span.clone()));
        }
        let place = EntityKind::ALL
            .into_iter()
            .position(|known| known == kind)
            .expect("one of all");
        self.entities[place].push(members.object(span));
    }

    /// `duncan "Duncan"`, or either of the two alone.
    fn id_and_name(&mut self, kind: EntityKind, words: &[Word], part: &[Word], draft: &mut Draft) -> Option<Node> {
        let word = kind.word();
        match part {
            [] => {
                let help = format!("write for example `{word} duncan \"Duncan\"`");
                self.report(
                    "missing-key",
                    format!("the {word} has no name"),
                    &words[0].span,
                    "an id or a name belongs behind it",
                    help,
                );
                None
            }
            [id] if id.sort == Sort::Bare => Some(node::text(self.raw(id), id.span.clone())),
            [id, name] if id.sort == Sort::Bare && name.is_string() => {
                let name = self.string(name);
                draft.names.push(name);
                Some(node::text(self.raw(id), id.span.clone()))
            }
            [name] if name.is_string() => {
                let name = self.string(name);
                let id = said(&name).map(slug_of).filter(|id| !id.is_empty());
                if id.is_none() {
                    let message = "no id can be made from this name";
                    let help = format!("give it one: `{word} ID \"…\"`, of lower-case letters and digits");
                    self.report("bad-id", message, &name.span, "no letters in it", help);
                }
                let id = id.map(|id| node::text(id, name.span.clone()));
                draft.names.push(name);
                id
            }
            [first, .., last] | [first @ last] => {
                let span = first.span.start..last.span.end;
                let bare = part.iter().all(|word| word.sort == Sort::Bare);
                let curly = |word: &Word| self.raw(word).starts_with(['“', '”', '„', '«', '‘', '\'']);
                let help = if part.iter().any(curly) {
                    format!("write straight quotes: `{word} duncan \"Duncan\"`")
                } else if bare {
                    format!(
                        "put a name of several words in quotes: `{word} \"{}\"`",
                        crate::load::lex::brief(&self.text[span.clone()])
                    )
                } else {
                    format!(
                        "write an id and a name in quotes, and further names behind `|`: `{word} duncan \"Duncan\" | King Duncan`; a quote within a name is `\\\"`"
                    )
                };
                self.report(
                    "syntax",
                    format!("this cannot be read as the name of a {word}"),
                    &span,
                    "",
                    help,
                );
                self.dropped.push(self.text[span].to_owned());
                None
            }
        }
    }

    fn entity_detail(&mut self, line: usize, kind: EntityKind, draft: &mut Draft) {
        let words = self.words(line);
        let first = words[0].clone();
        let key = self.raw(&first).to_owned();
        match key.as_str() {
            _ if self.is_source(&words) => {
                let source = self.source(line, &words);
                draft.sources.extend(source);
                return;
            }
            "name" | "alias" => {
                let name = self.name(line, &words);
                if key == "name" {
                    &mut draft.names
                } else {
                    &mut draft.aliases
                }
                .extend(name);
            }
            "plural" => {
                self.nothing_more(&words[1..]);
                let yes = node::flag(true, first.span.clone());
                draft.members.say("plural", &first.span, yes);
            }
            "description" => {
                self.description(line, &first, draft);
                return;
            }
            "species" | "told" | "image" | "note" => {
                if let Some(value) = self.simple(&key, &first, line) {
                    draft.members.say(&key, &first.span, value);
                }
            }
            "travel" => {
                let way = self.way(line, &words);
                draft.travel.extend(way);
            }
            "allow" => {
                if let Some((rule, span, reason)) = self.waiver(line, &words) {
                    draft.allow.say(&rule, &span, reason);
                }
            }
            _ => {
                let named = usize::from(key == "relation" && words.len() > 1);
                self.relation_stated(line, kind, &words[named..], draft);
                return;
            }
        }
        self.no_details(line);
    }

    /// `name "…" [from T] [until T] [told X]`
    fn name(&mut self, line: usize, words: &[Word]) -> Option<Node> {
        let mut rest = &words[1..];
        let mut more = Members::default();
        if rest.first().is_some_and(Word::is_string) {
            rest = &rest[1..];
            more = self.ends(&mut rest, &["from", "until", "told"]);
            if let Some(extra) = rest.first() {
                let help = "behind a name in quotes may stand `from`, `until` and `told`";
                self.report(
                    "syntax",
                    "a name is followed by something else",
                    &extra.span.clone(),
                    "not expected",
                    help,
                );
            }
            let name = self.string(&words[1]);
            return Some(named("name", name, more, &self.lines[line].content));
        }
        let whole = self.behind(&words[0], line);
        let mut bare = rest;
        let ends = self.ends(&mut bare, &["from", "until", "told"]);
        if !ends.is_empty() && !bare.is_empty() {
            let name = &self.text[whole.start..bare[bare.len() - 1].span.end];
            let help = format!("put the name in quotes: `{} \"{name}\" …`", self.raw(&words[0]));
            self.report(
                "syntax",
                "where the name ends cannot be told",
                &whole,
                "a name without quotes",
                help,
            );
            return None;
        }
        let name = self.text_behind(&words[0], line)?;
        Some(named("name", name, more, &self.lines[line].content))
    }

    /// Takes `from T`, `until T` and `told X` off the end of a line.
    pub(super) fn ends(&mut self, words: &mut &[Word], keys: &[&str]) -> Members {
        let mut found = Members::default();
        while let Some((key, value)) = self.end(words, keys) {
            let span = value.start..value.end;
            let node = if key == "told" {
                self.telling(span)
            } else {
                self.time(span)
            };
            let at = words.iter().rposition(|word| self.is(word, key)).unwrap_or(0);
            let word = words[at].span.clone();
            if let Some(node) = node {
                found.0.insert(
                    0,
                    (
                        crate::load::tree::Key {
                            name: key.to_owned(),
                            span: word,
                        },
                        node,
                    ),
                );
            }
            *words = &words[..at];
        }
        found
    }

    fn end<'k>(&self, words: &[Word], keys: &[&'k str]) -> Option<(&'k str, Range<usize>)> {
        let (last, before) = words.split_last()?;
        let circa = |word: &Word| ["circa", "ca.", "c."].iter().any(|about| self.is(word, about));
        let key_of = |word: &Word| keys.iter().copied().find(|key| self.is(word, key));
        match before {
            [.., key, about] if circa(about) && key_of(key).is_some() => {
                Some((key_of(key)?, about.span.start..last.span.end))
            }
            [.., key] => Some((key_of(key)?, last.span.clone())),
            [] => None,
        }
    }

    fn description(&mut self, line: usize, first: &Word, draft: &mut Draft) {
        let text = self.text_behind(first, line);
        let mut more = Members::default();
        for detail in self.details(line) {
            let words = self.words(detail);
            if self.is(&words[0], "told") {
                let told = self.simple("told", &words[0], detail);
                more.say_if("told", told);
                self.no_details(detail);
            } else {
                self.unknown_detail(&words[0], "a description", &["told"]);
            }
        }
        if let Some(text) = text {
            let value = named("text", text, more, &self.lines[line].content);
            draft.members.say("description", &first.span, value);
        }
    }

    /// `travel PLACE N`
    fn way(&mut self, line: usize, words: &[Word]) -> Option<Node> {
        let takes = words.last().filter(|last| last.sort == Sort::Bare);
        let takes = takes.and_then(|last| node::number(self.raw(last), last.span.clone()));
        let (Some(takes), true) = (takes, words.len() > 2) else {
            let help = "say where to and how long it takes, such as `travel inverness 3`";
            let span = self.lines[line].content.clone();
            self.report(
                "missing-key",
                "the way does not say how long it takes",
                &span,
                "no number at its end",
                help,
            );
            return None;
        };
        let to = self.free_text(words[1].span.start..words[words.len() - 2].span.end)?;
        let mut way = Members::default();
        way.say_if("to", Some(self.one_name(to)));
        way.say_if("takes", Some(takes));
        Some(way.object(self.lines[line].content.clone()))
    }
}

/// A value by itself, or with more about it as an object that has it under a key.
pub(super) fn named(key: &str, value: Node, more: Members, span: &Range<usize>) -> Node {
    if more.is_empty() {
        return value;
    }
    let mut object = Members::default();
    object.say_if(key, Some(value));
    object.0.extend(more.0);
    object.object(span.clone())
}
