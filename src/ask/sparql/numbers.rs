//! `stats` as a query: what can be counted; the measures of the network cannot be said in SPARQL.

use super::moment;
use super::text::Text;
use crate::model::EntityKind;
use crate::rdf::Word;
use crate::timeline::AsOf;
use crate::world::World;

/// How much there is of everything.
pub(super) fn stats(text: &mut Text, world: &World, as_of: Option<&AsOf>) {
    text.remark("How much there is. Who is tied to most others, who stands on most shortest ways and how the network changes are measures of the graph, which SPARQL has none of.");
    text.select(&["?measure", "?of", "?value"]);
    let past = as_of.map(|as_of| moment(world, as_of));
    let past = past.map_or_else(String::new, |moment| format!(" FILTER(?n <= lore:asOf({moment}))"));
    for (nth, kind) in EntityKind::ALL.into_iter().enumerate() {
        let class = match kind {
            EntityKind::Character => Word::Character,
            EntityKind::Faction => Word::Faction,
            EntityKind::Place => Word::Place,
            EntityKind::Item => Word::Item,
        };
        let (plural, class) = (kind.plural(), class.short());
        count(text, nth == 0, plural, &format!("?x a {class}"));
    }
    count(
        text,
        false,
        "events",
        &format!("?x lore:position ?n ; lore:kind ?kind{past}"),
    );
    count(
        text,
        false,
        "events with a quote",
        &format!("?x a lore:Event ; lore:position ?n ; lore:source/lore:quote ?quote{past}"),
    );
    let ended = past.replace("?n", "?u");
    text.either(false, |text| {
        text.line(format!(
            "{{ SELECT (COUNT(?x) AS ?value) WHERE {{ ?x a lore:Stretch ; lore:relation/lore:means \"life\" ; lore:untilMoment ?u{ended} }} }}"
        ));
        text.line("BIND(\"deaths\" AS ?measure)");
    });
    text.either(false, |text| {
        text.line("{ SELECT ?of (COUNT(?s) AS ?value) WHERE { ?s lore:relation ?of . FILTER NOT EXISTS { ?of lore:means \"knowledge\" } } GROUP BY ?of }");
        text.line("BIND(\"stretches\" AS ?measure)");
    });
    text.either(false, |text| {
        text.line(format!(
            "{{ SELECT ?of (COUNT(?x) AS ?value) WHERE {{ ?x lore:kind ?of ; lore:position ?n{past} }} GROUP BY ?of }}"
        ));
        text.line("BIND(\"events\" AS ?measure)");
    });
}

fn count(text: &mut Text, first: bool, measure: &str, asks: &str) {
    text.either(first, |text| {
        text.line(format!(
            "{{ SELECT (COUNT(DISTINCT ?x) AS ?value) WHERE {{ {asks} }} }}"
        ));
        text.line(format!("BIND(\"{measure}\" AS ?measure)"));
    });
}
