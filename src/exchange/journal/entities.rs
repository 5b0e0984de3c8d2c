//! Characters, factions, places and items: each on one line with its names, and under it whatever else is told of it.

use super::head::waivers;
use super::hearing::Hearing;
use super::page::Page;
use super::relations::relations;
use super::sources::sources;
use super::words::{edge, free, quoted, titled, told};
use crate::model::{Edge, EntityId, Name, Story, name_of_id};

/// Writes an entity: its line, and what belongs to it.
pub(super) fn entity(hearing: &Hearing<'_>, id: EntityId, page: &mut Page) {
    let story = &hearing.world.story;
    let entity = story.entity(id);
    let (line, spanned) = head(story, id);
    page.line(0, &line);
    for name in spanned {
        page.line(1, &named(story, name));
    }
    if entity.plural {
        page.line(1, "plural");
    }
    if let Some(species) = &entity.species {
        page.line(1, &format!("species {}", free(species)));
    }
    if let Some(line) = &entity.description {
        page.line(1, &format!("description {}", free(&line.text)));
        if let Some(told) = told(line.told.as_ref()) {
            page.line(2, &format!("told {told}"));
        }
    }
    if let Some(told) = told(entity.told.as_ref()) {
        page.line(1, &format!("told {told}"));
    }
    if let Some(image) = &entity.image {
        page.line(1, &format!("image {}", free(image)));
    }
    relations(hearing, entity, page);
    for way in &entity.travel {
        page.line(1, &format!("travel {} {}", hearing.place(way.to), way.takes));
    }
    sources(story, &entity.sources, 1, page);
    if let Some(note) = &entity.note {
        page.line(1, &format!("note {}", free(note)));
    }
    waivers(story, 1, Some(id.into()), page);
}

/// The line of an entity, and the names that it has no room for.
fn head(story: &Story, id: EntityId) -> (String, Vec<&Name>) {
    let entity = story.entity(id);
    let (aliases, names): (Vec<&Name>, Vec<&Name>) = entity.names.iter().partition(|name| name.alias);
    let mut line = format!("{} {}", entity.kind.word(), entity.id);
    let mut spanned: Vec<&Name> = Vec::new();
    match names.as_slice() {
        [first, rest @ ..] if is_plain(first) => {
            if !rest.is_empty() || *first.text != name_of_id(&entity.id) {
                line.push(' ');
                line.push_str(&quoted(&first.text));
            }
            spanned.extend(rest);
        }
        all => spanned.extend(all),
    }
    // The order of the aliases is kept, so those after one with a span are written as it is.
    let plain = aliases.iter().take_while(|alias| is_plain(alias)).count();
    for alias in &aliases[..plain] {
        line.push_str(" | ");
        line.push_str(&titled(&alias.text));
    }
    spanned.extend(&aliases[plain..]);
    (line, spanned)
}

fn is_plain(name: &Name) -> bool {
    matches!((&name.from, &name.until, &name.told), (Edge::Open, Edge::Open, None))
}

/// A name on a line of its own.
fn named(story: &Story, name: &Name) -> String {
    let mut line = format!("{} {}", if name.alias { "alias" } else { "name" }, quoted(&name.text));
    line.push_str(&span(story, &name.from, &name.until));
    if let Some(told) = told(name.told.as_ref()) {
        line.push_str(&format!(" told {told}"));
    }
    line
}

/// From when until when, as far as it is said.
pub(super) fn span(story: &Story, from: &Edge, until: &Edge) -> String {
    let mut words = String::new();
    for (key, end) in [("from", from), ("until", until)] {
        if let Some(end) = edge(story, end) {
            words.push_str(&format!(" {key} {end}"));
        }
    }
    words
}
