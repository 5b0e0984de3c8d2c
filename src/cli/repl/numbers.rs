//! The entities and events of the last answer, each with a number by which it can be followed.

use crate::ask::{Answer, Cell, Point};
use crate::world::World;

/// How many are numbered at most: more would hide the answer they stand below.
const MOST: usize = 24;

/// Those that an answer speaks of, by their ids: entities first, then events, each in the order of the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::cli) struct Numbers {
    ids: Vec<String>,
    /// How many more there are.
    more: usize,
}

impl Numbers {
    /// Those of an answer about a world.
    pub(in crate::cli) fn of(answer: &Answer, world: &World) -> Self {
        let mut spoken: Vec<&str> = Vec::new();
        for row in &answer.rows {
            for cell in &row.cells {
                match cell {
                    Cell::One(one) => spoken.push(&one.id),
                    Cell::Many(many) => spoken.extend(many.iter().map(|named| named.id.as_str())),
                    Cell::Text(text) => spoken.push(text),
                    Cell::Empty | Cell::Count(_) | Cell::Measure(_) => {}
                }
            }
            spoken.extend(row.lead.as_deref());
            for point in row
                .span
                .iter()
                .flat_map(|span| [Some(&span.from), span.until.as_ref()])
                .flatten()
            {
                if let Point::Event(id) = point {
                    spoken.push(id);
                }
            }
            spoken.extend(row.evidence.iter().filter_map(|piece| piece.told.event.as_deref()));
        }
        let (mut entities, mut events): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for id in spoken {
            let list = if world.story.entities.iter().any(|entity| entity.id == id) {
                &mut entities
            } else if world.story.events.iter().any(|event| event.id == id) {
                &mut events
            } else {
                continue;
            };
            if !list.iter().any(|known| known == id) {
                list.push(id.to_owned());
            }
        }
        let mut ids = [entities, events].concat();
        let more = ids.len().saturating_sub(MOST);
        ids.truncate(MOST);
        Self { ids, more }
    }

    /// Whether there is none.
    pub(in crate::cli) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// How many there are.
    pub(in crate::cli) fn count(&self) -> usize {
        self.ids.len()
    }

    /// The id of a number.
    pub(in crate::cli) fn id(&self, number: usize) -> Option<&str> {
        self.ids.get(number.checked_sub(1)?).map(String::as_str)
    }

    /// All of them with their numbers, as pieces that are not to be broken.
    pub(in crate::cli) fn pieces(&self) -> Vec<String> {
        let numbered = (1..).zip(&self.ids).map(|(number, id)| format!("[{number}] {id}"));
        let more = (self.more > 0).then(|| format!("and {} more", self.more));
        numbered.chain(more).collect()
    }
}

/// The number that a word is: `2`, or `[2]`, which cannot be taken for anything else.
pub(super) fn number(word: &str) -> Option<usize> {
    word.parse().ok().or_else(|| marked(word))
}

/// The number between brackets.
pub(super) fn marked(word: &str) -> Option<usize> {
    word.strip_prefix('[')?.strip_suffix(']')?.parse().ok()
}
