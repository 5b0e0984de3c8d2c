//! The house is as ARCHITECTURE.md says: every check reads the files themselves, and tells file, line, what is wrong and what to do.
//!
//! A check is a function and a row of [`CHECKS`]; each row holds a small house that breaks it and one that does not, so no check is a rumour.

#![expect(unreachable_pub, reason = "nobody stands outside a test")]

#[path = "house/code.rs"]
mod code;
#[path = "house/floors.rs"]
mod floors;
#[path = "house/papers.rs"]
mod papers;
#[path = "house/rust.rs"]
mod rust;
#[path = "house/speech.rs"]
mod speech;
#[path = "house/tree.rs"]
mod tree;

use std::collections::BTreeSet;
use tree::{Fault, House};

/// One thing that is looked at.
struct Check {
    /// What ought to be.
    name: &'static str,
    /// Finds where it is not so.
    run: fn(&House) -> Vec<Fault>,
    /// A house that breaks it: files and their texts.
    broken: &'static [(&'static str, &'static str)],
    /// The place and the beginning of what is then said.
    said: &'static str,
    /// A near miss, of which nothing is said.
    sound: &'static [(&'static str, &'static str)],
}

fn checks() -> impl Iterator<Item = &'static Check> {
    [floors::CHECKS, code::CHECKS, speech::CHECKS, papers::CHECKS]
        .into_iter()
        .flatten()
}

#[test]
fn the_house_stands() {
    let house = House::here();
    let said: BTreeSet<String> = checks()
        .flat_map(|check| (check.run)(&house))
        .map(|fault| fault.to_string())
        .collect();
    assert!(
        said.is_empty(),
        "{} things are not as they ought to be:\n{}",
        said.len(),
        said.into_iter().collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn every_check_can_fail() {
    for check in checks() {
        let faults = (check.run)(&House::of(check.broken));
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(
            said.len() == 1 && said[0].starts_with(check.said),
            "{}: {said:#?}",
            check.name
        );
    }
}

#[test]
fn every_check_lets_a_near_miss_pass() {
    for check in checks() {
        let faults = (check.run)(&House::of(check.sound));
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(said.is_empty(), "{}: {said:#?}", check.name);
    }
}
