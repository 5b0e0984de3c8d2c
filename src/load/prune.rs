//! A story text held against the table of shapes: every fault of shape is found, and what is bad is cut away.
//!
//! What remains is a story that the fast reader takes, so that the rest of it can be looked at in the same run.
//! A bad optional value goes alone; an object without a sound required key goes as a whole; the story itself always stays.
//! A mistyped required key is reported and then read as what was meant, since to lose its object would hide everything about it.
//! Whether what remains means anything is not asked here.

use super::lex::brief;
use super::shape::{Object, Shape, some};
use super::slug::{is_slug, slug_of};
use super::table::{ENTITY_KINDS, OBJECTS, STORY};
use super::tree::{self, Key, Node, Value};
use crate::diag::{FileId, Finding, Place, arrange, did_you_mean, nearest};
use std::collections::BTreeMap;
use std::ops::Range;

/// The format that this program reads.
const VERSION: &str = "1";

/// What came of holding a text against the table.
#[derive(Clone, Debug)]
pub struct Inspection {
    /// Every fault of syntax and shape, arranged.
    pub findings: Vec<Finding>,
    /// The story without what is bad.
    pub json: String,
    /// The same, value by value, with places in the text as it was given.
    pub tree: Node,
    /// Ids and names given by what was cut away, so that nobody calls them unknown.
    pub dropped: Vec<String>,
    /// Whether reading ended before the end of the text, so that anything may be missing.
    pub cut: bool,
}

