//! `lore schema`: the JSON Schema of a story file, for editors.

use super::{Context, Exit, Failure};
use std::path::PathBuf;

/// Print the JSON Schema of a story file, which editors use to complete and check it
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Write it to a file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Prints the schema.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let schema = crate::load::schema::schema();
    match args.output {
        Some(path) => context.output.file(&path, schema.as_bytes())?,
        None => context.output.text(&schema)?,
    }
    Ok(Exit::Done)
}
