//! Pictures of characters are drawn from the files the story names, and sizes by a measure that is said.

use crate::typing::Folder;
use std::fs;

/// One red pixel.
pub const PNG: &[u8] = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90\x77\x53\xde\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

const STORY: &str = r#"{"lorescope": 1, "title": "Watch",
    "characters": [
        {"id": "ann", "image": "faces/ann.png", "relations": {"friend": ["bo", "cy"]}},
        {"id": "bo", "image": "faces/bo.png"},
        {"id": "cy", "image": "faces/cy.png", "relations": {"friend": ["dee"]}},
        {"id": "dee", "image": "faces/dee.png"}],
    "events": [{"id": "end", "kind": "death", "roles": {"victim": "bo"}}]}"#;

fn folder() -> Folder {
    let folder = Folder::of(STORY);
    fs::create_dir(folder.path("faces")).expect("a folder");
    for (name, bytes) in [("ann.png", PNG), ("bo.png", PNG), ("cy.png", &PNG[..50])] {
        fs::write(folder.path("faces").join(name), bytes).expect("it can be written");
    }
    folder
}

#[test]
fn pictures_are_in_the_drawing_and_what_is_none_is_told_with_its_place() {
    let folder = folder();
    let ran = folder.lore(&["draw", "-o", "end.svg"]).run();
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.err);
    for words in [
        "warning[image-unread]: the picture of `cy` is left out: the file breaks off or is damaged",
        "--> story.json:5:",
        "= help: save it anew from where it comes from",
        "the picture of `dee` is left out: there is no such file",
        "--> story.json:6:",
    ] {
        assert!(ran.err.contains(words), "{words} in {}", ran.err);
    }
    let svg = String::from_utf8(folder.read("end.svg")).expect("text");
    assert_eq!(svg.matches("href=\"data:image/png;base64,iVBORw0KGgo").count(), 2);
    assert_eq!(
        svg.matches("filter=\"url(#grey)\"").count(),
        1,
        "the picture of the dead is grey"
    );
    let start = folder.lore(&["draw", "--as-of", "start", "-o", "start.svg"]).run();
    assert_eq!(start.status, 0);
    let svg = String::from_utf8(folder.read("start.svg")).expect("text");
    assert!(!svg.contains("grey"), "nobody is dead yet");
}

#[test]
fn a_picture_that_is_none_is_found_by_a_check_and_let_stand_where_the_story_says_so() {
    let folder = folder();
    let drawn = folder.lore(&["draw", "-o", "end.svg"]).run();
    let checked = folder.lore(&["check", "--only", "image-unread"]).run();
    assert_eq!(
        (checked.status, checked.err.as_str()),
        (1, drawn.err.as_str()),
        "both say the same"
    );
    let waived = STORY.replacen('{', r#"{"allow": {"image-unread": "still to be painted"}, "#, 1);
    let folder = folder.holding("story.json", &waived);
    for line in [&["draw", "-o", "end.svg"][..], &["check", "--only", "image-unread"]] {
        assert_eq!(folder.lore(line).run().quietly(), "", "{line:?}");
    }
}

#[test]
fn pictures_begin_in_the_folder_of_the_file_that_names_them() {
    let folder = Folder::of(r#"{"lorescope": 1, "include": ["cast/people.json"]}"#).holding(
        "cast/people.json",
        r#"{"lorescope": 1, "characters": [{"id": "ann", "image": "ann.png"}]}"#,
    );
    fs::write(folder.path("cast/ann.png"), PNG).expect("it can be written");
    folder.lore(&["draw", "-o", "end.svg"]).run().quietly();
    assert!(
        String::from_utf8(folder.read("end.svg"))
            .expect("text")
            .contains("<image ")
    );
}

#[test]
fn a_picture_of_somebody_told_later_is_neither_drawn_nor_told_of() {
    let story = r#"{"lorescope": 1,
        "characters": [{"id": "ann", "told": 1}, {"id": "cy", "told": 1}, {"id": "bo", "told": 2, "image": "bo.png"}],
        "events": [{"id": "one", "kind": "meeting", "roles": {"participants": ["ann", "cy"]}, "told": 1},
                   {"id": "two", "kind": "meeting", "roles": {"participants": ["ann", "bo"]}, "told": 2}]}"#;
    let ran = Folder::of(story)
        .lore(&["draw", "--form", "svg", "--told-by", "1"])
        .run();
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let ran = Folder::of(story)
        .lore(&["draw", "--form", "svg", "--told-by", "2"])
        .run();
    assert!(
        ran.err.starts_with("warning[image-unread]: the picture of `bo`") && !ran.err.contains("-->"),
        "{}",
        ran.err
    );
}

#[test]
fn what_has_no_faces_looks_for_none() {
    folder().lore(&["draw"]).run().quietly();
    let series = folder().lore(&["draw", "--frames", "dots", "--form", "dot"]).run();
    assert!(!series.err.contains("warning"), "{}", series.err);
}

#[test]
fn a_story_from_standard_input_has_its_faces() {
    let folder = folder();
    let ran = folder.lore(&["draw", "-s", "-", "--form", "svg"]).fed(STORY).run();
    assert_eq!(ran.out.matches("<image ").count(), 2, "{}", ran.err);
}

#[test]
fn names_are_larger_by_a_measure_that_is_said() {
    let folder = folder();
    let dot = |measure: &str| folder.lore(&["draw", "--size", measure]).run().out;
    let degree = dot("degree");
    assert!(
        degree.contains("larger: how many others they are tied to (most: Cy, 2)"),
        "{degree}"
    );
    assert!(dot("betweenness").contains("larger: how many shortest ways lead through them"));
    let events = dot("events");
    assert!(
        events.contains("larger: how many events they have had a part in (most: Bo, 1)"),
        "{events}"
    );
    let size = |id: &str| {
        let line = events
            .lines()
            .find(|line| line.trim_start().starts_with(&format!("\"{id}\"[")))
            .expect("it is drawn");
        line.split("fontsize=\"").nth(1).map(|rest| {
            rest.split('"')
                .next()
                .expect("a number")
                .parse::<f64>()
                .expect("a number")
        })
    };
    assert!(size("ann") < size("bo"), "{events}");
}
