//! A hub with many leaves fans them out over several rows, so that they do not make one endless row.
//!
//! ```text
//!   before:  a b c d e f g h i j k l      after:   a   d   g   j
//!                      hub                           b   e   h   k
//!                                                      c   f   i   l
//!                                                           hub
//! ```

use crate::draw::layout::layered::Link;

/// How many leaves of one hub may stand in one row.
const ABREAST: usize = 9;

/// Returns how many rows each link spans at least, where every unit has a place in story order or none.
///
/// ```text
///   those who act
///   event 1   event 2   event 3
///   event 4   event 5
/// ```
pub(crate) fn by_story(places: &[Option<usize>], links: &[Link], mut lengths: Vec<i32>) -> Vec<i32> {
    let events = places.iter().flatten().count();
    if events <= ABREAST {
        return lengths;
    }
    for (link, length) in links.iter().zip(&mut lengths) {
        if let (None, Some(place)) | (Some(place), None) = (places[link.from], places[link.to]) {
            *length = i32::try_from(place / ABREAST + 1).unwrap_or(1);
        }
    }
    lengths
}

/// Returns how many rows each link spans at least.
pub(crate) fn lengths(units: usize, links: &[Link]) -> Vec<i32> {
    let mut degrees = vec![0_usize; units];
    for link in links.iter().filter(|link| link.from != link.to) {
        degrees[link.from] += 1;
        degrees[link.to] += 1;
    }
    let hub_of = |link: &Link| match (degrees[link.from], degrees[link.to]) {
        (1, further) if 1 < further => Some(link.to),
        (further, 1) if 1 < further => Some(link.from),
        _ => None,
    };
    let mut leaves = vec![0_usize; units];
    for hub in links.iter().filter_map(hub_of) {
        leaves[hub] += 1;
    }
    let mut seen = vec![0_usize; units];
    links
        .iter()
        .map(|link| {
            let Some(hub) = hub_of(link) else { return 1 };
            let rows = leaves[hub].div_ceil(ABREAST).max(1);
            seen[hub] += 1;
            i32::try_from((seen[hub] - 1) % rows + 1).unwrap_or(1)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_events_stand_in_rows_by_story_order() {
        let places: Vec<Option<usize>> = std::iter::once(None).chain((0..20).map(Some)).collect();
        let links: Vec<Link> = (1..=20).map(|to| Link { edge: to, from: 0, to }).collect();
        let lengths = by_story(&places, &links, vec![1; 20]);
        assert_eq!((lengths[0], lengths[8], lengths[9], lengths[19]), (1, 1, 2, 3));
        assert_eq!(by_story(&places[..4], &links[..3], vec![1; 3]), [1, 1, 1]);
    }

    #[test]
    fn only_leaves_of_great_hubs_stand_apart() {
        let star = |leaves: usize| -> Vec<Link> { (1..=leaves).map(|to| Link { edge: to, from: 0, to }).collect() };
        assert_eq!(lengths(5, &star(4)), [1, 1, 1, 1]);
        assert_eq!(lengths(21, &star(20))[..7], [1, 2, 3, 1, 2, 3, 1]);
        let chain = [
            Link {
                edge: 0,
                from: 0,
                to: 1,
            },
            Link {
                edge: 1,
                from: 1,
                to: 2,
            },
        ];
        assert_eq!(lengths(3, &chain), [1, 1]);
    }
}
