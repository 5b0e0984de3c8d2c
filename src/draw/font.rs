//! Letters have a width here, and long names break into lines.
//!
//! The font is DejaVu Sans, out of the binary: the same on every machine, and present whether or
//! not images are built in. A letter it lacks is given one em, is never dropped, and can be asked
//! for with [`uncovered`]. Nothing here looks at the fonts of the machine.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use ttf_parser::Face;

use crate::draw::picture::Picture;

/// The family that SVG names first.
pub const FAMILY: &str = "DejaVu Sans, Verdana, sans-serif";

/// How heavy letters are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Weight {
    /// For most.
    #[default]
    Regular,
    /// For titles.
    Bold,
}

/// A piece of a line that the font covers wholly, or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The letters.
    pub text: String,
    /// Whether the font in the binary has them.
    pub is_covered: bool,
}

static REGULAR: LazyLock<Face<'static>> = LazyLock::new(|| face(dejavu::sans::regular()));
static BOLD: LazyLock<Face<'static>> = LazyLock::new(|| face(dejavu::sans::bold()));

/// Returns how wide a line is at a size in pixels.
///
/// ```
/// use lorescope::draw::font::{Weight, width};
///
/// assert!(width("Kira", 13.0, Weight::Regular) < width("Kira Nerys", 13.0, Weight::Regular));
/// assert!(width("Kira", 13.0, Weight::Regular) < width("Kira", 13.0, Weight::Bold));
/// ```
#[must_use]
pub fn width(line: &str, size: f64, weight: Weight) -> f64 {
    line.chars().map(|letter| advance(letter, weight)).sum::<f64>() * size
}

/// Returns the text without what XML forbids, with every kind of blank but the line break plain.
#[must_use]
pub fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|letter| match letter {
            '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
            '\t' => ' ',
            other => other,
        })
        .filter(|letter| *letter == '\n' || is_writable(*letter))
        .collect()
}

/// Breaks a text into lines no wider than a limit, as even as can be.
///
/// Lines break at blanks but those that join (U+00A0); a word wider than the limit breaks inside. Nothing is left out. An empty
/// text has no lines.
#[must_use]
pub fn wrap(text: &str, size: f64, weight: Weight, limit: f64) -> Vec<String> {
    clean(text)
        .split('\n')
        .flat_map(|paragraph| {
            let words = fitting_words(paragraph, size, weight, limit);
            let lines = fill(&words, size, weight, limit);
            // The narrowest limit that needs no further line makes the lines even.
            let mut best = lines;
            let widest = best.iter().map(|line| width(line, size, weight)).fold(0.0, f64::max);
            let mut narrow = limit.min(widest);
            while 24.0 < narrow {
                narrow -= 8.0;
                let tried = fill(&words, size, weight, narrow);
                if best.len() < tried.len() {
                    break;
                }
                best = tried;
            }
            best
        })
        .collect()
}

/// Returns the letters of a picture that the font in the binary lacks, in order of code.
#[must_use]
pub fn uncovered(picture: &Picture) -> Vec<char> {
    let nodes = picture.nodes.iter().flat_map(|node| [&node.label, &node.note]);
    let clusters = picture.clusters.iter().map(|cluster| &cluster.label);
    let edges = picture.edges.iter().map(|edge| &edge.label);
    let rows = picture.legend.iter().map(|row| &row.label);
    let texts = [&picture.title, &picture.subtitle]
        .into_iter()
        .chain(nodes)
        .chain(clusters)
        .chain(edges)
        .chain(rows);
    uncovered_in(texts.map(String::as_str))
}

/// Returns the letters of some texts that the font in the binary lacks, in order of code.
#[must_use]
pub fn uncovered_in<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<char> {
    texts
        .flat_map(str::chars)
        .filter(|letter| !covers(*letter, Weight::Regular) && is_writable(*letter))
        .collect::<BTreeSet<char>>()
        .into_iter()
        .collect()
}

/// Splits a line where the font begins or ends to cover it.
///
/// A renderer that falls back to another font does so for a whole text element, so each run is
/// written as one. A line with right-to-left letters stays whole: its runs do not stand in order.
pub fn runs(line: &str, weight: Weight) -> Vec<Run> {
    if line.chars().any(is_right_to_left) {
        return vec![Run {
            text: line.to_owned(),
            is_covered: true,
        }];
    }
    let mut runs: Vec<Run> = Vec::new();
    for letter in line.chars() {
        let is_covered = covers(letter, weight);
        match runs.last_mut() {
            Some(run) if run.is_covered == is_covered || is_joiner(letter) => run.text.push(letter),
            _ => runs.push(Run {
                text: letter.to_string(),
                is_covered,
            }),
        }
    }
    runs
}

