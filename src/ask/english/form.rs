//! The clauses in which each kind of event and each relation may be asked about, made of what the vocabulary declares.
//!
//! ```text
//!   <killer> kill <victim>[ with <weapon>]
//!     core     <killer> VERB <victim>        and   <victim> PASSIVE
//!     options  with <weapon> · at <place>          by <killer> · with <weapon> · at <place>
//! ```
//!
//! Only what can stand in the question at hand is made: a clause none of whose verbs is among the words is left out.

use super::draft::actors;
use super::inflect::bend;
use super::pieces::{behind, hole, one_another, part_pieces, passive, pieces, plural};
use super::token::{Token, words};
use crate::model::{EntityKind, KindId, RelationId, RoleId};
use crate::vocabulary::{Fillers, Kind, Part, Saying, Verb, Vocabulary};

/// What a clause says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// That an event of a kind happens.
    Kind(KindId),
    /// That a relation holds.
    Relation(RelationId),
    /// That a relation holds no more.
    Lack(RelationId),
    /// That a relation holds at the end, or after whatever was survived.
    Outlast(RelationId),
}

/// Whose place in a clause somebody stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Role(RoleId),
    Place,
    Arg(usize),
}

/// A place in a clause where a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hole {
    pub slot: Slot,
    pub of: Fillers,
}

impl Hole {
    /// Whether nothing but a place may stand there.
    pub(super) fn is_place(self) -> bool {
        self.of == Fillers::only(EntityKind::Place)
    }
}

/// A piece of a clause.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// A word as it stands: any one of these.
    Word(Vec<String>),
    Hole(Hole),
    /// *that*, and what happened.
    That(Hole),
    Verb,
    Passive,
    /// A form of *be* alone.
    Be,
}

/// How a form of a verb may stand.
pub(super) mod ways {
    pub(in super::super) const BASE: u8 = 1;
    pub(in super::super) const THIRD: u8 = 2;
    pub(in super::super) const PAST: u8 = 4;
    /// Behind *has*, and in the passive behind *was*.
    pub(in super::super) const PARTICIPLE: u8 = 8;
    /// Behind *be*, as an active verb: *be at odds*.
    pub(in super::super) const COMPLEMENT: u8 = 16;
    /// What may be any of the verb forms.
    pub(in super::super) const ANY: u8 = BASE | THIRD | PAST | PARTICIPLE;
}

/// The words of one form of a verb.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    pub words: Vec<String>,
    pub ways: u8,
    /// Whether it is a further word, and not the verb's own.
    pub also: bool,
}

/// A clause that may be asked about.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub what: What,
    pub core: Vec<Piece>,
    pub options: Vec<Vec<Piece>>,
    pub verbs: Vec<Said>,
    /// Which option names those who do it together with whoever does it.
    pub company: Option<usize>,
    /// How far it is from the vocabulary's own way to say it.
    pub cost: u32,
}

/// Words that stand between a verb and a name.
pub(super) const PREPOSITIONS: &[&str] = &[
    "with", "to", "of", "by", "as", "at", "in", "about", "from", "against", "on", "for", "into", "over", "through",
    "among", "before", "towards",
];

/// Words that may stand for one another within a verb of several words: *make a promise*, *keep his promise*.
pub(super) const DETERMINERS: &[&str] = &["a", "an", "the", "his", "her", "their", "its", "any"];

/// Words before a place.
const THERE: &[&str] = &["at", "in", "on", "aboard", "inside", "within"];

/// The makers of clauses for one question.
pub(super) struct Maker<'a> {
    pub vocabulary: &'a Vocabulary,
    pub tokens: &'a [Token],
    pub forms: Vec<Form>,
}

