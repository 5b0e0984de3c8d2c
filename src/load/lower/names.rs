//! Whose name is that: by id, then by name or alias, told where nobody or more than one bears it.

use super::{Known, Lower, Symbol};
use crate::load::fault::{Fault, Where};
use crate::load::lex::brief;
use crate::model::{EntityId, EventId, NameIndex, Node};
use crate::vocabulary::Fillers;
use rustc_hash::FxHashMap;

/// Entities by name and alias; made when the first name is not an id.
pub(super) struct Names {
    index: NameIndex<EntityId>,
    /// What was said of a name that several bear, to be said again without asking all of them again.
    ambiguous: FxHashMap<(Symbol, Fillers), Fault>,
}

impl Lower {
    /// The entity or event that a mention means, if it is of the sort that is wanted there; else tells what is wrong.
    pub(super) fn node(&mut self, symbol: Symbol, wanted: Fillers, at: impl FnOnce() -> Where) -> Option<Node> {
        let (node, fits) = match self.known(symbol) {
            Known::Entity(entity, kind) => (Node::from(entity), wanted.admits(kind)),
            Known::Event(event) => (Node::from(event), wanted.admits_events()),
            Known::LeftOut => return None,
            Known::Nothing => return self.by_name(symbol, wanted, &at()),
        };
        if fits {
            return Some(node);
        }
        self.wrong_sort(symbol, node, wanted, &at());
        None
    }

    /// The entity that a mention means.
    pub(super) fn entity(&mut self, name: &str, wanted: Fillers, at: &Where) -> Option<EntityId> {
        let symbol = self.symbols.number(name);
        self.node(symbol, wanted, || at.clone()).and_then(Node::entity)
    }

    /// The event that a mention means.
    pub(super) fn event(&mut self, symbol: Symbol, at: impl FnOnce() -> Where) -> Option<EventId> {
        match self.known(symbol) {
            Known::Event(event) => Some(event),
            Known::LeftOut => None,
            Known::Entity(entity, _) => {
                let events = Fillers::parse("event").expect("a sort");
                self.wrong_sort(symbol, entity.into(), events, &at());
                None
            }
            Known::Nothing => {
                let name = self.symbols.name(symbol).to_owned();
                if self.may_be_lost(&name) || self.may_be_unread(&name) {
                    return None;
                }
                let ids = self.story.events.iter().map(|event| &*event.id);
                let help = match self.guesses.nearest(&name, ids).first() {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "write the `id` of an event that is told".to_owned(),
                };
                self.fault(
                    Fault::error("unknown-name", at(), format!("there is no event `{}`", brief(&name))).help(help),
                );
                None
            }
        }
    }

    fn by_name(&mut self, symbol: Symbol, wanted: Fillers, at: &Where) -> Option<Node> {
        if let Some(told) = self.names().ambiguous.get(&(symbol, wanted)) {
            let again = told.clone().at(at.clone());
            self.fault(again);
            return None;
        }
        let name = self.symbols.name(symbol).to_owned();
        let bearers: Vec<EntityId> = self.names().index.bearers(&name).to_vec();
        let fitting: Vec<EntityId> = bearers
            .iter()
            .copied()
            .filter(|&id| wanted.admits(self.story.entity(id).kind))
            .collect();
        match (fitting.as_slice(), bearers.first()) {
            ([one], _) => return Some((*one).into()),
            ([], Some(&other)) => self.wrong_sort(symbol, other.into(), wanted, at),
            ([], None) => self.unknown(&name, wanted, at),
            (several, _) => {
                let fault = self.ambiguous(&name, several, at);
                self.names().ambiguous.insert((symbol, wanted), fault.clone());
                self.fault(fault);
            }
        }
        None
    }

    /// The one that a mention means, of the sort that is wanted there; nothing is told where there is none or more than one.
    pub(super) fn silently(&mut self, symbol: Symbol, wanted: Fillers) -> Option<Node> {
        match self.known(symbol) {
            Known::Entity(entity, kind) => wanted.admits(kind).then(|| entity.into()),
            Known::Event(event) => wanted.admits_events().then(|| event.into()),
            Known::LeftOut => None,
            Known::Nothing => {
                let name = self.symbols.name(symbol).to_owned();
                let bearers = self.names().index.bearers(&name).to_vec();
                let mut fitting = bearers
                    .into_iter()
                    .filter(|&id| wanted.admits(self.story.entity(id).kind));
                let one = fitting.next();
                one.filter(|_| fitting.next().is_none()).map(Into::into)
            }
        }
    }

