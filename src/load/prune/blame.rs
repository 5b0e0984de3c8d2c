//! What is said of each fault of shape: its rule, its words, its remedy.

use super::{Form, Pruner};
use crate::diag::{Finding, Place, did_you_mean};
use crate::load::lex::brief;
use crate::load::shape::{Object, Shape, some};
use crate::load::slug::{is_slug, slug_of};
use crate::load::sound::is_colour;
use crate::load::table::{ENTITY_KINDS, OBJECTS};
use crate::load::tree::{Key, Node, Value};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a message is about: a key's value, or an entry of its list.
#[derive(Clone, Copy)]
pub(super) enum Subject<'a> {
    Value(&'a str),
    Entry(&'a str),
}

impl Subject<'_> {
    pub(super) fn text(self) -> String {
        match self {
            Self::Value(key) => format!("`{}`", brief(key)),
            Self::Entry(key) => format!("an entry of `{}`", brief(key)),
        }
    }

    pub(super) fn key(&self) -> &str {
        match self {
            Self::Value(key) | Self::Entry(key) => key,
        }
    }
}

impl Pruner {
    /// Whether a string is what its shape asks for.
    pub(super) fn text(&mut self, text: &str, span: &Range<usize>, shape: &Shape, subject: Subject<'_>) -> bool {
        match shape {
            Shape::Slug(_) => self.id(text, span),
            Shape::Word(words) => self.word(text, words, span, subject),
            Shape::Kinds => {
                let unknown = text.split('|').find(|kind| !ENTITY_KINDS.contains(kind));
                unknown.is_none_or(|kind| self.word(kind, ENTITY_KINDS, span, subject))
            }
            Shape::Colour => {
                let sound = is_colour(Some(text));
                if !sound {
                    self.wrong_type(&format!("`{}`", brief(text)), span, shape, subject);
                }
                sound
            }
            Shape::Version | Shape::Text(_) | Shape::Name(_) | Shape::Time | Shape::Told | Shape::Number => true,
            Shape::Count | Shape::Flag | Shape::True | Shape::Object(_) | Shape::Map(..) | Shape::Given(..) => true,
            Shape::List(_) | Shape::Upto(..) | Shape::Many(_) | Shape::Either(_) => true,
        }
    }

    pub(super) fn word(&mut self, text: &str, words: &[&str], span: &Range<usize>, subject: Subject<'_>) -> bool {
        if words.contains(&text) {
            return true;
        }
        let help =
            did_you_mean(text, words.iter().copied()).unwrap_or_else(|| format!("write one of {}", listed(words)));
        self.report(
            "unknown-word",
            format!("{} cannot be `{}`", subject.text(), brief(text)),
            span,
            "not a word for this",
            help,
        );
        false
    }

    pub(super) fn id(&mut self, text: &str, span: &Range<usize>) -> bool {
        if is_slug(text) {
            return true;
        }
        let help = match slug_of(text) {
            slug if slug.is_empty() => "write lower-case letters, digits and `-` between them".into(),
            slug => format!("write `{}`", brief(&slug)),
        };
        let message = if text.is_empty() {
            "an id is empty".into()
        } else {
            format!("`{}` cannot be an id", brief(text))
        };
        self.report(
            "bad-id",
            message,
            span,
            "only lower-case letters, digits, and `-` between them",
            help,
        );
        false
    }

    pub(super) fn wrong_type(&mut self, found: &str, span: &Range<usize>, shape: &Shape, subject: Subject<'_>) {
        let expected = shape.expected();
        let message = format!("{} is {found}, but {expected} is expected", subject.text());
        let help = match subject {
            _ if found == "`null`" => "leave it out where nothing is known".into(),
            Subject::Value(key) | Subject::Entry(key) if self.form == Form::Journal => {
                format!(
                    "write for example `{} {}`",
                    brief(key),
                    shape.example().replace('"', "")
                )
            }
            Subject::Value(key) => format!("write for example `\"{}\": {}`", brief(key), shape.example()),
            Subject::Entry(_) => format!("write for example `{}`", shape.example()),
        };
        self.report("wrong-type", message, span, format!("not {expected}"), help);
    }

    /// Which keys have been there before.
    pub(super) fn repeated(&mut self, members: &[(Key, Node)]) -> Vec<bool> {
        let mut seen: BTreeMap<&str, &Key> = BTreeMap::new();
        let again = members.iter().map(|(key, _)| {
            let first = *seen.entry(&key.name).or_insert(key);
            if first.span == key.span {
                return false;
            }
            let name = brief(&key.name);
            let place = |key: &Key, label: &str| Place::new(self.file, key.span.clone()).label(label);
            let finding = Finding::error("duplicate-key", format!("`{name}` is given twice"))
                .at(place(key, "given again"))
                .note_at(place(first, "given first"), format!("`{name}` is first given here"));
            self.findings.push(finding.help("keep one of the two"));
            true
        });
        again.collect()
    }

    pub(super) fn unknown_key(&mut self, key: &Key, object: &Object) {
        let known: Vec<&str> = object.keys.iter().map(|key| key.name).collect();
        let elsewhere: Vec<String> = OBJECTS
            .iter()
            .filter(|other| other.key(&key.name).is_some())
            .map(|other| some(other.noun))
            .collect();
        let of_words = |shape: &Shape| matches!(shape, Shape::Map(_, of) if !matches!(of, Shape::Text(_)));
        let own = object.keys.iter().find(|key| of_words(&key.shape));
        let help = match did_you_mean(&key.name, known.iter().copied()) {
            _ if (1..=2).contains(&elsewhere.len()) => {
                format!("remove it; `{}` belongs to {}", key.name, elsewhere.join(" or "))
            }
            Some(question) => question,
            None => {
                let rest = own
                    .map(|own| format!("; words of the vocabulary go under `{}`", own.name))
                    .unwrap_or_default();
                format!("{} takes {}{rest}", some(object.noun), listed(&known))
            }
        };
        let message = format!("`{}` is no key of {}", brief(&key.name), some(object.noun));
        self.report("unknown-key", message, &key.span, "unknown", help);
    }
}

/// An object as a message names it: by its id or name where it has one.
pub(super) fn called(object: &Object, members: &[(Key, Node)]) -> String {
    match given(members).first() {
        Some(name) => format!("{} `{}`", object.noun, brief(name)),
        None => some(object.noun),
    }
}

/// The id and the name an object gives.
pub(super) fn given(members: &[(Key, Node)]) -> Vec<String> {
    let text = |wanted: &str| {
        let (_, node) = members
            .iter()
            .find(|(key, node)| key.name == wanted && matches!(node.value, Value::String(_)))?;
        if let Value::String(text) = &node.value {
            Some(text.clone())
        } else {
            None
        }
    };
    [text("id"), text("name")].into_iter().flatten().collect()
}

pub(super) fn found(value: &Value) -> String {
    match value {
        Value::Null => "`null`".into(),
        Value::Bool(value) => format!("`{value}`"),
        Value::Number(raw) => format!("the number `{}`", brief(raw)),
        Value::String(text) => format!("the string `{}`", brief(text)),
        Value::Array(_) => "a list".into(),
        Value::Object(_) => "an object".into(),
        Value::Bad => "unreadable".into(),
    }
}

pub(super) fn listed(words: &[&str]) -> String {
    words
        .iter()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The bracket an object begins with: where something is missing, the whole object would be too much to mark.
pub(super) fn first(span: &Range<usize>) -> Range<usize> {
    span.start..(span.start + 1).min(span.end)
}
