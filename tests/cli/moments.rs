//! Pictures of more moments than one: compared, in a numbered series, and in one SVG that plays.

use crate::typing::{Folder, seed};

const STORY: &str = r#"{"lorescope": 1, "title": "Station",
    "characters": [
        {"id": "ann", "relations": {"member": ["army"], "friend": ["bo", "cy"]}},
        {"id": "bo", "relations": {"member": ["army"]}},
        {"id": "cy", "relations": {"member": ["watch"]}}, {"id": "di"}],
    "factions": [{"id": "army"}, {"id": "watch"}],
    "events": [
        {"id": "talk", "kind": "meeting", "roles": {"participants": ["ann", "cy"]}},
        {"id": "oath", "kind": "join", "roles": {"joiner": "ann", "faction": "watch"}},
        {"id": "pact", "kind": "alliance", "roles": {"allies": ["army", "watch"]}, "after": ["oath"]},
        {"id": "murder", "kind": "killing", "roles": {"killer": "cy", "victim": "bo"}, "after": ["pact"]}]}"#;

/// The words on a picture, without marks of their own.
fn words(svg: &str) -> Vec<String> {
    let lines = svg
        .lines()
        .map(str::trim)
        .filter_map(|line| line.strip_prefix("<text "));
    let inner = lines.filter_map(|line| Some(line.split_once('>')?.1.split("</text>").next()?.to_owned()));
    inner.collect()
}

/// Where somebody stands: the box in the group that is titled with their name.
fn place(svg: &str, name: &str) -> Option<String> {
    let after = svg.split(&format!("<title>{name}</title>")).nth(1)?;
    let shape = after.lines().find(|line| line.contains("<rect"))?;
    let of = |key: &str| -> Option<f64> {
        shape
            .split(&format!(" {key}=\""))
            .nth(1)?
            .split('"')
            .next()?
            .parse()
            .ok()
    };
    let middle = (of("x")? + of("width")? / 2.0, of("y")? + of("height")? / 2.0);
    Some(format!("{:.1} {:.1}", middle.0, middle.1))
}

#[test]
fn what_is_gone_new_and_kept_is_told_in_signs_and_words() {
    let folder = Folder::of(STORY);
    let drawn = |words: &[&str]| {
        folder
            .lore(&["draw", "--form", "svg", "--compare"])
            .and(words)
            .run()
            .quietly()
    };
    let svg = drawn(&["start", "end"]);
    let words = words(&svg);
    for said in [
        "from the start",
        "to the end",
        "1 tie new (+), 1 tie gone (−), 1 tie kept, 1 died (†), 1 left or joined a faction",
        "+ Watch",
        "− died",
        "− is a friend of",
        "+ is allied with",
        "is a friend of",
    ] {
        assert!(words.iter().any(|line| line.contains(said)), "{said}: {words:?}");
    }
    assert!(svg.contains("stroke-dasharray"), "what is gone is dashed");
    let dot = folder.lore(&["draw", "--compare", "start", "end"]).run().quietly();
    assert!(dot.contains("+ is allied with") && dot.contains("− died"), "{dot}");
    let before = drawn(&["start", "before murder"]);
    assert!(!before.contains("died"), "{before}");
    assert_eq!(drawn(&["oath", "oath"]).matches("tie new").count(), 0);
    let turned = folder
        .lore(&["draw", "--form", "svg", "--compare", "end", "start"])
        .run();
    assert_eq!(turned.out, svg);
    assert!(
        turned.err.contains("the second moment lies before the first"),
        "{}",
        turned.err
    );
}

#[test]
fn a_series_has_a_picture_for_each_change_and_nobody_moves() {
    let folder = Folder::of(STORY);
    let ran = folder.lore(&["draw", "--frames", "frames"]).run();
    assert_eq!((ran.status, ran.err.as_str()), (0, "4 pictures in `frames`\n"));
    let frames: Vec<String> = (1..=4)
        .map(|number| String::from_utf8(folder.read(&format!("frames/frame-000{number}.svg"))).expect("text"))
        .collect();
    for (frame, said) in frames.iter().zip(["as of the start", "joined", "allied", "killed"]) {
        let words = words(frame);
        assert!(words.iter().any(|line| line.contains(said)), "{said}: {words:?}");
        assert!(!frame.contains(">Di<"), "nobody is tied to her, ever");
        for name in ["Ann", "Cy"] {
            assert!(place(frame, name).is_some(), "{name}: {frame}");
            assert_eq!(place(frame, name), place(&frames[0], name), "{name}");
        }
        let size = |svg: &str| svg.lines().next().map(str::to_owned);
        assert_eq!(size(frame), size(&frames[0]));
    }
    let again = folder
        .lore(&["draw", "--frames", "frames", "--only", "allied", "--form", "dot"])
        .run();
    assert!(again.err.contains("2 pictures"), "{}", again.err);
    std::fs::write(folder.path("frames/frame-0003.dot"), "old").expect("it can be written");
    let shorter = folder
        .lore(&["draw", "--frames", "frames", "--only", "allied", "--form", "dot"])
        .run();
    assert!(
        shorter.err.starts_with("note: from `frames/frame-0003.dot` on"),
        "{}",
        shorter.err
    );
}

