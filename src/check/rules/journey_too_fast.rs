//! Nobody is in two places with less time between them than the way takes.

use crate::check::places::Places;
use crate::check::{Report, Rule, Standing, Subject};
use crate::diag::Level;
use crate::model::{Axis, EntityId, EntityKind, EventId, Node, When};
use crate::vocabulary::{Arg, Effect, Meaning};

pub(crate) const JOURNEY_TOO_FAST: Rule = Rule {
    name: "journey-too-fast",
    level: Level::Warning,
    summary: "somebody is at two places with less time between than the stated way takes",
    run,
};

/// How many earlier stops a stop is compared with: a stop whose time is vague hides nothing of those before it.
const LOOKED_BACK: usize = 4;

fn run(subject: &Subject<'_>, report: &mut Report) {
    let axis = subject.world.story.axis;
    let places = subject.places();
    if !places.has_ways() || !matches!(axis, Some(Axis::Number | Axis::Date)) {
        return;
    }
    let mut stops = stops(subject);
    stops.sort_by_key(|stop| (stop.actor, stop.position));
    for of_actor in stops.chunk_by(|one, other| one.actor == other.actor) {
        for (nth, stop) in of_actor.iter().enumerate() {
            let earlier = of_actor[..nth].iter().rev().take(LOOKED_BACK);
            let haste = |earlier: &Stop| Some((earlier.event, haste(subject, places, earlier, stop)?));
            if let Some((from, haste)) = earlier.filter(|earlier| earlier.event != stop.event).find_map(haste) {
                finding(subject, report, stop, from, &haste);
            }
        }
    }
}

/// Somebody at a place at a time: at one of several where an event tells of a way, for its time may be that of either end.
struct Stop {
    actor: Node,
    position: u32,
    event: EventId,
    places: Vec<EntityId>,
    /// Those of the places that the event says they go to.
    goals: Vec<EntityId>,
    /// Whether this is the end of a way.
    arrives: bool,
}

/// From where to where somebody went, how long that takes, and how long there was.
struct Haste {
    from: EntityId,
    to: EntityId,
    takes: f64,
    time: f64,
}

/// Everybody who is surely at a place in an event of which something is known of when it was.
fn stops(subject: &Subject<'_>) -> Vec<Stop> {
    let world = subject.world;
    let mut stops = Vec::new();
    let presence = Standing::of(subject, Meaning::Presence);
    for &event in world.timeline.order.sequence() {
        let kind = world.vocabulary.kind(world.story.event(event).kind);
        let timed = world.timeline.order.span(event) != (When::UNKNOWN.earliest, When::UNKNOWN.latest);
        if !kind.in_person || !timed || !subject.is_sure(event) {
            continue;
        }
        for actor in subject.agents(event) {
            let is_character = |id| world.story.entity(id).kind == EntityKind::Character;
            if !actor.entity().is_some_and(is_character) {
                continue;
            }
            stops.extend(stop(subject, &presence, actor, event));
        }
    }
    stops
}

/// Where somebody who acts in an event may be at its time: at both ends of a way, or else at the place of the event.
fn stop(subject: &Subject<'_>, presence: &Standing<'_>, actor: Node, event: EventId) -> Option<Stop> {
    let world = subject.world;
    let story = &world.story;
    let kind = world.vocabulary.kind(story.event(event).kind);
    let moves = |effect: &&Effect| {
        let who = effect.args.first();
        let own = |role| story.fillers(event, role).any(|part| part.node == actor);
        world.vocabulary.relation(effect.relation).means == Some(Meaning::Presence)
            && matches!(who, Some(&Arg::Role { role, .. }) if own(role))
    };
    let places_of = |effect: &Effect| -> Vec<EntityId> {
        let Some(&Arg::Role { role, .. }) = effect.args.get(1) else {
            return Vec::new();
        };
        let places = story.fillers(event, role).filter_map(|part| part.node.entity());
        places
            .filter(|&place| story.entity(place).kind == EntityKind::Place)
            .collect()
    };
    let starts = || kind.starts.iter().filter(moves);
    let goals: Vec<EntityId> = starts().flat_map(places_of).collect();
    let mut places = goals.clone();
    for end in kind.ends.iter().filter(moves) {
        places.extend(places_of(end));
        // Whoever sets out leaves the place that they are at, whether the event names it or not.
        let left = presence.at(actor, subject.before(event)).next();
        places.extend(left.and_then(|left| left.args[1]).and_then(Node::entity));
    }
    places.extend(story.event(event).place);
    let arrives = starts().any(|start| start.args.get(1) == Some(&Arg::Place));
    (!places.is_empty()).then(|| Stop {
        actor,
        position: world.timeline.order.position(event),
        event,
        places,
        goals,
        arrives,
    })
}

