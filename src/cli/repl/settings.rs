//! What is set for every line that does not say otherwise: the options of every command, kept until they are changed.

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};

/// Options that stay, each with its values, in the order in which they were set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::cli) struct Settings(Vec<(String, Vec<String>)>);

/// The options that can be set: those of every command.
pub(super) fn settable(program: &Command) -> impl Iterator<Item = &Arg> {
    let args = program.get_arguments();
    args.filter(|arg| arg.is_global_set() && arg.get_long().is_some() && arg.get_action().takes_values())
}

impl Settings {
    /// The options that a command line gave.
    pub(in crate::cli) fn given(program: &Command, matches: &ArgMatches) -> Self {
        let given = settable(program).filter(|arg| is_typed(matches, arg));
        let values = |arg: &Arg| {
            let raw = matches.get_raw(arg.get_id().as_str()).unwrap_or_default();
            raw.map(|value| value.to_string_lossy().into_owned()).collect()
        };
        Self(given.map(|arg| (arg.get_id().to_string(), values(arg))).collect())
    }

    /// What an option is set to.
    pub(super) fn get(&self, id: &str) -> Option<&[String]> {
        let known = self.0.iter().find(|(known, _)| known == id);
        known.map(|(_, values)| values.as_slice())
    }

    /// Sets an option, or with no value clears it; what cannot stand beside it is cleared too.
    pub(super) fn set(&mut self, program: &Command, arg: &Arg, values: Vec<String>) {
        self.0
            .retain(|(id, _)| arg.get_id() != id.as_str() && !excludes(program, arg, id));
        if !values.is_empty() {
            self.0.push((arg.get_id().to_string(), values));
        }
    }

    /// The settings that a command leaves aside, since its question says for itself what they would say, as they are typed.
    pub(super) fn aside(&self, program: &Command, command: &str) -> Vec<String> {
        let aside = self.0.iter().filter(|(id, _)| is_aside(command, id)).cloned();
        Self(aside.collect()).lines(program)
    }

    /// The settings as options for a line, but for those that the line gives, that its own exclude, or that its command leaves aside.
    pub(super) fn options(&self, program: &Command, line: &ArgMatches) -> Vec<String> {
        let command = line.subcommand_name().and_then(|name| program.find_subcommand(name));
        let typed: Vec<&Arg> = settable(program).filter(|arg| is_typed(line, arg)).collect();
        let mut options = Vec::new();
        for (id, values) in &self.0 {
            let Some(arg) = settable(program).find(|arg| arg.get_id() == id.as_str()) else {
                continue;
            };
            let is_out = typed
                .iter()
                .any(|typed| typed.get_id() == arg.get_id() || excludes(program, typed, id));
            let fits = command.is_none_or(|command| {
                let own = line.subcommand_matches(command.get_name());
                takes(command, id, values)
                    && !is_aside(command.get_name(), id)
                    && !own.is_some_and(|own| is_excluded(command, own, id))
            });
            if !is_out && fits {
                let long = arg.get_long().expect("what can be set has a long name");
                options.extend(values.iter().map(|value| format!("--{long}={value}")));
            }
        }
        options
    }

    /// The settings as they are typed at the prompt.
    pub(super) fn lines(&self, program: &Command) -> Vec<String> {
        let line = |(id, values): &(String, Vec<String>)| {
            let arg = settable(program).find(|arg| arg.get_id() == id.as_str())?;
            Some(format!(":{} {}", arg.get_long()?, values.join(" ")))
        };
        self.0.iter().filter_map(line).collect()
    }
}

fn is_typed(matches: &ArgMatches, arg: &Arg) -> bool {
    matches.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine)
}

/// Commands whose question is a sentence, and what they take from that alone.
const SENTENCES: ([&str; 2], [&str; 3]) = (["ask", "query"], ["as_of", "before", "through"]);

fn is_aside(command: &str, id: &str) -> bool {
    SENTENCES.0.contains(&command) && SENTENCES.1.contains(&id)
}

/// Whether two options cannot stand together.
fn excludes(program: &Command, arg: &Arg, other: &str) -> bool {
    let against = |one: &Arg, other: &str| {
        let conflicts = program.get_arg_conflicts_with(one);
        conflicts.iter().any(|conflict| conflict.get_id() == other)
    };
    let second = settable(program).find(|arg| arg.get_id() == other);
    against(arg, other) || second.is_some_and(|second| against(second, arg.get_id().as_str()))
}

/// Whether an option that was typed for a command itself excludes one that is set.
fn is_excluded(command: &Command, typed: &ArgMatches, id: &str) -> bool {
    let mut typed = command.get_arguments().filter(|arg| is_typed(typed, arg));
    typed.any(|arg| {
        let conflicts = command.get_arg_conflicts_with(arg);
        conflicts.iter().any(|conflict| conflict.get_id() == id)
    })
}

/// Whether a command takes these values, where it has an option of its own of that name.
fn takes(command: &Command, id: &str, values: &[String]) -> bool {
    let own = command.get_arguments().find(|arg| arg.get_id() == id);
    let Some(own) = own else { return true };
    let possible = own.get_possible_values();
    possible.is_empty()
        || values
            .iter()
            .all(|value| possible.iter().any(|known| known.matches(value, false)))
}
