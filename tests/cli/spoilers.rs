//! With `--told-by` nothing that is told later stands in any byte that is printed: every command, in every form, on every story in `data/`.
//!
//! What is still to come is worked out here from the JSON alone, by rules of its own: what the program leaves out is not asked of the program.

use crate::typing::{Folder, Ran, lore};
use lorescope::exchange::FORMATS;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

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
        for line in lines(&later) {
            let ran = run(story, bookmark, &line);
            later.must_not_be_in(&ran, &format!("lore -s data/{story} --told-by {bookmark} {line:?}"));
        }
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
    assert!(!ran.err.contains("panicked"), "{line:?}: {}", ran.err);
    let expected = match line.ends {
        Ends::Well => ran.status < 2,
        Ends::Refused => ran.status == 2,
        Ends::Either => true,
    };
    assert!(expected, "{story} {bookmark} {line:?}: {} {}", ran.status, ran.err);
    ran
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("it is there");
    entries.map(|entry| entry.expect("an entry").path()).collect()
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
            well("draw --by factions --form svg --dark"),
            well(&format!("draw --around {who} --depth 2")),
            line("draw --only nothing", Ends::Refused),
        ],
        "export" => {
            let forms = FORMATS.iter().map(|form| well(&format!("export {} -o .", form.name)));
            forms.chain([line("export story", Ends::Well)]).collect()
        }
        "repl" => vec![talk(later)],
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
fn talk(later: &Later) -> Line {
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

/// What is still to come.
#[derive(Debug)]
struct Later {
    names: BTreeSet<String>,
    ids: BTreeSet<String>,
    /// Quotes, descriptions, notes and headings.
    texts: BTreeSet<String>,
    ids_told: BTreeSet<String>,
    names_told: Vec<String>,
    somebody: String,
    somebody_else: String,
    happened: String,
}

/// By where something has been told: the end of what its label may mean, and the place in the file.
type Place = ([u64; 4], usize);

/// The first or the last place that a label may mean.
fn key(label: &Value, fill: u64) -> [u64; 4] {
    let label = label.as_str().map_or_else(|| label.to_string(), str::to_owned);
    let label = label.to_lowercase();
    let label = label
        .strip_prefix('s')
        .map_or_else(|| label.clone(), |rest| rest.replacen('e', ".", 1));
    let mut parts = label.split('.').map(|part| part.parse().expect("a label of numbers"));
    std::array::from_fn(|_| parts.next().unwrap_or(fill))
}

const LAST: u64 = u64::MAX;

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// A value that may be one or several.
fn several(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(all) => all.iter().collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    }
}

fn id(value: &Value) -> String {
    value["id"].as_str().expect("it has an id").to_owned()
}

/// Everyone and everything in an event.
fn cast(event: &Value) -> Vec<String> {
    let roles = event["roles"].as_object().into_iter().flat_map(|roles| roles.values());
    let fillers = roles.flat_map(|role| {
        let candidates = role.get("one-of");
        several(candidates.unwrap_or(role))
    });
    let cast = fillers.chain(several(&event["place"]));
    cast.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// A piece of text that stands alone or under a key, and whether it says that it is told later.
fn text_of<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.as_str().or_else(|| value[key].as_str())
}

