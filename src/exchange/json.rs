//! The whole derived world as one JSON document, for programs.
//!
//! ```text
//!   lorescope-world  the version of this form: 1
//!   title, description, axis, as-of         of the story, and the moment asked for in words
//!   documents   id, title, path, author, date, url
//!   facts       name, values, quotes
//!   entities    id, kind, name, aliases, species, description, quotes            by id
//!   events      id, kind, sentence, moment, at, place, roles, within, because,
//!               count, certainty, according-to, note, quotes                     in story order
//!   stretches   relation, of, sentence, from, until, started, ended,
//!               certainty, end-certainty, according-to                           by when they begin
//! ```
//!
//! `moment`, `from` and `until` count events: an event's moment is the first after it, and a stretch holds from `from` up to and without `until`.
//! `roles` lists ids by role; a role whose fillers are candidates is `{"one-of": [ids]}`.
//! `of` has one id or two, null being somebody unknown; `started` and `ended` name the `event`, or the entity it is `stated-on` with the quotes for it, or say `always`.
//! A key without a value is left out.

use super::{File, Format, Refused, Request, single};
use crate::model::{EventId, Node, Story, Text};
use crate::timeline::{Cause, Stretch};
use crate::world::{Quote, Tense, World};
use serde::Serialize;
use std::collections::BTreeMap;

pub(super) const FORMAT: Format = Format {
    name: "json",
    file: "world",
    extension: "json",
    describe: "The world as JSON, for programs: what the story tells and what follows from it",
    write,
};

fn write(world: &World, request: &Request) -> Result<Vec<File>, Refused> {
    let document = document(world, request);
    let mut text = serde_json::to_string_pretty(&document).expect("plain data has a JSON form");
    text.push('\n');
    Ok(single(&FORMAT, text))
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct WorldForm<'a> {
    lorescope_world: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    axis: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    documents: Vec<DocumentForm<'a>>,
    facts: Vec<FactForm<'a>>,
    entities: Vec<EntityForm<'a>>,
    events: Vec<EventForm<'a>>,
    stretches: Vec<StretchForm<'a>>,
}

#[derive(Serialize)]
struct DocumentForm<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct FactForm<'a> {
    name: &'a str,
    values: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quotes: Vec<Quote>,
}

#[derive(Serialize)]
struct EntityForm<'a> {
    id: &'a str,
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    species: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quotes: Vec<Quote>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct EventForm<'a> {
    id: &'a str,
    kind: &'a str,
    sentence: String,
    moment: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    roles: BTreeMap<&'a str, Fillers<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    because: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<String>,
    certainty: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    according_to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quotes: Vec<Quote>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Fillers<'a> {
    All(Vec<&'a str>),
    Candidates {
        #[serde(rename = "one-of")]
        one_of: Vec<&'a str>,
    },
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct StretchForm<'a> {
    relation: &'a str,
    of: Vec<Option<&'a str>>,
    sentence: String,
    from: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<u32>,
    started: CauseForm<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<CauseForm<'a>>,
    certainty: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_certainty: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    according_to: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum CauseForm<'a> {
    Event {
        event: &'a str,
    },
    Stated {
        #[serde(rename = "stated-on")]
        stated_on: &'a str,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        quotes: Vec<Quote>,
    },
    Always {
        always: bool,
    },
}

