//! What the fuzz targets have in common: bytes are opened as a story, judged and told, and the laws of findings hold.

use lorescope::check;
use lorescope::diag::{Colour, json_lines, render};
use lorescope::load::{self, Input};
use lorescope::timeline::Lens;
use lorescope::world::World;

/// Opens bytes under a name, checks what they tell, and gives the world of it.
///
/// # Panics
/// If a finding has no message or no remedy, or is not told on one line to programs.
pub fn judged(name: &str, bytes: &[u8]) -> World {
    let input = Input::Bytes(name.to_owned(), bytes.to_vec());
    let loaded = load::open(&[input]).expect("bytes need no file");
    let mut findings = loaded.findings.clone();
    // A broken story is judged too, as far as it could be read: nobody should, but nothing may break.
    let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
    findings.extend(check::findings(&world, &loaded.files, &loaded.origins));
    let _ = render(&findings, &loaded.files, Colour::Plain);
    assert_eq!(json_lines(&findings, &loaded.files).lines().count(), findings.len());
    for finding in &findings {
        assert!(!finding.message.is_empty(), "{finding:?}");
        assert!(finding.help.is_some(), "{finding:?}");
    }
    world
}
