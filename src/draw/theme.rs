//! Colours live here: the two grounds, the tints of clusters, and inks that can be read on both.
//!
//! Tints follow the Okabe–Ito colours, which people with the usual forms of colour blindness tell
//! apart. All mixing is whole-number or basic arithmetic, so every machine prints the same bytes.

use crate::draw::picture::Theme;

/// A colour of eight bits a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

/// The colours of one ground.
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

/// The colours of one cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tint {
    /// The inside.
    pub fill: Colour,
    /// The border, and the outline of the nodes within.
    pub border: Colour,
    /// The title.
    pub title: Colour,
}

/// The Okabe–Ito colours without black, and three more for pictures of many clusters.
const HUES: [Colour; 9] = [
    Colour::new(0x00, 0x72, 0xB2),
    Colour::new(0xD5, 0x5E, 0x00),
    Colour::new(0x00, 0x9E, 0x73),
    Colour::new(0xCC, 0x79, 0xA7),
    Colour::new(0xE6, 0x9F, 0x00),
    Colour::new(0x6A, 0x51, 0xA3),
    Colour::new(0x8A, 0x7A, 0x10),
    Colour::new(0x56, 0xB4, 0xE9),
    Colour::new(0x8C, 0x6D, 0x5A),
];

impl Colour {
    /// Returns a colour from its channels.
    #[must_use]
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Reads `#RRGGBB`; anything else is a middle grey.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let grey = Self::new(0x80, 0x80, 0x80);
        let Some(digits) = text.trim().strip_prefix('#') else {
            return grey;
        };
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return grey;
        }
        match u32::from_str_radix(digits, 16) {
            Ok(value) => {
                let [_, red, green, blue] = value.to_be_bytes();
                Self::new(red, green, blue)
            }
            Err(_) => grey,
        }
    }

    /// Returns the colour as `#rrggbb`.
    #[must_use]
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }

    /// Returns the colour moved towards another by so many hundredths.
    #[must_use]
    pub fn towards(self, other: Self, hundredths: u16) -> Self {
        let mix = |from: u8, to: u8| {
            let share = hundredths.min(100);
            let sum = u16::from(from) * (100 - share) + u16::from(to) * share;
            u8::try_from((sum + 50) / 100).expect("a mean of two bytes is a byte")
        };
        Self::new(
            mix(self.red, other.red),
            mix(self.green, other.green),
            mix(self.blue, other.blue),
        )
    }

    /// Returns how bright the colour is, from 0 to 1.
    ///
    /// The square stands for the sRGB curve: near enough to compare, and the same everywhere.
    fn brightness(self) -> f64 {
        let part = |channel: u8| (f64::from(channel) / 255.0) * (f64::from(channel) / 255.0);
        0.2126 * part(self.red) + 0.7152 * part(self.green) + 0.0722 * part(self.blue)
    }

    /// Returns the contrast with another colour, from 1 to 21.
    fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.brightness() + 0.05, other.brightness() + 0.05);
        if one < two { two / one } else { one / two }
    }
}

/// Returns the colours of a ground.
#[must_use]
pub fn palette(theme: Theme) -> Palette {
    match theme {
        Theme::Light => Palette {
            ground: Colour::new(0xFF, 0xFF, 0xFF),
            ink: Colour::new(0x1B, 0x1F, 0x27),
            soft: Colour::new(0x5A, 0x62, 0x70),
            paper: Colour::new(0xFF, 0xFF, 0xFF),
            outline: Colour::new(0x6B, 0x74, 0x84),
            dead_paper: Colour::new(0xE4, 0xE6, 0xEA),
            dead_ink: Colour::new(0x63, 0x69, 0x74),
            dead_outline: Colour::new(0xA3, 0xA8, 0xB2),
            rule: Colour::new(0xD9, 0xDC, 0xE2),
        },
        Theme::Dark => Palette {
            ground: Colour::new(0x14, 0x17, 0x1D),
            ink: Colour::new(0xEE, 0xF1, 0xF6),
            soft: Colour::new(0xA9, 0xB1, 0xBF),
            paper: Colour::new(0x1F, 0x24, 0x2D),
            outline: Colour::new(0x8D, 0x97, 0xA8),
            dead_paper: Colour::new(0x33, 0x37, 0x3F),
            dead_ink: Colour::new(0x9B, 0xA1, 0xAC),
            dead_outline: Colour::new(0x62, 0x68, 0x74),
            rule: Colour::new(0x38, 0x3E, 0x49),
        },
    }
}

