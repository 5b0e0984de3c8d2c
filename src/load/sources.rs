//! The sources of an event are read straight into columns, as the event itself is.

use super::events::{self, Sink, length, seed, written};
use super::raw::{Time, once};
use super::slices::Slice;
use crate::model::{Source as ModelSource, SourceDetail, Told};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

pub(super) struct SourcesSeed<'s, 'a>(pub &'s mut Sink<'a>);

seed!(SourcesSeed, (), deserialize_seq);

impl<'de> Visitor<'de> for SourcesSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of sources")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(SourceSeed(self.0))?.is_some() {}
        Ok(())
    }
}

struct SourceSeed<'s, 'a>(&'s mut Sink<'a>);

seed!(SourceSeed, (), deserialize_map);

impl<'de> Visitor<'de> for SourceSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a source")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let sink = self.0;
        let (mut document, mut quote, mut locator) = (None, None, None);
        let (mut told, mut certainty, mut note) = (None, None, None);
        while let Some(key) = map.next_key::<Slice<'de>>()? {
            match &*key.0 {
                "document" => once(&mut document, sink.document(&map.next_value()?))?,
                "quote" => once(&mut quote, map.next_value::<Slice<'de>>()?.text(sink.text))?,
                "locator" => once(&mut locator, map.next_value::<Slice<'de>>()?.text(sink.text))?,
                "told" => once(&mut told, map.next_value::<Time>()?)?,
                "certainty" => once(&mut certainty, events::certainty(&map.next_value::<Slice<'de>>()?.0)?)?,
                "note" => once(&mut note, map.next_value::<Slice<'de>>()?.text(sink.text))?,
                _ => return Err(A::Error::custom("an unknown key")),
            }
        }
        let document = document.ok_or_else(|| A::Error::custom("no document"))?;
        let read = told.clone().map(|told| Told::parse(written(told)));
        if let (Some(told), Some(None)) = (told, &read) {
            sink.columns.unread_told.push((length(&sink.columns.sources), told));
        }
        let detail = (read.is_some() || certainty.is_some() || note.is_some()).then(|| {
            Box::new(SourceDetail {
                told: read.flatten(),
                certainty: certainty.unwrap_or_default(),
                note,
            })
        });
        sink.columns.sources.push(ModelSource {
            document,
            quote,
            locator,
            detail,
        });
        Ok(())
    }
}
