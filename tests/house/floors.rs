//! The floors of the house, read from the table in ARCHITECTURE.md, and what may look at what.

use crate::Check;
use crate::rust::{Rust, is_word};
use crate::tree::{Fault, File, House};

pub const CHECKS: &[Check] = &[
    Check {
        name: "the floors of the table are the folders of src, and no row names one below it",
        run: floors,
        broken: &[
            ("ARCHITECTURE.md", "```layers\ndiag : model\nmodel : diag\n```\n"),
            ("src/diag/mod.rs", ""),
            ("src/model/mod.rs", ""),
        ],
        said: "ARCHITECTURE.md:2: `diag` may import `model`, which stands below it: ",
        sound: &[
            ("ARCHITECTURE.md", LAW),
            ("src/diag/mod.rs", ""),
            ("src/world/mod.rs", ""),
            ("src/ask/mod.rs", ""),
            ("src/cli/mod.rs", ""),
        ],
    },
    Check {
        name: "every folder of src has a row in the table",
        run: housed,
        broken: &[
            ("ARCHITECTURE.md", LAW),
            ("src/attic/mod.rs", ""),
            ("src/attic/box.rs", ""),
        ],
        said: "src/attic/mod.rs:1: `attic` is no floor of ARCHITECTURE.md: ",
        sound: &[
            ("ARCHITECTURE.md", LAW),
            ("src/ask/mod.rs", ""),
            ("src/lib.rs", ""),
            ("src/main.rs", ""),
        ],
    },
    Check {
        name: "a floor imports only what its row allows",
        run: imports,
        broken: &[
            ("ARCHITECTURE.md", LAW),
            ("src/world/mod.rs", "use crate::{\n    diag::Finding,\n    ask,\n};\n"),
        ],
        said: "src/world/mod.rs:3: `world` imports `ask`: ",
        sound: &[
            ("ARCHITECTURE.md", LAW),
            (
                "src/ask/mod.rs",
                "use crate::{world::{cli, World}, diag};\nuse super::world;\n",
            ),
            (
                "src/ask/rows.rs",
                "use super::cli;\n// crate::cli\n#[cfg(test)]\nmod tests { use crate::cli; }\n",
            ),
            ("src/world/mod.rs", "#[cfg(test)]\nmod sample;\n"),
            ("src/world/sample.rs", "use crate::cli;\n"),
        ],
    },
    Check {
        name: "super leads no further than the table does",
        run: imports,
        broken: &[
            ("ARCHITECTURE.md", LAW),
            ("src/world/names.rs", "use super::super::cli::run;\n"),
        ],
        said: "src/world/names.rs:1: `world` imports `cli`: ",
        sound: &[
            ("ARCHITECTURE.md", LAW),
            ("src/world/names/near.rs", "use super::super::cli;\n"),
        ],
    },
    Check {
        name: "the program is its command line",
        run: program,
        broken: &[("src/main.rs", "fn main() { lorescope::load::open(); }\n")],
        said: "src/main.rs:1: the program names `load`: ",
        sound: &[("src/main.rs", "fn main() -> ExitCode { lorescope::cli::run() }\n")],
    },
    Check {
        name: "only graph names petgraph",
        run: petgraph,
        broken: &[
            ("src/graph/mod.rs", "use petgraph::Graph;\n"),
            ("src/ask/path.rs", "//! Not petgraph.\nuse petgraph::Graph;\n"),
        ],
        said: "src/ask/path.rs:2: `petgraph` is named outside `src/graph`: ",
        sound: &[
            ("src/graph/mod.rs", "use petgraph::Graph;\n"),
            ("src/ask/path.rs", "//! Not petgraph.\n"),
        ],
    },
    Check {
        name: "only rdf names the crates of RDF",
        run: rdf_crates,
        broken: &[
            ("src/rdf/mod.rs", "use oxrdf::Term;\n"),
            ("src/cli/query.rs", "use oxrdf::Term;\n"),
        ],
        said: "src/cli/query.rs:1: `oxrdf` is named outside `src/rdf`: ",
        sound: &[
            ("src/rdf/mod.rs", "use spargebra::Query;\n"),
            ("src/cli/query.rs", "use crate::rdf::Found;\n"),
        ],
    },
    Check {
        name: "only cli/output.rs prints",
        run: prints,
        broken: &[("src/ask/path.rs", "//! println!\nfn f() { eprintln!(\"x\"); }\n")],
        said: "src/ask/path.rs:2: `eprintln!` outside `src/cli/output.rs`: ",
        sound: &[
            ("src/cli/output.rs", "fn f() { print!(\"x\"); std::io::stdout(); }\n"),
            ("src/ask/path.rs", "const A: &str = \"print!\";\n"),
        ],
    },
    Check {
        name: "no input or output from model to world, nor in questions and rules",
        run: pure,
        broken: &[("src/timeline/fold.rs", "use std::fs;\n")],
        said: "src/timeline/fold.rs:1: `std::fs` on a floor without input and output: ",
        sound: &[
            (
                "src/timeline/fold.rs",
                "use std::fmt;\n#[cfg(test)]\nmod t { use std::fs; }\n",
            ),
            ("src/load/open.rs", "use std::fs;\n"),
        ],
    },
];

