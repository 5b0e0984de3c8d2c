//! What the prelude can say reads back as it was said: every kind, by each of its patterns, in every tense, with whatever may be left out.

use super::{Bearing, Grammar, Named, Unread};
use crate::model::{EntityKind, RoleId};
use crate::vocabulary::{Blank, Fillers, Kind, Part, Segment, Vocabulary};
use std::collections::BTreeMap;

/// How the verb of a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Tense {
    Base,
    Present,
    Past,
    Perfect,
    Future,
}

const TENSES: [Tense; 5] = [Tense::Base, Tense::Present, Tense::Past, Tense::Perfect, Tense::Future];

/// Four of each sort, so that every role of a sentence has names of its own.
fn everybody() -> Vec<(Bearing, String)> {
    let sorts = EntityKind::ALL
        .into_iter()
        .map(|kind| (Bearing::Entity(kind), kind.word()));
    let sorts = sorts.chain([(Bearing::Event, "event")]);
    sorts
        .flat_map(|(bearing, word)| (0..8).map(move |n| (bearing, format!("{word}-{n}"))))
        .collect()
}

fn grammar(vocabulary: &Vocabulary, everybody: &[(Bearing, String)]) -> Grammar {
    Grammar::of(
        vocabulary,
        everybody.iter().map(|(bearing, id)| Named {
            id,
            bearing: *bearing,
            names: Vec::new(),
        }),
    )
}

/// A sentence while it is made, and what it says.
struct Making<'a> {
    kind: &'a Kind,
    free: Vec<(Bearing, String)>,
    text: String,
    roles: BTreeMap<RoleId, Vec<String>>,
    place: Option<String>,
    count: bool,
    tense: Tense,
    /// A word that stands for the verb.
    also: Option<&'a str>,
}

impl Making<'_> {
    fn take(&mut self, wanted: Fillers) -> String {
        let at = self
            .free
            .iter()
            .position(|(bearing, _)| bearing.fits(wanted))
            .expect("enough of each sort");
        self.free.remove(at).1
    }

    fn say(&mut self, segments: &[Segment], mask: u32) {
        let mut nth = 0;
        for segment in segments {
            match segment {
                Segment::Text(text) => self.text.push_str(text),
                Segment::Verb => self.verb(),
                Segment::Passive => self.passive(),
                Segment::Blank(blank) => self.fill(*blank, None),
                Segment::Optional(inner) => {
                    if mask & (1 << nth) != 0 {
                        self.say(inner, 0);
                    }
                    nth += 1;
                }
            }
        }
    }

    fn verb(&mut self) {
        let verb = &self.kind.verb;
        let said = match (self.also, self.tense) {
            (Some(also), _) => also.to_owned(),
            (None, Tense::Base) => verb.base.clone(),
            (None, Tense::Present) => verb.third.clone(),
            (None, Tense::Past) => verb.past.clone(),
            (None, Tense::Perfect) => format!("has {}", verb.participle),
            (None, Tense::Future) => format!("will {}", verb.base),
        };
        self.text.push_str(&said);
    }

    fn passive(&mut self) {
        let be = match self.tense {
            Tense::Base => "are",
            Tense::Present => "is",
            Tense::Past => "was",
            Tense::Perfect => "has been",
            Tense::Future => "will be",
        };
        let said = self.also.unwrap_or(&self.kind.verb.participle);
        self.text.push_str(&format!("{be} {said}"));
    }

    /// A sentence of its own words, in the nth form of each.
    fn saying(&mut self, parts: &[Part], nth: usize, options: bool) {
        for part in parts {
            self.text.push(' ');
            match part {
                Part::Word(words) => self.text.push_str(&words[nth.min(words.len() - 1)]),
                Part::Blank(blank, sort) => self.fill(*blank, *sort),
                Part::Optional(inner) if options => self.saying(inner, nth, false),
                Part::Optional(_) => {}
            }
        }
    }

    fn fill(&mut self, blank: Blank, sort: Option<Fillers>) {
        match blank {
            Blank::Role(id) => {
                let role = self.kind.role(id).expect("a role of the kind");
                let wanted = sort.unwrap_or(role.of);
                let names: Vec<String> = (0..role.min.max(1)).map(|_| self.take(wanted)).collect();
                self.text.push_str(&names.join(" and "));
                self.roles.insert(id, names);
            }
            Blank::Place => {
                let place = self.take(Fillers::only(EntityKind::Place));
                self.text.push_str(&place);
                self.place = Some(place);
            }
            Blank::Count => {
                self.text.push_str("over 1,200");
                self.count = true;
            }
        }
    }
}

