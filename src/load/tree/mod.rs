//! A story text read again, with the place of every key and value, equal keys kept.
//!
//! Only a text in which something is wrong is read this way; a clean load never comes here.
//! Reading never fails: it gives the tree it could make, with what was probably meant in place of each slip, and a finding for each.

mod decode;
mod read;

pub use decode::decode;
pub use read::{Reading, read};

use std::ops::Range;

/// How deep brackets may stand in one another.
pub const DEEPEST: usize = 100;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// What it is.
    pub value: Value,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number as it is written.
    Number(String),
    /// A string, escapes undone.
    String(String),
    /// A list.
    Array(Vec<Node>),
    /// An object, its keys in the order of the text, equal ones kept.
    Object(Vec<(Key, Node)>),
    /// What could not be read; a finding says why.
    Bad,
}

/// A key and where it stands, quotes included.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The key, escapes undone.
    pub name: String,
    /// Its bytes in the text.
    pub span: Range<usize>,
}

impl Node {
    /// The value as JSON without blanks; what could not be read is `null`.
    #[must_use]
    pub fn compact(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) {
        match &self.value {
            Value::Null | Value::Bad => text.push_str("null"),
            Value::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
            Value::Number(raw) => text.push_str(raw),
            Value::String(string) => quote(string, text),
            Value::Array(entries) => {
                text.push('[');
                for (index, entry) in entries.iter().enumerate() {
                    if index > 0 {
                        text.push(',');
                    }
                    entry.write(text);
                }
                text.push(']');
            }
            Value::Object(members) => {
                text.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    if index > 0 {
                        text.push(',');
                    }
                    quote(&key.name, text);
                    text.push(':');
                    value.write(text);
                }
                text.push('}');
            }
        }
    }
}

/// A string with its quotes and escapes.
pub(super) fn quoted(string: &str) -> String {
    let mut text = String::new();
    quote(string, &mut text);
    text
}

/// Writes a string with its quotes and escapes.
pub(super) fn quote(string: &str, text: &mut String) {
    text.push_str(&serde_json::to_string(string).expect("a string is always JSON"));
}
