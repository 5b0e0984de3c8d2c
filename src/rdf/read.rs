//! Reads the text of a query, and refuses what it cannot mean here: with the place, the reason and a remedy.

use super::functions::{self, FUNCTIONS, Takes};
use super::index::Index;
use super::term::known;
use super::{Refused, Shelf, Space, Word, names};
use crate::model::nearest;
use crate::world::World;
use oxrdf::NamedNode;
use spargebra::algebra::{AggregateExpression, Expression, Function, GraphPattern, PropertyPathExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};
use spargebra::{Query, SparqlParser};

/// Reads a query.
pub(super) fn read(world: &World, index: &Index, text: &str) -> Result<Query, Refused> {
    let query = parser(world).parse_query(text).map_err(|error| {
        if parser(world).parse_update(text).is_ok() && !text.trim().is_empty() {
            return refused(
                "a query only reads, and this would change the story",
                "edit the story file; a query is SELECT, ASK, CONSTRUCT or DESCRIBE",
            );
        }
        unread(text, &error.to_string())
    })?;
    if query.dataset().is_some() {
        return Err(refused(
            "FROM names other graphs, and the story is the only one",
            "leave FROM out; `--story` says which story is asked",
        ));
    }
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = &query;
    Walk { world, index, text }.pattern(pattern)?;
    Ok(query)
}

fn parser(world: &World) -> SparqlParser {
    let with = |parser: SparqlParser, (prefix, iri): (&str, String)| {
        parser.with_prefix(prefix, iri).expect("the prefixes are IRIs")
    };
    let parser = names::prefixes(world).into_iter().fold(SparqlParser::new(), with);
    parser.with_base_iri(names::base(world)).expect("the base is an IRI")
}

fn refused(message: &str, help: &str) -> Refused {
    Refused {
        message: message.to_owned(),
        at: None,
        help: help.to_owned(),
    }
}

/// What the parser could not read: its place, and what would have been right there.
fn unread(text: &str, said: &str) -> Refused {
    let said = said.strip_prefix("error at ").unwrap_or(said);
    let (place, expected) = said.split_once(": ").unwrap_or(("", said));
    let at = place
        .split_once(':')
        .and_then(|(line, column)| Some((line.parse().ok()?, column.parse().ok()?)));
    let found = at.map(|(line, column): (usize, usize)| {
        let line = text.lines().nth(line - 1).unwrap_or("");
        let rest: String = line.chars().skip(column - 1).collect();
        rest.split_whitespace()
            .next()
            .unwrap_or("")
            .chars()
            .take(30)
            .collect::<String>()
    });
    if expected.contains("Prefix not found") || expected.contains("not declared prefix") {
        let known: Vec<&str> = Space::ALL.iter().map(|space| space.prefix()).collect();
        return Refused {
            message: "a prefix here is not declared".to_owned(),
            at,
            help: format!(
                "`:` is the story's own, and `rel:`, `kind:`, `role:`, `{}:` need no PREFIX; declare others",
                known.join(":`, `")
            ),
        };
    }
    if let Some(word) = first_word(text) {
        return Refused {
            message: format!("a query does not begin with `{word}`"),
            at: Some((1, 1)),
            help: "begin with SELECT, ASK, CONSTRUCT or DESCRIBE, as in `SELECT ?who WHERE { ?who a lore:Character }`"
                .to_owned(),
        };
    }
    let closed = text.matches('{').count() == text.matches('}').count();
    if found.as_deref() == Some("") && closed && text.contains('{') {
        return Refused {
            message: "the query is whole, but a pattern in it is not".to_owned(),
            at,
            help: "a pattern has three parts, `?who a lore:Character`, and a `.` before the next one; filters and groups have all their brackets".to_owned(),
        };
    }
    let message = match found.as_deref() {
        _ if text.trim().is_empty() => "the query is empty".to_owned(),
        None | Some("") => "the query ends too soon".to_owned(),
        Some(found) => format!("the query cannot be read from `{found}` on"),
    };
    Refused {
        message,
        at,
        help: wanted(expected),
    }
}

