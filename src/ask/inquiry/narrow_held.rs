//! `who RELATION` with parts, windows and lacks: what makes the one clause so, as rows of `who`.

use super::super::asked::Refusal;
use super::super::words;
use super::super::{Bearing, Cell, Row, events, evidence, stretches};
use super::narrow::{Narrow, Placed, Player, no_part, var};
use super::solve::Solver;
use super::way::{Fact, Way};
use super::{Clause, Inquiry, Polarity, Seeks, Term, Timing};
use crate::model::{EventId, Node, RelationId};
use crate::timeline::Stretch;
use crate::vocabulary::Meaning;
use crate::world::{Tense, World};
use std::collections::BTreeSet;

impl Narrow<'_> {
    /// The relation's clause, and its rows.
    pub(super) fn held(
        &self,
        relation: RelationId,
        polarity: Polarity,
    ) -> Result<(String, Vec<String>, Vec<Placed>), Refusal> {
        let world = self.world;
        let declared = world.vocabulary.relation(relation);
        let mut inquiry = Inquiry::new(Seeks::Whether);
        let first = inquiry.unknown(declared.between[0], "who");
        let mut args = [Term::Unknown(first), Term::Any];
        let mut said = String::new();
        for (name, part) in self.parts()? {
            let place = match name.as_str() {
                "subject" => 0,
                "object" if !declared.is_unary() => 1,
                _ => {
                    return Err(no_part(
                        &name,
                        &declared.name,
                        ["subject", "object"][..declared.between.len()].iter(),
                    ));
                }
            };
            said.push_str(&self.with(&name, &part));
            args[place] = match part {
                Player::Named(node) => Term::Named(node),
                Player::Sort(sort) => Term::Unknown(inquiry.unknown(sort, "what")),
            };
        }
        inquiry.seeks = Seeks::Which(args.iter().filter_map(var).collect());
        let timing = self.timing()?;
        let present = matches!(timing, Timing::AsOf(_));
        let moment = present || matches!(timing, Timing::When(_));
        inquiry.clauses.push(Clause::Holds {
            relation,
            args,
            polarity,
            timing,
        });
        let solver = Solver::of(world, &inquiry);
        let ways = solver.ways();
        let mut rows: Vec<Placed> = Vec::new();
        let mut told = BTreeSet::new();
        for way in &ways {
            let Some((_, fact)) = way.facts.first() else { continue };
            if !self.of.iter().all(|&node| concerns(world, fact, node)) || !told.insert(key(fact)) {
                continue;
            }
            rows.push(self.fact(&solver, way, fact, (present, moment)));
        }
        rows.sort_by_key(|(row, _)| row.open.is_some());
        let verb = if self.as_of.is_some() {
            &declared.words.third
        } else {
            &declared.words.past
        };
        let lack = declared.means == Some(Meaning::Life) && polarity == Polarity::NotSo;
        let heading = if lack {
            "Who is dead".to_owned()
        } else {
            words::heading(declared, &not(verb, polarity))
        };
        let reading = format!("{heading}{}{said}", self.of_words());
        Ok((reading, stretches::COLUMNS.map(str::to_owned).to_vec(), rows))
    }

    /// What makes the clause so, as a row of `who`.
    fn fact(&self, solver: &Solver<'_>, way: &Way, fact: &Fact, (present, moment): (bool, bool)) -> Placed {
        let world = self.world;
        let seen_from = self.of.first().copied();
        let (mut row, at) = match fact {
            Fact::Held(stretch) => {
                let tense = match (present, moment) {
                    (true, _) => Tense::Present,
                    (false, true) => Tense::Past,
                    (false, false) => stretches::tense(stretch),
                };
                let mut row = stretches::row(world, stretch, seen_from, tense);
                if moment {
                    row.certainty = way.doubt.certainty;
                }
                (row, (stretch.from.0, stretch.started.event()))
            }
            Fact::Over(gap) => (
                self.lack(solver, way, Some(gap), gap.args),
                (gap.from.0, gap.started.event()),
            ),
            Fact::Lacking(_, args) => (self.lack(solver, way, None, *args), (0, None)),
            Fact::There(event, node) => {
                let row = self.there(solver, *event, *node, way);
                (row, (world.timeline.order.position(*event), Some(*event)))
            }
            Fact::Happened(_) | Fact::Never => (Row::default(), (0, None)),
        };
        if way.doubt.open.is_some() {
            row.open.clone_from(&way.doubt.open);
            row.section = Some(stretches::OPEN.to_owned());
        }
        (row, at)
    }

    /// Somebody who is where an event happens because they take part in it there, as a row.
    fn there(&self, solver: &Solver<'_>, event: EventId, node: Node, way: &Way) -> Row {
        let world = self.world;
        let place = world.story.event(event).place.map(Node::from);
        let relation = solver.inquiry.clauses.iter().find_map(|clause| match clause {
            Clause::Holds { relation, .. } => Some(*relation),
            _ => None,
        });
        let name = relation.map(|relation| &world.vocabulary.relation(relation).name);
        let sentence = relation.map(|id| world.relation_sentence(id, [Some(node), place], Tense::Past));
        Row {
            sentence: sentence.unwrap_or_default(),
            cells: vec![
                evidence::cell(world, Some(node)),
                Cell::text(name),
                evidence::cell(world, place),
            ],
            certainty: way.doubt.certainty,
            evidence: vec![evidence::event(world, event, Bearing::In)],
            ..Row::default()
        }
    }

    fn lack(&self, solver: &Solver<'_>, way: &Way, gap: Option<&Stretch>, args: [Option<Node>; 2]) -> Row {
        let sought = super::sought(&solver.inquiry.seeks);
        let mut row = solver.row(&[way], &sought, &[]);
        let name = solver.inquiry.clauses.iter().find_map(|clause| match clause {
            Clause::Holds { relation, .. } => Some(&self.world.vocabulary.relation(*relation).name),
            _ => None,
        });
        let span = gap.map(|gap| evidence::span_of_lack(self.world, gap));
        row.cells = vec![
            evidence::cell(self.world, args[0]),
            Cell::text(name.map(|name| format!("not {name}"))),
            evidence::cell(self.world, args[1]),
            Cell::text(span.as_ref().map(|span| &span.from)),
            Cell::text(span.as_ref().and_then(|span| span.until.as_ref())),
        ];
        (row.span, row.lead) = (span, None);
        row
    }
}

