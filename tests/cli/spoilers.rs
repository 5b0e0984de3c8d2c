//! With `--told-by` nothing that is told later stands in any byte that is printed: every command, in every form, on every story in `data/`.

use crate::later::Later;
use crate::typing::{Folder, Ran, files, lore};
use lorescope::exchange::FORMATS;
use serde_json::Value;
use std::collections::BTreeSet;

/// The places of the telling that are tried in each story: labels, and events.
const BOOKMARKS: [(&str, &[&str]); 3] = [
    ("macbeth", &["1.1", "regicide", "4.1"]),
    ("what-you-leave-behind", &["1", "3.04", "weyoun-killed"]),
    ("red-cliffs", &["diaochan-promised", "30"]),
];

#[test]
fn nothing_that_is_told_later_is_in_any_byte_of_macbeth() {
    tried("macbeth");
}

#[test]
fn nothing_that_is_told_later_is_in_any_byte_of_the_seed() {
    tried("what-you-leave-behind");
}

#[test]
fn nothing_that_is_told_later_is_in_any_byte_of_the_red_cliffs() {
    tried("red-cliffs");
}

#[test]
fn every_story_is_tried() {
    let folders = std::fs::read_dir(data("")).expect("data/ is there");
    let folders = folders
        .map(|folder| folder.expect("an entry").path())
        .filter(|path| path.is_dir());
    let names: BTreeSet<String> = folders
        .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, BOOKMARKS.iter().map(|(story, _)| (*story).to_owned()).collect());
}

fn data(story: &str) -> String {
    format!("{}/data/{story}", env!("CARGO_MANIFEST_DIR"))
}

fn tried(story: &str) {
    let text = std::fs::read_to_string(format!("{}/story.json", data(story))).expect("the story is there");
    let json: Value = serde_json::from_str(&text).expect("it is JSON");
    let (_, bookmarks) = BOOKMARKS.iter().find(|(name, _)| *name == story).expect("it is tried");
    for bookmark in *bookmarks {
        let later = Later::of(&json, bookmark);
        assert!(
            later.names.len() > 5 && later.ids.len() > 20,
            "{story} {bookmark}: {later:?}"
        );
        // Most of it is asked in one talk, and by itself at the first bookmark alone.
        let (alone, together): (Vec<Line>, Vec<Line>) = lines(&later).into_iter().partition(|line| {
            bookmark == &bookmarks[0] || line.fed.is_some() || !TALKED.contains(&line.words[0].as_str())
        });
        for line in alone.into_iter().chain([talk(together)]) {
            let ran = run(story, bookmark, &line);
            later.must_not_be_in(&ran, &format!("lore -s data/{story} --told-by {bookmark} {line:?}"));
        }
    }
}

/// What can be asked in a talk as well.
const TALKED: [&str; 10] = [
    "list", "timeline", "who", "show", "path", "diff", "why", "stats", "ask", "draw",
];

/// Lines that are asked one after another.
fn talk(lines: Vec<Line>) -> Line {
    let quoted = |line: Line| {
        let words: Vec<String> = line
            .words
            .iter()
            .map(|word| format!("'{}'", word.replace('\'', "")))
            .collect();
        words.join(" ")
    };
    let lines: Vec<String> = lines.into_iter().map(quoted).collect();
    Line {
        words: vec!["repl".to_owned()],
        fed: Some(lines.join("\n") + "\n"),
        ends: Ends::Either,
    }
}

fn run(story: &str, bookmark: &str, line: &Line) -> Ran {
    let folder = Folder::new();
    let words: Vec<&str> = line.words.iter().map(String::as_str).collect();
    let data = data(story);
    let typed = lore(&["-s", &data, "--told-by", bookmark])
        .and(&words)
        .within(&folder.path(""));
    let typed = match &line.fed {
        Some(fed) => typed.fed(fed),
        None => typed,
    };
    let (out, err, status) = typed.bytes();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut ran = Ran {
        out: text(&out),
        err: text(&err),
        status,
    };
    for file in files(&folder.path("")) {
        ran.out.push_str(&text(&std::fs::read(file).expect("it was written")));
    }
    if line.words[0] == "page" {
        ran.out = of_the_story(&ran.out);
    }
    assert!(!ran.err.contains("panicked"), "{line:?}: {}", ran.err);
    let expected = match line.ends {
        Ends::Well => ran.status < 2,
        Ends::Refused => ran.status == 2,
        Ends::Either => true,
    };
    assert!(expected, "{story} {bookmark} {line:?}: {} {}", ran.status, ran.err);
    ran
}

/// What of a page is the story's: its style and its script are the same for every story, and their words tell nothing.
fn of_the_story(page: &str) -> String {
    let (style, script) = (lorescope::page::style(), lorescope::page::script());
    assert!(page.contains(&style) && page.contains(script));
    page.replace(&style, "").replace(script, "")
}

/// A command line that is tried.
#[derive(Clone, Debug)]
struct Line {
    words: Vec<String>,
    fed: Option<String>,
    ends: Ends,
}

/// How it must end.
#[derive(Clone, Debug)]
enum Ends {
    Well,
    Refused,
    Either,
}

fn line(words: &str, ends: Ends) -> Line {
    Line {
        words: words.split(' ').map(str::to_owned).collect(),
        fed: None,
        ends,
    }
}

/// What is tried: something of every command there is.
fn lines(later: &Later) -> Vec<Line> {
    let help = lore(&["--help"]).run().quietly();
    let commands = help.split("Commands:\n").nth(1).expect("it has commands");
    let commands = commands.lines().take_while(|line| !line.is_empty());
    let named = commands.filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')));
    let named = named
        .filter_map(|line| line.split(' ').next())
        .filter(|name| *name != "help");
    named
        .chain(["complete"])
        .flat_map(|command| of(command, later))
        .collect()
}

