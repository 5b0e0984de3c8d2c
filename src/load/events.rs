//! Events are read straight into columns: one pass over the text, no list of half-made events in between.
//!
//! While they are read, every number in them is still a symbol or the place of a name in this file's own lists; `lower` gives them their meaning in place.

use super::raw::{Entity, Many, Time, once};
use super::slices::{CountText, Slice, TimeSeed};
use super::slug::is_slug;
use super::sources::SourcesSeed;
use super::symbols::{Symbol, Symbols};
use crate::model::{
    Certainty, Count, DocumentId, EntityId, Event, EventId, KindId, Node, Part, RoleId, Source as ModelSource, Text,
    Written,
};
use crate::vocabulary::Declared;
use arcstr::ArcStr;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// The events of one file as they are written.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// The events; the kind is a number of this file's kinds, place and within are symbols.
    pub rows: Vec<Event>,
    /// The symbol of each event's id.
    pub ids: Vec<Symbol>,
    /// Who takes which part; the role is a number of this file's roles, the node a symbol.
    pub parts: Vec<Part>,
    /// Where they are attested; the document is a number of this file's documents.
    pub sources: Vec<ModelSource>,
    /// What most events do not say, by the place of the event.
    pub details: Vec<(u32, Detail)>,
    /// The mentioned kinds.
    pub kinds: Symbols,
    /// The mentioned roles.
    pub roles: Symbols,
    /// The mentioned documents.
    pub documents: Symbols,
    /// Roles written with nobody in them, by the place of the event, and whether as a choice of candidates.
    pub unfilled: Vec<(u32, RoleId, bool)>,
    /// Places in the telling that are none, by the place of their source.
    pub unread_told: Vec<(u32, Time)>,
}

/// What most events do not say, as it is written.
#[derive(Debug, Default)]
pub(super) struct Detail {
    pub told: Option<Time>,
    pub after: Vec<Symbol>,
    pub before: Vec<Symbol>,
    pub because: Vec<Symbol>,
    pub count: Option<Count>,
    pub count_text: Option<String>,
    pub note: Option<Text>,
    pub according_to: Option<Symbol>,
    pub assert: Vec<Text>,
    pub allow: Vec<(String, String)>,
}

/// Shortens the visitors below: a seed that hands itself to the deserializer.
macro_rules! seed {
    ($name:ident, $value:ty, $method:ident) => {
        impl<'de> DeserializeSeed<'de> for $name<'_, '_> {
            type Value = $value;

            fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<$value, D::Error> {
                deserializer.$method(self)
            }
        }
    };
}

pub(super) use seed;

/// Where what is read of a file goes.
pub(super) struct Sink<'a> {
    /// The text of the file.
    pub text: &'a ArcStr,
    /// The ids and names mentioned in any file.
    pub symbols: &'a mut Symbols,
    /// The events of this file.
    pub columns: Columns,
    /// The roles of the event that is being read.
    pub roles: Vec<RoleId>,
}

/// Reads the list of events.
pub(super) struct EventsSeed<'s, 'a>(pub &'s mut Sink<'a>);

seed!(EventsSeed, (), deserialize_seq);

/// Events are about this long; a guess that only saves growing tables.
const TYPICAL_EVENT: usize = 256;

impl<'de> Visitor<'de> for EventsSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of events")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let expected = self.0.text.len() / TYPICAL_EVENT;
        self.0.columns.rows.reserve(expected);
        self.0.columns.ids.reserve(expected);
        self.0.columns.sources.reserve(expected);
        self.0.columns.parts.reserve(expected * 2);
        self.0.symbols.reserve_given(expected);
        while seq.next_element_seed(EventSeed(self.0))?.is_some() {}
        Ok(())
    }
}

struct EventSeed<'s, 'a>(&'s mut Sink<'a>);

seed!(EventSeed, (), deserialize_map);

