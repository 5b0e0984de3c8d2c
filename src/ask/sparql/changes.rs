//! `diff` as a query: what began, what ended, what came and went, and the events that did it.

use super::text::{self, Text};
use super::{moment, show};
use crate::ask::asked::{Asked, Refusal};
use crate::model::{Node, RelationId};
use crate::vocabulary::Meaning;
use crate::world::World;

/// What changed between two moments.
pub(super) fn diff(text: &mut Text, world: &World, asked: &Asked) -> Result<(), Refusal> {
    let ends = asked.words.iter().map(|typed| world.moment(typed));
    let mut ends: Vec<_> = ends.collect::<Result<_, _>>()?;
    ends.sort_by_key(|as_of| as_of.moment);
    let of = asked.concerned(world)?;
    let [from, until] = [0, 1].map(|end| moment(world, &ends[end]));
    text.select(&["?change", "?subject", "?relation", "?object", "?from", "?until"]);
    let lives: Vec<RelationId> = world.vocabulary.meaning(Meaning::Life).collect();
    text.either(true, |text| {
        changed(text, world, &of, &from, &until);
        text.line(CHANGE);
        text.line("FILTER(?change != \"none\")");
        text.line("# What ends only later is no part of what began.");
        text.maybe("?s lore:until ?until FILTER(?change != \"began\")");
    });
    if !lives.is_empty() {
        let lives: Vec<String> = lives.iter().map(|&id| text::relation(world, id)).collect();
        text.either(false, |text| {
            text.line("# A life that came and went is told by its beginning too.");
            text.line(format!("VALUES ?relation {{ {} }}", lives.join(" ")));
            changed(text, world, &of, &from, &until);
            text.line("FILTER(?began && ?ended)");
            text.line("BIND(\"began\" AS ?change)");
        });
    }
    text.either(false, |text| {
        text.open("");
        text.line("SELECT DISTINCT ?subject WHERE {");
        text.line(format!(
            "  BIND(lore:asOf({from}) AS ?a) BIND(lore:asOf({until}) AS ?b)"
        ));
        text.line("  ?s lore:startedBy|lore:endedBy ?subject ; lore:relation ?r .");
        text.line("  ?subject lore:position ?n FILTER(?a < ?n && ?n <= ?b)");
        text.line("  FILTER NOT EXISTS { ?r lore:means \"knowledge\" }");
        show::of(text, world, &of);
        text.line("}");
        text.close();
        text.line("BIND(\"event\" AS ?change)");
    });
    Ok(())
}

fn changed(text: &mut Text, world: &World, of: &[Node], from: &str, until: &str) {
    text.line(format!("BIND(lore:asOf({from}) AS ?a) BIND(lore:asOf({until}) AS ?b)"));
    text.line("?s lore:relation ?relation ; lore:from ?from ; lore:fromMoment ?f .");
    show::of(text, world, of);
    text.line("FILTER NOT EXISTS { ?relation lore:means \"knowledge\" }");
    text.maybe("?s lore:subject ?subject");
    text.maybe("?s lore:object ?object");
    text.maybe("?s lore:untilMoment ?u");
    text.line("BIND(?a < ?f && ?f <= ?b AS ?began)");
    text.line("BIND(COALESCE(?a < ?u && ?u <= ?b, false) AS ?ended)");
    text.line("BIND(EXISTS { ?relation lore:means \"life\" } AS ?life)");
}

/// What happened to a stretch, from whether it began and whether it ended.
const CHANGE: &str = "BIND(IF(?began && ?ended, IF(?life, \"ended\", \"came and went\"), IF(?began, \"began\", IF(?ended, \"ended\", \"none\"))) AS ?change)";
