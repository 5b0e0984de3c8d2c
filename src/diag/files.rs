//! The files a story was read from, in the order of reading, each with its name and text.
//!
//! A byte offset becomes a line and a column only when somebody asks; the first such question about a file walks it once.

use arcstr::ArcStr;
use std::ops::Range;
use std::sync::OnceLock;

/// How far apart the counts of characters are kept, in bytes.
const STRIDE: usize = 4096;

/// Which of the files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A file's name as it is shown, and its text.
#[derive(Clone, Debug)]
pub struct File {
    /// The name as it is shown, mostly the path.
    pub name: String,
    /// The text.
    pub text: ArcStr,
    marks: OnceLock<Marks>,
}

/// Where lines begin, and how many characters stand before every `STRIDE`th byte.
#[derive(Clone, Debug)]
struct Marks {
    lines: Vec<usize>,
    characters: Vec<usize>,
}

/// All files of a story, in the order in which they were read.
#[derive(Clone, Debug, Default)]
pub struct Files {
    list: Vec<File>,
}

impl Files {
    /// Adds a file and gives its id.
    ///
    /// ```
    /// use lorescope::diag::Files;
    /// let mut files = Files::default();
    /// let story = files.add("story.json", "{\n  \"é\": 1\n}");
    /// assert_eq!(files.line_column(story, 8), (2, 6));
    /// ```
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<ArcStr>) -> FileId {
        let id = FileId(u32::try_from(self.list.len()).expect("nobody reads four thousand million files"));
        self.list.push(File {
            name: name.into(),
            text: text.into(),
            marks: OnceLock::new(),
        });
        id
    }

    /// A file.
    ///
    /// # Panics
    /// When the id was not given out by `add`.
    #[must_use]
    pub fn get(&self, id: FileId) -> &File {
        self.list
            .get(id.0 as usize)
            .expect("an id is given out by `Files::add`")
    }

    /// All files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &File)> {
        (0..).map(FileId).zip(&self.list)
    }

    /// The line and the column of a byte, both from one; the column counts characters.
    ///
    /// A byte inside a character stands for that character, one beyond the end for the end.
    #[must_use]
    pub fn line_column(&self, id: FileId, byte: usize) -> (usize, usize) {
        let file = self.get(id);
        let byte = floor(&file.text, byte);
        let line = file.marks().lines.partition_point(|&start| start <= byte);
        let start = file.marks().lines[line - 1];
        (line, file.characters_before(byte) - file.characters_before(start) + 1)
    }

    /// The bytes of a byte's line, without its line break.
    #[must_use]
    pub fn line_span(&self, id: FileId, byte: usize) -> Range<usize> {
        let file = self.get(id);
        let lines = &file.marks().lines;
        let line = lines.partition_point(|&start| start <= floor(&file.text, byte));
        let start = lines[line - 1];
        let end = lines.get(line).map_or(file.text.len(), |next| next - 1);
        let end = if end > start && end < file.text.len() && file.text.as_bytes()[end - 1] == b'\r' {
            end - 1
        } else {
            end
        };
        start..end
    }
}

impl File {
    fn marks(&self) -> &Marks {
        self.marks.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let breaks = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
            let lines = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
            let mut total = 0;
            let characters = bytes.chunks(STRIDE).map(|chunk| {
                let before = total;
                total += characters(chunk);
                before
            });
            Marks {
                lines,
                characters: characters.collect(),
            }
        })
    }

    fn characters_before(&self, byte: usize) -> usize {
        let mark = byte / STRIDE;
        match self.marks().characters.get(mark) {
            Some(before) => before + characters(&self.text.as_bytes()[mark * STRIDE..byte]),
            // The end of a text that is a whole number of strides long has no mark of its own.
            None => characters(self.text.as_bytes()),
        }
    }
}

/// Counts the bytes that begin a character.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// The beginning of the character that a byte belongs to.
fn floor(text: &str, byte: usize) -> usize {
    text.floor_char_boundary(byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        let text = "ab\r\nçd\n\n漢字x";
        let mut files = Files::default();
        let id = files.add("a", text);
        for (byte, expected) in [
            (0, (1, 1)),
            (2, (1, 3)),
            (4, (2, 1)),
            (5, (2, 1)),
            (6, (2, 2)),
            (8, (3, 1)),
            (9, (4, 1)),
            (15, (4, 3)),
            (99, (4, 4)),
        ] {
            assert_eq!(files.line_column(id, byte), expected, "byte {byte}");
        }
        for (byte, expected) in [(0, "ab"), (3, "ab"), (4, "çd"), (8, ""), (9, "漢字x"), (99, "漢字x")] {
            assert_eq!(&text[files.line_span(id, byte)], expected, "byte {byte}");
        }
    }

    #[test]
    fn a_long_line_counts_across_strides() {
        let text = "é".repeat(STRIDE);
        let mut files = Files::default();
        let id = files.add("a", text);
        for byte in [0, 2, STRIDE - 2, STRIDE, STRIDE + 2, 2 * STRIDE] {
            assert_eq!(files.line_column(id, byte), (1, byte / 2 + 1));
        }
        let empty = files.add("b", "");
        assert_eq!(files.line_column(empty, 0), (1, 1));
        assert_eq!(files.line_span(empty, 7), 0..0);
    }
}
