//! Which rules there are: those of the loader, those that the vocabulary names, and those that look at the story as a whole.

use super::{PAGES, RULES, page, rules};
use crate::diag::{Finding, Level, did_you_mean};
use crate::load::{LOADING_WARNINGS, Settings};
use crate::vocabulary::Vocabulary;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What sort of rule it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// It holds a story to itself.
    Story,
    /// It is named by what a kind of event needs, or by relations that exclude each other.
    Vocabulary,
    /// It is about the story's files, or keeps its events from having an order.
    Loading,
}

impl Group {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 3] = [Self::Story, Self::Vocabulary, Self::Loading];

    /// What its rules have in common.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Story => "What a story must keep to",
            Self::Vocabulary => "What kinds of event need, and what relations exclude",
            Self::Loading => "What story files must keep to",
        }
    }
}

/// A rule that has a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its name.
    pub name: &'static str,
    /// What sort of rule it is.
    pub group: Group,
    /// How much its findings weigh, unless `lore.toml` says otherwise.
    pub level: Level,
    /// What it protects from, in a sentence.
    pub summary: &'static str,
    /// Its page, as Markdown.
    pub page: &'static str,
}

/// Every rule that has a page: by group, and then by name.
///
/// ```
/// use lorescope::check::{Group, known};
/// assert!(known().iter().any(|rule| rule.name == "order-loop" && rule.group == Group::Loading));
/// ```
#[must_use]
pub fn known() -> Vec<Known> {
    let named = of_the_prelude();
    let mut known: Vec<Known> = PAGES
        .iter()
        .map(|page| {
            let rule = page.rule;
            let own = RULES.iter().any(|own| own.name == rule) && !is_early(rule);
            let group = match (own, named.contains(rule)) {
                (true, _) => Group::Story,
                (false, true) => Group::Vocabulary,
                (false, false) => Group::Loading,
            };
            Known {
                name: rule,
                group,
                level: level(rule),
                summary: page.summary(),
                page: page.text,
            }
        })
        .collect();
    known.sort_by_key(|rule| (rule.group, rule.name));
    known
}

/// The rules that a vocabulary names: by what its kinds need, and by which of its relations exclude each other.
fn named(vocabulary: &Vocabulary) -> BTreeSet<String> {
    let needs = vocabulary.kinds.iter().flat_map(|kind| &kind.needs);
    let mut named: BTreeSet<String> = needs.map(|need| need.rule.clone()).collect();
    for relation in &vocabulary.relations {
        for &other in &relation.excludes {
            named.insert(rules::both(relation, vocabulary.relation(other)));
        }
    }
    named
}

/// The rules that the prelude names, gathered once.
fn of_the_prelude() -> &'static BTreeSet<String> {
    static NAMED: LazyLock<BTreeSet<String>> = LazyLock::new(|| named(&Vocabulary::prelude()));
    &NAMED
}

/// The names of all rules that a finding about a story of this vocabulary may have.
#[must_use]
pub fn names(vocabulary: &Vocabulary) -> BTreeSet<String> {
    let mut names = named(vocabulary);
    names.extend(PAGES.iter().map(|page| page.rule.to_owned()));
    names
}

/// Whether it is found before the story can be examined, as it is read or put in order: then it can neither be waived nor set.
#[must_use]
pub fn is_early(rule: &str) -> bool {
    let loop_of_events = [rules::ORDER_LOOP, rules::WITHIN_LOOP]
        .iter()
        .any(|known| known.name == rule);
    let of_the_story = || RULES.iter().any(|known| known.name == rule);
    loop_of_events || page(rule).is_some() && !of_the_story() && !of_the_prelude().contains(rule)
}

/// How much the findings of a rule weigh, where nobody says otherwise.
pub(super) fn level(rule: &str) -> Level {
    match RULES.iter().find(|own| own.name == rule) {
        Some(own) => own.level,
        None if LOADING_WARNINGS.contains(&rule) => Level::Warning,
        None if is_early(rule) => Level::Error,
        None => rules::NEED.level,
    }
}

/// What to do about a word that names no rule.
#[must_use]
pub fn help_for_unknown(word: &str, vocabulary: &Vocabulary) -> String {
    let names = names(vocabulary);
    did_you_mean(word, names.iter().map(String::as_str)).unwrap_or_else(|| "`lore explain` lists the rules".to_owned())
}

/// What is wrong with the rules that are set in `lore.toml`: those that there are not, and those that cannot be set.
#[must_use]
pub fn unsettled(settings: &Settings, vocabulary: &Vocabulary) -> Vec<Finding> {
    let names = names(vocabulary);
    let mut findings = Vec::new();
    for set in &settings.rules {
        let rule = &set.rule;
        if !names.contains(rule) {
            let message = format!("there is no rule `{rule}`");
            let finding = Finding::error(rules::UNKNOWN_RULE.name, message).at(set.place.clone());
            findings.push(finding.help(help_for_unknown(rule, vocabulary)));
        } else if is_early(rule) {
            let message = format!("the level of `{rule}` cannot be set: it is found before the story can be examined");
            let finding = Finding::error("bad-settings", message).at(set.place.clone());
            findings.push(finding.help("take the line out, and correct the story instead"));
        }
    }
    findings
}
