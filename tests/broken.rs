//! Every broken story is told in these very words: what is wrong, where, why, and what to do.
//!
//! A story is a file or a folder of `tests/broken/`; what is said of it stands beside it under the same name, ending in `.txt`:
//!
//! ```text
//!   two-axes/story.json, two-axes/cast.json   the story, with what it includes
//!   two-axes.txt                              what is said of it
//! ```
//!
//! `UPDATE=1 cargo test --test broken` writes the texts anew; read them as somebody who writes novels would.

use lorescope::check;
use lorescope::diag::{Colour, Finding, Level, arrange, render};
use lorescope::load::{self, Input};
use lorescope::timeline::Lens;
use lorescope::vocabulary::Vocabulary;
use lorescope::world::World;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const FOLDER: &str = "tests/broken";

/// The rules of the loader.
const LOADING: &[&str] = &[
    "ambiguous-line",
    "ambiguous-name",
    "bad-assertion",
    "bad-count",
    "bad-id",
    "bad-settings",
    "bad-span",
    "bad-time",
    "bad-told",
    "bad-version",
    "bad-vocabulary",
    "bad-waiver",
    "duplicate-id",
    "duplicate-key",
    "duplicate-section",
    "empty-name",
    "empty-quote",
    "include-loop",
    "include-unread",
    "missing-key",
    "no-choice",
    "refers-to-itself",
    "repeated-filler",
    "role-count",
    "syntax",
    "too-deep",
    "two-axes",
    "unknown-detail",
    "unknown-document",
    "unknown-key",
    "unknown-kind",
    "unknown-name",
    "unknown-relation",
    "unknown-role",
    "unknown-word",
    "unread-line",
    "wrong-arguments",
    "wrong-kind",
    "wrong-type",
];

/// A story and where what is said of it stands.
struct Broken {
    story: PathBuf,
    text: PathBuf,
}

/// The stories, by name; everything in the folder belongs to one of them.
fn stories() -> Vec<Broken> {
    let entries = fs::read_dir(FOLDER).expect("the folder is there");
    let entries: BTreeSet<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    let is_text = |path: &Path| path.extension().is_some_and(|end| end == "txt");
    let (texts, stories): (Vec<_>, Vec<_>) = entries.into_iter().partition(|path| is_text(path));
    for text in &texts {
        let alone =
            !["json", "lore"].iter().any(|end| text.with_extension(end).exists()) && !text.with_extension("").is_dir();
        assert!(!alone, "{} has no story", text.display());
    }
    let broken = stories.into_iter().map(|path| {
        let text = path.with_extension("txt");
        let in_folder = || {
            ["story.lore", "story.json"]
                .map(|name| path.join(name))
                .into_iter()
                .find(|path| path.is_file())
        };
        let story = if path.is_dir() {
            in_folder().expect("a story")
        } else {
            path
        };
        assert!(
            story.extension().is_some_and(|end| end == "json" || end == "lore"),
            "{} is no story",
            story.display()
        );
        Broken { story, text }
    });
    broken.collect()
}

/// What is wrong with a story: with its files, and if they can be used, with what they tell.
fn findings(input: Input) -> (Vec<Finding>, String) {
    let mut loaded = load::open(&[input]).expect("the story can be read");
    let is_read = !loaded.is_broken();
    let settings = loaded.read_settings();
    let mut findings = loaded.findings.clone();
    if is_read {
        findings.extend(check::unsettled(&settings, &loaded.vocabulary));
        arrange(&mut findings);
    }
    if findings.iter().all(|finding| finding.level != Level::Error) {
        let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
        findings.extend(check::findings(&world, &loaded.files, &loaded.origins));
    }
    let text = render(&findings, &loaded.files, Colour::Plain);
    (findings, text)
}

