//! What stands for whom: the IRIs of a story's own things, and how a query writes them.

use super::Space;
use crate::load::slug;
use crate::model::Node;
use crate::world::World;

/// What the things of a story are told apart by: each sort has a namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shelf {
    /// Entities and events, by their ids.
    Own,
    /// Stretches, by their places in the order in which they are told.
    Stretch,
    /// Gaps, by the stretches they follow.
    Gap,
    /// Names, by their bearers and which of theirs.
    Name,
    /// Ways, by where they begin and which from there.
    Way,
    /// Documents, by their ids.
    Document,
    /// Sources, by what they attest and which of its.
    Source,
    /// Facts about the work, by their places.
    Fact,
    /// Relations, by name.
    Relation,
    /// Kinds, by name.
    Kind,
    /// Roles, by name.
    Role,
    /// Roles that somebody may have played, by name.
    Candidate,
}

impl Shelf {
    /// All of them; those behind a longer IRI first.
    pub const ALL: [Self; 12] = [
        Self::Stretch,
        Self::Gap,
        Self::Name,
        Self::Way,
        Self::Document,
        Self::Source,
        Self::Fact,
        Self::Own,
        Self::Relation,
        Self::Kind,
        Self::Role,
        Self::Candidate,
    ];

    /// Its prefix in a query.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Own => "",
            Self::Stretch => "stretch",
            Self::Gap => "gap",
            Self::Name => "name",
            Self::Way => "way",
            Self::Document => "document",
            Self::Source => "source",
            Self::Fact => "fact",
            Self::Relation => "rel",
            Self::Kind => "kind",
            Self::Role => "role",
            Self::Candidate => "candidate",
        }
    }

    /// What the prefix stands for in a story with that base.
    #[must_use]
    pub fn iri(self, base: &str) -> String {
        match self {
            Self::Own => base.to_owned(),
            Self::Stretch | Self::Gap | Self::Name | Self::Way | Self::Document | Self::Source | Self::Fact => {
                format!("{base}{}/", self.prefix())
            }
            Self::Relation => "https://lorescope.org/relation#".to_owned(),
            Self::Kind => "https://lorescope.org/kind#".to_owned(),
            Self::Role => "https://lorescope.org/role#".to_owned(),
            Self::Candidate => "https://lorescope.org/candidate#".to_owned(),
        }
    }
}

/// The IRI that everything of a story begins with: made from its title, so that two stories are not mistaken for one.
///
/// ```
/// use lorescope::{model::Story, rdf, timeline::Lens, vocabulary::Vocabulary, world::World};
/// let story = Story { title: Some("Red Cliffs".into()), ..Story::default() };
/// let world = World::of(story, Vocabulary::prelude(), Lens::default());
/// assert_eq!(rdf::base(&world), "https://lorescope.org/story/red-cliffs/");
/// ```
#[must_use]
pub fn base(world: &World) -> String {
    let title = world.story.title.as_deref().map(slug::slug_of).unwrap_or_default();
    let title = if title.is_empty() { "untitled" } else { &title };
    format!("https://lorescope.org/story/{title}/")
}

/// Every prefix that a query may use without declaring it, with what it stands for.
#[must_use]
pub fn prefixes(world: &World) -> Vec<(&'static str, String)> {
    let base = base(world);
    let own = Shelf::ALL.iter().map(|shelf| (shelf.prefix(), shelf.iri(&base)));
    let fixed = Space::ALL.iter().map(|space| (space.prefix(), space.iri().to_owned()));
    own.chain(fixed).collect()
}

/// An entity or an event as a query names it.
#[must_use]
pub fn named(world: &World, node: Node) -> String {
    short(Shelf::Own, world.story.slug(node))
}

/// A thing of a story as a query names it: prefix, colon, name.
#[must_use]
pub fn short(shelf: Shelf, name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let mut written = format!("{}:", shelf.prefix());
    for (at, c) in name.char_indices() {
        let inner = at + c.len_utf8() < name.len();
        if !(plain(c) && !(at == 0 && c == '-') || c == '.' && inner && at > 0) {
            written.push('\\');
        }
        written.push(c);
    }
    written
}

/// Text as a query quotes it.
///
/// ```
/// assert_eq!(lorescope::rdf::quoted("the \"end\""), r#""the \"end\"""#);
/// ```
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
