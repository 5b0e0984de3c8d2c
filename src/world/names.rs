//! Who or what a typed word names: ids win, then names and aliases, with case, accents and a leading *the* aside.
//!
//! A word that fits nobody, or more than one, names nobody; it is told with what is near, and is never guessed at.

use super::World;
use crate::model::{Axis, EntityId, EventId, NameIndex, Node, fold, nearest};

/// A typed word that names nothing, or not one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missed {
    /// Nothing is called that.
    Unknown {
        /// What was typed.
        typed: String,
        /// Ids of what is nearest, best first.
        near: Vec<String>,
    },
    /// Several are called that.
    Ambiguous {
        /// What was typed.
        typed: String,
        /// Ids of all who are called that, in order.
        bearers: Vec<String>,
    },
    /// Something else is called that.
    Misfit {
        /// What was typed.
        typed: String,
        /// What it is: a character, an event.
        is: &'static str,
        /// What was wanted instead.
        wanted: &'static str,
        /// Ids of what is nearest among those, best first.
        near: Vec<String>,
    },
    /// No moment is called that.
    NoMoment {
        /// What was typed.
        typed: String,
        /// What the story's times are counted in, if it tells any.
        axis: Option<Axis>,
        /// Ids of the nearest events, best first.
        near: Vec<String>,
    },
}

impl std::fmt::Display for Missed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown { typed, .. } => write!(f, "nothing in this story is called `{typed}`"),
            Self::Ambiguous { typed, bearers } => {
                write!(f, "`{typed}` may be {}", quoted(bearers, "or"))
            }
            Self::Misfit { typed, is, wanted, .. } => write!(f, "`{typed}` is {is}, not {wanted}"),
            Self::NoMoment {
                typed,
                axis: Some(axis),
                ..
            } => write!(
                f,
                "`{typed}` is no event, nor a time on this story's {} axis",
                axis.word()
            ),
            Self::NoMoment { typed, axis: None, .. } => {
                write!(f, "`{typed}` is no event, and this story tells no times")
            }
        }
    }
}

impl std::error::Error for Missed {}

impl Missed {
    /// What to type instead.
    ///
    /// ```
    /// use lorescope::world::Missed;
    /// let missed = Missed::Unknown { typed: "weyon".into(), near: vec!["weyoun".into()] };
    /// assert_eq!(missed.remedy(), "did you mean `weyoun`?");
    /// ```
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::Ambiguous { bearers, .. } => format!("write the id: {}", quoted(bearers, "or")),
            Self::Unknown { near, .. } | Self::Misfit { near, .. } | Self::NoMoment { near, .. }
                if !near.is_empty() =>
            {
                format!("did you mean {}?", quoted(near, "or"))
            }
            Self::Unknown { .. } => "`lore list` shows the names one may type".to_owned(),
            Self::Misfit { wanted, .. } if *wanted == EVENT => "`lore timeline` shows the events".to_owned(),
            Self::Misfit { .. } => "`lore list` shows the names one may type".to_owned(),
            Self::NoMoment { axis, .. } => {
                let time = match axis {
                    None => "",
                    Some(Axis::Number) => ", or a number such as `12`",
                    Some(Axis::Date) => ", or a date such as `1999-06`",
                    Some(Axis::Label) => ", or a label such as `3.14` or `S07E25`",
                };
                format!("write the id of an event, `start` or `end`{time}; `lore timeline` shows the events")
            }
        }
    }
}

const EVENT: &str = "an event";
const ENTITY: &str = "a character, faction, place or item";

fn quoted(ids: &[String], word: &str) -> String {
    let ids: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
    super::sentence::list(&ids, word)
}

