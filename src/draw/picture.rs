//! A picture is what is to be seen, before anyone has said where: nodes, clusters, edges, a legend.
//!
//! It is plain data, filled by whoever knows the story and read by every writer of this layer
//! (DOT, the layout, SVG). Order is meaning here: the same lists in the same order give the same
//! bytes. It knows no world, no vocabulary and no format.

use std::collections::BTreeSet;

pub use crate::draw::edge::{Arrow, Certainty, Edge, End, Strand};
pub use crate::draw::line::{Change, LegendRow, Line, Pen};
pub use crate::draw::theme::Theme;
use crate::draw::theme::{Colour, Hue, Tint};

/// More nodes than this are hard to read.
pub const READABLE_NODES: usize = 60;
/// More edges than this are hard to read.
pub const READABLE_EDGES: usize = 150;

/// Everything that one drawing shows.
///
/// ```
/// use lorescope::draw::picture::{Edge, End, LegendRow, Line, Node, Picture};
///
/// let mut picture = Picture::titled("What You Leave Behind");
/// picture.nodes.push(Node::character("kira", "Kira Nerys"));
/// picture.nodes.push(Node::character("garak", "Elim Garak"));
/// picture.legend.push(LegendRow::new("is allied with", "#0072B2", Line::Solid));
/// picture.edges.push(Edge::between(End::Node(0), End::Node(1), 0));
/// assert_eq!(picture.used_rows(), [0]);
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Picture {
    /// What the whole is called; empty for none.
    pub title: String,
    /// The line under the title, such as "as of the battle"; empty for none.
    pub subtitle: String,
    /// A small line under that, such as who is left out; empty for none.
    pub remark: String,
    /// What is shown, in the order in which it is written.
    pub nodes: Vec<Node>,
    /// The boxes around nodes; a parent may stand anywhere in the list.
    pub clusters: Vec<Cluster>,
    /// The lines between nodes or clusters.
    pub edges: Vec<Edge>,
    /// One row a relation; edges name their row by its index. Rows no edge uses are not drawn.
    pub legend: Vec<LegendRow>,
    /// How it looks: its ground and its colours.
    pub theme: Theme,
    /// Whether there is no legend, since every line says what it is.
    pub unkeyed: bool,
    /// Whether words on a line that only say what the legend says are left out where they have no room.
    pub is_terse: bool,
}

/// One thing shown: a box with a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// A name unique in the picture, used in DOT and as an anchor in SVG.
    pub id: String,
    /// The name people read.
    pub label: String,
    /// A second, smaller line; empty for none.
    pub note: String,
    /// What sort of thing it is, which decides the outline.
    pub shape: Shape,
    /// How it fares at the moment shown.
    pub state: State,
    /// The cluster it stands in, by index.
    pub cluster: Option<usize>,
    /// Whether it is the one the picture is about.
    pub emphasis: Emphasis,
    /// How much larger than others it is written; 1 for as large.
    pub scale: f64,
    /// A picture of it, as a `data:` address; none where there is none.
    pub image: Option<String>,
    /// The colour of its outline; none for its cluster's, or the theme's.
    pub hue: Option<Hue>,
}

/// The outline of a node.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// A box with round corners.
    #[default]
    Character,
    /// A box with sharp corners and a bold name.
    Faction,
    /// A box with half-round ends.
    Place,
    /// A box with cut corners.
    Item,
    /// A box with pointed ends.
    Event,
    /// A box, for what happened, told in a sentence.
    Deed,
    /// A box with round ends and bold words, for what holds, told in a sentence.
    Fact,
    /// A thin dashed box, for what is only remarked.
    Remark,
}

/// How somebody fares at the moment shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Alive, in being, nothing to remark.
    #[default]
    Alive,
    /// Dead, dissolved or destroyed: marked `†` and greyed.
    Dead,
    /// Gone away: a dotted outline and `↗ away`.
    Away,
    /// The story leaves it open: a dashed outline and `?`.
    Unknown,
}

