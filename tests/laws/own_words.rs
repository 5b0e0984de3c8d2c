//! A story's own kinds and relations work like those of the prelude.

use crate::stories::world;
use lorescope::timeline::Moment;
use lorescope::world::{Tense, World};

const HOUSE: &str = r##"{
    "lorescope": 1,
    "vocabulary": {
        "relations": {
            "sworn-to": {
                "between": ["character", "actor"], "single": true, "ends-with-life": true, "excludes": ["hostile"],
                "words": {"base": "be sworn to", "noun": "sword"}, "colour": "#0072b2", "line": "double"
            },
            "undead": {"between": ["character"], "excludes": ["alive"], "words": {"base": "be undead"}}
        },
        "kinds": {
            "oath": {
                "roles": {
                    "swearer": {"of": "character", "count": "1..", "agentive": true},
                    "lord": {"of": "actor", "count": "1", "agentive": false}
                },
                "verb": {"base": "swear", "third": "swears", "past": "swore", "participle": "sworn", "noun": "oath"},
                "patterns": ["<swearer> swear fealty to <lord>[ at <place>]"],
                "starts": ["sworn-to(swearer, lord)"],
                "ends": ["hostile(swearer, lord)"]
            },
            "blood-oath": {
                "is": "oath",
                "verb": {"base": "vow", "third": "vows", "past": "vowed", "participle": "vowed", "noun": "vow"},
                "starts": ["friend(swearer, lord)"]
            },
            "rising": {
                "is": "death",
                "verb": {"base": "rise", "third": "rises", "past": "rose", "participle": "risen", "noun": "rising"},
                "starts": ["undead(victim)"]
            }
        }
    },
    "characters": [{"id": "brienne"}, {"id": "catelyn"}, {"id": "renly"}],
    "events": [
        {"id": "first", "kind": "oath", "roles": {"swearer": "brienne", "lord": "renly"}},
        {"id": "second", "kind": "blood-oath", "roles": {"swearer": "brienne", "lord": "catelyn"}},
        {"id": "wedding", "kind": "rising", "roles": {"victim": "catelyn"}}
    ]
}"##;

fn stretches(world: &World) -> Vec<String> {
    let stretches = world
        .timeline
        .stretches
        .iter()
        .filter(|stretch| stretch.from > Moment::START);
    stretches
        .map(|stretch| {
            let until = world
                .until_words(stretch)
                .map_or(String::new(), |until| format!(" until {until}"));
            let sentence = world.stretch_sentence(stretch, Tense::Present);
            format!("{sentence} from {}{until}", world.from_words(stretch))
        })
        .collect()
}

#[test]
fn a_storys_own_kinds_and_relations_start_end_replace_and_end_with_life() {
    let world = world(HOUSE);
    assert_eq!(
        stretches(&world),
        [
            "Brienne is sworn to Renly from `first` until `second`",
            "Brienne is a friend of Catelyn from `second` until `wedding`",
            "Brienne is sworn to Catelyn from `second` until `wedding`",
            "Catelyn is undead from `wedding`",
        ]
    );
}

#[test]
fn a_storys_own_kind_that_inherits_tells_its_parents_sentence_with_its_own_verb() {
    let world = world(HOUSE);
    let sentences: Vec<String> = world.story.event_ids().map(|event| world.sentence(event)).collect();
    assert_eq!(
        sentences,
        [
            "Brienne swore fealty to Renly",
            "Brienne vowed fealty to Catelyn",
            "Catelyn rose"
        ]
    );
}

#[test]
fn a_storys_own_kind_is_a_case_of_what_it_inherits_from() {
    let world = world(HOUSE);
    let [rising, death] = ["rising", "death"].map(|name| world.vocabulary.kind_named(name).unwrap());
    assert!(world.vocabulary.is_a(rising, death) && !world.vocabulary.is_a(death, rising));
}

#[test]
fn a_storys_own_declaration_replaces_the_preludes_whole() {
    let world = world(
        r#"{"lorescope": 1,
        "vocabulary": {"kinds": {"betrayal": {"roles": {"betrayer": {"of": "actor", "agentive": true}},
            "verb": {"base": "stray"}, "patterns": ["<betrayer> stray"]}}},
        "characters": [{"id": "edmund", "relations": {"friend": "lucy"}}, {"id": "lucy"}],
        "events": [{"id": "sleigh", "kind": "betrayal", "roles": {"betrayer": "edmund"}}]}"#,
    );
    assert_eq!(stretches(&world), Vec::<String>::new());
    let friend = world.vocabulary.relation_named("friend").unwrap();
    assert!(
        world
            .timeline
            .stretches
            .iter()
            .any(|stretch| stretch.relation == friend && stretch.until.is_none())
    );
}
