//! A journal says what the JSON says: written, read and written again, no story loses anything, whatever its people are called.

use crate::anything::story;
use lorescope::diag::{Colour, Level, render};
use lorescope::exchange::{self, Request};
use lorescope::load::{self, journal::layout};
use lorescope::timeline::Lens;
use lorescope::world::World;
use proptest::collection::vec;
use proptest::prelude::*;

/// The world of a text in which no error is; `None` where the story that was made up is none.
fn world(name: &str, text: &str) -> Result<World, String> {
    let loaded = load::read(name, text);
    if loaded.findings.iter().any(|finding| finding.level == Level::Error) {
        return Err(render(&loaded.findings, &loaded.files, Colour::Plain));
    }
    Ok(World::of(loaded.story, loaded.vocabulary, Lens::default()))
}

fn written(world: &World, form: &str) -> String {
    let files = (exchange::format(form).unwrap().write)(world, &Request::default()).unwrap();
    String::from_utf8(files.into_iter().next().unwrap().bytes).unwrap()
}

proptest! {
    #![proptest_config(crate::tries(48))]

    #[test]
    fn a_journal_says_what_the_json_says_and_back(story in story()) {
        let text = story.to_string();
        let told = match world("story.json", &text) {
            Ok(told) => told,
            Err(said) => return Err(TestCaseError::reject(said)),
        };
        let (json, journal) = (written(&told, "story"), written(&told, "journal"));
        let read = world("story.lore", &journal).map_err(|said| TestCaseError::fail(format!("{said}\n{journal}")))?;
        prop_assert_eq!(differ(&written(&read, "story"), &json), None, "{}", journal);
        prop_assert_eq!(differ(&written(&read, "journal"), &journal), None);
        prop_assert_eq!(differ(&written(&world("story.json", &json).unwrap(), "journal"), &journal), None);
        prop_assert_eq!(layout::canonical(&journal), journal);
    }
}

/// Blanks, marks and ends of lines that somebody put into a text, or took out of it.
fn disturbed(text: &str, slips: &[(usize, usize)]) -> String {
    const SLIPS: [&str; 12] = [
        " ", "  ", "\t", "\n", "\r\n", ",", " , ", "|", "\"", " ; ", "\n\n\n", "",
    ];
    let mut letters: Vec<String> = text.chars().map(String::from).collect();
    for &(at, slip) in slips {
        let at = at % letters.len();
        if slip % 3 == 0 && letters[at] == " " {
            letters[at].push_str("   ");
        } else if SLIPS[slip % SLIPS.len()].is_empty() {
            letters[at].clear();
        } else {
            letters[at].push_str(SLIPS[slip % SLIPS.len()]);
        }
    }
    letters.concat()
}

/// The first line in which two texts differ.
fn difference<T: AsRef<str>>(one: &[T], other: &[T]) -> Option<String> {
    let differ =
        (0..one.len().max(other.len())).find(|&nth| one.get(nth).map(T::as_ref) != other.get(nth).map(T::as_ref))?;
    let line = |text: &[T]| text.get(differ).map(|line| line.as_ref().to_owned());
    Some(format!("{:?}\n{:?}", line(one), line(other)))
}

/// The first line in which two texts differ, where they do.
fn differ(one: &str, other: &str) -> Option<String> {
    difference(&one.lines().collect::<Vec<_>>(), &other.lines().collect::<Vec<_>>())
}

/// All that a text says, line by line, and what is wrong with it, though not where.
fn said(journal: &str) -> Vec<String> {
    let loaded = load::read("story.lore", journal);
    // What cannot be read is told as it stands, with its blanks.
    let dense = |text: &str| text.split_whitespace().collect::<String>();
    let findings = loaded
        .findings
        .iter()
        .map(|finding| format!("{}: {}", finding.rule, dense(&finding.message)));
    let mut said: Vec<String> = findings.collect();
    let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
    said.extend(written(&world, "story").lines().map(str::to_owned));
    said
}

proptest! {
    #![proptest_config(crate::tries(24))]

    #[test]
    fn a_journal_laid_out_says_what_it_said(story in story(), slips in vec((any::<usize>(), any::<usize>()), 0..40)) {
        let Ok(told) = world("story.json", &story.to_string()) else {
            return Err(TestCaseError::reject("no story"));
        };
        let journal = disturbed(&written(&told, "journal"), &slips);
        let laid = layout::canonical(&journal);
        let (after, before) = (said(&laid), said(&journal));
        prop_assert_eq!(difference(&after, &before), None, "{}", journal);
        prop_assert_eq!(layout::canonical(&laid), laid);
    }
}
