//! From events in story order to stretches: what each event starts and ends, applied one after the other.

use super::open::{Key, Open};
use super::slugs::{Slugs, arrange};
use super::stated::Stated;
use super::{Cause, Lens, Moment, Order, Stretch};
use crate::model::{
    Certainty, DocumentId, EntityId, EntityKind, EventId, Initial, InitialId, Node, Part, RelationId, Story,
};
use crate::vocabulary::{Arg, Effect, Meaning, Vocabulary};
use std::cmp::Ordering;

/// Works out every stretch of a story.
pub(super) fn fold(story: &Story, vocabulary: &Vocabulary, order: &Order, lens: Lens) -> Vec<Stretch> {
    let mut fold = Fold::new(story, vocabulary);
    let mut stated = Stated::of(story, order, lens);
    for (position, &event) in (0..).zip(order.sequence()) {
        stated.apply(Moment(position), &mut fold);
        if lens.takes_event(story, event) {
            fold.event(event, Moment(position + 1));
        }
    }
    stated.apply(Moment(u32::MAX), &mut fold);
    fold.close_always();
    let Fold {
        mut stretches, slugs, ..
    } = fold;
    arrange(&mut stretches, &slugs, vocabulary);
    stretches
}

/// Why something changes, when, and how sure it is.
#[derive(Clone, Copy)]
struct Change {
    moment: Moment,
    cause: Cause,
    certainty: Certainty,
    according_to: Option<DocumentId>,
    before: Before,
}

/// What a change says of the time before it, for a relation that holds from always.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// It held, as it does unless somebody says otherwise.
    Held,
    /// It never did: this is its very beginning.
    Never,
}

pub(super) struct Fold<'a> {
    story: &'a Story,
    vocabulary: &'a Vocabulary,
    stretches: Vec<Stretch>,
    open: Open,
    closing: Vec<(u32, RelationId)>,
    fillers: [Vec<Found>; 2],
    slugs: Slugs<'a>,
    kinds: Vec<EntityKind>,
    always: Vec<RelationId>,
    touched: Vec<Vec<bool>>,
    life: Vec<bool>,
}

impl<'a> Fold<'a> {
    fn new(story: &'a Story, vocabulary: &'a Vocabulary) -> Self {
        let always: Vec<RelationId> = vocabulary
            .relation_ids()
            .filter(|&id| vocabulary.relation(id).holds_from_always && vocabulary.relation(id).is_unary())
            .collect();
        Self {
            story,
            vocabulary,
            stretches: Vec::with_capacity(story.events.len() + story.entities.len()),
            open: Open::of(story),
            closing: Vec::new(),
            fillers: [Vec::new(), Vec::new()],
            slugs: Slugs::of(story),
            kinds: story.entities.iter().map(|entity| entity.kind).collect(),
            touched: vec![vec![false; story.entities.len()]; always.len()],
            always,
            life: vocabulary
                .relations
                .iter()
                .map(|relation| relation.means == Some(Meaning::Life))
                .collect(),
        }
    }

    /// Starts an initial relation.
    pub(super) fn initial(&mut self, id: InitialId, moment: Moment) {
        let initial = self.story.initial(id);
        let (subject, object) = ends_of(initial);
        self.start(initial.relation, subject, object, stated(initial, id, moment));
    }

    /// Tells an initial relation that was over before anything happened in it; it replaces nothing.
    pub(super) fn past(&mut self, id: InitialId, moment: Moment) {
        let initial = self.story.initial(id);
        let (subject, object) = ends_of(initial);
        let change = stated(initial, id, moment);
        self.touch(initial.relation, subject, Before::Never);
        let (_, first, second) = self.key(initial.relation, subject, object);
        self.stretches.push(Stretch {
            until: Some(moment),
            ended: Some(change.cause),
            end_certainty: change.certainty,
            ..begun(initial.relation, [first, second], change)
        });
        if let Some(dead) = subject.filter(|_| self.life[initial.relation.index()]) {
            self.end_with_life(dead, change);
        }
    }

    /// Ends an initial relation, if nothing has ended it yet.
    pub(super) fn end_initial(&mut self, id: InitialId, moment: Moment) {
        let initial = self.story.initial(id);
        let (subject, object) = ends_of(initial);
        let key = self.key(initial.relation, subject, object);
        if let Some(open) = self.open.find(key, &self.stretches) {
            self.close(open, stated(initial, id, moment));
        }
    }

