//! `lore watch`: the story is checked and its page made anew whenever a file of it is saved.

use super::{Context, Exit, Failure};
use crate::cli::watch::{Server, Wanted, watch};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Check the story on every save, and serve its page, which loads itself again
///
/// Whenever one of the story's files is saved, `lore watch` prints what is wrong, as `lore check` does, and makes the page anew, as `lore page` does.
/// The files are the story's own and those it includes, `lore.toml`, and the documents and pictures it names.
/// The page is served to this machine alone; while the story cannot be read it stays as it was, and says so.
/// Ctrl-C ends it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  lore watch\n  lore watch --port 4127\n  lore watch --told-by 3.2\n  lore watch --no-serve -o story.html"
)]
pub(crate) struct Args {
    /// The port to serve the page on, with 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = 0)]
    port: u16,
    /// Do not serve the page
    #[arg(long, conflicts_with = "port")]
    no_serve: bool,
    /// Write the page to this file as well
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
}

/// Watches until somebody ends it.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    if context.desk.is_some() {
        return Err(Failure::told(
            "`lore watch` never ends, and the prompt would wait for it for ever",
            "type it in a terminal of its own",
        ));
    }
    if context.reads_stdin() {
        return Err(Failure::told(
            "standard input cannot be watched",
            "name a file with `--story PATH`",
        ));
    }
    if args.output.as_deref() == Some(Path::new("-")) {
        return Err(Failure::told(
            "a page that is written again and again needs a file",
            "name one, as in `-o story.html`",
        ));
    }
    let server = if args.no_serve { None } else { Some(bind(args.port)?) };
    let wanted = Wanted {
        output: args.output.as_deref(),
        server,
    };
    match watch(context, wanted)? {}
}

fn bind(port: u16) -> Result<Server, Failure> {
    Server::bind(port).map_err(|error| {
        if error.kind() == ErrorKind::AddrInUse {
            return Failure::told(
                format!("something else is served on port {port} already"),
                "leave `--port` out, and a free one is taken",
            );
        }
        if error.kind() == ErrorKind::PermissionDenied {
            return Failure::told(
                format!("port {port} may not be used"),
                "take one above 1023, or leave `--port` out",
            );
        }
        Failure::told(
            format!("nothing can be served on port {port}: {error}"),
            "`--no-serve -o FILE` writes the page instead",
        )
    })
}
