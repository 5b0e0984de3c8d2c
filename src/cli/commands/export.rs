//! `lore export`: the story in the forms of other programs.

use super::{Context, Exit, Failure};
use crate::ask::Asked;
use crate::exchange::{self, FORMATS, File, Request};
use std::path::PathBuf;

/// Write the story in the form of another program
///
/// An answer as JSON or CSV is another thing: it is what `--format` gives with a question, as in `lore who allied --format json`.
#[derive(Debug, clap::Args)]
#[command(after_help = forms())]
pub(crate) struct Args {
    /// The form, from the list below
    #[arg(value_name = "FORM", value_parser = clap::builder::PossibleValuesParser::new(FORMATS.iter().map(|form| form.name)), hide_possible_values = true)]
    form: String,
    /// The file to write (`-` for standard output); the folder, where a form has several files
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
}

fn forms() -> String {
    let lines = FORMATS
        .iter()
        .map(|form| format!("\n  {:<10}{}", form.name, form.describe));
    format!("Forms:{}", lines.collect::<String>())
}

/// Writes the files.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let form = exchange::format(&args.form).expect("the command line admits only forms that there are");
    let world = context.world()?;
    let asked: Asked = context.asked(Vec::new());
    let request = Request {
        as_of: asked.as_of(&world)?,
    };
    let files = (form.write)(&world, &request).map_err(|refused| Failure::told(refused.message, refused.help))?;
    match (files.as_slice(), args.output) {
        ([file], None) => context.output.bytes(&file.bytes)?,
        ([file], Some(path)) if !path.is_dir() => context.output.file(&path, &file.bytes)?,
        (files, Some(folder)) => into_folder(context, files, &folder)?,
        (files, None) => {
            let names: Vec<String> = files.iter().map(|file| format!("`{}`", file.name)).collect();
            return Err(Failure::told(
                format!("`{}` makes {} files: {}", form.name, files.len(), names.join(", ")),
                format!("name a folder for them: `lore export {} -o FOLDER`", form.name),
            ));
        }
    }
    Ok(Exit::Done)
}

fn into_folder(context: &Context, files: &[File], folder: &std::path::Path) -> Result<(), Failure> {
    context.output.folder(folder)?;
    for file in files {
        context.output.file(&folder.join(&file.name), &file.bytes)?;
    }
    Ok(())
}
