//! What is set for every line that does not say otherwise: the options that commands share, kept until they are changed.

use crate::cli::{Failure, options};
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};

/// Options that stay, each with its values, in the order in which they were set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::cli) struct Settings(Vec<(String, Vec<String>)>);

/// The options that can be set: those that commands share.
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

    /// Refuses options that cannot stand together, which one before the command and one behind it do unseen; the program is built, and the matches are its own.
    pub(in crate::cli) fn together(&self, program: &Command, matches: &ArgMatches) -> Result<(), Failure> {
        let typed = settable(program).filter(|arg| self.has(arg.get_id().as_str()));
        let mut own = Vec::new();
        if let Some((name, matches)) = matches.subcommand()
            && let Some(command) = program.find_subcommand(name)
        {
            let args = command
                .get_arguments()
                .filter(|arg| !arg.is_global_set() && is_typed(matches, arg));
            own.extend(args.map(|arg| (command, arg)));
        }
        for arg in typed {
            let id = arg.get_id().as_str();
            let other =
                settable(program).find(|other| self.has(other.get_id().as_str()) && excludes(program, other, id));
            let own = own
                .iter()
                .find(|(command, own)| conflicts(command, own, id))
                .map(|(_, own)| *own);
            if let Some(other) = other.or(own) {
                return Err(Failure::told(
                    format!("{} and {} cannot stand together", named(arg), named(other)),
                    "leave one of them out",
                ));
            }
        }
        Ok(())
    }

    /// The options by their ids.
    pub(in crate::cli) fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(id, _)| id.as_str())
    }

    /// Whether an option is among them.
    pub(in crate::cli) fn has(&self, id: &str) -> bool {
        self.get(id).is_some()
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

    /// The settings that a command leaves aside and whoever reads its answer should know of, as they are typed, each with the reason.
    pub(super) fn aside(&self, program: &Command, command: &str) -> Vec<(String, String)> {
        let aside = self.0.iter().filter_map(|set| {
            let reason = options::aside(command, &set.0)?;
            let line = Self(vec![set.clone()]).lines(program).into_iter().next()?;
            Some((line, reason))
        });
        aside.collect()
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
                    && options::sees(command.get_name(), id)
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

/// What is typed for an option, or the word that stands for a value by itself.
fn named(arg: &Arg) -> String {
    let value = arg.get_value_names().and_then(|names| names.first());
    match (arg.get_long(), value) {
        (Some(long), _) => format!("`--{long}`"),
        (None, Some(value)) => format!("a {value}"),
        (None, None) => arg.get_id().to_string(),
    }
}

/// Whether an option of a command excludes the one of that id.
fn conflicts(command: &Command, arg: &Arg, id: &str) -> bool {
    let conflicts = command.get_arg_conflicts_with(arg);
    conflicts.iter().any(|conflict| conflict.get_id() == id)
}

/// Whether two options that commands share cannot stand together.
fn excludes(program: &Command, arg: &Arg, other: &str) -> bool {
    let second = settable(program).find(|arg| arg.get_id() == other);
    conflicts(program, arg, other) || second.is_some_and(|second| conflicts(program, second, arg.get_id().as_str()))
}

/// Whether an option that was typed for a command itself excludes one that is set.
fn is_excluded(command: &Command, typed: &ArgMatches, id: &str) -> bool {
    let mut typed = command.get_arguments().filter(|arg| is_typed(typed, arg));
    typed.any(|arg| conflicts(command, arg, id))
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
