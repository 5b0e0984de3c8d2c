//! The page: a story as one HTML file that needs no network, with a slider for each of its two clocks.
//!
//! ```text
//!   world ──┬─ positions   the places in the telling at which a reader may stop
//!           │     └─ one world for each of them, cut as `--told-by` cuts it
//!           │           └─ names, sentences, quotes, stretches as they are known then
//!           │                 └─ spells    equal neighbours folded into ranges of positions
//!           └─ payload ── JSON ──┐
//!   script, style, shell ────────┴─ one file
//! ```
//!
//! The script in the page shows, moves and filters; everything it shows is worked out here.
//! What somebody who has read so far may not know is left to the one who cuts stories, `telling`: nothing here decides what is a secret.

mod findings;
mod happenings;
mod json;
mod lives;
mod network;
mod parts;
mod payload;
mod people;
mod positions;
mod quotes;
mod reader;
mod rich;
mod sections;
mod shell;
mod spells;
mod ties;

pub use findings::Judged;
pub use shell::{Policy, Title, assemble, content_hash, script, style};

use crate::load::Images;
use crate::timeline::Moment;
use crate::world::World;

/// What a page is made of.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The story, as far as the page may know of it.
    pub world: &'a World,
    /// The moment at which it opens; none for the end.
    pub as_of: Option<Moment>,
    /// How far the telling has come, where the story was cut: a label, or the id of an event.
    pub told_by: Option<&'a str>,
    /// What `check` says of the story; nothing where it was cut.
    pub findings: &'a [Judged],
    /// The pictures of people and things.
    pub images: &'a Images,
}

/// A page, and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub html: String,
    /// Remarks for whoever asked for it.
    pub notes: Vec<String>,
}

impl Page<'_> {
    /// The whole file.
    ///
    /// ```
    /// use lorescope::{load::{self, Images}, page::Page, timeline::Lens, world::World};
    /// let loaded = load::read("story.json", r#"{"lorescope": 1, "title": "Tom & Huck", "characters": [{"id": "tom"}]}"#);
    /// let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
    /// let page = Page { world: &world, as_of: None, told_by: None, findings: &[], images: &Images::default() };
    /// assert!(page.html().html.contains("<title>Tom &amp; Huck</title>"));
    /// ```
    #[must_use]
    pub fn html(&self) -> Written {
        let (json, notes) = self.json();
        let html = assemble(&Title::of(&self.world.story), &json, script(), &Policy::Sealed);
        Written { html, notes }
    }

    /// What the page knows of the story, as JSON that may stand within HTML, and remarks for whoever asked for it.
    #[must_use]
    pub fn json(&self) -> (String, Vec<String>) {
        let (payload, notes) = payload::of(self);
        (json::write(&payload), notes)
    }
}
