//! Measures storyline charts on stories in the form of iStoryline (Tang et al. 2018), beside an order by barycentres alone.
//!
//! ```sh
//! cargo bench --bench storylines -- FOLDER-OR-FILE...
//! ```
//!
//! A file is `{"Story": {"Locations": …, "Characters": {NAME: [{"Start": 0, "End": 4, "Session": 3}, …]}}}`: from when until when a character is in which session, those of one session at one time being together.
//! Between two times at which anything changes lies one step of the course.
//! Heights are found in the same way for both orders, so that the tables compare the orders alone.

#![allow(clippy::print_stdout, reason = "a bench says what it measured")]

use lorescope::draw::storyline::{
    Course, Line, Measures, Straighten, by_sweeps, fewest_crossings, measure, order, place,
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(Deserialize)]
struct File {
    #[serde(rename = "Story")]
    story: Story,
}

#[derive(Deserialize)]
struct Story {
    #[serde(rename = "Characters")]
    characters: BTreeMap<String, Vec<Stay>>,
}

/// From when until when somebody is in a session.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Stay {
    start: i64,
    end: i64,
    session: i64,
}

impl Story {
    fn course(&self) -> Course {
        let stays = || self.characters.values().flatten();
        let times: BTreeSet<i64> = stays().flat_map(|stay| [stay.start, stay.end]).collect();
        let times: Vec<i64> = times.into_iter().collect();
        let steps = times.windows(2).map(|span| {
            let mut groups: BTreeMap<i64, Vec<Line>> = BTreeMap::new();
            for (line, stays) in self.characters.values().enumerate() {
                for stay in stays.iter().filter(|stay| stay.start <= span[0] && span[1] <= stay.end) {
                    groups.entry(stay.session).or_default().push(line);
                }
            }
            groups.into_values().collect()
        });
        Course::new(self.characters.len(), steps.collect())
    }
}

/// What was found for one story.
struct Found {
    name: String,
    lines: usize,
    steps: usize,
    exact: Option<u64>,
    baseline: Measures,
    ours: Measures,
}

fn main() {
    let mut files: Vec<PathBuf> = Vec::new();
    for argument in std::env::args().skip(1).filter(|argument| !argument.starts_with("--")) {
        let path = PathBuf::from(argument);
        match std::fs::read_dir(&path) {
            Ok(folder) => files.extend(
                folder
                    .filter_map(|entry| Some(entry.ok()?.path()))
                    .filter(|path| is_json(path)),
            ),
            Err(_) => files.push(path),
        }
    }
    files.sort();
    if files.is_empty() {
        println!("name a story, or a folder of stories, in the form of iStoryline");
        return;
    }
    let begin = Instant::now();
    let found: Vec<Found> = files.iter().map(|path| found(path)).collect();
    crossings(&found);
    wiggles(&found);
    ratios(&found);
    println!("\nin {:.1} seconds", begin.elapsed().as_secs_f64());
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "json")
}

fn found(path: &Path) -> Found {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let file: File = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let course = file.story.course();
    let measured = |order: &[Vec<Line>]| measure(&course, order, &place(&course, order, Straighten::Ways));
    let baseline = measured(&by_sweeps(&course));
    let ours = measured(&order(&course));
    Found {
        name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        lines: course.lines(),
        steps: course.len(),
        exact: fewest_crossings(&course),
        baseline,
        ours,
    }
}

fn crossings(found: &[Found]) {
    println!(
        "| story | lines | steps | crossings: barycentre | ours | fewest possible | block crossings: barycentre | ours |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for story in found {
        let exact = story.exact.map_or("–".to_owned(), |exact| exact.to_string());
        println!(
            "| {} | {} | {} | {} | {} | {exact} | {} | {} |",
            story.name,
            story.lines,
            story.steps,
            story.baseline.crossings,
            story.ours.crossings,
            story.baseline.block_crossings,
            story.ours.block_crossings
        );
    }
    println!();
}

fn wiggles(found: &[Found]) {
    println!(
        "| story | wiggles: barycentre | ours | linear wiggle height: barycentre | ours | quadratic: barycentre | ours | height: barycentre | ours | area: barycentre | ours |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for story in found {
        let pairs = story.baseline.named().into_iter().zip(story.ours.named()).skip(2);
        let cells: Vec<String> = pairs
            .flat_map(|(base, ours)| [base.1.to_string(), ours.1.to_string()])
            .collect();
        println!("| {} | {} |", story.name, cells.join(" | "));
    }
    println!();
}

fn ratios(found: &[Found]) {
    println!("| measure, all stories together | barycentre | ours | ratio |");
    println!("| --- | ---: | ---: | ---: |");
    for nth in 0..Measures::default().named().len() {
        let sum = |of: fn(&Found) -> &Measures| found.iter().map(|story| of(story).named()[nth].1).sum::<u64>();
        let (base, ours) = (sum(|story| &story.baseline), sum(|story| &story.ours));
        let hundredths = (100 * ours + base / 2) / base.max(1);
        println!(
            "| {} | {base} | {ours} | {}.{:02} |",
            Measures::default().named()[nth].0,
            hundredths / 100,
            hundredths % 100
        );
    }
}
