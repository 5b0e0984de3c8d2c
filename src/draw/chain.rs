//! A chain as a picture: what is asked about at the top, and below it what it hangs from, with a word on every line.
//!
//! ```text
//!        ( Weyoun is dead )
//!          │ because
//!        [ Kira killed Weyoun ]
//!          │ because     │ within
//!        [ … ]         [ … ]
//! ```
//!
//! It is plain data: it knows neither events nor relations, only sentences and how they hang together.

use super::layout::{self, Layout};
use super::picture::{Arrow, Certainty, Edge, Emphasis, End, LegendRow, Line, Node, Picture, Shape, State, Theme};

/// A chain to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chain {
    /// What is asked.
    pub title: String,
    /// The answer in short; empty for none.
    pub subtitle: String,
    /// What is left out; empty for nothing.
    pub remark: String,
    /// What is told, each once.
    pub knots: Vec<Knot>,
    /// How it hangs together.
    pub ties: Vec<Tie>,
    /// How it looks.
    pub theme: Theme,
}

/// A sentence of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Knot {
    /// A name unique in the chain.
    pub id: String,
    /// What is told.
    pub words: String,
    /// A second, smaller line; empty for none.
    pub note: String,
    /// What sort of thing is told.
    pub sort: Sort,
    /// Whether it is what is asked about.
    pub is_asked: bool,
}

/// What sort of thing a knot tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Something that happened.
    #[default]
    Happened,
    /// Something that held, or holds.
    Held,
    /// Something that might have been.
    Missed,
}

/// What leads from one sentence to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The upper knot, by index.
    pub from: usize,
    /// The lower knot, by index.
    pub to: usize,
    /// The word on the line.
    pub word: String,
    /// How the line looks.
    pub strand: Strand,
    /// Whether the story leaves it in doubt.
    pub doubtful: bool,
}

/// How a line of a chain looks: by what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strand {
    /// One brought the other about.
    #[default]
    Cause,
    /// One started the other.
    Start,
    /// One ended the other.
    End,
    /// One had to hold for the other.
    Need,
    /// One is part of the other.
    Part,
    /// One might have changed the other, and did not.
    Miss,
}

impl Strand {
    const ALL: [Self; 6] = [Self::Cause, Self::Start, Self::End, Self::Need, Self::Part, Self::Miss];

    fn look(self) -> (&'static str, Line, &'static str) {
        match self {
            Self::Cause => ("#0072B2", Line::Solid, "because of"),
            Self::Start => ("#009E73", Line::Solid, "began with"),
            Self::End => ("#D55E00", Line::Solid, "ended with"),
            Self::Need => ("#E69F00", Line::Dashed, "needed"),
            Self::Part => ("#767676", Line::Dotted, "within"),
            Self::Miss => ("#767676", Line::Dashed, "might have been changed by"),
        }
    }
}

impl Chain {
    /// The chain as a picture, for DOT and to be laid out.
    ///
    /// ```
    /// use lorescope::draw::chain::{Chain, Knot, Sort, Strand, Tie};
    /// let knot = |id: &str, words: &str, sort| Knot { id: id.into(), words: words.into(), note: String::new(), sort, is_asked: false };
    /// let chain = Chain {
    ///     knots: vec![knot("a", "Bo is dead", Sort::Held), knot("b", "Ann killed Bo", Sort::Happened)],
    ///     ties: vec![Tie { from: 0, to: 1, word: "because".into(), strand: Strand::Cause, doubtful: false }],
    ///     ..Chain::default()
    /// };
    /// assert_eq!(chain.picture().edges[0].label, "because");
    /// let layout = chain.arrange();
    /// assert!(layout.nodes[0].area.bottom() < layout.nodes[1].area.y, "what is asked about stands above");
    /// ```
    #[must_use]
    pub fn picture(&self) -> Picture {
        let mut picture = Picture {
            subtitle: self.subtitle.clone(),
            remark: self.remark.clone(),
            theme: self.theme.clone(),
            unkeyed: true,
            ..Picture::titled(self.title.clone())
        };
        picture.nodes = self.knots.iter().map(node).collect();
        picture.legend = Strand::ALL.map(row).to_vec();
        picture.edges = self.ties.iter().map(edge).collect();
        picture
    }

    /// Where everything of the chain's picture goes: what is asked about above, what it hangs from below.
    #[must_use]
    pub fn arrange(&self) -> Layout {
        layout::arrange_downward(&self.picture())
    }
}

fn node(knot: &Knot) -> Node {
    Node {
        note: knot.note.clone(),
        shape: match knot.sort {
            Sort::Happened => Shape::Deed,
            Sort::Held => Shape::Fact,
            Sort::Missed => Shape::Remark,
        },
        state: State::Alive,
        emphasis: if knot.is_asked {
            Emphasis::Focus
        } else {
            Emphasis::Usual
        },
        ..Node::character(knot.id.clone(), knot.words.clone())
    }
}

fn row(strand: Strand) -> LegendRow {
    let (colour, line, words) = strand.look();
    LegendRow {
        arrow: Arrow::Forward,
        ..LegendRow::new(words, colour, line)
    }
}

fn edge(tie: &Tie) -> Edge {
    let row = Strand::ALL.iter().position(|strand| *strand == tie.strand);
    Edge {
        label: tie.word.clone(),
        arrow: Arrow::Forward,
        certainty: if tie.doubtful {
            Certainty::Doubtful
        } else {
            Certainty::Stated
        },
        ..Edge::between(End::Node(tie.from), End::Node(tie.to), row.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::font;

    #[test]
    fn several_facts_in_one_box_begin_below_one_another_each_with_its_point() {
        let words = "Ann was a friend of Bo\nThe Warden of the Northern Marches was hostile to Bo\nBo was alive";
        let chain = Chain {
            knots: vec![Knot {
                id: "ended".into(),
                words: words.into(),
                note: String::new(),
                sort: Sort::Held,
                is_asked: false,
            }],
            ..Chain::default()
        };
        let label = &chain.arrange().nodes[0].label;
        let left = |line: &layout::Words| line.at.x - font::width(&line.text, line.size, line.weight) / 2.0;
        let points = label.iter().filter(|line| line.text.starts_with("• ")).count();
        assert_eq!((points, label.len()), (3, 5), "{label:?}");
        assert!(
            label.iter().all(|line| (left(line) - left(&label[0])).abs() < 0.01),
            "{label:?}"
        );
    }
}