impl World {
    /// Whoever or whatever is called that: an entity or an event.
    ///
    /// An exact id is found without an index of names, which is built only for what is no id.
    ///
    /// # Errors
    /// That nothing is called so, or several are.
    pub fn find(&self, typed: &str) -> Result<Node, Missed> {
        if let Some(node) = self.by_id(typed) {
            return Ok(node);
        }
        let folded = fold(typed);
        let bare = folded.strip_prefix("the ");
        let mut ids = std::iter::once(folded.as_str()).chain(bare);
        if let Some(node) = ids.find_map(|id| self.by_folded_id(id)) {
            return Ok(node);
        }
        match self.names().bearers(typed) {
            [] => {}
            [one] => return Ok((*one).into()),
            several => return Err(self.ambiguous(typed, several)),
        }
        Err(Missed::Unknown {
            typed: typed.to_owned(),
            near: self.near(typed, |_| true),
        })
    }

    /// The character, faction, place or item that is called that.
    ///
    /// # Errors
    /// That no entity is called so, or several are.
    pub fn find_entity(&self, typed: &str) -> Result<EntityId, Missed> {
        let node = self.find(typed)?;
        node.entity().ok_or_else(|| Missed::Misfit {
            typed: typed.to_owned(),
            is: EVENT,
            wanted: ENTITY,
            near: self.near(typed, |node| node.entity().is_some()),
        })
    }

    /// The event that is called that.
    ///
    /// # Errors
    /// That no event is called so.
    pub fn find_event(&self, typed: &str) -> Result<EventId, Missed> {
        let node = self.find(typed)?;
        node.event().ok_or_else(|| Missed::Misfit {
            typed: typed.to_owned(),
            is: self.what(node),
            wanted: EVENT,
            near: self.near(typed, |node| node.event().is_some()),
        })
    }

    /// What something is, with its article: *a character*, *an item*, *an event*.
    #[must_use]
    pub fn what(&self, node: Node) -> &'static str {
        use crate::model::EntityKind::{Character, Faction, Item, Place};
        match node.entity().map(|id| self.story.entity(id).kind) {
            Some(Character) => "a character",
            Some(Faction) => "a faction",
            Some(Place) => "a place",
            Some(Item) => "an item",
            None => EVENT,
        }
    }

    pub(super) fn by_id(&self, id: &str) -> Option<Node> {
        let entities = self.story.entity_ids().zip(&self.story.entities);
        let mut entities = entities.filter(|(_, entity)| entity.id == id).map(|(id, _)| id.into());
        entities.next().or_else(|| {
            let mut events = self.story.event_ids().zip(&self.story.events);
            events.find(|(_, event)| event.id == id).map(|(id, _)| id.into())
        })
    }

    fn by_folded_id(&self, folded: &str) -> Option<Node> {
        // A slug is in lower case already, so one of plain letters is its own fold.
        let is = |id: &str| {
            if id.is_ascii() {
                id == folded
            } else {
                fold(id) == folded
            }
        };
        let entities = self.story.entity_ids().zip(&self.story.entities);
        let mut entities = entities.filter(|(_, entity)| is(&entity.id)).map(|(id, _)| id.into());
        entities.next().or_else(|| {
            let mut events = self.story.event_ids().zip(&self.story.events);
            events.find(|(_, event)| is(&event.id)).map(|(id, _)| id.into())
        })
    }

    fn names(&self) -> &NameIndex<EntityId> {
        self.names.get_or_init(|| {
            let entities = self.story.entity_ids().zip(&self.story.entities);
            NameIndex::of(entities.flat_map(|(id, entity)| {
                entity.names.iter().flat_map(move |name| {
                    let whole: &str = &name.text;
                    let bare = whole.get(..4).filter(|article| article.eq_ignore_ascii_case("the "));
                    std::iter::once((whole, id)).chain(bare.map(|_| (whole[4..].trim_start(), id)))
                })
            }))
        })
    }

    fn ambiguous(&self, typed: &str, bearers: &[EntityId]) -> Missed {
        let mut bearers: Vec<String> = bearers.iter().map(|&id| self.story.entity(id).id.to_string()).collect();
        bearers.sort();
        Missed::Ambiguous {
            typed: typed.to_owned(),
            bearers,
        }
    }

    /// The ids of what is called nearly that, best first.
    pub(super) fn near(&self, typed: &str, wanted: impl Fn(Node) -> bool) -> Vec<String> {
        let mut known: Vec<(&str, &str)> = Vec::new();
        for (id, entity) in self.story.entity_ids().zip(&self.story.entities) {
            if wanted(id.into()) {
                known.push((&entity.id, &entity.id));
                known.extend(entity.names.iter().map(|name| (name.text.as_str(), entity.id.as_str())));
            }
        }
        for (id, event) in self.story.event_ids().zip(&self.story.events) {
            if wanted(id.into()) {
                known.push((&event.id, &event.id));
            }
        }
        let mut ids: Vec<String> = Vec::new();
        for near in nearest(typed, known.iter().map(|&(name, _)| name)) {
            let mut bearers: Vec<&str> = known
                .iter()
                .filter(|(name, _)| *name == near)
                .map(|&(_, id)| id)
                .collect();
            bearers.sort_unstable();
            for id in bearers {
                if !ids.iter().any(|known| known == id) {
                    ids.push(id.to_owned());
                }
            }
        }
        ids.truncate(3);
        ids
    }
}

