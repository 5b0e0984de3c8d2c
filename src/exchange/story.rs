//! The story itself, as a story file in its canonical layout: what is read back is what was written.

use super::{Format, single};
use crate::load::layout::canonical;
use crate::load::tree::{Key, Node, Value};
use crate::model::{
    Axis, Certainty, Document, DocumentId, Edge, Entity, EntityId, EntityKind, Event, EventId, Fact, Initial, Name,
    RoleId, Section, Source, Told, When, Written,
};
use crate::world::World;

pub(super) const FORMAT: Format = Format {
    name: "story",
    file: "story",
    extension: "json",
    describe: "The story itself, as the JSON file that `lore` reads back, in its canonical layout",
    write: |world, request| match request.part(world, "a story file") {
        None => Ok(single(&FORMAT, write(world))),
        Some(refused) => Err(refused),
    },
};

fn write(world: &World) -> String {
    let story = &world.story;
    let mut keys = vec![("lorescope", number("1".to_owned()))];
    keys.extend(story.title.as_ref().map(|title| ("title", text(title))));
    keys.extend(story.description.as_ref().map(|line| ("description", text(line))));
    keys.extend(story.axis.map(|axis| ("axis", text(axis.word()))));
    keys.extend(story.in_order.then(|| ("in-order", node(Value::Bool(true)))));
    keys.extend(some_list("documents", story.documents.iter().map(document)));
    keys.extend(some_list("facts", story.facts.iter().map(|one| fact(world, one))));
    let section = |section: &Section| {
        object(
            told(Some(&section.told))
                .into_iter()
                .chain([("title", text(&section.title))]),
        )
    };
    keys.extend(some_list("sections", story.sections.iter().map(section)));
    keys.extend(allow(world, None));
    keys.extend(assert(world, None));
    if !world.vocabulary.declared.is_empty() {
        keys.push(("vocabulary", vocabulary(world)));
    }
    for kind in EntityKind::ALL {
        let list = story
            .entity_ids()
            .filter(|&id| story.entity(id).kind == kind)
            .map(|id| entity(world, id));
        keys.extend(some_list(kind.plural(), list));
    }
    keys.extend(some_list("events", story.event_ids().map(|id| event(world, id))));
    canonical(&object(keys))
}

fn node(value: Value) -> Node {
    Node { span: 0..0, value }
}

fn text(string: &str) -> Node {
    node(Value::String(string.to_owned()))
}

fn number(written: String) -> Node {
    node(Value::Number(written))
}

fn list(nodes: impl IntoIterator<Item = Node>) -> Node {
    node(Value::Array(nodes.into_iter().collect()))
}

fn object<K: Into<String>>(keys: impl IntoIterator<Item = (K, Node)>) -> Node {
    let members = keys.into_iter().map(|(name, value)| {
        (
            Key {
                name: name.into(),
                span: 0..0,
            },
            value,
        )
    });
    node(Value::Object(members.collect()))
}

/// A list under a key, unless it is empty.
fn some_list(key: &'static str, nodes: impl Iterator<Item = Node>) -> Option<(&'static str, Node)> {
    let nodes: Vec<Node> = nodes.collect();
    (!nodes.is_empty()).then(|| (key, list(nodes)))
}

/// The one alone, several as a list.
fn one_or_many(mut nodes: Vec<Node>) -> Node {
    match (nodes.len(), nodes.pop()) {
        (1, Some(one)) => one,
        (_, last) => list(nodes.into_iter().chain(last)),
    }
}

fn written(written: &Written) -> Option<Node> {
    match written {
        Written::Nothing => None,
        Written::Number(value) => Some(number(value.to_string())),
        Written::Text(string) => Some(text(string)),
    }
}

/// A time, as a number where the story counts in numbers.
fn when(world: &World, time: &When) -> Option<Node> {
    match (&time.written, world.story.axis) {
        (Written::Number(value), Some(Axis::Date | Axis::Label)) => Some(text(&value.to_string())),
        (written, _) => self::written(written),
    }
}

/// A place in the telling: a number where it is a whole one, else a label, which is what a number counts as.
fn told(told: Option<&Told>) -> Option<(&'static str, Node)> {
    let node = match &told?.written {
        Written::Number(value) if value.fract() != 0.0 => text(&value.to_string()),
        other @ (Written::Nothing | Written::Number(_) | Written::Text(_)) => written(other)?,
    };
    Some(("told", node))
}

