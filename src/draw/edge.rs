//! The lines of a picture: what each joins, what it says, and how sure that is.
//!
//! An edge has one strand, or several side by side where more than one relation holds between the same two.

/// Where an edge begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// At a node, by index.
    Node(usize),
    /// At the border of a cluster, by index.
    Cluster(usize),
}

/// A line between two ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// Where it begins.
    pub from: End,
    /// Where it ends.
    pub to: End,
    /// The row of the legend that says its colour and line.
    pub row: usize,
    /// Words on the line, only where the legend is not enough; empty for none.
    pub label: String,
    /// Whether it points.
    pub arrow: Arrow,
    /// How sure the story is.
    pub certainty: Certainty,
    /// What else runs along it.
    pub also: Vec<Strand>,
}

/// One of the lines that run side by side along an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Strand {
    /// The row of the legend that says its colour and line.
    pub row: usize,
    /// Whether it points.
    pub arrow: Arrow,
    /// How sure the story is.
    pub certainty: Certainty,
}

/// Whether a line points at its ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arrow {
    /// It goes both ways and is drawn bare.
    #[default]
    None,
    /// It points at `to`.
    Forward,
    /// It points at `from`.
    Back,
    /// It holds one way and the other, and points at both.
    Both,
}

/// How sure the story is of a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The story says so.
    #[default]
    Stated,
    /// Possible or doubtful: drawn paler, with `?` on the line.
    Doubtful,
}

impl Arrow {
    /// Tells whether it points at the end of the line.
    #[must_use]
    pub fn is_forward(self) -> bool {
        matches!(self, Self::Forward | Self::Both)
    }

    /// Tells whether it points at the beginning of the line.
    #[must_use]
    pub fn is_back(self) -> bool {
        matches!(self, Self::Back | Self::Both)
    }

    /// Returns the same arrow of the line seen from its other end.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Forward => Self::Back,
            Self::Back => Self::Forward,
            Self::None | Self::Both => self,
        }
    }

    /// Returns an arrow that points wherever one of both does.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        match (
            self.is_forward() || other.is_forward(),
            self.is_back() || other.is_back(),
        ) {
            (true, true) => Self::Both,
            (true, false) => Self::Forward,
            (false, true) => Self::Back,
            (false, false) => Self::None,
        }
    }
}

impl Edge {
    /// Returns a bare, certain edge of a row.
    #[must_use]
    pub fn between(from: End, to: End, row: usize) -> Self {
        Self {
            from,
            to,
            row,
            label: String::new(),
            arrow: Arrow::None,
            certainty: Certainty::Stated,
            also: Vec::new(),
        }
    }

    /// Returns all that runs along it, its own line first.
    pub fn strands(&self) -> impl Iterator<Item = Strand> + '_ {
        let own = Strand {
            row: self.row,
            arrow: self.arrow,
            certainty: self.certainty,
        };
        std::iter::once(own).chain(self.also.iter().copied())
    }

    /// Returns where it points with any of its strands.
    #[must_use]
    pub fn arrows(&self) -> Arrow {
        self.strands().fold(Arrow::None, |all, strand| all.with(strand.arrow))
    }
}
