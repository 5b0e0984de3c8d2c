//! Declarations as they are written, in the prelude and under `vocabulary` in a story, before anything is made of them.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// Relations and kinds as one file declares them.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Declarations {
    /// Relations by name, in file order.
    #[serde(skip_serializing_if = "is_default")]
    pub relations: Declared<RelationDeclaration>,
    /// Kinds by name, in file order.
    #[serde(skip_serializing_if = "is_default")]
    pub kinds: Declared<KindDeclaration>,
}

impl Declarations {
    /// Whether nothing is declared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.relations.0.is_empty() && self.kinds.0.is_empty()
    }
}

/// The built-in vocabulary as it is written.
///
/// # Panics
/// Never: the embedded file is read by the tests.
#[must_use]
pub fn prelude() -> Declarations {
    serde_json::from_str(include_str!("prelude.json")).expect("the embedded prelude is tested")
}

/// Declarations by name, in the order of the file; a name given twice is refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Declared<T>(pub Vec<(String, T)>);

impl<T> Default for Declared<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// Whether a value says nothing that its absence would not say.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl<T: serde::Serialize> serde::Serialize for Declared<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Declared<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = Declared<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("declarations by name")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries: Vec<(String, T)> = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, T>()? {
                    if entries.iter().any(|(known, _)| *known == name) {
                        return Err(serde::de::Error::custom(format!("`{name}` is declared twice")));
                    }
                    entries.push((name, value));
                }
                Ok(Declared(entries))
            }
        }

        deserializer.deserialize_map(Entries(PhantomData))
    }
}

/// A relation as it is written.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a key of the file, read by its name"
)]
#[expect(
    missing_docs,
    reason = "each field is the key of the same name, documented on `Relation`"
)]
pub struct RelationDeclaration {
    pub between: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub symmetric: bool,
    #[serde(skip_serializing_if = "is_default")]
    pub single: bool,
    #[serde(skip_serializing_if = "is_default")]
    pub excludes: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub ends_with_life: bool,
    #[serde(skip_serializing_if = "is_default")]
    pub holds_from_always: bool,
    #[serde(skip_serializing_if = "is_default")]
    pub means: Option<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub obscures: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub words: VerbDeclaration,
    #[serde(skip_serializing_if = "is_default")]
    pub inverse: Option<VerbDeclaration>,
    #[serde(skip_serializing_if = "is_default")]
    pub also: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub colour: Option<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub line: Option<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub arrow: Option<bool>,
}

/// A kind as it is written.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "each field is the key of the same name, documented on `Kind`"
)]
pub struct KindDeclaration {
    #[serde(skip_serializing_if = "is_default")]
    pub is: Option<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub roles: Declared<RoleDeclaration>,
    #[serde(skip_serializing_if = "is_default")]
    pub verb: Option<VerbDeclaration>,
    #[serde(skip_serializing_if = "is_default")]
    pub patterns: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub starts: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub ends: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub needs: Vec<NeedDeclaration>,
    #[serde(skip_serializing_if = "is_default")]
    pub also: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub colour: Option<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub mark: Option<String>,
}

/// A role as it is written.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "each field is the key of the same name, documented on `Role`"
)]
pub struct RoleDeclaration {
    pub of: String,
    #[serde(default)]
    #[serde(skip_serializing_if = "is_default")]
    pub count: Option<String>,
    #[serde(default)]
    pub agentive: bool,
    #[serde(default)]
    #[serde(skip_serializing_if = "is_default")]
    pub preposition: Option<String>,
}

/// A need as it is written.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "each field is the key of the same name, documented on `Need`"
)]
pub struct NeedDeclaration {
    pub any: Vec<String>,
    pub rule: String,
}

/// The forms of a verb as they are written.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "each field is the key of the same name, documented on `Verb`"
)]
pub struct VerbDeclaration {
    pub base: String,
    #[serde(default)]
    #[serde(skip_serializing_if = "is_default")]
    pub third: Option<String>,
    #[serde(default)]
    #[serde(skip_serializing_if = "is_default")]
    pub past: Option<String>,
    #[serde(default)]
    #[serde(skip_serializing_if = "is_default")]
    pub participle: Option<String>,
    #[serde(default)]
    #[serde(skip_serializing_if = "is_default")]
    pub noun: Option<String>,
}

/// Something wrong with a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Which of the files of declarations, counted from the prelude as 0.
    pub file: usize,
    /// The keys that lead to it below `vocabulary`, list places as digits.
    pub path: Vec<String>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}
