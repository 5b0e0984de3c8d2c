//! What a story file says, key by key, before anything is made of it; its events are read by `events`, which is the longest part.
//!
//! The fast reader: anything unexpected fails, and the file is read again by the careful one.

use super::events::{Columns, EventsSeed, Sink};
use super::symbols::Symbols;
use crate::vocabulary::{Declarations, Declared, only_objects};
use arcstr::ArcStr;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// A story file as it is written.
#[derive(Debug, Default)]
pub(super) struct File {
    /// Whether it was written as a journal.
    pub journal: bool,
    pub title: Option<String>,
    pub description: Option<String>,
    pub axis: Option<String>,
    pub in_order: bool,
    pub include: Vec<String>,
    pub documents: Vec<Document>,
    pub facts: Vec<Fact>,
    pub sections: Vec<Section>,
    pub allow: Declared<String>,
    pub assert: Many<String>,
    pub vocabulary: Declarations,
    pub characters: Vec<Entity>,
    pub factions: Vec<Entity>,
    pub places: Vec<Entity>,
    pub items: Vec<Entity>,
    pub events: Columns,
}

/// Reads a file's text, or fails on the first thing unexpected.
pub(super) fn read(text: &ArcStr, symbols: &mut Symbols) -> Result<File, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let file = FileSeed(Sink {
        text,
        symbols,
        columns: Columns::default(),
        roles: Vec::new(),
    })
    .deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(file)
}

struct FileSeed<'a>(Sink<'a>);

impl<'de> DeserializeSeed<'de> for FileSeed<'_> {
    type Value = File;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<File, D::Error> {
        deserializer.deserialize_map(self)
    }
}

/// Puts a value where none was, or fails: no key stands twice.
pub(super) fn once<T, E: Error>(slot: &mut Option<T>, value: T) -> Result<(), E> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(E::custom("a key stands twice")),
    }
}

impl<'de> Visitor<'de> for FileSeed<'_> {
    type Value = File;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a story")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<File, A::Error> {
        let mut version: Option<u32> = None;
        let (mut include, mut documents, mut facts, mut vocabulary, mut events) = (None, None, None, None, None);
        let (mut title, mut description, mut axis) = (None, None, None);
        let mut schema: Option<String> = None;
        let (mut sections, mut allow, mut assert, mut in_order) = (None, None, None, None);
        let (mut characters, mut factions, mut places, mut items) = (None, None, None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "lorescope" => once(&mut version, map.next_value()?)?,
                "$schema" => once(&mut schema, map.next_value()?)?,
                "title" => once(&mut title, map.next_value()?)?,
                "description" => once(&mut description, map.next_value()?)?,
                "axis" => once(&mut axis, map.next_value()?)?,
                "in-order" => once(&mut in_order, map.next_value()?)?,
                "include" => once(&mut include, map.next_value()?)?,
                "documents" => once(&mut documents, map.next_value()?)?,
                "facts" => once(&mut facts, map.next_value()?)?,
                "sections" => once(&mut sections, map.next_value()?)?,
                "allow" => once(&mut allow, map.next_value()?)?,
                "assert" => once(&mut assert, map.next_value()?)?,
                "vocabulary" => once(&mut vocabulary, map.next_value()?)?,
                "characters" => once(&mut characters, map.next_value()?)?,
                "factions" => once(&mut factions, map.next_value()?)?,
                "places" => once(&mut places, map.next_value()?)?,
                "items" => once(&mut items, map.next_value()?)?,
                "events" => {
                    self.0.expect([&characters, &factions, &places, &items]);
                    once(&mut events, map.next_value_seed(EventsSeed(&mut self.0))?)?;
                }
                _ => return Err(A::Error::custom("an unknown key")),
            }
        }
        if version != Some(1) {
            return Err(A::Error::custom("not version 1"));
        }
        Ok(File {
            journal: false,
            title,
            description,
            axis,
            in_order: in_order.unwrap_or_default(),
            include: include.unwrap_or_default(),
            documents: documents.unwrap_or_default(),
            facts: facts.unwrap_or_default(),
            sections: sections.unwrap_or_default(),
            allow: allow.unwrap_or_default(),
            assert: assert.unwrap_or_default(),
            vocabulary: vocabulary.unwrap_or_default(),
            characters: characters.unwrap_or_default(),
            factions: factions.unwrap_or_default(),
            places: places.unwrap_or_default(),
            items: items.unwrap_or_default(),
            events: self.0.columns,
        })
    }
}