impl<'de> Visitor<'de> for EventSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let sink = self.0;
        let (parts, sources) = (length(&sink.columns.parts), length(&sink.columns.sources));
        let (mut id, mut kind, mut at, mut place, mut within) = (None, None, None, None, None);
        let (mut roles, mut sourced, mut certainty) = (None, None, None);
        let mut rare = Rare::default();
        while let Some(key) = map.next_key::<Slice<'de>>()? {
            match &*key.0 {
                "id" => once(&mut id, sink.id(&map.next_value()?)?)?,
                "kind" => once(&mut kind, sink.kind(&map.next_value()?))?,
                "roles" => once(&mut roles, map.next_value_seed(RolesSeed(sink))?)?,
                "at" => once(&mut at, map.next_value_seed(TimeSeed(sink.text))?)?,
                "place" => once(&mut place, sink.symbol(&map.next_value()?))?,
                "within" => once(&mut within, sink.symbol(&map.next_value()?))?,
                "sources" => once(&mut sourced, map.next_value_seed(SourcesSeed(sink))?)?,
                "certainty" => once(&mut certainty, self::certainty(&map.next_value::<Slice<'de>>()?.0)?)?,
                key => rare.read(key, &mut map, sink)?,
            }
        }
        let (Some((id, symbol)), Some(kind)) = (id, kind) else {
            return Err(A::Error::custom("no id or kind"));
        };
        let columns = &mut sink.columns;
        if let Some(detail) = rare.detail {
            columns.details.push((length(&columns.rows), detail));
        }
        columns.ids.push(symbol);
        columns.rows.push(Event {
            id,
            kind,
            certainty: certainty.unwrap_or_default(),
            at: at.unwrap_or_default(),
            place: place.map(EntityId),
            within: within.map(EventId),
            parts: parts..length(&columns.parts),
            sources: sources..length(&columns.sources),
            detail: None,
        });
        Ok(())
    }
}

impl Sink<'_> {
    /// Numbers the ids that the events will mention again and again, so that they stand side by side.
    pub(super) fn expect(&mut self, entities: [&Option<Vec<Entity>>; 4]) {
        for entity in entities.into_iter().flatten().flatten() {
            self.symbols.number(&entity.id);
        }
    }

    fn id<E: Error>(&mut self, id: &Slice<'_>) -> Result<(Text, Symbol), E> {
        if is_slug(&id.0) {
            return Ok((id.text(self.text), self.symbols.number_given(&id.0)));
        }
        Err(E::custom("no id"))
    }

    fn kind(&mut self, name: &Slice<'_>) -> KindId {
        KindId(short(self.columns.kinds.number(&name.0)))
    }

    fn role(&mut self, name: &Slice<'_>) -> RoleId {
        RoleId(short(self.columns.roles.number(&name.0)))
    }

    /// The document of a source, which most often is that of the source before it.
    pub(super) fn document(&mut self, name: &Slice<'_>) -> DocumentId {
        let documents = &mut self.columns.documents;
        let before = self.columns.sources.last().map(|source| source.document);
        before
            .filter(|document| documents.name(document.0) == &*name.0)
            .unwrap_or_else(|| DocumentId(documents.number(&name.0)))
    }

    pub(super) fn symbol(&mut self, name: &Slice<'_>) -> Symbol {
        self.symbols.number(&name.0)
    }
}

/// The number of a kind or a role.
fn short(symbol: Symbol) -> u16 {
    u16::try_from(symbol).unwrap_or(u16::MAX)
}

pub(super) fn certainty<E: Error>(word: &str) -> Result<Certainty, E> {
    [Certainty::Stated, Certainty::Implied, Certainty::Doubtful]
        .into_iter()
        .find(|certainty| certainty.word() == word)
        .ok_or_else(|| E::custom("an unknown certainty"))
}

pub(super) fn length<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).expect("the loader admits files below 4 GB")
}

/// The keys that few events have.
#[derive(Default)]
struct Rare {
    detail: Option<Detail>,
    seen: Vec<String>,
}

