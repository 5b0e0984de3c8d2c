//! Words and question marks stand on their edge, near its middle, where they hide the least.

use crate::draw::layout::geometry::{Point, Rect, count, length};
use crate::draw::layout::layered::Task;
use crate::draw::layout::measure::Sizes;
use crate::draw::layout::part::Draft;
use crate::draw::picture::{Certainty, Picture};

/// The room of a `?` in its ring.
const MARK: f64 = 19.0;
/// The places tried, as shares of the edge.
const SHARES: [f64; 13] = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8];

/// Places the words of a draft.
pub(crate) fn place(task: &Task<'_>, draft: &mut Draft) {
    place_on(task.picture, task.sizes, draft);
}

/// Places the words of a draft, however it was laid out.
pub(crate) fn place_on(picture: &Picture, sizes: &Sizes, draft: &mut Draft) {
    for index in 0..draft.edges.len() {
        let edge = draft.edges[index].0;
        if draft.edges[index].1.len() < 2 {
            continue;
        }
        let size = &sizes.edges[edge];
        if !size.lines.is_empty() {
            let area = freest(draft, index, size.width, size.height);
            draft.labels.push((edge, area));
        } else if picture.edges[edge].certainty == Certainty::Doubtful {
            let area = freest(draft, index, MARK, MARK);
            draft.marks.push((edge, area));
        }
    }
}

fn freest(draft: &Draft, index: usize, width: f64, height: f64) -> Rect {
    let path = &draft.edges[index].1;
    let hides = |share: f64| {
        let area = Rect::around(at(path, share), width, height).grown(2.0);
        let boxes = draft
            .nodes
            .iter()
            .chain(&draft.titles)
            .chain(&draft.labels)
            .chain(&draft.marks);
        let hidden = boxes.filter(|(_, other)| other.meets(area)).count();
        let crossed = draft
            .edges
            .iter()
            .enumerate()
            .filter(|(other, (_, path))| {
                *other != index && path.windows(2).any(|pair| area.is_crossed_by(pair[0], pair[1]))
            })
            .count();
        10.0 * count(hidden) + count(crossed) + (share - 0.5).abs()
    };
    let best = SHARES
        .into_iter()
        .min_by(|one, two| hides(*one).total_cmp(&hides(*two)))
        .unwrap_or(0.5);
    Rect::around(at(path, best), width, height)
}

/// Returns the point a share of the way along a bent line.
fn at(path: &[Point], share: f64) -> Point {
    let mut left = length(path) * share;
    for pair in path.windows(2) {
        let step = pair[0].distance(pair[1]);
        if left <= step && 0.0 < step {
            return pair[0].towards(pair[1], left / step);
        }
        left -= step;
    }
    path.last().copied().unwrap_or_default()
}
