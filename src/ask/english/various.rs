//! Questions that are neither clauses nor of one fixed form: whose side somebody is on, who was the first to, what there was, lists of those described.

use super::build::default_timing;
use super::clause::{Built, First, Shape};
use super::draft::{Draft, Gap, Made, Tense, Time, actors};
use super::form::What;
use super::group::{Helper, Verbal, helper, pick_of};
use super::parser::Parser;
use super::phrase::{Use, Way};
use super::question::Candidate;
use super::template::{Make, Match};
use crate::ask::inquiry::{Clause, Play, Polarity, Seeks, Term, Timing};
use crate::model::RelationId;
use crate::vocabulary::{Fillers, Meaning};

const SIDES: &[(&str, Make)] = &[
    ("which|what|whose side|sides is|was|are|were <x> on", side_of),
    ("on which|what|whose side is|was|are|were <x>", side_of),
    ("on which|what|whose side did|does|do <x> fight|stand", side_of),
    ("which|what|whose side did|does|do <x> fight on", side_of),
    ("who|whom is|was|are|were <x> fighting for", side_of),
    ("who|whom did|does|do <x> fight for", side_of),
    ("who|whom did|does|do <x> side with", side_of),
    ("who is|was|are|were on <x> 's side", on_side),
    ("who is|was|are|were on the side of <x>", on_side),
    ("is|was|are|were <x> on <x> 's side", beside),
    ("is|was|are|were <x> on the side of <x>", beside),
];

