//! `why …`: from something that is so to the whole chain of what made it so.
//!
//! ```text
//!   why dead weyoun
//!     yes: Weyoun was killed
//!       until `death`      Kira killed Weyoun
//!         because `storm`    Kira stormed the command centre
//!           because …
//! ```
//!
//! Every event is told once; where the chain meets it again it says so and goes no further, so that no loop is endless.

use super::asked::{Asked, Refusal};
use super::words::{self, Word};
use super::{Answer, Bearing, Cell, Row, Ruling, events, evidence, reasons, stretches};
use crate::model::{EventId, KindId, Node, RelationId};
use crate::timeline::{AsOf, Cause, Stretch, Truth};
use crate::vocabulary::Meaning;
use crate::world::World;
use std::collections::BTreeSet;

const COLUMNS: [&str; 4] = ["depth", "link", "event", "kind"];

/// Answers `why EVENT`, `why NAME` and `why WORD NAME…`.
pub(super) fn answer(world: &World, asked: &Asked) -> Result<Answer, Refusal> {
    let as_of = asked.as_of(world)?.unwrap_or_else(|| world.end());
    let mut chain = Chain {
        world,
        seen: BTreeSet::new(),
        rows: Vec::new(),
    };
    let (reading, ruling) = match asked.words.as_slice() {
        [] => return Err(usage()),
        [one] => why_one(&mut chain, one, &as_of)?,
        [word, names @ ..] => why_fact(&mut chain, asked, word, names, &as_of)?,
    };
    let rows = chain.rows;
    Ok(Answer {
        question: asked.typed("why"),
        reading,
        as_of: Some(world.moment_words(&as_of)),
        ruling,
        columns: COLUMNS.map(str::to_owned).to_vec(),
        rows,
        notes: Vec::new(),
    })
}

fn usage() -> Refusal {
    Refusal {
        message: "`why` needs something to explain".to_owned(),
        help: Some("name an event, or a word and whom it concerns: `lore why dead weyoun`".to_owned()),
    }
}

fn why_one(chain: &mut Chain<'_>, typed: &str, as_of: &AsOf) -> Result<(String, Option<Ruling>), Refusal> {
    let world = chain.world;
    let node = world.find(typed)?;
    if let Some(event) = node.event() {
        chain.tree(event, Bearing::Shows, 0);
        return Ok((format!("Why `{}` happened", world.story.slug(node)), None));
    }
    let life = world.vocabulary.meaning(Meaning::Life).find(|&life| {
        let relation = world.vocabulary.relation(life);
        relation.between[0].admits_node(&world.story, node)
    });
    let Some(life) = life else {
        let id = world.story.slug(node);
        return Err(Refusal {
            message: format!("`{id}` is {}: say what about it is to be explained", world.what(node)),
            help: Some(format!(
                "name a relation too, as in `lore why allied {id}`; `lore show {id}` tells what holds"
            )),
        });
    };
    let dead = world
        .timeline
        .holds(&world.vocabulary, life, [Some(node), None], as_of)
        .truth
        == Truth::No;
    let word = if dead { Word::Lack(life) } else { Word::Relation(life) };
    Ok(held(chain, word, life, [Some(node), None], as_of))
}

fn why_fact(
    chain: &mut Chain<'_>,
    asked: &Asked,
    word: &str,
    names: &[String],
    as_of: &AsOf,
) -> Result<(String, Option<Ruling>), Refusal> {
    let world = chain.world;
    let nodes: Vec<Node> = names
        .iter()
        .map(|typed| Ok::<Node, Refusal>(world.find(typed)?))
        .collect::<Result<_, _>>()?;
    let (read, _) = words::read(&world.vocabulary, word, asked.prefer)?;
    let (relation, args) = match (read, nodes.as_slice()) {
        (Word::Kind(kind), _) => return Ok(happened(chain, kind, &nodes)),
        (Word::Relation(id) | Word::Lack(id), &[one]) => (id, [Some(one), None]),
        (Word::Relation(id), &[one, other]) if !world.vocabulary.relation(id).is_unary() => {
            (id, [Some(one), Some(other)])
        }
        (Word::Relation(id) | Word::Lack(id), _) => {
            let relation = world.vocabulary.relation(id);
            let takes = relation.between.len();
            return Err(Refusal {
                message: format!(
                    "`{word}` is of {}, not of {}",
                    words::counted(takes, "name", "names"),
                    nodes.len()
                ),
                help: Some(format!("ask `lore why {word}{}`", " NAME".repeat(takes))),
            });
        }
    };
    Ok(held(chain, read, relation, place(world, relation, args), as_of))
}

