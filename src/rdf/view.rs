//! A story as the evaluator sees it: patterns in, triples out, one at a time.
//!
//! A pattern names some of its three places.
//! Where the subject is named, only what it has is looked at; where the object is, whatever can have it is found by number or by list; else the subjects that may have the property are walked.
//! Whatever is found is asked of [`triples`](super::triples), so that there is one place that says what is so.

use super::Word;
use super::index::{Index, timeline};
use super::term::{Term, inward, outward};
use super::triples::{self, Property, sorts};
use crate::model::{EntityId, Node, RoleId};
use crate::world::World;
use spareval::{InternalQuad, QueryableDataset};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many triples a query may look at before it is taken to be endless.
const MOST: u64 = 50_000_000;

/// A world that can be queried; a copy of it costs nothing and shares all.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) world: &'a Arc<World>,
    pub(super) index: &'a Arc<Index>,
    seen: &'a AtomicU64,
}

/// Why a query was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Endless;

impl std::fmt::Display for Endless {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the query looks at more than {MOST} triples")
    }
}

impl std::error::Error for Endless {}

type Terms<'a> = Box<dyn Iterator<Item = Term> + 'a>;
type Triple = [Term; 3];
type AllOf<'a> = fn(View<'a>) -> Terms<'a>;

impl<'a> View<'a> {
    pub(super) fn of(world: &'a Arc<World>, index: &'a Arc<Index>, seen: &'a AtomicU64) -> Self {
        Self { world, index, seen }
    }

    fn objects(self, subject: &Term, property: Property) -> Vec<Term> {
        triples::objects(self.world, subject, property)
    }

