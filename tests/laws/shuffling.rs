//! Shuffling entities, keys and initial relations changes nothing; events keep their file order.

use crate::stories::{story, world, write};
use lorescope::timeline::Cause;
use lorescope::world::World;
use proptest::prelude::*;
use serde_json::Value;

/// Every stretch by slugs, in the order of telling.
fn stretches(world: &World) -> Vec<String> {
    let cause = |cause: Cause| match cause {
        Cause::Always => "always".to_owned(),
        Cause::Initial(id) => {
            let initial = world.story.initial(id);
            format!("stated on {}", world.story.entity(initial.subject).id)
        }
        Cause::Event(event) => world.story.event(event).id.to_string(),
    };
    let stretch = |stretch: &lorescope::timeline::Stretch| {
        format!(
            "{} {:?} from {} by {} until {:?} by {:?}, {:?} {:?}",
            world.vocabulary.relation(stretch.relation).name,
            stretch
                .args
                .map(|node| node.map(|node| world.story.slug(node).to_owned())),
            stretch.from.0,
            cause(stretch.started),
            stretch.until,
            stretch.ended.map(cause),
            stretch.certainty,
            stretch.end_certainty,
        )
    };
    world.timeline.stretches.iter().map(stretch).collect()
}

fn order(world: &World) -> Vec<&str> {
    let sequence = world.timeline.order.sequence().iter();
    sequence.map(|&event| &*world.story.event(event).id).collect()
}

/// Turns the lists of entities, and those of what is stated on each.
fn shuffled(story: &Value, turn: usize) -> Value {
    let mut story = story.clone();
    for key in ["characters", "factions", "places"] {
        let entities = story[key].as_array_mut().unwrap();
        let middle = turn % entities.len();
        entities.rotate_left(middle);
        for entity in entities {
            let relations = entity["relations"].as_object_mut().unwrap();
            for links in relations.values_mut() {
                let links = links.as_array_mut().unwrap();
                links.reverse();
            }
        }
    }
    story
}

proptest! {
    #![proptest_config(crate::tries(40))]

    #[test]
    fn shuffling_entities_keys_and_initial_relations_changes_nothing(story in story(), turn in 1..9_usize) {
        let plain = world(&write(&story, 0));
        let turned = world(&write(&shuffled(&story, turn), turn));
        prop_assert_eq!(order(&plain), order(&turned));
        prop_assert_eq!(stretches(&plain), stretches(&turned));
    }
}
