//! A story that has been checked: all that is wrong with it, and its world where it has one.

use super::{Context, Failure};
use crate::check::{examine_concerning, help_for_unknown, loops, names, unsettled};
use crate::diag::{Finding, Level, arrange};
use crate::load::{Loaded, Settings};
use crate::model::Node;
use crate::page::Judged;
use crate::vocabulary::Vocabulary;
use crate::world::World;
use std::collections::BTreeMap;

/// A story that has been checked.
#[derive(Debug)]
pub(super) struct Checked {
    /// All that is wrong with it, in the order in which it is shown.
    pub(super) findings: Vec<Finding>,
    /// Whom and what those that rules found are about.
    about: BTreeMap<Finding, Vec<Node>>,
    /// What `lore.toml` says.
    pub(super) settings: Settings,
    /// Its world; none where the story or `lore.toml` cannot be read, or the events have no order.
    pub(super) world: Option<World>,
}

impl Checked {
    /// Checks a story for what these rules find, or for everything where none is named; its files must be whole, and not cut to what has been told.
    pub(super) fn of(context: &Context, loaded: &mut Loaded, only: &[String]) -> Result<Self, Failure> {
        let unread = loaded.is_broken();
        let settings = loaded.read_settings();
        let mut checked = Self {
            findings: std::mem::take(&mut loaded.findings),
            about: BTreeMap::new(),
            settings,
            world: None,
        };
        if !unread {
            // Of a story that cannot be read, the words it declares are not known for sure.
            refuse_unknown(only, &loaded.vocabulary)?;
            checked
                .findings
                .extend(unsettled(&checked.settings, &loaded.vocabulary));
            if !checked.findings.iter().any(|finding| finding.level == Level::Error) {
                checked.judge(context, loaded, only)?;
            }
        }
        arrange(&mut checked.findings);
        Ok(checked)
    }

    /// Adds what the rules find in a story that could be read.
    fn judge(&mut self, context: &Context, loaded: &mut Loaded, only: &[String]) -> Result<(), Failure> {
        loaded.read_documents();
        let world = context.world_of(loaded)?;
        let loops = loops(&world, &loaded.files, &loaded.origins);
        if !loops.is_empty() {
            self.findings.extend(loops);
            return Ok(());
        }
        self.about = examine_concerning(&world, &loaded.files, &loaded.origins, &self.settings)
            .into_iter()
            .collect();
        self.findings.extend(self.about.keys().cloned());
        self.findings
            .retain(|finding| only.is_empty() || only.iter().any(|only| *only == finding.rule));
        self.world = Some(world);
        Ok(())
    }

    /// The findings for a page of this world, each with whom and what it is about.
    pub(super) fn judged(&self, world: &World) -> Vec<Judged> {
        let findings = self.findings.iter();
        findings
            .map(|finding| {
                let about = self.about.get(finding).map_or(&[][..], Vec::as_slice);
                Judged::of(world, finding.clone(), about)
            })
            .collect()
    }
}

fn refuse_unknown(only: &[String], vocabulary: &Vocabulary) -> Result<(), Failure> {
    let names = names(vocabulary);
    match only.iter().find(|rule| !names.contains(*rule)) {
        None => Ok(()),
        Some(rule) => Err(Failure::told(
            format!("there is no rule `{rule}`"),
            help_for_unknown(rule, vocabulary),
        )),
    }
}
