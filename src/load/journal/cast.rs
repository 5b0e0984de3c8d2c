//! Who takes part in an event: the names of a sentence or of a role, and the id that is made of the first of them.

use super::event::Told;
use super::keys::OF_EVENT;
use super::node::{self, Members};
use super::reader::Reader;
use super::sentence::{Filling, Mention};
use super::word::{Sort, Word, words};
use crate::load::lex::brief;
use crate::load::slug::is_slug;
use crate::load::tree::{Key, Node, Value};
use crate::model::KindId;
use crate::vocabulary::Fillers;
use std::ops::Range;

impl Reader<'_, '_, '_> {
    /// Who fills a role: one, several, or candidates.
    pub(super) fn filling(&self, filling: &Filling, start: usize) -> Node {
        let names: Vec<Node> = filling
            .mentions
            .iter()
            .map(|mention| self.mentioned(mention, start))
            .collect();
        filled(names, filling.candidates)
    }

    /// Somebody by their id; as it stands, where it is not known whose the name is.
    pub(super) fn mentioned(&self, mention: &Mention, start: usize) -> Node {
        let span = start + mention.span.start..start + mention.span.end;
        let id = mention
            .bearer()
            .zip(self.ground.as_deref())
            .map(|(bearer, ground)| ground.grammar.id(bearer));
        let text = id.map_or_else(
            || {
                let words = words(self.text, span.clone());
                match words.as_slice() {
                    [one] => one.text(self.text).to_owned(),
                    _ => self.text[span.clone()].to_owned(),
                }
            },
            str::to_owned,
        );
        node::text(text, span)
    }

    /// `weapon dagger`: who plays a role.
    pub(super) fn role(&mut self, line: usize, words: &[Word], told: &Told, roles: &mut Members) {
        let Told::As(Some(kind), ..) = told else { return };
        let first = words[0].clone();
        let name = self.raw(&first).to_owned();
        let Some(ground) = self.ground.as_deref_mut() else {
            return;
        };
        let vocabulary = ground.vocabulary;
        let kind = vocabulary.kind(*kind);
        let role = vocabulary.role_named(&name).and_then(|id| kind.role(id));
        let Some(role) = role else {
            let known: Vec<&str> = kind.roles.iter().map(|role| vocabulary.role(role.id)).collect();
            let near = ground
                .guesses
                .nearest(&name, OF_EVENT.iter().copied().chain(known.iter().copied()));
            let help = match near.first() {
                Some(near) => format!("did you mean `{near}`?"),
                None if known.is_empty() => format!("`{}` has no roles", kind.name),
                None => format!("the roles of `{}` are {}", kind.name, super::reader::listed(&known)),
            };
            let message = format!(
                "`{}` is neither a role of `{}` nor another detail of an event",
                brief(&name),
                kind.name
            );
            self.report("unknown-detail", message, &first.span, "not known", help);
            return;
        };
        let of = role.of;
        let behind = self.behind(&first, line);
        if behind.is_empty() {
            let message = format!("the role `{name}` has nobody in it");
            self.report(
                "missing-key",
                message,
                &first.span,
                "a name belongs behind it",
                "name who or what it is, or take it away",
            );
            return;
        }
        if let Some(names) = self.names_of(behind, Some(of)) {
            roles.say(&name, &first.span, names);
        }
    }

    /// The names of a list that cannot be parted otherwise.
    pub(super) fn between_commas(&mut self, span: Range<usize>) -> Option<Node> {
        let found = words(self.text, span);
        let parts = found.split(|word| word.sort == Sort::Comma);
        let spans = parts.filter_map(|part| Some(part.first()?.span.start..part.last()?.span.end));
        let names: Vec<Node> = spans
            .collect::<Vec<_>>()
            .into_iter()
            .filter_map(|span| self.free_text(span))
            .collect();
        (!names.is_empty()).then(|| filled(names, false))
    }

    /// The names of a list, as one, several or candidates; none where only a second reading of the journal could tell.
    pub(super) fn names_of(&mut self, span: Range<usize>, wanted: Option<Fillers>) -> Option<Node> {
        let found = words(self.text, span.clone());
        self.strings(&found);
        let ground = self.ground.as_deref()?;
        let wanted = wanted.unwrap_or(Fillers::ANY);
        let read = ground.grammar.names(&self.text[span.clone()], wanted);
        let list = match read {
            Ok(list) => list,
            Err(mut lists) if lists.len() == 1 => lists.remove(0),
            Err(lists) if lists.is_empty() => return self.between_commas(span),
            Err(mut lists) => {
                let help = "put each name that has several words in quotes";
                self.report(
                    "ambiguous-line",
                    "these names can be read in more than one way",
                    &span,
                    "",
                    help,
                );
                lists.remove(0)
            }
        };
        let names: Vec<Node> = list
            .mentions
            .iter()
            .map(|mention| self.mentioned(mention, span.start))
            .collect();
        Some(filled(names, list.candidates))
    }

    /// `killing-macbeth`: the kind and who comes first in it, with a number where that is taken.
    pub(super) fn automatic_id(&mut self, kind: Option<KindId>, named: &Node, roles: &Members) -> String {
        let name = node::said(named).unwrap_or_default();
        let Some(ground) = self.ground.as_deref_mut() else {
            return name.to_owned();
        };
        let order = kind.map(|kind| &ground.vocabulary.kind(kind).roles);
        let filled = order
            .into_iter()
            .flatten()
            .find_map(|role| roles.get(ground.vocabulary.role(role.id)));
        let first = filled.and_then(first_name).filter(|first| is_slug(first));
        let base = match first {
            Some(first) => format!("{name}-{first}"),
            None => name.to_owned(),
        };
        let id = ground.free_id(base);
        ground.grammar.add_event(&id);
        id
    }
}

/// The first of those who fill a role.
fn first_name(filled: &Node) -> Option<&str> {
    match &filled.value {
        Value::String(name) => Some(name),
        Value::Array(names) => names.first().and_then(first_name),
        Value::Object(members) => members.first().and_then(|(_, names)| first_name(names)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Bad => None,
    }
}

/// One name by itself, several as a list, candidates as a choice.
fn filled(mut names: Vec<Node>, candidates: bool) -> Node {
    if names.len() == 1 && !candidates {
        return names.remove(0);
    }
    let list = node::list(names).unwrap_or(Node {
        span: 0..0,
        value: Value::Array(Vec::new()),
    });
    if !candidates {
        return list;
    }
    let span = list.span.clone();
    let key = Key {
        name: "one-of".to_owned(),
        span: span.clone(),
    };
    Node {
        span,
        value: Value::Object(vec![(key, list)]),
    }
}
