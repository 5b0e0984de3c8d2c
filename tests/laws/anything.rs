//! Stories with something of everything in them, whose people are called what a journal can hardly say.

use crate::happenings::{called, event, vocabulary};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Characters, factions, places and items whose ids are words of the journal, or of its sentences, or of other scripts.
pub(crate) const CAST: [(&str, &[&str]); 4] = [
    (
        "characters",
        &[
            "ann",
            "bob",
            "and",
            "note",
            "at",
            "will",
            "kills",
            "孙悟空",
            "7-of-9",
            "from",
        ],
    ),
    ("factions", &["reds", "place", "the", "or"]),
    ("places", &["hall", "character", "until"]),
    ("items", &["ring", "source", "told"]),
];

/// Texts that a journal cannot take as they stand, among others.
const TEXTS: [&str; 22] = [
    "Ann and Bob",
    "Rosencrantz, Guildenstern",
    "The \"Old\" King",
    "\"Old\"",
    "x | y",
    "; z",
    "a ; b",
    "a;b",
    "Will",
    "the Reds",
    "6' 2\" tall",
    "a\nb",
    "tab\there",
    " padded ",
    "two  blanks",
    "غسّان",
    "Ἀχιλλεύς",
    "back\\slash",
    "-",
    "from bob",
    "== 3",
    "\u{2028}\u{85}\u{feff}",
];

pub(crate) fn pick(of: &[&'static str], nth: usize) -> &'static str {
    of[nth % of.len()]
}

pub(crate) fn of_sort(sort: &str, nth: usize) -> &'static str {
    match sort {
        "character" => pick(CAST[0].1, nth),
        "place" => pick(CAST[2].1, nth),
        "item" => pick(CAST[3].1, nth),
        _ if nth % 14 < 10 => pick(CAST[0].1, nth % 14),
        _ => pick(CAST[1].1, nth % 14 - 10),
    }
}

pub(crate) fn text() -> impl Strategy<Value = String> {
    let some = prop_oneof![4 => prop::sample::select(&TEXTS[..]).prop_map(str::to_owned), 1 => any::<String>(), 1 => "[a-z ]{1,9}"];
    some.prop_filter("a name says something", |text| !text.trim().is_empty())
}

pub(crate) fn maybe<T: Strategy<Value = Value>>(value: T) -> impl Strategy<Value = Option<Value>> {
    proptest::option::weighted(0.3, value)
}

pub(crate) fn told() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!(1),
        json!("1"),
        json!("1.2"),
        json!("3"),
        json!(2.5),
        json!("S01E02"),
        json!("007"),
    ])
}

/// An object of those keys that have something in them.
pub(crate) fn object<const N: usize>(keys: [(&str, Option<Value>); N]) -> Value {
    keys.into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?)))
        .collect::<Map<_, _>>()
        .into()
}

fn source() -> impl Strategy<Value = Value> {
    let certainty = prop::sample::select(&["stated", "implied", "doubtful"][..]);
    let document = prop::sample::select(&["d", "from", "and"][..]);
    (
        document,
        maybe(text().prop_map(Value::from)),
        maybe(text().prop_map(Value::from)),
        maybe(told()),
        maybe(certainty.prop_map(Value::from)),
        maybe(text().prop_map(Value::from)),
    )
        .prop_map(|(document, quote, locator, told, certainty, note)| {
            object([
                ("document", Some(json!(document))),
                ("quote", quote),
                ("locator", locator),
                ("told", told),
                ("certainty", certainty),
                ("note", note),
            ])
        })
}

pub(crate) fn sources() -> impl Strategy<Value = Option<Value>> {
    maybe(vec(source(), 1..3).prop_map(Value::from))
}

pub(crate) fn allow() -> impl Strategy<Value = Option<Value>> {
    maybe(text().prop_map(|reason| json!({"unused-faction": reason, "never-appears": "no"})))
}

/// A name, or one with a span.
fn name(events: usize) -> impl Strategy<Value = Value> {
    let edge =
        move |nth: u8| (events > 0 && nth.is_multiple_of(3)).then(|| json!(format!("e{}", usize::from(nth) % events)));
    (text(), any::<u8>(), maybe(told())).prop_map(move |(text, nth, told)| match (edge(nth), told) {
        (None, None) => json!(text),
        (from, told) => object([("name", Some(json!(text))), ("from", from), ("told", told)]),
    })
}

fn link(sort: &'static str, events: usize) -> impl Strategy<Value = Value> {
    (
        0..40_usize,
        any::<u8>(),
        maybe(told()),
        maybe(Just(json!("doubtful"))),
        maybe(Just(json!("from"))),
        sources(),
    )
        .prop_map(move |(nth, edge, told, certainty, according, sources)| {
            let until =
                (events > 0 && edge.is_multiple_of(4)).then(|| json!(format!("e{}", usize::from(edge) % events)));
            object([
                ("to", Some(json!(of_sort(sort, nth)))),
                ("until", until),
                ("told", told),
                ("certainty", certainty),
                ("according-to", according),
                ("sources", sources),
            ])
        })
}

