//! Which sort of thing can be typed for each value of a command line: the table of the words that stand for values in the help.

/// What can be typed for a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// Whoever and whatever has a name: entities and events.
    Names,
    /// An event.
    Events,
    /// An event, a time, the start or the end.
    Moments,
    /// A place of the telling: a label of it, or an event.
    Places,
    /// A relation or the verb of a kind.
    Words,
    /// A word, or a name; behind the first, names.
    Facts,
    /// A relation by its own name.
    Relations,
    /// A document.
    Documents,
    /// A rule.
    Rules,
    /// A role, and who fills it.
    Roles,
    /// What can be listed.
    Lists,
    /// The name of a command.
    Commands,
    /// A file or a folder.
    Files,
    /// A sentence, with names in it.
    Sentence,
    /// Something that nobody can complete, such as a number.
    Free,
}

/// What stands in the help for a value, and what can be typed for it.
const VALUES: &[(&str, Value)] = &[
    ("NAME", Value::Names),
    ("A", Value::Names),
    ("B", Value::Names),
    ("MOMENT", Value::Moments),
    ("PLACE", Value::Places),
    ("WORD", Value::Words),
    ("ROLE=NAME", Value::Roles),
    ("FACT", Value::Facts),
    ("RELATION", Value::Relations),
    ("DOCUMENT", Value::Documents),
    ("RULE", Value::Rules),
    ("WHAT", Value::Lists),
    ("EVENT", Value::Events),
    ("QUESTION", Value::Sentence),
    ("COMMAND", Value::Commands),
    ("PATH", Value::Files),
    ("FILE", Value::Files),
    ("OUT", Value::Files),
    ("THEME", Value::Files),
    ("DIR", Value::Files),
    ("QUERY", Value::Free),
    ("WORDS", Value::Free),
    ("N", Value::Free),
    ("FACTOR", Value::Free),
    ("LABEL", Value::Places),
    ("PIXELS", Value::Free),
    ("SECONDS", Value::Free),
];

impl Value {
    /// What can be typed for an argument.
    pub(crate) fn of(arg: &clap::Arg) -> Self {
        let name = arg.get_value_names().and_then(|names| names.first());
        let known = VALUES
            .iter()
            .find(|(known, _)| name.is_some_and(|name| name.as_str() == *known));
        known.map_or(Self::Free, |&(_, value)| value)
    }

    /// Whether it names somebody or something, so that a number of the last answer may stand for it.
    pub(crate) fn is_name(self) -> bool {
        matches!(self, Self::Names | Self::Facts)
    }

    /// Whether the values of an argument are words of one name or sentence.
    pub(crate) fn is_of_words(self, arg: &clap::Arg) -> bool {
        match self {
            Self::Sentence => true,
            Self::Names => arg.is_positional() && arg.is_required_set(),
            Self::Events
            | Self::Moments
            | Self::Places
            | Self::Words
            | Self::Facts
            | Self::Roles
            | Self::Relations
            | Self::Documents
            | Self::Rules
            | Self::Lists
            | Self::Commands
            | Self::Files
            | Self::Free => false,
        }
    }

    /// Whether the story has to be read to know.
    pub(crate) fn wants_story(self) -> bool {
        match self {
            Self::Names
            | Self::Events
            | Self::Moments
            | Self::Places
            | Self::Words
            | Self::Facts
            | Self::Roles
            | Self::Relations
            | Self::Documents
            | Self::Sentence => true,
            Self::Rules | Self::Lists | Self::Commands | Self::Files | Self::Free => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Cli;
    use clap::CommandFactory;

    #[test]
    fn every_value_of_a_command_line_can_be_completed_or_is_known_to_be_free() {
        let mut program = Cli::command();
        program.build();
        for command in program.get_subcommands().chain([&program]) {
            for arg in command.get_arguments().filter(|arg| arg.get_action().takes_values()) {
                let names = arg.get_value_names().unwrap_or_default();
                let is_known = names
                    .iter()
                    .any(|name| VALUES.iter().any(|(known, _)| name.as_str() == *known));
                assert!(
                    is_known || !arg.get_possible_values().is_empty() || command.get_name() == "help",
                    "`{} {arg}`: `VALUES` has no {names:?}: add a row that says what can be typed for it",
                    command.get_name()
                );
            }
        }
    }
}
