//! GraphML, with a declared type for every attribute: entities and events are nodes, stretches and parts in events are edges.
//!
//! Every edge is directed, since NetworkX refuses a graph that mixes both; `symmetric` says which run both ways.
//! A character that XML 1.0 forbids is written as U+FFFD.

use super::rows::{EdgeRow, NodeRow, edges, nodes};
use super::{File, Format, Refused, Request, single};
use crate::world::World;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

pub(super) const FORMAT: Format = Format {
    name: "graphml",
    file: "story",
    extension: "graphml",
    describe: "A graph with typed attributes, for NetworkX, igraph, Gephi, yEd and Cytoscape",
    write,
};

/// An attribute: its name and its type.
type Key = (&'static str, &'static str);

const NODE: [Key; 7] = [
    ("label", "string"),
    ("kind", "string"),
    ("sort", "string"),
    ("at", "string"),
    ("moment", "int"),
    ("states", "string"),
    ("description", "string"),
];

const EDGE: [Key; 12] = [
    ("layer", "string"),
    ("relation", "string"),
    ("symmetric", "boolean"),
    ("from", "string"),
    ("until", "string"),
    ("started", "string"),
    ("ended", "string"),
    ("begins", "int"),
    ("ends", "int"),
    ("certainty", "string"),
    ("according-to", "string"),
    ("sentence", "string"),
];

fn write(world: &World, request: &Request) -> Result<Vec<File>, Refused> {
    let mut xml = Xml::new();
    xml.open(
        "graphml",
        &[
            ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            (
                "xsi:schemaLocation",
                "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
            ),
        ],
    );
    for (of, keys) in [("node", NODE.as_slice()), ("edge", EDGE.as_slice())] {
        for (name, sort) in keys {
            let id = format!("{of}-{name}");
            let attributes = [
                ("id", id.as_str()),
                ("for", of),
                ("attr.name", name),
                ("attr.type", sort),
            ];
            xml.empty("key", &attributes);
        }
    }
    let id = world.story.title.as_ref().map_or("story", |title| title.as_str());
    xml.open("graph", &[("id", id), ("edgedefault", "directed")]);
    for row in nodes(world, request) {
        xml.open("node", &[("id", &row.id)]);
        xml.data("node", &NODE, node(row));
        xml.close("node");
    }
    for (i, row) in edges(world, request).into_iter().enumerate() {
        let id = format!("e{i}");
        xml.open("edge", &[("id", &id), ("source", &row.source), ("target", &row.target)]);
        xml.data("edge", &EDGE, edge(row));
        xml.close("edge");
    }
    xml.close("graph");
    xml.close("graphml");
    Ok(single(&FORMAT, xml.text()))
}

fn node(row: NodeRow) -> [String; NODE.len()] {
    [
        row.label,
        row.kind.to_owned(),
        row.sort,
        row.at,
        number(row.moment),
        row.states,
        row.description,
    ]
}

fn edge(row: EdgeRow) -> [String; EDGE.len()] {
    [
        row.layer.to_owned(),
        row.relation,
        row.symmetric.to_string(),
        row.from,
        row.until,
        row.started,
        row.ended,
        number(row.begins),
        number(row.ends),
        row.certainty.to_owned(),
        row.according_to,
        row.sentence,
    ]
}

fn number(number: Option<u32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// A document being written.
struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    fn new() -> Self {
        let mut xml = Self {
            writer: Writer::new_with_indent(Vec::new(), b' ', 1),
        };
        xml.put(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    fn put(&mut self, event: Event<'_>) {
        self.writer.write_event(event).expect("memory takes every byte");
    }

    fn tag<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
        let mut tag = BytesStart::new(name);
        for (key, value) in attributes {
            tag.push_attribute((*key, legal(value).as_str()));
        }
        tag
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.put(Event::Start(Self::tag(name, attributes)));
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.put(Event::Empty(Self::tag(name, attributes)));
    }

    fn close(&mut self, name: &str) {
        self.put(Event::End(BytesEnd::new(name)));
    }

    /// The attributes that have a value.
    fn data<const N: usize>(&mut self, of: &str, keys: &[Key; N], values: [String; N]) {
        for ((name, _), value) in keys.iter().zip(values).filter(|(_, value)| !value.is_empty()) {
            self.open("data", &[("key", &format!("{of}-{name}"))]);
            self.put(Event::Text(BytesText::new(&legal(&value))));
            self.close("data");
        }
    }

    fn text(self) -> String {
        let mut text = String::from_utf8(self.writer.into_inner()).expect("only text was written");
        text.push('\n');
        text
    }
}

/// The text with what XML 1.0 cannot hold replaced; a carriage return, which every reader turns into a line feed, is one already.
fn legal(text: &str) -> String {
    let legal = |c: char| match c {
        '\r' => '\n',
        '\t' | '\n' => c,
        '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c if c < ' ' => '\u{fffd}',
        c => c,
    };
    text.chars().map(legal).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::sample::world;
    use quick_xml::Reader;

    #[test]
    fn entities_and_events_are_nodes_and_what_ties_them_edges() {
        let world = world(
            r#"{"lorescope": 1, "title": "<a & \"b\">",
            "characters": [{"id": "ann", "name": "Ann <1> & \u0007 co"}, {"id": "bo"}],
            "events": [{"id": "pact", "kind": "alliance", "roles": {"allies": ["ann", "bo"]}}]}"#,
        );
        let files = write(&world, &Request::default()).expect("it can be written");
        let text = String::from_utf8(files[0].bytes.clone()).expect("text");
        let mut reader = Reader::from_str(&text);
        let (mut nodes, mut edges) = (0, 0);
        loop {
            match reader.read_event().expect("well formed") {
                Event::Start(tag) if tag.name().as_ref() == "node" => nodes += 1,
                Event::Start(tag) if tag.name().as_ref() == "edge" => edges += 1,
                Event::Eof => break,
                Event::Start(_)
                | Event::End(_)
                | Event::Empty(_)
                | Event::Text(_)
                | Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_)
                | Event::GeneralRef(_) => {}
            }
        }
        assert_eq!((nodes, edges), (3, 3));
        assert!(text.contains("<data key=\"node-label\">Ann &lt;1&gt; &amp; \u{fffd} co</data>"));
        assert!(text.contains("<data key=\"edge-symmetric\">true</data>"));
    }
}
