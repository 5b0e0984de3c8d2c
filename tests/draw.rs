//! Pictures hold whatever a story holds: any script, any sign, any shape of graph.

#[path = "draw/any.rs"]
mod any;
#[path = "draw/bundles.rs"]
mod bundles;
#[path = "draw/chains.rs"]
mod chains;
#[path = "draw/chart.rs"]
mod chart;
#[path = "draw/hues.rs"]
mod hues;
#[path = "draw/words.rs"]
mod words;

use std::path::Path;

use graphviz_rust::dot_structures::{Attribute, Graph, Stmt};
use lorescope::draw::graphviz::{self, Engine, Format};
use lorescope::draw::image::{self, Fonts};
use lorescope::draw::layout::{self, Rect};
use lorescope::draw::picture::{
    Arrow, Certainty, Cluster, Edge, Emphasis, End, LegendRow, Line, Node, Picture, Shape, State, Theme,
};
use lorescope::draw::{DrawError, dot, svg};

const NASTY: &[&str] = &[
    "",
    " ",
    "node",
    "7of9",
    "-",
    "a:b",
    "O'Brien",
    "Miles \"Chief\" O'Brien",
    "back\\slash",
    "ends in \\",
    "\\N \\G \\l",
    "two\nlines\r\nand\rthree",
    "<b>bold</b> & <br/>",
    "&amp; &lt; &#65; &",
    "]]> <!-- --> <?xml?>",
    "tab\tnul\u{0}bell\u{7}escape\u{1b}delete\u{7f}",
    "not a letter \u{fffe}\u{ffff}",
    "本杰明·西斯科",
    "Бенджамин Сиско",
    "بنجامين سيسكو",
    "בנג'מין (סיסקו)",
    "\u{202e}turned\u{202c}",
    "👩‍🚀 👍🏽 😀",
    "e\u{301}\u{301}\u{301}",
    "AVeryLongNameWithoutASingleBlankThatGoesOnAndOnAndOnAndOnAndOnAndOn",
    "a name of very many words that has to be broken into lines if anybody is to read it at all",
];

/// A picture in which every nasty text stands in every place.
fn nasty() -> Picture {
    let mut picture = Picture::titled(NASTY.join(" | "));
    NASTY[7].clone_into(&mut picture.subtitle);
    for (index, text) in NASTY.iter().enumerate() {
        let mut cluster = Cluster::titled(*text);
        cluster.parent = (index % 3 == 1).then(|| index - 1);
        picture.clusters.push(cluster);
        let mut node = Node::character(*text, *text);
        (*text).clone_into(&mut node.note);
        node.cluster = (index % 2 == 0).then_some(index);
        picture.nodes.push(node);
        picture.legend.push(LegendRow::new(*text, *text, Line::Dashed));
        let to = (index * 7 + 1) % NASTY.len().min(index + 2);
        let mut edge = Edge::between(End::Node(index), End::Node(to), index);
        (*text).clone_into(&mut edge.label);
        picture.edges.push(edge);
    }
    picture
}

/// A picture with every shape, state, line, theme and kind of end.
fn varied() -> Picture {
    let mut picture = Picture::titled("Varied");
    picture.theme = Theme::dark();
    let shapes = [
        Shape::Character,
        Shape::Faction,
        Shape::Place,
        Shape::Item,
        Shape::Event,
    ];
    let states = [State::Alive, State::Dead, State::Away, State::Unknown];
    let looks = shapes.iter().flat_map(|shape| states.map(|state| (*shape, state)));
    for (index, (shape, state)) in looks.enumerate() {
        let mut node = Node::character(format!("n{index}"), format!("{shape:?} {state:?}"));
        (node.shape, node.state) = (shape, state);
        node.cluster = [None, Some(0), Some(1), Some(2)][index % 4];
        node.emphasis = if index == 5 { Emphasis::Focus } else { Emphasis::Usual };
        picture.nodes.push(node);
    }
    picture.clusters = ["outer", "inner", "other", "empty"].map(Cluster::titled).into();
    picture.clusters[1].parent = Some(0);
    let lines = [Line::Solid, Line::Dashed, Line::Dotted, Line::Bold, Line::Double];
    for (index, line) in lines.into_iter().enumerate() {
        picture
            .legend
            .push(LegendRow::new(format!("row {index}"), "#0072B2", line));
        let mut edge = Edge::between(End::Node(index), End::Node(index + 4), index);
        edge.arrow = Arrow::Forward;
        edge.certainty = Certainty::Doubtful;
        picture.edges.extend([edge.clone(), edge]);
    }
    for (from, to) in [
        (End::Cluster(0), End::Cluster(2)),
        (End::Cluster(3), End::Node(0)),
        (End::Cluster(0), End::Cluster(1)),
        (End::Node(1), End::Cluster(0)),
        (End::Node(2), End::Node(2)),
        (End::Cluster(1), End::Cluster(1)),
        (End::Node(99), End::Cluster(99)),
    ] {
        picture.edges.push(Edge::between(from, to, 99));
    }
    picture
}

