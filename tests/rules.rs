//! Every rule's page is its test: the story under `Breaks` is found by that rule, in the words that stand below it, and the one under `Near miss` is not.
//!
//! ````text
//!   # rule-name                    what it protects from
//!   ## Breaks                      the smallest story that breaks it, as ```lore or ```json,
//!                                  then ```text with what is said of it
//!   ## Near miss                   a story much like it, of which nothing is said
//!   ## What to do
//! ````
//!
//! A page may have more of either, under headings such as `## Breaks: from afar` and `## Near miss: two who kill each other`.
//! A fenced block whose opening line names a file after its language, such as ```` ```lore cast.lore ````, is a file beside the story that follows it.
//! `UPDATE=1 cargo test --test rules` writes what is said anew; read it as somebody who writes novels would.

use lorescope::check::{self, PAGES};
use lorescope::diag::{Colour, Finding, Level, render};
use lorescope::load::{self, Input};
use lorescope::timeline::Lens;
use lorescope::vocabulary::Vocabulary;
use lorescope::world::World;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const FOLDER: &str = "src/check/rules";

/// A fenced block of a page.
struct Block<'a> {
    language: &'a str,
    file: Option<&'a str>,
    text: &'a str,
    /// Where its text begins in the page.
    start: usize,
}

/// The fenced blocks under a heading.
fn blocks<'a>(page: &'a str, heading: &str) -> Vec<Block<'a>> {
    let Some(start) = page.find(&format!("\n## {heading}\n")) else {
        return Vec::new();
    };
    let section = &page[start + 1..];
    let end = section.find("\n## ").map_or(page.len(), |end| start + 1 + end + 1);
    let mut blocks = Vec::new();
    let mut at = start;
    while let Some(open) = page[at..end].find("\n```").map(|open| at + open + 4) {
        let line = page[open..].find('\n').map_or(end, |line| open + line);
        let close = page[line..].find("\n```").map_or(end, |close| line + close);
        let (language, file) = match page[open..line].split_once(' ') {
            Some((language, file)) => (language, Some(file)),
            None => (&page[open..line], None),
        };
        let text = &page[(line + 1).min(close + 1)..=close];
        blocks.push(Block {
            language,
            file,
            text,
            start: line + 1,
        });
        at = close + 4;
    }
    blocks
}

/// The headings of a page that begin with a word.
fn headings<'a>(page: &'a str, word: &str) -> Vec<&'a str> {
    let lines = page.lines().filter_map(|line| line.strip_prefix("## "));
    let begins = |line: &&str| {
        line.strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(": "))
    };
    lines.filter(begins).collect()
}

/// What is found in the story of a section of a page.
fn examined(rule: &str, section: &str, page: &str) -> (Vec<Finding>, String) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut story = None;
    for block in blocks(page, section) {
        match (block.language, block.file) {
            (_, Some(file)) => fs::write(folder.path().join(file), block.text).expect("a file can be written"),
            ("lore" | "json", None) => {
                let path = folder.path().join(format!("story.{}", block.language));
                fs::write(&path, block.text).expect("a file can be written");
                story = Some(path);
            }
            _ => {}
        }
    }
    let story = story.unwrap_or_else(|| panic!("{rule}: no story under `{section}`"));
    let mut loaded = load::open(&[Input::Path(story)]).expect("the story can be read");
    let settings = loaded.read_settings();
    let mut findings = loaded.findings.clone();
    findings.extend(check::unsettled(&settings, &loaded.vocabulary));
    if findings.iter().all(|finding| finding.level != Level::Error) {
        loaded.read_documents();
        let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
        let loops = check::loops(&world, &loaded.files, &loaded.origins);
        findings.extend(if loops.is_empty() {
            check::examine(&world, &loaded.files, &loaded.origins, &settings)
        } else {
            loops
        });
    }
    let text = render(&findings, &loaded.files, Colour::Plain);
    let shown = text.replace(&format!("{}/", folder.path().display()), "");
    (findings, format!("{}\n", shown.trim_end()))
}

