//! The word that a mistyped word was probably meant to be.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Below this likeness nothing is offered: a wrong guess costs more than none.
const ENOUGH: f64 = 0.82;

/// The most alike of some words, if one of them is alike enough; of equals the first.
///
/// Case and accents do not count, and one word of a longer name is compared for itself.
///
/// ```
/// use lorescope::diag::nearest;
/// assert_eq!(nearest("weyoum", ["dukat", "weyoun"]), Some("weyoun"));
/// assert_eq!(nearest("siskko", ["Kira Nerys", "Benjamin Sisko"]), Some("Benjamin Sisko"));
/// assert_eq!(nearest("gowron", ["dukat", "weyoun"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = plain(word);
    let mut best = None;
    let mut most = ENOUGH;
    for candidate in candidates {
        let likeness = likeness(&word, &plain(candidate));
        if likeness > most {
            most = likeness;
            best = Some(candidate);
        }
    }
    best
}

/// The question to put to somebody who mistyped, if there is one.
///
/// ```
/// use lorescope::diag::did_you_mean;
/// assert_eq!(did_you_mean("knd", ["id", "kind"]).as_deref(), Some("did you mean `kind`?"));
/// ```
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, candidates).map(|found| format!("did you mean `{}`?", super::one_line(found)))
}

fn likeness(word: &str, candidate: &str) -> f64 {
    let whole = strsim::jaro_winkler(word, candidate).max(strsim::normalized_damerau_levenshtein(word, candidate));
    // One letter wrong in a single word of a name is a weaker sign than in the whole of it.
    let part = candidate.split([' ', '-']).filter(|part| part.chars().count() > 3);
    let part = part
        .map(|part| strsim::normalized_damerau_levenshtein(word, part))
        .fold(0.0, f64::max);
    whole.max(part * 0.99)
}

fn plain(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(
        word.nfkd()
            .filter(|c| !is_combining_mark(*c))
            .flat_map(char::to_lowercase)
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_understood_and_a_different_word_is_not() {
        let keys = [
            "id",
            "kind",
            "roles",
            "at",
            "told",
            "after",
            "before",
            "place",
            "according-to",
            "certainty",
        ];
        for (typed, expected) in [
            ("knd", Some("kind")),
            ("role", Some("roles")),
            ("tol", Some("told")),
            ("accordingTo", Some("according-to")),
            ("ROLES", Some("roles")),
            ("röles", Some("roles")),
            ("befroe", Some("before")),
            ("weather", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, keys), expected, "{typed}");
        }
    }
}
