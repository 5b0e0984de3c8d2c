//! Everybody of a story takes one place here and keeps it at every moment, so that pictures can be flipped through.
//!
//! ```text
//! bodies, ties ── order ──▶ by id ── level ──▶ an island for each faction, inside out
//!                                      │
//!                       distances ──▶ pivots ──▶ stress ──▶ apart
//!                       (how far)    (a start)  (better)   (no two overlap)
//! ```
//!
//! What is given is the union of all moments: a tie weighs as much as it holds long. Such a layout
//! is called foresighted (Diehl and Görg, *Graphs, They Are Changing*, 2002): no moment has the best
//! layout for itself, and nothing jumps from one to the next.
//!
//! Same bodies and ties, same bytes, on every machine and in whatever order they are given: only
//! adding, multiplying, dividing and square roots, which are exact everywhere. The crates that lay
//! out graphs of any shape begin from chance, or call the sine of the platform, so none was taken.

mod apart;
mod distances;
mod level;
mod order;
mod pivots;
mod stress;

pub use crate::draw::layout::Point;

/// Something that wants a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Body<'a> {
    /// A name that no other body has; it decides what would otherwise be a tie.
    pub id: &'a str,
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
    /// The body it belongs with, by index: a faction, around which its members are drawn together.
    pub within: Option<usize>,
}

/// Two bodies that want to be near each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// The one, by index.
    pub from: usize,
    /// The other, by index.
    pub to: usize,
    /// How much, against other ties; of several between the same two, the sum counts.
    pub weight: f64,
}

/// Room between any two bodies, in the unit of their sizes.
pub const GAP: f64 = 22.0;