fn edge(world: &World, edge: &Edge) -> Option<Node> {
    match edge {
        Edge::Open => None,
        Edge::Time(time) => when(world, time),
        Edge::Event(event) => Some(event_id(world, *event)),
    }
}

fn event_id(world: &World, event: EventId) -> Node {
    text(&world.story.event(event).id)
}

fn entity_id(world: &World, entity: EntityId) -> Node {
    text(&world.story.entity(entity).id)
}

fn document_id(world: &World, document: DocumentId) -> Node {
    text(&world.story.document(document).id)
}

fn certainty(certainty: Certainty) -> Option<(&'static str, Node)> {
    (certainty != Certainty::Stated).then(|| ("certainty", text(certainty.word())))
}

fn document(document: &Document) -> Node {
    let optional = [
        ("title", &document.title),
        ("path", &document.path),
        ("author", &document.author),
        ("date", &document.date),
        ("url", &document.url),
        ("note", &document.note),
    ];
    let given = optional
        .into_iter()
        .filter_map(|(key, value)| value.as_ref().map(|value| (key, text(value))));
    object(std::iter::once(("id", text(&document.id))).chain(given))
}

fn fact(world: &World, fact: &Fact) -> Node {
    let values = fact.values.iter().map(|value| text(value)).collect();
    let mut keys = vec![("name", text(&fact.name)), ("value", one_or_many(values))];
    keys.extend(sources(world, &fact.sources));
    keys.extend(fact.note.as_ref().map(|note| ("note", text(note))));
    object(keys)
}

fn vocabulary(world: &World) -> Node {
    let declared = serde_json::to_string(&world.vocabulary.declared).expect("declarations are plain data");
    crate::load::tree::read(crate::diag::FileId(0), &declared).tree
}

fn sources(world: &World, sources: &[Source]) -> Option<(&'static str, Node)> {
    some_list(
        "sources",
        sources.iter().map(|source| {
            let mut keys = vec![("document", document_id(world, source.document))];
            keys.extend(source.quote.as_ref().map(|quote| ("quote", text(quote))));
            keys.extend(source.locator.as_ref().map(|locator| ("locator", text(locator))));
            if let Some(detail) = &source.detail {
                keys.extend(told(detail.told.as_ref()));
                keys.extend(certainty(detail.certainty));
                keys.extend(detail.note.as_ref().map(|note| ("note", text(note))));
            }
            object(keys)
        }),
    )
}

fn name(world: &World, name: &Name) -> Node {
    let mut keys = vec![("name", text(&name.text))];
    keys.extend(edge(world, &name.from).map(|from| ("from", from)));
    keys.extend(edge(world, &name.until).map(|until| ("until", until)));
    keys.extend(told(name.told.as_ref()));
    if keys.len() == 1 {
        text(&name.text)
    } else {
        object(keys)
    }
}

fn entity(world: &World, id: EntityId) -> Node {
    let entity = world.story.entity(id);
    let names = |alias: bool| {
        entity
            .names
            .iter()
            .filter(move |name| name.alias == alias)
            .map(|one| name(world, one))
    };
    let mut keys = vec![("id", text(&entity.id)), ("name", one_or_many(names(false).collect()))];
    keys.extend(some_list("aliases", names(true)));
    keys.extend(entity.plural.then(|| ("plural", node(Value::Bool(true)))));
    keys.extend(entity.species.as_ref().map(|species| ("species", text(species))));
    keys.extend(entity.description.as_ref().map(|line| {
        let described = match told(line.told.as_ref()) {
            Some(told) => object([("text", text(&line.text)), told]),
            None => text(&line.text),
        };
        ("description", described)
    }));
    keys.extend(told(entity.told.as_ref()));
    keys.extend(entity.image.as_ref().map(|image| ("image", text(image))));
    keys.extend(relations(world, entity));
    let travel = entity.travel.iter().map(|way| {
        object([
            ("to", entity_id(world, way.to)),
            ("takes", number(way.takes.to_string())),
        ])
    });
    keys.extend(some_list("travel", travel));
    keys.extend(sources(world, &entity.sources));
    keys.extend(entity.note.as_ref().map(|note| ("note", text(note))));
    keys.extend(allow(world, Some(id.into())));
    object(keys)
}

