//! Checking: what counts and what does not, how findings are written for machines, and the page of every rule.

use crate::typing::{Folder, lore};
use lorescope::check::{Group, PAGES, known};
use serde_json::Value;

/// A death too many (a warning), somebody who does nothing (a hint), and a claim that fails (an error).
const FAULTS: &str = r#"{
  "lorescope": 1,
  "documents": [{"id": "play"}],
  "characters": [{"id": "ann", "name": "Ann, 100 %"}, {"id": "idle"}],
  "events": [
    {"id": "fall", "kind": "death", "roles": {"victim": "ann"}, "sources": [{"document": "play", "quote": "she fell"}]},
    {"id": "again", "kind": "death", "roles": {"victim": "ann"}, "after": "fall", "assert": "alive ann"}
  ]
}
"#;

/// The same with nothing but the hint.
const IDLE: &str = r#"{"lorescope": 1, "characters": [{"id": "idle"}]}"#;

/// What breaks a rule that the story itself names.
const OWN: &str = r#"{
  "lorescope": 1,
  "characters": [{"id": "ann"}, {"id": "bo"}],
  "vocabulary": {"kinds": {"duel": {
    "roles": {"fighters": {"of": "character", "count": "2..", "agentive": true}},
    "verb": {"base": "duel", "noun": "duel"},
    "needs": [{"any": ["hostile(fighters, fighters)"], "rule": "own-quarrel-first"}]
  }}},
  "events": [{"id": "dawn", "kind": "duel", "roles": {"fighters": ["ann", "bo"]}}]
}
"#;

fn rules(lines: &str) -> Vec<String> {
    let rule = |line: &str| {
        let line: Value = serde_json::from_str(line).expect("each line is JSON");
        line["rule"].as_str().expect("a rule").to_owned()
    };
    lines.lines().map(rule).collect()
}

#[test]
fn the_status_says_whether_anything_of_the_asked_level_is_found() {
    for (story, words, status) in [
        (FAULTS, "check", 1),
        (FAULTS, "check --level error", 1),
        (FAULTS, "check --only never-appears", 0),
        (FAULTS, "check --only never-appears --strict", 1),
        (FAULTS, "check --only dies-twice-unreturned --level error", 0),
        (FAULTS, "check --only joins-twice --strict", 0),
        (IDLE, "check", 0),
        (IDLE, "check --strict", 1),
        (IDLE, "check --level hint", 1),
        (IDLE, "check --strict --level error", 2),
        (OWN, "check --only own-quarrel-first", 1),
        (OWN, "check --only joins-twice,own-quarrel-first", 1),
    ] {
        let typed: Vec<&str> = words.split(' ').collect();
        let ran = Folder::of(story).lore(&typed).run();
        assert_eq!((ran.status, ran.out.as_str()), (status, ""), "{words}: {}", ran.err);
    }
}

#[test]
fn only_some_rules_are_reported_where_that_is_asked() {
    let folder = Folder::of(FAULTS);
    let found = |words: &[&str]| {
        let ran = folder.lore(&["check", "--format", "json"]).and(words).run();
        rules(&ran.out)
    };
    assert_eq!(
        found(&[]),
        ["never-appears", "dies-twice-unreturned", "assertion-failed"]
    );
    assert_eq!(found(&["--only", "never-appears"]), ["never-appears"]);
    let two = ["never-appears", "assertion-failed"];
    assert_eq!(found(&["--only", "assertion-failed,never-appears"]), two);
    assert_eq!(found(&["--only", "assertion-failed", "--only", "never-appears"]), two);
    let said = folder.lore(&["check", "--only", "dies-twice"]).run().refused();
    assert_eq!(
        said,
        "error: there is no rule `dies-twice`\n  help: did you mean `dies-twice-unreturned`?\n"
    );
    let said = folder.lore(&["check", "--only", "zzz"]).run().refused();
    assert!(said.contains("`lore explain` lists the rules"), "{said}");
}

#[test]
fn a_file_beside_the_story_says_what_rules_weigh() {
    for (settings, words, status, found) in [
        ("", "check", 0, "hint[never-appears]"),
        ("strict = true\n", "check", 1, "hint[never-appears]"),
        ("strict = true\n", "check --level warning", 0, "hint[never-appears]"),
        (
            "[rules]\nnever-appears = \"error\"\n",
            "check",
            1,
            "error[never-appears]",
        ),
        (
            "[rules]\nnever-appears = \"warning\"\n",
            "check --level error",
            0,
            "warning[never-appears]",
        ),
        ("strict = true\n[rules]\nnever-appears = \"off\"\n", "check", 0, ""),
    ] {
        let folder = Folder::of(IDLE).holding("lore.toml", settings);
        let typed: Vec<&str> = words.split(' ').collect();
        let ran = folder.lore(&typed).run();
        assert_eq!((ran.status, ran.out.as_str()), (status, ""), "{settings}: {}", ran.err);
        assert!(
            ran.err.starts_with(found) && ran.err.is_empty() == found.is_empty(),
            "{}",
            ran.err
        );
    }
    let own = Folder::of(OWN).holding("lore.toml", "[rules]\nown-quarrel-first = \"off\"\n");
    assert_eq!(own.lore(&["check"]).run().quietly(), "");
}

