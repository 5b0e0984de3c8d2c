//! A story text held against the table of shapes: every fault of shape is found, and what is bad is cut away.
//!
//! What remains is a story that the fast reader takes, so that the rest of it can be looked at in the same run.
//! A bad optional value goes alone; an object without a sound required key goes as a whole; the story itself always stays.
//! A mistyped required key is reported and then read as what was meant, since to lose its object would hide everything about it.
//! Whether what remains means anything is not asked here.

mod blame;
mod walk;

use super::lex::brief;
use super::table::STORY;
use super::tree::{self, Key, Node, Value};
use crate::diag::{FileId, Finding, Place, arrange};
use blame::{first, found};
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
#[must_use]
pub fn inspect(file: FileId, text: &str) -> Inspection {
    prune(file, tree::read(file, text), Form::Json)
}

/// Finds every fault of shape in a tree that was read already.
pub(super) fn prune(file: FileId, reading: tree::Reading, form: Form) -> Inspection {
    let tree::Reading { tree, findings, cut } = reading;
    let mut pruner = Pruner {
        file,
        form,
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
    #[must_use]
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

impl Inspection {
    /// Whether something was wrong right in the object of that place or under one key of it, and not within what is left under its other keys.
    #[must_use]
    pub fn is_wounded(&self, object: &Range<usize>, key: &str) -> bool {
        let Some(members) = member_at(&self.tree, object) else {
            return false;
        };
        let start = |finding: &Finding| finding.place.as_ref().map_or(0, |place| place.start);
        let first = self.findings.partition_point(|finding| start(finding) < object.start);
        let inside = self.findings[first..]
            .iter()
            .take_while(|finding| start(finding) < object.end);
        let mut wounds = inside.map(start);
        wounds.any(|wound| {
            let mut others = members.iter().filter(|(name, _)| name.name != key);
            !others.any(|(_, value)| value.span.contains(&wound))
        })
    }
}

/// The members of the object that stands at that place.
fn member_at<'a>(node: &'a Node, place: &Range<usize>) -> Option<&'a [(Key, Node)]> {
    if node.span == *place {
        return match &node.value {
            Value::Object(members) => Some(members),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Bad => None,
        };
    }
    let within = |child: &&Node| child.span.start <= place.start && place.end <= child.span.end;
    let child = match &node.value {
        Value::Array(entries) => {
            let after = entries.partition_point(|entry| entry.span.start <= place.start);
            entries.get(after.checked_sub(1)?)
        }
        Value::Object(members) => members.iter().map(|(_, value)| value).find(within),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Bad => None,
    };
    child.filter(within).and_then(|child| member_at(child, place))
}

/// How a file is written, so that remedies are told in its own form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    Journal,
}

struct Pruner {
    file: FileId,
    form: Form,
    findings: Vec<Finding>,
    dropped: Vec<String>,
    /// Where reading ended; what reaches that far may lack anything.
    cut: usize,
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
            other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_)) => {
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
        if node.value == sound || node.value == Value::Bad {
            node.value = sound;
            return;
        }
        let found = node.compact();
        node.value = sound;
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
}