/// What is tried of a command.
fn of(command: &str, later: &Later) -> Vec<Line> {
    let well = |words: &str| line(words, Ends::Well);
    let refused = |words: &str| line(words, Ends::Refused);
    let in_every_form = |words: &str| {
        let forms = ["text", "json", "csv", "markdown"];
        forms
            .map(|form| line(&format!("{words} --format {form}"), Ends::Well))
            .into()
    };
    let who = later.somebody.as_str();
    match command {
        "new" => vec![refused("new other.lore")],
        "check" => vec![refused("check"), refused("check --format json")],
        "convert" => vec![refused("convert"), refused("convert -o other.json")],
        "fmt" => vec![refused("fmt")],
        "explain" => vec![line("explain order-loop", Ends::Either)],
        "schema" => vec![line("schema", Ends::Either)],
        "completions" => vec![line("completions bash", Ends::Either)],
        "man" => vec![line("man", Ends::Either)],
        "list" => [in_every_form("list all"), vec![well("list")]].concat(),
        "timeline" => [
            in_every_form("timeline"),
            in_every_form("timeline --order telling"),
            vec![well(&format!("timeline {who}")), well("timeline --as-of end")],
        ]
        .into_iter()
        .flatten()
        .collect(),
        "who" => [
            in_every_form("who alive"),
            in_every_form("who present"),
            vec![well("who member --through factions")],
        ]
        .into_iter()
        .flatten()
        .collect(),
        "show" => in_every_form(&format!("show {who}")),
        "path" => vec![line(&format!("path {who} {}", later.somebody_else), Ends::Either)],
        "diff" => vec![well("diff start end"), well("diff start end --format json")],
        "why" => vec![
            line(&format!("why {}", later.happened), Ends::Either),
            line(&format!("why alive {who}"), Ends::Either),
        ],
        "stats" => vec![well("stats"), well("stats --format json")],
        "ask" => asked(later),
        "query" => vec![
            Line {
                words: vec!["query".to_owned(), "SELECT * WHERE { ?s ?p ?o }".to_owned()],
                fed: None,
                ends: Ends::Either,
            },
            Line {
                words: vec!["query".to_owned(), "CONSTRUCT WHERE { ?s ?p ?o }".to_owned()],
                fed: None,
                ends: Ends::Either,
            },
        ],
        "draw" => vec![
            well("draw"),
            well("draw --events"),
            well("draw --form svg"),
            well("draw --layout organic --form svg"),
            well("draw --compare start end --form svg"),
            well("draw --animate -o - --form svg"),
            well("draw --by factions --form svg --dark"),
            well(&format!("draw --around {who} --depth 2")),
            line("draw --only nothing", Ends::Refused),
        ],
        "storyline" => vec![
            line("storyline", Ends::Either),
            line("storyline --order telling --dark", Ends::Either),
            line(
                &format!("storyline --around {who} --measure --format json"),
                Ends::Either,
            ),
        ],
        "page" => vec![well("page"), well("page -o page.html")],
        "export" => {
            let forms = FORMATS.iter().map(|form| well(&format!("export {} -o .", form.name)));
            forms.chain([line("export story", Ends::Well)]).collect()
        }
        // It never ends: `watching.rs` looks at its bytes.
        "watch" => Vec::new(),
        "repl" => vec![shown(later)],
        "complete" => ["show", "timeline", "why", "who --of", "--as-of", "--told-by"]
            .into_iter()
            .map(|words| {
                let count = words.split(' ').count();
                line(
                    &format!("complete fish --at {} -- lore {words} ", count + 1),
                    Ends::Either,
                )
            })
            .collect(),
        other => panic!("say here what `lore {other}` is tried with: it may tell what is still to come"),
    }
}

/// Questions in English, those after what is still to come among them, each with a slip.
fn asked(later: &Later) -> Vec<Line> {
    let who = &later.names_told;
    let known = who.iter().take(2).flat_map(|name| {
        let of = format!("what happened to {name}");
        [
            of,
            format!("where is {name}"),
            format!("who is allied with {name}"),
            format!("how is {name} connected with {name}"),
        ]
    });
    let slips = later.slips().into_iter().map(|slip| format!("who killed {slip}"));
    let general = [
        "who died",
        "what happened at the end",
        "who killed the most",
        "how many died",
    ]
    .map(str::to_owned);
    let questions = known.chain(slips.take(5)).chain(general);
    let line = |question: String| Line {
        words: vec!["ask".to_owned(), question],
        fed: None,
        ends: Ends::Either,
    };
    questions.map(line).collect()
}

/// Everybody and everything that has been told is shown, one after another, and names still to come are asked for with a slip.
fn shown(later: &Later) -> Line {
    let ids: Vec<&String> = later.ids_told.iter().collect();
    let few = ids.len() / 60 + 1;
    let shown = ids.iter().step_by(few).map(|id| format!("show {id}"));
    let why = ids.iter().step_by(few * 3).map(|id| format!("why {id} --format json"));
    let slips = later
        .slips()
        .into_iter()
        .map(|slip| format!("show '{}'", slip.replace('\'', "")));
    let as_of = later
        .slips()
        .into_iter()
        .map(|slip| format!("who alive --as-of '{}'", slip.replace('\'', "")));
    let lines: Vec<String> = shown.chain(why).chain(slips).chain(as_of).collect();
    Line {
        words: vec!["repl".to_owned()],
        fed: Some(lines.join("\n") + "\n"),
        ends: Ends::Either,
    }
}
