//! An id is a slug: lower-case letters of any script, digits, and `-` between them.

use unicode_normalization::char::is_combining_mark;

/// Whether a text may be an id.
///
/// ```
/// use lorescope::load::slug;
/// assert!(slug::is_slug("jem-hadar") && slug::is_slug("zoë") && slug::is_slug("孙悟空") && slug::is_slug("7-of-9"));
/// assert!(!slug::is_slug("Odo") && !slug::is_slug("kasidy yates") && !slug::is_slug("-a") && !slug::is_slug(""));
/// ```
#[must_use]
pub fn is_slug(text: &str) -> bool {
    let text_bytes = text.as_bytes();
    if text_bytes.first().is_none_or(|byte| *byte == b'-') || text_bytes.last() == Some(&b'-') {
        return false;
    }
    text.chars().all(|c| match c {
        'a'..='z' | '0'..='9' | '-' => true,
        '\0'..='\x7f' => false,
        other => belongs(other) && other.to_lowercase().eq([other]),
    })
}

/// The id that a name suggests; empty when there is nothing in it that an id may have.
///
/// ```
/// use lorescope::load::slug;
/// assert_eq!(slug::slug_of("Miles O'Brien (Chief)"), "miles-obrien-chief");
/// assert_eq!(slug::slug_of("ΟΔΥΣΣΕΥΣ"), "οδυσσευσ");
/// assert_eq!(slug::slug_of("?!"), "");
/// ```
pub fn slug_of(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    let mut gap = false;
    for c in name.chars().flat_map(char::to_lowercase) {
        if matches!(c, '\'' | '’') {
            continue;
        }
        if !belongs(c) || !c.to_lowercase().eq([c]) {
            gap = true;
            continue;
        }
        if gap && !slug.is_empty() {
            slug.push('-');
        }
        gap = false;
        slug.push(c);
    }
    slug
}

/// The id that a name suggests, or another one when it suggests none.
#[must_use]
pub fn id_for(name: &str, otherwise: &str) -> String {
    let slug = slug_of(name);
    let long = slug.chars().count() > 40;
    if slug.is_empty() || long {
        otherwise.to_owned()
    } else {
        slug
    }
}

fn belongs(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_suggested_is_an_id() {
        for (name, expected) in [
            ("Benjamin Sisko", "benjamin-sisko"),
            ("  --Odo--  ", "odo"),
            ("İzmir", "i\u{307}zmir"),
            ("अर्जुन", "अर्जुन"),
            ("Émile  Zola", "émile-zola"),
            ("three.14", "three-14"),
        ] {
            assert_eq!(slug_of(name), expected);
            assert!(is_slug(expected), "{expected}");
        }
    }
}
