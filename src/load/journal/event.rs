//! What happens: a sentence, or a kind of event and its roles, with what is said beneath it.

use super::node::{self, Members};
use super::reader::Reader;
use super::sentence::{Reading, Unread};
use super::word::{Sort, Word, words};
use crate::diag::{Finding, Place};
use crate::load::tree::{Node, Value};
use crate::model::{Bound, Count, KindId};
use std::ops::Range;

/// What the line of an event says, before its details are looked at.
struct Head {
    label: Option<Node>,
    /// The kind that is written before the sentence, and where.
    kind: Option<(String, Range<usize>)>,
    sentence: Range<usize>,
    at: Option<Node>,
}

/// What came of the sentence of an event.
pub(super) enum Told {
    /// A kind, and who takes part.
    As(Option<KindId>, Node, Members),
    /// Nothing that could be read.
    Unread,
}

impl Reader<'_, '_, '_> {
    pub(super) fn event(&mut self, line: usize) {
        self.close_event();
        self.told_any = true;
        let Some(head) = self.head(line) else { return };
        let label = head.label.as_ref().and_then(node::said).map(str::to_owned);
        if self.ground.is_none() {
            self.labels.extend(label);
            self.times_beneath(line);
            return;
        }
        let mut event = Members::default();
        let told = self.tell(&head, &mut event);
        let mut roles = match &told {
            Told::As(_, _, roles) => roles.clone(),
            Told::Unread => Members::default(),
        };
        event.say_if("at", head.at);
        self.event_details(line, &told, &mut event, &mut roles);
        let Told::As(kind, named, _) = told else {
            self.dropped.extend(label);
            return;
        };
        let span = head.sentence;
        let id = head.label.unwrap_or_else(|| {
            let id = self.automatic_id(kind, &named, &roles);
            node::text(id, span.clone())
        });
        let mut all = Members::default();
        all.say_if("id", Some(id));
        all.say_if("kind", Some(named));
        if !roles.is_empty() {
            all.say("roles", &span, roles.object(span.clone()));
        }
        all.0.append(&mut event.0);
        for (key, above) in [("told", &self.told), ("at", &self.at), ("place", &self.place)] {
            if !all.has(key) {
                all.say_if(key, above.clone());
            }
        }
        // What was written as `-` is to be said of the event neither here nor above it.
        all.0.retain(|(_, value)| value.value != Value::Null);
        self.last = Some((all, self.lines[line].content.clone()));
    }

    /// Puts the event that was told last among the others.
    pub(super) fn close_event(&mut self) {
        if let Some((event, span)) = self.last.take() {
            self.events.push(event.object(span));
        }
    }

    /// `[label] KIND: sentence | AT`
    fn head(&mut self, line: usize) -> Option<Head> {
        let content = self.lines[line].content.clone();
        let mut start = content.start;
        let mut label = None;
        if self.text[content.clone()].starts_with('[') {
            let Some(close) = self.text[content.clone()].find(']') else {
                let bracket = start..start + 1;
                let help = "close it with `]`: `[regicide] macbeth kills duncan`";
                self.report("syntax", "a `[` is never closed", &bracket, "it begins here", help);
                return None;
            };
            let inner = self.trimmed(start + 1..start + close);
            label = Some(node::text(&self.text[inner.clone()], inner));
            start += close + 1;
        }
        let rest = self.trimmed(start..content.end);
        let found = words(self.text, rest.clone());
        let bar = found.iter().rposition(|word| word.sort == Sort::Bar);
        let (before, at) = match bar {
            Some(bar) => {
                let behind = self.trimmed(found[bar].span.end..rest.end);
                if behind.is_empty() {
                    let span = found[bar].span.clone();
                    self.report(
                        "missing-key",
                        "no time stands behind `|`",
                        &span,
                        "a time belongs behind it",
                        "write when it happened, or take the `|` away",
                    );
                }
                (&found[..bar], self.time(behind))
            }
            None => (&found[..], None),
        };
        let sound = self.strings(before);
        let mut kind = None;
        let mut from = rest.start;
        if let Some(first) = before.first().filter(|first| first.sort == Sort::Bare)
            && let Some(name) = self.raw(first).strip_suffix(':')
            && !name.is_empty()
        {
            kind = Some((name.to_owned(), first.span.start..first.span.end - 1));
            from = first.span.end;
        }
        let end = before.last().map_or(from, |last| last.span.end);
        let sentence = self.trimmed(from..end.max(from));
        if sentence.is_empty() && kind.is_none() {
            let help = "write what happens, such as `[regicide] macbeth kills duncan`";
            self.report("unread-line", "the line tells no event", &content, "", help);
            return None;
        }
        if !sound {
            self.dropped
                .extend(label.as_ref().and_then(node::said).map(str::to_owned));
            return None;
        }
        let sentence = match &kind {
            Some((_, span)) if sentence.is_empty() => span.clone(),
            _ => sentence,
        };
        Some(Head {
            label,
            kind,
            sentence,
            at,
        })
    }

    /// Looks at the times that are told beneath an event, for the axis they show.
    fn times_beneath(&mut self, line: usize) {
        for detail in self.details(line) {
            let words = self.words(detail);
            if self.is(&words[0], "at") {
                let behind = self.behind(&words[0], detail);
                self.time(behind);
            }
        }
    }

    /// Reads the sentence of an event.
    fn tell(&mut self, head: &Head, event: &mut Members) -> Told {
        let Some(ground) = self.ground.as_deref() else {
            return Told::Unread;
        };
        let vocabulary = ground.vocabulary;
        let named = head
            .kind
            .as_ref()
            .map(|(name, span)| (vocabulary.kind_named(name), node::text(name.as_str(), span.clone())));
        let explicit = head.kind.as_ref().is_some_and(|(_, span)| *span == head.sentence);
        let only = match named {
            // A kind that is none is told where kinds are looked up.
            Some((None, node)) => return Told::As(None, node, Members::default()),
            Some((Some(kind), node)) if explicit => return Told::As(Some(kind), node, Members::default()),
            Some((Some(kind), _)) => Some(kind),
            None => None,
        };
        let sentence = &self.text[head.sentence.clone()];
        let reading = match ground.grammar.read_as(sentence, only) {
            Ok(reading) => reading,
            Err(Unread::Names(reading)) => *reading,
            Err(unread) => {
                self.unread(&head.sentence, &unread, only);
                match unread {
                    // So that the rest of it is looked at too.
                    Unread::LeftOver(_, reading) => *reading,
                    Unread::Names(_)
                    | Unread::Ambiguous(_)
                    | Unread::NoVerb
                    | Unread::NoSense(_)
                    | Unread::TooLong
                    | Unread::TooIntricate => return Told::Unread,
                }
            }
        };
        self.take(&reading, head.sentence.start, event)
    }

    fn take(&mut self, reading: &Reading, start: usize, event: &mut Members) -> Told {
        let Some(ground) = self.ground.as_deref() else {
            return Told::Unread;
        };
        let shifted = |span: &Range<usize>| start + span.start..start + span.end;
        let kind = node::text(
            ground.vocabulary.kind(reading.kind).name.as_str(),
            shifted(&reading.verb),
        );
        let mut roles = Members::default();
        for filling in &reading.roles {
            let value = self.filling(filling, start);
            let at = value.span.clone();
            roles.say(ground.vocabulary.role(filling.role), &at, value);
        }
        event.say_if(
            "place",
            reading.place.as_ref().map(|place| self.mentioned(place, start)),
        );
        if let Some((span, count)) = &reading.count {
            event.say_if("count", Some(counted(*count, shifted(span))));
        }
        Told::As(Some(reading.kind), kind, roles)
    }

    fn unread(&mut self, sentence: &Range<usize>, unread: &Unread, only: Option<KindId>) {
        self.unread += 1;
        let Some(ground) = self.ground.as_deref() else { return };
        let Some(slip) = ground.grammar.explain_as(&self.text[sentence.clone()], unread, only) else {
            return;
        };
        let span = sentence.start + slip.span.start..sentence.start + slip.span.end;
        let place = Place::new(self.file, span).label(slip.label);
        let finding = slip
            .notes
            .into_iter()
            .fold(Finding::error(slip.rule, slip.message).at(place), Finding::note);
        self.findings.push(finding.help(slip.help));
    }

    fn event_details(&mut self, line: usize, told: &Told, event: &mut Members, roles: &mut Members) {
        let mut sources = Vec::new();
        let mut allow = Members::default();
        let place = self.lines[line].content.clone();
        for detail in self.details(line) {
            let words = self.words(detail);
            let first = words[0].clone();
            let key = self.raw(&first).to_owned();
            match key.as_str() {
                _ if self.is_source(&words) => {
                    sources.extend(self.source(detail, &words));
                    continue;
                }
                "because" | "after" | "before" => {
                    for id in self.ids(&words) {
                        event.add(&key, &first.span, id);
                    }
                }
                "told" | "at" | "within" | "note" | "certainty" | "according-to" => {
                    let value = self.simple(&key, &first, detail);
                    if let Some(value) = value.map(|value| self.unless_none(&key, value)) {
                        event.say(&key, &first.span, value);
                    }
                }
                "count" => {
                    let count = self.count(&first, detail);
                    event.say_if("count", count);
                }
                "stated" | "implied" | "doubtful" if words.len() == 1 => {
                    event.say("certainty", &first.span, node::text(key, first.span.clone()));
                }
                _ if key.starts_with('@') => {
                    let behind = first.span.start + 1..self.lines[detail].content.end;
                    let nowhere = Node {
                        span: first.span.clone(),
                        value: Value::Null,
                    };
                    let place = self.place_named(behind).unwrap_or(nowhere);
                    event.say("place", &first.span, place);
                }
                "assert" => {
                    if let Some(claim) = self.claim(detail, &first) {
                        event.add("assert", &first.span, claim);
                    }
                }
                "allow" => {
                    if let Some((rule, span, reason)) = self.waiver(detail, &words) {
                        allow.say(&rule, &span, reason);
                    }
                }
                "role" => match &words[1..] {
                    [_, _, ..] => self.role(detail, &words[1..], told, roles),
                    _ => {
                        let help = "write `role NAME …`, with the role and who plays it, or take it away";
                        self.report(
                            "missing-key",
                            "`role` names nobody",
                            &first.span,
                            "a role and a name belong behind it",
                            help,
                        );
                    }
                },
                _ => self.role(detail, &words, told, roles),
            }
            self.no_details(detail);
        }
        event.say_list("sources", sources);
        if !allow.is_empty() {
            event.say("allow", &place, allow.object(place.clone()));
        }
    }

    /// What is written as `-` is nothing, and nothing from above either.
    fn unless_none(&self, key: &str, value: Node) -> Node {
        let none = matches!(key, "told" | "at") && self.text[value.span.clone()] == *"-";
        Node {
            value: if none { Value::Null } else { value.value },
            span: value.span,
        }
    }

    /// The ids behind the first word of a line.
    fn ids(&mut self, words: &[Word]) -> Vec<Node> {
        let rest = words[1..]
            .iter()
            .filter(|word| word.sort != Sort::Comma && !self.is(word, "and"));
        let rest: Vec<Word> = rest.cloned().collect();
        if rest.is_empty() {
            let key = self.raw(&words[0]).to_owned();
            let help = format!("write `{key} ID`, with the label of an event, or take it away");
            self.report(
                "missing-key",
                format!("`{key}` names no event"),
                &words[0].span,
                "the id of an event belongs behind it",
                help,
            );
        }
        rest.iter().map(|word| self.string(word)).collect()
    }

    fn count(&mut self, first: &Word, line: usize) -> Option<Node> {
        let text = self.text_behind(first, line)?;
        let written = node::said(&text).unwrap_or_default();
        Some(match Count::parse(written) {
            Some(count) if count.bound == Bound::Exactly => counted(count, text.span),
            _ => text,
        })
    }
}

/// A count as JSON has it: a number, or text where it is not exact.
fn counted(count: Count, span: Range<usize>) -> Node {
    let exact = (count.bound == Bound::Exactly)
        .then(|| node::number(&count.number.to_string(), span.clone()))
        .flatten();
    exact.unwrap_or_else(|| node::text(count.to_string(), span))
}
