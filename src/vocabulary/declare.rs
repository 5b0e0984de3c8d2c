//! Declarations as they are written, in the prelude and under `vocabulary` in a story, before anything is made of them.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// Relations and kinds as one file declares them.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Declarations {
    /// Relations by name, in file order.
    pub relations: Declared<RelationDeclaration>,
    /// Kinds by name, in file order.
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
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a key of the file, read by its name"
)]
#[allow(
    missing_docs,
    reason = "each field is the key of the same name, documented on `Relation`"
)]
pub struct RelationDeclaration {
    pub between: Vec<String>,
    pub symmetric: bool,
    pub single: bool,
    pub excludes: Vec<String>,
    pub ends_with_life: bool,
    pub holds_from_always: bool,
    pub means: Option<String>,
    pub obscures: Vec<String>,
    pub words: VerbDeclaration,
    pub inverse: Option<VerbDeclaration>,
    pub also: Vec<String>,
    pub colour: Option<String>,
    pub line: Option<String>,
    pub arrow: Option<bool>,
}

/// A kind as it is written.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[allow(
    missing_docs,
    reason = "each field is the key of the same name, documented on `Kind`"
)]
pub struct KindDeclaration {
    pub is: Option<String>,
    pub roles: Declared<RoleDeclaration>,
    pub verb: Option<VerbDeclaration>,
    pub patterns: Vec<String>,
    pub starts: Vec<String>,
    pub ends: Vec<String>,
    pub needs: Vec<NeedDeclaration>,
    pub also: Vec<String>,
    pub colour: Option<String>,
    pub mark: Option<String>,
}

/// A role as it is written.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(
    missing_docs,
    reason = "each field is the key of the same name, documented on `Role`"
)]
pub struct RoleDeclaration {
    pub of: String,
    #[serde(default)]
    pub count: Option<String>,
    #[serde(default)]
    pub agentive: bool,
    #[serde(default)]
    pub preposition: Option<String>,
}

/// A need as it is written.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(
    missing_docs,
    reason = "each field is the key of the same name, documented on `Need`"
)]
pub struct NeedDeclaration {
    pub any: Vec<String>,
    pub rule: String,
}

/// The forms of a verb as they are written.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(
    missing_docs,
    reason = "each field is the key of the same name, documented on `Verb`"
)]
pub struct VerbDeclaration {
    pub base: String,
    #[serde(default)]
    pub third: Option<String>,
    #[serde(default)]
    pub past: Option<String>,
    #[serde(default)]
    pub participle: Option<String>,
    #[serde(default)]
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
    pub help: Option<String>,
}
