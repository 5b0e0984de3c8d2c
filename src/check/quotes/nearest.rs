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

/// A word of the quote that stands somewhere in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Vote {
    /// Where the quote would begin if it stood there, shifted by the length of the quote, so that none is below zero.
    start: usize,
    /// Which of the voters it is.
    voter: usize,
    /// What it counts for; a rare word counts for more.
    worth: u32,
}

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
        let mut weights: Vec<u32> = Vec::with_capacity(votes.len());
        let (mut last, mut weight) = (0, 0);
        // A voter that points at a stretch many times still counts once.
        let mut pointing = [0_u32; VOTERS];
        for vote in &votes {
            while let Some(next) = votes.get(last).filter(|next| next.start <= vote.start + spread) {
                weight += if pointing[next.voter] == 0 { next.worth } else { 0 };
                pointing[next.voter] += 1;
                last += 1;
            }
            weights.push(weight);
            pointing[vote.voter] -= 1;
            weight -= if pointing[vote.voter] == 0 { vote.worth } else { 0 };
        }
        let mut starts: Vec<usize> = Vec::new();
        while starts.len() < most {
            let free = |start: usize| starts.iter().all(|other| other.abs_diff(start) > spread);
            let left = votes.iter().zip(&weights).filter(|(vote, _)| free(vote.start));
            let heaviest = left.max_by_key(|(vote, weight)| (**weight, std::cmp::Reverse(vote.start)));
            let Some((vote, _)) = heaviest else { break };
            starts.push(vote.start);
        }
        starts
            .into_iter()
            .map(|start| {
                let from = start.saturating_sub(wants.len() + slack).min(self.words.len());
                let to = start + spread + slack;
                from..to.min(self.words.len())
            })
            .collect()
    }

    /// Every vote of the quote's rarest words.
    fn votes(&self, wants: &[Want]) -> Vec<Vote> {
        let mut voters: Vec<(usize, usize)> = wants
            .iter()
            .map(|want| self.places(want.folded).len())
            .enumerate()
            .map(|(nth, places)| (places, nth))
            .filter(|(places, _)| *places > 0)
            .collect();
        voters.sort_unstable();
        let mut votes = Vec::new();
        for (voter, &(count, nth)) in voters.iter().take(VOTERS).enumerate() {
            if votes.len() >= ENOUGH_VOTES || (!votes.is_empty() && votes.len() + count > MOST_VOTES) {
                break;
            }
            let worth = 1 + (self.words.len() / count).max(1).ilog2();
            let places = self.places(wants[nth].folded).iter().take(MOST_VOTES);
            votes.extend(places.map(|&at| Vote {
                start: at as usize + wants.len() - nth,
                voter,
                worth,
            }));
        }
        votes
    }
}
