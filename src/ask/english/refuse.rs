//! What is said of a question that cannot be read, or not in one way alone.

use super::Sense;
use super::inflect::is_near;
use super::parser::Parser;
use super::question::Candidate;
use super::token::Token;
use crate::ask::asked::Refusal;
use crate::ask::inquiry;
use crate::ask::words::or;
use crate::model::{EventId, Node};
use crate::world::{Missed, World};

/// Words of English that questions are made of.
const SMALL: &[&str] = &[
    "who",
    "whom",
    "whose",
    "what",
    "which",
    "where",
    "when",
    "why",
    "how",
    "many",
    "much",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
    "do",
    "does",
    "did",
    "has",
    "have",
    "had",
    "having",
    "not",
    "n't",
    "never",
    "ever",
    "still",
    "no",
    "longer",
    "anymore",
    "any",
    "more",
    "most",
    "fewest",
    "first",
    "last",
    "the",
    "a",
    "an",
    "and",
    "or",
    "of",
    "to",
    "in",
    "on",
    "at",
    "by",
    "with",
    "from",
    "for",
    "about",
    "as",
    "after",
    "before",
    "between",
    "during",
    "since",
    "until",
    "till",
    "then",
    "now",
    "end",
    "start",
    "beginning",
    "story",
    "they",
    "them",
    "their",
    "he",
    "him",
    "his",
    "she",
    "her",
    "it",
    "its",
    "someone",
    "somebody",
    "anyone",
    "anybody",
    "something",
    "anything",
    "everyone",
    "that",
    "there",
    "happened",
    "happen",
    "happens",
    "changed",
    "change",
    "connected",
    "related",
    "side",
    "tell",
    "me",
    "list",
    "name",
    "show",
    "all",
    "time",
    "times",
    "long",
    "often",
    "cause",
    "caused",
    "else",
    "into",
    "against",
    "over",
    "through",
    "own",
    "while",
    "once",
    "part",
    "section",
    "chapter",
    "act",
    "scene",
    "'s",
    ",",
];

/// A question with its slips put right, and what is said of each.
pub(super) type Mended = (Vec<Token>, Vec<String>);

/// How many ways to put a question right are tried.
const WAYS: usize = 24;

/// The ways to put the slips of a question right, one a word; none if there is a word that is no slip of one that is known.
pub(super) fn mended(parser: &Parser<'_>) -> Vec<Mended> {
    let unknown = unknown(parser);
    if unknown.is_empty() {
        return Vec::new();
    }
    let known = known(parser.world);
    let names = named(parser.world);
    let mut ways: Vec<Mended> = vec![(parser.tokens.to_vec(), Vec::new())];
    // From the end, so that a word that becomes two moves none that is still to be looked at.
    for at in unknown.into_iter().rev() {
        let written = parser.text_of(at, at + 1);
        let meant = meant(&parser.tokens[at].text, &known, &names);
        let mut next = Vec::new();
        for (tokens, notes) in &ways {
            for words in &meant {
                let (mut tokens, mut notes) = (tokens.clone(), notes.clone());
                let span = tokens[at].span.clone();
                let said = words.iter().map(|word| Token {
                    text: word.clone(),
                    span: span.clone(),
                    quoted: false,
                });
                tokens.splice(at..=at, said);
                let right = words.join(" ").replace(" 's", "'s");
                notes.insert(0, format!("read `{written}` as `{right}`"));
                next.push((tokens, notes));
            }
        }
        next.truncate(WAYS);
        ways = next;
    }
    ways
}

/// The words that one which is not known may be a slip of: those of the vocabulary, never a name, but for an apostrophe that is left out.
fn meant(word: &str, known: &[String], names: &[String]) -> Vec<Vec<String>> {
    if let Some(name) = word
        .strip_suffix('s')
        .filter(|name| names.iter().any(|known| known == name))
    {
        return vec![vec![name.to_owned(), "'s".to_owned()]];
    }
    let may_be_named = |name: &String| is_near(word, name) && known.binary_search(name).is_err();
    if word.chars().count() < 4 || names.iter().any(may_be_named) {
        return Vec::new();
    }
    // Hardly anybody slips on the first letter: a ghost is no host.
    let first = word.chars().next();
    let near = known
        .iter()
        .filter(|known| known.chars().next() == first && is_near(word, known));
    near.map(|right| vec![right.clone()]).collect()
}

/// The words that are neither names nor words of the vocabulary nor small words of English.
fn unknown(parser: &Parser<'_>) -> Vec<usize> {
    let mut covered = parser.names.covered();
    parser.nouns.cover(&mut covered);
    let mut spoken: Vec<&str> = Vec::new();
    for form in &parser.forms {
        for said in &form.verbs {
            spoken.extend(said.words.iter().map(String::as_str));
        }
    }
    let is_known = |at: usize, token: &Token| {
        covered[at]
            || SMALL.contains(&token.text.as_str())
            || spoken
                .iter()
                .any(|word| super::inflect::bend(&token.text, word).is_some())
            || token.text.starts_with(|c: char| c.is_ascii_digit())
    };
    let tokens = parser.tokens.iter().enumerate();
    tokens
        .filter(|(at, token)| !is_known(*at, token))
        .map(|(at, _)| at)
        .collect()
}

