//! What would have ended something, or started it, and did not: the kinds of event that can, and those events of such kinds that came near.

use super::alike::Alike;
use crate::model::{EventId, KindId, Node, RelationId};
use crate::timeline::{Cause, Moment, Stretch};
use crate::vocabulary::{Arg, Effect, Fillers, Kind, Meaning, Role};
use crate::world::{World, list};
use std::collections::BTreeMap;

/// How many of the events that came near are told.
const SHOWN: usize = 3;

/// A change of something that is asked about: its end, or its beginning.
#[derive(Clone, Copy)]
pub(super) struct Change<'a> {
    pub(super) world: &'a World,
    pub(super) relation: RelationId,
    pub(super) args: [Option<Node>; 2],
    pub(super) makes: Makes,
}

/// Which change of something is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Makes {
    /// That it holds no more.
    End,
    /// That it holds at all.
    Beginning,
    /// That it holds again.
    Return,
}

/// An event that might have made the change, and did not.
pub(super) struct Near {
    pub(super) event: EventId,
    /// Why it did not, as a clause.
    pub(super) but: String,
    weight: u8,
}

/// How an effect of a kind bears on what is asked about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// It is an effect on the relation itself.
    Direct,
    /// It ends a life, and with it the relation.
    Life,
    /// It starts the relation with somebody else, and so ends it here.
    Replaces,
}

impl<'a> Change<'a> {
    /// Those effects of a kind that could make the change.
    fn effects(self, kind: &'a Kind) -> impl Iterator<Item = (&'a Effect, Way)> {
        let declared = self.world.vocabulary.relation(self.relation);
        let life = move |effect: &Effect| {
            declared.ends_with_life && self.world.vocabulary.relation(effect.relation).means == Some(Meaning::Life)
        };
        let ends = kind
            .ends
            .iter()
            .filter(move |_| self.makes == Makes::End)
            .filter_map(move |effect| {
                if effect.relation == self.relation {
                    Some((effect, Way::Direct))
                } else {
                    life(effect).then_some((effect, Way::Life))
                }
            });
        let starts = kind.starts.iter().filter_map(move |effect| {
            let (way, wanted) = match self.makes {
                Makes::End => (Way::Replaces, declared.single),
                Makes::Beginning => (Way::Direct, true),
                // What has never held before cannot be its return.
                Makes::Return => (Way::Direct, !effect.first),
            };
            (wanted && effect.relation == self.relation).then_some((effect, way))
        });
        ends.chain(starts)
    }

    /// Whether an event of a kind could make the change for these.
    fn could(self, kind: &Kind, effect: &Effect, way: Way) -> bool {
        let may_be = |place: usize, node: Option<Node>| {
            let arg = effect.args.get(place).copied().unwrap_or(Arg::Any);
            node.is_none_or(|node| self.world.may_be(kind, arg, node))
        };
        let [one, other] = self.args;
        match way {
            Way::Direct => {
                let symmetric = self.world.vocabulary.relation(self.relation).symmetric;
                may_be(0, one) && may_be(1, other) || symmetric && may_be(0, other) && may_be(1, one)
            }
            Way::Life => {
                let admitted = self.world.vocabulary.relation(effect.relation).between[0];
                let lives = |node: Node| admitted.admits_node(&self.world.story, node);
                [one, other]
                    .into_iter()
                    .flatten()
                    .any(|node| lives(node) && may_be(0, Some(node)))
            }
            Way::Replaces => may_be(0, one),
        }
    }

    /// The kinds of event that could make the change for these, without the cases of kinds that stand among them.
    pub(super) fn kinds(self) -> Vec<KindId> {
        let vocabulary = &self.world.vocabulary;
        let can = |id: KindId| {
            let kind = vocabulary.kind(id);
            self.effects(kind).any(|(effect, way)| self.could(kind, effect, way))
        };
        let general = |&id: &KindId| can(id) && !vocabulary.kind(id).is.is_some_and(can);
        vocabulary.kind_ids().filter(general).collect()
    }

