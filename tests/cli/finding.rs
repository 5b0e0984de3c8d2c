//! How a story is found, and how what is typed finds what is in it.

use crate::stories::OATH;
use crate::typing::{Folder, SEED, lore, seed};

const CAST: &str = r#"{"lorescope": 1, "characters": [{"id": "ann", "name": "Ann"}, {"id": "bo", "name": "Bo"}]}"#;
const DEEDS: &str =
    r#"{"lorescope": 1, "events": [{"id": "pact", "kind": "alliance", "roles": {"allies": ["ann", "bo"]}}]}"#;

#[test]
fn a_story_is_a_file_a_folder_several_files_or_standard_input() {
    let folder = Folder::new()
        .holding("oath/story.json", OATH)
        .holding("oath.json", OATH);
    let asked = ["who", "sworn-to"];
    let told = folder.lore(&["-s", "oath.json"]).and(&asked).run().quietly();
    assert!(told.contains("Rowan Vale is sworn to the Crown"), "{told}");
    assert_eq!(folder.lore(&["-s", "oath"]).and(&asked).run().quietly(), told);
    assert_eq!(folder.lore(&["--story", "oath/"]).and(&asked).run().quietly(), told);
    assert_eq!(
        folder.lore(&asked).and(&["-s", "oath"]).run().quietly(),
        told,
        "wherever it stands"
    );
    assert_eq!(folder.lore(&["-s", "-"]).and(&asked).fed(OATH).run().quietly(), told);
    assert_eq!(lore(&asked).within(&folder.path("oath")).run().quietly(), told);
}

#[test]
fn several_stories_are_one() {
    let folder = Folder::new().holding("cast.json", CAST).holding("deeds.json", DEEDS);
    let told = folder
        .lore(&["-s", "cast.json", "-s", "deeds.json", "who", "allied"])
        .run()
        .quietly();
    assert!(told.contains("Ann is allied with Bo, since `pact`"), "{told}");
    let mixed = folder
        .lore(&["-s", "cast.json", "-s", "-", "who", "allied"])
        .fed(DEEDS)
        .run()
        .quietly();
    assert_eq!(mixed, told);
    let said = folder.lore(&["-s", "deeds.json", "check"]).run().refused();
    assert!(said.contains("`ann`") && said.contains("deeds.json:1:"), "{said}");
}

#[test]
fn what_is_wrong_on_standard_input_is_told_by_its_line() {
    let said = lore(&["-s", "-", "check"])
        .fed("{\"lorescope\": 1,\n \"events\": 3}")
        .run()
        .refused();
    assert!(said.contains("<stdin>:2:12"), "{said}");
}

#[test]
fn where_there_is_no_story_the_way_to_one_is_told() {
    let folder = Folder::new();
    for (words, message, help) in [
        (
            &["who", "allied"][..],
            "there is no `story.lore` or `story.json` in this folder",
            "`lore new`",
        ),
        (
            &["-s", ".", "stats"],
            "there is no `story.lore` or `story.json` in this folder",
            "`lore new`",
        ),
        (&["-s", "gone.json", "stats"], "`gone.json`", "`lore new`"),
    ] {
        let said = folder.lore(words).run().refused();
        assert!(said.contains(message) && said.contains(help), "{words:?}: {said}");
    }
}

#[test]
fn where_the_story_has_another_name_it_is_named() {
    let folder = Folder::new().holding("b.lore", JOURNAL).holding("notes.txt", "");
    let said = folder.lore(&["check"]).run().refused();
    assert!(
        said.contains("there is `b.lore`: name it with `--story b.lore`"),
        "{said}"
    );
    let folder = folder.holding("tales/d.lore", JOURNAL).holding("tales/c.lore", JOURNAL);
    let said = folder.lore(&["-s", "tales", "check"]).run().refused();
    let both = format!("`tales{0}c.lore` or `tales{0}d.lore`", std::path::MAIN_SEPARATOR);
    assert!(said.contains(&both), "{said}");
}

#[test]
fn a_journal_is_a_story_too_and_wins_in_its_folder() {
    let folder = Folder::of(OATH)
        .holding("story.lore", JOURNAL)
        .holding("tales/story.lore", JOURNAL);
    for words in [
        &["who", "allied"][..],
        &["-s", ".", "who", "allied"],
        &["-s", "story.lore", "who", "allied"],
        &["-s", "tales", "who", "allied"],
    ] {
        assert!(folder.lore(words).run().quietly().contains("Brom"), "{words:?}");
    }
    let json = folder.lore(&["-s", "story.json", "who", "sworn-to"]).run().quietly();
    assert!(json.contains("Rowan"));
    let stdin = folder.lore(&["-s", "-", "who", "allied"]).fed(JOURNAL).run().quietly();
    assert!(stdin.contains("Brom"));
}

const JOURNAL: &str = "story \"The Pact\"\ncharacter ada\ncharacter brom\nada allies with brom\n";

