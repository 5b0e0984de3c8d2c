//! Every Markdown page is run: its files are written, its commands typed, and what they print is what the page says, to the byte.
//!
//! - A block whose fence names a file (`json story.json`) is that file, in a folder of the page's own.
//! - A `console` block is a session: after `$ ` comes what is typed, below it what is printed, and `[exit 1]` where the status is not 0.
//! - Where a page speaks of `data/` or `graphs/`, its folder has copies of them.
//!
//! `UPDATE=1 cargo test --test pages` writes into the pages what the commands really print.
#![cfg(unix)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What people type to have the program; it is read and not run.
const SETUP: &[&str] = &[
    "git clone ",
    "cd lorescope",
    "cargo build --release",
    "cargo install --path .",
    "cargo test",
];

/// How people run the program before it is installed; it is run as `lore`.
const UNINSTALLED: &[&str] = &[
    "cargo run --release --quiet -- ",
    "cargo run --release -- ",
    "cargo run --quiet -- ",
    "cargo run -q -- ",
    "cargo run -- ",
];

/// What a page may type.
const ALLOWED: &[&str] = &["lore", "cat", "echo", "printf", "cd", "ls", "head"];

/// A block between fences.
struct Block<'a> {
    /// How its fence begins: as many backticks as it has.
    fence: &'a str,
    /// What stands behind them.
    info: &'a str,
    /// The bytes of what stands between.
    inside: std::ops::Range<usize>,
}

/// The blocks of a page.
fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut open = false;
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        let text = line.trim_end();
        let info = text.trim_start_matches('`');
        let fence = &text[..text.len() - info.len()];
        let is_end = open && info.is_empty() && blocks.last().is_some_and(|block| block.fence == fence);
        if is_end {
            open = false;
            blocks.last_mut().expect("one is open").inside.end = at;
        } else if !open && fence.len() >= 3 {
            open = true;
            let inside = at + line.len()..page.len();
            blocks.push(Block { fence, info, inside });
        }
        at += line.len();
    }
    blocks
}

/// A command of a session, and what the page says of it.
struct Typed {
    command: String,
    /// As it stands in the page, with its marks.
    shown: String,
    expected: String,
}

/// The commands of a session.
fn session(text: &str) -> Vec<Typed> {
    let mut session: Vec<Typed> = Vec::new();
    let mut goes_on = false;
    for line in text.split_inclusive('\n') {
        let is_more = std::mem::take(&mut goes_on);
        if let Some(command) = line.strip_prefix("$ ") {
            session.push(Typed {
                command: command.to_owned(),
                shown: line.to_owned(),
                expected: String::new(),
            });
        } else if let Some(last) = session.last_mut() {
            if is_more {
                last.command.push_str(line);
                last.shown.push_str(line);
            } else {
                last.expected.push_str(line);
                continue;
            }
        }
        goes_on = line.ends_with("\\\n");
    }
    session
}

/// What a page says once its commands have been run.
fn run(page: &str, folder: &Path) -> Result<String, String> {
    let mut said = String::new();
    let mut written = 0;
    let mut here = folder.to_owned();
    for block in blocks(page) {
        let inside = &page[block.inside.clone()];
        let mut words = block.info.split_whitespace();
        match (words.next(), words.next()) {
            (Some("console"), None) => {
                said.push_str(&page[written..block.inside.start]);
                written = block.inside.end;
                let typed = session(inside);
                if typed.is_empty() {
                    return Err(format!("a console block without a command:\n{inside}"));
                }
                for typed in typed {
                    said.push_str(&typed.shown);
                    let printed = answer(&typed, &mut here)?;
                    if let Some(line) = printed.lines().find(|line| line.starts_with(block.fence)) {
                        return Err(format!("the block needs a longer fence for what is printed: {line}"));
                    }
                    said.push_str(&printed);
                }
            }
            (Some(_), Some(name)) => {
                let path = folder.join(name);
                fs::create_dir_all(path.parent().expect("it lies in the folder")).map_err(|error| error.to_string())?;
                fs::write(path, inside).map_err(|error| error.to_string())?;
            }
            _ => {}
        }
    }
    said.push_str(&page[written..]);
    Ok(said)
}