impl Parser<'_> {
    pub(super) fn various(&self, at: usize, draft: &Draft, times: &[Time], found: &mut Vec<Candidate>) {
        self.tabled(SIDES, at, draft, times, found);
        self.first_to(at, draft, times, found);
        self.first_time(at, draft, times, found);
        self.there(at, draft, times, found);
        self.listed(at, draft, times, found);
        self.concerning(at, draft, times, found);
        self.agents(at, draft, times, found);
        self.going(at, draft, times, found);
    }

    /// That somebody stands by somebody: allied with them, of their number, or in their service.
    fn standing_by(&self, draft: &Draft, who: &Term, whom: &Term, timing: &Timing) -> Option<Clause> {
        let vocabulary = &self.world.vocabulary;
        let meanings = [Meaning::Alliance, Meaning::Membership, Meaning::Part, Meaning::Service];
        let fits = |id: &RelationId| {
            let between = &vocabulary.relation(*id).between;
            between.len() == 2
                && draft.admits(self.world, who, between[0])
                && draft.admits(self.world, whom, between[1])
        };
        let clauses: Vec<Clause> = meanings
            .into_iter()
            .flat_map(|meaning| vocabulary.meaning(meaning))
            .filter(fits)
            .map(|relation| Clause::Holds {
                relation,
                args: [who.clone(), whom.clone()],
                polarity: Polarity::So,
                timing: timing.clone(),
            })
            .collect();
        (!clauses.is_empty()).then_some(Clause::Either(clauses))
    }

    fn sided(&self, draft: Draft, who: &Term, whom: &Term, tense: Tense, time: Option<&Time>) -> Option<Candidate> {
        let mut draft = draft;
        let timing = default_timing(self.world, What::Relation(RelationId(0)), Polarity::So, tense);
        let clause = self.standing_by(&draft, who, whom, &timing)?;
        let clause = draft.say(clause);
        let made = Made::Holds(clause);
        if tense == Tense::Present && time.is_none() {
            draft.present.push(clause);
        }
        if let Some(time) = time {
            draft.at(self.world, made, time, tense)?;
        }
        let built = Built {
            end: self.end(),
            draft,
            made: vec![made],
            tense,
        };
        self.asked(built, None)
    }

    /// *who was the first to die*, *who was the first person Dukat killed*.
    fn first_to(&self, at: usize, draft: &Draft, times: &[Time], found: &mut Vec<Candidate>) {
        for one in self.template(
            at,
            draft,
            "<y> is|was|were|are the first|last [one|person|character|people|man|woman]",
        ) {
            let [term @ Term::Unknown(var)] = one.terms[0].as_slice() else {
                continue;
            };
            let pick = pick_of(&one.words);
            let given = |verbal| Shape {
                first: First::Given(term.clone()),
                verbal,
                times: times.to_vec(),
                ..Shape::plain()
            };
            let mut built = Vec::new();
            if self.is(one.end, "to") {
                built.extend(self.clause(one.end + 1, &one.draft, &given(Verbal::Infinitive)));
            }
            let behind = usize::from(matches!(self.word(one.end), Some("who" | "that" | "whom" | "which")));
            if behind == 1 {
                built.extend(self.clause(one.end + 1, &one.draft, &given(Verbal::Finite)));
            }
            let mut open = one.draft.clone();
            open.subject = None;
            open.gap = Some(Gap {
                var: *var,
                of: open.inquiry.unknowns[usize::from(var.0)].of,
                there: false,
                behind: Vec::new(),
            });
            let shape = Shape {
                times: times.to_vec(),
                ..Shape::plain()
            };
            let objects = self.clause(one.end + behind, &open, &shape).into_iter();
            built.extend(objects.filter(|built| built.draft.gap.is_none()));
            for mut built in built.into_iter().filter(|built| built.end == self.end()) {
                if built.draft.asked.len() == one.draft.asked.len() {
                    built.draft.inquiry.pick = pick;
                    found.extend(self.asked(built, None));
                }
            }
        }
    }

    /// *when was the first time that Kira met Odo*
    fn first_time(&self, at: usize, draft: &Draft, times: &[Time], found: &mut Vec<Candidate>) {
        for one in self.template(at, draft, "when is|was the first|last time [that|when]") {
            let shape = Shape {
                times: times.to_vec(),
                ..Shape::plain()
            };
            for mut built in self.clause(one.end, draft, &shape) {
                if built.end == self.end() && built.draft.asked.is_empty() {
                    built.draft.inquiry.pick = pick_of(&one.words);
                    found.extend(self.asked(built, Some(Seeks::When)));
                }
            }
        }
    }

    /// *how many battles were there*, *which battles took place*, *was there a treaty*, *is there anyone who …*.
    fn there(&self, at: usize, draft: &Draft, times: &[Time], found: &mut Vec<Candidate>) {
        const HAPPENED: &[&str] = &[
            "are there",
            "were there",
            "is there",
            "was there",
            "have there been",
            "happened",
            "happen",
            "occurred",
            "took place",
            "take place",
        ];
        for way in self.phrase(at, Fillers::ANY, draft) {
            // Which characters there are is a list of all of them.
            let described = !way.draft.inquiry.clauses.is_empty();
            let asks = way.draft.asked.len() > draft.asked.len() && described || way.draft.count.is_some();
            if let Some(end) = self.any_of(way.end, HAPPENED).filter(|_| asks) {
                self.told_of(end, &way, times, found);
            }
        }
        if let Some(Helper::Be(_)) = self.word(at).and_then(helper).filter(|_| self.is(at + 1, "there")) {
            for way in self.phrase(at + 2, Fillers::ANY, draft) {
                if way.draft.asked.len() == draft.asked.len() && matches!(way.terms.as_slice(), [Term::Unknown(_)]) {
                    self.told_of(way.end, &way, times, found);
                }
            }
            let article = usize::from(matches!(self.word(at + 2), Some("a" | "an" | "any")));
            for mut way in self.common(at + 2 + article, draft, &Use::Asked) {
                way.draft.asked.truncate(draft.asked.len());
                self.told_of(way.end, &way, times, found);
            }
        }
    }

    /// A question that is no more than a description of somebody or something.
    fn told_of(&self, at: usize, way: &Way, times: &[Time], found: &mut Vec<Candidate>) {
        for (draft, time) in self.last_time(at, &way.draft, times) {
            let mut draft = draft;
            let [Term::Unknown(var)] = way.terms.as_slice() else {
                continue;
            };
            let made = main_of(&draft, *var);
            let mut fits = true;
            if let Some(time) = &time {
                fits = !made.is_empty();
                for &made in &made {
                    fits &= draft.at(self.world, made, time, Tense::Past).is_some();
                }
            }
            if fits {
                let built = Built {
                    end: self.end(),
                    draft,
                    made,
                    tense: Tense::Past,
                };
                found.extend(self.asked(built, None));
            }
        }
    }

    /// *list everyone who died*, *name Kira's allies*, *the members of the Dominion at the end*.
    fn listed(&self, at: usize, draft: &Draft, times: &[Time], found: &mut Vec<Candidate>) {
        const BIDDING: &[&str] = &[
            "list all of",
            "list all",
            "list",
            "name all",
            "name",
            "show me all",
            "show me",
            "show all",
            "show",
            "give me all",
            "give me",
            "give",
            "find all",
            "find",
        ];
        const EVERYBODY: &[&str] = &[
            "everyone",
            "everybody",
            "anyone",
            "anybody",
            "all those",
            "those",
            "all people",
            "all characters",
        ];
        let start = self.any_of(at, BIDDING).unwrap_or(at);
        let the = usize::from(matches!(self.word(start), Some("the" | "all")));
        let mut ways = self.common(start + the, draft, &Use::Asked);
        if let Some(end) = self.any_of(start, EVERYBODY) {
            let mut draft = draft.clone();
            let var = draft.ask(actors(), "who");
            ways.push(Way {
                end,
                draft,
                terms: vec![Term::Unknown(var)],
            });
        }
        let more = self.relative(self.end(), draft.inquiry.unknowns.len(), &ways);
        ways.extend(more);
        for way in self
            .names_at(start, draft)
            .into_iter()
            .filter(|way| self.is(way.end, "'s"))
        {
            ways.extend(self.owned(way.end + 1, &way.draft, &way.terms, &Use::Asked));
        }
        // A sort of thing alone is a list of all of it.
        ways.retain(|way| !way.draft.inquiry.clauses.is_empty());
        for way in ways {
            self.told_of(way.end, &way, times, found);
        }
    }

    /// *which battles involve Kira*, *how many battles did Kira take part in*, *which events was she in*.
    fn concerning(&self, at: usize, draft: &Draft, times: &[Time], found: &mut Vec<Candidate>) {
        for form in [
            "<y> involve|involves|involved|concern|concerned <x>",
            "<y> is|was|were|are <x> in",
            "<y> is|was|were|are <x> involved in",
            "<y> is|was|were|are <x> part of",
            "<y> did|does|do|has|have <x> take|taken part in",
            "<y> did|does|do|has|have <x> fight|fought|appear|appeared in",
            "in <y> is|was|were|are <x> [involved]",
            "in <y> did|does|do <x> take part",
            "in <y> did|does|do <x> fight|appear",
        ] {
            for one in self.template(at, draft, form) {
                let [Term::Unknown(event)] = one.terms[0].as_slice() else {
                    continue;
                };
                if !one.draft.inquiry.unknowns[usize::from(event.0)].of.admits_events()
                    || one.draft.inquiry.unknowns[usize::from(event.0)].of.admits_entities()
                {
                    continue;
                }
                let mut draft = one.draft.clone();
                let takes = one.terms[1].iter().map(|term| (Play::Any, term.clone()));
                let known = draft.inquiry.clauses.iter_mut().find_map(|clause| match clause {
                    Clause::Happens {
                        event: known, parts, ..
                    } if known == event => Some(parts),
                    _ => None,
                });
                match known {
                    Some(parts) => parts.extend(takes),
                    None => {
                        let parts = takes.collect();
                        draft.say(Clause::Happens {
                            event: *event,
                            kind: None,
                            parts,
                            place: None,
                            polarity: Polarity::So,
                            window: crate::ask::inquiry::Window::default(),
                        });
                    }
                }
                let way = Way {
                    end: one.end,
                    draft,
                    terms: one.terms[0].clone(),
                };
                self.told_of(one.end, &way, times, found);
            }
        }
    }
}