/// Tells whether every letter of a line can be written in bold.
#[must_use]
pub fn is_bold_enough(line: &str) -> bool {
    line.chars().all(|letter| covers(letter, Weight::Bold))
}

fn face(bytes: &'static [u8]) -> Face<'static> {
    Face::parse(bytes, 0).expect("the font in the binary is a sound TrueType file")
}

fn of(weight: Weight) -> &'static Face<'static> {
    match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    }
}

fn covers(letter: char, weight: Weight) -> bool {
    is_joiner(letter) || letter.is_whitespace() || of(weight).glyph_index(letter).is_some()
}

fn advance(letter: char, weight: Weight) -> f64 {
    let table = match weight {
        Weight::Regular => &REGULAR_ADVANCES,
        Weight::Bold => &BOLD_ADVANCES,
    };
    match table.get(letter as usize) {
        Some(known) => *known,
        None => asked_advance(letter, weight),
    }
}

/// The advances of the letters that most names are written in, since a layout asks for them again and again.
static REGULAR_ADVANCES: LazyLock<Vec<f64>> = LazyLock::new(|| advances(Weight::Regular));
static BOLD_ADVANCES: LazyLock<Vec<f64>> = LazyLock::new(|| advances(Weight::Bold));

fn advances(weight: Weight) -> Vec<f64> {
    ('\0'..='\u{24F}').map(|letter| asked_advance(letter, weight)).collect()
}

/// Returns how wide the font says that a letter is, in its own size.
fn asked_advance(letter: char, weight: Weight) -> f64 {
    if is_joiner(letter) {
        return 0.0;
    }
    let face = of(weight);
    match face.glyph_index(letter).and_then(|glyph| face.glyph_hor_advance(glyph)) {
        Some(units) => f64::from(units) / f64::from(face.units_per_em()),
        None => 1.0,
    }
}

/// Letters that join or colour their neighbours and take no room.
fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{1F3FB}'..='\u{1F3FF}')
}

fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

fn is_writable(letter: char) -> bool {
    !letter.is_control() && !matches!(letter, '\u{FFFE}' | '\u{FFFF}')
}

fn fitting_words(paragraph: &str, size: f64, weight: Weight, limit: f64) -> Vec<String> {
    let mut words = Vec::new();
    let is_gap = |letter: char| letter.is_whitespace() && letter != '\u{a0}';
    for word in paragraph.split(is_gap).filter(|word| !word.is_empty()) {
        let mut piece = String::new();
        for letter in word.chars() {
            let is_full = limit < width(&piece, size, weight) + advance(letter, weight) * size;
            if is_full && !piece.is_empty() && 0.0 < advance(letter, weight) {
                words.push(std::mem::take(&mut piece));
            }
            piece.push(letter);
        }
        words.push(piece);
    }
    words
}

fn fill(words: &[String], size: f64, weight: Weight, limit: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if width(line, size, weight) + width(" ", size, weight) + width(word, size, weight) <= limit => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.clone()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_blanks_and_lose_nothing() {
        for (text, limit, lines) in [
            ("", 100.0, vec![]),
            ("Kira", 100.0, vec!["Kira"]),
            ("Benjamin Lafayette Sisko", 130.0, vec!["Benjamin", "Lafayette Sisko"]),
            ("one\ntwo", 100.0, vec!["one", "two"]),
            ("一二三四五六", 40.0, vec!["一二三", "四五六"]),
        ] {
            assert_eq!(wrap(text, 13.0, Weight::Regular, limit), lines, "{text}");
        }
        let long = "x".repeat(200);
        assert_eq!(wrap(&long, 13.0, Weight::Regular, 90.0).concat(), long);
    }

    #[test]
    fn control_letters_go_and_breaks_become_plain() {
        assert_eq!(clean("a\u{0}b\u{1b}\u{fffe}c\r\nd\te\u{7f}"), "abc\nd e");
    }

    #[test]
    fn runs_split_where_the_font_ends() {
        let texts = |line: &str| {
            runs(line, Weight::Regular)
                .into_iter()
                .map(|run| run.text)
                .collect::<Vec<_>>()
        };
        assert_eq!(texts("Sisko 西斯科 †"), ["Sisko ", "西斯科", " †"]);
        assert_eq!(texts("Κίρα Кира"), ["Κίρα Кира"]);
        assert_eq!(texts("قيرا 西"), ["قيرا 西"]);
    }

    #[test]
    fn what_the_font_lacks_is_told_once_and_in_order() {
        let picture = Picture::titled("斯西斯 Kira †↗ Đặng עברית");
        assert_eq!(uncovered(&picture), ['斯', '西']);
    }
}
