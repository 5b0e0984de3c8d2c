//! Pictures of those who are shown, read from the files that the story names; what cannot be read is told, and left out.

use super::format::Format;
use super::{Context, Failure};
use crate::check::{IMAGE_UNREAD, image_unread};
use crate::diag::arrange;
use crate::draw::view::Faces;
use crate::load::{Images, Loaded};
use crate::model::EntityId;
use crate::world::World;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Context {
    /// The world of the story, and the pictures of all in it that have one.
    pub(super) fn world_and_faces(&self) -> Result<(Arc<World>, Faces), Failure> {
        let (world, loaded, images) = match &self.desk {
            None => {
                let mut loaded = self.load()?;
                let images = loaded.read_images();
                (Arc::new(self.sound_world(&mut loaded)?), loaded, images)
            }
            Some(desk) => {
                let world = desk.world(self)?;
                if !world.story.entities.iter().any(|entity| entity.image.is_some()) {
                    return Ok((world, Faces::new()));
                }
                // A world that stays open has forgotten its files.
                let loaded = self.load()?;
                let images = loaded.read_images();
                (world, loaded, images)
            }
        };
        self.tell_unread(&images, &loaded, &world)?;
        let face = |entity: EntityId| {
            let told = world.story.entity(entity);
            let image = images.of(&told.id).filter(|_| told.image.is_some())?;
            Some((entity, image.address()))
        };
        let faces = world.story.entity_ids().filter_map(face).collect();
        Ok((world, faces))
    }

    /// Tells whose picture in a world could not be read.
    pub(super) fn tell_unread(&self, images: &Images, loaded: &Loaded, world: &World) -> Result<(), Failure> {
        let story = &world.story;
        let lets_stand = |entity: EntityId| {
            let mut waivers = story.waivers.iter().filter(|waiver| &*waiver.rule == IMAGE_UNREAD);
            waivers.any(|waiver| waiver.on.is_none_or(|node| node == entity.into()))
        };
        let entities = story.entity_ids().map(|id| (id, story.entity(id)));
        let pictured: BTreeSet<&str> = entities
            .filter(|(id, entity)| entity.image.is_some() && !lets_stand(*id))
            .map(|(_, entity)| entity.id.as_str())
            .collect();
        let mut findings = Vec::new();
        for unread in images
            .unread
            .iter()
            .filter(|unread| pictured.contains(unread.id.as_str()))
        {
            let finding = image_unread(unread);
            // The line around its place may tell what is still to come.
            findings.push(match self.options.told_by {
                Some(_) => finding,
                None => {
                    let place = loaded
                        .origins
                        .place_of_entity(&loaded.files, unread.entity, Some("image"));
                    finding.at(place)
                }
            });
        }
        if findings.is_empty() {
            return Ok(());
        }
        arrange(&mut findings);
        self.output.findings(&findings, &loaded.files, Format::Text)
    }
}
