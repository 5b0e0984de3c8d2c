//! `show NAME`: everything about one entity or one event.
//!
//! The headings follow what relations mean, never what they are called, so that a relation of a story's own stands under the right one.

use super::asked::{Asked, Refusal, Through};
use super::selves::{Selves, Way};
use super::stretches::Standing;
use super::{Answer, Bearing, Cell, Row, events, evidence, list, reasons, stretches, through, timeline};
use crate::model::{EntityId, EventId, Node, RelationId};
use crate::timeline::{AsOf, Stretch, Truth};
use crate::vocabulary::Meaning;
use crate::world::{Tense, World};

const COLUMNS: [&str; 6] = ["topic", "subject", "relation", "object", "from", "until"];

/// Answers `show NAME`.
pub(super) fn answer(world: &World, asked: &Asked) -> Result<Answer, Refusal> {
    let [typed] = asked.words.as_slice() else {
        return Err(Refusal {
            message: "`show` takes one name".to_owned(),
            help: Some("name one; `lore list` shows the names, and names of several words need quotes".to_owned()),
        });
    };
    let node = world.find(typed)?;
    let as_of = asked.as_of(world)?;
    let now = as_of.clone().unwrap_or_else(|| world.end());
    let rows = match (node.entity(), node.event()) {
        (Some(id), _) => profile(world, asked, id, &now),
        (None, Some(event)) => scene(world, event),
        (None, None) => Vec::new(),
    };
    Ok(Answer {
        question: asked.typed("show"),
        reading: node.entity().map_or_else(
            || format!("`{}`", world.story.slug(node)),
            |id| world.story.label(id).to_owned(),
        ),
        as_of: as_of.as_ref().map(|as_of| world.moment_words(as_of)),
        columns: COLUMNS.map(str::to_owned).to_vec(),
        rows,
        ..Answer::default()
    })
}

fn profile(world: &World, asked: &Asked, id: EntityId, now: &AsOf) -> Vec<Row> {
    let node = Node::from(id);
    let selves = Selves::of(world, &[node], Some(now));
    let mut rows = head(world, id);
    rows.extend(fate(world, selves.fated(world, now), now));
    rows.extend(held(world, asked, &selves, now));
    let told: Vec<EventId> = world
        .timeline
        .order
        .sequence()
        .iter()
        .copied()
        .take(now.moment.0 as usize)
        .filter(|&event| world.timeline.lens.takes_event(&world.story, event))
        .filter(|&event| selves.find(|node| events::concerns(world, event, node)).is_some())
        .collect();
    rows.extend(timeline::rows(world, &told, &selves).into_iter().map(|mut row| {
        let part = row.cells.swap_remove(2);
        let lead = row.lead.unwrap_or_default();
        row.lead = Some(lead.trim_start_matches(['~', ' ']).to_owned());
        row.cells = topic("event", vec![row.cells.swap_remove(0), part]);
        row.section = Some("What happened".to_owned());
        row.depth = 0;
        row
    }));
    rows
}

/// Cells filled up to the number of columns.
fn topic(name: &str, cells: Vec<Cell>) -> Vec<Cell> {
    let mut row = vec![Cell::Text(name.to_owned())];
    row.extend(cells);
    row.resize(COLUMNS.len(), Cell::Empty);
    row
}

fn line(name: &str, words: String) -> Row {
    Row {
        lead: Some(name.to_owned()),
        cells: topic(name, vec![Cell::Empty, Cell::Empty, Cell::Text(words.clone())]),
        sentence: words,
        brief: true,
        ..Row::default()
    }
}

fn head(world: &World, id: EntityId) -> Vec<Row> {
    let entity = world.story.entity(id);
    let species = entity.species.as_ref().map(|species| format!(", {species}"));
    let mut rows = vec![line(
        "what",
        format!("{}{}", world.what(id.into()), species.unwrap_or_default()),
    )];
    rows[0].sentence = stretches::capital(&rows[0].sentence);
    rows.insert(0, line("id", entity.id.to_string()));
    let others = list::other_names(world, id);
    if !others.is_empty() {
        rows.push(line("also called", others.join(", ")));
    }
    if let Some(description) = &entity.description {
        rows.push(line("about", description.text.trim_end_matches('.').to_owned()));
    }
    if let Some(note) = &entity.note {
        rows.push(line("note", note.trim_end_matches('.').to_owned()));
    }
    for travel in &entity.travel {
        let words = format!("{} to {}", travel.takes, world.story.name(travel.to));
        rows.push(line("travel", words));
    }
    let attested = evidence::attested(world, "attested", &entity.sources);
    if let Some(last) = rows.last_mut().filter(|_| !attested.is_empty()) {
        last.evidence = attested;
        last.brief = false;
    }
    rows
}

