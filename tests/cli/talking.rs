//! Lines that are read one after another, of a story that stays open: what each means, what they leave behind for the next, and how it ends.

use crate::typing::{Folder, Ran, lore, seed};

const PACT: &str = "story \"The Pact\"\ncharacter ada\ncharacter brom\n    name Brom the Bold\nada allies with brom\n";

/// What comes of some lines about the seed's story.
fn told(lines: &[&str]) -> Ran {
    seed(&["repl"]).fed(&(lines.join("\n") + "\n")).run()
}

/// What a command says when it is typed alone.
fn alone(words: &[&str]) -> String {
    let is_of_story = words[0] != "explain";
    let typed = if is_of_story { seed(words) } else { lore(words) };
    typed.run().quietly()
}

#[test]
fn a_line_says_what_the_command_line_says() {
    for words in [
        &["who", "allied", "--as-of", "end"][..],
        &["show", "Kai Winn"],
        &["timeline", "kira", "odo"],
        &["explain", "order-loop"],
        &["who", "killed", "--format", "csv"],
        &["--format=json", "stats"],
        &["export", "csv", "-h"],
    ] {
        let line: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
        let out = told(&[&line.join(" ")]).quietly();
        let alone = alone(words);
        assert!(out.starts_with(&alone), "{words:?}:\n{out}");
        let below = &out[alone.len()..];
        assert!(below.is_empty() || below.starts_with("\n[1] "), "{words:?}:\n{below}");
    }
}

#[test]
fn a_name_alone_shows_whoever_bears_it() {
    let shown = told(&["show winn"]).quietly();
    for line in ["winn", "Kai Winn", "  kai winn ", "'Kai Winn'"] {
        assert_eq!(told(&[line]).quietly(), shown, "{line}");
    }
}

#[test]
fn the_numbers_of_an_answer_are_names_in_the_next_line() {
    let first = "who killed --of weyoun";
    let out = told(&[first]).quietly();
    assert!(
        out.contains("\n[1] kira  [2] kira-team  [3] weyoun  [4] command-centre  [5] weyoun-killed\n"),
        "{out}"
    );
    for (line, meant) in [
        ("3", "show weyoun"),
        ("[3]", "show weyoun"),
        ("show 1", "show kira"),
        ("why 5", "why weyoun-killed"),
        ("path 1 3", "path kira weyoun"),
        ("who allied --of 1", "who allied --of kira"),
        ("who present --as-of [5]", "who present --as-of weyoun-killed"),
        (":as-of [5]\nwho present", "who present --as-of weyoun-killed"),
    ] {
        let followed = told(&[first, line]).quietly();
        let named = told(&[first, meant]).quietly();
        assert_eq!(followed, named, "{line}");
    }
    let said = told(&[first, "9"]);
    assert_eq!(said.status, 2);
    assert!(
        said.err.contains("there is no [9] in the last answer") && said.err.contains("[1] to [5]"),
        "{}",
        said.err
    );
    let said = told(&["2"]);
    assert!(
        said.err.contains("there is no [2]") && said.err.contains("ask something first"),
        "{}",
        said.err
    );
}

#[test]
fn a_number_that_is_a_name_is_that_name() {
    let folder = Folder::of(
        r#"{"lorescope": 1, "characters": [{"id": "ann"}, {"id": "2", "name": "Number Two"}],
            "events": [{"id": "pact", "kind": "alliance", "roles": {"allies": ["ann", "2"]}}]}"#,
    );
    let out = folder.lore(&["repl"]).fed("who allied\nwhy allied 2\n").run().quietly();
    assert!(out.contains("Why Number Two is allied"), "{out}");
}

#[test]
fn what_is_set_stays_for_every_line_that_does_not_say_otherwise() {
    let session = |line: &str, setting: &str| told(&[setting, line]).quietly();
    for (setting, line, meant) in [
        (":as-of surrender", "who captive", "who captive --as-of surrender"),
        (":before surrender", "who captive", "who captive --before surrender"),
        (
            ":as-of surrender",
            "who captive --before surrender",
            "who captive --before surrender",
        ),
        (
            ":before surrender\n:as-of end",
            "who captive",
            "who captive --as-of end",
        ),
        (":as-of surrender\n:as-of", "who captive", "who captive"),
        (":format csv", "who captive", "who captive --format csv"),
        (":format csv", "who captive --format text", "who captive"),
        (":format csv", "check", "check"),
        (
            ":through factions",
            "who hostile --of kira",
            "who hostile --of kira --through factions",
        ),
        (":told-by 3", "who died", "who died --told-by 3"),
        (
            ":as-of surrender",
            "who captive --when winn-killed",
            "who captive --when winn-killed",
        ),
    ] {
        assert_eq!(session(line, setting), told(&[meant]).quietly(), "{setting}, {line}");
    }
    let out = seed(&["--as-of", "surrender", "repl", "--format", "csv"])
        .fed("who captive\n:settings\n")
        .run()
        .quietly();
    let words = ["who", "captive", "--as-of", "surrender", "--format", "csv"];
    let csv = alone(&words);
    assert!(
        out.starts_with(&csv),
        "options of the command line are set from the first: {out}"
    );
    assert!(out[csv.len()..].ends_with(":as-of surrender\n:format csv\n"), "{out}");
}

