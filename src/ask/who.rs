//! `who WORD`: for whom a relation holds, or who took part in the events of a kind.

use super::asked::{Asked, Narrowed, Prefer, Refusal, Through};
use super::inquiry::narrow;
use super::selves::Selves;
use super::words::{self, Word};
use super::{Answer, Cell, Row, events, stretches, through};
use crate::model::{EventId, KindId, Node, Part, RelationId};
use crate::timeline::AsOf;
use crate::vocabulary::{Effect, Meaning};
use crate::world::World;

/// Answers `who WORD [--of NAME]`.
pub(super) fn answer(world: &World, asked: &Asked) -> Result<Answer, Refusal> {
    let [word] = asked.words.as_slice() else {
        return Err(Refusal {
            message: "`who` takes one word".to_owned(),
            help: Some("name a relation or a kind of event: `lore who allied`, `lore who killed`".to_owned()),
        });
    };
    let (read, other) = words::read(&world.vocabulary, word, asked.prefer)?;
    let as_of = asked.as_of(world)?;
    let of = asked.concerned(world)?;
    if asked.narrowed != Narrowed::default() {
        return narrow::answer(world, asked, read, &of, as_of.as_ref());
    }
    let selves = Selves::of(world, &of, as_of.as_ref());
    let (subject, columns, rows) = match read {
        Word::Relation(relation) | Word::Lack(relation) => {
            let search = stretches::Search {
                relation,
                of: &of,
                as_of: as_of.as_ref(),
            };
            let (subject, mut rows) = held(world, asked, read, &search);
            rows.extend(held_by_others(world, asked, read, &search, &selves));
            rows.sort_by_key(|row| row.open.is_some());
            (subject, stretches::COLUMNS.map(str::to_owned).to_vec(), rows)
        }
        Word::Kind(kind) => happened(world, kind, &selves, as_of.as_ref()),
    };
    let mut notes = also(world, word, other);
    notes.extend(passing(world, asked, read));
    notes.extend(nothing(world, &rows, &of, read));
    Ok(Answer {
        question: asked.typed("who"),
        reading: reading(world, &subject, &of),
        as_of: as_of.as_ref().map(|as_of| world.moment_words(as_of)),
        ruling: None,
        gist: None,
        found: Vec::new(),
        columns,
        rows,
        notes,
    })
}

fn reading(world: &World, subject: &str, of: &[Node]) -> String {
    let names: Vec<String> = of.iter().map(|&node| world.mention(node)).collect();
    if names.is_empty() {
        subject.to_owned()
    } else {
        format!("{subject}, of {}", words::and(&names))
    }
}

fn held(world: &World, asked: &Asked, read: Word, search: &stretches::Search<'_>) -> (String, Vec<Row>) {
    let relation = world.vocabulary.relation(search.relation);
    let verb = if search.as_of.is_some() {
        relation.words.third.clone()
    } else {
        relation.words.past.clone()
    };
    let heading = words::heading(relation, &verb);
    match read {
        Word::Lack(_) => ("Who is dead".to_owned(), search.lacking(world)),
        Word::Relation(_) | Word::Kind(_) => {
            let mut rows = search.rows(world);
            rows.extend(super::knowing::witnesses(world, search));
            if asked.through == Through::Factions {
                rows.extend(through::rows(world, search));
                rows.sort_by_key(|row| row.open.is_some());
            }
            (heading, rows)
        }
    }
}

/// What holds of those whom somebody asked about turns out to be; not that they are one, and not whether each of them lives.
fn held_by_others(
    world: &World,
    asked: &Asked,
    read: Word,
    search: &stretches::Search<'_>,
    selves: &Selves,
) -> Vec<Row> {
    let means = world.vocabulary.relation(search.relation).means;
    if matches!(means, Some(Meaning::Identity | Meaning::Life)) {
        return Vec::new();
    }
    let mut rows = Vec::new();
    for way in selves.others() {
        let search = stretches::Search { of: &way.of, ..*search };
        let names_both = |row: &Row| {
            let (one, _) = way.turned.expect("every other way turns somebody");
            let is_one = |cell: &Cell| matches!(cell, Cell::One(named) if named.id == world.story.slug(one));
            row.cells.iter().any(is_one)
        };
        let (_, held) = held(world, asked, read, &search);
        rows.extend(held.into_iter().filter(|row| !names_both(row)).map(|mut row| {
            way.mark(world, &mut row);
            row
        }));
    }
    rows
}

