//! What a command works with: the options, the story they name, and the place where it prints.

use super::desk::{self, Desk, Stamps, Wish};
use super::format::Format;
use super::output::Output;
use super::repl::{Settings, decides_world};
use super::{Cli, Exit, Failure, Language, Options, Way};
use crate::ask::{Answer, Asked, Asking, QUESTIONS, Through};
use crate::check;
use crate::diag::{Finding, Level};
use crate::load::{self, Input, Loaded};
use crate::model::{DocumentId, Story};
use crate::telling::{self, Bookmark, Telling};
use crate::timeline::{Lens, Truth};
use crate::vocabulary::Vocabulary;
use crate::world::{World, list};
use clap::Parser;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

/// What a command works with.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub(super) options: Options,
    pub(super) output: Output,
    /// Where the story stays open, if more than one question is asked of it.
    pub(super) desk: Option<Rc<Desk>>,
    /// The shared options that were typed, as they were.
    pub(super) given: Settings,
}

/// The name that standard input goes by.
const STDIN: &str = "-";
/// What the story of a folder is called, the one that is taken before the other first.
const NAMES: [&str; 2] = ["story.lore", "story.json"];

impl Context {
    /// One that only looks up what there is, in the story that some options name.
    pub(super) fn quiet(given: &[(&clap::Arg, String)]) -> Option<Self> {
        let deciding = given.iter().filter(|(arg, _)| decides_world(arg));
        let options = deciding.filter_map(|(arg, value)| Some(format!("--{}={value}", arg.get_long()?)));
        let line = std::iter::once("lore".to_owned())
            .chain(options)
            .chain(["list".to_owned()]);
        let options = Cli::try_parse_from(line).ok()?.options;
        Some(Self {
            output: Output::of(options.color),
            options,
            desk: None,
            given: Settings::default(),
        })
    }

    /// The world of the story, or of what has been told of it by then; where the story has errors, all its findings are shown and there is none.
    pub(super) fn world(&self) -> Result<Arc<World>, Failure> {
        match &self.desk {
            Some(desk) => desk.world(self),
            None => self.read_world().map(|(world, _)| Arc::new(world)),
        }
    }

    /// The world of the story as its files say now, and how they are.
    pub(super) fn read_world(&self) -> Result<(World, Stamps), Failure> {
        let mut loaded = self.load()?;
        let world = self.sound_world(&mut loaded)?;
        let stamps = desk::stamps(&loaded.files);
        if self.desk.is_none() {
            // The text of the files is shared with the story, and what is left of them need not be taken apart.
            std::mem::forget(loaded);
        }
        Ok((world, stamps))
    }

    /// The world of a loaded story; where it has errors, all its findings are shown and there is none.
    pub(super) fn sound_world(&self, loaded: &mut Loaded) -> Result<World, Failure> {
        self.refuse_broken(loaded)?;
        let world = self.world_of(loaded)?;
        let loops = check::loops(&world, &loaded.files, &loaded.origins);
        loaded.findings.extend(loops);
        self.refuse_broken(loaded)?;
        Ok(world)
    }

    /// Refuses a story that has errors; all its findings are shown.
    fn refuse_broken(&self, loaded: &Loaded) -> Result<(), Failure> {
        if !loaded.is_broken() {
            return Ok(());
        }
        self.keep_back(&loaded.findings)?;
        self.output
            .findings(&loaded.findings, &loaded.files, self.options.format)?;
        Err(Failure::Findings)
    }

    /// Every place at which the story may stand or come to stand, as it was asked for.
    pub(super) fn places(&self) -> Vec<PathBuf> {
        let within = |folder: &Path| NAMES.map(|name| folder.join(name));
        match self.options.story.as_slice() {
            [] => within(Path::new("")).to_vec(),
            paths => paths
                .iter()
                .flat_map(|path| std::iter::once(path.clone()).chain(within(path)))
                .collect(),
        }
    }

    /// Whether the story, or a part of it, is read from standard input.
    pub(super) fn reads_stdin(&self) -> bool {
        self.options.story.iter().any(|path| path == Path::new(STDIN))
    }

    /// What decides which world is meant.
    pub(super) fn wish(&self) -> Result<Wish, Failure> {
        let paths = match self.options.story.as_slice() {
            [] => vec![in_folder(Path::new(""))?],
            paths => paths.iter().map(|path| place(path)).collect::<Result<_, _>>()?,
        };
        Ok(Wish {
            paths,
            according_to: self.options.according_to.clone(),
            told_by: self.options.told_by.clone(),
        })
    }

