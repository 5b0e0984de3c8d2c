//! What somebody is or has: *is the father of Jake*, *are allies*, *is emperor*, *is a Changeling*, *has the most enemies*.

use super::build::{default_timing, holds};
use super::clause::{Built, First, Shape};
use super::draft::{Draft, Made, Tense, Time};
use super::form::{Slot, What};
use super::group::{Closing, Group, Need, Negation, closing, groups};
use super::noun::Noun;
use super::parser::Parser;
use super::phrase::{Use, Way};
use crate::ask::inquiry::{Clause, Pick, Play, Polarity, Term, Timing};
use crate::model::Node;
use crate::vocabulary::{Fillers, Meaning};

/// What stands around a predicate.
#[derive(Clone, Debug)]
struct Around {
    group: Group,
    times: Vec<Time>,
    pick: Option<Pick>,
    no_longer: bool,
    never: bool,
}

impl Parser<'_> {
    /// *Sisko is the father of Jake*: a noun is said of somebody.
    pub(super) fn said_of(&self, at: usize, draft: &Draft, shape: &Shape) -> Vec<Built> {
        let mut found = Vec::new();
        for (way, group) in self.subjects(at, draft, shape) {
            if group.need != Need::Be {
                continue;
            }
            let before = way.draft.earlier.len();
            for said in self.predicate(group.end, &way) {
                let mut draft = said.draft;
                let made = draft.earlier.split_off(before);
                self.around(said.end, &draft, &made, group, shape, &mut found);
            }
        }
        found
    }

    /// Who stands before the verb, and what helps it.
    fn subjects(&self, at: usize, draft: &Draft, shape: &Shape) -> Vec<(Way, Group)> {
        let ways = match &shape.first {
            First::Given(term) => vec![Way {
                end: at,
                draft: draft.clone(),
                terms: vec![term.clone()],
            }],
            First::Phrase => self.phrase(at, Fillers::ANY, draft),
        };
        let mut found = Vec::new();
        for mut way in ways {
            if way.draft.subject.is_none() {
                way.draft.subject = way.terms.first().cloned();
            }
            for group in groups(self.tokens, way.end, shape.front, shape.verbal) {
                found.push((way.clone(), group));
            }
        }
        found
    }

    /// What is said of a subject; what it became stands last among what is earlier.
    fn predicate(&self, at: usize, subject: &Way) -> Vec<Way> {
        if let (true, Some(pick)) = (self.is(at, "the"), self.word(at + 1).and_then(super::draft::pick_word)) {
            let mut subject = subject.clone();
            subject.draft.inquiry.pick = Some(pick);
            return self.predicate(at + 2, &subject);
        }
        let article = usize::from(matches!(self.word(at), Some("a" | "an" | "the" | "any" | "one")));
        let uses = Use::Of(subject.terms.clone());
        let mut ways = self.common(at + article, &subject.draft, &uses);
        // *Jake's father*, *their ally*
        for owner in self.owners(at, &subject.draft) {
            for hit in self.nouns.at(owner.end) {
                if matches!(hit.noun, Noun::Relation(..) | Noun::Role(_)) {
                    let mut draft = owner.draft.clone();
                    draft.cost += hit.cost;
                    self.note(&mut draft, owner.end, hit);
                    ways.extend(self.noun(hit.end, &draft, hit, &owner.terms, &uses));
                }
            }
        }
        // *which faction is Kira a member of*
        if let Some(gap) = &subject.draft.gap {
            for hit in self.nouns.at(at + article) {
                let linked = matches!(hit.noun, Noun::Relation(..)) && self.is(hit.end, "of");
                let fronted = gap.behind.iter().any(|word| word == "of");
                if linked || fronted {
                    let mut draft = subject.draft.clone();
                    draft.gap = None;
                    draft.cost += hit.cost;
                    self.note(&mut draft, at + article, hit);
                    let end = hit.end + usize::from(linked);
                    let owner = [Term::Unknown(gap.var)];
                    let mut named = self.noun(hit.end, &draft, hit, &owner, &uses);
                    for way in &mut named {
                        way.end = end;
                    }
                    ways.extend(named);
                }
            }
        }
        ways.extend(self.officer(at, subject));
        ways
    }

    /// Whose something is, where that stands before it; the place behind is that of the noun.
    fn owners(&self, at: usize, draft: &Draft) -> Vec<Way> {
        let mut found: Vec<Way> = Vec::new();
        for way in self.phrase(at, Fillers::ANY, draft) {
            if self.is(way.end, "'s") {
                found.push(Way {
                    end: way.end + 1,
                    ..way
                });
            }
        }
        if matches!(self.word(at), Some("their" | "his" | "her" | "its"))
            && let Some(subject) = &draft.subject
        {
            found.push(Way {
                end: at + 1,
                draft: draft.clone(),
                terms: vec![subject.clone()],
            });
        }
        found
    }

    /// *is the emperor*: an item that somebody holds as an office.
    fn officer(&self, at: usize, subject: &Way) -> Vec<Way> {
        let Some(relation) = self.office() else {
            return Vec::new();
        };
        let mut ways = Vec::new();
        for way in self.names_at(at, &subject.draft) {
            let [Term::Named(node)] = way.terms.as_slice() else {
                continue;
            };
            if !self.is_office(*node) {
                continue;
            }
            let mut draft = way.draft;
            let of = self.world.vocabulary.relation(relation).between[0];
            if !subject.terms.iter().all(|term| draft.admits(self.world, term, of)) {
                continue;
            }
            for term in &subject.terms {
                let clause = draft.say(Clause::Holds {
                    relation,
                    args: [term.clone(), Term::Named(*node)],
                    polarity: Polarity::So,
                    timing: Timing::Ever,
                });
                draft.earlier.push(Made::Holds(clause));
            }
            ways.push(Way {
                end: way.end,
                draft,
                terms: Vec::new(),
            });
        }
        ways
    }

    /// Whether somebody holds that as an office at some time.
    pub(super) fn is_office(&self, node: Node) -> bool {
        let Some(relation) = self.office() else { return false };
        let mut stretches = self.world.timeline.concerning(node);
        stretches.any(|stretch| stretch.relation == relation && stretch.args[1] == Some(node))
    }

    /// *has the most allies*, *does Kira have enemies*: whoever is something to somebody.
    pub(super) fn having(&self, at: usize, draft: &Draft, shape: &Shape) -> Vec<Built> {
        let mut found = Vec::new();
        for (way, group) in self.subjects(at, draft, shape) {
            let fits = match group.need {
                Need::Finite => matches!(
                    self.word(group.end),
                    Some("has" | "have" | "had" | "holds" | "hold" | "held")
                ),
                Need::Base => matches!(self.word(group.end), Some("have" | "hold")),
                Need::Participle => matches!(self.word(group.end), Some("had" | "held")),
                _ => false,
            };
            if !fits {
                continue;
            }
            let past = group.need == Need::Finite && matches!(self.word(group.end), Some("had" | "held"));
            let group = Group {
                tense: match group.need {
                    Need::Finite if past => Tense::Past,
                    Need::Finite => Tense::Present,
                    _ => group.tense,
                },
                ..group
            };
            for mut had in self.had(group.end + 1, &way.draft) {
                let [Term::Unknown(var)] = had.terms.as_slice() else {
                    continue;
                };
                let Some(made) = endow(&mut had.draft, &Term::Unknown(*var), &way.terms) else {
                    continue;
                };
                let made = [made];
                self.around(had.end, &had.draft, &made, group, shape, &mut found);
            }
        }
        found
    }

    /// What somebody has: a noun behind the verb, or one that was asked for in front.
    fn had(&self, at: usize, draft: &Draft) -> Vec<Way> {
        if let Some(gap) = &draft.gap {
            let mut draft = draft.clone();
            draft.gap = None;
            return vec![Way {
                end: at,
                terms: vec![Term::Unknown(gap.var)],
                draft,
            }];
        }
        self.phrase(at, Fillers::ANY, draft)
    }

    /// What stands behind a predicate, and the clause with it.
    fn around(&self, at: usize, draft: &Draft, made: &[Made], group: Group, shape: &Shape, found: &mut Vec<Built>) {
        let around = Around {
            group,
            times: shape.times.clone(),
            pick: None,
            no_longer: false,
            never: false,
        };
        let mut open = vec![(at, draft.clone(), around)];
        while let Some((at, draft, around)) = open.pop() {
            if !self.spend() {
                return;
            }
            found.extend(self.close(at, &draft, made, &around, shape));
            let from = at + usize::from(self.is(at, ",") && at + 1 < self.end());
            if let Some((end, closing)) = closing(self.tokens, from) {
                let mut around = around.clone();
                match closing {
                    Closing::Idle => {}
                    Closing::Pick(pick) => around.pick = Some(pick),
                    Closing::NoLonger => around.no_longer = true,
                    Closing::Not => around.never = true,
                }
                open.push((end, draft.clone(), around));
            }
            if !shape.embedded && from < self.end() {
                for (end, draft, time) in self.times(from, &draft) {
                    let mut around = around.clone();
                    around.times.push(time);
                    open.push((end, draft, around));
                }
            }
        }
    }

    fn close(&self, end: usize, draft: &Draft, made: &[Made], around: &Around, shape: &Shape) -> Option<Built> {
        let mut draft = draft.clone();
        let group = around.group;
        let denied = match group.negation {
            Negation::None => around.never,
            Negation::Not => !around.never,
            Negation::Short => around.never || !shape.yes_no,
        };
        let new = match (denied, around.no_longer || group.no_longer, group.still) {
            (false, true, false) => Polarity::NoLonger,
            (false, false, true) => Polarity::Still,
            (true, false, false) => Polarity::NotSo,
            (false, false, false) => Polarity::So,
            _ => return None,
        };
        if let Some(pick) = around.pick.or(group.pick) {
            draft.inquiry.pick = Some(pick);
        }
        let times = self.likened(&mut draft, made, &around.times)?;
        for &made in made {
            match (made, &mut draft.inquiry.clauses) {
                (Made::Holds(clause), clauses) => {
                    let Clause::Holds {
                        polarity,
                        relation,
                        args,
                        ..
                    } = &mut clauses[clause]
                    else {
                        return None;
                    };
                    *polarity = new;
                    let relation = *relation;
                    let unsaid =
                        args.contains(&Term::Any) && self.world.vocabulary.relation(relation).between.len() == 2;
                    draft.cost += 3 * u32::from(unsaid && group.tense == Tense::Past);
                    let what = What::Relation(relation);
                    let default = default_timing(self.world, what, new, group.tense);
                    match times.as_slice() {
                        [] => {
                            draft.hold_at(clause, &default);
                            if group.tense == Tense::Present {
                                let office = self.world.vocabulary.relation(relation).means == Some(Meaning::Office);
                                let kept = if office {
                                    &mut draft.present
                                } else {
                                    &mut draft.standing
                                };
                                kept.push(clause);
                            }
                        }
                        [time] => draft.at(self.world, made, time, group.tense)?,
                        _ => return None,
                    }
                }
                (Made::Event(_, clause), clauses) => {
                    let Clause::Happens { polarity, .. } = &mut clauses[clause] else {
                        return None;
                    };
                    *polarity = new;
                    if matches!(new, Polarity::NoLonger | Polarity::Still) {
                        return None;
                    }
                    for time in &times {
                        draft.at(self.world, made, time, group.tense)?;
                    }
                }
            }
        }
        if made.is_empty() {
            // A species is for good, and has no time.
            let species = draft
                .inquiry
                .clauses
                .iter()
                .any(|clause| matches!(clause, Clause::Species(..)));
            if !species || new != Polarity::So || !around.times.is_empty() {
                return None;
            }
        }
        Some(Built {
            end,
            made: made.to_vec(),
            tense: group.tense,
            draft,
        })
    }

    /// *Jake is at the station*, with the place asked for: what *where is Jake* asks.
    pub(super) fn where_is(
        &self,
        draft: &Draft,
        subject: &[Term],
        place: &Term,
        polarity: Polarity,
    ) -> Vec<(Draft, Vec<Made>)> {
        let vocabulary = &self.world.vocabulary;
        let mut found = Vec::new();
        let mut ids: Vec<_> = [Meaning::Presence, Meaning::Location]
            .into_iter()
            .flat_map(|meaning| vocabulary.meaning(meaning))
            .filter(|&id| {
                let of = vocabulary.relation(id).between[0];
                subject.iter().all(|term| draft.admits(self.world, term, of))
            })
            .collect();
        // A faction may be at a place or in one: whichever the story tells of it.
        if ids.len() > 1 {
            let told = |id: &crate::model::RelationId| {
                subject.iter().all(|term| match term {
                    Term::Named(node) => self
                        .world
                        .timeline
                        .concerning(*node)
                        .any(|stretch| stretch.relation == *id && stretch.args[0] == Some(*node)),
                    _ => true,
                })
            };
            let known: Vec<_> = ids.iter().copied().filter(told).collect();
            if !known.is_empty() {
                ids = known;
            }
        }
        ids.truncate(1);
        for id in ids {
            let mut draft = draft.clone();
            let filled = [
                super::build::Filled {
                    slot: Slot::Arg(0),
                    terms: subject.to_vec(),
                },
                super::build::Filled {
                    slot: Slot::Arg(1),
                    terms: vec![place.clone()],
                },
            ];
            if let Some(made) = holds(self.world, &mut draft, id, &filled, polarity) {
                found.push((draft, made));
            }
        }
        found
    }
}

/// Gives what nobody owned yet to somebody: the clause of *an ally* becomes that of *Kira has an ally*, that of *a vision* that of *Kira has a vision*.
fn endow(draft: &mut Draft, what: &Term, owners: &[Term]) -> Option<Made> {
    let [owner] = owners else { return None };
    let at = draft.inquiry.clauses.iter().position(|clause| match clause {
        Clause::Holds { args, .. } => args.contains(what) && (args.contains(&Term::Any) || args.contains(owner)),
        Clause::Happens { event, parts, .. } => *what == Term::Unknown(*event) && parts.is_empty(),
        _ => false,
    })?;
    draft.attached.retain(|&clause| clause != at);
    match &mut draft.inquiry.clauses[at] {
        Clause::Holds { args, .. } => {
            if let Some(free) = args.iter_mut().find(|term| **term == Term::Any) {
                *free = owner.clone();
            }
            Some(Made::Holds(at))
        }
        Clause::Happens { event, parts, .. } => {
            parts.push((Play::Acts, owner.clone()));
            Some(Made::Event(*event, at))
        }
        _ => None,
    }
}
