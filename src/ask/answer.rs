//! What a question gives back: rows of plain data, each with the evidence behind it.
//!
//! Nothing here knows how an answer will be printed; every format is made from this one shape.

use super::Link;
use super::asked::shell;
use crate::model::Certainty;
use crate::telling::as_told_by;
use crate::timeline::Truth;
use crate::world;

/// The answer to a question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The exact command words of the question.
    pub question: String,
    /// How the question was read, as a heading.
    pub reading: String,
    /// The moment it was asked of, in words; none where whole spans are told.
    pub as_of: Option<String>,
    /// Yes, no or unknown, for questions that ask whether something is so.
    pub ruling: Option<Ruling>,
    /// The answer in a few words, where it is a number or a time.
    pub gist: Option<String>,
    /// Those whom a question sought, each different way once, one for each that it sought at a time; empty where it sought nobody.
    pub found: Vec<Vec<Named>>,
    /// The names of the cells of each row.
    pub columns: Vec<String>,
    /// The rows, in the order in which they are to be read.
    pub rows: Vec<Row>,
    /// Remarks about the answer as a whole.
    pub notes: Vec<String>,
}

impl Answer {
    /// Says of an answer that it tells only what the telling has come to by a place in it.
    ///
    /// ```
    /// use lorescope::ask::Answer;
    /// let mut answer = Answer { question: "show kira".into(), reading: "Kira".into(), ..Answer::default() };
    /// answer.told_by("3.2");
    /// assert_eq!(answer.question, "show kira --told-by 3.2");
    /// assert_eq!(answer.reading, "Kira, as told by 3.2");
    /// ```
    pub fn told_by(&mut self, place: &str) {
        let place = place.trim();
        self.question = format!("{} --told-by {}", self.question, shell(place));
        self.reading = format!("{}, {}", self.reading, as_told_by(place));
    }
}

/// A yes, no or unknown, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// Which of the three.
    pub truth: Truth,
    /// Why, as a clause.
    pub reason: String,
}

impl Ruling {
    /// The word for the truth of it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        truth_word(self.truth)
    }
}

/// The word for yes, no or unknown.
#[must_use]
pub fn truth_word(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "unknown",
    }
}

/// One row of an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The heading it stands under.
    pub section: Option<String>,
    /// How deep it is nested below the rows before it.
    pub depth: usize,
    /// How it hangs from the row that it is nested under, in a chain.
    pub link: Option<Link>,
    /// What stands before the sentence: an event's id, a label.
    pub lead: Option<String>,
    /// The row as an English sentence, without its full stop.
    pub sentence: String,
    /// Its values, one for each column of the answer.
    pub cells: Vec<Cell>,
    /// From when until when, where the row tells of something that holds.
    pub span: Option<Span>,
    /// How sure it is.
    pub certainty: Certainty,
    /// What leaves it open whether the row is so; none where it surely is.
    pub open: Option<String>,
    /// By what way it was reached.
    pub via: Option<String>,
    /// The events and quotes that make it so.
    pub evidence: Vec<Evidence>,
    /// Whether there are too many rows of its sort for readers of plain text to want the evidence of each.
    pub brief: bool,
}

/// One value of a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing is told.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Count(u64),
    /// A measure.
    Measure(f64),
    /// An entity or an event.
    One(Named),
    /// Any number of entities or events.
    Many(Vec<Named>),
}

impl Cell {
    /// Words if there are any.
    #[must_use]
    pub fn text(words: Option<impl ToString>) -> Self {
        words.map_or(Self::Empty, |words| Self::Text(words.to_string()))
    }
}

/// An entity or an event as an answer names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its name; an event's is its id.
    pub name: String,
    /// Whether it is only one of several candidates.
    pub possible: bool,
    /// What it passes for, or is possessed by, where the row tells of an event: *as a Bajoran*.
    pub guise: Option<String>,
}

/// From when until when something holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// What it begins with.
    pub from: Point,
    /// What it ends with; none if nothing told ends it.
    pub until: Option<Point>,
    /// Whether it is told only as far as it was known then: what ends it later is left out.
    pub so_far: bool,
}

/// One end of a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Point {
    /// Before the first event.
    Start,
    /// An event, by its id.
    Event(String),
    /// A time on the story's axis, as written.
    Time(String),
}

impl std::fmt::Display for Point {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Start => f.write_str("start"),
            Self::Event(word) | Self::Time(word) => f.write_str(word),
        }
    }
}

impl Point {
    /// It as it stands in a sentence: *the start*, *`pact`*, *1999*.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::Start => "the start".to_owned(),
            Self::Event(id) => format!("`{id}`"),
            Self::Time(time) => time.clone(),
        }
    }
}

impl Span {
    /// The span in words, to stand behind a sentence.
    ///
    /// ```
    /// use lorescope::ask::{Point, Span};
    /// let span = Span { from: Point::Start, until: Some(Point::Event("fall".into())), so_far: false };
    /// assert_eq!(span.words(), "from the start until `fall`");
    /// assert_eq!(Span { until: None, ..span.clone() }.words(), "throughout");
    /// assert_eq!(Span { until: None, so_far: true, ..span }.words(), "since the start");
    /// ```
    #[must_use]
    pub fn words(&self) -> String {
        match (&self.from, &self.until) {
            (Point::Start, None) if !self.so_far => "throughout".to_owned(),
            (from, None) => format!("since {}", from.in_words()),
            (from, Some(until)) => format!("from {} until {}", from.in_words(), until.in_words()),
        }
    }
}

/// Something told that makes a row so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What it does for the row.
    pub bearing: Bearing,
    /// What is told.
    pub told: world::Evidence,
}

/// What a piece of evidence does for its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bearing {
    /// It started what the row tells.
    Starts,
    /// It ended what the row tells.
    Ends,
    /// It caused what the row tells.
    Because,
    /// It is the larger event of which the row's is part.
    Within,
    /// It is what the row tells.
    Shows,
    /// It is what the row's part was played in.
    In,
    /// It is the way by which the row was reached.
    Through,
    /// It leaves open whether the row is so.
    Opens,
}

impl Bearing {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Starts => "from",
            Self::Ends => "until",
            Self::Because => "because",
            Self::Within => "within",
            Self::Shows => "shown by",
            Self::In => "in",
            Self::Through => "through",
            Self::Opens => "but",
        }
    }
}
