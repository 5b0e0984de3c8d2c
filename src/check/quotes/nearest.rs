//! The passage that a quote which stands nowhere was probably taken from.
//!
//! Every place of the quote's rarest words votes for the passage that would have it there; the few with most votes are aligned with the quote word by word, and the one that needs the least change is the nearest.

use super::align::{Part, Word, align};
use super::index::LEFT_OUT;
use super::sought::{Sought, Want};
use super::{Drift, Index};
use std::ops::Range;

/// How many of the quote's words vote.
const VOTERS: usize = 16;
/// The rarest words vote with all their places, up to this many.
const MOST_VOTES: usize = 100_000;
/// Further words vote while there are fewer votes than this.
const ENOUGH_VOTES: usize = 4_000;
/// How many passages are aligned.
const CANDIDATES: usize = 6;
/// As many words of a quote are aligned at once; of a longer one, the first stretch that stands nowhere.
const LONGEST: usize = 2_000;
/// As many pairs of words are compared for one quote.
const MOST_PAIRS: usize = 12_000_000;

impl Index<'_> {
    /// The nearest passage, if one is near enough to speak of.
    pub(super) fn nearest(&self, quote: &str, sought: &Sought) -> Option<Drift> {
        let wants = &sought.wants;
        if wants.len() <= LONGEST {
            return self.nearest_to(quote, wants);
        }
        let starts = (0..wants.len()).step_by(LONGEST / 2);
        let mut stretches = starts.map(|start| &wants[start..wants.len().min(start + LONGEST)]);
        let changed = stretches.find(|stretch| self.search(stretch).is_empty())?;
        self.nearest_to(quote, changed)
    }

    fn nearest_to(&self, quote: &str, wants: &[Want]) -> Option<Drift> {
        let weigh = |number: u32| self.weight(number);
        let wanted: Vec<Word<'_>> = wants
            .iter()
            .map(|want| Word {
                normal: &want.normal,
                number: want.number,
                folded: want.folded,
                weight: weigh(want.folded),
                first: want.first,
            })
            .collect();
        let mut best: Option<(u32, Range<usize>, Vec<Part>)> = None;
        for window in self.candidates(wants) {
            let document: Vec<Word<'_>> = self.words[window.clone()]
                .iter()
                .map(|&number| {
                    let folded = self.lexicon.folded(number);
                    Word {
                        normal: self.lexicon.word(number),
                        number,
                        folded,
                        weight: weigh(folded),
                        first: false,
                    }
                })
                .collect();
            let aligned = align(&wanted, &document);
            if !aligned.is_near || best.as_ref().is_some_and(|(cost, ..)| *cost <= aligned.cost) {
                continue;
            }
            let shift = |words: Range<usize>| window.start + words.start..window.start + words.end;
            let parts = aligned.parts.into_iter().map(|part| Part {
                document: shift(part.document),
                ..part
            });
            best = Some((aligned.cost, shift(aligned.document), parts.collect()));
        }
        let (_, words, parts) = best?;
        Some(Drift {
            place: self.bytes(words.clone()),
            passage: self.passage(words),
            diff: self.diff(quote, wants, &parts),
        })
    }

    /// What a word counts for: those that stand everywhere say little.
    fn weight(&self, folded: u32) -> u32 {
        let everywhere = self.words.len() / 300 + 3;
        if self.places(folded).len() > everywhere { 1 } else { 2 }
    }

    /// The stretches of the document that most votes point at, the best first.
    fn candidates(&self, wants: &[Want]) -> Vec<Range<usize>> {
        let gaps = wants.iter().filter(|want| want.is_gap()).count();
        let spread = (wants.len() / 4 + 6 + gaps * LEFT_OUT).min(MOST_PAIRS / 2 / wants.len());
        let slack = wants.len() / 3 + 8;
        let pairs = wants.len() * (wants.len() + spread + 2 * slack);
        let most = (MOST_PAIRS / pairs).clamp(1, CANDIDATES);
        let mut votes = self.votes(wants);
        votes.sort_unstable();
        let mut weights: Vec<(u64, usize)> = Vec::with_capacity(votes.len());
        let (mut last, mut weight) = (0, 0);
        for (first, &(start, own)) in votes.iter().enumerate() {
            while last < votes.len() && votes[last].0 <= start + spread {
                weight += votes[last].1;
                last += 1;
            }
            weights.push((weight, first));
            weight -= own;
        }
        weights.sort_unstable_by_key(|&(weight, first)| (std::cmp::Reverse(weight), first));
        let mut starts: Vec<usize> = Vec::new();
        for (_, first) in weights {
            let start = votes[first].0;
            if starts.iter().all(|other| other.abs_diff(start) > spread) {
                starts.push(start);
                if starts.len() == most {
                    break;
                }
            }
        }
        // Votes are shifted by the length of the quote, so that none is below zero.
        starts
            .into_iter()
            .map(|start| {
                let from = start.saturating_sub(wants.len() + slack).min(self.words.len());
                let to = start + spread + slack;
                from..to.min(self.words.len())
            })
            .collect()
    }

    /// Where the quote would begin, if a word of it stood where the document has that word, and how much the word counts.
    fn votes(&self, wants: &[Want]) -> Vec<(usize, u64)> {
        let mut voters: Vec<(usize, usize)> = wants
            .iter()
            .map(|want| self.places(want.folded).len())
            .enumerate()
            .map(|(nth, places)| (places, nth))
            .filter(|(places, _)| *places > 0)
            .collect();
        voters.sort_unstable();
        let mut votes = Vec::new();
        for &(count, nth) in voters.iter().take(VOTERS) {
            if votes.len() >= ENOUGH_VOTES || (!votes.is_empty() && votes.len() + count > MOST_VOTES) {
                break;
            }
            let worth = 1 + u64::from((self.words.len() / count).max(1).ilog2());
            let places = self.places(wants[nth].folded).iter().take(MOST_VOTES);
            votes.extend(places.map(|&at| (at as usize + wants.len() - nth, worth)));
        }
        votes
    }
}
