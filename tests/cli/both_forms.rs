//! A story in its two forms: converted from one to the other, and laid out.

use crate::stories::{EMPTY, NASTY, OATH};
use crate::typing::{Folder, SEED, lore};

#[test]
fn a_story_goes_from_one_form_to_the_other_and_back() {
    let seed = std::fs::read_to_string(format!("{SEED}/story.json")).expect("the seed is there");
    for story in [seed.as_str(), OATH, EMPTY, NASTY] {
        let folder = Folder::of(story);
        let json = folder.lore(&["export", "story"]).run().quietly();
        folder.lore(&["convert", "-o", "told.lore"]).run().quietly();
        let journal = String::from_utf8(folder.read("told.lore")).expect("text");
        assert_eq!(folder.lore(&["convert", "story.json"]).run().quietly(), journal);
        assert_eq!(folder.lore(&["export", "journal"]).run().quietly(), journal);
        assert_eq!(folder.lore(&["convert", "told.lore"]).run().quietly(), json);
        assert_eq!(
            folder.lore(&["convert", "-", "-o", "-"]).fed(&journal).run().quietly(),
            json
        );
        assert_eq!(
            folder
                .lore(&["-s", "told.lore", "convert", "-o", "again.json"])
                .run()
                .quietly(),
            ""
        );
        assert_eq!(String::from_utf8(folder.read("again.json")).expect("text"), json);
        assert_eq!(
            folder
                .lore(&["fmt", "--check", "told.lore", "again.json"])
                .run()
                .quietly(),
            ""
        );
    }
}

#[test]
fn a_story_of_several_files_becomes_one() {
    let folder = Folder::of(r#"{"lorescope": 1, "include": ["cast.lore"], "events": [{"id": "end", "kind": "death", "roles": {"victim": "Ann"}}]}"#)
        .holding("cast.lore", "character ann\n");
    let ran = folder.lore(&["convert"]).run();
    assert_eq!((ran.status, ran.out.as_str()), (0, "character ann\n\n[end] Ann dies\n"));
    assert_eq!(ran.err, "note: the 2 files of the story are one now\n");
}

#[test]
fn documents_are_found_from_wherever_the_story_is_written() {
    let folder = Folder::of(r#"{"lorescope": 1, "include": ["cast/cast.lore"]}"#)
        .holding("out/here", "")
        .holding(
            "cast/cast.lore",
            "source play \"play.md\"\ncharacter ann\nAnn dies\n    \"She dies.\"\n",
        )
        .holding("cast/play.md", "She dies.\n");
    for out in ["all.lore", "out/all.json"] {
        folder.lore(&["convert", "-o", out]).run();
        assert_eq!(folder.lore(&["-s", out, "check"]).run().quietly(), "", "{out}");
    }
    let written = String::from_utf8(folder.read("out/all.json")).expect("text");
    assert!(written.contains("../cast/play.md"), "{written}");
}

#[test]
fn a_story_is_never_written_over_its_own_file() {
    let told = "; mine\nstory \"A\"\n";
    let folder = Folder::new().holding("story.lore", told);
    let said = folder.lore(&["convert", "-o", "./story.lore"]).run().refused();
    assert!(said.contains("`story.lore` is a file of the story itself"), "{said}");
    assert_eq!(folder.read("story.lore"), told.as_bytes());
}

#[test]
fn the_words_there_are_can_be_listed_while_the_story_is_broken_or_not_begun() {
    let broken = Folder::new().holding("story.lore", "character ann\nann dances a jig\n");
    for folder in [broken, Folder::new()] {
        let kinds = folder.lore(&["list", "kinds"]).run();
        assert_eq!((kinds.status, kinds.err.as_str()), (0, ""));
        assert!(kinds.out.contains("killing"), "{}", kinds.out);
    }
}

#[test]
fn a_new_story_is_named_as_one() {
    let folder = Folder::new();
    let said = folder.lore(&["new", "tale"]).run().refused();
    assert!(said.contains("name it `tale.lore`"), "{said}");
    folder.lore(&["new", "far/tale.lore"]).run();
    assert_eq!(folder.lore(&["-s", "far/tale.lore", "check"]).run().quietly(), "");
}

#[test]
fn what_cannot_be_converted_is_left_alone() {
    let broken = r#"{"lorescope": 1, "events": [{"id": "end", "kind": "death", "roles": {"victim": "Ann"}}]}"#;
    let folder = Folder::of(broken).holding("x.lore", "mine");
    for words in [
        &["convert", "-o", "x.lore"][..],
        &["convert"],
        &["convert", "x.lore", "-o", "y.json"],
    ] {
        let said = folder.lore(words).run().refused();
        assert!(said.starts_with("error["), "{said}");
    }
    assert_eq!(folder.read("x.lore"), b"mine");
    assert_eq!(folder.names(), ["story.json", "x.lore"]);
    let folder = Folder::of(OATH);
    let said = folder.lore(&["convert", "-o", "x.txt"]).run().refused();
    assert!(said.contains("`x.txt`") && said.contains("`.lore`"), "{said}");
    let said = folder.lore(&["convert", "--as-of", "end"]).run().refused();
    assert!(said.contains("`lore convert` tells of no moment"), "{said}");
}

#[test]
fn a_layout_is_given_to_all_files_or_to_none() {
    let folder = Folder::of(r#"{"events": [], "lorescope": 1}"#).holding("a.lore", "character  ann");
    let ran = folder.lore(&["fmt", "--check", "a.lore", "story.json"]).run();
    assert_eq!(
        (ran.status, ran.out.as_str(), ran.err.as_str()),
        (1, "a.lore\nstory.json\n", "")
    );
    let folder = folder
        .holding("b.json", "{")
        .holding("c.json", r#"{"name": "left-pad"}"#);
    for other in ["b.json", "c.json"] {
        folder.lore(&["fmt", "a.lore", other]).run().refused();
    }
    assert_eq!(folder.read("a.lore"), b"character  ann");
    assert_eq!(folder.lore(&["fmt", "a.lore", "."]).run().quietly(), "");
    assert_eq!(folder.read("a.lore"), b"character ann\n");
    assert_eq!(
        folder.read("story.json"),
        b"{\n  \"lorescope\": 1,\n  \"events\": []\n}\n"
    );
    assert_eq!(
        folder.lore(&["fmt", "--check", "a.lore", "story.json"]).run().quietly(),
        ""
    );
}

#[test]
fn standard_input_is_laid_out_to_standard_output() {
    for (given, laid) in [
        ("character  ann ;her\n\n\n\n", "character ann  ;her\n"),
        (
            r#"{"events": [], "lorescope": 1}"#,
            "{\n  \"lorescope\": 1,\n  \"events\": []\n}\n",
        ),
    ] {
        assert_eq!(lore(&["fmt", "-"]).fed(given).run().quietly(), laid);
        assert_eq!(lore(&["fmt", "-"]).fed(laid).run().quietly(), laid);
        let ran = lore(&["fmt", "--check", "-"]).fed(given).run();
        assert_eq!((ran.status, ran.out.as_str()), (1, "<stdin>\n"));
    }
}