/// Reads SVG to its end and returns how many elements have the name.
fn elements(svg: &str, name: &str) -> usize {
    use quick_xml::events::Event;

    let mut reader = quick_xml::Reader::from_str(svg);
    let mut count = 0;
    loop {
        let event = reader.read_event().expect("the SVG is well-formed");
        if event == Event::Eof {
            return count;
        }
        if let Event::Start(tag) | Event::Empty(tag) = event {
            for attribute in tag.attributes() {
                attribute.expect("attributes are well-formed");
            }
            count += usize::from(tag.name().as_ref() == name);
        }
    }
}

fn is_unseen(attributes: &[Attribute]) -> bool {
    let style = |attribute: &Attribute| attribute.0.to_string() == "style" && attribute.1.to_string().contains("invis");
    attributes.iter().any(style)
}

/// Returns how many nodes and edges a DOT text has that are seen.
fn parsed(dot: &str) -> (usize, usize) {
    fn count(statements: &[Stmt]) -> (usize, usize) {
        statements
            .iter()
            .fold((0, 0), |(nodes, edges), statement| match statement {
                Stmt::Node(_) => (nodes + 1, edges),
                Stmt::Edge(edge) => (nodes, edges + usize::from(!is_unseen(&edge.attributes))),
                Stmt::Subgraph(inner) => {
                    let (more, further) = count(&inner.stmts);
                    (nodes + more, edges + further)
                }
                Stmt::Attribute(_) | Stmt::GAttribute(_) => (nodes, edges),
            })
    }
    match graphviz_rust::parse(dot).expect("DOT parses back") {
        Graph::DiGraph { stmts, strict, .. } => {
            assert!(!strict, "strict merges parallel edges");
            count(&stmts)
        }
        Graph::Graph { .. } => panic!("edges have a direction"),
    }
}

/// Whether Graphviz can be asked; with `LORE_GRAPHVIZ` set, it must be there.
fn has_graphviz() -> bool {
    let found = std::process::Command::new("dot").arg("-V").output().is_ok();
    assert!(
        found || std::env::var_os("LORE_GRAPHVIZ").is_none(),
        "there is no `dot` on the path"
    );
    found
}

#[test]
fn nasty_texts_break_neither_dot_nor_svg() {
    let picture = nasty();
    let text = dot::write(&picture);
    let rows = picture.used_rows().len();
    let (nodes, edges) = parsed(&text);
    assert_eq!(edges, picture.edges.len() + rows);
    assert!(picture.nodes.len() + 2 * rows <= nodes);
    let drawn = svg::write(&picture, &layout::arrange(&picture));
    assert_eq!(elements(&drawn, "svg"), 1);
    assert!(drawn.chars().all(|letter| letter == '\n' || !letter.is_control()));
    if has_graphviz() {
        let rendered = graphviz::render(&text, Engine::Dot, Format::Svg).expect("graphviz takes our DOT");
        assert!(rendered.bytes.starts_with(b"<?xml"));
        assert!(!rendered.stderr.contains("syntax error"), "{}", rendered.stderr);
    }
}

