//! What stands around a verb: its helpers, its negation, and the small words among them.
//!
//! ```text
//!   had never been │ captured        has │ Odo │ not yet │ met        is no longer │ allied with
//! ```

use super::draft::{Tense, pick_word};
use super::token::{NOT, Token};
use crate::ask::inquiry::Pick;

/// What must follow the helpers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// A verb by itself: *killed*.
    Finite,
    /// Behind *did*.
    Base,
    /// Behind *has*.
    Participle,
    /// Behind *was*: a participle, a complement, or what one is doing.
    Be,
    /// Behind *got*: a participle.
    Passive,
    /// *capturing*
    Gerund,
}

/// A helping verb that stands in front of who does it: *did Odo …*
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Helper {
    Do(Tense),
    Have(Tense),
    Be(Tense),
}

/// What stands around a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// Where the verb itself begins.
    pub end: usize,
    pub need: Need,
    pub tense: Tense,
    pub negation: Negation,
    /// *still* and *no longer*, *first* and *last*.
    pub still: bool,
    pub no_longer: bool,
    pub pick: Option<Pick>,
    pub ever: bool,
}

/// How something is denied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Negation {
    #[default]
    None,
    Not,
    /// *didn't*, which at the head of a question asks whether it is so after all.
    Short,
}

/// How a verb stands that has nobody before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verbal {
    Finite,
    Gerund,
    /// Behind *to*.
    Infinitive,
}

/// The helper that a word is.
pub(super) fn helper(word: &str) -> Option<Helper> {
    Some(match word {
        "do" | "does" => Helper::Do(Tense::Present),
        "did" => Helper::Do(Tense::Past),
        "has" | "have" => Helper::Have(Tense::Perfect),
        "had" => Helper::Have(Tense::Pluperfect),
        "is" | "are" | "am" => Helper::Be(Tense::Present),
        "was" | "were" => Helper::Be(Tense::Past),
        _ => return None,
    })
}

/// Small words that change nothing, since every event has happened once and every answer tells when.
const IDLE: &[&str] = &[
    "already",
    "actually",
    "really",
    "also",
    "once",
    "eventually",
    "finally",
    "then",
    "ever",
];

/// What the words around a verb may be, from a place on, behind a helper that stood before the subject.
pub(super) fn groups(tokens: &[Token], at: usize, front: Option<Helper>, verbal: Verbal) -> Vec<Group> {
    let mut reader = Reader {
        tokens,
        group: Group {
            end: at,
            need: Need::Finite,
            tense: Tense::Past,
            negation: Negation::None,
            still: false,
            no_longer: false,
            pick: None,
            ever: false,
        },
    };
    reader.adverbs();
    let mut found = Vec::new();
    match (front, verbal) {
        (Some(helper), _) => reader.helped(helper, &mut found),
        (None, Verbal::Finite) => {
            let mut bare = reader;
            bare.group.need = Need::Finite;
            found.push(bare.group);
            if let Some(helper) = reader.word().and_then(helper) {
                reader.group.end += 1;
                reader.helped(helper, &mut found);
            } else if matches!(reader.word(), Some("got" | "gets" | "get")) {
                reader.group.end += 1;
                reader.group.need = Need::Passive;
                found.push(reader.group);
            }
        }
        (None, Verbal::Gerund) => match reader.word() {
            Some("being") => {
                reader.group.end += 1;
                reader.adverbs();
                reader.need(Need::Be, &mut found);
            }
            Some("having") => {
                reader.group.end += 1;
                reader.helped(Helper::Have(Tense::Pluperfect), &mut found);
            }
            _ => reader.need(Need::Gerund, &mut found),
        },
        (None, Verbal::Infinitive) => {
            reader.need(Need::Base, &mut found);
            if reader.word() == Some("be") {
                reader.group.end += 1;
                reader.need(Need::Be, &mut found);
            } else if reader.word() == Some("have") {
                reader.group.end += 1;
                reader.helped(Helper::Have(Tense::Perfect), &mut found);
            }
        }
    }
    found
}