impl Later {
    fn of(story: &Value, bookmark: &str) -> Self {
        let events = list(story, "events");
        let place = |(nth, event): (usize, &Value)| -> Place { (key(&event["told"], LAST), nth) };
        let mut order: Vec<(Place, &Value)> = events.iter().enumerate().map(|pair| (place(pair), pair.1)).collect();
        order.sort_by_key(|(place, _)| *place);
        let at = order.iter().position(|(_, event)| event["id"] == bookmark);
        let reached: Place = match at {
            Some(at) if order.get(at + 1).is_some_and(|(next, _)| next.0 == order[at].0.0) => order[at].0,
            Some(at) => (order[at].0.0, usize::MAX),
            None => (key(&Value::String(bookmark.to_owned()), LAST), usize::MAX),
        };
        let is_later = |told: &Value| !told.is_null() && reached < (key(told, LAST), usize::MAX);
        let (told, untold): (Vec<_>, Vec<_>) = order.iter().partition(|(place, _)| *place <= reached);
        let entities: Vec<&Value> = ["characters", "factions", "places", "items"]
            .iter()
            .flat_map(|kind| list(story, kind))
            .collect();
        let acting: BTreeSet<String> = told.iter().flat_map(|(_, event)| cast(event)).collect();
        let ever: BTreeSet<String> = events.iter().flat_map(cast).collect();
        let mut introduced: BTreeSet<String> = entities
            .iter()
            .filter(|entity| {
                let stated = !entity["told"].is_null() && !is_later(&entity["told"]);
                stated || acting.contains(&id(entity))
            })
            .map(|entity| id(entity))
            .collect();
        // Who is in no event at all is introduced by what is said of others.
        loop {
            let known = entities.iter().filter(|entity| introduced.contains(&id(entity)));
            let led_to = known.flat_map(|entity| {
                let links = entity["relations"]
                    .as_object()
                    .into_iter()
                    .flat_map(|relations| relations.values());
                links.flat_map(several).filter_map(|link| text_of(link, "to"))
            });
            let more: BTreeSet<String> = led_to
                .filter(|led| !ever.contains(*led))
                .map(str::to_owned)
                .filter(|led| !introduced.contains(led))
                .collect();
            if more.is_empty() {
                break;
            }
            introduced.extend(more);
        }
        let mut later = Self {
            names: BTreeSet::new(),
            ids: BTreeSet::new(),
            texts: BTreeSet::new(),
            ids_told: BTreeSet::new(),
            names_told: Vec::new(),
            somebody: String::new(),
            somebody_else: String::new(),
            happened: told.last().map(|(_, event)| id(event)).unwrap_or_default(),
        };
        let mut told_texts = vec![story["description"].as_str().unwrap_or_default().to_owned()];
        for fact in list(story, "facts") {
            told_texts.push(fact.to_string());
        }
        for entity in &entities {
            let known = introduced.contains(&id(entity));
            let ids = if known { &mut later.ids_told } else { &mut later.ids };
            ids.insert(id(entity));
            for name in several(&entity["name"]).into_iter().chain(several(&entity["aliases"])) {
                let text = text_of(name, "name").expect("a name");
                let bare = text.strip_prefix("the ").unwrap_or(text).to_owned();
                if known && !is_later(&name["told"]) {
                    later.names_told.push(bare);
                } else {
                    later.names.insert(bare);
                }
            }
            let description = text_of(&entity["description"], "text");
            if let Some(text) = description.filter(|_| !known || is_later(&entity["description"]["told"])) {
                later.texts.insert(text.to_owned());
            } else {
                told_texts.push(description.unwrap_or_default().to_owned());
            }
            for source in list(entity, "sources") {
                let quote = source["quote"].as_str().unwrap_or_default();
                if known {
                    told_texts.push(quote.to_owned())
                } else {
                    later.texts.extend(Some(quote.to_owned()))
                };
            }
        }
        for (_, event) in &told {
            later.ids_told.insert(id(event));
            let sources = list(event, "sources")
                .iter()
                .filter(|source| !is_later(&source["told"]));
            sources.for_each(|source| told_texts.push(source["quote"].as_str().unwrap_or_default().to_owned()));
        }
        for (_, event) in &untold {
            later.ids.insert(id(event));
            let sources = list(event, "sources").iter();
            later
                .texts
                .extend(sources.filter_map(|source| source["quote"].as_str()).map(str::to_owned));
            later.texts.extend(event["note"].as_str().map(str::to_owned));
        }
        for heading in list(story, "sections") {
            let title = heading["title"].as_str().unwrap_or_default().to_owned();
            if reached.0 < key(&heading["told"], 0) {
                later.texts.insert(title);
            } else {
                told_texts.push(title);
            }
        }
        later.without_what_is_told(&told_texts.join("\n"));
        let characters = list(story, "characters")
            .iter()
            .map(id)
            .filter(|id| introduced.contains(id));
        let mut characters = characters
            .filter(|id| acting.contains(id))
            .chain(later.ids_told.iter().cloned());
        later.somebody = characters.next().expect("somebody has been told of");
        later.somebody_else = characters.next().expect("somebody else too");
        later
    }

