//! Who knows of what: whoever takes part in an event, in a part of it, or is told of it, knows of it from then on.
//!
//! ```text
//!   moment             0     1     2     3     4
//!   events             │─duel│─death─│─return│
//!   hamlet knows duel        ├───────┤       ├──     the dead know nothing; whoever returns knows again
//! ```
//!
//! None of it is written down, and there is more of it than of all else together: so it is worked out when first asked for, and the fold never pays for it.

mod changes;

use super::slugs::{Slugs, arrange};
use super::{Cause, Moment, Stretch, Timeline};
use crate::model::{Certainty, DocumentId, Node, RelationId, Story};
use crate::vocabulary::{Meaning, Vocabulary};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

impl Timeline {
    /// The same with what everybody knows of events in it, in place of what they were told of them alone.
    #[must_use]
    pub fn knowing(&self, story: &Story, vocabulary: &Vocabulary) -> Self {
        let knowledge = knowledge(vocabulary);
        let mut stretches = self.stretches.clone();
        if let Some(relation) = knowledge {
            stretches.retain(|stretch| stretch.relation != relation);
            stretches.extend(Knowing::of(self, story, vocabulary, relation));
            stretches.sort_by_key(|stretch| stretch.from);
            arrange(&mut stretches, &Slugs::of(story), vocabulary);
        }
        Self {
            order: self.order.clone(),
            stretches,
            lens: self.lens,
            stated: self.stated.clone(),
            concerns: OnceLock::new(),
        }
    }
}

/// The relation that tells of knowing events: the first that means knowledge and takes them.
#[must_use]
pub fn knowledge(vocabulary: &Vocabulary) -> Option<RelationId> {
    vocabulary
        .meaning(Meaning::Knowledge)
        .find(|&id| match vocabulary.relation(id).between.as_slice() {
            [who, what] => who.admits_actors() && what.admits_events(),
            _ => false,
        })
}

/// Something that changes what somebody knows; at one moment, in this order.
enum Change {
    /// What somebody was told is known no more, and not because they died.
    Forgets(Node, Option<Node>, Ended),
    Dies(Node, Ended),
    Lives(Node, Cause, Certainty),
    Learns(Learning),
}

/// What ends a knowing, and how sure that is.
#[derive(Clone, Copy)]
struct Ended {
    by: Cause,
    certainty: Certainty,
}

/// How somebody comes to know of something.
#[derive(Clone, Copy)]
struct Learning {
    who: Node,
    what: Node,
    by: Cause,
    certainty: Certainty,
    according_to: Option<DocumentId>,
    /// Whether they act in it, as a ghost may, or are told: what befalls a corpse is nothing to it.
    even_dead: bool,
}

/// From when until when somebody lives.
type Life = Vec<(Moment, Option<Moment>)>;

struct Knowing<'a> {
    timeline: &'a Timeline,
    story: &'a Story,
    vocabulary: &'a Vocabulary,
    relation: RelationId,
    stretches: Vec<Stretch>,
    open: FxHashMap<(Node, Node), usize>,
    /// All that somebody ever knew, by the places of its stretches.
    known_to: FxHashMap<Node, Vec<usize>>,
    /// What the dead knew, for those who return.
    remembered: FxHashMap<Node, Vec<Learning>>,
    lives: FxHashMap<Node, Life>,
}

impl<'a> Knowing<'a> {
    /// All stretches of knowing.
    fn of(timeline: &'a Timeline, story: &'a Story, vocabulary: &'a Vocabulary, relation: RelationId) -> Vec<Stretch> {
        let mut knowing = Self {
            timeline,
            story,
            vocabulary,
            relation,
            stretches: Vec::with_capacity(story.parts.len()),
            open: FxHashMap::default(),
            known_to: FxHashMap::default(),
            remembered: FxHashMap::default(),
            lives: FxHashMap::default(),
        };
        for (moment, change) in knowing.changes() {
            match change {
                Change::Forgets(who, what, ended) => knowing.forget(who, what, moment, ended),
                Change::Dies(who, ended) => knowing.die(who, moment, ended),
                Change::Lives(who, by, certainty) => knowing.return_to_life(who, moment, by, certainty),
                Change::Learns(learning) => knowing.learn(moment, learning),
            }
        }
        knowing.stretches
    }

