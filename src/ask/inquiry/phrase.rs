//! A clause of an inquiry in English, made from the vocabulary: whoever it is about, and what is said of them.
//!
//! ```text
//!   Happens e killing, victim x, killer Kira      who | was killed by Kira
//!   Holds allied [Winn, x] as of the end          who | is allied with Kai Winn
//! ```

use super::super::words;
use super::{Clause, Inquiry, Polarity, Seeks, Term, Timing, Var};
use crate::model::{EntityKind, Node, RelationId};
use crate::vocabulary::{Meaning, Number, Verb};
use crate::world::World;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// A clause in two halves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// Whoever it is about.
    pub(super) subject: String,
    /// What is said of them.
    pub(super) predicate: String,
}

impl Said {
    /// Both halves together.
    pub(super) fn whole(&self) -> String {
        format!("{} {}", self.subject, self.predicate)
    }
}

/// In which form a verb is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// is allied with, kills
    Present,
    /// was allied with, killed
    Past,
}

/// The words for the terms of an inquiry, as it is being told.
pub(super) struct Phrases<'a> {
    pub(super) world: &'a World,
    pub(super) inquiry: &'a Inquiry,
    /// The unknowns that were spoken of already.
    spoken: RefCell<BTreeSet<Var>>,
}

impl<'a> Phrases<'a> {
    pub(super) fn of(world: &'a World, inquiry: &'a Inquiry) -> Self {
        Self {
            world,
            inquiry,
            spoken: RefCell::new(BTreeSet::new()),
        }
    }

    /// A clause about somebody, or about whoever it is told of first.
    pub(super) fn clause(&self, clause: &Clause, focus: Option<Var>, form: Form) -> Option<Said> {
        match clause {
            Clause::Holds {
                relation,
                args,
                polarity,
                timing,
            } => {
                let ever = self.inquiry.seeks == Seeks::Whether
                    && self.inquiry.clauses.len() == 1
                    && (timing, polarity) == (&Timing::Ever, &Polarity::So);
                Some(self.holds(*relation, args, *polarity, focus, (form, ever)))
            }
            Clause::Happens {
                kind,
                parts,
                place,
                polarity,
                ..
            } => Some(self.happens(*kind, parts, place.as_ref(), *polarity, focus)),
            Clause::Either(clauses) => self.either(clauses, focus, form),
            Clause::Before(..) | Clause::Caused(..) | Clause::Within(..) | Clause::Differ(..) | Clause::Species(..) => {
                None
            }
        }
    }

    /// Several clauses of which any is enough, about the same one: *is allied with Bo or serves Bo*.
    fn either(&self, clauses: &[Clause], focus: Option<Var>, form: Form) -> Option<Said> {
        let before = self.spoken.borrow().clone();
        let told = clauses.iter().filter_map(|clause| {
            self.spoken.borrow_mut().clone_from(&before);
            self.clause(clause, focus, form)
        });
        let told: Vec<Said> = told.collect();
        let mut predicates: Vec<String> = told.iter().map(|said| said.predicate.clone()).collect();
        predicates.dedup();
        Some(Said {
            subject: told.first()?.subject.clone(),
            predicate: words::or(&predicates),
        })
    }

    /// Whom a term speaks of: a name, a question word, or a pronoun where it was spoken of already.
    pub(super) fn term(&self, term: &Term, object: bool) -> Option<String> {
        match term {
            Term::Any => None,
            Term::Named(node) => Some(self.named(*node)),
            Term::OneOf(nodes) => {
                let names: Vec<String> = nodes.iter().map(|&node| self.named(node)).collect();
                Some(words::or(&names))
            }
            Term::Unknown(var) => Some(self.unknown(*var, object)),
        }
    }

    fn named(&self, node: Node) -> String {
        node.event().map_or_else(
            || self.world.mention(node),
            |event| format!("`{}`", self.world.story.event(event).id),
        )
    }

