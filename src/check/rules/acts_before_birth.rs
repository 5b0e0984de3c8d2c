//! Nobody acts before they are born, where the story tells both and leaves no doubt which was first.

use crate::check::{Report, Rule, Standing, Subject};
use crate::diag::Level;
use crate::model::{Edge, EventId, Node};
use crate::timeline::{Cause, Stretch};
use crate::vocabulary::Meaning;

pub(crate) const ACTS_BEFORE_BIRTH: Rule = Rule {
    name: "acts-before-birth",
    level: Level::Warning,
    summary: "somebody acts in an event that certainly happened before they were born",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let life = Standing::of(subject, Meaning::Life);
    for &event in subject.world.timeline.order.sequence() {
        if !subject.is_sure(event) {
            continue;
        }
        for actor in subject.agents(event) {
            let Some(first) = life.all(actor).next() else { continue };
            let sure = first.from > subject.before(event) && subject.surely_began(first, event);
            if sure && is_certainly_before(subject, event, first) {
                finding(subject, report, event, actor, first.started);
            }
        }
    }
}

/// Whether an event certainly happened before a stretch began.
fn is_certainly_before(subject: &Subject<'_>, event: EventId, stretch: &Stretch) -> bool {
    let order = &subject.world.timeline.order;
    let before = |birth: EventId| order.is_certainly_before(event, birth) && !subject.is_one_scene(event, birth);
    match stretch.started {
        Cause::Always => false,
        Cause::Event(birth) => before(birth),
        Cause::Initial(initial) => match &subject.world.story.initial(initial).from {
            Edge::Open => false,
            Edge::Time(time) => order.span(event).1 < time.earliest,
            Edge::Event(birth) => before(*birth),
        },
    }
}

fn finding(subject: &Subject<'_>, report: &mut Report, event: EventId, actor: Node, birth: Cause) {
    let world = subject.world;
    let (name, id) = (world.mention(actor), &world.story.event(event).id);
    let when = match birth.event() {
        Some(birth) => format!("was not born until `{}`", world.story.event(birth).id),
        None => "did not live yet".to_owned(),
    };
    let finding = ACTS_BEFORE_BIRTH.finding(format!("{name} acted in `{id}`, but {when}"));
    let finding = subject.at_event(finding, event);
    let finding = subject.beside_cause(finding, birth, "this is certainly later");
    let help = "correct one of the two times, or name whoever did it";
    let on = [event.into(), actor].into_iter().chain(birth.event().map(Node::from));
    report.add(&on.collect::<Vec<Node>>(), finding.help(help));
}