/// A step on the way to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// To the value of a key.
    Key(&'a str),
    /// To the key itself; always the last step.
    KeyName(&'a str),
    /// To an entry of a list; a bare value is its own first entry.
    Index(usize),
}

/// Finds every fault of syntax and shape in a text.
///
/// ```
/// use lorescope::{diag::FileId, load::prune::{Step, inspect}};
/// let text = r#"{"lorescope": 1, "events": [{"id": "cure"}, {"id": "end", "kind": "other", "tld": 3}]}"#;
/// let inspection = inspect(FileId(0), text);
/// let messages: Vec<&str> = inspection.findings.iter().map(|finding| finding.message.as_str()).collect();
/// assert_eq!(messages, ["event `cure` has no `kind`", "`tld` is no key of an event"]);
/// assert_eq!(inspection.json, r#"{"lorescope":1,"events":[{"id":"end","kind":"other"}]}"#);
/// let place = inspection.locate(&[Step::Key("events"), Step::Index(0), Step::Key("kind")]);
/// assert_eq!(&text[place], "\"other\"");
/// ```
pub fn inspect(file: FileId, text: &str) -> Inspection {
    let tree::Reading { tree, findings, cut } = tree::read(file, text);
    let mut pruner = Pruner {
        file,
        findings,
        dropped: Vec::new(),
        cut: cut.unwrap_or(usize::MAX),
    };
    let tree = pruner.story(tree);
    let mut findings = pruner.findings;
    arrange(&mut findings);
    Inspection {
        findings,
        json: tree.compact(),
        tree,
        dropped: pruner.dropped,
        cut: cut.is_some(),
    }
}

impl Inspection {
    /// Where in the text a value of the pruned story stands; if there is no such value, where the nearest around it does.
    pub fn locate(&self, path: &[Step<'_>]) -> Range<usize> {
        let mut node = &self.tree;
        for step in path {
            let next = match (*step, &node.value) {
                (Step::Key(name), Value::Object(members)) => {
                    members.iter().find(|(key, _)| key.name == name).map(|(_, value)| value)
                }
                (Step::KeyName(name), Value::Object(members)) => {
                    let found = members.iter().find(|(key, _)| key.name == name);
                    return found.map_or(&node.span, |(key, _)| &key.span).clone();
                }
                (Step::Index(index), Value::Array(entries)) => entries.get(index),
                (Step::Index(0), _) => Some(node),
                _ => None,
            };
            match next {
                Some(found) => node = found,
                None => break,
            }
        }
        node.span.clone()
    }
}

struct Pruner {
    file: FileId,
    findings: Vec<Finding>,
    dropped: Vec<String>,
    /// Where reading ended; what reaches that far may lack anything.
    cut: usize,
}

/// What a message is about: a key's value, or an entry of its list.
#[derive(Clone, Copy)]
enum Subject<'a> {
    Value(&'a str),
    Entry(&'a str),
}

impl Subject<'_> {
    fn text(self) -> String {
        match self {
            Self::Value(key) => format!("`{}`", brief(key)),
            Self::Entry(key) => format!("an entry of `{}`", brief(key)),
        }
    }

    fn key(&self) -> &str {
        match self {
            Self::Value(key) | Self::Entry(key) => key,
        }
    }
}

impl Pruner {
    fn report(
        &mut self,
        rule: &'static str,
        message: String,
        span: &Range<usize>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        let place = Place::new(self.file, span.clone()).label(label);
        self.findings.push(Finding::error(rule, message).at(place).help(help));
    }

    /// The whole story; where nothing of it can be kept, an empty one.
    fn story(&mut self, tree: Node) -> Node {
        let span = tree.span.clone();
        let mut members = match tree.value {
            Value::Object(mut members) => {
                self.version(&mut members, &span);
                members
            }
            Value::Bad => Vec::new(),
            other => {
                let message = format!("the story is {}, but an object is expected", found(&other));
                self.report(
                    "wrong-type",
                    message,
                    &span,
                    "not an object",
                    "write for example `{\"lorescope\": 1, \"events\": []}`",
                );
                Vec::new()
            }
        };
        if !members.iter().any(|(key, _)| key.name == "lorescope") {
            let nowhere = span.start..span.start;
            let version = Node {
                span: nowhere.clone(),
                value: Value::Number(VERSION.into()),
            };
            members.insert(
                0,
                (
                    Key {
                        name: "lorescope".into(),
                        span: nowhere,
                    },
                    version,
                ),
            );
        }
        let members = self
            .object(members, &span, &STORY)
            .expect("the only required key was just made sound");
        Node {
            span,
            value: Value::Object(members),
        }
    }

    /// Sees to it that the story says its format, and drops all of it if that is a later one.
    fn version(&mut self, members: &mut Vec<(Key, Node)>, span: &Range<usize>) {
        let Some((_, node)) = members.iter_mut().find(|(key, _)| key.name == "lorescope") else {
            if span.end < self.cut {
                let help = "begin it with `\"lorescope\": 1`";
                self.report(
                    "missing-key",
                    "the story has no `lorescope`".into(),
                    &first(span),
                    "`lorescope` belongs here",
                    help,
                );
            }
            return;
        };
        let sound = Value::Number(VERSION.into());
        let found = match std::mem::replace(&mut node.value, sound) {
            Value::Bad => return,
            Value::Number(raw) if raw == VERSION => return,
            Value::Number(raw) => raw,
            other => Node {
                span: 0..0,
                value: other,
            }
            .compact(),
        };
        let later = found.parse::<u64>().is_ok_and(|version| version > 1);
        let message = format!(
            "the story is of format `{}`, but this program reads format `{VERSION}`",
            brief(&found)
        );
        let help = if later {
            "get a newer `lore`, or write the story for format `1`"
        } else {
            "write `\"lorescope\": 1`"
        };
        let place = node.span.clone();
        self.report("bad-version", message, &place, "not `1`", help);
        // A later format may have keys that are no faults there.
        if later {
            members.retain(|(key, _)| key.name == "lorescope");
        }
    }

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
            (Shape::Map(_, of), Value::Object(members)) => Value::Object(self.map(members, of, |_, _| true)),
            (Shape::Given(_, of), Value::Object(members)) => {
                let given = |pruner: &mut Self, key: &Key| pruner.id(&key.name, &key.span);
                Value::Object(self.map(members, of, given))
            }
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

    /// Whether a string is what its shape asks for.
    fn text(&mut self, text: &str, span: &Range<usize>, shape: &Shape, subject: Subject<'_>) -> bool {
        match shape {
            Shape::Slug(_) => self.id(text, span),
            Shape::Word(words) => self.word(text, words, span, subject),
            Shape::Kinds => {
                let unknown = text.split('|').find(|kind| !ENTITY_KINDS.contains(kind));
                unknown.is_none_or(|kind| self.word(kind, ENTITY_KINDS, span, subject))
            }
            Shape::Colour => {
                let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
                let sound = digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
                if !sound {
                    self.wrong_type(&format!("`{}`", brief(text)), span, shape, subject);
                }
                sound
            }
            _ => true,
        }
    }

    fn word(&mut self, text: &str, words: &[&str], span: &Range<usize>, subject: Subject<'_>) -> bool {
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

    fn id(&mut self, text: &str, span: &Range<usize>) -> bool {
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

    fn wrong_type(&mut self, found: &str, span: &Range<usize>, shape: &Shape, subject: Subject<'_>) {
        let expected = shape.expected();
        let message = format!("{} is {found}, but {expected} is expected", subject.text());
        let help = match subject {
            _ if found == "`null`" => "leave it out where nothing is known".into(),
            Subject::Value(key) => format!("write for example `\"{}\": {}`", brief(key), shape.example()),
            Subject::Entry(_) => format!("write for example `{}`", shape.example()),
        };
        self.report("wrong-type", message, span, format!("not {expected}"), help);
    }

    /// The members of an object whose keys are the story's own.
    fn map(
        &mut self,
        members: Vec<(Key, Node)>,
        of: &Shape,
        allow: impl Fn(&mut Self, &Key) -> bool,
    ) -> Vec<(Key, Node)> {
        let mut seen = BTreeMap::new();
        let mut kept = Vec::new();
        for (key, node) in members {
            let again = self.again(&mut seen, &key);
            let allowed = allow(self, &key);
            match self.value(node, of, Subject::Value(&key.name)) {
                Some(value) if allowed && !again => kept.push((key, value)),
                _ => self.dropped.push(key.name),
            }
        }
        kept
    }

    /// The sound members of an object, or nothing if a required one is not among them.
    fn object(
        &mut self,
        mut members: Vec<(Key, Node)>,
        span: &Range<usize>,
        object: &Object,
    ) -> Option<Vec<(Key, Node)>> {
        let (who, given) = (called(object, &members), given(&members));
        self.unknown_keys(&mut members, object);
        let mut seen = BTreeMap::new();
        let mut kept: Vec<(Key, Node)> = Vec::with_capacity(members.len());
        for (key, node) in members {
            let again = self.again(&mut seen, &key);
            let known = object.key(&key.name).expect("keys that are unknown were taken out");
            if let Some(value) = self.value(node, &known.shape, Subject::Value(&key.name))
                && !again
            {
                kept.push((key, value));
            }
        }
        for key in object
            .keys
            .iter()
            .filter(|key| key.required && !seen.contains_key(key.name))
        {
            if span.end < self.cut {
                let help = format!("add `\"{}\": {}`", key.name, key.shape.example());
                let message = format!("{who} has no `{}`", key.name);
                self.report(
                    "missing-key",
                    message,
                    &first(span),
                    format!("`{}` is missing", key.name),
                    help,
                );
            }
        }
        let sound = object
            .keys
            .iter()
            .filter(|key| key.required)
            .all(|key| kept.iter().any(|(name, _)| name.name == key.name));
        if !sound {
            self.dropped.extend(given);
        }
        sound.then_some(kept)
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

    /// Whether a key has been there before.
    fn again(&mut self, seen: &mut BTreeMap<String, Range<usize>>, key: &Key) -> bool {
        let Some(before) = seen.get(&key.name) else {
            seen.insert(key.name.clone(), key.span.clone());
            return false;
        };
        let name = brief(&key.name);
        let finding = Finding::error("duplicate-key", format!("`{name}` is given twice"))
            .at(Place::new(self.file, key.span.clone()).label("given again"))
            .note_at(
                Place::new(self.file, before.clone()).label("given first"),
                format!("`{name}` is first given here"),
            );
        self.findings.push(finding.help("keep one of the two"));
        true
    }

    fn unknown_key(&mut self, key: &Key, object: &Object) {
        let known: Vec<&str> = object.keys.iter().map(|key| key.name).collect();
        let elsewhere: Vec<String> = OBJECTS
            .iter()
            .filter(|other| other.key(&key.name).is_some())
            .map(|other| some(other.noun))
            .collect();
        let own = object.keys.iter().find(|key| matches!(key.shape, Shape::Map(..)));
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
fn called(object: &Object, members: &[(Key, Node)]) -> String {
    match given(members).first() {
        Some(name) => format!("{} `{}`", object.noun, brief(name)),
        None => some(object.noun),
    }
}

/// The id and the name an object gives.
fn given(members: &[(Key, Node)]) -> Vec<String> {
    let text = |wanted: &str| {
        members.iter().find_map(|(key, node)| match &node.value {
            Value::String(text) if key.name == wanted => Some(text.clone()),
            _ => None,
        })
    };
    [text("id"), text("name")].into_iter().flatten().collect()
}

fn found(value: &Value) -> String {
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

fn listed(words: &[&str]) -> String {
    words
        .iter()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The bracket an object begins with: where something is missing, the whole object would be too much to mark.
fn first(span: &Range<usize>) -> Range<usize> {
    span.start..(span.start + 1).min(span.end)
}
