//! The pictures in `graphs/` are what the program draws today, and `graphs/README.md` says how each is made.
//!
//! `UPDATE=1 cargo test --test graphs` draws them anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The commands of the page, each as the words after `lore`.
fn commands() -> Vec<Vec<String>> {
    let page = fs::read_to_string(root().join("graphs/README.md")).expect("the page is there");
    let commands = page
        .lines()
        .filter_map(|line| line.split("`lore ").nth(1)?.split('`').next());
    commands
        .map(|command| command.split(' ').map(str::to_owned).collect())
        .collect()
}

/// The picture a command makes, in another form.
fn drawn(command: &[String], ending: &str, folder: &Path) -> (PathBuf, Vec<u8>) {
    let (words, path) = command.split_at(command.len() - 1);
    let kept = root().join(&path[0]).with_extension(ending);
    let made = folder.join(kept.file_name().expect("a file"));
    let output = Command::new(env!("CARGO_BIN_EXE_lore"))
        .current_dir(root())
        .args(words)
        .arg(&made)
        .output()
        .expect("lore runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    (kept, fs::read(&made).expect("the picture was written"))
}

fn keep(kept: &Path, bytes: &[u8]) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(kept, bytes).expect("the picture can be written");
    }
    let current = fs::read(kept).unwrap_or_default();
    assert!(
        current == bytes,
        "{} is out of date: run UPDATE=1 cargo test --test graphs",
        kept.display()
    );
}

#[test]
fn every_picture_is_current_as_dot_and_svg() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(commands().len(), 4);
    for command in commands() {
        for ending in ["dot", "svg"] {
            let (kept, bytes) = drawn(&command, ending, folder.path());
            keep(&kept, &bytes);
        }
    }
}

#[cfg(feature = "images")]
#[test]
fn the_picture_of_the_readme_is_current() {
    let folder = tempfile::tempdir().expect("a folder");
    let end = commands()
        .into_iter()
        .find(|command| command.iter().any(|word| word == "end"))
        .expect("a picture");
    let (kept, bytes) = drawn(&end, "png", folder.path());
    keep(&kept, &bytes);
}

#[test]
fn nothing_else_lies_in_the_folder() {
    let known: Vec<String> = commands()
        .iter()
        .filter_map(|command| Some(Path::new(command.last()?).file_stem()?.to_str()?.to_owned()))
        .collect();
    for entry in fs::read_dir(root().join("graphs")).expect("graphs/ is there") {
        let path = entry.expect("an entry").path();
        let stem = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default()
            .to_owned();
        assert!(
            stem == "README" || known.contains(&stem),
            "{} is made by no command",
            path.display()
        );
    }
}
