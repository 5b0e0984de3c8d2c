//! Relations that are declared to exclude each other cannot both hold of the same two.

use crate::check::{Report, Rule, Subject};
use crate::diag::{Finding, Level};
use crate::model::{Certainty, Node};
use crate::timeline::{Cause, Stretch};
use crate::vocabulary::Relation;
use crate::world::Tense;
use std::collections::BTreeMap;

pub(crate) const EXCLUSION: Rule = Rule {
    name: "exclusion",
    level: Level::Warning,
    summary: "two relations that exclude each other hold of the same two at once; the finding is named after them, as `allied-and-hostile`",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let world = subject.world;
    let excluding: Vec<bool> = exclusive(subject);
    let mut by_pair: BTreeMap<_, Vec<&Stretch>> = BTreeMap::new();
    for stretch in world
        .timeline
        .stretches
        .iter()
        .filter(|stretch| excluding[stretch.relation.index()])
    {
        if let [Some(one), Some(other)] = stretch.args {
            by_pair
                .entry((one.min(other), one.max(other)))
                .or_default()
                .push(stretch);
        }
    }
    for stretches in by_pair.values() {
        for (i, earlier) in stretches.iter().enumerate() {
            // They come by when they begin, so that none behind one that begins too late overlaps.
            let overlapping = |later: &&&Stretch| earlier.until.is_none_or(|until| later.from < until);
            for later in stretches[i + 1..].iter().take_while(overlapping) {
                if excludes(subject, earlier, later) && earlier.overlaps(later) && comparable(earlier, later) {
                    let about = about(earlier, later);
                    report.add(&about, finding(subject, earlier, later));
                }
            }
        }
    }
}

/// What it is called when both of two hold that exclude each other.
pub(crate) fn both(one: &Relation, other: &Relation) -> String {
    let mut names = [one.name.as_str(), &other.name];
    names.sort_unstable();
    names.join("-and-")
}

/// Which relations exclude another or are excluded by one.
fn exclusive(subject: &Subject<'_>) -> Vec<bool> {
    let relations = &subject.world.vocabulary.relations;
    let mut exclusive: Vec<bool> = relations.iter().map(|relation| !relation.excludes.is_empty()).collect();
    for relation in relations {
        relation
            .excludes
            .iter()
            .for_each(|other| exclusive[other.index()] = true);
    }
    exclusive
}

fn excludes(subject: &Subject<'_>, one: &Stretch, other: &Stretch) -> bool {
    let names = |a: &Stretch, b: &Stretch| {
        subject
            .world
            .vocabulary
            .relation(a.relation)
            .excludes
            .contains(&b.relation)
    };
    names(one, other) || names(other, one)
}

/// Claims of different sources, and mere possibilities, contradict nobody.
fn comparable(one: &Stretch, other: &Stretch) -> bool {
    let rivals = one.according_to.is_some() && other.according_to.is_some() && one.according_to != other.according_to;
    !rivals && one.certainty < Certainty::Possible && other.certainty < Certainty::Possible
}

/// The event that brings the two together, and the two.
fn about(earlier: &Stretch, later: &Stretch) -> Vec<Node> {
    let event = later.started.event().or(earlier.started.event());
    event
        .map(Node::from)
        .into_iter()
        .chain(later.args.into_iter().flatten())
        .collect()
}

fn finding(subject: &Subject<'_>, earlier: &Stretch, later: &Stretch) -> Finding {
    let world = subject.world;
    let [one, other] = [earlier, later].map(|stretch| world.vocabulary.relation(stretch.relation));
    let say = |stretch: &Stretch| world.stretch_sentence(stretch, Tense::Past);
    let message = format!("{}, and {} at the same time", say(earlier), say(later));
    let mut finding = Finding::new(EXCLUSION.level, both(one, other), message);
    finding = match later.started {
        Cause::Event(event) => subject.at_event(finding, event),
        Cause::Initial(initial) => {
            let place = subject.initial(initial, "stated here");
            subject.quoted_cause(finding.at(place), later.started)
        }
        Cause::Always => finding,
    };
    if let (Some(one), Some(other)) = (earlier.started.event(), later.started.event()) {
        finding = subject.unsettled(finding, one, other);
    }
    finding = subject.beside_cause(
        finding,
        earlier.started,
        "the other began here, and nothing ended it before",
    );
    finding.help("end the earlier one with an event, or let the event that starts the later one end it")
}