#[test]
fn what_cannot_be_set_is_refused_and_left_as_it_was() {
    let said = told(&[
        ":as-of surrender",
        ":as-of surender",
        ":format jso",
        ":fromat csv",
        ":story gone.lore",
        ":settings",
    ]);
    assert_eq!(said.status, 2);
    for words in [
        "did you mean `surrender`?",
        "'json'",
        "did you mean `:format`?",
        "cannot read `gone.lore`",
    ] {
        assert!(said.err.contains(words), "{words}: {}", said.err);
    }
    assert!(
        said.out.ends_with(":as-of surrender\n") && !said.out.contains("gone"),
        "{}",
        said.out
    );
}

#[test]
fn a_line_that_cannot_be_done_ends_nothing_but_is_remembered() {
    let said = told(&[
        "tmeline",
        "show nobody",
        "who",
        "who alied",
        "path kira",
        "check --level all",
        "repl",
        "stats",
    ]);
    assert_eq!(said.status, 2);
    for words in [
        "did you mean `timeline`?",
        "nothing in this story is called `nobody`",
        "required",
        "`allied`",
        "<B>",
        "'all'",
        "you are in it already",
    ] {
        assert!(said.err.contains(words), "{words}: {}", said.err);
    }
    assert!(
        said.out.starts_with(&alone(&["stats"])),
        "the last line is still read: {}",
        said.out
    );
    assert_eq!(told(&["why allied kira weyoun"]).status, 0, "no is an answer");
}

#[test]
fn answers_stand_apart() {
    let out = told(&["who captive", "odo", ":as-of surrender", "show nog"]).out;
    assert_eq!(out.matches("\n\nOdo\n").count(), 1, "{out}");
    assert_eq!(out.matches("\n\nNog").count(), 1, "{out}");
    assert!(!out.contains("\n\n\n") && !out.ends_with("\n\n"), "{out}");
}

#[test]
fn nothing_is_said_of_lines_that_say_nothing() {
    assert_eq!(
        told(&["", "   ", "# a remark", ":as-of surrender", ":reload"]).quietly(),
        ""
    );
    assert_eq!(told(&["quit", "stats"]).quietly(), "");
    assert_eq!(told(&[":quit", "stats"]).quietly(), "");
    assert_eq!(seed(&["repl"]).fed("").run().quietly(), "");
    assert_eq!(
        seed(&["repl"]).fed("stats").run().quietly(),
        told(&["stats"]).quietly(),
        "a last line needs no end"
    );
}

#[test]
fn help_tells_what_can_be_typed() {
    let help = told(&[":help"]).quietly();
    for words in [
        ":as-of MOMENT",
        ":told-by PLACE",
        ":format FORMAT",
        ":story PATH",
        ":reload",
        ":quit",
        "`why 2`",
    ] {
        assert!(help.contains(words), "{words}: {help}");
    }
    assert_eq!(
        told(&["lore stats"]).quietly(),
        told(&["stats"]).quietly(),
        "as examples have it"
    );
    assert_eq!(told(&["help"]).quietly(), help);
    assert_eq!(told(&["help who"]).quietly(), told(&["who --help"]).quietly());
}

#[test]
fn a_story_that_changes_is_read_again_and_one_that_breaks_is_not_answered_from_memory() {
    let folder = Folder::new().holding("story.lore", PACT);
    let mut child = folder.lore(&["repl"]).talk();
    assert!(child.asked("who allied").contains("Ada is allied with Brom the Bold"));
    std::fs::write(
        folder.path("story.lore"),
        PACT.replace("allies with brom", "murders brom"),
    )
    .expect("it can be written");
    assert!(child.asked("who allied").contains("None"));
    std::fs::write(
        folder.path("story.lore"),
        PACT.replace("ada allies", "nobody knows who allies"),
    )
    .expect("it can be written");
    assert_eq!(child.asked("who allied"), "");
    std::fs::write(folder.path("story.lore"), PACT).expect("it can be written");
    assert!(child.asked("who allied").contains("Ada is allied with Brom the Bold"));
    let (err, status) = child.end();
    assert_eq!(status, 2);
    assert_eq!(
        err.matches("the story has changed, and is read again").count(),
        2,
        "{err}"
    );
    assert!(err.contains("error["), "{err}");
}

#[test]
fn a_story_is_changed_for_another_and_found_as_it_would_be() {
    let folder = Folder::new()
        .holding("a/story.lore", PACT)
        .holding("b.lore", "character cy\n");
    let out = folder
        .lore(&["repl"])
        .fed("show cy\n:story b.lore\nshow cy\n:story a\nada\n")
        .run();
    assert_eq!(out.status, 2, "at first there is no story here");
    assert!(out.err.contains("there is no `story.lore`"), "{}", out.err);
    assert!(
        out.out.starts_with("Cy\n") && out.out.contains("\nAda\n"),
        "{}",
        out.out
    );
    let said = folder.lore(&["-s", "-", "repl"]).fed("stats\n").run().refused();
    assert!(said.contains("standard input is where the lines come from"), "{said}");
}

#[test]
fn without_a_terminal_nothing_typed_is_no_talk() {
    let said = seed(&[]).fed("stats\n").run();
    assert_eq!((said.status, said.out.as_str()), (2, ""));
    let folder = Folder::new();
    let said = folder.lore(&[]).run();
    assert_eq!(said.status, 2);
    assert!(said.err.contains("Usage: lore"), "{}", said.err);
}
