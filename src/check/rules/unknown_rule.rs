//! A waiver names a rule that there is; one that is misspelt lets nothing stand.

use crate::check::{Report, Rule, Subject, help_for_unknown, names};
use crate::diag::Level;

pub(crate) const UNKNOWN_RULE: Rule = Rule {
    name: "unknown-rule",
    level: Level::Warning,
    summary: "a waiver, or `lore.toml`, names a rule that there is not",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let world = subject.world;
    if world.story.waivers.is_empty() {
        return;
    }
    let names = names(&world.vocabulary);
    for (nth, waiver) in world.story.waivers.iter().enumerate() {
        if names.contains(&*waiver.rule) {
            continue;
        }
        let finding = UNKNOWN_RULE.finding(format!("there is no rule `{}`", waiver.rule));
        let finding = finding.at(subject.waiver(nth, "nothing is let stand here"));
        let on: Vec<_> = waiver.on.into_iter().collect();
        report.add(&on, finding.help(help_for_unknown(&waiver.rule, &world.vocabulary)));
    }
}
