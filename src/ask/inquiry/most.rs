//! Whoever goes with the greatest number of different others, ties all told.

use super::super::{Cell, Row, evidence, words};
use super::Var;
use super::solve::Solver;
use super::way::Way;
use crate::model::Node;
use std::collections::BTreeSet;

/// How many of those who are counted a sentence names.
const NAMED: usize = 8;

impl Solver<'_> {
    /// The rows of those at the top, and the answer in a few words.
    pub(super) fn most(
        &self,
        ways: &[Way],
        who: Var,
        of: Var,
        fewest: bool,
    ) -> (Vec<String>, Vec<Row>, Option<String>) {
        let sure: Vec<Way> = ways.iter().filter(|way| way.doubt.is_sure()).cloned().collect();
        let mut counted: Vec<(Vec<&Way>, Vec<Node>)> = Vec::new();
        for group in super::rows::groups(&sure, &[who]) {
            let mut seen = BTreeSet::new();
            let values = group.iter().filter_map(|way| way.value(of));
            let values: Vec<Node> = values.filter(|&node| seen.insert(node)).collect();
            counted.push((group, values));
        }
        let numbers = || counted.iter().map(|(_, values)| values.len());
        let best = if fewest { numbers().min() } else { numbers().max() };
        let top: Vec<&(Vec<&Way>, Vec<Node>)> = counted
            .iter()
            .filter(|(_, values)| Some(values.len()) == best)
            .collect();
        let rows = top
            .iter()
            .map(|(group, values)| self.ranked(group, values, who))
            .collect();
        let names: Vec<String> = top
            .iter()
            .filter_map(|(group, _)| Some(self.world.mention(group[0].value(who)?)))
            .collect();
        let each = if names.len() > 1 { " each" } else { "" };
        let gist = best.filter(|_| !names.is_empty()).map(|best| {
            let names = super::super::stretches::capital(&words::and(&names));
            format!("{names}, with {best}{each}")
        });
        let mut columns = self.columns(&[who]);
        columns.truncate(1);
        columns.extend(["count", "of"].map(str::to_owned));
        (columns, rows, gist)
    }

    fn ranked(&self, group: &[&Way], values: &[Node], who: Var) -> Row {
        let world = self.world;
        let name = group[0].value(who).map_or_else(String::new, |node| world.label(node));
        let mut of: Vec<String> = values.iter().take(NAMED).map(|&node| self.counted(node)).collect();
        if values.len() > NAMED {
            of.push(format!("{} more", values.len() - NAMED));
        }
        let mut row = Row {
            lead: Some(name),
            sentence: format!("{}: {}", values.len(), words::and(&of)),
            cells: vec![
                evidence::cell(world, group[0].value(who)),
                Cell::Count(values.len() as u64),
                Cell::Many(values.iter().map(|&node| evidence::named(world, node)).collect()),
            ],
            certainty: group.iter().map(|way| way.doubt.certainty).max().unwrap_or_default(),
            ..Row::default()
        };
        for way in group {
            for piece in self.evidence(way, false) {
                if !row.evidence.iter().any(|known| known.told == piece.told) {
                    row.evidence.push(piece);
                }
            }
        }
        row
    }

    fn counted(&self, node: Node) -> String {
        node.event().map_or_else(
            || self.world.mention(node),
            |event| format!("`{}`", self.world.story.event(event).id),
        )
    }
}
