//! What can go on from a line that is being typed at the prompt: a command is completed as shells do it, a setting by its values, and a question by names wherever they stand.

use super::settings::settable;
use crate::cli::complete::line::{Quoting, Word, quoted, words};
use crate::cli::complete::slots::Reader;
use crate::cli::complete::stock::{Offer, Stock, of_program};
use crate::cli::complete::value::Value;
use crate::cli::complete::{Offers, Source, offers};
use crate::world::World;
use clap::Command;
use std::sync::Arc;

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
    let is_command = first.is_some_and(|first| super::is_command(program, first));
    if is_command || first.is_none() {
        let own = |reader: &Reader<'_>| {
            let elsewhere = reader.given().iter().any(|(arg, _)| super::decides_world(arg));
            // What else is set would be lost on a story read for this line alone, and with it how far the telling has come.
            world.filter(|_| !elsewhere).cloned().map(Source::Open)
        };
        let Offers { mut list, files } = offers(program, &before, &word.text, own);
        if files {
            return Completed::Files;
        }
        if first.is_none() && !word.text.is_empty() {
            list.extend(stock.map(|stock| stock.names(&word.text)).unwrap_or_default());
        }
        // Half a name of several words is typed as it is said.
        let is_part = stock.is_some_and(|stock| word.open.is_none() && stock.within(line).0 < word.at.start);
        if !is_part && !list.is_empty() || word.text.starts_with('-') {
            return completed(&word, list, Quoting::Around);
        }
    }
    let Some(stock) = stock.filter(|_| word.open.is_none()) else {
        return completed(&word, Vec::new(), Quoting::Bare);
    };
    let (start, offers) = stock.within(line);
    // Behind a command, names of several words are quoted so that they stay one.
    let quoting = if is_command { Quoting::Around } else { Quoting::Bare };
    let whole = Word {
        at: start..line.len(),
        ..word
    };
    completed(&whole, offers, quoting)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Cli;
    use clap::CommandFactory;

    #[test]
    fn a_line_goes_on_with_what_fits_where_it_ends() {
        let mut program = Cli::command();
        program.build();
        let world = Arc::new(crate::world::sample::world(
            r#"{"lorescope": 1,
            "documents": [{"id": "play"}],
            "characters": [{"id": "kira", "name": "Kira Nerys"}, {"id": "winn", "name": "Winn Adami", "aliases": ["Kai Winn"]}],
            "factions": [{"id": "kira-team", "name": "Kira's team"}],
            "events": [{"id": "kai-falls", "kind": "death", "roles": {"victim": "winn"}}]}"#,
        ));
        let typed = |line: &str| match complete(&program, Some(&world), line) {
            Completed::Files => "a file".to_owned(),
            Completed::Words { start, words } => {
                let words: Vec<String> = words.into_iter().map(|(typed, _)| typed).collect();
                format!("{}|{}", &line[..start], words.join(" "))
            }
        };
        for (line, expected) in [
            ("tim", "|timeline"),
            ("ki", "|kira kira-team"),
            ("show ka", "show |'Kai Winn' kai-falls"),
            ("show \"Kai W", "show |\"Kai Winn\""),
            ("show Kai W", "show |'Kai Winn'"),
            ("show Kira's", "show |"),
            ("show kira --as", "show kira |--as-of"),
            ("show kira --as-of ka", "show kira --as-of |kai-falls"),
            ("show kira --as-of=ka", "show kira |--as-of=kai-falls"),
            ("show --as-of kai-falls --as", "show --as-of kai-falls |"),
            ("draw --form s", "draw --form |svg"),
            ("draw -o ", "a file"),
            ("draw --only present,allie", "draw --only |present,allied"),
            ("explain returns", "explain |returns-undead"),
            ("who capt", "who |captive captured"),
            ("list rel", "list |relations"),
            ("Where is Kai W", "Where is |Kai Winn"),
            ("Where is kir", "Where is |kira kira-team"),
            (":as", "|:as-of"),
            (":as-of ka", ":as-of |kai-falls"),
            (":format j", ":format |json"),
            (":according-to ", ":according-to |play"),
            (":story ", "a file"),
            (":q", "|:quit"),
            (":nothing ", ":nothing |"),
        ] {
            assert_eq!(typed(line), expected, "{line}");
        }
    }
}