    fn unknown(&self, var: Var, object: bool) -> String {
        let unknown = &self.inquiry.unknowns[usize::from(var.0)];
        if let Some(noun) = self.event_noun(var) {
            return format!("the {noun}");
        }
        let actors = unknown.of.admits_actors();
        if !self.spoken.borrow_mut().insert(var) {
            return match (actors, object) {
                (true, false) => "they".to_owned(),
                (true, true) => "them".to_owned(),
                (false, _) => "it".to_owned(),
            };
        }
        let word = unknown.word.as_str();
        let sort = || {
            if actors {
                "who"
            } else if unknown.of.admits(EntityKind::Place) && !unknown.of.admits(EntityKind::Item) {
                "where"
            } else {
                "what"
            }
        };
        let is_pronoun = PRONOUNS.contains(&word);
        match &self.inquiry.seeks {
            Seeks::Most { of, fewest, .. } if *of == var => {
                let most = if *fewest { "the fewest" } else { "the most" };
                let plural = word.ends_with('s') || word == "people";
                if is_pronoun || !plural {
                    most.to_owned()
                } else {
                    format!("{most} {word}")
                }
            }
            Seeks::HowMany(counted) if *counted == var => {
                if word.is_empty() || is_pronoun {
                    "how many".to_owned()
                } else {
                    format!("how many {}", noun_of(word))
                }
            }
            seeks if super::sought(seeks).contains(&var) => match word {
                // Whose side somebody is on is asked by several clauses, each of which has a verb of its own.
                word if word.starts_with("whose ") => sort().to_owned(),
                word if self.species(var).is_some_and(|species| is_plural_of(word, species)) => {
                    format!("which {}s", self.species(var).unwrap_or_default())
                }
                "" => if object && actors { "whom" } else { sort() }.to_owned(),
                "who" if object => "whom".to_owned(),
                "whom" if !object => "who".to_owned(),
                word if is_pronoun || QUESTION.iter().any(|start| word.starts_with(start)) => word.to_owned(),
                word => format!("which {word}"),
            },
            _ if word.is_empty() || ["who", "whom"].contains(&word) => {
                if actors { "somebody" } else { "something" }.to_owned()
            }
            _ => word.to_owned(),
        }
    }

