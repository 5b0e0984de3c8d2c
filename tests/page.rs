//! What a page knows is what the world says: at every moment of the story, and for a reader at every position of its telling.

use lorescope::load::{self, Images, Input, Loaded};
use lorescope::model::{EventId, Node};
use lorescope::page::Page;
use lorescope::telling::{Bookmark, Telling, abridge};
use lorescope::timeline::{Lens, Moment};
use lorescope::vocabulary::Meaning;
use lorescope::world::World;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn open(story: &str) -> Loaded {
    let path = format!("{}/data/{story}/story.json", env!("CARGO_MANIFEST_DIR"));
    let loaded = load::open(&[Input::Path(path.into())]).expect("the story can be read");
    assert!(loaded.findings.is_empty());
    loaded
}

/// The world of a story, or of what has been told of it by a label.
fn world(loaded: &Loaded, told_by: Option<&str>) -> World {
    let (story, vocabulary) = match told_by {
        None => (loaded.story.clone(), loaded.vocabulary.clone()),
        Some(label) => {
            let telling = Telling::of(&loaded.story);
            let bookmark = Bookmark::read(label, &loaded.story, &telling).expect("a label");
            abridge(&loaded.story, &loaded.vocabulary, &telling, bookmark)
        }
    };
    World::of(story, vocabulary, Lens::default())
}

fn known(world: &World) -> Known {
    let page = Page {
        world,
        as_of: None,
        told_by: None,
        findings: &[],
        images: &Images::default(),
    };
    let (json, notes) = page.json();
    assert_eq!(notes, Vec::<String>::new());
    Known(serde_json::from_str(&json).expect("JSON"))
}

/// What a page knows.
struct Known(Value);

impl Known {
    fn list(&self, key: &str) -> &[Value] {
        self.0[key].as_array().map_or(&[], Vec::as_slice)
    }

    fn positions(&self) -> Vec<String> {
        let labels = self.list("positions").iter();
        labels.map(|position| text(&position["label"])).collect()
    }

    fn moments(&self) -> usize {
        self.list("moments").len()
    }

    fn id(&self, key: &str, nth: &Value) -> String {
        text(&self.list(key)[number(nth)]["id"])
    }

    /// What is so at a position: every record that has a range holds it, or is left out.
    fn at(&self, key: &str, position: usize) -> impl Iterator<Item = &Value> {
        self.list(key).iter().filter(move |record| holds(record, position))
    }

    /// The version of a record that is shown at a position.
    fn version(record: &Value, position: usize) -> Option<&Value> {
        let versions = record["versions"].as_array().expect("versions").iter();
        let mut shown = versions.filter(|version| holds(version, position));
        let version = shown.next();
        assert!(shown.next().is_none(), "two versions at one position: {record}");
        version
    }

    /// A point of the story by the event that it comes after.
    fn point(&self, t: &Value) -> String {
        match number(t) {
            0 => "start".to_owned(),
            end if end == self.moments() + 1 => "end".to_owned(),
            after => text(&self.list("events")[after - 1]["id"]),
        }
    }
}

fn holds(record: &Value, position: usize) -> bool {
    record
        .get("r")
        .is_none_or(|r| number(&r[0]) <= position && position < number(&r[1]))
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap_or_else(|| panic!("{value} is no number"))).expect("it fits")
}

fn text(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no text"))
        .to_owned()
}

/// A sentence without its links.
fn plain(pieces: &Value) -> String {
    let pieces = pieces.as_array().expect("pieces").iter();
    pieces
        .map(|piece| piece.as_str().map_or_else(|| text(&piece["text"]), str::to_owned))
        .collect()
}

/// What holds: a relation, and of whom.
type Tie = (String, String, String);

/// At each value of the slider, whether something holds.
type Held = BTreeMap<Tie, Vec<bool>>;

/// What holds at a position, as the page has it.
fn held_on_page(known: &Known, position: usize) -> Held {
    let mut held = Held::new();
    for stretch in known.at("stretches", position).chain(known.at("states", position)) {
        let entity = |key: &str| stretch.get(key).map(|nth| known.id("entities", nth));
        let about = stretch.get("about").map(|nth| known.id("events", nth));
        let relation = known.id("relations", &stretch["relation"]);
        let tie = match entity("from") {
            Some(from) => (relation, from, entity("to").or(about).unwrap_or_default()),
            None => (relation, about.expect("a state is of an event"), String::new()),
        };
        let times = held.entry(tie).or_insert_with(|| vec![false; known.moments() + 1]);
        times[number(&stretch["t"][0])..number(&stretch["t"][1])].fill(true);
    }
    held
}

