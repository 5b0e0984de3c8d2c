//! How the names people type are matched to those of the story: case and accents aside, with the nearest offered where none fits.

use rustc_hash::FxHashMap;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A name with case, accents, typographic quotes and doubled blanks taken away.
pub type Folded = String;

/// Takes case, accents, typographic quotes and doubled blanks from a name.
///
/// ```
/// use lorescope::model::fold;
/// assert_eq!(fold("  Éowyn’s   Shield "), "eowyn's shield");
/// assert_eq!(fold("Qo’noS"), fold("qo'nos"));
/// ```
#[must_use]
pub fn fold(name: &str) -> Folded {
    let mut folded = String::with_capacity(name.len());
    if name.is_ascii() {
        name.chars().for_each(|c| put(&mut folded, c.to_ascii_lowercase()));
    } else {
        let plain = name
            .nfkd()
            .filter(|&c| !is_combining_mark(c))
            .flat_map(char::to_lowercase);
        let letters = plain.nfkd().filter(|&c| !is_combining_mark(c));
        letters.for_each(|c| put(&mut folded, c));
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// Puts a letter that is small and without accents behind the others, as it is folded.
fn put(folded: &mut Folded, c: char) {
    match c {
        c if c.is_whitespace() || c.is_control() => {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        }
        '‘' | '’' | 'ʼ' | '`' => folded.push('\''),
        '“' | '”' | '«' | '»' => folded.push('"'),
        '–' | '—' | '‐' | '‑' => folded.push('-'),
        'ß' => folded.push_str("ss"),
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        'đ' | 'ð' => folded.push('d'),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        c => folded.push(c),
    }
}

/// The slug for a name: folded, with a hyphen for whatever is neither letter nor digit.
///
/// ```
/// use lorescope::model::slug;
/// assert_eq!(slug("Qo’noS, First City"), "qonos-first-city");
/// ```
#[must_use]
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in fold(name).chars().filter(|&c| c != '\'') {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// The name of an entity whose files give none: its id, in words.
///
/// ```
/// use lorescope::model::name_of_id;
/// assert_eq!(name_of_id("deep-space-nine"), "Deep Space Nine");
/// ```
#[must_use]
pub fn name_of_id(id: &str) -> String {
    let words: Vec<String> = id
        .split('-')
        .filter(|word| !word.is_empty())
        .map(|word| {
            let mut letters = word.chars();
            let first = letters.next().into_iter().flat_map(char::to_uppercase);
            first.chain(letters).collect()
        })
        .collect();
    if words.is_empty() {
        id.to_owned()
    } else {
        words.join(" ")
    }
}

/// A folded name without the article that it may have in a sentence.
fn bare(name: &str) -> Folded {
    let folded = fold(name);
    folded
        .strip_prefix("the ")
        .map_or_else(|| folded.clone(), str::to_owned)
}

/// Names to whoever bears them; the article *the* counts for nothing; one name may have several bearers.
///
/// It is only ever looked up: nothing is read out of it in its own order.
#[derive(Clone, Debug)]
pub struct NameIndex<T> {
    bearers: FxHashMap<Folded, Vec<T>>,
}

impl<T: Copy + PartialEq> NameIndex<T> {
    /// Gathers names and their bearers, in the order given.
    pub fn of<'a>(names: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        let mut bearers: FxHashMap<Folded, Vec<T>> = FxHashMap::default();
        for (name, bearer) in names {
            let all = bearers.entry(bare(name)).or_default();
            if !all.contains(&bearer) {
                all.push(bearer);
            }
        }
        Self { bearers }
    }

    /// Everyone who bears that name, in the order they were gathered.
    #[must_use]
    pub fn bearers(&self, name: &str) -> &[T] {
        self.bearers.get(&bare(name)).map_or(&[], Vec::as_slice)
    }
}

/// The names most like the one typed, best first, at most three; none if nothing is near.
///
/// Likeness is the best of Jaro-Winkler over the whole name and Damerau-Levenshtein over its words, so that both `siskko` and a lone surname with a slip are found.
///
/// ```
/// use lorescope::model::nearest;
/// assert_eq!(nearest("weyoum", ["weyoun", "worf", "winn"]), ["weyoun"]);
/// assert!(nearest("zebra", ["weyoun", "worf"]).is_empty());
/// ```
#[must_use]
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    const ENOUGH: f64 = 0.84;
    let typed = fold(typed);
    let mut scored: Vec<(f64, &str)> = Vec::new();
    for name in known {
        let score = likeness(&typed, &fold(name));
        if score >= ENOUGH {
            scored.push((score, name));
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    scored.dedup();
    let best = scored.first().map_or(0.0, |&(score, _)| score);
    scored
        .into_iter()
        .filter(|&(score, _)| score >= best - 0.06)
        .take(3)
        .map(|(_, name)| name)
        .collect()
}

/// Guesses at what was meant, for as long as there is reason to guess: thousands of unknown names are no slips of the finger.
///
/// Every comparison counts, so what is guessed depends on the story alone, never on how fast it is read.
#[derive(Clone, Debug)]
pub struct Guesses {
    left: usize,
}

impl Default for Guesses {
    fn default() -> Self {
        Self { left: 500_000 }
    }
}

impl Guesses {
    /// Takes so many comparisons from what is left; none is left after too many.
    pub fn spend(&mut self, comparisons: usize) -> bool {
        self.left = self.left.saturating_sub(comparisons);
        self.left > 0
    }

    /// The names most like the one typed, as [`nearest`] finds them; none once too much has been guessed.
    ///
    /// ```
    /// let mut guesses = lorescope::model::Guesses::default();
    /// assert_eq!(guesses.nearest("weyoum", ["weyoun", "worf"]), ["weyoun"]);
    /// ```
    pub fn nearest<'a>(&mut self, typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
        if self.left == 0 {
            return Vec::new();
        }
        let left = &mut self.left;
        nearest(typed, known.into_iter().inspect(|_| *left = left.saturating_sub(1)))
    }
}

fn likeness(typed: &str, name: &str) -> f64 {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let whole = strsim::jaro_winkler(typed, name);
    let (typed, name) = (words(typed), words(name));
    if typed.is_empty() || typed.len() > name.len() {
        return whole;
    }
    let by_word: f64 = typed
        .iter()
        .map(|word| {
            name.iter()
                .map(|n| strsim::normalized_damerau_levenshtein(word, n))
                .fold(0.0, f64::max)
        })
        .fold(1.0, f64::min);
    whole.max(if by_word >= 0.75 { by_word.max(0.85) } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_still_finds_the_name() {
        let known = [
            "sisko",
            "weyoun",
            "Kira Nerys",
            "cardassian-rebels",
            "Female Changeling",
            "Chancellor Gowron",
        ];
        for (typed, expected) in [
            ("siskko", "sisko"),
            ("wyeoun", "weyoun"),
            ("Kria", "Kira Nerys"),
            ("cardasian rebels", "cardassian-rebels"),
            ("changelin", "Female Changeling"),
            ("gorwon", "Chancellor Gowron"),
        ] {
            assert_eq!(nearest(typed, known).first(), Some(&expected), "{typed}");
        }
        assert!(nearest("picard", known).is_empty());
    }

    #[test]
    fn one_name_may_have_two_bearers() {
        assert_eq!(NameIndex::of([("the Federation", 1)]).bearers("federation"), [1]);
        let index = NameIndex::of([("Will", 1), ("Rose", 2), ("WILL", 3), ("will", 1)]);
        assert_eq!(index.bearers("wíll"), [1, 3]);
        assert!(index.bearers("Mark").is_empty());
    }
}
