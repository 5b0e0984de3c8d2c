//! Boxes that nothing joins stand on shelves, so that the whole has the shape of a slide.

use crate::draw::layout::geometry::{Point, count};

/// The places of some boxes and the room they take.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Packed {
    pub(crate) places: Vec<Point>,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// Puts boxes on shelves, the highest first, and keeps the width that comes nearest to a ratio.
pub(crate) fn shelves(boxes: &[(f64, f64)], gap: f64, ratio: f64) -> Packed {
    let widest = boxes.iter().map(|(width, _)| *width).fold(0.0, f64::max);
    let whole: f64 = boxes.iter().map(|(width, _)| width + gap).sum();
    let cost = |packed: &Packed| {
        let (width, height) = (packed.width.max(1.0), packed.height.max(1.0));
        // The sheet of the wanted shape that would hold it.
        (width * width / ratio).max(height * height * ratio)
    };
    (0..=40)
        .map(|step| fill(boxes, gap, widest + (whole - widest).max(0.0) * count(step) / 40.0))
        .min_by(|one, two| cost(one).total_cmp(&cost(two)))
        .unwrap_or_default()
}

fn fill(boxes: &[(f64, f64)], gap: f64, room: f64) -> Packed {
    let mut order: Vec<usize> = (0..boxes.len()).collect();
    order.sort_by(|one, two| boxes[*two].1.total_cmp(&boxes[*one].1));
    let mut packed = Packed {
        places: vec![Point::default(); boxes.len()],
        ..Packed::default()
    };
    let (mut x, mut top, mut shelf) = (0.0, 0.0, 0.0_f64);
    // A column within the shelf takes low boxes one under the other.
    let (mut column_width, mut column_bottom) = (0.0_f64, 0.0_f64);
    for index in order {
        let (width, height) = boxes[index];
        let fits_under = 0.0 < column_width && width <= column_width && column_bottom + gap + height <= top + shelf;
        if fits_under {
            packed.places[index] = Point::new(x, column_bottom + gap);
            column_bottom += gap + height;
        } else {
            if 0.0 < column_width {
                x += column_width + gap;
            }
            if 0.0 < x && room < x + width {
                top += shelf + gap;
                (x, shelf) = (0.0, 0.0);
            }
            packed.places[index] = Point::new(x, top);
            (column_width, column_bottom) = (width, top + height);
            shelf = shelf.max(height);
        }
        packed.width = packed.width.max(packed.places[index].x + width);
        packed.height = packed.height.max(packed.places[index].y + height);
    }
    packed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_do_not_meet_and_fill_a_slide() {
        let boxes: Vec<(f64, f64)> = (0..24)
            .map(|n| (60.0 + f64::from(n % 5) * 20.0, 30.0 + f64::from(n % 3) * 25.0))
            .collect();
        let packed = shelves(&boxes, 10.0, 1.6);
        for one in 0..boxes.len() {
            for two in 0..one {
                let (a, b) = (packed.places[one], packed.places[two]);
                let apart = a.x + boxes[one].0 < b.x
                    || b.x + boxes[two].0 < a.x
                    || a.y + boxes[one].1 < b.y
                    || b.y + boxes[two].1 < a.y;
                assert!(apart, "{one} {two}");
            }
        }
        let ratio = packed.width / packed.height;
        assert!((1.0..2.4).contains(&ratio), "{ratio}");
        assert_eq!(shelves(&[], 10.0, 1.6), Packed::default());
    }
}