const LAW: &str = "# Law\n\n```layers\ndiag  :                  bad news\nworld : diag             all of it\nask   : world and below  questions\ncli   : everything       commands\n```\n";

/// Floors that touch nothing outside; `load` alone of the lower ones reads files.
const PURE: &[&str] = &[
    "diag",
    "model",
    "vocabulary",
    "timeline",
    "graph",
    "world",
    "rdf",
    "ask",
    "check",
    "page",
];

/// A row of the table.
struct Row<'a> {
    at: usize,
    floor: &'a str,
    may: Vec<&'a str>,
}

/// The table, from top to bottom.
fn table(law: &File) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    let lines = law.lines().skip_while(|(_, line)| *line != "```layers").skip(1);
    for (at, line) in lines.take_while(|(_, line)| !line.starts_with("```")) {
        let (floor, rest) = line.split_once(':').unwrap_or((line, ""));
        let above: Vec<&str> = rows.iter().map(|row| row.floor).collect();
        let list = rest.trim_start().split("  ").next().unwrap_or("");
        let list = if rest.starts_with("   ") { "" } else { list };
        let may = match list.strip_suffix(" and below") {
            Some(top) => {
                let upto = above.iter().position(|floor| *floor == top).map_or(0, |at| at + 1);
                above[..upto].to_vec()
            }
            None if list == "everything" => above,
            None => list.split_whitespace().collect(),
        };
        rows.push(Row {
            at,
            floor: floor.trim(),
            may,
        });
    }
    rows
}

fn law(house: &House) -> &File {
    house.get("ARCHITECTURE.md").expect("the house has a law")
}

fn floors(house: &House) -> Vec<Fault> {
    let law = law(house);
    let rows = table(law);
    let mut faults = Vec::new();
    for (nth, row) in rows.iter().enumerate() {
        for floor in &row.may {
            if !rows[..nth].iter().any(|above| above.floor == *floor) {
                let what = format!("`{}` may import `{floor}`, which stands below it", row.floor);
                faults.push(law.fault(
                    row.at,
                    what,
                    "let what both need move to a floor above them in the table",
                ));
            }
        }
        if !house
            .files
            .iter()
            .any(|file| file.path == format!("src/{}/mod.rs", row.floor))
        {
            let what = format!("there is no `src/{}/mod.rs`", row.floor);
            faults.push(law.fault(row.at, what, "take the row out, or build the floor"));
        }
    }
    if rows.is_empty() {
        faults.push(law.fault(
            0,
            "there is no table of layers",
            "write it in a block that begins with ```layers",
        ));
    }
    faults
}

fn housed(house: &House) -> Vec<Fault> {
    let rows = table(law(house));
    let mut faults = Vec::new();
    for (file, _) in house.rust() {
        let Some(floor) = file.floor() else { continue };
        let is_door = matches!(file.path.as_str(), "src/lib.rs" | "src/main.rs");
        let is_first = file.path.ends_with("/mod.rs") && file.path.matches('/').count() == 2;
        let is_stray = file.path.matches('/').count() == 1;
        if !is_door && (is_first || is_stray) && !rows.iter().any(|row| row.floor == floor) {
            let what = format!("`{floor}` is no floor of ARCHITECTURE.md");
            faults.push(file.fault(
                0,
                what,
                "put it on a floor there is, or add a row and say why under Decisions",
            ));
        }
    }
    faults
}

