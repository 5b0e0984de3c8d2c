//! How pictures look is asked for, or settled beside the story; what is wrong with it is told.

use crate::typing::Folder;
use std::fs;

const STORY: &str = r#"{"lorescope": 1, "title": "Watch",
    "characters": [{"id": "ann", "relations": {"member": ["watch"], "friend": ["bo"]}}, {"id": "bo"}],
    "factions": [{"id": "watch"}, {"id": "guild", "told": 2}],
    "events": [{"id": "oath", "kind": "join", "roles": {"joiner": "bo", "faction": "guild"}, "told": 2},
               {"id": "dawn", "kind": "meeting", "roles": {"participants": ["ann", "bo"]}, "told": 1}]}"#;

fn write(folder: &Folder, name: &str, text: &str) {
    let path = folder.path(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
    fs::write(path, text).expect("it can be written");
}

#[test]
fn a_theme_is_asked_for_or_settled_beside_the_story() {
    let folder = Folder::new();
    write(&folder, "story.json", STORY);
    let dot = |words: &[&str]| folder.lore(&["draw"]).and(words).run().quietly();
    assert!(dot(&[]).contains("bgcolor=\"#ffffff\""));
    assert_eq!(dot(&["--dark"]), dot(&["--theme", "dark"]));
    write(&folder, "lore.toml", "theme = \"dark\"\n");
    assert_eq!(dot(&[]), dot(&["--theme", "dark"]));
    assert!(dot(&["--theme", "light"]).contains("bgcolor=\"#ffffff\""));
    write(
        &folder,
        "looks/mine.toml",
        "[colours]\nground = \"#fffff0\"\n[factions]\nwatch = \"#123456\"\n",
    );
    write(&folder, "lore.toml", "theme = \"looks/mine.toml\"\n");
    assert!(dot(&[]).contains("bgcolor=\"#fffff0\""));
}

#[test]
fn a_chain_looks_as_is_asked_or_settled() {
    let folder = Folder::new();
    write(&folder, "story.json", STORY);
    let why = |words: &[&str]| {
        folder
            .lore(&["why", "member", "bo", "guild"])
            .and(words)
            .run()
            .quietly()
    };
    let drawn = |words: &[&str]| {
        why(&[&["-o", "why.svg"], words].concat());
        String::from_utf8(folder.read("why.svg")).expect("text")
    };
    let dark = drawn(&["--dark"]);
    assert!(dark.contains("fill=\"#14171d\"") && drawn(&[]).contains("fill=\"#ffffff\""));
    write(&folder, "lore.toml", "theme = \"dark\"\n");
    assert_eq!(drawn(&[]), dark);
    assert!(why(&["--format", "dot"]).contains("bgcolor=\"#14171d\""));
    assert!(drawn(&["--theme", "light"]).contains("fill=\"#ffffff\""));
    assert!(why(&["--format", "dot", "--told-by", "2"]).contains("as told by 2"));
    let told = folder.lore(&["why", "oath", "--dark"]).run().refused();
    assert!(told.contains("an answer in words has no theme"), "{told}");
}

#[test]
fn what_is_wrong_with_a_theme_is_told_at_its_place_and_nothing_is_drawn() {
    let folder = Folder::new();
    write(&folder, "story.json", STORY);
    write(
        &folder,
        "look.toml",
        "base = \"drak\"\n[factions]\nwach = \"#000000\"\n",
    );
    let refused = |words: &[&str]| {
        let ran = folder.lore(&["draw"]).and(words).run();
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{}", ran.err);
        ran.err
    };
    let told = refused(&["--theme", "look.toml"]);
    for words in [
        "error[bad-settings]: there is no theme `drak` to begin from",
        "--> look.toml:1:8",
        "did you mean `dark`?",
        "`wach` is no faction of the story",
        "--> look.toml:3:1",
        "did you mean `watch`?",
    ] {
        assert!(told.contains(words), "{words} in {told}");
    }
    let told = refused(&["--theme", "prnt"]);
    assert_eq!(
        told,
        "error: cannot read the theme `prnt`: there is no such file\n  help: did you mean `print`?\n"
    );
    write(&folder, "lore.toml", "theme = 3\n");
    let told = refused(&[]);
    assert!(told.contains("`theme` is no text in quotes"), "{told}");
}

#[test]
fn a_theme_that_names_what_is_told_later_tells_nothing_of_it() {
    let folder = Folder::new();
    write(&folder, "story.json", STORY);
    write(&folder, "look.toml", "[factions]\nguild = \"#123456\"\n");
    let ran = folder.lore(&["draw", "--theme", "look.toml", "--told-by", "1"]).run();
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(!ran.out.contains("uild") && !ran.out.contains("#123456"), "{}", ran.out);
}

/// All colours that are written in a drawing.
fn colours(svg: &str) -> Vec<&str> {
    let after_hash = svg.split('#').skip(1).filter_map(|rest| rest.get(..6));
    after_hash
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .collect()
}

#[test]
fn in_print_all_is_grey_whatever_colour_is_said() {
    let folder = Folder::new();
    write(&folder, "story.json", STORY);
    write(
        &folder,
        "look.toml",
        "base = \"print\"\npalette = [\"#aa2200\"]\n[factions]\nwatch = \"#123456\"\n[kinds]\njoin = \"#00ff00\"\n",
    );
    let is_coloured = |digits: &&str| digits[..2] != digits[2..4] || digits[..2] != digits[4..];
    for words in [
        &["draw", "--events", "--form", "svg"][..],
        &["draw", "--events", "--form", "dot"],
        &["draw", "--compare", "start", "end", "--form", "svg"],
        &["draw", "--animate", "-o", "-", "--form", "svg"],
        &["storyline"],
    ] {
        let drawn = |theme: &str| folder.lore(words).and(&["--theme", theme]).run().quietly();
        let print = drawn("look.toml");
        assert!(8 < colours(&print).len(), "{words:?}: {print}");
        assert_eq!(colours(&print).into_iter().find(is_coloured), None, "{words:?}");
        let light = drawn("light");
        assert!(
            colours(&light).iter().any(is_coloured),
            "{words:?} have colours elsewhere"
        );
    }
}