/// How much a node asks to be seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Emphasis {
    /// One among the others.
    #[default]
    Usual,
    /// The one the picture is drawn around.
    Focus,
}

/// A titled box around nodes, such as a faction around its members.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cluster {
    /// A name unique among the clusters of a story, the same at every moment; empty where nobody asks.
    pub id: String,
    /// The name people read.
    pub label: String,
    /// The cluster this one stands in, by index.
    pub parent: Option<usize>,
    /// How the faction fares; the dead are greyed.
    pub state: State,
    /// Its colour.
    pub hue: Hue,
}

impl Picture {
    /// Returns an empty picture with a title.
    pub fn titled(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// Returns the rows of the legend that some edge uses, in their order.
    #[must_use]
    pub fn used_rows(&self) -> Vec<usize> {
        (0..self.legend.len())
            .filter(|row| {
                let mut strands = self.edges.iter().flat_map(Edge::strands);
                strands.any(|strand| strand.row == *row)
            })
            .collect()
    }

    /// Tells in words that there is more here than anybody can read.
    #[must_use]
    pub fn crowding(&self) -> Option<String> {
        let (nodes, edges) = (self.nodes.len(), self.edges.len());
        (READABLE_NODES < nodes || READABLE_EDGES < edges)
            .then(|| format!("{nodes} nodes and {edges} edges are more than a picture can show well"))
    }

    /// Returns the row of a strand; one without is drawn in a neutral line.
    #[must_use]
    pub fn row_of(&self, strand: Strand) -> Option<&LegendRow> {
        self.legend.get(strand.row)
    }

    /// Returns the colour of a strand on this picture's ground.
    #[must_use]
    pub fn colour_of(&self, strand: Strand) -> Colour {
        let row = self.row_of(strand);
        let colour = self.theme.line_colour(row.map_or("", |row| row.colour.as_str()));
        if row.is_some_and(|row| row.is_faint) {
            colour.towards(self.theme.palette.ground, 50)
        } else {
            colour
        }
    }

    /// Tells whether the words on an edge are those that the legend has for its strands.
    #[must_use]
    pub fn repeats_legend(&self, edge: &Edge) -> bool {
        let rows: BTreeSet<usize> = edge.strands().map(|strand| strand.row).collect();
        let words: Option<Vec<&str>> = rows
            .into_iter()
            .map(|row| Some(self.legend.get(row)?.label.as_str()))
            .collect();
        words.is_some_and(|words| words.join(", ") == edge.label)
    }

    /// Returns the name of an end; none where it is not in the picture.
    #[must_use]
    pub fn name_of(&self, end: End) -> &str {
        match end {
            End::Node(node) => self.nodes.get(node).map_or("", |node| &node.label),
            End::Cluster(cluster) => self.clusters.get(cluster).map_or("", |cluster| &cluster.label),
        }
    }

    /// Returns what an edge says in words, each strand by itself.
    #[must_use]
    pub fn sentences(&self, edge: &Edge) -> Vec<String> {
        let mut sentences = Vec::new();
        for strand in edge.strands() {
            let words = self.row_of(strand).map_or("–", |row| row.label.as_str());
            let (from, to) = (self.name_of(edge.from), self.name_of(edge.to));
            let doubt = match strand.certainty {
                Certainty::Stated => "",
                Certainty::Doubtful => " (possible or doubtful)",
            };
            let mut say = |from: &str, to: &str| sentences.push(format!("{from} {words} {to}{doubt}"));
            match strand.arrow {
                Arrow::None | Arrow::Forward => say(from, to),
                Arrow::Back => say(to, from),
                Arrow::Both => {
                    say(from, to);
                    say(to, from);
                }
            }
        }
        sentences
    }

    /// Returns the clusters around a cluster, itself first, the outermost last.
    ///
    /// A circle of parents, which no loader lets through, counts as none.
    #[must_use]
    pub fn ancestry(&self, cluster: usize) -> Vec<usize> {
        let mut chain = Vec::new();
        let mut next = Some(cluster);
        while let Some(here) = next.filter(|here| *here < self.clusters.len()) {
            if chain.contains(&here) {
                return vec![cluster];
            }
            chain.push(here);
            next = self.clusters[here].parent;
        }
        chain
    }

    /// Returns the clusters around an end, the innermost first.
    ///
    /// A cluster counts as standing around itself.
    #[must_use]
    pub fn clusters_around(&self, end: End) -> Vec<usize> {
        match end {
            End::Node(node) => match self.nodes.get(node).and_then(|node| node.cluster) {
                Some(cluster) => self.ancestry(cluster),
                None => Vec::new(),
            },
            End::Cluster(cluster) => self.ancestry(cluster),
        }
    }

    /// Returns the colours of a cluster; those that are no more are grey.
    #[must_use]
    pub fn tint_of(&self, cluster: usize) -> Tint {
        let cluster = &self.clusters[cluster];
        match cluster.state {
            State::Dead => self.theme.dead_tint(),
            State::Alive | State::Away | State::Unknown => self.theme.tint(cluster.hue),
        }
    }

    /// Returns the colour of a living node's outline: its own, its cluster's, or the theme's.
    #[must_use]
    pub fn outline_of(&self, node: &Node) -> Colour {
        let home = node.cluster.filter(|cluster| *cluster < self.clusters.len());
        match (node.hue, home) {
            (Some(hue), _) => self.theme.tint(hue).border,
            (None, Some(cluster)) => self.tint_of(cluster).border,
            (None, None) => self.theme.palette.outline,
        }
    }

    /// Tells whether both ends of an edge are in the picture.
    #[must_use]
    pub fn holds_ends_of(&self, edge: &Edge) -> bool {
        [edge.from, edge.to].into_iter().all(|end| match end {
            End::Node(node) => node < self.nodes.len(),
            End::Cluster(cluster) => cluster < self.clusters.len(),
        })
    }
}

impl Node {
    /// Returns a living character who stands in no cluster.
    pub fn character(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            note: String::new(),
            shape: Shape::Character,
            state: State::Alive,
            cluster: None,
            emphasis: Emphasis::Usual,
            scale: 1.0,
            image: None,
            hue: None,
        }
    }

