//! Storylines from the command line, with nothing else installed.

use crate::stories::{EMPTY, NASTY};
use crate::typing::{Folder, seed};
use serde_json::Value;

/// The ids that elements of a drawing carry under a key.
fn ids<'a>(svg: &'a str, key: &str) -> Vec<&'a str> {
    let start = format!("{key}=\"");
    svg.split(start.as_str())
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

#[test]
fn the_seeds_story_is_drawn_with_a_line_for_everybody_who_meets_somebody() {
    let ran = seed(&["storyline"]).run();
    let svg = ran.quietly();
    assert!(svg.starts_with("<svg"), "{}", &svg[..40]);
    for id in ["kira", "odo", "damar", "weyoun", "dukat"] {
        assert!(ids(&svg, "data-entity").contains(&id), "{id}");
    }
    for words in [
        "Kira Nerys",
        "Cardassia",
        "changes sides",
        "dies",
        "resurrection",
        "crew of DS9",
    ] {
        assert!(svg.contains(words), "{words}");
    }
    // Each sign and each piece of a line says what it is about.
    assert!(svg.contains("weyoun-killed") && svg.contains("data-moments=\"") && svg.contains("<title>"));
    assert_ne!(svg, seed(&["storyline", "--order", "telling"]).run().quietly());
    assert_ne!(svg, seed(&["storyline", "--dark"]).run().quietly());
}

#[test]
fn a_file_is_written_by_its_ending_and_dot_is_refused() {
    let folder = Folder::new();
    let path = folder.path("story.svg");
    let told = seed(&["storyline", "-o", path.to_str().expect("a path")])
        .run()
        .quietly();
    assert_eq!(told, "");
    assert!(folder.read("story.svg").starts_with(b"<svg"));
    for (typed, said) in [
        (&["storyline", "-o", "story.dot"][..], "cannot be written as DOT"),
        (&["storyline", "--form", "dot"], "[possible values: svg, png, pdf]"),
    ] {
        let refused = seed(typed).run().refused();
        assert!(refused.contains(said), "{refused}");
    }
    let help = seed(&["storyline", "--help"]).run().quietly();
    assert!(!help.contains("dot"), "{help}");
}

#[test]
fn a_window_shows_only_what_is_in_it() {
    let drawn = |words: &[&str]| seed(&["storyline"]).and(words).run().quietly();
    let around = drawn(&["--around", "dukat"]);
    assert!(around.contains("Winn Adami") && !around.contains("Weyoun"));
    let only = drawn(&["--only", "kira,damar,garak"]);
    assert_eq!(only.matches("class=\"thread\"").count(), 3);
    let section = drawn(&["--section", "3"]);
    assert_eq!(section.matches("class=\"column\"").count(), 1, "one heading");
    let late = drawn(&["--from", "damar-killed"]);
    assert!(!late.contains("Corat Damar") && late.contains("Kira Nerys"));
    let early = drawn(&["--to", "weyoun-killed"]);
    assert!(early.contains("Corat Damar") && !early.contains("Quark"));
    assert_eq!(early, drawn(&["--as-of", "weyoun-killed"]));
}

#[test]
fn what_is_left_out_is_said_with_what_brings_it_in() {
    let ran = seed(&["storyline", "--lines", "5", "--scenes", "8"]).run();
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(ran.out.matches("class=\"thread\"").count(), 5);
    assert_eq!(ran.out.matches("class=\"scene\"").count(), 8);
    assert!(
        ran.err.starts_with("note: not drawn: ") && ran.err.contains("`--scenes N`"),
        "{}",
        ran.err
    );
    let left = ran.err.trim_start_matches("note: ").split("; ").next().expect("words");
    assert!(ran.out.contains(left), "the picture says so too: {left}");
}

#[test]
fn measures_are_printed_in_every_form_and_are_those_of_the_field() {
    let json = seed(&["storyline", "--measure", "--format", "json"]).run().quietly();
    let answer: Value = serde_json::from_str(&json).expect("it is JSON");
    let rows = answer["rows"].as_array().expect("rows");
    let named: Vec<&str> = rows.iter().filter_map(|row| row["measure"].as_str()).collect();
    assert_eq!(
        named,
        [
            "lines",
            "scenes",
            "crossings",
            "block crossings",
            "wiggles",
            "linear wiggle height",
            "quadratic wiggle height",
            "height",
            "area"
        ],
        "{json}"
    );
    let text = seed(&["storyline", "--measure"]).run().quietly();
    assert!(
        text.contains("crossings") && text.contains("times that two lines cross"),
        "{text}"
    );
}

