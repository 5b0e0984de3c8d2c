//! Triples as Turtle: what is said of one stands together, in the order in which the triples come, so that the same ones have the same bytes.

use super::results::shorten;
use oxrdf::vocab::{rdf, xsd};
use oxrdf::{Literal, NamedNode, NamedOrBlankNode, Term, Triple};

/// Triples, each subject once and each of its properties once where they stand together.
pub(super) fn written(prefixes: &[(&'static str, String)], triples: &[Triple]) -> String {
    let mut body = String::new();
    for (nth, of_one) in triples.chunk_by(|a, b| a.subject == b.subject).enumerate() {
        if nth > 0 {
            body.push('\n');
        }
        body.push_str(&subject(prefixes, &of_one[0].subject));
        for (nth, of_property) in of_one.chunk_by(|a, b| a.predicate == b.predicate).enumerate() {
            body.push_str(if nth == 0 { " " } else { " ;\n    " });
            body.push_str(&property(prefixes, &of_property[0].predicate));
            for (nth, triple) in of_property.iter().enumerate() {
                body.push_str(if nth == 0 { " " } else { ", " });
                body.push_str(&object(prefixes, &triple.object));
            }
        }
        body.push_str(" .\n");
    }
    let used = prefixes.iter().filter(|(prefix, _)| {
        let name = format!("{prefix}:");
        body.split([' ', '\n', '^']).any(|word| word.starts_with(&name))
    });
    let mut text: String = String::new();
    for (prefix, iri) in used {
        text.push_str(&format!("@prefix {prefix}: <{iri}> .\n"));
    }
    if !text.is_empty() && !body.is_empty() {
        text.push('\n');
    }
    text + &body
}

fn subject(prefixes: &[(&'static str, String)], subject: &NamedOrBlankNode) -> String {
    match subject {
        NamedOrBlankNode::NamedNode(node) => named(prefixes, node),
        NamedOrBlankNode::BlankNode(node) => node.to_string(),
    }
}

fn property(prefixes: &[(&'static str, String)], property: &NamedNode) -> String {
    if property.as_ref() == rdf::TYPE {
        return "a".to_owned();
    }
    named(prefixes, property)
}

fn object(prefixes: &[(&'static str, String)], object: &Term) -> String {
    match object {
        Term::NamedNode(node) => named(prefixes, node),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => value(prefixes, literal),
    }
}

fn value(prefixes: &[(&'static str, String)], literal: &Literal) -> String {
    let datatype = literal.datatype();
    let digits = literal.value().strip_prefix('-').unwrap_or(literal.value());
    let whole = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if datatype == xsd::INTEGER && whole || datatype == xsd::BOOLEAN && ["true", "false"].contains(&literal.value()) {
        return literal.value().to_owned();
    }
    if literal.language().is_some() || datatype == xsd::STRING {
        return literal.to_string();
    }
    let text = Literal::new_simple_literal(literal.value());
    format!("{text}^^{}", named(prefixes, &datatype.into_owned()))
}

/// A name by its prefix where Turtle takes it without a sign in front of any letter, else whole.
fn named(prefixes: &[(&'static str, String)], node: &NamedNode) -> String {
    let short = shorten(prefixes, node.as_str());
    let name = short.split_once(':').map_or("", |(_, name)| name);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.chars().all(plain) && !name.starts_with(['-', '.']) && !name.ends_with('.') {
        short
    } else {
        node.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_one_stands_together_and_only_what_is_used_is_declared() {
        let prefixes = [
            ("", "https://a/".to_owned()),
            ("xsd", xsd::STRING.as_str().replace("string", "")),
        ];
        let node = |iri: &str| NamedNode::new_unchecked(iri);
        let triples = [
            Triple::new(node("https://a/x"), rdf::TYPE, node("https://a/C")),
            Triple::new(node("https://a/x"), node("https://a/p"), Literal::from(3)),
            Triple::new(
                node("https://a/x"),
                node("https://a/p"),
                Literal::new_simple_literal("a \"b\""),
            ),
            Triple::new(
                node("https://a/y"),
                node("https://a/p"),
                Literal::new_typed_literal("1999", xsd::G_YEAR),
            ),
            Triple::new(node("https://a/y"), node("https://b/q"), node("https://a/z/w")),
        ];
        assert_eq!(
            written(&prefixes, &triples),
            "@prefix : <https://a/> .\n\
             @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n\n\
             :x a :C ;\n    :p 3, \"a \\\"b\\\"\" .\n\n\
             :y :p \"1999\"^^xsd:gYear ;\n    <https://b/q> <https://a/z/w> .\n"
        );
    }
}
