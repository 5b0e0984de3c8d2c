//! `who RELATION` as a query: the stretches of a relation, or the gaps in which it held no more.

use super::moment;
use super::text::{self, Text};
use crate::model::{Node, RelationId};
use crate::timeline::AsOf;
use crate::world::World;

/// The stretches of a relation that concern all of these, and hold or may hold as of a moment.
pub(super) fn held(text: &mut Text, world: &World, relation: RelationId, of: &[Node], as_of: Option<&AsOf>) {
    let name = text::relation(world, relation);
    text.select(&["?subject", "?relation", "?object", "?from", "?until"]);
    text.line(format!("VALUES ?relation {{ {name} }}"));
    text.line("?s lore:relation ?relation ; lore:position ?place ; lore:from ?from .");
    concerns(text, world, "?s", of);
    ends(
        text,
        world,
        of.first().filter(|_| world.vocabulary.relation(relation).symmetric),
    );
    text.maybe("?s lore:until ?until");
    standing(text, world, "holds", as_of);
}

/// The times in which a relation held no more.
pub(super) fn lacked(text: &mut Text, world: &World, relation: RelationId, of: &[Node], as_of: Option<&AsOf>) {
    let name = text::relation(world, relation);
    let label = crate::rdf::quoted(&format!("not {}", world.vocabulary.relation(relation).name));
    text.select(&["?subject", "?relation", "?object", "?from", "?until"]);
    text.line(format!("VALUES ?relation {{ {label} }}"));
    let Some(as_of) = as_of else {
        text.line(format!(
            "?gap lore:lacks {name} ; lore:position ?place ; lore:from ?from ; lore:follows ?s ."
        ));
        concerns(text, world, "?s", of);
        ends(text, world, None);
        text.maybe("?gap lore:until ?until");
        text.order(&["?place"]);
        return;
    };
    text.line(format!("?s lore:relation {name} ; lore:position ?place ."));
    concerns(text, world, "?s", of);
    ends(text, world, None);
    text.maybe("?gap lore:follows ?s ; lore:from ?from . OPTIONAL { ?gap lore:until ?until }");
    standing(text, world, "lacked", Some(as_of));
    let moment = moment(world, as_of);
    text.line("# What is left open is left open once.");
    text.line(format!(
        "FILTER(?holds = \"yes\" || NOT EXISTS {{ ?earlier lore:relation {name} ; lore:subject ?subject ; lore:position ?before FILTER(?before < ?place && lore:lacked(?earlier, {moment}) = \"unknown\") }})"
    ));
}

/// Only what concerns all of these.
pub(super) fn concerns(text: &mut Text, world: &World, what: &str, of: &[Node]) {
    if !of.is_empty() {
        let names: Vec<String> = of.iter().map(|&node| text::node(world, node)).collect();
        text.line(format!("{what} lore:concerns {} .", names.join(", ")));
    }
}

/// Of whom a stretch holds; turned round where it is seen from the other one.
pub(super) fn ends(text: &mut Text, world: &World, seen_from: Option<&Node>) {
    match seen_from {
        None => {
            text.maybe("?s lore:subject ?subject");
            text.maybe("?s lore:object ?object");
        }
        Some(&node) => {
            let name = text::node(world, node);
            text.maybe("?s lore:subject ?one");
            text.maybe("?s lore:object ?other");
            text.line(format!("BIND(COALESCE(?other = {name}, false) AS ?turned)"));
            text.line("BIND(IF(?turned, ?other, ?one) AS ?subject)");
            text.line("BIND(IF(?turned, ?one, ?other) AS ?object)");
        }
    }
}

/// How each stands as of a moment: what does not hold is left out, what is left open comes last.
fn standing(text: &mut Text, world: &World, function: &str, as_of: Option<&AsOf>) {
    if let Some(as_of) = as_of {
        let moment = moment(world, as_of);
        text.select(&["?holds"]);
        text.line(format!("BIND(lore:{function}(?s, {moment}) AS ?holds)"));
        text.line("FILTER(?holds != \"no\")");
        text.order(&["DESC(?holds)", "?place"]);
    } else {
        text.order(&["?place"]);
    }
}
