//! The page: one file that runs nothing of a story's, and whose data hold to their own laws.

use crate::faces::PNG;
use crate::stories::{EMPTY, NASTY, OATH};
use crate::typing::{Folder, lore, seed};
use serde_json::Value;

/// What a page knows, out of its HTML.
fn payload(html: &str) -> Value {
    let (_, rest) = html
        .split_once("<script type=\"application/json\" id=\"story\">")
        .expect("it holds its data");
    let (json, _) = rest.split_once("</script>").expect("the data end");
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}"))
}

/// The page of a story of one file.
fn page(story: &str) -> String {
    Folder::of(story).lore(&["page"]).run().quietly()
}

/// The page of a story in `data/`.
fn page_of(story: &str, words: &[&str]) -> String {
    let path = format!("{}/data/{story}", env!("CARGO_MANIFEST_DIR"));
    lore(&["-s", &path, "page"]).and(words).run().quietly()
}

const STORIES: [&str; 3] = ["macbeth", "what-you-leave-behind", "red-cliffs"];

/// A story that would run something wherever a page takes its words for more than words.
const HOSTILE: &str = r#"{
  "lorescope": 1,
  "title": "</title><script>alert('title')</script>",
  "description": "<img src=x onerror=alert(1)>",
  "documents": [{"id": "book", "title": "</script><script>alert('book')</script>", "url": "javascript:alert('url')"},
                {"id": "web", "title": "\" onmouseover=\"alert(1)", "url": "https://example.org/?a=<b>&c=\"d\""},
                {"id": "data", "url": "data:text/html,<script>alert(1)</script>"}],
  "sections": [{"told": "1", "title": "<!--<script>"}, {"told": "2", "title": "]]>--></style>"}],
  "characters": [
    {"id": "s", "name": "</script><script>alert('name')</script>", "aliases": ["<img src=x onerror=alert('alias')>", "{{script}}"],
     "description": "javascript:alert('note')", "relations": {"member": "f"}},
    {"id": "bidi", "name": "\u202egnp.exe\u202c\u2066x", "aliases": ["\u2028alert(1)\u2029", "\u0000\u0085\u001b[31m"], "note": "<svg onload=alert(1)>"}
  ],
  "factions": [{"id": "f", "name": "\"'`&lt;/script&gt;"}],
  "places": [{"id": "p", "name": "<a href=\"javascript:alert(1)\">here</a>"}],
  "events": [
    {"id": "met", "kind": "meeting", "roles": {"participants": ["s", "bidi"]}, "place": "p", "told": "1",
     "note": "<iframe src=javascript:alert(1)>",
     "sources": [{"document": "book", "quote": "</script><b onclick=alert(1)>", "locator": "<1>"},
                 {"document": "web", "quote": "fine"}, {"document": "data"}]},
    {"id": "died", "kind": "killing", "roles": {"killer": "s", "victim": "bidi"}, "told": "2", "because": "met"}
  ]
}"#;

#[test]
fn nothing_that_a_story_says_is_more_than_data() {
    let plain = page(EMPTY);
    let begun = |html: &str, what: &str| html.to_lowercase().matches(what).count();
    for story in [HOSTILE, NASTY] {
        let html = page(story);
        for what in [
            "<script", "</script", "<img", "<svg", "<iframe", "<a ", "<!--", "<b ", "</style", "</title",
        ] {
            assert_eq!(begun(&html, what), begun(&plain, what), "{what}");
        }
        let (head, data) = html.split_once("id=\"story\">").expect("it holds its data");
        let (json, script) = data.split_once("</script>").expect("the data end");
        assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\u{0}', '\u{85}']));
        let plain = plain.split_once("id=\"story\">").expect("it holds its data");
        let (_, same) = plain.1.split_once("</script>").expect("the data end");
        assert_eq!(script, same, "the script is the same for every story");
        let without_title = |head: &str| {
            let (before, after) = head.split_once("<title>").expect("a title");
            format!("{before}{}", after.split_once("</title>").expect("it ends").1)
        };
        assert_eq!(without_title(head), without_title(plain.0), "and so is the policy");
    }
}

