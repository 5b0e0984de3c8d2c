//! What a story asserts must be so at the point where it is asserted.

use crate::check::asserted::{failed, moment};
use crate::check::{Report, Rule, Subject};
use crate::diag::Level;
use crate::model::{Assertion, Demand, Node, Point};
use crate::timeline::Cause;

pub(crate) const ASSERTION_FAILED: Rule = Rule {
    name: "assertion-failed",
    level: Level::Error,
    summary: "what the story asserts does not hold at that point, or cannot be told",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let world = subject.world;
    for (nth, assertion) in world.story.assertions.iter().enumerate() {
        let hidden = assertion
            .on
            .is_some_and(|event| !world.timeline.lens.takes_event(&world.story, event));
        if hidden {
            continue;
        }
        let as_of = moment(subject, &assertion.when);
        let Some(failed) = failed(subject, &assertion.demand, &as_of) else {
            continue;
        };
        let when = world.moment_words(&as_of);
        let mut finding =
            ASSERTION_FAILED.finding(format!("`{}` does not hold {when}: {}", assertion.text, failed.instead));
        finding = finding.at(subject.assertion(nth, ""));
        let said = !failed.because.is_empty();
        for (cause, text) in once(&failed.because) {
            finding = subject.beside_cause(finding, cause, text);
            if let Point::After(event) | Point::Before(event) = assertion.when {
                finding = subject.unsettled_since(finding, cause, event);
            }
        }
        let help = if said {
            "correct the assertion, or the event that says otherwise"
        } else {
            "tell what makes it so, or take the assertion out"
        };
        report.add(&about(assertion, &failed.because), finding.help(help));
    }
}

/// What led to the opposite, each place once with all that is to be said of it.
fn once(because: &[(Cause, String)]) -> Vec<(Cause, String)> {
    let mut places: Vec<(Cause, Vec<&str>)> = Vec::new();
    for (cause, text) in because {
        match places.iter_mut().find(|(known, _)| known == cause) {
            Some((_, texts)) if texts.contains(&text.as_str()) => {}
            Some((_, texts)) => texts.push(text),
            None => places.push((*cause, vec![text])),
        }
    }
    let joined = |(cause, texts): (Cause, Vec<&str>)| (cause, texts.join("; "));
    places.into_iter().map(joined).collect()
}

/// The event it is written on, whom it is about, and what led to the opposite.
fn about(assertion: &Assertion, because: &[(Cause, String)]) -> Vec<Node> {
    let mut about: Vec<Node> = assertion.on.map(Node::from).into_iter().collect();
    about.extend(because.iter().filter_map(|(cause, _)| cause.event()).map(Node::from));
    match assertion.demand {
        Demand::Holds { args, .. } => about.extend(args.into_iter().flatten()),
        Demand::Side { of, faction } => about.extend([Node::from(of), faction.into()]),
        Demand::Count { of, .. } => about.push(of),
    }
    about
}
