//! From declarations as written to the vocabulary as used: names looked up, inheritance laid out, every flaw told.
//!
//! ```text
//!   prelude ─┐
//!   story ───┼─> layers (the later replaces the earlier) ─> relations ─> kinds, with their effects
//!   story ───┘
//! ```

mod effects;
mod kinds;
mod relations;

use super::declare::{Declarations, Declared, Flaw, KindDeclaration, RelationDeclaration, prelude};
use super::{Fillers, Vocabulary};
use crate::model::{Guesses, KindId, RelationId, RoleId};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How many relations, kinds and roles a vocabulary holds at most; far fewer than their numbers can tell apart.
const MOST: usize = 20_000;

/// Lays a story's declarations over the prelude's; most stories declare nothing, and share the one that was compiled first.
pub(super) fn compile(stories: &[&Declarations]) -> (Vocabulary, Vec<Flaw>) {
    static PRELUDE: LazyLock<(Vocabulary, Vec<Flaw>)> = LazyLock::new(|| laid(&[]));
    if stories.iter().all(|story| story.is_empty()) {
        return PRELUDE.clone();
    }
    laid(stories)
}

fn laid(stories: &[&Declarations]) -> (Vocabulary, Vec<Flaw>) {
    let mut compiler = Compiler::default();
    let files: Vec<&Declarations> = std::iter::once(prelude()).chain(stories.iter().copied()).collect();
    let mut relations: Layered<'_, RelationDeclaration> = Layered::default();
    let mut kinds: Layered<'_, KindDeclaration> = Layered::default();
    for (file, declarations) in files.iter().enumerate() {
        let too_many = [
            ("relations", relations.lay(file, &declarations.relations.0)),
            ("kinds", kinds.lay(file, &declarations.kinds.0)),
        ];
        for (key, name) in too_many {
            if let Some(name) = name {
                compiler.too_many(&Place::of(file, key, &name), key);
            }
        }
    }
    compiler.name_all(&relations, &kinds);
    for (file, name, declared) in &relations.entries {
        let relation = compiler.relation(&Place::of(*file, "relations", name), name, declared);
        compiler.vocabulary.relations.push(relation);
    }
    let is = compiler.parents(&kinds);
    for (i, (file, name, declared)) in kinds.entries.iter().enumerate() {
        let line = kinds.line(is[i], &is);
        let kind = compiler.kind(&Place::of(*file, "kinds", name), name, declared, is[i], &line);
        compiler.vocabulary.kinds.push(kind);
    }
    compiler.vocabulary.declared = Declarations {
        relations: own(&relations),
        kinds: own(&kinds),
    };
    (compiler.vocabulary, compiler.flaws)
}

/// What the story's own files declare, by name: in how many files it was declared says nothing.
fn own<T: Clone>(layered: &Layered<'_, T>) -> Declared<T> {
    let mut own: Vec<&Entry<'_, T>> = layered.entries.iter().filter(|(file, ..)| *file > 0).collect();
    own.sort_by_key(|(_, name, _)| *name);
    Declared(
        own.into_iter()
            .map(|&(_, name, declared)| (name.to_owned(), declared.clone()))
            .collect(),
    )
}

/// A declaration, and the file and the name it was declared in and under.
type Entry<'a, T> = (usize, &'a str, &'a T);

/// Declarations by name where a later file replaces an earlier one's in place.
struct Layered<'a, T> {
    entries: Vec<Entry<'a, T>>,
    places: BTreeMap<&'a str, usize>,
}

impl<T> Default for Layered<'_, T> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            places: BTreeMap::new(),
        }
    }
}

impl<'a, T> Layered<'a, T> {
    /// Adds a file's declarations by name, for in what order it has its keys says nothing; gives the first for which there was no room.
    fn lay(&mut self, file: usize, declared: &'a [(String, T)]) -> Option<String> {
        let mut declared: Vec<&(String, T)> = declared.iter().collect();
        if file > 0 {
            declared.sort_by_key(|(name, _)| name);
        }
        for (name, value) in declared {
            match self.places.get(name.as_str()) {
                Some(&place) => self.entries[place] = (file, name, value),
                None if self.entries.len() == MOST => return Some(name.clone()),
                None => {
                    self.places.insert(name, self.entries.len());
                    self.entries.push((file, name, value));
                }
            }
        }
        None
    }

