//! A finding drawn for a person, in rustc's own style.
//!
//! Each place shows the one line it begins on; of a line too long for a screen, the part around the caret.
//! The text handed to the drawing library is therefore always short, however large the file.

use super::{Files, Finding, Level, Note, Place, one_line};
use annotate_snippets::{AnnotationKind, Group, Level as Drawn, Renderer, Snippet};

/// How many columns of a line are shown at most.
const SHOWN: usize = 100;
/// How many of them stand before the caret when a line is cut.
const BEFORE: usize = 40;
/// Ends the place in an arrow line. The library writes the excerpt's own line and column behind it, which are cut off again.
const PLACE_END: char = '\u{0}';

/// Whether the text carries a terminal's colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Text alone, for files, pipes and tests.
    Plain,
    /// Text with ANSI escapes.
    Ansi,
}

/// Draws findings one below the other, with an empty line after each.
///
/// ```
/// use lorescope::diag::{Colour, Files, Finding, Place, render};
/// let mut files = Files::default();
/// let story = files.add("story.json", "{\"lorescope\": 2}");
/// let finding = Finding::error("bad-version", "the story is of format `2`").at(Place::new(story, 14..15).label("not `1`"));
/// assert_eq!(render(&[finding], &files, Colour::Plain), "\
/// error[bad-version]: the story is of format `2`
///  --> story.json:1:15
///   |
/// 1 | {\"lorescope\": 2}
///   |               ^ not `1`
///
/// ");
/// ```
#[must_use]
pub fn render(findings: &[Finding], files: &Files, colour: Colour) -> String {
    let renderer = match colour {
        Colour::Plain => Renderer::plain(),
        Colour::Ansi => Renderer::styled(),
    };
    // The excerpt is cut here, where the true column is known; the library must not cut it again.
    let renderer = renderer.term_width(4 * SHOWN);
    let mut text = String::new();
    for finding in findings {
        let drawn = renderer.render(&groups(finding, files));
        let mut pieces = drawn.trim_end().split(PLACE_END);
        text.extend(pieces.next());
        text.extend(pieces.map(|piece| piece.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit())));
        text.push_str("\n\n");
    }
    text
}

/// The finding itself, then one group for each note that has a place of its own.
fn groups<'a>(finding: &'a Finding, files: &'a Files) -> Vec<Group<'a>> {
    let level = match finding.level {
        Level::Error => Drawn::ERROR,
        Level::Warning => Drawn::WARNING,
        Level::Hint => Drawn::HELP.with_name(Level::Hint.word()),
    };
    let title = level
        .primary_title(one_line(&finding.message))
        .id(finding.rule.as_ref());
    let mut first = Group::with_title(title);
    if let Some(place) = &finding.place {
        first = excerpt(first, place, files);
    }
    let (placed, bare): (Vec<&Note>, Vec<&Note>) = finding.notes.iter().partition(|note| note.place.is_some());
    first = first.elements(bare.iter().map(|note| Drawn::NOTE.message(one_line(&note.text))));
    first = first.elements(finding.help.iter().map(|help| Drawn::HELP.message(one_line(help))));
    let notes = placed.into_iter().filter_map(|note| {
        let group = Group::with_title(Drawn::NOTE.secondary_title(one_line(&note.text)));
        note.place.as_ref().map(|place| excerpt(group, place, files))
    });
    std::iter::once(first).chain(notes).collect()
}

/// Adds `--> file:line:column` and the line with its caret to a group.
fn excerpt<'a>(group: Group<'a>, place: &'a Place, files: &'a Files) -> Group<'a> {
    let (line, column) = files.line_column(place.file, place.start);
    let window = Window::of(place, files);
    let mut mark = AnnotationKind::Primary.span(window.caret);
    if !place.label.is_empty() {
        mark = mark.label(one_line(&place.label));
    }
    let name = one_line(&files.get(place.file).name);
    let arrow = format!("{name}:{line}:{column}{PLACE_END}");
    group.element(
        Snippet::source(window.text)
            .line_start(line)
            .path(arrow)
            .annotation(mark),
    )
}

/// What is shown of a line, and where in it the caret stands.
struct Window {
    text: String,
    caret: std::ops::Range<usize>,
}

impl Window {
    fn of(place: &Place, files: &Files) -> Self {
        let source = &files.get(place.file).text;
        let line = files.line_span(place.file, place.start);
        let start = source.floor_char_boundary(place.start).min(line.end);
        let end = source
            .ceil_char_boundary(place.end.min(line.end).max(start))
            .min(line.end);
        let (before, after) = (&source[line.start..start], &source[start..line.end]);
        let (from, to) = if width_up_to(before, SHOWN) + width_up_to(after, SHOWN) < SHOWN {
            (0, after.len())
        } else {
            let from = last_columns(before, BEFORE);
            (from, first_columns(after, SHOWN - width_up_to(&before[from..], SHOWN)))
        };
        let mut window = Self {
            text: String::new(),
            caret: 0..0,
        };
        if from > 0 {
            window.text.push('…');
        }
        window.push(&before[from..]);
        window.caret.start = window.text.len();
        let inside = to.min(end - start);
        window.push(&after[..inside]);
        window.caret.end = window.text.len();
        window.push(&after[inside..to]);
        if to < after.len() {
            window.text.push('…');
        }
        window
    }

