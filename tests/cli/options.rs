//! Options that commands share: each command heeds one, or refuses it and does not show it; none is passed over in silence.

use crate::typing::{Folder, lore};

/// A story of which every option tells something else.
const STORY: &str = r#"story "The Ford"
    in-order
source one "one.md"
source two "two.md"
source three "three.md"

faction house-thorne
faction house-vale
character ada
    member house-thorne
character rowan
    member house-vale
place ford
place mill

== 1 Spring
@ ford
[parley] ada meets rowan
[pact] house-thorne and house-vale ally
== 2 Autumn
[broken-pact] house-vale betrays house-thorne
@ mill
[feud] rowan betrays ada
    according-to one
@ ford
[ambush] rowan kills ada
    according-to two
@ mill
[haunting] ada meets rowan
"#;

/// Every command with what it needs to be typed whole, and the line that `lore repl` is fed.
const COMMANDS: [(&str, &[&str]); 24] = [
    ("new", &["new", "other.lore"]),
    ("check", &["check"]),
    ("explain", &["explain"]),
    ("list", &["list", "events"]),
    ("ask", &["ask", "who killed Ada?"]),
    ("who", &["who", "hostile", "--of", "ada"]),
    ("show", &["show", "rowan"]),
    ("timeline", &["timeline"]),
    ("path", &["path", "ada", "house-vale"]),
    ("diff", &["diff", "start", "end"]),
    ("why", &["why", "dead", "ada"]),
    ("stats", &["stats"]),
    ("query", &["query", "SELECT ?e WHERE { ?e lore:kind kind:killing }"]),
    ("draw", &["draw"]),
    ("storyline", &["storyline", "--measure"]),
    ("page", &["page"]),
    ("export", &["export", "json"]),
    ("convert", &["convert"]),
    ("fmt", &["fmt"]),
    ("schema", &["schema"]),
    ("watch", &["watch"]),
    ("repl", &["repl"]),
    ("completions", &["completions", "bash"]),
    ("man", &["man"]),
];

/// Every option, with a value that there is and one that there is not.
const OPTIONS: [(&str, &str, &str); 8] = [
    ("--story", "story.lore", "nowhere.lore"),
    ("--as-of", "pact", "nowhere"),
    ("--before", "feud", "nowhere"),
    ("--told-by", "1", "nowhere"),
    ("--through", "factions", "nowhere"),
    ("--according-to", "three", "nowhere"),
    ("--explain", "sparql", "nowhere"),
    ("--format", "json", "nowhere"),
];

fn folder() -> Folder {
    let documents = ["one.md", "two.md", "three.md"];
    let folder = Folder::new().holding("story.lore", STORY);
    documents
        .into_iter()
        .fold(folder, |folder, name| folder.holding(name, ""))
}

/// The commands that the help of the program shows.
fn shown_commands() -> Vec<String> {
    let help = lore(&["--help"]).run().quietly();
    let commands = help.split("Commands:\n").nth(1).expect("it has commands");
    let commands = commands.lines().take_while(|line| !line.is_empty());
    let named = commands.filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')));
    let names = named
        .filter_map(|line| line.split(' ').next())
        .filter(|name| *name != "help");
    names.map(str::to_owned).collect()
}

/// The options that the help of a command shows.
fn shown_options(command: &str) -> Vec<String> {
    let help = lore(&[command, "--help"]).run().quietly();
    let words = help.lines().filter(|line| line.trim_start().starts_with('-'));
    let long = words.filter_map(|line| line.split([' ', ',']).find(|word| word.starts_with("--")));
    long.map(str::to_owned).collect()
}

#[test]
fn every_command_heeds_an_option_or_refuses_it_and_does_not_show_it() {
    assert_eq!(shown_commands(), COMMANDS.map(|(name, _)| name));
    let folder = folder();
    for (command, words) in COMMANDS {
        let shown = shown_options(command);
        assert!(shown.iter().any(|option| option == "--color"), "{command}");
        for (option, value, wrong) in OPTIONS {
            let is_taken = shown.iter().any(|known| known == option);
            if command == "watch" && is_taken {
                // It never ends: `watching.rs` looks at what it heeds.
                continue;
            }
            let value = if is_taken { wrong } else { value };
            let behind = [words, &[option, value]].concat();
            let before = [&[option, value], words].concat();
            for line in [behind, before] {
                let ran = folder.lore(&line).fed("who alive\n").run();
                assert_eq!(ran.status, 2, "{line:?}: {}", ran.err);
                assert_eq!(ran.out, "", "{line:?}");
                assert!(
                    is_taken || ran.err.contains(&format!("error: `lore {command}`")),
                    "{line:?}: {}",
                    ran.err
                );
            }
        }
    }
}

#[test]
fn what_is_taken_makes_a_difference() {
    let folder = folder();
    let mut passed_over = Vec::new();
    for (command, words) in COMMANDS {
        let shown = shown_options(command);
        let asks = command != "watch" && !(command == "query" && cfg!(not(feature = "sparql")));
        for (option, value, _) in OPTIONS.into_iter().filter(|_| asks).skip(1) {
            if !shown.iter().any(|known| known == option) {
                continue;
            }
            let told = |words: &[&str]| {
                let ran = folder.lore(words).fed("who alive --of ada\n").run();
                assert!(ran.status < 2, "{words:?}: {}", ran.err);
                (ran.out, ran.err)
            };
            let with = [words, &[option, value]].concat();
            if told(&with) == told(words) {
                passed_over.push(with.join(" "));
            }
        }
    }
    assert_eq!(passed_over, [""; 0]);
}

#[test]
fn a_setting_of_the_prompt_is_refused_by_no_command() {
    let folder = folder();
    for (command, words) in COMMANDS {
        if ["watch", "repl", "new"].contains(&command) || (command == "query" && cfg!(not(feature = "sparql"))) {
            continue;
        }
        let line: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
        for (option, value, _) in OPTIONS {
            // How much is told must be kept to by whatever reads the story.
            let kept = option == "--told-by" && ["check", "convert", "fmt"].contains(&command);
            let fed = format!(":{} {value}\n{}\n", option.trim_start_matches('-'), line.join(" "));
            let ran = folder.lore(&["repl"]).fed(&fed).run();
            assert_eq!(ran.status == 2, kept, "{fed}{}", ran.err);
        }
    }
}

#[test]
fn options_that_exclude_each_other_do_so_wherever_they_stand() {
    let folder = folder();
    for line in [
        &["--as-of", "pact", "who", "allied", "--from", "start"][..],
        &["--before", "feud", "who", "allied", "--as-of", "pact"],
        &["--story", "story.lore", "fmt", "story.lore"],
        &["convert", "story.lore", "--story", "story.lore"],
        &["who", "allied", "--from", "start", "--as-of", "pact"],
        &["why", "dead", "ada", "-o", "why.svg", "--format", "json"],
        &["storyline", "--format", "json"],
        &["who", "allied", "--explain", "sparql", "--format", "json"],
        &["export", "story", "--according-to", "one"],
        &["export", "journal", "--as-of", "pact"],
    ] {
        let ran = folder.lore(line).run();
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{line:?}: {}", ran.err);
    }
}
