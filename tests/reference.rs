//! The reference pages of `docs/` are written from the program's own tables, so that they cannot say anything else.
//!
//! `UPDATE=1 cargo test --test reference` writes them anew.

use clap::builder::{Str, StyledStr};
use clap::{Arg, Command, CommandFactory};
use lorescope::check::{Group, known};
use lorescope::cli::Cli;
use lorescope::exchange::FORMATS;
use lorescope::load::shape::Object;
use lorescope::load::table::OBJECTS;
use lorescope::model::EntityKind;
use lorescope::vocabulary::{KindDeclaration, RelationDeclaration, RoleDeclaration, prelude};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Holds a page to what the tables say, or writes it.
fn keep(name: &str, page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, page).expect("the page can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == page,
        "docs/{name} is out of date: run UPDATE=1 cargo test --test reference"
    );
}

#[test]
fn the_page_on_the_story_file_is_current() {
    let mut page = String::from(
        "# The story file\n\n\
         A story is a JSON file, `story.json`, that begins with `\"lorescope\": 1`.\n\
         This page lists every key of it, in canonical order; `lore schema` prints the same for editors.\n\
         Unknown keys are errors, and so are equal keys twice.\n\n\
         A **time** (`at`, `from`, `until`) stands on the story's one axis.\n\
         It is a number, a date of any precision (`\"1999-06-02\"`, `\"1999-06\"`, `\"1999\"`, `\"-0044-03-15\"`), or a label (`\"3.14\"`, `\"S07E25\"`).\n\
         It may be a range (`\"1190..1193\"`, `\"1190..\"`, `\"..1193\"`) or a guess (`\"circa 1190\"`, five units of the last place either way).\n\
         `from` and `until` also take the id of an event.\n\
         A place in the **telling** (`told`) is a number or a label, on an axis of its own.\n\n\
         Names may be given wherever an id may: ids win, then names and aliases, case, accents and a leading *the* aside.\n",
    );
    for object in OBJECTS {
        describe(object, &mut page);
    }
    keep("story-file.md", &page);
}

fn describe(object: &Object, page: &mut String) {
    let _ = write!(
        page,
        "\n## {}\n\n| key | holds | what it is for |\n| --- | --- | --- |\n",
        capital(object.noun)
    );
    for key in object.keys {
        let needed = if key.required { " (needed)" } else { "" };
        let _ = writeln!(
            page,
            "| `{}`{needed} | {} | {} |",
            key.name,
            escape(&key.shape.expected()),
            escape(key.doc)
        );
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn escape(text: &str) -> String {
    text.replace('|', "\\|")
}

#[test]
fn the_page_on_the_vocabulary_is_current() {
    let prelude = prelude();
    let mut page = String::from(
        "# The vocabulary\n\n\
         What can hold in a story, and what can happen in it, is declared, not programmed.\n\
         This page lists the built-in declarations; a story adds to them or replaces them under `vocabulary`, in the same form.\n\n\
         In an effect, the same role twice means every pair in it, `role:faction` only the fillers of that sort, `role?` somebody unknown where the role is empty, `*` anybody, `place` the place of the event, and `event` the event itself; `first` says that it never held before.\n\n\
         ## Relations\n\n\
         | relation | between | words | properties |\n| --- | --- | --- | --- |\n",
    );
    for (name, relation) in &prelude.relations.0 {
        let between: Vec<String> = relation.between.iter().map(|sort| sort.replace('|', " or ")).collect();
        let _ = writeln!(
            page,
            "| `{name}` | {} | {} | {} |",
            between.join(", "),
            relation.words.base,
            properties(relation).join("; ")
        );
    }
    page.push_str("\n## Kinds of event\n");
    for (name, kind) in &prelude.kinds.0 {
        declare(name, kind, &mut page);
    }
    keep("vocabulary.md", &page);
}

fn properties(relation: &RelationDeclaration) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    said.extend(relation.symmetric.then(|| "both ways".to_owned()));
    said.extend(relation.single.then(|| "one at a time".to_owned()));
    said.extend(relation.ends_with_life.then(|| "ends with life".to_owned()));
    said.extend(relation.holds_from_always.then(|| "holds from always".to_owned()));
    said.extend(relation.excludes.iter().map(|other| format!("excludes `{other}`")));
    said.extend(relation.obscures.iter().map(|other| format!("obscures `{other}`")));
    said.extend(relation.means.as_ref().map(|means| format!("means {means}")));
    said
}

/// Whether whoever plays a role knows of the event, in a word.
fn aware(declared: &RoleDeclaration) -> &'static str {
    let topic = declared
        .of
        .split('|')
        .any(|sort| matches!(sort.trim(), "any" | "event"));
    match declared.aware {
        Some(true) => "yes",
        Some(false) => "no",
        None if declared.agentive => "yes",
        None if topic => "no",
        None => "as a rule",
    }
}

