//! What a line means and what is done about it, with what earlier lines have left behind: settings, numbers, the open story.

use super::numbers::{marked, number};
use super::settings::settable;
use super::{COMMANDS, Settings, is_command};
use crate::cli::complete::line::words;
use crate::cli::complete::slots::{Reader, Slot};
use crate::cli::complete::value::Value;
use crate::cli::desk::Desk;
use crate::cli::{Cli, Context, Exit, Failure, Output, close, commands::Command as Done};
use crate::diag::did_you_mean;
use crate::world::{Missed, World};
use clap::{Arg, Command, CommandFactory, FromArgMatches};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

/// What is left of earlier lines.
pub(super) struct Session {
    context: Context,
    program: Command,
    desk: Rc<Desk>,
    settings: Settings,
}

/// What came of a line.
pub(super) enum After {
    /// Nothing was printed.
    Silence,
    /// It was done, or not, and something may have been printed.
    Words(Exit),
    /// There are to be no more lines.
    End,
}

/// Why a line could not be done.
enum Trouble {
    /// It is no command line; or it asks for the help of one.
    Usage(Box<clap::Error>),
    Failed(Failure),
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<clap::Error> for Trouble {
    fn from(error: clap::Error) -> Self {
        Self::Usage(Box::new(error))
    }
}

/// Whether an option decides which story is meant, or how much of it.
pub(in crate::cli) fn decides_world(arg: &Arg) -> bool {
    ["story", "told_by", "according_to"].contains(&arg.get_id().as_str())
}

/// The command that reads English.
const ENGLISH: &str = "ask";

impl Session {
    /// A session that begins with the options of a command line.
    pub(super) fn of(context: &Context) -> Self {
        let mut program = Cli::command();
        program.build();
        let desk = Rc::new(Desk::default());
        Self {
            context: Context {
                desk: Some(Rc::clone(&desk)),
                ..context.clone()
            },
            settings: context.given.clone(),
            program,
            desk,
        }
    }

    pub(super) fn program(&self) -> &Command {
        &self.program
    }

    pub(super) fn desk(&self) -> Rc<Desk> {
        Rc::clone(&self.desk)
    }

    /// Opens the story, and says what it is.
    pub(super) fn greet(&mut self) -> Result<(), Failure> {
        let told = match self.probe() {
            Ok(world) => {
                let (entities, events) = (world.story.entities.len(), world.story.events.len());
                format!("{entities} entities and {events} events. ")
            }
            Err(trouble) => {
                self.report(Err(trouble));
                String::new()
            }
        };
        let version = env!("CARGO_PKG_VERSION");
        self.context.output.text(&format!(
            "Lorescope {version}. {told}Type a command, a name or a question; `:help` tells more, Ctrl-D ends.\n"
        ))
    }

    /// The story's title, and as of when it is asked.
    pub(super) fn prompt(&self) -> String {
        let title = self.desk.open().and_then(|world| world.story.title.clone());
        let mut prompt = title.map_or_else(|| "lore".to_owned(), |title| short(&title));
        for (id, word) in [("as_of", "as of"), ("before", "before"), ("told_by", "told by")] {
            if let Some(values) = self.settings.get(id) {
                prompt.push_str(&format!(", {word} {}", short(&values.join(" "))));
            }
        }
        prompt.push_str("> ");
        prompt
    }

    /// Does what a line says, and prints what comes of it.
    pub(super) fn take(&mut self, line: &str) -> After {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return After::Silence;
        }
        if line.starts_with(':') {
            return self.setting(line);
        }
        // Who does not know of the colon yet is understood too, as far as no command is called that.
        if line == "?" || [":help", ":quit", ":exit"].contains(&format!(":{line}").as_str()) {
            return self.setting(&format!(":{line}"));
        }
        // What a help or an example says is typed with the program's name in front.
        let outcome = self.line(line.strip_prefix("lore ").map_or(line, str::trim_start));
        self.report(outcome)
    }

