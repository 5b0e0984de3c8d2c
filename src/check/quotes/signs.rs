//! Which characters print alike, and which are not seen at all: one class for all quotation marks, one for all dashes.

use unicode_normalization::char::is_combining_mark;

/// What every quotation mark and apostrophe is taken as.
pub(super) const QUOTE: &str = "'";
/// What every dash and hyphen is taken as.
pub(super) const DASH: &str = "-";
/// What every ellipsis is taken as, with or without brackets.
pub(super) const ELLIPSIS: &str = "…";

/// Whether a character is a quotation mark, an apostrophe, or what people type for one.
pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '\'' | '"' | '`' | '´' | '«' | '»' | '\u{2018}'..='\u{201f}' | '‹' | '›' | '′' | '″' | '‵' | '‶' | 'ʹ'
            | 'ʺ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ˈ' | '\u{300c}'..='\u{300f}' | '〝' | '〞' | '〟' | '＂' | '＇' | '｢' | '｣'
    )
}

/// Whether a character is an apostrophe when it stands between two letters.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '´' | '‘' | '’' | '‛' | '′' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | '＇'
    )
}

/// Whether a character is a dash, a hyphen or a minus.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−' | '⸺' | '⸻' | '﹘' | '﹣' | '－')
}

/// Whether a character is not seen: soft hyphens, joiners, marks of direction, control characters.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    ) || (c.is_control() && !c.is_whitespace())
}

/// Whether a character is a word of its own, since its script has no blanks between words.
pub(super) fn stands_alone(c: char) -> bool {
    matches!(
        c,
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
    )
}

/// Whether a character belongs to a word that has begun.
pub(super) fn is_inner(c: char) -> bool {
    c.is_alphanumeric() && !stands_alone(c) && !is_quote(c) || is_combining_mark(c)
}

/// Whether a word or sign, as it is compared, is a word.
pub(super) fn is_word(normal: &str) -> bool {
    normal.starts_with(char::is_alphanumeric)
}

/// What a byte of ASCII is to a reader of words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A letter or a digit.
    Letter,
    /// A blank.
    Blank,
    /// Any sign that neither belongs to a word nor needs a closer look before one ends.
    Sign,
    /// Whatever needs a closer look: apostrophes, emphasis, and everything beyond ASCII.
    Other,
}

/// The class of each byte.
pub(super) const CLASSES: [Class; 256] = {
    let mut classes = [Class::Sign; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "it counts to 255")]
        let b = byte as u8;
        if b.is_ascii_alphanumeric() {
            classes[byte] = Class::Letter;
        } else if matches!(b, b' ' | b'\t' | b'\n' | b'\r') {
            classes[byte] = Class::Blank;
        } else if b >= 0x80 || b.is_ascii_control() || matches!(b, b'\'' | b'`' | b'_' | b'*' | b'\\') {
            classes[byte] = Class::Other;
        }
        byte += 1;
    }
    classes
};