/// The events of a kind and of all that is a case of it, up to a moment.
fn happened(world: &World, kind: KindId, selves: &Selves, as_of: Option<&AsOf>) -> (String, Vec<String>, Vec<Row>) {
    let vocabulary = &world.vocabulary;
    let kinds: Vec<KindId> = vocabulary.kind_ids().filter(|&id| vocabulary.is_a(id, kind)).collect();
    let roles = events::roles(world, &kinds);
    let mut rows = Vec::new();
    for (position, &id) in (0..).zip(world.timeline.order.sequence()) {
        let told = kinds.contains(&world.story.event(id).kind) && world.timeline.lens.takes_event(&world.story, id);
        let Some(way) = selves.find(|node| events::concerns(world, id, node)).filter(|_| told) else {
            continue;
        };
        let past = as_of.is_none_or(|as_of| position < as_of.moment.0);
        let settled = as_of.is_none_or(|as_of| world.timeline.is_settled(id, as_of));
        if !past && settled {
            continue;
        }
        for mut row in event_rows(world, id, &roles, &way.of) {
            way.mark(world, &mut row);
            if let Some(as_of) = as_of.filter(|_| !settled) {
                row.open = Some(super::reasons::unsettled(world, id, as_of));
                row.section = Some(super::stretches::OPEN_EVENTS.to_owned());
            }
            rows.push(row);
        }
    }
    rows.sort_by_key(|row| row.open.is_some());
    let columns = event_columns(world, &roles);
    let verb = &vocabulary.kind(kind).verb;
    (format!("Every {}", verb.noun), columns, rows)
}

/// The columns of events that have these roles.
pub(super) fn event_columns(world: &World, roles: &[crate::model::RoleId]) -> Vec<String> {
    let columns = ["event", "kind"].map(str::to_owned).into_iter();
    let columns = columns.chain(roles.iter().map(|&role| world.vocabulary.role(role).to_owned()));
    columns.chain(["at", "place", "count"].map(str::to_owned)).collect()
}

/// One row for an event, as sure as the parts of these in it.
pub(super) fn event_row(world: &World, id: EventId, roles: &[crate::model::RoleId], of: &[Node]) -> Row {
    let mut row = events::row(world, id);
    row.certainty = of
        .iter()
        .map(|&node| events::certainty_of(world, id, node))
        .fold(row.certainty, Ord::max);
    row.cells = vec![
        Cell::One(super::evidence::named(world, id.into())),
        Cell::Text(events::kind(world, id).to_owned()),
    ];
    row.cells.extend(events::role_cells(world, id, roles));
    row.cells.extend([
        Cell::text(super::evidence::at(world, id)),
        super::evidence::cell(world, world.story.event(id).place),
        events::count(world, id),
    ]);
    row
}

/// One row for an event, or one for each candidate where it has any.
pub(super) fn event_rows(world: &World, id: EventId, roles: &[crate::model::RoleId], of: &[Node]) -> Vec<Row> {
    let row = event_row(world, id, roles, of);
    let candidates: Vec<Part> = world.parts(id).into_iter().filter(|part| part.candidate).collect();
    let asked = |part: &Part| of.is_empty() || of.contains(&part.node);
    if candidates.is_empty() || !of.is_empty() && !candidates.iter().any(asked) {
        return vec![row];
    }
    let possible = candidates.iter().filter(|part| asked(part)).map(|part| {
        let mut one = row.clone();
        one.sentence = format!("{}: possibly {}", row.sentence, world.mention(part.node));
        one.certainty = row.certainty.max(crate::model::Certainty::Possible);
        if let Some(column) = roles.iter().position(|&role| role == part.role) {
            one.cells[column + 2] = Cell::Many(vec![super::evidence::filler(world, id, *part)]);
        }
        one
    });
    possible.collect()
}

/// What else the word means, if anything.
pub(super) fn also(world: &World, typed: &str, other: Option<Word>) -> Vec<String> {
    let vocabulary = &world.vocabulary;
    let note = |word: &str, what: &str, option: &str| {
        format!(
            "`{word}` is also {what}: `lore who {}{option}` lists it",
            super::asked::shell(word)
        )
    };
    match other {
        None => Vec::new(),
        Some(Word::Kind(kind)) => {
            let name = &vocabulary.kind(kind).name;
            let plain = words::read(vocabulary, name, Prefer::Relations) == Ok((Word::Kind(kind), None));
            let (word, option) = if plain {
                (name.as_str(), "")
            } else {
                (typed, " --events")
            };
            let ask = format!("lore who {}{option}", super::asked::shell(word));
            vec![format!(
                "`{typed}` is also something that happens: `{ask}` lists every {}",
                vocabulary.kind(kind).verb.noun
            )]
        }
        Some(Word::Relation(_) | Word::Lack(_)) => vec![note(typed, "something that holds", "")],
    }
}

/// That memberships were asked for where none can matter.
fn passing(world: &World, asked: &Asked, read: Word) -> Option<String> {
    let relation: RelationId = match read {
        Word::Relation(id) | Word::Lack(id) => id,
        Word::Kind(_) => {
            let note = "events are done by those named in them; `--through factions` adds nothing here";
            return (asked.through == Through::Factions).then(|| note.to_owned());
        }
    };
    let relation = world.vocabulary.relation(relation);
    let of_factions = relation
        .between
        .iter()
        .any(|sort| sort.admits(crate::model::EntityKind::Faction));
    (asked.through == Through::Factions && !of_factions).then(|| {
        format!(
            "`{}` does not hold of factions, so nothing passes through them",
            relation.name
        )
    })
}

/// How the remarks begin that say that there is no row.
pub(super) const SILENT: [&str; 3] = [
    "the story tells of none",
    "nothing the story tells makes it so",
    "nothing in the story starts it",
];

