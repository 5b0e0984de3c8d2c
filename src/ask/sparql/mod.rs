//! Exact commands and inquiries written as SPARQL, for those who want to go on from there: `--explain sparql`.
//!
//! A query asks for the same rows as its command, in the columns that are ids: subject, relation, object, from and until, or event and kind.
//! What SPARQL cannot find, such as the shortest way, is asked by its steps once they are found, and says so.
//! It is text alone, and made whether or not this `lore` can run it.

mod chain;
mod changes;
mod happened;
mod held;
mod inquiry;
mod list;
mod numbers;
mod show;
mod text;

use super::asked::{Asked, Clock, Narrowed, Refusal, Through};
use super::words::{self, Word};
use crate::model::Node;
use crate::timeline::{AsOf, Reference};
use crate::world::World;
pub use inquiry::sparql_of;
use text::Text;

/// An exact command as a query in SPARQL that finds the same rows.
///
/// # Errors
/// When the command itself would be refused, or SPARQL cannot say it.
///
/// ```
/// use lorescope::{ask::{self, Asked}, load, timeline::Lens, world::World};
/// let loaded = load::read("story.json", r#"{"lorescope": 1, "characters": [{"id": "odo"}]}"#);
/// let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
/// let asked = Asked { words: vec!["alive".into()], ..Asked::default() };
/// assert!(ask::sparql(&world, "who", &asked).unwrap().contains("rel:alive"));
/// ```
pub fn sparql(world: &World, question: &str, asked: &Asked) -> Result<String, Refusal> {
    if asked.through == Through::Factions && ["who", "show"].contains(&question) {
        return Err(Refusal {
            message: "SPARQL cannot say what passes through factions".to_owned(),
            help: Some(
                "each way is cut to the time in which all its memberships last; leave `--through` out, or follow `rel:member/rel:part-of*` in a query of your own".to_owned(),
            ),
        });
    }
    unsaid(world, question, asked)?;
    let known = super::QUESTIONS.iter().find(|known| known.name == question);
    let Some(known) = known else {
        return Err(Refusal {
            message: format!("`lore {question}` has no SPARQL"),
            help: Some("the questions that have are list, who, show, timeline, path, diff, why and stats".to_owned()),
        });
    };
    // What the command refuses is refused here too, in the same words.
    let answer = (known.answer)(world, asked)?;
    let mut text = Text::new(&format!("lore {}", answer.question));
    let as_of = asked.as_of(world)?;
    match question {
        "who" => {
            let word = asked.words.first().map_or("", String::as_str);
            let (read, _) = words::read(&world.vocabulary, word, asked.prefer)?;
            let of = asked.concerned(world)?;
            match read {
                Word::Relation(relation) => held::held(&mut text, world, relation, &of, as_of.as_ref()),
                Word::Lack(relation) => held::lacked(&mut text, world, relation, &of, as_of.as_ref()),
                Word::Kind(kind) => happened::of_kind(&mut text, world, kind, &of, as_of.as_ref()),
            }
        }
        "timeline" => {
            let names = asked.words.iter().chain(&asked.of);
            let of: Vec<Node> = names
                .map(|typed| Ok::<Node, Refusal>(world.find(typed)?))
                .collect::<Result<_, _>>()?;
            happened::timeline(&mut text, world, &of, as_of.as_ref());
        }
        "list" => list::list(&mut text, &asked.words),
        "show" => {
            let node = world.find(asked.words.first().map_or("", String::as_str))?;
            let now = as_of.unwrap_or_else(|| world.end());
            show::show(&mut text, world, node, &now);
        }
        "diff" => changes::diff(&mut text, world, asked)?,
        "path" => chain::path(&mut text, world, &answer, as_of.as_ref()),
        "why" => chain::why(&mut text, world, &answer),
        _ => numbers::stats(&mut text, world, as_of.as_ref()),
    }
    Ok(text.finish())
}

/// Refuses what the options of a question ask and SPARQL cannot.
fn unsaid(world: &World, question: &str, asked: &Asked) -> Result<(), Refusal> {
    let refuse = |message: String, help: &str| {
        Err(Refusal {
            message,
            help: Some(help.to_owned()),
        })
    };
    if asked.narrowed != Narrowed::default() {
        return refuse(
            "parts and windows of `who` are not written as SPARQL".to_owned(),
            "leave them out, and go on from that query: a part is `role:NAME`, a window `lore:happened(?event, MOMENT)`",
        );
    }
    if asked.order == Clock::Telling {
        return refuse(
            "SPARQL does not know the order of the telling".to_owned(),
            "leave `--order` out, and go on from that query: where an event is told stands under `lore:told`",
        );
    }
    let named: &[String] = match question {
        "who" => &asked.of,
        "show" | "timeline" => &asked.words,
        _ => &[],
    };
    let now = asked.as_of(world)?.unwrap_or_else(|| world.end());
    for node in named.iter().chain(&asked.of).filter_map(|typed| world.find(typed).ok()) {
        if let Some(&other) = world.selves(node, &now).first() {
            let [one, other] = [node, other].map(|node| world.story.slug(node).to_owned());
            return refuse(
                format!("`{one}` turns out to be `{other}`, and a query asks of one at a time"),
                "ask of somebody else, and let both stand there: `VALUES ?self { :ONE :OTHER }`",
            );
        }
    }
    Ok(())
}

/// A moment as the functions of a query take it, quotes and all.
pub(super) fn moment(world: &World, as_of: &AsOf) -> String {
    let id = |event| &world.story.event(event).id;
    let words = match &as_of.reference {
        Reference::Start => "start".to_owned(),
        Reference::End => "end".to_owned(),
        Reference::Before(event) => format!("before {}", id(*event)),
        Reference::After(event) => id(*event).to_string(),
        Reference::Time(time) => {
            let written = time.written.to_string();
            match written.strip_prefix("just before ") {
                Some(time) => format!("before {time}"),
                None => written,
            }
        }
    };
    crate::rdf::quoted(&words)
}
