//! Where things are printed, whether in colour, and that a file is written whole or not at all.

use crate::typing::{Folder, lore, seed};
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let plain = seed(&["who", "allied"]).run().quietly();
    assert!(!plain.contains('\u{1b}'));
    let coloured = seed(&["who", "allied", "--color", "always"]).run().quietly();
    assert!(coloured.contains("\u{1b}[1m"));
    let never = seed(&["who", "allied", "--color", "never"]).run().quietly();
    assert_eq!(never, plain);
    let unwanted = seed(&["who", "allied"]).with("NO_COLOR", "1").run().quietly();
    assert_eq!(unwanted, plain);
    let bare: String = uncoloured(&coloured);
    assert_eq!(bare, plain, "colour changes nothing but the colour");
    for format in ["json", "csv", "markdown"] {
        let words = ["who", "allied", "--format", format];
        let asked = seed(&words).and(&["--color", "always"]).run().quietly();
        assert_eq!(asked, seed(&words).run().quietly(), "{format} is never coloured");
    }
    let fault = seed(&["show", "nobody", "--color", "always"]).run();
    assert!(fault.err.contains("\u{1b}["), "{}", fault.err);
}

fn uncoloured(text: &str) -> String {
    let mut pieces = text.split('\u{1b}');
    let first = pieces.next().unwrap_or("").to_owned();
    pieces.fold(first, |bare, piece| {
        bare + piece.split_once('m').map_or("", |(_, rest)| rest)
    })
}

#[test]
fn a_reader_who_has_enough_is_no_error() {
    for line in [
        &["timeline", "--format", "json"][..],
        &["who", "present"],
        &["export", "story"],
        &["draw"],
    ] {
        let mut command = seed(line).command();
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        let mut out = BufReader::with_capacity(64, child.stdout.take().expect("it is read"));
        let mut first = String::new();
        out.read_line(&mut first).expect("a line");
        drop(out);
        let mut err = String::new();
        child
            .stderr
            .take()
            .expect("it is read")
            .read_to_string(&mut err)
            .expect("text");
        let status = child.wait().expect("it ends");
        assert_eq!((status.code(), err.as_str()), (Some(0), ""), "{line:?}");
    }
}

#[test]
fn a_full_disk_is_an_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
    let Ok(full) = full else { return };
    let done = seed(&["timeline"]).command().stdout(full).output().expect("it runs");
    assert_eq!(done.status.code(), Some(2));
    let said = String::from_utf8(done.stderr).expect("text");
    assert!(said.starts_with("error: cannot write the output: "), "{said}");
}

#[test]
fn a_dash_is_standard_output() {
    let folder = Folder::new();
    for words in [&["draw"][..], &["export", "json"]] {
        let plain = seed(words).within(&folder.path("")).run().quietly();
        let dashed = seed(words).and(&["-o", "-"]).within(&folder.path("")).run().quietly();
        assert_eq!(dashed, plain, "{words:?}");
    }
    assert_eq!(
        lore(&["schema", "-o", "-"]).within(&folder.path("")).run().quietly(),
        lore(&["schema"]).run().quietly()
    );
    let (svg, _, status) = seed(&["draw", "--form", "svg", "-o", "-"]).bytes();
    assert!(status == 0 && svg.starts_with(b"<"));
    assert!(folder.names().is_empty());
}

#[test]
fn what_is_written_is_what_is_printed_and_readable() {
    let folder = Folder::new();
    let file = folder.path("end.dot");
    seed(&["draw", "-o", file.to_str().expect("a path")]).run().quietly();
    assert_eq!(
        String::from_utf8(folder.read("end.dot")).expect("text"),
        seed(&["draw"]).run().quietly()
    );
    let mode = std::fs::metadata(&file).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o444, 0o444);
    assert_eq!(folder.names(), ["end.dot"], "no piece of it is left beside it");
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = Folder::new()
        .holding("there.svg", "as it was")
        .holding("file", "")
        .holding("story.json", "{}");
    let at = |name: &str| folder.path(name).to_str().expect("a path").to_owned();
    for words in [
        vec!["draw", "-o"],
        vec!["export", "json", "-o"],
        vec!["export", "csv", "-o"],
        vec!["schema", "-o"],
    ] {
        for place in ["file/x.svg", "gone/x.svg"] {
            if words[1] == "csv" && place.starts_with("gone") {
                continue;
            }
            let typed = if words[0] == "schema" {
                lore(&words)
            } else {
                seed(&words)
            };
            let said = typed.and(&[&at(place)]).run().refused();
            assert!(
                said.contains("cannot ") && !said.contains("os error"),
                "{words:?}: {said}"
            );
        }
    }
    let said = seed(&["draw", "--around", "nobody", "-o", &at("there.svg")])
        .run()
        .refused();
    assert!(said.contains("nobody"), "{said}");
    let said = folder.lore(&["draw", "-o", "there.svg"]).run();
    assert_eq!(said.status, 2, "a story that does not load");
    assert_eq!(folder.read("there.svg"), b"as it was");
    assert_eq!(folder.names(), ["file", "story.json", "there.svg"]);
}

#[test]
fn what_a_link_leads_to_is_written_and_the_link_stays() {
    let folder = Folder::new().holding("there.dot", "as it was");
    let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, folder.path(name)).expect("it can be made");
    link("there.dot", "file.dot");
    link("/dev/stdout", "stdout.dot");
    let drawn = |name: &str| {
        let path = folder.path(name);
        let out = seed(&["draw", "-o", path.to_str().expect("a path")]).run().quietly();
        assert!(path.is_symlink(), "`{name}` is still a link");
        out
    };
    assert_eq!(drawn("file.dot"), "");
    let dot = String::from_utf8(folder.read("there.dot")).expect("text");
    assert!(dot.starts_with("digraph"), "{dot}");
    assert_eq!(drawn("stdout.dot"), dot, "a pipe takes what is written");
}

#[test]
fn a_folder_that_takes_nothing_stays_as_it_was() {
    let folder = Folder::new().holding("closed/there.dot", "as it was");
    let closed = folder.path("closed");
    let set = |mode| std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(mode)).expect("it can be set");
    set(0o555);
    let takes = std::fs::write(closed.join("probe"), "").is_ok();
    if !takes {
        for name in ["there.dot", "new.dot"] {
            let path = closed.join(name);
            let said = seed(&["draw", "-o", path.to_str().expect("a path")]).run().refused();
            assert!(
                said.contains("cannot write") && said.contains("permission denied"),
                "{said}"
            );
        }
    }
    set(0o755);
    if !takes {
        assert_eq!(folder.read("closed/there.dot"), b"as it was");
        assert_eq!(std::fs::read_dir(&closed).expect("it can be read").count(), 1);
    }
}