    fn lives_at(&self, who: Node, moment: Moment) -> bool {
        let spans = |&(from, until): &(Moment, Option<Moment>)| from <= moment && until.is_none_or(|end| moment < end);
        self.lives.get(&who).is_none_or(|life| life.iter().any(spans))
    }

    /// Whether somebody dies in what happens just before a moment.
    fn dies(&self, who: Node, moment: Moment) -> bool {
        let life = self.lives.get(&who);
        life.is_some_and(|life| life.iter().any(|&(_, until)| until == Some(moment)))
    }

    fn learn(&mut self, moment: Moment, learning: Learning) {
        if !self.lives_at(learning.who, moment) {
            if self.dies(learning.who, moment) {
                self.remembered.entry(learning.who).or_default().push(learning);
                return;
            }
            if !learning.even_dead {
                return;
            }
        }
        if let Some(&place) = self.open.get(&(learning.who, learning.what)) {
            let known = &mut self.stretches[place];
            if known.from == moment {
                known.certainty = known.certainty.min(learning.certainty);
                return;
            }
            // What may be known gives way to what surely is; else to learn what is known changes nothing.
            let clears_up = known.certainty >= Certainty::Doubtful && learning.certainty < Certainty::Doubtful;
            if !clears_up {
                return;
            }
            let (by, certainty) = (learning.by, learning.certainty);
            self.close(place, moment, Ended { by, certainty });
        }
        let place = self.stretches.len();
        self.stretches.push(Stretch {
            relation: self.relation,
            args: [Some(learning.who), Some(learning.what)],
            from: moment,
            until: None,
            started: learning.by,
            ended: None,
            certainty: learning.certainty,
            end_certainty: Certainty::Stated,
            according_to: learning.according_to,
        });
        self.open.insert((learning.who, learning.what), place);
        self.known_to.entry(learning.who).or_default().push(place);
    }

    fn close(&mut self, place: usize, moment: Moment, ended: Ended) {
        let stretch = &mut self.stretches[place];
        stretch.until = Some(moment);
        stretch.ended = Some(ended.by);
        stretch.end_certainty = ended.certainty;
        if let [Some(who), Some(what)] = stretch.args {
            self.open.remove(&(who, what));
        }
    }

    fn forget(&mut self, who: Node, what: Option<Node>, moment: Moment, ended: Ended) {
        for place in self.known(who) {
            if what.is_none() || self.stretches[place].args[1] == what {
                self.close(place, moment, ended);
            }
        }
        if let Some(remembered) = self.remembered.get_mut(&who) {
            remembered.retain(|learning| what.is_some_and(|what| learning.what != what));
        }
    }

    fn die(&mut self, who: Node, moment: Moment, ended: Ended) {
        for place in self.known(who) {
            let known = self.stretches[place];
            self.close(place, moment, ended);
            let Some(what) = known.args[1] else { continue };
            let learning = Learning {
                who,
                what,
                by: known.started,
                certainty: known.certainty,
                according_to: known.according_to,
                even_dead: true,
            };
            self.remembered.entry(who).or_default().push(learning);
        }
    }

    fn return_to_life(&mut self, who: Node, moment: Moment, by: Cause, certainty: Certainty) {
        for learning in self.remembered.remove(&who).unwrap_or_default() {
            let certainty = certainty.max(learning.certainty);
            self.learn(
                moment,
                Learning {
                    by,
                    certainty,
                    ..learning
                },
            );
        }
    }

    /// The places of all that somebody knows now.
    fn known(&self, who: Node) -> Vec<usize> {
        let all = self.known_to.get(&who).into_iter().flatten().copied();
        all.filter(|&place| self.stretches[place].until.is_none()).collect()
    }
}

/// How deep events may lie within one another before it must be a loop.
const DEEP: usize = 64;
