//! What holds before the first event, stated on an entity: one line for all to whom a relation leads in the same way.

use super::entities::span;
use super::page::Page;
use super::sources::{certainty, sources};
use super::words::{name, told};
use crate::model::{Entity, Initial};
use crate::world::World;

/// The words with which other details of an entity begin.
const KEYS: [&str; 15] = [
    "name",
    "alias",
    "plural",
    "species",
    "description",
    "told",
    "image",
    "travel",
    "note",
    "allow",
    "from",
    "relation",
    "until",
    "assert",
    "certainty",
];

/// Writes the relations stated on an entity, by name in the order in which each is first stated.
pub(super) fn relations(world: &World, entity: &Entity, page: &mut Page) {
    let stated = &world.story.initial[entity.initial.start as usize..entity.initial.end as usize];
    let mut grouped: Vec<(&str, Vec<&Initial>)> = Vec::new();
    for initial in stated {
        let name = world.vocabulary.relation(initial.relation).name.as_str();
        match grouped.iter_mut().find(|(known, _)| *known == name) {
            Some((_, links)) => links.push(initial),
            None => grouped.push((name, vec![initial])),
        }
    }
    for (relation, links) in grouped {
        links_of(world, relation, &links, page);
    }
}

/// Writes the links of one relation; neighbours that differ only in where they lead share a line.
fn links_of(world: &World, relation: &str, links: &[&Initial], page: &mut Page) {
    let key = if KEYS.contains(&relation) {
        format!("relation {relation}")
    } else {
        relation.to_owned()
    };
    let mut shared: Vec<(Vec<String>, String, String)> = Vec::new();
    for link in links {
        let to = link.object.map(|to| name(world.story.slug(to)));
        let span = span(&world.story, &link.from, &link.until);
        let details = details(world, link);
        match (shared.last_mut(), &to) {
            (Some((known, same, below)), Some(to)) if *same == span && *below == details && !known.is_empty() => {
                known.push(to.clone());
            }
            _ => shared.push((to.into_iter().collect(), span, details)),
        }
    }
    for (to, span, details) in shared {
        let to = if to.is_empty() {
            String::new()
        } else {
            format!(" {}", to.join(", "))
        };
        page.line(1, &format!("{key}{to}{span}"));
        page.text(&details);
    }
}

/// What is said of a link below its line.
fn details(world: &World, link: &Initial) -> String {
    let mut page = Page::default();
    if let Some(told) = told(link.told.as_ref()) {
        page.line(2, &format!("told {told}"));
    }
    if let Some(word) = certainty(link.certainty) {
        page.line(2, word);
    }
    if let Some(document) = link.according_to {
        page.line(2, &format!("according-to {}", world.story.document(document).id));
    }
    sources(&world.story, &link.sources, 2, &mut page);
    page.finish()
}
