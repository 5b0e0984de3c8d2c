//! How a picture looks: its ground and inks, the hues of factions, the lines of relations, the sizes of letters.
//!
//! ```text
//! Theme ── ready      light, dark, print, high-contrast
//!    │
//!    ├── read       a theme from a file, with everything that is wrong with it
//!    └── factions   which faction has which hue, the same at every moment
//! ```
//!
//! All mixing is whole-number or basic arithmetic, so every machine prints the same bytes.

mod colour;
mod factions;
mod read;
mod ready;

pub use colour::Colour;
pub use factions::FactionHues;
pub use read::Names;

use std::collections::BTreeMap;

use super::picture::Line;

/// What has just changed stands in this light.
const GLOW: Colour = Colour::new(0xFF, 0xC8, 0x2E);

/// How a picture looks.
///
/// ```
/// use lorescope::draw::theme::Theme;
///
/// assert_eq!(Theme::light().line_colour("#0072B2").hex(), "#0072b2");
/// assert_ne!(Theme::light().line_colour("#F0E442").hex(), "#f0e442", "too pale for a white ground");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// What it is called.
    pub name: String,
    /// The ground and the inks on it.
    pub palette: Palette,
    /// The colours of factions, one after another; they repeat after the last.
    pub hues: Vec<Colour>,
    /// How the hue of a faction becomes the colours of its box.
    pub tinting: Tinting,
    /// How large letters are.
    pub letters: Letters,
    /// Whether each relation has a line of its own, so that none needs its colour to be known.
    pub patterns: bool,
    /// Whether lines, factions, events and halos are grey, whatever colour is said of them.
    pub greys: bool,
    /// The looks of relations, by name, where they are not those that are declared.
    pub relations: BTreeMap<String, Stroke>,
    /// The colours of events, by the name of their kind.
    pub kinds: BTreeMap<String, Colour>,
    /// The colours of factions, by id, where they are not the next of the hues.
    pub factions: BTreeMap<String, Colour>,
}

/// The look of a relation's lines; what is none stays as it is declared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stroke {
    /// Its colour.
    pub colour: Option<Colour>,
    /// Its line.
    pub line: Option<Line>,
}

/// The sizes of letters, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Letters {
    /// The picture's title.
    pub title: f64,
    /// The line under it.
    pub subtitle: f64,
    /// Names.
    pub name: f64,
    /// The titles of factions.
    pub faction: f64,
    /// Second lines, and words on edges.
    pub note: f64,
    /// The legend.
    pub legend: f64,
}

impl Default for Letters {
    fn default() -> Self {
        Self {
            title: 24.0,
            subtitle: 15.0,
            name: 14.0,
            faction: 14.0,
            note: 12.0,
            legend: 12.5,
        }
    }
}

/// The ground, and the inks that are the same in all of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// The sheet.
    pub ground: Colour,
    /// Names and titles.
    pub ink: Colour,
    /// Second lines and the subtitle.
    pub soft: Colour,
    /// The inside of a node.
    pub paper: Colour,
    /// The outline of a node outside all clusters.
    pub outline: Colour,
    /// The inside of a dead node.
    pub dead_paper: Colour,
    /// The name of a dead node.
    pub dead_ink: Colour,
    /// The outline of a dead node.
    pub dead_outline: Colour,
    /// The rule above the legend.
    pub rule: Colour,
}

/// How a hue becomes colours on a ground.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tinting {
    /// How many hundredths of the hue are in the inside of a box.
    pub fill: u16,
    /// How many hundredths of the hue are in its border.
    pub border: u16,
    /// How much a title stands out from the ground, from 1 to 21.
    pub title: f64,
    /// How much a line stands out from the ground, from 1 to 21.
    pub line: f64,
}

/// Which colour a faction has before a theme makes it fit the ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hue {
    /// One of the theme's own, by its place; after the last it begins again.
    Nth(usize),
    /// A colour that is said for this one faction.
    Own(Colour),
}

/// The colours of one faction on one ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tint {
    /// The inside of its box, a band behind a storyline.
    pub fill: Colour,
    /// The border, and the outline of the nodes within.
    pub border: Colour,
    /// The title, and whatever else must be read.
    pub title: Colour,
}

impl Default for Theme {
    fn default() -> Self {
        Self::light()
    }
}

impl Default for Hue {
    fn default() -> Self {
        Self::Nth(0)
    }
}

impl Theme {
    /// Tells whether its ground is dark.
    #[must_use]
    pub fn is_dark(&self) -> bool {
        self.palette.ground.is_dark()
    }

    /// Returns the colour of a hue, before it is made fit for the ground.
    #[must_use]
    pub fn hue(&self, hue: Hue) -> Colour {
        self.shade(match hue {
            Hue::Own(colour) => colour,
            Hue::Nth(_) if self.hues.is_empty() => self.palette.outline,
            Hue::Nth(place) => self.hues[place % self.hues.len()],
        })
    }

