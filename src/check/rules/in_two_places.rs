//! Somebody acts at one place while the story has them at another.

use crate::check::whereabouts::{Astray, AtOnce, at_once};
use crate::check::{Report, Rule, Subject};
use crate::diag::{Finding, Level};
use crate::world::Tense;

pub(crate) const IN_TWO_PLACES: Rule = Rule {
    name: "in-two-places",
    level: Level::Warning,
    summary: "somebody acts in person at one place while they are told to be at another",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    for astray in subject.astray() {
        if !super::kills_while_elsewhere::is_killing(subject, astray) {
            report.add(&[astray.event.into(), astray.actor], finding(subject, astray));
        }
    }
    for at_once in at_once(subject) {
        let [one, other] = at_once.deeds;
        report.add(&[other.into(), at_once.actor, one.into()], twice(subject, &at_once));
    }
}

fn twice(subject: &Subject<'_>, at_once: &AtOnce) -> Finding {
    let world = subject.world;
    let [one, other] = at_once.deeds;
    let [here, there] = at_once.places.map(|place| world.story.name(place));
    let message = format!(
        "{} acted at {here} in `{}` and at {there} in `{}`, both at {}",
        world.mention(at_once.actor),
        world.story.event(one).id,
        world.story.event(other).id,
        world.story.event(other).at.written,
    );
    let finding = Finding::new(Level::Hint, IN_TWO_PLACES.name, message);
    let finding = subject.beside(subject.at_event(finding, other), one, "they are here at the same time");
    finding.help("say which was first, with `after` or another `at`, or correct one of the places")
}

fn finding(subject: &Subject<'_>, astray: &Astray) -> Finding {
    let world = subject.world;
    let was = world.stretch_sentence(&astray.told, Tense::Past);
    let (place, id) = (world.story.name(astray.place), &world.story.event(astray.event).id);
    let level = if astray.back.is_some() {
        Level::Warning
    } else {
        Level::Hint
    };
    let message = match astray.back {
        Some(_) => format!("{was} before and after `{id}`, but acted in it at {place}"),
        None => format!("{was}, and acted at {place} in `{id}`: no way there is told"),
    };
    let mut finding = Finding::new(level, IN_TWO_PLACES.name, message);
    finding = subject.at_event(finding, astray.event);
    finding = subject.unsettled_since(finding, astray.told.started, astray.event);
    finding = subject.beside_cause(finding, astray.told.started, "this brought them there");
    if let Some(back) = astray.back {
        finding = subject.beside(finding, back, "and this finds them there still");
    }
    finding.help(match astray.back {
        Some(_) => "correct the place, or tell the way there and the way back",
        None => "tell the event that brought them there, or correct the place",
    })
}
