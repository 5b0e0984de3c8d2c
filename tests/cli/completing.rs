//! What shells are told can be typed next, and the manual that is made of the same table.

use crate::typing::{Folder, SEED, lore};

/// What can be typed where the words end, with what stands behind the cursor.
fn offered(folder: &str, words: &[&str], after: &[&str]) -> Vec<String> {
    let at = words.len().to_string();
    let line = ["complete", "elvish", "--at", &at, "--", "lore"];
    let out = lore(&line)
        .and(words_up_to(words))
        .and(&[words.last().copied().unwrap_or("")])
        .and(after);
    let out = out.within(std::path::Path::new(folder)).run().quietly();
    out.lines()
        .map(|line| line.split('\t').next().unwrap_or("").to_owned())
        .collect()
}

fn words_up_to<'a>(words: &'a [&'a str]) -> &'a [&'a str] {
    &words[..words.len().saturating_sub(1)]
}

#[test]
fn names_words_and_rules_are_offered_where_they_belong() {
    for (words, expected) in [
        (&["tim"][..], &["timeline"][..]),
        (&["show", "wey"], &["weyoun", "weyoun-killed"]),
        (&["show", "Kai", "W"], &["Winn"]),
        (&["ask", "who", "killed", "Kai", ""], &["Winn"]),
        (&["ask", "who killed Kai W"], &["who killed Kai Winn"]),
        (&["who", "allied", "--as-of", "surrender-"], &["surrender-ordered"]),
        (&["who", "allied", "--as-of=st"], &["--as-of=start"]),
        (
            &["who", "allied", "--of", "fede"],
            &["federation", "Federation ambassador"],
        ),
        (&["who", "killed", "--role", "vic"], &["victim="]),
        (&["who", "killed", "--role", "victim=weyou"], &["victim=weyoun"]),
        (&["who", "captu"], &["captured"]),
        (&["diff", "start", "en"], &["end"]),
        (&["path", "kira", "KAI W"], &["Kai Winn"]),
        (&["explain", "returns"], &["returns-undead"]),
        (&["list", "fac"], &["factions", "facts"]),
        (&["draw", "--only", "allied,host"], &["allied,hostile"]),
        (&["completions", "po"], &["powershell"]),
        (&["man", "tim"], &["timeline"]),
        (&["check", "--str"], &["--strict"]),
        (&["draw", "-o", ""], &[""]),
        (&["show", "nobody"], &[]),
        (&["nothing", "x"], &[]),
    ] {
        assert_eq!(offered(SEED, words, &[]), expected, "{words:?}");
    }
}

#[test]
fn what_is_told_later_is_not_offered_wherever_the_option_stands() {
    let all = ["weyoun", "weyoun-killed"];
    assert_eq!(offered(SEED, &["show", "wey"], &[]), all);
    assert_eq!(offered(SEED, &["--told-by", "4", "show", "wey"], &[]), all);
    for words in [&["--told-by", "3", "show", "wey"][..], &["show", "--told-by=3", "wey"]] {
        assert_eq!(offered(SEED, words, &[]), ["weyoun"], "{words:?}");
    }
    assert_eq!(offered(SEED, &["show", "wey"], &["--told-by", "3"]), ["weyoun"]);
    assert_eq!(
        offered(SEED, &["--told-by", "no-such-place", "show", "wey"], &[]),
        [""; 0]
    );
    let places = offered(SEED, &["--told-by", ""], &[]);
    assert!(
        places
            .iter()
            .all(|place| place.chars().all(|c| c.is_ascii_digit() || c == '.')),
        "{places:?}"
    );
}

#[test]
fn a_broken_story_gives_what_can_be_read_of_it_and_no_story_gives_nothing() {
    let folder = Folder::new().holding(
        "story.json",
        r#"{"lorescope": 1, "characters": [{"id": "ann"}, 7], "what": "#,
    );
    let here = folder.path("");
    let here = here.to_str().expect("a path");
    assert_eq!(offered(here, &["show", "a"], &[]), ["ann"]);
    assert_eq!(offered(here, &["-s", "gone.lore", "show", "a"], &[]), [""; 0]);
    let empty = Folder::new();
    let empty = empty.path("");
    let empty = empty.to_str().expect("a path");
    assert_eq!(offered(empty, &["show", "a"], &[]), [""; 0]);
    assert_eq!(offered(empty, &["who", "betray"], &[]), ["betrayed"]);
    assert_eq!(offered(empty, &["-s", SEED, "show", "weyoun-"], &[]), ["weyoun-killed"]);
}

#[test]
fn every_shell_has_a_script_and_others_are_refused() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = lore(&["completions", shell]).run().quietly();
        assert!(script.contains(&format!("lore complete {shell} ")), "{shell}");
    }
    assert!(lore(&["completions", "tcsh"]).run().refused().contains("powershell"));
}

#[test]
fn the_manual_has_a_page_for_every_command_and_is_the_same_each_time() {
    let page = lore(&["man"]).run().quietly();
    assert!(page.contains(".TH lore 1") && page.contains("lore\\-who(1)"), "{page}");
    assert_eq!(lore(&["man"]).run().quietly(), page);
    let folder = Folder::new();
    folder.lore(&["man", "--dir", "man1"]).run().quietly();
    let pages = std::fs::read_dir(folder.path("man1")).expect("it is made");
    let mut names: Vec<String> = pages
        .map(|page| page.expect("a page").file_name().into_string().expect("a name"))
        .collect();
    names.sort();
    assert!(
        names.contains(&"lore.1".to_owned()) && names.contains(&"lore-who.1".to_owned()),
        "{names:?}"
    );
    assert!(
        !names.iter().any(|name| name.contains("complete.")),
        "what is hidden has no page: {names:?}"
    );
    let who = lore(&["man", "who"]).run().quietly();
    assert_eq!(String::from_utf8(folder.read("man1/lore-who.1")).expect("text"), who);
    assert!(
        lore(&["man", "tmeline"])
            .run()
            .refused()
            .contains("did you mean `timeline`?")
    );
}
