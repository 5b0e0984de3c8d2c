//! Those who turn out to be one: what is asked of the one is told of the other too, with whom they were then.

use super::Row;
use crate::model::Node;
use crate::timeline::{AsOf, Truth};
use crate::vocabulary::Meaning;
use crate::world::World;

/// Whom a question is about, in all the ways in which they may be named.
pub(super) struct Selves {
    /// As they were asked for, then with one of them as somebody they are one with.
    ways: Vec<Way>,
}

/// One way to name those whom a question is about.
pub(super) struct Way {
    /// Those named.
    pub(super) of: Vec<Node>,
    /// Who stands for whom: the one asked for, and the other self.
    pub(super) turned: Option<(Node, Node)>,
}

impl Selves {
    /// All ways to name these as of a moment; as of the end where none is asked.
    pub(super) fn of(world: &World, of: &[Node], as_of: Option<&AsOf>) -> Self {
        let now = as_of.cloned().unwrap_or_else(|| world.end());
        let mut ways = vec![Way {
            of: of.to_vec(),
            turned: None,
        }];
        for (i, &asked) in of.iter().enumerate() {
            for other in world.selves(asked, &now) {
                let mut of = of.to_vec();
                of[i] = other;
                let turned = Some((asked, other));
                ways.push(Way { of, turned });
            }
        }
        Self { ways }
    }

    /// The first way in which something is true of them all.
    pub(super) fn find(&self, is: impl Fn(Node) -> bool) -> Option<&Way> {
        self.ways.iter().find(|way| way.of.iter().all(|&node| is(node)))
    }

    /// Every way, the one asked for first.
    pub(super) fn all(&self) -> impl Iterator<Item = &Way> + Clone {
        self.ways.iter()
    }

    /// Of one who is asked about, the self by whom their fate is told: one who surely lives no more, or of whom that is left open, before one of whom nothing is told.
    pub(super) fn fated(&self, world: &World, now: &AsOf) -> Option<Node> {
        let lives = |node: Node| {
            let mut life = world.vocabulary.meaning(Meaning::Life);
            life.all(|life| world.holds(life, [Some(node), None], now).truth == Truth::Yes)
        };
        let mut selves = self.all().filter_map(|way| way.of.first().copied());
        selves.clone().find(|&node| !lives(node)).or_else(|| selves.next())
    }

    /// The ways that are not the one asked for.
    pub(super) fn others(&self) -> impl Iterator<Item = &Way> {
        self.ways.iter().skip(1)
    }
}

impl Way {
    /// By what way it was found, in words: *with Dukat as Anjohl*.
    pub(super) fn words(&self, world: &World) -> Option<String> {
        let (asked, other) = self.turned?;
        Some(format!("with {} as {}", world.mention(asked), world.mention(other)))
    }

    /// Says of a row by what way it was found.
    pub(super) fn mark(&self, world: &World, row: &mut Row) {
        if let Some(words) = self.words(world) {
            row.via = Some(match row.via.take() {
                Some(via) => format!("{via}, {words}"),
                None => words,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::ask::sample::told_of;
    use crate::world::World;
    use crate::world::sample::world;

    /// A man who goes by another name until he is seen through.
    fn hidden() -> World {
        world(
            r#"{"lorescope": 1, "in-order": true,
            "characters": [{"id": "dukat", "name": "Dukat"}, {"id": "anjohl", "name": "Anjohl"}, {"id": "winn", "name": "Winn"}],
            "events": [
            {"id": "war", "kind": "war", "roles": {"attackers": "dukat", "defenders": "winn"}},
            {"id": "met", "kind": "meeting", "roles": {"participants": ["anjohl", "winn"]}},
            {"id": "love", "kind": "romance", "roles": {"lovers": ["anjohl", "winn"]}},
            {"id": "seen", "kind": "unmasking", "roles": {"unmasker": "winn", "unmasked": "anjohl", "as": "dukat"}}]}"#,
        )
    }

    #[test]
    fn once_two_are_joined_what_the_other_did_is_told_too() {
        let world = hidden();
        let timeline = [
            "  war: Dukat went to war against Winn",
            "  met: Anjohl and Winn met, with Dukat as Anjohl",
            "  love: Anjohl and Winn became lovers, with Dukat as Anjohl",
            "  seen: Winn unmasked Anjohl as Dukat",
        ];
        assert_eq!(told_of(&world, "timeline dukat").join("\n"), timeline.join("\n"));
        assert_eq!(
            told_of(&world, "who met --of dukat"),
            ["met: Anjohl and Winn met, with Dukat as Anjohl"]
        );
        assert_eq!(
            told_of(&world, "who lover --of dukat"),
            ["Anjohl is the lover of Winn, with Dukat as Anjohl, since `love`"]
        );
        let profile = told_of(&world, "show dukat").join("\n");
        assert!(
            profile.contains("Anjohl is the lover of Winn, with Dukat as Anjohl"),
            "{profile}"
        );
        assert!(
            profile.contains("Anjohl and Winn met, with Dukat as Anjohl"),
            "{profile}"
        );
        let other = told_of(&world, "timeline anjohl").join("\n");
        assert!(
            other.contains("Dukat went to war against Winn, with Anjohl as Dukat"),
            "{other}"
        );
    }

    #[test]
    fn before_they_are_joined_each_has_only_their_own() {
        let world = hidden();
        assert_eq!(told_of(&world, "timeline dukat --as-of love").len(), 1);
        assert!(told_of(&world, "who lover --of dukat --as-of love").is_empty());
        let profile = told_of(&world, "show dukat --as-of love").join("\n");
        assert!(!profile.contains("Anjohl"), "{profile}");
    }
}
