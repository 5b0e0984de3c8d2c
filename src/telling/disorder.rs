//! How far the order of the telling is from that of the story, and which events are told out of their order.
//!
//! Both are asked of a list of places in the story, in the order of the telling: `3 0 1 2` begins near the end, and then tells what led there.

/// The nonlinearity index: how far events are told from their places in the story, from 0 where they are told as they happened to 1 where they are told backwards.
///
/// It is the sum of the distances of all events from the diagonal on which both orders agree, by which Kim, Bach, Im, Schriber, Gross and Pfister measure the nonlinearity of films (*Visualizing Nonlinear Narratives with Story Curves*, IEEE Transactions on Visualization and Computer Graphics 24(1), 2018, doi:10.1109/TVCG.2017.2744118).
/// To compare stories of any length it is divided by the greatest such sum there can be, the half of the square of their number (Diaconis and Graham, *Spearman's Footrule as a Measure of Disarray*, 1977).
///
/// There is none for fewer than two events.
///
/// ```
/// use lorescope::telling::nonlinearity;
/// assert_eq!(nonlinearity(&[0, 1, 2, 3]), Some(0.0));
/// assert_eq!(nonlinearity(&[3, 2, 1, 0]), Some(1.0));
/// assert_eq!(nonlinearity(&[3, 0, 1, 2]), Some(0.75));
/// assert_eq!(nonlinearity(&[0]), None);
/// ```
#[must_use]
pub fn nonlinearity(story: &[u32]) -> Option<f64> {
    let events = u64::try_from(story.len()).ok()?;
    let sum: u64 = story
        .iter()
        .zip(0_u32..)
        .map(|(&place, told)| u64::from(place.abs_diff(told)))
        .sum();
    #[expect(clippy::cast_precision_loss, reason = "a ratio needs no more digits than that")]
    (events > 1).then(|| sum as f64 / (events * events / 2) as f64)
}

/// Which events make the main line of a telling: as many as can be told in the order in which they happened; of several such lines the one that begins first, and goes on first.
///
/// Genette calls it the first narrative, from which what is told later than its time departs as an analepsis, and what is told earlier as a prolepsis.
/// Whatever is not on the line is only one of the two: on the line, what happens later is told later.
///
/// ```
/// use lorescope::telling::main_line;
/// assert_eq!(main_line(&[3, 0, 1, 2]), [false, true, true, true]);
/// assert_eq!(main_line(&[1, 0]), [true, false]);
/// ```
#[must_use]
pub fn main_line(story: &[u32]) -> Vec<bool> {
    let until = longest(story.iter().copied());
    let backwards = story.iter().rev().map(|&place| u32::MAX - place);
    let mut from = longest(backwards);
    from.reverse();
    let whole = until.iter().copied().max().unwrap_or(0);
    let mut reached: Option<u32> = None;
    let mut length = 0;
    let mut line = vec![false; story.len()];
    for (told, &place) in story.iter().enumerate() {
        let next = until[told] == length + 1 && until[told] + from[told] == whole + 1;
        if next && reached.is_none_or(|reached| reached < place) {
            (line[told], reached, length) = (true, Some(place), length + 1);
        }
    }
    line
}

/// For each place in a list, how many places ascend to it at most, itself counted.
fn longest(places: impl Iterator<Item = u32>) -> Vec<usize> {
    // The least place that so many can ascend to.
    let mut least: Vec<u32> = Vec::new();
    let lengths = places.map(|place| {
        let length = least.partition_point(|&known| known < place);
        match least.get_mut(length) {
            Some(known) => *known = place,
            None => least.push(place),
        }
        length + 1
    });
    lengths.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_main_line_is_the_longest_and_of_those_the_first() {
        for (story, line) in [
            (vec![], vec![]),
            (vec![0, 1, 2], vec![0, 1, 2]),
            (vec![2, 1, 0], vec![0]),
            (vec![0, 2, 1, 3], vec![0, 1, 3]),
            (vec![3, 4, 0, 1, 2], vec![2, 3, 4]),
            (vec![2, 3, 0, 1], vec![0, 1]),
            (vec![5, 0, 1, 4, 2, 3], vec![1, 2, 4, 5]),
        ] {
            let told = main_line(&story).into_iter().enumerate().filter(|(_, on)| *on);
            assert_eq!(told.map(|(told, _)| told).collect::<Vec<_>>(), line, "{story:?}");
        }
    }
}
