//! Whether what is written is read back as just what it was written for: the writer's only questions to the reader.

use super::naming::{Manner, Naming};
use super::sentence::Saying;
use crate::load::journal::keys::{DETAILS, STATEMENTS};
use crate::load::journal::line::lines;
use crate::load::journal::word::{Sort, words};
use crate::load::journal::{Bearing, Filling, Grammar, Mention, Named};
use crate::model::{EntityId, EventId, KindId, Node, Part};
use crate::vocabulary::Fillers;
use crate::world::{World, list};

/// The reader of a story's sentences.
#[derive(Debug)]
pub(super) struct Hearing<'a> {
    pub world: &'a World,
    grammar: Grammar,
    naming: Naming,
}

impl<'a> Hearing<'a> {
    /// The reader of that story's sentences.
    pub(super) fn of(world: &'a World) -> Self {
        let story = &world.story;
        let entities = story.entities.iter().map(|entity| Named {
            id: &entity.id,
            bearing: Bearing::Entity(entity.kind),
            names: entity.names.iter().map(|name| &*name.text).collect(),
        });
        // More events are known here than where a line is read, so that nothing there is less plain.
        let events = story.events.iter().map(|event| Named {
            id: &event.id,
            bearing: Bearing::Event,
            names: Vec::new(),
        });
        let grammar = Grammar::of(&world.vocabulary, entities.chain(events));
        let naming = Naming::of(world, &grammar);
        Self { world, grammar, naming }
    }

    /// Whether a sentence is read as the kind, the roles, the place and the number that it was made of, and as nothing else.
    pub(super) fn hears(&self, event: EventId, saying: &Saying, kind: Option<KindId>) -> bool {
        if !stands(&saying.words) {
            return false;
        }
        let Ok(reading) = self.grammar.read_as(&saying.words, kind) else {
            return false;
        };
        let told = self.world.story.event(event);
        let place = told
            .place
            .filter(|_| saying.place)
            .map(|place| &*self.world.story.entity(place).id);
        let count = told
            .detail
            .as_ref()
            .and_then(|detail| detail.count)
            .filter(|_| saying.count);
        reading.kind == told.kind
            && reading.place.as_ref().and_then(|place| self.one(place)) == place
            && reading.count.map(|(_, count)| count) == count
            && reading.roles.len() == saying.roles.len()
            && reading
                .roles
                .iter()
                .all(|filling| saying.roles.contains(&filling.role) && self.fills(event, filling))
    }

    /// Whether those who are heard in a role are those who fill it.
    fn fills(&self, event: EventId, filling: &Filling) -> bool {
        let parts: Vec<Part> = self.world.story.fillers(event, filling.role).collect();
        let ids: Vec<&str> = parts.iter().map(|part| self.world.story.slug(part.node)).collect();
        filling.candidates == parts.first().is_some_and(|part| part.candidate) && self.are(&filling.mentions, &ids)
    }

    fn are(&self, mentions: &[Mention], ids: &[&str]) -> bool {
        let heard: Vec<&str> = mentions.iter().filter_map(|mention| self.one(mention)).collect();
        heard == ids
    }

    fn one(&self, mention: &Mention) -> Option<&str> {
        mention.bearer().map(|bearer| self.grammar.id(bearer))
    }

    /// What somebody or something is called.
    pub(super) fn call(&self, node: Node, manner: Manner) -> String {
        self.naming.call(self.world, node, manner)
    }

    /// A list of names on a line of their own, in the first way in which all of them are heard as they should be.
    pub(super) fn names(&self, nodes: &[Node], joint: &str, wanted: Fillers) -> String {
        let ids: Vec<&str> = nodes.iter().map(|&node| self.world.story.slug(node)).collect();
        let write = |manner: Manner| {
            let names: Vec<String> = nodes.iter().map(|&node| self.call(node, manner)).collect();
            if joint == "," {
                names.join(", ")
            } else {
                list(&names, joint)
            }
        };
        let is_heard = |names: &String| {
            self.grammar.names(names, wanted).is_ok_and(|heard| {
                self.are(&heard.mentions, &ids) && (ids.len() < 2 || heard.candidates == (joint == "or"))
            })
        };
        let mut ways = Manner::ALL.into_iter().map(write);
        ways.find(is_heard).unwrap_or_else(|| write(Manner::Quoted))
    }

    /// A place on a line of its own.
    pub(super) fn place(&self, place: EntityId) -> String {
        let anybody = Fillers::ANY;
        self.names(&[place.into()], ",", anybody)
    }
}

/// Whether a line is a sentence to the reader of lines, whatever it says: no comment is in it, no time behind a bar, no other statement.
fn stands(sentence: &str) -> bool {
    let whole = lines(sentence);
    let is_whole = matches!(whole.as_slice(), [line] if line.comment.is_none() && line.content == (0..sentence.len()));
    let said = words(sentence, 0..sentence.len());
    let Some(first) = said.first() else { return false };
    let begins = first.text(sentence);
    let is_other = first.sort == Sort::Bare
        && (STATEMENTS.contains(&begins)
            || DETAILS.contains(&begins)
            || begins.ends_with(':')
            || ["#", "//", "==", "@", "["].iter().any(|mark| begins.starts_with(mark)));
    is_whole && !is_other && said.iter().all(|word| !matches!(word.sort, Sort::Bar | Sort::Open(_)))
}
