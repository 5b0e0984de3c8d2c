//! What to write instead, in the form in which the file is written: a person who writes a journal is told in the words of one.

use super::Lower;
use super::names::a;
use crate::load::fault::Where;
use crate::load::lex::brief;
use crate::load::slug::id_for;
use crate::load::tree::quoted;
use crate::model::EntityKind;
use crate::vocabulary::Fillers;

impl Lower {
    /// Whether a place is in a journal.
    pub(super) fn is_in_journal(&self, at: &Where) -> bool {
        self.journals.get(at.file).copied().unwrap_or_default()
    }

    /// How to add somebody or something that is missing, ready to be typed.
    pub(super) fn addition(&self, name: &str, wanted: Fillers, at: &Where) -> String {
        let list = EntityKind::ALL.into_iter().find(|&kind| wanted.admits(kind));
        let Some(list) = list else {
            return "write the `id` of an event that is told".to_owned();
        };
        let id = id_for(name, "…");
        let long = brief(name) != name;
        if self.is_in_journal(at) {
            let entry = if long {
                "… \"…\"".to_owned()
            } else if id == name {
                id
            } else {
                format!("{id} {}", quoted(name))
            };
            return format!("correct the name, or add it: `{} {entry}`", list.word());
        }
        let entry = if long {
            "{\"id\": \"…\", \"name\": \"…\"}".to_owned()
        } else if id == name {
            format!("{{\"id\": \"{id}\"}}")
        } else {
            format!("{{\"id\": \"{id}\", \"name\": {}}}", quoted(name))
        };
        format!("correct the name, or add it: `\"{}\": [{entry}]`", list.plural())
    }

    /// How to add a document.
    pub(super) fn document_added(&self, name: &str, at: &Where) -> String {
        let id = id_for(name, "retelling");
        if self.is_in_journal(at) && name.contains(' ') {
            format!(
                "add it: `source {id} \"{id}.md\"`; or, where in the document it stands, write `, {}`",
                brief(name)
            )
        } else if self.is_in_journal(at) {
            format!("add it: `source {id} \"{id}.md\"`")
        } else {
            format!("add it: `\"documents\": [{{\"id\": \"{id}\", \"title\": \"…\"}}]`")
        }
    }

    /// How to say who takes a part.
    pub(super) fn part_said(&self, role: &str, at: &Where) -> String {
        if self.is_in_journal(at) {
            // A role that is called like another detail is told as what it is.
            let detail = if crate::load::journal::is_detail(role) {
                "role "
            } else {
                ""
            };
            format!("say who it is in the sentence, or beneath it: `{detail}{role} …`")
        } else {
            format!("say who it is: `\"roles\": {{\"{role}\": …}}`")
        }
    }

    /// How to name one who is certain instead of the only candidate.
    pub(super) fn one_candidate(&self, role: &str, slug: &str, at: &Where) -> String {
        if self.is_in_journal(at) {
            return format!("name others too, or `{role} {slug}` with `doubtful` where it is in doubt");
        }
        format!(
            "name others too, or write `\"{role}\": \"{slug}\"`, with `\"certainty\": \"doubtful\"` where it is in doubt"
        )
    }

    /// How to say what a relation of one alone, or of two, is said of.
    pub(super) fn arguments_written(&self, name: &str, second: Option<Fillers>, at: &Where) -> String {
        match (second, self.is_in_journal(at)) {
            (None, true) => format!("write `{name}` by itself"),
            (None, false) => format!("write `\"{name}\": true`, or an object without `to`"),
            (Some(sort), true) => format!("name {} behind it: `{name} …`", a(&sort.to_string())),
            (Some(sort), false) => format!("name {}: `\"{name}\": \"…\"`", a(&sort.to_string())),
        }
    }

    /// How to declare a word of one's own.
    pub(super) fn declaration(&self, what: &str, at: &Where) -> String {
        let own = if self.is_in_journal(at) {
            format!("declare it: `{what} NAME …`")
        } else {
            "declare it under `vocabulary`".to_owned()
        };
        format!("{own}, or use one that `lore list {what}s` shows")
    }

    /// How a count is written.
    pub(super) fn count_written(&self, at: &Where) -> &'static str {
        if self.is_in_journal(at) {
            "write `800`, `over 800`, `about 20` or `under 5`; leave it out where nobody is counted"
        } else {
            "write `800`, `\"over 800\"`, `\"about 20\"` or `\"under 5\"`; leave it out where nobody is counted"
        }
    }

    /// How a place in the telling is written.
    pub(super) fn told_written(&self, at: &Where) -> &'static str {
        if self.is_in_journal(at) {
            "write a number or a label, such as `3`, `3.14` or `S07E25`"
        } else {
            "write a number or a label, such as `3`, `\"3.14\"` or `\"S07E25\"`"
        }
    }

    /// A remedy without the quotes that only JSON needs.
    pub(super) fn bare(&self, help: &str, at: &Where) -> String {
        if self.is_in_journal(at) {
            help.replace("`\"", "`").replace("\"`", "`")
        } else {
            help.to_owned()
        }
    }

    /// Whether an event may be one of those that could not be read, which have no label and get their ids from their kinds.
    pub(super) fn may_be_unread(&self, id: &str) -> bool {
        let of = |kind: &str| {
            id.strip_prefix(kind)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        self.lost.lines && self.vocabulary.kinds.iter().any(|kind| of(&kind.name))
    }
}
