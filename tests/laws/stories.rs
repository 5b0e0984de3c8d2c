//! Small legal stories, made at random and written as JSON.

use lorescope::load;
use lorescope::timeline::Lens;
use lorescope::world::World;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// A value with its keys in an order of their own, so that they can be shuffled.
pub(crate) fn write(value: &Value, turn: usize) -> String {
    let several = |all: Vec<String>| all.join(", ");
    match value {
        Value::Object(map) => {
            let mut pairs: Vec<String> = map
                .iter()
                .map(|(key, value)| format!("{}: {}", json!(key), write(value, turn)))
                .collect();
            let middle = turn.checked_rem(pairs.len()).unwrap_or(0);
            pairs.rotate_left(middle);
            if turn % 2 == 1 {
                pairs.reverse();
            }
            format!("{{{}}}", several(pairs))
        }
        Value::Array(all) => format!("[{}]", several(all.iter().map(|one| write(one, turn)).collect())),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}

/// The world of a story in which nothing is wrong.
pub(crate) fn world(text: &str) -> World {
    let loaded = load::read("story.json", text);
    assert!(loaded.findings.is_empty(), "{text}\n{:#?}", loaded.findings);
    World::of(loaded.story, loaded.vocabulary, Lens::default())
}

const ACTORS: [&str; 6] = ["ann", "bob", "cat", "dan", "reds", "blues"];
const CHARACTERS: usize = 4;
const PLACES: [&str; 2] = ["hill", "vale"];

/// Kinds with roles that can be filled by characters, by any actor, by a faction, by a place.
const KINDS: [(&str, &[(&str, &str)]); 21] = [
    ("alliance", &[("allies", "actors")]),
    ("pact-end", &[("parties", "actors")]),
    ("betrayal", &[("betrayer", "actor"), ("betrayed", "actor")]),
    ("war", &[("attackers", "actors"), ("defenders", "actors")]),
    ("treaty", &[("parties", "actors")]),
    ("friendship", &[("friends", "characters")]),
    ("marriage", &[("spouses", "characters")]),
    ("birth", &[("born", "character"), ("parents", "character")]),
    ("death", &[("victim", "character")]),
    ("killing", &[("killer", "candidates"), ("victim", "characters")]),
    ("resurrection", &[("revived", "character")]),
    ("arrival", &[("arrived", "actors")]),
    ("departure", &[("departed", "actors"), ("to", "place")]),
    ("departure", &[("departed", "actor")]),
    ("capture", &[("captor", "candidates"), ("captured", "actor")]),
    ("capture", &[("captured", "actor")]),
    ("release", &[("released", "actors")]),
    ("join", &[("joiner", "character"), ("faction", "faction")]),
    (
        "defection",
        &[("defector", "actor"), ("from", "faction"), ("to", "faction")],
    ),
    ("disappearance", &[("disappeared", "character")]),
    ("disguise", &[("disguised", "actor")]),
];

const RELATIONS: [(&str, &str); 6] = [
    ("friend", "character"),
    ("allied", "actor"),
    ("hostile", "actor"),
    ("knows", "actor"),
    ("member", "faction"),
    ("present", "place"),
];

fn actor(pick: usize) -> &'static str {
    ACTORS[pick % ACTORS.len()]
}

fn one(sort: &str, pick: usize) -> &'static str {
    match sort {
        "character" => ACTORS[pick % CHARACTERS],
        "faction" => ACTORS[CHARACTERS + pick % (ACTORS.len() - CHARACTERS)],
        "place" => PLACES[pick % PLACES.len()],
        _ => actor(pick),
    }
}

fn fillers(sort: &str, pick: usize) -> Value {
    match sort {
        "actors" => json!([actor(pick), actor(pick + 1 + pick / 6 % 4)]),
        "characters" => json!([one("character", pick), one("character", pick + 1 + pick / 4 % 3)]),
        "candidates" if pick.is_multiple_of(3) => json!({"one-of": [actor(pick), actor(pick + 1)]}),
        "candidates" => json!(actor(pick)),
        sort => json!(one(sort, pick)),
    }
}

/// A time on the number axis: exact, a range, a guess, or open at one end; nothing for most.
pub(crate) fn time() -> impl Strategy<Value = Option<Value>> {
    let number = 0..12_i64;
    prop_oneof![
        4 => Just(None),
        3 => number.clone().prop_map(|n| Some(json!(n))),
        2 => (number.clone(), 0..5_i64).prop_map(|(n, width)| Some(json!(format!("{n}..{}", n + width)))),
        1 => number.clone().prop_map(|n| Some(json!(format!("{n}..")))),
        1 => number.clone().prop_map(|n| Some(json!(format!("..{n}")))),
        1 => number.prop_map(|n| Some(json!(format!("circa {n}")))),
    ]
}

/// When an event happens, and which events it follows or precedes.
#[derive(Clone, Debug)]
pub(crate) struct Placing {
    at: Option<Value>,
    after: Option<usize>,
    before: Option<usize>,
}