/// Reads a sentence back; what is wrong with that.
fn wrong(grammar: &Grammar, vocabulary: &Vocabulary, made: &Making<'_>) -> Option<String> {
    let text = &made.text;
    let reading = match grammar.read(text) {
        Ok(reading) => reading,
        Err(Unread::Ambiguous(readings)) => {
            let mut kinds: Vec<&str> = readings
                .iter()
                .map(|reading| vocabulary.kind(reading.kind).name.as_str())
                .collect();
            kinds.sort_unstable();
            return Some(format!("{}: {}", kinds.join(" or "), text));
        }
        Err(unread) => return Some(format!("{text}: {unread:?}")),
    };
    let ids = |mentions: &[super::Mention]| -> Vec<String> {
        mentions
            .iter()
            .map(|mention| grammar.id(mention.bearer().expect("known")).to_owned())
            .collect()
    };
    let roles: BTreeMap<RoleId, Vec<String>> = reading
        .roles
        .iter()
        .map(|role| (role.role, ids(&role.mentions)))
        .collect();
    let place = reading
        .place
        .as_ref()
        .map(|place| ids(std::slice::from_ref(place)).remove(0));
    let same = vocabulary.kind(reading.kind).name == made.kind.name
        && roles == made.roles
        && place == made.place
        && reading.count.is_some() == made.count
        && reading.roles.iter().all(|role| !role.candidates);
    (!same).then(|| format!("{text}: read as {}", grammar.words_of(text, &reading)))
}

fn making(kind: &Kind, tense: Tense) -> Making<'_> {
    Making {
        kind,
        free: everybody(),
        text: String::new(),
        roles: BTreeMap::new(),
        place: None,
        count: false,
        tense,
        also: None,
    }
}

/// What is refused because it may honestly mean one thing or another, and how that is told.
const HONEST: &[&str] = &[
    // A faction can be left, and retreated from.
    "leave or retreat: character-0 withdraw from faction-0",
    "leave or retreat: character-0 withdraws from faction-0",
    "leave or retreat: character-0 withdrew from faction-0",
];

/// What reads back as something else: by its pattern, and how.
const ELSE: &[&str] = &[
    // Whoever stands behind *refuse* is the one who is refused, if they can be; what is refused has `over` for such a case.
    "refusal: <refuser> refuse <about>",
];

/// The faults, without those that are known to be none.
fn told(faults: &[String]) -> Vec<&String> {
    let honest = |fault: &&String| HONEST.iter().any(|known| fault.ends_with(known));
    faults.iter().filter(|fault| !honest(fault)).collect()
}

#[test]
fn whatever_the_prelude_can_say_reads_back_as_it_was_said() {
    let vocabulary = Vocabulary::prelude();
    let grammar = grammar(&vocabulary, &everybody());
    let (mut faults, mut tried) = (Vec::new(), 0);
    for (kind, (_, declared)) in vocabulary.kinds.iter().zip(&crate::vocabulary::prelude().kinds.0) {
        for (nth, pattern) in kind.patterns.iter().enumerate() {
            let text = declared
                .patterns
                .get(nth)
                .map_or("", |text| text.split('[').next().unwrap_or(text));
            if ELSE.contains(&format!("{}: {text}", kind.name).as_str()) {
                continue;
            }
            let options = pattern
                .segments
                .iter()
                .filter(|segment| matches!(segment, Segment::Optional(_)))
                .count();
            for tense in TENSES {
                for mask in 0..1 << options {
                    tried += 1;
                    let mut making = making(kind, tense);
                    making.say(&pattern.segments, mask);
                    faults.extend(wrong(&grammar, &vocabulary, &making).map(|fault| format!("{}: {fault}", kind.name)));
                }
            }
        }
    }
    assert!(tried > 3000, "{tried}");
    assert_eq!(told(&faults), Vec::<&String>::new(), "of {tried}");
}

#[test]
fn further_words_and_sentences_mean_one_kind() {
    let vocabulary = Vocabulary::prelude();
    let grammar = grammar(&vocabulary, &everybody());
    let mut faults = Vec::new();
    for kind in &vocabulary.kinds {
        let mut note = |making: &Making<'_>| {
            faults.extend(wrong(&grammar, &vocabulary, making).map(|fault| format!("{}: {fault}", kind.name)));
        };
        for also in &kind.also {
            for pattern in kind.patterns.iter().take(1) {
                let mut making = making(kind, Tense::Past);
                making.also = Some(also);
                making.say(&pattern.segments, 0);
                note(&making);
            }
        }
        for saying in &kind.sentences {
            for nth in 0..4 {
                for options in [false, true] {
                    let mut making = making(kind, Tense::Past);
                    making.saying(&saying.parts, nth, options);
                    making.text = making.text.trim().to_owned();
                    note(&making);
                }
            }
        }
    }
    assert_eq!(told(&faults), Vec::<&String>::new());
}