    /// A kind and what it is, and so on; the furthest first.
    fn line(&self, kind: Option<KindId>, is: &[Option<KindId>]) -> Vec<Entry<'a, T>> {
        let mut line: Vec<_> = std::iter::successors(kind, |id| is[id.index()])
            .map(|id| self.entries[id.index()])
            .collect();
        line.reverse();
        line
    }
}

/// Where a declaration, or a part of it, stands.
#[derive(Clone)]
struct Place {
    file: usize,
    path: Vec<String>,
}

impl Place {
    fn of(file: usize, key: &str, name: &str) -> Self {
        Self {
            file,
            path: vec![key.to_owned(), name.to_owned()],
        }
    }

    #[expect(clippy::needless_pass_by_value, reason = "a key is a word or a small number")]
    fn to(&self, key: impl ToString) -> Self {
        let mut place = self.clone();
        place.path.push(key.to_string());
        place
    }
}

#[derive(Default)]
struct Compiler {
    vocabulary: Vocabulary,
    flaws: Vec<Flaw>,
    guesses: Guesses,
}

impl Compiler {
    fn flaw(&mut self, at: &Place, message: impl Into<String>, help: impl Into<String>) {
        self.flaws.push(Flaw {
            file: at.file,
            path: at.path.clone(),
            message: message.into(),
            help: help.into(),
            missing: None,
        });
    }

    /// Tells of a name that nothing bears; `what` is what it should have been the name of.
    fn unknown(&mut self, at: &Place, what: &str, name: &str, known: &[&str]) {
        let message = format!("there is no {what} `{name}`");
        let otherwise = if known.len() <= 12 {
            format!("write one of {}", listed(known))
        } else {
            format!("declare `{name}` beside it, or write a {what} of the prelude")
        };
        self.unlike(at, message, name, known, otherwise);
    }

    /// Tells of a word that is not among those known, with the nearest of them.
    fn unlike(&mut self, at: &Place, message: String, word: &str, known: &[&str], otherwise: String) {
        let near = self.guesses.nearest(word, known.iter().copied());
        let help = near.first().map(|near| format!("did you mean `{near}`?"));
        self.flaw(at, message, help.unwrap_or(otherwise));
        self.lacks(word);
    }

    /// Says of the last flaw which name it is about.
    fn lacks(&mut self, name: &str) {
        if let Some(flaw) = self.flaws.last_mut() {
            flaw.missing = Some(name.to_owned());
        }
    }

    fn too_many(&mut self, at: &Place, what: &str) {
        let help = format!("declare no more than {MOST}");
        self.flaw(at, format!("the vocabulary has too many {what}"), help);
    }

    fn name_all(&mut self, relations: &Layered<'_, RelationDeclaration>, kinds: &Layered<'_, KindDeclaration>) {
        for (i, (_, name, _)) in relations.entries.iter().enumerate() {
            let id = RelationId(number(i));
            self.vocabulary.relation_ids.insert((*name).to_owned(), id);
        }
        for (i, (file, name, declared)) in kinds.entries.iter().enumerate() {
            self.vocabulary.kind_ids.insert((*name).to_owned(), KindId(number(i)));
            for (role, _) in &declared.roles.0 {
                if self.vocabulary.role_ids.contains_key(role) {
                    continue;
                }
                let id = self.vocabulary.roles.len();
                if id == MOST {
                    self.too_many(&Place::of(*file, "kinds", name).to("roles").to(role), "roles");
                    return;
                }
                self.vocabulary.role_ids.insert(role.clone(), RoleId(number(id)));
                self.vocabulary.roles.push(role.clone());
            }
        }
    }

    fn fillers(&mut self, at: &Place, words: &str) -> Fillers {
        Fillers::parse(words).unwrap_or_else(|| {
            let known = ["character", "faction", "place", "item", "actor", "event", "any"];
            self.unknown(at, "sort of thing", words, &known);
            Fillers::ANY
        })
    }

    fn colour(&mut self, at: &Place, colour: Option<&str>) -> Option<String> {
        let colour = colour?;
        let digits = colour.strip_prefix('#').unwrap_or_default();
        if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Some(colour.to_ascii_lowercase());
        }
        let help = "write it as `#rrggbb`, such as `#0072b2`";
        self.flaw(at, format!("`{colour}` is not a colour"), help);
        None
    }
}

/// Words in backticks, one after the other.
fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

fn number(i: usize) -> u16 {
    u16::try_from(i).unwrap_or(u16::MAX)
}