    /// The triples of a pattern.
    fn matching(
        self,
        subject: Option<Term>,
        property: Option<Property>,
        object: Option<Term>,
    ) -> Box<dyn Iterator<Item = Triple> + 'a> {
        let fits = move |subject: Term, property: Property, object: Option<Term>| {
            let found = self.objects(&subject, property).into_iter();
            let found = found.filter(move |term| object.as_ref().is_none_or(|object| term == object));
            found.map(move |object| [subject.clone(), property.term(), object])
        };
        match (subject, property) {
            (Some(subject), Some(property)) => Box::new(fits(subject, property, object)),
            (Some(subject), None) => {
                let properties = triples::properties(self.world, &subject);
                Box::new(
                    properties
                        .into_iter()
                        .flat_map(move |property| fits(subject.clone(), property, object.clone())),
                )
            }
            (None, Some(property)) => {
                let subjects = self.subjects(property, object.as_ref());
                Box::new(subjects.flat_map(move |subject| fits(subject, property, object.clone())))
            }
            (None, None) => {
                let of = move |subject: Term| {
                    let properties = triples::properties(self.world, &subject);
                    let object = object.clone();
                    properties
                        .into_iter()
                        .flat_map(move |property| fits(subject.clone(), property, object.clone()))
                };
                Box::new(self.everything().flat_map(of))
            }
        }
    }

    /// All that may have a property; where the object is known, those that may have it with that.
    fn subjects(self, property: Property, object: Option<&Term>) -> Terms<'a> {
        let Self { world, index, .. } = self;
        match (property, object) {
            (Property::Relation(_), Some(Term::Node(node))) => Box::new(self.tied_to(*node)),
            (Property::Relation(relation), _) => {
                let mut bearers: Vec<Node> = index
                    .stretches_of(world, relation)
                    .flat_map(|place| timeline(world).stretches[place as usize].args)
                    .flatten()
                    .filter(|node| node.entity().is_some())
                    .collect();
                bearers.sort_by_key(|&node| world.story.slug(node));
                bearers.dedup();
                Box::new(bearers.into_iter().map(Term::Node))
            }
            (Property::Role(_) | Property::Candidate(_), Some(Term::Node(node))) => {
                Box::new(index.events_with(world, *node).map(Term::Node))
            }
            (Property::Role(_) | Property::Candidate(_), Some(_)) => Box::new(std::iter::empty()),
            (Property::Role(_) | Property::Candidate(_), None) => {
                Box::new(index.events(world).iter().map(|&node| Term::Node(node)))
            }
            (Property::Fixed(word), Some(object)) => self.pointing(word, object).unwrap_or_else(|| self.domain(word)),
            (Property::Fixed(word), None) => self.domain(word),
        }
    }

    /// Those with any tie to somebody, by slug.
    fn tied_to(self, node: Node) -> impl Iterator<Item = Term> + use<'a> {
        let world = self.world;
        let mut others: Vec<Node> = timeline(world)
            .concerning(node)
            .flat_map(|stretch| stretch.args)
            .flatten()
            .filter(|other| other.entity().is_some())
            .collect();
        others.sort_by_key(|&other| world.story.slug(other));
        others.dedup();
        others.into_iter().map(Term::Node)
    }

    /// The subjects found by their object, where there is a list to find them in.
    fn pointing(self, word: Word, object: &Term) -> Option<Terms<'a>> {
        let Self { world, index, .. } = self;
        let stretches = |node: Node| {
            let places = timeline(world).places_concerning(node);
            places.map(|place| u32::try_from(place).expect("fewer stretches than that"))
        };
        Some(match (word, object) {
            (Word::Subject | Word::Object, &Term::Node(node)) => {
                Box::new(stretches(node).flat_map(|place| [Term::Stretch(place), Term::Gap(place)]))
            }
            (Word::Concerns, &Term::Node(node)) => {
                let events = index.events_with(world, node).map(Term::Node);
                Box::new(events.chain(stretches(node).map(Term::Stretch)))
            }
            (Word::HasActor | Word::HasPlace, &Term::Node(node)) => {
                Box::new(index.events_with(world, node).map(Term::Node))
            }
            (Word::OfRelation, &Term::Relation(id)) => Box::new(index.stretches_of(world, id).map(Term::Stretch)),
            (Word::Lacks, &Term::Relation(id)) => Box::new(index.stretches_of(world, id).map(Term::Gap)),
            (Word::Follows, &Term::Stretch(place)) => Box::new(std::iter::once(Term::Gap(place))),
            (Word::StartedBy | Word::EndedBy, &Term::Node(node)) => {
                let made = node.event().map(|event| index.stretches_by(world, event));
                let made: Vec<u32> = made.into_iter().flatten().collect();
                // A gap that an event ends lies behind another stretch of the same ones.
                let mut gaps: Vec<u32> = made
                    .iter()
                    .filter_map(|&place| timeline(world).stretches[place as usize].args[0])
                    .flat_map(stretches)
                    .collect();
                gaps.sort_unstable();
                gaps.dedup();
                Box::new(
                    made.into_iter()
                        .map(Term::Stretch)
                        .chain(gaps.into_iter().map(Term::Gap)),
                )
            }
            (Word::OfKind, &Term::Kind(kind)) => Box::new(index.events_of(world, kind).map(Term::Node)),
            (Word::Type, &Term::Kind(kind)) => Box::new(index.events_of(world, kind).map(Term::Node)),
            (Word::Type, Term::Word(class)) => self.instances(*class),
            (Word::Type, _) => Box::new(std::iter::empty()),
            (Word::Within, &Term::Node(node)) => {
                let events = node.event().map(|whole| index.events_within(world, whole));
                Box::new(events.into_iter().flatten().map(Term::Node))
            }
            (Word::Because, &Term::Node(node)) => {
                let events = node.event().map(|cause| index.events_because(world, cause));
                Box::new(events.into_iter().flatten().map(Term::Node))
            }
            (Word::HasSource, &Term::Source(id)) => match id.of {
                crate::model::Attested::Event(event) => {
                    let stretches = index.stretches_by(world, event).map(Term::Stretch);
                    Box::new(std::iter::once(Term::Node(event.into())).chain(stretches))
                }
                crate::model::Attested::Entity(entity) => Box::new(std::iter::once(Term::Node(entity.into()))),
                crate::model::Attested::Fact(place) => {
                    let place = u32::try_from(place).expect("the loader admits fewer");
                    Box::new(std::iter::once(Term::Fact(place)))
                }
                crate::model::Attested::Initial(initial) => {
                    let node = world.story.initial(initial).subject;
                    Box::new(stretches(node.into()).map(Term::Stretch))
                }
            },
            (Word::Id, Term::Text(id)) => {
                let node = index.node(world, id).map(Term::Node);
                let all = 0..world.story.documents.len();
                let documents = all.filter_map(|place| Some(Term::Document(u32::try_from(place).ok()?)));
                Box::new(node.into_iter().chain(documents))
            }
            (Word::Called, &Term::Name(of, _)) => Box::new(std::iter::once(Term::Node(of.into()))),
            (Word::HasWay, &Term::Way(of, _)) => Box::new(std::iter::once(Term::Node(of.into()))),
            _ => return None,
        })
    }

    /// All that may have a fixed property.
    fn domain(self, word: Word) -> Terms<'a> {
        let sorts: [(&[Word], AllOf<'a>); 13] = [
            (sorts::OF_STORY, |_| Box::new(std::iter::once(Term::Story))),
            (sorts::OF_ENTITY, Self::entities),
            (sorts::OF_EVENT, Self::events),
            (sorts::OF_STRETCH, Self::stretches),
            (sorts::OF_GAP, Self::gaps),
            (sorts::OF_NAME, Self::names),
            (sorts::OF_WAY, Self::ways),
            (sorts::OF_DOCUMENT, Self::documents),
            (sorts::OF_SOURCE, Self::sources),
            (sorts::OF_FACT, Self::facts),
            (sorts::OF_RELATION, Self::relations),
            (sorts::OF_KIND, Self::kinds),
            (sorts::OF_ROLE, Self::roles),
        ];
        let found = sorts.into_iter().filter(move |(has, _)| triples::may_have(has, word));
        let words = triples::may_have(sorts::OF_WORD, word).then(Self::words);
        Box::new(
            found
                .flat_map(move |(_, all)| all(self))
                .chain(words.into_iter().flatten()),
        )
    }

    /// All there is.
    fn everything(self) -> Terms<'a> {
        // Everything has a type.
        self.domain(Word::Type)
    }

    /// All that may be of a fixed class.
    fn instances(self, class: Word) -> Terms<'a> {
        #[expect(clippy::wildcard_enum_match_arm, reason = "a property has no instances")]
        match class {
            Word::Story => Box::new(std::iter::once(Term::Story)),
            Word::CreativeWork => Box::new(std::iter::once(Term::Story).chain(self.documents())),
            Word::Character
            | Word::Faction
            | Word::Place
            | Word::Item
            | Word::SemActor
            | Word::SemPlace
            | Word::SemObject
            | Word::Person
            | Word::Organization
            | Word::SchemaPlace => self.entities(),
            Word::Event | Word::SemEvent => self.events(),
            Word::Stretch => self.stretches(),
            Word::Gap => self.gaps(),
            Word::Name => self.names(),
            Word::Way => self.ways(),
            Word::Document => self.documents(),
            Word::Source => self.sources(),
            Word::Fact => self.facts(),
            Word::Relation | Word::Symmetric => self.relations(),
            Word::Kind => self.kinds(),
            Word::Role | Word::Candidate => self.roles(),
            Word::RdfsClass => Box::new(self.kinds().chain(Self::words())),
            Word::RdfProperty => Box::new(self.relations().chain(self.roles()).chain(Self::words())),
            _ => Box::new(std::iter::empty()),
        }
    }

    fn entities(self) -> Terms<'a> {
        Box::new(self.index.entities(self.world).iter().map(|&node| Term::Node(node)))
    }

    fn events(self) -> Terms<'a> {
        Box::new(self.index.events(self.world).iter().map(|&node| Term::Node(node)))
    }

    fn stretches(self) -> Terms<'a> {
        Box::new(numbered(timeline(self.world).stretches.len()).map(Term::Stretch))
    }

    fn gaps(self) -> Terms<'a> {
        let stretches = numbered(timeline(self.world).stretches.len());
        let over = move |place: &u32| timeline(self.world).stretches[*place as usize].until.is_some();
        Box::new(stretches.filter(over).map(Term::Gap))
    }

    fn of_entities(self, many: fn(&World, EntityId) -> usize, term: fn(EntityId, u32) -> Term) -> Terms<'a> {
        let entities = self.index.entities(self.world).iter().filter_map(|node| node.entity());
        Box::new(entities.flat_map(move |id| numbered(many(self.world, id)).map(move |place| term(id, place))))
    }

    fn names(self) -> Terms<'a> {
        self.of_entities(|world, id| world.story.entity(id).names.len(), Term::Name)
    }

    fn ways(self) -> Terms<'a> {
        self.of_entities(|world, id| world.story.entity(id).travel.len(), Term::Way)
    }

    fn documents(self) -> Terms<'a> {
        Box::new(numbered(self.world.story.documents.len()).map(Term::Document))
    }

    fn sources(self) -> Terms<'a> {
        Box::new(self.index.sources(self.world).iter().map(|&id| Term::Source(id)))
    }

    fn facts(self) -> Terms<'a> {
        Box::new(numbered(self.world.story.facts.len()).map(Term::Fact))
    }

    fn relations(self) -> Terms<'a> {
        Box::new(self.world.vocabulary.relation_ids().map(Term::Relation))
    }

    fn kinds(self) -> Terms<'a> {
        Box::new(self.world.vocabulary.kind_ids().map(Term::Kind))
    }

    fn roles(self) -> Terms<'a> {
        let vocabulary = &self.world.vocabulary;
        let mut roles: Vec<RoleId> = vocabulary
            .kinds
            .iter()
            .flat_map(|kind| kind.roles.iter().map(|role| role.id))
            .collect();
        roles.sort_by_key(|&id| vocabulary.role(id));
        roles.dedup();
        Box::new(roles.into_iter().flat_map(|id| [Term::Role(id), Term::Candidate(id)]))
    }

    fn words() -> Terms<'a> {
        Box::new(Word::ALL.iter().map(|&word| Term::Word(word)))
    }
}

