//! Entities get their names, and the relations stated on them.

use super::events::FORMS;
use super::names::a;
use super::{Known, Lower, certainty, text};
use crate::load::fault::{Fault, Where};
use crate::load::lex::brief;
use crate::load::raw::{self, Link};
use crate::model::{Edge, Entity, EntityId, EntityKind, Initial, Name, Note, Text, Travel, name_of_id};
use crate::vocabulary::Fillers;

/// The four lists of a file.
fn lists(file: &raw::File) -> [(EntityKind, &Vec<raw::Entity>); 4] {
    let lists = [&file.characters, &file.factions, &file.places, &file.items];
    let mut kinds = EntityKind::ALL.into_iter();
    lists.map(|list| (kinds.next().expect("four kinds, four lists"), list))
}

impl Lower {
    /// Gives every entity its number, its kind and its names, so that all can be referred to.
    pub(super) fn number_entities(&mut self, files: &[raw::File]) {
        for (file, raw) in files.iter().enumerate() {
            for (kind, list) in lists(raw) {
                for (i, entity) in list.iter().enumerate() {
                    let at = Where::top(file).key(kind.plural()).index(i);
                    let number = EntityId(u32::try_from(self.story.entities.len()).expect("fewer entities than that"));
                    let id = text(entity.id.clone());
                    let symbol = self.symbols.number(&id);
                    self.define(symbol, Known::Entity(number, kind), &at);
                    self.origins.entities.push(at);
                    self.story.entities.push(bare(id, kind, entity));
                }
            }
        }
    }

    /// Fills in what else is said of every entity.
    pub(super) fn entities(&mut self, files: &mut [raw::File]) {
        let mut number = 0;
        for raw in files {
            for list in [&mut raw.characters, &mut raw.factions, &mut raw.places, &mut raw.items] {
                for entity in std::mem::take(list) {
                    self.fill(EntityId(number), entity);
                    number += 1;
                }
            }
        }
    }

    fn fill(&mut self, id: EntityId, raw: raw::Entity) {
        let at = self.origins.entities[id.index()].clone();
        self.spans_of_names(id, &raw, &at);
        let first = self.story.initial.len();
        for (name, links) in raw.relations.0 {
            for (i, link) in links.0.into_iter().enumerate() {
                self.initial(id, &name, link, &at.key("relations").key(name.clone()).index(i), &at);
            }
        }
        let range = [first, self.story.initial.len()].map(|i| u32::try_from(i).expect("fewer relations than that"));
        let ways = raw.travel.iter().enumerate();
        let travel = ways
            .filter_map(|(i, way)| self.way(id, way, &at.key("travel").index(i)))
            .collect();
        let told = self.optional_told(raw.told, &at.key("told"));
        let described = raw.description.and_then(|note| {
            let told = self.optional_told(note.told, &at.key("description").key("told"));
            note.text.map(|line| Note { text: text(line), told })
        });
        let sources = self.sources(raw.sources, &at.key("sources"));
        self.waivers(raw.allow.0, Some(id.into()), &at.key("allow"));
        let entity = &mut self.story.entities[id.index()];
        entity.species = raw.species.map(text);
        entity.description = described;
        entity.told = told;
        entity.image = raw.image.map(text);
        entity.initial = range[0]..range[1];
        entity.travel = travel;
        entity.sources = sources;
        entity.note = raw.note.map(text);
    }

    fn spans_of_names(&mut self, id: EntityId, raw: &raw::Entity, at: &Where) {
        let named = raw
            .name
            .0
            .iter()
            .enumerate()
            .map(|(i, name)| (name, at.key("name").index(i)));
        let aliased = raw
            .aliases
            .iter()
            .enumerate()
            .map(|(i, name)| (name, at.key("aliases").index(i)));
        let spans: Vec<_> = named
            .chain(aliased)
            .filter(|(name, _)| name.name.is_some())
            .map(|(name, at)| {
                if name.name.as_ref().is_some_and(|name| name.trim().is_empty()) {
                    let fault = Fault::error("empty-name", at.key("name"), "a name is empty");
                    self.fault(fault.help("write the name, or leave it out: it is then made from the id"));
                }
                if let (None, None, None) = (&name.from, &name.until, &name.told) {
                    return (Edge::Open, Edge::Open, None);
                }
                let from = self.edge(name.from.clone(), &at.key("from"));
                let until = self.edge(name.until.clone(), &at.key("until"));
                self.runs_forward(&from, &until, &at);
                (from, until, self.optional_told(name.told.clone(), &at.key("told")))
            })
            .collect();
        let names = &mut self.story.entities[id.index()].names;
        let made_up = names.len() - spans.len();
        for (name, (from, until, told)) in names[made_up..].iter_mut().zip(spans) {
            (name.from, name.until, name.told) = (from, until, told);
        }
    }

    /// Tells a span that is over before it begins.
    fn runs_forward(&mut self, from: &Edge, until: &Edge, at: &Where) {
        let message = match (from, until) {
            (Edge::Time(from), Edge::Time(until)) if until.is_before(from) => {
                format!(
                    "`until` is `{}`, which is before `from`, `{}`",
                    until.written, from.written
                )
            }
            (Edge::Event(from), Edge::Event(until)) if from == until => {
                let id = &self.story.event(*from).id;
                format!("`from` and `until` are both `{id}`, so that there is no time between them")
            }
            _ => return,
        };
        let fault = Fault::error("bad-span", at.key("until"), message).note(at.key("from"), "it begins here");
        self.fault(fault.help("let `until` be the later of the two, or leave one of them out"));
    }