    /// The species that an unknown must be of.
    pub(super) fn species(&self, var: Var) -> Option<&'a str> {
        self.inquiry.clauses.iter().find_map(|clause| match clause {
            Clause::Species(term, species) if *term == Term::Unknown(var) => Some(species.as_str()),
            _ => None,
        })
    }

    /// Whether the word for an unknown says already of what species it is.
    pub(super) fn names_species(&self, term: &Term) -> bool {
        let Term::Unknown(var) = term else { return false };
        let word = &self.inquiry.unknowns[usize::from(var.0)].word;
        self.species(*var).is_some_and(|species| is_plural_of(word, species))
    }

    /// The noun of the event that an unknown stands for, if it stands for one.
    fn event_noun(&self, var: Var) -> Option<&'a str> {
        self.inquiry.clauses.iter().find_map(|clause| match clause {
            Clause::Happens { event, kind, .. } if *event == var => {
                Some(kind.map_or("event", |kind| self.world.vocabulary.kind(kind).verb.noun.as_str()))
            }
            _ => None,
        })
    }

    /// Whether whoever a term stands for takes a verb in the plural.
    pub(super) fn number(&self, term: Option<&Term>) -> Number {
        let plural = match term {
            Some(Term::Named(node)) => node.entity().is_some_and(|id| self.world.story.entity(id).plural),
            Some(Term::Unknown(var)) => {
                let word = self.inquiry.unknowns[usize::from(var.0)].word.as_str();
                let counted = self.inquiry.seeks == Seeks::HowMany(*var);
                let spoken = self.spoken.borrow().contains(var) && self.event_noun(*var).is_none();
                let actors = self.inquiry.unknowns[usize::from(var.0)].of.admits_actors();
                counted || spoken && actors || word.ends_with('s') && !PRONOUNS.contains(&word)
            }
            Some(Term::OneOf(_) | Term::Any) | None => false,
        };
        if plural { Number::Plural } else { Number::Singular }
    }

    fn holds(
        &self,
        relation: RelationId,
        args: &[Term; 2],
        polarity: Polarity,
        focus: Option<Var>,
        (form, ever): (Form, bool),
    ) -> Said {
        let declared = self.world.vocabulary.relation(relation);
        let is_focus = |term: &Term| focus.is_some_and(|var| *term == Term::Unknown(var));
        let turned = !declared.is_unary() && is_focus(&args[1]) && !is_focus(&args[0]);
        let places = declared
            .between
            .get(1)
            .is_some_and(|sort| *sort == crate::vocabulary::Fillers::only(EntityKind::Place));
        if turned && places {
            let place = self.term(&args[1], false).unwrap_or_default();
            let number = self.number(Some(&args[0]));
            let subject = self.term(&args[0], false).unwrap_or_else(|| "somebody".to_owned());
            let verb = conjugated(&declared.words, number, polarity, form);
            // Where somebody is, is where they are present.
            let verb = match (declared.means, verb.split_once(' ')) {
                (Some(Meaning::Presence | Meaning::Location), Some((be, _))) if polarity == Polarity::So => {
                    be.to_owned()
                }
                _ => verb,
            };
            let bare = verb.strip_suffix(" at").or(verb.strip_suffix(" in")).unwrap_or(&verb);
            let place = if place.starts_with("which") || place.starts_with("what") {
                format!("at {place}")
            } else {
                place
            };
            return Said {
                subject: place,
                predicate: format!("{subject} {bare}"),
            };
        }
        let (verb, first, second) = match &declared.inverse {
            _ if turned && declared.symmetric => (&declared.words, &args[1], &args[0]),
            Some(inverse) if turned => (inverse, &args[1], &args[0]),
            _ => (&declared.words, &args[0], &args[1]),
        };
        let number = self.number(Some(first));
        let subject = self.term(first, false).unwrap_or_else(|| "somebody".to_owned());
        let mut predicate = conjugated(verb, number, polarity, form);
        if ever {
            predicate = match predicate.split_once(' ') {
                Some((be @ ("was" | "were"), rest)) => format!("{be} ever {rest}"),
                _ => format!("ever {predicate}"),
            };
        }
        if !declared.is_unary() {
            let second = self.term(second, true);
            let anybody = if polarity == Polarity::NotSo {
                "anybody"
            } else {
                "somebody"
            };
            predicate = format!("{predicate} {}", second.unwrap_or_else(|| anybody.to_owned()));
        }
        Said { subject, predicate }
    }
}

/// Question words and pronouns, which are no nouns.
const PRONOUNS: [&str; 14] = [
    "who",
    "whom",
    "what",
    "where",
    "which",
    "someone",
    "somebody",
    "something",
    "somewhere",
    "anyone",
    "anybody",
    "anything",
    "everyone",
    "others",
];

/// Whether a word is that of a species, in the plural.
fn is_plural_of(word: &str, species: &str) -> bool {
    crate::model::fold(noun_of(word)) == format!("{}s", crate::model::fold(species))
}

/// How the words for what is sought begin where they ask for it already.
const QUESTION: [&str; 3] = ["which ", "what ", "whom "];

/// A noun without the question word in front of it.
fn noun_of(word: &str) -> &str {
    word.strip_prefix("which ")
        .or(word.strip_prefix("what "))
        .unwrap_or(word)
}

/// A verb in its form, or in that of what is not so, is so no longer, or is so still.
pub(super) fn conjugated(verb: &Verb, number: Number, polarity: Polarity, form: Form) -> String {
    let plain = match form {
        Form::Present => verb.present(number),
        Form::Past => verb.past(number),
    };
    let be = verb.base.strip_prefix("be ");
    let adverb = match polarity {
        Polarity::So => return plain,
        Polarity::NotSo => "not",
        Polarity::NoLonger => "no longer",
        Polarity::Still => "still",
    };
    match (be, plain.split_once(' ')) {
        (Some(what), Some((be, _))) => format!("{be} {adverb} {what}"),
        _ if polarity == Polarity::NotSo => {
            let does = match (form, number) {
                (Form::Past, _) => "did",
                (Form::Present, Number::Plural) => "do",
                (Form::Present, Number::Singular) => "does",
            };
            format!("{does} not {}", verb.base)
        }
        _ => format!("{adverb} {plain}"),
    }
}