/// Returns the middle of every body, in the order of the bodies; no two overlap.
///
/// The box around all begins at the origin. Ties that name no body and ties of a body with itself
/// are left aside, and so is a circle of bodies each within the next.
///
/// ```
/// use lorescope::draw::organic::{Body, Tie, arrange};
///
/// let body = |id| Body { id, width: 80.0, height: 30.0, within: None };
/// let bodies = [body("kira"), body("odo"), body("quark")];
/// let ties = [Tie { from: 0, to: 1, weight: 1.0 }, Tie { from: 1, to: 2, weight: 1.0 }];
/// let places = arrange(&bodies, &ties);
/// assert!(places[0].distance(places[1]) < places[0].distance(places[2]));
/// ```
#[must_use]
pub fn arrange(bodies: &[Body<'_>], ties: &[Tie]) -> Vec<Point> {
    let ordered = order::Ordered::of(bodies, ties);
    let places = level::places(&ordered);
    ordered.given(&places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn overlaps(bodies: &[Body<'_>], places: &[Point]) -> Option<(usize, usize)> {
        let far = |one: usize, two: usize| {
            let (a, b) = (&bodies[one], &bodies[two]);
            a.width.midpoint(b.width) <= (places[one].x - places[two].x).abs()
                || a.height.midpoint(b.height) <= (places[one].y - places[two].y).abs()
        };
        (0..bodies.len())
            .flat_map(|one| (0..one).map(move |two| (one, two)))
            .find(|(one, two)| !far(*one, *two))
    }

    /// A crowd that a number stands for: whatever the number, the same crowd.
    fn crowd(ids: &[String], factions: usize, seed: u64) -> (Vec<Body<'_>>, Vec<Tie>) {
        let mut state = seed | 1;
        let mut next = move |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).expect("31 bits fit") % below.max(1)
        };
        let size = |number: usize| f64::from(u32::try_from(number).expect("small"));
        let bodies = ids
            .iter()
            .enumerate()
            .map(|(index, id)| Body {
                id,
                width: 40.0 + size(next(100)),
                height: 20.0 + size(next(40)),
                within: (factions <= index && 0 < factions && 0 < next(3)).then(|| next(factions)),
            })
            .collect();
        let ties = (0..ids.len() * 3)
            .map(|_| Tie {
                from: next(ids.len()),
                to: next(ids.len()),
                weight: 0.5 + size(next(7)),
            })
            .collect();
        (bodies, ties)
    }

    fn named(count: usize) -> Vec<String> {
        (0..count).map(|number| format!("body-{number:04}")).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn no_two_overlap_and_shuffling_changes_nothing(count in 1_usize..70, factions in 0_usize..6, seed: u64) {
            let ids = named(count);
            let (bodies, ties) = crowd(&ids, factions.min(count - 1), seed);
            let places = arrange(&bodies, &ties);
            prop_assert!(places.iter().all(|place| place.x.is_finite() && place.y.is_finite()));
            prop_assert_eq!(overlaps(&bodies, &places), None);
            // Everything the other way round, and each tie from its other end.
            let turned = |index: usize| count - 1 - index;
            let mut other: Vec<Body<'_>> = bodies.iter().rev().copied().collect();
            for body in &mut other {
                body.within = body.within.map(turned);
            }
            let back: Vec<Tie> = ties.iter().rev().map(|tie| Tie { from: turned(tie.to), to: turned(tie.from), ..*tie }).collect();
            let mut again = arrange(&other, &back);
            again.reverse();
            prop_assert_eq!(places, again);
        }

        #[test]
        fn nonsense_gets_a_place_too(
            sizes in proptest::collection::vec((any::<f64>(), any::<f64>(), proptest::option::of(0_usize..12)), 0..10),
            pairs in proptest::collection::vec((0_usize..12, 0_usize..12, any::<f64>()), 0..20),
        ) {
            let ids = named(sizes.len());
            let bodies: Vec<Body<'_>> = ids.iter().zip(&sizes)
                .map(|(id, (width, height, within))| Body { id, width: *width, height: *height, within: *within }).collect();
            let ties: Vec<Tie> = pairs.iter().map(|(from, to, weight)| Tie { from: *from, to: *to, weight: *weight }).collect();
            let places = arrange(&bodies, &ties);
            prop_assert!(places.iter().all(|place| place.x.is_finite() && place.y.is_finite()));
        }
    }

    #[test]
    fn a_crowd_of_two_thousand_has_room() {
        let ids = named(2_000);
        let (bodies, ties) = crowd(&ids, 30, 7);
        let places = arrange(&bodies, &ties);
        assert_eq!(overlaps(&bodies, &places), None);
    }

    #[test]
    fn members_stand_together_and_nobody_else_among_them() {
        let ids = named(60);
        let (bodies, ties) = crowd(&ids, 4, 11);
        let places = arrange(&bodies, &ties);
        for faction in 0..4 {
            let inside = |index: usize| index == faction || bodies[index].within == Some(faction);
            let (mut low, mut high) = (Point::new(f64::MAX, f64::MAX), Point::new(f64::MIN, f64::MIN));
            for index in (0..60).filter(|index| inside(*index)) {
                low = Point::new(low.x.min(places[index].x), low.y.min(places[index].y));
                high = Point::new(high.x.max(places[index].x), high.y.max(places[index].y));
            }
            for index in (0..60).filter(|index| !inside(*index)) {
                let place = places[index];
                let is_among = low.x < place.x && place.x < high.x && low.y < place.y && place.y < high.y;
                assert!(!is_among, "{} stands among {}", ids[index], ids[faction]);
            }
        }
    }

    #[test]
    fn factions_may_stand_in_one_another_thousands_deep() {
        let ids = named(6_000);
        let bodies: Vec<Body<'_>> = ids
            .iter()
            .enumerate()
            .map(|(index, id)| Body {
                id,
                width: 50.0,
                height: 20.0,
                within: index.checked_sub(1),
            })
            .collect();
        assert_eq!(overlaps(&bodies[..100], &arrange(&bodies, &[])[..100]), None);
    }

    #[test]
    fn circles_of_factions_end() {
        let body = |id, within| Body {
            id,
            width: 50.0,
            height: 20.0,
            within,
        };
        let bodies = [
            body("a", Some(1)),
            body("b", Some(0)),
            body("c", Some(0)),
            body("d", Some(3)),
        ];
        assert_eq!(overlaps(&bodies, &arrange(&bodies, &[])), None);
    }
}
