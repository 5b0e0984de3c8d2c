//! From declarations as written to the vocabulary as used: names looked up, inheritance laid out, every flaw told.

use super::declare::{Declarations, Declared, Flaw, KindDeclaration, RelationDeclaration, RoleDeclaration, prelude};
use super::effect::{self, Arg, Effect};
use super::{Blank, Fillers, Kind, Line, Meaning, Need, Relation, Role, Verb, Vocabulary, pattern};
use crate::model::{KindId, RelationId, RoleId, nearest};
use std::collections::BTreeMap;

/// Lays a story's declarations over the prelude's.
pub(super) fn compile(stories: &[&Declarations]) -> (Vocabulary, Vec<Flaw>) {
    let built_in = prelude();
    let mut compiler = Compiler::default();
    let files: Vec<&Declarations> = std::iter::once(&built_in).chain(stories.iter().copied()).collect();
    let mut relations: Layered<'_, RelationDeclaration> = Layered::default();
    let mut kinds: Layered<'_, KindDeclaration> = Layered::default();
    for (file, declarations) in files.iter().enumerate() {
        relations.lay(file, &declarations.relations.0);
        kinds.lay(file, &declarations.kinds.0);
    }
    compiler.name_all(&relations, &kinds);
    for (file, name, declared) in &relations.entries {
        let at = Place {
            file: *file,
            path: vec!["relations".into(), (*name).into()],
        };
        let relation = compiler.relation(&at, name, declared);
        compiler.vocabulary.relations.push(relation);
    }
    let is = compiler.parents(&kinds);
    for (i, (file, name, declared)) in kinds.entries.iter().enumerate() {
        let at = Place {
            file: *file,
            path: vec!["kinds".into(), (*name).into()],
        };
        let kind = compiler.kind(&at, name, declared, is[i], &kinds, &is);
        compiler.vocabulary.kinds.push(kind);
    }
    compiler.vocabulary.declared = Declarations {
        relations: own(&relations),
        kinds: own(&kinds),
    };
    (compiler.vocabulary, compiler.flaws)
}

/// What the story's own files declare.
fn own<T: Clone>(layered: &Layered<'_, T>) -> Declared<T> {
    let own = layered.entries.iter().filter(|(file, ..)| *file > 0);
    Declared(
        own.map(|&(_, name, declared)| (name.to_owned(), declared.clone()))
            .collect(),
    )
}

/// Declarations by name where a later file replaces an earlier one's in place.
struct Layered<'a, T> {
    entries: Vec<(usize, &'a str, &'a T)>,
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
    fn lay(&mut self, file: usize, declared: &'a [(String, T)]) {
        for (name, value) in declared {
            match self.places.get(name.as_str()) {
                Some(&place) => self.entries[place] = (file, name, value),
                None => {
                    self.places.insert(name, self.entries.len());
                    self.entries.push((file, name, value));
                }
            }
        }
    }
}

#[derive(Clone)]
struct Place {
    file: usize,
    path: Vec<String>,
}

impl Place {
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
}

impl Compiler {
    fn flaw(&mut self, at: &Place, message: String, help: Option<String>) {
        self.flaws.push(Flaw {
            file: at.file,
            path: at.path.clone(),
            message,
            help,
        });
    }

