//! `stats`: the story in numbers, and how its network changes from the start to the end.

use super::asked::{Asked, Refusal};
use super::telling::{self, Leap};
use super::{Answer, Cell, Row, words};
use crate::model::{EntityKind, EventId, KindId, Node};
use crate::telling::nonlinearity;
use crate::timeline::{AsOf, Moment};
use crate::vocabulary::Meaning;
use crate::world::World;
use std::cmp::Reverse;

const COLUMNS: [&str; 4] = ["measure", "of", "moment", "value"];

/// How many moments the measures over time are taken at, the start and the end among them.
const MOMENTS: u32 = 5;

/// Answers `stats`.
pub(super) fn answer(world: &World, asked: &Asked) -> Result<Answer, Refusal> {
    if let Some(word) = asked.words.first() {
        return Err(Refusal {
            message: format!("`stats` takes no name, and was given `{word}`"),
            help: Some(format!("ask `lore show {word}`")),
        });
    }
    let as_of = asked.as_of(world)?;
    let mut rows = counts(world, as_of.as_ref());
    rows.extend(order_of_telling(world, as_of.as_ref()));
    let (ties, notes) = network(world, as_of.as_ref());
    rows.extend(ties);
    rows.extend(relations(world));
    rows.extend(kinds(world, as_of.as_ref()));
    Ok(Answer {
        question: asked.typed("stats"),
        reading: match &world.story.title {
            Some(title) => format!("“{title}” in numbers"),
            None => "The story in numbers".to_owned(),
        },
        as_of: as_of.as_ref().map(|as_of| world.moment_words(as_of)),
        columns: COLUMNS.map(str::to_owned).to_vec(),
        rows,
        notes,
        ruling: None,
        gist: None,
        found: Vec::new(),
    })
}

fn measure(section: &str, name: &str, of: Option<String>, value: Cell, words: String) -> Row {
    Row {
        section: Some(section.to_owned()),
        lead: Some(of.clone().unwrap_or_else(|| name.to_owned())),
        sentence: words,
        cells: vec![Cell::Text(name.to_owned()), Cell::text(of), Cell::Empty, value],
        brief: true,
        ..Row::default()
    }
}

fn number(section: &str, name: &str, value: usize) -> Row {
    measure(section, name, None, Cell::Count(value as u64), value.to_string())
}

/// The events that have happened by a moment.
fn happened(world: &World, as_of: Option<&AsOf>) -> Vec<EventId> {
    let until = as_of.map_or(usize::MAX, |as_of| as_of.moment.0 as usize);
    let told = world.timeline.order.sequence().iter().copied().take(until);
    told.filter(|&id| world.timeline.lens.takes_event(&world.story, id))
        .collect()
}

fn counts(world: &World, as_of: Option<&AsOf>) -> Vec<Row> {
    let section = "How much there is";
    let story = &world.story;
    let of_kind = |kind| story.entities.iter().filter(|entity| entity.kind == kind).count();
    let mut rows: Vec<Row> = EntityKind::ALL
        .into_iter()
        .map(|kind| number(section, kind.plural(), of_kind(kind)))
        .collect();
    let told = happened(world, as_of);
    rows.push(number(section, "events", told.len()));
    let quoted = told
        .iter()
        .filter(|&&id| story.sources(id).iter().any(|source| source.quote.is_some()));
    rows.push(number(section, "events with a quote", quoted.count()));
    let is_life = |id| world.vocabulary.relation(id).means == Some(Meaning::Life);
    let ended = |stretch: &&crate::timeline::Stretch| {
        is_life(stretch.relation)
            && stretch
                .until
                .is_some_and(|until| as_of.is_none_or(|as_of| until <= as_of.moment))
    };
    rows.push(number(
        section,
        "deaths",
        world.timeline.stretches.iter().filter(ended).count(),
    ));
    if let Some(span) = span(world, &told) {
        rows.push(measure(section, "time told of", None, Cell::Text(span.clone()), span));
    }
    rows
}

/// How far the order of the telling is from that of the story, by [`nonlinearity`].
fn order_of_telling(world: &World, as_of: Option<&AsOf>) -> Vec<Row> {
    let section = "The order of the telling";
    let (_, told) = telling::in_order(world, happened(world, as_of));
    let Some(index) = nonlinearity(&telling::places(world, &told)) else {
        return Vec::new();
    };
    let words = format!("{:.1}%", index * 100.0);
    let leaps = telling::leaps(world, &told);
    let count = |wanted| leaps.iter().filter(|leap| **leap == Some(wanted)).count();
    vec![
        measure(section, "nonlinearity", None, Cell::Measure(index), words),
        number(section, "flashbacks", count(Leap::Back)),
        number(section, "flash-forwards", count(Leap::Forward)),
    ]
}

/// The first and the last time told, as written.
fn span(world: &World, told: &[EventId]) -> Option<String> {
    let known = || {
        told.iter()
            .map(|&id| &world.story.event(id).at)
            .filter(|at| at.is_known())
    };
    let first = known().min_by_key(|at| at.earliest)?;
    let last = known().max_by_key(|at| at.latest)?;
    Some(if first == last {
        first.written.to_string()
    } else {
        format!("{} to {}", first.written, last.written)
    })
}

