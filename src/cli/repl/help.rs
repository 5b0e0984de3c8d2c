//! What the prompt tells of itself.

use super::COMMANDS;
use super::settings::settable;
use clap::Command;

/// What can be typed at the prompt.
pub(super) fn help(program: &Command) -> String {
    let mut rows: Vec<(String, String)> = [
        (
            "who allied --of kira",
            "a command, as on the command line; `help who` tells of one",
        ),
        ("Kai Winn", "a name: everything about whoever bears it"),
        ("Who killed Weyoun?", "a question in English"),
        (
            "2",
            "what the last answer numbers [2]; so too `why 2`, `path 1 2`, `:as-of [3]`",
        ),
    ]
    .map(|(typed, what)| (typed.to_owned(), what.to_owned()))
    .to_vec();
    if program.find_subcommand("ask").is_none() {
        rows.remove(2);
    }
    let mut text = "Type one of these:\n".to_owned();
    columns(&mut text, &rows);
    text.push_str("\nThese stay until they are changed; without a value they are cleared:\n");
    let settings = settable(program).filter_map(|arg| {
        let value = arg.get_value_names().and_then(|names| names.first());
        let value = value.map(|value| format!(" {value}")).unwrap_or_default();
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        Some((format!(":{}{value}", arg.get_long()?), help))
    });
    columns(&mut text, &settings.collect::<Vec<_>>());
    text.push('\n');
    columns(
        &mut text,
        &COMMANDS.map(|(name, what)| (name.to_owned(), what.to_owned())),
    );
    text.push_str(
        "\nTab completes names, words, commands and options; Ctrl-R finds an earlier line, Ctrl-C drops this one.\n",
    );
    text
}

fn columns(text: &mut String, rows: &[(String, String)]) {
    let width = rows.iter().map(|(typed, _)| typed.chars().count()).max().unwrap_or(0);
    for (typed, what) in rows {
        text.push_str(&format!("  {typed:width$}  {what}\n"));
    }
}
