//! `lore convert`: a journal as JSON, and JSON as a journal, with nothing lost between the two.

use super::{Context, Exit, Failure};
use crate::cli::Options;
use crate::exchange::{self, Request};
use crate::load::{self, Input};
use crate::timeline::Lens;
use crate::world::World;
use std::path::{Path, PathBuf};

/// Turn a journal into JSON, or JSON into a journal
///
/// Everything of the story is kept; comments, blanks and the order of keys are not.
/// A story of several files becomes one.
/// Nothing is written of a story that does not load.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  lore convert story.json -o story.lore\n  lore convert story.lore -o story.json\n  lore convert story.lore | jq .events"
)]
pub(crate) struct Args {
    /// The story to convert, or the folder it is in; without it, the story of this folder
    #[arg(value_name = "FILE", conflicts_with = "story")]
    file: Option<PathBuf>,
    /// The file to write: `.json` or `.lore`; without it, the other form goes to standard output
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
}

/// The two forms of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Json,
    Journal,
}

impl Form {
    fn other(self) -> Self {
        match self {
            Self::Json => Self::Journal,
            Self::Journal => Self::Json,
        }
    }

    /// The form that a file's ending says.
    fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "lore" => Some(Self::Journal),
            _ => None,
        }
    }

    /// The name of the exporter that writes it.
    fn exporter(self) -> &'static str {
        match self {
            Self::Json => "story",
            Self::Journal => "journal",
        }
    }

    /// What its one file is called.
    fn file(self) -> &'static str {
        match self {
            Self::Json => "story.json",
            Self::Journal => "story.lore",
        }
    }
}

/// Converts the story.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let context = match args.file {
        None => context.clone(),
        Some(file) => Context {
            options: Options {
                story: vec![file],
                ..context.options.clone()
            },
            ..context.clone()
        },
    };
    let mut loaded = context.load()?;
    if loaded.is_broken() {
        context
            .output
            .findings(&loaded.findings, &loaded.files, context.options.format)?;
        return Err(Failure::Findings);
    }
    // What includes others was opened before them.
    let (count, first) = (loaded.files.iter().count(), loaded.files.iter().next());
    let given = match first {
        Some((_, file)) if load::is_journal(&file.name, &file.text) => Form::Journal,
        Some(_) | None => Form::Json,
    };
    let form = match args.output.as_deref().filter(|path| *path != Path::new("-")) {
        None => given.other(),
        Some(path) => Form::of(path).ok_or_else(|| {
            Failure::told(
                format!("`{}` does not end in a form of story", path.display()),
                "end it in `.json`, or in `.lore` for a journal",
            )
        })?,
    };
    // What is written to standard output is taken to stay where the story is.
    let folder = match args.output.as_deref().filter(|path| *path != Path::new("-")) {
        Some(path) => Some(path.parent().unwrap_or(Path::new("")).to_owned()),
        None => loaded.folder.clone(),
    };
    if let Some(folder) = folder {
        loaded.resettle(&folder);
    }
    if let Some(path) = args.output.as_deref()
        && let Some((_, source)) = loaded.files.iter().find(|(_, file)| is_same(path, Path::new(&file.name)))
    {
        return Err(Failure::told(
            format!("`{}` is a file of the story itself", source.name),
            "write to another file: comments and layout are not carried over; `lore fmt` lays a file out",
        ));
    }
    let world = context.world_of(&mut loaded)?;
    let text = written(&world, form)?;
    same(&world, form, &text)?;
    context
        .output
        .file(args.output.as_deref().unwrap_or(Path::new("-")), text.as_bytes())?;
    if count > 1 {
        context
            .output
            .remark(&format!("note: the {count} files of the story are one now"));
    }
    Ok(Exit::Done)
}

/// Whether two paths lead to one file that is there.
fn is_same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// A story in one of its forms.
fn written(world: &World, form: Form) -> Result<String, Failure> {
    let exporter = exchange::format(form.exporter()).expect("both forms have an exporter");
    let files = (exporter.write)(world, &Request::default()).map_err(|refused| Failure::told(refused.message, refused.help))?;
    let bytes = files.into_iter().next().map(|file| file.bytes).unwrap_or_default();
    Ok(String::from_utf8(bytes).expect("both forms are text"))
}

/// Makes sure that what was written says what the story says, before it stands anywhere.
fn same(world: &World, form: Form, text: &str) -> Result<(), Failure> {
    let input = Input::Bytes(form.file().to_owned(), text.as_bytes().to_vec());
    let again = load::open(&[input]).map_err(|unreadable| Failure::told(unreadable.to_string(), REPORT))?;
    let found = again.findings.iter().find(|finding| finding.level == crate::diag::Level::Error);
    let found = found.map(|finding| finding.message.clone());
    let again = World::of(again.story, again.vocabulary, Lens::default());
    if found.is_none() && written(&again, Form::Json)? == written(world, Form::Json)? {
        return Ok(());
    }
    let why = found.map_or_else(String::new, |message| format!(": {message}"));
    Err(Failure::told(
        format!("what would be written is not read back as the same story{why}"),
        REPORT,
    ))
}

/// What to do about a fault of the program itself.
const REPORT: &str = "nothing was written; this is a fault of Lorescope: please report it with the story";
