//! Relations and kinds of event that a journal declares.

use super::node::{self, Members};
use super::reader::Reader;
use super::word::{Sort, Word, words};
use crate::load::tree::Node;
use std::ops::Range;

const OF_RELATION: &[&str] = &[
    "symmetric",
    "single",
    "ends-with-life",
    "holds-from-always",
    "arrow",
    "no-arrow",
    "excludes",
    "obscures",
    "means",
    "words",
    "inverse",
    "also",
    "inverse-also",
    "colour",
    "line",
];
const OF_KIND: &[&str] = &[
    "in-person",
    "not-in-person",
    "free",
    "not-free",
    "role",
    "verb",
    "pattern",
    "sentence",
    "starts",
    "ends",
    "needs",
    "also",
    "asked",
    "colour",
    "mark",
];
const FORMS: &[&str] = &["third", "past", "participle", "noun"];
const HOW_MANY: &str = "0123456789.";

impl Reader<'_, '_, '_> {
    /// `relation sworn-to character, faction`
    pub(super) fn relation_declared(&mut self, line: usize, words: &[Word]) {
        let Some(name) = self.name_declared(words, "relation", "relation sworn-to actor, faction") else {
            return;
        };
        let mut relation = Members::default();
        let between: Vec<Node> = words[2..]
            .split(|word| word.sort == Sort::Comma)
            .filter_map(|sorts| self.together(sorts))
            .collect();
        if !(1..=2).contains(&between.len()) {
            let help = "name one or two sorts of thing, such as `relation sworn-to actor, faction`";
            let message = match between.len() {
                0 => "the relation does not say what it holds between".to_owned(),
                more => format!("the relation is between {more} things"),
            };
            self.report("missing-key", message, &name.span, "", help);
            self.dropped.push(self.raw(&name).to_owned());
            return;
        }
        relation.say_list("between", between);
        for detail in self.details(line) {
            self.of_relation_declared(detail, &mut relation);
            self.no_details(detail);
        }
        if !relation.has("words") {
            let help = "say how it is told: `words \"be sworn to\"` beneath it";
            self.report(
                "missing-key",
                "the relation has no words",
                &name.span,
                "`words` is missing",
                help,
            );
            self.dropped.push(self.raw(&name).to_owned());
            return;
        }
        let span = self.lines[line].content.clone();
        let key = self.raw(&name).to_owned();
        self.relations.say(&key, &name.span, relation.object(span));
    }

    fn of_relation_declared(&mut self, line: usize, relation: &mut Members) {
        let words = self.words(line);
        let first = words[0].clone();
        let key = self.raw(&first).to_owned();
        match key.as_str() {
            "symmetric" | "single" | "ends-with-life" | "holds-from-always" | "arrow" | "no-arrow" => {
                self.nothing_more(&words[1..]);
                let (key, value) = if key == "no-arrow" {
                    ("arrow", false)
                } else {
                    (key.as_str(), true)
                };
                relation.say(key, &first.span, node::flag(value, first.span.clone()));
            }
            "excludes" | "obscures" | "also" | "inverse-also" => {
                for entry in self.entries(line, &words) {
                    relation.add(&key, &first.span, entry);
                }
            }
            "means" | "colour" | "line" => {
                if let Some(value) = self.text_behind(&first, line) {
                    relation.say(&key, &first.span, value);
                }
            }
            "words" | "inverse" => {
                if let Some(said) = self.verb_forms(line, &words) {
                    relation.say(&key, &first.span, said);
                }
            }
            _ => self.unknown_detail(&first, "a relation", OF_RELATION),
        }
    }

    /// `kind duel is battle`
    pub(super) fn kind_declared(&mut self, line: usize, words: &[Word]) {
        let Some(name) = self.name_declared(words, "kind", "kind duel is battle") else {
            return;
        };
        let mut kind = Members::default();
        match &words[2..] {
            [] => {}
            [is, parent] if self.is(is, "is") => {
                let parent = self.string(parent);
                kind.say("is", &is.span, parent);
            }
            [first, .., last] | [first @ last] => {
                let span = first.span.start..last.span.end;
                if let Some(parent) = words.get(3).filter(|_| self.is(first, "is")) {
                    kind.say(
                        "is",
                        &first.span,
                        node::text(parent.text(self.text), parent.span.clone()),
                    );
                }
                let help = "behind the name of a kind may stand `is` and the kind that it is one of";
                self.report(
                    "syntax",
                    "the kind is followed by something else",
                    &span,
                    "not expected",
                    help,
                );
            }
        }
        let mut roles = Members::default();
        for detail in self.details(line) {
            self.of_kind(detail, &mut kind, &mut roles);
            self.no_details(detail);
        }
        if !kind.has("verb") && !kind.has("is") {
            let help =
                "say how it is told: `verb \"swear\" past \"swore\" participle \"sworn\" noun \"oath\"` beneath it";
            self.report(
                "missing-key",
                "the kind has no verb",
                &name.span,
                "`verb` is missing",
                help,
            );
            self.dropped.push(self.raw(&name).to_owned());
            return;
        }
        let span = self.lines[line].content.clone();
        if !roles.is_empty() {
            kind.say("roles", &span, roles.object(span.clone()));
        }
        let key = self.raw(&name).to_owned();
        self.kinds.say(&key, &name.span, kind.object(span));
    }

    fn of_kind(&mut self, line: usize, kind: &mut Members, roles: &mut Members) {
        let words = self.words(line);
        let first = words[0].clone();
        let key = self.raw(&first).to_owned();
        match key.as_str() {
            "role" => {
                if let Some((name, role)) = self.role_declared(line, &words) {
                    let key = self.raw(&name).to_owned();
                    roles.say(&key, &name.span, role);
                }
            }
            "verb" => {
                if let Some(verb) = self.verb_forms(line, &words) {
                    kind.say("verb", &first.span, verb);
                }
            }
            "in-person" | "not-in-person" | "free" | "not-free" => {
                self.nothing_more(&words[1..]);
                let (key, value) = match key.strip_prefix("not-") {
                    Some(key) => (key, false),
                    None => (key.as_str(), true),
                };
                kind.say(key, &first.span, node::flag(value, first.span.clone()));
            }
            "pattern" | "sentence" | "starts" | "ends" => {
                let value = self.text_behind(&first, line);
                let key = match key.as_str() {
                    "pattern" => "patterns",
                    "sentence" => "sentences",
                    key => key,
                };
                if let Some(value) = value {
                    kind.add(key, &first.span, value);
                }
            }
            "needs" => {
                if let Some(need) = self.need(line, &first) {
                    kind.add("needs", &first.span, need);
                }
            }
            "also" | "asked" => {
                for entry in self.entries(line, &words) {
                    kind.add(&key, &first.span, entry);
                }
            }
            "colour" | "mark" => {
                if let Some(value) = self.text_behind(&first, line) {
                    kind.say(&key, &first.span, value);
                }
            }
            _ => self.unknown_detail(&first, "a kind of event", OF_KIND),
        }
    }

    /// The name that a declaration gives.
    fn name_declared(&mut self, words: &[Word], what: &str, example: &str) -> Option<Word> {
        let name = words.get(1).filter(|word| word.sort == Sort::Bare).cloned();
        if name.is_none() {
            let help = format!("write for example `{example}`");
            self.report(
                "missing-key",
                format!("the {what} has no name"),
                &words[0].span,
                "a name belongs behind it",
                help,
            );
        }
        name
    }

    /// `role challenger character 1.. agentive preposition "by"`
    fn role_declared(&mut self, line: usize, words: &[Word]) -> Option<(Word, Node)> {
        let example = "write for example `role challenger character 1.. agentive`";
        let Some(name) = words.get(1).filter(|word| word.sort == Sort::Bare).cloned() else {
            self.report(
                "missing-key",
                "the role has no name",
                &words[0].span,
                "a name belongs behind it",
                example,
            );
            return None;
        };
        let mut role = Members::default();
        let rest = &words[2..];
        let is_word = |word: &Word| {
            word.sort == Sort::Bar || word.sort == Sort::Bare && !self.is_count(word) && !self.is_flag(word)
        };
        let sorts = rest.iter().take_while(|word| is_word(word)).count();
        let of = self.together(&rest[..sorts]);
        role.say_if("of", of);
        let mut rest = rest[sorts..].iter();
        while let Some(word) = rest.next() {
            let raw = self.raw(word).to_owned();
            match raw.as_str() {
                _ if self.is_count(word) => role.say("count", &word.span, node::text(raw, word.span.clone())),
                "agentive" | "patient" => {
                    role.say("agentive", &word.span, node::flag(raw == "agentive", word.span.clone()));
                }
                "aware" | "unaware" => {
                    role.say("aware", &word.span, node::flag(raw == "aware", word.span.clone()));
                }
                "preposition" => {
                    let said = rest.next().map(|said| self.string(said));
                    role.say_if("preposition", said);
                }
                _ => self.report(
                    "syntax",
                    "this is no part of a role",
                    &word.span,
                    "not expected",
                    example,
                ),
            }
        }
        for (key, message, help) in [
            (
                "of",
                "the role does not say who may play it",
                "name a sort of thing, such as `actor`, `place` or `character|item`",
            ),
            (
                "agentive",
                "the role does not say whether whoever plays it acts",
                "write `agentive` if they act, `patient` if it befalls them",
            ),
        ] {
            if !role.has(key) {
                self.dropped.push(self.raw(&name).to_owned());
                self.report("missing-key", message, &name.span, "", help);
                return None;
            }
        }
        let span = self.lines[line].content.clone();
        Some((name, role.object(span)))
    }

    fn is_count(&self, word: &Word) -> bool {
        word.sort == Sort::Bare && self.raw(word).chars().all(|c| HOW_MANY.contains(c))
    }

    fn is_flag(&self, word: &Word) -> bool {
        ["agentive", "patient", "aware", "unaware", "preposition"]
            .iter()
            .any(|flag| self.is(word, flag))
    }

    /// Words without the blanks between them: `actor | place` is `actor|place`.
    fn together(&self, words: &[Word]) -> Option<Node> {
        let (first, last) = (words.first()?, words.last()?);
        let text: String = words.iter().map(|word| word.text(self.text)).collect();
        Some(node::text(text, first.span.start..last.span.end))
    }

    /// `verb "duel" past "duelled"`: the base form, and others.
    fn verb_forms(&mut self, line: usize, words: &[Word]) -> Option<Node> {
        let key = self.raw(&words[0]).to_owned();
        let Some(base) = words.get(1).filter(|word| word.is_string()) else {
            let help = format!("write for example `{key} \"serve\" third \"serves\" past \"served\"`");
            self.report(
                "missing-key",
                format!("`{key}` has no base form"),
                &words[0].span,
                "a string belongs behind it",
                help,
            );
            return None;
        };
        let mut forms = Members::default();
        let base = self.string(base);
        forms.say_if("base", Some(base));
        let mut rest = words[2..].iter().filter(|word| word.sort != Sort::Comma);
        while let Some(word) = rest.next() {
            let form = FORMS.iter().find(|form| self.is(word, form));
            match (form, rest.next()) {
                (Some(form), Some(said)) if said.is_string() => {
                    let said = self.string(said);
                    forms.say(form, &word.span, said);
                }
                _ => {
                    let help = "behind the base form may stand `third \"…\"`, `past \"…\"`, `participle \"…\"` and `noun \"…\"`";
                    self.report("syntax", "this is no form of a verb", &word.span, "not expected", help);
                    break;
                }
            }
        }
        Some(forms.object(self.lines[line].content.clone()))
    }

    /// `needs alive(a) or alive(b), rule duels-alive`
    fn need(&mut self, line: usize, first: &Word) -> Option<Node> {
        let behind = self.behind(first, line);
        let found = words(self.text, behind.clone());
        let ruled = match found.as_slice() {
            [.., comma, rule, name] if comma.sort == Sort::Comma && self.is(rule, "rule") => Some((comma, name)),
            _ => None,
        };
        let Some((comma, name)) = ruled else {
            let help = "write for example `needs alive(challenger), rule duels-alive`";
            self.report(
                "missing-key",
                "the need does not name the rule that reports it",
                &behind,
                "",
                help,
            );
            return None;
        };
        let mut any = Vec::new();
        let mut start = behind.start;
        let ors = found.iter().filter(|word| self.is(word, "or")).chain([comma]);
        for end in ors.map(|word| word.span.clone()).collect::<Vec<_>>() {
            any.extend(self.free_text(start..end.start));
            start = end.end;
        }
        let mut need = Members::default();
        need.say_list("any", any);
        need.say_if("rule", Some(node::text(self.raw(name), name.span.clone())));
        Some(need.object(self.lines[line].content.clone()))
    }

    /// The entries behind the first word of a line, each a string or words up to the next comma.
    fn entries(&mut self, line: usize, words: &[Word]) -> Vec<Node> {
        let mut entries = Vec::new();
        for part in words[1..].split(|word| word.sort == Sort::Comma) {
            match part {
                [] => {}
                [one] => entries.push(self.string(one)),
                [first, .., last] => entries.extend(self.free_text(first.span.start..last.span.end)),
            }
        }
        if entries.is_empty() {
            self.text_behind(&words[0], line);
        }
        entries
    }

    pub(super) fn nothing_more(&mut self, words: &[Word]) {
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            let span: Range<usize> = first.span.start..last.span.end;
            self.report(
                "syntax",
                "this word stands alone on its line",
                &span,
                "not expected",
                "take the rest away",
            );
        }
    }
}
