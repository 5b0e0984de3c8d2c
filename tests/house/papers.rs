//! What the house says of itself: its dependencies, its words, the Rust it needs, where its stories come from, how it is tested.

use crate::Check;
use crate::tree::{Fault, House};
use std::collections::BTreeSet;
use std::path::Path;

pub const CHECKS: &[Check] = &[
    Check {
        name: "every dependency says what it is for",
        run: dependencies,
        broken: &[("Cargo.toml", "[dependencies]\n# Reads.\nserde = \"1\"\nregex = \"1\"\n")],
        said: "Cargo.toml:4: nothing says what `regex` is for: ",
        sound: &[(
            "Cargo.toml",
            "[package]\nname = \"a\"\n[dev-dependencies]\n# Reads and\n# writes.\nserde = { version = \"1\", features = [\n  \"derive\",\n] }\n",
        )],
    },
    Check {
        name: "the Rust it needs is said equally",
        run: msrv,
        broken: &[
            ("Cargo.toml", "rust-version = \"1.95\"\n"),
            ("README.md", "\nNeeds Rust 1.94 or later.\n"),
        ],
        said: "README.md:2: Rust 1.94, and 1.95 in Cargo.toml: ",
        sound: &[
            ("Cargo.toml", "rust-version = \"1.95\"\n"),
            ("README.md", "Written in Rust.\nNeeds Rust 1.95 or later.\n"),
        ],
    },
    Check {
        name: "the README says what Rust it needs",
        run: msrv,
        broken: &[("Cargo.toml", "rust-version = \"1.95\"\n"), ("README.md", "# A\n")],
        said: "README.md:1: it does not say what Rust is needed: ",
        sound: &[("Cargo.toml", "rust-version = \"1.95\"\n")],
    },
    Check {
        name: "every word is explained once",
        run: glossary,
        broken: &[(
            "ARCHITECTURE.md",
            "## Words\n\n| word | meaning |\n| --- | --- |\n| event | x |\n| kind | y |\n| event | z |\n",
        )],
        said: "ARCHITECTURE.md:7: `event` is explained twice: ",
        sound: &[(
            "ARCHITECTURE.md",
            "## Words\n\n| word | meaning |\n| --- | --- |\n| event | x |\n\n## Else\n\n| event | y |\n",
        )],
    },
    Check {
        name: "every story says where it comes from",
        run: stories,
        broken: &[("data/macbeth/story.json", "{}"), ("data/README.md", "")],
        said: "data/macbeth/story.json:1: nothing says where the story comes from: ",
        sound: &[("data/macbeth/story.json", "{}"), ("data/macbeth/README.md", "")],
    },
    Check {
        name: "what runs elsewhere is what the README says",
        run: same_tests,
        broken: &[
            ("README.md", "```console\n$ cargo test\n```\n"),
            (".ci/run", "cargo test --lib\n"),
        ],
        said: ".ci/run:1: it does not run `cargo test`: ",
        sound: &[
            ("README.md", "```console\n$ cargo test\n```\n"),
            (".ci/run", "step tests cargo test\n"),
        ],
    },
    Check {
        name: "every path a paper names is there",
        run: paths,
        broken: &[
            ("ARCHITECTURE.md", "See `src/ask/` and\n`src/gone.rs`.\n"),
            ("src/ask/mod.rs", ""),
        ],
        said: "ARCHITECTURE.md:2: there is no `src/gone.rs`: ",
        sound: &[
            (
                "CONTRIBUTING.md",
                "See `src/ask/` and `src/ask/mod.rs`, `src/ask/<name>.rs`.\n",
            ),
            ("src/ask/mod.rs", ""),
        ],
    },
    Check {
        name: "every link of a page leads somewhere",
        run: links,
        broken: &[
            (
                "docs/guide.md",
                "[a](https://example.org), [b](../README.md)\n[c](gone.md#part)\n",
            ),
            ("README.md", ""),
        ],
        said: "docs/guide.md:2: there is no `docs/gone.md`: ",
        sound: &[
            ("docs/guide.md", "[a](#part) [b](../README.md) ![c](../graphs)\n"),
            ("README.md", ""),
            ("graphs/a.svg", ""),
        ],
    },
];

fn dependencies(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in house.files.iter().filter(|file| file.path == "Cargo.toml") {
        let (mut inside, mut explained) = (false, false);
        for (at, line) in file.lines() {
            if line.starts_with('[') {
                inside = line.contains("dependencies");
            } else if inside && line.starts_with(char::is_alphabetic) {
                let name = line.split([' ', '=', '.']).next().unwrap_or(line);
                if !explained {
                    let what = format!("nothing says what `{name}` is for");
                    faults.push(file.fault(at, what, "say it in a comment on the line above"));
                }
            }
            explained = line.starts_with("# ");
        }
    }
    faults
}

