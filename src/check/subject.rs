//! A world under examination: what the rules look at, and where its parts stand in the files.

use crate::check::places::Places;
use crate::check::quotes::Verified;
use crate::check::whereabouts::{self, Astray};
use crate::diag::{Files, Place};
use crate::load::Origins;
use crate::model::{EntityId, EventId, InitialId};
use crate::timeline::Moment;
use crate::world::World;
use std::cell::OnceCell;

/// A world under examination, and where its parts stand in the files.
pub(crate) struct Subject<'a> {
    pub world: &'a World,
    pub(super) files: &'a Files,
    pub(super) origins: &'a Origins,
    /// What came of looking for its quotes, once a rule has asked.
    pub(super) verified: OnceCell<Vec<Verified>>,
    places: OnceCell<Places>,
    astray: OnceCell<Vec<Astray>>,
}

impl<'a> Subject<'a> {
    /// A world under examination.
    pub(super) fn of(world: &'a World, files: &'a Files, origins: &'a Origins) -> Self {
        Self {
            world,
            files,
            origins,
            verified: OnceCell::new(),
            places: OnceCell::new(),
            astray: OnceCell::new(),
        }
    }

    /// Which places lie in which, worked out when a rule first asks.
    pub(crate) fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::of(self))
    }

    /// Every deed of somebody who is told to be elsewhere, worked out when a rule first asks.
    pub(crate) fn astray(&self) -> &[Astray] {
        self.astray.get_or_init(|| whereabouts::astray(self))
    }
}

impl Subject<'_> {
    /// The moment just before an event, at which what the event ends still holds.
    pub(crate) fn before(&self, event: EventId) -> Moment {
        Moment(self.world.timeline.order.position(event))
    }

    /// Where an event stands.
    pub(crate) fn event(&self, event: EventId, label: impl Into<String>) -> Place {
        self.origins.place_of_event(self.files, event, Some("id")).label(label)
    }

    /// Where an event stands, with what happens in it.
    pub(crate) fn told(&self, event: EventId) -> Place {
        self.event(event, self.world.sentence(event))
    }

    /// Where a key of an event stands.
    pub(crate) fn key(&self, event: EventId, key: &str, label: impl Into<String>) -> Place {
        self.origins.place_of_event(self.files, event, Some(key)).label(label)
    }

    /// Where an initial relation stands.
    pub(crate) fn initial(&self, initial: InitialId, label: impl Into<String>) -> Place {
        self.origins.place_of_initial(self.files, initial).label(label)
    }

    /// Where an entity stands.
    pub(crate) fn entity(&self, entity: EntityId, label: impl Into<String>) -> Place {
        self.entity_key(entity, "id", label)
    }

    /// Where a key of an entity stands.
    pub(crate) fn entity_key(&self, entity: EntityId, key: &str, label: impl Into<String>) -> Place {
        self.origins.place_of_entity(self.files, entity, Some(key)).label(label)
    }

    /// Where an assertion stands, by its place in the story's list.
    pub(crate) fn assertion(&self, nth: usize, label: impl Into<String>) -> Place {
        self.origins.place_of_assertion(self.files, nth).label(label)
    }

    /// Where a waiver stands, by its place in the story's list.
    pub(crate) fn waiver(&self, nth: usize, label: impl Into<String>) -> Place {
        self.origins.place_of_waiver(self.files, nth).label(label)
    }
}
