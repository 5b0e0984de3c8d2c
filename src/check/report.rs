//! What the rules have found, and which of it those who write the story let stand.
//!
//! A waiver on an event or entity covers the findings of its rule that are about it; one on the whole story covers all of that rule.

use crate::diag::Finding;
use crate::model::{Node, Story};
use std::collections::BTreeMap;

/// What the rules have found so far.
#[derive(Debug, Default)]
pub(crate) struct Report {
    found: Vec<Found>,
    /// Which of the story's waivers covered something, by their place in the story's list.
    covering: Vec<bool>,
}

/// A finding, and the events and entities on which it may be waived.
#[derive(Debug)]
struct Found {
    finding: Finding,
    on: Vec<Node>,
}

impl Report {
    /// Takes a finding down, with the events and entities that it is about: where a waiver lets it stand.
    pub(crate) fn add(&mut self, on: &[Node], finding: Finding) {
        let on = on.to_vec();
        self.found.push(Found { finding, on });
    }

    /// The waivers that have covered nothing so far, by their place in the story's list.
    pub(crate) fn unused(&self) -> impl Iterator<Item = usize> {
        self.covering
            .iter()
            .enumerate()
            .filter(|(_, covers)| !**covers)
            .map(|(nth, _)| nth)
    }

    /// Takes out what the story lets stand.
    pub(super) fn waive(&mut self, story: &Story) {
        self.covering.resize(story.waivers.len(), false);
        let mut by_rule: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (nth, waiver) in story.waivers.iter().enumerate() {
            by_rule.entry(&waiver.rule).or_default().push(nth);
        }
        let covering = &mut self.covering;
        self.found.retain(|found| {
            let waivers = by_rule.get(&*found.finding.rule).map_or(&[][..], Vec::as_slice);
            let covers = |nth: usize| story.waivers[nth].on.is_none_or(|node| found.on.contains(&node));
            let mut stands = true;
            for &nth in waivers.iter().filter(|&&nth| covers(nth)) {
                covering[nth] = true;
                stands = false;
            }
            stands
        });
    }

    /// The findings that are left, each with the events and entities that it is about, in the order in which they are shown and each of them once.
    pub(super) fn findings(self) -> Vec<(Finding, Vec<Node>)> {
        let mut findings: Vec<(Finding, Vec<Node>)> =
            self.found.into_iter().map(|found| (found.finding, found.on)).collect();
        findings.sort();
        findings.dedup_by(|next, kept| next.0 == kept.0);
        findings
    }
}
