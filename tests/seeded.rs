//! Errors sown into the clean stories of `data/`: each must be found by its rule, at the changed lines, and nothing else anywhere.
//!
//! `tests/seeded/` has a page for each rule, and each page its changes, written as a patch against a story of `data/`:
//!
//! ````text
//!   # acts-after-death
//!
//!   ## macbeth: the King dines with his murderer
//!
//!   ```diff
//!    [regicide] macbeth kills duncan              a line that stands there, to find the place by
//!   ~    because resolve                          one where the fault will show, although it is not changed
//!   -    "words"                                  one that is taken away
//!    …                                             the rest of an entry of a journal
//!   +duncan and macbeth meet                      one that is put in
//!   @@                                            another place in the same file
//!   ```
//! ````
//!
//! The lines of a change must stand in the story together, in one place only, and blank lines as a blank after the sign.
//! What is found must name a line that was put in, the first line of an entry that was changed, or a line marked with `~`; whatever is found elsewhere, or by another rule, fails the test.
//! The figures stand in `docs/continuity.md` and in the guide; `UPDATE=1 cargo test --test seeded` writes them there.

use lorescope::check::{self, Group, Known, RULES, known};
use lorescope::diag::{Colour, Finding, Place, render};
use lorescope::load::{self, Input, Loaded};
use lorescope::timeline::Lens;
use lorescope::world::World;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

const FOLDER: &str = "tests/seeded";
const PAGE: &str = "docs/continuity.md";
const GUIDE: &str = "docs/guide.md";
/// So many errors are sown for each rule, and more.
const LEAST: usize = 4;

/// An error sown into a story.
struct Seed {
    rule: String,
    title: String,
    /// The file of the story.
    file: PathBuf,
    /// The signs and texts of the lines of each place.
    places: Vec<Vec<(char, String)>>,
}

fn seeds() -> Vec<Seed> {
    let pages = fs::read_dir(FOLDER).expect("the folder is there");
    let mut pages: Vec<PathBuf> = pages.map(|entry| entry.expect("an entry").path()).collect();
    pages.sort();
    pages.iter().flat_map(|page| seeds_of(page)).collect()
}

fn seeds_of(page: &Path) -> Vec<Seed> {
    let rule = page
        .file_stem()
        .and_then(|stem| stem.to_str())
        .expect("a name")
        .to_owned();
    let text = fs::read_to_string(page).expect("the page can be read");
    assert!(
        text.starts_with(&format!("# {rule}\n")),
        "{} begins with its rule",
        page.display()
    );
    let sections = text.split("\n## ").skip(1);
    sections.map(|section| seed(&rule, section)).collect()
}

fn seed(rule: &str, section: &str) -> Seed {
    let title = section.lines().next().unwrap_or_default();
    let (story, title) = title
        .split_once(": ")
        .unwrap_or_else(|| panic!("{rule}: no story in `{title}`"));
    let patch = section
        .split("```")
        .nth(1)
        .and_then(|fenced| fenced.strip_prefix("diff\n"));
    let patch = patch.unwrap_or_else(|| panic!("{rule}: no ```diff under `{title}`"));
    let signed = |line: &str| {
        let sign = line.chars().next().filter(|sign| " ~-+".contains(*sign));
        (
            sign.unwrap_or_else(|| panic!("{rule}: no sign before `{line}`")),
            line[1..].to_owned(),
        )
    };
    let places = patch.trim_end_matches('\n').split("\n@@\n");
    Seed {
        rule: rule.to_owned(),
        title: title.to_owned(),
        file: file_of(story),
        places: places.map(|place| place.lines().map(signed).collect()).collect(),
    }
}

/// The file of a story: the one that is named, or the journal before the JSON.
fn file_of(story: &str) -> PathBuf {
    let data = Path::new("data").join(story);
    let mut files = [data.clone(), data.join("story.lore"), data.join("story.json")].into_iter();
    files
        .find(|file| file.is_file())
        .unwrap_or_else(|| panic!("no story `{story}`"))
}

