//! A Mermaid flowchart of who stands where as of a moment (the end, unless another is asked for), for Markdown pages and wikis.
//!
//! Factions with members are frames around them; whoever belongs to several stands in the one joined last, and a line leads to the others.
//! Characters and factions are drawn; of what is left out, comments at the end tell.

use super::{File, Format, Refused, Request, single};
use crate::graph::Tie;
use crate::model::{EntityId, EntityKind, Node, RelationId};
use crate::timeline::AsOf;
use crate::vocabulary::{Line, Meaning, Relation};
use crate::world::World;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const FORMAT: Format = Format {
    name: "mermaid",
    file: "story",
    extension: "mmd",
    describe: "A flowchart as of a moment, for Markdown pages, GitHub and wikis",
    write,
};

/// Mermaid draws no flowchart with more lines than this.
const MOST_LINES: usize = 500;

fn write(world: &World, request: &Request) -> Result<Vec<File>, Refused> {
    let as_of = request.as_of.clone().unwrap_or_else(|| world.end());
    let chart = Chart::of(world, &as_of);
    if chart.lines.len() > MOST_LINES {
        return Err(Refused {
            message: format!(
                "{} relations hold, and Mermaid draws no more than {MOST_LINES}",
                chart.lines.len()
            ),
            help: "export as of an earlier moment, or to GraphML".to_owned(),
        });
    }
    Ok(single(&FORMAT, chart.text(&world.moment_words(&as_of))))
}

/// Somebody's slug first, so that maps and sets of these are in the order of slugs.
type Actor<'a> = (&'a str, EntityId);

struct Chart<'a> {
    world: &'a World,
    /// In which faction's frame each stands.
    frames: BTreeMap<Actor<'a>, Actor<'a>>,
    /// The lines to draw: from whom to whom, and as what.
    lines: Vec<(Actor<'a>, Actor<'a>, RelationId)>,
    /// All that are drawn.
    drawn: BTreeSet<Actor<'a>>,
    /// Characters that are not alive.
    dead: BTreeSet<Actor<'a>>,
    /// Actors tied to nobody.
    alone: Vec<&'a str>,
}

impl<'a> Chart<'a> {
    fn of(world: &'a World, as_of: &AsOf) -> Self {
        let now = world.graph().as_of(&world.timeline, as_of);
        let mut held: Vec<(Actor<'a>, Actor<'a>, RelationId)> = Vec::new();
        for (from, to, tie) in now.ties() {
            if let (Some(from), Some(to), Tie::Stretch { relation, .. }) = (actor(world, from), actor(world, to), tie) {
                held.push((from, to, relation));
            }
        }
        let frames = frames(world, &held);
        let framed = |line: &(Actor<'a>, Actor<'a>, RelationId)| {
            encloses(world.vocabulary.relation(line.2)) && frames.get(&line.0) == Some(&line.1)
        };
        let lines: Vec<_> = held.into_iter().filter(|line| !framed(line)).collect();
        let ends = lines.iter().flat_map(|&(from, to, _)| [from, to]);
        let drawn: BTreeSet<Actor<'a>> = ends.chain(frames.keys().copied()).collect();
        let actors: BTreeSet<Actor<'a>> = now.nodes().filter_map(|node| actor(world, node)).collect();
        let is_frame = |one: &Actor<'a>| frames.values().any(|frame| frame == one);
        let alone = actors.iter().filter(|&one| !drawn.contains(one) && !is_frame(one));
        Self {
            dead: dead(world, as_of, &drawn),
            alone: alone.map(|(slug, _)| *slug).collect(),
            world,
            frames,
            lines,
            drawn,
        }
    }

    fn text(&self, when: &str) -> String {
        let title = self
            .world
            .story
            .title
            .as_ref()
            .map_or("A story", |title| title.as_str());
        let title = serde_json::Value::from(format!("{title}, {when}"));
        let mut text = format!("---\ntitle: {title}\n---\nflowchart LR\n");
        let outermost: BTreeSet<Actor<'_>> = self.frames.values().copied().collect();
        for frame in outermost.iter().filter(|frame| !self.frames.contains_key(*frame)) {
            self.frame(*frame, 1, &mut text);
        }
        let loose = |one: &&Actor<'_>| !self.frames.contains_key(*one) && !outermost.contains(*one);
        for one in self.drawn.iter().filter(loose) {
            self.node(*one, 1, &mut text);
        }
        for (from, to, relation) in &self.lines {
            let relation = self.world.vocabulary.relation(*relation);
            let label = label(&relation.name.replace('-', " "));
            let line = line(relation);
            text.push_str(&format!("  {} {line}|\"{label}\"| {}\n", id("n", *from), id("n", *to)));
        }
        self.styles(&mut text);
        text.push_str("  %% places and items are not drawn\n");
        if !self.alone.is_empty() {
            text.push_str(&format!("  %% tied to nobody: {}\n", self.alone.join(", ")));
        }
        text
    }