    fn event(&mut self, event: EventId, moment: Moment) {
        let told = self.story.event(event);
        let kind = self.vocabulary.kind(told.kind);
        let change = Change {
            moment,
            cause: Cause::Event(event),
            certainty: told.certainty,
            according_to: told.detail.as_ref().and_then(|detail| detail.according_to),
            before: Before::Held,
        };
        for end in &kind.ends {
            self.each_pair(event, end, &mut |fold, first, second| {
                let change = Change {
                    certainty: change.certainty.max(first.certainty).max(second.certainty),
                    ..change
                };
                fold.end(end.relation, first.filler, second.filler, change);
            });
        }
        for start in &kind.starts {
            self.each_pair(event, start, &mut |fold, first, second| {
                let change = Change {
                    certainty: change.certainty.max(first.certainty).max(second.certainty),
                    ..change
                };
                let before = if start.first { Before::Never } else { Before::Held };
                let change = Change { before, ..change };
                fold.start(start.relation, first.filler.node(), second.filler.node(), change);
            });
        }
    }

    /// Does something for each pair of fillers that an effect names and its relation admits.
    fn each_pair(&mut self, event: EventId, effect: &Effect, deed: &mut dyn FnMut(&mut Self, Found, Found)) {
        let Some(&first) = effect.args.first() else { return };
        let second = effect.args.get(1).copied();
        let [mut ones, mut others] = std::mem::take(&mut self.fillers);
        ones.extend(fillers(self.story, event, first));
        match second {
            Some(second) => others.extend(fillers(self.story, event, second)),
            None => others.push(Found::NOTHING),
        }
        let same_role = second == Some(first);
        let unordered = same_role && self.vocabulary.relation(effect.relation).symmetric;
        for (i, &one) in ones.iter().enumerate() {
            if !self.admits(effect, 0, one) {
                continue;
            }
            for &other in &others[if unordered { i + 1 } else { 0 }..] {
                let alternatives = same_role && one.is_candidate() && other.is_candidate();
                let differ = one.filler != other.filler || one.filler == Filler::Any;
                if differ && !alternatives && self.admits(effect, 1, other) {
                    deed(self, one, other);
                }
            }
        }
        ones.clear();
        others.clear();
        self.fillers = [ones, others];
    }

    /// Whether the relation of an effect admits somebody in one of its places.
    fn admits(&self, effect: &Effect, place: usize, found: Found) -> bool {
        let Some(node) = found.filler.node() else { return true };
        let wanted = self.vocabulary.relation(effect.relation).between[place];
        match node.entity() {
            Some(entity) => wanted.admits(self.kinds[entity.index()]),
            None => wanted.admits_events(),
        }
    }

    /// The key of a relation: the two of a symmetric one in the order of their slugs.
    fn key(&self, relation: RelationId, first: Option<Node>, second: Option<Node>) -> Key {
        let turn = self.vocabulary.relation(relation).symmetric
            && match (first, second) {
                (Some(_), Some(_)) => self.slugs.compare(second, first) == Ordering::Less,
                (None, Some(_)) => true,
                (_, None) => false,
            };
        if turn {
            (relation, second, first)
        } else {
            (relation, first, second)
        }
    }

    fn start(&mut self, relation: RelationId, first: Option<Node>, second: Option<Node>, change: Change) {
        self.touch(relation, first, change.before);
        let key = self.key(relation, first, second);
        if self.open.find(key, &self.stretches).is_some() {
            return;
        }
        if self.vocabulary.relation(relation).single {
            self.end_each(relation, 0, first, change);
            if self.vocabulary.relation(relation).symmetric {
                self.end_each(relation, 0, second, change);
            }
        }
        self.stretches.push(begun(relation, [key.1, key.2], change));
        self.open.add(&self.stretches);
    }

    fn end(&mut self, relation: RelationId, first: Filler, second: Filler, change: Change) {
        match (first, second) {
            (Filler::Any, Filler::Any) => {}
            (Filler::Any, other) => self.end_each(relation, 1, other.node(), change),
            (one, Filler::Any) => self.end_each(relation, 0, one.node(), change),
            (one, other) => {
                self.touch(relation, one.node(), Before::Held);
                let key = self.key(relation, one.node(), other.node());
                if let Some(open) = self.open.find(key, &self.stretches) {
                    self.close(open, change);
                }
            }
        }
    }

    /// Ends every stretch of a relation that has somebody in one of its places, in either where it is symmetric.
    fn end_each(&mut self, relation: RelationId, place: usize, node: Option<Node>, change: Change) {
        let Some(node) = node else { return };
        let either = self.vocabulary.relation(relation).symmetric;
        self.close_each(node, change, |fold, open, of| {
            of == relation && (either || fold.stretches[open as usize].args[place] == Some(node))
        });
    }

    fn close(&mut self, open: u32, change: Change) {
        let stretch = &mut self.stretches[open as usize];
        stretch.until = Some(change.moment);
        stretch.ended = Some(change.cause);
        stretch.end_certainty = change.certainty;
        let ended = *stretch;
        self.open.remove(open, &self.stretches);
        if self.life[ended.relation.index()] {
            ended.args[0]
                .into_iter()
                .for_each(|dead| self.end_with_life(dead, change));
        }
    }

