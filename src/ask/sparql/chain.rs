//! `path` and `why` as queries: each is a chain that is found first and then asked for, step by step.

use super::moment;
use super::text::Text;
use crate::ask::{Answer, Cell, Link, Row};
use crate::model::{EventId, Node};
use crate::rdf::{self, Shelf};
use crate::timeline::AsOf;
use crate::world::World;
use std::collections::BTreeSet;

/// The way between two: the ties of each step of the shortest way, which SPARQL cannot find by its length.
pub(super) fn path(text: &mut Text, world: &World, answer: &Answer, as_of: Option<&AsOf>) {
    text.remark("SPARQL has no measure of ways: the shortest is found, and these are its steps.");
    text.select(&["?step", "?fromNode", "?tie", "?toNode", "?from", "?until"]);
    let mut first = true;
    for step in answer.rows.chunk_by(|a, b| a.cells[0] == b.cells[0]) {
        let [number, from, _, to, ..] = step[0].cells.as_slice() else {
            continue;
        };
        let (number, from, to) = (plain(number), id(from), id(to));
        let events: Vec<&Row> = step
            .iter()
            .filter(|row| event(world, &row.cells[2]).is_some())
            .collect();
        let ties: BTreeSet<String> = step
            .iter()
            .filter(|row| event(world, &row.cells[2]).is_none())
            .map(|row| rdf::short(Shelf::Relation, &plain(&row.cells[2])))
            .collect();
        if !ties.is_empty() {
            let ties: Vec<&str> = ties.iter().map(String::as_str).collect();
            text.either(first, |text| {
                text.line(format!(
                    "VALUES (?step ?fromNode ?toNode) {{ ({number} {from} {to}) }} VALUES ?tie {{ {} }}",
                    ties.join(" ")
                ));
                text.line(
                    "?s lore:concerns ?fromNode, ?toNode ; lore:relation ?tie ; lore:from ?from ; lore:position ?n .",
                );
                text.maybe("?s lore:until ?until");
                if let Some(as_of) = as_of {
                    let moment = moment(world, as_of);
                    text.line(format!("FILTER(lore:began(?s, {moment}) && !lore:over(?s, {moment}))"));
                }
            });
            first = false;
        }
        for row in events {
            let event = rdf::short(Shelf::Own, &plain(&row.cells[2]));
            text.either(first, |text| {
                text.line(format!(
                    "VALUES (?step ?fromNode ?toNode ?tie) {{ ({number} {from} {to} {event}) }}"
                ));
                text.line("BIND(?tie AS ?from) BIND(?tie AS ?until)");
            });
            first = false;
        }
    }
    if first {
        text.line("# No way leads from the one to the other.");
        text.line("VALUES ?step { }");
    }
    text.order(&["?step", "?n"]);
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Text(words) => words.clone(),
        Cell::Count(number) => number.to_string(),
        Cell::One(named) => named.id.clone(),
        Cell::Empty | Cell::Measure(_) | Cell::Many(_) => String::new(),
    }
}

fn id(cell: &Cell) -> String {
    rdf::short(Shelf::Own, &plain(cell))
}

/// The event that a cell names, if no relation is called so.
fn event(world: &World, cell: &Cell) -> Option<EventId> {
    let id = plain(cell);
    let is_relation = matches!(cell, Cell::Text(_)) && world.vocabulary.relation_named(&id).is_some();
    let mut events = world.story.event_ids().filter(|_| !is_relation);
    events.find(|&event| world.story.event(event).id == id)
}

/// The chain of causes: what it begins with and what met its needs is named, and all that lies behind by `because` and `within` is followed.
pub(super) fn why(text: &mut Text, world: &World, answer: &Answer) {
    text.select(&["?link", "?event", "?kind"]);
    let mut named: Vec<(String, String)> = Vec::new();
    let mut starts: BTreeSet<String> = BTreeSet::new();
    let mut followed = false;
    let mut above: Vec<Option<EventId>> = Vec::new();
    for row in &answer.rows {
        let [_, link, cell, ..] = row.cells.as_slice() else {
            continue;
        };
        let here = event(world, cell);
        above.truncate(row.depth);
        let parent = above.last().copied().flatten();
        above.resize(row.depth, None);
        above.push(here);
        let Some(here) = here else { continue };
        let told = parent.map(|parent| world.story.event(parent));
        let because = told.is_some_and(|told| {
            told.detail
                .as_ref()
                .is_some_and(|detail| detail.because.contains(&here))
        });
        let within = told.is_some_and(|told| told.within == Some(here));
        let is = |wanted: Link| row.link == Some(wanted);
        if is(Link::Because) && because || is(Link::Within) && within {
            followed = true;
            starts.extend(parent.map(|parent| rdf::named(world, Node::from(parent))));
            continue;
        }
        let name = rdf::named(world, Node::from(here));
        named.push((rdf::quoted(&plain(link)), name));
    }
    text.either(true, |text| {
        if named
            .iter()
            .any(|(link, _)| *link != rdf::quoted(Link::Happened.word()))
        {
            text.line("# What the timeline decides: what started it, what ended it, what met the needs of an event.");
        }
        let named: Vec<String> = named.iter().map(|(link, event)| format!("({link} {event})")).collect();
        text.line(format!("VALUES (?link ?event) {{ {} }}", named.join(" ")));
    });
    // Where all that is followed hangs from what is named, it is found from there by paths alone.
    let roots: Vec<&String> = starts
        .iter()
        .filter(|start| named.iter().any(|(_, event)| event == *start))
        .collect();
    if followed {
        for (link, property) in [(Link::Because, "lore:because"), (Link::Within, "lore:within")] {
            text.either(false, |text| {
                let roots: Vec<&str> = roots.iter().map(|root| root.as_str()).collect();
                text.line(format!(
                    "{{ SELECT DISTINCT ?x WHERE {{ VALUES ?start {{ {} }} ?start (lore:because|lore:within)* ?x }} }}",
                    roots.join(" ")
                ));
                text.line(format!(
                    "?x {property} ?event . BIND({} AS ?link)",
                    rdf::quoted(link.word())
                ));
            });
        }
    }
    text.line("OPTIONAL { ?event lore:kind ?kind }");
}
