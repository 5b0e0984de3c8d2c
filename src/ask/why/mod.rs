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

mod alike;
mod chain;
mod ending;
mod forward;
mod needs;
mod state;

use super::asked::{Asked, Prefer, Refusal};
use super::words::{self, Word};
use super::{Answer, Link, Ruling, events, reasons};
use crate::model::{EventId, KindId, Node, RelationId};
use crate::timeline::{AsOf, Cause, Reason, Truth};
use crate::vocabulary::{Fillers, Meaning, Relation};
use crate::world::{Missed, World};
use chain::Chain;
use state::State;

/// Of how many things that decide a question it is told what would have ended them.
const FEW: usize = 3;

const COLUMNS: [&str; 4] = ["depth", "link", "event", "kind"];

/// Answers `why EVENT`, `why NAME` and `why WORD NAME…`.
pub(super) fn answer(world: &World, asked: &Asked) -> Result<Answer, Refusal> {
    let as_of = asked.as_of(world)?.unwrap_or_else(|| world.end());
    let mut chain = if asked.forward {
        Chain::onward(world, &as_of)
    } else {
        Chain::new(world)
    };
    let (reading, ruling) = match asked.words.as_slice() {
        [] => return Err(usage()),
        [one] => why_one(&mut chain, one, &as_of)?,
        [word, names @ ..] => why_fact(&mut chain, asked, word, names, &as_of)?,
    };
    let rows = chain.finish();
    Ok(Answer {
        question: asked.typed("why"),
        reading,
        as_of: Some(world.moment_words(&as_of)),
        ruling,
        columns: COLUMNS.map(str::to_owned).to_vec(),
        rows,
        ..Answer::default()
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
    let node = world.find(typed).map_err(|missed| unnamed(world, missed))?;
    if let Some(event) = node.event() {
        chain.event(event, Link::Happened, 0);
        let id = world.story.slug(node);
        let reading = if chain.is_onward() {
            format!("What came of `{id}`")
        } else {
            format!("Why `{id}` happened")
        };
        return Ok((reading, None));
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
                "name a relation too{}; `lore show {id}` tells what holds",
                of_it(world, node).map_or_else(String::new, |word| format!(", as in `lore why {word} {id}`"))
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
    let (read, _) = words::read_of(&world.vocabulary, word, asked.prefer, |meant| {
        may_be_of(world, meant, &nodes)
    })?;
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

/// What is typed alone and names nothing, but is a word of the story: whom it concerns is wanting.
fn unnamed(world: &World, missed: Missed) -> Refusal {
    match &missed {
        Missed::Unknown { typed, .. } if words::meant(&world.vocabulary, typed, Prefer::default()).is_some() => {
            Refusal {
                message: format!("`why {typed}` does not say of whom"),
                help: Some(format!(
                    "ask `lore why {typed} NAME`; `lore who {typed}` tells of whom it may be asked"
                )),
            }
        }
        Missed::Unknown { .. } | Missed::Ambiguous { .. } | Missed::Misfit { .. } | Missed::NoMoment { .. } => {
            missed.into()
        }
    }
}

/// A relation that can be asked about something: one that is told of it, best with it in the first place, else one that could be.
fn of_it(world: &World, node: Node) -> Option<&str> {
    let told = |place: usize| {
        let mut concerning = world.timeline.concerning(node);
        concerning.find(|stretch| stretch.args[place] == Some(node))
    };
    let told = told(0).or_else(|| told(1)).map(|stretch| stretch.relation);
    let relation = told.map(|id| world.vocabulary.relation(id)).or_else(|| {
        let admits = |relation: &&Relation| relation.between[0].admits_node(&world.story, node);
        world.vocabulary.relations.iter().find(admits)
    });
    relation.map(|relation| relation.name.as_str())
}

/// Whether a word can be said of these: a relation with them in its places, one alone in any of them, or a kind of event with a part for each.
fn may_be_of(world: &World, word: Word, nodes: &[Node]) -> bool {
    let admits = |sort: &Fillers, node: &Node| sort.admits_node(&world.story, *node);
    match (word, nodes) {
        (Word::Relation(id) | Word::Lack(id), [one]) => {
            let between = &world.vocabulary.relation(id).between;
            between.iter().any(|sort| admits(sort, one))
        }
        (Word::Relation(id) | Word::Lack(id), _) => {
            let between = &world.vocabulary.relation(id).between;
            between.len() == nodes.len() && between.iter().zip(nodes).all(|(sort, node)| admits(sort, node))
        }
        (Word::Kind(id), _) => {
            let roles = &world.vocabulary.kind(id).roles;
            nodes.iter().all(|node| roles.iter().any(|role| admits(&role.of, node)))
        }
    }
}

/// One name alone may stand in either place of a relation: in the second where only that has a stretch with it.
fn place(world: &World, relation: RelationId, args: [Option<Node>; 2]) -> [Option<Node>; 2] {
    let [Some(one), None] = args else { return args };
    let stretches = || {
        let concerning = world.timeline_of(relation).concerning(one);
        concerning.filter(|stretch| stretch.relation == relation)
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
    let clause = reasons::clause(world, &verdict, as_of);
    let deciding = reasons::deciding(world, &verdict, as_of);
    let few = deciding.len() <= FEW;
    let settled = !matches!(verdict.reason, Reason::Unsettled(_) | Reason::Doubtful(_));
    for stretch in deciding {
        let opens = reasons::opens(&verdict, stretch).filter(|_| !settled);
        let state = State {
            stretch,
            lacking: lack && truth == Truth::Yes,
            as_of,
            open: opens.map(|cause| (cause, clause.clone())),
        };
        chain.state(&state);
        if few && settled && !chain.is_onward() {
            chain.ending(&state);
        }
    }
    if !chain.is_onward() {
        match verdict.reason {
            Reason::Excluded | Reason::Obscured | Reason::Nearby => chain.before(relation, args, as_of),
            Reason::Unsaid | Reason::NotYet => chain.beginning(relation, args, as_of),
            Reason::Holds | Reason::Ended | Reason::Unsettled(_) | Reason::Doubtful(_) => {}
        }
    }
    let asks = if chain.is_onward() {
        "What came of it that"
    } else {
        "Why"
    };
    let reading = format!("{asks} {}", said(world, lack, relation, args));
    let by = gone.and_then(|stretch| stretch.ended).and_then(Cause::event);
    let reason = match by {
        Some(event) if lack => world.sentence(event),
        Some(_) | None => clause,
    };
    (reading, Some(Ruling { truth, reason }))
}

/// What is asked about, within a sentence.
fn said(world: &World, lack: bool, relation: RelationId, args: [Option<Node>; 2]) -> String {
    if lack {
        let who = args[0].map_or_else(|| "somebody".to_owned(), |node| world.mention(node));
        return format!("{who} is dead");
    }
    reasons::inner(&world.relation_clause(relation, args, crate::world::Tense::Present))
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
    let asks = if chain.is_onward() {
        "What came of the"
    } else {
        "Why there was a"
    };
    let reading = format!("{asks} {noun} of {}", words::and(&names));
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
        chain.event(event, Link::Happened, 0);
    }
    (reading, Some(Ruling { truth, reason }))
}

#[cfg(test)]
mod tests;
