//! A sentence with links in it: whoever is named can be followed.

use super::reader::Reader;
use crate::model::{EventId, Node};
use crate::timeline::Stretch;
use crate::world::{Tense, World};
use serde::Serialize;

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub(super) enum Piece {
    /// Words.
    Words(String),
    /// An entity by its number, and what it is called here.
    Entity {
        /// Its number.
        e: u32,
        /// What it is called.
        text: String,
    },
    /// An event by its number, and what it is called here.
    Event {
        /// Its number.
        v: u32,
        /// What it is called.
        text: String,
    },
}

/// Words that lead nowhere.
pub(super) fn plain(text: &str) -> Vec<Piece> {
    vec![Piece::Words(text.to_owned())]
}

/// What happens in an event, with whoever takes part in it.
pub(super) fn event(reader: &Reader, id: EventId) -> Vec<Piece> {
    let world = &reader.world;
    let parts = world.parts(id).into_iter().map(|part| part.node);
    let named = parts.chain(world.story.event(id).place.map(Node::from));
    let named = named.map(|node| (world.mention_at(node, id), node)).collect();
    linked(reader, &world.sentence(id), named)
}

/// What holds, with those of whom it holds.
pub(super) fn stretch(reader: &Reader, stretch: &Stretch) -> Vec<Piece> {
    let world: &World = &reader.world;
    let named = stretch.args.into_iter().flatten();
    let named = named.map(|node| (world.mention(node), node)).collect();
    linked(reader, &world.stretch_sentence(stretch, Tense::Present), named)
}

/// Finds names in a sentence, each where it first stands as words of its own; of two that begin there the longer.
fn linked(reader: &Reader, sentence: &str, mut named: Vec<(String, Node)>) -> Vec<Piece> {
    // The sort is stable: two of one name are found in the order in which they are named.
    named.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let mut pieces = Vec::new();
    let mut words = String::new();
    let mut rest = sentence;
    let mut before: Option<char> = None;
    while let Some(first) = rest.chars().next() {
        let begins = before.is_none_or(|c| !c.is_alphanumeric());
        let found = named
            .iter()
            .position(|(name, _)| begins && starts_with(rest, name, before.is_none()));
        let link = found.map(|nth| named.remove(nth));
        let taken = link.as_ref().map_or(first.len_utf8(), |(name, _)| length(rest, name));
        let (text, after) = rest.split_at(taken);
        match link.and_then(|(_, node)| piece(reader, node, text)) {
            Some(link) => {
                if !words.is_empty() {
                    pieces.push(Piece::Words(std::mem::take(&mut words)));
                }
                pieces.push(link);
            }
            None => words.push_str(text),
        }
        before = text.chars().next_back();
        rest = after;
    }
    if !words.is_empty() {
        pieces.push(Piece::Words(words));
    }
    pieces
}

fn piece(reader: &Reader, node: Node, text: &str) -> Option<Piece> {
    let text = text.to_owned();
    match node.entity() {
        Some(entity) => Some(Piece::Entity {
            e: reader.entity(entity),
            text,
        }),
        None => reader.event_of(node).map(|v| {
            let text = without_id(&text).to_owned();
            Piece::Event { v, text }
        }),
    }
}

/// What an event is called, without the id that a terminal needs to ask on: here the words are a link.
fn without_id(text: &str) -> &str {
    text.strip_suffix('`')
        .and_then(|text| text.rsplit_once(" `"))
        .map_or(text, |(words, _)| words)
}

/// How long a name is in the text that starts with it: as many letters, though a capital may take more bytes.
fn length(text: &str, name: &str) -> usize {
    if text.starts_with(name) {
        return name.len();
    }
    let rest = name.chars().next().map_or(0, char::len_utf8);
    let capital: usize = name
        .chars()
        .take(1)
        .flat_map(char::to_uppercase)
        .map(char::len_utf8)
        .sum();
    capital + name.len() - rest
}

/// Whether a text starts with a name as words of their own, at the beginning of a sentence with a capital.
fn starts_with(text: &str, name: &str, is_first: bool) -> bool {
    let mut letters = name.chars();
    let Some(first) = letters.next() else { return false };
    let whole = text.strip_prefix(name).or_else(|| {
        let capital: String = first.to_uppercase().collect();
        let after = text.strip_prefix(&capital).filter(|_| is_first)?;
        after.strip_prefix(letters.as_str())
    });
    whole.is_some_and(|after| after.chars().next().is_none_or(|c| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_as_words_of_its_own_and_with_a_capital_at_the_beginning() {
        for (text, name, is_first, found) in [
            ("The Breen fled", "the Breen", true, true),
            ("The Breen fled", "the Breen", false, false),
            ("the Breen fled", "the Breen", false, true),
            ("Anna met Bo", "Ann", true, false),
            ("Ann's friend", "Ann", true, true),
            ("", "Ann", true, false),
            ("Ann", "", true, false),
        ] {
            assert_eq!(starts_with(text, name, is_first), found, "{text} {name}");
        }
        assert_eq!(length("SSet fled", "ßet"), "SSet".len());
    }

    #[test]
    fn an_event_is_a_link_in_words_or_else_by_its_id() {
        assert_eq!(without_id("the departure `sisko-departs`"), "the departure");
        assert_eq!(without_id("`sisko-departs`"), "`sisko-departs`");
        assert_eq!(without_id("Odo"), "Odo");
    }
}
