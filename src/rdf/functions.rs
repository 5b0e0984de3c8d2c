//! Functions that a query may call for what only the timeline can say: how something stands as of a moment.

use super::Space;
use super::index::{Index, timeline};
use super::term::{Term, known};
use super::triples;
use crate::model::EventId;
use crate::timeline::{AsOf, Stretch, Truth};
use crate::world::World;
use oxrdf::{Literal, NamedNode};
use rustc_hash::FxHashMap;
use spareval::QueryEvaluator;
use std::sync::{Arc, Mutex};

/// A function: its name, what it takes and what it gives, and what it does.
pub(super) struct Function {
    /// Its name behind `lore:`.
    pub(super) name: &'static str,
    /// What it takes.
    pub(super) takes: &'static [Takes],
    run: fn(&World, &[Given]) -> Option<Literal>,
}

/// What a function takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// A stretch or a gap.
    Span,
    /// An event.
    Event,
    /// A moment: an event's id or the event, `start`, `end` or a time; with `before ` in front, just before it.
    Moment,
}

/// What a function is given.
enum Given {
    Span(Box<Stretch>),
    Event(EventId),
    Moment(Box<AsOf>),
}

/// Every function there is.
pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "holds",
        takes: &[Takes::Span, Takes::Moment],
        run: |world, given| match given {
            [Given::Span(span), Given::Moment(as_of)] => {
                Some(truth(timeline(world).stands(&world.vocabulary, span, as_of)))
            }
            _ => None,
        },
    },
    Function {
        name: "lacked",
        takes: &[Takes::Span, Takes::Moment],
        run: |world, given| match given {
            [Given::Span(span), Given::Moment(as_of)] => {
                Some(truth(timeline(world).lacks(&world.vocabulary, span, as_of)))
            }
            _ => None,
        },
    },
    Function {
        name: "began",
        takes: &[Takes::Span, Takes::Moment],
        run: |world, given| match given {
            [Given::Span(span), Given::Moment(as_of)] => Some(world.timeline.has_begun(span, as_of).into()),
            _ => None,
        },
    },
    Function {
        name: "over",
        takes: &[Takes::Span, Takes::Moment],
        run: |world, given| match given {
            [Given::Span(span), Given::Moment(as_of)] => {
                let over = world.timeline.has_begun(span, as_of) && !world.timeline.spans(span, as_of);
                Some(over.into())
            }
            _ => None,
        },
    },
    Function {
        name: "happened",
        takes: &[Takes::Event, Takes::Moment],
        run: |world, given| match given {
            [Given::Event(event), Given::Moment(as_of)] => {
                let past = world.timeline.order.position(*event) < as_of.moment.0;
                Some(truth(match (world.timeline.is_settled(*event, as_of), past) {
                    (false, _) => Truth::Unknown,
                    (true, true) => Truth::Yes,
                    (true, false) => Truth::No,
                }))
            }
            _ => None,
        },
    },
    Function {
        name: "during",
        takes: &[Takes::Span, Takes::Moment, Takes::Moment],
        run: |world, given| match given {
            [Given::Span(span), Given::Moment(from), Given::Moment(until)] => Some(truth(
                timeline(world).stands_during(&world.vocabulary, span, from, until),
            )),
            _ => None,
        },
    },
    Function {
        name: "asOf",
        takes: &[Takes::Moment],
        run: |_, given| match given {
            [Given::Moment(as_of)] => Some(i64::from(as_of.moment.0).into()),
            _ => None,
        },
    },
    Function {
        name: "certainlyBefore",
        takes: &[Takes::Event, Takes::Event],
        run: |world, given| match given {
            [Given::Event(one), Given::Event(other)] => {
                Some(world.timeline.order.is_certainly_before(*one, *other).into())
            }
            _ => None,
        },
    },
];

fn truth(truth: Truth) -> Literal {
    Literal::new_simple_literal(match truth {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "unknown",
    })
}

/// The function of that IRI.
pub(super) fn function(iri: &str) -> Option<&'static Function> {
    let name = iri.strip_prefix(Space::Lore.iri())?;
    FUNCTIONS.iter().find(|function| function.name == name)
}

/// An evaluator that knows the functions.
pub(super) fn evaluator(world: &Arc<World>, index: &Arc<Index>) -> QueryEvaluator {
    let moments: Arc<Mutex<FxHashMap<String, Option<AsOf>>>> = Arc::default();
    FUNCTIONS.iter().fold(QueryEvaluator::new(), |evaluator, function| {
        let (world, index, moments) = (Arc::clone(world), Arc::clone(index), Arc::clone(&moments));
        let name = NamedNode::new_unchecked(format!("{}{}", Space::Lore.iri(), function.name));
        evaluator.with_custom_function(name, move |given| {
            if given.len() != function.takes.len() {
                return None;
            }
            let given = given.iter().zip(function.takes);
            let given: Option<Vec<Given>> = given
                .map(|(term, takes)| read(&world, &index, &moments, term, *takes))
                .collect();
            (function.run)(&world, &given?).map(oxrdf::Term::from)
        })
    })
}

fn read(
    world: &World,
    index: &Index,
    moments: &Mutex<FxHashMap<String, Option<AsOf>>>,
    term: &oxrdf::Term,
    takes: Takes,
) -> Option<Given> {
    let thing = match term {
        oxrdf::Term::NamedNode(node) => known(world, index, node.as_str()),
        oxrdf::Term::Literal(_) | oxrdf::Term::BlankNode(_) => None,
    };
    match takes {
        Takes::Span => {
            let thing = thing?;
            let stretch = if let Term::Stretch(place) = thing {
                timeline(world).stretches.get(place as usize).copied()
            } else if let Term::Gap(place) = thing {
                triples::gap(world, place)
            } else {
                None
            };
            stretch.map(|stretch| Given::Span(Box::new(stretch)))
        }
        Takes::Event => thing.as_ref().and_then(event_of).map(Given::Event),
        Takes::Moment => {
            if let Some(event) = thing.as_ref().and_then(event_of) {
                return Some(Given::Moment(Box::new(world.after_event(event))));
            }
            let oxrdf::Term::Literal(literal) = term else {
                return None;
            };
            let mut moments = moments.lock().ok()?;
            let as_of = moments
                .entry(literal.value().to_owned())
                .or_insert_with(|| world.moment(literal.value()).ok());
            as_of.clone().map(|as_of| Given::Moment(Box::new(as_of)))
        }
    }
}

fn event_of(term: &Term) -> Option<EventId> {
    if let Term::Node(node) = term {
        node.event()
    } else {
        None
    }
}

/// The function's name as a query has it.
pub(super) fn short(function: &Function) -> String {
    let takes: Vec<&str> = function
        .takes
        .iter()
        .map(|takes| match takes {
            Takes::Span => "?stretch",
            Takes::Event => "?event",
            Takes::Moment => "MOMENT",
        })
        .collect();
    format!("{}:{}({})", Space::Lore.prefix(), function.name, takes.join(", "))
}