#[test]
fn nobody_together_and_nobody_with_a_line_are_refused() {
    let folder = Folder::of(EMPTY);
    let ran = folder.lore(&["storyline"]).run();
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("the story tells of no event"), "{}", ran.err);
    let place = seed(&["storyline", "--around", "cardassia"]).run();
    assert_eq!(place.status, 2, "{}", place.out);
    let label = seed(&["storyline", "--section", "never"]).run();
    assert!(
        label.status == 2 && label.err.contains("`never` is no label of the telling"),
        "{}",
        label.err
    );
}

#[test]
fn what_is_asked_for_in_vain_is_named_and_nothing_else_is() {
    let refused = |words: &[&str]| {
        let ran = seed(&["storyline"]).and(words).run();
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{words:?}");
        ran.err
    };
    let told = |words: &[&str], message: &str, help: &str| {
        let err = refused(words);
        assert!(err.contains(message) && err.contains(help), "{words:?}: {err}");
        err
    };
    told(&["--lines", "0"], "`--lines` must be 1 or more", "leave `--lines` out");
    told(
        &["--scenes", "0"],
        "`--scenes` must be 1 or more",
        "leave `--scenes` out",
    );
    told(
        &["--section", "3,99"],
        "there is no section 99",
        "`lore timeline --order telling`",
    );
    told(
        &["--from", "damar-killed", "--to", "weyoun-killed"],
        "`damar-killed` comes after `weyoun-killed`",
        "`--from weyoun-killed --to damar-killed`",
    );
    let err = told(
        &["--from", "damar-killed", "--only", "damar"],
        "none of these characters is in an event here",
        "leave out `--only` or `--from`; `lore timeline`",
    );
    assert!(!err.contains("--around") && !err.contains("--section"), "{err}");
}

#[test]
fn the_sentences_of_a_scene_are_told_apart() {
    let folder = Folder::of(
        r#"{"lorescope": 1, "characters": [{"id": "anna"}, {"id": "bert"}], "places": [{"id": "hall"}],
        "events": [
            {"id": "x", "kind": "meeting", "roles": {"participants": ["anna", "bert"]}, "place": "hall"},
            {"id": "y", "kind": "alliance", "roles": {"allies": ["anna", "bert"]}, "place": "hall"}]}"#,
    );
    let svg = folder.lore(&["storyline"]).run().quietly();
    let words = "<title>Anna and Bert met at Hall; Anna and Bert allied at Hall</title>";
    assert!(svg.contains(words), "{svg}");
}

#[test]
fn names_that_would_break_a_drawing_stand_in_it_as_names() {
    let folder = Folder::of(NASTY);
    let ran = folder.lore(&["storyline"]).run();
    assert!(
        !ran.out.contains("<script") && !ran.err.contains("panicked"),
        "{} {}",
        ran.out,
        ran.err
    );
}

#[test]
fn storyline_and_film_agree_in_which_section_an_event_is_told() {
    let folder = Folder::of(
        r#"{"lorescope": 1, "title": "Sections",
        "characters": [{"id": "ann"}, {"id": "bo"}, {"id": "cy"}, {"id": "di"}],
        "sections": [{"told": "1", "title": "One"}, {"told": "1.1", "title": "Inner"}],
        "events": [
            {"id": "inner", "kind": "alliance", "roles": {"allies": ["ann", "bo"]}, "told": "1.1"},
            {"id": "outer", "kind": "alliance", "roles": {"allies": ["bo", "cy"]}, "told": "1.5"},
            {"id": "beyond", "kind": "alliance", "roles": {"allies": ["cy", "di"]}, "told": "7"}]}"#,
    );
    let svg = folder.lore(&["storyline"]).run().quietly();
    assert_eq!(ids(&svg, "data-section"), ["1.1", "1", ""]);
    let film = folder.path("film");
    let ran = folder
        .lore(&["draw", "--each", "section", "--frames", film.to_str().expect("a path")])
        .run();
    assert_eq!(ran.status, 0, "{}", ran.err);
    for (frame, words) in [
        (2, "after “Inner”"),
        (3, "after “One”"),
        (4, "just after: Cy and Di allied"),
    ] {
        let svg = String::from_utf8(folder.read(&format!("film/frame-000{frame}.svg"))).expect("text");
        assert!(svg.contains(words), "{frame}: {svg}");
    }
}

#[test]
fn a_death_is_in_ink_whoever_dies_and_a_return_is_not() {
    let svg = seed(&["storyline"]).run().quietly();
    let fills = |sign: &str| -> Vec<&str> {
        let signs = svg
            .split("<text ")
            .filter(|text| text.contains(&format!(">{sign}</text>")));
        signs
            .filter_map(|text| text.split("fill=\"").nth(1)?.split('"').next())
            .collect()
    };
    let (deaths, returns) = (fills("†"), fills("↑"));
    assert!(deaths.len() > 3 && returns.len() > 1, "{deaths:?} {returns:?}");
    assert!(deaths.iter().all(|fill| *fill == deaths[0]), "{deaths:?}");
    assert!(!returns.contains(&deaths[0]), "{returns:?}");
}
