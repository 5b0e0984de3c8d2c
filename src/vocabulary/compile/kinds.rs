//! A kind of event as declared becomes a kind as used, with what it inherits.

use super::{Compiler, Entry, Layered, Place, number};
use crate::model::{KindId, RoleId};
use crate::vocabulary::declare::{KindDeclaration, RoleDeclaration};
use crate::vocabulary::{Kind, Pattern, Role, Verb};

impl Compiler {
    /// What each kind is, with loops cut and told.
    pub(super) fn parents(&mut self, kinds: &Layered<'_, KindDeclaration>) -> Vec<Option<KindId>> {
        let mut is: Vec<Option<KindId>> = Vec::new();
        for (file, name, declared) in &kinds.entries {
            let parent = declared.is.as_deref();
            is.push(parent.and_then(|parent| self.kind_id(&Place::of(*file, "kinds", name).to("is"), parent)));
        }
        // A kind is settled once the way up from it is known to end; so each is passed once.
        let mut settled = vec![false; is.len()];
        for i in 0..is.len() {
            let mut way = Vec::new();
            let mut next = Some(KindId(number(i)));
            while let Some(kind) = next.filter(|kind| !settled[kind.index()]) {
                settled[kind.index()] = true;
                way.push(kind);
                next = is[kind.index()];
                if next.is_some_and(|next| way.contains(&next)) {
                    let (file, name, _) = kinds.entries[kind.index()];
                    let help = "let one of the kinds in the ring be nothing else";
                    let at = Place::of(file, "kinds", name).to("is");
                    self.flaw(&at, format!("the kind `{name}` is, in the end, itself"), help);
                    is[kind.index()] = None;
                }
            }
        }
        is
    }

    fn kind_id(&mut self, at: &Place, name: &str) -> Option<KindId> {
        let found = self.vocabulary.kind_named(name);
        if found.is_none() {
            let mut known: Vec<String> = self.vocabulary.kind_ids.keys().cloned().collect();
            known.sort_unstable();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            self.unknown(at, "kind", name, &known);
        }
        found
    }

    /// A kind; `line` is what it is, the furthest first.
    pub(super) fn kind(
        &mut self,
        at: &Place,
        name: &str,
        declared: &KindDeclaration,
        is: Option<KindId>,
        line: &[Entry<'_, KindDeclaration>],
    ) -> Kind {
        let mut roles: Vec<Role> = Vec::new();
        for &(file, ancestor, declaration) in line {
            self.quietly(|me| me.roles(&Place::of(file, "kinds", ancestor), declaration, &mut roles));
        }
        self.roles(at, declared, &mut roles);
        let inherited = || line.iter().rev().find_map(|(_, _, ancestor)| ancestor.mark.clone());
        // What a declaration leaves open is as it is for the nearest kind above it that says so.
        let is_so = |said: fn(&KindDeclaration) -> Option<bool>| {
            let above = || line.iter().rev().find_map(|(_, _, ancestor)| said(ancestor));
            said(declared).or_else(above).unwrap_or_default()
        };
        let mut kind = Kind {
            name: name.to_owned(),
            is,
            roles,
            verb: self.verb(at, name, declared, line, is),
            patterns: Vec::new(),
            sentences: Vec::new(),
            starts: Vec::new(),
            ends: Vec::new(),
            needs: Vec::new(),
            in_person: is_so(|kind| kind.in_person),
            free: is_so(|kind| kind.free),
            also: declared.also.clone(),
            asked: declared.asked.clone(),
            colour: self.colour(&at.to("colour"), declared.colour.as_deref()),
            mark: declared.mark.clone().or_else(inherited),
        };
        for &(file, ancestor, declaration) in line {
            self.quietly(|me| me.effects(&Place::of(file, "kinds", ancestor), declaration, &mut kind));
        }
        self.effects(at, declared, &mut kind);
        self.patterns(at, declared, line, &mut kind);
        self.sentences(at, declared, &mut kind);
        self.arrange(&mut kind);
        kind
    }

    /// Puts roles into the order in which sentences name them, then those who act, then by name: in what order a declaration has its keys says nothing.
    fn arrange(&self, kind: &mut Kind) {
        let named: Vec<RoleId> = kind.patterns.iter().flat_map(Pattern::roles).collect();
        let place = |role: &Role| named.iter().position(|&known| known == role.id).unwrap_or(named.len());
        kind.roles
            .sort_by_key(|role| (place(role), !role.agentive, self.vocabulary.role(role.id)));
    }

    fn verb(
        &mut self,
        at: &Place,
        name: &str,
        declared: &KindDeclaration,
        line: &[Entry<'_, KindDeclaration>],
        is: Option<KindId>,
    ) -> Verb {
        let inherited = || line.iter().rev().find_map(|(_, _, ancestor)| ancestor.verb.as_ref());
        let verb = declared.verb.as_ref().or_else(inherited);
        // Where the kind that it is one of is unknown, so is the verb it may have from there.
        let heir_of_nobody = declared.is.is_some() && is.is_none();
        if !heir_of_nobody && verb.is_none_or(|verb| verb.base.is_empty()) {
            let place = match declared.verb {
                Some(_) => at.to("verb").to("base"),
                None => at.clone(),
            };
            let help = "give it a verb: `\"verb\": {\"base\": \"swear\", \"past\": \"swore\", \"participle\": \"sworn\", \"noun\": \"oath\"}`";
            self.flaw(&place, format!("the kind `{name}` has no verb"), help);
        }
        verb.map(|verb| Verb::of(verb, name)).unwrap_or_default()
    }

    /// Does something whose flaws have been told where they stand.
    fn quietly(&mut self, deed: impl FnOnce(&mut Self)) {
        let told = self.flaws.len();
        deed(self);
        self.flaws.truncate(told);
    }

    fn roles(&mut self, at: &Place, declared: &KindDeclaration, roles: &mut Vec<Role>) {
        for (name, role) in &declared.roles.0 {
            let Some(role) = self.role(&at.to("roles").to(name), name, role) else {
                continue;
            };
            match roles.iter_mut().find(|known| known.id == role.id) {
                Some(known) => *known = role,
                None => roles.push(role),
            }
        }
    }

    /// A role; none if there was no room for its name.
    fn role(&mut self, at: &Place, name: &str, declared: &RoleDeclaration) -> Option<Role> {
        let id = self.vocabulary.role_named(name)?;
        let text = declared.count.as_deref();
        let (min, max) = text.map_or(Some((1, None)), count).unwrap_or_else(|| {
            let message = format!("`{}` does not say how many", text.unwrap_or_default());
            self.flaw(&at.to("count"), message, "write `1`, `0..1`, `1..`, `2..` or the like");
            (0, None)
        });
        if matches!(name, "place" | "event" | "count") {
            let help = "choose another name: `place`, `event` and `count` are said of every event";
            self.flaw(at, format!("a role cannot be called `{name}`"), help);
        }
        Some(Role {
            id,
            of: self.fillers(&at.to("of"), &declared.of),
            min,
            max,
            agentive: declared.agentive,
            aware: declared.aware,
            preposition: declared.preposition.clone(),
        })
    }
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