fn declare(name: &str, kind: &KindDeclaration, page: &mut String) {
    let is = kind.is.as_ref().map(|is| format!(" (is `{is}`)")).unwrap_or_default();
    let _ = write!(page, "\n### {name}{is}\n\n");
    for pattern in &kind.patterns {
        let _ = writeln!(page, "- `{pattern}`");
    }
    if !kind.roles.0.is_empty() {
        page.push_str("\n| role | who | how many | acts | knows of it |\n| --- | --- | --- | --- | --- |\n");
    }
    for (role, declared) in &kind.roles.0 {
        let count = declared.count.as_deref().unwrap_or("1..");
        let acts = if declared.agentive { "yes" } else { "no" };
        let _ = writeln!(
            page,
            "| `{role}` | {} | {count} | {acts} | {} |",
            declared.of.replace('|', " or "),
            aware(declared)
        );
    }
    let effects = [("Starts", &kind.starts), ("Ends", &kind.ends)];
    let mut lines: Vec<String> = Vec::new();
    for (word, effects) in effects {
        let quoted: Vec<String> = effects.iter().map(|effect| format!("`{effect}`")).collect();
        lines.extend((!quoted.is_empty()).then(|| format!("{word} {}.", quoted.join(", "))));
    }
    for need in &kind.needs {
        let any: Vec<String> = need.any.iter().map(|effect| format!("`{effect}`")).collect();
        lines.push(format!("Needs {} (else `{}`).", any.join(" or "), need.rule));
    }
    let demands = [("there in person", kind.in_person), ("free", kind.free)];
    for (how, demanded) in demands {
        let need = |must: bool| if must { "is" } else { "need not be" };
        lines.extend(demanded.map(|must| format!("Whoever acts {} {how}.", need(must))));
    }
    if !kind.also.is_empty() {
        lines.push(format!("Also understood: {}.", kind.also.join(", ")));
    }
    if !lines.is_empty() {
        let _ = write!(page, "\n{}\n", lines.join("\n"));
    }
}

