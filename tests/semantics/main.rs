//! What the design says of time and of real stories holds, sentence by sentence: a small story in, plain text out.
//!
//! Each test is named after the sentence it holds to, and each file after the paragraph.

mod as_of;
mod certainty;
mod demands_cast;
mod demands_deaths;
mod demands_sides;
mod demands_sources;
mod demands_time;
mod effects;
mod groups;
mod holding;
mod initial;
mod order;
mod tale;
mod told;

/// The stories in `data/` are told without a finding.
#[test]
fn the_stories_at_hand_load_without_a_finding() {
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut stories: Vec<_> = std::fs::read_dir(data)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    stories.sort();
    for folder in stories {
        let input = lorescope::load::Input::Path(folder.join("story.json"));
        let loaded = lorescope::load::open(&[input]).unwrap();
        assert!(
            loaded.findings.is_empty(),
            "{}: {:#?}",
            folder.display(),
            loaded.findings
        );
    }
}