/// Whether somebody lives, is dead, is gone or is lost sight of, and by what.
fn fate(world: &World, node: Option<Node>, now: &AsOf) -> Vec<Row> {
    let Some(node) = node else { return Vec::new() };
    let life = world
        .vocabulary
        .meaning(Meaning::Life)
        .find(|&id| world.vocabulary.relation(id).between[0].admits_node(&world.story, node));
    let mut rows = Vec::new();
    if let Some(life) = life {
        let verdict = world.timeline.holds(&world.vocabulary, life, [Some(node), None], now);
        let words = match (verdict.truth, reasons::of_lack(world, &verdict, now)) {
            (Truth::Yes, _) => {
                let base = &world.vocabulary.relation(life).words.base;
                base.strip_prefix("be ").unwrap_or(base).to_owned()
            }
            (_, Truth::Yes) => "dead".to_owned(),
            (Truth::No, _) => "not yet born".to_owned(),
            (Truth::Unknown, _) => format!("unknown: {}", reasons::clause(world, &verdict, now)),
        };
        let mut row = line("fate", words);
        let deciding = reasons::deciding(world, &verdict, now).pop();
        let causes = deciding.map(|stretch| match verdict.truth {
            Truth::Yes => (Some(stretch.started), Bearing::Starts),
            Truth::Unknown => (reasons::opens(&verdict, stretch), Bearing::Opens),
            Truth::No => (stretch.ended, Bearing::Shows),
        });
        if let Some((Some(cause), bearing)) = causes {
            row.evidence.extend(evidence::cause(world, cause, bearing));
        }
        if let Some(event) = row.evidence.first().filter(|_| verdict.truth == Truth::No) {
            row.sentence = format!("{}: {}", row.sentence, event.told.sentence);
        }
        row.brief = row.evidence.is_empty();
        rows.push(row);
    }
    for stretch in world
        .timeline
        .stretches
        .iter()
        .filter(|stretch| stretch.args[0] == Some(node))
    {
        let means = world.vocabulary.relation(stretch.relation).means;
        if means == Some(Meaning::Absence) && world.timeline.spans(stretch, now) {
            let mut row = line("gone", reasons::spanned(world, stretch, Tense::Present));
            row.evidence = evidence::stretch(world, stretch);
            row.brief = false;
            rows.push(row);
        }
    }
    rows
}

/// The heading under which relations of a meaning stand.
pub(super) fn heading(means: Option<Meaning>) -> &'static str {
    match means {
        Some(Meaning::Alliance | Meaning::Enmity | Meaning::Membership | Meaning::Part) => "Allegiances",
        Some(Meaning::Service | Meaning::Command | Meaning::Office) => "Service and offices",
        Some(Meaning::Kinship | Meaning::Affection) => "Family and friends",
        Some(Meaning::Captivity | Meaning::Disguise | Meaning::Possession | Meaning::Identity) => {
            "Captivity, disguise and identity"
        }
        Some(Meaning::Presence | Meaning::Location | Meaning::Absence) => "Places",
        Some(Meaning::Ownership) => "Belongings",
        Some(Meaning::Knowledge) => "Knowledge",
        Some(Meaning::Life | Meaning::Uncertainty | Meaning::Illness) => "Life and health",
        Some(Meaning::Obligation) | None => "Other ties",
    }
}

/// The headings in the order in which they are read.
pub(super) const HEADINGS: [&str; 9] = [
    "Allegiances",
    "Service and offices",
    "Family and friends",
    "Captivity, disguise and identity",
    "Belongings",
    "Life and health",
    "Other ties",
    "Places",
    "Knowledge",
];

/// What holds of somebody now, and what held before, by heading.
fn held(world: &World, asked: &Asked, selves: &Selves, now: &AsOf) -> Vec<Row> {
    let mut rows: Vec<(usize, bool, Row)> = Vec::new();
    for way in selves.all() {
        let mut held = held_of(world, asked, way, now);
        for (_, _, row) in &mut held {
            way.mark(world, row);
        }
        rows.append(&mut held);
    }
    // The sort is stable: within a heading, and within now and before, rows stay in the order of the timeline.
    rows.sort_by_key(|&(place, over, _)| (place, over));
    rows.into_iter()
        .map(|(place, over, mut row)| {
            row.section = Some(format!("{}{}", HEADINGS[place], if over { ", before" } else { "" }));
            row.cells.insert(0, Cell::Text(HEADINGS[place].to_lowercase()));
            row.brief = true;
            row
        })
        .collect()
}