impl Maker<'_> {
    /// Whether a phrase can stand in the question: each of its words does, the first perhaps bent.
    fn hears(&self, phrase: &str) -> bool {
        let count = phrase.split_whitespace().count();
        phrase.split_whitespace().enumerate().all(|(nth, word)| {
            // The last preposition may stand elsewhere, or be left out.
            if nth > 0 && nth + 1 == count && PREPOSITIONS.contains(&word) {
                return true;
            }
            if nth > 0 && DETERMINERS.contains(&word) {
                return self
                    .tokens
                    .iter()
                    .any(|token| DETERMINERS.contains(&token.text.as_str()));
            }
            let is = |word: &str| {
                let mut tokens = self.tokens.iter();
                tokens.any(|token| token.text == word || nth == 0 && bend(&token.text, word).is_some())
            };
            if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
                is(word)
            } else {
                words(word).iter().all(|word| is(word))
            }
        })
    }

    fn say(&self, into: &mut Vec<Said>, phrase: &str, ways: u8, also: bool) {
        if phrase.is_empty() || !self.hears(phrase) {
            return;
        }
        let said = Said {
            words: words(phrase),
            ways,
            also,
        };
        match into.iter_mut().find(|known| known.words == said.words) {
            Some(known) => {
                known.ways |= ways;
                known.also &= also;
            }
            None => into.push(said),
        }
    }

    /// The forms of a declared verb.
    pub(super) fn verb(&self, verb: &Verb, into: &mut Vec<Said>) {
        if let Some(what) = verb.base.strip_prefix("be ") {
            self.say(into, what, ways::COMPLEMENT, false);
            return;
        }
        for (form, way) in [
            (&verb.base, ways::BASE),
            (&verb.third, ways::THIRD),
            (&verb.past, ways::PAST),
            (&verb.participle, ways::PARTICIPLE),
        ] {
            self.say(into, form, way, false);
            // *has visions*, where the verb is to have a vision
            if let Some((head, one)) = form.split_once(" a ").filter(|(_, one)| !one.contains(' ')) {
                self.say(into, &format!("{head} {}", plural(one)), way, false);
            }
        }
    }

    /// The clauses of every kind whose verb may stand in the question.
    pub(super) fn kinds(&mut self) {
        for id in self.vocabulary.kind_ids() {
            let kind = self.vocabulary.kind(id);
            let mut verbs = Vec::new();
            // A kind that has its verb from the one that it is one of has none of its own.
            let own = kind
                .is
                .is_none_or(|parent| self.vocabulary.kind(parent).verb != kind.verb);
            if own {
                self.verb(&kind.verb, &mut verbs);
            }
            for also in kind.also.iter().chain(&kind.asked) {
                self.say(&mut verbs, also, ways::ANY, true);
            }
            if !verbs.is_empty() {
                self.patterns(id, kind, &verbs);
            }
            for saying in &kind.sentences {
                self.saying(id, kind, saying);
            }
        }
    }

    fn patterns(&mut self, id: KindId, kind: &Kind, verbs: &[Said]) {
        let start = self.forms.len();
        for pattern in &kind.patterns {
            for (core, options) in pieces(kind, pattern) {
                self.form(id, kind, core, options, verbs.to_vec());
            }
        }
        if kind.patterns.is_empty()
            && let Some(actor) = kind.roles.iter().find(|role| role.agentive)
        {
            let bare = kind
                .roles
                .iter()
                .filter(|role| role.id != actor.id && role.preposition.is_none());
            let core = [Piece::Hole(hole(actor.id, actor.of)), Piece::Verb];
            let objects = bare.map(|role| Piece::Hole(hole(role.id, role.of)));
            self.form(
                id,
                kind,
                core.into_iter().chain(objects).collect(),
                Vec::new(),
                verbs.to_vec(),
            );
        }
        self.made(id, kind);
        self.thing(kind, start);
        let Some(first) = self.forms.get(start).cloned() else {
            return;
        };
        let known: Vec<Vec<Piece>> = self.forms[start..].iter().map(|form| form.core.clone()).collect();
        self.forms.extend(passive(&first, &known));
        self.forms.extend(one_another(kind, &first));
    }

    /// *stirred up the revolt*, where the verb is to incite a revolt.
    fn thing(&mut self, kind: &Kind, start: usize) {
        let Some((_, thing)) = kind
            .verb
            .base
            .split_once(" a ")
            .filter(|(_, thing)| !thing.contains(' '))
        else {
            return;
        };
        let article: Vec<String> = DETERMINERS.iter().map(|&word| word.to_owned()).collect();
        for form in &mut self.forms[start..] {
            form.options.push(vec![
                Piece::Word(article.clone()),
                Piece::Word(vec![thing.to_owned(), plural(thing)]),
            ]);
        }
    }

    /// *was a treaty signed*, where the verb is to sign a treaty.
    fn made(&mut self, id: KindId, kind: &Kind) {
        let Some((head, thing)) = kind.verb.participle.split_once(' ') else {
            return;
        };
        let thing = words(thing);
        let Some((article, thing)) = thing.split_first() else {
            return;
        };
        let mut said = Vec::new();
        self.say(&mut said, head, ways::PARTICIPLE, false);
        let doer = kind.roles.iter().find(|role| role.agentive);
        let (Some(doer), false, true) = (doer, said.is_empty(), article == "a" || article == "an") else {
            return;
        };
        let mut core = vec![Piece::Word(DETERMINERS.iter().map(|&word| word.to_owned()).collect())];
        core.extend(thing.iter().map(|word| Piece::Word(vec![word.clone()])));
        core.push(Piece::Passive);
        let by = behind("by", hole(doer.id, doer.of));
        self.form(id, kind, core, vec![by], said);
    }

    /// A clause with all that may follow in it: roles behind their prepositions, and the place.
    fn form(&mut self, id: KindId, kind: &Kind, core: Vec<Piece>, options: Vec<Vec<Piece>>, verbs: Vec<Said>) {
        let mut options: Vec<Vec<Piece>> = options
            .into_iter()
            .filter(|option| option.iter().any(|piece| matches!(piece, Piece::Hole(_))))
            .collect();
        let names = |core: &[Piece], slot: Slot| {
            let mut pieces = core.iter();
            pieces.any(|piece| matches!(piece, Piece::Hole(hole) if hole.slot == slot))
        };
        for role in &kind.roles {
            let joins = role.min >= 2 && role.max.is_none();
            let slot = Slot::Role(role.id);
            let Some(preposition) = &role.preposition else { continue };
            let told = names(&core, slot) || options.iter().any(|option| names(option, slot));
            if !told || joins || role.max.is_none() && names(&core, slot) {
                options.push(behind(preposition, hole(role.id, role.of)));
            }
            if role.of.admits_events() && preposition == "about" && !names(&core, slot) {
                options.push(vec![Piece::That(hole(role.id, role.of))]);
            }
        }
        options.retain(|option| !names(option, Slot::Place));
        let mut with = None;
        // Whoever does it with somebody does it as they do.
        if let Some(Piece::Hole(subject)) = core.first()
            && let Slot::Role(id) = subject.slot
            && kind.role(id).is_some_and(|role| role.max.is_none() && role.agentive)
            && let Some(of) = subject.of.and(actors())
        {
            let company = behind("with", Hole { of, ..*subject });
            if !options.contains(&company) {
                with = Some(options.len());
                options.push(company);
            }
        }
        if !names(&core, Slot::Place) {
            options.push(vec![
                Piece::Word(THERE.iter().map(|&word| word.to_owned()).collect()),
                Piece::Hole(Hole {
                    slot: Slot::Place,
                    of: Fillers::only(EntityKind::Place),
                }),
            ]);
        }
        self.forms.push(Form {
            what: What::Kind(id),
            core,
            options,
            verbs,
            company: with,
            cost: 0,
        });
    }

    /// A sentence of its own words: its first word behind the first name is its verb.
    fn saying(&mut self, id: KindId, kind: &Kind, saying: &Saying) {
        const BE: &[&str] = &["is", "are", "was", "were", "be"];
        let (mut core, mut options, mut verbs) = (Vec::new(), Vec::new(), Vec::new());
        let mut be = false;
        for part in &saying.parts {
            match part {
                Part::Word(words) if verbs.is_empty() && !core.is_empty() => {
                    if words.iter().all(|word| BE.contains(&word.as_str())) {
                        be = true;
                        continue;
                    }
                    let ways = if be { ways::COMPLEMENT } else { ways::ANY };
                    for word in words {
                        self.say(&mut verbs, word, ways, false);
                    }
                    if verbs.is_empty() {
                        return;
                    }
                    core.push(Piece::Verb);
                }
                Part::Optional(inner) => {
                    let mut pieces = Vec::new();
                    for inner in inner {
                        part_pieces(kind, inner, &mut pieces);
                    }
                    options.push(pieces);
                }
                Part::Word(_) | Part::Blank(..) => part_pieces(kind, part, &mut core),
            }
        }
        if verbs.is_empty() {
            return;
        }
        let start = self.forms.len();
        self.form(id, kind, core, options, verbs);
        for form in &mut self.forms[start..] {
            form.cost = 1;
        }
        if let Some(first) = self.forms.get(start).cloned().filter(|_| !be) {
            self.forms.extend(passive(&first, &[]));
        }
    }
}