#[test]
fn what_a_story_says_is_read_back_as_it_was_said() {
    let known = payload(&page(HOSTILE));
    let names: Vec<&Value> = list(&known, "entities")
        .iter()
        .map(|entity| &entity["versions"][0]["name"])
        .collect();
    assert!(
        names.contains(&&Value::from("</script><script>alert('name')</script>")),
        "{names:?}"
    );
    assert!(
        names.contains(&&Value::from("\u{202e}gnp.exe\u{202c}\u{2066}x")),
        "{names:?}"
    );
    let urls: Vec<Option<&str>> = list(&known, "documents")
        .iter()
        .map(|document| document["versions"][0]["url"].as_str())
        .collect();
    assert_eq!(
        urls,
        [None, None, Some("https://example.org/?a=<b>&c=\"d\"")],
        "only what can be fetched is an address"
    );
}

#[test]
fn the_policy_admits_the_one_script_by_its_hash_and_nothing_from_anywhere() {
    let html = page(OATH);
    let (_, rest) = html
        .split_once("Content-Security-Policy\" content=\"")
        .expect("a policy");
    let policy = rest.split_once("\">").expect("it ends").0.replace("&#39;", "'");
    let (_, script) = html.rsplit_once("<script>").expect("a script");
    let (script, _) = script.split_once("</script>").expect("it ends");
    let directives: Vec<&str> = policy.split("; ").collect();
    let hash = lorescope::page::content_hash(script);
    assert_eq!(
        directives,
        [
            "default-src 'none'",
            "img-src data:",
            "style-src 'unsafe-inline'",
            &format!("script-src '{hash}'"),
            "base-uri 'none'",
            "form-action 'none'"
        ]
    );
    for far in ["http://", "https://", "//cdn", "@import", "url("] {
        assert!(!lorescope::page::style().contains(far), "the style fetches {far}");
    }
    assert!(!html.contains(" src=") && !html.contains("<link"));
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = Folder::of(OATH);
    assert_eq!(folder.lore(&["page", "-o", "story.html"]).run().quietly(), "");
    let written = String::from_utf8(folder.read("story.html")).expect("text");
    assert_eq!(written, folder.lore(&["page"]).run().quietly());
    let broken = Folder::of("{\"lorescope\": 1, \"events\": [{}]}");
    std::fs::write(broken.path("story.html"), "as it was").expect("written");
    assert_eq!(broken.lore(&["page", "-o", "story.html"]).run().status, 2);
    assert_eq!(broken.read("story.html"), b"as it was");
}

#[test]
fn findings_are_tied_to_whom_they_are_about_and_waivers_hold() {
    let story = |allow: &str| {
        format!(
            r#"{{"lorescope": 1, "in-order": true, "characters": [{{"id": "ann"}}, {{"id": "bo"}}], "events": [
            {{"id": "end", "kind": "death", "roles": {{"victim": "ann"}}, "told": "1"}},
            {{"id": "again", "kind": "killing", "roles": {{"killer": "ann", "victim": "bo"}}, "told": "2"{allow}}}]}}"#
        )
    };
    let found = |known: &Value| -> Vec<Value> {
        let all = known["findings"].as_array().cloned().unwrap_or_default();
        all.into_iter()
            .filter(|finding| finding["rule"] == "acts-after-death")
            .collect()
    };
    let known = payload(&page(&story("")));
    let [finding] = &found(&known)[..] else {
        panic!("{known}")
    };
    assert_eq!(finding["level"], "warning");
    assert_eq!(
        finding["r"],
        serde_json::json!([1, 2]),
        "whoever checks a story knows the end of it"
    );
    let about: Vec<&Value> = list(finding, "events").iter().collect();
    assert!(
        about.iter().any(|event| known["events"][index(event)]["id"] == "again"),
        "{finding}"
    );
    let waived = payload(&page(&story(r#", "allow": {"acts-after-death": "a ghost"}"#)));
    assert_eq!(found(&waived), Vec::<Value>::new());
    let folder = Folder::of(&story(""));
    let cut = payload(&folder.lore(&["page", "--told-by", "2"]).run().quietly());
    assert_eq!(cut.get("findings"), None);
}

#[test]
fn every_number_in_a_page_is_a_number_of_something() {
    for html in STORIES
        .map(|story| page_of(story, &[]))
        .into_iter()
        .chain([page(HOSTILE), page(EMPTY), page(OATH)])
    {
        let known = payload(&html);
        Numbers::of(&known).hold(&known, "");
    }
}

fn list<'a>(of: &'a Value, key: &str) -> &'a [Value] {
    of[key].as_array().map_or(&[], Vec::as_slice)
}