/// What holds in a world, at the moments that the page of the whole story has.
fn held_in(world: &World, times: &[usize], moments: usize) -> Held {
    let mut held = Held::new();
    let end = moments + 1;
    let slug = |node: Option<Node>| node.map(|node| world.story.slug(node).to_owned());
    for stretch in &world.timeline.stretches {
        let relation = world.vocabulary.relation(stretch.relation);
        let [one, other] = stretch.args.map(slug);
        if relation.means == Some(Meaning::Life) {
            continue;
        }
        let (from, to) = match (one, other) {
            (Some(one), other) => (one, other.unwrap_or_default()),
            (None, Some(other)) => (other, String::new()),
            (None, None) => continue,
        };
        let spans = times.iter().zip(times.iter().skip(1).chain([&end]));
        for (moment, (&from_time, &until_time)) in (0..).zip(spans) {
            if stretch.holds_at(Moment(moment)) {
                let tie = (relation.name.clone(), from.clone(), to.clone());
                let held = held.entry(tie).or_insert_with(|| vec![false; moments + 1]);
                held[from_time..until_time].fill(true);
            }
        }
    }
    held
}

/// The slider's value just after each event of a world, and before the first.
fn times(world: &World, whole: &World) -> Vec<usize> {
    let place = |event: EventId| {
        let id = world.story.slug(event.into());
        let mut sequence = whole.timeline.order.sequence().iter();
        sequence
            .position(|&event| whole.story.slug(event.into()) == id)
            .expect("the whole has it")
            + 1
    };
    let after = world.timeline.order.sequence().iter().map(|&event| place(event));
    let times: Vec<usize> = [0].into_iter().chain(after).collect();
    assert!(
        times.is_sorted(),
        "in these stories, what is untold moves nothing that is told"
    );
    times
}

fn at_every_position(story: &str) {
    let loaded = open(story);
    let whole = world(&loaded, None);
    let known = known(&whole);
    for (position, label) in known.positions().iter().enumerate() {
        let told = world(&loaded, Some(label));
        let moments = known.moments();
        let (page, world) = (
            held_on_page(&known, position),
            held_in(&told, &times(&told, &whole), moments),
        );
        for tie in page.keys().chain(world.keys()) {
            assert_eq!(page.get(tie), world.get(tie), "{story}, {label}: {tie:?}");
        }
        names(&known, position, &told);
        sentences(&known, position, &told);
        fates(&known, position, &told, &times(&told, &whole));
    }
}

/// Everybody who has been told of is there, by the name that has been told.
fn names(known: &Known, position: usize, told: &World) {
    let shown: BTreeMap<String, String> = known
        .list("entities")
        .iter()
        .filter_map(|entity| Some((text(&entity["id"]), text(&Known::version(entity, position)?["name"]))))
        .collect();
    let expected = told.story.entity_ids();
    let expected = expected.map(|id| (told.story.entity(id).id.to_string(), told.story.label(id).to_owned()));
    assert_eq!(shown, expected.collect());
}

/// A sentence of the program without the ids of the events in it, which are links on the page.
fn without_ids(world: &World, sentence: &str) -> String {
    let ids = world
        .story
        .event_ids()
        .map(|id| format!(" `{}`", world.story.event(id).id));
    ids.fold(sentence.to_owned(), |sentence, id| sentence.replace(&id, ""))
}

/// Every event that has been told is there, in the words of `lore timeline`.
fn sentences(known: &Known, position: usize, told: &World) {
    let shown: BTreeMap<String, String> = known
        .list("events")
        .iter()
        .filter_map(|event| Some((text(&event["id"]), plain(&Known::version(event, position)?["sentence"]))))
        .collect();
    let expected = told.story.event_ids();
    let expected = expected.map(|id| {
        (
            told.story.event(id).id.to_string(),
            without_ids(told, &told.sentence(id)),
        )
    });
    assert_eq!(shown, expected.collect());
}