    /// How long the way to a place takes.
    fn way(&mut self, from: EntityId, way: &raw::Travel, at: &Where) -> Option<Travel> {
        let to = self.entity(&way.to, Fillers::only(EntityKind::Place), &at.key("to"))?;
        if to == from {
            let id = &self.story.entity(from).id;
            let fault = Fault::error(
                "refers-to-itself",
                at.key("to"),
                format!("a way leads from `{id}` to `{id}`"),
            );
            self.fault(fault.help("name another place, or take the way away"));
            return None;
        }
        if way.takes < 0.0 {
            let message = format!("a way cannot take `{}`", way.takes);
            let help = "write how long it takes, such as `3`; less than nothing is no time";
            self.fault(Fault::error("bad-time", at.key("takes"), message).help(help));
            return None;
        }
        Some(Travel { to, takes: way.takes })
    }

    fn initial(&mut self, subject: EntityId, name: &str, link: Link, at: &Where, owner: &Where) {
        let Some(relation) = self.vocabulary.relation_named(name) else {
            if self.may_be_lost(name) {
                return;
            }
            let known = self.vocabulary.relations.iter().map(|relation| relation.name.as_str());
            let near = self.guesses.nearest(name, known).first().map(|near| (*near).to_owned());
            let vocabulary = &self.vocabulary;
            let guess = self.guesses.spend(vocabulary.relations.len() * FORMS);
            let by_word = guess.then(|| vocabulary.relation_by_word(name)).flatten();
            let near = by_word.map(|id| vocabulary.relation(id).name.clone()).or(near);
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => self.declaration("relation", at),
            };
            let at = owner.key("relations").name(name.to_owned());
            self.fault(
                Fault::error(
                    "unknown-relation",
                    at,
                    format!("there is no relation `{}`", brief(name)),
                )
                .help(help),
            );
            return;
        };
        let between = self.vocabulary.relation(relation).between.clone();
        if !between[0].admits(self.story.entity(subject).kind) {
            let kind = self.story.entity(subject).kind.word();
            let message = format!("`{name}` cannot be said of {}", a(kind));
            let help = format!("say it of {}", a(&between[0].to_string()));
            self.fault(Fault::error("wrong-kind", owner.key("relations").name(name.to_owned()), message).help(help));
            return;
        }
        let object = match (between.get(1), &link.to) {
            (None, None) => None,
            (Some(&wanted), Some(to)) => {
                // A path into what is written as a string leads to the string.
                let way = at.key("to");
                let symbol = self.symbols.number(to);
                let Some(object) = self.node(symbol, wanted, || way.clone()) else {
                    return;
                };
                if object == subject.into() {
                    let id = &self.story.entity(subject).id;
                    let fault = Fault::error("refers-to-itself", way, format!("`{id}` stands in its own `{name}`"));
                    self.fault(fault.help("name another one, or take it away"));
                    return;
                }
                Some(object)
            }
            (wanted, _) => {
                let message = match wanted {
                    None => format!("`{name}` is said of one alone, and leads to nobody"),
                    Some(_) => format!("`{name}` does not say where it leads"),
                };
                let help = self.arguments_written(name, wanted.copied(), at);
                self.fault(Fault::error("wrong-arguments", at.clone(), message).help(help));
                return;
            }
        };
        let from = self.edge(link.from, &at.key("from"));
        let until = self.edge(link.until, &at.key("until"));
        self.runs_forward(&from, &until, at);
        let told = self.optional_told(link.told, &at.key("told"));
        let according_to = link
            .according_to
            .and_then(|name| self.document(&name, &at.key("according-to")));
        let sources = self.sources(link.sources, &at.key("sources"));
        let certainty = certainty(link.certainty.as_deref());
        self.origins.initial.push(at.clone());
        self.story.initial.push(Initial {
            relation,
            subject,
            object,
            from,
            until,
            told,
            certainty,
            according_to,
            sources,
        });
    }
}

/// An entity with its id and names alone.
fn bare(id: Text, kind: EntityKind, raw: &raw::Entity) -> Entity {
    let name = |raw: &raw::Name, alias: bool| {
        raw.name.clone().map(|name| Name {
            text: text(name),
            alias,
            from: Edge::Open,
            until: Edge::Open,
            told: None,
        })
    };
    let mut names: Vec<Name> = raw.name.0.iter().filter_map(|raw| name(raw, false)).collect();
    if names.is_empty() {
        let made = text(name_of_id(&id));
        names.push(Name {
            text: made,
            alias: false,
            from: Edge::Open,
            until: Edge::Open,
            told: None,
        });
    }
    names.extend(raw.aliases.iter().filter_map(|raw| name(raw, true)));
    Entity {
        id,
        kind,
        names,
        plural: raw.plural,
        species: None,
        description: None,
        told: None,
        image: None,
        initial: 0..0,
        travel: Vec::new(),
        sources: Vec::new(),
        note: None,
    }
}