/// The measures of the network, and what is to be said of them.
fn network(world: &World, as_of: Option<&AsOf>) -> (Vec<Row>, Vec<String>) {
    let graph = world.graph();
    let measured = as_of.map_or_else(|| graph.clone(), |as_of| graph.as_of(&world.timeline, as_of));
    let measures = measured.measures(&world.story, &world.vocabulary);
    let foremost = "Tied to most others";
    let name = |node: Node| world.story.slug(node).to_owned();
    let mut rows: Vec<Row> = measures
        .degree
        .iter()
        .map(|&(node, degree)| {
            let words = format!("{degree}  {}", world.label(node));
            measure(foremost, "degree", Some(name(node)), Cell::Count(degree as u64), words)
        })
        .collect();
    let between = measured.betweenness();
    rows.extend(between.foremost.iter().map(|&(node, share)| {
        let words = format!("{:.1}%  {}", share * 100.0, world.label(node));
        measure(
            "On most shortest ways",
            "betweenness",
            Some(name(node)),
            Cell::Measure(share),
            words,
        )
    }));
    if as_of.is_none() {
        rows.extend(over_time(world));
    }
    let sampled = between
        .sample
        .map(|sample| format!("the shares of shortest ways are estimated from the ways out of {sample} entities"));
    (rows, sampled.into_iter().collect())
}

/// The network at moments evenly spread over the story.
fn over_time(world: &World) -> Vec<Row> {
    let events = u32::try_from(world.story.events.len()).expect("the loader admits fewer");
    let mut moments: Vec<u32> = (0..MOMENTS).map(|i| events / (MOMENTS - 1) * i).collect();
    if let Some(last) = moments.last_mut() {
        *last = events;
    }
    moments.dedup();
    let mut rows = Vec::new();
    for moment in moments {
        let measures = world
            .graph()
            .snapshot(Moment(moment))
            .measures(&world.story, &world.vocabulary);
        let called = called(world, moment);
        let groups = measures.components.iter().filter(|group| group.len() > 1).count();
        let largest = measures.components.first().map_or(0, Vec::len);
        let words = format!(
            "{} tied, {:.1}% of all; {}, the largest of {largest}",
            words::counted(measures.pairs, "pair", "pairs"),
            measures.density * 100.0,
            words::counted(groups, "group", "groups"),
        );
        let mut row = measure(
            "The network over time",
            "density",
            None,
            Cell::Measure(measures.density),
            words,
        );
        row.lead = Some(called.clone());
        row.cells[2] = Cell::Text(called);
        rows.push(row);
    }
    rows
}

fn called(world: &World, moment: u32) -> String {
    let before = moment
        .checked_sub(1)
        .and_then(|last| world.timeline.order.sequence().get(last as usize));
    match before {
        None => "start".to_owned(),
        Some(_) if moment as usize == world.story.events.len() => "end".to_owned(),
        Some(&event) => world.story.event(event).id.to_string(),
    }
}

/// How often each relation held, and how often at the start and at the end.
fn relations(world: &World) -> Vec<Row> {
    let vocabulary = &world.vocabulary;
    let end = world.end().moment;
    let mut counts = vec![[0_usize; 3]; vocabulary.relations.len()];
    for stretch in &world.timeline.stretches {
        let count = &mut counts[stretch.relation.index()];
        count[0] += 1;
        count[1] += usize::from(stretch.holds_at(Moment::START));
        count[2] += usize::from(stretch.holds_at(end));
    }
    let mut used: Vec<_> = vocabulary
        .relations
        .iter()
        .zip(counts)
        .filter(|(_, count)| count[0] > 0)
        .collect();
    used.sort_by_key(|(relation, count)| (Reverse(count[0]), &relation.name));
    used.into_iter()
        .map(|(relation, [all, first, last])| {
            let words = format!("{all} in all, {first} at the start, {last} at the end");
            let of = Some(relation.name.clone());
            measure("What holds", "stretches", of, Cell::Count(all as u64), words)
        })
        .collect()
}

fn kinds(world: &World, as_of: Option<&AsOf>) -> Vec<Row> {
    let mut counts = vec![0_usize; world.vocabulary.kinds.len()];
    for id in happened(world, as_of) {
        counts[world.story.event(id).kind.index()] += 1;
    }
    let mut used: Vec<(KindId, usize)> = world
        .vocabulary
        .kind_ids()
        .zip(counts)
        .filter(|&(_, count)| count > 0)
        .collect();
    used.sort_by_key(|&(id, count)| (Reverse(count), &world.vocabulary.kind(id).name));
    used.into_iter()
        .map(|(id, count)| {
            let of = Some(world.vocabulary.kind(id).name.clone());
            measure(
                "What happens",
                "events",
                of,
                Cell::Count(count as u64),
                count.to_string(),
            )
        })
        .collect()
}
