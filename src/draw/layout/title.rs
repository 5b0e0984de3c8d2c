//! The title of a cluster slides along its upper border to where the fewest edges pass.

use crate::draw::layout::geometry::Rect;
use crate::draw::layout::layered::Task;
use crate::draw::layout::part::Draft;
use crate::draw::layout::space::OVER_TITLE;

const SIDE: f64 = 6.0;
const STEP: f64 = 6.0;

/// Places the titles of a draft.
pub(crate) fn place(task: &Task<'_>, draft: &mut Draft) {
    for (cluster, area) in draft.clusters.clone() {
        let size = &task.sizes.titles[cluster];
        if size.lines.is_empty() {
            continue;
        }
        let first = Rect {
            x: area.x + SIDE,
            y: area.y + OVER_TITLE,
            width: size.width,
            height: size.height,
        };
        let mut best = first;
        let mut least = crossings(draft, first);
        let mut tried = first;
        while 0 < least && tried.right() + STEP <= area.right() - SIDE {
            tried = tried.moved(STEP, 0.0);
            let crossed = crossings(draft, tried);
            if crossed < least {
                (best, least) = (tried, crossed);
            }
        }
        draft.titles.push((cluster, best));
    }
}

/// Returns how many edges pass through a box.
pub(crate) fn crossings(draft: &Draft, area: Rect) -> usize {
    let area = area.grown(1.0);
    draft
        .edges
        .iter()
        .filter(|(_, path)| path.windows(2).any(|pair| area.is_crossed_by(pair[0], pair[1])))
        .count()
}
