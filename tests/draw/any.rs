//! Pictures that nobody thought of are laid out soundly too.

use lorescope::draw::dot;
use lorescope::draw::picture::{Certainty, Cluster, Edge, End, Node, Picture};
use proptest::prelude::*;

use super::{assert_sound, parsed};

fn pictures() -> impl Strategy<Value = Picture> {
    let edges = prop::collection::vec((0_usize..18, 0_usize..18, 0_usize..3), 0..20);
    (1_usize..14, 0_usize..5, edges).prop_flat_map(|(nodes, clusters, edges)| {
        let homes = prop::collection::vec(prop::option::of(0..clusters.max(1)), nodes);
        let parents = prop::collection::vec(prop::option::of(0..clusters.max(1)), clusters);
        (homes, parents, Just(edges)).prop_map(move |(homes, parents, edges)| {
            let mut picture = Picture::titled("Any");
            let member = |(n, home): (usize, Option<usize>)| Node {
                cluster: home.filter(|home| *home < clusters),
                ..Node::character(format!("n{n}"), format!("Somebody {n}"))
            };
            picture.nodes = homes.into_iter().enumerate().map(member).collect();
            picture.clusters = parents
                .into_iter()
                .enumerate()
                .map(|(n, parent)| Cluster {
                    parent,
                    ..Cluster::titled(format!("Faction {n}"))
                })
                .collect();
            let end = |at: usize| {
                if at < nodes {
                    End::Node(at)
                } else {
                    End::Cluster(at - nodes)
                }
            };
            let edge = |(from, to, row): (usize, usize, usize)| Edge {
                label: ["", "a word", "words of a line and a half"][row].to_owned(),
                certainty: if to % 3 == 0 {
                    Certainty::Doubtful
                } else {
                    Certainty::Stated
                },
                ..Edge::between(end(from), end(to), row)
            };
            picture.edges = edges.into_iter().map(edge).collect();
            picture
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_picture_is_laid_out_soundly(picture in pictures()) {
        assert_sound(&picture);
        let edges = picture.edges.iter().filter(|edge| picture.holds_ends_of(edge)).count();
        prop_assert_eq!(parsed(&dot::write(&picture)).1, edges);
    }
}