    /// Adds text, with a picture of their own for characters that would move the caret or steer the terminal.
    fn push(&mut self, text: &str) {
        self.text.extend(text.chars().map(|c| match c {
            '\t' => '\t',
            '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
            '\u{7f}' => '␡',
            '\u{80}'..='\u{9f}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                '\u{fffd}'
            }
            other => other,
        }));
    }
}

/// A guess at how many columns a character takes: letters of East Asia, pictures and tabs are wide.
fn columns(c: char) -> usize {
    match c {
        '\t' => 4,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' => 2,
        '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{1f000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// The columns a text takes, not counting further than asked.
fn width_up_to(text: &str, limit: usize) -> usize {
    let mut width = 0;
    for c in text.chars() {
        width += columns(c);
        if width >= limit {
            return limit;
        }
    }
    width
}

/// Where the last so many columns of a text begin.
fn last_columns(text: &str, limit: usize) -> usize {
    let mut width = 0;
    for (at, c) in text.char_indices().rev() {
        width += columns(c);
        if width > limit {
            return at + c.len_utf8();
        }
    }
    0
}

/// Where the first so many columns of a text end.
fn first_columns(text: &str, limit: usize) -> usize {
    let mut width = 0;
    for (at, c) in text.char_indices() {
        width += columns(c);
        if width > limit {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;

    fn draw(text: &str, finding: Finding) -> String {
        let mut files = Files::default();
        files.add("story.json", text);
        render(&[finding], &files, Colour::Plain)
    }

    fn at(span: std::ops::Range<usize>) -> Finding {
        Finding::error("a-rule", "a message").at(Place::new(FileId(0), span).label("here"))
    }

    #[test]
    fn a_finding_is_drawn_as_rustc_draws_its_own() {
        let finding = Finding::warning("duplicate-key", "`id` is given twice")
            .at(Place::new(FileId(0), 17..21).label("given again"))
            .note("equal keys twice are an error")
            .note_at(Place::new(FileId(0), 2..6).label("first"), "`id` is first given here")
            .help("keep one of the two");
        assert_eq!(
            draw("{\n\"id\": \"a\",\n    \"id\": \"b\"\n}\n", finding.clone()),
            "warning[duplicate-key]: `id` is given twice
 --> story.json:3:5
  |
3 |     \"id\": \"b\"
  |     ^^^^ given again
  |
  = note: equal keys twice are an error
  = help: keep one of the two
note: `id` is first given here
 --> story.json:2:1
  |
2 | \"id\": \"a\",
  | ^^^^ first

"
        );
    }

    #[test]
    fn the_caret_stands_under_its_word_in_any_line() {
        let long = format!("{}needle{}", "x".repeat(3000), "y".repeat(3000));
        for (text, span, line, caret) in [
            ("\t\"a\": 1", 1..4, "1 |     \"a\": 1", "  |     ^^^ here"),
            ("a\r\nb\r\n", 3..4, "2 | b", "  | ^ here"),
            ("漢字 x", 7..8, "1 | 漢字 x", "  |      ^ here"),
            ("e\u{301}x", 3..4, "1 | e\u{301}x", "  |  ^ here"),
            ("\u{1b}[31mx", 0..1, "1 | ␛[31mx", "  | ^ here"),
            ("a\u{202e}b", 4..5, "1 | a�b", "  |   ^ here"),
            ("{\n1}", 0..4, "1 | {", "  | ^ here"),
            ("", 0..0, "1 |", "  | ^ here"),
            ("é", 1..1, "1 | é", "  | ^ here"),
            ("ab", 7..9, "1 | ab", "  |   ^ here"),
            (
                &long,
                3000..3006,
                &format!("1 | …{}needle{}…", "x".repeat(40), "y".repeat(54)),
                &format!("  | {}^^^^^^ here", " ".repeat(41)),
            ),
            (
                &long,
                0..6006,
                &format!("1 | {}…", "x".repeat(100)),
                &format!("  | {} here", "^".repeat(100)),
            ),
        ] {
            let drawn = draw(text, at(span));
            let lines: Vec<&str> = drawn.lines().collect();
            assert_eq!((lines[3], lines[4]), (line, caret), "{drawn}");
        }
    }

    #[test]
    fn the_arrow_names_the_true_column_of_a_cut_line() {
        let drawn = draw(&"漢".repeat(5000), at(9000..9003));
        assert_eq!(drawn.lines().nth(1), Some(" --> story.json:1:3001"));
    }

    #[test]
    fn colours_are_only_in_coloured_text() {
        let files = Files::default();
        let finding = [Finding::hint("a-rule", "a \u{1b}[31m message\nbroken").help("do it")];
        let plain = render(&finding, &files, Colour::Plain);
        assert_eq!(
            plain,
            "hint[a-rule]: a \\u{1b}[31m message\\nbroken\n |\n = help: do it\n\n"
        );
        assert!(render(&finding, &files, Colour::Ansi).contains("\u{1b}["));
    }
}
