//! The legend in DOT: Graphviz has none of its own, so it is drawn as one more part of the graph.

use graphviz_rust::dot_structures::{Stmt, Subgraph};

use super::{arrow, colour, line_attributes, node_statement, number, quoted, set, unseen};
use crate::draw::picture::{Arrow, Picture};

/// The legend: a cluster of short lines under one another, each leading to its words.
pub(super) fn of(picture: &Picture) -> Option<Stmt> {
    let rows = picture.used_rows();
    if rows.is_empty() || picture.unkeyed {
        return None;
    }
    let palette = picture.theme.palette;
    let mut statements: Vec<Stmt> = [set("label", ""), set("style", "rounded"), colour("color", palette.rule)]
        .map(Stmt::Attribute)
        .into();
    for pair in rows.windows(2) {
        statements.push(unseen(
            &format!("legend {} from", pair[0]),
            &format!("legend {} from", pair[1]),
        ));
    }
    for row in rows {
        let (start, end) = (format!("legend {row} from"), format!("legend {row} to"));
        let declared = &picture.legend[row];
        let mut line = vec![Stmt::Attribute(set("rank", "same"))];
        line.push(node_statement(
            &start,
            vec![set("shape", "point"), set("style", "invis"), set("label", "")],
        ));
        line.push(node_statement(
            &end,
            vec![
                set("shape", "plaintext"),
                set("style", ""),
                set("fontsize", &number(picture.theme.letters.legend - 0.5)),
                set("label", &declared.label),
            ],
        ));
        let mut look = line_attributes(declared.line, &picture.theme.line_colour(&declared.colour).hex());
        if declared.arrow == Arrow::None {
            look.push(set("dir", "none"));
        }
        line.push(arrow(&start, &end, look));
        statements.push(Stmt::Subgraph(Subgraph {
            id: quoted(&format!("legend {row}")),
            stmts: line,
        }));
    }
    Some(Stmt::Subgraph(Subgraph {
        id: quoted("cluster_legend"),
        stmts: statements,
    }))
}
