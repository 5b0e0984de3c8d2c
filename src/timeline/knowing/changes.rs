//! What changes what everybody knows, in its order: the parts they play, what they are told, their deaths and returns.

use super::{Change, DEEP, Ended, Knowing, Learning};
use crate::model::{Certainty, EventId, Node};
use crate::timeline::{Cause, Moment, Stretch};
use crate::vocabulary::{Arg, Effect, Kind, Meaning};
use rustc_hash::FxHashMap;

impl Knowing<'_> {
    /// Every change in its order.
    pub(super) fn changes(&mut self) -> Vec<(Moment, Change)> {
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
}
