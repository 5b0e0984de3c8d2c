//! The ground of a faction: the smallest shape without dents around those who are at home there.
//!
//! The shape is the convex hull (Andrew, *Another Efficient Algorithm for Convex Hulls in Two
//! Dimensions*, 1979). Islands of a chart do not meet, so neither do the grounds of two factions,
//! unless one is part of the other.

use crate::draw::layout::chart::Chart;
use crate::draw::layout::geometry::{Point, Rect};
use crate::draw::layout::part::Draft;
use crate::draw::picture::Picture;

/// How far the shore lies outside those on the ground.
const OFF: f64 = 12.0;
/// How much further for each faction within.
const STEP: f64 = 9.0;

/// The ground of a faction.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ground {
    /// The corners of the shape; none where the faction is drawn as a box.
    pub shape: Vec<Point>,
    /// By how much the shape is to be grown, its corners becoming round.
    pub off: f64,
    /// From members who stand elsewhere to the ground.
    pub threads: Vec<[Point; 2]>,
}

impl Ground {
    /// Returns the box around the shape.
    #[must_use]
    pub fn area(&self) -> Rect {
        let points = self.shape.iter().map(|point| Rect {
            x: point.x,
            y: point.y,
            ..Rect::default()
        });
        points.reduce(Rect::with).unwrap_or_default().grown(self.off)
    }

    /// Returns the ground elsewhere.
    #[must_use]
    pub(crate) fn moved(&self, by: Point) -> Self {
        Self {
            shape: self.shape.iter().map(|point| point.moved(by.x, by.y)).collect(),
            off: self.off,
            threads: self
                .threads
                .iter()
                .map(|ends| ends.map(|point| point.moved(by.x, by.y)))
                .collect(),
        }
    }

    /// Tells whether a point lies on the shape; the seam along it does not count.
    #[must_use]
    pub(crate) fn holds(&self, point: Point) -> bool {
        2 < self.shape.len()
            && (0..self.shape.len()).all(|index| {
                let (one, two) = (self.shape[index], self.shape[(index + 1) % self.shape.len()]);
                0.0 <= turn(one, two, point)
            })
    }
}

/// Returns the ground of each cluster of a picture.
pub(crate) fn grounds(chart: &Chart, picture: &Picture, draft: &Draft) -> Vec<Ground> {
    let mut grounds = vec![Ground::default(); picture.clusters.len()];
    // From the inside out, so that a faction lies around those that are part of it.
    let mut order: Vec<usize> = (0..picture.clusters.len()).collect();
    order.sort_by_key(|cluster| std::cmp::Reverse(picture.ancestry(*cluster).len()));
    for cluster in order {
        let title = draft
            .titles
            .iter()
            .find(|(index, _)| *index == cluster)
            .map(|(_, area)| *area);
        let Some(title) = title else { continue };
        let id = &picture.clusters[cluster].id;
        let at_home = |other: &str| chart.spots.get(other).and_then(|spot| spot.home.as_ref()) == Some(id);
        let mut boxes = vec![title.grown(4.0)];
        let mut guests = Vec::new();
        let mut off = OFF;
        for (node, area) in &draft.nodes {
            if picture.nodes[*node].cluster == Some(cluster) {
                if at_home(&picture.nodes[*node].id) {
                    boxes.push(*area);
                } else {
                    guests.push(*area);
                }
            }
        }
        for (inner, ground) in grounds.iter().enumerate() {
            if picture.clusters[inner].parent == Some(cluster) && !ground.shape.is_empty() {
                if at_home(&picture.clusters[inner].id) {
                    boxes.extend(ground.shape.iter().map(|point| Rect::around(*point, 0.0, 0.0)));
                    off = off.max(ground.off + STEP);
                } else {
                    guests.push(ground.area());
                }
            }
        }
        let shape = hull(&boxes);
        let threads = guests
            .into_iter()
            .map(|guest| [guest.middle(), title.middle()])
            .collect();
        grounds[cluster] = Ground { shape, off, threads };
    }
    grounds
}

/// Returns the corners of the smallest shape without dents around some boxes, one way round.
fn hull(boxes: &[Rect]) -> Vec<Point> {
    let mut points: Vec<Point> = boxes
        .iter()
        .flat_map(|area| {
            [
                (area.x, area.y),
                (area.right(), area.y),
                (area.x, area.bottom()),
                (area.right(), area.bottom()),
            ]
        })
        .map(|(x, y)| Point::new(x, y))
        .collect();
    points.sort_by(|one, two| one.x.total_cmp(&two.x).then(one.y.total_cmp(&two.y)));
    points.dedup();
    let mut around: Vec<Point> = Vec::new();
    for side in [points.clone(), points.into_iter().rev().collect()] {
        let first = around.len();
        for point in side {
            while first + 1 < around.len() && turn(around[around.len() - 2], around[around.len() - 1], point) <= 0.0 {
                around.pop();
            }
            around.push(point);
        }
        // The end of one side is the beginning of the other.
        around.pop();
    }
    around
}

/// Returns more than nothing where the way from one by two to a third turns to the inside.
fn turn(one: Point, two: Point, three: Point) -> f64 {
    (two.x - one.x) * (three.y - one.y) - (two.y - one.y) * (three.x - one.x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ground_goes_around_everybody_without_dents() {
        let boxes = [(0.0, 0.0), (100.0, 0.0), (50.0, 40.0), (50.0, 90.0)]
            .map(|(x, y)| Rect::around(Point::new(x, y), 10.0, 10.0));
        let ground = Ground {
            shape: hull(&boxes),
            ..Ground::default()
        };
        assert_eq!(ground.shape.len(), 6);
        assert!(ground.holds(Point::new(50.0, 40.0)));
        assert!(!ground.holds(Point::new(5.0, 80.0)));
    }
}