#[test]
fn one_svg_plays_the_series_without_a_script_or_anything_from_elsewhere() {
    let folder = Folder::of(STORY);
    folder.lore(&["draw", "--animate", "-o", "story.svg"]).run().quietly();
    let film = String::from_utf8(folder.read("story.svg")).expect("text");
    for there in [
        "@keyframes m0",
        "prefers-reduced-motion:reduce",
        "just after",
        "4 moments",
    ] {
        assert!(film.contains(there), "{there}: {film}");
    }
    for absent in ["<script", "href", "url(", "@import", "xlink"] {
        assert!(!film.contains(absent), "{absent}");
    }
    // Without motion the end is shown: what is not in it is hidden.
    let start = film.split("as of the start").next().expect("it is there");
    let around = start.rsplit("<g ").next().expect("it stands in a group");
    assert!(around.contains("visibility=\"hidden\""), "{around}");
    let faster = folder
        .lore(&["draw", "--animate", "-o", "-", "--form", "svg", "--pace", "1"])
        .run()
        .quietly();
    assert!(
        faster.contains("animation-duration:6s"),
        "four seconds, and two to rest"
    );
}

#[test]
fn sections_can_stand_for_events() {
    let ran = seed(&["draw", "--animate", "-o", "-", "--form", "svg", "--each", "section"])
        .run()
        .quietly();
    let counted = words(&ran).into_iter().filter(|line| line.contains(" of ")).count();
    assert!(0 < counted && counted < 30, "{counted}");
    assert!(ran.contains("after “"), "sections are named");
    let folder = Folder::of(STORY);
    let without = folder.lore(&["draw", "--frames", "frames", "--each", "section"]).run();
    assert!(without.refused().contains("this story has no sections"));
}

#[test]
fn relations_that_are_asked_for_are_compared_and_no_others() {
    let folder = Folder::of(
        r#"{"lorescope": 1,
            "characters": [
                {"id": "ann", "relations": {"parent": ["bo"], "member": ["army"]}}, {"id": "bo"},
                {"id": "cy", "relations": {"parent": ["ann"]}}],
            "factions": [{"id": "army"}, {"id": "watch"}],
            "events": [
                {"id": "birth", "kind": "birth", "roles": {"born": "ann"}},
                {"id": "farewell", "kind": "leave", "roles": {"leaver": "ann", "faction": "army"}}]}"#,
    );
    let drawn = |words: &[&str]| {
        folder
            .lore(&["draw", "--compare", "start", "end"])
            .and(words)
            .run()
            .quietly()
    };
    let parents = drawn(&["--only", "parent"]);
    assert!(parents.contains("2 ties kept"), "{parents}");
    assert!(!parents.contains("Army\\n") && !parents.contains("− Army"), "{parents}");
    assert!(drawn(&[]).contains("− Army"));
}

