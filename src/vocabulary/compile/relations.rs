//! A relation as declared becomes a relation as used.

use super::{Compiler, Place};
use crate::model::RelationId;
use crate::vocabulary::declare::RelationDeclaration;
use crate::vocabulary::{Fillers, Line, Meaning, Relation, Verb};

impl Compiler {
    pub(super) fn relation(&mut self, at: &Place, name: &str, declared: &RelationDeclaration) -> Relation {
        let between = self.between(at, name, declared);
        let excludes = self.relations(&at.to("excludes"), &declared.excludes);
        let obscures = self.relations(&at.to("obscures"), &declared.obscures);
        if declared.words.base.is_empty() {
            let help = "give it words: `\"words\": {\"base\": \"be sworn to\"}`";
            self.flaw(
                &at.to("words").to("base"),
                format!("the relation `{name}` has no words"),
                help,
            );
        }
        let meanings: Vec<&str> = Meaning::ALL.iter().map(|each| each.word()).collect();
        let lines: Vec<&str> = Line::ALL.iter().map(|each| each.word()).collect();
        let means = declared.means.as_deref();
        let line = declared.line.as_deref();
        let colour = self.colour(&at.to("colour"), declared.colour.as_deref());
        Relation {
            symmetric: declared.symmetric && between.len() == 2,
            between,
            name: name.to_owned(),
            single: declared.single,
            excludes,
            ends_with_life: declared.ends_with_life,
            holds_from_always: declared.holds_from_always,
            means: self.word(&at.to("means"), "meaning", means, Meaning::from_word, &meanings),
            obscures,
            words: Verb::of(&declared.words, name),
            inverse: declared.inverse.as_ref().map(|verb| Verb::of(verb, name)),
            also: declared.also.clone(),
            inverse_also: declared.inverse_also.clone(),
            colour: colour.unwrap_or_else(|| "#555555".to_owned()),
            line: self
                .word(&at.to("line"), "line style", line, Line::from_word, &lines)
                .unwrap_or(Line::Solid),
            arrow: declared.arrow.unwrap_or(!declared.symmetric),
        }
    }

    fn between(&mut self, at: &Place, name: &str, declared: &RelationDeclaration) -> Vec<Fillers> {
        let place = at.to("between");
        let mut between = Vec::new();
        for (i, words) in declared.between.iter().enumerate() {
            between.push(self.fillers(&place.to(i), words));
        }
        if !(1..=2).contains(&between.len()) {
            let message = format!("the relation `{name}` is between {} things", between.len());
            let help = "name one or two sorts of thing, such as `[\"actor\", \"actor\"]`";
            self.flaw(&place, message, help);
            between.resize(2, Fillers::ANY);
        }
        if declared.symmetric && between.len() != 2 {
            let message = format!("the relation `{name}` is symmetric, but holds of one thing alone");
            let help = "take `symmetric` away, or name a second sort of thing under `between`";
            self.flaw(&at.to("symmetric"), message, help);
        }
        between
    }

    fn relations(&mut self, at: &Place, names: &[String]) -> Vec<RelationId> {
        let known = names.iter().enumerate();
        known
            .filter_map(|(i, name)| self.relation_id(&at.to(i), name))
            .collect()
    }

    pub(super) fn relation_id(&mut self, at: &Place, name: &str) -> Option<RelationId> {
        let found = self.vocabulary.relation_named(name);
        if found.is_none() {
            let mut known: Vec<String> = self.vocabulary.relation_ids.keys().cloned().collect();
            known.sort_unstable();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            self.unknown(at, "relation", name, &known);
        }
        found
    }

    fn word<T>(
        &mut self,
        at: &Place,
        what: &str,
        word: Option<&str>,
        read: fn(&str) -> Option<T>,
        known: &[&str],
    ) -> Option<T> {
        let word = word?;
        let found = read(word);
        if found.is_none() {
            self.unknown(at, what, word, known);
        }
        found
    }
}