/// One name alone may stand in either place of a relation: in the second where only that has a stretch with it.
fn place(world: &World, relation: RelationId, args: [Option<Node>; 2]) -> [Option<Node>; 2] {
    let [Some(one), None] = args else { return args };
    let stretches = || {
        world
            .timeline_of(relation)
            .stretches
            .iter()
            .filter(|stretch| stretch.relation == relation)
    };
    let first = stretches().any(|stretch| stretch.args[0] == Some(one));
    if !first && stretches().any(|stretch| stretch.args[1] == Some(one)) {
        return [None, Some(one)];
    }
    args
}

fn held(
    chain: &mut Chain<'_>,
    word: Word,
    relation: RelationId,
    args: [Option<Node>; 2],
    as_of: &AsOf,
) -> (String, Option<Ruling>) {
    let world = chain.world;
    let verdict = world.holds(relation, args, as_of);
    let lack = matches!(word, Word::Lack(_));
    let truth = if lack {
        reasons::of_lack(world, &verdict, as_of)
    } else {
        verdict.truth
    };
    let gone = reasons::ended(world, &verdict, as_of);
    for stretch in reasons::deciding(world, &verdict, as_of) {
        chain.stretch(stretch, lack && truth == Truth::Yes, as_of);
    }
    let reading = question(world, lack, relation, args);
    let by = gone.and_then(|stretch| stretch.ended).and_then(Cause::event);
    let reason = match by {
        Some(event) if lack => world.sentence(event),
        Some(_) | None => reasons::clause(world, &verdict, as_of),
    };
    (reading, Some(Ruling { truth, reason }))
}

/// What is asked, behind *why*.
fn question(world: &World, lack: bool, relation: RelationId, args: [Option<Node>; 2]) -> String {
    if lack {
        let who = args[0].map_or_else(|| "somebody".to_owned(), |node| world.mention(node));
        return format!("Why {who} is dead");
    }
    let sentence = world.relation_sentence(relation, args, crate::world::Tense::Present);
    format!("Why {}", reasons::inner(&sentence))
}

fn happened(chain: &mut Chain<'_>, kind: KindId, nodes: &[Node]) -> (String, Option<Ruling>) {
    let world = chain.world;
    let told: Vec<EventId> = world
        .timeline
        .order
        .sequence()
        .iter()
        .copied()
        .filter(|&id| world.vocabulary.is_a(world.story.event(id).kind, kind))
        .filter(|&id| world.timeline.lens.takes_event(&world.story, id))
        .filter(|&id| nodes.iter().all(|&node| events::concerns(world, id, node)))
        .collect();
    let names: Vec<String> = nodes.iter().map(|&node| world.mention(node)).collect();
    let noun = &world.vocabulary.kind(kind).verb.noun;
    let reading = format!("Why there was a {noun} of {}", words::and(&names));
    let (truth, reason) = if told.is_empty() {
        (
            Truth::Unknown,
            format!("the story tells of no {noun} of {}", words::and(&names)),
        )
    } else {
        let ids: Vec<String> = told
            .iter()
            .map(|&id| format!("`{}`", world.story.event(id).id))
            .collect();
        (Truth::Yes, words::and(&ids))
    };
    for &event in &told {
        chain.tree(event, Bearing::Shows, 0);
    }
    (reading, Some(Ruling { truth, reason }))
}

/// A chain of causes as it is being told.
struct Chain<'a> {
    world: &'a World,
    seen: BTreeSet<EventId>,
    rows: Vec<Row>,
}