    /// A faction's frame, with the faction itself where a line leads to it, and whoever stands within.
    fn frame(&self, frame: Actor<'_>, depth: usize, text: &mut String) {
        let indent = "  ".repeat(depth);
        let name = label(self.world.story.label(frame.1));
        text.push_str(&format!("{indent}subgraph {}[\"{name}\"]\n", id("f", frame)));
        let has_line = |(from, to, _): &(Actor<'_>, Actor<'_>, RelationId)| *from == frame || *to == frame;
        if self.lines.iter().any(has_line) {
            self.node(frame, depth + 1, text);
        }
        for (inner, _) in self.frames.iter().filter(|(_, around)| **around == frame) {
            if self.frames.values().any(|around| around == inner) {
                self.frame(*inner, depth + 1, text);
            } else {
                self.node(*inner, depth + 1, text);
            }
        }
        text.push_str(&format!("{indent}end\n"));
    }

    fn node(&self, one: Actor<'_>, depth: usize, text: &mut String) {
        let name = label(self.world.story.label(one.1));
        let (open, close) = match self.world.story.entity(one.1).kind {
            EntityKind::Faction => ("[[", "]]"),
            EntityKind::Character | EntityKind::Place | EntityKind::Item => ("(", ")"),
        };
        text.push_str(&format!(
            "{}{}{open}\"{name}\"{close}\n",
            "  ".repeat(depth),
            id("n", one)
        ));
    }

    /// One colour a relation, and grey for the dead.
    fn styles(&self, text: &mut String) {
        let mut coloured: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (i, (_, _, relation)) in self.lines.iter().enumerate() {
            let colour = &self.world.vocabulary.relation(*relation).colour;
            coloured.entry(colour).or_default().push(i.to_string());
        }
        for (colour, lines) in coloured {
            text.push_str(&format!("  linkStyle {} stroke:{colour}\n", lines.join(",")));
        }
        if !self.dead.is_empty() {
            let dead: Vec<String> = self.dead.iter().map(|&one| id("n", one)).collect();
            text.push_str("  classDef dead fill:#dddddd,stroke:#888888,color:#555555\n");
            text.push_str(&format!("  class {} dead\n", dead.join(",")));
        }
    }
}

fn actor(world: &World, node: Node) -> Option<Actor<'_>> {
    let id = node.entity()?;
    let entity = world.story.entity(id);
    let acts = matches!(entity.kind, EntityKind::Character | EntityKind::Faction);
    acts.then_some((entity.id.as_str(), id))
}

/// Whether the second of a relation is drawn around the first.
fn encloses(relation: &Relation) -> bool {
    matches!(relation.means, Some(Meaning::Membership | Meaning::Part))
}

/// In which frame each stands: that of the faction joined last. What would put a frame within itself is left out.
fn frames<'a>(world: &World, held: &[(Actor<'a>, Actor<'a>, RelationId)]) -> BTreeMap<Actor<'a>, Actor<'a>> {
    let mut frames: BTreeMap<Actor<'a>, Actor<'a>> = BTreeMap::new();
    // Stretches stand by when they begin, so the last to begin is met first from behind.
    for &(inner, around, relation) in held.iter().rev() {
        if !encloses(world.vocabulary.relation(relation)) || frames.contains_key(&inner) {
            continue;
        }
        let mut outward = std::iter::successors(Some(around), |frame| frames.get(frame).copied());
        if outward.all(|frame| frame != inner) {
            frames.insert(inner, around);
        }
    }
    frames
}

fn dead<'a>(world: &World, as_of: &AsOf, drawn: &BTreeSet<Actor<'a>>) -> BTreeSet<Actor<'a>> {
    let means_life = |relation: RelationId| world.vocabulary.relation(relation).means == Some(Meaning::Life);
    let mut living: BTreeSet<EntityId> = BTreeSet::new();
    for stretch in world
        .timeline
        .stretches
        .iter()
        .filter(|stretch| world.timeline.spans(stretch, as_of))
    {
        if means_life(stretch.relation) {
            living.extend(stretch.args[0].and_then(Node::entity));
        }
    }
    let mortal = |one: &&Actor<'a>| {
        let kind = world.story.entity(one.1).kind;
        let mut lives = world.vocabulary.meaning(Meaning::Life);
        lives.any(|life| world.vocabulary.relation(life).between[0].admits(kind))
    };
    drawn
        .iter()
        .filter(mortal)
        .filter(|one| !living.contains(&one.1))
        .copied()
        .collect()
}

