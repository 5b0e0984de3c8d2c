//! The yardstick: a story read by `serde_json` into plain owned structs, its events counted, exit.
//!
//! Nothing is checked but the shape, nothing is interned, nothing is derived.  The structs have
//! exactly the fields that `generate.py` writes, so serde has as little to do as it can have, and
//! the process leaves without freeing them.  Whatever would slow the yardstick is left out.
//!
//! Roles are read as a list of pairs or as a `BTreeMap`, the bytes are checked to be text before
//! (`str`) or during the parse (`slice`); the fastest of the four is the one to compare with.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};
use std::marker::PhantomData;
use std::process;

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, MapAccess, Visitor};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(
    dead_code,
    reason = "the parse is what is measured, not what is done with it"
)]
struct Story<Roles> {
    lorescope: u32,
    title: String,
    documents: Vec<Document>,
    characters: Vec<Entity>,
    factions: Vec<Entity>,
    places: Vec<Entity>,
    events: Vec<Event<Roles>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(
    dead_code,
    reason = "the parse is what is measured, not what is done with it"
)]
struct Document {
    id: String,
    title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(
    dead_code,
    reason = "the parse is what is measured, not what is done with it"
)]
struct Entity {
    id: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(
    dead_code,
    reason = "the parse is what is measured, not what is done with it"
)]
struct Event<Roles> {
    id: String,
    kind: String,
    roles: Roles,
    at: i64,
    place: Option<String>,
    sources: Vec<Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(
    dead_code,
    reason = "the parse is what is measured, not what is done with it"
)]
struct Source {
    document: String,
    quote: String,
    locator: String,
}

/// The roles in the order of the file, which costs less than any map.
#[allow(
    dead_code,
    reason = "the parse is what is measured, not what is done with it"
)]
struct Pairs(Vec<(String, Vec<String>)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder(PhantomData<Pairs>);

        impl<'de> Visitor<'de> for InOrder {
            type Value = Pairs;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("roles")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Pairs, M::Error> {
                let mut pairs = Vec::with_capacity(2);
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }

        deserializer.deserialize_map(InOrder(PhantomData))
    }
}

fn count<Roles: DeserializeOwned>(path: &str, check: &str) -> Result<usize, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    let story: Story<Roles> = match check {
        "slice" => serde_json::from_slice(&bytes).map_err(|error| error.to_string())?,
        "str" => {
            let text = str::from_utf8(&bytes).map_err(|error| error.to_string())?;
            serde_json::from_str(text).map_err(|error| error.to_string())?
        }
        other => return Err(format!("`{other}` is neither `slice` nor `str`")),
    };
    let events = story.events.len();
    std::mem::forget((bytes, story));
    Ok(events)
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let counted = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [path] => count::<Pairs>(path, "str"),
        [path, "pairs", check] => count::<Pairs>(path, check),
        [path, "map", check] => count::<BTreeMap<String, Vec<String>>>(path, check),
        _ => Err("usage: serde-owned STORY [pairs|map slice|str]".to_owned()),
    };
    match counted {
        Ok(events) => _ = writeln!(io::stdout(), "{events}"),
        Err(reason) => {
            _ = writeln!(io::stderr(), "{reason}");
            process::exit(2);
        }
    }
}