impl Rare {
    fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A, sink: &mut Sink<'_>) -> Result<(), A::Error> {
        if self.seen.iter().any(|seen| seen == key) {
            return Err(A::Error::custom("a key stands twice"));
        }
        self.seen.push(key.to_owned());
        let detail = self.detail.get_or_insert_default();
        match key {
            "told" => detail.told = Some(map.next_value()?),
            "after" => detail.after = map.next_value_seed(NamesSeed(sink))?,
            "before" => detail.before = map.next_value_seed(NamesSeed(sink))?,
            "because" => detail.because = map.next_value_seed(NamesSeed(sink))?,
            "note" => detail.note = Some(map.next_value::<Slice<'de>>()?.text(sink.text)),
            "according-to" => detail.according_to = Some(sink.symbol(&map.next_value()?)),
            "assert" => {
                let Many::<String>(demands) = map.next_value()?;
                detail.assert = demands
                    .into_iter()
                    .map(|demand| Text::from(ArcStr::from(demand)))
                    .collect();
            }
            "allow" => detail.allow = map.next_value::<Declared<String>>()?.0,
            "count" => {
                let CountText(written) = map.next_value()?;
                detail.count = Count::parse(&written);
                detail.count_text = Some(written);
            }
            _ => return Err(A::Error::custom("an unknown key")),
        }
        Ok(())
    }
}

struct RolesSeed<'s, 'a>(&'s mut Sink<'a>);

seed!(RolesSeed, (), deserialize_map);

impl<'de> Visitor<'de> for RolesSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("roles")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let sink = self.0;
        sink.roles.clear();
        while let Some(name) = map.next_key::<Slice<'de>>()? {
            let role = sink.role(&name);
            if sink.roles.contains(&role) {
                return Err(A::Error::custom("a role stands twice"));
            }
            sink.roles.push(role);
            map.next_value_seed(FillersSeed {
                sink,
                role,
                candidate: false,
            })?;
        }
        Ok(())
    }
}

/// Reads who fills a role: an id, a list of ids, or `{"one-of": [ids]}`.
struct FillersSeed<'s, 'a> {
    sink: &'s mut Sink<'a>,
    role: RoleId,
    candidate: bool,
}

seed!(FillersSeed, (), deserialize_any);

impl FillersSeed<'_, '_> {
    fn alone<E: Error>(mut self, name: &Slice<'_>) -> Result<(), E> {
        if self.candidate {
            return Err(E::custom("candidates are a list"));
        }
        self.push(name);
        Ok(())
    }

    fn push(&mut self, name: &Slice<'_>) {
        let node = Node::from(EntityId(self.sink.symbol(name)));
        self.sink.columns.parts.push(Part {
            role: self.role,
            node,
            candidate: self.candidate,
        });
    }
}

impl<'de> Visitor<'de> for FillersSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("who fills a role")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<(), E> {
        self.alone(&Slice(Cow::Borrowed(name)))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<(), E> {
        self.alone(&Slice(Cow::Owned(name.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        let before = self.sink.columns.parts.len();
        while let Some(name) = seq.next_element::<Slice<'de>>()? {
            self.push(&name);
        }
        let columns = &mut self.sink.columns;
        if columns.parts.len() == before {
            columns
                .unfilled
                .push((length(&columns.rows), self.role, self.candidate));
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        if self.candidate || map.next_key::<Slice<'de>>()?.is_none_or(|key| key.0 != "one-of") {
            return Err(A::Error::custom("not candidates"));
        }
        map.next_value_seed(FillersSeed {
            candidate: true,
            ..self
        })?;
        match map.next_key::<Slice<'de>>()? {
            None => Ok(()),
            Some(_) => Err(A::Error::custom("more than candidates")),
        }
    }
}

/// Reads one name or a list of names.
struct NamesSeed<'s, 'a>(&'s mut Sink<'a>);

seed!(NamesSeed, Vec<Symbol>, deserialize_any);

impl<'de> Visitor<'de> for NamesSeed<'_, '_> {
    type Value = Vec<Symbol>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id or a list of ids")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Vec<Symbol>, E> {
        Ok(vec![self.0.symbol(&Slice(Cow::Borrowed(name)))])
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Vec<Symbol>, E> {
        Ok(vec![self.0.symbol(&Slice(Cow::Owned(name.to_owned())))])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<Symbol>, A::Error> {
        let mut names = Vec::new();
        while let Some(name) = seq.next_element::<Slice<'de>>()? {
            names.push(self.0.symbol(&name));
        }
        Ok(names)
    }
}
/// A time as the model keeps the writing of it.
pub(super) fn written(time: Time) -> Written {
    match time {
        Time::Number(number) => Written::Number(number),
        Time::Text(text) => Written::Text(Text::from(ArcStr::from(text))),
    }
}
