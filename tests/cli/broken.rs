//! How a command ends: 0 done, 1 no, 2 could not; and a broken story, which no command answers from.

use crate::stories::{OATH, words};
use crate::typing::{Folder, lore, seed};

/// Two slips in one file.
const SLIPS: &str = r#"{
  "lorescope": 1,
  "characters": [{"id": "ada"}, {"id": "rowan"}],
  "events": [
    {"id": "ambush", "kind": "killing", "roles": {"killer": "rowan", "victim": "adda"}},
    {"id": "flight", "kind": "depature", "roles": {"departed": "rowan"}}
  ]
}
"#;

/// One command of each sort, as it would be asked of that story.
const EVERY: &[&str] = &[
    "check",
    "list",
    "who dead",
    "show ada",
    "timeline",
    "path ada rowan",
    "diff start end",
    "why ambush",
    "stats",
    "draw",
    "draw -o never.svg",
    "storyline -o never.svg",
    "export json",
    "export csv -o never",
];

#[test]
fn a_broken_story_is_told_whole_by_every_command() {
    let folder = Folder::of(SLIPS);
    for line in EVERY {
        let said = folder.lore(&words(line)).run().refused();
        for told in [
            "`adda`",
            "did you mean `ada`?",
            "story.json:5:80",
            "`depature`",
            "did you mean `departure`?",
        ] {
            assert!(said.contains(told), "{line}: {said}");
        }
    }
    assert_eq!(folder.names(), ["story.json"], "and nothing is written");
}

#[test]
fn a_broken_story_is_told_to_programs_as_lines_of_json() {
    let folder = Folder::of(SLIPS);
    let writes_files = |line: &str| {
        ["draw", "export", "storyline"]
            .iter()
            .any(|name| line.starts_with(name))
    };
    for line in EVERY.iter().filter(|line| !writes_files(line)) {
        let ran = folder.lore(&words(line)).and(&["--format", "json"]).run();
        assert_eq!((ran.status, ran.err.as_str()), (2, ""), "{line}");
        let findings: Vec<serde_json::Value> = ran
            .out
            .lines()
            .map(|line| serde_json::from_str(line).expect("each line is JSON"))
            .collect();
        let rules: Vec<&str> = findings.iter().filter_map(|finding| finding["rule"].as_str()).collect();
        assert_eq!(rules, ["unknown-name", "unknown-kind"], "{line}: {}", ran.out);
    }
}

#[test]
fn a_loop_of_events_is_a_broken_story_too() {
    let story = r#"{"lorescope": 1, "characters": [{"id": "a"}], "events": [
        {"id": "one", "kind": "death", "roles": {"victim": "a"}, "after": "two"},
        {"id": "two", "kind": "resurrection", "roles": {"revived": "a"}, "after": "one"}]}"#;
    let folder = Folder::of(story);
    for line in ["check", "timeline", "stats", "draw"] {
        let ran = folder.lore(&words(line)).run();
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{line}: {}", ran.err);
        assert!(ran.err.contains("order-loop"), "{line}: {}", ran.err);
    }
}

#[test]
fn a_slip_of_continuity_is_a_no_and_keeps_nothing_from_being_asked() {
    let story = r#"{"lorescope": 1, "characters": [{"id": "a", "name": "Ann"}], "events": [
        {"id": "one", "kind": "death", "roles": {"victim": "a"}},
        {"id": "two", "kind": "death", "roles": {"victim": "a"}}]}"#;
    let folder = Folder::of(story);
    let ran = folder.lore(&["check"]).run();
    assert_eq!((ran.status, ran.out.as_str()), (1, ""), "{}", ran.err);
    assert!(ran.err.contains("two") && ran.err.contains("Ann"), "{}", ran.err);
    assert!(folder.lore(&["who", "died"]).run().quietly().contains("Ann died"));
    let lines = folder.lore(&["check", "--format", "json"]).run();
    assert_eq!((lines.status, lines.err.as_str()), (1, ""));
    assert!(lines.out.starts_with('{'), "{}", lines.out);
}

#[test]
fn each_way_to_end_has_its_status() {
    for (status, line) in [
        (0, "who allied"),
        (0, "who sick --as-of end"),
        (0, "why dead weyoun"),
        (0, "why dead dukat"),
        (0, "why friend kira weyoun"),
        (0, "check"),
        (0, "--help"),
        (0, "who --help"),
        (0, "--version"),
        (1, "why dead kira"),
        (1, "why allied federation dominion --as-of start"),
        (0, "why allied federation dominion --as-of end"),
        (2, "who alied"),
        (2, "show nobody"),
        (2, "diff start"),
        (2, "diff start never"),
        (2, "who allied --as-of never"),
        (2, "who allied --as-of start --before end"),
        (2, "who allied --according-to hearsay"),
        (2, "who allied --format yaml"),
        (2, "why allied kira odo winn"),
        (2, "stats kira"),
        (2, "list spells"),
        (2, "export gexf"),
        (2, "draw --around nobody"),
        (2, "draw --only alied"),
        (2, "draw --depth 2"),
        (2, "draw -o picture.gif"),
        (2, "sing"),
        (2, ""),
    ] {
        let typed: Vec<&str> = line.split_whitespace().collect();
        let ran = seed(&typed).run();
        assert_eq!(ran.status, status, "{line}: {}{}", ran.out, ran.err);
        assert_eq!(ran.err.is_empty(), status < 2, "{line}: {}", ran.err);
        assert!(status < 2 || ran.out.is_empty(), "{line}: {}", ran.out);
    }
}

#[test]
fn help_names_every_command_and_what_a_status_means() {
    let help = lore(&["--help"]).run().quietly();
    for command in [
        "new",
        "check",
        "explain",
        "list",
        "who",
        "show",
        "timeline",
        "path",
        "diff",
        "why",
        "stats",
        "draw",
        "storyline",
        "export",
        "convert",
        "fmt",
        "schema",
    ] {
        assert!(help.contains(&format!("\n  {command} ")), "{command}: {help}");
        let own = lore(&[command, "--help"]).run().quietly();
        assert!(own.contains("Usage: lore "), "{command}: {own}");
    }
    assert!(help.contains("Exit status: 0 done"), "{help}");
}

#[test]
fn a_story_of_ones_own_that_misuses_its_own_words_is_told_so() {
    let story = OATH.replace(r#""lord": "crown""#, r#""lord": "ford""#);
    let said = Folder::of(&story).lore(&["check"]).run().refused();
    assert!(said.contains("`ford`") && said.contains("lord"), "{said}");
}

#[test]
fn where_no_way_leads_from_one_to_another_the_answer_is_no() {
    let ran = Folder::of(OATH)
        .lore(&["path", "rowan", "crown", "--as-of", "start"])
        .run();
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    assert!(
        ran.out
            .contains("No: no chain of relations or shared events leads from Rowan Vale to the Crown"),
        "{}",
        ran.out
    );
}