#[test]
fn the_page_on_the_rules_is_current() {
    let known = known();
    let mut page = String::from(
        "# The rules\n\n\
         `lore check` holds a story to these rules, and `lore explain RULE` prints what is said of one here.\n\
         Each finding names its rule in brackets, shows every place that it is about, and says what to do.\n\n\
         A **waiver** lets a finding stand, with a reason: `\"allow\": {\"RULE\": \"why\"}` on the event or the entity that it is about, or at the top of the story for the story as a whole.\n\
         A `lore.toml` beside the story says how much a rule weighs, and whether hints count:\n\n\
         ```toml\nstrict = true\n\n[rules]\nnever-appears = \"off\"\ntold-before-introduced = \"error\"\n```\n\n\
         A level is `off`, `hint`, `warning` or `error`; a finding that rests on little stays one level weaker than its rule.\n\
         Of what stands under *What story files must keep to* nothing can be waived or set: it is found before the story can be examined.\n\
         A kind of event that a story declares itself may name rules of its own under `needs`, and they are rules like these, though without a page.\n",
    );
    for group in Group::ALL {
        let _ = write!(
            page,
            "\n## {}\n\n| rule | level | what it protects from |\n| --- | --- | --- |\n",
            group.title()
        );
        for rule in known.iter().filter(|rule| rule.group == group) {
            let summary = escape(rule.summary.trim_end_matches('.'));
            let _ = writeln!(page, "| [{0}](#{0}) | {1} | {summary} |", rule.name, rule.level.word());
        }
    }
    page.push_str("\n## Every rule by itself\n");
    for rule in &known {
        page.push('\n');
        let mut inside = false;
        for line in rule.page.lines() {
            inside ^= line.starts_with("```");
            // The heading of a page is one of many here.
            let deeper = if line.starts_with('#') && !inside { "##" } else { "" };
            // A file of a page is shown under its name; here it is no file that stands beside this page.
            match line.strip_prefix("```").and_then(|info| info.split_once(' ')) {
                Some((language, file)) if inside => {
                    let _ = writeln!(page, "`{file}`:\n\n```{language}");
                }
                _ => {
                    let _ = writeln!(page, "{deeper}{line}");
                }
            }
        }
    }
    keep("rules.md", &page);
}

#[test]
fn the_page_on_the_commands_is_current() {
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    let shown = |command: &&Command| !command.is_hide_set();
    let commands: Vec<&Command> = program.get_subcommands().filter(shown).collect();
    let mut page = String::from(
        "# The commands\n\n\
         This page lists every command with every option of it; `lore COMMAND --help` prints the same with what each value means, and `lore man COMMAND` makes a manual page of it.\n\n\
         | command | what it does |\n| --- | --- |\n",
    );
    for command in &commands {
        let name = command.get_name();
        let _ = writeln!(
            page,
            "| [`lore {name}`](#lore-{name}) | {} |",
            cell(command.get_about())
        );
    }
    page.push_str(
        "\n## Shared options\n\n\
         Each of these stands before the command or behind it.\n\
         A command takes those that mean something to it, and refuses the others.\n\n\
         | option | what it says | taken by |\n| --- | --- | --- |\n",
    );
    for arg in program.get_arguments().filter(|arg| arg.is_global_set()) {
        let takes = |command: &&&Command| shared(command).any(|own| own.get_id() == arg.get_id());
        let takers: Vec<String> = commands
            .iter()
            .filter(takes)
            .map(|command| format!("`{}`", command.get_name()))
            .collect();
        let takers = if takers.len() == commands.len() {
            "every command".to_owned()
        } else {
            takers.join(", ")
        };
        let _ = writeln!(page, "| {} | {} | {takers} |", typed(arg), meaning(arg));
    }
    for command in commands {
        tell(command, &mut page);
    }
    keep("commands.md", &page);
}

#[test]
fn the_guide_says_of_every_form_what_it_keeps() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide.md");
    let guide = fs::read_to_string(guide).expect("it is there");
    for form in FORMATS {
        let row = format!("| `{}` | ", form.name);
        assert_eq!(
            guide.matches(&row).count(),
            1,
            "docs/guide.md, of `lore export {}`",
            form.name
        );
    }
}

/// The shared options that a command takes, those that it gives another meaning among them.
fn shared(command: &Command) -> impl Iterator<Item = &Arg> {
    let ids = [
        "story",
        "as_of",
        "before",
        "told_by",
        "through",
        "according_to",
        "explain",
        "format",
        "color",
    ];
    let args = command.get_arguments().filter(|arg| !arg.is_hide_set());
    args.filter(move |arg| ids.contains(&arg.get_id().as_str()))
}

