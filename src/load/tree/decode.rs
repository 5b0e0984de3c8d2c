//! The bytes of a file become text here, whatever they are written in.

use crate::diag::{FileId, Finding, Place};
use std::borrow::Cow;

/// The text of a file's bytes, and what is wrong with them as text.
///
/// What was found belongs to places in the text given back, so that is the text to keep.
///
/// ```
/// use lorescope::{diag::FileId, load::tree};
/// let (text, finding) = tree::decode(FileId(0), b"\"Zo\xeb\"");
/// assert_eq!(text, "\"Zo\u{fffd}\"");
/// assert_eq!(finding.map(|finding| finding.message).as_deref(), Some("byte 4 is no UTF-8"));
/// ```
pub fn decode(file: FileId, bytes: &[u8]) -> (Cow<'_, str>, Option<Finding>) {
    let wide = |order: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..]
            .chunks_exact(2)
            .map(|pair| order([pair[0], pair[1]]))
            .collect();
        let finding = Finding::error("syntax", "the file is written in UTF-16").at(Place::new(file, 0..0));
        (
            Cow::Owned(String::from_utf16_lossy(&units)),
            Some(finding.help("save it as UTF-8")),
        )
    };
    match (bytes, std::str::from_utf8(bytes)) {
        ([0xff, 0xfe, ..], _) => wide(u16::from_le_bytes),
        ([0xfe, 0xff, ..], _) => wide(u16::from_be_bytes),
        (_, Ok(text)) => (Cow::Borrowed(text), None),
        (_, Err(error)) => {
            let at = error.valid_up_to();
            let place = Place::new(file, at..at + '\u{fffd}'.len_utf8()).label("here");
            let finding = Finding::error("syntax", format!("byte {} is no UTF-8", at + 1)).at(place);
            (
                String::from_utf8_lossy(bytes),
                Some(finding.help("save the file as UTF-8")),
            )
        }
    }
}
