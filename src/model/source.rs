//! Where a fact is attested: the story's documents, and the words in them.

use super::{Certainty, DocumentId, EntityId, EventId, InitialId, Text, Told};

/// A text the story is told in: a retelling, a chapter, a script.
#[derive(Clone, Debug)]
pub struct Document {
    /// The slug that sources refer to it by.
    pub id: Text,
    /// Its title.
    pub title: Option<Text>,
    /// The file it stands in, beside the story.
    pub path: Option<Text>,
    /// Who wrote it.
    pub author: Option<Text>,
    /// When it was written, as free text.
    pub date: Option<Text>,
    /// Where it can be read.
    pub url: Option<Text>,
    /// A remark by whoever wrote the file.
    pub note: Option<Text>,
}

/// One attestation of a fact.
#[derive(Clone, Debug)]
pub struct Source {
    /// The document it stands in.
    pub document: DocumentId,
    /// The words that say so.
    pub quote: Option<Text>,
    /// Where in the document: a chapter, a page.
    pub locator: Option<Text>,
    /// What few sources say.
    pub detail: Option<Box<SourceDetail>>,
}

/// What few sources say.
#[derive(Clone, Debug, Default)]
pub struct SourceDetail {
    /// Where the telling reveals the quote.
    pub told: Option<Told>,
    /// How sure the source itself is.
    pub certainty: Certainty,
    /// A remark by whoever wrote the file.
    pub note: Option<Text>,
}

/// Which of a story's sources: whose it is, and which of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId {
    /// Whose it is.
    pub of: Attested,
    /// Which of theirs, from zero.
    pub nth: usize,
}

/// What a source speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attested {
    /// An event.
    Event(EventId),
    /// An entity.
    Entity(EntityId),
    /// An initial relation.
    Initial(InitialId),
    /// A fact about the work, by its place in the story's list.
    Fact(usize),
}

/// A fact about the work itself: who directed it, how long it runs.
#[derive(Clone, Debug)]
pub struct Fact {
    /// What is stated: director, running time.
    pub name: Text,
    /// One value or several.
    pub values: Vec<Text>,
    /// Where it is attested.
    pub sources: Vec<Source>,
    /// A remark by whoever wrote the file.
    pub note: Option<Text>,
}
