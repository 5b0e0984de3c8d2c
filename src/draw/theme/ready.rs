//! The themes that need no file.
//!
//! Hues follow the colours of Okabe and Ito (*Color Universal Design*, 2008), which people with the
//! usual forms of colour blindness tell apart.

use super::{Colour, Palette, Theme, Tinting};

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

impl Theme {
    /// Dark ink on a white ground.
    #[must_use]
    pub fn light() -> Self {
        Self {
            name: "light".to_owned(),
            palette: Palette {
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
            hues: HUES.to_vec(),
            tinting: Tinting {
                fill: 9,
                border: 60,
                title: 5.0,
                line: 2.2,
            },
        }
    }

    /// Light ink on a dark ground.
    #[must_use]
    pub fn dark() -> Self {
        Self {
            name: "dark".to_owned(),
            palette: Palette {
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
            hues: HUES.to_vec(),
            tinting: Tinting {
                fill: 16,
                border: 70,
                title: 7.0,
                line: 4.5,
            },
        }
    }
}
