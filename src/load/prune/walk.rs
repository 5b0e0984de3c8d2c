//! The tree is walked here along the table, and what is bad is cut away.

use super::Pruner;
use super::blame::{Subject, called, first, found, given};
use crate::diag::nearest;
use crate::load::lex::brief;
use crate::load::shape::{Object, Shape};
use crate::load::slug::slug_of;
use crate::load::tree::{Key, Node, Value};
use std::ops::Range;

/// What the keys of a map do.
#[derive(Clone, Copy, PartialEq)]
enum Keys {
    /// They name what is given elsewhere.
    Name,
    /// They give ids.
    Give,
}

impl Pruner {
    fn value(&mut self, node: Node, shape: &Shape, subject: Subject<'_>) -> Option<Node> {
        let Node { span, value } = node;
        if value == Value::Bad {
            return None;
        }
        if !shape.takes(&value) {
            self.wrong_type(&found(&value), &span, shape, subject);
            return None;
        }
        let value = match (shape, value) {
            (Shape::Either(several), value) => {
                let shape = several.iter().find(|shape| shape.takes(&value))?;
                return self.value(Node { span, value }, shape, subject);
            }
            (Shape::Many(of) | Shape::List(of), Value::Array(entries)) => {
                Value::Array(self.entries(entries, of, subject))
            }
            (Shape::Many(one), value) => return self.value(Node { span, value }, one, subject),
            (Shape::Upto(most, of), Value::Array(entries)) => {
                Value::Array(self.all(entries, *most, of, &span, subject)?)
            }
            (Shape::Object(object), Value::Object(members)) => Value::Object(self.object(members, &span, object)?),
            (Shape::Map(_, of), Value::Object(members)) => Value::Object(self.map(members, of, Keys::Name)),
            (Shape::Given(_, of), Value::Object(members)) => Value::Object(self.map(members, of, Keys::Give)),
            (shape, Value::String(text)) => {
                if !self.text(&text, &span, shape, subject) {
                    return None;
                }
                Value::String(text)
            }
            (Shape::Count, Value::Number(raw)) if raw.parse::<u64>().is_err() => {
                self.wrong_type(&format!("`{}`", brief(&raw)), &span, shape, subject);
                return None;
            }
            (_, value) => value,
        };
        Some(Node { span, value })
    }

    fn entries(&mut self, entries: Vec<Node>, of: &Shape, subject: Subject<'_>) -> Vec<Node> {
        let subject = Subject::Entry(subject.key());
        entries
            .into_iter()
            .filter_map(|entry| self.value(entry, of, subject))
            .collect()
    }

    /// A list that means something else when an entry of it is cut away.
    fn all(
        &mut self,
        entries: Vec<Node>,
        most: usize,
        of: &Shape,
        span: &Range<usize>,
        subject: Subject<'_>,
    ) -> Option<Vec<Node>> {
        let count = entries.len();
        let sound = self.entries(entries, of, subject);
        if (1..=most).contains(&count) {
            return Some(sound).filter(|sound| sound.len() == count);
        }
        let message = format!("{} has {count} entries, but takes 1 to {most}", subject.text());
        let help = format!("write for example `\"{}\": [{}]`", subject.key(), of.example());
        self.report("wrong-type", message, span, format!("{count} entries"), help);
        None
    }

    /// The members of an object whose keys are the story's own.
    fn map(&mut self, members: Vec<(Key, Node)>, of: &Shape, keys: Keys) -> Vec<(Key, Node)> {
        let again = self.repeated(&members);
        let mut kept = Vec::with_capacity(members.len());
        for ((key, node), again) in members.into_iter().zip(again) {
            let allowed = keys == Keys::Name || self.id(&key.name, &key.span);
            match self.value(node, of, Subject::Value(&key.name)) {
                Some(value) if allowed && !again => kept.push((key, value)),
                _ if keys == Keys::Give => self.dropped.push(key.name),
                _ => {}
            }
        }
        kept
    }

    /// The sound members of an object, or nothing if a required one is not among them.
    pub(super) fn object(
        &mut self,
        mut members: Vec<(Key, Node)>,
        span: &Range<usize>,
        object: &Object,
    ) -> Option<Vec<(Key, Node)>> {
        self.unknown_keys(&mut members, object);
        self.missing_keys(&members, span, object);
        let again = self.repeated(&members);
        let given = given(&members);
        let mut kept: Vec<(Key, Node)> = Vec::with_capacity(members.len());
        for ((key, node), again) in members.into_iter().zip(again) {
            let known = object.key(&key.name).expect("keys that are unknown were taken out");
            match self.value(node, &known.shape, Subject::Value(&key.name)) {
                Some(value) if !again => kept.push((key, value)),
                _ => {}
            }
        }
        let mut required = object.keys.iter().filter(|key| key.required);
        if required.all(|key| kept.iter().any(|(name, _)| name.name == key.name)) {
            return Some(kept);
        }
        self.dropped.extend(given);
        None
    }

    /// Reports required keys that are not there.
    fn missing_keys(&mut self, members: &[(Key, Node)], span: &Range<usize>, object: &Object) {
        if span.end >= self.cut {
            return;
        }
        for key in object.keys.iter().filter(|key| key.required) {
            if members.iter().all(|(name, _)| name.name != key.name) {
                let message = format!("{} has no `{}`", called(object, members), key.name);
                let label = format!("`{}` is missing", key.name);
                let called = given(members).into_iter().next().map(|name| slug_of(&name));
                let help = match (key.shape, called.filter(|slug| !slug.is_empty())) {
                    (Shape::Slug(_), Some(slug)) => format!("add `\"{}\": \"{}\"`", key.name, brief(&slug)),
                    _ => format!("add `\"{}\": {}`", key.name, key.shape.example()),
                };
                self.report("missing-key", message, &first(span), label, help);
            }
        }
    }

    /// Reports unknown keys and takes them out, save one that was meant for a required key that is missing: it is read as that.
    fn unknown_keys(&mut self, members: &mut Vec<(Key, Node)>, object: &Object) {
        let mut missing: Vec<&str> = object
            .keys
            .iter()
            .filter(|key| key.required)
            .map(|key| key.name)
            .collect();
        missing.retain(|name| members.iter().all(|(key, _)| key.name != *name));
        members.retain_mut(|(key, _)| {
            if object.key(&key.name).is_some() {
                return true;
            }
            self.unknown_key(key, object);
            let meant = nearest(&key.name, object.keys.iter().map(|key| key.name));
            let place = meant.and_then(|meant| missing.iter().position(|name| *name == meant));
            place.is_some_and(|place| {
                key.name = missing.swap_remove(place).into();
                true
            })
        });
    }
}
