//! Pictures of those who are drawn, read from the files that the story names; what cannot be read is told, and drawn without.

use super::format::Format;
use super::{Context, Failure};
use crate::diag::Finding;
use crate::draw::view::Faces;
use crate::model::EntityId;
use crate::world::World;
use std::collections::BTreeMap;

impl Context {
    /// The pictures of all in a world that have one.
    pub(super) fn faces(&self, world: &World) -> Result<Faces, Failure> {
        let pictured = |entity: &EntityId| world.story.entity(*entity).image.is_some();
        let wanted: BTreeMap<&str, EntityId> = world
            .story
            .entity_ids()
            .filter(pictured)
            .map(|entity| (world.story.entity(entity).id.as_str(), entity))
            .collect();
        if wanted.is_empty() {
            return Ok(Faces::new());
        }
        // The world has forgotten its files; a story that was cut counts its entities anew.
        let loaded = self.load()?;
        let mut faces = Faces::new();
        let mut findings = Vec::new();
        for entity in loaded.story.entity_ids() {
            let told = loaded.story.entity(entity);
            let (Some(path), Some(shown)) = (&told.image, wanted.get(told.id.as_str())) else {
                continue;
            };
            match loaded.origins.image(entity, path) {
                Ok(image) => drop(faces.insert(*shown, image.address())),
                Err(no) => {
                    let message = format!("the picture of `{}` cannot be drawn: {}", told.id, no.reason);
                    let finding = Finding::warning("image-unread", message).help(no.help);
                    // The line around its place may tell what is still to come.
                    findings.push(match self.options.told_by {
                        Some(_) => finding,
                        None => finding.at(loaded.origins.place_of_entity(&loaded.files, entity, Some("image"))),
                    });
                }
            }
        }
        if !findings.is_empty() {
            self.output.findings(&findings, &loaded.files, Format::Text)?;
        }
        Ok(faces)
    }
}
