//! The sentences in which each kind of event may be told, made of its patterns: what must stand in one, and what may follow in any order.

use super::token::{Token, WordId, Words, folded, mark};
use crate::model::{KindId, RoleId};
use crate::vocabulary::{Blank, Fillers, Kind, Number, Part, Pattern, Saying, Segment, Vocabulary};

/// A piece of a sentence to be read.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    Word(WordId),
    /// The words that stand for the verb in a sentence of its own words: any one of these.
    OneOf(Vec<WordId>),
    Mark(Token),
    Slot(Slot),
    Verb,
    Passive,
}

/// Where names, or a number, stand in a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Slot {
    Role(RoleId, Fillers),
    Place,
    Count,
}

/// A sentence in which a kind of event may be told.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// What must stand there, in this order.
    pub core: Vec<Piece>,
    /// What may follow, each once and in any order.
    pub options: Vec<Vec<Piece>>,
    /// Whether it takes verbs of one word alone.
    pub short_verb: bool,
    /// How many names stand bare in it though their role has a preposition: another reading of the same kind is nearer.
    pub loose: u32,
}

impl Form {
    /// The words that stand in it as they are.
    pub(super) fn spoken(&self) -> impl Iterator<Item = WordId> + '_ {
        let pieces = self.core.iter().chain(self.options.iter().flatten());
        pieces.filter_map(|piece| match piece {
            Piece::Word(word) => Some(*word),
            Piece::OneOf(_) | Piece::Mark(_) | Piece::Slot(_) | Piece::Verb | Piece::Passive => None,
        })
    }
}

/// How many pieces a sentence may have to be read.
const MOST: usize = 60;

/// The sentences of every kind, by its number.
pub(super) fn forms(vocabulary: &Vocabulary, words: &mut Words) -> Vec<Vec<Form>> {
    let of = |id: KindId| {
        let mut maker = Maker {
            kind: vocabulary.kind(id),
            words: &mut *words,
        };
        maker.forms()
    };
    vocabulary.kind_ids().map(of).collect()
}

/// How each kind is told, by its number, in words for people: `<killer> kills <victim>`; what may be left out is left out.
pub(super) fn told(vocabulary: &Vocabulary) -> Vec<Vec<String>> {
    let name = |blank: &Blank| match blank {
        Blank::Role(id) => format!("<{}>", vocabulary.role(*id)),
        Blank::Place => "<place>".to_owned(),
        Blank::Count => "<count>".to_owned(),
    };
    let pattern = |kind: &Kind, pattern: &Pattern| -> String {
        let subject = pattern.required().next().map(|blank| name(&blank)).unwrap_or_default();
        let number = if subject.ends_with("s>") && !subject.ends_with("ss>") {
            Number::Plural
        } else {
            Number::Singular
        };
        let pieces = pattern.segments.iter().map(|segment| match segment {
            Segment::Text(text) => text.clone(),
            Segment::Blank(blank) => name(blank),
            Segment::Verb => kind.verb.present(number),
            Segment::Passive if number == Number::Plural => format!("are {}", kind.verb.participle),
            Segment::Passive => format!("is {}", kind.verb.participle),
            Segment::Optional(_) => String::new(),
        });
        pieces.collect()
    };
    let saying = |saying: &Saying| -> String {
        let pieces = saying.parts.iter().filter_map(|part| match part {
            Part::Word(words) => words.first().cloned(),
            Part::Blank(blank, _) => Some(name(blank)),
            Part::Optional(_) => None,
        });
        pieces.collect::<Vec<_>>().join(" ")
    };
    let of = |kind: &Kind| {
        let patterns = kind.patterns.iter().map(|each| pattern(kind, each));
        patterns.chain(kind.sentences.iter().map(saying)).collect()
    };
    vocabulary.kinds.iter().map(of).collect()
}

struct Maker<'a> {
    kind: &'a Kind,
    words: &'a mut Words,
}

