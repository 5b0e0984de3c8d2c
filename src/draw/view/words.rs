//! What stands in a picture beside names: its moment, and lists that must stay short.

use crate::timeline::{AsOf, Reference};
use crate::world::World;

/// How many letters of a sentence stand in a subtitle.
const LETTERS: usize = 90;

/// Returns a moment in words, with what happened rather than what it is called.
pub(crate) fn moment(world: &World, as_of: &AsOf) -> String {
    match &as_of.reference {
        Reference::Before(event) => format!("just before: {}", shortened(&world.sentence(*event), LETTERS)),
        Reference::After(event) => format!("just after: {}", shortened(&world.sentence(*event), LETTERS)),
        Reference::Start | Reference::End | Reference::Time(_) => world.moment_words(as_of),
    }
}

/// Returns the first of some names, and how many more there are.
pub(super) fn few(names: &[String], most: usize) -> String {
    let shown = names
        .iter()
        .take(most)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ");
    match names.len().saturating_sub(most) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// Returns a text that breaks off after the last whole word within so many letters.
fn shortened(text: &str, letters: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(letters) else {
        return text.to_owned();
    };
    let cut = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..cut].trim_end_matches([',', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_break_off() {
        for (text, expected) in [
            ("Kira", "Kira"),
            ("Kira and Odo", "Kira and…"),
            ("Kira, and", "Kira, and"),
            ("世界世界世界世界世界", "世界世界世界世界世…"),
        ] {
            assert_eq!(shortened(text, 9), expected);
        }
        let names = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(
            (few(&names, 3), few(&names, 2)),
            ("a, b, c".to_owned(), "a, b and 1 more".to_owned())
        );
    }
}
