//! What is wrong with a story that its files alone do not show: each rule looks at the world and reports findings.
//!
//! A rule is one file and one row of [`RULES`], and has a page; it knows no kind and no relation by name, only what their declarations say.

mod backing;
mod pages;
mod parts;
pub mod quotes;
mod rules;
mod standing;
mod subject;

pub use pages::{PAGES, Page, page};
pub(crate) use standing::Standing;
pub(crate) use subject::Subject;

use crate::diag::{Files, Finding, Level, arrange};
use crate::load::Origins;
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

/// What the rules have found so far.
#[derive(Debug, Default)]
pub(crate) struct Report {
    found: Vec<Found>,
}

/// A finding, and the events and entities on which it may be waived.
#[derive(Debug)]
pub(crate) struct Found {
    /// What was found.
    pub finding: Finding,
    /// Whom it is about: where a waiver lets it stand.
    pub on: Vec<Node>,
}

impl Report {
    /// Takes a finding down, with the events and entities that it is about.
    pub(crate) fn add(&mut self, on: &[Node], finding: Finding) {
        let on = on.to_vec();
        self.found.push(Found { finding, on });
    }
}

/// Every rule, in the order of their names.
pub const RULES: &[Rule] = &[
    rules::ACTS_AFTER_DEATH,
    rules::EXCLUSION,
    rules::NEED,
    rules::ORDER_LOOP,
    rules::QUOTE_DRIFTED,
    rules::QUOTE_NOT_FOUND,
    rules::SOURCE_MISSING,
    rules::WITHIN_LOOP,
];

/// Every finding of every rule, in the order in which they are shown; loops alone where there are any, since a story without order has no before and after.
#[must_use]
pub fn findings(world: &World, files: &Files, origins: &Origins) -> Vec<Finding> {
    let loops = loops(world, files, origins);
    if loops.is_empty() {
        run(RULES, world, files, origins)
    } else {
        loops
    }
}

/// What keeps a story from being asked anything: events that must each happen before themselves, or that are part of themselves.
#[must_use]
pub fn loops(world: &World, files: &Files, origins: &Origins) -> Vec<Finding> {
    run(&[rules::ORDER_LOOP, rules::WITHIN_LOOP], world, files, origins)
}

fn run(rules: &[Rule], world: &World, files: &Files, origins: &Origins) -> Vec<Finding> {
    let subject = Subject::of(world, files, origins);
    let mut report = Report::default();
    for rule in rules {
        (rule.run)(&subject, &mut report);
    }
    let mut findings: Vec<Finding> = report.found.into_iter().map(|found| found.finding).collect();
    arrange(&mut findings);
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_stand_in_the_order_of_their_names() {
        assert!(RULES.is_sorted_by(|a, b| a.name < b.name));
    }
}
