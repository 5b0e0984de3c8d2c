//! Whose name is that: by id, then by name or alias, told where nobody or more than one bears it.

use super::{Known, Lower, Symbol};
use crate::load::fault::{Fault, Where};
use crate::model::{EntityId, EventId, NameIndex, Node, nearest};
use crate::vocabulary::Fillers;

/// Entities by name and alias; made when the first name is not an id.
pub(super) struct Names {
    index: NameIndex<EntityId>,
}

impl Lower {
    /// The entity or event that a mention means, if it is of the sort that is wanted there; else tells what is wrong.
    pub(super) fn node(&mut self, symbol: Symbol, wanted: Fillers, at: impl FnOnce() -> Where) -> Option<Node> {
        let node = match self.known(symbol) {
            Known::Entity(entity) => Node::from(entity),
            Known::Event(event) => Node::from(event),
            Known::LeftOut => return None,
            Known::Nothing => return self.by_name(symbol, wanted, &at()),
        };
        if wanted.admits_node(&self.story, node) {
            return Some(node);
        }
        self.wrong_sort(symbol, node, wanted, &at());
        None
    }

    /// The entity that a mention means.
    pub(super) fn entity(&mut self, name: &str, wanted: Fillers, at: &Where) -> Option<EntityId> {
        let symbol = self.symbols.number(name, || super::text(name.to_owned()));
        self.node(symbol, wanted, || at.clone()).and_then(Node::entity)
    }

    /// The event that a mention means.
    pub(super) fn event(&mut self, symbol: Symbol, at: impl FnOnce() -> Where) -> Option<EventId> {
        match self.known(symbol) {
            Known::Event(event) => Some(event),
            Known::LeftOut => None,
            Known::Entity(entity) => {
                let events = Fillers::parse("event").expect("a sort");
                self.wrong_sort(symbol, entity.into(), events, &at());
                None
            }
            Known::Nothing => {
                let name = self.symbols.name(symbol).clone();
                if self.may_be_lost(&name) {
                    return None;
                }
                let near = nearest(&name, self.story.events.iter().map(|event| &*event.id))
                    .first()
                    .map(|n| format!("`{n}`"));
                let help = near.map_or("events are named by their `id`".to_owned(), |near| {
                    format!("did you mean {near}?")
                });
                self.fault(Fault::error("unknown-name", at(), format!("there is no event `{name}`")).help(help));
                None
            }
        }
    }

    fn by_name(&mut self, symbol: Symbol, wanted: Fillers, at: &Where) -> Option<Node> {
        let name = self.symbols.name(symbol).clone();
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
            (several, _) => self.ambiguous(&name, several, at),
        }
        None
    }

    fn names(&mut self) -> &Names {
        let story = &self.story;
        self.names.get_or_insert_with(|| {
            let names = story
                .entity_ids()
                .flat_map(|id| story.entity(id).names.iter().map(move |name| (&*name.text, id)));
            Names {
                index: NameIndex::of(names),
            }
        })
    }

    fn unknown(&mut self, name: &str, wanted: Fillers, at: &Where) {
        if self.may_be_lost(name) {
            return;
        }
        let fitting = self.story.entities.iter().filter(|entity| wanted.admits(entity.kind));
        let mut near = nearest(name, fitting.map(|entity| &*entity.id));
        if near.is_empty() {
            let named = self.story.entities.iter().filter(|entity| wanted.admits(entity.kind));
            near = nearest(
                name,
                named.flat_map(|entity| entity.names.iter().map(|name| &*name.text)),
            );
        }
        if near.is_empty() && wanted.admits_events() {
            near = nearest(name, self.story.events.iter().map(|event| &*event.id));
        }
        let help = match near.as_slice() {
            [] => format!("add a {wanted} of that id, or correct the name"),
            near => format!("did you mean {}?", alternatives(near)),
        };
        self.fault(Fault::error("unknown-name", at.clone(), format!("there is no {wanted} `{name}`")).help(help));
    }

    fn ambiguous(&mut self, name: &str, bearers: &[EntityId], at: &Where) {
        let mut ids: Vec<&str> = bearers.iter().map(|&id| &*self.story.entity(id).id).collect();
        ids.sort_unstable();
        let message = format!("`{name}` may be {}", alternatives(&ids));
        let help = format!("write the id: {}", alternatives(&ids));
        self.fault(Fault::error("ambiguous-name", at.clone(), message).help(help));
    }

    fn wrong_sort(&mut self, symbol: Symbol, node: Node, wanted: Fillers, at: &Where) {
        let name = self.symbols.name(symbol).clone();
        let is = node.entity().map_or("event", |id| self.story.entity(id).kind.word());
        let article = |word: &str| {
            if word.starts_with(['a', 'e', 'i', 'o', 'u']) {
                "an"
            } else {
                "a"
            }
        };
        let wanted = wanted.to_string();
        let message = format!(
            "`{name}` is {} {is}, where {} {wanted} belongs",
            article(is),
            article(&wanted)
        );
        self.fault(
            Fault::error("wrong-kind", at.clone(), message).help(format!("name {} {wanted} here", article(&wanted))),
        );
    }
}

fn alternatives(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(" or ")
}