    /// The kinds in words: *an escape, a rescue or a release*; none if there is no such kind.
    pub(super) fn words(self) -> Option<String> {
        let mut nouns: Vec<String> = Vec::new();
        for id in self.kinds() {
            let noun = with_article(&self.world.vocabulary.kind(id).verb.noun);
            if !nouns.contains(&noun) {
                nouns.push(noun);
            }
        }
        (!nouns.is_empty()).then(|| list(&nouns, "or"))
    }

    /// Those whom it is about, in words.
    pub(super) fn whom(self) -> String {
        let names: Vec<String> = self
            .args
            .into_iter()
            .flatten()
            .map(|node| self.world.mention(node))
            .collect();
        list(&names, "or")
    }

    /// The events between two moments that came near, in story order, and how many there are in all.
    pub(super) fn near(self, alike: &Alike, from: Moment, until: Moment) -> (Vec<Near>, usize) {
        let mut found: BTreeMap<u32, Near> = BTreeMap::new();
        let order = &self.world.timeline.order;
        let mut add = |near: Near| {
            let place = order.position(near.event);
            if found.get(&place).is_none_or(|known| known.weight < near.weight) {
                found.insert(place, near);
            }
        };
        let sequence = order.sequence();
        let window = from.0 as usize..(until.0 as usize).min(sequence.len());
        for &event in sequence.get(window.clone()).unwrap_or_default() {
            self.concerning(event).into_iter().for_each(&mut add);
        }
        for (event, but, weight) in self
            .changed(alike)
            .into_iter()
            .filter_map(|other| self.of_others(other))
        {
            if window.contains(&(order.position(event) as usize)) {
                add(Near { event, but, weight });
            }
        }
        let all = found.len();
        let mut near: Vec<(u32, Near)> = found.into_iter().collect();
        near.sort_by_key(|(place, near)| (std::cmp::Reverse(near.weight), *place));
        near.truncate(SHOWN);
        near.sort_by_key(|(place, _)| *place);
        (near.into_iter().map(|(_, near)| near).collect(), all)
    }

