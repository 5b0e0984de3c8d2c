//! Where people are told to be, and where they act: the deeds of somebody while the story has them elsewhere.
//!
//! ```text
//!   arrival at A ──────────── present at A ───────────── departure from A
//!                   deed at A      deed at B      deed at A
//!                                  astray, and back at A after it
//! ```
//!
//! Only people whose presence is told are followed, and only by deeds that one does in person.
//! Of deeds elsewhere one after the other the first is told of: what follows it is no fault of its own.

use super::places::{Distance, Places};
use super::{Standing, Subject};
use crate::model::{Axis, EntityId, EntityKind, EventId, Node};
use crate::timeline::{Moment, Stretch};
use crate::vocabulary::{Arg, Meaning};

/// A deed at one place by somebody who is told to be at another.
pub(crate) struct Astray {
    /// Who.
    pub actor: Node,
    /// What they do there.
    pub event: EventId,
    /// Where they do it.
    pub place: EntityId,
    /// Where they are told to be.
    pub told: Stretch,
    /// Where they are found at the first place again, no way back being told either.
    pub back: Option<EventId>,
}

/// Every deed of somebody who is told to be elsewhere.
pub(super) fn astray(subject: &Subject<'_>) -> Vec<Astray> {
    let presence = Standing::of(subject, Meaning::Presence);
    let deeds = Deeds::of(subject, &presence);
    let search = Search {
        subject,
        places: subject.places(),
        life: Standing::of(subject, Meaning::Life),
        captivity: Standing::of(subject, Meaning::Captivity),
        membership: Standing::of(subject, Meaning::Membership),
        presence: &presence,
    };
    let mut found = Vec::new();
    for (actor, stretches) in presence.each() {
        let of_actor = deeds.of_actor(actor);
        if of_actor.is_empty() {
            continue;
        }
        for told in stretches {
            search.follow(actor, told, of_actor, &mut found);
        }
    }
    found
}

/// Two deeds of one person at one instant in two places, while no place is told for them.
pub(crate) struct AtOnce {
    /// Who.
    pub actor: Node,
    /// The two, in story order.
    pub deeds: [EventId; 2],
    /// Where each is done.
    pub places: [EntityId; 2],
}

/// Every pair of deeds that one person does at one instant in two places, of which neither is ordered before the other.
///
/// An instant is a number, in a story whose clock never stands still: a day or a chapter has room for two places, and so has a number at which somebody does one thing after the other in one place.
pub(crate) fn at_once(subject: &Subject<'_>) -> Vec<AtOnce> {
    if subject.world.story.axis != Some(Axis::Number) {
        return Vec::new();
    }
    let presence = Standing::of(subject, Meaning::Presence);
    let places = subject.places();
    let is_told = |actor: Node, event: EventId| {
        presence.at(actor, subject.before(event)).next().is_some() || moves(subject, &presence, actor, event)
    };
    let mut found = Vec::new();
    for pair in Deeds::of(subject, &presence).0.windows(2) {
        let [(actor, _, one), (other_actor, _, other)] = *pair else {
            continue;
        };
        if actor != other_actor || !is_one_instant(subject, one, other) {
            continue;
        }
        let place = |event: EventId| subject.world.story.event(event).place;
        let far = place(one).zip(place(other)).filter(|&(here, there)| {
            places.distance(here, there) == Distance::Far && places.takes(here, there).is_none()
        });
        match far {
            None => return Vec::new(),
            Some((here, there)) => {
                let claims = subject.claimant(one) == subject.claimant(other);
                if claims && !is_told(actor, one) && !is_told(actor, other) {
                    let (deeds, places) = ([one, other], [here, there]);
                    found.push(AtOnce { actor, deeds, places });
                }
            }
        }
    }
    found
}

/// Whether two events of different scenes are told of one instant, and neither is ordered before the other.
fn is_one_instant(subject: &Subject<'_>, one: EventId, other: EventId) -> bool {
    let order = &subject.world.timeline.order;
    let (instant, last) = order.span(one);
    let same = instant == last && order.span(other) == (instant, last);
    let scene = || {
        subject
            .wholes(one)
            .any(|whole| subject.wholes(other).any(|also| also == whole))
    };
    same && order.is_unsettled(one, other) && !scene()
}

/// Whether an event brings somebody to a place.
fn moves(subject: &Subject<'_>, presence: &Standing<'_>, actor: Node, event: EventId) -> bool {
    let Moment(before) = subject.before(event);
    let mut after = presence.at(actor, Moment(before + 1));
    after.any(|stretch| stretch.started.event() == Some(event))
}

/// Deeds that are done in person, by whoever does them and in story order.
struct Deeds(Vec<(Node, u32, EventId)>);

