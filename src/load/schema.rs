//! The JSON Schema of a story file, derived from the table of shapes, for editors that complete and check while one types.

use super::shape::{Key, Object, Shape};
use super::table::{ENTITY_KINDS, OBJECTS, STORY};
use super::tree::quote;

/// What an id looks like, as far as a regular expression can say it that every validator reads: of ASCII, only what an id may have.
const SLUG: &str = r"^[^\x00-/:-`{-\x7f]([^\x00-,./:-`{-\x7f]*[^\x00-/:-`{-\x7f])?$";

/// The JSON Schema (draft 2020-12) of a story file.
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(&lorescope::load::schema::schema()).expect("a schema is JSON");
/// assert_eq!(schema["$id"], "urn:lorescope:story:1");
/// assert_eq!(schema["properties"]["lorescope"]["const"], 1);
/// ```
#[must_use]
pub fn schema() -> String {
    let mut root = vec![
        ("$schema".into(), text("https://json-schema.org/draft/2020-12/schema")),
        ("$id".into(), text("urn:lorescope:story:1")),
        ("title".into(), text("Lorescope story")),
        (
            "description".into(),
            text("A story as Lorescope reads it: who and what there is, and what happens."),
        ),
    ];
    root.extend(object(&STORY));
    let parts = OBJECTS.iter().filter(|part| part.noun != STORY.noun);
    let mut parts: Vec<_> = parts
        .map(|part| (reference(part), Json::Object(object(part))))
        .collect();
    parts.extend(common());
    root.push(("$defs".into(), Json::Object(parts)));
    let mut out = String::new();
    Json::Object(root).write(0, &mut out);
    out.push('\n');
    out
}

