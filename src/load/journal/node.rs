//! What a journal says becomes values of the same tree that a JSON file makes, each with its place in the journal.

use crate::load::tree::{Key, Node, Value};
use std::ops::Range;

/// The keys of an object and what they hold, in the order in which they were said.
#[derive(Clone, Debug, Default)]
pub(super) struct Members(pub(super) Vec<(Key, Node)>);

impl Members {
    /// Says something under a key that stands at some place.
    pub(super) fn say(&mut self, key: &str, at: &Range<usize>, value: Node) {
        let key = Key {
            name: key.to_owned(),
            span: at.clone(),
        };
        self.0.push((key, value));
    }

    /// Says something, if there is something to say, at its own place.
    pub(super) fn say_if(&mut self, key: &str, value: Option<Node>) {
        if let Some(value) = value {
            let at = value.span.clone();
            self.say(key, &at, value);
        }
    }

    /// Says a list, unless it is empty.
    pub(super) fn say_list(&mut self, key: &str, entries: Vec<Node>) {
        self.say_if(key, list(entries));
    }

    /// Adds to the list under a key, which is made if it is not there; what stood there alone becomes its first entry.
    pub(super) fn add(&mut self, key: &str, at: &Range<usize>, entry: Node) {
        let known = self.0.iter_mut().find(|(known, _)| known.name == key);
        if let Some((
            _,
            Node {
                value: Value::Array(entries),
                ..
            },
        )) = known
        {
            entries.push(entry);
            return;
        }
        if let Some((_, alone)) = self.0.iter_mut().find(|(known, _)| known.name == key) {
            let span = alone.span.clone();
            let first = if matches!(alone.value, Value::Bool(_)) {
                Self::default().object(span.clone())
            } else {
                alone.clone()
            };
            let value = Value::Array(vec![first, entry]);
            *alone = Node { span, value };
            return;
        }
        let list = Node {
            span: entry.span.clone(),
            value: Value::Array(vec![entry]),
        };
        self.say(key, at, list);
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.0.iter().any(|(known, _)| known.name == key)
    }

    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.0
            .iter()
            .find(|(known, _)| known.name == key)
            .map(|(_, value)| value)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The object of all that was said.
    pub(super) fn object(self, span: Range<usize>) -> Node {
        Node {
            span,
            value: Value::Object(self.0),
        }
    }
}

/// A string.
pub(super) fn text(text: impl Into<String>, span: Range<usize>) -> Node {
    Node {
        span,
        value: Value::String(text.into()),
    }
}

/// `true`, or `false`.
pub(super) fn flag(value: bool, span: Range<usize>) -> Node {
    Node {
        span,
        value: Value::Bool(value),
    }
}

/// A number as it is written; none if JSON would not write it so.
pub(super) fn number(written: &str, span: Range<usize>) -> Option<Node> {
    let sound = written.starts_with(|c: char| c == '-' || c.is_ascii_digit())
        && serde_json::from_str::<serde_json::Number>(written).is_ok()
        && written.parse::<f64>().is_ok_and(f64::is_finite);
    sound.then(|| Node {
        span,
        value: Value::Number(written.to_owned()),
    })
}

/// A list, unless it is empty.
pub(super) fn list(entries: Vec<Node>) -> Option<Node> {
    let span = entries.first()?.span.start..entries.last()?.span.end;
    Some(Node {
        span,
        value: Value::Array(entries),
    })
}

/// What a string says.
pub(super) fn said(node: &Node) -> Option<&str> {
    match &node.value {
        Value::String(text) => Some(text),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) | Value::Bad => None,
    }
}