impl Maker<'_> {
    fn forms(&mut self) -> Vec<Form> {
        let kind = self.kind;
        let mut forms: Vec<Form> = Vec::new();
        for pattern in &kind.patterns {
            let (core, inner, options) = self.pieces(pattern);
            if !inner.is_empty() {
                // What may be left out in the middle is read there as well as at the end.
                forms.push(self.form(inner, options.clone(), &pattern.roles()));
            }
            forms.push(self.form(core, options, &pattern.roles()));
        }
        if kind.patterns.is_empty() {
            forms.extend(self.by_verb());
        }
        let more: Vec<Form> = forms.first().map_or_else(Vec::new, |first| {
            let passive = self.passive(first, &forms);
            passive.into_iter().chain(self.one_another(first)).collect()
        });
        forms.extend(more);
        for saying in &kind.sentences {
            forms.push(self.saying(&saying.parts));
        }
        forms.retain(|form| {
            form.core.len() <= MOST
                && form.options.len() <= MOST
                && form.options.iter().all(|option| option.len() <= MOST)
        });
        forms
    }

    /// The pieces of a pattern: what must stand there; the same with what may be left out in the middle, if there is any; what may follow.
    fn pieces(&mut self, pattern: &Pattern) -> (Vec<Piece>, Vec<Piece>, Vec<Vec<Piece>>) {
        let (mut core, mut all, mut options) = (Vec::new(), Vec::new(), Vec::new());
        let is_optional = |segment: &Segment| matches!(segment, Segment::Optional(_));
        let last = pattern
            .segments
            .iter()
            .rposition(|segment| !is_optional(segment))
            .unwrap_or(0);
        let mut middle = false;
        for (at, segment) in pattern.segments.iter().enumerate() {
            let mut pieces = Vec::new();
            match segment {
                Segment::Optional(inner) => {
                    for segment in inner {
                        self.segment(segment, &mut pieces);
                    }
                    if at < last {
                        middle = true;
                        all.extend(pieces.iter().cloned());
                    }
                    options.push(pieces);
                }
                Segment::Text(_) | Segment::Blank(_) | Segment::Verb | Segment::Passive => {
                    self.segment(segment, &mut pieces);
                    all.extend(pieces.iter().cloned());
                    core.extend(pieces);
                }
            }
        }
        (core, if middle { all } else { Vec::new() }, options)
    }

    fn segment(&mut self, segment: &Segment, pieces: &mut Vec<Piece>) {
        match segment {
            Segment::Text(text) => self.say(text, pieces),
            Segment::Blank(blank) => pieces.extend(self.slot(*blank).map(Piece::Slot)),
            Segment::Verb => pieces.push(Piece::Verb),
            Segment::Passive => pieces.push(Piece::Passive),
            Segment::Optional(inner) => inner.iter().for_each(|segment| self.segment(segment, pieces)),
        }
    }

    fn say(&mut self, text: &str, pieces: &mut Vec<Piece>) {
        for word in folded(text) {
            let piece = mark(&word).map_or_else(|| Piece::Word(self.words.number(&word)), Piece::Mark);
            pieces.push(piece);
        }
    }

    fn slot(&self, blank: Blank) -> Option<Slot> {
        match blank {
            Blank::Role(id) => self.kind.role(id).map(|role| Slot::Role(id, role.of)),
            Blank::Place => Some(Slot::Place),
            Blank::Count => Some(Slot::Count),
        }
    }

    /// A sentence with what may follow in every one: roles behind their preposition, the place, the number of the nameless.
    fn form(&mut self, core: Vec<Piece>, mut options: Vec<Vec<Piece>>, named: &[RoleId]) -> Form {
        for role in &self.kind.roles {
            let joins = role.min >= 2 && role.max.is_none();
            if let Some(preposition) = role.preposition.as_ref().filter(|_| joins || !named.contains(&role.id)) {
                let mut pieces = Vec::new();
                self.say(preposition, &mut pieces);
                pieces.push(Piece::Slot(Slot::Role(role.id, role.of)));
                options.push(pieces);
            }
        }
        let says = |slot: Slot| {
            core.contains(&Piece::Slot(slot)) || options.iter().any(|option| option.contains(&Piece::Slot(slot)))
        };
        let (place, count) = (says(Slot::Place), says(Slot::Count));
        if !place {
            let mut pieces = Vec::new();
            self.say("at", &mut pieces);
            pieces.push(Piece::Slot(Slot::Place));
            options.push(pieces);
        }
        if !count {
            options.push(vec![
                Piece::Mark(Token::Open),
                Piece::Slot(Slot::Count),
                Piece::Mark(Token::Close),
            ]);
        }
        Form {
            loose: self.looseness(&core),
            core,
            options,
            short_verb: false,
        }
    }

    /// The sentence of a kind that declares none: whoever acts, the verb, and the others, behind their prepositions where they have one.
    fn by_verb(&mut self) -> Option<Form> {
        let kind = self.kind;
        let actor = kind.roles.iter().find(|role| role.agentive)?;
        let subject = Piece::Slot(Slot::Role(actor.id, actor.of));
        let bare = kind
            .roles
            .iter()
            .filter(|role| role.id != actor.id && role.preposition.is_none());
        let objects: Vec<Vec<Piece>> = bare
            .map(|role| vec![Piece::Slot(Slot::Role(role.id, role.of))])
            .collect();
        let mut form = self.form(vec![subject, Piece::Verb], Vec::new(), &[actor.id]);
        form.options.splice(0..0, objects);
        Some(form)
    }

    /// How many of the names right behind a verb or another name have a preposition by which they could be told.
    fn looseness(&self, core: &[Piece]) -> u32 {
        let bare = core
            .windows(2)
            .filter(|pair| matches!(pair, [Piece::Verb | Piece::Slot(_), Piece::Slot(Slot::Role(..))]));
        let loose = bare.filter(|pair| {
            let Piece::Slot(Slot::Role(id, _)) = pair[1] else {
                return false;
            };
            self.kind.role(id).is_some_and(|role| role.preposition.is_some())
        });
        u32::try_from(loose.count()).unwrap_or(u32::MAX)
    }

    /// A sentence of its own words.
    fn saying(&mut self, parts: &[Part]) -> Form {
        let (mut core, mut options, mut named) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts {
            match part {
                Part::Optional(inner) => {
                    let mut pieces = Vec::new();
                    for part in inner {
                        self.part(part, &mut pieces, &mut named);
                    }
                    options.push(pieces);
                }
                Part::Word(_) | Part::Blank(..) => self.part(part, &mut core, &mut named),
            }
        }
        self.form(core, options, &named)
    }

    fn part(&mut self, part: &Part, pieces: &mut Vec<Piece>, named: &mut Vec<RoleId>) {
        match part {
            Part::Word(words) => {
                let words = words.iter().flat_map(|word| folded(word));
                pieces.push(Piece::OneOf(words.map(|word| self.words.number(&word)).collect()));
            }
            Part::Blank(blank, sort) => {
                if let Blank::Role(id) = blank {
                    named.push(*id);
                }
                let slot = self.slot(*blank).map(|slot| match (slot, sort) {
                    (Slot::Role(id, _), Some(sort)) => Slot::Role(id, *sort),
                    (slot, _) => slot,
                });
                pieces.extend(slot.map(Piece::Slot));
            }
            Part::Optional(inner) => inner.iter().for_each(|part| self.part(part, pieces, named)),
        }
    }

    /// `<B> be killed[ by <A>]`, made of `<A> kill <B>`, unless the kind has such a sentence of its own.
    fn passive(&mut self, first: &Form, forms: &[Form]) -> Option<Form> {
        let [
            agent @ Piece::Slot(Slot::Role(doer, _)),
            Piece::Verb,
            Piece::Slot(done @ Slot::Role(sufferer, _)),
            rest @ ..,
        ] = first.core.as_slice()
        else {
            return None;
        };
        let own = |form: &Form| form.core.starts_with(&[Piece::Slot(*done), Piece::Passive]);
        if doer == sufferer || forms.iter().any(own) {
            return None;
        }
        let mut core = vec![Piece::Slot(*done), Piece::Passive];
        core.extend(rest.iter().cloned());
        let mut options = first.options.clone();
        let mut by = Vec::new();
        self.say("by", &mut by);
        by.push(agent.clone());
        if !options.contains(&by) {
            options.push(by);
        }
        Some(Form {
            core,
            options,
            short_verb: true,
            loose: first.loose,
        })
    }

    /// `<A> marry <A>`, made of `<A> marry`, where it takes two or more.
    fn one_another(&self, first: &Form) -> Option<Form> {
        let [one @ Piece::Slot(Slot::Role(id, _)), Piece::Verb] = first.core.as_slice() else {
            return None;
        };
        let joins = self
            .kind
            .role(*id)
            .is_some_and(|role| role.min >= 2 && role.max.is_none());
        joins.then(|| Form {
            core: vec![one.clone(), Piece::Verb, one.clone()],
            options: first.options.clone(),
            short_verb: true,
            loose: first.loose,
        })
    }
}
