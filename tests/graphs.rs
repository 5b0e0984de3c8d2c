//! The pictures in `graphs/` are what the program makes today, and `docs/gallery.md` says how each is made.
//!
//! `UPDATE=1 cargo test --test graphs` makes them anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Views of the pages in a browser, which no test can make anew without one.
const PHOTOGRAPHS: [&str; 2] = ["page.png", "page-phone.png"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn gallery() -> String {
    fs::read_to_string(root().join("docs/gallery.md")).expect("the gallery is there")
}

/// The commands of the gallery, each as the words after `lore`.
fn commands() -> Vec<Vec<String>> {
    let words = |line: &str| -> Option<Vec<String>> {
        let command = line.strip_prefix("`lore ")?.strip_suffix('`')?;
        Some(command.split(' ').map(str::to_owned).collect())
    };
    gallery().lines().filter_map(words).collect()
}

/// The picture a command makes, in another form.
fn made(command: &[String], ending: &str, folder: &Path) -> (PathBuf, Vec<u8>) {
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
fn every_picture_is_current() {
    let folder = tempfile::tempdir().expect("a folder");
    let commands = commands();
    for name in ["draw", "storyline", "page"] {
        let named = commands.iter().filter(|command| command[2] == name);
        assert!(named.count() >= 2, "the gallery shows two of `lore {name}`");
    }
    for command in commands {
        let own = Path::new(&command[command.len() - 1]).extension();
        let own = own.and_then(|ending| ending.to_str()).expect("an ending");
        let plays = command.iter().any(|word| word == "--animate");
        let also: &[&str] = if command[2] == "draw" && !plays { &["dot"] } else { &[] };
        for ending in [own].iter().chain(also) {
            let (kept, bytes) = made(&command, ending, folder.path());
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
        .find(|command| command.last().is_some_and(|path| path == "graphs/end.svg"))
        .expect("a picture");
    let (kept, bytes) = made(&end, "png", folder.path());
    keep(&kept, &bytes);
}

#[test]
fn the_gallery_shows_what_lies_in_the_folder() {
    let gallery = gallery();
    let stems: Vec<String> = commands()
        .iter()
        .filter_map(|command| Some(Path::new(command.last()?).file_stem()?.to_str()?.to_owned()))
        .collect();
    for entry in fs::read_dir(root().join("graphs")).expect("graphs/ is there") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        assert!(
            name == "README.md" || PHOTOGRAPHS.contains(&name) || stems.iter().any(|known| known == stem),
            "{} is made by no command",
            path.display()
        );
        let is_shown = ["svg", "html"].iter().all(|ending| !name.ends_with(ending)) || gallery.contains(name);
        assert!(is_shown, "{name} is not in the gallery");
    }
    for name in PHOTOGRAPHS {
        assert!(
            gallery.contains(name) && root().join("graphs").join(name).is_file(),
            "{name}"
        );
    }
}
