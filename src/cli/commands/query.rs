//! `lore query`: SPARQL over the story itself.

use super::{Context, Exit, Failure};
use crate::cli::format::Format;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Ask the story in SPARQL 1.1, for what no other command can say
///
/// The story is one graph, worked out as it is asked for: entities, events by role, stretches of time with what began and ended them, sources.
/// Its prefixes need no PREFIX lines: `:` is the story's own, `rel:`, `kind:` and `role:` its words, `lore:` the rest; docs/query.md tells all of it.
/// Rows without ORDER BY are put in an order that is always the same.
/// A query that looks at too much is given up; Ctrl-C ends any.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  lore query 'SELECT ?who WHERE { ?e lore:kind kind:killing ; role:killer ?who }'\n  lore query 'SELECT ?a ?b WHERE { ?s lore:relation rel:allied ; lore:subject ?a ; lore:object ?b FILTER(lore:holds(?s, \"end\") = \"yes\") }'\n  lore query 'DESCRIBE :kira' --format ntriples\n  lore query --file question.rq --format json\n\nExit status: 0 done, 1 ASK and the answer is no, 2 could not be done"
)]
pub(crate) struct Args {
    /// The query
    #[arg(value_name = "QUERY", required_unless_present = "file", conflicts_with = "file")]
    query: Option<String>,
    /// A file with the query; `-` is standard input
    #[arg(short, long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// How to write what is found
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        value_parser = Format::parser(&Format::OF_QUERIES),
    )]
    format: Format,
}

/// Prints what the query finds.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let text = match (args.query, args.file) {
        (Some(text), _) => text,
        (None, Some(file)) => text_of(&file)?,
        (None, None) => String::new(),
    };
    ask(context, &text, args.format)
}

fn text_of(file: &Path) -> Result<String, Failure> {
    let read = if file == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().lock().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(file)
    };
    read.map_err(|error| {
        Failure::told(
            format!("cannot read the query from `{}`: {error}", file.display()),
            "name a file of UTF-8 text, or write the query behind `lore query`, in quotes",
        )
    })
}

#[cfg(not(feature = "sparql"))]
fn ask(_: &Context, _: &str, _: Format) -> Result<Exit, Failure> {
    Err(Failure::told(
        "this `lore` was built without SPARQL",
        "build it with the feature `sparql`, which is on by default",
    ))
}

#[cfg(feature = "sparql")]
fn ask(context: &Context, text: &str, format: Format) -> Result<Exit, Failure> {
    use crate::rdf::{self, Found};
    let world = context.world()?;
    let found = rdf::ask(&world, text).map_err(|refused| {
        let message = match refused.at {
            Some((line, column)) => format!("{} (line {line}, column {column} of the query)", refused.message),
            None => refused.message,
        };
        Failure::told(message, refused.help)
    })?;
    let written = format.found(&found).map_err(|refused| Failure::told(refused.message, refused.help))?;
    context.output.bytes(&written)?;
    if context.desk.is_none() {
        // Taking a large world apart would cost more than the answer did.
        std::mem::forget(world);
    }
    Ok(match found {
        Found::Truth(false) => Exit::No,
        Found::Truth(true) | Found::Rows(_) | Found::Triples(..) => Exit::Done,
    })
}
