//! Whoever kills is where the death is: an alibi is worth more than a missing journey.

use crate::check::whereabouts::Astray;
use crate::check::{Report, Rule, Subject};
use crate::diag::{Finding, Level};
use crate::model::Node;
use crate::timeline::Stretch;
use crate::vocabulary::Meaning;

pub(crate) const KILLS_WHILE_ELSEWHERE: Rule = Rule {
    name: "kills-while-elsewhere",
    level: Level::Warning,
    summary: "somebody kills at one place while they are told to be at another",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    for astray in subject.astray() {
        if is_killing(subject, astray) {
            let on: Vec<Node> = [astray.event.into(), astray.actor].into();
            report.add(&on, finding(subject, astray));
        }
    }
}

/// Whether somebody else dies of the deed.
pub(super) fn is_killing(subject: &Subject<'_>, astray: &Astray) -> bool {
    victims(subject, astray).next().is_some()
}

fn victims<'a>(subject: &'a Subject<'_>, astray: &'a Astray) -> impl Iterator<Item = Node> + 'a {
    let world = subject.world;
    let lived = |stretch: &&Stretch| world.vocabulary.relation(stretch.relation).means == Some(Meaning::Life);
    let parts = world.story.parts(astray.event).iter().map(|part| part.node);
    let others = parts.filter(|&node| node != astray.actor);
    others.filter(move |&node| {
        let mut lives = world.timeline.concerning(node).filter(lived);
        lives.any(|life| life.ended.and_then(crate::timeline::Cause::event) == Some(astray.event))
    })
}

fn finding(subject: &Subject<'_>, astray: &Astray) -> Finding {
    let world = subject.world;
    let name = |node| world.mention(node);
    let victims: Vec<String> = victims(subject, astray).map(name).collect();
    let victims = victims.join(" and ");
    let (place, home) = (world.story.name(astray.place), astray.told.args[1].map(name));
    let message = format!(
        "{} killed {victims} at {place} in `{}`, but was at {} by then",
        name(astray.actor),
        world.story.event(astray.event).id,
        home.unwrap_or_default()
    );
    let mut finding = KILLS_WHILE_ELSEWHERE.finding(message);
    finding = subject.at_event(finding, astray.event);
    finding = subject.unsettled_since(finding, astray.told.started, astray.event);
    finding = subject.beside_cause(finding, astray.told.started, "this brought them there");
    if let Some(back) = astray.back {
        finding = subject.beside(finding, back, "and this finds them there still");
    }
    finding.help("tell how the killer came there, correct the place, or name whoever did it")
}
