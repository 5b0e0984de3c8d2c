//! Which stretches concern somebody; sorted when first asked for, since most questions never ask.

use super::{Stretch, Timeline};
use crate::model::Node;

impl Timeline {
    /// The stretches that concern an entity or event, in the order of [`Timeline::stretches`].
    pub fn concerning(&self, node: Node) -> impl Iterator<Item = &Stretch> + '_ {
        let concerns = self.concerns.get_or_init(|| {
            let mut concerns: Vec<(Node, u32)> = Vec::with_capacity(self.stretches.len() * 2);
            for (place, stretch) in (0..).zip(&self.stretches) {
                concerns.extend(stretch.args.into_iter().flatten().map(|node| (node, place)));
            }
            concerns.sort_unstable();
            concerns
        });
        let start = concerns.partition_point(|(other, _)| *other < node);
        let found = concerns[start..].iter().take_while(move |(other, _)| *other == node);
        found.map(|&(_, place)| &self.stretches[place as usize])
    }
}
