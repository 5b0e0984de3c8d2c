//! How an inquiry was read, in English: its first clause as a question, the others behind it.

use super::super::stretches::capital;
use super::phrase::{Form, Phrases, Said};
use super::{Clause, Inquiry, Pick, Polarity, Seeks, Term, Timing, Var, Window};
use crate::model::Node;
use crate::timeline::{AsOf, Reference};
use crate::world::World;

/// How an inquiry was read, without the moment that it is asked of as a whole.
pub(super) fn reading(world: &World, inquiry: &Inquiry) -> String {
    let phrases = Phrases::of(world, inquiry);
    let reader = Reader {
        world,
        inquiry,
        phrases,
    };
    reader.read()
}

/// The one moment that an inquiry is asked of as a whole, if there is one.
pub(super) fn moment(inquiry: &Inquiry) -> Option<&AsOf> {
    let mut moments = leaves(&inquiry.clauses).filter_map(|clause| match clause {
        Clause::Holds {
            timing: Timing::AsOf(as_of),
            ..
        } => Some(as_of),
        _ => None,
    });
    let first = moments.next()?;
    moments.all(|other| other == first).then_some(first)
}

/// Whether the events of a kind are sought themselves.
fn seeks_event(vars: &[Var], clause: &Clause) -> bool {
    matches!(clause, Clause::Happens { event, kind: Some(_), .. } if vars.contains(event))
}

/// The clauses of an inquiry, and those of which any is enough.
fn leaves(clauses: &[Clause]) -> impl Iterator<Item = &Clause> {
    clauses.iter().flat_map(|clause| match clause {
        Clause::Either(alternatives) => alternatives.as_slice(),
        other => std::slice::from_ref(other),
    })
}

struct Reader<'a> {
    world: &'a World,
    inquiry: &'a Inquiry,
    phrases: Phrases<'a>,
}

