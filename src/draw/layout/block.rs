//! A crowd that no edge touches stands in a grid.
//!
//! Columns are as wide as their widest member, so nothing wastes room; the number of columns makes
//! the whole about half again as wide as high.

use crate::draw::layout::geometry::Rect;
use crate::draw::layout::measure::Sizes;

const GAP_X: f64 = 14.0;
const GAP_Y: f64 = 12.0;
/// How much wider than high a grid usually is.
pub(crate) const RATIO: f64 = 1.5;

/// Nodes in a grid, from its own top left corner.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Block {
    pub(crate) places: Vec<(usize, Rect)>,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Block {
    pub(crate) fn of(nodes: &[usize], sizes: &Sizes, ratio: f64) -> Self {
        (1..=nodes.len().clamp(1, 60))
            .map(|columns| Self::with_columns(nodes, sizes, columns))
            .min_by(|one, two| one.distortion(ratio).total_cmp(&two.distortion(ratio)))
            .unwrap_or_default()
    }

    fn with_columns(nodes: &[usize], sizes: &Sizes, columns: usize) -> Self {
        let mut widths = vec![0.0_f64; columns.min(nodes.len())];
        for (place, node) in nodes.iter().enumerate() {
            let width = &mut widths[place % columns];
            *width = width.max(sizes.nodes[*node].width);
        }
        let mut block = Self::default();
        let mut top = 0.0;
        for row in nodes.chunks(columns) {
            let height = row.iter().map(|node| sizes.nodes[*node].height).fold(0.0, f64::max);
            let mut left = 0.0;
            for (node, width) in row.iter().zip(&widths) {
                let size = &sizes.nodes[*node];
                let area = Rect {
                    x: left + (width - size.width) / 2.0,
                    y: top + (height - size.height) / 2.0,
                    width: size.width,
                    height: size.height,
                };
                block.places.push((*node, area));
                left += width + GAP_X;
            }
            block.width = block.width.max(left - GAP_X);
            block.height = top + height;
            top += height + GAP_Y;
        }
        block
    }

    fn distortion(&self, wanted: f64) -> f64 {
        let ratio = self.width / self.height.max(1.0);
        (ratio / wanted).max(wanted / ratio.max(0.01))
    }
}
