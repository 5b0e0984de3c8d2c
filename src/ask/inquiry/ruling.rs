//! Yes, no or unknown, for inquiries that ask whether anything makes their clauses so.

use super::super::{Row, Ruling, reasons, words};
use super::solve::Solver;
use super::way::{Fact, Way};
use super::{Clause, Play, Polarity, Seeks, Term, Timing, Var, Window};
use crate::model::{EventId, Node};
use crate::timeline::Truth;

impl Solver<'_> {
    /// The unknowns that a question names, or all where it names none.
    pub(super) fn named(&self) -> Vec<Var> {
        let all = (0..u8::try_from(self.inquiry.unknowns.len()).expect("counted by bytes")).map(Var);
        let (named, implied): (Vec<Var>, Vec<Var>) =
            all.partition(|var| !self.inquiry.unknowns[usize::from(var.0)].word.is_empty());
        if named.is_empty() { implied } else { named }
    }

    /// Whether there is any way, and why.
    pub(super) fn ruling(&self, ways: &[Way], rows: &[Row]) -> Ruling {
        if let Some(ruling) = self.fact() {
            return ruling;
        }
        match (ways.first(), rows.first()) {
            (Some(way), Some(row)) if way.doubt.is_sure() => Ruling {
                truth: Truth::Yes,
                reason: self.sure_reason(way, row),
            },
            (Some(way), Some(row)) => {
                let open = way.doubt.open.clone();
                let doubt = open.unwrap_or_else(|| self.doubt_of(way));
                Ruling {
                    truth: Truth::Unknown,
                    reason: if row.sentence.is_empty() {
                        doubt
                    } else {
                        format!("{}, but {doubt}", row.sentence)
                    },
                }
            }
            _ => self.none(),
        }
    }

    fn sure_reason(&self, way: &Way, row: &Row) -> String {
        let mut events = super::events(std::slice::from_ref(way));
        events.sort_by_key(|&event| self.world.timeline.order.position(event));
        let events: Vec<String> = events
            .into_iter()
            .map(|event| format!("`{}`", self.world.story.event(event).id))
            .collect();
        let span = row.span.as_ref().map(|span| format!(", {}", span.words()));
        match (row.sentence.is_empty(), events.is_empty()) {
            (true, _) => self.told_of_none(),
            (false, true) => format!("{}{}", row.sentence, span.unwrap_or_default()),
            (false, false) => format!("{} ({})", row.sentence, events.join(", ")),
        }
    }

    /// What makes a way doubtful that nothing leaves open.
    fn doubt_of(&self, way: &Way) -> String {
        let event = way.facts.iter().find_map(|(_, fact)| match fact {
            Fact::Happened(event) | Fact::There(event, _) => Some(*event),
            Fact::Held(stretch) => stretch.started.event(),
            Fact::Over(gap) => gap.started.event(),
            Fact::Lacking(..) | Fact::Never => None,
        });
        let names = if way.doubt.certainty == crate::model::Certainty::Possible {
            "names only candidates for it"
        } else {
            "leaves it in doubt"
        };
        event.map_or_else(
            || "the source leaves it in doubt".to_owned(),
            |event| format!("`{}` {names}", self.world.story.event(event).id),
        )
    }

    /// What is ruled where one relation is asked about between two who are named, as of a moment.
    fn fact(&self) -> Option<Ruling> {
        let [
            Clause::Holds {
                relation,
                args,
                polarity,
                timing,
            },
        ] = self.inquiry.clauses.as_slice()
        else {
            return None;
        };
        let as_of = self.as_of(&[], timing).filter(|_| {
            let known = |term: &Term| matches!(term, Term::Named(_) | Term::Any);
            args.iter().all(known)
        })?;
        let node = |term: &Term| match term {
            Term::Named(node) => Some(*node),
            _ => None,
        };
        let args = [node(&args[0]), node(&args[1])];
        if matches!(timing, Timing::When(_)) || args == [None, None] {
            return None;
        }
        let world = self.world;
        let verdict = world.holds(*relation, args, &as_of);
        let truth = match polarity {
            Polarity::So => verdict.truth,
            Polarity::NotSo => match verdict.truth {
                Truth::Yes => Truth::No,
                Truth::No => Truth::Yes,
                Truth::Unknown => Truth::Unknown,
            },
            Polarity::NoLonger => {
                let held = |stretch: &crate::timeline::Stretch| {
                    let over = stretch.until.is_some_and(|until| until <= as_of.moment);
                    over && stretch.relation == *relation && args.iter().flatten().all(|&node| stretch.concerns(node))
                };
                let one = args[0].or(args[1])?;
                let held = world.timeline_of(*relation).concerning(one).any(held);
                match verdict.truth {
                    Truth::Yes => Truth::No,
                    Truth::No if held => Truth::Yes,
                    Truth::No => Truth::No,
                    Truth::Unknown => Truth::Unknown,
                }
            }
            Polarity::Still => return None,
        };
        Some(Ruling {
            truth,
            reason: reasons::clause(world, &verdict, &as_of),
        })
    }

    /// What is ruled where there is no way.
    fn none(&self) -> Ruling {
        let negated = |clause: &Clause| match clause {
            Clause::Holds { polarity, .. } | Clause::Happens { polarity, .. } => *polarity == Polarity::NotSo,
            _ => false,
        };
        if let Some(positive) = self.inquiry.clauses.iter().position(negated) {
            return self.otherwise(positive);
        }
        if let Some(ruling) = self.apart() {
            return ruling;
        }
        if let Some(reason) = self.untold() {
            return Ruling {
                truth: Truth::Unknown,
                reason,
            };
        }
        if let Some(reason) = self.verdict() {
            return Ruling {
                truth: Truth::No,
                reason,
            };
        }
        let holds = self
            .inquiry
            .clauses
            .iter()
            .all(|clause| matches!(clause, Clause::Holds { .. }));
        Ruling {
            truth: if holds && self.inquiry.clauses.len() == 1 && !self.is_told() {
                Truth::Unknown
            } else {
                Truth::No
            },
            reason: self.told_of_none(),
        }
    }

    /// What is ruled of several clauses that share no unknown: which of them fails, and what is so all the same.
    fn apart(&self) -> Option<Ruling> {
        let clauses = &self.inquiry.clauses;
        let mut met = std::collections::BTreeSet::new();
        let mut shares = |clause: &Clause| {
            let own: std::collections::BTreeSet<Var> = super::solve::vars(clause).into_iter().collect();
            own.into_iter().any(|var| !met.insert(var))
        };
        if clauses.len() < 2 || clauses.iter().any(&mut shares) {
            return None;
        }
        let rulings: Vec<Ruling> = clauses
            .iter()
            .map(|clause| {
                let mut inquiry = self.inquiry.clone();
                inquiry.clauses = vec![clause.clone()];
                let solver = Solver::of(self.world, &inquiry);
                let ways = solver.ways();
                solver.ruling(&ways, &solver.rows(&ways, &solver.named()))
            })
            .collect();
        let of = |truth: Truth| rulings.iter().filter(move |ruling| ruling.truth == truth);
        let failing = of(Truth::No).next().or_else(|| of(Truth::Unknown).next())?;
        let so = of(Truth::Yes).map(|ruling| format!("; but {}", ruling.reason));
        Some(Ruling {
            truth: failing.truth,
            reason: std::iter::once(failing.reason.clone()).chain(so).collect(),
        })
    }

    /// That something of the sort is told, and of nobody that they had the part that is asked about: then it may be so.
    fn untold(&self) -> Option<String> {
        let [
            Clause::Happens {
                kind: Some(_),
                parts,
                place,
                ..
            },
        ] = self.inquiry.clauses.as_slice()
        else {
            return None;
        };
        let named = |term: &Term| matches!(term, Term::Named(_) | Term::OneOf(_));
        let (story, vocabulary) = (&self.world.story, &self.world.vocabulary);
        for (dropped, (play, term)) in parts.iter().enumerate() {
            // Where nobody else is named, an event of somebody else tells nothing of them.
            let others = parts
                .iter()
                .enumerate()
                .any(|(other, (_, term))| other != dropped && named(term));
            let Play::Role(role) = play else { continue };
            if !named(term) || !others {
                continue;
            }
            let mut inquiry = self.inquiry.clone();
            if let Clause::Happens { parts, .. } = &mut inquiry.clauses[0] {
                parts[dropped].1 = Term::Any;
            }
            let solver = Solver::of(self.world, &inquiry);
            let events = super::events(&solver.ways());
            let open = events.into_iter().find(|&event| {
                let declared = vocabulary.kind(story.event(event).kind).role(*role);
                declared.is_some() && story.fillers(event, *role).next().is_none()
            });
            if let Some(event) = open {
                let part = vocabulary.role(*role).replace('-', " ");
                return Some(format!(
                    "{}, and the story does not tell the {part}",
                    self.world.sentence(event)
                ));
            }
        }
        // Of what happened at a place that is not told, it may have been there.
        let mut inquiry = self.inquiry.clone();
        if let Clause::Happens { place, .. } = &mut inquiry.clauses[0] {
            *place = None;
        }
        let elsewhere = || super::events(&Solver::of(self.world, &inquiry).ways());
        let is_named = parts.iter().any(|(_, term)| named(term)) && place.is_some();
        let event = is_named
            .then(elsewhere)?
            .into_iter()
            .find(|&event| story.event(event).place.is_none())?;
        Some(format!(
            "{}, and the story does not tell where",
            self.world.sentence(event)
        ))
    }

    /// Why one relation does not hold between two as of a moment, where the story says.
    fn verdict(&self) -> Option<String> {
        let [
            Clause::Holds {
                relation,
                args: [Term::Named(one), other],
                timing,
                ..
            },
        ] = self.inquiry.clauses.as_slice()
        else {
            return None;
        };
        let other = match other {
            Term::Named(other) => Some(*other),
            Term::Any => None,
            Term::Unknown(_) | Term::OneOf(_) => return None,
        };
        let as_of = self.as_of(&[], timing)?;
        let verdict = self.world.holds(*relation, [Some(*one), other], &as_of);
        (verdict.truth == Truth::No).then(|| reasons::clause(self.world, &verdict, &as_of))
    }

    /// An event that would be the one, had it not happened at another time.
    fn at_another_time(&self) -> Option<EventId> {
        let [Clause::Happens { window, .. }] = self.inquiry.clauses.as_slice() else {
            return None;
        };
        let mut inquiry = self.inquiry.clone();
        if let Clause::Happens { window, .. } = &mut inquiry.clauses[0] {
            *window = Window::default();
        }
        let asked = *window != Window::default();
        let ways = asked.then(|| Solver::of(self.world, &inquiry).ways())?;
        super::events(&ways).first().copied()
    }

    /// Whether the story tells anything at all of a relation between these.
    fn is_told(&self) -> bool {
        let [Clause::Holds { relation, args, .. }] = self.inquiry.clauses.as_slice() else {
            return true;
        };
        let way = Way::start(self.inquiry);
        !self
            .held(&way, 0, *relation, args, Polarity::So, &Timing::Ever)
            .is_empty()
    }

    /// Why it is not so that something is not so: since it is.
    fn otherwise(&self, clause: usize) -> Ruling {
        let mut inquiry = self.inquiry.clone();
        inquiry.seeks = Seeks::Whether;
        match &mut inquiry.clauses[clause] {
            Clause::Holds { polarity, .. } | Clause::Happens { polarity, .. } => *polarity = Polarity::So,
            _ => {}
        }
        let solver = Solver::of(self.world, &inquiry);
        let ways = solver.ways();
        let rows = solver.rows(&ways, &solver.named());
        let reason = match (ways.first(), rows.first()) {
            (Some(way), Some(row)) => solver.sure_reason(way, row),
            _ => self.told_of_none(),
        };
        Ruling {
            truth: Truth::No,
            reason,
        }
    }

    /// That the story tells of none, and of none of what.
    fn told_of_none(&self) -> String {
        if let Some(event) = self.at_another_time() {
            let id = &self.world.story.event(event).id;
            return format!("{} (`{id}`), and not then", self.world.sentence(event));
        }
        let [Clause::Happens { kind, parts, place, .. }] = self.inquiry.clauses.as_slice() else {
            return match self.inquiry.clauses.as_slice() {
                [Clause::Holds { .. }] => "the story does not say".to_owned(),
                _ => "the story tells of nothing that would make it so".to_owned(),
            };
        };
        let noun = kind.map_or("event", |kind| self.world.vocabulary.kind(kind).verb.noun.as_str());
        let named = |(play, term): &(Play, Term)| match term {
            Term::Named(node) => Some((*play, vec![*node])),
            Term::OneOf(nodes) => Some((*play, nodes.clone())),
            Term::Unknown(_) | Term::Any => None,
        };
        let mut by = Vec::new();
        let mut of = Vec::new();
        for (play, nodes) in parts.iter().filter_map(named) {
            let names: Vec<String> = nodes.iter().map(|&node: &Node| self.world.mention(node)).collect();
            let acts = match (play, kind) {
                (Play::Acts, _) => true,
                (Play::Role(role), Some(kind)) => {
                    let role = self.world.vocabulary.kind(*kind).role(role);
                    role.is_some_and(|role| role.agentive)
                }
                _ => false,
            };
            if acts {
                by.push(words::or(&names));
            } else {
                of.push(words::or(&names));
            }
        }
        let of = if of.is_empty() {
            String::new()
        } else {
            format!(" of {}", words::and(&of))
        };
        let by = if by.is_empty() {
            String::new()
        } else {
            format!(" by {}", words::and(&by))
        };
        let at = match place {
            Some(Term::Named(node)) => format!(" at {}", self.world.mention(*node)),
            _ => String::new(),
        };
        format!("the story tells of no {noun}{of}{by}{at}")
    }
}
