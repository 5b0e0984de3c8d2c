//! `lore page`: the story as one HTML file.

use super::{Context, Exit, Failure};
use crate::check::examine_concerning;
use crate::page::{Judged, Page};
use std::path::{Path, PathBuf};

/// Write the story as one HTML file, to look at and to search, that needs no network
///
/// It holds the network, the timeline, everybody and every event with quotes, and what `lore check` finds; one slider moves through the story, another through its telling.
/// With `--told-by`, what is told later is not in the file.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  lore page -o story.html\n  lore page --told-by 3.2 -o so-far.html")]
pub(crate) struct Args {
    /// The file to write; without one, the HTML goes to standard output
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
}

/// Writes the page.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let mut loaded = context.load()?;
    let settings = loaded.read_settings();
    loaded.read_documents();
    let (world, loaded) = context.read_sound(loaded)?;
    let told_by = context.options.told_by.as_deref();
    let findings = match told_by {
        // Whoever checks a story knows the end of it.
        Some(_) => Vec::new(),
        None => {
            let read = loaded.findings.iter().map(|finding| Judged::of(&world, finding.clone(), &[]));
            let found = examine_concerning(&world, &loaded.files, &loaded.origins, &settings);
            let found = found.into_iter().map(|(finding, on)| Judged::of(&world, finding, &on));
            read.chain(found).collect()
        }
    };
    let page = Page {
        world: &world,
        told_by,
        findings: &findings,
    };
    let written = page.html();
    for note in &written.notes {
        context.output.remark(note);
    }
    let path = args.output.as_deref().unwrap_or(Path::new("-"));
    context.output.file(path, written.html.as_bytes())?;
    Ok(Exit::Done)
}
