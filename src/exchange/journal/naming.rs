//! What everybody is called in a journal: by a name of theirs where it is about as short as the id and means nobody else, else by the id.

use super::words::{is_joint, name, quoted};
use crate::load::journal::Grammar;
use crate::model::{Edge, EntityId, Node};
use crate::vocabulary::Fillers;
use crate::world::World;

/// In which way those who are named are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// By their names, where they have a good one.
    Names,
    /// By their ids.
    Ids,
    /// By their ids, in quotes.
    Quoted,
}

impl Manner {
    /// All of them, the most pleasant first.
    pub(super) const ALL: [Self; 3] = [Self::Names, Self::Ids, Self::Quoted];
}

/// The name that each entity is called by, by its number; none for those who are called by their ids.
#[derive(Debug)]
pub(super) struct Naming(Vec<Option<String>>);

impl Naming {
    /// Finds a name for everybody.
    pub(super) fn of(world: &World, grammar: &Grammar) -> Self {
        Self(world.story.entity_ids().map(|id| spoken(world, grammar, id)).collect())
    }

    /// What somebody or something is called.
    pub(super) fn call(&self, world: &World, node: Node, manner: Manner) -> String {
        let id = world.story.slug(node);
        let spoken = || self.0.get(node.entity()?.index())?.clone();
        match manner {
            Manner::Names => spoken().unwrap_or_else(|| name(id)),
            Manner::Ids => name(id),
            Manner::Quoted => quoted(id),
        }
    }
}

/// The first name of an entity that can stand in a sentence as it is.
fn spoken(world: &World, grammar: &Grammar, id: EntityId) -> Option<String> {
    let entity = world.story.entity(id);
    let longest = entity.id.chars().count() + 1;
    let anybody = Fillers::ANY;
    let fits = |text: &&str| {
        let bare = text.strip_prefix("the ").unwrap_or(text);
        let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '\'' | '’' | '-');
        let words: Vec<&str> = text.split(' ').collect();
        let is_plain = bare.starts_with(char::is_alphanumeric)
            && text.chars().all(plain)
            && words.iter().all(|word| !word.is_empty() && !is_joint(word));
        let is_alone = || {
            let heard = grammar.names(text, anybody).ok();
            let bearer = heard.and_then(|heard| match heard.mentions.as_slice() {
                [one] => one.bearer(),
                _ => None,
            });
            bearer.is_some_and(|bearer| grammar.id(bearer) == &*entity.id)
        };
        bare.chars().count() <= longest && is_plain && is_alone()
    };
    let lasting = entity
        .names
        .iter()
        .filter(|name| matches!((&name.from, &name.until, &name.told), (Edge::Open, Edge::Open, None)));
    lasting.map(|name| &*name.text).find(fits).map(str::to_owned)
}