fn entity(list: &'static str, id: &'static str, events: usize) -> impl Strategy<Value = Value> {
    let names = prop_oneof![3 => Just(None), 3 => name(events).prop_map(Some), 1 => vec(name(events), 1..3).prop_map(|all| Some(json!(all)))];
    let description =
        maybe((text(), maybe(told())).prop_map(|(text, told)| object([("text", Some(json!(text))), ("told", told)])));
    let relations = (
        maybe(vec(link("character", events), 1..4).prop_map(Value::from)),
        maybe(vec(link("place", events), 1..2).prop_map(Value::from)),
        maybe(Just(json!(true))),
    );
    let texts = (
        maybe(text().prop_map(Value::from)),
        maybe(text().prop_map(Value::from)),
        maybe(text().prop_map(Value::from)),
    );
    (
        names,
        maybe(vec(name(events), 1..4).prop_map(Value::from)),
        any::<bool>(),
        description,
        maybe(told()),
        relations,
        texts,
        sources(),
        allow(),
    )
        .prop_map(
            move |(
                names,
                aliases,
                plural,
                description,
                told,
                (note, present, lone),
                (species, image, remark),
                sources,
                allow,
            )| {
                let is = |lists: &[&str]| lists.contains(&list);
                let known = note.filter(|_| list == "characters").map(|links| apart(id, &links));
                let relations = object([
                    ("note", known),
                    ("present", present.filter(|_| is(&["characters", "factions"]))),
                    ("lone", lone.filter(|_| !is(&["places"]))),
                ]);
                let travel =
                    (id == "hall").then(|| json!([{"to": "until", "takes": 1.5}, {"to": "character", "takes": 3}]));
                object([
                    ("id", Some(json!(id))),
                    ("name", names),
                    ("aliases", aliases),
                    ("plural", plural.then_some(Value::Bool(true))),
                    ("species", species.filter(|_| is(&["characters", "factions"]))),
                    ("description", description),
                    ("told", told),
                    ("image", image),
                    ("relations", Some(relations)),
                    ("travel", travel),
                    ("sources", sources),
                    ("note", remark),
                    ("allow", allow),
                ])
            },
        )
}

/// The links that do not lead back to whom they are stated on.
fn apart(id: &str, links: &Value) -> Value {
    let links = links.as_array().unwrap().iter();
    links
        .filter(|link| link["to"] != id)
        .cloned()
        .collect::<Vec<_>>()
        .into()
}

/// A story with something of everything in it.
pub(crate) fn story() -> impl Strategy<Value = Value> {
    (1..7_usize).prop_flat_map(|events| {
        let entities = CAST.iter().flat_map(|(list, ids)| ids.iter().map(move |id| entity(list, id, events))).collect::<Vec<_>>();
        let happens = (0..events).map(|nth| event(nth, events)).collect::<Vec<_>>();
        let head = (maybe(text().prop_map(Value::from)), maybe(text().prop_map(Value::from)), vec((text(), vec(text(), 1..3), sources()), 0..3), vec((told(), text()), 0..4), allow());
        (entities, happens, head).prop_map(|(entities, events, (title, description, facts, sections, allow))| {
            let mut entities = entities.into_iter();
            let mut seen = Vec::new();
            let sections: Vec<Value> = sections
                .into_iter()
                .filter(|(told, _)| {
                    let key = told.as_str().map_or_else(|| told.to_string(), |told| told.trim_start_matches('0').replace("S01E02", "1.2"));
                    let new = !seen.contains(&key);
                    seen.push(key);
                    new
                })
                .map(|(told, title)| json!({"told": told, "title": title}))
                .collect();
            let facts: Vec<Value> = facts.into_iter().map(|(name, values, sources)| object([("name", Some(json!(name))), ("value", Some(json!(values))), ("sources", sources)])).collect();
            let mut story = object([
                ("lorescope", Some(json!(1))), ("title", title), ("description", description), ("axis", Some(json!("number"))),
                ("documents", Some(json!([{"id": "d", "path": "d ; e.md", "title": "\"T\""}, {"id": "from", "note": "n\nm"}, {"id": "and"}]))),
                ("facts", Some(facts.into())), ("sections", Some(sections.into())), ("allow", allow), ("vocabulary", Some(vocabulary())),
            ]);
            for (list, ids) in CAST {
                story[list] = entities.by_ref().take(ids.len()).collect::<Vec<_>>().into();
            }
            story["events"] = called(events).into();
            renamed(&story)
        })
    })
}

/// A story whose events are referred to by the ids that they have.
fn renamed(story: &Value) -> Value {
    let ids = story["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["id"].as_str().unwrap());
    let renamed = ids.enumerate().fold(story.to_string(), |text, (nth, id)| {
        text.replace(&format!("\"e{nth}\""), &format!("\"{id}\""))
    });
    serde_json::from_str(&renamed).unwrap()
}
