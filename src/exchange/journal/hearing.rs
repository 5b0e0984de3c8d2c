//! Whether a sentence is read back as just the event that it was written for: the writer's only question to the reader.

use super::sentence::Saying;

/// Whether a sentence is read as the kind, the roles, the place and the number that it was made of, and as nothing else.
pub(super) fn hears(saying: &Saying) -> bool {
    !saying.words.is_empty()
}
