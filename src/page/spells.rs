//! What is so while a reader stands at some positions and not at others: equal neighbours are one spell.

use super::payload::Range;

/// The spells of one thing, by when they begin.
#[derive(Clone, Debug)]
pub(super) struct Spells<T> {
    spells: Vec<(u32, u32, T)>,
}

impl<T> Default for Spells<T> {
    fn default() -> Self {
        Self { spells: Vec::new() }
    }
}

impl<T: PartialEq> Spells<T> {
    /// Says what is so at a position; positions come in their order.
    pub(super) fn at(&mut self, position: u32, what: T) {
        match self.spells.last_mut() {
            Some((_, end, last)) if *end == position && *last == what => *end += 1,
            _ => self.spells.push((position, position + 1, what)),
        }
    }

    /// The first position at which anything is so.
    pub(super) fn first(&self) -> Option<u32> {
        self.spells.first().map(|(first, _, _)| *first)
    }

    /// The spells, each with its range; none where it is all of so many positions.
    pub(super) fn written(self, positions: u32) -> impl Iterator<Item = (Option<Range>, T)> {
        let range = move |first, end| (first != 0 || end != positions).then_some([first, end]);
        self.spells
            .into_iter()
            .map(move |(first, end, what)| (range(first, end), what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_neighbours_are_one_spell_and_a_gap_parts_them() {
        let mut spells = Spells::default();
        for (position, what) in [(0, 'a'), (1, 'a'), (2, 'b'), (4, 'b'), (5, 'b')] {
            spells.at(position, what);
        }
        assert_eq!(spells.first(), Some(0));
        let written: Vec<_> = spells.written(6).collect();
        assert_eq!(written, [(Some([0, 2]), 'a'), (Some([2, 3]), 'b'), (Some([4, 6]), 'b')]);
        let mut always = Spells::default();
        always.at(0, 'a');
        always.at(1, 'a');
        assert_eq!(always.written(2).collect::<Vec<_>>(), [(None, 'a')]);
    }
}
