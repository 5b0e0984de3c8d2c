//! The fixed words of the graph: classes and properties that are the same for every story, each with its IRI and what it says.
//!
//! Terms of others are used where they mean just what is meant here (SEM, schema.org, SKOS, PROV); all else is our own.

/// What sort of word one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// What something is: the object of `a`.
    Class,
    /// What is said of something: a predicate.
    Property,
    /// A thing that stands for itself.
    Thing,
}

macro_rules! words {
    ($($variant:ident $sort:ident $space:ident $name:literal $doc:literal;)*) => {
        /// A fixed word of the graph.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each word says what it is in the table of its documentation")]
        pub enum Word { $($variant,)* }

        impl Word {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// What sort of word it is.
            #[must_use]
            pub fn sort(self) -> Sort {
                match self { $(Self::$variant => Sort::$sort,)* }
            }

            /// Its prefix in a query, and the name behind it.
            #[must_use]
            pub fn name(self) -> (Space, &'static str) {
                match self { $(Self::$variant => (Space::$space, $name),)* }
            }

            /// What it says.
            #[must_use]
            pub fn says(self) -> &'static str {
                match self { $(Self::$variant => $doc,)* }
            }
        }
    };
}

macro_rules! spaces {
    ($($variant:ident $prefix:literal $iri:literal;)*) => {
        /// Where words come from.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each is named as its prefix")]
        pub enum Space { $($variant,)* }

        impl Space {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its prefix in a query.
            #[must_use]
            pub fn prefix(self) -> &'static str {
                match self { $(Self::$variant => $prefix,)* }
            }

            /// What its prefix stands for.
            #[must_use]
            pub fn iri(self) -> &'static str {
                match self { $(Self::$variant => $iri,)* }
            }
        }
    };
}

spaces! {
    Lore "lore" "https://lorescope.org/terms#";
    Rdf "rdf" "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    Rdfs "rdfs" "http://www.w3.org/2000/01/rdf-schema#";
    Owl "owl" "http://www.w3.org/2002/07/owl#";
    Xsd "xsd" "http://www.w3.org/2001/XMLSchema#";
    Skos "skos" "http://www.w3.org/2004/02/skos/core#";
    Sem "sem" "http://semanticweb.cs.vu.nl/2009/11/sem/";
    Schema "schema" "https://schema.org/";
    Prov "prov" "http://www.w3.org/ns/prov#";
}

