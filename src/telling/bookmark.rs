//! How far the telling has come for whoever asks: a label of it, or an event.

use super::{Place, Telling, span};
use crate::model::{EventId, Story, Told, Written, fold};

/// How far the telling has come.
///
/// ```
/// use lorescope::{load, telling::{Bookmark, Telling}};
/// let loaded = load::read("story.json", r#"{"lorescope": 1, "characters": [{"id": "ann"}, {"id": "bo"}], "events": [
///     {"id": "oath", "kind": "alliance", "roles": {"allies": ["ann", "bo"]}, "told": "1.2"},
///     {"id": "fall", "kind": "death", "roles": {"victim": "bo"}, "told": "2.1"}]}"#);
/// let telling = Telling::of(&loaded.story);
/// let bookmark = Bookmark::read("1", &loaded.story, &telling).unwrap();
/// let told = |id: &str| bookmark.has(telling.event(loaded.story.event_ids().find(|&event| loaded.story.event(event).id == id).unwrap()));
/// assert!(told("oath") && !told("fall"));
/// assert!(Bookmark::read("later", &loaded.story, &telling).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bookmark {
    place: Place,
}

/// A word that names no place of the telling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoBookmark {
    typed: String,
    /// How a label of this story looks, if it has any: its first, which gives nothing away.
    such_as: Option<String>,
    /// Whether what was typed looks like a label.
    label: bool,
}

impl std::fmt::Display for NoBookmark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.label {
            write!(
                f,
                "`{}` is no event, and this story does not say where it is told",
                self.typed
            )
        } else {
            write!(
                f,
                "`{}` is no place in the telling of this story, nor an event",
                self.typed
            )
        }
    }
}

impl std::error::Error for NoBookmark {}

impl NoBookmark {
    /// What to type instead; of the story it gives nothing away.
    #[must_use]
    pub fn remedy(&self) -> String {
        match &self.such_as {
            Some(label) => format!(
                "write a label such as `{label}`, or the id of an event; near ones are not shown, since they may be still to come"
            ),
            None => "write the id of an event; near ones are not shown, since they may be still to come".to_owned(),
        }
    }
}

impl Bookmark {
    /// Reads a label of the telling, or the id of an event: everything told up to and with it.
    ///
    /// # Errors
    /// That it is neither.
    pub fn read(typed: &str, story: &Story, telling: &Telling) -> Result<Self, NoBookmark> {
        let typed = typed.trim();
        let called = |id: &str| id == typed || fold(id) == fold(typed);
        let events = || story.event_ids();
        let exact = events().find(|&event| story.event(event).id == typed);
        if let Some(event) = exact.or_else(|| events().find(|&event| called(&story.event(event).id))) {
            return Ok(Self::at(event, telling));
        }
        let label = Told::parse(Written::Text(typed.into()));
        let first = first_label(story);
        match (label, &first) {
            (Some(label), Some(_)) => Ok(Self {
                place: Place::end_of(span(&label).1),
            }),
            (label, _) => Err(NoBookmark {
                typed: typed.to_owned(),
                such_as: first,
                label: label.is_some(),
            }),
        }
    }

    /// When the telling has come to a place.
    #[must_use]
    pub fn by(place: Place) -> Self {
        Self { place }
    }

    /// Just after an event is told; after the last of a section, at the end of that section.
    #[must_use]
    pub fn at(event: EventId, telling: &Telling) -> Self {
        let place = telling.event(event);
        let next = telling.sequence().get(telling.position(event) as usize + 1);
        let more = next.is_some_and(|&next| telling.event(next).label == place.label);
        Self {
            place: if more { place } else { Place::end_of(place.label) },
        }
    }

    /// Whether what is told by a place has been told.
    #[must_use]
    pub fn has(self, place: Place) -> bool {
        place <= self.place
    }

    /// Whether a heading that begins at a key has been come to.
    #[must_use]
    pub fn has_begun(self, key: i64) -> bool {
        key <= self.place.label
    }
}

/// The first label in the telling of a story, as written.
fn first_label(story: &Story) -> Option<String> {
    let events = story
        .events
        .iter()
        .filter_map(|event| event.detail.as_ref()?.told.as_ref());
    let entities = story.entities.iter().filter_map(|entity| entity.told.as_ref());
    let sections = story.sections.iter().map(|section| &section.told);
    let all = events.chain(sections).chain(entities);
    all.min_by_key(|told| told.key).map(|told| told.written.to_string())
}

/// Says how far the telling has come, as a phrase to stand behind others.
///
/// ```
/// assert_eq!(lorescope::telling::as_told_by(" 3.2"), "as told by 3.2");
/// ```
#[must_use]
pub fn as_told_by(place: &str) -> String {
    format!("as told by {}", place.trim())
}
