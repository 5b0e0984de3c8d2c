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
    format!(
        "wrote `{path}`: two houses, a pact, a betrayal and a death; every `note` in it says what its part is for

Try:
  lore{option} check                           whether anything is wrong (silent when not)
  lore{option} who allied                      who was allied with whom, from when until when
  lore{option} who dead --as-of end            how things stand at the end
  lore{option} why dead rowan                  the whole chain that led there
  lore{option} show ada                        everything about one of them
  lore{option} draw -o story.svg               a picture
  lore{option} list kinds                      the kinds of event there are, and their roles
  lore schema{pad} -o story.schema.json        for your editor, to complete as you type",
        pad = "",
        path = path.display()
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_story_to_start_from_has_no_finding() {
        let loaded = crate::load::read("story.json", super::STARTER);
        assert_eq!(loaded.findings, []);
    }
}
