//! In which order lines run through each step, so that few of them cross.
//!
//! A start is made as `StoryFlow` makes it (Liu, Wu, Wei, Liu and Liu 2013): sweeps to and fro in which groups, and lines within them, stand where they stood on average in the step before.
//! Then whole stretches of a line, or of a group that stays together, are taken out and put back where they cross least, all steps of the stretch at once: that is sifting (Matuszewski, Schönfeld and Molitor 1999) along the whole of time, and leads out of orders that no single step can better.

use super::course::{Course, Line};
use super::measure::crossings;
use super::sift::Sifting;
use super::stretch::Stretch;

/// How many times the sweeps go to and fro.
const SWEEPS: usize = 20;

/// How many times an order that nothing betters is shaken, if there is work left.
const SHAKES: usize = 400;

/// How much is tried, counted in ways of a line from a place to a place, so that every machine does the same: a fraction of a second of it.
const WORK: u64 = 12_000_000;

/// The order by sweeps alone, the usual way and the yardstick: the best that they come by.
#[must_use]
pub fn by_sweeps(course: &Course) -> Vec<Vec<Line>> {
    let mut order: Vec<Vec<Line>> = (0..course.len()).map(|step| course.step(step).concat()).collect();
    let mut best = order.clone();
    let mut fewest = crossings(course, &best);
    for sweep in 0..SWEEPS {
        let steps: Vec<usize> = if sweep % 2 == 0 {
            (1..course.len()).collect()
        } else {
            (0..course.len().saturating_sub(1)).rev().collect()
        };
        for step in steps {
            let from = if sweep % 2 == 0 { step - 1 } else { step + 1 };
            order[step] = beside(course, step, &order[from], &order[step]);
        }
        let count = crossings(course, &order);
        if count < fewest {
            fewest = count;
            best.clone_from(&order);
        }
    }
    best
}

/// The order of a step in which everyone stands where they stood beside it, on average.
fn beside(course: &Course, step: usize, beside: &[Line], now: &[Line]) -> Vec<Line> {
    let mut stood = vec![None; course.lines()];
    for (nth, &line) in beside.iter().enumerate() {
        stood[line] = Some(nth);
    }
    let mut stands = vec![0; course.lines()];
    for (nth, &line) in now.iter().enumerate() {
        stands[line] = nth;
    }
    // Averages as fractions of whole numbers, so that no two machines round apart.
    let mut groups: Vec<(u64, u64, usize, Vec<Line>)> = Vec::new();
    for group in course.step(step) {
        let mut members = group.clone();
        members.sort_by_key(|&line| (stood[line].unwrap_or(stands[line]), stands[line]));
        let known: Vec<usize> = group.iter().filter_map(|&line| stood[line]).collect();
        let (sum, count) = if known.is_empty() {
            (group.iter().map(|&line| stands[line]).sum::<usize>(), group.len())
        } else {
            (known.iter().sum(), known.len())
        };
        groups.push((sum as u64, count as u64, stands[members[0]], members));
    }
    groups.sort_by(|one, other| (one.0 * other.1, one.2).cmp(&(other.0 * one.1, other.2)));
    groups.into_iter().flat_map(|(_, _, _, members)| members).collect()
}

/// The order with the fewest crossings that is found; never one with more than sweeps alone come by.
#[must_use]
pub fn order(course: &Course) -> Vec<Vec<Line>> {
    order_within(course, WORK)
}

fn order_within(course: &Course, work: u64) -> Vec<Vec<Line>> {
    let mut sifting = Sifting::new(course, by_sweeps(course));
    let stretches = Stretch::all(course);
    settle(&mut sifting, &stretches, vec![true; stretches.len()], work);
    let (mut best, mut fewest) = (sifting.order().to_vec(), sifting.crossings());
    let mut dice = Dice::of(0x5EED);
    for _ in 0..SHAKES {
        if fewest == 0 || stretches.is_empty() || sifting.work() >= work {
            break;
        }
        let mut stirred = vec![false; stretches.len()];
        for _ in 0..3 {
            let stretch = &stretches[dice.below(stretches.len())];
            sifting.displace(stretch, dice.below(course.lines().max(1)));
            stir(&stretches, stretch, &mut stirred);
        }
        settle(&mut sifting, &stretches, stirred, work);
        let count = sifting.crossings();
        if count <= fewest {
            fewest = count;
            best.clone_from_slice(sifting.order());
        } else {
            sifting.restore(&best);
        }
    }
    best
}

/// Puts every stretch that was stirred where it crosses least, and then those beside it, until none can be put better or enough was tried.
fn settle(sifting: &mut Sifting<'_>, stretches: &[Stretch], mut stirred: Vec<bool>, work: u64) {
    while stirred.contains(&true) {
        for nth in 0..stretches.len() {
            if sifting.work() >= work {
                return;
            }
            if std::mem::take(&mut stirred[nth]) && sifting.sift(&stretches[nth]) {
                stir(stretches, &stretches[nth], &mut stirred);
            }
        }
    }
}

/// Whatever stands beside a stretch that was moved may stand better now.
fn stir(stretches: &[Stretch], moved: &Stretch, stirred: &mut [bool]) {
    for (nth, stretch) in stretches.iter().enumerate() {
        stirred[nth] |= stretch.touches(moved);
    }
}

/// Numbers that look random and are the same in every run: `SplitMix64` (Steele, Lea and Flood 2014).
pub(super) struct Dice(u64);

impl Dice {
    /// Dice that fall in one way for each seed.
    pub(super) fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below a bound.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let bound = bound as u64;
        usize::try_from((mixed ^ (mixed >> 31)) % bound).expect("below a usize")
    }
}
