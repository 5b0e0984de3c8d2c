//! The clock of the telling: where an event is told, and where somebody is introduced, as far as the story says so.
//!
//! ```text
//!   told        1.1      1.2        2           3.1
//!   events       a        b         c ..........          c is told somewhere in section 2
//!   somebody              introduced with b, or where it says `told`
//! ```
//!
//! A place such as `2` may be any within that section, so that it is neither before `2.4` nor after it.
//! What is told where it stands in the file has no place here: files and labels cannot be compared.

use crate::model::{Axis, EntityId, EventId, Name, Story, Told, When};

/// A span of the telling: the first and the last place that may be meant.
pub(super) type Span = (i64, i64);

/// Where everything is told, as far as that is said.
pub(super) struct Telling {
    events: Vec<Option<Span>>,
    stated: Vec<Option<Span>>,
    first: Vec<First>,
}

/// The first event that somebody takes part in, in the order of the telling.
#[derive(Clone, Copy)]
enum First {
    /// In no event.
    Never,
    At(Span),
    /// One of the events is told where it stands in the file.
    Unknown,
}

impl Telling {
    pub(super) fn of(story: &Story) -> Self {
        let events: Vec<Option<Span>> = story
            .events
            .iter()
            .map(|event| {
                let detail = event.detail.as_ref();
                detail.and_then(|detail| detail.told.as_ref()).map(span)
            })
            .collect();
        let stated = story.entities.iter().map(|entity| entity.told.as_ref().map(span));
        let mut first = vec![First::Never; story.entities.len()];
        for event in story.event_ids() {
            let fillers = story.parts(event).iter().filter_map(|part| part.node.entity());
            for entity in fillers.chain(story.event(event).place) {
                let known = &mut first[entity.index()];
                *known = match (*known, events[event.index()]) {
                    (First::Unknown, _) | (_, None) => First::Unknown,
                    (First::Never, Some(told)) => First::At(told),
                    (First::At(earlier), Some(told)) => First::At(earlier.min(told)),
                };
            }
        }
        Self {
            stated: stated.collect(),
            events,
            first,
        }
    }

    /// Where an event is told.
    pub(super) fn event(&self, event: EventId) -> Option<Span> {
        self.events[event.index()]
    }

    /// Where an entity says that it is introduced.
    pub(super) fn stated(&self, entity: EntityId) -> Option<Span> {
        self.stated[entity.index()]
    }

    /// Where an entity is introduced: where it says so, or else with its first event.
    pub(super) fn introduced(&self, entity: EntityId) -> Option<Span> {
        self.stated(entity).or(match self.first[entity.index()] {
            First::At(told) => Some(told),
            First::Never | First::Unknown => None,
        })
    }

    /// Where a name is first used: where it says so, but not before whoever bears it is introduced.
    pub(super) fn name(&self, bearer: EntityId, name: &Name) -> Option<Span> {
        let bearer = self.introduced(bearer);
        let own = name.told.as_ref().map(span);
        own.max(bearer)
    }
}

/// What a place in the telling may mean: `3` is anywhere from `3.0` on, before `4`.
pub(super) fn span(told: &Told) -> Span {
    let written = told.written.to_string();
    When::parse(written.into(), Axis::Label).map_or((told.key, told.key), |when| (when.earliest, when.latest))
}

/// Whether the one is certainly told before the other.
pub(super) fn is_before(one: Span, other: Span) -> bool {
    one.1 < other.0
}