fn concerns(world: &World, fact: &Fact, node: Node) -> bool {
    match fact {
        Fact::Held(stretch) | Fact::Over(stretch) => stretch.concerns(node),
        Fact::Lacking(_, args) => args.contains(&Some(node)),
        Fact::There(event, who) => *who == node || world.story.event(*event).place.map(Node::from) == Some(node),
        Fact::Happened(event) => events::concerns(world, *event, node),
        Fact::Never => true,
    }
}

/// What makes two facts one row.
fn key(fact: &Fact) -> ([Option<Node>; 2], Option<u32>, Option<EventId>) {
    match fact {
        Fact::Held(stretch) | Fact::Over(stretch) => (stretch.args, Some(stretch.from.0), None),
        Fact::Lacking(_, args) => (*args, None, None),
        Fact::There(event, node) => ([Some(*node), None], None, Some(*event)),
        Fact::Happened(event) => ([None; 2], None, Some(*event)),
        Fact::Never => ([None; 2], None, None),
    }
}

/// A verb in the third person, of those of whom it is not so or no longer.
fn not(verb: &str, polarity: Polarity) -> String {
    let adverb = match polarity {
        Polarity::So | Polarity::Still => return verb.to_owned(),
        Polarity::NotSo => "not",
        Polarity::NoLonger => "no longer",
    };
    match verb.split_once(' ') {
        Some((be @ ("is" | "was"), rest)) => format!("{be} {adverb} {rest}"),
        _ => format!("{adverb} {verb}"),
    }
}