/// The relations stated on an entity, by name in the order in which each is first stated.
fn relations(world: &World, entity: &Entity) -> Option<(&'static str, Node)> {
    let stated = &world.story.initial[entity.initial.start as usize..entity.initial.end as usize];
    let mut grouped: Vec<(&str, Vec<Node>)> = Vec::new();
    for initial in stated {
        let name = world.vocabulary.relation(initial.relation).name.as_str();
        let link = link(world, initial);
        match grouped.iter_mut().find(|(known, _)| *known == name) {
            Some((_, links)) => links.push(link),
            None => grouped.push((name, vec![link])),
        }
    }
    let keys: Vec<_> = grouped
        .into_iter()
        .map(|(name, links)| (name, one_or_many(links)))
        .collect();
    (!keys.is_empty()).then(|| ("relations", object(keys)))
}

fn link(world: &World, initial: &Initial) -> Node {
    let mut keys: Vec<(&str, Node)> = Vec::new();
    keys.extend(edge(world, &initial.from).map(|from| ("from", from)));
    keys.extend(edge(world, &initial.until).map(|until| ("until", until)));
    keys.extend(told(initial.told.as_ref()));
    keys.extend(certainty(initial.certainty));
    keys.extend(
        initial
            .according_to
            .map(|document| ("according-to", document_id(world, document))),
    );
    keys.extend(sources(world, &initial.sources));
    let to = initial.object.map(|to| text(world.story.slug(to)));
    match (to, keys.is_empty()) {
        (Some(to), true) => to,
        (None, true) => node(Value::Bool(true)),
        (to, false) => object(to.into_iter().map(|to| ("to", to)).chain(keys)),
    }
}

fn event(world: &World, id: EventId) -> Node {
    let event = world.story.event(id);
    let kind = &world.vocabulary.kind(event.kind).name;
    let mut keys = vec![("id", text(&event.id)), ("kind", text(kind))];
    keys.extend(roles(world, id));
    keys.extend(when(world, &event.at).map(|at| ("at", at)));
    keys.extend(event.place.map(|place| ("place", entity_id(world, place))));
    keys.extend(event.within.map(|within| ("within", event_id(world, within))));
    keys.extend(detail(world, event));
    keys.extend(sources(world, world.story.sources(id)));
    keys.extend(certainty(event.certainty));
    keys.extend(assert(world, Some(id)));
    keys.extend(allow(world, Some(id.into())));
    object(keys)
}

fn detail(world: &World, event: &Event) -> Vec<(&'static str, Node)> {
    let Some(detail) = &event.detail else { return Vec::new() };
    let mut keys: Vec<(&str, Node)> = told(detail.told.as_ref()).into_iter().collect();
    for (key, events) in [
        ("after", &detail.after),
        ("before", &detail.before),
        ("because", &detail.because),
    ] {
        let events: Vec<Node> = events.iter().map(|&event| event_id(world, event)).collect();
        keys.extend((!events.is_empty()).then(|| (key, one_or_many(events))));
    }
    keys.extend(detail.count.map(|count| {
        let plain = count.bound == crate::model::Bound::Exactly;
        (
            "count",
            if plain {
                number(count.number.to_string())
            } else {
                text(&count.to_string())
            },
        )
    }));
    keys.extend(detail.note.as_ref().map(|note| ("note", text(note))));
    keys.extend(
        detail
            .according_to
            .map(|document| ("according-to", document_id(world, document))),
    );
    keys
}

/// What must hold, as it is written on an event or on the whole story.
fn assert(world: &World, on: Option<EventId>) -> Option<(&'static str, Node)> {
    let all = world.story.assertions.iter().filter(|assertion| assertion.on == on);
    let claims: Vec<Node> = all.map(|assertion| text(&assertion.text)).collect();
    (!claims.is_empty()).then(|| ("assert", one_or_many(claims)))
}

/// What is let stand, as it is written on an event, an entity or the whole story.
fn allow(world: &World, on: Option<crate::model::Node>) -> Option<(&'static str, Node)> {
    let all = world.story.waivers.iter().filter(|waiver| waiver.on == on);
    let keys: Vec<(&str, Node)> = all.map(|waiver| (&*waiver.rule, text(&waiver.reason))).collect();
    (!keys.is_empty()).then(|| ("allow", object(keys)))
}