#[cfg(test)]
mod tests {
    use crate::world::sample::world;

    fn cast() -> crate::world::World {
        world(
            r#"{"lorescope": 1,
            "characters": [
                {"id": "kira", "name": "Kira Nerys", "aliases": ["the Major"]},
                {"id": "ezri", "name": "Ezri Dax", "aliases": ["Dax"]},
                {"id": "jadzia", "name": "Jadzia Dax", "aliases": ["Dax", "kira"]},
                {"id": "eowyn", "name": "Éowyn"}],
            "factions": [{"id": "federation", "name": "the Federation"}],
            "events": [{"id": "farewell", "kind": "meeting", "roles": {"participants": ["kira", "ezri"]}}]}"#,
        )
    }

    #[test]
    fn names_match_with_case_accents_and_the_aside_and_ids_win() {
        let world = cast();
        for (typed, id) in [
            ("kira", "kira"),
            ("KIRA", "kira"),
            ("kira nerys", "kira"),
            ("major", "kira"),
            ("The Major", "kira"),
            ("eowyn", "eowyn"),
            ("ÉOWYN", "eowyn"),
            ("federation", "federation"),
            ("The  Federation", "federation"),
            ("the kira", "kira"),
            ("Farewell", "farewell"),
        ] {
            let node = world.find(typed).unwrap_or_else(|missed| panic!("{typed}: {missed}"));
            assert_eq!(world.story.slug(node), id, "{typed}");
        }
    }

    #[test]
    fn what_names_nobody_or_several_is_told_with_what_is_near() {
        let world = cast();
        for (typed, message, remedy) in [
            (
                "dax",
                "`dax` may be `ezri` or `jadzia`",
                "write the id: `ezri` or `jadzia`",
            ),
            (
                "Kira Neris",
                "nothing in this story is called `Kira Neris`",
                "did you mean `kira`?",
            ),
            (
                "picard",
                "nothing in this story is called `picard`",
                "`lore list` shows the names one may type",
            ),
        ] {
            let missed = world.find(typed).unwrap_err();
            assert_eq!(
                (missed.to_string().as_str(), missed.remedy().as_str()),
                (message, remedy)
            );
        }
        let missed = world.find_event("federation").unwrap_err();
        assert_eq!(missed.to_string(), "`federation` is a faction, not an event");
        assert_eq!(missed.remedy(), "`lore timeline` shows the events");
        let missed = world.find_entity("farewell").unwrap_err();
        assert_eq!(
            missed.to_string(),
            "`farewell` is an event, not a character, faction, place or item"
        );
    }
}
