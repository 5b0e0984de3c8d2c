//! What is asked about, where it holds or held: what started and ended it, what it was before, and what would have ended it and did not.

use super::chain::Chain;
use super::ending::{Change, Makes, Near};
use crate::ask::{Link, Point, Row, evidence, stretches};
use crate::model::{Certainty, EventId, Node, RelationId};
use crate::timeline::{AsOf, Cause, Moment, Reference, Stretch};

/// How many earlier times of the same are told.
const EARLIER: usize = 3;

/// Something that decides a question.
pub(super) struct State<'a> {
    pub(super) stretch: &'a Stretch,
    /// Whether it is asked why it holds no more.
    pub(super) lacking: bool,
    pub(super) as_of: &'a AsOf,
    /// What leaves the question open, and by what end of the stretch.
    pub(super) open: Option<(Cause, String)>,
}

impl State<'_> {
    /// What is to be told of: the stretch, or the time after it in which it held no more.
    fn told(&self, chain: &Chain<'_>) -> Stretch {
        let stretch = self.stretch;
        let lacked = self.lacking.then(|| {
            let alike = chain.alike().exactly(chain.world, stretch.relation, stretch.args);
            stretch.gap_before(alike)
        });
        lacked.flatten().unwrap_or(*stretch)
    }

    fn holds(&self, told: &Stretch) -> bool {
        told.from <= self.as_of.moment && told.until.is_none_or(|until| self.as_of.moment < until)
    }
}