#[test]
fn names_match_with_case_and_accents_aside() {
    let told = seed(&["show", "winn"]).run().quietly();
    for typed in ["WINN", "Winn Adami", "kai wínn", "Kai Winn", "KAI  WINN"] {
        assert_eq!(seed(&["show", typed]).run().quietly(), told, "{typed}");
    }
    assert_eq!(seed(&["show", "Kai", "Winn"]).run().quietly(), told, "unquoted too");
    let federation = seed(&["show", "federation"]).run().quietly();
    assert_eq!(seed(&["show", "the Federation"]).run().quietly(), federation);
}

#[test]
fn an_id_wins_over_a_name_and_a_name_of_two_is_refused_with_both() {
    let folder = Folder::of(
        r#"{"lorescope": 1, "characters": [
            {"id": "king", "name": "Duncan"},
            {"id": "macbeth", "name": "Macbeth", "aliases": ["King", "the Thane"]},
            {"id": "cawdor", "name": "Cawdor", "aliases": ["Thane"]}]}"#,
    );
    assert!(folder.lore(&["show", "king"]).run().quietly().starts_with("Duncan\n"));
    for words in [
        &["show", "thane"][..],
        &["who", "allied", "--of", "THANE"],
        &["timeline", "Thane"],
        &["path", "king", "thane"],
        &["why", "dead", "thane"],
        &["draw", "--around", "thane"],
    ] {
        let said = folder.lore(words).run().refused();
        assert!(said.contains("may be `cawdor` or `macbeth`"), "{words:?}: {said}");
        assert!(
            said.contains("write the id: `cawdor` or `macbeth`"),
            "{words:?}: {said}"
        );
    }
}

#[test]
fn a_slip_of_the_finger_is_told_with_what_was_meant() {
    for (words, meant) in [
        (&["show", "weyon"][..], "did you mean `weyoun`?"),
        (&["who", "alied"], "`allied`"),
        (&["who", "killd"], "`killed`"),
        (&["who", "allied", "--of", "federaton"], "did you mean `federation`?"),
        (&["who", "allied", "--as-of", "surender"], "`surrender`"),
        (&["timeline", "kria"], "`kira`"),
        (&["path", "kira", "wayoun"], "`weyoun`"),
        (&["diff", "batle-begins", "end"], "`battle-begins`"),
        (&["why", "dead", "weyon"], "`weyoun`"),
        (&["why", "ded", "weyoun"], "`dead`"),
        (&["list", "caracters"], "`lore list characters`"),
        (&["draw", "--around", "dukta"], "`dukat`"),
        (&["draw", "--only", "alied"], "`allied`"),
        (&["who", "allied", "--according-to", "reteling"], "`retelling`"),
        (&["tmeline"], "'timeline'"),
        (&["export", "grafml"], "'graphml'"),
    ] {
        let said = seed(words).run().refused();
        assert!(said.contains(meant), "{words:?}: {said}");
    }
}

#[test]
fn where_candidates_did_it_each_is_possible() {
    let folder = Folder::of(
        r#"{"lorescope": 1, "characters": [{"id": "ann"}, {"id": "bo"}, {"id": "cy"}], "events": [
            {"id": "murder", "kind": "killing", "roles": {"victim": "cy", "killer": {"one-of": ["ann", "bo"]}}}]}"#,
    );
    let out = folder.lore(&["who", "killed", "--format", "json"]).run().quietly();
    let answer: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let rows = answer["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 2);
    for (row, killer) in rows.iter().zip(["ann", "bo"]) {
        assert_eq!(row["certainty"], "possible");
        assert_eq!(
            (&row["killer"][0]["id"], &row["killer"][0]["possible"]),
            (&killer.into(), &true.into())
        );
    }
    let dead = folder.lore(&["why", "dead", "cy"]).run().quietly();
    assert!(
        dead.contains("Yes: Ann or Bo killed Cy"),
        "that it was done is certain: {dead}"
    );
}

#[test]
fn claims_stand_side_by_side_until_one_is_asked_for() {
    let folder = Folder::of(
        r#"{"lorescope": 1, "documents": [{"id": "play"}, {"id": "film"}], "characters": [{"id": "ann"}], "events": [
            {"id": "by-fire", "kind": "death", "roles": {"victim": "ann"}, "according-to": "play"},
            {"id": "by-water", "kind": "departure", "roles": {"departed": "ann"}, "according-to": "film"}]}"#,
    );
    let count = |words: &[&str]| {
        folder
            .lore(&["timeline", "--format", "csv"])
            .and(words)
            .run()
            .quietly()
            .lines()
            .count()
            - 1
    };
    assert_eq!(count(&[]), 2);
    assert_eq!(count(&["--according-to", "play"]), 1);
    assert_eq!(
        folder
            .lore(&["why", "dead", "ann", "--according-to", "film"])
            .run()
            .status,
        1
    );
}

#[test]
fn the_seed_is_found_wherever_one_stands() {
    let folder = Folder::new();
    let here = folder.lore(&["-s", SEED, "list"]).run().quietly();
    assert_eq!(here, seed(&["list"]).run().quietly());
}
