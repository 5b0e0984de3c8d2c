//! `lore page`: the story as one HTML file.

use super::{Context, Exit, Failure};
use crate::cli::checked::Checked;
use crate::cli::pages::Paged;
use crate::cli::pictures::Target;

/// Write the story as one HTML file, to look at and to search, that needs no network
///
/// It holds the network, the timeline, everybody and every event with quotes, and what `lore check` finds; one slider moves through the story, another through its telling.
/// With `--told-by`, what is told later is not in the file.
#[derive(Debug, clap::Args)]
#[command(
    mut_arg("output", |arg| arg.help("The file to write; without one, the HTML goes to standard output")),
    after_help = "Examples:\n  lore page -o story.html\n  lore page --as-of start -o story.html\n  lore page --told-by 3.2 -o so-far.html")]
pub(crate) struct Args {
    #[command(flatten)]
    target: Target,
}

/// Writes the page.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let mut loaded = context.load()?;
    let images = loaded.read_images();
    let page = if context.options.told_by.is_some() {
        // Whoever checks a story knows the end of it.
        let world = context.sound_world(&mut loaded)?;
        context.tell_unread(&images, &loaded, &world)?;
        Paged::opened(context, &images, &world, &[])?
    } else {
        let checked = Checked::of(context, &mut loaded, &[])?;
        let Some(world) = &checked.world else {
            let format = context.options.format;
            context.output.findings(&checked.findings, &loaded.files, format)?;
            return Err(Failure::Findings);
        };
        context.tell_unread(&images, &loaded, world)?;
        Paged::opened(context, &images, world, &checked.judged(world))?
    };
    args.target.write(context.output, page.sealed().as_bytes())?;
    Ok(Exit::Done)
}
