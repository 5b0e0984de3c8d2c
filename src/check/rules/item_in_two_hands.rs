//! One thing, one owner: whoever gets it has it from whoever had it.

use super::office_held_twice::{about, finding};
use crate::check::holders::rivals;
use crate::check::{Report, Rule, Subject};
use crate::diag::Level;
use crate::model::{EntityKind, Node};
use crate::vocabulary::Meaning;

pub(crate) const ITEM_IN_TWO_HANDS: Rule = Rule {
    name: "item-in-two-hands",
    level: Level::Warning,
    summary: "two own one item at the same time",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let story = &subject.world.story;
    let is_item = |node: Node| {
        node.entity()
            .is_some_and(|id| story.entity(id).kind == EntityKind::Item)
    };
    for rivals in rivals(subject, Meaning::Ownership) {
        if is_item(rivals.thing) {
            let help = "tell how it passed from one to the other, or give it to a faction that both belong to";
            report.add(&about(&rivals), finding(subject, &ITEM_IN_TWO_HANDS, &rivals, help));
        }
    }
}
