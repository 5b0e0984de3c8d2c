//! `lore check`: everything that is wrong with a story.

use super::{Context, Exit, Failure};
use crate::cli::checked::Checked;
use crate::cli::format::Format;
use crate::diag::Level;

/// Check the story and report every finding; silent when there is none
///
/// Findings are drawn for people on standard error; `--format json`, `sarif` and `github` write them to standard output.
///
/// Waivers in the story (`allow`) let findings stand, and a `lore.toml` beside it sets how much each rule weighs.
/// `lore explain RULE` tells what a rule protects from, and what to do.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit status: 0 nothing of that level is found, 1 something is, 2 the story or `lore.toml` cannot be read, or the events have no order"
)]
pub(crate) struct Args {
    /// Let hints count too, as `--level hint` does
    #[arg(long, conflicts_with = "level")]
    strict: bool,
    /// The least that makes the exit status 1 [default: warning]
    #[arg(long, value_name = "LEVEL")]
    level: Option<Threshold>,
    /// Report only what these rules find
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    only: Vec<String>,
    /// How to write what is found
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        value_parser = Format::parser(&Format::OF_FINDINGS),
    )]
    format: Format,
}

/// The least serious finding that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Threshold {
    /// Only errors
    Error,
    /// Warnings too
    Warning,
    /// Hints too
    Hint,
}

impl Threshold {
    fn takes(self, level: Level) -> bool {
        let least = match self {
            Self::Error => Level::Error,
            Self::Warning => Level::Warning,
            Self::Hint => Level::Hint,
        };
        level <= least
    }
}

/// Prints the findings.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    if !Format::OF_FINDINGS.contains(&args.format) {
        return Err(Failure::told(
            "findings are neither a table nor a page",
            "write `--format text`, `json`, `sarif` or `github`",
        ));
    }
    let mut loaded = context.load()?;
    let checked = Checked::of(context, &mut loaded, &args.only)?;
    context.output.findings(&checked.findings, &loaded.files, args.format)?;
    let least = match args.level {
        Some(threshold) => threshold,
        None if args.strict || checked.settings.strict => Threshold::Hint,
        None => Threshold::Warning,
    };
    let counts = checked.findings.iter().any(|finding| least.takes(finding.level));
    Ok(match (checked.world.is_none(), counts) {
        (true, _) => Exit::Failed,
        (false, true) => Exit::No,
        (false, false) => Exit::Done,
    })
}
