//! A colour of eight bits a channel, mixed and compared without a function of the platform.

/// A colour of eight bits a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Colour {
    /// Returns a colour from its channels.
    #[must_use]
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Reads `#RRGGBB`; anything else is none.
    ///
    /// ```
    /// use lorescope::draw::theme::Colour;
    ///
    /// assert_eq!(Colour::read("#0072B2"), Some(Colour::new(0x00, 0x72, 0xB2)));
    /// assert_eq!(Colour::read("blue"), None);
    /// ```
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self::new(red, green, blue))
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

    /// Returns the grey that is as bright.
    #[must_use]
    pub fn grey(self) -> Self {
        let sum = 2126 * u32::from(self.red) + 7152 * u32::from(self.green) + 722 * u32::from(self.blue);
        let level = u8::try_from((sum + 5000) / 10000).expect("a weighted mean of bytes is a byte");
        Self::new(level, level, level)
    }

    /// Tells whether the colour is rather dark than light.
    #[must_use]
    pub fn is_dark(self) -> bool {
        self.brightness() < 0.5
    }

    /// Returns how unlike another colour it looks, as the square of a distance in which black and white are about 765 apart.
    ///
    /// As Riemersma has it (*Colour metric*, CompuPhase): the eye weighs red and blue by how red both are.
    #[must_use]
    pub fn distance(self, other: Self) -> u32 {
        let red = u32::midpoint(u32::from(self.red), u32::from(other.red));
        let square = |one: u8, other: u8| u32::from(one.abs_diff(other)).pow(2);
        (((512 + red) * square(self.red, other.red)) >> 8)
            + 4 * square(self.green, other.green)
            + (((767 - red) * square(self.blue, other.blue)) >> 8)
    }

    /// Returns how bright the colour is, from 0 to 1.
    ///
    /// The square stands for the sRGB curve: near enough to compare, and the same everywhere.
    fn brightness(self) -> f64 {
        let part = |channel: u8| (f64::from(channel) / 255.0) * (f64::from(channel) / 255.0);
        0.2126 * part(self.red) + 0.7152 * part(self.green) + 0.0722 * part(self.blue)
    }

    /// Returns the contrast with another colour, from 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.brightness() + 0.05, other.brightness() + 0.05);
        if one < two { two / one } else { one / two }
    }

    /// Returns the colour moved away from a ground until it can be told from it.
    #[must_use]
    pub fn readable_on(self, ground: Self, enough: f64) -> Self {
        let away = if ground.is_dark() {
            Self::new(0xFF, 0xFF, 0xFF)
        } else {
            Self::new(0, 0, 0)
        };
        (0..=100)
            .step_by(4)
            .map(|share| self.towards(away, share))
            .find(|candidate| enough <= candidate.contrast(ground))
            .unwrap_or(away)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_or_not() {
        for (text, hex) in [
            ("#0072B2", Some("#0072b2")),
            (" #ffffff ", Some("#ffffff")),
            ("0072B2", None),
            ("#07b", None),
            ("#00é2B", None),
            ("", None),
        ] {
            assert_eq!(Colour::read(text).map(Colour::hex).as_deref(), hex, "{text}");
        }
    }

    #[test]
    fn a_grey_has_no_hue() {
        for (colour, grey) in [("#000000", "#000000"), ("#ffffff", "#ffffff"), ("#0072b2", "#5e5e5e")] {
            assert_eq!(
                Colour::read(colour).map(|read| read.grey().hex()).as_deref(),
                Some(grey)
            );
        }
    }
}
