//! Waivers: what a story lets stand is not told, what lets nothing stand is, and what keeps a story from being read cannot stand.

use lorescope::check;
use lorescope::diag::{Files, Finding, Level};
use lorescope::load::{Settings, read};
use lorescope::timeline::Lens;
use lorescope::world::World;

/// What is found in a story, a line each: the rule and what it says.
pub fn found(story: &str) -> Vec<String> {
    settled(story, "").into_iter().map(|(_, line)| line).collect()
}

/// The same with its level, under a `lore.toml`.
fn settled(story: &str, settings: &str) -> Vec<(Level, String)> {
    let findings = findings(story, settings).into_iter();
    findings
        .map(|finding| (finding.level, format!("{}: {}", finding.rule, finding.message)))
        .collect()
}

/// What is found in a story under a `lore.toml`, with all that belongs to it.
pub fn findings(story: &str, settings: &str) -> Vec<Finding> {
    let loaded = read("story.json", story);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    let (settings, faults) = Settings::parse(&mut Files::default(), "lore.toml", settings);
    assert!(faults.is_empty(), "{faults:?}");
    let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
    check::examine(&world, &loaded.files, &loaded.origins, &settings)
}

/// Two who die twice, with what is let stand at the top, on one of them, and on the second of his deaths.
fn deaths(story: &str, entity: &str, event: &str) -> String {
    format!(
        r#"{{"lorescope": 1, {story} "characters": [{{"id": "ann" {entity}}}, {{"id": "bo"}}],
        "events": [
        {{"id": "a-dies", "kind": "death", "roles": {{"victim": "ann"}}}},
        {{"id": "b-dies", "kind": "death", "roles": {{"victim": "bo"}}, "after": "a-dies"}},
        {{"id": "a-again", "kind": "death", "roles": {{"victim": "ann"}}, "after": "b-dies" {event}}},
        {{"id": "b-again", "kind": "death", "roles": {{"victim": "bo"}}, "after": "a-again"}}]}}"#
    )
}

const ALLOW: &str = r#""allow": {"dies-twice-unreturned": "a tale of ghosts"}"#;
const ANN: &str = "dies-twice-unreturned: `a-again` needs that Ann was alive";
const BO: &str = "dies-twice-unreturned: `b-again` needs that Bo was alive";

#[test]
fn a_waiver_covers_what_is_found_of_its_event_or_entity_and_one_at_the_top_covers_all() {
    let with_comma = format!(", {ALLOW}");
    assert_eq!(found(&deaths("", "", "")), [ANN, BO]);
    assert_eq!(found(&deaths("", &with_comma, "")), [BO]);
    assert_eq!(found(&deaths("", "", &with_comma)), [BO]);
    assert!(found(&deaths(&format!("{ALLOW},"), "", "")).is_empty());
    assert_eq!(found(&deaths("", &with_comma, &with_comma)), [BO], "both are of use");
}

#[test]
fn a_waiver_that_covers_nothing_is_told_and_so_is_one_of_a_rule_that_there_is_not() {
    for (waiver, said) in [
        (
            "joins-twice",
            "waiver-unused: nothing of `joins-twice` is found on `ann`, and its waiver covers nothing",
        ),
        ("dies-twice", "unknown-rule: there is no rule `dies-twice`"),
        (
            "unknown-name",
            "waiver-unused: `unknown-name` cannot be waived: it is found before the story can be examined",
        ),
        (
            "order-loop",
            "waiver-unused: `order-loop` cannot be waived: it is found before the story can be examined",
        ),
    ] {
        let story = deaths("", &format!(r#", "allow": {{"{waiver}": "why not"}}"#), "");
        assert_eq!(found(&story), [said, ANN, BO]);
    }
}

#[test]
fn a_rule_that_a_story_names_itself_is_a_rule_like_any_other() {
    let story = |allow: &str| {
        format!(
            r#"{{"lorescope": 1, "characters": [{{"id": "ann"}}, {{"id": "bo"}}],
            "vocabulary": {{"kinds": {{"duel": {{"roles": {{"fighters": {{"of": "character", "count": "2..", "agentive": true}}}}, "verb": {{"base": "duel", "noun": "duel"}},
                "needs": [{{"any": ["hostile(fighters, fighters)"], "rule": "own-quarrel-first"}}]}}}}}},
            "events": [{{"id": "dawn", "kind": "duel", "roles": {{"fighters": ["ann", "bo"]}}{allow}}}]}}"#
        )
    };
    let rule = |line: &String| line.split(':').next().unwrap().to_owned();
    let rules: Vec<String> = found(&story("")).iter().map(rule).collect();
    assert_eq!(rules, ["own-quarrel-first"]);
    let none: [String; 0] = [];
    assert_eq!(
        found(&story(r#", "allow": {"own-quarrel-first": "they were mad"}"#)),
        none
    );
    let set = settled(&story(""), "[rules]\nown-quarrel-first = \"hint\"\n");
    assert_eq!(set[0].0, Level::Hint);
}

#[test]
fn settings_say_what_a_rule_weighs_and_what_rests_on_little_stays_weaker() {
    let story = deaths("", "", "");
    let levels =
        |settings: &str| -> Vec<Level> { settled(&story, settings).into_iter().map(|(level, _)| level).collect() };
    assert_eq!(levels(""), [Level::Warning, Level::Warning]);
    assert_eq!(
        levels("[rules]\ndies-twice-unreturned = \"error\"\n"),
        [Level::Error; 2]
    );
    assert_eq!(levels("[rules]\ndies-twice-unreturned = \"hint\"\n"), [Level::Hint; 2]);
    assert!(levels("[rules]\ndies-twice-unreturned = \"off\"\n").is_empty());
}
