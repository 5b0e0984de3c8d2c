//! Pictures from the command line, with nothing else installed.

use crate::stories::{EMPTY, NASTY};
use crate::typing::{Folder, seed};
use std::fmt::Write;

#[test]
fn every_form_is_drawn_with_nothing_on_the_path() {
    let folder = Folder::new();
    for (name, start) in [
        ("end.dot", &b"digraph"[..]),
        ("end.gv", b"digraph"),
        ("end.SVG", b"<svg"),
        ("end.png", b"\x89PNG"),
        ("end.pdf", b"%PDF"),
    ] {
        let path = folder.path(name);
        let typed = seed(&[
            "draw",
            "--by",
            "factions",
            "--scale",
            "1",
            "-o",
            path.to_str().expect("a path"),
        ]);
        typed.with("PATH", "").run().quietly();
        let bytes = folder.read(name);
        assert!(
            bytes.starts_with(start),
            "{name}: {:?}",
            String::from_utf8_lossy(&bytes[..40])
        );
    }
}

#[test]
fn a_chain_is_drawn_as_it_is_told() {
    let folder = Folder::new();
    let why = ["why", "dead", "weyoun"];
    let dot = seed(&why).and(&["--format", "dot"]).run().quietly();
    for (name, start) in [("why.dot", "digraph"), ("why.svg", "<svg")] {
        let path = folder.path(name);
        let told = seed(&why).and(&["-o", path.to_str().expect("a path")]).run().quietly();
        assert_eq!(told, "", "what is drawn into a file is not told too");
        let drawn = String::from_utf8(folder.read(name)).expect("text");
        assert!(drawn.starts_with(start), "{name}");
        for words in ["Weyoun is dead", "because", "needed", "city-ordered-wiped-out"] {
            assert!(drawn.contains(words), "{name}: {words}");
        }
        assert_eq!(name == "why.dot", drawn == dot);
    }
    let no = seed(&["why", "dead", "kira", "--format", "dot"]).run();
    assert!(
        no.status == 1 && no.out.starts_with("digraph"),
        "a no is drawn, and still a no"
    );
    let ending = seed(&why).and(&["-o", "why.txt"]).run();
    assert_eq!(ending.status, 2);
    assert!(
        ending.err.contains("end it in `.dot`, `.svg`, `.png` or `.pdf`\n"),
        "{}",
        ending.err
    );
}

#[test]
fn a_picture_is_of_what_was_asked_for() {
    let dot = |words: &[&str]| {
        let ran = seed(&["draw"]).and(words).run();
        assert!(
            ran.status == 0 && (ran.err.is_empty() || ran.err.starts_with("note: ")),
            "{}",
            ran.err
        );
        ran.out
    };
    let end = dot(&[]);
    assert_eq!(end, dot(&["--as-of", "end"]));
    let lines = |dot: &str| dot.matches("\"kasidy\" -> ").count() + dot.matches(" -> \"kasidy\"").count();
    assert_eq!(
        (lines(&end), lines(&dot(&["--apart"]))),
        (1, 3),
        "one edge, or one a relation and direction"
    );
    assert_ne!(end, dot(&["--as-of", "start"]));
    assert_ne!(end, dot(&["--before", "battle-begins"]));
    assert!(end.contains("Weyoun") && end.contains('†'));
    let circle = dot(&["--around", "dukat"]);
    assert!(circle.contains("Dukat") && !circle.contains("Quark"));
    assert!(dot(&["--around", "kira", "--depth", "3"]).len() > dot(&["--around", "kira"]).len());
    let only = dot(&["--only", "allied,hostile", "--as-of", "start"]);
    assert!(only.contains("hostile") && !only.contains("lover"));
    assert!(dot(&["--events"]).contains("weyoun-killed"));
    assert!(!dot(&["--by", "factions"]).contains("\"kira\""));
    assert_ne!(end, dot(&["--dark"]));
}

#[test]
fn graphviz_is_used_only_on_request_and_its_lack_is_told_with_what_to_do() {
    let said = seed(&["draw", "--engine", "graphviz", "--form", "svg"])
        .with("PATH", "")
        .run()
        .refused();
    assert!(said.contains("`dot` was not found on the path"), "{said}");
    assert!(
        said.contains("install Graphviz, or leave out `--engine graphviz`"),
        "{said}"
    );
    let said = seed(&["draw", "-o", "end.gif"]).run().refused();
    assert!(said.contains("`.dot`, `.svg`, `.png` or `.pdf`"), "{said}");
}

#[test]
fn a_crowd_is_drawn_with_a_word_of_warning() {
    let mut cast = String::new();
    for i in 0..61 {
        write!(
            cast,
            "{}{{\"id\": \"c{i}\", \"relations\": {{\"friend\": \"c{}\"}}}}",
            if i > 0 { ", " } else { "" },
            (i + 1) % 61
        )
        .expect("a text can be written to");
    }
    let folder = Folder::of(&format!("{{\"lorescope\": 1, \"characters\": [{cast}]}}"));
    let ran = folder.lore(&["draw"]).run();
    assert_eq!(ran.status, 0);
    assert!(
        ran.err
            .starts_with("note: 61 nodes and 61 edges are more than a picture can show well"),
        "{}",
        ran.err
    );
    for way in ["--around", "--only", "--by factions"] {
        assert!(ran.err.contains(way), "{}", ran.err);
    }
    assert_eq!(folder.lore(&["draw", "--around", "c0"]).run().err, "");
}

#[test]
fn an_empty_story_and_nasty_names_are_drawn_too() {
    for story in [EMPTY, NASTY] {
        let folder = Folder::of(story);
        for form in ["dot", "svg", "pdf"] {
            let (bytes, err, status) = folder.lore(&["draw", "--form", form]).bytes();
            assert_eq!(status, 0, "{}", String::from_utf8_lossy(&err));
            assert!(!bytes.is_empty());
            if form == "svg" {
                well_formed(&bytes);
            }
        }
    }
}

/// That a text is XML to the end, with no letter that XML has not.
pub fn well_formed(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect("text");
    let stranger = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    assert!(!text.contains(stranger), "{text}");
    assert!(!text.contains("<script"), "{text}");
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(_) => {}
            Err(error) => panic!("{error}: {text}"),
        }
    }
}

#[test]
fn factions_within_factions_a_thousand_deep_are_drawn() {
    let mut factions = String::new();
    for nth in 0..1_000 {
        write!(
            factions,
            r#"{{"id": "f{nth}", "relations": {{"part-of": ["f{}"]}}}}, "#,
            nth + 1
        )
        .expect("text can be written");
    }
    let folder = Folder::of(&format!(
        r#"{{"lorescope": 1, "characters": [{{"id": "ada", "relations": {{"member": ["f0"]}}}}],
            "factions": [{factions}{{"id": "f1000"}}]}}"#
    ));
    for words in [&["--layout", "layered"][..], &["--compare", "start", "end"]] {
        let ran = folder.lore(&["draw", "--form", "svg"]).and(words).run();
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert!(ran.out.contains("F1000"), "{words:?}");
    }
}