impl Chain<'_> {
    /// A stretch that decides a question, then what started it and what ended it by then.
    pub(super) fn state(&mut self, state: &State<'_>) {
        let told = state.told(self);
        self.root(&told, state.lacking);
        let here = self.rows.len();
        let started = if state.lacking { Link::Because } else { Link::From };
        self.cause(told.started, started, 1);
        let opened = state.open.as_ref().map(|(cause, _)| *cause);
        let over = told.until.is_some_and(|until| until <= state.as_of.moment);
        if let Some(ended) = told.ended.filter(|ended| over || opened == Some(*ended)) {
            self.cause(ended, Link::Until, 1);
        }
        if let Some((cause, clause)) = &state.open {
            self.leave_open(here, *cause, clause);
        }
        if !self.is_onward() {
            self.earlier(&told, state);
        }
    }

    /// What is asked about, as the row that all else hangs from.
    fn root(&mut self, told: &Stretch, lacking: bool) {
        let mut row = self.said(told, lacking);
        row.evidence.clear();
        let event = told.started.event();
        let row = self.linked(row, Link::Holds, 0, event);
        self.push(row);
    }

    fn said(&self, told: &Stretch, lacking: bool) -> Row {
        if lacking {
            stretches::lack_row(self.world, told, stretches::tense(told))
        } else {
            stretches::row(self.world, told, None, stretches::tense(told))
        }
    }

    /// Says of the row that leaves a question open why it does.
    fn leave_open(&mut self, from: usize, cause: Cause, clause: &str) {
        let id = cause.event().map(|event| self.world.story.event(event).id.to_string());
        let opening = self.rows[from..].iter_mut().find(|row| {
            let named = row.evidence.first().and_then(|piece| piece.told.event.clone());
            row.depth == 1 && named == id
        });
        if let Some(row) = opening {
            row.open = Some(clause.to_owned());
        }
    }

    /// The same from before: it had come to an end, and began again.
    fn earlier(&mut self, told: &Stretch, state: &State<'_>) {
        let stretch = state.stretch;
        let alike = self.alike().exactly(self.world, stretch.relation, stretch.args);
        let before: Vec<Stretch> = alike.filter(|other| other.from < stretch.from).copied().collect();
        let lacked = |one: &Stretch| {
            let next = before.iter().chain([stretch]);
            one.gap_before(next)
        };
        let mut earlier: Vec<Stretch> = if state.lacking {
            before.iter().filter_map(lacked).collect()
        } else {
            before.clone()
        };
        earlier.retain(|other| other.until.is_some_and(|until| until <= told.from));
        let skipped = earlier.len().saturating_sub(EARLIER);
        for other in earlier.split_off(skipped) {
            let mut row = self.said(&other, state.lacking);
            row.evidence.clear();
            row.lead = Some(Link::Earlier.word().to_owned());
            let row = self.linked(row, Link::Earlier, 1, other.started.event());
            self.push(row);
            if let Some(ended) = other.ended {
                self.cause(ended, Link::Until, 2);
            }
        }
    }

    /// What would have ended what holds, and did not; nothing where it does not hold, or no kind of event ends it.
    pub(super) fn ending(&mut self, state: &State<'_>) {
        let told = state.told(self);
        if !state.holds(&told) {
            return;
        }
        let change = Change {
            world: self.world,
            relation: told.relation,
            args: told.args,
            makes: if state.lacking { Makes::Return } else { Makes::End },
        };
        let window = [told.from, state.as_of.moment];
        let span = if state.lacking {
            evidence::span_of_lack(self.world, &told)
        } else {
            evidence::span(self.world, &told)
        };
        // The same may have ended before, and begun again; what ended it then is no end of this.
        let since = match (span.from, by(state.as_of)) {
            (Point::Start, by) => by.to_owned(),
            (from, "") => format!(" after {}", from.in_words()),
            (from, _) => format!(" between {} and then", from.in_words()),
        };
        self.change(change, window, &since, Link::WouldEnd, 1);
    }

    /// What there was before something else took its place or hid it, and what ended it.
    pub(super) fn before(&mut self, relation: RelationId, args: [Option<Node>; 2], as_of: &AsOf) {
        let begun = |stretch: &&Stretch| stretch.from <= as_of.moment && stretch.started != Cause::Always;
        let over = |stretch: &Stretch| stretch.until.is_some_and(|until| until <= as_of.moment);
        let fitting = self.alike().fitting(self.world, relation, args);
        let last = fitting.iter().rfind(|stretch| begun(stretch) || over(stretch));
        if let Some(&&stretch) = last {
            self.state(&State {
                stretch: &stretch,
                lacking: false,
                as_of,
                open: None,
            });
        }
    }

    /// What would have started something of which the story says nothing.
    pub(super) fn beginning(&mut self, relation: RelationId, args: [Option<Node>; 2], as_of: &AsOf) {
        let change = Change {
            world: self.world,
            relation,
            args,
            makes: Makes::Beginning,
        };
        let window = [Moment::START, as_of.moment];
        self.change(change, window, by(as_of), Link::WouldStart, 0);
    }

    fn change(&mut self, change: Change<'_>, [from, until]: [Moment; 2], by: &str, link: Link, depth: usize) {
        let Some(kinds) = change.words() else { return };
        let (near, all) = change.near(self.alike(), from, until);
        // What ends one of two that began together ends the other.
        let again = self.would.replace(kinds.clone()).is_some_and(|before| before == kinds);
        if again && near.is_empty() {
            return;
        }
        let would = if link == Link::WouldStart {
            "would have started it"
        } else {
            "would have ended it"
        };
        let told = match (near.len(), all) {
            (0, _) => format!("none is told of {}{by}", change.whom()),
            (1, 1) => "what came near did not".to_owned(),
            (shown, all) if shown == all => "these came near, and did not".to_owned(),
            (_, all) => format!("{all} came near, and did not, among them"),
        };
        let sentence = stretches::capital(&format!("{kinds} {would}; {told}"));
        self.push(self.row(link, depth, sentence, None));
        for Near { event, but, .. } in near {
            self.near(event, &but, depth + 1);
        }
    }

    /// An event that came near, and why it did not make the change; told in full only where it does not stand above.
    fn near(&mut self, event: EventId, but: &str, depth: usize) {
        let mut row = self.event_row(event, Link::NotBy, depth);
        if self.told(event) {
            row.sentence = format!("see above; {but}");
            row.certainty = Certainty::Stated;
            row.evidence.clear();
        } else {
            row.sentence = format!("{}; {but}", row.sentence);
        }
        self.push(row);
    }
}

/// What is added to what is not told, where not all of the story is asked about.
fn by(as_of: &AsOf) -> &'static str {
    match as_of.reference {
        Reference::End => "",
        Reference::Start | Reference::Before(_) | Reference::After(_) | Reference::Time(_) => " by then",
    }
}
