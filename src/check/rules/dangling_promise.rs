//! A promise ought to be kept, broken, or ended by a death before the story is over.

use crate::check::{Report, Rule, Standing, Subject};
use crate::diag::Level;
use crate::model::{Certainty, Node};
use crate::timeline::Cause;
use crate::vocabulary::Meaning;
use crate::world::Tense;

pub(crate) const DANGLING_PROMISE: Rule = Rule {
    name: "dangling-promise",
    level: Level::Hint,
    summary: "a promise is neither kept nor broken by the end of the story",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let world = subject.world;
    let life = Standing::of(subject, Meaning::Life);
    for stretch in &world.timeline.stretches {
        let binds = world.vocabulary.relation(stretch.relation).means == Some(Meaning::Obligation);
        let Cause::Event(event) = stretch.started else { continue };
        if !binds || stretch.until.is_some() || stretch.certainty >= Certainty::Doubtful {
            continue;
        }
        // Nobody is left to keep it to.
        let end = world.end().moment;
        let is_dead = |node: Node| life.at(node, end).next().is_none() && life.last_before(node, end).is_some();
        if stretch.args[1].is_some_and(is_dead) {
            continue;
        }
        let message = format!(
            "{}, and by the end of the story that is neither kept nor broken",
            world.stretch_sentence(stretch, Tense::Past)
        );
        let finding = subject.at_event(DANGLING_PROMISE.finding(message), event);
        let help = "tell the event that keeps it or breaks it, or let it stand where the story leaves it open";
        let on: Vec<Node> = std::iter::once(event.into())
            .chain(stretch.args.into_iter().flatten())
            .collect();
        report.add(&on, finding.help(help));
    }
}