fn msrv(house: &House) -> Vec<Fault> {
    let stated = house.get("Cargo.toml").and_then(|file| {
        let line = file
            .lines()
            .find_map(|(_, line)| line.strip_prefix("rust-version = \""))?;
        Some(line.trim_end_matches('"'))
    });
    let (Some(stated), Some(readme)) = (stated, house.get("README.md")) else {
        return Vec::new();
    };
    let said: Vec<(usize, String)> = readme
        .text
        .match_indices("Rust 1.")
        .map(|(at, _)| {
            let rest = &readme.text[at + "Rust ".len()..];
            let version: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
            (at, version.trim_end_matches('.').to_owned())
        })
        .collect();
    if said.is_empty() {
        let remedy = format!("write `Rust {stated}` where it says how to build");
        return vec![readme.fault(0, "it does not say what Rust is needed", remedy)];
    }
    let wrong = said.iter().filter(|(_, version)| version != stated);
    wrong
        .map(|(at, version)| {
            let what = format!("Rust {version}, and {stated} in Cargo.toml");
            readme.fault(*at, what, "let both say the same")
        })
        .collect()
}

fn glossary(house: &House) -> Vec<Fault> {
    let Some(law) = house.get("ARCHITECTURE.md") else {
        return Vec::new();
    };
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    let rows = law.lines().skip_while(|(_, line)| *line != "## Words").skip(1);
    for (at, line) in rows.take_while(|(_, line)| !line.starts_with("## ")) {
        let Some(word) = line.strip_prefix("| ").and_then(|row| row.split(" | ").next()) else {
            continue;
        };
        if !seen.insert(word) {
            let what = format!("`{word}` is explained twice");
            faults.push(law.fault(
                at,
                what,
                "one word has one meaning: take one row out, or find the other thing its own word",
            ));
        }
    }
    faults
}

fn stories(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in &house.files {
        let folder = file
            .path
            .strip_prefix("data/")
            .and_then(|inside| inside.split_once('/'));
        let Some((folder, "story.json" | "story.lore")) = folder else {
            continue;
        };
        if house.get(&format!("data/{folder}/README.md")).is_none() {
            let remedy = format!("write data/{folder}/README.md, with source, edition and licence");
            faults.push(file.fault(0, "nothing says where the story comes from", remedy));
        }
    }
    faults
}

fn same_tests(house: &House) -> Vec<Fault> {
    let (Some(readme), Some(run)) = (house.get("README.md"), house.get(".ci/run")) else {
        return Vec::new();
    };
    let commands = readme.lines().filter_map(|(_, line)| line.strip_prefix("$ "));
    let tests = commands.filter(|command| command.starts_with("cargo test"));
    tests
        .filter(|command| !run.lines().any(|(_, line)| line.ends_with(command)))
        .map(|command| {
            run.fault(
                0,
                format!("it does not run `{command}`"),
                "run what the README tells people to run",
            )
        })
        .collect()
}

fn paths(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for name in ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"] {
        let Some(page) = house.get(name) else { continue };
        for (nth, part) in page.text.split('`').enumerate() {
            let roots = ["src/", "tests/", "docs/", "data/", "benches/", ".ci/", "graphs/"];
            let is_path = nth % 2 == 1 && roots.iter().any(|root| part.starts_with(root));
            let is_pattern = part.contains(['<', '*', ' ', '$', '\n']);
            let is_there = house
                .files
                .iter()
                .any(|file| file.path == part || part.ends_with('/') && file.path.starts_with(part));
            if is_path && !is_pattern && !is_there {
                let at = part.as_ptr() as usize - page.text.as_ptr() as usize;
                faults.push(page.fault(
                    at,
                    format!("there is no `{part}`"),
                    "name what is there, or take the line out",
                ));
            }
        }
    }
    faults
}

fn links(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for page in house.pages() {
        for (at, _) in page.text.match_indices("](") {
            let target = page.text[at + 2..].split([')', '#']).next().unwrap_or("");
            if target.is_empty() || target.contains([':', ' ', '\n', '`']) {
                continue;
            }
            let path = from(&page.path, target);
            let is_picture = Path::new(&path)
                .extension()
                .is_some_and(|it| it == "png" || it == "pdf");
            let is_there = |path: &str| {
                house.files.iter().any(|file| {
                    file.path
                        .strip_prefix(path)
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                })
            };
            if !is_picture && !is_there(&path) {
                faults.push(page.fault(at, format!("there is no `{path}`"), "link to what is there"));
            }
        }
    }
    faults
}

/// Where a link leads that stands in a page.
fn from(page: &str, target: &str) -> String {
    let mut way: Vec<&str> = page.split('/').collect();
    way.pop();
    for step in target.split('/').filter(|step| !matches!(*step, "" | ".")) {
        if step == ".." {
            way.pop();
        } else {
            way.push(step);
        }
    }
    way.join("/")
}