/// Whether somebody had too little time between two stops, whichever of their places they were at and whichever was first.
fn haste(subject: &Subject<'_>, places: &Places, one: &Stop, other: &Stop) -> Option<Haste> {
    let order = &subject.world.timeline.order;
    let mut time = time_between(subject, one.event, other.event)?;
    let unsettled = order.is_unsettled(one.event, other.event);
    if unsettled {
        time = time.max(time_between(subject, other.event, one.event)?);
    }
    let claims = subject.claimant(one.event) == subject.claimant(other.event);
    if !claims || subject.is_one_scene(one.event, other.event) {
        return None;
    }
    // Who arrives where an earlier event sent them was, in that event, still where they set out.
    let sent = other.arrives && one.goals.iter().any(|goal| other.places.contains(goal));
    let mut shortest: Option<Haste> = None;
    for &from in one.places.iter().filter(|place| !(sent && one.goals.contains(place))) {
        for &to in &other.places {
            let there = places.takes(from, to)?;
            let takes = if unsettled {
                there.min(places.takes(to, from)?)
            } else {
                there
            };
            if shortest.as_ref().is_none_or(|known| takes < known.takes) {
                shortest = Some(Haste { from, to, takes, time });
            }
        }
    }
    shortest.filter(|haste| haste.time < haste.takes)
}

/// The most time that can have passed from one event to another.
fn time_between(subject: &Subject<'_>, one: EventId, other: EventId) -> Option<f64> {
    let order = &subject.world.timeline.order;
    let (earliest, _) = order.span(one);
    let (_, latest) = order.span(other);
    let known = earliest != When::UNKNOWN.earliest && latest != When::UNKNOWN.latest;
    let between = match subject.world.story.axis? {
        Axis::Number => When::number_of(latest) - When::number_of(earliest),
        Axis::Date => days(latest.saturating_sub(earliest)) + 1.0,
        Axis::Label => return None,
    };
    known.then_some(between.max(0.0))
}

/// A number of days, as far as dates reach.
fn days(days: i64) -> f64 {
    i32::try_from(days).map_or(f64::INFINITY, f64::from)
}

fn finding(subject: &Subject<'_>, report: &mut Report, stop: &Stop, earlier: EventId, haste: &Haste) {
    let world = subject.world;
    let (from, to) = (world.story.name(haste.from), world.story.name(haste.to));
    let (name, id) = (world.mention(stop.actor), &world.story.event(stop.event).id);
    let unit = |number: f64| match (world.story.axis, number) {
        (Some(Axis::Date), 1.0) => "1 day".to_owned(),
        (Some(Axis::Date), _) => format!("{} days", rounded(number)),
        (_, _) => rounded(number),
    };
    let message = format!(
        "{name} was at {from} in `{}` and at {to} in `{id}`, at most {} later, but the way takes {}",
        world.story.event(earlier).id,
        unit(haste.time),
        unit(haste.takes)
    );
    let finding = JOURNEY_TOO_FAST.finding(message);
    let finding = subject.at_event(finding, stop.event);
    let finding = subject.beside(finding, earlier, "this is where they were before");
    let help = "correct one of the times or places, or what `travel` says of the way";
    let on: Vec<Node> = [stop.event.into(), stop.actor, earlier.into()].into();
    report.add(&on, finding.help(help));
}

/// A number as far as anybody wants to read it.
fn rounded(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