fn document<'a>(world: &'a World, request: &Request) -> WorldForm<'a> {
    let story = &world.story;
    let documents = story.documents.iter().map(|document| DocumentForm {
        id: &document.id,
        title: words(document.title.as_ref()),
        path: words(document.path.as_ref()),
        author: words(document.author.as_ref()),
        date: words(document.date.as_ref()),
        url: words(document.url.as_ref()),
    });
    let facts = story.facts.iter().map(|fact| FactForm {
        name: &fact.name,
        values: fact.values.iter().map(Text::as_str).collect(),
        quotes: world.quotes(&fact.sources),
    });
    let moment = request.moment();
    let happened = |id: &EventId| {
        moment.is_none_or(|moment| world.timeline.order.position(*id) < moment.0)
            && world.timeline.lens.takes_event(story, *id)
    };
    let events = world.timeline.order.sequence().iter().copied().filter(happened);
    let stretches = world.timeline.stretches.iter();
    let stretches = stretches.filter(|stretch| {
        request
            .as_of
            .as_ref()
            .is_none_or(|as_of| world.timeline.spans(stretch, as_of))
    });
    WorldForm {
        lorescope_world: 1,
        title: words(story.title.as_ref()),
        description: words(story.description.as_ref()),
        axis: story.axis.map(crate::model::Axis::word),
        as_of: request.as_of.as_ref().map(|as_of| world.moment_words(as_of)),
        documents: documents.collect(),
        facts: facts.collect(),
        entities: entities(world),
        events: events.map(|id| event(world, id)).collect(),
        stretches: stretches.map(|one| stretch(world, one, request)).collect(),
    }
}

fn words(text: Option<&Text>) -> Option<&str> {
    text.map(Text::as_str)
}

fn entities(world: &World) -> Vec<EntityForm<'_>> {
    let mut entities: Vec<EntityForm<'_>> = world
        .story
        .entities
        .iter()
        .map(|entity| EntityForm {
            id: &entity.id,
            kind: entity.kind.word(),
            name: &entity.names[0].text,
            aliases: entity.names[1..].iter().map(|name| name.text.as_str()).collect(),
            species: words(entity.species.as_ref()),
            description: entity.description.as_ref().map(|note| note.text.as_str()),
            quotes: world.quotes(&entity.sources),
        })
        .collect();
    entities.sort_by_key(|entity| entity.id);
    entities
}

fn event(world: &World, id: EventId) -> EventForm<'_> {
    let story = &world.story;
    let event = story.event(id);
    let detail = event.detail.as_deref();
    let causes = detail.map_or(&[][..], |detail| &detail.because);
    EventForm {
        id: &event.id,
        kind: &world.vocabulary.kind(event.kind).name,
        sentence: world.sentence(id),
        moment: world.timeline.order.position(id) + 1,
        at: event.at.is_known().then(|| event.at.written.to_string()),
        place: event.place.map(|place| story.entity(place).id.as_str()),
        roles: roles(world, id),
        within: event.within.map(|whole| story.event(whole).id.as_str()),
        because: causes.iter().map(|&cause| story.event(cause).id.as_str()).collect(),
        count: detail.and_then(|detail| detail.count).map(|count| count.to_string()),
        certainty: event.certainty.word(),
        according_to: claimant(story, detail.and_then(|detail| detail.according_to)),
        note: detail.and_then(|detail| words(detail.note.as_ref())),
        quotes: world.quotes(story.sources(id)),
    }
}

fn roles(world: &World, id: EventId) -> BTreeMap<&str, Fillers<'_>> {
    let mut roles: BTreeMap<&str, Fillers<'_>> = BTreeMap::new();
    for part in world.story.parts(id) {
        let filler = world.story.slug(part.node);
        let entry = roles.entry(world.vocabulary.role(part.role)).or_insert_with(|| {
            if part.candidate {
                Fillers::Candidates { one_of: Vec::new() }
            } else {
                Fillers::All(Vec::new())
            }
        });
        match entry {
            Fillers::All(fillers) | Fillers::Candidates { one_of: fillers } => fillers.push(filler),
        }
    }
    roles
}

