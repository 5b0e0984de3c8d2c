//! When something happened, as far as the story says: every time is an interval of what it may mean.
//!
//! ```text
//!   1999           |=====================================|   any day of that year
//!   1999-06              |===|                               any day of that month
//!   ..1999-06      ...=======|                               then or before
//!   circa 1999 ...=========================================...   five years either way
//! ```
//!
//! Two times are ordered only where their intervals do not overlap; the rest is left open.
//! One story counts on one axis: numbers, dates, or labels such as `3.14` and `S07E25`.

mod read;

use super::{Text, Unread, UnreadTime};
use read::{interval, label_key, number_key, parse_date, parse_label, strip_circa};

/// What a story's times are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Plain numbers: days of the campaign, minutes of the film.
    Number,
    /// Dates of the proleptic Gregorian calendar, years from -9999 to 9999, 0 being 1 BC.
    Date,
    /// Places in the work: chapter.section, or season and episode.
    Label,
}

impl Axis {
    /// The word for it in a story file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Label => "label",
        }
    }

    /// The axis of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Number, Self::Date, Self::Label]
            .into_iter()
            .find(|axis| axis.word() == word)
    }

    /// The axis that a written time plainly belongs to; none for what could be either, such as `1999`.
    ///
    /// ```
    /// use lorescope::model::Axis;
    /// assert_eq!(Axis::of("1999-06"), Some(Axis::Date));
    /// assert_eq!(Axis::of("S07E25"), Some(Axis::Label));
    /// assert_eq!(Axis::of("12"), None);
    /// ```
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let text = strip_circa(text).unwrap_or(text);
        let ends = text.split_once("..").map_or([text, ""], |(a, b)| [a, b]);
        ends.into_iter()
            .map(str::trim)
            .filter(|end| !end.is_empty())
            .find_map(|end| {
                if end.trim_start_matches('-').contains('-') {
                    parse_date(end).map(|_| Self::Date)
                } else if end.bytes().all(|b| b.is_ascii_digit()) {
                    None
                } else {
                    parse_label(end).map(|_| Self::Label)
                }
            })
    }
}

/// A time as an interval of what it may mean, and as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// The first instant it may mean, as a key that orders like the axis.
    pub earliest: i64,
    /// The last instant it may mean.
    pub latest: i64,
    /// How it was written.
    pub written: Written,
}

/// How a time was written.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Written {
    /// Not at all: the time is unknown.
    #[default]
    Nothing,
    /// As a number.
    Number(f64),
    /// As text.
    Text(Text),
}

impl std::fmt::Display for Written {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl Default for When {
    fn default() -> Self {
        Self::UNKNOWN
    }
}

impl When {
    /// No time given: it may mean any.
    pub const UNKNOWN: Self = Self {
        earliest: i64::MIN,
        latest: i64::MAX,
        written: Written::Nothing,
    };

    /// Whether any time was given.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.written != Written::Nothing
    }

    /// Whether this certainly lies before the other.
    #[must_use]
    pub fn is_before(&self, other: &Self) -> bool {
        self.latest < other.earliest
    }

    /// A time on the number axis.
    ///
    /// ```
    /// use lorescope::model::When;
    /// assert!(When::number(-1.5).is_before(&When::number(3.0)));
    /// ```
    #[must_use]
    pub fn number(number: f64) -> Self {
        let key = number_key(number);
        Self {
            earliest: key,
            latest: key,
            written: Written::Number(number),
        }
    }

    /// The number that a key of the number axis stands for.
    ///
    /// ```
    /// use lorescope::model::When;
    /// assert_eq!(When::number_of(When::number(-1.5).earliest), -1.5);
    /// ```
    #[must_use]
    pub fn number_of(key: i64) -> f64 {
        read::key_number(key)
    }

