//! `path A B`: the shortest way from one to another, each step a sentence with what makes it so.

use super::asked::{Asked, Refusal, Through as Memberships};
use super::{Answer, Bearing, Cell, Row, Ruling, events, evidence, stretches};
use crate::graph::{Search, Step, Through, Tie};
use crate::model::{EntityKind, EventId, Node, RelationId, RoleId};
use crate::timeline::{AsOf, Truth};
use crate::vocabulary::Meaning;
use crate::world::{Tense, World};

const COLUMNS: [&str; 6] = ["step", "from-node", "tie", "to-node", "from", "until"];

/// Answers `path A B`.
pub(super) fn answer(world: &World, asked: &Asked) -> Result<Answer, Refusal> {
    let [from, to] = asked.words.as_slice() else {
        return Err(Refusal {
            message: "`path` takes two names".to_owned(),
            help: Some("name both ends of the way: `lore path ALICE BOB`".to_owned()),
        });
    };
    let (from, to): (Node, Node) = (world.find(from)?, world.find(to)?);
    let as_of = asked.as_of(world)?;
    let steps = way(world, from, to, as_of.as_ref());
    let rows = steps
        .as_deref()
        .map_or_else(Vec::new, |steps| rows(world, steps, as_of.as_ref()));
    let [one, other] = [from, to].map(|node| world.mention(node));
    Ok(Answer {
        question: asked.typed("path"),
        reading: format!("How {one} and {other} are connected"),
        as_of: as_of.as_ref().map(|as_of| world.moment_words(as_of)),
        ruling: Some(ruling(world, &one, &other, from == to, steps.as_deref())),
        columns: COLUMNS.map(str::to_owned).to_vec(),
        rows,
        notes: notes(asked),
        gist: None,
        found: Vec::new(),
    })
}

/// The way that passes through fewest others: over relations where that is as short, else over shared events too.
///
/// Where two have been, and what they know of, connects them only if nothing else does.
fn way(world: &World, from: Node, to: Node, as_of: Option<&AsOf>) -> Option<Vec<Step>> {
    let place = |node: Node| {
        node.entity()
            .is_some_and(|id| world.story.entity(id).kind == EntityKind::Place)
    };
    let loose = |id: &RelationId| {
        let means = world.vocabulary.relation(*id).means;
        matches!(means, Some(Meaning::Presence | Meaning::Location | Meaning::Knowledge))
    };
    // Whoever has gone away from somebody is not tied to them by that.
    let ties = |id: &RelationId| world.vocabulary.relation(*id).means != Some(Meaning::Absence);
    let all: Vec<RelationId> = world.vocabulary.relation_ids().filter(ties).collect();
    let firm: Vec<RelationId> = all.iter().copied().filter(|id| !loose(id)).collect();
    let search = |relations: &[RelationId], through| Search {
        relations: Some(relations.to_vec()),
        apart: topics(world),
        moment: None,
        through,
    };
    let now = as_of.map(|as_of| world.graph().as_of(&world.timeline, as_of));
    let graph = now.as_ref().unwrap_or_else(|| world.graph());
    let find = |search: Search| graph.connection(from, to, &search).map(|path| path.steps);
    let widest = || {
        find(search(&all, Through::EventsIfNeeded)).or_else(|| {
            find(Search {
                apart: Vec::new(),
                ..search(&all, Through::EventsIfNeeded)
            })
        })
    };
    if place(from) || place(to) {
        return widest();
    }
    let others = |steps: &[Step]| steps.iter().filter(|step| step.to.entity().is_some()).count();
    let related = find(search(&firm, Through::Stretches));
    let met = find(search(&firm, Through::Events));
    match (related, met) {
        (Some(related), Some(met)) if others(&met) < others(&related) => Some(met),
        (Some(steps), _) | (None, Some(steps)) => Some(steps),
        (None, None) => widest(),
    }
}

/// The roles in which anything at all may stand, an event too: what is spoken of, and not who takes part.
fn topics(world: &World) -> Vec<RoleId> {
    let roles = world.vocabulary.kinds.iter().flat_map(|kind| &kind.roles);
    let mut topics: Vec<RoleId> = roles
        .filter(|role| role.of.admits_events() && !role.agentive)
        .map(|role| role.id)
        .collect();
    topics.sort();
    topics.dedup();
    topics
}

fn ruling(world: &World, one: &str, other: &str, same: bool, steps: Option<&[Step]>) -> Ruling {
    let (truth, reason) = match steps {
        _ if same => (Truth::Yes, format!("{one} and {other} are one")),
        None => (
            Truth::No,
            format!("no chain of relations or shared events leads from {one} to {other}"),
        ),
        Some(steps) => (Truth::Yes, by_way_of(world, steps)),
    };
    Ruling { truth, reason }
}

/// Who stands between the two, or the event in which both have a part.
fn by_way_of(world: &World, steps: &[Step]) -> String {
    let between: Vec<Node> = steps[..steps.len() - 1].iter().map(|step| step.to).collect();
    let others: Vec<String> = between
        .iter()
        .filter(|node| node.entity().is_some())
        .map(|&node| world.mention(node))
        .collect();
    match (others.is_empty(), between.first()) {
        (false, _) => format!("by way of {}", super::words::and(&others)),
        (true, Some(&event)) => format!("both have a part in `{}`", world.story.slug(event)),
        (true, None) => "directly".to_owned(),
    }
}