fn stretch<'a>(world: &'a World, stretch: &Stretch, request: &Request) -> StretchForm<'a> {
    let relation = world.vocabulary.relation(stretch.relation);
    // As of a moment, when it will end has not come out yet.
    let ended = stretch.ended.filter(|_| request.as_of.is_none());
    let tense = if ended.is_some() { Tense::Past } else { Tense::Present };
    let slug = |node: &Option<Node>| node.map(|node| world.story.slug(node));
    StretchForm {
        relation: &relation.name,
        of: stretch.args[..relation.between.len()].iter().map(slug).collect(),
        sentence: world.stretch_sentence(stretch, tense),
        from: stretch.from.0,
        until: stretch.until.filter(|_| ended.is_some()).map(|until| until.0),
        started: cause(world, stretch.started),
        ended: ended.map(|ended| cause(world, ended)),
        certainty: stretch.certainty.word(),
        end_certainty: ended.map(|_| stretch.end_certainty.word()),
        according_to: claimant(&world.story, stretch.according_to),
    }
}

fn cause(world: &World, cause: Cause) -> CauseForm<'_> {
    match cause {
        Cause::Event(event) => CauseForm::Event {
            event: &world.story.event(event).id,
        },
        Cause::Initial(id) => {
            let initial = world.story.initial(id);
            CauseForm::Stated {
                stated_on: &world.story.entity(initial.subject).id,
                quotes: world.quotes(&initial.sources),
            }
        }
        Cause::Always => CauseForm::Always { always: true },
    }
}

fn claimant(story: &Story, id: Option<crate::model::DocumentId>) -> Option<&str> {
    id.map(|id| story.document(id).id.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::sample::world;
    use serde_json::{Value, json};

    fn exported(world: &World, request: &Request) -> Value {
        let files = write(world, request).expect("it can be written");
        serde_json::from_slice(&files[0].bytes).expect("valid JSON")
    }

    #[test]
    fn the_world_is_written_with_what_started_and_ended_each_stretch() {
        let world = world(
            r#"{"lorescope": 1, "documents": [{"id": "book"}],
            "characters": [{"id": "bo", "name": "Bo"}, {"id": "ann", "name": "Ann", "relations": {"friend": "bo"}}],
            "items": [], "factions": [{"id": "cy"}],
            "events": [{"id": "pact", "kind": "alliance", "roles": {"allies": ["ann", "bo"]}, "at": 3,
                        "sources": [{"document": "book", "quote": "they shook hands"}]},
                       {"id": "feud", "kind": "betrayal", "roles": {"betrayer": {"one-of": ["ann", "cy"]}, "betrayed": "bo"}}]}"#,
        );
        let form = exported(&world, &Request::default());
        assert_eq!(form["lorescope-world"], 1);
        assert_eq!(
            form["entities"][0],
            json!({"id": "ann", "kind": "character", "name": "Ann"})
        );
        assert_eq!(
            form["events"][0],
            json!({"id": "pact", "kind": "alliance", "sentence": "Ann and Bo allied", "moment": 1, "at": "3",
                   "roles": {"allies": ["ann", "bo"]}, "certainty": "stated",
                   "quotes": [{"document": "book", "text": "they shook hands", "locator": null}]})
        );
        assert_eq!(form["events"][1]["roles"]["betrayer"], json!({"one-of": ["ann", "cy"]}));
        let stretches = form["stretches"].as_array().expect("a list");
        let of = |relation: &str| {
            stretches
                .iter()
                .find(|s| s["relation"] == relation)
                .expect("told")
                .clone()
        };
        assert_eq!(
            of("allied"),
            json!({"relation": "allied", "of": ["ann", "bo"], "sentence": "Ann was allied with Bo", "from": 1, "until": 2,
                   "started": {"event": "pact"}, "ended": {"event": "feud"}, "certainty": "stated", "end-certainty": "possible"})
        );
        assert_eq!(of("friend")["started"], json!({"stated-on": "ann"}));
        assert_eq!(of("alive")["started"], json!({"always": true}));
        let as_of = Some(world.as_of("pact").expect("a moment"));
        let form = exported(&world, &Request { as_of });
        assert_eq!(form["as-of"], "just after `pact`");
        assert_eq!(form["events"].as_array().map(Vec::len), Some(1));
    }
}