/// Returns the colours of the cluster with this index; they repeat after nine.
#[must_use]
pub fn tint(theme: Theme, index: usize) -> Tint {
    let hue = HUES[index % HUES.len()];
    let palette = palette(theme);
    match theme {
        Theme::Light => Tint {
            fill: palette.ground.towards(hue, 9),
            border: palette.ground.towards(hue, 60),
            title: readable(hue, palette.ground, 5.0),
        },
        Theme::Dark => Tint {
            fill: palette.ground.towards(hue, 16),
            border: palette.ground.towards(hue, 70),
            title: readable(hue, palette.ground, 7.0),
        },
    }
}

/// Returns the colour of the line with this number in a chart of many; neighbours in the list are told apart by hue, then by shade.
#[must_use]
pub fn thread(theme: Theme, index: usize) -> Colour {
    let (hue, round) = (HUES[index % HUES.len()], index / HUES.len());
    let ink = palette(theme).ink;
    let shade = u16::try_from(round % 3).expect("below three") * 30;
    readable(hue.towards(ink, shade), palette(theme).ground, 2.2)
}

/// Returns the grey tint of a cluster that is no more.
#[must_use]
pub fn dead_tint(theme: Theme) -> Tint {
    let palette = palette(theme);
    Tint {
        fill: palette.ground.towards(palette.dead_outline, 14),
        border: palette.dead_outline,
        title: palette.dead_ink,
    }
}

/// Returns the colour of a line, moved until it can be seen on the ground.
///
/// ```
/// use lorescope::draw::picture::Theme;
/// use lorescope::draw::theme;
///
/// assert_eq!(theme::line_colour(Theme::Light, "#0072B2").hex(), "#0072b2");
/// assert_ne!(theme::line_colour(Theme::Light, "#F0E442").hex(), "#f0e442");
/// ```
#[must_use]
pub fn line_colour(theme: Theme, declared: &str) -> Colour {
    let ground = palette(theme).ground;
    let enough = match theme {
        Theme::Light => 2.2,
        Theme::Dark => 4.5,
    };
    readable(Colour::read(declared), ground, enough)
}

fn readable(colour: Colour, ground: Colour, enough: f64) -> Colour {
    let away = if ground.brightness() < 0.5 {
        Colour::new(0xFF, 0xFF, 0xFF)
    } else {
        Colour::new(0, 0, 0)
    };
    (0..=100)
        .step_by(4)
        .map(|share| colour.towards(away, share))
        .find(|candidate| enough <= candidate.contrast(ground))
        .unwrap_or(away)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_or_grey() {
        for (text, hex) in [
            ("#0072B2", "#0072b2"),
            (" #ffffff ", "#ffffff"),
            ("0072B2", "#808080"),
            ("#07b", "#808080"),
            ("#00é2B", "#808080"),
            ("", "#808080"),
        ] {
            assert_eq!(Colour::read(text).hex(), hex, "{text}");
        }
    }

    #[test]
    fn every_ink_can_be_read_on_its_ground() {
        for theme in [Theme::Light, Theme::Dark] {
            let palette = palette(theme);
            assert!(7.0 < palette.ink.contrast(palette.ground));
            assert!(4.0 < palette.soft.contrast(palette.ground));
            assert!(3.0 < palette.dead_ink.contrast(palette.dead_paper));
            for index in 0..HUES.len() {
                let tint = tint(theme, index);
                assert!(4.0 < tint.title.contrast(tint.fill), "{theme:?} {index}");
            }
            for line in ["#000000", "#FFFFFF", "#F0E442", "#0072B2"] {
                assert!(2.2 <= line_colour(theme, line).contrast(palette.ground), "{line}");
            }
        }
    }
}