#[test]
fn every_broken_story_is_told_in_these_words() {
    let mut wrong = Vec::new();
    for Broken { story, text } in stories() {
        let (found, told) = findings(Input::Path(story.clone()));
        assert!(!found.is_empty(), "{} is not broken", story.display());
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&text, &told).expect("the text can be written");
        }
        let expected = fs::read_to_string(&text).unwrap_or_default();
        if expected != told {
            wrong.push(format!("{}\n{told}instead of\n{expected}", story.display()));
        }
    }
    assert!(wrong.is_empty(), "{}\n`UPDATE=1` writes them anew", wrong.join("\n"));
}

#[test]
fn every_rule_of_the_loader_is_broken_by_some_story() {
    let vocabulary = Vocabulary::prelude();
    let needs = vocabulary
        .kinds
        .iter()
        .flat_map(|kind| kind.needs.iter().map(|need| need.rule.clone()));
    let mut exclusions = Vec::new();
    for relation in &vocabulary.relations {
        for &other in &relation.excludes {
            let mut names = [relation.name.as_str(), &vocabulary.relation(other).name];
            names.sort_unstable();
            exclusions.push(names.join("-and-"));
        }
    }
    let named = check::RULES.iter().map(|rule| rule.name.to_owned());
    let rules: BTreeSet<String> = (LOADING.iter().map(|&rule| rule.to_owned()))
        .chain(named.filter(|rule| rule != "need" && rule != "exclusion"))
        .chain(needs)
        .chain(exclusions)
        .collect();
    let broken: BTreeSet<String> = stories()
        .into_iter()
        .flat_map(|broken| findings(Input::Path(broken.story)).0)
        .map(|finding| finding.rule.into_owned())
        .collect();
    // The rules of a story are broken by their pages.
    let unbroken: Vec<_> = LOADING.iter().filter(|&&rule| !broken.contains(rule)).collect();
    assert!(unbroken.is_empty(), "no story breaks {unbroken:?}");
    let unlisted: Vec<_> = broken
        .difference(&rules)
        .filter(|rule| !rule.starts_with("own-"))
        .collect();
    assert!(unlisted.is_empty(), "{unlisted:?} are no rules of this list");
}

/// Each rule of the loader has a page, and each page of a rule that is no story's own is one of these; loops show only when the story is read.
#[test]
fn every_rule_of_the_loader_has_a_page() {
    let paged: BTreeSet<&str> = check::known()
        .iter()
        .filter(|rule| {
            rule.group == check::Group::Loading && !rule.name.ends_with("-loop") || rule.name == "include-loop"
        })
        .map(|rule| rule.name)
        .collect();
    let listed: BTreeSet<&str> = LOADING.iter().copied().collect();
    let without: Vec<_> = listed.difference(&paged).collect();
    assert!(without.is_empty(), "no page in src/check/rules for {without:?}");
    let unlisted: Vec<_> = paged.difference(&listed).collect();
    assert!(unlisted.is_empty(), "{unlisted:?} are no rules of this list");
}

/// The rules that stand in the source of the loader are the ones listed here.
#[test]
fn no_rule_of_the_loader_is_left_out() {
    let mut folders = vec![PathBuf::from("src/load")];
    let mut found = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = fs::read_to_string(&path).expect("the source is text");
            let makers = [
                "Fault::error(",
                "Fault::warning(",
                "Finding::error(",
                "self.report(",
                "refuse(",
            ];
            for maker in makers {
                for (at, _) in source.match_indices(maker) {
                    let rest = source[at + maker.len()..]
                        .trim_start()
                        .trim_start_matches("self,")
                        .trim_start();
                    let rule = rest.strip_prefix('"').and_then(|rest| rest.split('"').next());
                    found.extend(rule.map(str::to_owned));
                }
            }
        }
    }
    // What the two readers of the loader would say of each other, if they ever disagreed.
    found.remove("readers-disagree");
    let listed: BTreeSet<String> = LOADING.iter().map(|&rule| rule.to_owned()).collect();
    assert!(found.len() > 20);
    assert!(
        found.is_subset(&listed),
        "{:?}",
        found.difference(&listed).collect::<Vec<_>>()
    );
}
