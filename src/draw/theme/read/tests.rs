//! What a theme can say is taken, and everything else is told with its place.

use super::*;
use crate::timeline::Lens;

fn read(text: &str) -> (Theme, Vec<String>) {
    let story = r#"{"lorescope": 1, "factions": [{"id": "federation"}]}"#;
    let loaded = crate::load::read("story.json", story);
    let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
    let mut files = Files::default();
    let (theme, findings) = Theme::parse(&mut files, "look.toml", text, &world, Names::All);
    let said = findings.iter().map(|finding| {
        let place = finding.place.as_ref().expect("each has its place");
        let (line, column) = files.line_column(place.file, place.start);
        let help = finding.help.as_deref().unwrap_or_default();
        format!("{line}:{column} {} | {help}", finding.message)
    });
    (theme, said.collect())
}

#[test]
fn all_that_can_be_said_is_taken() {
    let (theme, said) = read(
        "base = \"print\"\ngreys = false\npalette = [\"#010203\"]\n[colours]\ndead-ink = \"#040506\"\n[letters]\nname = 20\nnote = 13.5\n\
         [factions]\nfederation = \"#070809\"\n[relations]\nallied = { colour = \"#0a0b0c\", line = \"dash-dot\" }\n[kinds]\nkilling = \"#0d0e0f\"\n",
    );
    assert!(said.is_empty(), "{said:?}");
    assert!(theme.patterns && !theme.greys);
    assert_eq!(
        (theme.hues[0].hex(), theme.palette.dead_ink.hex()),
        ("#010203".to_owned(), "#040506".to_owned())
    );
    assert_eq!(
        (theme.letters.name, theme.letters.note, theme.letters.title),
        (20.0, 13.5, 24.0)
    );
    assert_eq!(theme.factions["federation"].hex(), "#070809");
    assert_eq!(
        (theme.relations["allied"].line, theme.kinds["killing"].hex()),
        (Some(Line::DashDot), "#0d0e0f".to_owned())
    );
}

#[test]
fn every_fault_is_told_at_its_place_with_a_remedy() {
    for (text, said) in [
        (
            "base = \"drak\"",
            "1:8 there is no theme `drak` to begin from | did you mean `dark`?",
        ),
        (
            "base = 3",
            "1:8 `base` is no text in quotes | write one of `light`, `dark`, `print`, `high-contrast`",
        ),
        (
            "colors = 3",
            "1:1 `colors` is no key of a theme | did you mean `colours`?",
        ),
        (
            "colours = 3",
            "1:11 `colours` is no table | write `[colours]`, and a line for each below",
        ),
        (
            "[colours]\ngroud = \"#000000\"",
            "2:1 `groud` is no colour of a theme | did you mean `ground`?",
        ),
        (
            "[colours]\nink = \"black\"",
            "2:7 `black` is no colour | write a colour as `\"#rrggbb\"`, six digits of 0 to 9 and a to f",
        ),
        (
            "[colours]\nink = 0",
            "2:7 a colour is no text in quotes | write a colour as `\"#rrggbb\"`, six digits of 0 to 9 and a to f",
        ),
        (
            "palette = \"#000000\"",
            "1:11 `palette` is no list | write `palette = [\"#0072b2\", \"#d55e00\"]`, one colour a faction",
        ),
        (
            "palette = []",
            "1:11 `palette` has no colour | give at least one, or take the key out",
        ),
        (
            "patterns = \"yes\"",
            "1:12 `patterns` is neither `true` nor `false` | write `patterns = true`",
        ),
        (
            "[letters]\nnames = 3",
            "2:1 `names` is no sort of letters | did you mean `name`?",
        ),
        (
            "[letters]\nname = 3",
            "2:8 the size of `name` is no number from 6 to 72 | write pixels, such as `name = 14`",
        ),
        (
            "[letters]\nname = nan",
            "2:8 the size of `name` is no number from 6 to 72 | write pixels, such as `name = 14`",
        ),
        (
            "[factions]\nfedration = \"#000000\"",
            "2:1 `fedration` is no faction of the story | did you mean `federation`?",
        ),
        (
            "[relations]\nalied = {}",
            "2:1 `alied` is no relation | did you mean `allied`?",
        ),
        (
            "[relations]\nallied = 1",
            "2:10 the look of `allied` is no table | write `allied = { colour = \"#0072b2\", line = \"dashed\" }`",
        ),
        (
            "[relations.allied]\ncolor = 1",
            "2:1 `color` is no part of a line's look | did you mean `colour`?",
        ),
        (
            "[relations.allied]\nline = \"dashd\"",
            "2:8 `dashd` is no line | did you mean `dashed`?",
        ),
        (
            "[relations.allied]\nline = 1",
            "2:8 a line is no text in quotes | write one of `solid`, `dashed`, `dotted`, `bold`, `double`, `dash-dot`, `bold-dashed`, `double-dashed`, `long-dashed`, `bold-dotted`, `dash-dot-dot`, `thin`, `long-short`, `dash-dash-dot`, `dot-dot`, `double-dotted`, `bold-dash-dot`, `bold-long-dashed`, `bold-dash-dot-dot`, `thin-dashed`",
        ),
        (
            "[kinds]\nkiling = \"#000000\"",
            "2:1 `kiling` is no kind of event | did you mean `killing`?",
        ),
    ] {
        assert_eq!(read(text).1, [said], "{text}");
    }
    let (_, said) = read("base = = 3\nink\n[colours\n");
    assert!(
        !said.is_empty() && said.iter().all(|said| said.contains("not TOML: ")),
        "{said:?}"
    );
}

#[test]
fn every_name_of_a_table_sets_one_thing_and_each_another() {
    let (light, _) = read("");
    let mut palettes = vec![light.palette];
    for (name, _) in COLOURS {
        let (theme, said) = read(&format!("[colours]\n{name} = \"#010203\""));
        assert!(
            said.is_empty() && !palettes.contains(&theme.palette),
            "{name}: {said:?}"
        );
        palettes.push(theme.palette);
    }
    let mut letters = vec![light.letters];
    for (name, _) in LETTERS {
        let (theme, said) = read(&format!("[letters]\n{name} = 71"));
        assert!(said.is_empty() && !letters.contains(&theme.letters), "{name}: {said:?}");
        letters.push(theme.letters);
    }
}