#[test]
fn one_nasty_text_at_a_time() {
    for text in NASTY {
        let mut picture = Picture::titled(*text);
        picture.nodes = vec![Node::character(*text, *text), Node::character("other", "Other")];
        picture.legend.push(LegendRow::new(*text, "#000000", Line::Solid));
        picture.edges.push(Edge::between(End::Node(0), End::Node(1), 0));
        assert_eq!(parsed(&dot::write(&picture)), (4, 2), "{text:?}");
        elements(&svg::write(&picture, &layout::arrange(&picture)), "svg");
    }
}

#[test]
fn graphviz_takes_every_shape_and_counts_every_edge() {
    if !has_graphviz() {
        return;
    }
    for picture in [varied(), nasty(), Picture::titled("")] {
        for engine in [Engine::Dot, Engine::Fdp] {
            match graphviz::render(&dot::write(&picture), engine, Format::Png) {
                Ok(rendered) => assert!(rendered.bytes.starts_with(b"\x89PNG")),
                // Graphviz itself may lose edges of clusters; then it must be told.
                Err(error) => assert!(matches!(error, DrawError::GraphvizLostEdges { .. }), "{error}"),
            }
        }
    }
    let refused = graphviz::render("digraph {", Engine::Dot, Format::Svg).expect_err("half a graph is none");
    assert!(refused.to_string().contains("syntax error"), "{refused}");
}

#[test]
fn a_missing_graphviz_is_told_with_a_remedy() {
    let missing = graphviz::render_with(Path::new("/nowhere/dot"), "digraph {}", Engine::Dot, Format::Svg);
    let message = missing.expect_err("there is no such program").to_string();
    assert_eq!(
        message,
        "the program `/nowhere/dot` was not found on the path; install Graphviz, \
         or leave out `--engine graphviz`: the built-in layout needs nothing"
    );
}

#[test]
fn the_same_picture_gives_the_same_bytes() {
    for picture in [varied(), nasty()] {
        let once = svg::write(&picture, &layout::arrange(&picture));
        let twice = svg::write(&picture, &layout::arrange(&picture));
        assert!(once == twice, "SVG differs");
        assert!(dot::write(&picture) == dot::write(&picture), "DOT differs");
    }
}

#[cfg(feature = "images")]
#[test]
fn images_are_the_same_twice_and_need_no_fonts() {
    let drawn = svg::write(&varied(), &layout::arrange(&varied()));
    let png = |scale| image::png(&drawn, scale, Fonts::Embedded);
    let once = png(1.0).expect("it becomes PNG");
    assert!(once.starts_with(b"\x89PNG"));
    assert!(once == png(1.0).expect("it becomes PNG"), "PNG differs");
    let pdf = image::pdf(&drawn, Fonts::Embedded).expect("it becomes PDF");
    assert!(pdf.starts_with(b"%PDF"));
    assert!(
        pdf == image::pdf(&drawn, Fonts::Embedded).expect("it becomes PDF"),
        "PDF differs"
    );
    for scale in [0.0, -1.0, f64::NAN, 1.0e9] {
        assert!(matches!(png(scale), Err(DrawError::ImpossibleSize { .. })), "{scale}");
    }
    let unreadable = image::png("<svg", 1.0, Fonts::Embedded);
    assert!(matches!(unreadable, Err(DrawError::UnreadableSvg { .. })));
}

#[cfg(not(feature = "images"))]
#[test]
fn without_images_the_remedy_is_told() {
    let refused = image::png("<svg/>", 1.0, Fonts::Embedded).expect_err("images are not built in");
    assert!(refused.to_string().contains("the feature `images`"));
}

#[test]
fn marks_and_legend_tell_only_what_is_there() {
    let mut picture = Picture::titled("Fates");
    for (id, state) in [("alive", State::Alive), ("dead", State::Dead), ("away", State::Away)] {
        picture.nodes.push(Node {
            state,
            ..Node::character(id, id)
        });
    }
    picture.legend = vec![
        LegendRow::new("knows", "#0072B2", Line::Solid),
        LegendRow::new("hates", "#D55E00", Line::Dashed),
    ];
    picture.edges.push(Edge::between(End::Node(0), End::Node(1), 0));
    let drawn = svg::write(&picture, &layout::arrange(&picture));
    for (text, expected) in [
        ("† dead</text>", true),
        ("↗ away</text>", true),
        ("knows</text>", true),
        ("hates", false),
        ("dead or no more</text>", true),
        ("fate unknown", false),
        ("possible or doubtful", false),
        ("<title>alive knows dead</title>", true),
    ] {
        assert_eq!(drawn.contains(text), expected, "{text}");
    }
}

