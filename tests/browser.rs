//! The page in a real browser: this only starts `tests/browser/`, which is written for Node and Chromium.

use std::process::Command;

#[test]
#[ignore = "needs Chromium and Node; `.ci/run` installs them and runs it"]
fn the_page_does_in_a_browser_what_it_should() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser");
    let npm = |words: &[&str]| {
        let mut command = Command::new("npm");
        command.args(words).current_dir(folder);
        command.env("LORE", env!("CARGO_BIN_EXE_lore"));
        let ended = command.status().expect("npm is installed");
        assert!(ended.success(), "npm {words:?} in {folder}");
    };
    npm(&["ci"]);
    npm(&["test"]);
}
