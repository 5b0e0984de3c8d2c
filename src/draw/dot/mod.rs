//! A picture as DOT, the language of Graphviz, with nothing lost that Graphviz can draw.
//!
//! graphviz-rust quotes nothing for us, so one private function, `quoted`, is the only maker of ids
//! and labels here. The graph is never `strict`: that would merge two relations of one pair.

mod grid;
mod key;

use std::collections::BTreeSet;

use graphviz_rust::dot_structures::{
    Attribute, Edge as DotEdge, EdgeTy, Graph, GraphAttributes, Id, Node as DotNode, NodeId, Stmt, Subgraph, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use crate::draw::font;
use crate::draw::layout::{label_lines, note_lines};
use crate::draw::picture::{Arrow, Certainty, Edge, Emphasis, End, Line, Node, Picture, Shape, State, Strand};
use crate::draw::theme::Colour;

/// Writes a picture as DOT.
///
/// ```
/// use lorescope::draw::dot;
/// use lorescope::draw::picture::{Node, Picture};
///
/// let mut picture = Picture::titled("Quotes");
/// picture.nodes.push(Node::character("o'brien", "\"Chief\" O'Brien"));
/// assert!(dot::write(&picture).contains(r#"label="\"Chief\" O'Brien""#));
/// ```
#[must_use]
pub fn write(picture: &Picture) -> String {
    let names = Names::of(picture);
    let mut statements = vec![general(picture), node_look(picture), edge_look(picture)];
    for cluster in 0..picture.clusters.len() {
        if picture.ancestry(cluster).len() == 1 {
            statements.push(Stmt::Subgraph(cluster_of(picture, &names, cluster)));
        }
    }
    statements.extend(members(picture, &names, None));
    for edge in &picture.edges {
        statements.extend(edge_of(picture, &names, edge));
    }
    statements.extend(grid::of(picture, &names));
    statements.extend(key::of(picture));
    let graph = Graph::DiGraph {
        id: quoted(if picture.title.is_empty() {
            "lorescope"
        } else {
            &picture.title
        }),
        strict: false,
        stmts: statements,
    };
    // A used context drifts in its indentation, so each text has its own.
    let mut text = graph.print(&mut PrinterContext::default());
    text.push('\n');
    text
}

/// The DOT names of nodes: their ids, made unlike where two are equal.
struct Names {
    nodes: Vec<String>,
}

impl Names {
    fn of(picture: &Picture) -> Self {
        let mut taken = BTreeSet::new();
        let mut nodes = Vec::new();
        for node in &picture.nodes {
            let id = font::clean(&node.id);
            let mut name = id.clone();
            let mut number = 2;
            while name.is_empty() || !taken.insert(name.clone()) {
                name = format!("{id}#{number}");
                number += 1;
            }
            nodes.push(name);
        }
        Self { nodes }
    }

    /// Returns the node that stands for an end: for a cluster, its first member or its stand-in.
    fn at(&self, picture: &Picture, end: End) -> Option<String> {
        match end {
            End::Node(node) => self.nodes.get(node).cloned(),
            End::Cluster(cluster) => {
                let inside = |node: &Node| {
                    node.cluster
                        .is_some_and(|home| picture.ancestry(home).contains(&cluster))
                };
                match picture.nodes.iter().position(inside) {
                    Some(node) => self.nodes.get(node).cloned(),
                    None => (cluster < picture.clusters.len()).then(|| stand_in(cluster)),
                }
            }
        }
    }
}

/// The only maker of ids, labels and values.
///
/// Inside quotes DOT knows `\"` alone; labels also read `\n`, `\N` and the like, and entities such as
/// `&amp;`. So backslashes are doubled and ampersands that would begin an entity are written out.
fn quoted(text: &str) -> Id {
    let mut inner = String::new();
    let text = font::clean(text);
    for (at, letter) in text.char_indices() {
        match letter {
            '\\' => inner.push_str("\\\\"),
            '"' => inner.push_str("\\\""),
            '\n' => inner.push_str("\\n"),
            '&' if is_entity(&text[at + 1..]) => inner.push_str("&amp;"),
            other => inner.push(other),
        }
    }
    Id::Escaped(format!("\"{inner}\""))
}

fn is_entity(rest: &str) -> bool {
    let name: &str = rest.split(';').next().unwrap_or_default();
    name.len() < rest.len() && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
}

fn set(key: &'static str, value: &str) -> Attribute {
    Attribute(Id::Plain(key.to_owned()), quoted(value))
}

/// Returns a size as it is written, in tenths at most.
fn number(value: f64) -> String {
    format!("{}", (value * 10.0).round() / 10.0)
}

fn colour(key: &'static str, value: Colour) -> Attribute {
    set(key, &value.hex())
}

fn general(picture: &Picture) -> Stmt {
    let palette = picture.theme.palette;
    let heading: Vec<&str> = [&picture.title, &picture.subtitle, &picture.remark]
        .into_iter()
        .map(String::as_str)
        .filter(|line| !line.is_empty())
        .collect();
    Stmt::GAttribute(GraphAttributes::Graph(vec![
        set("label", &heading.join("\n")),
        set("labelloc", "t"),
        set("labeljust", "l"),
        set("fontname", "DejaVu Sans"),
        set("fontsize", &number(picture.theme.letters.title - 4.0)),
        colour("fontcolor", palette.ink),
        colour("bgcolor", palette.ground),
        set("compound", "true"),
        set("charset", "UTF-8"),
        set("nodesep", "0.35"),
        set("ranksep", "0.6"),
        set("pad", "0.3"),
        set("pack", "24"),
        set("packmode", "graph"),
    ]))
}

fn node_look(picture: &Picture) -> Stmt {
    let palette = picture.theme.palette;
    Stmt::GAttribute(GraphAttributes::Node(vec![
        set("shape", "box"),
        set("style", "rounded,filled"),
        set("fontname", "DejaVu Sans"),
        set("fontsize", &number(picture.theme.letters.name - 1.0)),
        set("penwidth", "1.4"),
        colour("fontcolor", palette.ink),
        colour("fillcolor", palette.paper),
        colour("color", palette.outline),
    ]))
}

fn edge_look(picture: &Picture) -> Stmt {
    let palette = picture.theme.palette;
    Stmt::GAttribute(GraphAttributes::Edge(vec![
        set("fontname", "DejaVu Sans"),
        set("fontsize", &number(picture.theme.letters.note)),
        set("penwidth", "1.8"),
        set("arrowsize", "0.8"),
        colour("fontcolor", palette.ink),
        colour("color", palette.outline),
    ]))
}

fn cluster_of(picture: &Picture, names: &Names, cluster: usize) -> Subgraph {
    let tint = picture.tint_of(cluster);
    let mut statements: Vec<Stmt> = [
        set("label", &picture.clusters[cluster].label),
        set("style", "rounded,filled"),
        set("fontsize", &number(picture.theme.letters.faction - 1.0)),
        set("margin", "14"),
        colour("fontcolor", tint.title),
        colour("fillcolor", tint.fill),
        colour("color", tint.border),
    ]
    .map(Stmt::Attribute)
    .into();
    for inner in 0..picture.clusters.len() {
        if picture.ancestry(inner).get(1) == Some(&cluster) {
            statements.push(Stmt::Subgraph(cluster_of(picture, names, inner)));
        }
    }
    let members = members(picture, names, Some(cluster));
    if members.is_empty() {
        let look = vec![set("shape", "point"), set("style", "invis"), set("label", "")];
        statements.push(node_statement(&stand_in(cluster), look));
    }
    statements.extend(members);
    Subgraph {
        id: quoted(&format!("cluster_{cluster}")),
        stmts: statements,
    }
}

/// The invisible node inside a cluster that has no other.
fn stand_in(cluster: usize) -> String {
    format!("cluster {cluster} is empty")
}

fn members(picture: &Picture, names: &Names, home: Option<usize>) -> Vec<Stmt> {
    let home_of = |node: &Node| node.cluster.filter(|cluster| *cluster < picture.clusters.len());
    picture
        .nodes
        .iter()
        .zip(&names.nodes)
        .filter(|(node, _)| home_of(node) == home)
        .map(|(node, name)| node_statement(name, node_attributes(picture, node)))
        .collect()
}

fn node_statement(name: &str, attributes: Vec<Attribute>) -> Stmt {
    Stmt::Node(DotNode {
        id: NodeId(quoted(name), None),
        attributes,
    })
}

fn node_attributes(picture: &Picture, node: &Node) -> Vec<Attribute> {
    let palette = picture.theme.palette;
    let mut lines = label_lines(node, picture.theme.letters);
    lines.extend(note_lines(node, picture.theme.letters));
    let mut attributes = vec![set("label", &lines.join("\n"))];
    let shape = match node.shape {
        Shape::Character => None,
        Shape::Faction => Some(("box", "filled,bold")),
        Shape::Place => Some(("ellipse", "filled")),
        Shape::Item => Some(("octagon", "filled")),
        Shape::Event => Some(("hexagon", "filled")),
        Shape::Deed => Some(("box", "filled")),
        Shape::Fact => Some(("box", "rounded,filled,bold")),
        Shape::Remark => Some(("box", "filled,dashed")),
    };
    let style = shape.map_or("rounded,filled", |(_, style)| style);
    if let Some((shape, _)) = shape {
        attributes.push(set("shape", shape));
    }
    match node.state {
        State::Alive if shape.is_some() => attributes.push(set("style", style)),
        State::Alive => {}
        State::Dead => attributes.extend([
            set("style", style),
            colour("fillcolor", palette.dead_paper),
            colour("color", palette.dead_outline),
            colour("fontcolor", palette.dead_ink),
        ]),
        State::Away => attributes.push(set("style", &format!("{style},dotted"))),
        State::Unknown => attributes.push(set("style", &format!("{style},dashed"))),
    }
    if node.state != State::Dead && (node.cluster.is_some() || node.hue.is_some()) {
        attributes.push(colour("color", picture.outline_of(node)));
    }
    if (node.scale - 1.0).abs() > 0.001 {
        attributes.push(set(
            "fontsize",
            &number((picture.theme.letters.name - 1.0) * node.scale),
        ));
    }
    if node.emphasis == Emphasis::Focus {
        attributes.push(set("penwidth", "3.2"));
    }
    attributes
}

fn edge_of(picture: &Picture, names: &Names, edge: &Edge) -> Option<Stmt> {
    let (from, to) = (names.at(picture, edge.from)?, names.at(picture, edge.to)?);
    let mut attributes = match edge.also.as_slice() {
        [] => {
            let line = edge.strands().find_map(|strand| Some(picture.row_of(strand)?.line));
            line_attributes(line.unwrap_or_default(), &ink(picture, edge.strands().next()?))
        }
        _ => bundle_attributes(picture, edge),
    };
    match edge.arrows() {
        Arrow::Forward => {}
        Arrow::None => attributes.push(set("dir", "none")),
        Arrow::Back => attributes.push(set("dir", "back")),
        Arrow::Both => attributes.push(set("dir", "both")),
    }
    let words = match (edge.certainty, edge.also.is_empty(), edge.label.as_str()) {
        (Certainty::Doubtful, true, "") => "?".to_owned(),
        (Certainty::Doubtful, true, label) => format!("{label} ?"),
        (Certainty::Stated, _, label) | (Certainty::Doubtful, false, label) => label.to_owned(),
    };
    if !words.is_empty() {
        attributes.push(set("label", &words));
    }
    let rows: Vec<&str> = edge
        .strands()
        .filter_map(|strand| Some(picture.row_of(strand)?.label.as_str()))
        .collect();
    match rows.as_slice() {
        [] => {}
        [row] => attributes.push(set("tooltip", row)),
        _ => attributes.push(set("tooltip", &picture.sentences(edge).join("; "))),
    }
    // Graphviz drops the border of a cluster that also holds the other end, and says so.
    for (key, end, other) in [("ltail", edge.from, edge.to), ("lhead", edge.to, edge.from)] {
        if let End::Cluster(cluster) = end
            && !picture.clusters_around(other).contains(&cluster)
        {
            attributes.push(set(key, &format!("cluster_{cluster}")));
        }
    }
    Some(arrow(&from, &to, attributes))
}

/// Returns the colour of a strand; those in doubt can be seen through.
fn ink(picture: &Picture, strand: Strand) -> String {
    let ink = picture.colour_of(strand).hex();
    match strand.certainty {
        Certainty::Stated => ink,
        Certainty::Doubtful => format!("{ink}8c"),
    }
}

/// Returns lines side by side; Graphviz gives them one style, that of all where they have the same.
fn bundle_attributes(picture: &Picture, edge: &Edge) -> Vec<Attribute> {
    let inks: Vec<String> = edge.strands().map(|strand| ink(picture, strand)).collect();
    let mut attributes = vec![set("color", &inks.join(":invis:"))];
    let mut lines: Vec<Line> = edge
        .strands()
        .filter_map(|strand| Some(picture.row_of(strand)?.line))
        .collect();
    lines.dedup();
    match lines.as_slice() {
        [Line::Dashed] => attributes.push(set("style", "dashed")),
        [Line::Dotted] => attributes.push(set("style", "dotted")),
        _ => {}
    }
    attributes
}

fn line_attributes(line: Line, ink: &str) -> Vec<Attribute> {
    let pen = line.pen();
    if pen.is_double {
        let mut attributes = vec![set("color", &format!("{ink}:invis:{ink}"))];
        attributes.extend((!pen.dashes.is_empty()).then(|| set("style", "dashed")));
        return attributes;
    }
    let mut attributes = vec![set("color", ink)];
    match pen.dashes {
        [] => {}
        [dot, ..] if *dot < 1.0 => attributes.push(set("style", "dotted")),
        _ => attributes.push(set("style", "dashed")),
    }
    // Graphviz's own lines are about as thick as the usual ones.
    let weight = match pen.width {
        thin if thin < 1.0 => Some("0.9"),
        thick if 3.0 < thick => Some("3.6"),
        dots if 2.0 < dots => Some("2.4"),
        _ => None,
    };
    attributes.extend(weight.map(|weight| set("penwidth", weight)));
    attributes
}

fn arrow(from: &str, to: &str, attributes: Vec<Attribute>) -> Stmt {
    let end = |name: &str| Vertex::N(NodeId(quoted(name), None));
    Stmt::Edge(DotEdge {
        ty: EdgeTy::Pair(end(from), end(to)),
        attributes,
    })
}

fn unseen(from: &str, to: &str) -> Stmt {
    arrow(from, to, vec![set("style", "invis")])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_quoted() {
        for (text, expected) in [
            ("", r#""""#),
            ("7of9", r#""7of9""#),
            ("O'Brien", r#""O'Brien""#),
            ("a \"b\"", r#""a \"b\"""#),
            ("back\\", r#""back\\""#),
            ("two\nlines\r\nthree", r#""two\nlines\nthree""#),
            ("R&D", r#""R&D""#),
            ("a&lt;b", r#""a&amp;lt;b""#),
            ("nul\u{0}", r#""nul""#),
            ("世界", r#""世界""#),
        ] {
            assert_eq!(quoted(text), Id::Escaped(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn equal_and_empty_ids_are_told_apart() {
        let mut picture = Picture::titled("");
        picture.nodes = ["a", "a", "", ""].map(|id| Node::character(id, id)).into();
        assert_eq!(Names::of(&picture).nodes, ["a", "a#2", "#2", "#3"]);
    }

    #[test]
    fn the_loose_stand_in_a_grid() {
        let mut picture = Picture::titled("");
        picture.remark = "not shown: Morn".to_owned();
        picture.nodes = ["a", "b", "c", "d", "e", "f", "g", "h", "i"]
            .map(|id| Node::character(id, id))
            .into();
        let text = write(&picture);
        assert!(text.contains("not shown: Morn"), "{text}");
        assert_eq!(text.matches("invis").count(), 6, "three columns of three: {text}");
    }
}
