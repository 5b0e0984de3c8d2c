//! Of a relation that has one value at a time, two values are stated for the same time.

use crate::check::places::{Distance, Places};
use crate::check::{Report, Rule, Subject};
use crate::diag::{Finding, Level};
use crate::model::{Certainty, Edge, EntityId, Initial, InitialId, Node, RelationId};
use crate::timeline::Cause;
use crate::vocabulary::Meaning;
use crate::world::Tense;
use std::collections::BTreeMap;

pub(crate) const TWO_AT_ONCE: Rule = Rule {
    name: "two-at-once",
    level: Level::Warning,
    summary: "two values are stated at once for a relation that has one at a time",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let world = subject.world;
    let mut stated: BTreeMap<(RelationId, Node), Vec<InitialId>> = BTreeMap::new();
    for (id, initial) in (0..).map(InitialId).zip(&world.story.initial) {
        let relation = world.vocabulary.relation(initial.relation);
        let taken = world.timeline.lens.takes_initial(&world.story, id);
        if !relation.single || !taken || initial.certainty >= Certainty::Doubtful {
            continue;
        }
        let other = initial.object.filter(|_| relation.symmetric);
        for of in [Some(initial.subject.into()), other].into_iter().flatten() {
            stated.entry((initial.relation, of)).or_default().push(id);
        }
    }
    stated.retain(|_, stated| stated.len() > 1);
    if stated.is_empty() {
        return;
    }
    let places = subject.places();
    for ((relation, of), mut stated) in stated {
        let initial = |id: InitialId| world.story.initial(id);
        stated.sort_by_key(|&id| (initial(id).according_to, from(subject, initial(id)), id));
        for pair in stated.windows(2) {
            let [one, other] = [pair[0].min(pair[1]), pair[0].max(pair[1])];
            let (first, second) = (initial(pair[0]), initial(pair[1]));
            if first.according_to == second.according_to && conflict(subject, first, second, of) {
                let level = level(subject, places, relation, first, second);
                let subjects = [first.subject, second.subject].map(Node::from);
                let objects = [first.object, second.object].into_iter().flatten();
                let on: Vec<Node> = subjects.into_iter().chain(objects).collect();
                report.add(&on, finding(subject, one, other, level));
            }
        }
    }
}

/// Whether two statements about somebody name different others for one time; the first begins no later than the second.
fn conflict(subject: &Subject<'_>, first: &Initial, second: &Initial, of: Node) -> bool {
    let other = |initial: &Initial| {
        if Node::from(initial.subject) == of {
            initial.object
        } else {
            Some(initial.subject.into())
        }
    };
    if other(first) == other(second) {
        return false;
    }
    let (begun, begins) = (from(subject, first), from(subject, second));
    let until = match &first.until {
        Edge::Open => None,
        Edge::Time(time) => Some(time.earliest),
        Edge::Event(event) => Some(subject.world.timeline.order.span(*event).0),
    };
    // Of two that begin at different times the second replaces the first, unless the first is stated to last.
    begun == begins || begun.1 < begins.0 && until.is_some_and(|until| begins.1 < until)
}

/// The first and the last time at which a statement may begin to hold.
fn from(subject: &Subject<'_>, initial: &Initial) -> (i64, i64) {
    match &initial.from {
        Edge::Open => (i64::MIN, i64::MIN),
        Edge::Time(time) => (time.earliest, time.latest),
        Edge::Event(event) => subject.world.timeline.order.span(*event),
    }
}

/// How much it weighs: a place and what it lies in are both true, if not both kept.
fn level(subject: &Subject<'_>, places: &Places, relation: RelationId, first: &Initial, second: &Initial) -> Level {
    let means = subject.world.vocabulary.relation(relation).means;
    let of_places = matches!(means, Some(Meaning::Presence | Meaning::Location));
    let nested = |(one, other): (EntityId, EntityId)| places.distance(one, other) == Distance::Here;
    let [first_place, second_place] = [first, second].map(|initial| initial.object.and_then(Node::entity));
    if of_places && first_place.zip(second_place).is_some_and(nested) {
        Level::Hint
    } else {
        Level::Warning
    }
}

fn finding(subject: &Subject<'_>, one: InitialId, other: InitialId, level: Level) -> Finding {
    let world = subject.world;
    let say = |id: InitialId| {
        let initial = world.story.initial(id);
        let args = [Some(initial.subject.into()), initial.object];
        world.relation_sentence(initial.relation, args, Tense::Past)
    };
    let message = format!("{}, and {} at the same time", say(one), say(other));
    let finding = Finding::new(level, TWO_AT_ONCE.name, message).at(subject.initial(other, "stated here"));
    let finding = subject.quoted_cause(finding, Cause::Initial(other));
    let finding = subject.beside_cause(
        finding,
        Cause::Initial(one),
        "and the other here; only one of them is kept",
    );
    finding.help("take one away, or say `from` when and `until` when each holds")
}
