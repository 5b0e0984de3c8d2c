//! Stretches as rows: everything that holds, held, or may hold of somebody, with its span and what started and ended it.

use super::{Bearing, Cell, Row, evidence, reasons};
use crate::model::{Node, RelationId};
use crate::timeline::{AsOf, Reason, Stretch, Truth, Verdict};
use crate::vocabulary::{Meaning, Number, Verb};
use crate::world::{Tense, World};
use std::collections::{BTreeMap, BTreeSet};

/// The cells of a row about a stretch.
pub(super) const COLUMNS: [&str; 5] = ["subject", "relation", "object", "from", "until"];

/// The heading of what a story leaves open.
pub(super) const OPEN: &str = "The story leaves open whether";

/// The heading of events that a story does not place before or after a moment.
pub(super) const OPEN_EVENTS: &str = "Perhaps by then";

/// What is looked for among the stretches of one relation.
pub(super) struct Search<'a> {
    pub(super) relation: RelationId,
    /// Only those that concern all of these.
    pub(super) of: &'a [Node],
    /// Only those that hold then; without it, all.
    pub(super) as_of: Option<&'a AsOf>,
}

impl Search<'_> {
    /// Whether a stretch is of the relation and concerns whom it must.
    pub(super) fn wants(&self, stretch: &Stretch) -> bool {
        stretch.relation == self.relation && self.of.iter().all(|&node| stretch.concerns(node))
    }

    /// The rows of the relation: what surely holds, then what is left open.
    pub(super) fn rows(&self, world: &World) -> Vec<Row> {
        let wanted = world
            .timeline_of(self.relation)
            .stretches
            .iter()
            .filter(|stretch| self.wants(stretch));
        let Some(as_of) = self.as_of else {
            return wanted.map(|stretch| self.row(world, stretch)).collect();
        };
        let obscured = self.obscured(world, as_of);
        let (mut sure, mut open) = (Vec::new(), Vec::new());
        for stretch in wanted {
            let Some(row) = self.row_as_of(world, stretch, as_of, &obscured) else {
                continue;
            };
            if row.open.is_some() {
                open.push(row);
            } else {
                sure.push(row);
            }
        }
        sure.append(&mut open);
        sure
    }

    /// The rows of those of whom the relation holds no more.
    pub(super) fn lacking(&self, world: &World) -> Vec<Row> {
        let obscured = self
            .as_of
            .map_or_else(BTreeSet::new, |as_of| self.obscured(world, as_of));
        let (mut sure, mut open) = (Vec::new(), Vec::new());
        let mut asked: BTreeSet<[Option<Node>; 2]> = BTreeSet::new();
        let mut alike: BTreeMap<[Option<Node>; 2], Vec<&Stretch>> = BTreeMap::new();
        for stretch in world
            .timeline_of(self.relation)
            .stretches
            .iter()
            .filter(|stretch| self.wants(stretch))
        {
            alike.entry(stretch.args).or_default().push(stretch);
        }
        for stretch in world
            .timeline_of(self.relation)
            .stretches
            .iter()
            .filter(|stretch| self.wants(stretch))
        {
            let gap = stretch.gap_before(alike[&stretch.args].iter().copied());
            let Some(as_of) = self.as_of else {
                sure.extend(gap.map(|gap| lack_row(world, &gap, tense(&gap))));
                continue;
            };
            let clear = stretch.args[0].is_none_or(|node| !obscured.contains(&node));
            if clear && world.timeline.surely_spans(stretch, as_of) {
                continue;
            }
            if let Some(gap) = gap.filter(|gap| clear && world.timeline.surely_spans(gap, as_of)) {
                sure.push(lack_row(world, &gap, Tense::Present));
                continue;
            }
            let verdict = world.holds(self.relation, stretch.args, as_of);
            match reasons::of_lack(world, &verdict, as_of) {
                Truth::Yes => sure.extend(
                    gap.filter(|gap| world.timeline.spans(gap, as_of))
                        .map(|gap| lack_row(world, &gap, Tense::Present)),
                ),
                Truth::Unknown
                    if gap.is_none_or(|gap| world.timeline.spans(&gap, as_of)) && asked.insert(stretch.args) =>
                {
                    let mut row = lack_row(world, &gap.unwrap_or(*stretch), Tense::Present);
                    if gap.is_none() {
                        (row.span, row.evidence) = (None, Vec::new());
                        (row.cells[3], row.cells[4]) = (Cell::Empty, Cell::Empty);
                    }
                    leave_open(world, &mut row, &verdict, as_of);
                    open.push(row);
                }
                Truth::Unknown | Truth::No => {}
            }
        }
        sure.append(&mut open);
        sure
    }

    fn row_as_of(&self, world: &World, stretch: &Stretch, as_of: &AsOf, obscured: &BTreeSet<Node>) -> Option<Row> {
        let holds = world.timeline.spans(stretch, as_of);
        if !holds && !world.timeline.may_span(stretch, as_of) {
            return None;
        }
        let mut row = row(world, stretch, self.of.first().copied(), Tense::Present);
        row.certainty = stretch.certainty;
        let clear = stretch.args[0].is_none_or(|node| !obscured.contains(&node));
        if clear && world.timeline.surely_spans(stretch, as_of) {
            return Some(row);
        }
        let verdict = world.holds(stretch.relation, stretch.args, as_of);
        match verdict.truth {
            Truth::Yes => holds.then_some(row),
            Truth::No => None,
            Truth::Unknown => {
                leave_open(world, &mut row, &verdict, as_of);
                Some(row)
            }
        }
    }

    /// Those of whom nobody can tell at that moment whether the relation holds.
    fn obscured(&self, world: &World, as_of: &AsOf) -> BTreeSet<Node> {
        let obscures = |stretch: &&Stretch| {
            world.timeline.spans(stretch, as_of)
                && world
                    .vocabulary
                    .relation(stretch.relation)
                    .obscures
                    .contains(&self.relation)
        };
        let obscuring = world.timeline.stretches.iter().filter(obscures);
        obscuring.filter_map(|stretch| stretch.args[0]).collect()
    }

    fn row(&self, world: &World, stretch: &Stretch) -> Row {
        row(world, stretch, self.of.first().copied(), tense(stretch))
    }
}

