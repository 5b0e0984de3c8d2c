//! A waiver covers something; one that covers nothing outlived what it was written for, or stands in the wrong place.

use crate::check::{Report, Rule, Subject, is_early, names};
use crate::diag::Level;

pub(crate) const WAIVER_UNUSED: Rule = Rule {
    name: "waiver-unused",
    level: Level::Warning,
    summary: "a waiver covers nothing, or what cannot be waived",
    run,
};

/// Runs when all other rules have run, and what the story lets stand is taken out.
fn run(subject: &Subject<'_>, report: &mut Report) {
    let world = subject.world;
    // Under what one source says, what others say is not found, and is no less waived for that.
    if world.timeline.lens.according_to.is_some() {
        return;
    }
    let names = names(&world.vocabulary);
    let unused: Vec<usize> = report.unused().collect();
    for nth in unused {
        let waiver = &world.story.waivers[nth];
        let rule = &waiver.rule;
        if !names.contains(&**rule) {
            continue;
        }
        let on = waiver.on.map(|node| world.story.slug(node));
        let (message, help) = if is_early(rule) {
            (
                format!("`{rule}` cannot be waived: it is found before the story can be examined"),
                "take the waiver out, and correct what is found",
            )
        } else if let Some(on) = on {
            (
                format!("nothing of `{rule}` is found on `{on}`, and its waiver covers nothing"),
                "take the waiver out, or put it on the event or entity that the finding is about",
            )
        } else {
            (
                format!("nothing of `{rule}` is found in the story, and its waiver covers nothing"),
                "take the waiver out",
            )
        };
        let finding = WAIVER_UNUSED.finding(message).at(subject.waiver(nth, ""));
        let on: Vec<_> = waiver.on.into_iter().collect();
        report.add(&on, finding.help(help));
    }
}
