//! How an English word may be bent: what a word of a question may be a form of.
//!
//! A declaration gives the forms of its verb; those that it leaves out, and those of its further words, follow the rules here.

/// How a word stands to the one it is a form of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bend {
    /// The word itself.
    Same,
    /// `-s`
    Third,
    /// `-ed`
    Past,
    /// `-ing`
    Gerund,
}

/// How a word of a question is a form of another, if it is one; both are folded.
///
/// ```text
///   bend("marrying", "marry") = Gerund
///   bend("fled", "flee")      = none: what is irregular is declared
/// ```
pub(super) fn bend(word: &str, base: &str) -> Option<Bend> {
    if word == base {
        return Some(Bend::Same);
    }
    // Most words differ in their first letter.
    if word.as_bytes().first() != base.as_bytes().first() || base.len() < 2 {
        return None;
    }
    let ends = [("ing", Bend::Gerund), ("ed", Bend::Past), ("es", Bend::Third)];
    for (end, bend) in ends {
        if let Some(stem) = word.strip_suffix(end)
            && is_stem(stem, base, bend)
        {
            return Some(bend);
        }
    }
    let y = |end: &str| {
        base.strip_suffix('y')
            .is_some_and(|stem| word.strip_suffix(end) == Some(stem))
    };
    if word.strip_suffix('s') == Some(base) || y("ies") {
        return Some(Bend::Third);
    }
    y("ied").then_some(Bend::Past)
}

/// Whether what is left of a word without its ending is left of the base too.
fn is_stem(stem: &str, base: &str, bend: Bend) -> bool {
    if stem == base {
        return bend != Bend::Third || base.ends_with(['s', 'x', 'z', 'h', 'o']);
    }
    if bend == Bend::Third {
        return false;
    }
    // love, loving; die, dying; plot, plotting
    base.strip_suffix('e') == Some(stem)
        || bend == Bend::Gerund
            && base
                .strip_suffix("ie")
                .is_some_and(|head| stem.strip_suffix('y') == Some(head))
        || stem.strip_prefix(base).is_some_and(|rest| {
            let last = base.chars().next_back();
            rest.chars().eq(last) && last.is_some_and(|c| !"aeiouwxy".contains(c))
        })
}

/// Whether a word is another in the plural: *allies*, *wives*; the same word counts too.
pub(super) fn is_plural_of(word: &str, one: &str) -> bool {
    if word == one {
        return true;
    }
    if word.as_bytes().first() != one.as_bytes().first() {
        return false;
    }
    let men = one
        .strip_suffix("man")
        .is_some_and(|stem| word.strip_suffix("men") == Some(stem));
    let children = one
        .strip_suffix("child")
        .is_some_and(|stem| word.strip_suffix("children") == Some(stem));
    bend(word, one) == Some(Bend::Third) || men || children
}

/// Whether a word is one slip of the finger away from another: a letter too many, too few, another, or two that changed places.
pub(super) fn is_near(word: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (word.chars().collect(), other.chars().collect());
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    match (a, b) {
        ([], []) => false,
        ([_, rest @ ..], other) if rest == other => true,
        (other, [_, rest @ ..]) if rest == other => true,
        ([_, one @ ..], [_, two @ ..]) if one == two => true,
        ([a, b, one @ ..], [c, d, two @ ..]) => a == d && b == c && one == two,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_forms_are_known_and_no_others() {
        for (word, base, expected) in [
            ("kill", "kill", Some(Bend::Same)),
            ("killing", "kill", Some(Bend::Gerund)),
            ("dying", "die", Some(Bend::Gerund)),
            ("plotting", "plot", Some(Bend::Gerund)),
            ("betraying", "betray", Some(Bend::Gerund)),
            ("leaving", "leave", Some(Bend::Gerund)),
            ("paroled", "parole", Some(Bend::Past)),
            ("married", "marry", Some(Bend::Past)),
            ("marries", "marry", Some(Bend::Third)),
            ("weds", "wed", Some(Bend::Third)),
            ("attaches", "attach", Some(Bend::Third)),
            ("dies", "di", None),
            ("king", "k", None),
            ("found", "find", None),
            ("fled", "flee", None),
            ("being", "be", Some(Bend::Gerund)),
        ] {
            assert_eq!(bend(word, base), expected, "{word} of {base}");
        }
        assert!(is_plural_of("enemies", "enemy") && is_plural_of("kinsmen", "kinsman"));
        assert!(is_plural_of("children", "child") && !is_plural_of("childs", "chil"));
    }

    #[test]
    fn one_slip_is_near_and_two_are_not() {
        for (word, other, near) in [
            ("alied", "allied", true),
            ("kiled", "killed", true),
            ("wiht", "with", true),
            ("whi", "who", true),
            ("who", "who", false),
            ("betrade", "betrayed", false),
        ] {
            assert_eq!(is_near(word, other), near, "{word} {other}");
        }
    }
}
