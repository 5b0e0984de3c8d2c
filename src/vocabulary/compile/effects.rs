//! What a kind starts, ends and needs, and how it is told: texts over its roles, taken apart and looked up.

use super::{Compiler, Entry, Place, listed};
use crate::model::{EntityKind, RoleId};
use crate::vocabulary::declare::KindDeclaration;
use crate::vocabulary::effect::{self, Arg, Effect};
use crate::vocabulary::{Blank, Fillers, Kind, Need, Verb, pattern, saying};

impl Compiler {
    pub(super) fn effects(&mut self, at: &Place, declared: &KindDeclaration, kind: &mut Kind) {
        for (i, text) in declared.starts.iter().enumerate() {
            let at = at.to("starts").to(i);
            let start = self.effect(&at, text, kind);
            let start = start.filter(|start| self.can_happen(&at, text, start, "ends"));
            if start.as_ref().is_some_and(|start| start.args.contains(&Arg::Any)) {
                let help = "name a role, with `?` behind it where nobody may fill it";
                self.flaw(&at, format!("`{text}` starts with anybody at all"), help);
                continue;
            }
            kind.starts.extend(start);
        }
        for (i, text) in declared.ends.iter().enumerate() {
            let at = at.to("ends").to(i);
            let end = self.effect(&at, text, kind);
            kind.ends
                .extend(end.filter(|end| self.can_happen(&at, text, end, "starts")));
        }
        for (i, need) in declared.needs.iter().enumerate() {
            let at = at.to("needs").to(i).to("any");
            let any = need.any.iter().enumerate();
            let any = any.filter_map(|(i, text)| self.effect(&at.to(i), text, kind)).collect();
            let rule = need.rule.clone();
            kind.needs.push(Need { any, rule });
        }
    }

    /// Only what is needed can be a `not`.
    fn can_happen(&mut self, at: &Place, text: &str, effect: &Effect, turned: &str) -> bool {
        if effect.negated {
            let plain = text.trim().trim_start_matches("not ").trim();
            let help = format!("write `{plain}` under `{turned}`");
            self.flaw(at, format!("`{text}` can be needed, but not started or ended"), help);
        }
        !effect.negated
    }

    fn effect(&mut self, at: &Place, text: &str, kind: &Kind) -> Option<Effect> {
        let Some(parsed) = effect::parse(text) else {
            let help = "write it as `allied(betrayer, betrayed)`";
            self.flaw(at, format!("`{text}` is not a relation over roles"), help);
            return None;
        };
        let relation = self.relation_id(at, parsed.relation)?;
        let between = match self.vocabulary.relations.get(relation.index()) {
            Some(known) => known.between.clone(),
            None => return None,
        };
        if between.len() != parsed.args.len() {
            let (message, form) = match between.len() {
                1 => ("holds of one thing alone", "…"),
                _ => ("holds between two things", "…, …"),
            };
            let help = format!("write it as `{}({form})`", parsed.relation);
            self.flaw(at, format!("`{}` {message}", parsed.relation), help);
            return None;
        }
        let mut args = Vec::new();
        for (arg, wanted) in parsed.args.iter().zip(between) {
            let (read, of) = self.arg(at, *arg, kind)?;
            if !of.meets(wanted) {
                let message = format!(
                    "`{}` stands for {}, where `{}` takes {}",
                    arg.name,
                    a(of),
                    parsed.relation,
                    a(wanted)
                );
                self.flaw(
                    at,
                    message,
                    "name another role, or declare a relation between such things",
                );
                return None;
            }
            args.push(read);
        }
        Some(Effect {
            relation,
            args,
            negated: parsed.negated,
            first: parsed.first,
        })
    }