only_objects!(Document, Fact, Section, Entity, Travel, Source);

/// What may be left out, but is not `null` where it is given.
trait Given<'de>: Sized {
    fn given<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

impl<'de, T: Deserialize<'de>> Given<'de> for Option<T> {
    fn given<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Some)
    }
}

impl<'de, T: Deserialize<'de>> Given<'de> for Vec<T> {
    fn given<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
pub(super) struct Document {
    pub id: String,
    #[serde(default, deserialize_with = "Given::given")]
    pub title: Option<String>,
    #[serde(default, deserialize_with = "Given::given")]
    pub path: Option<String>,
    #[serde(default, deserialize_with = "Given::given")]
    pub author: Option<String>,
    #[serde(default, deserialize_with = "Given::given")]
    pub date: Option<String>,
    #[serde(default, deserialize_with = "Given::given")]
    pub url: Option<String>,
    #[serde(default, deserialize_with = "Given::given")]
    pub note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
pub(super) struct Fact {
    pub name: String,
    pub value: Many<String>,
    #[serde(default)]
    pub sources: Vec<Source>,
    #[serde(default, deserialize_with = "Given::given")]
    pub note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
pub(super) struct Section {
    pub told: Time,
    pub title: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
pub(super) struct Entity {
    pub id: String,
    #[serde(default)]
    pub name: Many<Name>,
    #[serde(default)]
    pub aliases: Vec<Name>,
    #[serde(default)]
    pub plural: bool,
    #[serde(default, deserialize_with = "Given::given")]
    pub species: Option<String>,
    #[serde(default, deserialize_with = "Given::given")]
    pub description: Option<Note>,
    #[serde(default, deserialize_with = "Given::given")]
    pub told: Option<Time>,
    #[serde(default, deserialize_with = "Given::given")]
    pub image: Option<String>,
    #[serde(default)]
    pub relations: Declared<Many<Link>>,
    #[serde(default)]
    pub travel: Vec<Travel>,
    #[serde(default)]
    pub sources: Vec<Source>,
    #[serde(default, deserialize_with = "Given::given")]
    pub note: Option<String>,
    #[serde(default)]
    pub allow: Declared<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
pub(super) struct Travel {
    pub to: String,
    pub takes: f64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
pub(super) struct Source {
    pub document: String,
    #[serde(default, deserialize_with = "Given::given")]
    pub quote: Option<String>,
    #[serde(default, deserialize_with = "Given::given")]
    pub locator: Option<String>,
    #[serde(default, deserialize_with = "Given::given")]
    pub told: Option<Time>,
    #[serde(default, deserialize_with = "Given::given")]
    pub certainty: Option<String>,
    #[serde(default, deserialize_with = "Given::given")]
    pub note: Option<String>,
}

/// A time or a place in the telling: a number or text.
#[derive(Clone, Debug)]
pub(super) enum Time {
    Number(f64),
    Text(String),
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TimeVisitor)
    }
}

struct TimeVisitor;

impl Visitor<'_> for TimeVisitor {
    type Value = Time;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time")
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Time, E> {
        Ok(Time::Number(number))
    }

