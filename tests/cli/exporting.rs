//! The story in the forms of other programs, and back again.

use crate::drawing::well_formed;
use crate::stories::{EMPTY, NASTY, OATH};
use crate::typing::{Folder, SEED, seed};

/// The forms that are one file.
const SINGLE: [&str; 4] = ["graphml", "json", "mermaid", "story"];

#[test]
fn every_form_is_written_of_every_story() {
    let seed = std::fs::read_to_string(format!("{SEED}/story.json")).expect("the seed is there");
    for story in [seed.as_str(), OATH, EMPTY, NASTY] {
        let folder = Folder::of(story);
        for form in SINGLE {
            let printed = folder.lore(&["export", form]).run().quietly();
            folder.lore(&["export", form, "-o", "out"]).run().quietly();
            assert_eq!(String::from_utf8(folder.read("out")).expect("text"), printed, "{form}");
            match form {
                "graphml" => well_formed(printed.as_bytes()),
                "json" => drop(serde_json::from_str::<serde_json::Value>(&printed).expect("JSON")),
                _ => assert!(!printed.is_empty()),
            }
        }
        folder.lore(&["export", "csv", "-o", "tables"]).run().quietly();
        for name in ["nodes.csv", "edges.csv"] {
            let bytes = folder.read(&format!("tables/{name}"));
            let mut table = csv::ReaderBuilder::new().flexible(false).from_reader(bytes.as_slice());
            assert!(table.records().all(|record| record.is_ok()), "{name}");
        }
    }
}

#[test]
fn a_story_that_was_written_and_read_again_is_written_the_same() {
    let seed = std::fs::read_to_string(format!("{SEED}/story.json")).expect("the seed is there");
    for story in [seed.as_str(), OATH, EMPTY, NASTY] {
        let folder = Folder::of(story);
        let once = folder.lore(&["export", "story"]).run().quietly();
        let again = folder.lore(&["-s", "-", "export", "story"]).fed(&once).run().quietly();
        assert_eq!(once, again);
        let told = folder.lore(&["timeline", "--format", "json"]).run().quietly();
        let retold = folder
            .lore(&["-s", "-", "timeline", "--format", "json"])
            .fed(&once)
            .run()
            .quietly();
        assert_eq!(told, retold, "and it tells the same");
    }
}

#[test]
fn a_form_of_several_files_wants_a_folder() {
    let said = seed(&["export", "csv"]).run().refused();
    assert!(
        said.contains("`csv` makes 2 files") && said.contains("-o FOLDER"),
        "{said}"
    );
}

#[test]
fn an_export_may_be_of_one_moment() {
    let whole = seed(&["export", "json"]).run().quietly();
    let start = seed(&["export", "json", "--as-of", "start"]).run().quietly();
    assert!(start.len() < whole.len());
    let said = seed(&["export", "json", "--as-of", "never"]).run().refused();
    assert!(said.contains("`never` is no event"), "{said}");
}
