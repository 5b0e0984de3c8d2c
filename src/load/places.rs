//! Where in the files the parts of a story stand, for whoever finds something wrong with them later.

use super::fault::{Step, Where};
use super::lower::Origins;
use super::prune::{self, Inspection};
use crate::diag::{Files, Place};
use crate::model::{Attested, DocumentId, EntityId, EventId, InitialId, SourceId};

impl Origins {
    /// Where an event stands, at one of its keys or as a whole.
    #[must_use]
    pub fn place_of_event(&self, files: &Files, event: EventId, key: Option<&str>) -> Place {
        let at = self.event(event);
        self.place(files, &key.map_or_else(|| at.clone(), |key| at.key(key.to_owned())))
    }

    /// Where an initial relation stands.
    #[must_use]
    pub fn place_of_initial(&self, files: &Files, initial: InitialId) -> Place {
        self.place(files, &self.initial[initial.index()])
    }

    /// Where an entity stands, at one of its keys or as a whole.
    #[must_use]
    pub fn place_of_entity(&self, files: &Files, entity: EntityId, key: Option<&str>) -> Place {
        let at = &self.entities[entity.index()];
        self.place(files, &key.map_or_else(|| at.clone(), |key| at.key(key.to_owned())))
    }

    /// Where an assertion stands, by its place in [`Story::assertions`](crate::model::Story::assertions).
    #[must_use]
    pub fn place_of_assertion(&self, files: &Files, nth: usize) -> Place {
        self.place(files, &self.assertions[nth])
    }

    /// Where a waiver stands, by its place in [`Story::waivers`](crate::model::Story::waivers).
    #[must_use]
    pub fn place_of_waiver(&self, files: &Files, nth: usize) -> Place {
        self.place(files, &self.waivers[nth])
    }

    /// Where a source stands, at one of its keys or as a whole.
    #[must_use]
    pub fn place_of_source(&self, files: &Files, source: SourceId, key: Option<&str>) -> Place {
        let owner = match source.of {
            Attested::Event(event) => self.event(event),
            Attested::Entity(entity) => self.entities[entity.index()].clone(),
            Attested::Initial(initial) => self.initial[initial.index()].clone(),
            Attested::Fact(nth) => self.facts[nth].clone(),
        };
        let at = owner.key("sources").index(source.nth);
        self.place(files, &key.map_or_else(|| at.clone(), |key| at.key(key.to_owned())))
    }

    /// Where a document is declared, at one of its keys or as a whole.
    #[must_use]
    pub fn place_of_document(&self, files: &Files, document: DocumentId, key: Option<&str>) -> Place {
        let at = &self.documents[document.index()];
        self.place(files, &key.map_or_else(|| at.clone(), |key| at.key(key.to_owned())))
    }

    fn place(&self, files: &Files, at: &Where) -> Place {
        let id = self.files.get(at.file).copied().unwrap_or_default();
        let inspect = || prune::inspect(id, &files.get(id).text);
        match self.inspections.get(at.file) {
            Some(known) => Place::new(id, locate(known.get_or_init(inspect), at)),
            None => Place::new(id, locate(&inspect(), at)),
        }
    }
}

/// The bytes of what stands at the end of a way.
pub(super) fn locate(inspection: &Inspection, at: &Where) -> std::ops::Range<usize> {
    let steps: Vec<prune::Step<'_>> = at
        .path()
        .into_iter()
        .map(|step| match step {
            Step::Key(key) => prune::Step::Key(key),
            Step::Name(key) => prune::Step::KeyName(key),
            Step::Index(index) => prune::Step::Index(*index),
        })
        .collect();
    inspection.locate(&steps)
}
