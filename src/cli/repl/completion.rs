//! What can go on from a line that is being typed at the prompt: a command is completed as shells do it, a setting by its values, and a question by names wherever they stand.

use super::settings::settable;
use crate::cli::complete::line::{Quoting, Word, quoted, words};
use crate::cli::complete::slots::Reader;
use crate::cli::complete::stock::{Offer, Stock, Value, of_program};
use crate::cli::complete::{Offers, offers, quiet_world};
use crate::world::World;
use clap::Command;
use std::sync::Arc;

/// How many words of a name may stand before the cursor.
const LONGEST: usize = 5;

/// What a line can go on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Completed {
    /// A file or a folder.
    Files,
    /// Words, as they are typed and as they are shown, that stand from this byte on.
    Words {
        /// Where they begin.
        start: usize,
        /// What can stand there.
        words: Vec<(String, String)>,
    },
}

/// What the end of a line can go on with.
pub(super) fn complete(program: &Command, world: Option<&Arc<World>>, line: &str) -> Completed {
    let mut typed = words(line);
    let word = match typed.pop_if(|last| last.at.end == line.len()) {
        Some(word) => word,
        None => Word {
            text: String::new(),
            at: line.len()..line.len(),
            open: None,
        },
    };
    let before: Vec<String> = typed.iter().map(|word| word.text.clone()).collect();
    let stock = world.map(|world| Stock {
        story: &world.story,
        vocabulary: &world.vocabulary,
    });
    let first = before.first().map(String::as_str);
    if let Some(name) = first.unwrap_or(&word.text).strip_prefix(':') {
        return match first {
            None => completed(&word, settings(program, &word.text), Quoting::Bare),
            Some(_) => setting(program, stock, name, &word),
        };
    }
    let is_command = first.is_some_and(|first| program.find_subcommand(first).is_some());
    if is_command || first.is_none() {
        let own = |reader: &Reader<'_>| {
            let elsewhere = reader.given().iter().any(|(arg, _)| super::decides_world(arg));
            if elsewhere { quiet_world(reader) } else { world.cloned() }
        };
        let Offers { mut list, files } = offers(program, &before, &word.text, own);
        if files {
            return Completed::Files;
        }
        if first.is_none() && !word.text.is_empty() {
            list.extend(stock.map(|stock| stock.names(&word.text)).unwrap_or_default());
        }
        if !list.is_empty() || word.text.starts_with('-') {
            return completed(&word, list, Quoting::Around);
        }
    }
    let Some(stock) = stock.filter(|_| word.open.is_none()) else {
        return completed(&word, Vec::new(), Quoting::Bare);
    };
    let quoting = if is_command { Quoting::Around } else { Quoting::Bare };
    within(stock, line, &typed, &word, quoting)
}

/// Names of which some words may stand before the one being typed; and a word of the vocabulary.
fn within(stock: Stock<'_>, line: &str, before: &[Word], word: &Word, quoting: Quoting) -> Completed {
    let starts = before.iter().rev().take(LONGEST - 1).map(|word| word.at.start);
    let mut starts: Vec<usize> = std::iter::once(word.at.start).chain(starts).collect();
    starts.reverse();
    for start in starts {
        let typed = line[start..].trim_start_matches(['\'', '"']);
        let mut list = stock.names(typed);
        if start == word.at.start && quoting == Quoting::Bare {
            list.extend(stock.words(typed));
        }
        // What is whole already needs no completion, and the next word may begin another name.
        list.retain(|offer| offer.text.len() > typed.len() || start == word.at.start);
        if !list.is_empty() {
            let whole = Word {
                text: typed.to_owned(),
                at: start..line.len(),
                open: None,
            };
            return completed(&whole, list, quoting);
        }
    }
    completed(word, Vec::new(), quoting)
}

fn completed(word: &Word, offers: Vec<Offer>, quoting: Quoting) -> Completed {
    let typed = |offer: Offer| (quoted(&offer.text, word.open, quoting), offer.text);
    Completed::Words {
        start: word.at.start,
        words: offers.into_iter().map(typed).collect(),
    }
}

fn settings(program: &Command, typed: &str) -> Vec<Offer> {
    let options = settable(program).filter_map(|arg| Some(format!(":{}", arg.get_long()?)));
    let names = super::COMMANDS
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .chain(options);
    let fitting = names.filter(|name| name.starts_with(typed));
    fitting.map(|name| Offer::new(name, "")).collect()
}

fn setting(program: &Command, stock: Option<Stock<'_>>, name: &str, word: &Word) -> Completed {
    let Some(arg) = settable(program).find(|arg| arg.get_long() == Some(name)) else {
        return completed(word, Vec::new(), Quoting::Bare);
    };
    let possible = arg.get_possible_values();
    let value = Value::of(arg);
    if !possible.is_empty() {
        let names = possible.iter().map(clap::builder::PossibleValue::get_name);
        let fitting = names.filter(|name| name.starts_with(&word.text));
        return completed(word, fitting.map(|name| Offer::new(name, "")).collect(), Quoting::Bare);
    }
    if value == Value::Files {
        return Completed::Files;
    }
    let list = match stock {
        Some(stock) => stock.offers(value, &word.text, 0),
        None => of_program(value, &word.text),
    };
    completed(word, list, Quoting::Around)
}