/// How a stretch stands as of a moment.
pub(super) enum Standing {
    /// It holds.
    Holds,
    /// The story leaves open whether it does, by what the clause says.
    Open(String),
    /// It does not hold.
    Not,
}

/// Those of whom something is hidden at a moment: of whom what relations cannot be told.
pub(super) fn hidden(world: &World, as_of: &AsOf) -> BTreeSet<(Node, RelationId)> {
    let holding = world.timeline.stretches.iter();
    let holding = holding.filter(|stretch| world.timeline.spans(stretch, as_of));
    let pairs = holding.flat_map(|stretch| {
        let obscured = &world.vocabulary.relation(stretch.relation).obscures;
        let node = stretch.args[0];
        obscured.iter().filter_map(move |&relation| Some((node?, relation)))
    });
    pairs.collect()
}

/// Decides how a stretch stands as of a moment, as `who` and `why` do.
pub(super) fn standing(
    world: &World,
    stretch: &Stretch,
    as_of: &AsOf,
    hidden: &BTreeSet<(Node, RelationId)>,
) -> Standing {
    let holds = world.timeline.spans(stretch, as_of);
    if !holds && !world.timeline.may_span(stretch, as_of) {
        return Standing::Not;
    }
    let mut args = stretch.args.into_iter().flatten();
    let clear = !args.any(|node| hidden.contains(&(node, stretch.relation)));
    if clear && world.timeline.surely_spans(stretch, as_of) {
        return Standing::Holds;
    }
    let (relation, args) = (stretch.relation, stretch.args);
    let verdict = world.holds(relation, args, as_of);
    match verdict.truth {
        Truth::Yes if holds => Standing::Holds,
        Truth::Yes | Truth::No => Standing::Not,
        Truth::Unknown => Standing::Open(reasons::clause(world, &verdict, as_of)),
    }
}

