//! The lines of a journal as they are written one under the other, details four blanks deeper than what they belong to.

/// A journal as it grows.
#[derive(Debug, Default)]
pub(super) struct Page {
    text: String,
}

impl Page {
    /// Writes a line, so many levels deep.
    pub(super) fn line(&mut self, depth: usize, words: &str) {
        for _ in 0..depth {
            self.text.push_str("    ");
        }
        self.text.push_str(words);
        self.text.push('\n');
    }

    /// Leaves a line blank, though never two and never the first.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Takes over lines that are written already.
    pub(super) fn text(&mut self, lines: &str) {
        self.text.push_str(lines);
    }

    /// The whole of it.
    pub(super) fn finish(self) -> String {
        self.text
    }
}