    /// Returns a colour, or where the theme has greys alone, the grey that is as bright.
    fn shade(&self, colour: Colour) -> Colour {
        if self.greys { colour.grey() } else { colour }
    }

    /// Returns the colours of a faction.
    #[must_use]
    pub fn tint(&self, hue: Hue) -> Tint {
        let ground = self.palette.ground;
        let own = self.hue(hue);
        Tint {
            fill: ground.towards(own, self.tinting.fill),
            border: ground.towards(own, self.tinting.border),
            title: own.readable_on(ground, self.tinting.title),
        }
    }

    /// Returns the grey tint of a faction that is no more.
    #[must_use]
    pub fn dead_tint(&self) -> Tint {
        Tint {
            fill: self.palette.ground.towards(self.palette.dead_outline, 14),
            border: self.palette.dead_outline,
            title: self.palette.dead_ink,
        }
    }

    /// Returns the colour of a line as it is declared, `#RRGGBB` or else grey, moved until it can be seen on the ground.
    #[must_use]
    pub fn line_colour(&self, declared: &str) -> Colour {
        let colour = Colour::read(declared).unwrap_or(Colour::new(0x80, 0x80, 0x80));
        self.shade(colour).readable_on(self.palette.ground, self.tinting.line)
    }

    /// Returns the colour of the halo around what has just changed.
    #[must_use]
    pub fn glow(&self) -> Colour {
        let share = if self.is_dark() { 45 } else { 70 };
        self.palette.ground.towards(self.shade(GLOW), share)
    }

    /// Returns the lines of relations that one story has to draw, given by name as declared, those that are seen most first.
    ///
    /// With patterns, each has another line: its own, or where an earlier one has that or differs from
    /// it by weight alone, the next that is free, of a pattern that nobody has as long as there is one.
    #[must_use]
    pub fn lines(&self, relations: &[(String, Line)]) -> BTreeMap<String, Line> {
        let said = |name: &str| self.relations.get(name).and_then(|stroke| stroke.line);
        let mut taken: Vec<Line> = relations.iter().filter_map(|(name, _)| said(name)).collect();
        let mut lines = BTreeMap::new();
        for (name, declared) in relations {
            let line = match said(name) {
                Some(line) => line,
                None if !self.patterns => *declared,
                None => {
                    let candidates = || std::iter::once(*declared).chain(Line::ALL);
                    let is_new = |line: &Line| taken.iter().all(|other| other.pattern() != line.pattern());
                    let is_free = |line: &Line| !taken.contains(line);
                    let found = candidates().find(is_new).or_else(|| candidates().find(is_free));
                    found.unwrap_or(*declared)
                }
            };
            taken.push(line);
            lines.insert(name.clone(), line);
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_ink_can_be_read_on_its_ground() {
        for theme in Theme::ready() {
            let palette = theme.palette;
            assert!(7.0 < palette.ink.contrast(palette.ground));
            assert!(4.0 < palette.soft.contrast(palette.ground));
            assert!(3.0 < palette.dead_ink.contrast(palette.dead_paper));
            for place in 0..theme.hues.len() {
                let tint = theme.tint(Hue::Nth(place));
                assert!(4.0 < tint.title.contrast(tint.fill), "{} {place}", theme.name);
            }
            for line in ["#000000", "#FFFFFF", "#F0E442", "#0072B2"] {
                assert!(2.2 <= theme.line_colour(line).contrast(palette.ground), "{line}");
            }
        }
    }

    #[test]
    fn with_patterns_no_two_relations_have_one_line() {
        let relations = [
            ("allied", Line::Solid),
            ("hostile", Line::Bold),
            ("lover", Line::Dashed),
            ("serves", Line::Solid),
        ];
        let relations = relations.map(|(name, line)| (name.to_owned(), line));
        assert_eq!(Theme::light().lines(&relations)["hostile"], Line::Bold);
        let mut print = Theme::print();
        let lines = print.lines(&relations);
        assert_eq!(lines["allied"], Line::Solid);
        let patterns: BTreeSet<Line> = lines.values().map(|line| line.pattern()).collect();
        assert_eq!(
            patterns.len(),
            4,
            "a friend is told from a foe by more than a weight: {lines:?}"
        );
        let many: Vec<(String, Line)> = (0..20).map(|nth| (format!("r{nth}"), Line::Solid)).collect();
        let all: BTreeSet<Line> = print.lines(&many).into_values().collect();
        assert_eq!(all.len(), 20, "none comes twice while one is free");
        let stroke = Stroke {
            line: Some(Line::Bold),
            ..Stroke::default()
        };
        print.relations.insert("serves".to_owned(), stroke);
        assert_eq!(print.lines(&relations)["serves"], Line::Bold);
    }
}
