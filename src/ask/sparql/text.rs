//! The text of a query as it is made: what it asks in a remark, what is selected, what must be so, in what order.

use crate::model::{KindId, Node, RelationId, RoleId};
use crate::rdf::{self, Shelf};
use crate::world::World;

/// A query as it is made.
#[derive(Debug)]
pub(in crate::ask) struct Text {
    remarks: Vec<String>,
    select: Vec<String>,
    lines: Vec<String>,
    group: Vec<String>,
    order: Vec<String>,
    depth: usize,
}

impl Text {
    /// A query that says of itself what it asks.
    pub(in crate::ask) fn new(remark: &str) -> Self {
        Self {
            remarks: vec![remark.to_owned()],
            select: Vec::new(),
            lines: Vec::new(),
            group: Vec::new(),
            order: Vec::new(),
            depth: 1,
        }
    }

    /// Says one thing more of itself.
    pub(in crate::ask) fn remark(&mut self, remark: &str) {
        self.remarks.push(remark.to_owned());
    }

    /// What is asked for: variables, and expressions with the variables they become.
    pub(in crate::ask) fn select(&mut self, variables: &[&str]) {
        self.select.extend(variables.iter().map(|each| (*each).to_owned()));
    }

    /// A line of what must be so.
    pub(in crate::ask) fn line(&mut self, line: impl AsRef<str>) {
        self.lines.push(format!("{}{}", "  ".repeat(self.depth), line.as_ref()));
    }

    /// Lines that may be so or not.
    pub(in crate::ask) fn maybe(&mut self, line: &str) {
        self.line(format!("OPTIONAL {{ {line} }}"));
    }

    /// What opens a group in braces: nothing, `UNION`, `OPTIONAL`.
    pub(in crate::ask) fn open(&mut self, word: &str) {
        self.line(format!("{word} {{").trim_start());
        self.depth += 1;
    }

    /// The end of a group.
    pub(in crate::ask) fn close(&mut self) {
        self.depth -= 1;
        self.line("}");
    }

    /// One of several alternatives; the first of them has no `UNION` in front.
    pub(in crate::ask) fn either(&mut self, first: bool, fill: impl FnOnce(&mut Self)) {
        self.open(if first { "" } else { "UNION" });
        fill(self);
        self.close();
    }

    /// What rows are grouped by.
    pub(in crate::ask) fn group(&mut self, variables: &[&str]) {
        self.group.extend(variables.iter().map(|each| (*each).to_owned()));
    }

    /// In what order rows come.
    pub(in crate::ask) fn order(&mut self, by: &[&str]) {
        self.order.extend(by.iter().map(|each| (*each).to_owned()));
    }

    /// The whole text.
    pub(in crate::ask) fn finish(self) -> String {
        let mut text = String::new();
        for remark in self.remarks {
            text.push_str(&format!("# {}\n", remark.replace(['\n', '\r'], " ")));
        }
        text.push_str(&format!("SELECT {} WHERE {{\n", self.select.join(" ")));
        for line in self.lines {
            text.push_str(&line);
            text.push('\n');
        }
        text.push('}');
        for (word, by) in [("GROUP BY", self.group), ("ORDER BY", self.order)] {
            if !by.is_empty() {
                text.push_str(&format!("\n{word} {}", by.join(" ")));
            }
        }
        text.push('\n');
        text
    }
}

/// An entity or event in a query.
pub(super) fn node(world: &World, node: Node) -> String {
    rdf::named(world, node)
}

/// A relation in a query.
pub(super) fn relation(world: &World, id: RelationId) -> String {
    rdf::short(Shelf::Relation, &world.vocabulary.relation(id).name)
}

/// A kind in a query.
pub(super) fn kind(world: &World, id: KindId) -> String {
    rdf::short(Shelf::Kind, &world.vocabulary.kind(id).name)
}

/// A role in a query, surely or perhaps played.
pub(super) fn role(world: &World, id: RoleId, shelf: Shelf) -> String {
    rdf::short(shelf, world.vocabulary.role(id))
}
