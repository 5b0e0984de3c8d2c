//! Chains of sentences long and short: no line runs behind a box.

use lorescope::draw::chain::{Chain, Knot, Sort, Strand, Tie};
use lorescope::draw::layout::Layout;
use lorescope::draw::picture::{End, Picture};

/// A chain that a number stands for: every sentence hangs from an earlier one, some from two, and some are ten times as long as others.
fn chain(knots: usize, seed: u64) -> Chain {
    let mut state = seed | 1;
    let mut next = move |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("31 bits fit") % below
    };
    let mut chain = Chain::default();
    for nth in 0..knots {
        let lines = if next(4) == 0 { 1 + next(12) } else { 1 };
        chain.knots.push(Knot {
            id: format!("k{nth}"),
            words: vec!["somebody did something to somebody else"; lines].join("\n"),
            note: "told".repeat(next(2)),
            sort: Sort::Happened,
            is_asked: nth == 0,
        });
        let mut from: Vec<usize> = (0..=usize::from(next(3) == 0)).map(|_| next(nth.max(1))).collect();
        from.dedup();
        for from in from.into_iter().filter(|from| *from < nth) {
            chain.ties.push(Tie {
                from,
                to: nth,
                word: "because".to_owned(),
                strand: Strand::Cause,
                doubtful: false,
            });
        }
    }
    chain
}

/// Asserts that a line meets no boxes but those at its ends.
fn assert_no_line_behind_a_box(picture: &Picture, layout: &Layout) {
    for (edge, placed) in picture.edges.iter().zip(&layout.edges) {
        for (index, node) in layout.nodes.iter().enumerate() {
            let is_end = [edge.from, edge.to].contains(&End::Node(index));
            let area = node.area.grown(-0.5);
            let is_behind = placed.path.windows(2).any(|step| area.is_crossed_by(step[0], step[1]));
            assert!(
                is_end || !is_behind,
                "a line from {:?} to {:?} runs behind {}",
                edge.from,
                edge.to,
                picture.nodes[index].id
            );
        }
    }
}

#[test]
fn no_line_of_a_chain_runs_behind_a_box() {
    for seed in 0..30_u64 {
        let chain = chain(6 + usize::try_from(seed).expect("it is small"), seed);
        assert_no_line_behind_a_box(&chain.picture(), &chain.arrange());
    }
}