/// Asserts what holds of every layout: all on the sheet, nothing on top of another.
fn assert_sound(picture: &Picture) {
    let layout = layout::arrange(picture);
    let sheet = Rect {
        x: 0.0,
        y: 0.0,
        width: layout.width,
        height: layout.height,
    };
    let is_in = |inner: Rect, outer: Rect| {
        let outer = outer.grown(0.01);
        outer.x <= inner.x && outer.y <= inner.y && inner.right() <= outer.right() && inner.bottom() <= outer.bottom()
    };
    for (index, node) in layout.nodes.iter().enumerate() {
        assert!(
            0.0 < node.area.width && is_in(node.area, sheet),
            "node {index} has its place"
        );
        for other in &layout.nodes[..index] {
            assert!(
                !node.area.grown(-0.5).meets(other.area),
                "nodes {index} and another meet"
            );
        }
        if let Some(cluster) = picture.nodes[index].cluster {
            assert!(
                is_in(node.area, layout.clusters[cluster].area),
                "node {index} is in its cluster"
            );
        }
    }
    for (index, cluster) in layout.clusters.iter().enumerate() {
        assert!(is_in(cluster.area, sheet), "cluster {index} is on the sheet");
        assert!(
            is_in(cluster.title_area, cluster.area) || cluster.title.is_empty(),
            "cluster {index} holds its title"
        );
        if let Some(parent) = picture.ancestry(index).get(1) {
            assert!(
                is_in(cluster.area, layout.clusters[*parent].area),
                "cluster {index} is in its parent"
            );
        }
        for node in 0..picture.nodes.len() {
            let is_member = picture.clusters_around(End::Node(node)).contains(&index);
            let is_apart = !layout.nodes[node].area.meets(cluster.area);
            assert!(
                is_member || is_apart,
                "node {node} stands in cluster {index}, of which it is no member"
            );
        }
    }
    for (index, edge) in layout.edges.iter().enumerate() {
        assert_eq!(
            2 <= edge.path.len(),
            picture.holds_ends_of(&picture.edges[index]),
            "edge {index} has a way"
        );
    }
    words::assert_apart(picture, &layout);
    elements(&svg::write(picture, &layout), "svg");
}

#[test]
fn everything_has_its_place() {
    assert_sound(&varied());
    assert_sound(&nasty());
    assert_sound(&Picture::titled(""));
    let mut one = Picture::titled("One");
    one.nodes.push(Node::character("odo", "Odo"));
    assert_sound(&one);
    let mut crowd = Picture::titled("Crowd");
    crowd.nodes = (0..700)
        .map(|n| Node::character(n.to_string(), format!("Number {n}")))
        .collect();
    crowd.clusters = vec![Cluster::titled("odd")];
    for n in (1..700).step_by(2) {
        crowd.nodes[n].cluster = Some(0);
    }
    crowd.edges = (1..700)
        .map(|n| Edge::between(End::Node(n), End::Node(n / 2), 0))
        .collect();
    assert_sound(&crowd);
}

#[test]
fn many_events_are_no_ribbon_and_tell_only_a_few_lines() {
    let mut story = Picture::titled("Many events");
    story.nodes = (0..12)
        .map(|n| Node::character(format!("n{n}"), format!("Somebody {n}")))
        .collect();
    for n in 0..110 {
        let mut event = Node::character(format!("e{n}"), NASTY[NASTY.len() - 1].repeat(2));
        event.shape = Shape::Event;
        story.nodes.push(event);
        for who in [n % 12, n * 5 % 12] {
            story.edges.push(Edge::between(End::Node(who), End::Node(12 + n), 0));
        }
    }
    assert_sound(&story);
    let layout = layout::arrange(&story);
    assert!(
        layout.width < 3.2 * layout.height,
        "{} × {}",
        layout.width,
        layout.height
    );
    let lines = &layout.nodes[20].label;
    assert!(lines.len() == 3 && lines[2].text.ends_with('…'), "{lines:?}");
}