/// Mermaid's line for a relation's: it knows neither dashes nor double lines.
fn line(relation: &Relation) -> &'static str {
    match (relation.line, relation.arrow) {
        (Line::Solid | Line::Double, false) => "---",
        (Line::Solid | Line::Double, true) => "-->",
        (Line::Dashed | Line::Dotted, false) => "-.-",
        (Line::Dashed | Line::Dotted, true) => "-.->",
        (Line::Bold, false) => "===",
        (Line::Bold, true) => "==>",
    }
}

/// A slug as an id that Mermaid takes for nothing else: it stumbles over `end`, and over whatever is not ASCII.
fn id(before: &str, (slug, _): Actor<'_>) -> String {
    let mut id = format!("{before}_");
    for c in slug.chars() {
        match c {
            '-' => id.push('_'),
            c if c.is_ascii_alphanumeric() => id.push(c),
            // Slugs are in lower case, so no slug can look like this.
            c => id.push_str(&format!("U{:X}", u32::from(c))),
        }
    }
    id
}

/// A text for between quotation marks: what could mean anything to Mermaid is written as its number.
fn label(text: &str) -> String {
    let mut label = String::with_capacity(text.len());
    let mut begun = false;
    for c in text.chars() {
        begun |= c.is_alphabetic();
        match c {
            c if c.is_whitespace() || c.is_control() => label.push(' '),
            // Before the first letter, a point or a hyphen would begin a list.
            ',' | '\'' | '’' | '(' | ')' | '.' | '-' if begun => label.push(c),
            c if c.is_alphanumeric() || !c.is_ascii() => label.push(c),
            c => label.push_str(&format!("#{};", u32::from(c))),
        }
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::sample::world;

    #[test]
    fn factions_are_frames_and_relations_lines() {
        let world = world(
            r##"{"lorescope": 1, "title": "Say \"#1\"",
            "characters": [
                {"id": "ann", "name": "Ann \"1\"", "relations": {"member": "guard"}},
                {"id": "bo", "name": "Bo"}, {"id": "cy", "name": "Cy", "relations": {"member": "guard", "friend": "bo"}},
                {"id": "dee", "name": "Dee"}],
            "factions": [{"id": "guard", "name": "the Guard", "relations": {"part-of": "realm"}}, {"id": "realm", "name": "the Realm"}],
            "events": [
                {"id": "pact", "kind": "alliance", "roles": {"allies": ["bo", "guard"]}},
                {"id": "deed", "kind": "killing", "roles": {"victim": "ann"}}]}"##,
        );
        let text = |as_of: Option<&str>| {
            let as_of = as_of.map(|typed| world.as_of(typed).expect("a moment"));
            let files = write(&world, &Request { as_of }).expect("it can be written");
            String::from_utf8(files[0].bytes.clone()).expect("text")
        };
        assert_eq!(
            text(Some("pact")),
            r##"---
title: "Say \"#1\", just after `pact`"
---
flowchart LR
  subgraph f_realm["Realm"]
    subgraph f_guard["Guard"]
      n_guard[["Guard"]]
      n_ann("Ann #34;1#34;")
      n_cy("Cy")
    end
  end
  n_bo("Bo")
  n_bo ===|"friend"| n_cy
  n_bo ---|"allied"| n_guard
  linkStyle 1 stroke:#0072b2
  linkStyle 0 stroke:#56b4e9
  %% places and items are not drawn
  %% tied to nobody: dee
"##
        );
        assert!(text(None).contains("as of the end"));
        // The dead belong to nobody any more, so Ann is tied to nobody.
        assert!(text(None).contains("%% tied to nobody: ann, dee"));
    }

    #[test]
    fn names_and_ids_mean_nothing_to_mermaid() {
        for (text, escaped) in [
            ("O'Brien", "O'Brien"),
            ("1. one", "1#46; one"),
            ("- \"a\" #b; <c> `d`", "#45; #34;a#34; #35;b#59; #60;c#62; #96;d#96;"),
            ("שלום\n☃", "שלום ☃"),
        ] {
            assert_eq!(label(text), escaped);
        }
        assert_eq!(id("n", ("a-ü-end", EntityId(0))), "n_a_UFC_end");
    }
}
