//! A journal has one canonical layout of its lines: what stands on a line stays on it, in the same order, and only blanks change.
//!
//! ```text
//!   character  duncan|King Duncan ; old       character duncan | King Duncan  ; old
//!     serves scotland ,england           ->       serves scotland, england
//! ```
//!
//! Details stand four blanks deeper than what they belong to, no two lines in a row are blank, and one is before every heading and every block.
//! Texts are left as they are, and so is every word of a line that means nothing.

use super::line::{Line, STEP, lines};
use super::word::{Sort, Word, words};
use std::ops::Range;

/// The statements whose details make a block.
const BLOCKS: [&str; 6] = ["character", "faction", "place", "item", "kind", "relation"];

/// The details whose first word is followed by a text, or by what is kept as it was written.
const TEXTS: [&str; 27] = [
    "sentence",
    "note",
    "description",
    "title",
    "author",
    "date",
    "url",
    "path",
    "image",
    "species",
    "assert",
    "allow",
    "starts",
    "ends",
    "needs",
    "pattern",
    "mark",
    "told",
    "at",
    "within",
    "certainty",
    "according-to",
    "count",
    "axis",
    "means",
    "colour",
    "line",
];

/// The words of a guess at a time, which is kept with its blanks.
const GUESSES: [&str; 3] = ["circa", "ca.", "c."];

/// The mark with which a text may say in what order its bytes are.
const MARK: char = '\u{feff}';

/// Lays a journal's text out.
///
/// ```
/// use lorescope::load::journal::layout::canonical;
/// let text = "\u{feff}character  ada   \"Ada\" |the Smith;\r\n\tmember  guild ,  \"Red | House\"  ;  sworn\n\n\n\n== 1   Dawn\nada  dies";
/// assert_eq!(
///     canonical(text),
///     "character ada \"Ada\" | the Smith;\n    member guild, \"Red | House\"  ;  sworn\n\n== 1 Dawn\nada dies\n"
/// );
/// ```
#[must_use]
pub fn canonical(text: &str) -> String {
    let lines = lines(text);
    let mut laid = String::with_capacity(text.len());
    let mut gap = false;
    for (at, line) in lines.iter().enumerate() {
        if line.is_blank() {
            gap = true;
            continue;
        }
        let begins = !at.checked_sub(1).is_some_and(|above| is_remark(&lines[above])) && opens(text, &lines, at);
        if (gap || begins) && !laid.is_empty() {
            laid.push('\n');
        }
        gap = false;
        laid.push_str(&" ".repeat(STEP * line.depth));
        if line.says() {
            laid.push_str(&content(text, line));
        }
        if let Some(comment) = &line.comment {
            laid.push_str(if line.says() { "  " } else { "" });
            laid.push_str(&text[comment.clone()]);
        }
        laid.push('\n');
    }
    // What is at the beginning of a text may not be taken for the mark that is no part of it.
    if laid.starts_with(MARK) {
        laid.insert(0, MARK);
    }
    laid
}

/// Whether a line is a comment that belongs to the statements.
fn is_remark(line: &Line) -> bool {
    !line.says() && line.comment.is_some() && line.depth == 0
}

/// Whether a heading or a block begins with a line, or with the comments that stand right above it.
fn opens(text: &str, lines: &[Line], at: usize) -> bool {
    let below = lines[at..].iter().take_while(|line| is_remark(line)).count();
    let at = at + below;
    let Some(line) = lines.get(at).filter(|line| line.says() && line.depth == 0) else {
        return false;
    };
    let said = &text[line.content.clone()];
    let first = said.split_whitespace().next().unwrap_or_default();
    let detailed = || {
        lines[at + 1..]
            .iter()
            .find(|line| line.says())
            .is_some_and(|line| line.depth > 0)
    };
    said.starts_with("==") || BLOCKS.contains(&first) && detailed()
}

/// What a line says, with one blank where there were several, and none before a comma.
fn content(text: &str, line: &Line) -> String {
    let words = words(text, line.content.clone());
    let Some(first) = words.first() else {
        return text[line.content.clone()].to_owned();
    };
    let key = if first.sort == Sort::Bare { first.text(text) } else { "" };
    let page = Page {
        text,
        words: &words,
        end: line.content.end,
    };
    match (line.depth, key) {
        (0, "==") => page.heading(),
        (0, key) if key.starts_with("==") => text[line.content.clone()].to_owned(),
        (0, "character" | "faction" | "place" | "item") => page.entity(),
        (0, "story" | "include" | "assert" | "allow") => page.then_as_it_is(1),
        (0, "source") => page.then_as_it_is(2),
        (0, "fact") => page.fact(),
        (0, "relation") | (1.., "role") => page.spaced(0..words.len(), Blanks::NoneAtBars),
        (1.., "also" | "asked" | "inverse-also" | "excludes" | "obscures") => page.spaced(0..words.len(), Blanks::Kept),
        (1.., "from") => page.source(),
        (1.., "") if first.is_string() => page.source(),
        (1.., "name" | "alias") if !words.get(1).is_some_and(Word::is_string) => page.then_as_it_is(1),
        (1.., key) if TEXTS.contains(&key) => page.then_as_it_is(1),
        (_, key) if key.starts_with('@') => page.then_as_it_is(1),
        (0, _) => page.event(),
        _ => page.spaced(0..words.len(), Blanks::One),
    }
}

