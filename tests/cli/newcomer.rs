//! The first minutes of a newcomer, in an empty folder.

use crate::stories::words;
use crate::typing::Folder;

#[test]
fn what_lore_new_says_to_try_works() {
    let folder = Folder::new();
    let said = folder.lore(&["check"]).run().refused();
    assert!(said.contains("`lore new`"), "{said}");
    let made = folder.lore(&["new"]).run();
    assert_eq!((made.status, made.out.as_str()), (0, ""), "{}", made.err);
    assert_eq!(folder.names(), ["story.lore"]);
    let tries: Vec<&str> = made
        .err
        .lines()
        .filter_map(|line| line.strip_prefix("  lore "))
        .collect();
    assert!(tries.len() > 5, "{}", made.err);
    for line in tries {
        let command = line.split("  ").next().expect("a command").trim();
        let ran = folder.lore(&words(command)).run();
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{command}");
        assert_eq!(
            ran.out.is_empty(),
            command == "check" || command.contains("-o "),
            "{command}"
        );
    }
    assert_eq!(folder.names(), ["story.lore", "story.svg"]);
}

#[test]
fn the_first_three_commands_work() {
    let folder = Folder::new();
    folder.lore(&["new"]).run();
    assert_eq!(folder.lore(&["check"]).run().quietly(), "");
    let allied = folder.lore(&["who", "allied"]).run().quietly();
    assert!(
        allied.contains("House Thorne was allied with House Vale, from `pact-at-the-ford` until `betrayal`"),
        "{allied}"
    );
    folder.lore(&["draw", "-o", "x.svg"]).with("PATH", "").run().quietly();
    assert!(folder.read("x.svg").starts_with(b"<svg"));
}

#[test]
fn a_story_that_is_there_is_never_written_over() {
    let folder = Folder::of("mine")
        .holding("tales/readme", "")
        .holding("story.lore", "mine too");
    for (words, name, text) in [
        (&["new"][..], "story.lore", "mine too"),
        (&["new", "--json"], "story.json", "mine"),
    ] {
        let said = folder.lore(words).run().refused();
        assert!(
            said.contains(&format!("`{name}` is there already")) && said.contains("lore new PATH"),
            "{said}"
        );
        assert_eq!(folder.read(name), text.as_bytes());
    }
    for (words, option) in [
        (&["new", "other.json"][..], "-s other.json"),
        (&["new", "tales"], "-s tales/story.lore"),
        (&["new", "tales", "--json"], "-s tales/story.json"),
    ] {
        let made = folder.lore(words).run();
        assert_eq!(made.status, 0, "{}", made.err);
        assert!(made.err.contains(option), "{}", made.err);
    }
    assert_eq!(folder.lore(&["-s", "tales", "check"]).run().quietly(), "");
    assert_eq!(folder.lore(&["-s", "other.json", "check"]).run().quietly(), "");
    let said = folder.lore(&["new", "other.json/story.lore"]).run().refused();
    assert!(said.contains("cannot make the folder `other.json`"), "{said}");
}

#[test]
fn without_words_the_help_is_shown() {
    let ran = Folder::new().lore(&[]).run();
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.contains("Usage: lore") && ran.err.contains("\n  new "),
        "{}",
        ran.err
    );
}

#[test]
fn the_table_of_the_readme_works_on_the_first_story() {
    let root = env!("CARGO_MANIFEST_DIR");
    let readme = std::fs::read_to_string(format!("{root}/README.md")).expect("the README is there");
    let folder = Folder::new();
    for name in ["story.lore", "retelling.md"] {
        let from = format!("{root}/data/what-you-leave-behind/{name}");
        std::fs::copy(from, folder.path(name)).expect("it can be copied");
    }
    let rows = readme
        .lines()
        .skip_while(|line| *line != "| you ask | with |")
        .take_while(|line| line.starts_with('|'));
    let commands: Vec<&str> = rows
        .flat_map(|row| row.split("`lore ").skip(1))
        .filter_map(|rest| rest.split('`').next())
        .filter(|command| !command.contains('…') && *command != "watch")
        .filter(|command| cfg!(feature = "images") || command.rsplit('.').next() != Some("png"))
        .collect();
    assert!(commands.len() > 12, "{commands:?}");
    for command in commands {
        let ran = match command.split_once(" \"") {
            Some((name, asked)) => folder.lore(&[name, asked.trim_end_matches('"')]).run(),
            None => folder.lore(&words(command)).run(),
        };
        assert_eq!(
            (ran.status, ran.err.contains("error")),
            (0, false),
            "{command}: {}",
            ran.err
        );
    }
}
