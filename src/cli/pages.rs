//! The page of a story that was loaded, for whoever writes it and whoever serves it.

use super::{Context, Failure};
use crate::load::Images;
use crate::page::{Judged, Page, Policy, Title, assemble, script};
use crate::world::World;

/// A page, from which the file is made that is sealed, and the one that asks for news of itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Paged {
    title: Title,
    json: String,
}

impl Paged {
    /// The same as [`Paged::of`], where the moment at which it is to open must be one of the story's.
    pub(super) fn opened(
        context: &Context,
        images: &Images,
        world: &World,
        findings: &[Judged],
    ) -> Result<Self, Failure> {
        context.asked(Vec::new()).as_of(world)?;
        Ok(Self::of(context, images, world, findings))
    }

    /// The page of a world, whose findings are told only where the story was not cut; what is to be said of it is remarked.
    pub(super) fn of(context: &Context, images: &Images, world: &World, findings: &[Judged]) -> Self {
        // A story that is being written may be without that moment for a while; its page opens at the end then.
        let as_of = context.asked(Vec::new()).as_of(world).ok().flatten();
        let page = Page {
            world,
            as_of: as_of.map(|as_of| as_of.moment),
            told_by: context.options.told_by.as_deref(),
            findings,
            images,
        };
        let (json, notes) = page.json();
        for note in &notes {
            context.output.remark(note);
        }
        Self {
            title: Title::of(&world.story),
            json,
        }
    }

    /// The file that asks nobody for anything.
    pub(super) fn sealed(&self) -> String {
        assemble(&self.title, &self.json, script(), &Policy::Sealed)
    }

    /// The file for a browser that is served, with one script more, and what it may do, as the browser is told.
    pub(super) fn served(&self, more: &str) -> (String, String) {
        let script = format!("{}{more}", script());
        let html = assemble(&self.title, &self.json, &script, &Policy::Served);
        (html, Policy::Served.words(&script))
    }
}