/// What becomes of the blanks between words that no comma parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Blanks {
    /// One is left of several.
    One,
    /// The same, but none is left on either side of a `|` between sorts of thing.
    NoneAtBars,
    /// They stay as they are, where several words are one text.
    Kept,
}

/// The words of a line.
#[derive(Clone, Copy)]
struct Page<'a> {
    text: &'a str,
    words: &'a [Word],
    end: usize,
}

impl Page<'_> {
    /// Some of the words, with blanks where they belong.
    fn spaced(self, range: Range<usize>, blanks: Blanks) -> String {
        let mut line = String::new();
        for at in range.clone() {
            let word = &self.words[at];
            let said = &self.text[word.span.clone()];
            if at > range.start {
                let before = &self.words[at - 1];
                let gap = &self.text[before.span.end..word.span.start];
                let is_guess = before.sort == Sort::Bare && GUESSES.contains(&before.text(self.text));
                line.push_str(match (&before.sort, &word.sort) {
                    (_, Sort::Comma) => "",
                    // Behind a blank, a `;` would begin a comment.
                    (Sort::Comma, _) if said.starts_with(';') => "",
                    (Sort::Comma, _) => " ",
                    (Sort::Bar, _) | (_, Sort::Bar) if blanks == Blanks::NoneAtBars => "",
                    _ if gap.is_empty() || is_guess || blanks == Blanks::Kept => gap,
                    _ => " ",
                });
            }
            line.push_str(said);
        }
        line
    }

    /// So many words with blanks where they belong, and the rest as it is.
    fn then_as_it_is(self, first: usize) -> String {
        let first = first.min(self.words.len());
        let mut line = self.spaced(0..first, Blanks::One);
        let rest = &self.text[self.words[first - 1].span.end..self.end];
        if rest.starts_with(char::is_whitespace) {
            line.push(' ');
        }
        line.push_str(rest.trim_start());
        line
    }

    /// A heading: where it stands, its title as it is, and behind the last bar the time.
    fn heading(self) -> String {
        let bar = self.words.iter().rposition(|word| word.sort == Sort::Bar);
        let (last, end) = bar.map_or((self.words.len(), self.end), |bar| (bar, self.words[bar].span.start));
        let part = Self {
            words: &self.words[..last],
            end,
            ..self
        };
        let mut line = part.then_as_it_is(2);
        line.truncate(line.trim_end().len());
        if let Some(bar) = bar {
            self.bar(self.words[bar].span.end..self.end, &mut line);
        }
        line
    }

    /// An event: what happens, and behind the last bar the time as it is.
    fn event(self) -> String {
        let bar = self.words.iter().rposition(|word| word.sort == Sort::Bar);
        let mut line = self.spaced(0..bar.unwrap_or(self.words.len()), Blanks::One);
        if let Some(bar) = bar {
            self.bar(self.words[bar].span.end..self.end, &mut line);
        }
        line
    }

    /// An entity: its id and its name, and every further name as it is.
    fn entity(self) -> String {
        let bars: Vec<usize> = (0..self.words.len())
            .filter(|&at| self.words[at].sort == Sort::Bar)
            .collect();
        let mut line = self.spaced(0..bars.first().copied().unwrap_or(self.words.len()), Blanks::One);
        for (nth, &bar) in bars.iter().enumerate() {
            let end = bars.get(nth + 1).map_or(self.end, |&bar| self.words[bar].span.start);
            self.bar(self.words[bar].span.end..end, &mut line);
        }
        line
    }

    /// A bar, and what stands behind it as it is.
    fn bar(self, behind: Range<usize>, line: &mut String) {
        let said = self.text[behind].trim();
        line.push_str(if line.is_empty() { "|" } else { " |" });
        line.push_str(if said.is_empty() || said.starts_with(';') {
            ""
        } else {
            " "
        });
        line.push_str(said);
    }

    /// A fact: its name as it is, up to the first string, and its values.
    fn fact(self) -> String {
        let Some(value) = self.words.iter().position(Word::is_string).filter(|&at| at > 1) else {
            return self.spaced(0..self.words.len(), Blanks::One);
        };
        let part = Self {
            words: &self.words[..value],
            end: self.words[value].span.start,
            ..self
        };
        let name = part.then_as_it_is(1);
        let apart = if name.ends_with(char::is_whitespace) { " " } else { "" };
        format!(
            "{}{apart}{}",
            name.trim_end(),
            self.spaced(value..self.words.len(), Blanks::One)
        )
    }

    /// A source: its words and its document, and behind the first comma the locator as it is.
    fn source(self) -> String {
        match self.words.iter().position(|word| word.sort == Sort::Comma) {
            None => self.spaced(0..self.words.len(), Blanks::One),
            Some(comma) => {
                let line = self.spaced(0..comma + 1, Blanks::One);
                let rest = self.text[self.words[comma].span.end..self.end].trim_start();
                let apart = if rest.is_empty() || rest.starts_with(';') {
                    ""
                } else {
                    " "
                };
                format!("{line}{apart}{rest}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_are_laid_out_each_in_its_own_way() {
        for (text, laid) in [
            ("a ,b  and c|  3", "a, b and c | 3"),
            ("relation  x   a | b , c", "relation x a|b, c"),
            (
                "kind x\n role  y a | b  1..  patient",
                "kind x\n    role y a|b 1.. patient",
            ),
            (
                "== 1.2   the  \"hall  | \"|  1040-08",
                "== 1.2 the  \"hall  | \" | 1040-08",
            ),
            ("==|3", "== | 3"),
            ("== 1  a|b|3", "== 1 a|b | 3"),
            (
                "fact  running   time  \"45\" ,\"x\"",
                "fact running   time \"45\", \"x\"",
            ),
            (
                "place  x \"X\"|the  old   x|\"y\"",
                "place x \"X\" | the  old   x | \"y\"",
            ),
            ("a\n \"q  q\"   doc ,  p.  1", "a\n    \"q  q\" doc, p.  1"),
            ("a\n note   b ,c", "a\n    note b ,c"),
            ("a,;b \"c\";d", "a,;b \"c\";d"),
            ("800,000 ; x\n\n\n;y\n  ;z", "800,000  ; x\n\n;y\n    ;z"),
            ("a\n; of b\nkind b\n c d\n\n", "a\n\n; of b\nkind b\n    c d"),
            ("", ""),
        ] {
            let laid = if laid.is_empty() {
                String::new()
            } else {
                format!("{laid}\n")
            };
            assert_eq!(canonical(text), laid, "{text}");
            assert_eq!(canonical(&laid), laid);
        }
    }

    /// Pieces of lines that meet in awkward ways.
    fn lines_of_any_sort() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(
            &[
                " ",
                "  ",
                "\t",
                "\n",
                "\n    ",
                "\r\n",
                "\r",
                ",",
                "|",
                "\"",
                "\\\"",
                ";",
                " ;",
                "==",
                "@",
                "[a]",
                ":",
                "(",
                "note",
                "\n; c\n",
                "character a\n",
                "\n  b\n",
                "circa",
                " or ",
                "also ",
                "==1 ",
                "\n\n",
                "\n == ",
                "#",
                ":",
                "note ",
                "from ",
                "character ",
                "relation ",
                "role ",
                "fact ",
                "source ",
                "alias ",
                "kind a\n ",
                "\u{a0}",
                "800,000",
                "a",
                "\u{feff}",
                "\"b c\"",
                "1.2",
            ][..],
        );
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    #[test]
    fn the_path_of_a_file_stays_as_it_is() {
        for path in ["act,1.lore", "two  blanks.lore", "a|b.lore"] {
            let text = format!("include {path}\n");
            assert_eq!(canonical(&text), text);
        }
    }

    /// What a text says, line by line: its words, and how deep.
    fn said(text: &str) -> Vec<(usize, Vec<String>, Option<String>)> {
        let told = lines(text);
        let told = told.iter().filter(|line| !line.is_blank());
        told.map(|line| {
            let words = words(text, line.content.clone());
            let words = words.iter().map(|word| word.text(text).to_owned()).collect();
            (
                line.depth,
                words,
                line.comment.clone().map(|comment| text[comment].to_owned()),
            )
        })
        .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn laid_out_twice_is_laid_out_once_and_every_word_stays(text in prop_oneof![lines_of_any_sort(), any::<String>()]) {
            let laid = canonical(&text);
            prop_assert_eq!(canonical(&laid), laid.clone(), "{:?}", text);
            prop_assert_eq!(said(&laid), said(&text), "{:?}", text);
        }
    }
}
