//! What stands before everything else: the title, the documents, facts about the work, what must hold and what is let stand.

use super::page::Page;
use super::sources::sources;
use super::words::{claim, free, quoted};
use crate::model::{Document, EventId, Fact, Node, Story};

/// Writes the title and what is said of the story as a whole.
pub(super) fn story(story: &Story, page: &mut Page) {
    let title = story.title.as_ref().map(|title| quoted(title));
    let about = [
        story
            .description
            .as_ref()
            .map(|line| format!("description {}", free(line))),
        story.axis.map(|axis| format!("axis {}", axis.word())),
        story.in_order.then(|| "in-order".to_owned()),
    ];
    let about: Vec<String> = about.into_iter().flatten().collect();
    if title.is_none() && about.is_empty() {
        return;
    }
    page.line(
        0,
        title
            .map_or_else(|| "story".to_owned(), |title| format!("story {title}"))
            .trim_end(),
    );
    for line in about {
        page.line(1, &line);
    }
}

/// Writes a document that the story is known from.
pub(super) fn document(document: &Document, page: &mut Page) {
    let mut line = format!("source {}", document.id);
    if let Some(path) = &document.path {
        line.push(' ');
        line.push_str(&quoted(path));
    }
    page.line(0, &line);
    let details = [
        ("title", &document.title),
        ("author", &document.author),
        ("date", &document.date),
        ("url", &document.url),
        ("note", &document.note),
    ];
    for (key, value) in details {
        if let Some(value) = value {
            page.line(1, &format!("{key} {}", free(value)));
        }
    }
}

/// Writes a fact about the work itself.
pub(super) fn fact(told: &Story, fact: &Fact, page: &mut Page) {
    let values: Vec<String> = fact.values.iter().map(|value| quoted(value)).collect();
    let line = format!("fact {} {}", fact_name(&fact.name), values.join(", "));
    page.line(0, line.trim_end());
    sources(told, &fact.sources, 1, page);
    if let Some(note) = &fact.note {
        page.line(1, &format!("note {}", free(note)));
    }
}

/// The name of a fact: bare where it is plain words with one blank between them.
fn fact_name(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let plain =
        |word: &&str| !word.starts_with(';') && word.chars().all(|c| !c.is_control() && !matches!(c, '"' | ',' | '|'));
    if !words.is_empty() && words.iter().all(plain) && words.join(" ") == name {
        name.to_owned()
    } else {
        quoted(name)
    }
}

/// Writes what must hold and what is let stand, as said of the story as a whole.
pub(super) fn checks(story: &Story, depth: usize, on: Option<EventId>, page: &mut Page) {
    for assertion in story.assertions.iter().filter(|assertion| assertion.on == on) {
        page.line(depth, &format!("assert {}", claim(&assertion.text)));
    }
}

/// Writes what is let stand on an event, on an entity, or in the story as a whole.
pub(super) fn waivers(story: &Story, depth: usize, on: Option<Node>, page: &mut Page) {
    for waiver in story.waivers.iter().filter(|waiver| waiver.on == on) {
        page.line(depth, &format!("allow {} {}", waiver.rule, quoted(&waiver.reason)));
    }
}