    /// Prints what came of a line where that is not printed yet.
    fn report(&self, outcome: Result<Exit, Trouble>) -> After {
        let output = &self.context.output;
        match outcome {
            Err(Trouble::Failed(Failure::Unread)) => After::End,
            Err(Trouble::Failed(failure)) => After::Words(close(output, Err(failure))),
            Err(Trouble::Usage(error)) if !error.use_stderr() => {
                let text = output.usage(&error, true);
                self.report(output.text(&text).map(|()| Exit::Done).map_err(Trouble::from))
            }
            Err(Trouble::Usage(error)) => {
                output.remark(output.usage(&error, false).trim_end());
                After::Words(Exit::Failed)
            }
            Ok(exit) => After::Words(exit),
        }
    }

    fn line(&mut self, line: &str) -> Result<Exit, Trouble> {
        let typed = words(line);
        let is_whole = typed.iter().all(|word| word.open.is_none());
        let texts: Vec<String> = typed.into_iter().map(|word| word.text).collect();
        if let [only] = texts.as_slice()
            && let Some(number) = number(only)
        {
            let id = self.followed(number)?;
            return self.exact(&["show".to_owned(), id]);
        }
        let is_command = texts.first().is_some_and(|first| is_command(&self.program, first));
        let is_exact = is_command && is_whole && !line.ends_with('?');
        if !is_exact {
            return self.question(line);
        }
        let numbered = self.numbered(&texts)?;
        match self.exact(&numbered) {
            Ok(exit) => Ok(exit),
            // What is no exact command may be English that begins like one.
            Err(trouble) if is_refusal(&trouble) && may_be_english(&texts) => match self.english(line) {
                Some(Ok(exit)) => Ok(exit),
                Some(Err(Trouble::Failed(Failure::Unread))) => Err(Failure::Unread.into()),
                Some(Err(_)) | None => Err(trouble),
            },
            Err(trouble) => Err(trouble),
        }
    }

    /// A line that is no command: a name, or a question in English.
    fn question(&self, line: &str) -> Result<Exit, Trouble> {
        let name = line.trim_matches(['\'', '"']);
        let named = self.probe().ok().map(|world| world.find(name));
        match named {
            Some(Ok(_)) => return self.exact(&["show".to_owned(), name.to_owned()]),
            Some(Err(missed @ Missed::Ambiguous { .. })) => return Err(Failure::from(missed).into()),
            Some(Err(_)) | None => {}
        }
        let first = line.split_whitespace().next().unwrap_or(line);
        let commands = self.program.get_subcommands().filter(|command| !command.is_hide_set());
        let near = did_you_mean(first, commands.map(Command::get_name));
        match self.english(line) {
            // A line of a word or two was rather to be a command than a question.
            Some(Err(Trouble::Failed(Failure::Told { message, help }))) => {
                let near = near.filter(|_| help.is_none() || line.split_whitespace().count() < 3);
                let help = near.or(help);
                Err(Failure::Told { message, help }.into())
            }
            Some(outcome) => outcome,
            None => {
                let near = near.or_else(|| match named_near(self, name) {
                    ids if ids.is_empty() => None,
                    ids => Some(format!("did you mean `{}`?", ids.join("` or `"))),
                });
                Err(Failure::told(
                    format!("`{line}` is no command, and nothing in this story is called that"),
                    near.unwrap_or_else(|| "`:help` tells what can be typed".to_owned()),
                )
                .into())
            }
        }
    }

    /// Reads a line as English, where the program can.
    fn english(&self, line: &str) -> Option<Result<Exit, Trouble>> {
        self.program.find_subcommand(ENGLISH)?;
        let mut question = line.to_owned();
        for number in 1..=self.desk.numbers().count() {
            if let Some(id) = self.desk.numbers().id(number) {
                question = question.replace(&format!("[{number}]"), id);
            }
        }
        Some(self.exact(&[ENGLISH.to_owned(), question]))
    }

