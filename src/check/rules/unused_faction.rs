//! A faction is there for somebody to belong to, or to do something.

use super::never_appears::seen;
use crate::check::{Report, Rule, Subject};
use crate::diag::Level;
use crate::model::EntityKind;

pub(crate) const UNUSED_FACTION: Rule = Rule {
    name: "unused-faction",
    level: Level::Hint,
    summary: "nobody belongs to a faction, and it takes part in no event and stands in no relation",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let story = &subject.world.story;
    let seen = seen(story);
    for id in story.entity_ids() {
        if story.entity(id).kind != EntityKind::Faction || seen[id.index()] {
            continue;
        }
        let message = format!(
            "nobody belongs to {}, and it takes part in no event and stands in no relation",
            story.name(id)
        );
        let finding = UNUSED_FACTION
            .finding(message)
            .at(subject.entity(id, "never used"))
            .help("say who belongs to it or what it does, or leave it out");
        report.add(&[id.into()], finding);
    }
}
