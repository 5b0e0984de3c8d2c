//! What stands above the scenes: what the whole is called, in which order it goes, and what is left out.

use super::chart::Chart;
use super::frame::MARGIN;
use super::pen::{Pen, text};
use crate::draw::font::{self, Weight};
use crate::draw::svg::Sheet;
use crate::draw::theme::{Colour, Palette};

/// Words above the scenes, in lines that are no wider than the sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Heading {
    lines: Vec<Line>,
    /// Where it ends.
    pub(super) bottom: f64,
}

#[derive(Clone, Debug)]
struct Line {
    words: String,
    /// The middle of its height.
    y: f64,
    size: f64,
    weight: Weight,
    colour: fn(&Palette) -> Colour,
}

impl Heading {
    /// Breaks the words above a sheet so wide.
    pub(super) fn of(chart: &Chart, width: f64) -> Self {
        let soft: fn(&Palette) -> Colour = |palette| palette.soft;
        let parts = [
            (
                &chart.title,
                22.0,
                Weight::Bold,
                (|palette| palette.ink) as fn(&Palette) -> Colour,
            ),
            (&chart.subtitle, 13.0, Weight::Regular, soft),
            (&chart.remark, 11.0, Weight::Regular, soft),
        ];
        let mut heading = Self {
            lines: Vec::new(),
            bottom: MARGIN,
        };
        for (words, size, weight, colour) in parts {
            let lines = font::wrap(words, size, weight, width - 2.0 * MARGIN);
            let last = lines.len().saturating_sub(1);
            for (nth, words) in lines.into_iter().enumerate() {
                heading.lines.push(Line {
                    words,
                    y: heading.bottom + 6.0,
                    size,
                    weight,
                    colour,
                });
                heading.bottom += if nth < last { size * 1.25 } else { size * 0.7 + 11.0 };
            }
        }
        heading
    }

    pub(super) fn draw(&self, sheet: &mut Sheet, palette: &Palette) {
        for line in &self.lines {
            let pen = Pen {
                weight: line.weight,
                ..Pen::of(line.size, (line.colour)(palette))
            };
            text(sheet, &line.words, (MARGIN, line.y), pen, &[]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wider_than_the_sheet_goes_on_below_whole() {
        let chart = Chart {
            title: "The Crows of the Lake and what became of them in the end".to_owned(),
            subtitle: "in the order of the story".to_owned(),
            ..Chart::default()
        };
        let words = |width: f64| -> Vec<String> {
            let lines = Heading::of(&chart, width).lines;
            for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
                assert!(line.y + line.size * 0.6 < next.y - next.size * 0.4, "{lines:?}");
            }
            for line in &lines {
                assert!(
                    font::width(&line.words, line.size, line.weight) <= width - 2.0 * MARGIN,
                    "{line:?}"
                );
            }
            lines.into_iter().map(|line| line.words).collect()
        };
        assert_eq!(words(1500.0), [chart.title.as_str(), &chart.subtitle]);
        let broken = words(400.0);
        assert!(broken.len() > 2, "{broken:?}");
        assert_eq!(broken[..broken.len() - 1].join(" "), chart.title);
    }
}
