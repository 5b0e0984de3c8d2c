//! The page of a rule, for a terminal: its Markdown without the marks, its blocks as they are.

use super::Style;
use super::text::wrapped;

/// How far the blocks of a page stand in.
const INDENT: &str = "    ";

/// A page as text.
pub(in crate::cli) fn text(page: &str, style: Style) -> String {
    let mut text = String::new();
    let mut inside = false;
    for line in page.lines() {
        if line.starts_with("```") {
            inside = !inside;
        } else if inside {
            let shown = format!("{INDENT}{line}");
            text.push_str(shown.trim_end());
            text.push('\n');
        } else if let Some(heading) = line.strip_prefix('#') {
            text.push_str(&style.strong(heading.trim_start_matches('#').trim()));
            text.push('\n');
        } else {
            wrapped(&mut text, style, ["", ""], 0, line);
        }
    }
    text
}

/// What stands above the first heading of a page but its own, as one paragraph.
pub(in crate::cli) fn intro(page: &str) -> String {
    let above = page.find("\n## ").map_or(page, |end| &page[..end]);
    paragraph(above.lines().skip(1))
}

/// What stands under a heading of a page, as one paragraph, its blocks left out.
pub(in crate::cli) fn section(page: &str, heading: &str) -> Option<String> {
    let start = page.find(&format!("\n## {heading}\n"))?;
    let below = &page[start + 1..];
    let end = below.find("\n## ").unwrap_or(below.len());
    Some(paragraph(below[..end].lines().skip(1))).filter(|text| !text.is_empty())
}

fn paragraph<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut inside = false;
    let told = lines.filter(|line| {
        let fence = line.starts_with("```");
        inside ^= fence;
        !fence && !inside && !line.is_empty()
    });
    told.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "# a-rule\n\nOne thing.\nAnother.\n\n## Breaks\n\n```json\n{\n\n}\n```\n\n## What to do\n\nThis.\nThat.\n";

    #[test]
    fn a_page_loses_its_marks_and_keeps_its_blocks() {
        assert_eq!(
            text(PAGE, Style::default()),
            "a-rule\n\nOne thing.\nAnother.\n\nBreaks\n\n    {\n\n    }\n\nWhat to do\n\nThis.\nThat.\n"
        );
        let narrow = Style {
            colour: true,
            width: Some(8),
        };
        let shown = text(PAGE, narrow);
        assert!(
            shown.starts_with("\u{1b}[1ma-rule\u{1b}[0m\n\nOne\nthing.\nAnother."),
            "{shown}"
        );
    }

    #[test]
    fn parts_of_a_page_are_found() {
        assert_eq!(intro(PAGE), "One thing. Another.");
        assert_eq!(section(PAGE, "What to do").as_deref(), Some("This. That."));
        assert_eq!(section(PAGE, "Breaks"), None);
    }
}