/// What leaves open whether a stretch spans the moment, if anything does.
pub(super) fn left_open(
    world: &World,
    stretch: &Stretch,
    as_of: &AsOf,
    hidden: &BTreeSet<(Node, RelationId)>,
) -> Option<String> {
    match standing(world, stretch, as_of, hidden) {
        Standing::Open(clause) => Some(clause),
        Standing::Holds | Standing::Not => None,
    }
}

/// Says of a row that it is left open, and by what.
fn leave_open(world: &World, row: &mut Row, verdict: &Verdict, as_of: &AsOf) {
    let deciding = world.judged(verdict).next();
    if let Some(stretch) = deciding {
        row.open = Some(reasons::clause(world, verdict, as_of));
        if verdict.reason == Reason::Obscured {
            row.evidence
                .extend(evidence::cause(world, stretch.started, Bearing::Opens));
        }
    }
    row.section = Some(OPEN.to_owned());
}

/// The past for what has ended, the present for what has not.
pub(super) fn tense(stretch: &Stretch) -> Tense {
    if stretch.until.is_some() {
        Tense::Past
    } else {
        Tense::Present
    }
}

/// A stretch as a row, seen from one of the two where it is asked of one.
pub(super) fn row(world: &World, stretch: &Stretch, seen_from: Option<Node>, tense: Tense) -> Row {
    let sentence = match seen_from {
        Some(node) => world.stretch_sentence_from(stretch, node, tense),
        None => world.stretch_sentence(stretch, tense),
    };
    let relation = world.vocabulary.relation(stretch.relation);
    let turned = relation.symmetric && seen_from.is_some() && stretch.args[1] == seen_from;
    let [first, second] = stretch.args;
    let [subject, object] = if turned { [second, first] } else { [first, second] };
    Row {
        sentence,
        cells: cells(world, &relation.name, stretch, [subject, object]),
        span: Some(evidence::span(world, stretch)),
        certainty: evidence::certainty(stretch),
        evidence: evidence::stretch(world, stretch),
        ..Row::default()
    }
}

fn cells(world: &World, relation: &str, stretch: &Stretch, args: [Option<Node>; 2]) -> Vec<Cell> {
    let span = evidence::span(world, stretch);
    vec![
        evidence::cell(world, args[0]),
        Cell::Text(relation.to_owned()),
        evidence::cell(world, args[1]),
        Cell::Text(span.from.to_string()),
        Cell::text(span.until),
    ]
}

/// From the end of a stretch to the next one like it: when the relation held no more.
pub(super) fn gap_after(world: &World, stretch: &Stretch) -> Option<Stretch> {
    world.timeline_of(stretch.relation).gap_after(stretch)
}

/// The time in which a relation held no more, as a row.
pub(super) fn lack_row(world: &World, gap: &Stretch, tense: Tense) -> Row {
    let mut row = row(world, gap, None, tense);
    let span = evidence::span_of_lack(world, gap);
    row.cells[3] = Cell::Text(span.from.to_string());
    row.cells[4] = Cell::text(span.until.as_ref());
    row.span = Some(span);
    let relation = world.vocabulary.relation(gap.relation);
    let verb = lack_verb(relation.means, &relation.words);
    let subject = gap.args[0].map_or_else(|| "somebody".to_owned(), |node| world.mention(node));
    let plural = gap.args[0]
        .and_then(Node::entity)
        .is_some_and(|id| world.story.entity(id).plural);
    let number = if plural { Number::Plural } else { Number::Singular };
    let verb = match tense {
        Tense::Present => verb.present(number),
        Tense::Perfect => verb.perfect(number),
        Tense::Past => verb.past(number),
    };
    row.sentence = capital(&format!("{subject} {verb}"));
    row.cells[1] = Cell::Text(format!("not {}", relation.name));
    row
}

/// How the lack of a relation is said: of life, that one is dead.
fn lack_verb(means: Option<Meaning>, words: &Verb) -> Verb {
    let what = words.base.strip_prefix("be ").unwrap_or(&words.participle);
    match means {
        Some(Meaning::Life) => Verb::be("dead", "dead"),
        Some(_) | None => Verb::be(&format!("no longer {what}"), &words.noun),
    }
}

/// Makes the first letter a capital.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + chars.as_str()
    })
}
