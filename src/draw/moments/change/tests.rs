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
    let whole = compared(&before, &after, Alone::Changed);
    assert_eq!(
        told(&whole),
        [
            "cy + fears di",
            "bo − hates cy",
            "ann loves bo",
            "ann − belongs to [army]",
            "ann + belongs to [watch]"
        ]
    );
    let marks: Vec<(String, &str)> = whole
        .nodes
        .iter()
        .map(|node| (node.marked_label(), node.note.as_str()))
        .collect();
    assert_eq!(
        marks,
        [
            ("ann".to_owned(), ""),
            ("† bo".to_owned(), "− died"),
            ("cy".to_owned(), ""),
            ("+ di".to_owned(), "")
        ]
    );
    assert_eq!(
        whole.remark,
        "1 tie new (+), 1 tie gone (−), 1 tie kept, 1 died (†), 1 in another faction"
    );
    let part = compared(&before, &after, Alone::Unseen);
    assert_eq!(
        part.nodes[3].marked_label(),
        "di",
        "a part of a story does not say who is in it"
    );
    let back = compared(&after, &before, Alone::Changed);
    assert_eq!(
        back.remark,
        "1 tie new (+), 1 tie gone (−), 1 tie kept, 1 in another faction"
    );
    let words: Vec<String> = labelled(whole).edges.into_iter().map(|edge| edge.label).collect();
    assert_eq!(words, ["+ fears", "− hates", "", "− belongs to", "+ belongs to"]);
    let same = labelled(compared(&before, &before, Alone::Changed));
    assert!(same.edges.iter().all(|edge| edge.label.is_empty()), "{same:?}");
}

#[test]
fn ties_are_told_apart_by_what_they_are_and_not_by_their_words() {
    let people = [("ann", None, State::Alive), ("bo", None, State::Alive)];
    let mut before = picture(&people, &[(0, 1, "follows")]);
    let mut after = before.clone();
    "serves".clone_into(&mut before.legend[0].id);
    "stalks".clone_into(&mut after.legend[0].id);
    let whole = compared(&before, &after, Alone::Changed);
    assert_eq!(told(&whole), ["ann − follows bo", "ann + follows bo"]);
    assert_eq!(whole.remark, "1 tie new (+), 1 tie gone (−)");
    let signs = picture(&people, &[(0, 1, "+ one"), (0, 1, "− another")]);
    let same = labelled(compared(&signs, &signs, Alone::Changed));
    let kept = same.edges.iter().all(|edge| edge.label.is_empty());
    assert!(kept, "words that begin with a sign have not changed: {same:?}");
}
