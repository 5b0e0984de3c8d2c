//! One office, one holder: a king who was never deposed reigns beside the next.

use crate::check::holders::{Rivals, rivals};
use crate::check::{Report, Rule, Subject};
use crate::diag::{Finding, Level};
use crate::model::Node;
use crate::timeline::Cause;
use crate::vocabulary::Meaning;
use crate::world::Tense;

pub(crate) const OFFICE_HELD_TWICE: Rule = Rule {
    name: "office-held-twice",
    level: Level::Warning,
    summary: "two hold one office at the same time",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    for rivals in rivals(subject, Meaning::Office) {
        let help =
            "end the earlier one (by a dismissal, a resignation or a death), or let an office that several hold stand";
        report.add(&about(&rivals), finding(subject, &OFFICE_HELD_TWICE, &rivals, help));
    }
}

/// The event that gives it to the second, the thing, and the two.
pub(super) fn about(rivals: &Rivals<'_>) -> Vec<Node> {
    let event = rivals.later.started.event().map(Node::from);
    let holders = [rivals.later.args[0], rivals.earlier.args[0]];
    event
        .into_iter()
        .chain([rivals.thing])
        .chain(holders.into_iter().flatten())
        .collect()
}

/// What is said of two who have one thing at one time.
pub(super) fn finding(subject: &Subject<'_>, rule: &Rule, rivals: &Rivals<'_>, help: &str) -> Finding {
    let (earlier, later) = (rivals.earlier, rivals.later);
    let say = |stretch| subject.world.stretch_sentence(stretch, Tense::Past);
    let message = format!("{}, and {} at the same time", say(earlier), say(later));
    let mut finding = Finding::new(rivals.level(subject), rule.name, message);
    finding = match later.started {
        Cause::Event(event) => subject.at_event(finding, event),
        Cause::Initial(initial) => {
            let place = subject.initial(initial, "stated here");
            subject.quoted_cause(finding.at(place), later.started)
        }
        Cause::Always => finding,
    };
    let since = if earlier.ended.is_some() {
        "the first began here"
    } else {
        "the first began here, and nothing ended it"
    };
    finding = subject.beside_cause(finding, earlier.started, since);
    if let (Some(end), Some(start)) = (earlier.ended, later.started.event()) {
        finding = subject.beside_cause(finding, end, "and ended here, after the second began");
        finding = subject.unsettled_since(finding, end, start);
    }
    finding.help(help)
}