/// The changed story, and the lines, counted from 1, at which its fault may show.
fn sown(seed: &Seed, clean: &str) -> Result<(String, BTreeSet<usize>), String> {
    let mut lines: Vec<(char, &str)> = clean.lines().map(|line| (' ', line)).collect();
    for place in &seed.places {
        let old: Vec<&(char, String)> = place.iter().filter(|(sign, _)| *sign != '+').collect();
        let ends: Vec<(usize, Vec<usize>)> = (0..lines.len())
            .filter_map(|at| Some((at, fits(&old, &lines, at)?)))
            .collect();
        let [(at, counts)] = ends.as_slice() else {
            let old: Vec<&str> = old.iter().map(|(_, line)| line.as_str()).collect();
            return Err(format!("`{}` stands in {} places", old.join("` `"), ends.len()));
        };
        let mut counts = counts.iter();
        let mut known = lines[*at..].iter().copied();
        let mut new = Vec::new();
        for (sign, line) in place {
            if *sign == '+' {
                new.push(('+', line.as_str()));
                continue;
            }
            let count = *counts.next().expect("every old line was found");
            for (before, line) in known.by_ref().take(count) {
                // What an earlier place of the same change has marked stays marked.
                let sign = if *sign == ' ' { before } else { *sign };
                if sign != '-' {
                    new.push((sign, line));
                }
            }
        }
        let end = at
            + fits(&old, &lines, *at)
                .expect("they were found there")
                .iter()
                .sum::<usize>();
        lines.splice(*at..end, new);
    }
    let mut changed = BTreeSet::new();
    let mut entry = 0;
    for (nth, (sign, line)) in lines.iter().enumerate() {
        if !line.starts_with([' ', ';', '\t']) && !line.is_empty() {
            entry = nth + 1;
        }
        if *sign != ' ' {
            changed.insert(nth + 1);
        }
        if *sign == '+' {
            changed.insert(entry);
        }
    }
    let text: Vec<&str> = lines.into_iter().map(|(_, line)| line).collect();
    Ok((text.join("\n") + "\n", changed))
}

/// How many lines each line of a place stands for, if they stand there: one, or for `…` whatever else belongs to an entry.
fn fits(old: &[&(char, String)], lines: &[(char, &str)], at: usize) -> Option<Vec<usize>> {
    let mut next = at;
    old.iter()
        .map(|(_, line)| {
            let rest = lines.get(next..)?;
            let count = if line == "…" {
                rest.iter()
                    .take_while(|(_, line)| line.starts_with([' ', '\t']))
                    .count()
            } else {
                usize::from(rest.first()?.1.trim_end() == line)
            };
            next += count;
            (count > 0 || line == "…").then_some(count)
        })
        .collect()
}

/// What is found in a story whose file is changed, with its documents beside it as they are.
fn examined(file: &Path, text: &str) -> (Vec<Finding>, Loaded) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (from, name) = (file.parent().expect("a folder"), file.file_name().expect("a name"));
    for entry in fs::read_dir(from).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        let beside = path
            .file_name()
            .filter(|beside| !beside.to_string_lossy().starts_with("story."));
        if let Some(beside) = beside {
            fs::copy(&path, folder.path().join(beside)).expect("a document can be copied");
        }
    }
    let story = folder.path().join(name);
    fs::write(&story, text).expect("the story can be written");
    let mut loaded = load::open(&[Input::Path(story)]).expect("the story can be read");
    let settings = loaded.read_settings();
    loaded.read_documents();
    let mut findings = std::mem::take(&mut loaded.findings);
    if !findings
        .iter()
        .any(|finding| finding.level == lorescope::diag::Level::Error)
    {
        let world = World::of(
            std::mem::take(&mut loaded.story),
            loaded.vocabulary.clone(),
            Lens::default(),
        );
        let loops = check::loops(&world, &loaded.files, &loaded.origins);
        if loops.is_empty() {
            findings.extend(check::examine(&world, &loaded.files, &loaded.origins, &settings));
        }
        findings.extend(loops);
    }
    (findings, loaded)
}

/// The line of a place, counted from 1, if it lies in the story itself.
fn line_of(loaded: &Loaded, place: &Place) -> usize {
    let text = &loaded.files.get(place.file).text;
    text[..place.start].matches('\n').count() + 1
}

/// How a sown error was found, or what is wrong.
fn tried(seed: &Seed) -> Result<(), String> {
    let clean = fs::read_to_string(&seed.file).expect("the story can be read");
    let (text, changed) = sown(seed, &clean)?;
    let (findings, loaded) = examined(&seed.file, &text);
    let shows = |finding: &Finding| {
        let place = finding.place.as_ref();
        place.is_none_or(|place| changed.contains(&line_of(&loaded, place)))
    };
    let right = |finding: &&Finding| finding.rule == seed.rule && shows(finding);
    let wrong: Vec<Finding> = findings.iter().filter(|finding| !right(finding)).cloned().collect();
    if !wrong.is_empty() {
        let said = render(&wrong, &loaded.files, Colour::Plain);
        return Err(format!("besides, there is found\n{said}"));
    }
    if findings.is_empty() {
        return Err("it is not found".to_owned());
    }
    Ok(())
}

