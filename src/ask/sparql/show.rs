//! `show` as a query: what holds and held of one, and what happened; of an event, who took part and what it changed.

use super::text::{self, Text};
use super::{held, moment};
use crate::model::{Node, RelationId};
use crate::timeline::AsOf;
use crate::vocabulary::Meaning;
use crate::world::World;

/// Everything about one.
pub(super) fn show(text: &mut Text, world: &World, node: Node, now: &AsOf) {
    let name = text::node(world, node);
    text.remark(&format!("Names, descriptions and quotes: DESCRIBE {name}"));
    if node.event().is_some() {
        scene(text, &name);
    } else {
        profile(text, world, node, now);
    }
}

fn profile(text: &mut Text, world: &World, node: Node, now: &AsOf) {
    let name = text::node(world, node);
    let moment = moment(world, now);
    let told = |id: &RelationId| {
        let means = world.vocabulary.relation(*id).means;
        !matches!(means, Some(Meaning::Life | Meaning::Knowledge))
    };
    let mut relations: Vec<RelationId> = world
        .timeline
        .concerning(node)
        .map(|stretch| stretch.relation)
        .filter(told)
        .collect();
    relations.sort_by_key(|&id| &world.vocabulary.relation(id).name);
    relations.dedup();
    text.remark("Who knows what is asked by itself: lore who knows");
    text.select(&[
        "?topic",
        "?subject",
        "?relation",
        "?object",
        "?from",
        "?until",
        "?holds",
    ]);
    text.either(true, |text| {
        let names: Vec<String> = relations.iter().map(|&id| text::relation(world, id)).collect();
        text.line(format!("VALUES ?relation {{ {} }}", names.join(" ")));
        text.line(format!(
            "?s lore:relation ?relation ; lore:concerns {name} ; lore:from ?from ; lore:position ?n ."
        ));
        text.maybe("?s lore:subject ?one");
        text.maybe("?s lore:object ?other");
        text.line(format!(
            "BIND(COALESCE(?other = {name}, false) && EXISTS {{ ?relation a owl:SymmetricProperty }} AS ?turned)"
        ));
        text.line("BIND(IF(?turned, ?other, ?one) AS ?subject)");
        text.line("BIND(IF(?turned, ?one, ?other) AS ?object)");
        text.line(format!("BIND(lore:holds(?s, {moment}) AS ?holds)"));
        text.line(format!("FILTER(?holds != \"no\" || lore:began(?s, {moment}))"));
        text.line("# What ends it only later is not told.");
        text.maybe(&format!(
            "?s lore:until ?until FILTER(?holds = \"no\" || lore:over(?s, {moment}))"
        ));
        text.line("BIND(\"what holds\" AS ?topic)");
    });
    text.either(false, |text| {
        text.line(format!(
            "?subject a lore:Event ; lore:concerns {name} ; lore:position ?n ."
        ));
        text.line(format!("FILTER(?n <= lore:asOf({moment}))"));
        text.line("BIND(\"event\" AS ?topic)");
    });
    text.order(&["DESC(?topic)", "DESC(?holds)", "?n"]);
}

fn scene(text: &mut Text, name: &str) {
    text.select(&["?topic", "?subject", "?relation", "?object", "?from", "?until"]);
    text.either(true, |text| {
        text.line(format!("{name} ?part ?subject ."));
        text.line("{ ?part a lore:Role } UNION { ?part a lore:Candidate }");
        text.line("?part rdfs:label ?topic .");
    });
    for (topic, property) in [("ended", "lore:endedBy"), ("started", "lore:startedBy")] {
        text.either(false, |text| {
            text.line(format!(
                "?s {property} {name} ; lore:relation ?relation ; lore:from ?from ; lore:position ?n ."
            ));
            held_of(text);
            // What the same event starts and ends is told once, as ended.
            if topic == "started" {
                text.line(format!("FILTER NOT EXISTS {{ ?s lore:endedBy {name} }}"));
            }
            text.line("FILTER NOT EXISTS { ?relation lore:means \"knowledge\" }");
            text.line(format!("BIND(\"{topic}\" AS ?topic)"));
        });
    }
    text.order(&["?topic", "?n", "?subject"]);
}

fn held_of(text: &mut Text) {
    for end in ["subject", "object", "until"] {
        text.maybe(&format!("?s lore:{end} ?{end}"));
    }
}

/// Only what concerns these, for whoever asks of changes.
pub(super) fn of(text: &mut Text, world: &World, of: &[Node]) {
    held::concerns(text, world, "?s", of);
}