impl Deeds {
    /// The deeds of the characters whose presence is told.
    fn of(subject: &Subject<'_>, presence: &Standing<'_>) -> Self {
        let world = subject.world;
        let mut deeds = Vec::new();
        for &event in world.timeline.order.sequence() {
            if !world.vocabulary.kind(world.story.event(event).kind).in_person || !subject.is_sure(event) {
                continue;
            }
            for actor in subject.agents(event) {
                let is_character = |id: EntityId| world.story.entity(id).kind == EntityKind::Character;
                if actor.entity().is_some_and(is_character) && presence.all(actor).next().is_some() {
                    deeds.push((actor, world.timeline.order.position(event), event));
                }
            }
        }
        deeds.sort_unstable();
        Self(deeds)
    }

    fn of_actor(&self, actor: Node) -> &[(Node, u32, EventId)] {
        let start = self.0.partition_point(|deed| deed.0 < actor);
        let end = start + self.0[start..].partition_point(|deed| deed.0 == actor);
        &self.0[start..end]
    }
}

struct Search<'a, 'b> {
    subject: &'b Subject<'a>,
    places: &'b Places,
    life: Standing<'a>,
    captivity: Standing<'a>,
    membership: Standing<'a>,
    presence: &'b Standing<'a>,
}

impl Search<'_, '_> {
    /// Goes through what somebody does while they are told to be at a place.
    fn follow(&self, actor: Node, told: &Stretch, deeds: &[(Node, u32, EventId)], found: &mut Vec<Astray>) {
        let Some(home) = told.args[1].and_then(Node::entity) else {
            return;
        };
        // Where somebody was born says nothing of where they are when they act.
        let born = |life: &Stretch| life.started == told.started;
        if self.life.all(actor).any(born) {
            return;
        }
        let start = deeds.partition_point(|&(_, position, _)| Moment(position) < told.from);
        let during = deeds[start..]
            .iter()
            .take_while(|&&(_, position, _)| told.until.is_none_or(|until| Moment(position) < until));
        let mut away: Option<Astray> = None;
        let mut away_for_good = false;
        for &(_, _, event) in during {
            let Some((place, distance)) = self.found_at(actor, event, home) else {
                continue;
            };
            if distance == Distance::Near {
                continue;
            }
            if distance == Distance::Here {
                if let Some(mut astray) = away.take() {
                    astray.back = Some(event);
                    found.push(astray);
                }
                away_for_good = false;
            } else if away.is_none() && !away_for_good {
                if self.subject.surely_began(told, event) && !self.is_carried(actor, told, event) {
                    away = Some(Astray {
                        actor,
                        event,
                        place,
                        told: *told,
                        back: None,
                    });
                } else {
                    away_for_good = true;
                }
            }
        }
        found.extend(away);
    }

    /// Where an event shows somebody, seen from where they are told to be; none where it does not say.
    fn found_at(&self, actor: Node, event: EventId, home: EntityId) -> Option<(EntityId, Distance)> {
        let left = self.left(actor, event);
        if !left.is_empty() || moves(self.subject, self.presence, actor, event) {
            // Whoever sets out is at the place that they leave.
            let from = left.into_iter().map(|place| (place, self.places.distance(home, place)));
            return from.min_by_key(|(_, distance)| *distance);
        }
        let story = &self.subject.world.story;
        let own = story.event(event).place?;
        // Somebody may be anywhere in the larger scene, as long as that has not moved away itself.
        let scene = self.subject.wholes(event).filter_map(|whole| story.event(whole).place);
        let scene = scene.filter(|&place| self.places.distance(own, place) != Distance::Far);
        let nearest = scene.map(|place| self.places.distance(home, place)).min()?;
        Some((own, nearest))
    }

    /// The places that somebody leaves by an event, as its kind says: their presence there ends.
    fn left(&self, actor: Node, event: EventId) -> Vec<EntityId> {
        let world = self.subject.world;
        let kind = world.vocabulary.kind(world.story.event(event).kind);
        let mut left = Vec::new();
        for end in &kind.ends {
            let [Arg::Role { role: who, .. }, Arg::Role { role: from, .. }] = end.args[..] else {
                continue;
            };
            if world.vocabulary.relation(end.relation).means != Some(Meaning::Presence) {
                continue;
            }
            let sure = |role| world.story.fillers(event, role).filter(|part| !part.candidate);
            let leaves = sure(who).any(|part| part.node == actor);
            let places = sure(from).filter_map(|part| part.node.entity()).filter(|_| leaves);
            left.extend(places.filter(|&place| world.story.entity(place).kind == EntityKind::Place));
        }
        left
    }

    /// Whether somebody may have been brought away untold: as a captive, or with those they belong to.
    fn is_carried(&self, actor: Node, told: &Stretch, event: EventId) -> bool {
        let now = self.subject.before(event);
        let since = |stretch: &Stretch| stretch.from > told.from && stretch.from <= now;
        let held = self
            .captivity
            .all(actor)
            .any(|captivity| captivity.from <= now && captivity.until.is_none_or(|until| until > told.from));
        let mut groups = self.membership.at(actor, now).filter_map(|member| member.args[1]);
        held || groups.any(|group| self.presence.all(group).any(since))
    }
}
