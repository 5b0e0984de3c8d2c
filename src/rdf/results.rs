//! What a query found, and how the standards write it: rows as JSON, XML, CSV and TSV, triples as Turtle and N-Triples.

use super::{Refused, names, turtle};
use crate::world::World;
use oxrdf::{Term, Triple, Variable};
use sparesults::{QueryResultsFormat, QueryResultsSerializer};

/// What a query found.
#[derive(Clone, Debug)]
pub enum Found {
    /// Rows, for SELECT.
    Rows(Table),
    /// Yes or no, for ASK.
    Truth(bool),
    /// Triples with the prefixes to write them with, for CONSTRUCT and DESCRIBE.
    Triples(Vec<(&'static str, String)>, Vec<Triple>),
}

/// Rows of values.
#[derive(Clone, Debug)]
pub struct Table {
    prefixes: Vec<(&'static str, String)>,
    variables: Vec<String>,
    rows: Vec<Vec<Option<Term>>>,
}

/// How the standards write what is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    /// SPARQL 1.1 Query Results JSON.
    Json,
    /// SPARQL Query Results XML.
    Xml,
    /// SPARQL 1.1 Query Results CSV.
    Csv,
    /// SPARQL 1.1 Query Results TSV.
    Tsv,
    /// Turtle.
    Turtle,
    /// N-Triples.
    NTriples,
}

impl Table {
    pub(super) fn new(
        prefixes: Vec<(&'static str, String)>,
        variables: Vec<String>,
        rows: Vec<Vec<Option<Term>>>,
    ) -> Self {
        Self {
            prefixes,
            variables,
            rows,
        }
    }

    /// The names of the columns.
    #[must_use]
    pub fn variables(&self) -> &[String] {
        &self.variables
    }

    /// The rows as people read them: names with their prefixes, literals without quotes and types.
    #[must_use]
    pub fn cells(&self) -> Vec<Vec<String>> {
        let cell = |term: &Option<Term>| match term {
            None => String::new(),
            Some(Term::NamedNode(node)) => shorten(&self.prefixes, node.as_str()),
            Some(Term::Literal(literal)) => literal.value().to_owned(),
            Some(Term::BlankNode(node)) => node.to_string(),
        };
        self.rows.iter().map(|row| row.iter().map(cell).collect()).collect()
    }
}

/// An IRI with its prefix in front, if it has one here.
pub(super) fn shortened(world: &World, iri: &str) -> String {
    shorten(&names::prefixes(world), iri)
}

pub(super) fn shorten(prefixes: &[(&'static str, String)], iri: &str) -> String {
    let fits = |(prefix, start): &(&'static str, String)| {
        let name = iri.strip_prefix(start.as_str())?;
        (!name.is_empty() && !name.contains(['/', '#'])).then(|| format!("{prefix}:{name}"))
    };
    prefixes.iter().find_map(fits).unwrap_or_else(|| format!("<{iri}>"))
}

impl Found {
    /// What was found, as a standard writes it.
    ///
    /// # Errors
    /// When the standard writes nothing of that sort: rows are no triples.
    pub fn write(&self, wire: Wire) -> Result<Vec<u8>, Refused> {
        let rows = match wire {
            Wire::Json => Some(QueryResultsFormat::Json),
            Wire::Xml => Some(QueryResultsFormat::Xml),
            Wire::Csv => Some(QueryResultsFormat::Csv),
            Wire::Tsv => Some(QueryResultsFormat::Tsv),
            Wire::Turtle | Wire::NTriples => None,
        };
        let memory = "memory takes what is written";
        Ok(match (self, rows) {
            (Self::Rows(table), Some(format)) => {
                let variable = |name: &String| Variable::new_unchecked(name.clone());
                let variables: Vec<Variable> = table.variables.iter().map(variable).collect();
                let serializer = QueryResultsSerializer::from_format(format);
                let mut writer = serializer
                    .serialize_solutions_to_writer(Vec::new(), variables.clone())
                    .expect(memory);
                for row in &table.rows {
                    let row: Vec<Option<Term>> = row
                        .iter()
                        .map(|cell| cell.as_ref().map(|cell| fit(cell, wire)))
                        .collect();
                    let bound = variables.iter().zip(&row);
                    let bound = bound.filter_map(|(variable, cell)| Some((variable, cell.as_ref()?)));
                    writer.serialize(bound).expect(memory);
                }
                ended(writer.finish().expect(memory))
            }
            (Self::Truth(truth), Some(format)) => {
                let serializer = QueryResultsSerializer::from_format(format);
                ended(
                    serializer
                        .serialize_boolean_to_writer(Vec::new(), *truth)
                        .expect(memory),
                )
            }
            (Self::Triples(prefixes, triples), None) => match wire {
                Wire::NTriples => triples
                    .iter()
                    .flat_map(|triple| format!("{triple} .\n").into_bytes())
                    .collect(),
                Wire::Turtle | Wire::Json | Wire::Xml | Wire::Csv | Wire::Tsv => {
                    turtle::written(prefixes, triples).into_bytes()
                }
            },
            (Self::Rows(_) | Self::Truth(_), None) => {
                return Err(Refused {
                    message: "Turtle and N-Triples write triples, and this query gives none".to_owned(),
                    at: None,
                    help: "ask with CONSTRUCT or DESCRIBE, or take another `--format`".to_owned(),
                });
            }
            (Self::Triples(..), Some(_)) => {
                return Err(Refused {
                    message: "this query gives triples, which that format does not write".to_owned(),
                    at: None,
                    help: "take `--format turtle` or `ntriples`, or ask with SELECT".to_owned(),
                });
            }
        })
    }
}

fn ended(mut bytes: Vec<u8>) -> Vec<u8> {
    if !bytes.ends_with(b"\n") {
        bytes.push(b'\n');
    }
    bytes
}

/// A value that the form can hold: XML has no sign for most control characters.
fn fit(term: &Term, wire: Wire) -> Term {
    match term {
        Term::Literal(literal) if wire == Wire::Xml && literal.value().contains(unwritable) => {
            let value = literal.value().replace(unwritable, "\u{fffd}");
            match literal.language() {
                Some(language) => oxrdf::Literal::new_language_tagged_literal_unchecked(value, language).into(),
                None => oxrdf::Literal::new_typed_literal(value, literal.datatype()).into(),
            }
        }
        Term::NamedNode(_) | Term::BlankNode(_) | Term::Literal(_) => term.clone(),
    }
}

fn unwritable(c: char) -> bool {
    (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}
