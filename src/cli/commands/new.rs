//! `lore new`: a small story to start from, explained.

use super::{Context, Exit, Failure};
use std::path::{Path, PathBuf};

/// Write a small story to start from
///
/// It is a journal, with comments that say what each part of it is for; or JSON, where the file is to end in `.json`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where to write it: a file, or a folder for a `story.lore` in it; without it, this folder
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// Write the story as JSON, for programs
    #[arg(long)]
    json: bool,
}

/// The story to start from, as a journal.
const JOURNAL: &str = include_str!("new.lore");
/// The same story as JSON.
const JSON: &str = include_str!("new.json");

/// Writes the story, and says what can be done with it.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let name = if args.json { "story.json" } else { "story.lore" };
    let path = match args.path {
        None => PathBuf::from(name),
        Some(folder) if folder.is_dir() || folder.as_os_str().to_string_lossy().ends_with('/') => folder.join(name),
        Some(file) => file,
    };
    if path.exists() {
        return Err(Failure::told(
            format!("`{}` is there already and is left as it is", path.display()),
            "name another place: `lore new PATH`",
        ));
    }
    if path.extension().is_none() && !args.json {
        return Err(Failure::told(
            format!("`{}` does not end as a story does", path.display()),
            format!("name it `{}.lore`, or end it in `.json`", path.display()),
        ));
    }
    if let Some(folder) = path.parent().filter(|folder| *folder != Path::new("")) {
        context.output.folder(folder)?;
    }
    let is_json = args.json || path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let story = if is_json { JSON } else { JOURNAL };
    context.output.file(&path, story.as_bytes())?;
    context.output.remark(&guide(&path, is_json));
    Ok(Exit::Done)
}

/// What to try first.
fn guide(path: &Path, is_json: bool) -> String {
    let plain = [Path::new("story.lore"), Path::new("story.json")].contains(&path);
    let option = if plain { String::new() } else { format!(" -s {}", path.display()) };
    let mut guide = format!(
        "wrote `{}`: two houses, a pact, a betrayal and a death; every {} in it says what its part is for\n\nTry:",
        path.display(),
        if is_json { "`note`" } else { "comment" }
    );
    let tries: Vec<(String, &str)> = TRY
        .into_iter()
        .map(|(command, what)| (format!("lore{option} {command}"), what))
        .chain(is_json.then(|| (SCHEMA.to_owned(), "for your editor, to complete as you type")))
        .collect();
    let width = tries.iter().map(|(command, _)| command.chars().count()).max().unwrap_or(0);
    for (command, what) in tries {
        guide.push_str(&format!("\n  {command:width$}  {what}"));
    }
    guide
}

/// Of no story, and so it names no file; a journal needs none.
const SCHEMA: &str = "lore schema -o story.schema.json";
/// What can be done with a story.
const TRY: [(&str, &str); 7] = [
    ("check", "whether anything is wrong (silent when not)"),
    ("who allied", "who was allied with whom, from when until when"),
    ("who dead --as-of end", "how things stand at the end"),
    ("why dead rowan", "the whole chain that led there"),
    ("show ada", "everything about one of them"),
    ("draw -o story.svg", "a picture"),
    ("list kinds", "the kinds of event there are, and their roles"),
];

#[cfg(test)]
mod tests {
    use crate::load::{self, journal::layout};

    #[test]
    fn the_stories_to_start_from_have_no_finding() {
        for (name, text) in [("story.lore", super::JOURNAL), ("story.json", super::JSON)] {
            assert_eq!(load::read(name, text).findings, [], "{name}");
        }
        assert!(super::JOURNAL.lines().count() <= 40);
        assert_eq!(layout::canonical(super::JOURNAL), super::JOURNAL);
    }

    #[test]
    fn what_to_try_stands_in_two_columns() {
        for path in ["story.json", "story.lore", "tales/of/old.json"] {
            let guide = super::guide(std::path::Path::new(path), path.ends_with("json"));
            let tries = guide.lines().filter(|line| line.starts_with("  lore"));
            let mut second: Vec<usize> = tries
                .map(|line| line.len() - line.rsplit("  ").next().map_or(0, str::len))
                .collect();
            second.dedup();
            assert_eq!(second.len(), 1, "{guide}");
        }
    }
}
