//! `lore explain`: the page of a rule, or the list of all rules.

use super::{Context, Exit, Failure};
use crate::ask::{Answer, Cell, Row};
use crate::check::{Known, help_for_unknown, known};
use crate::cli::format::Format;
use crate::vocabulary::Vocabulary;

/// Explain a rule: what it protects from, a story that breaks it, and what to do
///
/// Without a rule, list them all.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The rule, as it stands in the brackets of a finding
    #[arg(value_name = "RULE")]
    rule: Option<String>,
}

/// Prints the page, or the list.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let known = known();
    let Some(typed) = args.rule else {
        let answer = listed("explain", "Every rule".to_owned(), &known);
        context.output.answer(&answer, context.options.format)?;
        return Ok(Exit::Done);
    };
    // Whoever copies a rule out of a finding may take its brackets along.
    let name = typed.trim().trim_matches(['[', ']', '`']);
    let Some(rule) = known.iter().find(|rule| rule.name == name) else {
        return Err(Failure::told(
            format!("there is no rule `{name}` with a page"),
            help(name),
        ));
    };
    match context.options.format {
        Format::Text => context.output.page(rule.page)?,
        Format::Markdown => context.output.text(rule.page)?,
        format @ (Format::Json
        | Format::Csv
        | Format::Dot
        | Format::Sarif
        | Format::Github
        | Format::Tsv
        | Format::Xml
        | Format::Turtle
        | Format::Ntriples) => {
            let question = format!("explain {name}");
            let mut answer = listed(&question, format!("The rule `{name}`"), std::slice::from_ref(rule));
            answer.columns.push("page".to_owned());
            answer.rows[0].cells.push(Cell::text(Some(rule.page)));
            context.output.answer(&answer, format)?;
        }
    }
    Ok(Exit::Done)
}

fn help(name: &str) -> String {
    let help = help_for_unknown(name, &Vocabulary::prelude());
    if help.starts_with("did you mean") {
        return help;
    }
    format!("{help}; one that a story declares under `needs` has no page: its finding says what is needed")
}

/// The rules as an answer, a row each.
fn listed(question: &str, reading: String, rules: &[Known]) -> Answer {
    let row = |rule: &Known| Row {
        section: Some(rule.group.title().to_owned()),
        lead: Some(rule.name.to_owned()),
        sentence: format!("{}: {}", rule.level.word(), rule.summary.trim_end_matches('.')),
        cells: vec![
            Cell::text(Some(rule.name)),
            Cell::text(Some(rule.level.word())),
            Cell::text(Some(rule.summary)),
        ],
        ..Row::default()
    };
    Answer {
        question: question.to_owned(),
        reading,
        columns: ["rule", "level", "summary"].map(str::to_owned).to_vec(),
        rows: rules.iter().map(row).collect(),
        ..Answer::default()
    }
}
