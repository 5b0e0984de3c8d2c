//! What can be typed next: commands and options from the table of commands, names and words from the story, and whether a file is wanted.
//!
//! Shells ask it through `lore complete`, and the prompt of `lore repl` asks it as one types.

pub(crate) mod line;
pub(crate) mod shells;
pub(crate) mod slots;
pub(crate) mod stock;
pub(crate) mod value;

use super::Context;
use crate::model::Story;
use crate::vocabulary::Vocabulary;
use crate::world::World;
use clap::Command;
use slots::{Reader, Slot};
use std::sync::Arc;
use stock::{Offer, Stock, of_program};
use value::Value;

/// What can stand at a place of a command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offers {
    /// Whole words, each with what it is.
    pub(crate) list: Vec<Offer>,
    /// Whether a file or a folder can stand there.
    pub(crate) files: bool,
}

/// What can stand where a word has been begun, behind other words; the story is asked for only where it is needed.
pub(crate) fn offers(
    program: &Command,
    before: &[String],
    word: &str,
    story: impl FnOnce(&Reader<'_>) -> Option<Source>,
) -> Offers {
    let mut reader = Reader::new(program);
    for word in before {
        reader.read(word);
    }
    let list = match reader.next(word) {
        Slot::Command => commands(reader.command(), word),
        Slot::Option => options(&reader, word),
        Slot::Beyond => Vec::new(),
        Slot::Value { arg, nth, head } => {
            // Of several values in one word, the last is being typed.
            let delimiter = arg.get_value_delimiter();
            let head = delimiter
                .and_then(|delimiter| word[head..].rfind(delimiter))
                .map_or(head, |at| head + at + 1);
            let (head, typed) = word.split_at(head);
            let value = Value::of(arg);
            let chosen = arg.get_possible_values();
            if chosen.is_empty() && value == Value::Files {
                return Offers {
                    files: true,
                    ..Offers::default()
                };
            }
            let list = if !chosen.is_empty() {
                let chosen = chosen.iter().filter(|value| !value.is_hide_set());
                let about = |value: &clap::builder::PossibleValue| value.get_help().map(ToString::to_string);
                let offers = chosen.map(|value| Offer::new(value.get_name(), about(value).unwrap_or_default()));
                offers.filter(|offer| offer.text.starts_with(typed)).collect()
            } else if value == Value::Commands {
                commands(program, typed)
            } else if value.wants_story() {
                let source = story(&reader);
                let stock = source.as_ref().map(Source::stock);
                let rest = stock
                    .filter(|_| value.is_of_words(arg))
                    .and_then(|stock| stock.rest(reader.values(), typed));
                rest.unwrap_or_else(|| stock.map(|stock| stock.offers(value, typed, nth)).unwrap_or_default())
            } else {
                of_program(value, typed)
            };
            let whole = |offer: Offer| Offer {
                text: format!("{head}{}", offer.text),
                ..offer
            };
            list.into_iter().map(whole).collect()
        }
    };
    Offers { list, files: false }
}

fn commands(command: &Command, typed: &str) -> Vec<Offer> {
    let known = command.get_subcommands().filter(|known| !known.is_hide_set());
    let known = known.filter(|known| known.get_name().starts_with(typed));
    let about = |known: &Command| known.get_about().map(ToString::to_string).unwrap_or_default();
    known.map(|known| Offer::new(known.get_name(), about(known))).collect()
}

fn options(reader: &Reader<'_>, typed: &str) -> Vec<Offer> {
    let args = reader.command().get_arguments().filter(|arg| !arg.is_hide_set());
    let once = |arg: &&clap::Arg| {
        let again = matches!(arg.get_action(), clap::ArgAction::Append | clap::ArgAction::Count);
        again || !reader.given().iter().any(|(given, _)| given.get_id() == arg.get_id())
    };
    let mut offers: Vec<Offer> = args
        .filter(once)
        .filter_map(|arg| {
            let about = arg.get_help().map(ToString::to_string).unwrap_or_default();
            Some(Offer::new(format!("--{}", arg.get_long()?), about))
        })
        .filter(|offer| offer.text.starts_with(typed))
        .collect();
    offers.sort_by(|a, b| a.text.cmp(&b.text));
    offers
}

/// Where offers are made from.
pub(crate) enum Source {
    /// A world that is open.
    Open(Arc<World>),
    /// A story of which no world has been made: its names are enough.
    Read(Box<(Story, Vocabulary)>),
}

impl Source {
    /// What offers are made from.
    pub(crate) fn stock(&self) -> Stock<'_> {
        let (story, vocabulary) = match self {
            Self::Open(world) => (&world.story, &world.vocabulary),
            Self::Read(read) => (&read.0, &read.1),
        };
        Stock { story, vocabulary }
    }
}

/// The story that a command line asks of, as far as it can be read, and without a word about what cannot.
pub(crate) fn read_quietly(reader: &Reader<'_>) -> Option<Source> {
    let read = Context::quiet(reader.given())?.story_as_told().ok()?;
    Some(Source::Read(Box::new(read)))
}
