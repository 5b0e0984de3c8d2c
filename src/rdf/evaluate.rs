//! Asks a world a query, and puts what is found in an order that is always the same.

use super::functions;
use super::index::Index;
use super::read;
use super::results::{Found, Table};
use super::term::{Term, inward};
use super::view::{Endless, View};
use super::{Refused, names};
use crate::world::World;
use spareval::{QueryEvaluationError, QueryResults};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern, OrderExpression};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// How many rows or triples a query may give.
const MOST: usize = 1_000_000;

/// Answers a query in SPARQL.
///
/// # Errors
/// When the query cannot be read, asks for what is not there, or finds no end.
///
/// ```
/// use lorescope::{load, rdf, timeline::Lens, world::World};
/// use std::sync::Arc;
/// let loaded = load::read("story.json", r#"{"lorescope": 1, "characters": [{"id": "odo"}, {"id": "kira"}]}"#);
/// let world = Arc::new(World::of(loaded.story, loaded.vocabulary, Lens::default()));
/// let found = rdf::ask(&world, "SELECT ?who WHERE { ?who a lore:Character }").unwrap();
/// let rdf::Found::Rows(table) = found else { panic!("rows were asked for") };
/// assert_eq!(table.cells(), [[":kira"], [":odo"]]);
/// ```
pub fn ask(world: &Arc<World>, text: &str) -> Result<Found, Refused> {
    let index = Arc::new(Index::of(world));
    let query = read::read(world, &index, text)?;
    let (query, slice) = whole(query);
    let evaluator = functions::evaluator(world, &index);
    let seen = AtomicU64::new(0);
    let view = View::of(world, &index, &seen);
    let results = evaluator
        .prepare(&query)
        .execute(view)
        .map_err(|error| failed(&error))?;
    match results {
        QueryResults::Boolean(truth) => Ok(Found::Truth(truth)),
        QueryResults::Solutions(solutions) => {
            let variables: Vec<String> = solutions
                .variables()
                .iter()
                .map(|each| each.as_str().to_owned())
                .collect();
            let mut rows = Vec::new();
            for solution in solutions {
                let solution = solution.map_err(|error| failed(&error))?;
                rows.push(solution.values().to_vec());
                bounded(rows.len())?;
            }
            if let Some((start, length)) = slice {
                rows.sort_by_cached_key(|row| key(world, &index, row));
                rows = rows
                    .into_iter()
                    .skip(start)
                    .take(length.unwrap_or(usize::MAX))
                    .collect();
            }
            Ok(Found::Rows(Table::new(names::prefixes(world), variables, rows)))
        }
        QueryResults::Graph(triples) => {
            let mut all = Vec::new();
            for triple in triples {
                all.push(triple.map_err(|error| failed(&error))?);
                bounded(all.len())?;
            }
            all.sort_by_cached_key(|triple| {
                let terms = [
                    Some(triple.subject.clone().into()),
                    Some(triple.predicate.clone().into()),
                    Some(triple.object.clone()),
                ];
                key(world, &index, &terms)
            });
            all.dedup();
            Ok(Found::Triples(names::prefixes(world), all))
        }
    }
}

fn bounded(many: usize) -> Result<(), Refused> {
    if many <= MOST {
        return Ok(());
    }
    Err(Refused {
        message: format!("the query gives more than {MOST} rows"),
        at: None,
        help: "join its patterns by a shared variable, or count the rows".to_owned(),
    })
}

fn failed(error: &QueryEvaluationError) -> Refused {
    let endless = if let QueryEvaluationError::Dataset(cause) = error {
        cause.downcast_ref::<Endless>()
    } else {
        None
    };
    let help = match endless {
        Some(_) => "join its patterns by shared variables, and name what is known",
        None => "docs/query.md says what a query may ask",
    };
    Refused {
        message: error.to_string(),
        at: None,
        help: help.to_owned(),
    }
}

