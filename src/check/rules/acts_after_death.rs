//! The dead do nothing, unless they come back; being mourned, found or buried is no deed.

use crate::check::{Report, Rule, Standing, Subject};
use crate::diag::Level;
use crate::model::{EventId, Node, Part};
use crate::timeline::Cause;
use crate::vocabulary::{Arg, Meaning};

pub(crate) const ACTS_AFTER_DEATH: Rule = Rule {
    name: "acts-after-death",
    level: Level::Warning,
    summary: "somebody acts who has died before and has not come back",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let life = Standing::of(subject, Meaning::Life);
    let hidden = Standing::of(subject, Meaning::Uncertainty);
    for &event in subject.world.timeline.order.sequence() {
        if !subject.is_sure(event) {
            continue;
        }
        for actor in subject.agents(event) {
            let before = subject.before(event);
            let lives = life.at(actor, before).next().is_some();
            if lives || hidden.at(actor, before).next().is_some() {
                continue;
            }
            let last = life.last_before(actor, before);
            let Some(death) = last.and_then(|last| subject.sure_end(last, event)) else {
                continue;
            };
            if !is_excused(subject, &life, event, actor, death) {
                finding(subject, report, event, actor, death);
            }
        }
    }
}

/// Whether somebody dead may act here all the same: they return by it, it is the scene of their death, or another rule tells of it.
fn is_excused(subject: &Subject<'_>, life: &Standing<'_>, event: EventId, actor: Node, death: Cause) -> bool {
    let returns = life.all(actor).any(|again| again.started == Cause::Event(event));
    let scene = death
        .event()
        .is_some_and(|death| subject.is_one_scene(event, death) || is_answered(subject, life, event, death));
    let own: Vec<Part> = subject.acting(event).filter(|part| part.node == actor).collect();
    returns || scene || own.iter().all(|&part| needs_life(subject, event, part))
}

/// Whether two killed each other: the deed is the death of somebody who acted in the other, and nothing settles which was first.
fn is_answered(subject: &Subject<'_>, life: &Standing<'_>, deed: EventId, death: EventId) -> bool {
    let dies = |who: Node| life.all(who).any(|stretch| stretch.ended == Some(Cause::Event(deed)));
    subject.world.timeline.order.is_unsettled(deed, death) && subject.agents(death).into_iter().any(dies)
}

/// Whether the kind itself needs that this part is alive, so that another rule tells of it.
fn needs_life(subject: &Subject<'_>, event: EventId, part: Part) -> bool {
    let vocabulary = &subject.world.vocabulary;
    let kind = vocabulary.kind(subject.world.story.event(event).kind);
    let mut needed = kind.needs.iter().flat_map(|need| &need.any);
    needed.any(|effect| {
        let own = matches!(effect.args.first(), Some(Arg::Role { role, .. }) if *role == part.role);
        own && vocabulary.relation(effect.relation).means == Some(Meaning::Life)
    })
}

fn finding(subject: &Subject<'_>, report: &mut Report, event: EventId, actor: Node, death: Cause) {
    let world = subject.world;
    let (name, id) = (world.mention(actor), &world.story.event(event).id);
    let when = match death.event() {
        Some(death) => format!("died in `{}`", world.story.event(death).id),
        None => "had died before".to_owned(),
    };
    let finding = ACTS_AFTER_DEATH.finding(format!("{name} {when}, and acted in `{id}` after that"));
    let finding = subject.at_event(finding, event);
    let finding = subject.unsettled_since(finding, death, event);
    let finding = subject.beside_cause(finding, death, "this was their death, and no return is told");
    let help = "tell how they came back, say with `before` or `at` that this came first, or name whoever did it";
    let on: Vec<Node> = [event.into(), actor]
        .into_iter()
        .chain(death.event().map(Node::from))
        .collect();
    report.add(&on, finding.help(help));
}