fn numbered(many: usize) -> impl Iterator<Item = u32> {
    0..u32::try_from(many).expect("the loader admits fewer")
}

impl<'a> QueryableDataset<'a> for View<'a> {
    type InternalTerm = Term;
    type Error = Endless;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Term>,
        predicate: Option<&Term>,
        object: Option<&Term>,
        graph_name: Option<Option<&Term>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Term>, Endless>> + use<'a> {
        let view = *self;
        // The story is the only graph, and it has no name.
        let here = graph_name == Some(None);
        let many = view.seen.fetch_add(1, Ordering::Relaxed);
        let property = predicate.map(Property::of);
        let found: Box<dyn Iterator<Item = Triple> + 'a> = match property {
            Some(None) => Box::new(std::iter::empty()),
            _ if !here => Box::new(std::iter::empty()),
            Some(Some(property)) => view.matching(subject.cloned(), Some(property), object.cloned()),
            None => view.matching(subject.cloned(), None, object.cloned()),
        };
        let endless = (many >= MOST).then_some(Err(Endless));
        let triples = found.map(move |[subject, predicate, object]| {
            if view.seen.fetch_add(1, Ordering::Relaxed) >= MOST {
                return Err(Endless);
            }
            Ok(InternalQuad {
                subject,
                predicate,
                object,
                graph_name: None,
            })
        });
        endless.into_iter().chain(triples)
    }

    fn internalize_term(&self, term: oxrdf::Term) -> Result<Term, Endless> {
        Ok(inward(self.world, self.index, term))
    }

    fn externalize_term(&self, term: Term) -> Result<oxrdf::Term, Endless> {
        Ok(outward(self.world, self.index, term))
    }
}