    /// Says no more of findings than how many there are, where their words might tell what is still to come.
    fn keep_back(&self, findings: &[Finding]) -> Result<(), Failure> {
        if self.options.told_by.is_none() {
            return Ok(());
        }
        let errors = findings.iter().filter(|finding| finding.level == Level::Error).count();
        let message = match errors {
            1 => "the story has an error, which may lie in what is told later".to_owned(),
            many => format!("the story has {many} errors, which may lie in what is told later"),
        };
        Err(Failure::told(
            message,
            "`lore check`, without `--told-by`, shows everything that is wrong",
        ))
    }

    /// Cuts a loaded story to what has been told of it by then.
    fn abridge(&self, loaded: &mut Loaded) -> Result<(), Failure> {
        let Some(typed) = &self.options.told_by else {
            return Ok(());
        };
        let telling = Telling::of(&loaded.story);
        let bookmark = Bookmark::read(typed, &loaded.story, &telling)
            .map_err(|missed| Failure::told(missed.to_string(), missed.remedy()))?;
        (loaded.story, loaded.vocabulary) = telling::abridge(&loaded.story, &loaded.vocabulary, &telling, bookmark);
        Ok(())
    }

    /// The world of a loaded story, or of what has been told of it by then; it is taken out of what was loaded.
    pub(super) fn world_of(&self, loaded: &mut Loaded) -> Result<World, Failure> {
        self.abridge(loaded)?;
        let lens = self.lens(loaded)?;
        let (story, vocabulary) = (
            std::mem::take(&mut loaded.story),
            std::mem::take(&mut loaded.vocabulary),
        );
        Ok(World::of(story, vocabulary, lens))
    }

    /// The files of the story, read.
    pub(super) fn load(&self) -> Result<Loaded, Failure> {
        let inputs: Vec<Input> = match self.options.story.as_slice() {
            [] => vec![Input::Path(in_folder(Path::new(""))?)],
            paths => paths.iter().map(|path| input(path)).collect::<Result<_, _>>()?,
        };
        load::open(&inputs).map_err(|unreadable| Failure::Told {
            message: unreadable.to_string(),
            help: (unreadable.error.kind() == std::io::ErrorKind::NotFound)
                .then(|| "name a story file with `--story`, or start one with `lore new`".to_owned()),
        })
    }

    fn lens(&self, loaded: &Loaded) -> Result<Lens, Failure> {
        let Some(typed) = &self.options.according_to else {
            return Ok(Lens::default());
        };
        let documents = &loaded.story.documents;
        let found = (0..)
            .map(DocumentId)
            .zip(documents)
            .find(|(_, document)| document.id == typed.as_str());
        if let Some((id, _)) = found {
            return Ok(Lens { according_to: Some(id) });
        }
        let near = crate::model::nearest(typed, documents.iter().map(|document| document.id.as_str()));
        let help = match near.first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`lore list documents` shows them".to_owned(),
        };
        Err(Failure::told(
            format!("no document of this story is called `{typed}`"),
            help,
        ))
    }

    /// The same for whoever has read the story to its end.
    pub(super) fn of_all_that_is_told(&self) -> Self {
        let mut context = self.clone();
        context.options.told_by = None;
        context
    }

    /// The options of a question, with its words.
    pub(super) fn asked(&self, words: Vec<String>) -> Asked {
        let moment = match (&self.options.as_of, &self.options.before) {
            (Some(moment), _) => Asking::AsOf(moment.clone()),
            (None, Some(moment)) => Asking::Before(moment.clone()),
            (None, None) => Asking::Ever,
        };
        let through = match self.options.through {
            Some(Way::Factions) => Through::Factions,
            None => Through::Nothing,
        };
        Asked {
            words,
            moment,
            through,
            ..Asked::default()
        }
    }

    /// Asks the world a question and prints the answer.
    pub(super) fn answer(&self, question: &str, asked: &Asked) -> Result<Exit, Failure> {
        self.answer_of(&self.world()?, question, asked)
    }

    /// Whatever of the story can be read, and has been told by then, for whoever completes a name.
    pub(super) fn story_as_told(&self) -> Result<(Story, Vocabulary), Failure> {
        match self.load() {
            Ok(mut loaded) => {
                self.abridge(&mut loaded)?;
                Ok((loaded.story, loaded.vocabulary))
            }
            Err(_) if self.options.story.is_empty() => Ok((Story::default(), Vocabulary::prelude())),
            Err(failure) => Err(failure),
        }
    }

    /// The world of whatever of the story can be read, for whoever asks what words there are: they may need them to mend it.
    pub(super) fn words(&self) -> Result<Arc<World>, Failure> {
        let world = match self.load() {
            Ok(mut loaded) => self.world_of(&mut loaded)?,
            Err(_) if self.options.story.is_empty() => {
                World::of(Story::default(), Vocabulary::prelude(), Lens::default())
            }
            Err(failure) => return Err(failure),
        };
        Ok(Arc::new(world))
    }

    /// Asks a world a question and prints the answer.
    pub(super) fn answer_of(&self, world: &Arc<World>, question: &str, asked: &Asked) -> Result<Exit, Failure> {
        if self.options.explain == Some(Language::Sparql) {
            self.output.text(&crate::ask::sparql(world, question, asked)?)?;
            return Ok(Exit::Done);
        }
        self.reply(&self.asks(world, question, asked)?)
    }

    /// Asks a world a question.
    pub(super) fn asks(&self, world: &Arc<World>, question: &str, asked: &Asked) -> Result<Answer, Failure> {
        let question = QUESTIONS
            .iter()
            .find(|known| known.name == question)
            .expect("the commands ask questions that there are");
        let answer = (question.answer)(world, asked)?;
        if self.desk.is_none() {
            // Taking a large world apart would cost more than the answer did.
            std::mem::forget(Arc::clone(world));
        }
        Ok(answer)
    }

    /// Prints an answer, however it came about.
    pub(super) fn reply(&self, answer: &Answer) -> Result<Exit, Failure> {
        if let Some(desk) = &self.desk
            && desk.answers_again()
            && self.options.format == Format::Text
        {
            self.output.text("\n")?;
        }
        match &self.options.told_by {
            None => self.output.answer(answer, self.options.format)?,
            Some(place) => {
                let mut answer = answer.clone();
                answer.told_by(place);
                self.output.answer(&answer, self.options.format)?;
            }
        }
        if let Some(desk) = &self.desk
            && self.options.format == Format::Text
        {
            self.output.numbers(&desk.number(answer))?;
        }
        Ok(exit(answer))
    }
}