#[test]
fn an_only_character_stands_in_every_picture() {
    let folder = Folder::of(r#"{"lorescope": 1, "title": "Solo", "characters": [{"id": "ann"}]}"#);
    let ran = folder.lore(&["draw", "--frames", "frames"]).run();
    assert_eq!((ran.status, ran.err.as_str()), (0, "1 picture in `frames`\n"));
    folder.lore(&["draw", "--animate", "-o", "film.svg"]).run().quietly();
    folder
        .lore(&["draw", "--compare", "start", "end", "-o", "change.svg"])
        .run()
        .quietly();
    for drawn in ["frames/frame-0001.svg", "film.svg", "change.svg"] {
        let svg = String::from_utf8(folder.read(drawn)).expect("text");
        assert!(words(&svg).contains(&"Ann".to_owned()), "{drawn}: {svg}");
    }
}

#[test]
fn too_long_a_series_is_refused_with_its_length_and_what_is_not_asked_for_yet() {
    let people: Vec<String> = (0..605).map(|nth| format!(r#"{{"id": "c{nth}"}}"#)).collect();
    let deaths: Vec<String> = (0..604)
        .map(|nth| format!(r#"{{"id": "e{nth}", "kind": "death", "roles": {{"victim": "c{nth}"}}}}"#))
        .collect();
    let folder = Folder::of(&format!(
        r#"{{"lorescope": 1, "characters": [{}], "events": [{}]}}"#,
        people.join(", "),
        deaths.join(", ")
    ));
    let series = |words: &[&str]| folder.lore(&["draw", "--frames", "frames"]).and(words).run();
    let told = series(&[]).refused();
    assert!(
        told.contains("this would be 605 pictures, and 600 are the most"),
        "{told}"
    );
    assert!(
        told.contains("`--around NAME`, `--only RELATION` or `--by factions`"),
        "{told}"
    );
    let only = series(&["--only", "allied"]).refused();
    assert!(
        only.contains("show less with `--around NAME` or `--by factions`"),
        "{only}"
    );
    assert_eq!(series(&["--around", "c7"]).err, "2 pictures in `frames`\n");
}

#[test]
fn what_does_not_go_together_is_refused() {
    let folder = Folder::of(STORY);
    for (words, said) in [
        (&["--compare", "start"][..], "2 values required"),
        (
            &["--compare", "start", "end", "--as-of", "oath"],
            "`--compare` takes its own two moments",
        ),
        (&["--compare", "start", "nowhere"], "`nowhere` is no event"),
        (&["--frames", "x", "--as-of", "oath"], "a series shows every moment"),
        (&["--animate"], "--output"),
        (&["--animate", "-o", "x.png"], "only an SVG can play"),
        (
            &["--animate", "-o", "x.svg", "--pace", "0"],
            "no picture can be seen for 0 seconds",
        ),
        (&["--animate", "-o", "x.svg", "--frames", "y"], "cannot be used with"),
        (
            &["--compare", "start", "end", "--size", "degree"],
            "cannot be used with",
        ),
        (&["--frames", "x", "--size", "degree"], "cannot be used with"),
        (&["--animate", "-o", "x.svg", "--size", "events"], "cannot be used with"),
        (&["--frames", "x", "--compare", "start", "end"], "cannot be used with"),
        (
            &["--each", "section", "-o", "x.svg"],
            "required arguments were not provided",
        ),
        (&["--each", "event", "--compare", "start", "end"], "required arguments"),
        (
            &["--frames", "x", "--layout", "layered"],
            "`--layout layered` arranges each picture anew",
        ),
        (
            &["--animate", "-o", "x.svg", "--engine", "graphviz"],
            "`--engine graphviz` arranges each picture anew",
        ),
        (&["--layout", "fdp", "-o", "x.svg"], "`fdp` is a layout of Graphviz"),
        (
            &["--layout", "organic", "--engine", "graphviz", "-o", "x.svg"],
            "Graphviz knows no layout `organic`",
        ),
    ] {
        let told = folder.lore(&["draw"]).and(words).run().refused();
        assert!(told.contains(said), "{words:?}: {told}");
    }
    assert_eq!(folder.names(), ["story.json"], "nothing is written by what is refused");
}

#[test]
fn two_pictures_of_one_story_share_their_chart() {
    let drawn = |moment: &str| {
        seed(&["draw", "--layout", "organic", "--form", "svg", "--as-of", moment])
            .run()
            .quietly()
    };
    let (start, end) = (drawn("start"), drawn("end"));
    let apart = |svg: &str| -> Option<(f64, f64)> {
        let at = |name: &str| -> Option<(f64, f64)> {
            let place = place(svg, name)?;
            let (x, y) = place.split_once(' ')?;
            Some((x.parse().ok()?, y.parse().ok()?))
        };
        let (one, two) = (at("Julian Bashir")?, at("Ezri Dax")?);
        Some((one.0 - two.0, one.1 - two.1))
    };
    let (one, two) = (
        apart(&start).expect("both are there"),
        apart(&end).expect("both are there"),
    );
    assert!(
        (one.0 - two.0).abs() < 0.3 && (one.1 - two.1).abs() < 0.3,
        "{one:?} {two:?}"
    );
}
