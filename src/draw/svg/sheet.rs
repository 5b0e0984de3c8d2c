//! The one place where SVG text is written: elements, attributes, words, numbers.
//!
//! Numbers have at most two places, so that no machine prints another digit.

use std::io::Write as _;

use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::writer::Writer;

use crate::draw::font;

const SOUND: &str = "memory takes every byte";

/// An SVG document in the making.
pub(crate) struct Sheet {
    writer: Writer<Vec<u8>>,
    /// Which layer is being drawn; the lowest lies at the back.
    pub(crate) layer: usize,
    depth: usize,
    /// Where each outermost element begins, and on which layer.
    begins: Vec<(usize, usize)>,
}

impl Default for Sheet {
    fn default() -> Self {
        Self {
            writer: Writer::new_with_indent(Vec::new(), b' ', 1),
            layer: 0,
            depth: 0,
            begins: Vec::new(),
        }
    }
}

/// A name and a value.
pub(crate) type Attribute = (&'static str, String);

impl Sheet {
    pub(crate) fn begin(&mut self, width: f64, height: f64) {
        let (width, height) = (number(width), number(height));
        self.open(
            "svg",
            &[
                ("xmlns", "http://www.w3.org/2000/svg".to_owned()),
                ("width", width.clone()),
                ("height", height.clone()),
                ("viewBox", format!("0 0 {width} {height}")),
                ("role", "img".to_owned()),
            ],
        );
    }

    pub(crate) fn end(mut self) -> String {
        self.close("svg");
        let mut bytes = self.writer.into_inner();
        bytes.write_all(b"\n").expect(SOUND);
        String::from_utf8(bytes).expect("only text was written")
    }

    /// Returns the outermost elements with their layers.
    pub(crate) fn pieces(self) -> Vec<(usize, String)> {
        let bytes = self.writer.into_inner();
        let text = String::from_utf8(bytes).expect("only text was written");
        let ends = self.begins.iter().skip(1).map(|(_, at)| *at).chain([text.len()]);
        let piece = |((layer, from), to): (&(usize, usize), usize)| (*layer, text[*from..to].trim().to_owned());
        self.begins.iter().zip(ends).map(piece).collect()
    }

    /// Writes elements that were written elsewhere.
    pub(crate) fn piece(&mut self, piece: &str) {
        let text = BytesText::from_escaped(piece);
        self.writer.write_event(Event::Text(text)).expect(SOUND);
    }

    fn begin_piece(&mut self) {
        if self.depth == 0 {
            self.begins.push((self.layer, self.writer.get_ref().len()));
        }
    }

    pub(crate) fn open(&mut self, name: &'static str, attributes: &[Attribute]) {
        self.begin_piece();
        self.depth += 1;
        self.writer
            .write_event(Event::Start(start(name, attributes)))
            .expect(SOUND);
    }

    pub(crate) fn close(&mut self, name: &'static str) {
        self.depth = self.depth.saturating_sub(1);
        self.writer.write_event(Event::End(BytesEnd::new(name))).expect(SOUND);
    }

    pub(crate) fn empty(&mut self, name: &'static str, attributes: &[Attribute]) {
        self.begin_piece();
        self.writer
            .write_event(Event::Empty(start(name, attributes)))
            .expect(SOUND);
    }

    /// Writes an element with words in it; nothing when there are none.
    pub(crate) fn words(&mut self, name: &'static str, attributes: &[Attribute], words: &str) {
        let words = font::clean(words).replace('\n', " ");
        if words.trim().is_empty() {
            return;
        }
        self.open(name, attributes);
        self.writer
            .write_event(Event::Text(BytesText::new(&words)))
            .expect(SOUND);
        self.close(name);
    }
}

/// Returns a number as it is written: at most two places, no needless ones.
pub(crate) fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    // Minus nothing is nothing.
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

fn start(name: &'static str, attributes: &[Attribute]) -> BytesStart<'static> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, value.as_str()));
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, text) in [
            (1.0, "1"),
            (1.005, "1"),
            (2.346, "2.35"),
            (-0.001, "0"),
            (-12.5, "-12.5"),
            (100.1 + 0.2, "100.3"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn words_are_escaped() {
        let mut sheet = Sheet::default();
        sheet.begin(1.0, 2.0);
        sheet.words("text", &[("id", "\"<&>'".to_owned())], "</text> & \u{1}\"x\"");
        sheet.words("text", &[], "\u{1}");
        let text = sheet.end();
        assert!(text.contains("&lt;/text&gt; &amp; "), "{text}");
        assert_eq!(text.matches("<text").count(), 1);
    }
}