/// What holds and held of somebody, each with the heading where it stands and whether it is over; of another self, all but that the two are one.
fn held_of(world: &World, asked: &Asked, way: &Way, now: &AsOf) -> Vec<(usize, bool, Row)> {
    let Some(&node) = way.of.first() else {
        return Vec::new();
    };
    let joins = |stretch: &Stretch| {
        way.turned
            .is_some_and(|(one, other)| stretch.concerns(one) && stretch.concerns(other))
    };
    let told = |stretch: &&Stretch| {
        world.vocabulary.relation(stretch.relation).means != Some(Meaning::Life) && !joins(stretch)
    };
    let hidden = stretches::hidden(world, now);
    let mut rows: Vec<(usize, bool, Row)> = Vec::new();
    for stretch in world.timeline.concerning(node).filter(told) {
        let open = match stretches::standing(world, stretch, now, &hidden) {
            Standing::Holds => None,
            Standing::Open(clause) => Some(clause),
            Standing::Not if !begun(world, stretch, now) => continue,
            Standing::Not => {
                let row = stretches::row(world, stretch, Some(node), stretches::tense(stretch));
                rows.push((place(world, stretch.relation), true, row));
                continue;
            }
        };
        let mut row = known(world, stretch, node, now);
        row.open = open;
        rows.push((place(world, stretch.relation), false, row));
    }
    if asked.through == Through::Factions {
        for relation in world.vocabulary.relation_ids() {
            let search = stretches::Search {
                relation,
                of: &[node],
                as_of: Some(now),
            };
            let place = place(world, relation);
            rows.extend(through::rows(world, &search).into_iter().map(|row| (place, false, row)));
        }
    }
    rows
}

/// What holds of somebody at a moment, told as it was known then: without what ends it only later.
fn known(world: &World, stretch: &Stretch, node: Node, now: &AsOf) -> Row {
    let over = begun(world, stretch, now) && !world.timeline.spans(stretch, now);
    let ends_later = stretch.until.is_some() && !over;
    let known = if ends_later { endless(stretch) } else { *stretch };
    let mut row = stretches::row(world, &known, Some(node), Tense::Present);
    if let Some(span) = row.span.as_mut().filter(|_| ends_later) {
        span.so_far = true;
    }
    row
}

/// Whether a stretch has begun by a moment, over or not.
fn begun(world: &World, stretch: &Stretch, now: &AsOf) -> bool {
    world.timeline.spans(&endless(stretch), now)
}

fn endless(stretch: &Stretch) -> Stretch {
    Stretch {
        until: None,
        ended: None,
        ..*stretch
    }
}

/// The place among the headings where a relation stands.
fn place(world: &World, relation: RelationId) -> usize {
    let title = heading(world.vocabulary.relation(relation).means);
    HEADINGS.iter().position(|each| *each == title).unwrap_or(0)
}

/// Everything about one event.
fn scene(world: &World, id: EventId) -> Vec<Row> {
    let event = world.story.event(id);
    let mut rows = vec![line("event", world.sentence(id))];
    rows[0].evidence = vec![evidence::event(world, id, Bearing::Shows)];
    rows[0].brief = false;
    rows[0].certainty = event.certainty;
    rows.push(line("kind", events::kind(world, id).to_owned()));
    for part in world.parts(id) {
        let possible = if part.candidate { " (possibly)" } else { "" };
        let guise = world.guise(id, part).map(|guise| format!(" ({guise})"));
        let words = format!("{}{}{possible}", world.mention(part.node), guise.unwrap_or_default());
        let mut row = line(world.vocabulary.role(part.role), words);
        row.cells[1] = Cell::One(evidence::filler(world, id, part));
        rows.push(row);
    }
    let mut add = |name: &str, words: Option<String>| rows.extend(words.map(|words| line(name, words)));
    let named = |ids: &[EventId]| {
        let ids: Vec<String> = ids.iter().map(|&id| told(world, id)).collect();
        (!ids.is_empty()).then(|| ids.join("; "))
    };
    let detail = event.detail.as_deref();
    add("at", evidence::at(world, id));
    add(
        "told",
        detail
            .and_then(|detail| detail.told.as_ref())
            .map(|told| told.written.to_string()),
    );
    add("place", event.place.map(|place| world.story.name(place).to_owned()));
    add("count", detail.and_then(|detail| detail.count).map(World::count_words));
    add("within", event.within.map(|whole| told(world, whole)));
    add("because", detail.and_then(|detail| named(&detail.because)));
    add("after", detail.and_then(|detail| named(&detail.after)));
    add("before", detail.and_then(|detail| named(&detail.before)));
    let by = |wanted: fn(&World, EventId, EventId) -> bool| {
        let all = world.timeline.order.sequence().iter().copied();
        named(&all.filter(|&other| wanted(world, other, id)).collect::<Vec<_>>())
    };
    add(
        "led to",
        by(|world, other, id| {
            world
                .story
                .event(other)
                .detail
                .as_ref()
                .is_some_and(|detail| detail.because.contains(&id))
        }),
    );
    add(
        "holds within it",
        by(|world, other, id| world.story.event(other).within == Some(id)),
    );
    add(
        "note",
        detail
            .and_then(|detail| detail.note.as_ref())
            .map(|note| note.trim_end_matches('.').to_owned()),
    );
    rows.extend(super::knowing::known_to(world, id).map(|(words, knowers)| {
        let named = knowers.into_iter().map(|node| evidence::named(world, node)).collect();
        let mut row = line("known to", words);
        row.cells[1] = Cell::Many(named);
        row
    }));
    rows.extend(effects(world, id));
    rows
}

