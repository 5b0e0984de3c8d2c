//! What is wrong with who takes which part in an event: unknown roles, too few or too many in one, the same one twice.

use super::Lower;
use super::names::a;
use crate::load::fault::Fault;
use crate::load::lex::brief;
use crate::load::symbols::Symbols;
use crate::model::{Node, Part, RoleId};
use rustc_hash::FxHashMap;

/// Up to so many parts are compared one with another.
const FEW: usize = 16;

impl Lower {
    pub(super) fn unknown_role(&mut self, event: usize, name: &str) {
        if self.may_be_lost(name) {
            return;
        }
        let kind = self.vocabulary.kind(self.story.events[event].kind);
        let known: Vec<&str> = kind.roles.iter().map(|role| self.vocabulary.role(role.id)).collect();
        let help = match self.guesses.nearest(name, known.iter().copied()).first() {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => format!("take it away: `{}` has no roles", kind.name),
            None => format!("the roles are {}", listed(&known)),
        };
        let message = format!("`{}` has no role `{}`", kind.name, brief(name));
        let at = self.at(event).key("roles").name(name.to_owned());
        self.fault(Fault::error("unknown-role", at, message).help(help));
    }

    /// Tells which roles have too few or too many in them; the nameless who are counted may be the few.
    pub(super) fn counts(&mut self, event: usize, nameless: bool) {
        let row = &self.story.events[event];
        let kind = self.vocabulary.kind(row.kind);
        let parts = &self.story.parts[row.parts.start as usize..row.parts.end as usize];
        let off =
            |min: u32, max: Option<u32>, filled: u32| filled < min && !nameless || max.is_some_and(|max| filled > max);
        if kind
            .roles
            .iter()
            .all(|role| !off(role.min, role.max, filled(parts, role.id)))
        {
            return;
        }
        let wrong: Vec<(RoleId, u32, Option<u32>, u32)> = (kind.roles.iter())
            .map(|role| (role.id, role.min, role.max, filled(parts, role.id)))
            .filter(|&(_, min, max, filled)| off(min, max, filled))
            .collect();
        let kind = a(&kind.name).replace(&kind.name, &format!("`{}`", kind.name));
        let id = row.id.clone();
        for (role, min, max, filled) in wrong {
            let role = self.vocabulary.role(role).to_owned();
            let (at, help) = match filled {
                0 => (self.at(event).key("kind"), self.part_said(&role, &self.at(event))),
                few if few < min => (
                    self.at(event).key("roles").key(role.clone()),
                    "name the others too".to_owned(),
                ),
                _ => (
                    self.at(event).key("roles").key(role.clone()),
                    "take some away, or tell them in events of their own".to_owned(),
                ),
            };
            let message = format!(
                "`{id}` has {} `{role}`, but {kind} takes {}",
                in_words(filled),
                wants(min, max)
            );
            self.fault(Fault::error("role-count", at, message).help(help));
        }
    }

    /// Tells who stands twice in one role, and choices of candidates that leave no choice.
    pub(super) fn repeats(&mut self, event: usize) {
        let range = self.story.events[event].parts.clone();
        let parts = &self.story.parts[range.start as usize..range.end as usize];
        let twin = |(i, part): (usize, &Part)| parts[..i].iter().any(|other| other == part);
        let sound = parts.len() <= FEW
            && !parts
                .iter()
                .enumerate()
                .any(|(i, part)| part.candidate || twin((i, part)));
        if sound {
            return;
        }
        let mut seen: FxHashMap<(RoleId, Node), usize> = FxHashMap::default();
        let (mut again, mut alone, mut nth) = (Vec::new(), Vec::new(), 0);
        for (i, part) in parts.iter().enumerate() {
            nth = if i > 0 && parts[i - 1].role == part.role {
                nth + 1
            } else {
                0
            };
            if let Some(&first) = seen.get(&(part.role, part.node)) {
                again.push((*part, first, nth));
            } else {
                seen.insert((part.role, part.node), nth);
            }
            let next = parts.get(i + 1).is_some_and(|next| next.role == part.role);
            if part.candidate && nth == 0 && !next {
                alone.push(*part);
            }
        }
        for (part, first, nth) in again {
            let (role, slug) = (
                self.vocabulary.role(part.role).to_owned(),
                self.story.slug(part.node).to_owned(),
            );
            let message = format!("`{slug}` stands twice in the role `{role}`");
            let at = self.filler(event, &role, part.candidate, nth);
            let note = self.filler(event, &role, part.candidate, first);
            let fault = Fault::error("repeated-filler", at, message).note(note, "it stands there already");
            self.fault(fault.help("name each once; an id, a name and an alias may mean the same one"));
        }
        for part in alone {
            let role = self.vocabulary.role(part.role);
            let (role, slug) = (role.to_owned(), self.story.slug(part.node).to_owned());
            let help = self.one_candidate(&role, &slug, &self.at(event));
            self.no_choice(event, &role, "one candidate alone", help);
        }
    }

    fn no_choice(&mut self, event: usize, role: &str, candidates: &str, help: String) {
        let at = self.at(event).key("roles").key(role.to_owned());
        let message = format!("the role `{role}` has {candidates}");
        self.fault(Fault::error("no-choice", at, message).help(help));
    }

    /// Roles that are written with nobody in them must exist too.
    pub(super) fn unfilled(
        &mut self,
        first: usize,
        unfilled: Vec<(u32, RoleId, bool)>,
        roles: &[Option<RoleId>],
        names: &Symbols,
    ) {
        for (place, role, candidate) in unfilled {
            let event = first + place as usize;
            let kind = self.story.events[event].kind;
            match roles[role.index()].filter(|&id| self.vocabulary.kind(kind).role(id).is_some()) {
                None => self.unknown_role(event, names.name(role.0.into())),
                Some(_) if candidate => {
                    let role = names.name(role.0.into());
                    let help = format!("name two or more, or leave `{role}` out");
                    self.no_choice(event, role, "no candidates", help);
                }
                Some(_) => {}
            }
        }
    }
}

fn filled(parts: &[Part], role: RoleId) -> u32 {
    let several = parts.iter().filter(|part| part.role == role && !part.candidate).count();
    let candidates = parts.iter().any(|part| part.role == role && part.candidate);
    u32::try_from(several).unwrap_or(u32::MAX) + u32::from(candidates)
}

fn wants(min: u32, max: Option<u32>) -> String {
    match (min, max) {
        (min, Some(max)) if min == max => in_words(min),
        (0, Some(max)) => format!("{} at most", in_words(max)),
        (min, None) => format!("{} or more", in_words(min)),
        (min, Some(max)) => format!("{} to {}", in_words(min), in_words(max)),
    }
}

fn in_words(n: u32) -> String {
    ["no", "one", "two", "three", "four"]
        .get(n as usize)
        .map_or_else(|| n.to_string(), |&word| word.to_owned())
}

fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