impl Chain<'_> {
    /// A stretch that decides the question, then what started it and what ended it by then.
    fn stretch(&mut self, stretch: &Stretch, lacking: bool, as_of: &AsOf) {
        let mut row = match stretches::gap_after(self.world, stretch).filter(|_| lacking) {
            Some(gap) => stretches::lack_row(self.world, &gap, stretches::tense(&gap)),
            None => stretches::row(self.world, stretch, None, stretches::tense(stretch)),
        };
        row.evidence.clear();
        row.cells = vec![Cell::Count(0), Cell::Text("holds".to_owned()), Cell::Empty, Cell::Empty];
        self.rows.push(row);
        let ended = stretch
            .ended
            .filter(|_| stretch.until.is_some_and(|until| until <= as_of.moment));
        self.cause(Some(stretch.started).filter(|_| !lacking), Bearing::Starts, 1);
        self.cause(ended, if lacking { Bearing::Because } else { Bearing::Ends }, 1);
    }

    fn cause(&mut self, cause: Option<Cause>, bearing: Bearing, depth: usize) {
        match cause {
            None | Some(Cause::Always) => {}
            Some(Cause::Event(event)) => self.tree(event, bearing, depth),
            Some(cause @ Cause::Initial(_)) => {
                let Some(piece) = evidence::cause(self.world, cause, Bearing::Shows) else {
                    return;
                };
                self.rows.push(Row {
                    depth,
                    lead: Some(bearing.word().to_owned()),
                    sentence: "stated at the outset".to_owned(),
                    cells: vec![
                        Cell::Count(depth as u64),
                        Cell::Text(bearing.word().to_owned()),
                        Cell::Empty,
                        Cell::Empty,
                    ],
                    evidence: vec![piece],
                    ..Row::default()
                });
            }
        }
    }

    /// An event, then what caused it and what it lies within, each with its own; walked with a list, since a chain may be as long as the story.
    fn tree(&mut self, event: EventId, bearing: Bearing, depth: usize) {
        let mut open = vec![(event, bearing, depth)];
        while let Some((event, bearing, depth)) = open.pop() {
            let first = self.seen.insert(event);
            self.row(event, bearing, depth, first);
            if !first {
                continue;
            }
            let told = self.world.story.event(event);
            let because = told.detail.iter().flat_map(|detail| &detail.because);
            let causes = because.map(|&cause| (cause, Bearing::Because, depth + 1));
            let within = told.within.map(|whole| (whole, Bearing::Within, depth + 1));
            let mut next: Vec<_> = causes.chain(within).collect();
            next.reverse();
            open.append(&mut next);
        }
    }

    fn row(&mut self, event: EventId, bearing: Bearing, depth: usize, first: bool) {
        let mut row = events::row(self.world, event);
        let id = row.lead.take().unwrap_or_default();
        row.lead = Some(match bearing {
            Bearing::Shows => format!("`{id}`"),
            Bearing::Starts
            | Bearing::Ends
            | Bearing::Because
            | Bearing::Within
            | Bearing::In
            | Bearing::Through
            | Bearing::Opens => format!("{} `{id}`", bearing.word()),
        });
        row.depth = depth;
        row.cells = vec![
            Cell::Count(depth as u64),
            Cell::Text(bearing.word().to_owned()),
            Cell::One(evidence::named(self.world, event.into())),
            Cell::Text(events::kind(self.world, event).to_owned()),
        ];
        if !first {
            "see above".clone_into(&mut row.sentence);
            row.evidence.clear();
        }
        self.rows.push(row);
    }
}

#[cfg(test)]
mod tests {
    use crate::ask::sample::{ask, ruled, told, told_of};
    use crate::world::sample::world;

    #[test]
    fn one_question_is_left_open_once_and_only_by_what_decides_it() {
        let world = world(
            r#"{"lorescope": 1, "axis": "number", "characters": [{"id": "cat"}], "events": [
            {"id": "d1", "kind": "death", "roles": {"victim": "cat"}, "at": 1},
            {"id": "r1", "kind": "resurrection", "roles": {"revived": "cat"}, "at": 2},
            {"id": "d2", "kind": "death", "roles": {"victim": "cat"}, "at": "3..5"},
            {"id": "r2", "kind": "resurrection", "roles": {"revived": "cat"}, "at": 7}]}"#,
        );
        let rows = told_of(&world, "who dead --as-of 4");
        assert_eq!(rows.len(), 1, "{rows:?}");
        let rows = told_of(&world, "why dead cat --as-of 4");
        assert!(rows[0].contains("`r1` until `d2`"), "{rows:?}");
        assert_eq!(rows.iter().filter(|row| row.starts_with("Cat ")).count(), 1, "{rows:?}");
    }

    #[test]
    fn a_verdict_says_why() {
        for (typed, verdict) in [
            ("why dead bo --as-of murder", "yes: Ann or Cy killed Bo"),
            ("why dead bo", "no: Bo is alive since `return`"),
            ("why dead ann", "no: Ann is alive"),
            ("why alive di", "unknown: `rumour` leaves it in doubt"),
            (
                "why allied north south",
                "no: instead, the North is hostile to the South since `betrayal`",
            ),
            (
                "why allied north south --as-of start",
                "no: not yet; it begins with `pact`",
            ),
            ("why allied ann bo", "unknown: the story does not say"),
            ("why sworn-to cy", "yes: Cy is sworn to the North since `oath`"),
            ("why killed bo", "yes: `murder`"),
            ("why betrayed ann", "unknown: the story tells of no betrayal of Ann"),
        ] {
            assert_eq!(ruled(typed), verdict, "{typed}");
        }
    }

    #[test]
    fn a_chain_leads_to_the_first_cause_and_tells_every_event_once() {
        assert_eq!(
            told("why murder"),
            [
                "`murder`: Ann or Cy killed Bo",
                "because `betrayal`: The South betrayed the North",
                "because `pact`: The North and the South allied at the Ford",
                "because `pact`: see above",
                "within `betrayal`: see above",
            ]
        );
    }

    #[test]
    fn what_cannot_be_explained_is_refused_with_what_can() {
        for (typed, help) in [
            ("why", "name an event"),
            ("why north", "lore why allied north"),
            ("why alive ann bo", "lore why alive NAME"),
        ] {
            let refusal = ask(typed).expect_err(typed);
            assert!(refusal.help.expect("help").contains(help), "{typed}");
        }
    }
}