fn notes(asked: &Asked) -> Vec<String> {
    let passing = asked.through == Memberships::Factions;
    passing
        .then(|| "a path follows memberships anyway, as it does every relation".to_owned())
        .into_iter()
        .collect()
}

/// The rows of a way; the two steps into an event and out of it again are told as one.
fn rows(world: &World, steps: &[Step], as_of: Option<&AsOf>) -> Vec<Row> {
    let mut rows = Vec::new();
    let (mut number, mut at) = (1, 0);
    while let Some(step) = steps.get(at) {
        let mut told = step_rows(world, number, step, as_of);
        at += 1;
        if told.is_empty() {
            let event = step.to.event().or_else(|| step.from.event());
            let out = steps.get(at).filter(|_| step.to.event().is_some());
            at += usize::from(out.is_some());
            let to = out.map_or(step.to, |out| out.to);
            told.extend(event.map(|event| part_row(world, number, event, [step.from, to])));
        }
        if let Some(first) = told.first_mut() {
            first.lead = Some(format!("{number}."));
        }
        rows.append(&mut told);
        number += 1;
    }
    rows
}

/// A row for each stretch that ties the two of a step.
fn step_rows(world: &World, number: u64, step: &Step, as_of: Option<&AsOf>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for &tie in &step.ties {
        let stretch = match tie {
            Tie::Stretch { stretch, .. } => &world.timeline.stretches[stretch],
            Tie::Role { .. } | Tie::Place | Tie::Because | Tie::Within => continue,
        };
        let tense = as_of.map_or_else(|| stretches::tense(stretch), |_| Tense::Present);
        let mut row = stretches::row(world, stretch, Some(step.from), tense);
        row.cells = tie_cells(world, number, [step.from, step.to], row.cells.swap_remove(1));
        let span = row.span.as_ref();
        row.cells.push(Cell::text(span.map(|span| span.from.to_string())));
        row.cells.push(Cell::text(span.and_then(|span| span.until.as_ref())));
        row.open = as_of.and_then(|as_of| {
            let reason = world.timeline.doubt(stretch, as_of)?;
            Some(super::reasons::doubt(world, stretch, reason, as_of))
        });
        rows.push(row);
    }
    rows
}

fn tie_cells(world: &World, number: u64, [from, to]: [Node; 2], tie: Cell) -> Vec<Cell> {
    vec![
        Cell::Count(number),
        evidence::cell(world, Some(from)),
        tie,
        evidence::cell(world, Some(to)),
    ]
}

/// An event in which both have a part, as a step.
fn part_row(world: &World, number: u64, event: EventId, ends: [Node; 2]) -> Row {
    let id = world.story.event(event).id.to_string();
    let certainty = ends.map(|node| events::certainty_of(world, event, node));
    let mut cells = tie_cells(world, number, ends, Cell::Text(id.clone()));
    cells.extend([Cell::Text(id.clone()), Cell::Text(id.clone())]);
    Row {
        sentence: format!("{} (`{id}`)", world.sentence(event)),
        certainty: certainty[0].max(certainty[1]),
        evidence: vec![evidence::event(world, event, Bearing::Shows)],
        cells,
        ..Row::default()
    }
}

#[cfg(test)]
mod tests {
    use crate::ask::sample::{ask_of, ruled, told, told_of};
    use crate::world::sample::world;

    #[test]
    fn whoever_is_only_spoken_of_or_gone_is_connected_by_something_else_first() {
        let world = world(
            r#"{"lorescope": 1, "characters": [{"id": "ann"}, {"id": "bo"}, {"id": "cy"}, {"id": "di"}],
            "places": [{"id": "ford"}],
            "events": [
                {"id": "talk", "kind": "conversation", "roles": {"speakers": ["ann", "cy"], "about": "bo"}},
                {"id": "m1", "kind": "meeting", "roles": {"participants": ["ann", "di"]}},
                {"id": "m2", "kind": "meeting", "roles": {"participants": ["di", "bo"]}}]}"#,
        );
        let answer = ask_of(&world, "path ann bo").expect("answers");
        assert_eq!(answer.ruling.expect("a verdict").reason, "by way of Di");
        assert_eq!(told_of(&world, "path cy bo").len(), 3);
    }

    #[test]
    fn a_way_leads_over_relations_or_a_shared_event() {
        for (typed, verdict) in [
            ("path ann south", "yes: by way of the North"),
            ("path ann bo", "yes: both have a part in `murder`"),
            ("path ann ann", "yes: Ann and Ann are one"),
            ("path cy north", "yes: directly"),
            (
                "path ann di",
                "no: no chain of relations or shared events leads from Ann to Di",
            ),
        ] {
            assert_eq!(ruled(typed), verdict, "{typed}");
        }
        assert_eq!(told("path ann bo"), ["1.: Ann or Cy killed Bo (`murder`) [possible]"]);
        assert_eq!(told("path cy north"), ["1.: Cy is sworn to the North, since `oath`"]);
    }
}
