//! The themes that need no file.
//!
//! Hues follow the colours of Okabe and Ito (*Color Universal Design*, 2008), which people with the
//! usual forms of colour blindness tell apart.

use std::collections::BTreeMap;

use super::{Colour, Letters, Palette, Theme, Tinting};

/// The Okabe–Ito colours without black and yellow, and six more for stories of many factions.
const HUES: [Colour; 12] = [
    Colour::new(0x00, 0x72, 0xB2),
    Colour::new(0xD5, 0x5E, 0x00),
    Colour::new(0x00, 0x9E, 0x73),
    Colour::new(0xCC, 0x79, 0xA7),
    Colour::new(0xE6, 0x9F, 0x00),
    Colour::new(0x6A, 0x51, 0xA3),
    Colour::new(0x8A, 0x7A, 0x10),
    Colour::new(0x56, 0xB4, 0xE9),
    Colour::new(0x8C, 0x6D, 0x5A),
    Colour::new(0x88, 0x22, 0x55),
    Colour::new(0x5F, 0x6B, 0x7A),
    Colour::new(0x7F, 0xA0, 0x00),
];

/// From dark to light, so that neighbours are told apart.
const GREYS: [Colour; 4] = [
    Colour::new(0x30, 0x30, 0x30),
    Colour::new(0xA0, 0xA0, 0xA0),
    Colour::new(0x60, 0x60, 0x60),
    Colour::new(0xC8, 0xC8, 0xC8),
];

impl Theme {
    /// Returns all themes that need no file.
    #[must_use]
    pub fn ready() -> Vec<Self> {
        vec![Self::light(), Self::dark(), Self::print(), Self::high_contrast()]
    }

    /// Returns the theme of that name that needs no file.
    ///
    /// ```
    /// use lorescope::draw::theme::Theme;
    ///
    /// assert_eq!(Theme::named("print"), Some(Theme::print()));
    /// assert_eq!(Theme::named("pink"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ready().into_iter().find(|theme| theme.name == name)
    }

    fn of(name: &str, palette: Palette, hues: &[Colour], tinting: Tinting) -> Self {
        Self {
            name: name.to_owned(),
            palette,
            hues: hues.to_vec(),
            tinting,
            letters: Letters::default(),
            patterns: false,
            greys: false,
            relations: BTreeMap::new(),
            kinds: BTreeMap::new(),
            factions: BTreeMap::new(),
        }
    }

    /// Black, white and greys for a printer without colours: every relation has a line of its own.
    #[must_use]
    pub fn print() -> Self {
        let palette = Palette {
            ground: Colour::new(0xFF, 0xFF, 0xFF),
            ink: Colour::new(0, 0, 0),
            soft: Colour::new(0x44, 0x44, 0x44),
            paper: Colour::new(0xFF, 0xFF, 0xFF),
            outline: Colour::new(0x33, 0x33, 0x33),
            dead_paper: Colour::new(0xDD, 0xDD, 0xDD),
            dead_ink: Colour::new(0x44, 0x44, 0x44),
            dead_outline: Colour::new(0x88, 0x88, 0x88),
            rule: Colour::new(0xAA, 0xAA, 0xAA),
        };
        let tinting = Tinting {
            fill: 8,
            border: 80,
            title: 9.0,
            line: 6.0,
        };
        Self {
            patterns: true,
            greys: true,
            ..Self::of("print", palette, &GREYS, tinting)
        }
    }

    /// Black on white with strong colours, for eyes or projectors that lose the pale ones.
    #[must_use]
    pub fn high_contrast() -> Self {
        let palette = Palette {
            ground: Colour::new(0xFF, 0xFF, 0xFF),
            ink: Colour::new(0, 0, 0),
            soft: Colour::new(0x22, 0x22, 0x22),
            paper: Colour::new(0xFF, 0xFF, 0xFF),
            outline: Colour::new(0, 0, 0),
            dead_paper: Colour::new(0xDD, 0xDD, 0xDD),
            dead_ink: Colour::new(0x22, 0x22, 0x22),
            dead_outline: Colour::new(0x55, 0x55, 0x55),
            rule: Colour::new(0x55, 0x55, 0x55),
        };
        let tinting = Tinting {
            fill: 5,
            border: 100,
            title: 9.0,
            line: 5.5,
        };
        let letters = Letters {
            name: 15.0,
            faction: 15.0,
            note: 13.0,
            legend: 13.5,
            ..Letters::default()
        };
        Self {
            letters,
            ..Self::of("high-contrast", palette, &HUES, tinting)
        }
    }

    /// Dark ink on a white ground.
    #[must_use]
    pub fn light() -> Self {
        let palette = Palette {
            ground: Colour::new(0xFF, 0xFF, 0xFF),
            ink: Colour::new(0x1B, 0x1F, 0x27),
            soft: Colour::new(0x5A, 0x62, 0x70),
            paper: Colour::new(0xFF, 0xFF, 0xFF),
            outline: Colour::new(0x6B, 0x74, 0x84),
            dead_paper: Colour::new(0xE4, 0xE6, 0xEA),
            dead_ink: Colour::new(0x63, 0x69, 0x74),
            dead_outline: Colour::new(0xA3, 0xA8, 0xB2),
            rule: Colour::new(0xD9, 0xDC, 0xE2),
        };
        let tinting = Tinting {
            fill: 9,
            border: 60,
            title: 5.0,
            line: 2.2,
        };
        Self::of("light", palette, &HUES, tinting)
    }

    /// Light ink on a dark ground.
    #[must_use]
    pub fn dark() -> Self {
        let palette = Palette {
            ground: Colour::new(0x14, 0x17, 0x1D),
            ink: Colour::new(0xEE, 0xF1, 0xF6),
            soft: Colour::new(0xA9, 0xB1, 0xBF),
            paper: Colour::new(0x1F, 0x24, 0x2D),
            outline: Colour::new(0x8D, 0x97, 0xA8),
            dead_paper: Colour::new(0x33, 0x37, 0x3F),
            dead_ink: Colour::new(0x9B, 0xA1, 0xAC),
            dead_outline: Colour::new(0x62, 0x68, 0x74),
            rule: Colour::new(0x38, 0x3E, 0x49),
        };
        let tinting = Tinting {
            fill: 16,
            border: 70,
            title: 7.0,
            line: 4.5,
        };
        Self::of("dark", palette, &HUES, tinting)
    }
}