enum Json {
    Raw(&'static str),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

fn text(text: impl Into<String>) -> Json {
    Json::Text(text.into())
}

/// An object of one key more often than not.
fn map<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::Object(members.map(|(key, value)| (key.to_owned(), value)).into())
}

fn reference(part: &Object) -> String {
    part.noun.replace(' ', "-")
}

/// The shapes that many keys share.
fn common() -> Vec<(String, Json)> {
    let words = |words: &[&str]| Json::List(words.iter().map(|word| text(*word)).collect());
    let kinds = format!("^({0})(\\|({0}))*$", ENTITY_KINDS.join("|"));
    [
        (
            "id",
            map([
                ("type", text("string")),
                ("pattern", text(SLUG)),
                (
                    "description",
                    text("Lower-case letters of any script, digits, and `-` between them."),
                ),
            ]),
        ),
        (
            "time",
            map([
                (
                    "description",
                    text("A number, a date, a label such as 3.14 or S07E25, a range `A..B`, or `circa A`."),
                ),
                ("type", words(&["number", "string"])),
            ]),
        ),
        (
            "told",
            map([
                ("description", text("A number or a label of the telling.")),
                ("type", words(&["number", "string"])),
            ]),
        ),
        ("kinds", map([("type", text("string")), ("pattern", text(kinds))])),
    ]
    .map(|(name, shape)| (name.to_owned(), shape))
    .into()
}

fn object(object: &Object) -> Vec<(String, Json)> {
    let property = |key: &Key| {
        let mut members = vec![("description".to_owned(), text(key.doc))];
        members.extend(shape(&key.shape));
        (key.name.to_owned(), Json::Object(members))
    };
    let mut members = vec![("type".to_owned(), text("object"))];
    let required: Vec<Json> = object
        .keys
        .iter()
        .filter(|key| key.required)
        .map(|key| text(key.name))
        .collect();
    if !required.is_empty() {
        members.push(("required".into(), Json::List(required)));
    }
    members.push((
        "properties".into(),
        Json::Object(object.keys.iter().map(property).collect()),
    ));
    members.push(("additionalProperties".into(), Json::Raw("false")));
    members
}

fn shape(wanted: &Shape) -> Vec<(String, Json)> {
    let one = |wanted: &Shape| Json::Object(shape(wanted));
    let of_type = |name: &str| ("type", text(name));
    let defined = |name: &str| map([("$ref", text(format!("#/$defs/{name}")))]);
    let made = match wanted {
        Shape::Version => map([("const", Json::Raw("1"))]),
        Shape::Text(_) | Shape::Name(_) => map([of_type("string")]),
        Shape::Slug(_) => defined("id"),
        Shape::Time => defined("time"),
        Shape::Told => defined("told"),
        Shape::Kinds => defined("kinds"),
        Shape::Number => map([of_type("number")]),
        Shape::Count => map([
            ("type", Json::List(vec![text("integer"), text("string")])),
            ("minimum", Json::Raw("0")),
            (
                "examples",
                Json::List(vec![
                    Json::Raw("800"),
                    text("over 800000000"),
                    text("about 20"),
                    text("under 5"),
                ]),
            ),
        ]),
        Shape::Flag => map([of_type("boolean")]),
        Shape::True => map([("const", Json::Raw("true"))]),
        Shape::Word(words) => map([("enum", Json::List(words.iter().map(|word| text(*word)).collect()))]),
        Shape::Colour => map([of_type("string"), ("pattern", text("^#[0-9A-Fa-f]{6}$"))]),
        Shape::Object(part) => defined(&reference(part)),
        Shape::Map(_, of) => map([of_type("object"), ("additionalProperties", one(of))]),
        Shape::Given(_, of) => map([
            of_type("object"),
            ("propertyNames", defined("id")),
            ("additionalProperties", one(of)),
        ]),
        Shape::List(of) => map([of_type("array"), ("items", one(of))]),
        Shape::Upto(2, of) => map([
            of_type("array"),
            ("items", one(of)),
            ("minItems", Json::Raw("1")),
            ("maxItems", Json::Raw("2")),
        ]),
        Shape::Upto(_, of) => map([of_type("array"), ("items", one(of)), ("minItems", Json::Raw("1"))]),
        Shape::Many(of) => map([("anyOf", Json::List(vec![one(of), one(&Shape::List(of))]))]),
        Shape::Either(several) => map([("anyOf", Json::List(several.iter().map(one).collect()))]),
    };
    match made {
        Json::Object(members) => members,
        Json::Raw(_) | Json::Text(_) | Json::List(_) => Vec::new(),
    }
}

impl Json {
    fn write(&self, indent: usize, out: &mut String) {
        let line = |indent: usize, out: &mut String| {
            out.push('\n');
            out.extend(std::iter::repeat_n("  ", indent));
        };
        match self {
            Self::Raw(raw) => out.push_str(raw),
            Self::Text(text) => quote(text, out),
            Self::List(entries)
                if entries
                    .iter()
                    .all(|entry| matches!(entry, Self::Raw(_) | Self::Text(_))) =>
            {
                out.push('[');
                for (index, entry) in entries.iter().enumerate() {
                    out.push_str(if index > 0 { ", " } else { "" });
                    entry.write(indent, out);
                }
                out.push(']');
            }
            Self::List(entries) => {
                out.push('[');
                for (index, entry) in entries.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    line(indent + 1, out);
                    entry.write(indent + 1, out);
                }
                line(indent, out);
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    line(indent + 1, out);
                    quote(key, out);
                    out.push_str(": ");
                    value.write(indent + 1, out);
                }
                line(indent, out);
                out.push('}');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// Every `$ref` there is.
    fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(members) => {
                found.extend(members.get("$ref").and_then(Value::as_str));
                members.values().for_each(|value| references(value, found));
            }
            Value::Array(entries) => entries.iter().for_each(|value| references(value, found)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    #[test]
    fn the_schema_has_a_description_for_every_key_and_no_loose_end() {
        let text = schema();
        assert_eq!(text, schema());
        let schema: Value = serde_json::from_str(&text).expect("a schema is JSON");
        let mut found = Vec::new();
        references(&schema, &mut found);
        for reference in &found {
            let name = reference.trim_start_matches("#/$defs/");
            assert!(schema["$defs"][name].is_object(), "{reference}");
        }
        let event = &schema["$defs"]["event"];
        assert_eq!(event["required"], serde_json::json!(["id", "kind"]));
        assert_eq!(event["additionalProperties"], false);
        assert_eq!(
            event["properties"]["certainty"]["enum"],
            serde_json::json!(["stated", "implied", "doubtful"])
        );
    }
}