/// A query without LIMIT and OFFSET where it says no order, and those two: they are taken once the rows are in ours.
///
/// The second is none where the query says its own order.
fn whole(query: Query) -> (Query, Option<(usize, Option<usize>)>) {
    let Query::Select {
        dataset,
        pattern,
        base_iri,
    } = query
    else {
        return (query, None);
    };
    let select = |pattern| Query::Select {
        dataset,
        pattern,
        base_iri,
    };
    if is_ordered(&pattern) {
        return (select(tied(pattern)), None);
    }
    if let GraphPattern::Slice { inner, start, length } = pattern {
        (select(*inner), Some((start, length)))
    } else {
        (select(pattern), Some((0, None)))
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "whatever else there is says no order of the whole"
)]
fn is_ordered(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::OrderBy { .. } => true,
        GraphPattern::Slice { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Project { inner, .. } => is_ordered(inner),
        _ => false,
    }
}

/// An ordered query in which rows that its order leaves level follow what stands in them.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "whatever else there is says no order of the whole"
)]
fn tied(pattern: GraphPattern) -> GraphPattern {
    let inside = |inner: Box<GraphPattern>| Box::new(tied(*inner));
    match pattern {
        GraphPattern::OrderBy { inner, mut expression } => {
            let mut variables = Vec::new();
            inner.on_in_scope_variable(|variable| variables.push(variable.clone()));
            variables.sort_unstable_by(|one, other| one.as_str().cmp(other.as_str()));
            variables.dedup();
            let ties = variables.into_iter().map(Expression::Variable);
            expression.extend(ties.map(OrderExpression::Asc));
            GraphPattern::OrderBy { inner, expression }
        }
        GraphPattern::Slice { inner, start, length } => GraphPattern::Slice {
            inner: inside(inner),
            start,
            length,
        },
        GraphPattern::Distinct { inner } => GraphPattern::Distinct { inner: inside(inner) },
        GraphPattern::Reduced { inner } => GraphPattern::Reduced { inner: inside(inner) },
        GraphPattern::Project { inner, variables } => GraphPattern::Project {
            inner: inside(inner),
            variables,
        },
        other => other,
    }
}

/// Where a row stands among the others.
fn key(world: &World, index: &Index, row: &[Option<oxrdf::Term>]) -> Vec<Place> {
    row.iter().map(|cell| place(world, index, cell.as_ref())).collect()
}

/// Where a value stands among the others: events in story order, entities by id, numbers by size.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Nothing,
    Flag(bool),
    Number(Size, String),
    Event(u32),
    Thing(String),
    Spanned(u8, u32),
    Words(String),
}

/// A number by its size.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Size(f64);

impl Eq for Size {}

impl PartialOrd for Size {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Size {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

fn place(world: &World, index: &Index, cell: Option<&oxrdf::Term>) -> Place {
    let Some(cell) = cell else { return Place::Nothing };
    match inward(world, index, cell.clone()) {
        Term::Node(node) => match node.event() {
            Some(event) => Place::Event(world.timeline.order.position(event)),
            None => Place::Thing(world.story.slug(node).to_owned()),
        },
        Term::Stretch(place) => Place::Spanned(0, place),
        Term::Gap(place) => Place::Spanned(1, place),
        Term::Flag(flag) => Place::Flag(flag),
        Term::Text(text) => Place::Words(text.to_string()),
        Term::Number(_) | Term::Other(_) => {
            let number = match cell {
                oxrdf::Term::Literal(literal) => literal.value().parse::<f64>().ok(),
                oxrdf::Term::NamedNode(_) | oxrdf::Term::BlankNode(_) => None,
            };
            match number {
                Some(number) => Place::Number(Size(number), cell.to_string()),
                None => Place::Words(cell.to_string()),
            }
        }
        Term::Story
        | Term::Name(..)
        | Term::Way(..)
        | Term::Document(_)
        | Term::Source(_)
        | Term::Fact(_)
        | Term::Relation(_)
        | Term::Kind(_)
        | Term::Role(_)
        | Term::Candidate(_)
        | Term::Word(_) => Place::Thing(cell.to_string()),
    }
}
