//! What is wrong with a time that could not be read, and what would be right.

use super::Axis;

/// A time that could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnreadTime {
    /// The axis it was read on.
    pub axis: Axis,
    /// What is wrong with it.
    pub reason: Unread,
}

/// What is wrong with a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is not written as a time of the axis is.
    Form,
    /// It is a range that ends before it begins.
    Backwards,
    /// It is written as a date, but the calendar has none such.
    NoSuchDay,
}

impl Unread {
    pub(super) fn of(text: &str, axis: Axis) -> Self {
        let is_field = |field: &str, length| field.len() == length && field.bytes().all(|b| b.is_ascii_digit());
        let fields: Vec<&str> = text.trim().trim_start_matches('-').split('-').collect();
        let dated = match fields.as_slice() {
            [year, rest @ ..] => is_field(year, 4) && rest.iter().all(|field| is_field(field, 2)),
            [] => false,
        };
        if axis == Axis::Date && dated && fields.len() <= 3 {
            Self::NoSuchDay
        } else {
            Self::Form
        }
    }
}

impl UnreadTime {
    /// What would have been right.
    #[must_use]
    pub fn remedy(self) -> &'static str {
        match self.axis {
            _ if self.reason == Unread::Backwards => "write the earlier end first, such as `\"3..5\"`",
            Axis::Date if self.reason == Unread::NoSuchDay => "write a day that exists, or the month or the year alone",
            Axis::Number => "write a number such as `12`, or a range or guess in quotes: `\"3..5\"`, `\"circa 12\"`",
            Axis::Date => {
                "write a date such as `\"1999-06-02\"`, `\"1999-06\"`, `\"-0044-03\"`, `\"1190..1193\"` or `\"circa 1190\"`"
            }
            Axis::Label => "write a place in the work such as `\"3.14\"`, `\"S07E25\"` or `\"3..5\"`",
        }
    }
}

impl std::fmt::Display for UnreadTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.reason {
            Unread::Form => write!(f, "not a time on this story's {} axis", self.axis.word()),
            Unread::Backwards => f.write_str("a range that ends before it begins"),
            Unread::NoSuchDay => f.write_str("a date that the calendar does not have"),
        }
    }
}