impl Reader<'_> {
    fn read(&self) -> String {
        let sought = super::sought(&self.inquiry.seeks);
        let focus = sought.first().copied();
        let Some(main) = self.main(&sought) else {
            return "What is so".to_owned();
        };
        let clause = &self.inquiry.clauses[main];
        let before = self.nouns(main, focus);
        let said = match &before {
            Some((_, noun)) => self.with_noun(clause, focus, noun),
            None => self.phrases.clause(clause, focus, self.form(clause)),
        };
        let mut said = said.unwrap_or(Said {
            subject: "what".to_owned(),
            predicate: "is so".to_owned(),
        });
        if let Seeks::Most { of, fewest, .. } = &self.inquiry.seeks
            && self.stands_for_event(*of)
        {
            let most = if *fewest { "least" } else { "most" };
            said.predicate.push_str(&format!(" the {most} often"));
        }
        match self.inquiry.pick {
            Some(Pick::First) => said.predicate.push_str(" first"),
            Some(Pick::Last) => said.predicate.push_str(" last"),
            None => {}
        }
        let mut text = match &self.inquiry.seeks {
            Seeks::Which(vars) if seeks_event(vars, clause) => {
                format!("every {} in which {}", self.kind_noun(clause), said.whole())
            }
            Seeks::HowMany(var) if self.stands_for_event(*var) => format!("how often {}", said.whole()),
            Seeks::Which(_) | Seeks::HowMany(_) | Seeks::Most { .. } => said.whole(),
            Seeks::Whether => format!("whether {}", said.whole()),
            Seeks::When => format!("when {}", said.whole()),
            Seeks::Since => format!("since when {}", said.whole()),
            Seeks::Until => format!("until when {}", said.whole()),
            Seeks::How => format!("how {}", said.whole()),
            Seeks::Why => format!("why {}", said.whole()),
        };
        text.push_str(&self.time(clause));
        let noun = before.map(|(place, _)| place);
        for (place, other) in self.inquiry.clauses.iter().enumerate() {
            if place != main && Some(place) != noun && !self.told_within(place, main) {
                text.push_str(&self.further(other, main));
            }
        }
        capital(&text)
    }

    /// The clause that is told first: the first that says something of what is sought.
    fn main(&self, sought: &[Var]) -> Option<usize> {
        let tells = |clause: &Clause| {
            matches!(
                clause,
                Clause::Holds { .. } | Clause::Happens { .. } | Clause::Either(_)
            )
        };
        let clauses = || {
            self.inquiry
                .clauses
                .iter()
                .enumerate()
                .filter(|(_, clause)| tells(clause))
        };
        let mut of_sought = clauses().filter(|(place, clause)| {
            let noun = self.noun(clause, sought.first().copied()).is_some();
            sought.iter().any(|var| super::solve::vars(clause).contains(var))
                && !(noun && clauses().any(|(other, _)| other != *place))
        });
        let first = of_sought.next();
        let event = |clause: &Clause| match clause {
            Clause::Happens { event, .. } => Some(Term::Unknown(*event)),
            _ => None,
        };
        // What is told as of an event, or as before one, stands behind that event where both are about the same one.
        let leads = |other: &Clause| {
            first.is_some_and(|(_, first)| match first {
                Clause::Holds {
                    timing: Timing::When(at) | Timing::Before(at) | Timing::After(at),
                    ..
                } => event(other).as_ref() == Some(at),
                _ => self.inquiry.clauses.iter().any(|clause| match clause {
                    Clause::Before(one, later) => {
                        event(first).as_ref() == Some(one) && event(other).as_ref() == Some(later)
                    }
                    _ => false,
                }),
            })
        };
        let leading = of_sought.find(|(_, other)| leads(other));
        leading.or(first).or_else(|| clauses().next()).map(|(place, _)| place)
    }

    /// A clause that only says of what sort the sought ones are, and the noun for it: *members of the Dominion*.
    fn nouns(&self, main: usize, focus: Option<Var>) -> Option<(usize, String)> {
        let mut clauses = self.inquiry.clauses.iter().enumerate();
        clauses.find_map(|(place, clause)| {
            let noun = (place != main).then(|| self.noun(clause, focus))??;
            Some((place, noun))
        })
    }

    fn noun(&self, clause: &Clause, focus: Option<Var>) -> Option<String> {
        let Clause::Holds {
            relation,
            args: [Term::Unknown(var), Term::Named(whole)],
            polarity: Polarity::So,
            timing: Timing::Ever | Timing::AsOf(_) | Timing::When(_),
        } = clause
        else {
            return None;
        };
        let words = &self.world.vocabulary.relation(*relation).words;
        let is_noun = words.base.strip_prefix("be ").and_then(|what| what.strip_suffix(" of"));
        let noun = is_noun.filter(|what| what.ends_with(&words.noun))?;
        let noun = noun.rsplit(' ').next().unwrap_or(noun);
        (focus == Some(*var)).then(|| format!("{noun}s of {}", self.world.mention(*whole)))
    }

    /// A clause about those whom a noun names.
    fn with_noun(&self, clause: &Clause, focus: Option<Var>, noun: &str) -> Option<Said> {
        let var = focus?;
        let mut inquiry = self.inquiry.clone();
        noun.clone_into(&mut inquiry.unknowns[usize::from(var.0)].word);
        let said = Phrases::of(self.world, &inquiry).clause(clause, focus, self.form(clause));
        // What is told of them further on speaks of *them*.
        self.phrases.term(&Term::Unknown(var), false);
        said.map(|said| Said {
            subject: said.subject.replace("whose", "which"),
            predicate: said
                .predicate
                .strip_prefix("was ")
                .map_or_else(|| said.predicate.clone(), |rest| format!("were {rest}")),
        })
    }

    /// What holds as of a moment is told in the present where nothing else is told, and everything else in the past.
    fn form(&self, clause: &Clause) -> Form {
        if let Clause::Either(clauses) = clause {
            return clauses.first().map_or(Form::Past, |clause| self.form(clause));
        }
        let events = self
            .inquiry
            .clauses
            .iter()
            .any(|clause| matches!(clause, Clause::Happens { .. }));
        match clause {
            Clause::Holds {
                timing: Timing::AsOf(_),
                ..
            } if !events => Form::Present,
            _ => Form::Past,
        }
    }

    fn kind_noun(&self, clause: &Clause) -> &str {
        match clause {
            Clause::Happens { kind: Some(kind), .. } => &self.world.vocabulary.kind(*kind).verb.noun,
            _ => "event",
        }
    }

    fn stands_for_event(&self, var: Var) -> bool {
        self.inquiry
            .clauses
            .iter()
            .any(|clause| matches!(clause, Clause::Happens { event, .. } if *event == var))
    }

    /// Whether a clause is told within another: that one event came before, or the event when something held.
    fn told_within(&self, place: usize, main: usize) -> bool {
        let clause = &self.inquiry.clauses[place];
        match clause {
            Clause::Happens { event, .. } => {
                let term = Term::Unknown(*event);
                let times = |clause: &Clause| match clause {
                    Clause::Holds {
                        timing: Timing::When(at) | Timing::Before(at) | Timing::After(at),
                        ..
                    } => *at == term,
                    _ => false,
                };
                let ordered = |clause: &Clause| match clause {
                    Clause::Before(one, other) | Clause::Caused(one, other) | Clause::Within(one, other) => {
                        *one == term || *other == term
                    }
                    _ => false,
                };
                times(&self.inquiry.clauses[main]) || self.inquiry.clauses.iter().any(ordered)
            }
            _ => false,
        }
    }

    /// When what a clause tells is so, where that is no moment of the whole inquiry.
    fn time(&self, clause: &Clause) -> String {
        match clause {
            Clause::Holds { timing, .. } => match timing {
                Timing::Ever => String::new(),
                Timing::AsOf(as_of) if moment(self.inquiry) == Some(as_of) => String::new(),
                Timing::AsOf(as_of) => format!(" {}", self.world.moment_words(as_of)),
                Timing::Between(from, until) => {
                    format!(" at some time from {} to {}", self.called(from), self.called(until))
                }
                Timing::When(term) => format!(", when {}", self.event(term)),
                Timing::Before(term) => self.beside("before", term),
                Timing::After(term) => self.beside("after", term),
            },
            Clause::Happens { window, .. } => self.window(window),
            Clause::Either(clauses) => clauses.first().map_or_else(String::new, |clause| self.time(clause)),
            Clause::Before(..) | Clause::Caused(..) | Clause::Within(..) | Clause::Differ(..) | Clause::Species(..) => {
                String::new()
            }
        }
    }

    fn beside(&self, word: &str, term: &Term) -> String {
        match term {
            Term::Unknown(var) if self.is_main_event(*var) => format!(" {word} that"),
            _ => format!(" {word} {}", self.event(term)),
        }
    }

    fn is_main_event(&self, var: Var) -> bool {
        let sought = super::sought(&self.inquiry.seeks);
        let main = self.main(&sought).map(|main| &self.inquiry.clauses[main]);
        matches!(main, Some(Clause::Happens { event, .. }) if *event == var)
    }

    /// An event as a clause: *Kai Winn died*; one that is named as *`winn-dies`*.
    fn event(&self, term: &Term) -> String {
        let clause = self.inquiry.clauses.iter().find(|clause| match (clause, term) {
            (Clause::Happens { event, .. }, Term::Unknown(var)) => event == var,
            _ => false,
        });
        match (clause, term) {
            (Some(clause), _) => {
                let said = self.phrases.clause(clause, None, Form::Past);
                said.map_or_else(String::new, |said| said.whole() + &self.time(clause))
            }
            (None, Term::Named(node)) => self.happened(*node),
            (None, _) => self.phrases.term(term, true).unwrap_or_default(),
        }
    }

    /// A named event as a clause, with its id behind it.
    fn happened(&self, node: Node) -> String {
        let Some(event) = node.event() else {
            return self.world.mention(node);
        };
        let sentence = super::super::reasons::inner(&self.world.sentence(event));
        format!("{sentence} (`{}`)", self.world.story.event(event).id)
    }

    fn window(&self, window: &Window) -> String {
        let mut text = String::new();
        match (&window.from, &window.until) {
            (Some(from), Some(until)) => {
                text.push_str(&format!(" between {} and {}", self.called(from), self.called(until)));
            }
            (Some(from), None) => text.push_str(&match &from.reference {
                Reference::Time(time) => format!(" since {}", time.written),
                Reference::Start => String::new(),
                Reference::Before(_) | Reference::After(_) | Reference::End => format!(" after {}", self.called(from)),
            }),
            (None, Some(until)) => text.push_str(&match &until.reference {
                Reference::End => String::new(),
                Reference::After(event) => format!(" up to `{}`", self.world.story.event(*event).id),
                Reference::Before(_) | Reference::Start => format!(" before {}", self.called(until)),
                Reference::Time(time) => format!(" up to {}", time.written),
            }),
            (None, None) => {}
        }
        if let Some(whole) = window.within {
            text.push_str(&format!(" during `{}`", self.world.story.event(whole).id));
        }
        if let Some(told) = &window.told {
            text.push_str(&format!(" in part {} of the telling", told.written));
        }
        text
    }

    /// A moment as one end of a span: *`pact`*, *the start*, *1999*.
    fn called(&self, as_of: &AsOf) -> String {
        match &as_of.reference {
            Reference::Start => "the start".to_owned(),
            Reference::End => "the end".to_owned(),
            Reference::Before(event) | Reference::After(event) => format!("`{}`", self.world.story.event(*event).id),
            Reference::Time(time) => time.written.to_string(),
        }
    }

    /// A clause that stands behind the first.
    fn further(&self, clause: &Clause, main: usize) -> String {
        match clause {
            Clause::Holds { args, .. } => {
                let focus = args.iter().find_map(|term| match term {
                    Term::Unknown(var) => Some(*var),
                    Term::Named(_) | Term::OneOf(_) | Term::Any => None,
                });
                self.and(clause, focus)
            }
            Clause::Happens { .. } | Clause::Either(_) => self.and(clause, None),
            Clause::Before(earlier, later) => match self.other_event(earlier, later, main) {
                Some((event, true)) => format!(", after {}", self.event(event)),
                Some((event, false)) => format!(", before {}", self.event(event)),
                None => format!(", {} before {}", self.event(earlier), self.event(later)),
            },
            Clause::Caused(cause, effect) => match self.other_event(cause, effect, main) {
                Some((event, true)) => format!(", because {}", self.event(event)),
                Some((event, false)) => format!(", which led to this: {}", self.event(event)),
                None => format!(", {} because {}", self.event(effect), self.event(cause)),
            },
            Clause::Within(part, whole) => match self.other_event(part, whole, main) {
                Some((event, false)) => format!(", as part of this: {}", self.event(event)),
                Some((event, true)) => format!(", in the course of which {}", self.event(event)),
                None => format!(", {} as part of this: {}", self.event(part), self.event(whole)),
            },
            Clause::Differ(one, other) => {
                let words = |term| self.phrases.term(term, true).unwrap_or_default();
                match (one, other) {
                    (Term::Unknown(_), Term::Unknown(_)) => String::new(),
                    (Term::Unknown(_), named) | (named, _) => format!(", other than {}", words(named)),
                }
            }
            Clause::Species(term, _) if self.phrases.names_species(term) => String::new(),
            Clause::Species(term, species) => {
                let whose = match term {
                    Term::Unknown(_) => String::new(),
                    _ => format!("{} ", self.phrases.term(term, false).unwrap_or_default()),
                };
                format!(", {whose}of the species {species}")
            }
        }
    }

    /// Of two events the one that is not told first, and whether it is the first of the two.
    fn other_event<'b>(&self, one: &'b Term, other: &'b Term, main: usize) -> Option<(&'b Term, bool)> {
        let Clause::Happens { event, .. } = &self.inquiry.clauses[main] else {
            return None;
        };
        let term = Term::Unknown(*event);
        if *other == term {
            Some((one, true))
        } else if *one == term {
            Some((other, false))
        } else {
            None
        }
    }

    /// A further clause behind *and*.
    fn and(&self, clause: &Clause, focus: Option<Var>) -> String {
        let said = self.phrases.clause(clause, focus, self.form(clause));
        said.map_or_else(String::new, |said| {
            format!(", and {}{}", said.whole(), self.time(clause))
        })
    }
}
