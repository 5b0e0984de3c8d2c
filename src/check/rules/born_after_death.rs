//! A birth comes before the death of whoever is born; a second life is a return, not a birth.

use crate::check::{Report, Rule, Standing, Subject};
use crate::diag::Level;
use crate::model::{EventId, Node};
use crate::timeline::{Cause, Stretch};
use crate::vocabulary::Meaning;

pub(crate) const BORN_AFTER_DEATH: Rule = Rule {
    name: "born-after-death",
    level: Level::Warning,
    summary: "somebody is born who has died before",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let life = Standing::of(subject, Meaning::Life);
    for (who, lives) in life.each() {
        for (before, again) in lives.iter().zip(&lives[1..]) {
            let Some(birth) = again.started.event().filter(|&event| is_birth(subject, event, again)) else {
                continue;
            };
            let sure = subject.is_sure(birth) && again.certainty < crate::model::Certainty::Doubtful;
            if let Some(death) = subject.sure_end(before, birth).filter(|_| sure) {
                finding(subject, report, who, birth, death);
            }
        }
    }
}

/// Whether an event is the very beginning of a life, rather than a return.
fn is_birth(subject: &Subject<'_>, event: EventId, life: &Stretch) -> bool {
    let kind = subject.world.vocabulary.kind(subject.world.story.event(event).kind);
    kind.starts
        .iter()
        .any(|start| start.first && start.relation == life.relation)
}

fn finding(subject: &Subject<'_>, report: &mut Report, who: Node, birth: EventId, death: Cause) {
    let world = subject.world;
    let (name, id) = (world.mention(who), &world.story.event(birth).id);
    let when = match death.event() {
        Some(death) => format!("died in `{}`", world.story.event(death).id),
        None => "had died before".to_owned(),
    };
    let finding = BORN_AFTER_DEATH.finding(format!("{name} {when}, and was born in `{id}` after that"));
    let finding = subject.at_event(finding, birth);
    let finding = subject.unsettled_since(finding, death, birth);
    let finding = subject.beside_cause(finding, death, "this was their death");
    let help = "say with `before` or `at` that the birth came first; who comes back is not born again";
    let on = [birth.into(), who].into_iter().chain(death.event().map(Node::from));
    report.add(&on.collect::<Vec<Node>>(), finding.help(help));
}
