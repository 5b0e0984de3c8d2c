//! Several relations between the same two are one edge, and it says them all.

use lorescope::draw::picture::{Arrow, Certainty, Edge, End, LegendRow, Line, Node, Picture};
use lorescope::draw::{bundle, dot, layout, svg};

fn two() -> Picture {
    let mut picture = Picture::titled("Two");
    picture.nodes = [("kira", "Kira"), ("odo", "Odo")]
        .map(|(id, name)| Node::character(id, name))
        .into();
    picture.legend = vec![
        LegendRow::new("is a friend of", "#0072B2", Line::Solid),
        LegendRow::new("loves", "#D55E00", Line::Dashed),
        LegendRow::new("commands", "#009E73", Line::Solid),
    ];
    let edge = |from, to, row, arrow| Edge {
        arrow,
        ..Edge::between(End::Node(from), End::Node(to), row)
    };
    picture.edges = vec![
        edge(0, 1, 2, Arrow::Forward),
        edge(1, 0, 1, Arrow::Forward),
        Edge {
            certainty: Certainty::Doubtful,
            ..edge(0, 1, 0, Arrow::None)
        },
        edge(0, 1, 1, Arrow::Forward),
    ];
    bundle::bundled(picture)
}

#[test]
fn svg_draws_every_strand_and_tells_each() {
    let picture = two();
    let drawn = svg::write(&picture, &layout::arrange(&picture));
    for (text, times) in [
        ("<g class=\"edge\">", 1),
        (
            "<title>Kira is a friend of Odo (possible or doubtful); Kira loves Odo; Odo loves Kira; Kira commands Odo</title>",
            1,
        ),
        ("stroke=\"#0072b2\"", 2),
        ("stroke=\"#d55e00\"", 2),
        ("stroke=\"#009e73\"", 2),
        ("fill=\"#d55e00\"", 2),
        ("is a friend of\u{a0}?,</text>", 1),
        ("possible or doubtful</text>", 1),
    ] {
        assert_eq!(drawn.matches(text).count(), times, "{text} in {drawn}");
    }
}

#[test]
fn dot_draws_every_strand_and_tells_each() {
    let text = dot::write(&two());
    let line = text
        .lines()
        .find(|line| line.contains("\"kira\" -> \"odo\""))
        .expect("they are joined");
    for part in [
        "color=\"#0072b28c:invis:#d55e00:invis:#009e73\"",
        "dir=\"both\"",
        "label=\"is a friend of\u{a0}?, loves, commands\"",
        "Kira loves Odo; Odo loves Kira; Kira commands Odo",
    ] {
        assert!(line.contains(part), "{part} in {line}");
    }
    assert_eq!(text.matches("\"odo\" -> ").count(), 0);
}

#[test]
fn strands_run_side_by_side_and_never_on_one_another() {
    let picture = two();
    let drawn = svg::write(&picture, &layout::arrange(&picture));
    let starts: Vec<f64> = drawn
        .split("<path d=\"M")
        .skip(1)
        .take(3)
        .map(|path| path.split(' ').next().expect("a number").parse().expect("a number"))
        .collect();
    assert_eq!(starts.len(), 3);
    for pair in starts.windows(2) {
        assert!(5.0 < (pair[0] - pair[1]).abs(), "{starts:?}");
    }
}
