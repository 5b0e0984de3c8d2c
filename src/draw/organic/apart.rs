//! Boxes that overlap are moved apart, each as little as may be, and at last none does.
//!
//! As in Dwyer, Marriott and Stuckey, *Fast Node Overlap Removal* (Graph Drawing 2005), a line sweeps
//! over the boxes and each pair that meets is parted along the side on which less is to be moved;
//! as in Gansner and Hu, *Efficient, Proximity-Preserving Node Overlap Removal* (2010), the whole
//! grows first where too many meet, so that what stood left of another stays there.

use super::Point;

/// How many rounds of pushing come before the whole grows.
const ROUNDS: usize = 120;
/// How often the whole may grow before boxes are put in rows.
const GROWTHS: usize = 60;
/// How much of the sheet may be empty: it is at most so many times as large as what stands on it.
const FILLED: f64 = 1.45;
/// How much wider than high the whole is to become.
const RATIO: f64 = 1.6;
/// How often the whole may shrink.
const SHRINKINGS: usize = 50;
/// How many rounds of pushing follow each time.
const PUSHES: usize = 12;
/// So much room more than none, against the last digit.
const HAIR: f64 = 0.01;

/// Draws boxes together until little of the sheet is empty, with some room left around most.
///
/// The whole shrinks by little and little, and whatever meets is pushed apart in between: so a crowd
/// stays as it is, and those far off come nearer.
pub(super) fn gather(places: &mut [Point], boxes: &[(f64, f64)], room: f64) {
    let wished: Vec<(f64, f64)> = boxes
        .iter()
        .map(|(width, height)| (width + room, height + room))
        .collect();
    let enough = FILLED * wished.iter().map(|(width, height)| width * height).sum::<f64>();
    let mut order: Vec<usize> = (0..places.len()).collect();
    for _ in 0..SHRINKINGS {
        let (mut low, mut high) = (Point::new(f64::MAX, f64::MAX), Point::new(f64::MIN, f64::MIN));
        for (place, size) in places.iter().zip(&wished) {
            low = Point::new(low.x.min(place.x - size.0 / 2.0), low.y.min(place.y - size.1 / 2.0));
            high = Point::new(high.x.max(place.x + size.0 / 2.0), high.y.max(place.y + size.1 / 2.0));
        }
        if (high.x - low.x) * (high.y - low.y) <= enough {
            return;
        }
        // The side that is too long for a sheet gives way.
        let is_wide = RATIO * (high.y - low.y) < high.x - low.x;
        for place in &mut *places {
            *place = if is_wide {
                Point::new(place.x * 0.94, place.y)
            } else {
                Point::new(place.x, place.y * 0.94)
            };
        }
        for _ in 0..PUSHES {
            if push(places, &wished, &mut order) == 0 {
                break;
            }
        }
    }
}

/// Moves boxes until no two meet.
pub(super) fn part(places: &mut [Point], boxes: &[(f64, f64)]) {
    let mut order: Vec<usize> = (0..places.len()).collect();
    for _ in 0..GROWTHS {
        // Pushing is for a few; of a crowd on one spot it would make a heap.
        if meetings(places, boxes, &mut order) * 2 <= places.len() {
            break;
        }
        grow(places, 1.12);
    }
    for _ in 0..GROWTHS {
        for _ in 0..ROUNDS {
            if push(places, boxes, &mut order) == 0 {
                return;
            }
        }
        grow(places, 1.05);
    }
    rows(places, boxes);
}

fn grow(places: &mut [Point], by: f64) {
    for place in places {
        *place = Point::new(place.x * by, place.y * by);
    }
}

/// Calls for each pair that meets; the order holds the boxes from left to right.
fn sweep(
    places: &mut [Point],
    boxes: &[(f64, f64)],
    order: &mut [usize],
    mut meet: impl FnMut(&mut [Point], usize, usize),
) {
    order.sort_by(|one, two| {
        let left = |index: usize| places[index].x - boxes[index].0 / 2.0;
        left(*one).total_cmp(&left(*two)).then(one.cmp(two))
    });
    for (rank, one) in order.iter().enumerate() {
        let right = places[*one].x + boxes[*one].0 / 2.0;
        for two in &order[rank + 1..] {
            if right <= places[*two].x - boxes[*two].0 / 2.0 {
                break;
            }
            let (wide, high) = over(places, boxes, *one, *two);
            if 0.0 < wide && 0.0 < high {
                meet(places, *one, *two);
            }
        }
    }
}

/// Returns by how much two boxes overlap to the side and up and down.
fn over(places: &[Point], boxes: &[(f64, f64)], one: usize, two: usize) -> (f64, f64) {
    (
        boxes[one].0.midpoint(boxes[two].0) - (places[one].x - places[two].x).abs(),
        boxes[one].1.midpoint(boxes[two].1) - (places[one].y - places[two].y).abs(),
    )
}

fn meetings(places: &mut [Point], boxes: &[(f64, f64)], order: &mut [usize]) -> usize {
    let mut meetings = 0;
    sweep(places, boxes, order, |_, _, _| meetings += 1);
    meetings
}

/// Parts each pair that meets, and returns how many did; a large box gives way less than a small one.
fn push(places: &mut [Point], boxes: &[(f64, f64)], order: &mut [usize]) -> usize {
    let mut pushed = 0;
    sweep(places, boxes, order, |places, one, two| {
        pushed += 1;
        let (wide, high) = over(places, boxes, one, two);
        let (of_one, of_two) = (boxes[one].0 * boxes[one].1, boxes[two].0 * boxes[two].1);
        let share = of_two / (of_one + of_two);
        let sign = |one: f64, two: f64| if one < two { -1.0 } else { 1.0 };
        if wide < high {
            let by = sign(places[one].x, places[two].x) * (wide + HAIR);
            places[one].x += by * share;
            places[two].x -= by * (1.0 - share);
        } else {
            let by = sign(places[one].y, places[two].y) * (high + HAIR);
            places[one].y += by * share;
            places[two].y -= by * (1.0 - share);
        }
    });
    pushed
}

/// Puts boxes in rows, for want of anything better.
fn rows(places: &mut [Point], boxes: &[(f64, f64)]) {
    let packed = crate::draw::layout::shelves(boxes, 2.0 * HAIR, 1.5);
    for ((place, at), size) in places.iter_mut().zip(packed.places).zip(boxes) {
        *place = at.moved(size.0 / 2.0, size.1 / 2.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heap_is_parted_and_left_stays_left() {
        let boxes = vec![(60.0, 24.0); 40];
        let mut places: Vec<Point> = (0..40).map(super::super::pivots::nudge).collect();
        let before = places.clone();
        part(&mut places, &boxes);
        let mut kept = 0;
        for one in 0..40 {
            for two in 0..one {
                let (wide, high) = over(&places, &boxes, one, two);
                assert!(wide <= 0.0 || high <= 0.0, "{one} and {two}");
                kept += usize::from((before[one].x < before[two].x) == (places[one].x < places[two].x));
            }
        }
        assert!(680 < kept, "{kept} of 780 pairs stand as they did");
    }

    #[test]
    fn rows_are_the_last_resort() {
        let boxes = vec![(10.0, 10.0); 5];
        let mut places = vec![Point::default(); 5];
        rows(&mut places, &boxes);
        let mut order = [0, 1, 2, 3, 4];
        assert_eq!(meetings(&mut places, &boxes, &mut order), 0);
    }
}