/// Whoever is dead on the page lives no more, and whoever lives there lives.
fn fates(known: &Known, position: usize, told: &World, times: &[usize]) {
    let life = told
        .vocabulary
        .meaning(Meaning::Life)
        .next()
        .expect("the prelude has life");
    for entity in known.list("entities") {
        if Known::version(entity, position).is_none() {
            continue;
        }
        let node = told.find(&text(&entity["id"])).expect("it is told of");
        let living: Vec<_> = told
            .timeline
            .concerning(node)
            .filter(|stretch| stretch.relation == life)
            .collect();
        let states = entity
            .get("life")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        for (moment, &t) in (0..).zip(times) {
            let mut now = states
                .iter()
                .filter(|state| holds(state, position) && number(&state["t"][0]) <= t && t < number(&state["t"][1]));
            let state = now.next().map(|state| text(&state["state"]));
            assert!(now.next().is_none(), "two fates at once: {entity}");
            let lives = living.iter().any(|stretch| stretch.holds_at(Moment(moment)));
            match state.as_deref() {
                None => assert!(lives || living.is_empty(), "{t} {entity}"),
                Some("dead" | "unborn") => assert!(!lives, "{t} {entity}"),
                Some(state) => assert_eq!(state, "unknown"),
            }
        }
    }
}

#[test]
fn of_the_seed_the_page_knows_what_the_world_says() {
    at_every_position("what-you-leave-behind");
}

#[test]
fn of_macbeth_the_page_knows_what_the_world_says() {
    at_every_position("macbeth");
}

#[test]
fn of_the_red_cliffs_the_page_knows_what_the_world_says() {
    at_every_position("red-cliffs");
}

/// Everything that is shown at a position, as lines in which numbers are ids.
fn shown(known: &Known, position: usize) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for key in ["entities", "events", "documents"] {
        for record in known.list(key) {
            let Some(version) = Known::version(record, position) else {
                continue;
            };
            let cast = version.get("cast").or(record.get("cast"));
            let mut version = version.clone();
            let said = version.as_object_mut().expect("a version");
            said.remove("r");
            said.remove("cast");
            let mut line = format!("{key} {} {}", text(&record["id"]), named(known, &version));
            if let Some(cast) = cast {
                let cast = cast.as_array().expect("a list").iter();
                let cast = cast.map(|nth| known.id("entities", nth));
                line.push_str(&format!(" {:?}", cast.collect::<Vec<_>>()));
            }
            lines.insert(line);
        }
    }
    for stretch in known.at("stretches", position).chain(known.at("states", position)) {
        let [from, until] = [0, 1].map(|end| known.point(&stretch["t"][end]));
        let relation = known.id("relations", &stretch["relation"]);
        let mut stretch = stretch.clone();
        let said = stretch.as_object_mut().expect("a stretch");
        for key in ["t", "r", "relation"] {
            said.remove(key);
        }
        lines.insert(format!(
            "{relation} from {from} until {until}: {}",
            named(known, &stretch)
        ));
    }
    for section in known.at("sections", position) {
        lines.insert(format!("section {} {}", section["id"], section["title"]));
    }
    lines
}

/// A value with ids for numbers.
fn named(known: &Known, value: &Value) -> Value {
    let Value::Object(object) = value else {
        return match value {
            Value::Array(list) => list.iter().map(|each| named(known, each)).collect(),
            Value::Object(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
        };
    };
    let of = |key: &str, value: &Value| -> Value {
        let list = match key {
            "e" | "from" | "to" | "place" => "entities",
            "v" | "by" | "ended" | "about" | "within" | "causes" | "leads" => "events",
            "d" => "documents",
            _ => return named(known, value),
        };
        match value.as_array() {
            Some(all) => all.iter().map(|nth| Value::from(known.id(list, nth))).collect(),
            None => Value::from(known.id(list, value)),
        }
    };
    object
        .iter()
        .map(|(key, value)| (key.clone(), of(key, value)))
        .collect()
}

#[test]
fn a_page_told_by_a_place_is_the_whole_page_as_it_stands_there() {
    for (story, places) in [
        ("what-you-leave-behind", &["1", "3.04", "7"][..]),
        ("macbeth", &["1.3", "4.1"]),
        ("red-cliffs", &["12", "48"]),
    ] {
        let loaded = open(story);
        let whole = known(&world(&loaded, None));
        for place in places {
            let cut = known(&world(&loaded, Some(place)));
            let labels = whole.positions();
            let told = cut.positions();
            assert_eq!(labels[..told.len()], told, "{story} {place}");
            let last = told.len() - 1;
            let (cut, whole) = (shown(&cut, last), shown(&whole, last));
            let apart: Vec<&String> = cut.symmetric_difference(&whole).collect();
            assert!(apart.is_empty(), "{story} {place}: {apart:#?}");
        }
    }
}