    /// Does an exact command, with what is set.
    fn exact(&self, words: &[String]) -> Result<Exit, Trouble> {
        let (cli, given) = self.parsed(words)?;
        if matches!(cli.command, Done::Repl(_)) {
            return Err(Failure::told("you are in it already", "`:quit` ends it").into());
        }
        if cli.options.story.iter().any(|path| path == Path::new("-")) {
            let help = "name a file, or a folder with a story";
            return Err(Failure::told("standard input is where the lines come from", help).into());
        }
        let context = self.context_of(cli.options.clone(), given);
        let command = cli.command.name();
        let outcome = cli.command.run(&context);
        // A line that asked another world leaves the one that is set open, for the prompt and for Tab.
        if self.desk.open().is_some() {
            drop(self.probe());
        }
        let outcome = outcome?;
        for (line, reason) in self.settings.aside(&self.program, command) {
            context
                .output
                .remark(&format!("note: {reason}; `{line}` is left aside"));
        }
        Ok(outcome)
    }

    /// The command line of some words, with what is set; and what of it was typed.
    fn parsed(&self, words: &[String]) -> Result<(Cli, Settings), Trouble> {
        let argv = |options: Vec<String>| {
            let name = std::iter::once("lore".to_owned());
            name.chain(options).chain(words.iter().cloned()).collect::<Vec<_>>()
        };
        let typed = Cli::command().try_get_matches_from(argv(Vec::new()))?;
        let options = self.settings.options(&self.program, &typed);
        let matches = Cli::command().try_get_matches_from(argv(options))?;
        let given = Settings::given(&self.program, &typed);
        given.together(&self.program, &typed)?;
        Ok((Cli::from_arg_matches(&matches)?, given))
    }

    fn context_of(&self, options: crate::cli::Options, given: Settings) -> Context {
        Context {
            output: Output::of(options.color),
            options,
            given,
            ..self.context.clone()
        }
    }

    /// The world as it is set now, with its moment looked up.
    fn probe(&self) -> Result<Arc<World>, Trouble> {
        let (cli, given) = self.parsed(&["stats".to_owned()])?;
        let context = self.context_of(cli.options, given);
        let world = context.world()?;
        context.asked(Vec::new()).as_of(&world).map_err(Failure::from)?;
        Ok(world)
    }

    /// Words with the numbers in them that stand for somebody of the last answer.
    fn numbered(&self, texts: &[String]) -> Result<Vec<String>, Failure> {
        let mut reader = Reader::new(&self.program);
        let mut words = Vec::new();
        for text in texts {
            let slot = reader.read(text);
            let is_name = matches!(&slot, Slot::Value { arg, head: 0, .. } if Value::of(arg).is_name());
            let meant = if is_name { number(text) } else { marked(text) };
            words.push(match meant {
                // What is called by a number goes by its own name.
                Some(_) if marked(text).is_none() && self.is_name(text) => text.clone(),
                Some(number) => self.followed(number)?,
                None => text.clone(),
            });
        }
        Ok(words)
    }

    fn is_name(&self, word: &str) -> bool {
        self.desk.open().is_some_and(|world| world.find(word).is_ok())
    }

    /// The id of a number of the last answer.
    fn followed(&self, number: usize) -> Result<String, Failure> {
        let numbers = self.desk.numbers();
        numbers.id(number).map(str::to_owned).ok_or_else(|| {
            let message = format!("there is no [{number}] in the last answer");
            match numbers.count() {
                0 => Failure::told(message, "ask something first: `who allied`, or `list`"),
                count => Failure::told(message, format!("it goes from [1] to [{count}]")),
            }
        })
    }