#[test]
fn the_file_is_looked_for_beside_the_story_and_not_where_one_stands() {
    let folder = Folder::new()
        .holding("tales/story.json", IDLE)
        .holding("tales/lore.toml", "strict = true\n")
        .holding("lore.toml", "nonsense\n");
    for story in ["tales", "tales/story.json"] {
        assert_eq!(folder.lore(&["-s", story, "check"]).run().status, 1, "{story}");
    }
    let ran = folder.lore(&["-s", "-", "check"]).fed(IDLE).run();
    assert_eq!(ran.status, 0, "a story from nowhere has nothing beside it: {}", ran.err);
}

#[test]
fn a_file_of_settings_that_cannot_be_read_keeps_the_story_from_being_checked() {
    for (settings, said) in [
        ("[rules\n", "lore.toml:1:7"),
        ("strickt = true\n", "did you mean `strict`?"),
        ("[rules]\nnever-apears = \"off\"\n", "did you mean `never-appears`?"),
        ("[rules]\nnever-appears = \"of\"\n", "`of` is no level"),
        ("[rules]\nunknown-name = \"off\"\n", "cannot be set"),
    ] {
        let folder = Folder::of(IDLE).holding("lore.toml", settings);
        let told = folder.lore(&["check"]).run().refused();
        assert!(told.contains(said), "{settings}: {told}");
        assert!(!told.contains("[never-appears]"), "{told}");
        let answer = folder.lore(&["list", "characters"]).run().quietly();
        assert!(answer.contains("Idle"), "who asks is not kept from an answer");
    }
    let broken = Folder::of("{\"lorescope\": 1, \"nam\": 1}").holding("lore.toml", "strict = 7\n");
    let told = broken.lore(&["check"]).run().refused();
    assert!(
        told.contains("`nam`") && told.contains("`strict`"),
        "both are told: {told}"
    );
}

#[test]
fn services_are_told_in_sarif() {
    let folder = Folder::new().holding("a tale/story.json", FAULTS);
    let ran = folder.lore(&["-s", "a tale", "check", "--format", "sarif"]).run();
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    let log: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let results = run["results"].as_array().expect("results");
    assert_eq!((rules.len(), results.len()), (3, 3));
    for result in results {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small")];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(
            rule["shortDescription"]["text"]
                .as_str()
                .is_some_and(|text| !text.is_empty())
        );
        assert!(
            rule["help"]["markdown"]
                .as_str()
                .is_some_and(|page| page.starts_with("# "))
        );
        let print = result["partialFingerprints"]["lorescope/v1"]
            .as_str()
            .expect("a fingerprint");
        assert_eq!(print.len(), "0123456789abcdef:1".len());
    }
    let death = &results[1];
    assert_eq!(
        (&death["ruleId"], &death["level"]),
        (&"dies-twice-unreturned".into(), &"warning".into())
    );
    let place = &death["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%20tale/story.json");
    let region = &place["region"];
    assert_eq!(
        (
            &region["startLine"],
            &region["startColumn"],
            &region["endLine"],
            &region["endColumn"]
        ),
        (&7.into(), &12.into(), &7.into(), &19.into())
    );
    let related = &death["relatedLocations"][0];
    assert_eq!(related["physicalLocation"]["region"]["startLine"], 6);
    assert_eq!(related["message"]["text"], "it ended here");
    assert_eq!(
        (&results[0]["level"], &results[2]["level"]),
        (&"note".into(), &"error".into())
    );

    let moved = FAULTS.replace("  \"documents\"", "\n\n  \"documents\"");
    let ran = Folder::new()
        .holding("a tale/story.json", &moved)
        .lore(&["-s", "a tale", "check", "--format", "sarif"])
        .run();
    let after: Value = serde_json::from_str(&ran.out).expect("JSON");
    for (result, later) in results
        .iter()
        .zip(after["runs"][0]["results"].as_array().expect("results"))
    {
        assert_eq!(
            result["partialFingerprints"], later["partialFingerprints"],
            "a line that moves stays the same"
        );
        assert_ne!(result["locations"], later["locations"]);
    }
}

#[test]
fn a_log_is_written_where_nothing_is_found_and_where_the_story_cannot_be_read() {
    let clean = Folder::of(r#"{"lorescope": 1}"#)
        .lore(&["check", "--format", "sarif"])
        .run()
        .quietly();
    let log: Value = serde_json::from_str(&clean).expect("JSON");
    assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
    let ran = Folder::of(r#"{"lorescope": 1, "nam": 1}"#)
        .lore(&["check", "--format", "sarif"])
        .run();
    assert_eq!((ran.status, ran.err.as_str()), (2, ""));
    let log: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(log["runs"][0]["results"][0]["ruleId"], "unknown-key");
    let own = Folder::of(OWN).lore(&["check", "--format", "sarif"]).run();
    let log: Value = serde_json::from_str(&own.out).expect("JSON");
    assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][0]["id"], "own-quarrel-first");
}

