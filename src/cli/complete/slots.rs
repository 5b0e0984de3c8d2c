//! What each word of a command line stands for: a command, an option, or the value of an argument, as the table of commands has it.

use clap::{Arg, ArgAction, Command};

/// What a word stands for.
#[derive(Clone, Debug)]
pub(crate) enum Slot<'a> {
    /// The name of a command.
    Command,
    /// An option.
    Option,
    /// A value, the so-many-th of its argument.
    Value {
        /// The argument.
        arg: &'a Arg,
        /// How many values of it stand before.
        nth: usize,
        /// How much of the word stands before the value: `--as-of=`.
        head: usize,
    },
    /// Nothing that is known.
    Beyond,
}

/// A command line, read from the left.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'a> {
    command: &'a Command,
    /// The option whose value comes next.
    wanting: Option<&'a Arg>,
    /// Which of the positional arguments comes next, and the values it has already.
    place: usize,
    values: Vec<String>,
    /// Whether a `--` has ended the options.
    ended: bool,
    given: Vec<(&'a Arg, String)>,
}

impl<'a> Reader<'a> {
    /// A reader of the words behind the program's own name; the command must have been built.
    pub(crate) fn new(program: &'a Command) -> Self {
        Self {
            command: program,
            wanting: None,
            place: 1,
            values: Vec::new(),
            ended: false,
            given: Vec::new(),
        }
    }

    /// The command that the words have come to.
    pub(crate) fn command(&self) -> &'a Command {
        self.command
    }

    /// The options that have a value, and it.
    pub(crate) fn given(&self) -> &[(&'a Arg, String)] {
        &self.given
    }

    /// The values that stand already of the argument that comes next.
    pub(crate) fn values(&self) -> &[String] {
        &self.values
    }

    /// What the next word would stand for.
    pub(crate) fn next(&self, word: &str) -> Slot<'a> {
        if let Some(arg) = self.wanting {
            return Slot::Value { arg, nth: 0, head: 0 };
        }
        if !self.ended && word.starts_with('-') && word != "-" {
            let value = word.split_once('=').and_then(|(name, _)| {
                let head = name.len() + 1;
                Some((self.option(name)?, head))
            });
            return match value {
                Some((arg, head)) => Slot::Value { arg, nth: 0, head },
                None => Slot::Option,
            };
        }
        if self.command.has_subcommands() {
            return Slot::Command;
        }
        match self.positional() {
            Some(arg) => Slot::Value {
                arg,
                nth: self.values.len(),
                head: 0,
            },
            None => Slot::Beyond,
        }
    }

    /// Reads a word, and says what it stood for.
    pub(crate) fn read(&mut self, word: &str) -> Slot<'a> {
        let slot = self.next(word);
        match &slot {
            Slot::Command => match self.command.find_subcommand(word) {
                Some(command) => self.command = command,
                None => self.ended = true,
            },
            Slot::Option if word == "--" => self.ended = true,
            Slot::Option => self.wanting = self.option(word).filter(|arg| takes_value(arg)),
            Slot::Value { arg, head, .. } if arg.is_positional() => {
                debug_assert_eq!(*head, 0, "a positional has no head");
                self.values.push(word.to_owned());
                let many = arg.get_num_args().is_some_and(|count| count.max_values() > 1);
                if !many && !matches!(arg.get_action(), ArgAction::Append) {
                    self.place += 1;
                    self.values.clear();
                }
            }
            Slot::Value { arg, head, .. } => {
                self.wanting = None;
                self.given.push((arg, word[*head..].to_owned()));
            }
            Slot::Beyond => {}
        }
        slot
    }

    fn positional(&self) -> Option<&'a Arg> {
        let mut positionals = self.command.get_positionals();
        positionals.find(|arg| arg.get_index() == Some(self.place))
    }

    fn option(&self, word: &str) -> Option<&'a Arg> {
        let mut options = self.command.get_arguments().filter(|arg| !arg.is_positional());
        if let Some(long) = word.strip_prefix("--") {
            return options.find(|arg| arg.get_long() == Some(long));
        }
        let letter = word.strip_prefix('-')?.chars().next_back();
        options.find(|arg| arg.get_short().is_some() && arg.get_short() == letter)
    }
}

fn takes_value(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Set | ArgAction::Append)
}