#[test]
fn every_sown_error_is_found_by_its_rule_and_nothing_else_is() {
    let seeds = seeds();
    let wrong = Mutex::new(BTreeMap::new());
    let next = Mutex::new(0..seeds.len());
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(nth) = { next.lock().expect("no thread fails").next() } {
                    if let Err(what) = tried(&seeds[nth]) {
                        wrong.lock().expect("no thread fails").insert(nth, what);
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().expect("no thread failed");
    let told: Vec<String> = wrong
        .iter()
        .map(|(&nth, what)| format!("{} · {}: {what}", seeds[nth].rule, seeds[nth].title))
        .collect();
    println!(
        "{} errors sown, {} found by their rules and nothing else found",
        seeds.len(),
        seeds.len() - wrong.len()
    );
    assert!(
        told.is_empty(),
        "{}\n{} of {} wrong",
        told.join("\n"),
        told.len(),
        seeds.len()
    );
    keep(PAGE, &figures(&seeds));
    keep(GUIDE, &in_short(&seeds));
}

#[test]
fn enough_errors_are_sown_for_every_rule() {
    let mut sown: BTreeMap<String, usize> = BTreeMap::new();
    for seed in seeds() {
        *sown.entry(seed.rule).or_default() += 1;
    }
    let too_few: Vec<&str> = known()
        .iter()
        .filter(|rule| is_of_stories(rule) && sown.get(rule.name).is_none_or(|&number| number < LEAST))
        .map(|rule| rule.name)
        .collect();
    assert!(too_few.is_empty(), "fewer than {LEAST} errors are sown for {too_few:?}");
    let rules: BTreeSet<&str> = known().iter().map(|rule| rule.name).collect();
    let unknown: Vec<&String> = sown.keys().filter(|rule| !rules.contains(rule.as_str())).collect();
    assert!(unknown.is_empty(), "there is no rule {unknown:?}");
}

/// Whether a rule is about the story, rather than about how its files are written: `tests/broken/` has those.
fn is_of_stories(rule: &Known) -> bool {
    rule.group != Group::Loading || RULES.iter().any(|own| own.name == rule.name)
}

/// Holds the figures of a page to what was sown and found, or writes them.
fn keep(path: &str, figures: &str) {
    let (begin, end) = ("<!-- figures -->\n", "<!-- end of figures -->");
    let page = fs::read_to_string(path).expect("the page can be read");
    let start = page.find(begin).expect("the page has figures") + begin.len();
    let stop = page.find(end).expect("the figures end");
    let new = [&page[..start], figures, &page[stop..]].concat();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, new).expect("the page can be written");
    } else {
        assert!(
            page == new,
            "{path} is out of date: run UPDATE=1 cargo test --test seeded"
        );
    }
}

/// Both figures in a sentence.
fn in_short(seeds: &[Seed]) -> String {
    let story = |seed: &Seed| seed.file.components().nth(1).map(|name| name.as_os_str().to_owned());
    let stories: BTreeSet<_> = seeds.iter().filter_map(story).collect();
    let rules: BTreeSet<&str> = seeds.iter().map(|seed| seed.rule.as_str()).collect();
    let (number, stories, rules) = (seeds.len(), stories.len(), rules.len());
    format!(
        "**{number} errors are sown into {stories} clean stories, at least {LEAST} for each of {rules} rules: all {number} are found by the right rule at the changed lines, and on the unchanged lines 0 findings are new.**\n"
    )
}

fn figures(seeds: &[Seed]) -> String {
    let mut text = format!("{}\n", in_short(seeds));
    for group in Group::ALL {
        let counted = known()
            .into_iter()
            .filter(|rule| rule.group == group && is_of_stories(rule))
            .map(|rule| {
                let number = seeds.iter().filter(|seed| seed.rule == rule.name).count();
                format!("| `{}` | {number} | {number} |\n", rule.name)
            });
        text.push_str(&format!("| {} | sown | found |\n| --- | --- | --- |\n", group.title()));
        text.extend(counted);
        text.push('\n');
    }
    text
}