fn imports(house: &House) -> Vec<Fault> {
    let rows = table(law(house));
    let mut faults = Vec::new();
    for (file, rust) in house.rust() {
        let Some(row) = rows.iter().find(|row| Some(row.floor) == file.floor()) else {
            continue;
        };
        for (at, named) in paths(file, rust) {
            let is_floor = rows.iter().any(|row| row.floor == named);
            if is_floor && named != row.floor && !row.may.contains(&named) {
                let what = format!("`{}` imports `{named}`", row.floor);
                let remedy = format!("its row in ARCHITECTURE.md allows only: {}", row.may.join(", "));
                faults.push(file.fault(at, what, remedy));
            }
        }
    }
    faults
}

/// What the file names at the root of the crate, by `crate::` or by climbing there.
fn paths<'a>(file: &File, rust: &'a Rust) -> Vec<(usize, &'a str)> {
    let inside = file.path.trim_start_matches("src/").trim_end_matches(".rs");
    let depth = inside.trim_end_matches("/mod").split('/').count();
    let climb = "super::".repeat(depth);
    let mut found = Vec::new();
    for at in rust.words("crate", "::") {
        named(&rust.code, at + "crate::".len(), &mut found);
    }
    for at in rust.words("super", "::") {
        let is_top = !rust.code[..at].ends_with("::");
        if is_top && rust.code[at..].starts_with(&climb) {
            named(&rust.code, at + climb.len(), &mut found);
        }
    }
    found
}

/// The first word of a path, or of each path in the braces that follow.
fn named<'a>(code: &'a str, at: usize, found: &mut Vec<(usize, &'a str)>) {
    let word = |at: usize| {
        let rest = &code[at..];
        let start = at + rest.len() - rest.trim_start().len();
        let len = code[start..].find(|c| !is_word(c)).unwrap_or(0);
        (start, &code[start..start + len])
    };
    if !code[at..].starts_with('{') {
        found.push(word(at));
        return;
    }
    let mut depth = 0_usize;
    for (offset, c) in code[at..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 1 && matches!(c, '{' | ',') {
            found.push(word(at + offset + 1));
        }
    }
}

fn program(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (file, rust) in house.rust().filter(|(file, _)| file.path == "src/main.rs") {
        let mut found = Vec::new();
        for at in rust.words("lorescope", "::") {
            named(&rust.code, at + "lorescope::".len(), &mut found);
        }
        for (at, name) in found.into_iter().filter(|(_, name)| *name != "cli") {
            faults.push(file.fault(at, format!("the program names `{name}`"), "let `cli` do it"));
        }
    }
    faults
}

fn petgraph(house: &House) -> Vec<Fault> {
    named_outside(house, "graph", &["petgraph"])
}

fn rdf_crates(house: &House) -> Vec<Fault> {
    named_outside(house, "rdf", &["oxrdf", "sparesults", "spareval", "spargebra"])
}

fn named_outside(house: &House, home: &str, crates: &[&str]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (file, rust) in house
        .rust()
        .filter(|(file, _)| file.floor().is_some_and(|floor| floor != home))
    {
        for name in crates {
            for at in rust.words(name, "") {
                faults.push(file.fault(
                    at,
                    format!("`{name}` is named outside `src/{home}`"),
                    format!("ask `{home}` for plain data"),
                ));
            }
        }
    }
    faults
}

fn prints(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    let inside = |file: &File| file.path.starts_with("src/") && file.path != "src/cli/output.rs";
    for (file, rust) in house.rust().filter(|(file, _)| inside(file)) {
        for (word, then) in [
            ("print", "!"),
            ("println", "!"),
            ("eprint", "!"),
            ("eprintln", "!"),
            ("dbg", "!"),
            ("stdout", "()"),
            ("stderr", "()"),
        ] {
            for at in rust.words(word, then) {
                let what = format!("`{word}{then}` outside `src/cli/output.rs`");
                faults.push(file.fault(
                    at,
                    what,
                    "give the text to whoever asked, and let `cli::output` write it",
                ));
            }
        }
    }
    faults
}

fn pure(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (file, rust) in house
        .rust()
        .filter(|(file, _)| file.floor().is_some_and(|floor| PURE.contains(&floor)))
    {
        for at in rust.words("std", "::") {
            let mut found = Vec::new();
            named(&rust.code, at + "std::".len(), &mut found);
            for (at, name) in found {
                if matches!(
                    name,
                    "fs" | "io" | "env" | "process" | "net" | "time" | "thread" | "path"
                ) {
                    let what = format!("`std::{name}` on a floor without input and output");
                    faults.push(file.fault(at, what, "take what is needed as an argument"));
                }
            }
        }
    }
    faults
}
