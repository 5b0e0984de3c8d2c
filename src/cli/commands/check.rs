//! `lore check`: everything that is wrong with a story.

use super::{Context, Exit, Failure};
use crate::diag::{Finding, Level};

/// Check the story and report every finding; silent when there is none
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The least that makes the exit status 1
    #[arg(long, value_name = "LEVEL", default_value = "warning")]
    level: Threshold,
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
    let mut loaded = context.load()?;
    let fatal = |finding: &Finding| finding.level == Level::Error;
    let mut broken = loaded.findings.iter().any(fatal);
    let mut findings = std::mem::take(&mut loaded.findings);
    if !broken {
        loaded.read_documents();
        let world = context.world_of(&mut loaded)?;
        findings.extend(crate::check::findings(&world, &loaded.files, &loaded.origins));
        crate::diag::arrange(&mut findings);
        // A loop keeps a story from being asked anything, as what does not load does.
        broken = findings.iter().any(fatal);
    }
    if !findings.is_empty() {
        context.output.findings(&findings, &loaded.files, context.options.format)?;
    }
    let counts = findings.iter().any(|finding| args.level.takes(finding.level));
    Ok(match (broken, counts) {
        (true, _) => Exit::Failed,
        (false, true) => Exit::No,
        (false, false) => Exit::Done,
    })
}
