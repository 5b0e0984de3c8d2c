//! Points, boxes and straight lines on the sheet; down is more.

/// A place in pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// A box in pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rect {
    /// The left side.
    pub x: f64,
    /// The top.
    pub y: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

impl Point {
    /// Returns a point.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Returns the distance to another point.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        let (dx, dy) = (other.x - self.x, other.y - self.y);
        (dx * dx + dy * dy).sqrt()
    }

    /// Returns the point a share of the way to another.
    #[must_use]
    pub fn towards(self, other: Self, share: f64) -> Self {
        Self::new(self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share)
    }

    /// Returns the point moved.
    #[must_use]
    pub fn moved(self, dx: f64, dy: f64) -> Self {
        Self::new(self.x + dx, self.y + dy)
    }
}

impl Rect {
    /// Returns a box around a middle.
    #[must_use]
    pub fn around(middle: Point, width: f64, height: f64) -> Self {
        Self {
            x: middle.x - width / 2.0,
            y: middle.y - height / 2.0,
            width,
            height,
        }
    }

    /// Returns the right side.
    #[must_use]
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    /// Returns the bottom.
    #[must_use]
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }

    /// Returns the middle.
    #[must_use]
    pub fn middle(self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Returns the box grown on every side.
    #[must_use]
    pub fn grown(self, by: f64) -> Self {
        Self {
            x: self.x - by,
            y: self.y - by,
            width: self.width + 2.0 * by,
            height: self.height + 2.0 * by,
        }
    }

    /// Returns the smallest box around both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self {
            x,
            y,
            width: self.right().max(other.right()) - x,
            height: self.bottom().max(other.bottom()) - y,
        }
    }

    /// Returns the box moved.
    #[must_use]
    pub fn moved(self, dx: f64, dy: f64) -> Self {
        Self {
            x: self.x + dx,
            y: self.y + dy,
            ..self
        }
    }

    /// Tells whether a point lies strictly within.
    #[must_use]
    pub fn holds(self, point: Point) -> bool {
        self.x < point.x && point.x < self.right() && self.y < point.y && point.y < self.bottom()
    }

    /// Tells whether two boxes share more than a border.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Tells whether a straight line passes through the inside.
    #[must_use]
    pub fn is_crossed_by(self, from: Point, to: Point) -> bool {
        self.crossing(from, to).is_some_and(|(enter, leave)| enter < leave)
    }

    /// Returns the shares of a straight line at which it enters and leaves.
    #[must_use]
    pub fn crossing(self, from: Point, to: Point) -> Option<(f64, f64)> {
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (start, step, low, high) in [
            (from.x, to.x - from.x, self.x, self.right()),
            (from.y, to.y - from.y, self.y, self.bottom()),
        ] {
            if step.abs() < 1e-9 {
                if start <= low || high <= start {
                    return None;
                }
                continue;
            }
            let (one, two) = ((low - start) / step, (high - start) / step);
            enter = enter.max(one.min(two));
            leave = leave.min(one.max(two));
        }
        (enter <= leave).then_some((enter, leave))
    }
}

/// Tells whether two straight lines cross strictly within both.
pub(crate) fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    side(a, b, c) * side(a, b, d) < -1e-9 && side(c, d, a) * side(c, d, b) < -1e-9
}

/// Returns the length of a bent line.
pub(crate) fn length(path: &[Point]) -> f64 {
    path.windows(2).map(|pair| pair[0].distance(pair[1])).sum()
}

/// Returns the point half way along a bent line.
pub(crate) fn half_way(path: &[Point]) -> Point {
    let mut left = length(path) / 2.0;
    for pair in path.windows(2) {
        let step = pair[0].distance(pair[1]);
        if left <= step && 0.0 < step {
            return pair[0].towards(pair[1], left / step);
        }
        left -= step;
    }
    path.last().copied().unwrap_or_default()
}

/// Returns a small count as a length.
pub(crate) fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_enter_and_leave_boxes() {
        let area = Rect {
            x: 10.0,
            y: 10.0,
            width: 10.0,
            height: 10.0,
        };
        for (from, to, expected) in [
            ((0.0, 15.0), (30.0, 15.0), true),
            ((0.0, 0.0), (30.0, 30.0), true),
            ((0.0, 5.0), (30.0, 5.0), false),
            ((12.0, 12.0), (18.0, 18.0), true),
            ((0.0, 10.0), (30.0, 10.0), false),
        ] {
            let (from, to) = (Point::new(from.0, from.1), Point::new(to.0, to.1));
            assert_eq!(area.is_crossed_by(from, to), expected, "{from:?} {to:?}");
        }
    }

    #[test]
    fn half_way_follows_the_bends() {
        let path = [Point::new(0.0, 0.0), Point::new(10.0, 0.0), Point::new(10.0, 20.0)];
        assert_eq!(half_way(&path), Point::new(10.0, 5.0));
        assert_eq!(half_way(&path[..1]), Point::new(0.0, 0.0));
    }
}
