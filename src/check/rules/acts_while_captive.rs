//! A captive does not ride out: deeds that take freedom, and deeds far from the prison.

use crate::check::places::{Distance, Places};
use crate::check::{Report, Rule, Standing, Subject};
use crate::diag::{Finding, Level};
use crate::model::{EntityKind, EventId, Node};
use crate::timeline::{Cause, Stretch};
use crate::vocabulary::Meaning;
use crate::world::Tense;

pub(crate) const ACTS_WHILE_CAPTIVE: Rule = Rule {
    name: "acts-while-captive",
    level: Level::Warning,
    summary: "somebody does what a captive cannot do, and no release or escape is told",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let search = Search {
        subject,
        places: subject.places(),
        captivity: Standing::of(subject, Meaning::Captivity),
        presence: Standing::of(subject, Meaning::Presence),
        life: Standing::of(subject, Meaning::Life),
        bonds: [Meaning::Membership, Meaning::Part, Meaning::Service, Meaning::Alliance]
            .map(|meaning| Standing::of(subject, meaning)),
    };
    let mut told: Vec<(&Stretch, Level)> = Vec::new();
    for &event in subject.world.timeline.order.sequence() {
        if !subject.is_sure(event) {
            continue;
        }
        for actor in subject.agents(event) {
            let Some((captivity, level)) = search.fault(event, actor) else {
                continue;
            };
            // What follows the first such deed is no fault of its own.
            if told
                .iter()
                .any(|&(known, as_level)| known == captivity && as_level <= level)
            {
                continue;
            }
            told.push((captivity, level));
            let on: Vec<Node> = [event.into(), actor].into();
            report.add(&on, finding(subject, event, captivity, level));
        }
    }
}

struct Search<'a, 'b> {
    subject: &'b Subject<'a>,
    places: &'a Places,
    captivity: Standing<'a>,
    presence: Standing<'a>,
    life: Standing<'a>,
    bonds: [Standing<'a>; 4],
}

impl<'a> Search<'a, '_> {
    /// The captivity in which somebody does what they could not do, and how much that weighs.
    fn fault(&self, event: EventId, actor: Node) -> Option<(&'a Stretch, Level)> {
        let world = self.subject.world;
        let character = actor
            .entity()
            .is_some_and(|id| world.story.entity(id).kind == EntityKind::Character);
        let now = self.subject.before(event);
        let held: Vec<&Stretch> = self.captivity.at(actor, now).collect();
        if held.is_empty() || !character {
            return None;
        }
        // Whoever is released from one of two captors is on their way.
        if held
            .iter()
            .any(|captivity| captivity.ended == Some(Cause::Event(event)))
        {
            return None;
        }
        let captivity = held
            .into_iter()
            .find(|captivity| self.is_at_fault(event, actor, captivity))?;
        let moves = self
            .presence
            .all(actor)
            .any(|stretch| stretch.started == Cause::Event(event));
        Some((captivity, if moves { Level::Hint } else { Level::Warning }))
    }

    fn is_at_fault(&self, event: EventId, actor: Node, captivity: &Stretch) -> bool {
        let world = self.subject.world;
        let kind = world.vocabulary.kind(world.story.event(event).kind);
        let place = world.story.event(event).place;
        let prison = captivity.args[1].and_then(Node::entity);
        let prison = prison.filter(|&prison| world.story.entity(prison).kind == EntityKind::Place);
        let distance = place
            .zip(prison)
            .map(|(place, prison)| self.places.distance(place, prison));
        let cannot = match distance {
            Some(Distance::Here) => false,
            Some(Distance::Far) => kind.free || kind.in_person,
            Some(Distance::Near) | None => kind.free,
        };
        let scene = captivity.started.event();
        cannot
            && self.subject.surely_began(captivity, event)
            && !scene.is_some_and(|scene| self.subject.is_one_scene(event, scene))
            && !self.is_among_captors(event, actor, captivity)
            && !self.is_over_untold(event, actor, captivity)
    }

    /// Whether it is done with the captors or to them, or to a fellow captive: in captivity, that is.
    fn is_among_captors(&self, event: EventId, actor: Node, captivity: &Stretch) -> bool {
        let story = &self.subject.world.story;
        let kind = self.subject.world.vocabulary.kind(story.event(event).kind);
        let own: Vec<_> = story
            .parts(event)
            .iter()
            .filter(|part| part.node == actor)
            .map(|part| part.role)
            .collect();
        let now = self.subject.before(event);
        let fellow = |node: Node| {
            let mut held = self.captivity.at(node, now);
            node != actor && held.any(|other| other.args[1] == captivity.args[1])
        };
        story.parts(event).iter().any(|part| {
            let acts = kind.role(part.role).is_some_and(|role| role.agentive);
            let with = own.contains(&part.role) || !acts;
            let captor = captivity.args[1].is_some_and(|captor| self.is_of(part.node, captor, event));
            part.node != actor && (with && captor || !acts && fellow(part.node))
        })
    }

    /// Whether somebody is the captor, or belongs to them.
    fn is_of(&self, node: Node, captor: Node, event: EventId) -> bool {
        let now = self.subject.before(event);
        let mut bonds = self.bonds[..3].iter().flat_map(|bonds| bonds.at(node, now));
        node == captor || bonds.any(|bond| bond.args[1] == Some(captor))
    }

    /// Whether the captor has died since, or the captive has come to terms with them.
    fn is_over_untold(&self, event: EventId, actor: Node, captivity: &Stretch) -> bool {
        let now = self.subject.before(event);
        let Some(captor) = captivity.args[1] else {
            return false;
        };
        let died = self.life.at(captor, now).next().is_none() && self.life.last_before(captor, now).is_some();
        let mut bonds = self.bonds.iter().flat_map(|bonds| bonds.at(actor, now));
        died || bonds.any(|bond| bond.from > captivity.from && bond.concerns(captor))
    }
}

fn finding(subject: &Subject<'_>, event: EventId, captivity: &Stretch, level: Level) -> Finding {
    let world = subject.world;
    let was = world.stretch_sentence(captivity, Tense::Past);
    let message = format!("{was}, and acted in `{}` all the same", world.story.event(event).id);
    let finding = Finding::new(level, ACTS_WHILE_CAPTIVE.name, message);
    let finding = subject.at_event(finding, event);
    let finding = subject.unsettled_since(finding, captivity.started, event);
    let finding = subject.beside_cause(
        finding,
        captivity.started,
        "captive since this, and no end of it is told",
    );
    finding.help("tell how they came free, let the captor take part, or name whoever did it")
}
