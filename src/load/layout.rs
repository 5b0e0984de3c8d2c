//! A story file has one canonical layout: the same story is the same bytes, and a change of one fact is a change of few lines.
//!
//! Keys stand in the order of the table; whatever fits on a line of 100 characters stands on one, everything else one entry a line, two blanks deeper.

use super::shape::{Object, Shape};
use super::table::STORY;
use super::tree::{Node, Value, quote};

/// How long a line may get before what stands on it is spread out.
const WIDTH: usize = 100;

/// Lays a story's text out, whatever its keys' order and blanks were.
///
/// ```
/// use lorescope::{diag::FileId, load::{layout, tree}};
/// let text = r#"{"characters": [{"name":"Kira","id":"kira"}], "lorescope":1}"#;
/// let laid = layout::canonical(&tree::read(FileId(0), text).tree);
/// assert_eq!(laid, "{\n  \"lorescope\": 1,\n  \"characters\": [\n    {\"id\": \"kira\", \"name\": \"Kira\"}\n  ]\n}\n");
/// ```
#[must_use]
pub fn canonical(tree: &Node) -> String {
    let mut text = String::new();
    spread(tree, &Shape::Object(&STORY), 0, &mut text);
    text.push('\n');
    text
}

/// Writes a value on one line if it fits behind what stands there already, else spread out.
fn lay(node: &Node, shape: &Shape, depth: usize, used: usize, text: &mut String) {
    let mut line = String::new();
    flat(node, shape, &mut line);
    if used + line.chars().count() <= WIDTH || !is_nested(node) {
        text.push_str(&line);
    } else {
        spread(node, shape, depth, text);
    }
}

fn is_nested(node: &Node) -> bool {
    matches!(&node.value, Value::Array(entries) if !entries.is_empty())
        || matches!(&node.value, Value::Object(members) if !members.is_empty())
}

/// Writes a value with one entry a line; what stands at the top of a story is always spread, two levels deep.
fn spread(node: &Node, shape: &Shape, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth + 1);
    let (open, close) = if matches!(node.value, Value::Array(_)) {
        ('[', ']')
    } else {
        ('{', '}')
    };
    text.push(open);
    for (i, (key, value, inner)) in entries(node, shape).into_iter().enumerate() {
        text.push_str(if i == 0 { "\n" } else { ",\n" });
        text.push_str(&indent);
        let mut used = indent.len() + 1;
        if let Some(key) = key {
            let start = text.len();
            quote(key, text);
            text.push_str(": ");
            used += text[start..].chars().count();
        }
        if depth == 0 && is_nested(value) {
            spread(value, &inner, depth + 1, text);
        } else {
            lay(value, &inner, depth + 1, used, text);
        }
    }
    if is_nested(node) {
        text.push('\n');
        text.push_str(&"  ".repeat(depth));
    }
    text.push(close);
}

fn flat(node: &Node, shape: &Shape, text: &mut String) {
    if !is_nested(node) {
        text.push_str(&node.compact());
        return;
    }
    let (open, close) = if matches!(node.value, Value::Array(_)) {
        ('[', ']')
    } else {
        ('{', '}')
    };
    text.push(open);
    for (i, (key, value, inner)) in entries(node, shape).into_iter().enumerate() {
        if i > 0 {
            text.push_str(", ");
        }
        if let Some(key) = key {
            quote(key, text);
            text.push_str(": ");
        }
        flat(value, &inner, text);
    }
    text.push(close);
}

/// What stands in a value, in canonical order, each with the shape it should have.
fn entries<'a>(node: &'a Node, shape: &Shape) -> Vec<(Option<&'a str>, &'a Node, Shape)> {
    match &node.value {
        Value::Array(list) => {
            let inner = of_entries(shape);
            list.iter().map(|entry| (None, entry, inner)).collect()
        }
        Value::Object(members) => match object_of(shape) {
            Some(object) => {
                let place = |name: &str| {
                    object
                        .keys
                        .iter()
                        .position(|key| key.name == name)
                        .unwrap_or(usize::MAX)
                };
                let mut ordered: Vec<_> = members.iter().collect();
                ordered.sort_by_key(|(key, _)| place(&key.name));
                let shape = |name: &str| object.key(name).map_or(Shape::Flag, |key| key.shape);
                ordered
                    .into_iter()
                    .map(|(key, value)| (Some(key.name.as_str()), value, shape(&key.name)))
                    .collect()
            }
            None => {
                let inner = of_values(shape);
                members
                    .iter()
                    .map(|(key, value)| (Some(key.name.as_str()), value, inner))
                    .collect()
            }
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Bad => Vec::new(),
    }
}

/// The shape of a list's entries.
#[expect(clippy::wildcard_enum_match_arm, reason = "every other shape is itself")]
fn of_entries(shape: &Shape) -> Shape {
    match shape {
        Shape::List(inner) | Shape::Many(inner) | Shape::Upto(_, inner) => **inner,
        Shape::Either(several) => several
            .iter()
            .copied()
            .find(is_list)
            .map_or(Shape::Flag, |list| of_entries(&list)),
        other => *other,
    }
}

fn is_list(shape: &Shape) -> bool {
    matches!(shape, Shape::List(_) | Shape::Many(_) | Shape::Upto(..))
}

/// The object a shape allows, by itself or as one of several.
#[expect(clippy::wildcard_enum_match_arm, reason = "no other shape has an object in it")]
fn object_of(shape: &Shape) -> Option<&'static Object> {
    match shape {
        Shape::Object(object) => Some(object),
        Shape::Many(inner) => object_of(inner),
        Shape::Either(several) => several.iter().find_map(object_of),
        _ => None,
    }
}

/// The shape of what an object of a story's own keys holds.
#[expect(clippy::wildcard_enum_match_arm, reason = "every other shape is itself")]
fn of_values(shape: &Shape) -> Shape {
    match shape {
        Shape::Map(_, inner) | Shape::Given(_, inner) => **inner,
        other => *other,
    }
}
