//! Declarations as they are written, in the prelude and under `vocabulary` in a story, before anything is made of them.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;
use std::sync::LazyLock;

/// Reads a struct from an object alone, since derived code would also take a list of its fields.
macro_rules! only_objects {
    ($($name:ident),*) => {$(
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Members;

                impl<'de> serde::de::Visitor<'de> for Members {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("an object")
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<$name, A::Error> {
                        $name::deserialize(serde::de::value::MapAccessDeserializer::new(map))
                    }
                }

                deserializer.deserialize_map(Members)
            }
        }
    )*};
}
pub(crate) use only_objects;

only_objects!(
    Declarations,
    RelationDeclaration,
    KindDeclaration,
    RoleDeclaration,
    NeedDeclaration,
    VerbDeclaration
);

/// Writes a struct as its derived code does.
macro_rules! written_as_derived {
    ($($name:ident),*) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                Self::serialize(self, serializer)
            }
        }
    )*};
}
written_as_derived!(
    Declarations,
    RelationDeclaration,
    KindDeclaration,
    RoleDeclaration,
    NeedDeclaration,
    VerbDeclaration
);

/// Relations and kinds as one file declares them.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(remote = "Self", deny_unknown_fields, default)]
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
pub fn prelude() -> &'static Declarations {
    static PRELUDE: LazyLock<Declarations> =
        LazyLock::new(|| serde_json::from_str(include_str!("prelude.json")).expect("the embedded prelude is tested"));
    &PRELUDE
}

/// Reads what may be left out, but is not `null` where it is given.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
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
#[serde(remote = "Self", deny_unknown_fields, default, rename_all = "kebab-case")]
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
    #[serde(default, deserialize_with = "given")]
    pub means: Option<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub obscures: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub words: VerbDeclaration,
    #[serde(skip_serializing_if = "is_default")]
    #[serde(default, deserialize_with = "given")]
    pub inverse: Option<VerbDeclaration>,
    #[serde(skip_serializing_if = "is_default")]
    pub also: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub inverse_also: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    #[serde(default, deserialize_with = "given")]
    pub colour: Option<String>,
    #[serde(skip_serializing_if = "is_default")]
    #[serde(default, deserialize_with = "given")]
    pub line: Option<String>,
    #[serde(skip_serializing_if = "is_default")]
    #[serde(default, deserialize_with = "given")]
    pub arrow: Option<bool>,
}

/// A kind as it is written.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(remote = "Self", deny_unknown_fields, default, rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "each field is the key of the same name, documented on `Kind`"
)]
pub struct KindDeclaration {
    #[serde(skip_serializing_if = "is_default")]
    #[serde(default, deserialize_with = "given")]
    pub is: Option<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub roles: Declared<RoleDeclaration>,
    #[serde(skip_serializing_if = "is_default")]
    #[serde(default, deserialize_with = "given")]
    pub verb: Option<VerbDeclaration>,
    #[serde(skip_serializing_if = "is_default")]
    pub patterns: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub sentences: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub starts: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub ends: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub needs: Vec<NeedDeclaration>,
    #[serde(skip_serializing_if = "is_default")]
    #[serde(default, deserialize_with = "given")]
    pub in_person: Option<bool>,
    #[serde(skip_serializing_if = "is_default")]
    #[serde(default, deserialize_with = "given")]
    pub free: Option<bool>,
    #[serde(skip_serializing_if = "is_default")]
    pub also: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub asked: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    #[serde(default, deserialize_with = "given")]
    pub colour: Option<String>,
    #[serde(skip_serializing_if = "is_default")]
    #[serde(default, deserialize_with = "given")]
    pub mark: Option<String>,
}

/// A role as it is written.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "each field is the key of the same name, documented on `Role`"
)]
pub struct RoleDeclaration {
    pub of: String,
    #[serde(skip_serializing_if = "is_default")]
    #[serde(default, deserialize_with = "given")]
    pub count: Option<String>,
    pub agentive: bool,
    #[serde(skip_serializing_if = "is_default")]
    #[serde(default, deserialize_with = "given")]
    pub aware: Option<bool>,
    #[serde(skip_serializing_if = "is_default")]
    #[serde(default, deserialize_with = "given")]
    pub preposition: Option<String>,
}

/// A need as it is written.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(remote = "Self", deny_unknown_fields)]
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
#[serde(remote = "Self", deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "each field is the key of the same name, documented on `Verb`"
)]
pub struct VerbDeclaration {
    pub base: String,
    #[serde(skip_serializing_if = "is_default")]
    #[serde(default, deserialize_with = "given")]
    pub third: Option<String>,
    #[serde(skip_serializing_if = "is_default")]
    #[serde(default, deserialize_with = "given")]
    pub past: Option<String>,
    #[serde(skip_serializing_if = "is_default")]
    #[serde(default, deserialize_with = "given")]
    pub participle: Option<String>,
    #[serde(skip_serializing_if = "is_default")]
    #[serde(default, deserialize_with = "given")]
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
    /// The name that nothing bears, where that is what is wrong.
    pub missing: Option<String>,
}