fn index(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a number")).expect("it fits")
}

/// How many there are of everything.
struct Numbers {
    entities: usize,
    events: usize,
    relations: usize,
    kinds: usize,
    sections: usize,
    documents: usize,
    positions: usize,
}

impl Numbers {
    fn of(known: &Value) -> Self {
        let count = |key| list(known, key).len();
        Self {
            entities: count("entities"),
            events: count("events"),
            relations: count("relations"),
            kinds: count("kinds"),
            sections: count("sections"),
            documents: count("documents"),
            positions: count("positions"),
        }
    }

    /// Looks at every value, by the key it stands under.
    fn hold(&self, value: &Value, under: &str) {
        match value {
            Value::Object(object) => object.iter().for_each(|(key, value)| self.hold_key(key, value, under)),
            Value::Array(list) => list.iter().for_each(|value| self.hold(value, under)),
            Value::Null => panic!("{under}: what is not there is left out"),
            Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn hold_key(&self, key: &str, value: &Value, under: &str) {
        let below = |end: usize| {
            let all = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
            assert!(all.iter().all(|number| index(number) < end), "{under}.{key}: {value}");
        };
        let range = |end: usize| {
            let pair: Vec<usize> = value.as_array().expect("a pair").iter().map(index).collect();
            let fits = pair.len() == 2 && pair[0] < pair[1] && pair[1] <= end;
            assert!(fits, "{under}.{key}: {value}");
        };
        match (under, key) {
            (_, "r") => range(self.positions),
            ("events", "t") => below(self.events + 1),
            (_, "t") => range(self.events + 1), // the end of all time is one past the last moment
            ("sections", "from" | "to") => below(self.events + 1),
            ("stretches" | "states", "from" | "to") | (_, "e" | "of" | "place" | "cast") | ("findings", "entities") => {
                below(self.entities);
            }
            ("findings", "events")
            | (_, "v" | "by" | "ended" | "about" | "within" | "causes" | "leads" | "moments") => {
                below(self.events);
            }
            ("stretches" | "states", "relation") => below(self.relations),
            ("events", "kind") => below(self.kinds),
            ("events", "section") => below(self.sections),
            (_, "d") => below(self.documents),
            ("events", "told") if value.is_number() => below(self.positions),
            ("", key) => self.hold(value, key),
            _ => self.hold(value, if key == "versions" { "version" } else { under }),
        }
    }
}

#[test]
fn pictures_stand_in_the_page_itself_and_nothing_else_does() {
    let folder = Folder::of(
        r#"{"lorescope": 1, "characters": [
            {"id": "ann", "image": "ann.png"}, {"id": "bo", "image": "secret.png"}, {"id": "cy", "image": "/etc/hostname"},
            {"id": "di", "image": "none.png"}, {"id": "ed"}, {"id": "flo", "image": "flo.gif"}, {"id": "gus", "image": "half.png"}]}"#,
    );
    std::fs::write(folder.path("ann.png"), PNG).expect("written");
    std::fs::write(folder.path("secret.png"), "a secret").expect("written");
    std::fs::write(folder.path("flo.gif"), "GIF89a").expect("written");
    std::fs::write(folder.path("half.png"), &PNG[..50]).expect("written");
    let ran = folder.lore(&["page"]).run();
    let said: Vec<&str> = ran.err.lines().filter(|line| line.starts_with("warning")).collect();
    let left_out = |id: &str, why: &str| format!("warning[image-unread]: the picture of `{id}` is left out: {why}");
    assert_eq!(
        said,
        [
            left_out("bo", "it is neither PNG nor JPEG"),
            left_out("cy", "its path is absolute"),
            left_out("di", "there is no such file"),
            left_out("flo", "it is neither PNG nor JPEG"),
            left_out("gus", "the file breaks off or is damaged"),
        ]
    );
    assert!(ran.err.contains("--> story.json:2:"), "{}", ran.err);
    let drawn = folder.lore(&["draw", "--form", "svg"]).run();
    assert_eq!(drawn.err, ran.err, "a drawing takes the same pictures");
    let known = payload(&ran.out);
    let images: Vec<Option<&str>> = list(&known, "entities")
        .iter()
        .map(|entity| entity["image"].as_str())
        .collect();
    let ann = images[0].expect("hers is one");
    assert!(ann.starts_with("data:image/png;base64,iVBORw0KGgo"), "{ann}");
    assert_eq!(images[1..], [None; 6]);
}