/// Every single word of the vocabulary and of English questions, each once.
fn known(world: &World) -> Vec<String> {
    let mut words: Vec<String> = SMALL.iter().map(|&word| word.to_owned()).collect();
    let mut say = |text: &str| words.extend(super::token::words(text));
    let vocabulary = &world.vocabulary;
    for relation in &vocabulary.relations {
        for verb in std::iter::once(&relation.words).chain(&relation.inverse) {
            for form in [&verb.base, &verb.third, &verb.past, &verb.participle, &verb.noun] {
                say(form);
            }
        }
        relation
            .also
            .iter()
            .chain(&relation.inverse_also)
            .for_each(|also| say(also));
    }
    for kind in &vocabulary.kinds {
        let verb = &kind.verb;
        for form in [&verb.base, &verb.third, &verb.past, &verb.participle, &verb.noun] {
            say(form);
        }
        kind.also.iter().chain(&kind.asked).for_each(|also| say(also));
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// The single words of everybody's names.
fn named(world: &World) -> Vec<String> {
    let names = world.story.entities.iter().flat_map(|entity| &entity.names);
    names.flat_map(|name| super::token::words(&name.text)).collect()
}

pub(super) fn empty(_: &World) -> Refusal {
    Refusal {
        message: "there is no question".to_owned(),
        help: Some("ask one in English: `lore ask \"who died?\"`".to_owned()),
    }
}

pub(super) fn too_long() -> Refusal {
    Refusal {
        message: "the question has too many words".to_owned(),
        help: Some("ask one thing at a time".to_owned()),
    }
}

/// A question that nothing can be made of: the words that are not known, who may be meant by them, and what can be asked of those that are.
pub(super) fn unread(parser: &Parser<'_>) -> Refusal {
    let unknown = unknown(parser);
    let written: Vec<String> = unknown.iter().map(|&at| parser.text_of(at, at + 1)).collect();
    let message = match written.as_slice() {
        [] => "the words of this question are known, but not together as a question".to_owned(),
        words => {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            format!("this question has words that are not understood: {}", words.join(", "))
        }
    };
    let near: Vec<String> = written.iter().flat_map(|word| near(parser.world, word)).collect();
    let mut help = Vec::new();
    if !near.is_empty() {
        help.push(format!("did you mean {}?", or(&near)));
    }
    // Whoever mistyped a name knows what they want to ask.
    let asked = if near.is_empty() {
        super::suggest::questions(parser)
    } else {
        Vec::new()
    };
    if !asked.is_empty() {
        help.push(format!("it can be asked {}", or(&asked)));
    }
    Refusal {
        message,
        help: (!help.is_empty()).then(|| help.join("; ")),
    }
}

/// The ids of whoever has a name like a word that is not known.
fn near(world: &World, word: &str) -> Vec<String> {
    match world.find(word) {
        Err(Missed::Unknown { near, .. }) => near.into_iter().map(|id| format!("`{id}`")).collect(),
        _ => Vec::new(),
    }
}

/// A name that several bear.
pub(super) fn whose(world: &World, text: &str, nodes: &[Node]) -> Refusal {
    let mut bearers: Vec<String> = nodes.iter().map(|&node| world.story.slug(node).to_owned()).collect();
    bearers.sort();
    Missed::Ambiguous {
        typed: text.to_owned(),
        bearers,
    }
    .into()
}

/// A time that names no event, or several.
pub(super) fn which(world: &World, text: &str, events: &[EventId]) -> Refusal {
    if events.is_empty() {
        return Refusal {
            message: format!("the story tells of no such event: `{text}`"),
            help: Some("`lore timeline` shows the events".to_owned()),
        };
    }
    let ids: Vec<String> = events
        .iter()
        .map(|&id| format!("`{}`", world.story.event(id).id))
        .collect();
    Refusal {
        message: format!("`{text}` may be {}", or(&ids)),
        help: Some(format!("write the id of the event: {}", or(&ids))),
    }
}

/// A question that may mean several things.
pub(super) fn ambiguous(parser: &Parser<'_>, found: &[Candidate]) -> Refusal {
    let mut told: Vec<String> = found.iter().map(|one| retold(parser.world, &one.sense)).collect();
    told.sort();
    told.dedup();
    let ways = told.len();
    let told: Vec<String> = told.into_iter().map(|told| format!("`{told}?`")).collect();
    Refusal {
        message: format!("this question can be read in {ways} ways"),
        help: Some(format!("it may mean {}", or(&told))),
    }
}

/// How a reading is told.
fn retold(world: &World, sense: &Sense) -> String {
    match sense {
        Sense::Inquiry(inquiry) => inquiry::reading(world, inquiry),
        Sense::Command { question, asked } => asked.typed(question),
    }
}