/// The first word of a query, if none begins so.
fn first_word(text: &str) -> Option<String> {
    const FIRST: [&str; 6] = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE"];
    let mut lines = text
        .lines()
        .map(str::trim_start)
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    let word: String = lines.next()?.chars().take_while(|c| c.is_alphabetic()).collect();
    (!FIRST.contains(&word.to_uppercase().as_str())).then_some(word)
}

/// What the parser would have taken, as far as a person can use it.
fn wanted(expected: &str) -> String {
    let list = expected
        .strip_prefix("expected one of ")
        .or(expected.strip_prefix("expected "));
    let Some(list) = list else {
        return expected.to_owned();
    };
    let mut words: Vec<&str> = list
        .split(", ")
        .map(|word| word.trim_matches('"'))
        .filter(|word| word.chars().all(char::is_alphabetic) || [".", ",", ";", "{", "}", "(", ")"].contains(word))
        .filter(|word| !word.is_empty() && !["LATERAL", "SERVICE"].contains(word))
        .collect();
    words.dedup();
    if words.is_empty() || words.len() > 12 {
        return "a query looks like `SELECT ?who WHERE { ?who a lore:Character }`".to_owned();
    }
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    format!("one of these may stand there: {}", words.join(", "))
}

/// A walk over all that a query names.
struct Walk<'a> {
    world: &'a World,
    index: &'a Index,
    text: &'a str,
}

type Checked = Result<(), Refused>;

