//! *Go*, which English says of every way to come to be somewhere, whatever kinds of event the story tells it by.

use super::clause::Built;
use super::draft::{Draft, Made, Tense, Time, places};
use super::group::{Verbal, groups, helper};
use super::parser::Parser;
use super::question::Candidate;
use super::template::Match;
use crate::ask::inquiry::{Clause, Play, Polarity, Seeks, Term, Window};
use crate::model::{KindId, RoleId};
use crate::vocabulary::{Arg, Meaning};

/// The ways to ask it; the second place is where somebody went.
const FORMS: &[(&str, Option<Seeks>)] = &[
    ("<y> went|goes|travelled|traveled|came to <x>", None),
    ("did|does <x> go|travel|come to <x>", None),
    ("when did|does <x> go|travel|come to <x>", Some(Seeks::When)),
    ("why did|does <x> go|travel|come to <x>", Some(Seeks::Why)),
];

impl Parser<'_> {
    pub(super) fn going(&self, at: usize, draft: &Draft, times: &[Time], found: &mut Vec<Candidate>) {
        for (form, seeks) in FORMS {
            for one in self.template(at, draft, form) {
                let ([_], [place]) = (one.terms[0].as_slice(), one.terms[1].as_slice()) else {
                    continue;
                };
                let place = place.clone();
                self.gone(&one, &place, seeks.as_ref(), times, found);
            }
        }
        // *where did Worf go*
        if self.is(at, "where") && self.word(at + 1).and_then(helper).is_some() {
            for way in self.phrase(at + 2, crate::vocabulary::Fillers::ANY, draft) {
                let front = self.word(at + 1).and_then(helper);
                for group in groups(self.tokens, way.end, front, Verbal::Finite) {
                    let goes = matches!(self.word(group.end), Some("go" | "gone" | "going"));
                    if !goes || way.draft.asked.len() != draft.asked.len() {
                        continue;
                    }
                    let end = group.end + 1 + usize::from(self.is(group.end + 1, "to"));
                    let mut draft = way.draft.clone();
                    draft.subject = way.terms.first().cloned();
                    draft.inquiry.pick = group.pick;
                    let place = Term::Unknown(draft.ask(places(), "where"));
                    let one = Match {
                        end,
                        draft,
                        terms: vec![way.terms.clone()],
                        words: Vec::new(),
                    };
                    self.gone(&one, &place, None, times, found);
                }
            }
        }
    }

    fn gone(&self, one: &Match, place: &Term, seeks: Option<&Seeks>, times: &[Time], found: &mut Vec<Candidate>) {
        for (draft, time) in self.last_time(one.end, &one.draft, times) {
            let mut draft = draft;
            let [who] = one.terms[0].as_slice() else { continue };
            let event = draft.event();
            let ways = self.ways_to_be_somewhere();
            let alternatives: Vec<Clause> = ways
                .into_iter()
                .filter(|(kind, goer, to)| {
                    let kind = self.world.vocabulary.kind(*kind);
                    let fits = |role: RoleId, term: &Term| {
                        kind.role(role)
                            .is_some_and(|role| draft.admits(self.world, term, role.of))
                    };
                    fits(*goer, who) && to.is_none_or(|to| fits(to, place)) && draft.admits(self.world, place, places())
                })
                .map(|(kind, goer, to)| {
                    let mut parts = vec![(Play::Role(goer), who.clone())];
                    parts.extend(to.map(|to| (Play::Role(to), place.clone())));
                    Clause::Happens {
                        event,
                        kind: Some(kind),
                        parts,
                        place: to.is_none().then(|| place.clone()),
                        polarity: Polarity::So,
                        window: Window::default(),
                    }
                })
                .collect();
            if alternatives.is_empty() {
                continue;
            }
            let clause = draft.say(Clause::Either(alternatives));
            let made = Made::Event(event, clause);
            draft.cost += 1;
            if let Some(time) = &time
                && draft.at(self.world, made, time, Tense::Past).is_none()
            {
                continue;
            }
            let built = Built {
                end: self.end(),
                draft,
                made: vec![made],
                tense: Tense::Past,
            };
            found.extend(self.asked(built, seeks.cloned()));
        }
    }

    /// The kinds after which whoever acted is at a place: the kind, who goes, and the role of the place where it has one.
    fn ways_to_be_somewhere(&self) -> Vec<(KindId, RoleId, Option<RoleId>)> {
        let vocabulary = &self.world.vocabulary;
        let there = |id| vocabulary.relation(id).means == Some(Meaning::Presence);
        let mut found = Vec::new();
        for id in vocabulary.kind_ids() {
            let kind = vocabulary.kind(id);
            let inherited = kind.is.is_some_and(|parent| {
                let parent = vocabulary.kind(parent);
                parent.starts.iter().any(|start| there(start.relation))
            });
            if inherited {
                continue;
            }
            for start in kind.starts.iter().filter(|start| there(start.relation)) {
                let [Arg::Role { role, .. }, to] = start.args.as_slice() else {
                    continue;
                };
                let acts = kind.role(*role).is_some_and(|role| role.agentive);
                let to = match to {
                    Arg::Role { role, .. } => Some(*role),
                    Arg::Place => None,
                    Arg::Event | Arg::Any => continue,
                };
                if acts {
                    found.push((id, *role, to));
                }
            }
        }
        found
    }
}