/// What a command prints, on both streams, and its status where that is not 0.
fn answer(typed: &Typed, here: &mut PathBuf) -> Result<String, String> {
    let command = typed.command.trim_end();
    if SETUP
        .iter()
        .any(|known| command == *known || known.ends_with(' ') && command.starts_with(known))
    {
        return Ok(typed.expected.clone());
    }
    let as_lore = UNINSTALLED.iter().find_map(|prefix| command.strip_prefix(prefix));
    let command = as_lore.map_or_else(|| command.to_owned(), |rest| format!("lore {rest}"));
    let first = |part: &str| part.split_whitespace().next().unwrap_or("").to_owned();
    if let Some(stranger) = command
        .split(" | ")
        .map(first)
        .find(|word| !ALLOWED.contains(&word.as_str()))
    {
        return Err(format!(
            "a page may not type `{stranger}`: it may type {}",
            ALLOWED.join(", ")
        ));
    }
    if let Some(folder) = command.strip_prefix("cd ") {
        here.push(folder);
        return Ok(String::new());
    }
    let lore = Path::new(env!("CARGO_BIN_EXE_lore"));
    let path = format!(
        "{}:{}",
        lore.parent().expect("it stands in a folder").display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let done = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .current_dir(&*here)
        .env_clear()
        .envs([("PATH", path.as_str()), ("LC_ALL", "C"), ("TERM", "dumb")])
        .env("HOME", &*here)
        .output()
        .map_err(|error| format!("`{command}`: {error}"))?;
    let mut printed = String::from_utf8(done.stdout).map_err(|_| format!("`{command}` prints what is no text"))?;
    if !printed.is_empty() && !printed.ends_with('\n') {
        printed.push('\n');
    }
    match done.status.code() {
        Some(0) => {}
        Some(code) => writeln!(printed, "[exit {code}]").expect("a text can be written to"),
        None => return Err(format!("`{command}` was ended by a signal\n{printed}")),
    }
    Ok(printed)
}

/// Where two texts first differ, for a person.
fn difference(page: &str, said: &str) -> Option<String> {
    if page == said {
        return None;
    }
    let same = page.lines().zip(said.lines()).take_while(|(a, b)| a == b).count();
    let from = |text: &str| {
        let lines = text.lines().skip(same).take(12);
        lines.fold(String::new(), |said, line| said + "    " + line + "\n")
    };
    let (page, said) = (from(page), from(said));
    Some(format!("line {}: the page says\n{page}  and it is\n{said}", same + 1))
}

/// Every page: those at the root and in `docs/`, those of the rules, and the suites.
fn pages() -> Vec<PathBuf> {
    let mut pages = vec![PathBuf::from("README.md"), PathBuf::from("CONTRIBUTING.md")];
    for folder in ["docs", "src/check/rules", "tests/pages"] {
        collect(Path::new(folder), &mut pages);
    }
    pages.retain(|page| root().join(page).exists());
    pages.sort();
    pages
}

fn collect(folder: &Path, pages: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(root().join(folder)) else {
        return;
    };
    for entry in entries.map(|entry| entry.expect("a folder of pages can be read")) {
        let path = folder.join(entry.file_name());
        if entry.path().is_dir() {
            collect(&path, pages);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            pages.push(path);
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("what is copied is there") {
        let entry = entry.expect("it can be read");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a file can be copied");
        }
    }
}

/// Runs one page, and tells what is not as it says; with `UPDATE=1`, the page is made to say it.
fn examine(page: &Path) -> Option<String> {
    let path = root().join(page);
    let text = fs::read_to_string(&path).expect("a page can be read");
    let folder = tempfile::tempdir().expect("a folder can be made");
    for shared in ["data", "graphs"] {
        if text.contains(&format!("{shared}/")) && root().join(shared).exists() {
            copy(&root().join(shared), &folder.path().join(shared));
        }
    }
    if page.starts_with("tests/pages") && !blocks(&text).iter().any(|block| block.info == "console") {
        return Some(format!(
            "{}: the page types nothing: add a console block",
            page.display()
        ));
    }
    match run(&text, folder.path()) {
        Err(why) => Some(format!("{}: {why}", page.display())),
        Ok(said) if std::env::var_os("UPDATE").is_some() => {
            if said != text {
                fs::write(path, said).expect("a page can be written");
            }
            None
        }
        Ok(said) => difference(&text, &said).map(|difference| format!("{}: {difference}", page.display())),
    }
}

#[test]
fn every_page_says_what_is_so() {
    let faults: Vec<String> = pages().iter().filter_map(|page| examine(page)).collect();
    assert!(
        faults.is_empty(),
        "{}\n`UPDATE=1 cargo test --test pages` writes what is so into the pages; read the difference before it is kept",
        faults.join("\n")
    );
}

/// What the runner makes of a page.
fn ran(page: &str) -> Result<String, String> {
    run(page, tempfile::tempdir().expect("a folder can be made").path())
}

#[test]
fn a_page_that_says_what_is_not_so_is_found_out() {
    let page = "# A\n\n```json in/a.txt\nhello\n```\n\n```console\n$ cat in/a.txt | cat\ngoodbye\n$ cd in\n$ cat \\\n    a.txt\n$ cat b.txt\n```\n\nEnd.\n";
    let said = ran(page).expect("it runs");
    assert!(said.starts_with(
        "# A\n\n```json in/a.txt\nhello\n```\n\n```console\n$ cat in/a.txt | cat\nhello\n$ cd in\n$ cat \\\n    a.txt\nhello\n$ cat b.txt\ncat: "
    ));
    assert!(said.ends_with("[exit 1]\n```\n\nEnd.\n"));
    let told = difference(page, &said).expect("they differ");
    assert!(told.starts_with("line 9: the page says\n    goodbye\n"), "{told}");
}

#[test]
fn setting_up_is_read_and_not_run() {
    let page = "```console\n$ git clone https://example.org/a\n$ cd lorescope\n$ cargo test\nok\n```\n";
    assert_eq!(ran(page).as_deref(), Ok(page));
}

#[test]
fn what_is_not_installed_is_run_as_the_program() {
    let page = "```console\n$ cargo run --release -- --version\n```\n";
    let said = ran(page).expect("it runs");
    assert!(
        said.contains(concat!("\nlore ", env!("CARGO_PKG_VERSION"), "\n")),
        "{said}"
    );
}

#[test]
fn a_page_may_not_type_everything() {
    for (page, why) in [
        ("```console\n$ rm -r data\n```\n", "a page may not type `rm`"),
        ("```console\n$ cargo test --lib\n```\n", "a page may not type `cargo`"),
        ("```console\nnothing\n```\n", "a console block without a command"),
        (
            "```json a.txt\n```` x\n```\n```console\n$ cat a.txt\n$ echo '```'\n```\n",
            "the block needs a longer fence",
        ),
    ] {
        let told = ran(page).expect_err("it is refused");
        assert!(told.starts_with(why), "{told}");
    }
}
