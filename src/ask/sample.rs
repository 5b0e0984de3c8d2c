//! A small story for the tests of questions, with a relation and a kind of its own, and a helper that asks it.

use super::{Answer, Asked, Asking, QUESTIONS, Refusal, Through};
use crate::world::{World, sample::world};

const STORY: &str = r#"{"lorescope": 1, "documents": [{"id": "book"}],
    "vocabulary": {
        "relations": {"sworn-to": {"between": ["character", "actor"], "means": "service",
            "words": {"base": "be sworn to", "noun": "liegeman"}}},
        "kinds": {"oath": {"roles": {"swearer": {"of": "character", "count": "1..", "agentive": true},
                                     "lord": {"of": "actor", "count": "1", "agentive": false}},
            "verb": {"base": "swear an oath", "past": "swore an oath", "participle": "sworn an oath"},
            "patterns": ["<swearer> swear an oath to <lord>"], "starts": ["sworn-to(swearer, lord)"]}}},
    "characters": [{"id": "ann", "name": "Ann", "aliases": ["Annie"], "relations": {"member": "north"}},
                   {"id": "bo", "name": "Bo"}, {"id": "cy", "name": "Cy"}, {"id": "di", "name": "Di"}],
    "factions": [{"id": "north", "name": "the North"}, {"id": "south", "name": "the South"},
                 {"id": "wall", "name": "the Wall"}],
    "places": [{"id": "ford", "name": "the Ford"}],
    "events": [
        {"id": "pact", "kind": "alliance", "roles": {"allies": ["north", "south"]}, "at": 1, "place": "ford",
         "sources": [{"document": "book", "quote": "they shook hands", "locator": "1"}]},
        {"id": "oath", "kind": "oath", "roles": {"swearer": "cy", "lord": "north"}, "at": 2},
        {"id": "betrayal", "kind": "betrayal", "roles": {"betrayer": "south", "betrayed": "north"}, "at": 3,
         "because": "pact"},
        {"id": "murder", "kind": "killing", "roles": {"killer": {"one-of": ["ann", "cy"]}, "victim": "bo"}, "at": 4,
         "because": ["betrayal", "pact"], "within": "betrayal"},
        {"id": "rumour", "kind": "death", "roles": {"victim": "di"}, "at": 5, "certainty": "doubtful"},
        {"id": "return", "kind": "resurrection", "roles": {"revived": "bo"}, "at": 6}]}"#;

pub(super) fn story() -> World {
    world(STORY)
}

/// Asks as one types: words, then `--of`, `--as-of`, `--before` and `--through factions`.
pub(super) fn ask(typed: &str) -> Result<Answer, Refusal> {
    ask_of(&story(), typed)
}

/// Asks of another story.
pub(super) fn ask_of(world: &World, typed: &str) -> Result<Answer, Refusal> {
    let mut words = typed.split(' ').map(str::to_owned);
    let name = words.next().expect("a question");
    let mut asked = Asked::default();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--of" => asked.of.extend(words.next()),
            "--as-of" => asked.moment = Asking::AsOf(words.next().expect("a moment")),
            "--before" => asked.moment = Asking::Before(words.next().expect("a moment")),
            "--forward" => asked.forward = true,
            "--through" => asked.through = words.next().map_or(Through::Nothing, |_| Through::Factions),
            _ => asked.words.push(word),
        }
    }
    let question = QUESTIONS
        .iter()
        .find(|question| question.name == name)
        .expect("a question");
    (question.answer)(world, &asked)
}

/// The rows of an answer, one a line: sentence, way, span, certainty, and what leaves it open.
pub(super) fn told(typed: &str) -> Vec<String> {
    told_of(&story(), typed)
}

/// The rows of an answer about another story.
pub(super) fn told_of(world: &World, typed: &str) -> Vec<String> {
    let answer = ask_of(world, typed).unwrap_or_else(|refusal| panic!("{typed}: {}", refusal.message));
    let rows = answer.rows.into_iter().map(|row| {
        let lead = row.lead.map(|lead| format!("{lead}: ")).unwrap_or_default();
        let via = row.via.map(|via| format!(", {via}")).unwrap_or_default();
        let span = row.span.map(|span| format!(", {}", span.words())).unwrap_or_default();
        let sure = match row.certainty.word() {
            "stated" => String::new(),
            word => format!(" [{word}]"),
        };
        let open = row.open.map(|open| format!("; but {open}")).unwrap_or_default();
        format!("{lead}{}{via}{span}{sure}{open}", row.sentence)
    });
    rows.collect()
}

/// The verdict of an answer.
pub(super) fn ruled(typed: &str) -> String {
    let answer = ask(typed).unwrap_or_else(|refusal| panic!("{typed}: {}", refusal.message));
    let ruling = answer.ruling.expect("a verdict");
    format!("{}: {}", ruling.word(), ruling.reason)
}
