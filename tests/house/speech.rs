//! What is said, and where: the names of kinds and relations, the machine that something was made on, one sentence a line.

use crate::Check;
use crate::tree::{Fault, File, House};
use std::collections::BTreeSet;

pub const CHECKS: &[Check] = &[
    Check {
        name: "no kind and no relation is named in code",
        run: vocabulary,
        broken: &[
            PRELUDE,
            (
                "src/draw/look.rs",
                "/// \"alive\"\nfn f() {}\nconst A: &str = \"alive\";\n",
            ),
        ],
        said: "src/draw/look.rs:3: the code names `alive`: ",
        sound: &[
            PRELUDE,
            (
                "src/draw/look.rs",
                "const A: &str = \"is alive\"; // \"alive\"\n#[cfg(test)]\nmod t { const B: &str = \"killing\"; }\n",
            ),
            ("src/vocabulary/kind.rs", "const A: &str = \"killing\";\n"),
        ],
    },
    Check {
        name: "what is let off is let off for something",
        run: unused,
        broken: &[(
            "src/load/table.rs",
            r#"["identity","disguise","possession","alliance","command","illness","healing","battle","hostile","alive","serves","killing","death"]"#,
        )],
        said: "src/load/table.rs:1: `member` is let off and not needed: ",
        sound: &[PRELUDE],
    },
    Check {
        name: "no file tells whose machine it was made on",
        run: machine,
        broken: &[("docs/a.md", concat!("See `/ho", "me/ann/story`.\n"))],
        said: concat!("docs/a.md:1: `/ho", "me/`: "),
        sound: &[("docs/a.md", "The framework/works and a homely/home one.\n")],
    },
    Check {
        name: "no file tells what tools wrote it",
        run: tools,
        broken: &[("src/a.rs", concat!("// as Chat", "GPT said\n"))],
        said: "src/a.rs:1: the name of a tool: ",
        sound: &[("src/a.rs", "// a copilots' mess, an openair stage\n")],
    },
    Check {
        name: "a page has one sentence a line",
        run: sentences,
        broken: &[("docs/a.md", "One thing. Another thing.\n")],
        said: "docs/a.md:1: two sentences in one line: ",
        sound: &[(
            "docs/a.md",
            "One. \n```text\nOne. Two.\n```\n| A. B. |\nJ. R. R. Tolkien, e.g. Mr. Bilbo; \"Go. Now.\"\n",
        )],
    },
];

const PRELUDE: (&str, &str) = (
    "src/vocabulary/prelude.json",
    r#"{"relations": {"alive": {}}, "kinds": {"killing": {}}}"#,
);

/// Names of kinds and relations that stand in code and mean something else there: file, words, reason.
const LET_OFF: &[(&str, &[&str], &str)] = &[
    (
        "src/load/table.rs",
        &["identity", "disguise", "possession", "alliance", "command", "illness"],
        "what a relation may be declared to mean",
    ),
    (
        "src/load/table.rs",
        &[
            "member", "healing", "battle", "hostile", "alive", "serves", "killing", "death",
        ],
        "examples in the schema of a story file",
    ),
    (
        "src/draw/view/cast.rs",
        &["away"],
        "an English word for a fate, said whatever the relation is called",
    ),
];

fn vocabulary(house: &House) -> Vec<Fault> {
    let prelude = house.get("src/vocabulary/prelude.json").expect("there is a prelude");
    let prelude: serde_json::Value = serde_json::from_str(&prelude.text).expect("it is JSON");
    let names: BTreeSet<&str> = ["relations", "kinds"]
        .iter()
        .flat_map(|list| {
            prelude[list]
                .as_object()
                .expect("it has both")
                .keys()
                .map(String::as_str)
        })
        .collect();
    let mut faults = Vec::new();
    let outside = |file: &File| file.floor().is_some_and(|floor| floor != "vocabulary");
    for (file, rust) in house.rust().filter(|(file, _)| outside(file)) {
        for literal in &rust.literals {
            let word = literal.text.as_str();
            let let_off = LET_OFF.iter().any(|row| row.0 == file.path && row.1.contains(&word));
            if names.contains(word) && !rust.is_test(literal.at) && !let_off {
                let remedy = "let its declaration say what is asked, and ask for that";
                faults.push(file.fault(literal.at, format!("the code names `{word}`"), remedy));
            }
        }
    }
    faults
}

fn unused(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (path, words, _) in LET_OFF {
        let Some(file) = house.get(path) else { continue };
        let is_said = |word: &str| {
            let mut literals = file.rust.iter().flat_map(|rust| &rust.literals);
            literals.any(|literal| literal.text == word)
        };
        for word in words.iter().filter(|word| !is_said(word)) {
            let what = format!("`{word}` is let off and not needed");
            faults.push(file.fault(0, what, "take it out of `LET_OFF` in tests/house/speech.rs"));
        }
    }
    faults
}

fn machine(house: &House) -> Vec<Fault> {
    const PATHS: &[&str] = &[
        concat!("/wo", "rk/"),
        concat!("/tm", "p/"),
        concat!("/ho", "me/"),
        concat!("/ro", "ot/"),
        concat!("/Us", "ers/"),
        concat!("C:\\", "Users"),
    ];
    let mut faults = Vec::new();
    for file in &house.files {
        for path in PATHS {
            for (at, _) in file.text.match_indices(path) {
                let before = file.text[..at].chars().next_back();
                if !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '}' | '~')) {
                    let remedy = "name it from the root of the project, or make the folder with `mktemp`";
                    faults.push(file.fault(at, format!("`{path}`"), remedy));
                }
            }
        }
    }
    faults
}

fn tools(house: &House) -> Vec<Fault> {
    const TOOLS: &[&str] = &[
        concat!("anth", "ropic"),
        concat!("cla", "ude"),
        concat!("chat", "gpt"),
        concat!("open", "ai"),
        concat!("copi", "lot"),
    ];
    let mut faults = Vec::new();
    for file in house.files.iter().filter(|file| !file.path.starts_with("data/")) {
        for (at, line) in file.lines() {
            let mut words = line.split(|c: char| !c.is_alphanumeric());
            if words.any(|word| TOOLS.contains(&word.to_ascii_lowercase().as_str())) {
                faults.push(file.fault(at, "the name of a tool", "say what is so, not who wrote it"));
            }
        }
    }
    faults
}

fn sentences(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for page in house.pages() {
        let mut fenced = false;
        for (at, line) in page.lines() {
            let is_fence = line.trim_start().starts_with("```");
            fenced ^= is_fence;
            let is_prose = !fenced && !is_fence && !line.starts_with('|') && !line.starts_with("    ");
            if is_prose && let Some(second) = second_sentence(line) {
                let remedy = "begin a new line with the second";
                faults.push(page.fault(at + second, "two sentences in one line", remedy));
            }
        }
    }
    faults
}

/// Where a second sentence begins, if one does for certain: after a word of three letters and a stop.
fn second_sentence(line: &str) -> Option<usize> {
    line.match_indices(". ").map(|(at, _)| at).find(|&at| {
        let word = line[..at].chars().rev().take_while(|c| c.is_lowercase()).count();
        let open = line[..at].matches(['"', '`', '“']).count() % 2;
        let next = line[at + 2..].chars().next();
        word >= 3 && open == 0 && next.is_some_and(char::is_uppercase)
    })
}
