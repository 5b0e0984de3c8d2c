//! Files one can read: not too long, with a head that says something, named for what they hold, and finished.

use crate::Check;
use crate::tree::{Fault, File, House};

/// As long as a file may be.
const WALL: usize = 450;

pub const CHECKS: &[Check] = &[
    Check {
        name: "no file of Rust is longer than the wall",
        run: length,
        broken: &[("src/ask/mod.rs", TOO_LONG)],
        said: "src/ask/mod.rs:451: 451 lines: ",
        sound: &[("docs/long.md", TOO_LONG)],
    },
    Check {
        name: "every file begins by saying what lives in it",
        run: heads,
        broken: &[("src/ask/mod.rs", "use std::fmt;\n")],
        said: "src/ask/mod.rs:1: there is no head: ",
        sound: &[
            ("src/ask/mod.rs", "//! Questions to a world, each with its answer.\n"),
            ("tests/a.rs", "#![cfg(unix)]\n//! Pages are run here, all of them.\n"),
        ],
    },
    Check {
        name: "no head is hollow",
        run: heads,
        broken: &[(
            "src/ask/mod.rs",
            "//! This module defines the questions that can be asked.\n",
        )],
        said: "src/ask/mod.rs:1: the head says only that there is a file: ",
        sound: &[("src/ask/mod.rs", "//! The rules, one a file.\n")],
    },
    Check {
        name: "no file and no module has a name that holds everything",
        run: names,
        broken: &[("src/ask/helpers.rs", "")],
        said: "src/ask/helpers.rs:1: `helpers` says nothing of what is in it: ",
        sound: &[("src/ask/answer.rs", "use util_linux as util;\n")],
    },
    Check {
        name: "nor has a module within a file",
        run: names,
        broken: &[("src/ask/answer.rs", "\nmod util {}\n")],
        said: "src/ask/answer.rs:2: `util` says nothing of what is in it: ",
        sound: &[("src/ask/answer.rs", "mod utility_bills {}\n")],
    },
    Check {
        name: "nothing is left to be done in the code",
        run: unfinished,
        broken: &[("src/ask/answer.rs", concat!("// TO", "DO: the rest\n"))],
        said: concat!("src/ask/answer.rs:1: `TO", "DO`: "),
        sound: &[("src/ask/answer.rs", "// A todo list is no such thing.\n")],
    },
    Check {
        name: "unwrap is for tests",
        run: unwrap,
        broken: &[("src/ask/answer.rs", "/// x.unwrap()\nfn f() { x.unwrap(); }\n")],
        said: "src/ask/answer.rs:2: `unwrap` outside tests: ",
        sound: &[
            (
                "src/ask/answer.rs",
                "fn f() { x.unwrap_or(1); }\n#[cfg(test)]\nmod tests { fn f() { x.unwrap(); } }\n",
            ),
            ("tests/a.rs", "fn f() { x.unwrap(); }\n"),
        ],
    },
];

const TOO_LONG: &str = {
    const LINES: [u8; WALL + 1] = [b'\n'; WALL + 1];
    match std::str::from_utf8(&LINES) {
        Ok(text) => text,
        Err(_) => "",
    }
};

fn length(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (file, _) in house.rust() {
        let lines = file.text.matches('\n').count();
        if let Some((at, _)) = file.lines().nth(WALL) {
            let remedy = format!("a file has at most {WALL}; find the two things it is about, and part them");
            faults.push(file.fault(at, format!("{lines} lines"), remedy));
        }
    }
    faults
}

fn heads(house: &House) -> Vec<Fault> {
    const HOLLOW: &[&str] = &[
        "This module",
        "This file",
        "Module ",
        "Defines ",
        "Contains ",
        "Implements ",
        "The module",
    ];
    let mut faults = Vec::new();
    for (file, _) in house.rust() {
        let mut lines = file.lines().map(|(_, line)| line);
        let first = lines
            .find(|line| !line.starts_with("#![") && !line.is_empty())
            .unwrap_or("");
        let remedy = "begin with `//!` and a sentence that says what lives here as a fact about stories, then what it must not know";
        match first.strip_prefix("//! ") {
            None => faults.push(file.fault(0, "there is no head", remedy)),
            Some(said) if HOLLOW.iter().any(|hollow| said.starts_with(hollow)) || said.split(' ').count() < 3 => {
                faults.push(file.fault(0, "the head says only that there is a file", remedy));
            }
            Some(_) => {}
        }
    }
    faults
}

const EMPTY_NAMES: &[&str] = &[
    "util", "utils", "common", "manager", "managers", "helper", "helpers", "types", "misc", "stuff",
];

fn names(house: &House) -> Vec<Fault> {
    let fault = |file: &File, at: usize, name: &str| {
        let what = format!("`{name}` says nothing of what is in it");
        file.fault(at, what, "name it for the one thing it holds")
    };
    let mut faults = Vec::new();
    for (file, rust) in house.rust() {
        let parts = file.path.split(['/', '.']);
        faults.extend(
            parts
                .filter(|part| EMPTY_NAMES.contains(part))
                .map(|part| fault(file, 0, part)),
        );
        for name in EMPTY_NAMES {
            faults.extend(
                rust.words("mod", &format!(" {name} {{"))
                    .map(|at| fault(file, at, name)),
            );
        }
    }
    faults
}

fn unfinished(house: &House) -> Vec<Fault> {
    const MARKS: &[&str] = &[
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("XX", "X:"),
        concat!("to", "do!"),
        concat!("unimpl", "emented!"),
    ];
    let mut faults = Vec::new();
    for (file, _) in house.rust() {
        for mark in MARKS {
            for (at, _) in file.text.match_indices(mark) {
                let what = format!("`{mark}`");
                faults.push(file.fault(
                    at,
                    what,
                    "do it now, or file an issue and leave the code as it is true today",
                ));
            }
        }
    }
    faults
}

fn unwrap(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (file, rust) in house.rust() {
        for at in rust.words("unwrap", "()") {
            let remedy = "say why it cannot be: `expect(\"…\")`";
            faults.push(file.fault(at, "`unwrap` outside tests", remedy));
        }
    }
    faults
}