    fn unknown<'a>(&mut self, at: &Place, what: &str, name: &str, known: impl IntoIterator<Item = &'a str>) {
        let known: Vec<&str> = known.into_iter().collect();
        let help = match nearest(name, known.iter().copied()).first() {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.len() <= 12 => format!("write one of: {}", known.join(", ")),
            None => format!("declare the {what} `{name}`, or use one that `lore list` shows"),
        };
        self.flaw(at, format!("there is no {what} `{name}`"), Some(help));
    }

    fn name_all(&mut self, relations: &Layered<'_, RelationDeclaration>, kinds: &Layered<'_, KindDeclaration>) {
        for (i, (_, name, _)) in relations.entries.iter().enumerate() {
            self.vocabulary
                .relation_ids
                .insert((*name).to_owned(), RelationId(number(i)));
        }
        for (i, (_, name, declared)) in kinds.entries.iter().enumerate() {
            self.vocabulary.kind_ids.insert((*name).to_owned(), KindId(number(i)));
            for (role, _) in &declared.roles.0 {
                if !self.vocabulary.role_ids.contains_key(role) {
                    self.vocabulary
                        .role_ids
                        .insert(role.clone(), RoleId(number(self.vocabulary.roles.len())));
                    self.vocabulary.roles.push(role.clone());
                }
            }
        }
    }

    fn relation(&mut self, at: &Place, name: &str, declared: &RelationDeclaration) -> Relation {
        let mut between = Vec::new();
        for (i, words) in declared.between.iter().enumerate() {
            between.push(self.fillers(&at.to("between").to(i), words));
        }
        if !(1..=2).contains(&between.len()) {
            self.flaw(
                &at.to("between"),
                format!("the relation `{name}` is between {} things", between.len()),
                Some("name one or two sorts of thing, such as `[\"actor\", \"actor\"]`".into()),
            );
            between.resize(2, Fillers::parse("any").expect("a sort"));
        }
        if declared.symmetric && between.len() != 2 {
            self.flaw(
                &at.to("symmetric"),
                format!("the relation `{name}` is symmetric with one argument"),
                Some("take `symmetric` away".into()),
            );
        }
        let mut ids = |key: &str, names: &[String]| -> Vec<RelationId> {
            names
                .iter()
                .enumerate()
                .filter_map(|(i, other)| self.relation_id(&at.to(key).to(i), other))
                .collect()
        };
        let (excludes, obscures) = (ids("excludes", &declared.excludes), ids("obscures", &declared.obscures));
        if declared.words.base.is_empty() {
            self.flaw(
                at,
                format!("the relation `{name}` has no words"),
                Some("give it words: `\"words\": {\"base\": \"be sworn to\"}`".into()),
            );
        }
        let means = self.word(
            at,
            "means",
            "meaning",
            declared.means.as_deref(),
            Meaning::from_word,
            &Meaning::ALL.iter().map(|m| m.word()).collect::<Vec<_>>(),
        );
        let line = self.word(
            at,
            "line",
            "line style",
            declared.line.as_deref(),
            Line::from_word,
            &Line::ALL.iter().map(|l| l.word()).collect::<Vec<_>>(),
        );
        Relation {
            symmetric: declared.symmetric && between.len() == 2,
            between,
            name: name.to_owned(),
            single: declared.single,
            excludes,
            ends_with_life: declared.ends_with_life,
            holds_from_always: declared.holds_from_always,
            means,
            obscures,
            words: Verb::of(&declared.words, name),
            inverse: declared.inverse.as_ref().map(|verb| Verb::of(verb, name)),
            also: declared.also.clone(),
            colour: self
                .colour(&at.to("colour"), declared.colour.as_deref())
                .unwrap_or_else(|| "#555555".to_owned()),
            line: line.unwrap_or(Line::Solid),
            arrow: declared.arrow.unwrap_or(!declared.symmetric),
        }
    }

    fn relation_id(&mut self, at: &Place, name: &str) -> Option<RelationId> {
        let found = self.vocabulary.relation_named(name);
        if found.is_none() {
            let known = sorted(self.vocabulary.relation_ids.keys());
            self.unknown(at, "relation", name, known.iter().map(String::as_str));
        }
        found
    }

    fn fillers(&mut self, at: &Place, words: &str) -> Fillers {
        Fillers::parse(words).unwrap_or_else(|| {
            self.unknown(
                at,
                "sort of thing",
                words,
                ["character", "faction", "place", "item", "actor", "event", "any"],
            );
            Fillers::parse("any").expect("a sort")
        })
    }

    fn word<T>(
        &mut self,
        at: &Place,
        key: &str,
        what: &str,
        word: Option<&str>,
        read: fn(&str) -> Option<T>,
        known: &[&str],
    ) -> Option<T> {
        let word = word?;
        let found = read(word);
        if found.is_none() {
            self.unknown(&at.to(key), what, word, known.iter().copied());
        }
        found
    }

    fn colour(&mut self, at: &Place, colour: Option<&str>) -> Option<String> {
        let colour = colour?;
        let digits = colour.strip_prefix('#').unwrap_or_default();
        if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Some(colour.to_ascii_lowercase());
        }
        self.flaw(
            at,
            format!("`{colour}` is not a colour"),
            Some("write it as `#rrggbb`, such as `#0072b2`".into()),
        );
        None
    }

    /// What each kind is, with loops cut and told.
    fn parents(&mut self, kinds: &Layered<'_, KindDeclaration>) -> Vec<Option<KindId>> {
        let mut is: Vec<Option<KindId>> = Vec::new();
        for (file, name, declared) in &kinds.entries {
            let at = Place {
                file: *file,
                path: vec!["kinds".into(), (*name).into(), "is".into()],
            };
            let parent = declared.is.as_deref().and_then(|parent| {
                let found = self.vocabulary.kind_named(parent);
                if found.is_none() {
                    let known = sorted(self.vocabulary.kind_ids.keys());
                    self.unknown(&at, "kind", parent, known.iter().map(String::as_str));
                }
                found
            });
            is.push(parent);
        }
        for i in 0..is.len() {
            let start = KindId(number(i));
            let mut next = is[i];
            for _ in 0..is.len() {
                match next {
                    Some(kind) if kind == start => {
                        let (file, name, _) = kinds.entries[i];
                        let at = Place {
                            file,
                            path: vec!["kinds".into(), name.into(), "is".into()],
                        };
                        self.flaw(
                            &at,
                            format!("the kind `{name}` is, in the end, itself"),
                            Some("let one of the kinds in the loop be nothing else".into()),
                        );
                        is[i] = None;
                        break;
                    }
                    Some(kind) => next = is[kind.index()],
                    None => break,
                }
            }
        }
        is
    }

    fn kind(
        &mut self,
        at: &Place,
        name: &str,
        declared: &KindDeclaration,
        is: Option<KindId>,
        all: &Layered<'_, KindDeclaration>,
        parents: &[Option<KindId>],
    ) -> Kind {
        let chain: Vec<usize> = std::iter::successors(is, |id| parents[id.index()])
            .map(KindId::index)
            .collect();
        let ancestors: Vec<(usize, &str, &KindDeclaration)> = chain.iter().rev().map(|&i| all.entries[i]).collect();
        let mut roles: Vec<Role> = Vec::new();
        for &(file, ancestor, declaration) in &ancestors {
            let at = Place {
                file,
                path: vec!["kinds".into(), ancestor.into()],
            };
            self.quietly(|me| me.roles(&at, declaration, &mut roles));
        }
        self.roles(at, declared, &mut roles);
        let verb = declared
            .verb
            .as_ref()
            .or_else(|| ancestors.iter().rev().find_map(|(_, _, a)| a.verb.as_ref()));
        if verb.is_none_or(|verb| verb.base.is_empty()) {
            self.flaw(at, format!("the kind `{name}` has no verb"), Some("give it a verb: `\"verb\": {\"base\": \"swear\", \"third\": \"swears\", \"past\": \"swore\", \"participle\": \"sworn\", \"noun\": \"oath\"}`".into()));
        }
        let verb = verb.map(|verb| Verb::of(verb, name)).unwrap_or_default();
        let mut kind = Kind {
            name: name.to_owned(),
            is,
            roles,
            patterns: Vec::new(),
            starts: Vec::new(),
            ends: Vec::new(),
            needs: Vec::new(),
            also: declared.also.clone(),
            colour: self.colour(&at.to("colour"), declared.colour.as_deref()),
            mark: declared
                .mark
                .clone()
                .or_else(|| ancestors.iter().rev().find_map(|(_, _, a)| a.mark.clone())),
            verb,
        };
        for &(file, ancestor, declaration) in &ancestors {
            let at = Place {
                file,
                path: vec!["kinds".into(), ancestor.into()],
            };
            self.quietly(|me| me.effects(&at, declaration, &mut kind));
        }
        self.effects(at, declared, &mut kind);
        self.patterns(at, declared, &ancestors, &mut kind);
        kind
    }

    /// Does something whose flaws have been told where they stand.
    fn quietly(&mut self, deed: impl FnOnce(&mut Self)) {
        let told = self.flaws.len();
        deed(self);
        self.flaws.truncate(told);
    }

    fn roles(&mut self, at: &Place, declared: &KindDeclaration, roles: &mut Vec<Role>) {
        for (name, role) in &declared.roles.0 {
            let at = at.to("roles").to(name);
            let role = self.role(&at, name, role);
            match roles.iter_mut().find(|known| known.id == role.id) {
                Some(known) => *known = role,
                None => roles.push(role),
            }
        }
    }

    fn role(&mut self, at: &Place, name: &str, declared: &RoleDeclaration) -> Role {
        let (min, max) = declared
            .count
            .as_deref()
            .map_or(Some((1, None)), count)
            .unwrap_or_else(|| {
                let text = declared.count.clone().unwrap_or_default();
                self.flaw(
                    &at.to("count"),
                    format!("`{text}` does not say how many"),
                    Some("write `1`, `0..1`, `1..`, `2..` or the like".into()),
                );
                (0, None)
            });
        if matches!(name, "place" | "event" | "count") {
            self.flaw(
                at,
                format!("a role cannot be called `{name}`"),
                Some("choose another name: `place`, `event` and `count` are said of every event".into()),
            );
        }
        Role {
            id: self.vocabulary.role_named(name).expect("all roles were named first"),
            of: self.fillers(&at.to("of"), &declared.of),
            min,
            max,
            agentive: declared.agentive,
            preposition: declared.preposition.clone(),
        }
    }

    fn effects(&mut self, at: &Place, declared: &KindDeclaration, kind: &mut Kind) {
        for (i, text) in declared.starts.iter().enumerate() {
            let at = at.to("starts").to(i);
            let start = self
                .effect(&at, text, kind)
                .filter(|start| self.can_happen(&at, text, start));
            if start.as_ref().is_some_and(|start| start.args.contains(&Arg::Any)) {
                self.flaw(
                    &at,
                    format!("`{text}` starts with anybody at all"),
                    Some("name a role, with `?` behind it where nobody may fill it".into()),
                );
                continue;
            }
            kind.starts.extend(start);
        }
        for (i, text) in declared.ends.iter().enumerate() {
            let at = at.to("ends").to(i);
            let end = self.effect(&at, text, kind);
            kind.ends.extend(end.filter(|end| self.can_happen(&at, text, end)));
        }
        for (i, need) in declared.needs.iter().enumerate() {
            let at = at.to("needs").to(i).to("any");
            let any = need
                .any
                .iter()
                .enumerate()
                .filter_map(|(i, text)| self.effect(&at.to(i), text, kind))
                .collect();
            kind.needs.push(Need {
                any,
                rule: need.rule.clone(),
            });
        }
    }

    /// Only what is needed can be a `not`.
    fn can_happen(&mut self, at: &Place, text: &str, effect: &Effect) -> bool {
        if effect.negated {
            self.flaw(
                at,
                format!("`{text}` can be needed, but not started or ended"),
                Some("take the `not` away, or move it to the other list".into()),
            );
        }
        !effect.negated
    }

    fn effect(&mut self, at: &Place, text: &str, kind: &Kind) -> Option<Effect> {
        let Some(parsed) = effect::parse(text) else {
            self.flaw(
                at,
                format!("`{text}` is not a relation over roles"),
                Some("write it as `allied(betrayer, betrayed)`".into()),
            );
            return None;
        };
        let relation = self.relation_id(at, parsed.relation)?;
        let arity = match self.vocabulary.relations.get(relation.index()) {
            Some(known) => known.between.len(),
            None => parsed.args.len(),
        };
        if arity != parsed.args.len() {
            self.flaw(
                at,
                format!(
                    "`{}` is between {arity} things, not {}",
                    parsed.relation,
                    parsed.args.len()
                ),
                None,
            );
            return None;
        }
        let args: Option<Vec<Arg>> = parsed.args.iter().map(|arg| self.arg(at, *arg, kind)).collect();
        Some(Effect {
            relation,
            args: args?,
            negated: parsed.negated,
        })
    }

    fn arg(&mut self, at: &Place, arg: effect::UnresolvedArg<'_>, kind: &Kind) -> Option<Arg> {
        match arg.name {
            "*" => return Some(Arg::Any),
            "place" => return Some(Arg::Place),
            "event" => return Some(Arg::Event),
            _ => {}
        }
        let role = self.role_of(arg.name, kind);
        if role.is_none() {
            let known = role_names(&self.vocabulary, kind);
            self.unknown(
                at,
                &format!("role in `{}` called", kind.name),
                arg.name,
                known.iter().map(String::as_str),
            );
        }
        let only = arg.only.map(|words| self.fillers(at, words));
        Some(Arg::Role {
            role: role?,
            only,
            unknown: arg.unknown,
        })
    }

    fn role_of(&self, name: &str, kind: &Kind) -> Option<RoleId> {
        self.vocabulary.role_named(name).filter(|&id| kind.role(id).is_some())
    }

    fn patterns(
        &mut self,
        at: &Place,
        declared: &KindDeclaration,
        ancestors: &[(usize, &str, &KindDeclaration)],
        kind: &mut Kind,
    ) {
        // A pattern that is inherited holds the verb of whoever declared it; the heir's verb takes its place.
        let teller = ancestors
            .iter()
            .rposition(|(_, _, ancestor)| !ancestor.patterns.is_empty());
        let (patterns, verb) = match teller.filter(|_| declared.patterns.is_empty()) {
            None => (&declared.patterns, kind.verb.clone()),
            Some(teller) => {
                let verb = ancestors[..=teller].iter().rev().find_map(|(_, _, a)| a.verb.as_ref());
                let (_, name, ancestor) = ancestors[teller];
                (
                    &ancestor.patterns,
                    verb.map(|verb| Verb::of(verb, name)).unwrap_or_default(),
                )
            }
        };
        for (i, text) in patterns.iter().enumerate() {
            let mut blank = |name: &str| match name {
                "place" => Ok(Blank::Place),
                "count" => Ok(Blank::Count),
                name => self
                    .role_of(name, kind)
                    .map(Blank::Role)
                    .ok_or(format!("`{}` has no role `{name}`", kind.name)),
            };
            match pattern::parse(text, &verb, &mut blank) {
                Ok(pattern) => kind.patterns.push(pattern),
                Err(message) => self.flaw(
                    &at.to("patterns").to(i),
                    message,
                    Some("a pattern reads like `<betrayer> betray <betrayed>[ at <place>]`".into()),
                ),
            }
        }
    }
}

fn role_names(vocabulary: &Vocabulary, kind: &Kind) -> Vec<String> {
    kind.roles
        .iter()
        .map(|role| vocabulary.role(role.id).to_owned())
        .collect()
}

fn sorted<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut names: Vec<String> = names.cloned().collect();
    names.sort();
    names
}

/// Reads `1`, `0..1` or `2..`.
fn count(text: &str) -> Option<(u32, Option<u32>)> {
    let (min, max) = match text.split_once("..") {
        None => (text.trim().parse().ok()?, Some(text.trim().parse().ok()?)),
        Some((min, "")) => (min.trim().parse().ok()?, None),
        Some((min, max)) => (min.trim().parse().ok()?, Some(max.trim().parse().ok()?)),
    };
    max.is_none_or(|max: u32| min <= max && max > 0).then_some((min, max))
}

fn number(i: usize) -> u16 {
    u16::try_from(i).unwrap_or(u16::MAX)
}