    /// Reads a written time on a story's axis.
    ///
    /// # Errors
    /// What is wrong with it, and what would be right.
    ///
    /// ```
    /// use lorescope::model::{Axis, When};
    /// let june = When::parse("1999-06".into(), Axis::Date).unwrap();
    /// let year = When::parse("circa 1190".into(), Axis::Date).unwrap();
    /// assert!(year.is_before(&june));
    /// assert!(When::parse("1999-02-30".into(), Axis::Date).is_err());
    /// ```
    pub fn parse(text: Text, axis: Axis) -> Result<Self, UnreadTime> {
        let unread = |reason| UnreadTime { axis, reason };
        let (earliest, latest) = interval(text.trim(), axis).ok_or_else(|| unread(Unread::of(&text, axis)))?;
        if earliest > latest {
            return Err(unread(Unread::Backwards));
        }
        Ok(Self {
            earliest,
            latest,
            written: Written::Text(text),
        })
    }
}

/// Where the telling reveals something: a number or a label, on an axis of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Orders like the telling.
    pub key: i64,
    /// How it was written.
    pub written: Written,
}

impl Told {
    /// Reads a place in the telling; a number counts as the label it looks like, so that `3.9` stands before `3.14`.
    ///
    /// ```
    /// use lorescope::model::{Told, Written};
    /// let told = |text: &str| Told::parse(Written::Text(text.into())).unwrap();
    /// assert!(told("3.9").key < told("3.14").key);
    /// assert!(Told::parse(Written::Text("later".into())).is_none());
    /// ```
    #[must_use]
    pub fn parse(written: Written) -> Option<Self> {
        let key = match &written {
            Written::Nothing => return None,
            Written::Number(number) => label_key(&parse_label(&number.to_string())?, 0),
            Written::Text(text) => label_key(&parse_label(text.trim())?, 0),
        };
        Some(Self { key, written })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str, axis: Axis) -> When {
        When::parse(text.into(), axis).unwrap_or_else(|_| panic!("{text} is a time"))
    }

    #[test]
    fn times_are_ordered_only_where_they_cannot_overlap() {
        use Axis::{Date, Label, Number};
        for (axis, left, right, before) in [
            (Date, "1999", "2000", true),
            (Date, "1999-06", "1999", false),
            (Date, "1999-06-02", "1999-06-03", true),
            (Date, "-0044-03-15", "0001", true),
            (Date, "-0045", "-0044-03", true),
            (Date, "circa 1190", "1195", false),
            (Date, "circa 1190", "1196", true),
            (Date, "1190..1193", "1194", true),
            (Date, "1190..", "1999", false),
            (Date, "..1190", "1191", true),
            (Date, "2023-12-31", "2024", true),
            (Number, "3..5", "5.5", true),
            (Number, "3..5", "4", false),
            (Number, "-10", "-9.5", true),
            (Number, "circa 3.5", "4.1", true),
            (Label, "3.9", "3.14", true),
            (Label, "3", "3.14", false),
            (Label, "S01E09", "S01E10", true),
            (Label, "S01", "S02E01", true),
            (Label, "S07E25.1", "S07E25.2", true),
        ] {
            assert_eq!(
                when(left, axis).is_before(&when(right, axis)),
                before,
                "{left} before {right}"
            );
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        use Axis::{Date, Label, Number};
        for (axis, text) in [
            (Date, "1999-13"),
            (Date, "1999-02-30"),
            (Date, "99999"),
            (Date, "1999-6"),
            (Date, "June"),
            (Date, ""),
            (Date, ".."),
            (Date, "1999..1998"),
            (Number, "NaN"),
            (Number, "inf"),
            (Number, "three"),
            (Label, "3."),
            (Label, "1.2.3.4.5"),
            (Label, "40000"),
            (Label, "finale"),
        ] {
            assert!(When::parse(text.into(), axis).is_err(), "{text}");
        }
    }

    #[test]
    fn the_axis_shows_in_the_way_a_time_is_written() {
        for (text, axis) in [
            ("1999-06", Some(Axis::Date)),
            ("-0044-03", Some(Axis::Date)),
            ("circa 1190-05", Some(Axis::Date)),
            ("1190..1191-02", Some(Axis::Date)),
            ("3.14", Some(Axis::Label)),
            ("s7e25", Some(Axis::Label)),
            ("12", None),
            ("1..3", None),
            ("soon", None),
        ] {
            assert_eq!(Axis::of(text), axis, "{text}");
        }
    }
}