/// The exit status of an answer: 1 where it is no.
pub(super) fn exit(answer: &Answer) -> Exit {
    match &answer.ruling {
        Some(ruling) if ruling.truth == Truth::No => Exit::No,
        Some(_) | None => Exit::Done,
    }
}

fn input(path: &Path) -> Result<Input, Failure> {
    if path == Path::new(STDIN) {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(|error| Failure::told(format!("cannot read standard input: {error}"), "name a file instead"))?;
        return Ok(Input::Bytes("<stdin>".to_owned(), bytes));
    }
    place(path).map(Input::Path)
}

/// The file that a path leads to: itself, or the story of that folder.
fn place(path: &Path) -> Result<PathBuf, Failure> {
    if path.is_dir() {
        return in_folder(path);
    }
    Ok(path.to_owned())
}

/// The story of a folder.
fn in_folder(folder: &Path) -> Result<PathBuf, Failure> {
    let mut stories = NAMES.map(|name| folder.join(name)).into_iter();
    if let Some(story) = stories.find(|path| path.is_file()) {
        return Ok(story);
    }
    let place = if folder == Path::new("") || folder == Path::new(".") {
        "this folder".to_owned()
    } else {
        format!("`{}`", folder.display())
    };
    Err(Failure::told(
        format!("there is no `story.lore` or `story.json` in {place}"),
        match journals(folder).as_slice() {
            [] => "name a story with `--story PATH`, or start one with `lore new`".to_owned(),
            [one] => format!("there is `{one}`: name it with `--story {one}`"),
            several => {
                let several: Vec<String> = several.iter().map(|path| format!("`{path}`")).collect();
                format!("name one of these with `--story`: {}", list(&several, "or"))
            }
        },
    ))
}

/// How many of the stories of other names are told.
const FEW: usize = 5;

/// The journals of a folder by whatever name, in order.
fn journals(folder: &Path) -> Vec<String> {
    let here = if folder == Path::new("") {
        Path::new(".")
    } else {
        folder
    };
    let entries = std::fs::read_dir(here).into_iter().flatten().filter_map(Result::ok);
    let names = entries.map(|entry| folder.join(entry.file_name()));
    let is_journal = |path: &PathBuf| path.extension().is_some_and(|end| end == "lore") && path.is_file();
    let mut names: Vec<String> = names
        .filter(is_journal)
        .map(|path| path.display().to_string())
        .collect();
    names.sort();
    names.truncate(FEW);
    names
}