    /// A line with a colon in front.
    fn setting(&mut self, line: &str) -> After {
        let mut texts: Vec<String> = words(line).into_iter().map(|word| word.text).collect();
        let name = texts.remove(0);
        match name.as_str() {
            ":quit" | ":q" | ":exit" => return After::End,
            ":help" | ":h" | ":?" => return self.help(),
            ":settings" | ":" => return self.shown(),
            ":reload" => {
                self.desk.clear();
                let outcome = self.probe().map(|_| Exit::Done);
                return self.silently(outcome);
            }
            _ => {}
        }
        let arg = settable(&self.program).find(|arg| arg.get_long() == name.strip_prefix(':'));
        let Some(arg) = arg.cloned() else {
            let names: Vec<String> = settable(&self.program)
                .filter_map(|arg| Some(format!(":{}", arg.get_long()?)))
                .collect();
            let commands = COMMANDS.iter().map(|(name, _)| *name);
            let near = did_you_mean(&name, names.iter().map(String::as_str).chain(commands));
            let failure = Failure::told(
                format!("there is no setting `{name}`"),
                near.unwrap_or_else(|| "`:help` shows what there is".to_owned()),
            );
            return self.report(Err(failure.into()));
        };
        let outcome = self.set(&arg, texts);
        self.silently(outcome)
    }

    /// Sets an option; one that cannot be is left as it was.
    fn set(&mut self, arg: &Arg, texts: Vec<String>) -> Result<Exit, Trouble> {
        let mut values = Vec::new();
        for text in texts {
            values.push(match marked(&text) {
                Some(number) => self.followed(number)?,
                None => text,
            });
        }
        let many = matches!(arg.get_action(), clap::ArgAction::Append);
        if !many && values.len() > 1 {
            values = vec![values.join(" ")];
        }
        let long = arg.get_long().expect("what can be set has a long name");
        let options = values.iter().map(|value| format!("--{long}={value}"));
        let line = std::iter::once("lore".to_owned())
            .chain(options)
            .chain(["stats".to_owned()]);
        Cli::command().try_get_matches_from(line)?;
        let before = self.settings.clone();
        self.settings.set(&self.program, arg, values);
        if decides_world(arg) {
            // The last answer may have spoken of those who are not there any more, or not yet.
            self.desk.forget();
        }
        match self.probe() {
            Ok(_) => Ok(Exit::Done),
            // A story with findings may be the very one that somebody is about to mend.
            Err(Trouble::Failed(Failure::Findings)) => Err(Failure::Findings.into()),
            Err(trouble) => {
                self.settings = before;
                Err(trouble)
            }
        }
    }

    fn silently(&self, outcome: Result<Exit, Trouble>) -> After {
        match self.report(outcome) {
            After::Words(Exit::Done) => After::Silence,
            after @ (After::Silence | After::Words(_) | After::End) => after,
        }
    }

    /// Prints what is set.
    fn shown(&self) -> After {
        let lines = self.settings.lines(&self.program);
        let text = if lines.is_empty() {
            "nothing is set".to_owned()
        } else {
            lines.join("\n")
        };
        let printed = self.context.output.text(&format!("{text}\n"));
        self.report(printed.map(|()| Exit::Done).map_err(Trouble::from))
    }

    fn help(&self) -> After {
        let printed = self.context.output.text(&super::help::help(&self.program));
        self.report(printed.map(|()| Exit::Done).map_err(Trouble::from))
    }
}

/// Whether a line was understood and refused, rather than failing on the way.
fn is_refusal(trouble: &Trouble) -> bool {
    match trouble {
        Trouble::Usage(error) => error.use_stderr(),
        Trouble::Failed(Failure::Told { .. }) => true,
        Trouble::Failed(Failure::Findings | Failure::Unread | Failure::Unwritten(_)) => false,
    }
}

/// Whether words that begin with a command may be a sentence: it has a few of them, and no option.
fn may_be_english(texts: &[String]) -> bool {
    texts.len() > 2 && !texts.iter().any(|text| text.starts_with('-'))
}

fn named_near(session: &Session, name: &str) -> Vec<String> {
    match session.desk.open().map(|world| world.find(name)) {
        Some(Err(Missed::Unknown { near, .. })) => near,
        _ => Vec::new(),
    }
}

/// Words that do not fill the line.
fn short(words: &str) -> String {
    const LONG: usize = 40;
    let words = crate::diag::one_line(words);
    if words.chars().count() <= LONG {
        return words.into_owned();
    }
    let cut: String = words.chars().take(LONG - 1).collect();
    format!("{}…", cut.trim_end())
}