/// The clauses by which an unknown is described.
fn main_of(draft: &Draft, var: crate::ask::inquiry::Var) -> Vec<Made> {
    let clauses = draft.inquiry.clauses.iter().enumerate();
    clauses
        .filter_map(|(at, clause)| match clause {
            Clause::Holds { args, .. } if args.contains(&Term::Unknown(var)) => Some(Made::Holds(at)),
            Clause::Happens { event, parts, .. } => {
                let plays = parts.iter().any(|(_, term)| *term == Term::Unknown(var));
                (*event == var || plays).then_some(Made::Event(*event, at))
            }
            _ => None,
        })
        .collect()
}

/// The tense that the chosen words of a form are in.
fn tense(one: &Match) -> Tense {
    if ["is", "are", "does", "do"].iter().any(|word| one.chose(word)) {
        Tense::Present
    } else {
        Tense::Past
    }
}

fn side_of(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    let who = Term::Named(one.named(0)?);
    let mut draft = one.draft.clone();
    // A side is a faction; whom one fights for may be anybody.
    let of = if one.chose("side") { "faction" } else { "actor" };
    let of = Fillers::parse(of).expect("a sort of thing");
    let whom = Term::Unknown(draft.ask(of, "side"));
    parser.sided(draft, &who, &whom, tense(one), time)
}

fn on_side(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    let whom = Term::Named(one.named(0)?);
    let mut draft = one.draft.clone();
    let who = Term::Unknown(draft.ask(actors(), "who"));
    parser.sided(draft, &who, &whom, tense(one), time)
}

fn beside(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    let (who, whom) = (Term::Named(one.named(0)?), Term::Named(one.named(1)?));
    parser.sided(one.draft.clone(), &who, &whom, tense(one), time)
}
