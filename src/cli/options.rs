//! The options that commands share: which command takes which, and what is said where one is typed that a command does not take.
//!
//! The table of commands says it; help, manual and completion leave out what is not taken, and nothing that is typed is passed over in silence.

use super::commands::TAKES;
use super::{Context, Failure};
use clap::Command;

/// An option that commands share; `--color` is not among them, since every command takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shared {
    Story,
    Moment,
    ToldBy,
    Through,
    AccordingTo,
    Explain,
    Format,
}

impl Shared {
    fn of(id: &str) -> Option<Self> {
        Some(match id {
            "story" => Self::Story,
            "as_of" | "before" => Self::Moment,
            "told_by" => Self::ToldBy,
            "through" => Self::Through,
            "according_to" => Self::AccordingTo,
            "explain" => Self::Explain,
            "format" => Self::Format,
            _ => return None,
        })
    }

    /// Why a command does not take it, and what can be typed instead where that is more than to leave it out.
    fn reason(self, command: &str) -> (String, Option<&'static str>) {
        let plain = |reason: &str| (format!("`lore {command}` {reason}"), None);
        let instead = |reason: &str, instead| (format!("`lore {command}` {reason}"), Some(instead));
        match (self, command) {
            (Self::Explain, _) => plain("asks nothing that SPARQL could say"),
            (Self::Format, "draw") => instead(
                "makes a picture, which no answer in words is",
                "leave `--format` out; `--form` says what a picture is written as",
            ),
            (Self::Format, "export") => instead(
                "writes no answer",
                "leave `--format` out; the form stands behind `lore export`, as in `lore export json`",
            ),
            (Self::Format, _) => plain("writes no answer"),
            _ if !takes(command, Self::Story) => plain("does the same whatever the story"),
            (Self::Moment, "ask") => instead(
                "takes its time from the question alone",
                "say it in the question: `lore ask \"who is alive at the end?\"`",
            ),
            (Self::Moment, "query") => instead(
                "takes its time from the query alone",
                "write `FILTER(lore:holds(?stretch, \"E\") = \"yes\")` for what holds as of E, or `lore:happened(?event, \"E\")`",
            ),
            (Self::Moment, "diff") => instead(
                "takes its two moments as words",
                "write `lore diff 'before E' E` to see what one event changed",
            ),
            (Self::Through, "query") => instead(
                "passes on what the query follows",
                "follow memberships with a path, such as `?who rel:member/rel:part-of* ?faction`",
            ),
            (Self::ToldBy, _) => instead(
                "deals with whole files, and could not keep back what is told later",
                "leave `--told-by` out; `lore export` writes what has been told by then",
            ),
            (Self::Moment, _) => plain("tells of no moment"),
            (Self::Through, _) => plain("lets nothing pass through factions"),
            (Self::AccordingTo, _) => plain("takes what every document says"),
            (Self::Story, _) => plain("reads no story"),
        }
    }

    /// Whether it decides what an answer tells, rather than where it is from or how it is written.
    fn decides_answer(self) -> bool {
        matches!(self, Self::Moment | Self::Through | Self::AccordingTo | Self::Explain)
    }
}

fn takes(command: &str, option: Shared) -> bool {
    let row = TAKES.iter().find(|(name, _)| *name == command);
    row.is_none_or(|(_, taken)| taken.contains(&option))
}

/// Whether a command is to see a setting of that id: what it takes, and what it would rather refuse than pass over.
pub(super) fn sees(command: &str, id: &str) -> bool {
    Shared::of(id).is_none_or(|option| takes(command, option) || keeps_back(command, option))
}

/// Whether a command reads a story of which it could keep nothing back: whoever trusts in that would be told too much.
fn keeps_back(command: &str, option: Shared) -> bool {
    option == Shared::ToldBy && takes(command, Shared::Story)
}

/// Why a setting of the prompt is left aside by a command, where whoever reads the answer should know.
pub(super) fn aside(command: &str, id: &str) -> Option<String> {
    let option = Shared::of(id).filter(|option| !takes(command, *option))?;
    (option.decides_answer() && takes(command, Shared::Story)).then(|| option.reason(command).0)
}

/// A command whose help leaves out what it does not take.
pub(super) fn fitted(command: Command) -> Command {
    // What commands share is added to each of them only when it is built.
    command.defer(|command| {
        let name = command.get_name().to_owned();
        command.mut_args(|arg| {
            let is_taken = Shared::of(arg.get_id().as_str()).is_none_or(|option| takes(&name, option));
            if is_taken { arg } else { arg.hide(true) }
        })
    })
}

/// Refuses what was typed and a command does not take.
pub(super) fn admit(context: &Context, command: &str) -> Result<(), Failure> {
    let typed = context.given.ids().filter_map(|id| Some((id, Shared::of(id)?)));
    // A setting of the prompt counts here too.
    let set = context.options.told_by.as_ref().map(|_| ("told_by", Shared::ToldBy));
    let set = set.filter(|(_, option)| keeps_back(command, *option));
    if context.given.has("explain") && context.given.has("format") && takes(command, Shared::Explain) {
        return Err(Failure::told(
            "a query is printed as it is",
            "leave `--format` out, or give it to `lore query`, which answers the query",
        ));
    }
    match typed.chain(set).find(|(_, option)| !takes(command, *option)) {
        None => Ok(()),
        Some((id, option)) => Err(refusal(command, id, option)),
    }
}

fn refusal(command: &str, id: &str, option: Shared) -> Failure {
    let (message, instead) = option.reason(command);
    let leave = format!("leave `--{}` out", id.replace('_', "-"));
    let help = match (instead, option) {
        (Some(instead), _) => instead.to_owned(),
        (None, Shared::Story) => leave,
        (None, _) => {
            let commands = TAKES.iter().filter(|(_, taken)| taken.contains(&option));
            let names: Vec<&str> = commands
                .map(|(name, _)| *name)
                .filter(|name| !["complete", "repl"].contains(name))
                .collect();
            let (last, others) = names.split_last().expect("some command takes it");
            format!("{leave}; it goes with {} and {last}", others.join(", "))
        }
    };
    Failure::told(message, help)
}
