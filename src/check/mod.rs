//! What is wrong with a story that its files alone do not show: each rule looks at the world and reports findings.
//!
//! A rule is one file and one row of [`RULES`], and has a page; it knows no kind and no relation by name, only what their declarations say.

mod asserted;
mod backing;
mod catalogue;
mod holders;
mod pages;
mod parts;
mod places;
pub mod quotes;
mod report;
mod rules;
mod slips;
mod standing;
mod subject;
mod whereabouts;

pub use catalogue::{Group, Known, help_for_unknown, is_early, known, names, unsettled};
pub use pages::{PAGES, Page, page};
pub(crate) use report::Report;
pub(crate) use rules::image_unread;
/// The rule that a picture which cannot be read breaks.
pub(crate) const IMAGE_UNREAD: &str = rules::IMAGE_UNREAD.name;
pub(crate) use standing::Standing;
pub(crate) use subject::Subject;

use crate::diag::{Files, Finding, Level};
use crate::load::{Origins, Settings};
use crate::model::Node;
use crate::world::World;

/// One rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The fault, as a phrase; where the vocabulary names the fault itself, what those rules have in common.
    pub name: &'static str,
    /// How much its findings weigh, unless a story says otherwise.
    pub level: Level,
    /// What it protects from, in a sentence.
    pub summary: &'static str,
    run: fn(&Subject<'_>, &mut Report),
}

impl Rule {
    /// A finding of this rule.
    pub(crate) fn finding(&self, message: impl Into<String>) -> Finding {
        Finding::new(self.level, self.name, message)
    }
}

/// Every rule, in the order of their names.
pub const RULES: &[Rule] = &[
    rules::ACTS_AFTER_DEATH,
    rules::ACTS_BEFORE_BIRTH,
    rules::ACTS_WHILE_CAPTIVE,
    rules::ASSERTION_FAILED,
    rules::BORN_AFTER_DEATH,
    rules::DANGLING_PROMISE,
    rules::EFFECT_BEFORE_CAUSE,
    rules::EXCLUSION,
    rules::HEIR_OLDER_THAN_PARENT,
    rules::IMAGE_UNREAD,
    rules::IN_TWO_PLACES,
    rules::ITEM_IN_TWO_HANDS,
    rules::JOURNEY_TOO_FAST,
    rules::KILLS_WHILE_ELSEWHERE,
    rules::KNOWS_TOO_SOON,
    rules::NEAR_DUPLICATE_NAMES,
    rules::NEED,
    rules::NEVER_APPEARS,
    rules::OFFICE_HELD_TWICE,
    rules::ORDER_LOOP,
    rules::QUOTE_DRIFTED,
    rules::QUOTE_NOT_FOUND,
    rules::SOURCE_MISSING,
    rules::TEXT_TELLS_TOO_SOON,
    rules::TOLD_BEFORE_INTRODUCED,
    rules::TWO_AT_ONCE,
    rules::UNKNOWN_RULE,
    rules::UNUSED_FACTION,
    rules::WAIVER_UNUSED,
    rules::WITHIN_LOOP,
];

/// Every finding of every rule, in the order in which they are shown; loops alone where there are any, since a story without order has no before and after.
#[must_use]
pub fn findings(world: &World, files: &Files, origins: &Origins) -> Vec<Finding> {
    let loops = loops(world, files, origins);
    if loops.is_empty() {
        examine(world, files, origins, &Settings::default())
    } else {
        loops
    }
}

/// What keeps a story from being asked anything: events that must each happen before themselves, or that are part of themselves.
#[must_use]
pub fn loops(world: &World, files: &Files, origins: &Origins) -> Vec<Finding> {
    let subject = Subject::of(world, files, origins);
    let mut report = Report::default();
    for rule in [rules::ORDER_LOOP, rules::WITHIN_LOOP] {
        (rule.run)(&subject, &mut report);
    }
    report.findings().into_iter().map(|(finding, _)| finding).collect()
}

/// What the rules find in a story that has an order: what the story lets stand is left out, and each finding weighs what is settled for its rule.
#[must_use]
pub fn examine(world: &World, files: &Files, origins: &Origins, settings: &Settings) -> Vec<Finding> {
    let concerning = examine_concerning(world, files, origins, settings);
    concerning.into_iter().map(|(finding, _)| finding).collect()
}

/// The same, each finding with the events and entities that it is about.
#[must_use]
pub fn examine_concerning(
    world: &World,
    files: &Files,
    origins: &Origins,
    settings: &Settings,
) -> Vec<(Finding, Vec<Node>)> {
    let subject = Subject::of(world, files, origins);
    let mut report = Report::default();
    let (last, rules): (Vec<&Rule>, Vec<&Rule>) = RULES.iter().partition(|rule| rule.name == rules::WAIVER_UNUSED.name);
    // Whether a waiver is of use shows when everything else is found.
    for rules in [rules, last] {
        for rule in rules {
            (rule.run)(&subject, &mut report);
        }
        report.waive(&world.story);
    }
    let mut findings = report.findings();
    findings.retain_mut(|(finding, _)| settle(finding, settings));
    findings
}

/// Gives a finding the level that is settled for its rule; says whether it is to be shown at all.
///
/// A finding that is weaker than its rule, since it rests on little, stays so much weaker.
fn settle(finding: &mut Finding, settings: &Settings) -> bool {
    let Some(set) = settings.rules.iter().find(|set| set.rule == finding.rule) else {
        return true;
    };
    let Some(level) = set.level else { return false };
    finding.level = if finding.level > catalogue::level(&finding.rule) {
        level.weaker()
    } else {
        level
    };
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_stand_in_the_order_of_their_names() {
        assert!(RULES.is_sorted_by(|a, b| a.name < b.name));
    }
}