    fn names(&mut self) -> &mut Names {
        let story = &self.story;
        self.names.get_or_insert_with(|| {
            let names = story
                .entity_ids()
                .flat_map(|id| story.entity(id).names.iter().map(move |name| (&*name.text, id)));
            Names {
                index: NameIndex::of(names),
                ambiguous: FxHashMap::default(),
            }
        })
    }

    fn unknown(&mut self, name: &str, wanted: Fillers, at: &Where) {
        if self.may_be_lost(name) || wanted.admits_events() && self.may_be_unread(name) {
            return;
        }
        let fitting = || self.story.entities.iter().filter(|entity| wanted.admits(entity.kind));
        let mut near = self.guesses.nearest(name, fitting().map(|entity| &*entity.id));
        if near.is_empty() {
            let names = fitting().flat_map(|entity| entity.names.iter().map(|name| &*name.text));
            near = self.guesses.nearest(name, names);
        }
        if near.is_empty() && wanted.admits_events() {
            near = self
                .guesses
                .nearest(name, self.story.events.iter().map(|event| &*event.id));
        }
        let help = match near.as_slice() {
            [] => self.addition(name, wanted, at),
            near => format!("did you mean {}?", alternatives(near)),
        };
        self.fault(
            Fault::error(
                "unknown-name",
                at.clone(),
                format!("there is no {wanted} `{}`", brief(name)),
            )
            .help(help),
        );
    }

    /// Tells a name that several bear, each with the name it is best known by.
    fn ambiguous(&self, name: &str, bearers: &[EntityId], at: &Where) -> Fault {
        let mut bearers: Vec<(&str, EntityId)> = bearers.iter().map(|&id| (&*self.story.entity(id).id, id)).collect();
        bearers.sort_unstable();
        let mut called: Vec<String> = bearers
            .iter()
            .take(NAMED)
            .map(|&(id, entity)| format!("`{id}` ({})", self.story.name(entity)))
            .collect();
        if bearers.len() > NAMED {
            called.push(format!("{} others", bearers.len() - NAMED));
        }
        let ids: Vec<&str> = bearers.iter().take(NAMED).map(|(id, _)| *id).collect();
        let help = format!("write the id: {}", alternatives(&ids));
        let places: Vec<Where> = bearers
            .iter()
            .take(NAMED)
            .map(|(_, id)| self.origins.entities[id.index()].key("id"))
            .collect();
        let notes: Vec<(Where, String)> = (places.into_iter().zip(&ids))
            .map(|(place, id)| (place, format!("`{id}` bears that name")))
            .collect();
        let fault = Fault::error(
            "ambiguous-name",
            at.clone(),
            format!("`{name}` may be {}", called.join(" or ")),
        );
        let fault = notes
            .into_iter()
            .fold(fault, |fault, (place, text)| fault.note(place, text));
        fault.help(help)
    }

    fn wrong_sort(&mut self, symbol: Symbol, node: Node, wanted: Fillers, at: &Where) {
        let name = self.symbols.name(symbol).to_owned();
        let (is, origin) = match (node.entity(), node.event()) {
            (Some(id), _) => (
                self.story.entity(id).kind.word(),
                self.origins.entities[id.index()].clone(),
            ),
            (None, Some(id)) => ("event", self.origins.event(id)),
            (None, None) => return,
        };
        let (is, wanted) = (a(is), a(&wanted.to_string()));
        let fault = Fault::error(
            "wrong-kind",
            at.clone(),
            format!("`{name}` is {is}, where {wanted} belongs"),
        );
        let fault = fault.note(origin.key("id"), format!("`{name}` is given as {is} here"));
        self.fault(fault.help(format!("name {wanted} here")));
    }
}

/// How many bearers of one name a message lists.
const NAMED: usize = 5;

/// A noun with its article.
pub(super) fn a(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}

fn alternatives(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(" or ")
}
