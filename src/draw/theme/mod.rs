//! How a picture looks: its ground and inks, the hues of factions, the lines of relations, the sizes of letters.
//!
//! ```text
//! Theme ── ready      light, dark
//!    │
//!    └── factions     which faction has which hue, the same at every moment
//! ```
//!
//! All mixing is whole-number or basic arithmetic, so every machine prints the same bytes.

mod colour;
mod factions;
mod ready;

pub use colour::Colour;
pub use factions::FactionHues;

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

    /// Returns the colours of a faction.
    #[must_use]
    pub fn tint(&self, hue: Hue) -> Tint {
        let ground = self.palette.ground;
        let own = match hue {
            Hue::Own(colour) => colour,
            Hue::Nth(_) if self.hues.is_empty() => self.palette.outline,
            Hue::Nth(place) => self.hues[place % self.hues.len()],
        };
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
        let grey = Colour::new(0x80, 0x80, 0x80);
        Colour::read(declared)
            .unwrap_or(grey)
            .readable_on(self.palette.ground, self.tinting.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ink_can_be_read_on_its_ground() {
        for theme in [Theme::light(), Theme::dark()] {
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
}