    fn end_with_life(&mut self, dead: Node, change: Change) {
        self.close_each(dead, change, |fold, open, of| {
            let relation = fold.vocabulary.relation(of);
            // What somebody knows dies with them; what others know of them does not.
            let known = || fold.stretches[open as usize].args[0] == Some(dead);
            relation.ends_with_life || relation.means == Some(Meaning::Knowledge) && known()
        });
    }

    /// Closes those of somebody's open stretches that are to end.
    fn close_each(&mut self, node: Node, change: Change, ends: impl Fn(&Self, u32, RelationId) -> bool) {
        let mut closing = std::mem::take(&mut self.closing);
        closing.extend(self.open.concerning(node));
        closing.retain(|&(open, relation)| ends(self, open, relation));
        for (open, _) in closing.drain(..) {
            self.close(open, change);
        }
        self.closing = closing;
    }

    /// Notes the first change of a relation that holds from always; unless that is its very beginning, it held until then.
    fn touch(&mut self, relation: RelationId, first: Option<Node>, before: Before) {
        let Some(at) = self.always.iter().position(|&always| always == relation) else {
            return;
        };
        let Some(entity) = first.and_then(Node::entity) else {
            return;
        };
        if std::mem::replace(&mut self.touched[at][entity.index()], true) || before == Before::Never {
            return;
        }
        self.hold_from_always(relation, entity);
    }

    fn hold_from_always(&mut self, relation: RelationId, entity: EntityId) {
        let start = Change {
            moment: Moment::START,
            cause: Cause::Always,
            certainty: Certainty::Stated,
            according_to: None,
            before: Before::Never,
        };
        self.start(relation, Some(entity.into()), None, start);
    }

    /// Whatever holds from always and was never changed holds to the end.
    fn close_always(&mut self) {
        for (at, relation) in self.always.clone().into_iter().enumerate() {
            for entity in self.story.entity_ids() {
                let admitted = self.vocabulary.relation(relation).between[0].admits(self.story.entity(entity).kind);
                if admitted && !self.touched[at][entity.index()] {
                    self.hold_from_always(relation, entity);
                }
            }
        }
    }
}

/// A stretch that has begun.
fn begun(relation: RelationId, args: [Option<Node>; 2], change: Change) -> Stretch {
    Stretch {
        relation,
        args,
        from: change.moment,
        until: None,
        started: change.cause,
        ended: None,
        certainty: change.certainty,
        end_certainty: Certainty::Stated,
        according_to: change.according_to,
    }
}

/// The change that an initial relation makes.
fn stated(initial: &Initial, id: InitialId, moment: Moment) -> Change {
    Change {
        moment,
        cause: Cause::Initial(id),
        certainty: initial.certainty,
        according_to: initial.according_to,
        before: Before::Never,
    }
}

/// The two that an initial relation is between.
pub(super) fn ends_of(initial: &Initial) -> (Option<Node>, Option<Node>) {
    (Some(initial.subject.into()), initial.object)
}

/// Who an argument of an effect stands for in an event.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filler {
    Node(Node),
    Unknown,
    Any,
    Nothing,
}

impl Filler {
    fn node(self) -> Option<Node> {
        match self {
            Self::Node(node) => Some(node),
            Self::Unknown | Self::Any | Self::Nothing => None,
        }
    }
}

#[derive(Clone, Copy)]
struct Found {
    filler: Filler,
    certainty: Certainty,
}

impl Found {
    /// The second of a relation that has but one.
    const NOTHING: Self = Self {
        filler: Filler::Nothing,
        certainty: Certainty::Stated,
    };

    /// Whether it is only one of several, who exclude one another.
    fn is_candidate(self) -> bool {
        self.certainty == Certainty::Possible
    }
}

fn fillers(story: &Story, event: EventId, arg: Arg) -> impl Iterator<Item = Found> + '_ {
    let certain = |filler| Found {
        filler,
        certainty: Certainty::Stated,
    };
    let one = match arg {
        Arg::Role {
            role, unknown: true, ..
        } => story
            .fillers(event, role)
            .next()
            .is_none()
            .then(|| certain(Filler::Unknown)),
        Arg::Role { .. } => None,
        Arg::Place => story
            .event(event)
            .place
            .map(|place| certain(Filler::Node(place.into()))),
        Arg::Event => Some(certain(Filler::Node(event.into()))),
        Arg::Any => Some(certain(Filler::Any)),
    };
    let (role, only) = match arg {
        Arg::Role { role, only, .. } => (Some(role), only),
        Arg::Place | Arg::Event | Arg::Any => (None, None),
    };
    let fits =
        move |part: &&Part| Some(part.role) == role && only.is_none_or(|only| only.admits_node(story, part.node));
    let certainty = |part: &Part| {
        if part.candidate {
            Certainty::Possible
        } else {
            Certainty::Stated
        }
    };
    let parts = story.parts(event).iter().filter(fits);
    one.into_iter().chain(parts.map(move |part| Found {
        filler: Filler::Node(part.node),
        certainty: certainty(part),
    }))
}