/// Where there is no row: whether anything at all could have made one.
pub(super) fn nothing(world: &World, rows: &[Row], of: &[Node], read: Word) -> Option<String> {
    if !rows.is_empty() {
        return None;
    }
    let any = match read {
        Word::Relation(id) => {
            let starts = |effect: &Effect| effect.relation == id;
            let told = world
                .timeline_of(id)
                .stretches
                .iter()
                .any(|stretch| stretch.relation == id);
            let kinds = world
                .vocabulary
                .kinds
                .iter()
                .filter(|kind| kind.starts.iter().any(starts));
            let kinds: Vec<String> = kinds.map(|kind| format!("`{}`", kind.name)).collect();
            if told || kinds.is_empty() {
                return told.then(|| "nothing the story tells makes it so here".to_owned());
            }
            format!(
                "nothing in the story starts it; events of kind {} would",
                words::or(&kinds)
            )
        }
        Word::Lack(_) | Word::Kind(_) if of.is_empty() => "the story tells of none".to_owned(),
        Word::Lack(_) | Word::Kind(_) => "the story tells of none with them".to_owned(),
    };
    Some(any)
}

#[cfg(test)]
mod tests {
    use crate::ask::sample::{ask, told};

    #[test]
    fn a_relation_is_told_with_its_span_or_as_of_a_moment() {
        for (typed, rows) in [
            (
                "who allied",
                vec!["The North was allied with the South, from `pact` until `betrayal`"],
            ),
            (
                "who allied --of south --as-of pact",
                vec!["The South is allied with the North, from `pact` until `betrayal`"],
            ),
            ("who allied --as-of end", vec![]),
            ("who allies --before pact", vec![]),
            ("who sworn-to", vec!["Cy is sworn to the North, since `oath`"]),
            (
                "who liegeman --as-of oath",
                vec!["Cy is sworn to the North, since `oath`"],
            ),
            (
                "who hostile --as-of end",
                vec!["The North is hostile to the South, since `betrayal`"],
            ),
        ] {
            assert_eq!(told(typed), rows, "{typed}");
        }
    }

    #[test]
    fn the_dead_are_those_who_live_no_more_and_doubt_is_told() {
        assert_eq!(
            told("who dead --as-of murder"),
            ["Bo is dead, from `murder` until `return`"]
        );
        assert_eq!(
            told("who dead --as-of end"),
            ["Di is dead, since `rumour` [doubtful]; but `rumour` leaves it in doubt"]
        );
        assert_eq!(
            told("who alive --as-of murder"),
            [
                "Ann is alive, throughout",
                "Cy is alive, throughout",
                "Di is alive, from the start until `rumour`"
            ]
        );
        assert_eq!(
            told("who alive --as-of end").last().map(String::as_str),
            Some("Di is alive, from the start until `rumour`; but `rumour` leaves it in doubt")
        );
        assert_eq!(
            told("who dead"),
            [
                "Bo was dead, from `murder` until `return`",
                "Di is dead, since `rumour` [doubtful]"
            ]
        );
    }

    #[test]
    fn a_kind_is_told_event_by_event_and_each_candidate_is_possible() {
        let murder = "murder: Ann or Cy killed Bo";
        for (typed, rows) in [
            (
                "who killed",
                vec![
                    format!("{murder}: possibly Ann [possible]"),
                    format!("{murder}: possibly Cy [possible]"),
                ],
            ),
            (
                "who killed --of Annie",
                vec![format!("{murder}: possibly Ann [possible]")],
            ),
            ("who killed --of bo", vec![murder.to_owned()]),
            ("who died --as-of betrayal", vec![]),
            ("who oath", vec!["oath: Cy swore an oath to the North".to_owned()]),
        ] {
            assert_eq!(told(typed), rows, "{typed}");
        }
        assert_eq!(told("who died").len(), 3, "a killing is a death");
    }

    #[test]
    fn an_answer_says_what_else_the_word_means_and_why_there_is_nothing() {
        let notes = |typed| ask(typed).expect("answers").notes;
        assert_eq!(
            notes("who allied"),
            ["`allied` is also something that happens: `lore who alliance` lists every alliance"]
        );
        assert!(notes("who friend")[0].contains("`friendship`"));
        let refusal = ask("who alied").expect_err("no such word");
        assert!(refusal.help.expect("help").contains("`allied`"));
    }

    #[test]
    fn every_row_has_a_cell_for_every_column() {
        for typed in [
            "who allied",
            "who dead",
            "who killed",
            "who hostile --through factions",
            "timeline",
            "timeline ann",
            "show ann",
            "show murder",
            "diff start end",
            "why dead bo",
            "why murder",
            "path ann south",
            "path ann bo",
            "list all",
            "stats",
        ] {
            let answer = ask(typed).expect("answers");
            assert!(!answer.rows.is_empty(), "{typed}");
            for row in &answer.rows {
                assert!(row.cells.len() <= answer.columns.len(), "{typed}: {}", row.sentence);
            }
        }
    }
}