    #[expect(clippy::cast_precision_loss, reason = "a story's numbers are far below 2^53")]
    fn visit_i64<E: Error>(self, number: i64) -> Result<Time, E> {
        Ok(Time::Number(number as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "a story's numbers are far below 2^53")]
    fn visit_u64<E: Error>(self, number: u64) -> Result<Time, E> {
        Ok(Time::Number(number as f64))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Time, E> {
        Ok(Time::Text(text.to_owned()))
    }
}

/// One, or a list of any number.
#[derive(Clone, Debug)]
pub(super) struct Many<T>(pub Vec<T>);

impl<T> Default for Many<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Single<'de>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_any(Pick {
                alone: true,
                made: PhantomData,
            })
            .map(|picked| match picked {
                Picked::One(one) => Self(vec![one]),
                Picked::Several(several) => Self(several),
            })
    }
}

/// What can stand alone where a list of it may stand: made from a string, from `true`, or from an object.
pub(super) trait Single<'de>: Deserialize<'de> {
    /// From a string.
    fn of_text(text: &str) -> Option<Self>;
    /// From `true`.
    fn of_true() -> Option<Self> {
        None
    }
    /// From an object.
    fn of_map<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;
}

enum Picked<T> {
    One(T),
    Several(Vec<T>),
}

struct Pick<T> {
    /// Whether it stands alone, and not in a list; only then it may be `true`.
    alone: bool,
    made: PhantomData<T>,
}

impl<'de, T: Single<'de>> Visitor<'de> for Pick<T> {
    type Value = Picked<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one or a list")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        T::of_text(text)
            .map(Picked::One)
            .ok_or_else(|| E::custom("not a string"))
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Self::Value, E> {
        let made = if truth && self.alone { T::of_true() } else { None };
        made.map(Picked::One).ok_or_else(|| E::custom("not a truth"))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::of_map(map).map(Picked::One)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut all = Vec::new();
        while let Some(one) = seq.next_element::<T>()? {
            all.push(one);
        }
        Ok(Picked::Several(all))
    }
}

impl<'de> Single<'de> for String {
    fn of_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    fn of_map<A: MapAccess<'de>>(_: A) -> Result<Self, A::Error> {
        Err(A::Error::custom("an object where a string belongs"))
    }
}

/// A string, or an object that holds it under one key with more beside it.
macro_rules! text_or_object {
    ($name:ident, $object:ident { $text:ident, $($field:ident: $type:ty,)* }) => {
        #[derive(Clone, Debug, Default)]
        pub(super) struct $name { pub $text: Option<String>, $(pub $field: $type,)* }

        #[derive(Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        struct $object {
            #[serde(default, deserialize_with = "Given::given")] $text: Option<String>,
            $(#[serde(default, deserialize_with = "Given::given")] $field: $type,)*
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                match deserializer.deserialize_any(Pick { alone: false, made: PhantomData })? {
                    Picked::One(one) => Ok(one),
                    Picked::Several(_) => Err(D::Error::custom("a list where one belongs")),
                }
            }
        }

        impl<'de> Single<'de> for $name {
            fn of_text(text: &str) -> Option<Self> {
                Some(Self { $text: Some(text.to_owned()), ..Self::default() })
            }

            fn of_true() -> Option<Self> {
                (stringify!($text) == "to").then(Self::default)
            }

            fn of_map<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
                let object = $object::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                if object.$text.is_none() && stringify!($text) != "to" {
                    return Err(A::Error::missing_field(stringify!($text)));
                }
                Ok(Self { $text: object.$text, $($field: object.$field,)* })
            }
        }
    };
}

text_or_object!(Name, NameObject { name, from: Option<Time>, until: Option<Time>, told: Option<Time>, });
text_or_object!(Note, NoteObject { text, told: Option<Time>, });
text_or_object!(Link, LinkObject {
    to,
    from: Option<Time>,
    until: Option<Time>,
    told: Option<Time>,
    certainty: Option<String>,
    according_to: Option<String>,
    sources: Vec<Source>,
});