    /// Returns the name as shown: with `†` before the dead and `?` after the unknown.
    #[must_use]
    pub fn marked_label(&self) -> String {
        match self.state {
            State::Alive | State::Away => self.label.clone(),
            State::Dead => format!("† {}", self.label),
            State::Unknown => format!("{} ?", self.label),
        }
    }

    /// Returns the second line as shown, `↗ away` first for those gone away.
    #[must_use]
    pub fn marked_note(&self) -> String {
        match (self.state, self.note.is_empty()) {
            (State::Away, true) => "↗ away".to_owned(),
            (State::Away, false) => format!("↗ {}", self.note),
            (State::Alive | State::Dead | State::Unknown, _) => self.note.clone(),
        }
    }
}

impl Cluster {
    /// Returns a cluster that stands in no other, of the theme's first hue.
    pub fn titled(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_say_how_somebody_fares() {
        for (state, note, label, second) in [
            (State::Alive, "", "Odo", ""),
            (State::Dead, "", "† Odo", ""),
            (State::Unknown, "", "Odo ?", ""),
            (State::Away, "", "Odo", "↗ away"),
            (State::Away, "to the Link", "Odo", "↗ to the Link"),
        ] {
            let node = Node {
                state,
                note: note.to_owned(),
                ..Node::character("odo", "Odo")
            };
            assert_eq!(
                (node.marked_label(), node.marked_note()),
                (label.to_owned(), second.to_owned())
            );
        }
    }

    #[test]
    fn a_circle_of_parents_ends() {
        let mut picture = Picture::titled("");
        picture.clusters = vec![Cluster::titled("a"), Cluster::titled("b")];
        picture.clusters[0].parent = Some(1);
        picture.clusters[1].parent = Some(0);
        assert_eq!(picture.ancestry(0), [0]);
    }
}
