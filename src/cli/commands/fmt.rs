//! `lore fmt`: a story's text in its one canonical layout.

use super::{Context, Exit, Failure};
use crate::diag::{FileId, Files, Finding, Place};
use crate::load::tree::Value;
use crate::load::{self, Unreadable, journal, tree};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Lay the text of a story out as it should be, comments kept
///
/// A journal keeps its lines in their order, and every word on them; JSON gets its keys in order too.
/// What the story says is the same before and after.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The files to lay out; `-` is standard input, laid out to standard output; without any, the story of this folder
    #[arg(value_name = "FILE", conflicts_with = "story")]
    files: Vec<PathBuf>,
    /// Change nothing; name the files that would change, with exit status 1 if there are any
    #[arg(long)]
    check: bool,
}

/// A text and what it should be.
struct Laid {
    path: PathBuf,
    changed: bool,
    text: String,
}

/// Lays the files out, all of them or, where one cannot be read, none.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let paths = match (args.files.as_slice(), context.options.story.as_slice()) {
        ([], []) => vec![PathBuf::new()],
        ([], given) => given.to_vec(),
        (given, _) => given.to_vec(),
    };
    let mut laid = Vec::new();
    let (mut files, mut findings) = (Files::default(), Vec::new());
    for path in paths {
        let path = if path == Path::new("") || path.is_dir() { story_in(&path)? } else { path };
        let bytes = read(&path)?;
        match lay(&path, &bytes, &mut files) {
            Ok(text) => laid.push(Laid { changed: text.as_bytes() != bytes, text, path }),
            Err(faults) => findings.extend(faults),
        }
    }
    if !findings.is_empty() {
        context.output.findings(&findings, &files, context.options.format)?;
        return Err(Failure::Findings);
    }
    let mut exit = Exit::Done;
    for one in &laid {
        let is_input = one.path == Path::new("-");
        if args.check && one.changed {
            context.output.text(&format!("{}\n", if is_input { "<stdin>".into() } else { one.path.display().to_string() }))?;
            exit = Exit::No;
        } else if !args.check && (one.changed || is_input) {
            context.output.file(&one.path, one.text.as_bytes())?;
        }
    }
    Ok(exit)
}

/// The story of a folder: its journal, or else its JSON.
fn story_in(folder: &Path) -> Result<PathBuf, Failure> {
    let names = ["story.lore", "story.json"].map(|name| folder.join(name));
    names.into_iter().find(|path| path.is_file()).ok_or_else(|| {
        Failure::told(
            "there is no `story.lore` and no `story.json` here",
            "name the files to lay out: `lore fmt FILE…`",
        )
    })
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut bytes).map(drop)
    } else {
        std::fs::read(path).map(|read| bytes = read)
    };
    read.map_err(|error| Failure::Told {
        message: Unreadable { path: path.to_owned(), error }.to_string(),
        help: None,
    })?;
    Ok(bytes)
}

/// The canonical layout of a text, or what keeps it from having one.
fn lay(path: &Path, bytes: &[u8], files: &mut Files) -> Result<String, Vec<Finding>> {
    let id = FileId(u32::try_from(files.iter().count()).unwrap_or(u32::MAX));
    let name = if path == Path::new("-") { "<stdin>".to_owned() } else { path.display().to_string() };
    let (text, fault) = tree::decode(id, bytes);
    files.add(name.clone(), text.clone().into_owned());
    if let Some(fault) = fault {
        return Err(vec![fault]);
    }
    if load::is_journal(&name, &text) {
        return Ok(journal::layout::canonical(&text));
    }
    let mut read = tree::read(id, &text);
    let is_story = match &read.tree.value {
        Value::Object(members) => members.iter().any(|(key, _)| key.name == "lorescope"),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Bad => false,
    };
    if read.findings.is_empty() && !is_story {
        let start = text.len() - text.trim_start().len();
        let finding = Finding::error("missing-key", format!("`{name}` is no story, and is left as it is"));
        let help = "a story begins with `\"lorescope\": 1`, and a journal ends in `.lore`";
        read.findings.push(finding.at(Place::new(id, start..text.len().min(start + 1))).help(help));
    }
    if read.findings.is_empty() { Ok(load::layout::canonical(&read.tree)) } else { Err(read.findings) }
}