#[derive(Clone, Copy)]
struct Reader<'t> {
    tokens: &'t [Token],
    group: Group,
}

impl<'t> Reader<'t> {
    fn word(&self) -> Option<&'t str> {
        self.tokens
            .get(self.group.end)
            .filter(|token| !token.quoted)
            .map(|token| token.text.as_str())
    }

    fn next(&self) -> Option<&'t str> {
        self.tokens.get(self.group.end + 1).map(|token| token.text.as_str())
    }

    fn need(&self, need: Need, found: &mut Vec<Group>) {
        found.push(Group { need, ..self.group });
    }

    fn helped(mut self, helper: Helper, found: &mut Vec<Group>) {
        self.adverbs();
        match helper {
            Helper::Do(tense) => {
                self.group.tense = tense;
                self.need(Need::Base, found);
            }
            Helper::Have(tense) => {
                self.group.tense = tense;
                if self.word() == Some("been") {
                    let mut been = self;
                    been.group.end += 1;
                    been.adverbs();
                    been.need(Need::Be, found);
                }
                self.need(Need::Participle, found);
            }
            Helper::Be(tense) => {
                self.group.tense = tense;
                if self.word() == Some("being") {
                    self.group.end += 1;
                }
                self.need(Need::Be, found);
                // *is been captured* is what is left of *who's been captured*.
                if self.word() == Some("been") {
                    self.group.end += 1;
                    self.group.tense = Tense::Perfect;
                    self.need(Need::Be, found);
                }
            }
        }
    }

    /// Takes small words.
    fn adverbs(&mut self) {
        while let Some(word) = self.word() {
            match (word, self.next()) {
                ("no", Some("longer")) | ("not", Some("anymore")) => {
                    self.group.no_longer = true;
                    self.group.end += 1;
                }
                ("not" | "never", _) => self.group.negation = Negation::Not,
                (NOT, _) => self.group.negation = Negation::Short,
                ("still", _) => self.group.still = true,
                ("yet", _) if self.group.negation != Negation::None => {}
                (word, _) if pick_word(word).is_some() => self.group.pick = pick_word(word),
                (word, _) if IDLE.contains(&word) => self.group.ever |= word == "ever",
                _ => return,
            }
            self.group.end += 1;
        }
    }
}

/// The first or the last, where one of the words says so.
pub(super) fn pick_of(words: &[String]) -> Option<Pick> {
    words.iter().find_map(|word| pick_word(word))
}

/// Small words that may stand at the end of a clause.
pub(super) enum Closing {
    Idle,
    Pick(Pick),
    NoLonger,
    Not,
}

/// The small words at a place behind a clause, and where they end.
pub(super) fn closing(tokens: &[Token], at: usize) -> Option<(usize, Closing)> {
    let word = |at: usize| {
        tokens
            .get(at)
            .filter(|token| !token.quoted)
            .map(|token| token.text.as_str())
    };
    Some(match (word(at)?, word(at + 1)) {
        ("first" | "last", Some("of")) if word(at + 2) == Some("all") => (at + 3, Closing::Pick(pick_word(word(at)?)?)),
        ("first" | "last", _) => (at + 1, Closing::Pick(pick_word(word(at)?)?)),
        ("any", Some("more" | "longer")) => (at + 2, Closing::NoLonger),
        ("anymore", _) => (at + 1, Closing::NoLonger),
        ("at", Some("any")) if matches!(word(at + 2), Some("point" | "time")) => (at + 3, Closing::Idle),
        ("in", Some("the")) if matches!(word(at + 2), Some("story")) => (at + 3, Closing::Idle),
        ("never", _) => (at + 1, Closing::Not),
        ("ever" | "eventually" | "already", _) => (at + 1, Closing::Idle),
        _ => return None,
    })
}
