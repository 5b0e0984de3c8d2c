//! The three ways in which a time is written, each read as an interval of keys that order like its axis.

use super::Axis;
use jiff::civil::{Date, date};

pub(super) fn strip_circa(text: &str) -> Option<&str> {
    ["circa ", "ca. ", "c. ", "~"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .map(str::trim)
}

pub(super) fn interval(text: &str, axis: Axis) -> Option<(i64, i64)> {
    if let Some((from, to)) = text.split_once("..") {
        let (from, to) = (from.trim(), to.trim());
        if from.is_empty() && to.is_empty() {
            return None;
        }
        let earliest = if from.is_empty() {
            i64::MIN
        } else {
            interval(from, axis)?.0
        };
        let latest = if to.is_empty() { i64::MAX } else { interval(to, axis)?.1 };
        return Some((earliest, latest));
    }
    let (text, slack) = strip_circa(text).map_or((text, 0), |rest| (rest, CIRCA));
    match axis {
        Axis::Number => number_interval(text, slack),
        Axis::Date => date_interval(text, slack),
        Axis::Label => {
            let mut parts = parse_label(text)?;
            let last = parts.pop()?;
            let with = |last: i64| [parts.as_slice(), &[last.clamp(0, LABEL_MAX - 1)]].concat();
            Some((
                label_key(&with(last - slack), 0),
                label_key(&with(last + slack), LABEL_MAX),
            ))
        }
    }
}

/// How many units of its last place a `circa` reaches either way.
pub(super) const CIRCA: i64 = 5;

/// The order of floating-point numbers as integers: IEEE 754 totalOrder, with -0 made 0.
#[expect(clippy::cast_possible_wrap, reason = "the sign bit is meant to become the sign")]
pub(super) fn number_key(number: f64) -> i64 {
    let bits = (number + 0.0).to_bits() as i64;
    if bits < 0 { bits ^ i64::MAX } else { bits }
}

/// The number of a key: the way back from [`number_key`].
#[expect(clippy::cast_sign_loss, reason = "the sign is meant to become the sign bit again")]
pub(super) fn key_number(key: i64) -> f64 {
    f64::from_bits(if key < 0 { key ^ i64::MAX } else { key } as u64)
}

pub(super) fn number_interval(text: &str, slack: i64) -> Option<(i64, i64)> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    let number: f64 = text.parse().ok().filter(|n: &f64| plain && n.is_finite())?;
    let places = text.split_once('.').map_or(0, |(_, places)| places.len());
    let mut unit = 1.0;
    for _ in 0..places.min(300) {
        unit /= 10.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "the slack is a small whole number")]
    let slack = slack as f64 * unit;
    Some((number_key(number - slack), number_key(number + slack)))
}

pub(super) fn parse_date(text: &str) -> Option<(i16, Option<i8>, Option<i8>)> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let mut fields = digits.split('-');
    let year = fields.next().filter(|y| (1..=4).contains(&y.len()))?;
    if !digits.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        return None;
    }
    let year: i16 = sign * year.parse::<i16>().ok()?;
    let two = |field: &str| (field.len() == 2).then(|| field.parse::<i8>().ok()).flatten();
    let (month, day) = match (fields.next(), fields.next(), fields.next()) {
        (None, ..) => (None, None),
        (Some(month), None, _) => (Some(two(month)?), None),
        (Some(month), Some(day), None) => (Some(two(month)?), Some(two(day)?)),
        (Some(_), Some(_), Some(_)) => return None,
    };
    Date::new(year, month.unwrap_or(1), day.unwrap_or(1))
        .ok()
        .map(|_| (year, month, day))
}

pub(super) fn date_interval(text: &str, slack: i64) -> Option<(i64, i64)> {
    let (year, month, day) = parse_date(text)?;
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let units = |n: i64| match (month, day) {
        (None, _) => jiff::Span::new().try_years(n),
        (Some(_), None) => jiff::Span::new().try_months(n),
        (Some(_), Some(_)) => jiff::Span::new().try_days(n),
    };
    let earliest = first.saturating_sub(units(slack).ok()?);
    let last = first
        .checked_add(units(slack + 1).ok()?)
        .map_or(i64::MAX, |next| day_number(next) - 1);
    Some((day_number(earliest), last))
}

pub(super) fn day_number(day: Date) -> i64 {
    let epoch = date(1970, 1, 1);
    day.since(epoch).map_or(0, |span| i64::from(span.get_days()))
}

pub(super) const LABEL_MAX: i64 = (1 << 15) - 1;
pub(super) const LABEL_DEPTH: usize = 4;

/// Reads `3`, `3.14`, `1.2.3.4` or `S07E25`, with further places after it.
pub(super) fn parse_label(text: &str) -> Option<Vec<i64>> {
    let lower = text.to_ascii_lowercase();
    let dotted = match lower
        .strip_prefix('s')
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    {
        Some(rest) => rest.replacen('e', ".", 1),
        None => lower,
    };
    let parts: Option<Vec<i64>> = dotted
        .split('.')
        .map(|part| {
            let digits = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            part.parse().ok().filter(|&n: &i64| digits && n < LABEL_MAX)
        })
        .collect();
    parts.filter(|parts| parts.len() <= LABEL_DEPTH)
}

pub(super) fn label_key(parts: &[i64], fill: i64) -> i64 {
    (0..LABEL_DEPTH).fold(0, |key, i| (key << 15) | parts.get(i).copied().unwrap_or(fill))
}
