//! Several lines between the same two become one edge of several strands, with words that list them.
//!
//! ```text
//!   Kira ───────── Odo          is a friend of,
//!   Kira ───────── Odo    ──▶   loves            Kira ═════════ Odo
//!   Kira ────────▶ Odo
//! ```
//!
//! Each strand keeps its colour, its line and its arrow, so the legend stays true.

use std::collections::{BTreeMap, BTreeSet};

use super::edge::{Certainty, Edge, End, Strand};
use super::picture::Picture;

/// Returns a picture in which no two edges join the same two.
///
/// ```
/// use lorescope::draw::bundle;
/// use lorescope::draw::picture::{Edge, End, LegendRow, Line, Node, Picture};
///
/// let mut picture = Picture::titled("");
/// picture.nodes = ["kira", "odo"].map(|id| Node::character(id, id)).into();
/// picture.legend = ["is a friend of", "loves"].map(|words| LegendRow::new(words, "#0072B2", Line::Solid)).into();
/// picture.edges = vec![
///     Edge::between(End::Node(0), End::Node(1), 0),
///     Edge::between(End::Node(1), End::Node(0), 1),
/// ];
/// let bundled = bundle::bundled(picture);
/// assert_eq!(bundled.edges.len(), 1);
/// assert_eq!(bundled.edges[0].label, "is a friend of, loves");
/// ```
#[must_use]
pub fn bundled(mut picture: Picture) -> Picture {
    let mut places: BTreeMap<(End, End), usize> = BTreeMap::new();
    let mut bundles: Vec<Vec<Edge>> = Vec::new();
    for edge in std::mem::take(&mut picture.edges) {
        let key = (edge.from.min(edge.to), edge.from.max(edge.to));
        let place = *places.entry(key).or_insert_with(|| {
            bundles.push(Vec::new());
            bundles.len() - 1
        });
        bundles[place].push(edge);
    }
    picture.edges = bundles.iter().filter_map(|edges| one(&picture, edges)).collect();
    picture
}

/// Returns the one edge that says what several say.
fn one(picture: &Picture, edges: &[Edge]) -> Option<Edge> {
    let first = edges.first()?;
    if edges.len() < 2 {
        return Some(first.clone());
    }
    let mut strands: Vec<Strand> = Vec::new();
    let mut said: Vec<(Strand, &str)> = Vec::new();
    for edge in edges {
        for strand in edge.strands() {
            let is_turned = edge.from != first.from;
            let arrow = if is_turned { strand.arrow.turned() } else { strand.arrow };
            let alike = |known: &&mut Strand| (known.row, known.certainty) == (strand.row, strand.certainty);
            match strands.iter_mut().find(alike) {
                Some(known) => known.arrow = known.arrow.with(arrow),
                None => strands.push(Strand { arrow, ..strand }),
            }
            said.push((strand, edge.label.as_str()));
        }
    }
    strands.sort_by_key(|strand| (strand.row, strand.certainty));
    let lead = *strands.first()?;
    Some(Edge {
        from: first.from,
        to: first.to,
        row: lead.row,
        label: label(picture, &strands, &said),
        arrow: lead.arrow,
        certainty: lead.certainty,
        also: strands[1..].to_vec(),
    })
}

/// Returns the words of a bundle: its relations, and what was said of each.
fn label(picture: &Picture, strands: &[Strand], said: &[(Strand, &str)]) -> String {
    let is_one_strand = strands.len() == 1;
    let rows: BTreeSet<usize> = strands.iter().map(|strand| strand.row).collect();
    let mut pieces = Vec::new();
    for row in &rows {
        let relation = picture.legend.get(*row).map_or("–", |row| row.label.as_str());
        let mut bare = Vec::new();
        let mut words = Vec::new();
        for (strand, label) in said.iter().filter(|(strand, _)| strand.row == *row) {
            let (list, text) = if label.is_empty() {
                (&mut bare, relation)
            } else {
                (&mut words, *label)
            };
            // A single doubtful strand has its `?` from whoever draws it.
            let text = if is_one_strand {
                text.to_owned()
            } else {
                marked(text, strand.certainty)
            };
            if !list.contains(&text) {
                list.push(text);
            }
        }
        if rows.len() == 1 && (is_one_strand || bare.is_empty()) {
            pieces.extend(words);
        } else {
            pieces.extend(bare);
            if !words.is_empty() {
                pieces.push(format!("{relation}: {}", words.join(", ")));
            }
        }
    }
    pieces.join(", ")
}

/// Returns words with `?` behind those that are doubtful, on the same line.
fn marked(words: &str, certainty: Certainty) -> String {
    match certainty {
        Certainty::Stated => words.to_owned(),
        Certainty::Doubtful => format!("{words}\u{a0}?"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::picture::{Arrow, LegendRow, Line, Node};

    fn drawn(edges: Vec<Edge>) -> Vec<Edge> {
        let mut picture = Picture::titled("");
        picture.nodes = ["a", "b", "c"].map(|id| Node::character(id, id)).into();
        picture.legend = ["likes", "serves", "fears"]
            .map(|words| LegendRow::new(words, "#0072B2", Line::Solid))
            .into();
        picture.edges = edges;
        bundled(picture).edges
    }

    fn edge(from: usize, to: usize, row: usize, arrow: Arrow) -> Edge {
        Edge {
            arrow,
            ..Edge::between(End::Node(from), End::Node(to), row)
        }
    }

    #[test]
    fn what_runs_alone_stays_as_it_is() {
        let alone = vec![edge(0, 1, 0, Arrow::None), edge(1, 2, 1, Arrow::Forward)];
        assert_eq!(drawn(alone.clone()), alone);
    }

    #[test]
    fn opposite_directions_of_one_relation_point_at_both() {
        let one = drawn(vec![edge(0, 1, 1, Arrow::Forward), edge(1, 0, 1, Arrow::Forward)]);
        assert_eq!(one, [edge(0, 1, 1, Arrow::Both)]);
    }

    #[test]
    fn each_strand_keeps_its_arrow_as_seen_from_the_first() {
        let one = drawn(vec![edge(0, 1, 1, Arrow::Forward), edge(1, 0, 2, Arrow::Forward)]);
        assert_eq!(one.len(), 1);
        assert_eq!((one[0].from, one[0].label.as_str()), (End::Node(0), "serves, fears"));
        let arrows: Vec<Arrow> = one[0].strands().map(|strand| strand.arrow).collect();
        assert_eq!(arrows, [Arrow::Forward, Arrow::Back]);
        assert_eq!(one[0].arrows(), Arrow::Both);
    }

    #[test]
    fn doubt_and_words_stay_with_their_relation() {
        let doubtful = Edge {
            certainty: Certainty::Doubtful,
            ..edge(0, 1, 0, Arrow::None)
        };
        let named = Edge {
            label: "Kira".to_owned(),
            ..edge(1, 0, 2, Arrow::None)
        };
        let one = drawn(vec![doubtful, named]);
        assert_eq!(one[0].label, "likes\u{a0}?, fears: Kira");
        let roles = ["killer", "victim"].map(|role| Edge {
            label: role.to_owned(),
            ..edge(0, 1, 0, Arrow::Forward)
        });
        assert_eq!(drawn(roles.into())[0].label, "killer, victim");
    }
}
