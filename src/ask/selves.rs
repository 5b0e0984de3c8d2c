//! Those who turn out to be one: what is asked of the one is told of the other too, with whom they were then.

use super::Row;
use crate::model::Node;
use crate::timeline::AsOf;
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
    pub(super) fn all(&self) -> impl Iterator<Item = &Way> {
        self.ways.iter()
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