#[test]
fn github_is_told_in_workflow_commands() {
    let folder = Folder::new().holding("a,tale/story.json", FAULTS);
    let ran = folder.lore(&["-s", "a,tale", "check", "--format", "github"]).run();
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 3, "{}", ran.out);
    for (line, begins) in lines.iter().zip([
        "::notice file=a%2Ctale/story.json,line=4,endLine=4,col=",
        "::warning file=a%2Ctale/story.json,line=7,endLine=7,col=12,endColumn=19,title=dies-twice-unreturned::`again` needs that Ann, 100 %25 was alive%0A",
        "::error file=a%2Ctale/story.json,line=7,",
    ]) {
        assert!(line.starts_with(begins), "{line}");
    }
    assert!(
        lines[1].contains("%0Anote: it ended here (a,tale/story.json:6:12)"),
        "{}",
        lines[1]
    );
    let clean = Folder::of(r#"{"lorescope": 1}"#);
    assert_eq!(clean.lore(&["check", "--format", "github"]).run().quietly(), "");
}

#[test]
fn each_format_is_for_what_it_can_tell() {
    let folder = Folder::of(IDLE);
    for words in [
        &["check", "--format", "csv"][..],
        &["check", "--format", "markdown"],
        &["--format", "csv", "check"],
        &["list", "characters", "--format", "sarif"],
        &["--format", "github", "list", "characters"],
    ] {
        let said = folder.lore(words).run().refused();
        assert!(said.contains("text") && said.contains("json"), "{words:?}: {said}");
    }
    let before = folder.lore(&["--format", "json", "check"]).run();
    let after = folder.lore(&["check", "--format", "json"]).run();
    assert!(before == after && before.out.starts_with('{'), "{}", before.out);
}

#[test]
fn every_rule_is_listed_and_has_its_page() {
    let list = lore(&["explain"]).run().quietly();
    for group in Group::ALL {
        assert!(list.contains(&format!("\n{}\n", group.title())), "{list}");
    }
    for page in PAGES {
        assert!(list.contains(&format!("\n  {} ", page.rule)), "{}", page.rule);
    }
    for rule in known() {
        let raw = lore(&["explain", rule.name, "--format", "markdown"]).run().quietly();
        assert_eq!(raw, rule.page);
    }
    let page = lore(&["explain", "joins-twice"]).run().quietly();
    assert!(
        page.starts_with("joins-twice\n\nSomebody joins what they belong to already.\n"),
        "{page}"
    );
    assert!(
        page.contains("\nBreaks\n\n    {\n      \"lorescope\": 1,\n") && !page.contains("```"),
        "{page}"
    );
    assert_eq!(
        lore(&["explain", "[joins-twice]"]).run().quietly(),
        page,
        "as it stands in a finding"
    );
    let narrow = lore(&["explain", "joins-twice", "--color", "always"]).run().quietly();
    assert!(narrow.starts_with("\u{1b}[1mjoins-twice\u{1b}[0m\n"), "{narrow}");
    let json: Value = serde_json::from_str(&lore(&["explain", "--format", "json"]).run().quietly()).expect("JSON");
    assert_eq!(json["rows"].as_array().map(Vec::len), Some(PAGES.len()));
}

#[test]
fn a_rule_that_there_is_not_has_no_page() {
    let said = lore(&["explain", "joins-twic"]).run().refused();
    assert_eq!(
        said,
        "error: there is no rule `joins-twic` with a page\n  help: did you mean `joins-twice`?\n"
    );
    let said = lore(&["explain", "zzz"]).run().refused();
    assert!(said.contains("`lore explain` lists the rules"), "{said}");
    let said = lore(&["explain", "own-quarrel-first"]).run().refused();
    assert!(said.contains("that a story declares"), "{said}");
}

#[test]
fn a_waiver_is_heard_and_one_of_no_use_is_told() {
    let waived = FAULTS
        .replace(
            r#""assert": "alive ann""#,
            r#""assert": "dead ann", "allow": {"dies-twice-unreturned": "a ghost"}"#,
        )
        .replace(
            r#"{"id": "idle"}"#,
            r#"{"id": "idle", "allow": {"never-appears": "for volume two"}}"#,
        );
    assert_eq!(Folder::of(&waived).lore(&["check", "--strict"]).run().quietly(), "");
    let unused = FAULTS.replace(
        r#"{"id": "idle"}"#,
        r#"{"id": "idle", "allow": {"joins-twice": "for volume two"}}"#,
    );
    let ran = Folder::of(&unused).lore(&["check", "--only", "waiver-unused"]).run();
    assert_eq!(ran.status, 1);
    assert!(ran.err.starts_with("warning[waiver-unused]"), "{}", ran.err);
}
