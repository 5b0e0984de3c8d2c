//! A sound story made of the bytes, with every kind of the prelude and times and orders at odds: all rules look at it, twice, and say the same.

#![no_main]

use lorescope::model::EntityKind;
use lorescope::vocabulary::Vocabulary;
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

static PRELUDE: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::prelude);

/// The bytes, one after the other, and then zeros.
struct Choices<'a>(std::slice::Iter<'a, u8>);

impl Choices<'_> {
    fn below(&mut self, limit: usize) -> usize {
        usize::from(*self.0.next().unwrap_or(&0)) % limit.max(1)
    }
}

/// The id of one of three entities of each kind.
fn entity(kind: EntityKind, nth: usize) -> String {
    format!("{}-{}", kind.word(), nth % 3)
}

fn event(nth: usize, choices: &mut Choices<'_>) -> Value {
    let kind = &PRELUDE.kinds[choices.below(PRELUDE.kinds.len())];
    let mut roles = Map::new();
    for role in &kind.roles {
        let admitted: Vec<EntityKind> = (EntityKind::ALL.into_iter()).filter(|&kind| role.of.admits(kind)).collect();
        let most = role.max.unwrap_or(2).min(2) as usize;
        let wanted = (role.min as usize).max(choices.below(most + 1));
        if wanted == 0 || admitted.is_empty() {
            continue;
        }
        let first = choices.below(12);
        let fillers: Vec<Value> = (first..first + wanted)
            .map(|i| entity(admitted[(first / 3) % admitted.len()], i).into())
            .collect();
        roles.insert(PRELUDE.role(role.id).to_owned(), fillers.into());
    }
    let mut told = json!({"id": format!("e{nth}"), "kind": kind.name, "roles": roles});
    let (twist, other) = (choices.below(16), format!("e{}", choices.below(nth + 2)));
    match twist {
        0..=3 => told["at"] = choices.below(20).into(),
        4 => told["after"] = other.into(),
        5 => told["because"] = other.into(),
        6 => told["within"] = other.into(),
        7 => told["told"] = choices.below(9).into(),
        8..=11 => told["place"] = entity(EntityKind::Place, twist).into(),
        12 => told["certainty"] = "doubtful".into(),
        13 => told["assert"] = format!("dead {}", entity(EntityKind::Character, twist)).into(),
        _ => {}
    }
    told
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut choices = Choices(bytes.iter());
    let mut story = json!({"lorescope": 1, "axis": "number"});
    for kind in EntityKind::ALL {
        story[kind.plural()] = (0..3).map(|i| json!({"id": entity(kind, i)})).collect();
    }
    let count = 1 + choices.below(24);
    story["events"] = (0..count).map(|nth| event(nth, &mut choices)).collect();
    lorescope_fuzz::judged("story.json", story.to_string().as_bytes());
});