/// A command with everything that is typed for it alone.
fn tell(command: &Command, page: &mut String) {
    let name = command.get_name();
    let about = command.get_long_about().or(command.get_about());
    let about = about.map(ToString::to_string).unwrap_or_default();
    let (first, rest) = about.split_once('\n').unwrap_or((&about, ""));
    let rest = if rest.is_empty() {
        String::new()
    } else {
        format!("\n{rest}")
    };
    let _ = writeln!(page, "\n## lore {name}\n\n{first}.{}", sentences(&rest));
    let own = |arg: &&Arg| !arg.is_hide_set() && !arg.is_global_set() && arg.get_id() != "help";
    let mut own: Vec<&Arg> = command.get_arguments().filter(own).collect();
    // What a command says in its own words of an option that others have too, clap moves to the end.
    own.sort_by_key(|arg| !arg.is_positional() && arg.get_id() != "output");
    if !own.is_empty() {
        page.push_str("\n| typed | what it says |\n| --- | --- |\n");
    }
    for arg in own {
        let _ = writeln!(page, "| {} | {} |", typed(arg), meaning(arg));
    }
    let names: Vec<String> = shared(command)
        .filter(|arg| arg.is_global_set())
        .filter_map(|arg| Some(format!("`--{}`", arg.get_long()?)))
        .collect();
    let _ = writeln!(page, "\nShared: {}.", names.join(", "));
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    for part in after.split("\n\n").filter(|part| !part.is_empty()) {
        match part.split_once(":\n") {
            Some((head, lines)) => {
                let language = if head == "Examples" { "sh" } else { "text" };
                let lines = lines.lines().map(|line| format!("{}\n", line.trim_start()));
                let _ = writeln!(page, "\n```{language}\n{}```", lines.collect::<String>());
            }
            None => {
                let _ = writeln!(page, "\n{part}.");
            }
        }
    }
}

/// How an argument is typed.
fn typed(arg: &Arg) -> String {
    let values = arg.get_value_names().unwrap_or_default();
    let values: Vec<&str> = values.iter().map(Str::as_str).collect();
    let values = format!(" {}", values.join(" "));
    let values = if arg.get_action().takes_values() {
        values
    } else {
        String::new()
    };
    match (arg.get_short(), arg.get_long()) {
        (Some(short), Some(long)) => format!("`-{short}`, `--{long}{values}`"),
        (None, Some(long)) => format!("`--{long}{values}`"),
        (_, None) => format!("`{}`", values.trim_start()),
    }
}

/// What an argument says, what it may be, and what it is unless somebody types it.
fn meaning(arg: &Arg) -> String {
    let mut said = cell(arg.get_help());
    let values = arg.get_possible_values();
    let values: Vec<String> = values.iter().map(|value| format!("`{}`", value.get_name())).collect();
    if !values.is_empty() && !arg.is_hide_possible_values_set() {
        let _ = write!(said, ": {}", values.join(", "));
    }
    let defaults = arg.get_default_values().iter().map(|value| value.to_string_lossy());
    let defaults: Vec<String> = defaults.map(|value| format!("`{value}`")).collect();
    if !defaults.is_empty() && arg.get_action().takes_values() {
        let _ = write!(said, "; {} unless said otherwise", defaults.join(" "));
    }
    said
}

/// Words for a cell of a table.
fn cell(words: Option<&StyledStr>) -> String {
    escape(&words.map(ToString::to_string).unwrap_or_default())
}

/// A text with a line a sentence.
fn sentences(text: &str) -> String {
    let mut lines = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(". ") {
        let (sentence, others) = rest.split_at(at + 1);
        let others = others.trim_start_matches(' ');
        let parting = if others.starts_with(char::is_uppercase) || others.starts_with('`') {
            "\n"
        } else {
            " "
        };
        lines.push_str(sentence);
        lines.push_str(parting);
        rest = others;
    }
    lines + rest
}

#[test]
fn the_four_sorts_of_entity_have_their_tables() {
    for kind in EntityKind::ALL {
        assert!(
            OBJECTS.iter().any(|object| object.noun == kind.word()),
            "{} has no table",
            kind.word()
        );
    }
}
