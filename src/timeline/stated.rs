//! Relations stated on entities, laid beside the events: when each starts, when each ends.
//!
//! Where a statement stands in the files changes nothing; only what it says does.

use super::fold::{Fold, ends_of};
use super::{Lens, Moment, Order};
use crate::model::{Edge, InitialId, Story};

/// Initial relations, by the moment at which each starts and ends.
pub(super) struct Stated {
    starts: Vec<Statement>,
    ends: Vec<(Moment, InitialId)>,
    started: usize,
    ended: usize,
}

/// An initial relation and when it starts.
struct Statement {
    from: Moment,
    /// Whether it is over before anything happens in it.
    brief: bool,
    id: InitialId,
}

impl Stated {
    /// Gathers the statements that are taken for true.
    pub(super) fn of(story: &Story, order: &Order, lens: Lens) -> Self {
        let moment = |edge: &Edge| match edge {
            Edge::Open => None,
            Edge::Time(time) => Some(order.moment_of(time)),
            Edge::Event(event) => Some(Moment(order.position(*event) + 1)),
        };
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        for (id, initial) in (0..).map(InitialId).zip(&story.initial) {
            if lens.takes_initial(story, id) {
                let from = moment(&initial.from).unwrap_or(Moment::START);
                let until = moment(&initial.until);
                let brief = until.is_some_and(|until| until <= from);
                starts.push(Statement { from, brief, id });
                ends.extend(until.filter(|_| !brief).map(|until| (until, id)));
            }
        }
        // Of statements that agree the surest is the one that counts, wherever in the files it stands.
        let rank = |statement: &Statement| {
            let initial = story.initial(statement.id);
            let (subject, object) = ends_of(initial);
            let slugs = [subject, object].map(|node| node.map(|node| story.slug(node)));
            (
                initial.certainty,
                initial.according_to,
                initial.relation,
                slugs,
                statement.id,
            )
        };
        starts.sort_by(|a, b| {
            (a.from, a.brief)
                .cmp(&(b.from, b.brief))
                .then_with(|| rank(a).cmp(&rank(b)))
        });
        ends.sort();
        Self {
            starts,
            ends,
            started: 0,
            ended: 0,
        }
    }

    /// Starts and ends whatever does so up to a moment.
    pub(super) fn apply(&mut self, now: Moment, fold: &mut Fold<'_>) {
        while let Some(&Statement { from, brief, id }) = self.starts.get(self.started).filter(|next| next.from <= now) {
            self.end_up_to(from, fold);
            if brief {
                fold.past(id, from);
            } else {
                fold.initial(id, from);
            }
            self.started += 1;
        }
        self.end_up_to(now, fold);
    }

    fn end_up_to(&mut self, now: Moment, fold: &mut Fold<'_>) {
        while let Some(&(moment, id)) = self.ends.get(self.ended).filter(|(moment, _)| *moment <= now) {
            fold.end_initial(id, moment);
            self.ended += 1;
        }
    }
}
