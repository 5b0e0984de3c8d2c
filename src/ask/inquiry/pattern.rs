//! An event in English, as a question tells it: the pattern of its kind that begins with whoever is asked about, with whoever is asked about in its blanks.
//!
//! ```text
//!   <victim> be killed        Who was killed, and behind it whom the pattern does not name: by Kira
//! ```

use super::super::words;
use super::phrase::{Form, Phrases, Said, conjugated};
use super::{Play, Polarity, Term, Var};
use crate::model::{KindId, RoleId};
use crate::vocabulary::{Blank, Number, Pattern, Segment, Verb};

impl Phrases<'_> {
    /// An event of a kind.
    pub(super) fn happens(
        &self,
        kind: Option<KindId>,
        parts: &[(Play, Term)],
        place: Option<&Term>,
        polarity: Polarity,
        focus: Option<Var>,
    ) -> Said {
        // Whoever may have any part in it is not told as the one who did it.
        let any_part =
            |(play, term): &(Play, Term)| *play == Play::Any && focus.is_some_and(|var| *term == Term::Unknown(var));
        let Some(kind) = kind.filter(|_| !parts.iter().any(any_part)) else {
            return self.anything(parts, place, polarity, focus);
        };
        let declared = self.world.vocabulary.kind(kind);
        let asks_where = place.is_some_and(|place| focus.is_some_and(|var| *place == Term::Unknown(var)));
        let mut filled: Vec<(RoleId, &Term)> = parts
            .iter()
            .filter(|(_, term)| *term != Term::Any)
            .filter_map(|(play, term)| Some((self.role(kind, *play)?, term)))
            .collect();
        // Whoever the question is about comes first among those of one role.
        filled.sort_by_key(|(_, term)| !focus.is_some_and(|var| **term == Term::Unknown(var)));
        let focus = filled.first().map(|&(role, _)| role);
        let pattern = declared.patterns.iter().min_by_key(|pattern| {
            let lacks = |blank: &Blank| match blank {
                Blank::Role(role) => !filled.iter().any(|(filled, _)| filled == role),
                Blank::Place => place.is_none(),
                Blank::Count => false,
            };
            let missing = pattern.required().filter(|blank| lacks(blank)).count();
            (missing, first_role(pattern) != focus)
        });
        let mut sentence = Sentence {
            phrases: self,
            verb: &declared.verb,
            filled,
            place,
            polarity,
            number: Number::Singular,
            text: String::new(),
            subject: None,
        };
        match pattern {
            Some(pattern) => sentence.by_pattern(pattern),
            None => sentence.by_verb(),
        }
        sentence.rest(kind);
        sentence.said(asks_where)
    }

    /// An event of any kind: what was done, or what somebody was part of.
    fn anything(&self, parts: &[(Play, Term)], place: Option<&Term>, polarity: Polarity, focus: Option<Var>) -> Said {
        let at = place.and_then(|place| self.term(place, true)).map(|place| {
            if place == "where" {
                format!(" {place}")
            } else {
                format!(" at {place}")
            }
        });
        let at = at.unwrap_or_default();
        if let Some(said) = self.whatever(parts, &at) {
            return said;
        }
        let mut ordered: Vec<&(Play, Term)> = parts.iter().filter(|(_, term)| *term != Term::Any).collect();
        ordered.sort_by_key(|(_, term)| !focus.is_some_and(|var| *term == Term::Unknown(var)));
        let not = if polarity == Polarity::NotSo { "not " } else { "" };
        let Some((play, term)) = ordered.first() else {
            return Said {
                subject: "what".to_owned(),
                predicate: format!("happened{at}"),
            };
        };
        let number = self.number(Some(term));
        let be = if number == Number::Plural { "were" } else { "was" };
        let subject = self.term(term, false).unwrap_or_default();
        let others: Vec<String> = ordered[1..]
            .iter()
            .filter_map(|(_, term)| self.term(term, true))
            .collect();
        let with = if others.is_empty() {
            String::new()
        } else {
            format!(" with {}", words::and(&others))
        };
        let predicate = match play {
            Play::Acts if not.is_empty() => format!("did something{with}{at}"),
            Play::Acts => format!("did nothing{with}{at}"),
            Play::Suffers | Play::Any | Play::Role(_) => format!("{be} {not}part of something{with}{at}"),
        };
        Said { subject, predicate }
    }

    /// What happened, where the events themselves are sought: *what happened to Kira*, *what Kira did*.
    fn whatever(&self, parts: &[(Play, Term)], at: &str) -> Option<Said> {
        let clauses = &self.inquiry.clauses;
        let sought = super::sought(&self.inquiry.seeks);
        let is_sought = clauses
            .iter()
            .any(|clause| matches!(clause, super::Clause::Happens { event, kind: None, .. } if sought.contains(event)));
        if !is_sought {
            return None;
        }
        let of = |wanted: fn(&Play) -> bool| -> Vec<String> {
            let terms = parts.iter().filter(|(play, _)| wanted(play));
            terms.filter_map(|(_, term)| self.term(term, true)).collect()
        };
        let (acts, suffers) = (of(|play| *play == Play::Acts), of(|play| *play == Play::Suffers));
        let any = of(|play| matches!(play, Play::Any | Play::Role(_)));
        let to = |names: &[String]| words::and(names);
        Some(match (acts.is_empty(), suffers.is_empty(), any.is_empty()) {
            (false, true, true) => Said {
                subject: "what".to_owned(),
                predicate: format!("{} did{at}", to(&acts)),
            },
            (false, false, true) => Said {
                subject: "what".to_owned(),
                predicate: format!("{} did to {}{at}", to(&acts), to(&suffers)),
            },
            (true, false, true) => Said {
                subject: "what".to_owned(),
                predicate: format!("was done to {}{at}", to(&suffers)),
            },
            (true, true, false) if any.len() > 1 => Said {
                subject: "what".to_owned(),
                predicate: format!("happened between {}{at}", to(&any)),
            },
            (true, true, false) => Said {
                subject: "what".to_owned(),
                predicate: format!("happened to {}{at}", to(&any)),
            },
            _ => Said {
                subject: "what".to_owned(),
                predicate: format!("happened{at}"),
            },
        })
    }

    /// The role of a kind that a play means.
    fn role(&self, kind: KindId, play: Play) -> Option<RoleId> {
        let declared = self.world.vocabulary.kind(kind);
        let find = |wanted: &dyn Fn(&crate::vocabulary::Role) -> bool| {
            declared.roles.iter().find(|role| wanted(role)).map(|role| role.id)
        };
        match play {
            Play::Role(role) => Some(role),
            Play::Acts => find(&|role| role.agentive),
            Play::Suffers => find(&|role| !role.agentive && role.min > 0).or_else(|| find(&|role| !role.agentive)),
            Play::Any => declared
                .patterns
                .first()
                .and_then(first_role)
                .or_else(|| declared.roles.first().map(|role| role.id)),
        }
    }
}

