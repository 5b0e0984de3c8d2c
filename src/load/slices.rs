//! The smallest pieces of a story file, as the fast reader takes them: slices of its text, counts and times.

use crate::model::{Text, When, Written};
use arcstr::ArcStr;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Text of the file: a slice of it, unless it holds escapes.
pub(super) struct Slice<'de>(pub Cow<'de, str>);

impl<'de> Deserialize<'de> for Slice<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AsSlice;

        impl<'de> Visitor<'de> for AsSlice {
            type Value = Slice<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Slice<'de>, E> {
                Ok(Slice(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Slice<'de>, E> {
                Ok(Slice(Cow::Owned(text.to_owned())))
            }
        }

        deserializer.deserialize_str(AsSlice)
    }
}

impl Slice<'_> {
    pub(super) fn text(&self, of: &ArcStr) -> Text {
        match &self.0 {
            Cow::Borrowed(slice) => of.substr_from(slice),
            Cow::Owned(text) => Text::from(ArcStr::from(text.as_str())),
        }
    }
}

/// A count as it is written: a whole number, or text.
pub(super) struct CountText(pub String);

impl<'de> Deserialize<'de> for CountText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AsCount;

        impl Visitor<'_> for AsCount {
            type Value = CountText;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a count")
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<CountText, E> {
                Ok(CountText(number.to_string()))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<CountText, E> {
                Ok(CountText(text.to_owned()))
            }
        }

        deserializer.deserialize_any(AsCount)
    }
}

/// Reads a time: a number is settled at once, text waits until the axis is known.
pub(super) struct TimeSeed<'a>(pub &'a ArcStr);

impl<'de> DeserializeSeed<'de> for TimeSeed<'_> {
    type Value = When;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<When, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TimeSeed<'_> {
    type Value = When;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time")
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<When, E> {
        Ok(When::number(number))
    }

    #[expect(clippy::cast_precision_loss, reason = "a story's numbers are far below 2^53")]
    fn visit_i64<E: Error>(self, number: i64) -> Result<When, E> {
        Ok(When::number(number as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "a story's numbers are far below 2^53")]
    fn visit_u64<E: Error>(self, number: u64) -> Result<When, E> {
        Ok(When::number(number as f64))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<When, E> {
        Ok(When {
            written: Written::Text(self.0.substr_from(text)),
            ..When::UNKNOWN
        })
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<When, E> {
        Ok(When {
            written: Written::Text(Text::from(ArcStr::from(text))),
            ..When::UNKNOWN
        })
    }
}
