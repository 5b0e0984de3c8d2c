//! A story and all that follows from it, in one place: what was told, the vocabulary it was told in, who stands where and when, and the graph of it all.
//!
//! ```text
//!   story ──┐
//!           ├── timeline ──┬── names, moments, sentences, evidence
//!   words ──┘              └── graph, and who knows what (built when first asked for)
//! ```
//!
//! A world is pure: it reads no file, writes nothing and asks no clock, and whatever it says in words is the same however the story's file is shuffled.

mod called;
mod clause;
mod effects;
mod evidence;
mod guise;
mod knowledge;
mod moments;
mod names;
mod selves;
mod sentence;

#[cfg(test)]
pub(crate) mod sample;

pub use clause::Tense;
pub use evidence::{Evidence, Quote};
pub use names::Missed;
pub(crate) use sentence::list;

use crate::graph::StoryGraph;
use crate::model::{EntityId, EventId, NameIndex, Story};
use crate::timeline::{Lens, Order, Timeline};
use crate::vocabulary::Vocabulary;
use std::sync::OnceLock;

/// A story and all that follows from it.
#[derive(Debug)]
pub struct World {
    /// The story as told.
    pub story: Story,
    /// The relations and kinds it is told in.
    pub vocabulary: Vocabulary,
    /// Story order, and who stands where.
    pub timeline: Timeline,
    guises: OnceLock<guise::Guises>,
    knowing: OnceLock<Timeline>,
    names: OnceLock<NameIndex<EntityId>>,
    graph: OnceLock<StoryGraph>,
}

impl World {
    /// Works out what follows from a story.
    ///
    /// ```
    /// use lorescope::{model::Story, timeline::Lens, vocabulary::Vocabulary, world::World};
    /// let world = World::of(Story::default(), Vocabulary::prelude(), Lens::default());
    /// assert!(world.timeline.stretches.is_empty());
    /// ```
    #[must_use]
    pub fn of(story: Story, vocabulary: Vocabulary, lens: Lens) -> Self {
        let timeline = Timeline::of(&story, &vocabulary, lens);
        Self::with(story, vocabulary, timeline)
    }

    /// Works out what follows from a story that was cut from another, in whose order its events stand.
    ///
    /// ```
    /// use lorescope::{load, timeline::Lens, world::World};
    /// let loaded = load::read("story.json", r#"{"lorescope": 1, "characters": [{"id": "a"}, {"id": "b"}], "events": [
    ///     {"id": "birth", "kind": "meeting", "roles": {"participants": ["a", "b"]}},
    ///     {"id": "death", "kind": "death", "roles": {"victim": "a"}}]}"#);
    /// let turned = loaded.story.event_ids().collect::<Vec<_>>().into_iter().rev().collect();
    /// let world = World::standing(loaded.story, loaded.vocabulary, Lens::default(), turned);
    /// assert_eq!(world.story.event(world.timeline.order.sequence()[0]).id, "death");
    /// ```
    #[must_use]
    pub fn standing(story: Story, vocabulary: Vocabulary, lens: Lens, sequence: Vec<EventId>) -> Self {
        let order = Order::standing(&story, sequence);
        let timeline = Timeline::ordered(&story, &vocabulary, lens, order);
        Self::with(story, vocabulary, timeline)
    }

    fn with(story: Story, vocabulary: Vocabulary, timeline: Timeline) -> Self {
        Self {
            story,
            vocabulary,
            timeline,
            guises: OnceLock::new(),
            knowing: OnceLock::new(),
            names: OnceLock::new(),
            graph: OnceLock::new(),
        }
    }

    /// The graph of it all, built when first asked for: a question that needs no graph pays for none.
    #[must_use]
    pub fn graph(&self) -> &StoryGraph {
        self.graph
            .get_or_init(|| StoryGraph::of(&self.story, &self.vocabulary, &self.timeline))
    }
}
