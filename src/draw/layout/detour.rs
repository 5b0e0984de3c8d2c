//! The shortest way round whatever stands between two, for a line that no single bend leads past it all.
//!
//! It is the way of a taut string, from corner to corner of the boxes around which it runs: the
//! shortest path in their visibility graph, as of Lozano-Pérez and Wesley (*An algorithm for planning
//! collision-free paths among polyhedral obstacles*, 1979). Only those boxes are looked at that a way
//! found so far has met, so that a long line through a crowd costs no more than those beside it.

use crate::draw::layout::curve::{CLEAR, Port, Rocks};
use crate::draw::layout::geometry::{Point, Rect, count};

/// How often a way is sought anew, because it met more boxes.
const ROUNDS: usize = 24;
/// How many boxes are gone round at most.
const MOST: usize = 40;
/// How much longer a way may be that has one corner less.
const TURN: f64 = 12.0;
/// How far from its corner a bend begins to be round, which keeps it off the box.
const ROUND: f64 = 14.0;
/// Lines that go round the same box keep that far from one another, where they can.
const LANE: f64 = 2.5;
/// How far a line stays off a box where it must come near.
const CLOSE: f64 = 2.0;
/// How long the steps are into which a way is divided.
const STEP: f64 = 20.0;

/// Returns the shortest way between the middles of two that meets no other box, in small steps; none where there is none.
pub(crate) fn around(from: &Port<'_>, to: &Port<'_>, rocks: &Rocks) -> Option<Vec<Point>> {
    let ends = [from, to];
    let (first, last) = (from.area.middle(), to.area.middle());
    let lane = LANE * lane(first, last);
    // Where boxes stand close, lines may come nearer to them.
    let tries = [
        (CLEAR, lane + 1.0, ROUND),
        (CLEAR, 1.0, ROUND / 2.0),
        (CLOSE, 0.5, CLOSE),
    ];
    tries.into_iter().find_map(|(clear, lane, round)| {
        let mut known: Vec<Rect> = Vec::new();
        for _ in 0..ROUNDS {
            let way = taut((first, last), &known, clear, lane, rocks)?;
            let path = stepped(&rounded(&way, round));
            let mut is_clear = true;
            let before = known.len();
            for rock in rocks.met(&path, ends, clear) {
                is_clear = false;
                if !known.contains(&rock) {
                    known.push(rock);
                }
            }
            if is_clear {
                return Some(path);
            }
            if known.len() == before || MOST < known.len() {
                return None;
            }
        }
        None
    })
}

/// On which of three lanes a line runs: by where its ends stand, so that it is the same at all moments.
fn lane(from: Point, to: Point) -> f64 {
    (from.x + 3.0 * from.y + 5.0 * to.x + 7.0 * to.y)
        .floor()
        .rem_euclid(3.0)
}

/// Returns the shortest way round some boxes, by their corners.
fn taut((from, to): (Point, Point), boxes: &[Rect], clear: f64, lane: f64, rocks: &Rocks) -> Option<Vec<Point>> {
    let walls: Vec<Rect> = boxes.iter().map(|area| area.grown(clear)).collect();
    let corners = boxes.iter().flat_map(|area| {
        let area = area.grown(clear + lane);
        [area.x, area.right()].map(|x| [area.y, area.bottom()].map(|y| Point::new(x, y)))
    });
    let is_free = |point: &Point| rocks.has(*point) && !walls.iter().any(|wall| wall.holds(*point));
    let stops: Vec<Point> = [from, to]
        .into_iter()
        .chain(corners.flatten().filter(is_free))
        .collect();
    // Dijkstra's search: where each stop is best reached from, and how far it is.
    let mut reached: Vec<(f64, usize)> = vec![(f64::INFINITY, 0); stops.len()];
    reached[0].0 = 0.0;
    let mut open: Vec<usize> = (0..stops.len()).collect();
    while let Some((place, &here)) = open
        .iter()
        .enumerate()
        .min_by(|(_, one), (_, other)| reached[**one].0.total_cmp(&reached[**other].0))
    {
        let far = reached[here].0;
        if far.is_infinite() {
            return None;
        }
        if here == 1 {
            break;
        }
        open.remove(place);
        for &next in &open {
            let whole = far + stops[here].distance(stops[next]) + TURN;
            let is_seen = || !walls.iter().any(|wall| wall.is_crossed_by(stops[here], stops[next]));
            if whole < reached[next].0 && is_seen() {
                reached[next] = (whole, here);
            }
        }
    }
    let mut way = vec![to];
    let mut here = 1;
    while here != 0 {
        here = reached[here].1;
        way.push(stops[here]);
    }
    way.reverse();
    Some(way)
}

/// Rounds the corners of a way, so little that they stay off the boxes.
fn rounded(way: &[Point], round: f64) -> Vec<Point> {
    let mut path = vec![way[0]];
    for three in way.windows(3) {
        let [before, corner, after] = [three[0], three[1], three[2]];
        let towards = |other: Point| {
            let length = corner.distance(other);
            corner.towards(other, (round / length.max(1e-9)).min(0.5))
        };
        let (begin, end) = (towards(before), towards(after));
        path.extend((0..=4).map(|step| {
            let share = count(step) / 4.0;
            begin.towards(corner, share).towards(corner.towards(end, share), share)
        }));
    }
    path.extend(way.last().filter(|_| 1 < way.len()));
    path
}

/// Divides a way into small steps.
fn stepped(path: &[Point]) -> Vec<Point> {
    let mut steps = vec![path[0]];
    for pair in path.windows(2) {
        let mut here = pair[0];
        while STEP < here.distance(pair[1]) {
            here = here.towards(pair[1], STEP / here.distance(pair[1]));
            steps.push(here);
        }
        steps.push(pair[1]);
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_leads_round_a_wall_that_no_bend_leads_round() {
        let [from, to] = [0.0, 400.0].map(|x| Rect::around(Point::new(x, 0.0), 60.0, 30.0));
        let wall: Vec<Rect> = [-180.0, -60.0, 60.0, 180.0]
            .map(|y| Rect::around(Point::new(200.0, y), 40.0, 119.0))
            .into();
        let far = [-400.0, 400.0].map(|y| Rect::around(Point::new(200.0, y), 60.0, 30.0));
        let rocks = Rocks::of([vec![from, to], wall.clone(), far.into()].concat());
        let path = around(&Port::of(from), &Port::of(to), &rocks).expect("there is a way above and below");
        for pair in path.windows(2) {
            assert!(
                !wall.iter().any(|area| area.is_crossed_by(pair[0], pair[1])),
                "{path:?}"
            );
        }
        let length: f64 = path.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
        assert!((600.0..680.0).contains(&length), "{length}");
    }

    #[test]
    fn where_there_is_no_way_none_is_made_up() {
        let [from, to] = [0.0, 400.0].map(|x| Rect::around(Point::new(x, 0.0), 60.0, 30.0));
        let ring = [
            (0.0, -60.0, 300.0, 20.0),
            (0.0, 60.0, 300.0, 20.0),
            (-140.0, 0.0, 20.0, 140.0),
            (140.0, 0.0, 20.0, 140.0),
        ];
        let ring = ring.map(|(x, y, width, height)| Rect::around(Point::new(x, y), width, height));
        let rocks = Rocks::of([vec![from, to], ring.into()].concat());
        assert_eq!(around(&Port::of(from), &Port::of(to), &rocks), None);
    }
}