    /// The stretches of the relation that share somebody with what is asked about.
    fn changed(self, alike: &Alike) -> Vec<&'a Stretch> {
        let [one, other] = self.args;
        if self.world.vocabulary.relation(self.relation).is_unary() {
            return Vec::new();
        }
        let of_one = one.map(|one| alike.fitting(self.world, self.relation, [Some(one), None]));
        let of_other = other.map(|other| alike.fitting(self.world, self.relation, [None, Some(other)]));
        of_one.into_iter().chain(of_other).flatten().collect()
    }

    /// What made the change for others, one of whom it is about.
    fn of_others(self, stretch: &Stretch) -> Option<(EventId, String, u8)> {
        let cause = match self.makes {
            Makes::End => stretch.ended,
            Makes::Beginning | Makes::Return => Some(stretch.started),
        };
        let event = cause.and_then(Cause::event)?;
        let kind = self.world.vocabulary.kind(self.world.story.event(event).kind);
        if !self.effects(kind).any(|(_, way)| way == Way::Direct) {
            return None;
        }
        let (but, weight) = self.unlike(stretch.args)?;
        Some((event, but, weight))
    }

    /// An event of such a kind that was of somebody else, though both had a part in it, or one of them might have been the one.
    fn concerning(self, event: EventId) -> Option<Near> {
        let told = self.world.story.event(event);
        let kind = self.world.vocabulary.kind(told.kind);
        let mut effects = self.effects(kind).filter(|(_, way)| *way != Way::Replaces).peekable();
        effects.peek()?;
        if !self.world.timeline.lens.takes_event(&self.world.story, event) {
            return None;
        }
        let [one, other] = self.args.map(|node| node.filter(|&node| self.takes_part(event, node)));
        let both = one.is_some() && other.is_some();
        let mut best = None;
        for (effect, way) in effects {
            let admitted = match effect.args.first() {
                Some(Arg::Role { only: Some(only), .. }) => *only,
                Some(Arg::Role { only: None, .. } | Arg::Place | Arg::Event | Arg::Any) | None => {
                    self.world.vocabulary.relation(effect.relation).between[0]
                }
            };
            let spared = |node: Option<Node>| node.is_some_and(|node| self.is_spared(event, node, admitted));
            let near = both || spared(one) || spared(other);
            for pair in self.world.pairs(event, effect) {
                let is_theirs = match way {
                    Way::Direct => self.is_meant(pair),
                    Way::Life | Way::Replaces => self.args.contains(&pair[0]),
                };
                if is_theirs {
                    return None;
                }
                if near && best.is_none() {
                    best = self.strange(pair, way);
                }
            }
        }
        Some(Near {
            event,
            but: best?,
            weight: if both { 3 } else { 2 },
        })
    }

    fn takes_part(self, event: EventId, node: Node) -> bool {
        self.world.story.parts(event).iter().any(|part| part.node == node)
    }

    /// Whether somebody has a part in an event that only those can have of whom it is told, and does nothing in it: as one for whom another is mistaken.
    fn is_spared(self, event: EventId, node: Node, admitted: Fillers) -> bool {
        let kind = self.world.vocabulary.kind(self.world.story.event(event).kind);
        let bears = |role: &Role| !role.agentive && role.of == admitted;
        let parts = self.world.story.parts(event).iter();
        let mut roles = parts.filter(|part| part.node == node).map(|part| kind.role(part.role));
        roles.any(|role| role.is_some_and(bears))
    }

    /// Whether a pair is the one asked about; a none among the pair is anybody.
    fn is_meant(self, pair: [Option<Node>; 2]) -> bool {
        let symmetric = self.world.vocabulary.relation(self.relation).symmetric;
        let fits = |args: [Option<Node>; 2]| {
            let mut places = args.iter().zip(pair);
            places.all(|(arg, held)| held.is_none() || arg.is_none() || *arg == held)
        };
        fits(self.args) || symmetric && fits([self.args[1], self.args[0]])
    }

    /// How a pair that shares one of the two differs from them, in words; none if it shares neither, or both.
    fn unlike(self, pair: [Option<Node>; 2]) -> Option<(String, u8)> {
        let [one, other] = self.args;
        let name = |node: Node| self.world.mention(node);
        if self.is_meant(pair) {
            return None;
        }
        if self.world.vocabulary.relation(self.relation).symmetric {
            let [Some(first), Some(second)] = pair else { return None };
            let shares = [one, other]
                .into_iter()
                .flatten()
                .any(|node| pair.contains(&Some(node)));
            return shares.then(|| (format!("it was between {} and {}", name(first), name(second)), 2));
        }
        match (pair, one, other) {
            ([Some(first), Some(second)], Some(one), Some(other)) if first == one => {
                Some((format!("it was {}, not {}", name(second), name(other)), 2))
            }
            ([Some(first), Some(second)], Some(one), Some(other)) if second == other => {
                Some((format!("it was {}, not {}", name(first), name(one)), 1))
            }
            _ => None,
        }
    }

    /// That an event was of somebody else, in words.
    fn strange(self, pair: [Option<Node>; 2], way: Way) -> Option<String> {
        if let Some((but, _)) = self.unlike(pair).filter(|_| way == Way::Direct) {
            return Some(but);
        }
        let name = |node: Node| self.world.mention(node);
        let symmetric = self.world.vocabulary.relation(self.relation).symmetric;
        match (pair, self.args) {
            ([Some(first), Some(second)], _) if symmetric => {
                Some(format!("it was between {} and {}", name(first), name(second)))
            }
            ([Some(first), _], [Some(one), _]) if first != one => {
                Some(format!("it was {}, not {}", name(first), name(one)))
            }
            _ => None,
        }
    }
}

/// A noun behind its article: *a battle*, *an escape*, *the end of the alliance*.
fn with_article(noun: &str) -> String {
    let article = if noun.contains(" of the ") {
        "the"
    } else if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}