fn first_role(pattern: &Pattern) -> Option<RoleId> {
    match pattern.segments.first() {
        Some(Segment::Blank(Blank::Role(role))) => Some(*role),
        _ => None,
    }
}

/// An event as it is being told.
struct Sentence<'a> {
    phrases: &'a Phrases<'a>,
    verb: &'a Verb,
    filled: Vec<(RoleId, &'a Term)>,
    place: Option<&'a Term>,
    polarity: Polarity,
    number: Number,
    text: String,
    subject: Option<String>,
}

impl Sentence<'_> {
    fn by_pattern(&mut self, pattern: &Pattern) {
        if let Some(role) = first_role(pattern) {
            let of_role = || {
                let terms = self.filled.iter().filter(|(filled, _)| *filled == role);
                terms.map(|(_, term)| *term)
            };
            let named = of_role().filter(|term| matches!(term, Term::Named(_))).count();
            let together = named > 1 && matches!(of_role().next(), Some(Term::Named(_)));
            self.number = if together {
                Number::Plural
            } else {
                self.phrases.number(of_role().next())
            };
        }
        self.segments(&pattern.segments);
    }

    /// The pieces of a pattern; those that may be left out only where they are asked about.
    fn segments(&mut self, segments: &[Segment]) {
        for segment in segments {
            match segment {
                Segment::Text(words) => self.text.push_str(words),
                Segment::Verb => self.verb(false),
                Segment::Passive => self.verb(true),
                Segment::Blank(Blank::Count) => {}
                Segment::Blank(Blank::Place) => {
                    let place = self.place.take().and_then(|place| self.phrases.term(place, true));
                    self.text.push_str(&place.unwrap_or_else(|| "somewhere".to_owned()));
                }
                Segment::Blank(Blank::Role(role)) => self.role(*role),
                Segment::Optional(inner) => {
                    let asked = inner.iter().all(|piece| match piece {
                        Segment::Blank(Blank::Role(role)) => self.filled.iter().any(|(filled, _)| filled == role),
                        Segment::Blank(Blank::Place) => false,
                        Segment::Blank(Blank::Count) => false,
                        _ => true,
                    });
                    if asked {
                        self.segments(inner);
                    }
                }
            }
        }
    }

    fn role(&mut self, role: RoleId) {
        let first = self.text.is_empty() && self.subject.is_none();
        let at = self.filled.iter().position(|(filled, _)| *filled == role);
        let Some(at) = at else {
            let admits_actors = self
                .phrases
                .world
                .vocabulary
                .kinds
                .iter()
                .any(|kind| kind.role(role).is_some_and(|role| role.of.admits_actors()));
            let unknown = if admits_actors { "somebody" } else { "something" };
            if first {
                self.subject = Some(unknown.to_owned());
            } else {
                self.text.push_str(unknown);
            }
            return;
        };
        let (_, term) = self.filled.remove(at);
        let mut words = self.phrases.term(term, !first).unwrap_or_default();
        if matches!(term, Term::Named(_)) {
            // Several who are named in one part are told together; whoever is asked about stands alone.
            let together = self
                .filled
                .extract_if(.., |(other, term)| *other == role && matches!(term, Term::Named(_)));
            let others: Vec<&Term> = together.map(|(_, term)| term).collect();
            let mut names = vec![words];
            names.extend(others.into_iter().filter_map(|term| self.phrases.term(term, !first)));
            words = words::and(&names);
        }
        if first {
            self.subject = Some(words);
        } else {
            self.text.push_str(&words);
        }
    }

    fn verb(&mut self, passive: bool) {
        let not = self.polarity == Polarity::NotSo;
        let words = match (passive, not) {
            (true, false) => self.verb.passive(self.number),
            (true, true) => {
                let be = if self.number == Number::Plural { "were" } else { "was" };
                format!("{be} not {}", self.verb.participle)
            }
            (false, _) => conjugated(self.verb, self.number, self.polarity, Form::Past),
        };
        self.text.push_str(&words);
    }

    /// Without a pattern: whoever comes first, and the verb.
    fn by_verb(&mut self) {
        if let Some((role, term)) = self.filled.first().copied() {
            self.number = self.phrases.number(Some(term));
            self.role(role);
        }
        self.text.push(' ');
        self.verb(false);
    }

    /// Whoever the pattern does not name, each behind the preposition of their role; then the place.
    fn rest(&mut self, kind: KindId) {
        let declared = self.phrases.world.vocabulary.kind(kind);
        for (role, term) in std::mem::take(&mut self.filled) {
            let Some(words) = self.phrases.term(term, true) else {
                continue;
            };
            let preposition = declared.role(role).and_then(|role| role.preposition.as_deref());
            self.text
                .push_str(&format!(" {} {words}", preposition.unwrap_or("with")));
        }
        if let Some(place) = self.place.take().and_then(|place| self.phrases.term(place, true)) {
            let at = if place == "where" { "" } else { "at " };
            self.text.push_str(&format!(" {at}{place}"));
        }
    }

    /// The two halves; the place is told first where it is asked for.
    fn said(self, asks_where: bool) -> Said {
        let subject = self.subject.unwrap_or_default();
        let words = self.text.trim();
        let place = words.rsplit_once(" where").filter(|(_, rest)| rest.is_empty());
        let which = words.rsplit_once(" at which ");
        match (asks_where, place, which) {
            (true, Some((told, _)), _) => Said {
                subject: "where".to_owned(),
                predicate: format!("{subject} {told}"),
            },
            (true, None, Some((told, place))) => Said {
                subject: format!("at which {place}"),
                predicate: format!("{subject} {told}"),
            },
            _ => Said {
                subject,
                predicate: words.to_owned(),
            },
        }
    }
}
