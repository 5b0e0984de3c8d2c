//! Two tables, `nodes.csv` and `edges.csv`, with the column names that Gephi, R and pandas users expect.
//!
//! ```text
//!   nodes  Id, Label, Kind, Sort, At, Moment, States, Description
//!   edges  Source, Target, Type, Layer, Relation, From, Until, Started, Ended, Begins, Ends, Certainty, AccordingTo, Sentence
//! ```
//!
//! `Layer` tells stretches between entities from parts in events; `Begins` and `Ends` count the events of the story.

use super::rows::{EdgeRow, NodeRow, edges, nodes};
use super::{File, Format, Refused, Request};
use crate::world::World;

pub(super) const FORMAT: Format = Format {
    name: "csv",
    file: "story",
    extension: "csv",
    describe: "Two tables, nodes and edges, for Gephi, R, pandas and spreadsheets",
    write,
};

const NODES: [&str; 8] = ["Id", "Label", "Kind", "Sort", "At", "Moment", "States", "Description"];

const EDGES: [&str; 14] = [
    "Source",
    "Target",
    "Type",
    "Layer",
    "Relation",
    "From",
    "Until",
    "Started",
    "Ended",
    "Begins",
    "Ends",
    "Certainty",
    "AccordingTo",
    "Sentence",
];

fn write(world: &World, request: &Request) -> Result<Vec<File>, Refused> {
    let file = |name: &str, bytes| File {
        name: name.to_owned(),
        bytes,
    };
    Ok(vec![
        file("nodes.csv", table(NODES, nodes(world, request).into_iter().map(node))),
        file("edges.csv", table(EDGES, edges(world, request).into_iter().map(edge))),
    ])
}

fn table<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(head).expect("memory takes every byte");
    for row in rows {
        writer.write_record(row).expect("every row is as long as the head");
    }
    writer.into_inner().expect("memory takes every byte")
}

fn node(row: NodeRow) -> [String; NODES.len()] {
    [
        row.id,
        row.label,
        row.kind.to_owned(),
        row.sort,
        row.at,
        number(row.moment),
        row.states,
        row.description,
    ]
}

fn edge(row: EdgeRow) -> [String; EDGES.len()] {
    let direction = if row.symmetric { "Undirected" } else { "Directed" };
    [
        row.source,
        row.target,
        direction.to_owned(),
        row.layer.to_owned(),
        row.relation,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::sample::world;

    #[test]
    fn nodes_and_edges_are_rows() {
        let world = world(
            r#"{"lorescope": 1,
            "characters": [{"id": "ann", "name": "Ann, \"the\" first"}, {"id": "bo", "name": "Bo"}],
            "events": [{"id": "pact", "kind": "alliance", "roles": {"allies": ["ann", "bo"]}, "at": 3},
                       {"id": "feud", "kind": "betrayal", "roles": {"betrayer": "ann", "betrayed": "bo"}, "at": 5}]}"#,
        );
        let files = write(&world, &Request::default()).expect("it can be written");
        let text = |i: usize| String::from_utf8(files[i].bytes.clone()).expect("text");
        assert_eq!(
            text(0),
            r#"Id,Label,Kind,Sort,At,Moment,States,Description
ann,"Ann, ""the"" first",character,,,,alive,
bo,Bo,character,,,,alive,
feud,"Ann, ""the"" first betrayed Bo",event,betrayal,5,2,,
pact,"Ann, ""the"" first and Bo allied",event,alliance,3,1,,
"#
        );
        let allied = text(1).lines().nth(5).map(str::to_owned);
        assert_eq!(
            allied.as_deref(),
            Some(
                r#"ann,bo,Undirected,stretch,allied,3,5,pact,feud,1,2,stated,,"Ann, ""the"" first was allied with Bo""#
            )
        );
        let as_of = Some(world.as_of("pact").expect("a moment"));
        let files = write(&world, &Request { as_of }).expect("it can be written");
        assert!(
            String::from_utf8_lossy(&files[1].bytes).contains(r#"allied,3,,pact,,1,,stated,,"Ann, ""the"" first is"#)
        );
    }
}
