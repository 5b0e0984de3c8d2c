//! What holds before the first event, stated on an entity: one line for all to whom a relation leads in the same way.

use super::entities::span;
use super::hearing::Hearing;
use super::page::Page;
use super::sources::{certainty, sources};
use super::words::told;
use crate::load::journal::keys::OF_ENTITY;
use crate::model::{Entity, Initial, Node};
use crate::world::World;

/// Writes the relations stated on an entity, by name in the order in which each is first stated.
pub(super) fn relations(hearing: &Hearing<'_>, entity: &Entity, page: &mut Page) {
    let world = hearing.world;
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
        links_of(hearing, relation, &links, page);
    }
}

/// Writes the links of one relation; neighbours that differ only in where they lead share a line.
fn links_of(hearing: &Hearing<'_>, relation: &str, links: &[&Initial], page: &mut Page) {
    let key = if OF_ENTITY.contains(&relation) {
        format!("relation {relation}")
    } else {
        relation.to_owned()
    };
    let world = hearing.world;
    let mut shared: Vec<(Vec<Node>, String, String)> = Vec::new();
    for link in links {
        let to = link.object;
        let mut span = span(&world.story, &link.from, &link.until);
        if let Some(told) = told(link.told.as_ref()) {
            span.push_str(&format!(" told {told}"));
        }
        if let Some(word) = certainty(link.certainty) {
            span.push_str(&format!(" {word}"));
        }
        let details = details(world, link);
        match (shared.last_mut(), to) {
            (Some((known, same, below)), Some(to)) if *same == span && *below == details && !known.is_empty() => {
                known.push(to);
            }
            _ => shared.push((to.into_iter().collect(), span, details)),
        }
    }
    let relation = links.first().map(|link| world.vocabulary.relation(link.relation));
    let wanted = relation.and_then(|relation| relation.between.get(1).or(relation.between.first()).copied());
    for (to, span, details) in shared {
        let to = match (to.as_slice(), wanted) {
            (to @ [_, ..], Some(wanted)) => format!(" {}", hearing.names(to, ",", wanted)),
            _ => String::new(),
        };
        page.line(1, &format!("{key}{to}{span}"));
        page.text(&details);
    }
}

/// What is said of a link below its line.
fn details(world: &World, link: &Initial) -> String {
    let mut page = Page::default();
    if let Some(document) = link.according_to {
        page.line(2, &format!("according-to {}", world.story.document(document).id));
    }
    sources(&world.story, &link.sources, 2, &mut page);
    page.finish()
}
