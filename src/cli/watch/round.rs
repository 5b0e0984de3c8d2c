//! One round of a watch: the story is read as its files say now, what is wrong with it is told, and its page is made.

use super::board::Trouble;
use super::look::Watched;
use crate::cli::checked::Checked;
use crate::cli::format::Format;
use crate::cli::pages::Paged;
use crate::cli::{Context, Failure};
use crate::diag::{self, Files, Finding, Level};
use crate::load::Loaded;
use std::path::Path;

/// How often a story is read whose list of files is another each time.
const ATTEMPTS: usize = 5;

/// What came of a round.
#[derive(Debug)]
pub(super) struct Round {
    /// Why there is no story, or no page of it, where it is not for what is wrong with it.
    pub(super) failure: Option<Failure>,
    /// What is wrong with the story; only how much of it is said where it may tell what is still to come.
    findings: Vec<Finding>,
    /// What is wrong with it, drawn as text; none where no more may be said than how much it is.
    drawn: Option<String>,
    /// Whether its files could be read, whatever stands in them.
    pub(super) begun: bool,
    /// Whether it has a world.
    whole: bool,
    /// Its page, where that was wanted and could be made.
    pub(super) page: Option<Paged>,
    wanted: bool,
}

impl Round {
    /// Reads the story, and prints what is wrong with it.
    pub(super) fn read(context: &Context, watched: &mut Watched, wanted: bool) -> Self {
        let mut round = Self {
            failure: None,
            findings: Vec::new(),
            drawn: None,
            begun: false,
            whole: false,
            page: None,
            wanted,
        };
        let done = load(context, watched).and_then(|mut loaded| round.check(context, &mut loaded));
        round.failure = done.err();
        round
    }

    /// Checks a story that was opened, prints what is wrong with it, and makes its page.
    fn check(&mut self, context: &Context, loaded: &mut Loaded) -> Result<(), Failure> {
        // What of them cannot be read is among the findings.
        let images = loaded.read_images();
        if context.options.told_by.is_some() {
            let mut whole = loaded.clone();
            let world = context.sound_world(loaded);
            // A slip in a name leaves the story whole.
            self.begun = world.is_ok() || loaded.is_broken();
            // A finding may speak of what is told later, and the lines it shows may.
            let world = world?;
            self.whole = true;
            self.page = self.wanted.then(|| Paged::of(context, &images, &world, &[]));
            self.findings = Checked::of(&context.of_all_that_is_told(), &mut whole, &[])?.findings;
            return Ok(());
        }
        let checked = Checked::of(context, loaded, &[])?;
        self.begun = true;
        context
            .output
            .findings(&checked.findings, &loaded.files, Format::Text)?;
        self.drawn = Some(drawn(&checked.findings, &loaded.files));
        if let Some(world) = &checked.world {
            self.whole = true;
            self.page = self
                .wanted
                .then(|| Paged::of(context, &images, world, &checked.judged(world)));
        }
        self.findings = checked.findings;
        Ok(())
    }

    /// What the round came to, in a line; `before` is the page there was, and `unwritten` the file that could not be written.
    pub(super) fn news(&self, before: Option<&Paged>, unwritten: Option<&Path>) -> String {
        let found = match (&self.failure, self.counts()) {
            (Some(_), _) if !self.whole => "the story cannot be read".to_owned(),
            (_, Some(counts)) if self.drawn.is_none() => format!("{counts}, not shown with `--told-by`"),
            (_, Some(counts)) => counts,
            (_, None) => "nothing is wrong".to_owned(),
        };
        let page = match (&self.page, before) {
            _ if !self.wanted => return found,
            (None, None) => "there is no page yet",
            (Some(made), Some(before)) if made == before => "the page is as it was",
            (None, Some(_)) => "the page stays as it was",
            (Some(_), _) => "the page is new",
        };
        match unwritten {
            None => format!("{found}; {page}"),
            Some(path) => format!("{found}; {page}, and not in `{}`", path.display()),
        }
    }

    /// How many findings there are of each level.
    fn counts(&self) -> Option<String> {
        let of = |level: Level| {
            let count = self.findings.iter().filter(|finding| finding.level == level).count();
            match count {
                0 => None,
                1 => Some(format!("1 {}", level.word())),
                many => Some(format!("{many} {}s", level.word())),
            }
        };
        let counts: Vec<String> = [Level::Error, Level::Warning, Level::Hint]
            .into_iter()
            .filter_map(of)
            .collect();
        (!counts.is_empty()).then(|| counts.join(", "))
    }

    /// What whoever looks at the page must hear, where it is not of the story as it is now.
    pub(super) fn trouble(&self) -> Option<Trouble> {
        if self.page.is_some() {
            return None;
        }
        let said = match &self.failure {
            Some(Failure::Told { message, help }) => {
                let help = help.iter().map(|help| format!("\n  help: {help}"));
                format!("error: {message}{}", help.collect::<String>())
            }
            Some(_) | None => self.drawn.as_deref().unwrap_or_default().trim_end().to_owned(),
        };
        let why = match self.counts() {
            Some(counts) if self.failure.is_none() => format!("the story has {counts}"),
            _ => "the story cannot be read".to_owned(),
        };
        Some(Trouble { why, said })
    }
}

/// Reads the files of the story, each looked at before it is read, so that no later change is missed.
fn load(context: &Context, watched: &mut Watched) -> Result<Loaded, Failure> {
    for _ in 1..ATTEMPTS {
        watched.look();
        let loaded = open(context, watched);
        let mut files = context.places();
        if let Ok(loaded) = &loaded {
            files.extend(loaded.files_it_rests_on());
        }
        if watched.take(files) {
            return loaded;
        }
    }
    watched.look();
    open(context, watched)
}

fn open(context: &Context, watched: &Watched) -> Result<Loaded, Failure> {
    if !watched.go_home() && context.places().iter().any(|path| path.is_relative()) {
        return Err(Failure::told(
            "the folder where `lore watch` was started is gone",
            "put it back, and the watch goes on by itself",
        ));
    }
    context.load()
}

fn drawn(findings: &[Finding], files: &Files) -> String {
    diag::render(findings, files, diag::Colour::Plain)
}
