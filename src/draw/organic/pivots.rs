//! A first place for everybody, read off the ways to a few of them: `PivotMDS`.
//!
//! Brandes and Pich, *Eigensolver Methods for Progressive Multidimensional Scaling of Large Data*
//! (Graph Drawing 2006). The pivots are chosen one after the other, each as far as can be from all
//! before it, so nothing is left to chance.

use super::Point;
use super::distances::Roads;

/// How many rounds the search for the two widest directions takes.
const ROUNDS: usize = 60;

/// The ways from some to all.
pub(super) struct Pivots {
    /// Who they are.
    pub(super) who: Vec<usize>,
    /// For each of them the ways to all.
    pub(super) ways: Vec<Vec<f64>>,
}

impl Pivots {
    /// Chooses up to so many, each as far as can be from those before it.
    pub(super) fn of(roads: &Roads, most: usize) -> Self {
        let mut pivots = Self {
            who: Vec::new(),
            ways: Vec::new(),
        };
        let mut nearest = vec![f64::INFINITY; roads.count()];
        let mut next = 0;
        while pivots.who.len() < most.min(roads.count()) {
            let ways = roads.ways(next);
            for (near, way) in nearest.iter_mut().zip(&ways) {
                *near = near.min(*way);
            }
            pivots.who.push(next);
            pivots.ways.push(ways);
            next = 0;
            for (index, near) in nearest.iter().enumerate() {
                if nearest[next] < *near {
                    next = index;
                }
            }
        }
        pivots
    }

    /// Returns a place for each, as nearly as a plane can show their ways.
    pub(super) fn places(&self, count: usize) -> Vec<Point> {
        let centred = self.centred(count);
        let product = product(&centred);
        let first = direction(&product, None);
        let second = direction(&product, Some(&first));
        let along = |axis: &[f64], index: usize| -> f64 {
            centred
                .iter()
                .zip(axis)
                .map(|(column, share)| column[index] * share)
                .sum()
        };
        let mut places: Vec<Point> = (0..count)
            .map(|index| Point::new(along(&first, index), along(&second, index)))
            .collect();
        let scale = self.scale(&places);
        for (index, place) in places.iter_mut().enumerate() {
            // A little aside, each another way, so that no two stand on one spot.
            let aside = nudge(index);
            *place = Point::new(place.x * scale + aside.x, place.y * scale + aside.y);
        }
        places
    }

    /// Returns the squared ways with the means of rows and columns taken out, a column a pivot.
    fn centred(&self, count: usize) -> Vec<Vec<f64>> {
        let mut columns: Vec<Vec<f64>> = self
            .ways
            .iter()
            .map(|ways| ways.iter().map(|way| way * way).collect())
            .collect();
        let (rows, width) = (length_of(count), length_of(columns.len()));
        let mut of_rows = vec![0.0; count];
        for column in &columns {
            for (sum, square) in of_rows.iter_mut().zip(column) {
                *sum += square / width;
            }
        }
        let whole = of_rows.iter().sum::<f64>() / rows;
        for column in &mut columns {
            let mean = column.iter().sum::<f64>() / rows;
            for (square, row) in column.iter_mut().zip(&of_rows) {
                *square = -0.5 * (*square - mean - row + whole);
            }
        }
        columns
    }

    /// Returns by how much the places must grow to be as far apart as the ways are long.
    fn scale(&self, places: &[Point]) -> f64 {
        let (mut above, mut below) = (0.0, 0.0);
        for (pivot, ways) in self.who.iter().zip(&self.ways) {
            for (place, way) in places.iter().zip(ways) {
                let far = place.distance(places[*pivot]);
                above += way * far;
                below += far * far;
            }
        }
        if 0.0 < below { above / below } else { 1.0 }
    }
}

fn product(columns: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let dot = |one: &[f64], two: &[f64]| -> f64 { one.iter().zip(two).map(|(a, b)| a * b).sum() };
    columns
        .iter()
        .map(|one| columns.iter().map(|two| dot(one, two)).collect())
        .collect()
}

/// Returns the widest direction, or the widest at right angles to another, by repeated multiplying.
fn direction(matrix: &[Vec<f64>], aside_from: Option<&[f64]>) -> Vec<f64> {
    let mut axis: Vec<f64> = (0..matrix.len())
        .map(|index| 1.0 + nudge(index).x + nudge(index).y)
        .collect();
    for _ in 0..ROUNDS {
        if let Some(other) = aside_from {
            let share: f64 = axis.iter().zip(other).map(|(a, b)| a * b).sum();
            for (part, known) in axis.iter_mut().zip(other) {
                *part -= share * known;
            }
        }
        let next: Vec<f64> = matrix
            .iter()
            .map(|row| row.iter().zip(&axis).map(|(a, b)| a * b).sum())
            .collect();
        let length = next.iter().map(|part| part * part).sum::<f64>().sqrt();
        if !(1e-9..=1e300).contains(&length) {
            return vec![0.0; matrix.len()];
        }
        axis = next.into_iter().map(|part| part / length).collect();
    }
    axis
}

/// Returns a small step that is another for each index.
pub(super) fn nudge(index: usize) -> Point {
    let part = |seed: u64| {
        let mixed = (index as u64 + 1).wrapping_mul(seed);
        let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        f64::from(u32::try_from(mixed >> 40).expect("24 bits fit")) / f64::from(1 << 24) - 0.5
    };
    Point::new(part(0x9E37_79B9_7F4A_7C15), part(0xD1B5_4A32_D192_ED03))
}

fn length_of(count: usize) -> f64 {
    crate::draw::layout::count(count.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_things_is_laid_out_as_a_row() {
        let edges: Vec<(usize, usize, f64)> = (0..9).map(|index| (index, index + 1, 50.0)).collect();
        let roads = Roads::of(10, &edges);
        let places = Pivots::of(&roads, 10).places(10);
        for (one, two, length) in edges {
            let far = places[one].distance(places[two]);
            assert!((far - length).abs() < 4.0, "{far}");
        }
    }
}
