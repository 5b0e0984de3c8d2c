//! Where everybody stands in the network: one place for the whole story, so that nobody jumps when the slider moves.

use serde::Serialize;

/// The sheet on which everybody stands.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Bounds {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// Where somebody stands, and how large.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) radius: f64,
}

/// How far apart spots stand.
const STEP: f64 = 120.0;

/// Spots for so many, on a grid.
pub(super) fn spots(count: usize) -> Vec<Spot> {
    let columns = columns(count);
    let spot = |nth: usize| Spot {
        x: STEP * to_f64(nth % columns),
        y: STEP * to_f64(nth / columns),
        radius: 20.0,
    };
    (0..count).map(spot).collect()
}

/// The sheet around so many spots.
pub(super) fn bounds(count: usize) -> Bounds {
    let columns = columns(count);
    let side = |many: usize| STEP * to_f64(many);
    Bounds {
        x: -STEP / 2.0,
        y: -STEP / 2.0,
        width: side(columns.min(count.max(1))),
        height: side(count.div_ceil(columns).max(1)),
    }
}

fn columns(count: usize) -> usize {
    count.isqrt().max(1)
}

fn to_f64(number: usize) -> f64 {
    f64::from(u32::try_from(number).expect("the loader admits fewer"))
}
