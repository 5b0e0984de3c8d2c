//! The ways in which an inquiry is so as rows: one for each different value of what is sought, with the evidence of every clause.

use super::super::{Answer, Asked, Bearing, Cell, Evidence, Row, evidence, reasons, stretches};
use super::solve::Solver;
use super::way::{Fact, Way};
use super::{Clause, Polarity, Seeks, Timing, Var};
use crate::model::{EventId, Node, RelationId};
use crate::timeline::Stretch;
use crate::world::Tense;
use std::collections::BTreeMap;

/// How many further ways of one row show their evidence.
const FURTHER: usize = 4;

/// The ways put together by who stands for some unknowns, in the order of the first of each.
pub(super) fn groups<'b>(ways: &'b [Way], by: &[Var]) -> Vec<Vec<&'b Way>> {
    let mut places: BTreeMap<Vec<Option<Node>>, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<&Way>> = Vec::new();
    for way in ways {
        let key = by.iter().map(|&var| way.value(var)).collect();
        let place = *places.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(way),
            None => groups.push(vec![way]),
        }
    }
    groups
}

impl Solver<'_> {
    /// The answer to an inquiry that no command asks, its reading aside.
    pub(super) fn unasked(&self, ways: &[Way], by: &[Var]) -> Answer {
        if let Seeks::Most { who, of, fewest } = self.inquiry.seeks {
            let (columns, rows, gist) = self.most(ways, who, of, fewest);
            return Answer {
                gist,
                columns,
                rows,
                ..Answer::default()
            };
        }
        if let Some(answer) = self.explained(ways) {
            return answer;
        }
        let mut rows = self.rows(ways, by);
        rows.retain(|row| !row.sentence.is_empty());
        Answer {
            columns: self.columns(by),
            notes: self.silent(ways, &rows),
            rows,
            ..Answer::default()
        }
    }

    /// How or why several events came about: the chain of each.
    fn explained(&self, ways: &[Way]) -> Option<Answer> {
        if !matches!(self.inquiry.seeks, Seeks::How | Seeks::Why) {
            return None;
        }
        let chains = super::events(ways).into_iter().filter_map(|event| {
            let asked = Asked {
                words: vec![self.world.story.event(event).id.to_string()],
                ..Asked::default()
            };
            super::asked(self.world, ("why", asked)).ok()
        });
        chains.reduce(|mut all, chain| {
            all.rows.extend(chain.rows);
            all.question.clear();
            all
        })
    }

    /// That the story is silent of those of whom something is taken not to be so.
    fn silent(&self, ways: &[Way], rows: &[Row]) -> Vec<String> {
        let negated = self.inquiry.clauses.iter().any(|clause| {
            matches!(clause, Clause::Holds { polarity: Polarity::NotSo, relation, .. }
                if !self.world.vocabulary.relation(*relation).is_unary())
        });
        let lacking = ways
            .iter()
            .any(|way| way.facts.iter().any(|(_, fact)| matches!(fact, Fact::Lacking(..))));
        let note = "where the story says nothing, it is taken not to be so";
        if negated && lacking && !rows.is_empty() && self.inquiry.seeks != Seeks::Whether {
            vec![note.to_owned()]
        } else {
            Vec::new()
        }
    }

    /// Leaves only the first or the last ways, where that is asked; says so where only the place in the file decides which those are.
    pub(super) fn picked(&self, ways: &mut Vec<Way>) -> Option<String> {
        let pick = self.inquiry.pick?;
        if ways.iter().any(|way| way.doubt.is_sure()) {
            ways.retain(|way| way.doubt.is_sure());
        }
        let at = |way: &Way| self.moment(way);
        let best = match pick {
            super::Pick::First => ways.iter().filter_map(at).min(),
            super::Pick::Last => ways.iter().filter_map(at).max(),
        };
        let event = |way: &Way| super::events(std::slice::from_ref(way)).first().copied();
        let of_best = ways.iter().find(|way| at(way) == best).and_then(event);
        let rival = ways.iter().filter_map(event).find(|&event| {
            let unsettled = |best| self.world.timeline.order.is_unsettled(best, event);
            of_best.is_some_and(|best| best != event && unsettled(best))
        });
        ways.retain(|way| at(way) == best);
        let (one, other) = (of_best?, rival?);
        Some(super::happened::unsettled(self.world, one, other))
    }

    /// The rows of what is sought: what is surely so, then what is left open.
    pub(super) fn rows(&self, ways: &[Way], sought: &[Var]) -> Vec<Row> {
        let shown = self.shown(sought);
        let mut rows: Vec<Row> = groups(ways, sought)
            .iter()
            .map(|group| self.row(group, sought, &shown))
            .collect();
        rows.sort_by_key(|row| row.open.is_some());
        rows
    }

    /// The names of the columns: what is sought, then the other unknowns, each once.
    pub(super) fn columns(&self, sought: &[Var]) -> Vec<String> {
        let mut columns: Vec<String> = Vec::new();
        for var in self.shown(sought) {
            let name = self.column(var);
            let taken = |name: &str| columns.iter().any(|known| known == name);
            let free = (2..).map(|n| format!("{name}-{n}"));
            let name = std::iter::once(name.clone()).chain(free).find(|name| !taken(name));
            columns.extend(name);
        }
        columns.extend(["from", "until"].map(str::to_owned));
        columns
    }

    fn column(&self, var: Var) -> String {
        let unknown = &self.inquiry.unknowns[usize::from(var.0)];
        let event = self.inquiry.clauses.iter().find_map(|clause| match clause {
            Clause::Happens { event, kind, .. } if *event == var => Some(kind),
            _ => None,
        });
        match (event, unknown.word.as_str()) {
            (Some(Some(kind)), _) => self.world.vocabulary.kind(*kind).name.clone(),
            (Some(None), _) => "event".to_owned(),
            (None, "" | "whom") => "who".to_owned(),
            (None, word) => word.replace(' ', "-"),
        }
    }

    /// The unknowns that have a column: what is sought, then whatever else is settled on every way.
    fn shown(&self, sought: &[Var]) -> Vec<Var> {
        let all = (0..u8::try_from(self.inquiry.unknowns.len()).expect("counted by bytes")).map(Var);
        let negated = |var: Var| {
            let so = self.inquiry.clauses.iter().any(|clause| {
                let negated = match clause {
                    Clause::Holds { polarity, .. } | Clause::Happens { polarity, .. } => *polarity == Polarity::NotSo,
                    _ => true,
                };
                !negated && super::solve::vars(clause).contains(&var)
            });
            !so
        };
        let others = all.filter(|var| !sought.contains(var) && !negated(*var));
        sought.iter().copied().chain(others).collect()
    }

    /// One row for all ways that agree in what is sought; the surest and first of them is told.
    pub(super) fn row(&self, group: &[&Way], sought: &[Var], shown: &[Var]) -> Row {
        let way = group[0];
        let told = self.sentences(way);
        let values: Vec<String> = sought
            .iter()
            .filter_map(|&var| way.value(var))
            .map(|node| self.world.label(node))
            .collect();
        let alone = told.len() == 1;
        let mut row = Row {
            sentence: told.join("; "),
            cells: shown
                .iter()
                .map(|&var| evidence::cell(self.world, way.value(var)))
                .collect(),
            certainty: way.doubt.certainty,
            open: way.doubt.open.clone(),
            ..Row::default()
        };
        let is_event = sought
            .iter()
            .any(|&var| way.value(var).is_some_and(|node| node.event().is_some()));
        if is_event {
            let event = sought.iter().find_map(|&var| way.value(var)?.event());
            row.lead = event.map(|event| self.world.story.event(event).id.to_string());
        } else if !values.is_empty() && (self.inquiry.clauses.len() > 1 || told.is_empty()) {
            row.lead = Some(values.join(", "));
        }
        if row.sentence.is_empty() {
            row.sentence = stretches::capital(&row.lead.take().unwrap_or_default());
        }
        row.span = self.span(way);
        let span = row.span.clone();
        row.cells.push(Cell::text(span.as_ref().map(|span| &span.from)));
        row.cells.push(Cell::text(span.and_then(|span| span.until)));
        if row.open.is_some() {
            let events = way
                .facts
                .iter()
                .all(|(_, fact)| matches!(fact, Fact::Happened(_) | Fact::There(..)));
            let section = if events {
                stretches::OPEN_EVENTS
            } else {
                stretches::OPEN
            };
            row.section = Some(section.to_owned());
        }
        for way in group.iter().take(FURTHER + 1) {
            for piece in self.evidence(way, alone && group.len() == 1) {
                let same = |known: &Evidence| known.told.event.is_some() && known.told == piece.told;
                if !row.evidence.iter().any(same) {
                    row.evidence.push(piece);
                }
            }
        }
        if group.len() > FURTHER + 1 {
            let more = group.len() - FURTHER - 1;
            row.via = Some(format!("and in {more} more ways"));
        }
        row
    }

    /// What makes each clause so, in sentences: what holds, then the events in story order.
    fn sentences(&self, way: &Way) -> Vec<String> {
        let world = self.world;
        let mut told: Vec<String> = Vec::new();
        let mut events: Vec<EventId> = Vec::new();
        for (clause, fact) in &way.facts {
            let sentence = match fact {
                Fact::Held(stretch) => {
                    let args = self.turned(way, *clause, stretch);
                    Some(world.relation_sentence(stretch.relation, args, self.tense(*clause, stretch)))
                }
                Fact::Over(gap) => {
                    let args = self.turned(way, *clause, gap);
                    Some(self.negated(gap.relation, args, Polarity::NoLonger, *clause))
                }
                Fact::Lacking(relation, args) if args[0].is_some() => {
                    Some(self.negated(*relation, *args, Polarity::NotSo, *clause))
                }
                Fact::Happened(event) | Fact::There(event, _) => {
                    if !events.contains(event) {
                        events.push(*event);
                    }
                    None
                }
                Fact::Never => self.nothing(way, *clause),
                Fact::Lacking(..) => None,
            };
            told.extend(sentence);
        }
        events.sort_by_key(|&event| world.timeline.order.position(event));
        told.extend(events.iter().map(|&event| world.sentence(event)));
        told.dedup();
        for sentence in told.iter_mut().skip(1) {
            *sentence = reasons::inner(sentence);
        }
        told
    }

    /// That there is no such event, as a sentence about whoever is asked about.
    fn nothing(&self, way: &Way, place: usize) -> Option<String> {
        let mut inquiry = self.inquiry.clone();
        inquiry.seeks = Seeks::Whether;
        let sought = super::sought(&self.inquiry.seeks);
        let about = sought.iter().copied().find(|&var| way.value(var).is_some())?;
        let clause = &mut inquiry.clauses[place];
        for (var, node) in (0..).map(Var).zip(&way.bound) {
            if let Some(node) = node {
                super::simple::replace(clause, var, &super::Term::Named(*node));
            }
        }
        // Whoever is asked about comes first: they are named, and the others stand behind.
        if let Clause::Happens { parts, .. } = clause {
            let node = way.value(about)?;
            parts.sort_by_key(|(_, term)| *term != super::Term::Named(node));
        }
        let clause = clause.clone();
        let said = super::phrase::Phrases::of(self.world, &inquiry).clause(&clause, None, super::phrase::Form::Past)?;
        Some(stretches::capital(&said.whole()))
    }

    /// The clause about a relation in that place, where it is one of several that are enough too.
    fn leaf(&self, place: usize, relation: RelationId) -> &Clause {
        let clause = &self.inquiry.clauses[place];
        let of = |clause: &&Clause| matches!(clause, Clause::Holds { relation: known, .. } if *known == relation);
        match clause {
            Clause::Either(clauses) => clauses.iter().find(of).unwrap_or(clause),
            other => other,
        }
    }

    /// The two of a stretch, in the order in which the clause speaks of them.
    fn turned(&self, way: &Way, clause: usize, stretch: &Stretch) -> [Option<Node>; 2] {
        let [first, second] = stretch.args;
        let turned = match self.leaf(clause, stretch.relation) {
            Clause::Holds { args, .. } => {
                let node = |i: usize| super::way::one(&way.bound, &args[i]);
                node(0).map_or(node(1).is_some() && node(1) != second, |node| Some(node) != first)
            }
            _ => false,
        };
        if turned { [second, first] } else { [first, second] }
    }

    /// In which tense what holds is told: in the present as of a moment, where no event is told beside it.
    fn tense(&self, clause: usize, stretch: &Stretch) -> Tense {
        let events = self
            .inquiry
            .clauses
            .iter()
            .any(|clause| matches!(clause, Clause::Happens { .. }));
        match self.leaf(clause, stretch.relation) {
            Clause::Holds {
                timing: Timing::AsOf(_),
                ..
            } if !events => Tense::Present,
            Clause::Holds { .. } if !events => stretches::tense(stretch),
            _ => Tense::Past,
        }
    }

    /// What does not hold, as a sentence.
    fn negated(&self, relation: RelationId, args: [Option<Node>; 2], polarity: Polarity, clause: usize) -> String {
        use super::phrase::{Form, conjugated};
        use crate::vocabulary::Number;
        let declared = self.world.vocabulary.relation(relation);
        let plural = args[0]
            .and_then(Node::entity)
            .is_some_and(|id| self.world.story.entity(id).plural);
        let number = if plural { Number::Plural } else { Number::Singular };
        let form = match self.leaf(clause, relation) {
            Clause::Holds {
                timing: Timing::AsOf(_),
                ..
            } => Form::Present,
            Clause::Holds {
                polarity: Polarity::NoLonger,
                timing: Timing::Ever,
                ..
            } => Form::Present,
            _ => Form::Past,
        };
        let subject = args[0].map_or_else(|| "nobody".to_owned(), |node| self.world.mention(node));
        let verb = conjugated(&declared.words, number, polarity, form);
        let object = args[1].map(|node| format!(" {}", self.world.mention(node)));
        let object = object.unwrap_or_else(|| {
            if declared.is_unary() {
                String::new()
            } else {
                " anybody".to_owned()
            }
        });
        stretches::capital(&format!("{subject} {verb}{object}"))
    }

    /// From when until when the one thing that holds holds.
    fn span(&self, way: &Way) -> Option<super::super::Span> {
        let mut spans = way.facts.iter().filter_map(|(clause, fact)| match fact {
            Fact::Held(stretch) => Some((*clause, evidence::span(self.world, stretch))),
            Fact::Over(gap) => Some((*clause, evidence::span_of_lack(self.world, gap))),
            Fact::Lacking(..) | Fact::Happened(_) | Fact::There(..) | Fact::Never => None,
        });
        let (_, span) = spans.next()?;
        let events = way.facts.iter().any(|(_, fact)| matches!(fact, Fact::Happened(_)));
        (spans.next().is_none() && !events).then_some(span)
    }

    /// The events and statements that make a way so, each once.
    pub(super) fn evidence(&self, way: &Way, alone: bool) -> Vec<Evidence> {
        let world = self.world;
        let mut pieces: Vec<Evidence> = Vec::new();
        for (_, fact) in &way.facts {
            let found: Vec<Evidence> = match fact {
                Fact::Held(stretch) => evidence::stretch(world, stretch),
                Fact::Over(gap) => evidence::cause(world, gap.started, Bearing::Starts)
                    .into_iter()
                    .collect(),
                Fact::Happened(event) | Fact::There(event, _) => {
                    let bearing = if alone { Bearing::Shows } else { Bearing::In };
                    vec![evidence::event(world, *event, bearing)]
                }
                Fact::Lacking(..) | Fact::Never => Vec::new(),
            };
            for piece in found {
                if !pieces.iter().any(|known| known.told == piece.told) {
                    pieces.push(piece);
                }
            }
        }
        pieces
    }

    /// The words for the moment that the answer is as of, if there is one.
    pub(super) fn as_of_words(&self) -> Option<String> {
        super::reading::moment(self.inquiry).map(|as_of| self.world.moment_words(as_of))
    }
}