#[test]
fn a_page_opens_at_the_moment_that_is_asked_for() {
    let start = |words: &[&str]| {
        let known = payload(&Folder::of(OATH).lore(&["page"]).and(words).run().quietly());
        known.get("start").cloned()
    };
    assert_eq!(start(&[]), None);
    assert_eq!(start(&["--as-of", "start"]), Some(Value::from(0)));
    assert_eq!(start(&["--as-of", "oath"]), Some(Value::from(1)));
    assert_eq!(start(&["--before", "ambush"]), Some(Value::from(1)));
    assert_eq!(start(&["--as-of", "end"]), Some(Value::from(2)));
}

#[test]
fn a_page_needs_no_more_than_a_story() {
    let known = payload(&page(EMPTY));
    assert_eq!(known.get("titles"), None);
    assert_eq!(list(&known, "positions").len(), 1);
    let ran = seed(&["page", "--told-by", "nowhere"]).run();
    assert_eq!(ran.status, 2);
}

#[test]
fn a_title_that_gives_somebody_away_is_shown_once_they_have_been_told_of() {
    let known = payload(&page(
        r#"{"lorescope": 1, "title": "The Death of Zorro Vane",
            "characters": [{"id": "ann"}, {"id": "bo"}, {"id": "zorro", "name": "Zorro Vane"}], "events": [
            {"id": "talk", "kind": "conversation", "roles": {"speakers": ["ann", "bo"]}, "told": "1"},
            {"id": "death", "kind": "death", "roles": {"victim": "zorro"}, "told": "2.1"}]}"#,
    ));
    assert_eq!(
        known["titles"],
        serde_json::json!([{"r": [1, 2], "title": "The Death of Zorro Vane"}])
    );
}

#[test]
fn the_documentation_knows_its_keys_and_how_large_it_is() {
    let text = std::fs::read_to_string(format!("{}/docs/page.md", env!("CARGO_MANIFEST_DIR"))).expect("it is there");
    let keys: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .flat_map(|line| line.split(" | ").next().unwrap_or_default().split('`').step_by(2))
        .collect();
    for story in STORIES {
        let html = page_of(story, &[]);
        let data = payload(&html);
        for key in data.as_object().expect("an object").keys() {
            assert!(
                keys.contains(&key.as_str()),
                "docs/page.md does not say what `{key}` holds"
            );
        }
        let count = |key: &str| data[key].as_array().map_or(0, Vec::len);
        let entities = data["entities"].as_array().expect("a list").iter();
        let characters = entities.filter(|entity| entity["kind"] == "character").count();
        let row = format!(
            "| *{}* | {characters} | {} | {} | ",
            data["titles"][0]["title"].as_str().expect("a title"),
            count("events"),
            count("positions")
        );
        let tenths = (html.len() + 50_000) / 100_000;
        let size = format!("| {}.{} MB |", tenths / 10, tenths % 10);
        let told = text.lines().find(|line| line.starts_with(&row));
        let told = told.unwrap_or_else(|| panic!("docs/page.md has no row {row}"));
        assert!(told.ends_with(&size), "{told}: {size}");
    }
}