/// The roles of an event, in the order of its kind: in what order they were written says nothing.
fn roles(world: &World, id: EventId) -> Option<(&'static str, Node)> {
    let mut grouped: Vec<(RoleId, Vec<Node>, bool)> = Vec::new();
    for part in world.parts(id) {
        let filler = text(world.story.slug(part.node));
        match grouped.iter_mut().find(|(role, ..)| *role == part.role) {
            Some((_, fillers, _)) => fillers.push(filler),
            None => grouped.push((part.role, vec![filler], part.candidate)),
        }
    }
    let roles: Vec<(&str, Node)> = grouped
        .into_iter()
        .map(|(role, fillers, candidate)| {
            let fillers = if candidate {
                object([("one-of", list(fillers))])
            } else {
                one_or_many(fillers)
            };
            (world.vocabulary.role(role), fillers)
        })
        .collect();
    (!roles.is_empty()).then(|| ("roles", object(roles)))
}

#[cfg(test)]
mod tests {
    use crate::exchange::{Request, format};
    use crate::world::sample::world;

    #[test]
    fn a_story_written_and_read_again_is_the_same_story() {
        let told = r#"{"lorescope": 1, "title": "T", "axis": "date", "in-order": true,
            "documents": [{"id": "d", "title": "D", "path": "d.md"}],
            "facts": [{"name": "writers", "value": ["a", "b"], "sources": [{"document": "d", "quote": "q"}]}],
            "sections": [{"told": "1.1", "title": "The oath"}], "allow": {"unused-faction": "r"}, "assert": ["alive ann", "alive bo as of end"],
            "vocabulary": {"relations": {"sworn-to": {"between": ["character", "actor"], "words": {"base": "be sworn to"}}},
                "kinds": {"oath": {"roles": {"swearer": {"of": "character", "count": "1..", "agentive": true}, "lord": {"of": "actor", "agentive": false}},
                    "verb": {"base": "swear"}, "starts": ["sworn-to(swearer, lord)"]}}},
            "characters": [
                {"id": "ann", "name": ["Ann", {"name": "Queen Ann", "from": "1200", "told": "2.1"}], "aliases": ["Annie", {"name": "N", "until": "oath-1"}],
                 "species": "human", "description": {"text": "d", "told": 3}, "told": 1,
                 "relations": {"sworn-to": "bo", "missing": true, "parent": [{"to": "bo", "from": "1190", "until": "oath-1", "certainty": "doubtful", "according-to": "d"}]}},
                {"id": "bo", "note": "n", "allow": {"never-appears": "r"}}],
            "places": [{"id": "hall", "travel": [{"to": "barn", "takes": 1.5}]}, {"id": "barn"}],
            "events": [
                {"id": "oath-1", "kind": "oath", "roles": {"swearer": {"one-of": ["ann", "bo"]}, "lord": "ann"}, "at": "circa 1200", "told": "1.1",
                 "place": "hall", "count": "over 80", "note": "x", "certainty": "implied", "according-to": "d",
                 "sources": [{"document": "d", "quote": "q \"q\"", "locator": "1", "told": 1, "certainty": "doubtful", "note": "m"}]},
                {"id": "e2", "kind": "death", "roles": {"victim": ["ann", "bo"]}, "after": "oath-1", "before": ["e3"], "because": ["oath-1"], "within": "e3", "assert": "dead ann", "allow": {"dies-twice": "r", "b": "s"}},
                {"id": "e3", "kind": "other", "roles": {"who": "e2"}}]}"#;
        let write = |text: &str| {
            let files = (format("story").expect("a format").write)(&world(text), &Request::default());
            String::from_utf8(files.expect("writes")[0].bytes.clone()).expect("text")
        };
        let once = write(told);
        assert_eq!(write(&once), once);
        let value = |text: &str| -> serde_json::Value { serde_json::from_str(text).expect("JSON") };
        let mut given = value(told);
        given["characters"][1]["name"] = "Bo".into();
        given["places"][0]["name"] = "Hall".into();
        given["places"][1]["name"] = "Barn".into();
        given["characters"][0]["relations"]["parent"] = given["characters"][0]["relations"]["parent"][0].clone();
        given["events"][1]["before"] = "e3".into();
        given["events"][1]["because"] = "oath-1".into();
        assert_eq!(value(&once), given);
    }
}
