//! Questions that can be read, made of what was understood of one that cannot: its names, its verbs and its nouns.

use super::form::What;
use super::noun::Noun;
use super::parser::Parser;
use super::token::tokens;
use crate::model::{EntityKind, Node};
use crate::vocabulary::Kind;

/// How many are shown.
const MOST: usize = 3;

/// A few questions near the one that was asked, each of which can be read.
pub(super) fn questions(parser: &Parser<'_>) -> Vec<String> {
    let named = named(parser);
    let mut asked: Vec<String> = Vec::new();
    for what in spoken(parser) {
        match what {
            What::Kind(id) => of_kind(parser, parser.world.vocabulary.kind(id), &named, &mut asked),
            What::Relation(id) | What::Lack(id) | What::Outlast(id) => {
                let relation = parser.world.vocabulary.relation(id);
                let verb = relation.words.past.as_str();
                match named.first().filter(|_| !relation.is_unary()) {
                    Some(&one) => asked.push(format!("who {verb} {}", mention(parser, one))),
                    None => asked.push(format!("who {verb}")),
                }
            }
        }
    }
    for &one in &named {
        let name = mention(parser, one);
        let is_place = one
            .entity()
            .is_some_and(|id| parser.world.story.entity(id).kind == EntityKind::Place);
        if one.event().is_some() {
            asked.push(format!("what caused {name}"));
        } else if is_place {
            asked.push(format!("what happened at {name}"));
        } else {
            asked.push(format!("what happened to {name}"));
        }
    }
    if asked.is_empty() {
        asked.extend(["who died", "which characters are there", "what happened"].map(str::to_owned));
    }
    asked.dedup();
    let read = asked.into_iter().filter(|question| reads(parser, question));
    read.take(MOST).map(|question| format!("`{question}?`")).collect()
}

fn of_kind(parser: &Parser<'_>, kind: &Kind, named: &[Node], asked: &mut Vec<String>) {
    let verb = kind.verb.past.as_str();
    match named.first() {
        Some(&one) => {
            let name = mention(parser, one);
            asked.push(format!("who {verb} {name}"));
            asked.push(format!("who was {} by {name}", kind.verb.participle));
        }
        None => asked.push(format!("who {verb}")),
    }
}

/// Those who are named in the question, each once, in its order; of names within one another the longest.
fn named(parser: &Parser<'_>) -> Vec<Node> {
    let mut named = Vec::new();
    let mut at = 0;
    while at < parser.end() {
        match parser.names.at(at).first() {
            Some(hit) if hit.bearers.len() == 1 => {
                if !named.contains(&hit.bearers[0]) {
                    named.push(hit.bearers[0]);
                }
                at = hit.end;
            }
            _ => at += 1,
        }
    }
    named
}

/// What the words of the question that are no names may say, what is declared first before the rest, each once.
fn spoken(parser: &Parser<'_>) -> Vec<What> {
    let mut found: Vec<What> = Vec::new();
    let heard = |words: &[String]| {
        let mut tokens = parser.tokens.iter();
        words
            .first()
            .is_some_and(|word| tokens.any(|token| super::inflect::bend(&token.text, word).is_some()))
    };
    for form in &parser.forms {
        let own = form
            .verbs
            .iter()
            .any(|said| !said.words.is_empty() && heard(&said.words) && !is_small(&said.words));
        if own && !found.contains(&form.what) {
            found.push(form.what);
        }
    }
    for at in 0..parser.end() {
        for hit in parser.nouns.at(at) {
            let what = match hit.noun {
                Noun::Relation(id, _) => What::Relation(id),
                Noun::Kind(id) => What::Kind(id),
                _ => continue,
            };
            if !found.contains(&what) {
                found.push(what);
            }
        }
    }
    found.truncate(MOST);
    found
}

/// Whether a verb is one that every question has.
fn is_small(words: &[String]) -> bool {
    matches!(
        words.first().map(String::as_str),
        Some("be" | "is" | "was" | "have" | "has" | "had" | "do" | "did" | "survive" | "survived" | "survives")
    )
}

fn mention(parser: &Parser<'_>, node: Node) -> String {
    match node.event() {
        Some(event) => parser.world.story.event(event).id.to_string(),
        None => parser.world.mention(node),
    }
}

/// Whether a question can be read, and in one way.
fn reads(parser: &Parser<'_>, question: &str) -> bool {
    let words = tokens(question);
    let parser = Parser::new(parser.world, question, &words);
    let found = parser.questions();
    let best = found.iter().map(|one| one.draft.cost).min().unwrap_or(0);
    found
        .iter()
        .any(|one| one.draft.cost == best && one.draft.trouble.is_none())
}