    /// An argument, and what it may be.
    fn arg(&mut self, at: &Place, arg: effect::UnresolvedArg<'_>, kind: &Kind) -> Option<(Arg, Fillers)> {
        match arg.name {
            "*" => return Some((Arg::Any, Fillers::ANY)),
            "place" => return Some((Arg::Place, Fillers::only(EntityKind::Place))),
            "event" => return Some((Arg::Event, Fillers::parse("event")?)),
            _ => {}
        }
        let Some(role) = self.role_of(arg.name, kind) else {
            let known: Vec<String> = kind
                .roles
                .iter()
                .map(|role| self.vocabulary.role(role.id).to_owned())
                .collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let message = format!("`{}` has no role `{}`", kind.name, arg.name);
            let otherwise = match known.as_slice() {
                [] => format!(
                    "declare it: `\"roles\": {{\"{}\": {{\"of\": \"character\", \"agentive\": true}}}}`",
                    arg.name
                ),
                known => format!("the roles are {}", listed(known)),
            };
            self.unlike(at, message, arg.name, &known, otherwise);
            return None;
        };
        let only = arg.only.map(|words| self.fillers(at, words));
        let of = only.or_else(|| kind.role(role).map(|role| role.of));
        let arg = Arg::Role {
            role,
            only,
            unknown: arg.unknown,
        };
        Some((arg, of?))
    }

    fn role_of(&self, name: &str, kind: &Kind) -> Option<RoleId> {
        self.vocabulary.role_named(name).filter(|&id| kind.role(id).is_some())
    }

    /// The further sentences of a kind, which are its own alone: they have words of their own.
    pub(super) fn sentences(&mut self, at: &Place, declared: &KindDeclaration, kind: &mut Kind) {
        for (i, text) in declared.sentences.iter().enumerate() {
            let mut missing = None;
            let read = saying::parse(text, &mut |name| self.blank(name, kind, &mut missing));
            match read {
                Ok(saying) => kind.sentences.push(saying),
                Err(message) => {
                    let help = "a sentence reads like `<traveller> sets|set foot on <to>[ at <place>]`";
                    self.flaw(&at.to("sentences").to(i), message, help);
                    if let Some(name) = missing {
                        self.lacks(&name);
                    }
                }
            }
        }
    }

    /// What fills a blank of a pattern or a sentence.
    fn blank(&self, name: &str, kind: &Kind, missing: &mut Option<String>) -> Result<Blank, String> {
        match name {
            "place" => Ok(Blank::Place),
            "count" => Ok(Blank::Count),
            name => self.role_of(name, kind).map(Blank::Role).ok_or_else(|| {
                *missing = Some(name.to_owned());
                format!("`{}` has no role `{name}`", kind.name)
            }),
        }
    }

    pub(super) fn patterns(
        &mut self,
        at: &Place,
        declared: &KindDeclaration,
        line: &[Entry<'_, KindDeclaration>],
        kind: &mut Kind,
    ) {
        // A pattern that is inherited holds the verb of whoever declared it; the heir's verb takes its place.
        let teller = line.iter().rposition(|(_, _, ancestor)| !ancestor.patterns.is_empty());
        let teller = teller.filter(|_| declared.patterns.is_empty());
        let (patterns, verb) = match teller {
            None => (&declared.patterns, kind.verb.clone()),
            Some(teller) => {
                let (_, name, ancestor) = line[teller];
                let verb = line[..=teller].iter().rev().find_map(|(_, _, each)| each.verb.as_ref());
                (
                    &ancestor.patterns,
                    verb.map(|verb| Verb::of(verb, name)).unwrap_or_default(),
                )
            }
        };
        for (i, text) in patterns.iter().enumerate() {
            let mut missing = None;
            let mut blank = |name: &str| self.blank(name, kind, &mut missing);
            match pattern::parse(text, &verb, &mut blank) {
                Ok(pattern) => kind.patterns.push(pattern),
                Err(message) => {
                    let at = if teller.is_none() {
                        at.to("patterns").to(i)
                    } else {
                        at.clone()
                    };
                    let help = "a pattern reads like `<betrayer> betray <betrayed>[ at <place>]`";
                    self.flaw(&at, message, help);
                    if let Some(name) = missing {
                        self.lacks(&name);
                    }
                }
            }
        }
    }
}

fn a(sort: Fillers) -> String {
    let sort = sort.to_string();
    let article = if sort.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {sort}")
}
