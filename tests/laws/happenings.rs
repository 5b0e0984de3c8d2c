//! Events in which everybody may take any part, of kinds whose words are those of the journal itself.

use crate::anything::{CAST, allow, maybe, object, of_sort, pick, sources, text, told};
use crate::stories::placing;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const KINDS: [(&str, &[(&str, &str)]); 16] = [
    ("alliance", &[("allies", "actors"), ("against", "some actors")]),
    (
        "killing",
        &[
            ("killer", "candidates"),
            ("victim", "characters"),
            ("weapon", "some item"),
        ],
    ),
    ("killing", &[("victim", "characters")]),
    ("death", &[("victim", "character")]),
    (
        "departure",
        &[("departed", "actors"), ("from", "some place"), ("to", "some place")],
    ),
    (
        "conversation",
        &[
            ("speakers", "actors"),
            ("listeners", "some actors"),
            ("about", "some event"),
        ],
    ),
    (
        "battle",
        &[
            ("attackers", "actors"),
            ("defenders", "some actors"),
            ("winner", "some actor"),
        ],
    ),
    (
        "transfer",
        &[("giver", "some actor"), ("item", "item"), ("receiver", "actor")],
    ),
    ("massacre", &[("perpetrator", "some actor"), ("victim", "characters")]),
    (
        "other",
        &[("who", "actors"), ("with", "some actors"), ("about", "some event")],
    ),
    (
        "story",
        &[("teller", "actor"), ("from", "some actors"), ("note", "some event")],
    ),
    ("story", &[("teller", "candidates")]),
    ("silent", &[("at", "actors")]),
    ("silent", &[]),
    ("tale", &[("teller", "actor"), ("from", "some actors")]),
    ("shout", &[("shouter", "actor"), ("shouted", "some item")]),
];

pub(crate) fn vocabulary() -> Value {
    json!({
        "relations": {
            "note": {"between": ["character", "any"], "words": {"base": "take note of"}, "arrow": false, "also": ["a, b", "c \"d\""]},
            "lone": {"between": ["actor|item"], "ends-with-life": true, "words": {"base": "be alone", "noun": "hermit"}, "line": "dotted"}
        },
        "kinds": {
            "story": {"roles": {
                    "teller": {"of": "actor|item", "count": "0..", "agentive": true},
                    "from": {"of": "actor", "count": "0..", "agentive": false, "preposition": "out of"},
                    "note": {"of": "any", "count": "0..", "agentive": false}},
                "verb": {"base": "tell", "past": "told", "noun": "story"},
                "patterns": ["<teller> tell of <note>[ and <from>][ at <place>]", "<teller> tell"],
                "needs": [{"any": ["lone(teller)", "not note(teller:character, note)"], "rule": "lone-tales"}],
                "also": ["tells tales"], "colour": "#00ff00", "mark": "\"; "},
            "tale": {"is": "story", "verb": {"base": "say ; \"so\" |"}, "starts": ["lone(teller)"]},
            "silent": {"roles": {"at": {"of": "actor", "count": "0..", "agentive": false, "preposition": "of"}}, "verb": {"base": "be silent"}},
            "shout": {"roles": {"shouter": {"of": "actor", "agentive": true}, "shouted": {"of": "item", "count": "0..", "agentive": false}},
                "verb": {"base": "shout"}, "patterns": ["Lo: <shouter> shout[ (\"<shouted>\")]"]}
        }
    })
}

fn fillers(sort: &str, nth: usize, events: usize) -> Option<Value> {
    let sort = match sort.strip_prefix("some ") {
        Some(_) if nth.is_multiple_of(2) => return None,
        Some(sort) => sort,
        None => sort,
    };
    Some(match sort {
        "event" => json!(format!("e{}", nth % events.max(1))),
        "candidates" if nth.is_multiple_of(3) => json!({"one-of": [of_sort("", nth), of_sort("", nth + 1)]}),
        "candidates" => json!(of_sort("", nth)),
        "actors" | "characters" => json!([
            of_sort(sort.trim_end_matches('s'), nth),
            of_sort(sort.trim_end_matches('s'), nth + 1 + nth % 7)
        ]),
        sort => json!(of_sort(sort, nth)),
    })
}

pub(crate) fn event(nth: usize, events: usize) -> impl Strategy<Value = Value> {
    let counts = prop::sample::select(vec![
        json!(800),
        json!("over 1,000"),
        json!("about 20"),
        json!("under 5"),
    ]);
    let claims = prop::sample::select(
        &[
            "alive ann",
            "dead bob as of start",
            "not note ann bob as of end",
            "ann at hall",
            "side ann = reds",
            "count note of bob = 1",
        ][..],
    );
    let certainty = prop::sample::select(&["stated", "implied", "doubtful"][..]).prop_map(Value::from);
    let rare = (
        maybe(counts),
        maybe(vec(claims, 1..3).prop_map(|all| json!(all))),
        maybe(certainty),
        maybe(Just(json!("and"))),
        maybe(text().prop_map(Value::from)),
        allow(),
    );
    (
        any::<u16>(),
        placing(events),
        maybe(told()),
        any::<u8>(),
        sources(),
        rare,
    )
        .prop_map(
            move |(choice, placing, told, where_, sources, (count, assert, certainty, according, note, allow))| {
                let choice = usize::from(choice);
                let (kind, roles) = KINDS[choice % KINDS.len()];
                let filled = roles.iter().enumerate().filter_map(|(at, (role, sort))| {
                    Some((
                        (*role).to_owned(),
                        fillers(sort, choice / KINDS.len() + at * 5, events)?,
                    ))
                });
                let mut event = crate::stories::event(nth, 0, &placing, false);
                let other = |at: usize| json!(format!("e{}", at % events));
                let later = object([
                    (
                        "id",
                        Some(json!(if choice.is_multiple_of(5) {
                            format!("x-{nth}")
                        } else {
                            format!("e{nth}")
                        })),
                    ),
                    ("kind", Some(json!(kind))),
                    ("roles", Some(filled.collect::<Map<_, _>>().into())),
                    ("told", told),
                    (
                        "place",
                        (where_ % 3 > 0).then(|| json!(pick(CAST[2].1, usize::from(where_ / 64)))),
                    ),
                    ("because", (nth > 0 && where_.is_multiple_of(4)).then(|| other(nth - 1))),
                    ("sources", sources),
                    ("count", count),
                    ("assert", assert),
                    ("certainty", certainty),
                    ("according-to", according),
                    ("note", note),
                    ("allow", allow),
                ]);
                for key in ["place", "certainty"] {
                    event.as_object_mut().unwrap().remove(key);
                }
                event
                    .as_object_mut()
                    .unwrap()
                    .extend(later.as_object().unwrap().clone());
                event
            },
        )
}

/// Events some of which have the ids that they would be given.
pub(crate) fn called(mut events: Vec<Value>) -> Vec<Value> {
    let mut seen: Vec<String> = Vec::new();
    for (nth, event) in events.iter_mut().enumerate() {
        let first = event["roles"]
            .as_object()
            .unwrap()
            .values()
            .next()
            .cloned()
            .unwrap_or_default();
        let first = first.get("one-of").unwrap_or(&first).clone();
        let first = first
            .get(0)
            .unwrap_or(&first)
            .as_str()
            .map_or_else(String::new, |first| format!("-{first}"));
        let mut id = format!("{}{first}", event["kind"].as_str().unwrap());
        if seen.contains(&id) {
            id.push_str("-2");
        }
        if nth % 3 > 0 && !seen.contains(&id) {
            event["id"] = json!(id);
            seen.push(id);
        }
    }
    events
}
