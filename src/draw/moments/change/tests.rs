//! Two small pictures, and what one tells of the other.

use super::*;

fn picture(homes: &[(&str, Option<usize>, State)], ties: &[(usize, usize, &str)]) -> Picture {
    let mut picture = Picture::titled("Station");
    picture.clusters = ["army", "watch"]
        .map(|id| Cluster {
            id: id.to_owned(),
            ..Cluster::titled(id)
        })
        .into();
    for (id, cluster, state) in homes {
        picture.nodes.push(Node {
            cluster: *cluster,
            state: *state,
            ..Node::character(*id, *id)
        });
    }
    for (from, to, words) in ties {
        picture.legend.push(LegendRow::new(*words, "#000000", Line::Solid));
        let row = picture.legend.len() - 1;
        picture.edges.push(Edge::between(End::Node(*from), End::Node(*to), row));
    }
    picture
}

/// A side on which the boxes say who belongs where.
fn side(picture: &Picture) -> Side {
    let homes = picture.nodes.iter().map(|node| {
        let home = node.cluster.map(|cluster| picture.clusters[cluster].id.clone());
        (
            node.id.clone(),
            home.into_iter().map(|home| (home.clone(), home)).collect(),
        )
    });
    Side {
        picture: picture.clone(),
        homes: homes.collect(),
        ..Side::default()
    }
}

fn told(picture: &Picture) -> Vec<String> {
    let name = |end: End| match end {
        End::Node(node) => picture.nodes[node].id.clone(),
        End::Cluster(cluster) => format!("[{}]", picture.clusters[cluster].label),
    };
    let edge = |edge: &Edge| {
        format!(
            "{} {} {}",
            name(edge.from),
            picture.legend[edge.row].label,
            name(edge.to)
        )
    };
    picture.edges.iter().map(edge).collect()
}

#[test]
fn everything_is_gone_new_or_kept() {
    let before = picture(
        &[
            ("ann", Some(0), State::Alive),
            ("bo", Some(0), State::Alive),
            ("cy", None, State::Alive),
        ],
        &[(0, 1, "loves"), (1, 2, "hates")],
    );
    let after = picture(
        &[
            ("ann", Some(1), State::Alive),
            ("bo", Some(0), State::Dead),
            ("cy", None, State::Alive),
            ("di", None, State::Alive),
        ],
        &[(0, 1, "loves"), (2, 3, "fears")],
    );
    let whole = compared(&side(&before), &side(&after));
    assert_eq!(told(&whole), ["cy + fears di", "bo − hates cy", "ann loves bo"]);
    let marks: Vec<(String, &str)> = whole
        .nodes
        .iter()
        .map(|node| (node.marked_label(), node.note.as_str()))
        .collect();
    assert_eq!(
        marks,
        [
            ("ann".to_owned(), "− army\n+ watch"),
            ("† bo".to_owned(), "− died"),
            ("cy".to_owned(), ""),
            ("+ di".to_owned(), "")
        ]
    );
    assert_eq!(
        whole.remark,
        "1 tie new (+), 1 tie gone (−), 1 tie kept, 1 died (†), 1 left or joined a faction"
    );
    let back = compared(&side(&after), &side(&before));
    assert_eq!(
        back.remark,
        "1 tie new (+), 1 tie gone (−), 1 tie kept, 1 left or joined a faction"
    );
    let words: Vec<String> = labelled(whole).edges.into_iter().map(|edge| edge.label).collect();
    assert_eq!(words, ["+ fears", "− hates", ""]);
    let same = labelled(compared(&side(&before), &side(&before)));
    assert!(same.edges.iter().all(|edge| edge.label.is_empty()), "{same:?}");
}

#[test]
fn ties_are_told_apart_by_what_they_are_and_not_by_their_words() {
    let people = [("ann", None, State::Alive), ("bo", None, State::Alive)];
    let mut before = picture(&people, &[(0, 1, "follows")]);
    let mut after = before.clone();
    "serves".clone_into(&mut before.legend[0].id);
    "stalks".clone_into(&mut after.legend[0].id);
    let whole = compared(&side(&before), &side(&after));
    assert_eq!(told(&whole), ["ann − follows bo", "ann + follows bo"]);
    assert_eq!(whole.remark, "1 tie new (+), 1 tie gone (−)");
    let signs = picture(&people, &[(0, 1, "+ one"), (0, 1, "− another")]);
    let same = labelled(compared(&side(&signs), &side(&signs)));
    let kept = same.edges.iter().all(|edge| edge.label.is_empty());
    assert!(kept, "words that begin with a sign have not changed: {same:?}");
}

#[test]
fn what_holds_at_both_moments_is_kept_though_one_of_the_two_was_not_born() {
    let people = [("ann", None, State::Alive), ("bo", None, State::Alive)];
    let both = picture(&people, &[(0, 1, "is a parent of")]);
    let mut before = side(&both);
    before.unborn.insert("ann".to_owned());
    let whole = compared(&before, &side(&both));
    assert_eq!(told(&whole), ["ann is a parent of bo"]);
    assert_eq!(whole.nodes[0].label, "+ ann");
    assert_eq!(whole.remark, "1 tie kept");
    assert!(whole.legend[0].is_faint, "what has stayed stands back");
}

#[test]
fn each_relation_that_goes_has_a_line_of_its_own_and_most_the_clearest() {
    let people = ["ann", "bo", "cy"].map(|id| (id, None, State::Alive));
    let before = picture(&people, &[(0, 1, "fears"), (1, 2, "loves"), (0, 2, "loves")]);
    let whole = compared(&side(&before), &side(&picture(&people, &[])));
    let lines: Vec<(&str, Line)> = whole.legend.iter().map(|row| (row.label.as_str(), row.line)).collect();
    assert_eq!(lines, [("− fears", Line::Dotted), ("− loves", Line::Dashed)]);
}
