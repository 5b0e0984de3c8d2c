//! `lore new`: a small story to start from, explained.

use super::{Context, Exit, Failure};
use std::path::{Path, PathBuf};

/// Write a small story to start from
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where to write it: a file, or a folder for a `story.json` in it
    #[arg(value_name = "PATH", default_value = "story.json")]
    path: PathBuf,
}

/// The story to start from.
const STARTER: &str = include_str!("new.json");

/// Writes the story, and says what can be done with it.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let path = if args.path.is_dir() { args.path.join("story.json") } else { args.path };
    if path.exists() {
        return Err(Failure::told(
            format!("`{}` is there already and is left as it is", path.display()),
            "name another place: `lore new PATH`",
        ));
    }
    context.output.file(&path, STARTER.as_bytes())?;
    context.output.remark(&guide(&path));
    Ok(Exit::Done)
}

/// What to try first.
fn guide(path: &Path) -> String {
    let option = if path == Path::new("story.json") { String::new() } else { format!(" -s {}", path.display()) };
    let mut guide = format!(
        "wrote `{}`: two houses, a pact, a betrayal and a death; every `note` in it says what its part is for\n\nTry:",
        path.display()
    );
    let width = option.chars().count() + SCHEMA.len();
    for (command, what) in TRY {
        let command = format!("lore{option} {command}");
        guide.push_str(&format!("\n  {command:width$}  {what}"));
    }
    guide + &format!("\n  {SCHEMA:width$}  for your editor, to complete as you type")
}

/// The widest of the commands; it is of no story, and so names no file.
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
    #[test]
    fn the_story_to_start_from_has_no_finding() {
        let loaded = crate::load::read("story.json", super::STARTER);
        assert_eq!(loaded.findings, []);
    }

    #[test]
    fn what_to_try_stands_in_two_columns() {
        for path in ["story.json", "tales/of/old.json"] {
            let guide = super::guide(std::path::Path::new(path));
            let tries = guide.lines().filter(|line| line.starts_with("  lore"));
            let mut second: Vec<usize> = tries
                .map(|line| line.len() - line.rsplit("  ").next().map_or(0, str::len))
                .collect();
            second.dedup();
            assert_eq!(second.len(), 1, "{guide}");
        }
    }
}