/// Any placing among so many events, with loops as they come.
pub(crate) fn placing(events: usize) -> impl Strategy<Value = Placing> {
    let other = || proptest::option::weighted(0.25, 0..events.max(1));
    (time(), other(), other()).prop_map(|(at, after, before)| Placing { at, after, before })
}

/// An event at its placing; a link to itself is left out, and so is one against the file where loops are unwelcome.
pub(crate) fn event(i: usize, pick: usize, placing: &Placing, loops: bool) -> Value {
    let (kind, roles) = KINDS[pick % KINDS.len()];
    let mut filled = Map::new();
    for (nth, (role, sort)) in roles.iter().enumerate() {
        filled.insert((*role).to_owned(), fillers(sort, pick / KINDS.len() + nth));
    }
    let mut event = json!({"id": format!("e{i}"), "kind": kind, "roles": filled});
    let earlier = |other: &usize| if loops { *other != i } else { *other < i };
    let later = |other: &usize| if loops { *other != i } else { *other > i };
    let mut put = |key: &str, value: Option<Value>| {
        value.map(|value| event.as_object_mut().unwrap().insert(key.to_owned(), value));
    };
    put("at", placing.at.clone());
    put(
        "after",
        placing.after.filter(earlier).map(|other| json!(format!("e{other}"))),
    );
    put(
        "before",
        placing.before.filter(later).map(|other| json!(format!("e{other}"))),
    );
    put(
        "place",
        (kind == "arrival" || pick.is_multiple_of(5)).then(|| json!(PLACES[pick % 2])),
    );
    let certainty = ["implied", "doubtful"].get(pick % 11).map(|word| json!(word));
    put("certainty", certainty);
    event
}

/// Whether something is stated of whom, until when.
fn statement(pick: usize, events: usize) -> (&'static str, &'static str, Value) {
    let (relation, sort) = RELATIONS[pick % RELATIONS.len()];
    let pick = pick / RELATIONS.len();
    let subject = one(
        if relation == "friend" || relation == "member" {
            "character"
        } else {
            "actor"
        },
        pick,
    );
    let mut object = one(sort, pick / 6 + 1);
    if object == subject {
        object = one(sort, pick / 6 + 2);
    }
    let edge = |nth: usize| (events > 0 && nth.is_multiple_of(3)).then(|| format!("e{}", nth % events));
    let mut link = json!({"to": object});
    let (from, until) = (edge(pick), edge(pick / 3));
    let until = until.filter(|until| from.as_ref() != Some(until));
    for (key, edge) in [("from", from), ("until", until)] {
        edge.map(|edge| link.as_object_mut().unwrap().insert(key.to_owned(), json!(edge)));
    }
    (subject, relation, link)
}

/// A story, as the JSON value of its file.
pub(crate) fn story() -> impl Strategy<Value = Value> {
    let events = (0..9_usize).prop_flat_map(|n| vec((any::<u16>(), placing(n)), n));
    (events, vec(any::<u16>(), 0..5)).prop_map(|(events, statements)| {
        let count = events.len();
        let mut entities: Vec<(&str, Map<String, Value>)> =
            ACTORS.iter().chain(&PLACES).map(|id| (*id, Map::new())).collect();
        for pick in statements {
            let (subject, relation, link) = statement(pick.into(), count);
            let entity = entities.iter_mut().find(|(id, _)| *id == subject).unwrap();
            let links = entity.1.entry(relation).or_insert_with(|| json!([])).as_array_mut().unwrap();
            // One statement a place and two a pair would contradict each other; the order of such is a finding's matter.
            if relation != "present" && links.iter().all(|known| known["to"] != link["to"]) || links.is_empty() {
                links.push(link);
            }
        }
        let entity = |(id, relations): &(&str, Map<String, Value>)| json!({"id": id, "relations": relations});
        let all: Vec<Value> = entities.iter().map(entity).collect();
        let events = events.iter().enumerate();
        json!({
            "lorescope": 1, "axis": "number",
            "characters": all[..CHARACTERS], "factions": all[CHARACTERS..ACTORS.len()], "places": all[ACTORS.len()..],
            "events": events.map(|(i, (pick, placing))| event(i, usize::from(*pick), placing, false)).collect::<Vec<_>>(),
        })
    })
}

/// A story of bare events, placed with loops as they come.
pub(crate) fn tangle(most: usize) -> impl Strategy<Value = Value> {
    (0..=most).prop_flat_map(|n| vec(placing(n), n)).prop_map(|placings| {
        let events = placings.iter().enumerate();
        json!({
            "lorescope": 1, "axis": "number", "characters": [{"id": "ann"}],
            "events": events.map(|(i, placing)| {
                let mut event = event(i, 0, placing, true);
                event["kind"] = json!("other");
                event["roles"] = json!({"who": "ann"});
                event.as_object_mut().unwrap().remove("place");
                event
            }).collect::<Vec<_>>(),
        })
    })
}