/// Rules that no story can break alone: nothing in a story is so deep that it is not of the wrong type as well.
const WITH_OTHERS: &[(&str, &str)] = &[("too-deep", "wrong-type")];

/// What is wrong with a story that is to break a rule and no other; what is said of it is written into the page where that is asked for.
fn breaks(rule: &str, section: &str, page: &mut String) -> Vec<String> {
    let mut wrong = Vec::new();
    let (findings, said) = examined(rule, section, page);
    if !findings.iter().any(|finding| finding.rule == rule) {
        wrong.push(format!("{rule}: its `{section}` does not break it, but\n{said}"));
    }
    let others: Vec<&str> = findings
        .iter()
        .filter(|finding| finding.rule != rule && !WITH_OTHERS.contains(&(rule, &finding.rule)))
        .map(|finding| &*finding.rule)
        .collect();
    if !others.is_empty() {
        wrong.push(format!("{rule}: its `{section}` breaks {others:?} too\n{said}"));
    }
    let block = blocks(page, section)
        .into_iter()
        .find(|block| block.language == "text" && block.file.is_none());
    let span = block.map(|block| block.start..block.start + block.text.len());
    match span {
        Some(span) if page[span.clone()] == said => {}
        Some(span) if std::env::var_os("UPDATE").is_some() => page.replace_range(span, &said),
        Some(span) => wrong.push(format!("{rule}: {said}instead of\n{}", &page[span])),
        None => wrong.push(format!("{rule}: no ```text block under `{section}`")),
    }
    wrong
}

#[test]
fn every_page_breaks_its_rule_and_its_near_miss_does_not() {
    let mut wrong = Vec::new();
    for page in PAGES {
        let path = Path::new(FOLDER).join(format!("{}.md", page.rule));
        let mut text = fs::read_to_string(&path).expect("the page is there");
        for word in ["Breaks", "Near miss", "What to do"] {
            if !headings(&text, word).contains(&word) {
                wrong.push(format!("{}: no heading `{word}`", page.rule));
            }
        }
        for section in headings(&text.clone(), "Breaks") {
            wrong.extend(breaks(page.rule, section, &mut text));
        }
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &text).expect("the page can be written");
        }
        for section in headings(&text, "Near miss") {
            let (findings, said) = examined(page.rule, section, &text);
            if !findings.is_empty() {
                wrong.push(format!("{}: its `{section}` is not silent:\n{said}", page.rule));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n`UPDATE=1` writes what is said anew",
        wrong.join("\n")
    );
}

/// The rules that have a name of their own, and those that the prelude names.
fn named() -> BTreeSet<String> {
    let vocabulary = Vocabulary::prelude();
    let needs = vocabulary
        .kinds
        .iter()
        .flat_map(|kind| kind.needs.iter().map(|need| need.rule.clone()));
    let mut rules: BTreeSet<String> = needs.collect();
    for relation in &vocabulary.relations {
        for &other in &relation.excludes {
            let mut names = [relation.name.as_str(), &vocabulary.relation(other).name];
            names.sort_unstable();
            rules.insert(names.join("-and-"));
        }
    }
    let own = check::RULES.iter().map(|rule| rule.name.to_owned());
    rules.extend(own.filter(|rule| rule != "need" && rule != "exclusion"));
    rules
}

#[test]
fn every_rule_has_a_page_and_every_page_is_listed() {
    let pages: BTreeSet<String> = PAGES.iter().map(|page| page.rule.to_owned()).collect();
    let without: Vec<String> = named().difference(&pages).cloned().collect();
    assert!(without.is_empty(), "no page in {FOLDER} for {without:?}");
    let files = fs::read_dir(FOLDER).expect("the folder is there");
    let files: BTreeSet<PathBuf> = files.map(|entry| entry.expect("an entry").path()).collect();
    for file in files
        .iter()
        .filter(|file| file.extension().is_some_and(|end| end == "md"))
    {
        let rule = file.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        assert!(pages.contains(rule), "`{rule}` is in no row of src/check/pages.rs");
    }
}