impl Walk<'_> {
    fn pattern(&self, pattern: &GraphPattern) -> Checked {
        match pattern {
            GraphPattern::Bgp { patterns } => patterns.iter().try_for_each(|triple| self.triple(triple)),
            GraphPattern::Path { subject, path, object } => {
                self.term(subject)?;
                self.path(path)?;
                self.term(object)
            }
            GraphPattern::Join { left, right }
            | GraphPattern::Union { left, right }
            | GraphPattern::Minus { left, right } => {
                self.pattern(left)?;
                self.pattern(right)
            }
            GraphPattern::LeftJoin {
                left,
                right,
                expression,
            } => {
                self.pattern(left)?;
                self.pattern(right)?;
                expression.iter().try_for_each(|expression| self.expression(expression))
            }
            GraphPattern::Filter { expr, inner } => {
                self.pattern(inner)?;
                self.expression(expr)
            }
            GraphPattern::Extend { inner, expression, .. } => {
                self.pattern(inner)?;
                self.expression(expression)
            }
            GraphPattern::Values { bindings, .. } => bindings.iter().flatten().flatten().try_for_each(|term| {
                use spargebra::term::GroundTerm;
                match term {
                    GroundTerm::NamedNode(node) => self.node(node),
                    GroundTerm::Literal(_) => Ok(()),
                }
            }),
            GraphPattern::OrderBy { inner, expression } => {
                use spargebra::algebra::OrderExpression::{Asc, Desc};
                self.pattern(inner)?;
                expression.iter().try_for_each(|by| match by {
                    Asc(by) | Desc(by) => self.expression(by),
                })
            }
            GraphPattern::Group { inner, aggregates, .. } => {
                self.pattern(inner)?;
                aggregates.iter().try_for_each(|(_, aggregate)| match aggregate {
                    AggregateExpression::CountSolutions { .. } => Ok(()),
                    AggregateExpression::FunctionCall { expr, .. } => self.expression(expr),
                })
            }
            GraphPattern::Project { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. } => self.pattern(inner),
            GraphPattern::Graph { .. } => Err(self.at(
                "GRAPH",
                "GRAPH names another graph, and the story is the only one".to_owned(),
                "leave GRAPH out: all patterns are asked of the story",
            )),
            GraphPattern::Service { .. } => Err(self.at(
                "SERVICE",
                "SERVICE asks another machine, and `lore` asks none".to_owned(),
                "leave SERVICE out; export with CONSTRUCT, and join the two elsewhere",
            )),
        }
    }

    fn triple(&self, triple: &TriplePattern) -> Checked {
        self.term(&triple.subject)?;
        match &triple.predicate {
            NamedNodePattern::NamedNode(node) => self.node(node)?,
            NamedNodePattern::Variable(_) => {}
        }
        self.term(&triple.object)
    }

    fn term(&self, term: &TermPattern) -> Checked {
        match term {
            TermPattern::NamedNode(node) => self.node(node),
            TermPattern::BlankNode(_) | TermPattern::Literal(_) | TermPattern::Variable(_) => Ok(()),
        }
    }

    fn path(&self, path: &PropertyPathExpression) -> Checked {
        use PropertyPathExpression as Path;
        match path {
            Path::NamedNode(node) => self.node(node),
            Path::Reverse(inner) | Path::ZeroOrMore(inner) | Path::OneOrMore(inner) | Path::ZeroOrOne(inner) => {
                self.path(inner)
            }
            Path::Sequence(one, other) | Path::Alternative(one, other) => {
                self.path(one)?;
                self.path(other)
            }
            Path::NegatedPropertySet(nodes) => nodes.iter().try_for_each(|node| self.node(node)),
        }
    }

    fn expression(&self, expression: &Expression) -> Checked {
        use Expression as E;
        match expression {
            E::NamedNode(node) => self.node(node),
            E::Literal(_) | E::Variable(_) | E::Bound(_) => Ok(()),
            E::Or(a, b)
            | E::And(a, b)
            | E::Equal(a, b)
            | E::SameTerm(a, b)
            | E::Greater(a, b)
            | E::GreaterOrEqual(a, b)
            | E::Less(a, b)
            | E::LessOrEqual(a, b)
            | E::Add(a, b)
            | E::Subtract(a, b)
            | E::Multiply(a, b)
            | E::Divide(a, b) => {
                self.expression(a)?;
                self.expression(b)
            }
            E::UnaryPlus(inner) | E::UnaryMinus(inner) | E::Not(inner) => self.expression(inner),
            E::In(one, all) => {
                self.expression(one)?;
                all.iter().try_for_each(|each| self.expression(each))
            }
            E::Exists(pattern) => self.pattern(pattern),
            E::If(a, b, c) => {
                self.expression(a)?;
                self.expression(b)?;
                self.expression(c)
            }
            E::Coalesce(all) => all.iter().try_for_each(|each| self.expression(each)),
            E::FunctionCall(function, given) => {
                if let Function::Custom(name) = function {
                    self.call(name, given)?;
                }
                given.iter().try_for_each(|each| self.expression(each))
            }
        }
    }

    /// A call of a function that is not SPARQL's own.
    fn call(&self, name: &NamedNode, given: &[Expression]) -> Checked {
        let iri = name.as_str();
        let Some(function) = functions::function(iri) else {
            if iri.starts_with(super::Space::Xsd.iri()) {
                return Ok(());
            }
            let all: Vec<String> = FUNCTIONS
                .iter()
                .map(|each| format!("`{}`", functions::short(each)))
                .collect();
            let typed = iri.strip_prefix(Space::Lore.iri()).unwrap_or(iri);
            return Err(self.at(
                typed,
                format!("there is no function `{}`", self.shown(iri)),
                &format!("besides those of SPARQL there are {}", all.join(", ")),
            ));
        };
        if given.len() != function.takes.len() {
            return Err(self.at(
                function.name,
                format!(
                    "`lore:{}` takes {} and was given {}",
                    function.name,
                    function.takes.len(),
                    given.len()
                ),
                &format!("write `{}`", functions::short(function)),
            ));
        }
        for (takes, given) in function.takes.iter().zip(given) {
            if let (Takes::Moment, Expression::Literal(literal)) = (takes, given) {
                self.world
                    .moment(literal.value())
                    .map_err(|missed| self.at(literal.value(), missed.to_string(), &missed.remedy()))?;
            }
        }
        Ok(())
    }

    /// A name of a query that is of our own making must be one that there is.
    fn node(&self, node: &NamedNode) -> Checked {
        let iri = node.as_str();
        let space = |start: &str| iri == start;
        if known(self.world, self.index, iri).is_some()
            || functions::function(iri).is_some()
            || names::prefixes(self.world).iter().any(|(_, start)| space(start))
        {
            return Ok(());
        }
        if let Some(typed) = iri.strip_prefix(Space::Lore.iri()) {
            let words = Word::ALL
                .iter()
                .map(|word| word.name())
                .filter(|(space, _)| *space == Space::Lore);
            let near = nearest(typed, words.map(|(_, name)| name));
            return Err(self.missed(iri, typed, &near, Space::Lore.prefix(), "docs/query.md lists the words"));
        }
        let Some((shelf, typed)) = self.index.shelf(iri) else {
            return Ok(());
        };
        let vocabulary = &self.world.vocabulary;
        let (near, lists) = match shelf {
            Shelf::Own => {
                let missed = self.world.find(typed);
                let near: Vec<String> = match missed {
                    Ok(node) => vec![self.world.story.slug(node).to_owned()],
                    Err(crate::world::Missed::Unknown { near, .. }) => near,
                    Err(_) => Vec::new(),
                };
                (near, "`lore list` shows the ids")
            }
            Shelf::Relation => {
                let names = vocabulary.relations.iter().map(|relation| relation.name.as_str());
                (owned(nearest(typed, names)), "`lore list relations` shows them")
            }
            Shelf::Kind => {
                let names = vocabulary.kinds.iter().map(|kind| kind.name.as_str());
                (owned(nearest(typed, names)), "`lore list kinds` shows them")
            }
            Shelf::Role | Shelf::Candidate => {
                let roles = vocabulary.kinds.iter().flat_map(|kind| &kind.roles);
                let mut names: Vec<&str> = roles.map(|role| vocabulary.role(role.id)).collect();
                names.sort_unstable();
                names.dedup();
                (
                    owned(nearest(typed, names)),
                    "`lore list kinds` shows the roles of each",
                )
            }
            Shelf::Stretch | Shelf::Gap | Shelf::Name | Shelf::Way | Shelf::Document | Shelf::Source | Shelf::Fact => {
                (Vec::new(), "ask for it: `SELECT ?s WHERE { ?s a lore:Stretch }`")
            }
        };
        let near: Vec<&str> = near.iter().map(String::as_str).collect();
        Err(self.missed(iri, typed, &near, shelf.prefix(), lists))
    }

    fn missed(&self, iri: &str, typed: &str, near: &[&str], prefix: &str, lists: &str) -> Refused {
        let help = if near.is_empty() {
            lists.to_owned()
        } else {
            let near: Vec<String> = near.iter().map(|near| format!("`{prefix}:{near}`")).collect();
            format!("did you mean {}?", near.join(" or "))
        };
        self.at(typed, format!("nothing here is called `{}`", self.shown(iri)), &help)
    }

    /// An IRI as a query would write it.
    fn shown(&self, iri: &str) -> String {
        super::results::shortened(self.world, iri)
    }

    /// A refusal with the place where some words first stand.
    fn at(&self, words: &str, message: String, help: &str) -> Refused {
        let lower = self.text.to_lowercase();
        let found = (!words.is_empty()).then(|| lower.find(&words.to_lowercase())).flatten();
        let at = found.filter(|&at| self.text.is_char_boundary(at)).map(|at| {
            let before = &self.text[..at];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
            (line, column)
        });
        Refused {
            message,
            at,
            help: help.to_owned(),
        }
    }
}

fn owned(near: Vec<&str>) -> Vec<String> {
    near.into_iter().map(str::to_owned).collect()
}
