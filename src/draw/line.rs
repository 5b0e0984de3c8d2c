//! The strokes of relations, and the row of the legend that tells which is which.

use super::edge::Arrow;

/// One row of the legend: a relation with its colour and line.
#[derive(Debug, Clone, PartialEq)]
pub struct LegendRow {
    /// What it is a row of, such as the name of a relation, whatever words it has.
    pub id: String,
    /// The words, such as "is allied with".
    pub label: String,
    /// The colour as `#RRGGBB`; anything else is drawn grey.
    pub colour: String,
    /// The stroke.
    pub line: Line,
    /// Whether edges of this row point, so that the sample does too.
    pub arrow: Arrow,
    /// What has become of its edges, where two moments are held against each other.
    pub change: Change,
    /// Whether it stands back behind others.
    pub is_faint: bool,
}

/// How something of one of two moments fares in the other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is there at both.
    #[default]
    Kept,
    /// It is there at the second alone.
    New,
    /// It is there at the first alone.
    Gone,
}

/// The stroke of an edge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// An unbroken line.
    #[default]
    Solid,
    /// A line of dashes.
    Dashed,
    /// A line of dots.
    Dotted,
    /// A thick line.
    Bold,
    /// Two thin lines side by side.
    Double,
    /// Dashes and dots by turns.
    DashDot,
    /// A thick line of dashes.
    BoldDashed,
    /// Two thin lines of dashes side by side.
    DoubleDashed,
    /// Long dashes far apart.
    LongDashed,
    /// A thick line of dots.
    BoldDotted,
    /// A dash and two dots by turns.
    DashDotDot,
    /// A thin unbroken line.
    Thin,
    /// Long and short dashes by turns.
    LongShort,
    /// Two dashes and a dot by turns.
    DashDashDot,
    /// Dots in pairs.
    DotDot,
    /// Two thin lines of dots side by side.
    DoubleDotted,
    /// A thick line of dashes and dots by turns.
    BoldDashDot,
    /// A thick line of long dashes far apart.
    BoldLongDashed,
    /// A thick line of a dash and two dots by turns.
    BoldDashDotDot,
    /// A thin line of dashes.
    ThinDashed,
}

/// What the pen does along a stroke.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pen {
    /// How thick it is.
    pub width: f64,
    /// The lengths of dashes and gaps by turns; empty for an unbroken line, and a dash of nearly nothing for a dot.
    pub dashes: &'static [f64],
    /// Whether two run side by side.
    pub is_double: bool,
}

impl Line {
    /// All strokes, those that a vocabulary declares first.
    pub const ALL: [Self; 20] = [
        Self::Solid,
        Self::Dashed,
        Self::Dotted,
        Self::Bold,
        Self::Double,
        Self::DashDot,
        Self::BoldDashed,
        Self::DoubleDashed,
        Self::LongDashed,
        Self::BoldDotted,
        Self::DashDotDot,
        Self::Thin,
        Self::LongShort,
        Self::DashDashDot,
        Self::DotDot,
        Self::DoubleDotted,
        Self::BoldDashDot,
        Self::BoldLongDashed,
        Self::BoldDashDotDot,
        Self::ThinDashed,
    ];

    /// Returns the word a theme says it by.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Solid => "solid",
            Self::Dashed => "dashed",
            Self::Dotted => "dotted",
            Self::Bold => "bold",
            Self::Double => "double",
            Self::DashDot => "dash-dot",
            Self::BoldDashed => "bold-dashed",
            Self::DoubleDashed => "double-dashed",
            Self::LongDashed => "long-dashed",
            Self::BoldDotted => "bold-dotted",
            Self::DashDotDot => "dash-dot-dot",
            Self::Thin => "thin",
            Self::LongShort => "long-short",
            Self::DashDashDot => "dash-dash-dot",
            Self::DotDot => "dot-dot",
            Self::DoubleDotted => "double-dotted",
            Self::BoldDashDot => "bold-dash-dot",
            Self::BoldLongDashed => "bold-long-dashed",
            Self::BoldDashDotDot => "bold-dash-dot-dot",
            Self::ThinDashed => "thin-dashed",
        }
    }

    /// Returns how it is drawn.
    #[must_use]
    pub fn pen(self) -> Pen {
        let pen = |width, dashes| Pen {
            width,
            dashes,
            is_double: false,
        };
        let double = |dashes| Pen {
            width: 1.5,
            dashes,
            is_double: true,
        };
        match self {
            Self::Solid => pen(1.9, &[]),
            Self::Dashed => pen(1.9, &[8.0, 5.0]),
            Self::Dotted => pen(2.6, &[0.1, 5.5]),
            Self::Bold => pen(3.8, &[]),
            Self::Double => double(&[]),
            Self::DashDot => pen(1.9, &[10.0, 5.0, 0.1, 5.0]),
            Self::BoldDashed => pen(3.8, &[11.0, 6.0]),
            Self::DoubleDashed => double(&[8.0, 5.0]),
            Self::LongDashed => pen(1.9, &[18.0, 8.0]),
            Self::BoldDotted => pen(4.2, &[0.1, 8.0]),
            Self::DashDotDot => pen(1.9, &[12.0, 5.0, 0.1, 5.0, 0.1, 5.0]),
            Self::Thin => pen(0.9, &[]),
            Self::LongShort => pen(1.9, &[18.0, 5.0, 5.0, 5.0]),
            Self::DashDashDot => pen(1.9, &[8.0, 4.0, 8.0, 4.0, 0.1, 4.0]),
            Self::DotDot => pen(2.6, &[0.1, 4.5, 0.1, 11.0]),
            Self::DoubleDotted => double(&[0.1, 4.5]),
            Self::BoldDashDot => pen(3.8, &[12.0, 7.0, 0.1, 7.0]),
            Self::BoldLongDashed => pen(3.8, &[20.0, 9.0]),
            Self::BoldDashDotDot => pen(3.8, &[14.0, 7.0, 0.1, 7.0, 0.1, 7.0]),
            Self::ThinDashed => pen(0.9, &[7.0, 5.0]),
        }
    }

    /// Returns the line of usual weight with the same dashes, for weights are harder to tell apart than patterns.
    #[must_use]
    pub fn pattern(self) -> Self {
        match self {
            Self::Bold | Self::Thin => Self::Solid,
            Self::BoldDashed | Self::ThinDashed => Self::Dashed,
            Self::BoldDotted => Self::Dotted,
            Self::BoldDashDot => Self::DashDot,
            Self::BoldLongDashed => Self::LongDashed,
            Self::BoldDashDotDot => Self::DashDotDot,
            Self::Solid
            | Self::Dashed
            | Self::Dotted
            | Self::Double
            | Self::DashDot
            | Self::DoubleDashed
            | Self::LongDashed
            | Self::DashDotDot
            | Self::LongShort
            | Self::DashDashDot
            | Self::DotDot
            | Self::DoubleDotted => self,
        }
    }
}

impl LegendRow {
    /// Returns a row that is known by its words, whose edges do not point.
    pub fn new(label: impl Into<String>, colour: impl Into<String>, line: Line) -> Self {
        let label = label.into();
        Self {
            id: label.clone(),
            label,
            colour: colour.into(),
            line,
            arrow: Arrow::None,
            change: Change::Kept,
            is_faint: false,
        }
    }
}
