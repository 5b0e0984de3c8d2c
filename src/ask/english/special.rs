//! Questions whose form is fixed.

use super::draft::{Draft, Time};
use super::parser::Parser;
use super::question::Candidate;

impl Parser<'_> {
    pub(super) fn specials(&self, _at: usize, _draft: &Draft, _times: &[Time], _found: &mut Vec<Candidate>) {}
}
