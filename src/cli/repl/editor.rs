//! The prompt on a terminal: lines that are edited, remembered from session to session, and completed from the story.

use super::completion::{self, Completed};
use crate::cli::desk::Desk;
use crate::cli::format::Style;
use rustyline::completion::{Completer, FilenameCompleter, Pair};
use rustyline::config::Configurer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::Validator;
use rustyline::{ColorMode, CompletionType, Config, Context, Editor, Helper};
use std::borrow::Cow;
use std::path::PathBuf;
use std::rc::Rc;

/// How many lines are remembered.
const REMEMBERED: usize = 1000;

/// A terminal with somebody before it.
pub(super) struct Terminal {
    editor: Editor<Typist, FileHistory>,
    /// Where lines are remembered, if anywhere.
    history: Option<PathBuf>,
}

/// What came of waiting for a line.
pub(super) enum Line {
    /// A line was typed.
    Typed(String),
    /// A line was begun and given up.
    Dropped,
    /// There will be no more.
    Ended,
}

impl Terminal {
    /// The terminal that the program runs on, if lines can be edited there.
    pub(super) fn new(program: clap::Command, desk: Rc<Desk>, style: Style) -> Result<Self, ReadlineError> {
        let config = Config::builder()
            .max_history_size(REMEMBERED)?
            .history_ignore_space(true)
            .completion_type(CompletionType::List)
            .completion_show_all_if_ambiguous(true)
            .build();
        let mut editor = Editor::with_config(config)?;
        editor.set_color_mode(if style.colour {
            ColorMode::Forced
        } else {
            ColorMode::Disabled
        });
        editor.set_helper(Some(Typist {
            program,
            desk,
            style,
            files: FilenameCompleter::new(),
        }));
        let history = history();
        if let Some(path) = &history {
            // Nobody misses the lines of a history that is not there yet.
            let _ = editor.load_history(path);
        }
        Ok(Self { editor, history })
    }

    /// Waits for a line.
    pub(super) fn line(&mut self, prompt: &str) -> Line {
        match self.editor.readline(prompt) {
            Ok(line) => {
                self.remember(&line);
                Line::Typed(line)
            }
            Err(ReadlineError::Interrupted) => Line::Dropped,
            // A window that changes its size is no end; whatever else there is, nobody can type any more.
            Err(ReadlineError::Signal(_)) => Line::Dropped,
            Err(_) => Line::Ended,
        }
    }

    /// Remembers a line at once, since a session may be closed with its window; where it cannot, the line is merely forgotten.
    fn remember(&mut self, line: &str) {
        if line.trim().is_empty() || !self.editor.add_history_entry(line).unwrap_or(false) {
            return;
        }
        if let Some(path) = &self.history {
            let _ = path.parent().map(private_folder);
            let _ = self.editor.append_history(path);
        }
    }
}

/// Where lines are remembered: below the folder for what programs keep between sessions.
fn history() -> Option<PathBuf> {
    let stated = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from);
    let state = stated.filter(|path| path.is_absolute()).or_else(|| {
        let home = std::env::home_dir().filter(|home| home.is_absolute())?;
        Some(home.join(".local").join("state"))
    })?;
    Some(state.join("lorescope").join("history"))
}

/// Makes a folder for its owner alone, where there is none.
fn private_folder(path: &std::path::Path) -> std::io::Result<()> {
    let mut folder = std::fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        folder.mode(0o700);
    }
    folder.create(path)
}

/// Whoever completes what is typed, and colours the prompt.
struct Typist {
    program: clap::Command,
    desk: Rc<Desk>,
    style: Style,
    files: FilenameCompleter,
}

impl Helper for Typist {}
impl Validator for Typist {}

impl Hinter for Typist {
    type Hint = String;
}

impl Highlighter for Typist {
    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, _: bool) -> Cow<'b, str> {
        Cow::Owned(self.style.typable(prompt))
    }
}

impl Completer for Typist {
    type Candidate = Pair;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let world = self.desk.open();
        match completion::complete(&self.program, world.as_ref(), &line[..at]) {
            Completed::Files => self.files.complete_path(line, at),
            Completed::Words { start, words } => {
                // What is the only one needs no second key for the blank behind it.
                let is_whole = |word: &str| at == line.len() && !word.ends_with('=');
                let blank = match words.as_slice() {
                    [(word, _)] if is_whole(word) => " ",
                    _ => "",
                };
                let pair = |(typed, shown): (String, String)| Pair {
                    display: shown,
                    replacement: format!("{typed}{blank}"),
                };
                Ok((start, words.into_iter().map(pair).collect()))
            }
        }
    }
}
