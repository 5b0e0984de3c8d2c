//! What an event does to relations, written as a relation over its roles: `allied(betrayer, betrayed)`.

use super::Fillers;
use crate::model::{RelationId, RoleId};

/// A relation over the roles of an event.
///
/// ```text
///   allied(allies, allies)         every unordered pair among the allies
///   captive(captured, captor?)     held by somebody unknown where no captor is told
///   captive(released, *)           whoever held them
///   allied(defector:faction, to)   only where the defector is a faction
///   present(arrived, place)        the place of the event
///   knows(told, event)             the event itself
///   not alive(revived)             in a need: must not hold
///   first alive(born)              in a start: never held before, not even where it holds from always
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// Which relation.
    pub relation: RelationId,
    /// Whose: one argument or two.
    pub args: Vec<Arg>,
    /// Whether it must not hold; only needs can say so.
    pub negated: bool,
    /// Whether it never held before, where it would otherwise have held from always; only starts can say so.
    pub first: bool,
}

/// Where an argument of an effect comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Whoever fills a role.
    Role {
        /// The role.
        role: RoleId,
        /// Only those fillers that are such.
        only: Option<Fillers>,
        /// Whether an empty role stands for somebody unknown.
        unknown: bool,
    },
    /// The place of the event.
    Place,
    /// The event itself.
    Event,
    /// Anybody at all.
    Any,
}

/// An effect as written, before its names are looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unresolved<'a> {
    pub negated: bool,
    pub first: bool,
    pub relation: &'a str,
    pub args: Vec<UnresolvedArg<'a>>,
}

/// An argument as written: `name:only?`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct UnresolvedArg<'a> {
    pub name: &'a str,
    pub only: Option<&'a str>,
    pub unknown: bool,
}

/// Takes an effect apart; none if it is not of the form `relation(role, role)`.
pub(super) fn parse(text: &str) -> Option<Unresolved<'_>> {
    let text = text.trim();
    let (negated, text) = text
        .strip_prefix("not ")
        .map_or((false, text), |rest| (true, rest.trim()));
    let (first, text) = text
        .strip_prefix("first ")
        .map_or((false, text), |rest| (true, rest.trim()));
    let (relation, rest) = text.split_once('(')?;
    let args: Vec<_> = rest
        .strip_suffix(')')?
        .split(',')
        .map(|arg| {
            let arg = arg.trim();
            let (arg, unknown) = arg.strip_suffix('?').map_or((arg, false), |arg| (arg, true));
            let (name, only) = arg
                .split_once(':')
                .map_or((arg, None), |(name, only)| (name, Some(only.trim())));
            UnresolvedArg {
                name: name.trim(),
                only,
                unknown,
            }
        })
        .collect();
    let named = !relation.trim().is_empty() && args.iter().all(|arg| !arg.name.is_empty());
    (named && args.len() <= 2).then_some(Unresolved {
        negated,
        first,
        relation: relation.trim(),
        args,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effects_are_relations_over_roles() {
        for (text, relation, args) in [
            ("allied(allies, allies)", "allied", vec!["allies", "allies"]),
            (" alive( victim ) ", "alive", vec!["victim"]),
            ("captive(released, *)", "captive", vec!["released", "*"]),
        ] {
            let effect = parse(text).expect(text);
            assert_eq!(effect.relation, relation);
            assert_eq!(effect.args.iter().map(|arg| arg.name).collect::<Vec<_>>(), args);
        }
        for text in ["allied", "allied(", "(a, b)", "allied(a,)", "allied(a, b, c)", ""] {
            assert_eq!(parse(text), None, "{text}");
        }
        let effect = parse("not allied(defector:faction, to?)").expect("reads");
        assert!(effect.negated && effect.args[1].unknown && !effect.first);
        assert!(parse("first alive(born)").expect("reads").first);
        assert_eq!(effect.args[0].only, Some("faction"));
    }
}