fn told(world: &World, id: EventId) -> String {
    format!("`{}`", world.story.event(id).id)
}

/// What an event started and ended.
fn effects(world: &World, id: EventId) -> Vec<Row> {
    let mut rows = Vec::new();
    for stretch in &world.timeline.stretches {
        let began = stretch.started.event() == Some(id);
        let ended = stretch.ended.and_then(crate::timeline::Cause::event) == Some(id);
        let change = if ended { "It ended that" } else { "From then on" };
        if !began && !ended {
            continue;
        }
        let mut row = stretches::row(world, stretch, None, stretches::tense(stretch));
        row.section = Some(change.to_owned());
        row.cells
            .insert(0, Cell::Text(if ended { "ended" } else { "started" }.to_owned()));
        row.brief = true;
        rows.push(row);
    }
    rows.sort_by_key(|row| row.section.as_deref() == Some("From then on"));
    rows
}

#[cfg(test)]
mod tests {
    use crate::ask::sample::{told, told_of};
    use crate::world::sample::world;

    #[test]
    fn what_is_left_open_is_marked_and_what_ends_later_is_no_longer_told_throughout() {
        let world = world(
            r#"{"lorescope": 1, "characters": [{"id": "ann", "relations": {"friend": "bo"}}, {"id": "bo"}, {"id": "cy"}],
            "events": [{"id": "feud", "kind": "death", "roles": {"victim": {"one-of": ["bo", "cy"]}}},
                       {"id": "end", "kind": "death", "roles": {"victim": "ann"}}]}"#,
        );
        let rows = told_of(&world, "show ann --as-of start");
        assert!(rows.iter().any(|row| row.ends_with("Bo, since the start")), "{rows:?}");
        let rows = told_of(&world, "show bo --as-of feud");
        assert!(rows.iter().any(|row| row.contains("; but `feud` ")), "{rows:?}");
    }

    #[test]
    fn a_profile_tells_fate_ties_and_deeds() {
        assert_eq!(
            told("show Annie"),
            [
                "id: ann",
                "what: A character",
                "also called: Annie",
                "fate: alive",
                "Ann is a member of the North, throughout",
                "4  murder: Ann or Cy killed Bo (within `betrayal`) [possible]",
            ]
        );
        assert!(told("show bo --as-of murder").contains(&"fate: dead: Ann or Cy killed Bo".to_owned()));
        assert!(told("show di").contains(&"fate: unknown: `rumour` leaves it in doubt".to_owned()));
        assert!(
            told("show north --as-of pact").contains(&"The North is allied with the South, since `pact`".to_owned())
        );
    }

    #[test]
    fn an_event_is_shown_with_parts_causes_and_effects() {
        let rows = told("show betrayal");
        for row in [
            "event: The South betrayed the North",
            "betrayer: the South",
            "because: `pact`",
            "led to: `murder`",
            "holds within it: `murder`",
            "The North was allied with the South, from `pact` until `betrayal`",
            "The North is hostile to the South, since `betrayal`",
        ] {
            assert!(rows.contains(&row.to_owned()), "{row}: {rows:?}");
        }
    }
}
