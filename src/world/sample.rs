//! Small worlds for tests, made from stories as they are written.

use super::World;
use crate::model::{
    Axis, Certainty, Count, Detail, Document, Edge, Entity, EntityId, EntityKind, Event, EventId, Initial, Name, Node,
    Part, Source, Story, Text, When,
};
use crate::timeline::Lens;
use crate::vocabulary::{Declarations, Vocabulary};
use serde_json::Value;

/// The world of a story written in JSON.
pub(crate) fn world(text: &str) -> World {
    let json: Value = serde_json::from_str(text).expect("valid JSON");
    let declared: Declarations = json.get("vocabulary").map_or_else(Declarations::default, |v| {
        serde_json::from_value(v.clone()).expect("declarations")
    });
    let (vocabulary, flaws) = Vocabulary::of(&[&declared]);
    assert_eq!(flaws, []);
    let story = Reader {
        json: &json,
        vocabulary: &vocabulary,
    }
    .story();
    World::of(story, vocabulary, Lens::default())
}

struct Reader<'a> {
    json: &'a Value,
    vocabulary: &'a Vocabulary,
}

fn text(value: &Value) -> Text {
    value.as_str().expect("a string").into()
}

fn many(value: Option<&Value>) -> Vec<Value> {
    match value {
        None => Vec::new(),
        Some(Value::Array(all)) => all.clone(),
        Some(one) => vec![one.clone()],
    }
}

impl Reader<'_> {
    fn ids(&self) -> Vec<(String, Node)> {
        let entities = EntityKind::ALL
            .into_iter()
            .flat_map(|kind| many(self.json.get(kind.plural())));
        let id = |v: &Value| v["id"].as_str().expect("an id").to_owned();
        let entities = entities.zip(0..).map(|(v, i)| (id(&v), EntityId(i).into()));
        let events = many(self.json.get("events"))
            .into_iter()
            .zip(0..)
            .map(|(v, i)| (id(&v), EventId(i).into()));
        entities.chain(events).collect()
    }

    fn node(&self, v: &Value) -> Node {
        let id = v.as_str().expect("an id");
        self.ids()
            .into_iter()
            .find(|(known, _)| known == id)
            .unwrap_or_else(|| panic!("no {id}"))
            .1
    }

    fn axis(&self) -> Axis {
        self.json
            .get("axis")
            .and_then(Value::as_str)
            .and_then(Axis::from_word)
            .unwrap_or(Axis::Number)
    }

    fn when(&self, v: Option<&Value>) -> When {
        match v {
            None => When::UNKNOWN,
            Some(Value::String(s)) => When::parse(s.as_str().into(), self.axis()).expect("a time"),
            Some(n) => When::number(n.as_f64().expect("a number")),
        }
    }

    fn edge(&self, v: Option<&Value>) -> Edge {
        v.map_or(Edge::Open, |v| Edge::Time(self.when(Some(v))))
    }

    fn story(&self) -> Story {
        let mut story = Story {
            axis: Some(self.axis()),
            ..Story::default()
        };
        story.title = self.json.get("title").map(text);
        for d in many(self.json.get("documents")) {
            story.documents.push(Document {
                id: text(&d["id"]),
                title: None,
                path: None,
                author: None,
                date: None,
                url: None,
                note: None,
            });
        }
        for kind in EntityKind::ALL {
            for v in many(self.json.get(kind.plural())) {
                self.entity(kind, &v, &mut story);
            }
        }
        for v in many(self.json.get("events")) {
            self.event(&v, &mut story);
        }
        story
    }

    fn entity(&self, kind: EntityKind, v: &Value, story: &mut Story) {
        let name = |text: Text, alias| Name {
            text,
            alias,
            from: When::UNKNOWN,
            until: When::UNKNOWN,
            told: None,
        };
        let mut names = vec![name(v.get("name").map_or_else(|| text(&v["id"]), text), false)];
        names.extend(many(v.get("aliases")).iter().map(|a| name(text(a), true)));
        let subject = EntityId(u32::try_from(story.entities.len()).expect("few"));
        let start = u32::try_from(story.initial.len()).expect("few");
        for (relation, to) in v.get("relations").and_then(Value::as_object).into_iter().flatten() {
            for to in many(Some(to)) {
                story.initial.push(Initial {
                    relation: self.vocabulary.relation_named(relation).expect("a relation"),
                    subject,
                    object: to
                        .get("to")
                        .or(Some(&to))
                        .filter(|v| v.is_string())
                        .and_then(|v| self.node(v).entity()),
                    from: self.edge(to.get("from")),
                    until: self.edge(to.get("until")),
                    told: None,
                    certainty: Certainty::Stated,
                    according_to: None,
                    sources: Vec::new(),
                });
            }
        }
        let end = u32::try_from(story.initial.len()).expect("few");
        story.entities.push(Entity {
            id: text(&v["id"]),
            kind,
            names,
            plural: v.get("plural").is_some(),
            species: None,
            description: None,
            told: None,
            image: None,
            initial: start..end,
            travel: Vec::new(),
            sources: Vec::new(),
            note: None,
        });
    }

    fn event(&self, v: &Value, story: &mut Story) {
        let (parts, sources) = (story.parts.len(), story.sources.len());
        for (role, fillers) in v.get("roles").and_then(Value::as_object).into_iter().flatten() {
            let candidate = fillers.is_object();
            for filler in many(Some(fillers.get("one-of").unwrap_or(fillers))) {
                let role = self.vocabulary.role_named(role).expect("a role");
                story.parts.push(Part {
                    role,
                    node: self.node(&filler),
                    candidate,
                });
            }
        }
        for s in many(v.get("sources")) {
            story.sources.push(Source {
                document: crate::model::DocumentId(0),
                quote: s.get("quote").map(text),
                locator: s.get("locator").map(text),
                detail: None,
            });
        }
        let certainty = [Certainty::Implied, Certainty::Doubtful]
            .into_iter()
            .find(|c| v.get("certainty").is_some_and(|w| w == c.word()));
        let count = v
            .get("count")
            .and_then(|c| Count::parse(&c.to_string().replace('"', "")));
        let because = many(v.get("because"))
            .iter()
            .filter_map(|v| self.node(v).event())
            .collect();
        let range = |from: usize, to: usize| u32::try_from(from).expect("few")..u32::try_from(to).expect("few");
        story.events.push(Event {
            id: text(&v["id"]),
            kind: self
                .vocabulary
                .kind_named(v["kind"].as_str().expect("a kind"))
                .expect("a kind"),
            certainty: certainty.unwrap_or_default(),
            at: self.when(v.get("at")),
            place: v.get("place").and_then(|v| self.node(v).entity()),
            within: v.get("within").and_then(|v| self.node(v).event()),
            parts: range(parts, story.parts.len()),
            sources: range(sources, story.sources.len()),
            detail: Some(Box::new(Detail {
                count,
                because,
                ..Detail::default()
            })),
        });
    }
}
