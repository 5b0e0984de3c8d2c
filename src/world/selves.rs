//! Who is whom: two entities that turn out to be one, once the story has joined them.

use super::World;
use crate::model::Node;
use crate::timeline::AsOf;
use crate::vocabulary::Meaning;

impl World {
    /// The others that somebody is one with as of a moment, near or far; none before they are joined, nor where that is in doubt.
    ///
    /// What one of them did the other did, and what holds of the one holds of the other.
    #[must_use]
    pub fn selves(&self, node: Node, as_of: &AsOf) -> Vec<Node> {
        if self.vocabulary.meaning(Meaning::Identity).next().is_none() {
            return Vec::new();
        }
        let mut selves = vec![node];
        let mut next = 0;
        while let Some(&one) = selves.get(next) {
            for stretch in self.timeline.concerning(one) {
                let joins = self.vocabulary.relation(stretch.relation).means == Some(Meaning::Identity)
                    && self.timeline.spans(stretch, as_of)
                    && self.timeline.doubt(stretch, as_of).is_none();
                if let Some(other) = stretch.other(one).filter(|other| joins && !selves.contains(other)) {
                    selves.push(other);
                }
            }
            next += 1;
        }
        selves.remove(0);
        selves
    }
}

#[cfg(test)]
mod tests {
    use crate::world::sample::world;

    #[test]
    fn two_are_one_from_the_event_that_joins_them_and_so_are_three() {
        let world = world(
            r#"{"lorescope": 1, "in-order": true, "characters": [{"id": "dukat"}, {"id": "anjohl"}, {"id": "monk"}, {"id": "winn"}],
            "events": [
            {"id": "met", "kind": "meeting", "roles": {"participants": ["anjohl", "winn"]}},
            {"id": "seen", "kind": "unmasking", "roles": {"unmasked": "anjohl", "as": "dukat"}},
            {"id": "heard", "kind": "unmasking", "roles": {"unmasked": "monk", "as": "anjohl"}}]}"#,
        );
        let selves = |who: &str, moment: &str| {
            let node = world.find(who).expect("known");
            let as_of = world.as_of(moment).expect("a moment");
            let others = world.selves(node, &as_of).into_iter();
            others.map(|node| world.story.slug(node).to_owned()).collect::<Vec<_>>()
        };
        assert!(selves("dukat", "met").is_empty());
        assert_eq!(selves("dukat", "seen"), ["anjohl"]);
        assert_eq!(selves("dukat", "end"), ["anjohl", "monk"]);
        assert_eq!(selves("monk", "end"), ["anjohl", "dukat"]);
        assert!(selves("winn", "end").is_empty());
    }
}