words! {
    Story Class Lore "Story" "a story, the whole of it";
    Character Class Lore "Character" "a person, or anything that acts as one";
    Faction Class Lore "Faction" "a people, house, army or any other body that acts as one";
    Place Class Lore "Place" "somewhere an event can happen";
    Item Class Lore "Item" "a thing, an office or a rank";
    Event Class Lore "Event" "something that happens, written once, with everyone's part in it";
    Stretch Class Lore "Stretch" "one relation holding for certain entities, from when until when";
    Gap Class Lore "Gap" "the time after a stretch in which its relation held no more";
    Name Class Lore "Name" "a name or an alias, and when it is used";
    Way Class Lore "Way" "how long it takes from one place to another";
    Document Class Lore "Document" "a text the story is told in";
    Source Class Lore "Source" "where in a document something is attested";
    Fact Class Lore "Fact" "a fact about the work itself";
    Relation Class Lore "Relation" "what can hold over time";
    Kind Class Lore "Kind" "what sort of thing can happen";
    Role Class Lore "Role" "the part an entity plays in an event";
    Candidate Class Lore "Candidate" "the part an entity may have played, being one of several candidates";
    Start Thing Lore "start" "before the first event";

    Id Property Lore "id" "the id in the story file";
    Species Property Lore "species" "what a character or a faction is: human, Cardassian";
    Called Property Lore "called" "a name or an alias, as a thing with a span";
    IsAlias Property Lore "alias" "whether a name is an alias";
    Note Property Lore "note" "a remark by whoever wrote the file";
    Axis Property Lore "axis" "what the story's times are counted in: number, date or label";
    LeadsTo Property Lore "to" "where a way leads";
    HasWay Property Lore "way" "a way from here";
    Takes Property Lore "takes" "how long a way takes, in units of the axis";

    OfKind Property Lore "kind" "the kind of an event, and none of what that is a case of";
    Position Property Lore "position" "a place, from 1: of an event in story order, of a stretch among the stretches, of a document or a fact in the files";
    At Property Lore "at" "when it happened: a number, a date, or words where it is neither";
    Told Property Lore "told" "where the telling reveals it";
    Within Property Lore "within" "the larger event that an event is part of";
    Because Property Lore "because" "an event that caused an event";
    After Property Lore "after" "an event that certainly happened before";
    Before Property Lore "before" "an event that certainly happened after";
    Count Property Lore "count" "how many nameless took part";
    Bound Property Lore "bound" "how the count is meant: exactly, over, about or under";
    Certainty Property Lore "certainty" "how sure it is: stated, implied, doubtful or possible";
    EndCertainty Property Lore "endCertainty" "how sure it is that a stretch ended";
    AccordingTo Property Lore "accordingTo" "the document whose claim it is";
    Concerns Property Lore "concerns" "whoever has any part in an event, its place and candidates included; whoever a stretch holds of";

    OfRelation Property Lore "relation" "the relation that holds over a stretch";
    Lacks Property Lore "lacks" "the relation that held no more in a gap";
    Follows Property Lore "follows" "the stretch that a gap follows";
    Subject Property Lore "subject" "of whom a stretch holds";
    Object Property Lore "object" "to whom it leads, where a relation is between two";
    From Property Lore "from" "what it begins with: `lore:start`, an event or a time";
    Until Property Lore "until" "what it ends with; absent where nothing told ends it";
    FromMoment Property Lore "fromMoment" "how many events have happened when it begins";
    UntilMoment Property Lore "untilMoment" "how many events have happened when it ends";
    StartedBy Property Lore "startedBy" "the event that started a stretch";
    EndedBy Property Lore "endedBy" "the event that ended a stretch";
    StatedOn Property Lore "statedOn" "on whom a stretch is stated, where no event started it";

    HasSource Property Lore "source" "where it is attested";
    Quote Property Lore "quote" "the words of the document";
    Locator Property Lore "locator" "where in the document";
    Path Property Lore "path" "the file of a document";

    Words Property Lore "words" "how a relation or a kind is said";
    Means Property Lore "means" "what a relation means: life, presence, alliance";
    Excludes Property Lore "excludes" "a relation that cannot hold of the same two at once";
    HasRole Property Lore "role" "a role of a kind; the role that a candidate's property is about";
    Starts Property Lore "starts" "a relation that events of a kind start";
    Ends Property Lore "ends" "a relation that events of a kind end";

    Type Property Rdf "type" "what it is; `a` in short";
    Value Property Rdf "value" "a value of a fact";
    RdfProperty Class Rdf "Property" "what can be said of something";
    RdfsClass Class Rdfs "Class" "what something can be";
    Label Property Rdfs "label" "the name to show; of an event or a stretch, its sentence";
    Comment Property Rdfs "comment" "what a word of this vocabulary says";
    SubClassOf Property Rdfs "subClassOf" "the class that a class is a case of: killing is a death";
    SubPropertyOf Property Rdfs "subPropertyOf" "the property that a property is a case of";
    Symmetric Class Owl "SymmetricProperty" "a relation that holds both ways at once";
    PrefLabel Property Skos "prefLabel" "the first name, with the article it has in a sentence";
    AltLabel Property Skos "altLabel" "a further name or alias; a further word for a relation or kind";
    SemActor Class Sem "Actor" "a character or a faction";
    SemEvent Class Sem "Event" "an event";
    SemPlace Class Sem "Place" "a place";
    SemObject Class Sem "Object" "an item";
    HasActor Property Sem "hasActor" "a character or a faction with a part in an event, candidates aside";
    HasPlace Property Sem "hasPlace" "where an event happened";
    Person Class Schema "Person" "a character";
    Organization Class Schema "Organization" "a faction";
    SchemaPlace Class Schema "Place" "a place";
    CreativeWork Class Schema "CreativeWork" "a document, and the story itself";
    Description Property Schema "description" "a line about it";
    Image Property Schema "image" "a picture of it, as a path";
    Author Property Schema "author" "who wrote a document";
    Url Property Schema "url" "where a document can be read";
    DateCreated Property Schema "dateCreated" "when a document was written";
    WasQuotedFrom Property Prov "wasQuotedFrom" "the document of a source";
    WasInformedBy Property Prov "wasInformedBy" "the general form of `lore:because`";
}

impl Word {
    /// What it is a case of, among these words.
    #[must_use]
    pub fn case_of(self) -> &'static [Self] {
        use Word::{
            Because, Character, CreativeWork, Document, Event, Faction, HasActor, Item, Organization, Person, Place,
            SchemaPlace, SemActor, SemEvent, SemObject, SemPlace, Story, WasInformedBy,
        };
        #[expect(clippy::wildcard_enum_match_arm, reason = "most words are cases of nothing")]
        match self {
            Character => &[SemActor, Person],
            Faction => &[SemActor, Organization],
            Place => &[SemPlace, SchemaPlace],
            Item => &[SemObject],
            Event => &[SemEvent],
            Document | Story => &[CreativeWork],
            Because => &[WasInformedBy],
            HasActor => &[],
            _ => &[],
        }
    }

    /// The word as a query has it: `lore:Stretch`.
    ///
    /// ```
    /// assert_eq!(lorescope::rdf::Word::HasPlace.short(), "sem:hasPlace");
    /// ```
    #[must_use]
    pub fn short(self) -> String {
        let (space, name) = self.name();
        format!("{}:{name}", space.prefix())
    }

    /// Its whole IRI.
    #[must_use]
    pub fn iri(self) -> String {
        let (space, name) = self.name();
        format!("{}{name}", space.iri())
    }

    /// The word of that IRI.
    #[must_use]
    pub fn of_iri(iri: &str) -> Option<Self> {
        let space = Space::ALL.iter().find(|space| iri.starts_with(space.iri()))?;
        let name = &iri[space.iri().len()..];
        Self::ALL.iter().copied().find(|word| word.name() == (*space, name))
    }
}