    /// Leaves aside what cannot be told from what has been told: names within names, quotes within quotes, and plain words.
    fn without_what_is_told(&mut self, told_texts: &str) {
        let names = self.names_told.join("\n");
        self.names.retain(|name| !has_words(&names, name, ""));
        // A lower-case name is a word, and words are told by everybody.
        let program = program();
        let plain = format!("{told_texts}\n{names}\n{program}").to_lowercase();
        self.names
            .retain(|name| name.contains(' ') || *name != name.to_lowercase() || !has_words(&plain, name, ""));
        self.names
            .retain(|name| name.contains(' ') || !has_words(program, name, ""));
        self.ids.retain(|id| id.contains('-') || !has_words(&plain, id, ""));
        self.texts
            .retain(|text| text.contains(' ') && !told_texts.contains(text.as_str()));
        let names = names.to_lowercase();
        self.texts
            .retain(|text| !has_words(&names, &text.to_lowercase().replace("the ", ""), ""));
    }

    /// Names of one word that are still to come, with a slip in each, so that what was typed holds none of them.
    fn slips(&self) -> Vec<String> {
        let words = self
            .names
            .iter()
            .filter(|name| name.chars().all(|c| c.is_ascii_alphabetic()));
        let words: Vec<&String> = words.collect();
        let slip = |name: &&String| format!("{name}{}", name.chars().last().expect("a name"));
        words.iter().step_by(words.len() / 6 + 1).map(slip).collect()
    }

    fn must_not_be_in(&self, ran: &Ran, line: &str) {
        for (stream, text) in [("out", &ran.out), ("err", &ran.err)] {
            let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
            let begins = |name: &str| {
                let first = name.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
                first.is_none_or(|first| words.contains(first))
            };
            for name in self.names.iter().filter(|name| begins(name)) {
                assert!(
                    !has_words(text, name, ""),
                    "{line}: {stream} has the name `{name}`: {}",
                    around(text, name)
                );
            }
            for id in self.ids.iter().filter(|id| begins(id)) {
                assert!(
                    !has_words(text, id, "-"),
                    "{line}: {stream} has the id `{id}`: {}",
                    around(text, id)
                );
            }
            for told in self.texts.iter().filter(|told| begins(told)) {
                let escaped = Value::String(told.clone()).to_string();
                let found = text.contains(told.as_str()) || text.contains(escaped.trim_matches('"'));
                assert!(!found, "{line}: {stream} has the text `{told}`");
            }
        }
    }
}

/// The program's own words, which give nothing away: what it says of itself, and of a story of no importance.
fn program() -> &'static str {
    static SAID: OnceLock<String> = OnceLock::new();
    SAID.get_or_init(|| {
        let story = r#"{"lorescope": 1, "characters": [{"id": "ann"}, {"id": "bo"}], "events": [
            {"id": "e", "kind": "alliance", "roles": {"allies": ["ann", "bo"]}},
            {"id": "f", "kind": "death", "roles": {"victim": "bo"}, "because": "e"}]}"#;
        let folder = Folder::of(story);
        let mut said = include_str!("../../src/vocabulary/prelude.json").to_owned();
        let exports = FORMATS.iter().map(|form| format!("export {} -o .", form.name));
        let lines = [
            "man",
            "man ask",
            "list all",
            "show ann --format json",
            "why f --format json",
            "diff start end --format json",
        ];
        for line in lines.into_iter().map(str::to_owned).chain(exports) {
            let words: Vec<&str> = line.split(' ').collect();
            said.push_str(&folder.lore(&words).run().out);
        }
        for file in files(&folder.path("")) {
            said.push_str(&String::from_utf8_lossy(&std::fs::read(file).expect("it was written")));
        }
        said
    })
}

/// Whether words stand in a text as whole words, where these letters make a word besides those of the alphabet.
fn has_words(text: &str, words: &str, more: &str) -> bool {
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || more.contains(c));
    text.match_indices(words)
        .any(|(at, _)| !inside(text[..at].chars().next_back()) && !inside(text[at + words.len()..].chars().next()))
}

/// What stands around some words.
fn around(text: &str, words: &str) -> String {
    let lines: BTreeMap<usize, &str> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains(words))
        .collect();
    lines.into_values().next().unwrap_or_default().to_owned()
}
