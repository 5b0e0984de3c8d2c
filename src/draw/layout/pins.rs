//! Where edges are fastened to the border of a cluster, they keep a distance, so that each can be followed to its end.
//!
//! An end keeps its side of the border and its place among the others there; only those too near to
//! each other move apart.

use crate::draw::layout::geometry::{Point, Rect, count};
use crate::draw::layout::layered::Task;
use crate::draw::layout::part::Draft;
use crate::draw::layout::port;
use crate::draw::picture::End;

/// How far apart two ends are.
const APART: f64 = 13.0;
/// How far from a corner.
const CORNER: f64 = 14.0;
/// How near to a border an end lies on it.
const ON: f64 = 0.6;

/// A side of a border.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

impl Side {
    fn of(area: Rect, at: Point) -> Option<Self> {
        let far = [
            (Self::Left, at.x - area.x),
            (Self::Right, at.x - area.right()),
            (Self::Top, at.y - area.y),
            (Self::Bottom, at.y - area.bottom()),
        ];
        let on = far.into_iter().find(|(_, far)| far.abs() < ON);
        on.map(|(side, _)| side)
    }

    fn is_upright(self) -> bool {
        matches!(self, Self::Left | Self::Right)
    }

    /// How far along the side a point is.
    fn along(self, at: Point) -> f64 {
        if self.is_upright() { at.y } else { at.x }
    }
}

/// One end of one edge on one side of one border.
struct Pin {
    cluster: usize,
    side: Side,
    edge: usize,
    is_last: bool,
    along: f64,
    /// Where along the side the edge comes from.
    from: f64,
}

/// Moves the ends of a draft apart where they crowd a border.
pub(crate) fn part(task: &Task<'_>, draft: &mut Draft) {
    let mut pins = pins(task, draft);
    pins.sort_by(|one, two| {
        (one.cluster, one.side)
            .cmp(&(two.cluster, two.side))
            .then(one.along.total_cmp(&two.along))
            .then(one.from.total_cmp(&two.from))
            .then(one.edge.cmp(&two.edge))
    });
    for group in pins.chunk_by(|one, two| (one.cluster, one.side) == (two.cluster, two.side)) {
        let Some(area) = group
            .first()
            .and_then(|pin| port::area_of(draft, End::Cluster(pin.cluster)))
        else {
            continue;
        };
        let side = group[0].side;
        let (start, end) = if side.is_upright() {
            (area.y + CORNER, area.bottom() - CORNER)
        } else {
            (area.x + CORNER, area.right() - CORNER)
        };
        let wished: Vec<f64> = group.iter().map(|pin| pin.along).collect();
        for (pin, along) in group.iter().zip(apart(&wished, start, end)) {
            let path = &mut draft.edges[pin.edge].1;
            let place = if pin.is_last { path.len() - 1 } else { 0 };
            let at = &mut path[place];
            if side.is_upright() {
                at.y = along;
            } else {
                at.x = along;
            }
        }
    }
}

fn pins(task: &Task<'_>, draft: &Draft) -> Vec<Pin> {
    let mut pins = Vec::new();
    for (index, (edge, path)) in draft.edges.iter().enumerate() {
        if path.len() < 2 {
            continue;
        }
        let ends = &task.picture.edges[*edge];
        let last = path.len() - 1;
        for (end, at, next, is_last) in [
            (ends.from, path[0], path[1], false),
            (ends.to, path[last], path[last - 1], true),
        ] {
            let (End::Cluster(cluster), Some(area)) = (end, port::area_of(draft, end)) else {
                continue;
            };
            if let Some(side) = Side::of(area, at) {
                pins.push(Pin {
                    cluster,
                    side,
                    edge: index,
                    is_last,
                    along: side.along(at),
                    from: side.along(next),
                });
            }
        }
    }
    pins
}

/// Returns places in the given order that keep apart between two bounds, each as near as can be to where it was wished.
fn apart(wished: &[f64], start: f64, end: f64) -> Vec<f64> {
    let gaps = count(wished.len().saturating_sub(1));
    let step = if gaps < 1.0 {
        APART
    } else {
        APART.min((end - start).max(0.0) / gaps)
    };
    let mut places = wished.to_vec();
    for place in 1..places.len() {
        places[place] = places[place].max(places[place - 1] + step);
    }
    // What was pushed on comes back by half, and then from the end on all that is over.
    for place in (0..places.len()).rev() {
        let limit = match places.get(place + 1) {
            Some(next) => next - step,
            None => end,
        };
        let back = f64::midpoint(places[place], wished[place]);
        places[place] = back.min(limit);
    }
    let mut least = start;
    for place in &mut places {
        *place = place.max(least);
        least = *place + step;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_keep_their_order_and_their_distance_within_the_side() {
        for (wished, start, end) in [
            (vec![50.0], 10.0, 90.0),
            (vec![50.0, 50.0, 50.0], 10.0, 90.0),
            (vec![90.0, 90.0, 90.0], 10.0, 90.0),
            (vec![10.0, 11.0, 80.0], 10.0, 90.0),
            (vec![0.0, 200.0], 10.0, 90.0),
        ] {
            let places = apart(&wished, start, end);
            assert!(
                places.iter().all(|place| (start - 0.01..=end + 0.01).contains(place)),
                "{wished:?} {places:?}"
            );
            for pair in places.windows(2) {
                assert!(APART - 0.01 <= pair[1] - pair[0], "{wished:?} {places:?}");
            }
        }
        assert_eq!(
            apart(&[50.0, 80.0], 10.0, 90.0),
            [50.0, 80.0],
            "those that are apart stay where they are"
        );
        let narrow = apart(&[5.0, 5.0, 5.0], 0.0, 10.0);
        assert_eq!(narrow, [0.0, 5.0, 10.0]);
    }
}
