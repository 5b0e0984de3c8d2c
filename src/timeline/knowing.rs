//! Who knows of what: whoever takes part in an event, in a part of it, or is told of it, knows of it from then on.
//!
//! ```text
//!   moment             0     1     2     3     4
//!   events             │─duel│─death─│─return│
//!   hamlet knows duel        ├───────┤       ├──     the dead know nothing; whoever returns knows again
//! ```
//!
//! None of it is written down, and there is more of it than of all else together: so it is worked out when first asked for, and the fold never pays for it.

use super::slugs::{Slugs, arrange};
use super::{Cause, Moment, Stretch, Timeline};
use crate::model::{Certainty, DocumentId, EventId, Node, RelationId, Story};
use crate::vocabulary::{Arg, Effect, Kind, Meaning, Vocabulary};
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

    /// Every change in its order.
    fn changes(&mut self) -> Vec<(Moment, Change)> {
        let mut changes = Vec::with_capacity(self.story.parts.len());
        self.births_and_deaths(&mut changes);
        self.telling(&mut changes);
        let learnt_later = self.learnt_later();
        for (position, &event) in (0..).zip(self.timeline.order.sequence()) {
            if self.timeline.lens.takes_event(self.story, event) {
                let kind = self.vocabulary.kind(self.story.event(event).kind);
                let after = Moment(position + 1);
                self.parts(event, kind, after, &learnt_later, &mut changes);
                self.showing(event, kind, after, &mut changes);
                self.forgetting(event, kind, after, &mut changes);
            }
        }
        let turn = |change: &Change| match change {
            Change::Forgets(..) => 0,
            Change::Dies(..) => 1,
            Change::Lives(..) => 2,
            Change::Learns(_) => 3,
        };
        changes.sort_by_key(|(moment, change)| (*moment, turn(change)));
        changes
    }

    fn births_and_deaths(&mut self, changes: &mut Vec<(Moment, Change)>) {
        let life = |id| self.vocabulary.relation(id).means == Some(Meaning::Life);
        for stretch in self.timeline.stretches.iter().filter(|stretch| life(stretch.relation)) {
            let Some(who) = stretch.args[0] else { continue };
            self.lives.entry(who).or_default().push((stretch.from, stretch.until));
            changes.push((stretch.from, Change::Lives(who, stretch.started, stretch.certainty)));
            if let (Some(until), Some(by)) = (stretch.until, stretch.ended) {
                let certainty = stretch.end_certainty;
                changes.push((until, Change::Dies(who, Ended { by, certainty })));
            }
        }
    }

    /// What effects and statements say that somebody knows.
    fn telling(&self, changes: &mut Vec<(Moment, Change)>) {
        let mine = |stretch: &&Stretch| stretch.relation == self.relation;
        for stretch in self.timeline.stretches.iter().filter(mine) {
            let [Some(who), Some(what)] = stretch.args else {
                continue;
            };
            let learning = Learning {
                who,
                what,
                by: stretch.started,
                certainty: stretch.certainty,
                according_to: stretch.according_to,
                even_dead: true,
            };
            changes.push((stretch.from, Change::Learns(learning)));
            let Some((until, by)) = stretch.until.zip(stretch.ended) else {
                continue;
            };
            if !self.dies(who, until) {
                let certainty = stretch.end_certainty;
                changes.push((until, Change::Forgets(who, Some(what), Ended { by, certainty })));
            }
        }
    }

    /// When the story itself tells that somebody comes to know of something for the first time: then what is only a rule does not say that they knew before.
    fn learnt_later(&self) -> FxHashMap<(Node, Node), u32> {
        let mut later = FxHashMap::default();
        for (position, &event) in (0..).zip(self.timeline.order.sequence()) {
            let kind = self.vocabulary.kind(self.story.event(event).kind);
            let first = |effect: &&Effect| effect.relation == self.relation && effect.first;
            for effect in kind.starts.iter().filter(first) {
                for (who, what) in self.pairs(event, effect) {
                    if let Some(what) = what {
                        later.insert((who, what), position);
                    }
                }
            }
        }
        later
    }

    /// Whoever plays a part in an event knows of it, and of what it is part of.
    fn parts(
        &self,
        event: EventId,
        kind: &Kind,
        after: Moment,
        learnt_later: &FxHashMap<(Node, Node), u32>,
        changes: &mut Vec<(Moment, Change)>,
    ) {
        let told = self.story.event(event);
        let according_to = told.detail.as_ref().and_then(|detail| detail.according_to);
        for part in self.story.parts(event) {
            let Some(role) = kind.role(part.role).filter(|_| self.may_know(part.node)) else {
                continue;
            };
            let Some(aware) = role.awareness() else { continue };
            let doubt = if part.candidate {
                Certainty::Possible
            } else {
                told.certainty
            };
            let what = Node::from(event);
            let later = learnt_later.get(&(part.node, what)).is_some_and(|&at| at >= after.0);
            if aware == Certainty::Implied && later {
                continue;
            }
            let mut learning = Learning {
                who: part.node,
                what,
                by: Cause::Event(event),
                certainty: aware.max(doubt),
                according_to,
                even_dead: role.agentive,
            };
            changes.push((after, Change::Learns(learning)));
            learning.certainty = learning.certainty.max(Certainty::Implied);
            for whole in self.wholes(event) {
                let begun = Moment(self.timeline.order.position(whole) + 1);
                learning.what = whole.into();
                learning.by = Cause::Event(if begun > after { whole } else { event });
                changes.push((after.max(begun), Change::Learns(learning)));
            }
        }
    }

    /// What a kind needs to be known is known at the latest then.
    fn showing(&self, event: EventId, kind: &Kind, after: Moment, changes: &mut Vec<(Moment, Change)>) {
        let needs = kind.needs.iter().filter_map(|need| match need.any.as_slice() {
            [effect] => Some(effect),
            _ => None,
        });
        let told = self.story.event(event);
        for effect in needs.filter(|effect| effect.relation == self.relation && !effect.negated) {
            for (who, what) in self.pairs(event, effect) {
                let Some(what) = what.filter(|_| self.may_know(who)) else {
                    continue;
                };
                let learning = Learning {
                    who,
                    what,
                    by: Cause::Event(event),
                    certainty: told.certainty.max(Certainty::Implied),
                    according_to: told.detail.as_ref().and_then(|detail| detail.according_to),
                    even_dead: true,
                };
                changes.push((after, Change::Learns(learning)));
            }
        }
    }

    /// What an event makes somebody know no more.
    fn forgetting(&self, event: EventId, kind: &Kind, after: Moment, changes: &mut Vec<(Moment, Change)>) {
        for effect in kind.ends.iter().filter(|effect| effect.relation == self.relation) {
            for (who, what) in self.pairs(event, effect) {
                let ended = Ended {
                    by: Cause::Event(event),
                    certainty: self.story.event(event).certainty,
                };
                changes.push((after, Change::Forgets(who, what, ended)));
            }
        }
    }

    /// The two that an effect is between, in every way; the second is none for anything at all.
    fn pairs(&self, event: EventId, effect: &Effect) -> Vec<(Node, Option<Node>)> {
        let [who, what] = effect.args.as_slice() else {
            return Vec::new();
        };
        let knowers = self.fillers(event, *who);
        let known: Vec<Option<Node>> = match what {
            Arg::Any => vec![None],
            Arg::Role { .. } | Arg::Place | Arg::Event => self.fillers(event, *what).into_iter().map(Some).collect(),
        };
        let each = knowers.into_iter();
        each.flat_map(|who| known.iter().map(move |&what| (who, what)))
            .collect()
    }

    /// Whoever surely stands for an argument of an effect.
    fn fillers(&self, event: EventId, arg: Arg) -> Vec<Node> {
        match arg {
            Arg::Role { role, only, .. } => self
                .story
                .fillers(event, role)
                .filter(|part| !part.candidate && only.is_none_or(|only| only.admits_node(self.story, part.node)))
                .map(|part| part.node)
                .collect(),
            Arg::Event => vec![event.into()],
            Arg::Place => self.story.event(event).place.map(Node::from).into_iter().collect(),
            Arg::Any => Vec::new(),
        }
    }

    fn may_know(&self, who: Node) -> bool {
        who.entity().is_some() && self.vocabulary.relation(self.relation).between[0].admits_node(self.story, who)
    }

    /// The events that an event lies within, from the inside out; a loop of them is left where it closes.
    fn wholes(&self, event: EventId) -> impl Iterator<Item = EventId> + '_ {
        let up = |&inner: &EventId| self.story.event(inner).within;
        std::iter::successors(self.story.event(event).within, up)
            .take(DEEP)
            .take_while(move |&whole| whole != event)
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
