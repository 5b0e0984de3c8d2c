//! `who KIND` and `timeline` as queries: events, by kind and by whom they concern.

use super::text::{self, Text};
use super::{held, moment};
use crate::ask::events;
use crate::model::{KindId, Node, RoleId};
use crate::rdf::Shelf;
use crate::timeline::AsOf;
use crate::world::World;

/// The events of a kind and of all that is a case of it, one row for each candidate where there are any.
pub(super) fn of_kind(text: &mut Text, world: &World, kind: KindId, of: &[Node], as_of: Option<&AsOf>) {
    let name = text::kind(world, kind);
    text.line("?event lore:kind ?kind ; lore:position ?place_in_order .");
    text.line(format!("?kind rdfs:subClassOf* {name} ."));
    held::concerns(text, world, "?event", of);
    let asked: Vec<String> = of.iter().map(|&node| text::node(world, node)).collect();
    let only = if asked.is_empty() {
        String::new()
    } else {
        format!(" FILTER(?possibly IN ({}))", asked.join(", "))
    };
    text.maybe(&format!("?event ?part ?possibly . ?part a lore:Candidate{only}"));
    let roles = filled(world, kind);
    let mut columns = vec!["?event".to_owned(), "?kind".to_owned(), "?possibly".to_owned()];
    for &role in &roles {
        let [sure, perhaps] = [Shelf::Role, Shelf::Candidate].map(|shelf| text::role(world, role, shelf));
        let variable = variable(world, role);
        text.maybe(&format!(
            "?event {sure}|{perhaps} ?who_{variable} . ?who_{variable} lore:id ?id_{variable}"
        ));
        columns.push(format!(
            "(GROUP_CONCAT(DISTINCT ?id_{variable}; separator=\"; \") AS ?{variable})"
        ));
    }
    text.maybe("?event lore:at ?at");
    text.maybe("?event sem:hasPlace ?place");
    columns.extend(["?at".to_owned(), "?place".to_owned()]);
    let mut group = vec!["?event", "?kind", "?possibly", "?at", "?place", "?place_in_order"];
    if let Some(as_of) = as_of {
        let moment = moment(world, as_of);
        text.line(format!("BIND(lore:happened(?event, {moment}) AS ?happened)"));
        text.line("FILTER(?happened != \"no\")");
        columns.push("?happened".to_owned());
        group.push("?happened");
        text.order(&["DESC(?happened)"]);
    }
    text.select(&columns.iter().map(String::as_str).collect::<Vec<_>>());
    text.group(&group);
    text.order(&["?place_in_order"]);
}

/// The roles that somebody fills in the events of a kind.
fn filled(world: &World, kind: KindId) -> Vec<RoleId> {
    let vocabulary = &world.vocabulary;
    let kinds: Vec<KindId> = vocabulary.kind_ids().filter(|&id| vocabulary.is_a(id, kind)).collect();
    let told = world
        .story
        .event_ids()
        .filter(|&id| kinds.contains(&world.story.event(id).kind));
    let filled: Vec<RoleId> = told
        .flat_map(|id| world.story.parts(id).iter().map(|part| part.role))
        .collect();
    let mut roles = events::roles(world, &kinds);
    roles.retain(|role| filled.contains(role));
    roles
}

/// The name of a role as a variable.
fn variable(world: &World, role: RoleId) -> String {
    let name = world.vocabulary.role(role).replace(|c: char| !c.is_alphanumeric(), "_");
    let taken = ["event", "kind", "possibly", "at", "place", "happened", "part"];
    if taken.contains(&name.as_str()) {
        format!("the_{name}")
    } else {
        name
    }
}

/// The events in story order.
pub(super) fn timeline(text: &mut Text, world: &World, of: &[Node], as_of: Option<&AsOf>) {
    text.select(&["?event", "?kind", "?at", "?told", "?place", "?within"]);
    text.line("?event lore:kind ?kind ; lore:position ?n .");
    for &node in of {
        let name = text::node(world, node);
        if node.event().is_some() {
            text.line(format!(
                "FILTER EXISTS {{ {{ ?event lore:within* {name} }} UNION {{ ?event lore:concerns {name} }} }}"
            ));
        } else {
            text.line(format!("?event lore:concerns {name} ."));
        }
    }
    if let Some(as_of) = as_of {
        let moment = moment(world, as_of);
        text.line(format!("FILTER(?n <= lore:asOf({moment}))"));
    }
    text.maybe("?event lore:at ?at");
    text.maybe("?event lore:told ?told");
    text.maybe("?event sem:hasPlace ?place");
    text.maybe("?event lore:within ?within");
    text.order(&["?n"]);
}
