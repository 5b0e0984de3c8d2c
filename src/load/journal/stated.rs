//! What holds from the start: a relation stated beneath the one it is said of.

use super::entity::{Draft, named};
use super::keys::OF_ENTITY;
use super::node::{self, Members};
use super::reader::Reader;
use super::word::Word;
use crate::load::lex::brief;
use crate::load::shape::some;
use crate::load::tree::{Node, Value};
use crate::model::EntityKind;
use crate::vocabulary::Fillers;
use std::ops::Range;

/// The details of a stated relation.
const OF_RELATION: &[&str] = &["told", "certainty", "implied", "doubtful", "according-to", "from"];

impl Reader<'_, '_, '_> {
    /// `RELATION target, target [from T] [until T] [told X] [implied]`
    pub(super) fn relation_stated(&mut self, line: usize, kind: EntityKind, words: &[Word], draft: &mut Draft) {
        let first = words[0].clone();
        let relation = self.raw(&first).to_owned();
        let declared = self.ground.as_ref().map(|ground| {
            let id = ground.vocabulary.relation_named(&relation);
            id.map(|id| ground.vocabulary.relation(id).between.clone())
        });
        let between = match declared {
            Some(None) => return self.unknown_relation(&first, kind),
            Some(Some(between)) => between,
            None => Vec::new(),
        };
        let mut rest = &words[1..];
        // One alone behind a relation between two is a name, whatever it says.
        let sure = rest.last().filter(|_| rest.len() > 1 || between.len() == 1).cloned();
        let sure = sure.filter(|word| ["implied", "doubtful"].iter().any(|sure| self.is(word, sure)));
        if sure.is_some() {
            rest = &rest[..rest.len() - 1];
        }
        let mut said = self.ends(&mut rest, &["from", "until", "told"]);
        if let Some(sure) = sure {
            said.say("certainty", &sure.span, node::text(self.raw(&sure), sure.span.clone()));
        }
        self.of_relation(line, &mut said);
        let wanted = between.get(1).or(between.first()).copied();
        let span = self.lines[line].content.clone();
        let (Some(one), Some(last)) = (rest.first(), rest.last()) else {
            if let Some(sort) = between.get(1) {
                let help = format!("name {} behind it: `{relation} …`", some(&sort.to_string()));
                self.report(
                    "wrong-arguments",
                    format!("`{relation}` does not say where it leads"),
                    &first.span,
                    "",
                    help,
                );
            } else if said.is_empty() && !draft.relations.has(&relation) {
                draft
                    .relations
                    .say(&relation, &first.span, node::flag(true, first.span.clone()));
            } else {
                draft.relations.add(&relation, &first.span, said.object(span));
            }
            return;
        };
        let targets = one.span.start..last.span.end;
        if between.len() == 1 {
            let message = format!("`{relation}` is said of one alone, and leads to nobody");
            self.report(
                "wrong-arguments",
                message,
                &targets,
                "",
                format!("write `{relation}` by itself"),
            );
            return;
        }
        let targets = self.several_names(targets, wanted);
        for target in targets {
            let entry = named("to", target, said.clone(), &span);
            draft.relations.add(&relation, &first.span, entry);
        }
    }

    /// What stands beneath a stated relation.
    fn of_relation(&mut self, line: usize, said: &mut Members) {
        let mut sources = Vec::new();
        for detail in self.details(line) {
            let words = self.words(detail);
            let first = words[0].clone();
            let key = self.raw(&first).to_owned();
            match key.as_str() {
                _ if self.is_source(&words) => {
                    sources.extend(self.source(detail, &words));
                    continue;
                }
                "told" | "certainty" | "according-to" => {
                    if let Some(value) = self.simple(&key, &first, detail) {
                        said.say(&key, &first.span, value);
                    }
                }
                "stated" | "implied" | "doubtful" if words.len() == 1 => {
                    said.say("certainty", &first.span, node::text(key, first.span.clone()));
                }
                _ => self.unknown_detail(&first, "a relation", OF_RELATION),
            }
            self.no_details(detail);
        }
        said.say_list("sources", sources);
    }

    /// Tells that a detail of an entity is neither a key nor a relation.
    fn unknown_relation(&mut self, word: &Word, kind: EntityKind) {
        let raw = self.raw(word).to_owned();
        let Some(ground) = self.ground.as_deref_mut() else {
            return;
        };
        let vocabulary = ground.vocabulary;
        let by_word = vocabulary
            .relation_by_word(&raw)
            .map(|id| vocabulary.relation(id).name.as_str());
        let relations = vocabulary.relations.iter().map(|relation| relation.name.as_str());
        let near = by_word.or_else(|| {
            ground
                .guesses
                .nearest(&raw, OF_ENTITY.iter().copied().chain(relations))
                .into_iter()
                .next()
        });
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                "`lore list relations` shows the relations; declare one of your own with `relation NAME actor, actor`"
                    .to_owned()
            }
        };
        let message = format!(
            "`{}` is neither a relation nor another detail of a {}",
            brief(&raw),
            kind.word()
        );
        self.report("unknown-detail", message, &word.span.clone(), "not known", help);
    }

    /// A name by its id, if it is known whose it is; else as it stands.
    pub(super) fn one_name(&mut self, name: Node) -> Node {
        let anybody = Fillers::ANY;
        let raw = &self.text[name.span.clone()];
        let read = self.ground.as_ref().map(|ground| ground.grammar.names(raw, anybody));
        match (read, &self.ground) {
            (Some(Ok(list)), Some(ground)) if list.mentions.len() == 1 => match list.mentions[0].bearer() {
                Some(bearer) => node::text(ground.grammar.id(bearer), name.span),
                None => name,
            },
            _ => name,
        }
    }

    /// Names with `,` or *and* between them, each by its id where it is known whose it is.
    fn several_names(&mut self, span: Range<usize>, wanted: Option<Fillers>) -> Vec<Node> {
        let names = match self.ground {
            Some(_) => self.names_of(span.clone(), wanted),
            None => self.between_commas(span.clone()),
        };
        let Some(names) = names else { return Vec::new() };
        match names.value {
            Value::Array(entries) => entries,
            Value::Object(_) => {
                let help = "write one line for each of them, with `doubtful` beneath it";
                self.report(
                    "no-choice",
                    "a relation is stated of candidates",
                    &span,
                    "one of these",
                    help,
                );
                Vec::new()
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Bad => vec![names],
        }
    }
}
