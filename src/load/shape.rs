//! What a value of the story file may be, and how to speak of it.
//!
//! The keys themselves are in `table`; the checker (`prune`) and the published JSON Schema (`schema`) are derived from both.
//! It speaks of shapes only: whether a time exists, or a name belongs to anybody, is for the lowering to find out.

use super::table::STORY;
use super::tree::Value;
use Shape::{
    Colour, Count, Either, Flag, Given, Kinds, List, Many, Map, Name, Number, Slug, Text, Time, Told, True, Upto, Word,
};

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// The number of the file format.
    Version,
    /// Any string; with an example.
    Text(&'static str),
    /// A string that gives something its id.
    Slug(&'static str),
    /// A string that names something given elsewhere.
    Name(&'static str),
    /// A time on the story's axis.
    Time,
    /// A place in the telling.
    Told,
    /// Any number.
    Number,
    /// How many: a whole number, or one with "over", "about" or "under".
    Count,
    /// True or false.
    Flag,
    /// Nothing but `true`.
    True,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Kinds of entity, with `|` between alternatives.
    Kinds,
    /// `#rrggbb`.
    Colour,
    /// An object with these keys.
    Object(&'static Object),
    /// An object whose keys are names of the story's own: first their example, then what each holds.
    Map(&'static str, &'static Shape),
    /// The same, but the keys give ids.
    Given(&'static str, &'static Shape),
    /// A list.
    List(&'static Shape),
    /// A list of one to so many, all of which are needed.
    Upto(usize, &'static Shape),
    /// One, or a list of any number.
    Many(&'static Shape),
    /// One of several shapes, told apart by their JSON type.
    Either(&'static [Shape]),
}

/// An object of the story file.
#[derive(Debug)]
pub struct Object {
    /// What it is called in messages and in the schema.
    pub noun: &'static str,
    /// Its keys in canonical order.
    pub keys: &'static [Key],
}

/// A key of an object.
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// Whether the object is nothing without it.
    pub required: bool,
    /// What it holds.
    pub shape: Shape,
    /// What it is for, as one sentence.
    pub doc: &'static str,
}

impl Object {
    /// The key of that name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

impl Shape {
    /// Whether a value of this JSON type can have the shape at all.
    #[must_use]
    pub fn takes(&self, value: &Value) -> bool {
        match self {
            Self::Version | Number => matches!(value, Value::Number(_)),
            Text(_) | Slug(_) | Name(_) | Word(_) | Kinds | Colour => matches!(value, Value::String(_)),
            Time | Told | Count => matches!(value, Value::Number(_) | Value::String(_)),
            Flag => matches!(value, Value::Bool(_)),
            True => matches!(value, Value::Bool(true)),
            Self::Object(_) | Map(..) | Given(..) => matches!(value, Value::Object(_)),
            List(_) | Upto(..) => matches!(value, Value::Array(_)),
            Many(one) => matches!(value, Value::Array(_)) || one.takes(value),
            Either(several) => several.iter().any(|shape| shape.takes(value)),
        }
    }

    /// What is expected, for a sentence.
    #[must_use]
    pub fn expected(&self) -> String {
        match self {
            Self::Version => "the number `1`".into(),
            Number => "a number".into(),
            Text(_) => "a string".into(),
            Slug(_) => "an id".into(),
            Name(_) => "a name".into(),
            Word(_) => "a word".into(),
            Kinds => "a kind of entity".into(),
            Colour => "a colour".into(),
            Time => "a time".into(),
            Told => "a number or a label".into(),
            Count => "a whole number or a string".into(),
            Flag => "`true` or `false`".into(),
            True => "`true`".into(),
            Self::Object(object) => some(object.noun),
            Map(..) | Given(..) => "an object".into(),
            List(_) | Upto(..) => "a list".into(),
            Many(_) | Either(_) => {
                let mut words = Vec::new();
                self.alternatives(&mut words);
                let last = words.pop().unwrap_or_default();
                if words.is_empty() {
                    last
                } else {
                    format!("{} or {last}", words.join(", "))
                }
            }
        }
    }

    fn alternatives(&self, words: &mut Vec<String>) {
        match self {
            Many(one) => {
                one.alternatives(words);
                words.push("a list".into());
            }
            Either(several) => several.iter().for_each(|shape| shape.alternatives(words)),
            // Beside other shapes it matters more that it is an object than which.
            Self::Object(_) => words.push("an object".into()),
            Self::Version
            | Text(_)
            | Slug(_)
            | Name(_)
            | Time
            | Told
            | Number
            | Count
            | Flag
            | True
            | Word(_)
            | Kinds
            | Colour
            | Map(..)
            | Given(..)
            | List(_)
            | Upto(..) => words.push(self.expected()),
        }
    }

    /// A value of this shape, as it is written in the file.
    #[must_use]
    pub fn example(&self) -> String {
        match self {
            Self::Version => "1".into(),
            Number => "3".into(),
            Count => "800".into(),
            Flag | True => "true".into(),
            Time => "\"S07E25\"".into(),
            Told => "\"3.14\"".into(),
            Colour => "\"#0072b2\"".into(),
            Kinds => "\"character\"".into(),
            Text(text) | Slug(text) | Name(text) => format!("\"{text}\""),
            Word(words) => format!("\"{}\"", words.first().unwrap_or(&"")),
            Self::Object(object) => {
                let required = object.keys.iter().filter(|key| key.required);
                let keys: Vec<_> = required
                    .map(|key| format!("\"{}\": {}", key.name, key.shape.example()))
                    .collect();
                format!("{{{}}}", keys.join(", "))
            }
            Map(key, of) | Given(key, of) => format!("{{\"{key}\": {}}}", of.example()),
            List(of) | Upto(_, of) => format!("[{}]", of.example()),
            Many(one) => one.example(),
            // What is said of one thing alone (`true`) is the rarer form.
            Either([True, shape] | [shape, ..]) => shape.example(),
            Either([]) => String::new(),
        }
    }
}

/// A noun with its article; there is only one story.
#[must_use]
pub fn some(noun: &str) -> String {
    match noun.chars().next() {
        _ if noun == STORY.noun => format!("the {noun}"),
        Some('a' | 'e' | 'i' | 'o' | 'u') => format!("an {noun}"),
        _ => format!("a {noun}"),
    }
}
