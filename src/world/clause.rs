//! What holds and what held, told in English in the words that its relation declares, from either side.
//!
//! ```text
//!   captive(weyoun, kira)      Weyoun is held captive by Kira
//!   seen from Kira             Kira holds captive Weyoun
//!   captive(weyoun, nobody)    Weyoun is held captive by somebody
//! ```

use super::World;
use super::sentence::capital;
use crate::model::{EntityKind, Node, RelationId};
use crate::timeline::Stretch;
use crate::vocabulary::{Fillers, Number, Verb};

/// Whether something is told as it is, as it has been since it began, or as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// It holds: *is allied with*.
    Present,
    /// It holds since something that is named behind it: *has been allied with*.
    Perfect,
    /// It held: *was allied with*.
    Past,
}

impl World {
    /// What holds or held, as an English sentence without its full stop: *Kira is allied with Odo*.
    #[must_use]
    pub fn stretch_sentence(&self, stretch: &Stretch, tense: Tense) -> String {
        self.relation_sentence(stretch.relation, stretch.args, tense)
    }

    /// What holds or held, seen from one of the two: a symmetric relation turned round, a directed one in its inverse words where it has any.
    ///
    /// So *Odo is a member of the Link* is, seen from the Link, *The Link includes Odo*.
    #[must_use]
    pub fn stretch_sentence_from(&self, stretch: &Stretch, seen_from: Node, tense: Tense) -> String {
        let relation = self.vocabulary.relation(stretch.relation);
        let [first, second] = stretch.args;
        let turned = second == Some(seen_from) && first != Some(seen_from);
        match &relation.inverse {
            _ if !turned => self.stretch_sentence(stretch, tense),
            _ if relation.symmetric => self.relation_sentence(stretch.relation, [second, first], tense),
            Some(inverse) => {
                let clause = self.clause(inverse, [1, 0], [second, first], stretch.relation, tense);
                capital(&clause)
            }
            None => self.stretch_sentence(stretch, tense),
        }
    }

    /// A relation between two (or of one) as a sentence; none among the two is somebody unknown.
    #[must_use]
    pub fn relation_sentence(&self, relation: RelationId, args: [Option<Node>; 2], tense: Tense) -> String {
        capital(&self.relation_clause(relation, args, tense))
    }

    /// A relation as it stands within another sentence: *somebody is held captive by the Breen*.
    #[must_use]
    pub fn relation_clause(&self, relation: RelationId, args: [Option<Node>; 2], tense: Tense) -> String {
        self.clause(&self.vocabulary.relation(relation).words, [0, 1], args, relation, tense)
    }

    fn clause(
        &self,
        verb: &Verb,
        places: [usize; 2],
        args: [Option<Node>; 2],
        relation: RelationId,
        tense: Tense,
    ) -> String {
        let between = &self.vocabulary.relation(relation).between;
        let name = |i: usize| {
            args[i].map_or_else(
                || {
                    between
                        .get(places[i])
                        .map_or("somebody", |&sort| unknown(sort))
                        .to_owned()
                },
                |node| self.mention(node),
            )
        };
        let number = match args[0] {
            Some(node) if !self.is_singular(node) => Number::Plural,
            Some(_) | None => Number::Singular,
        };
        let verb = match tense {
            Tense::Present => verb.present(number),
            Tense::Perfect => verb.perfect(number),
            Tense::Past => verb.past(number),
        };
        let subject = name(0);
        if between.len() < 2 {
            return format!("{subject} {verb}");
        }
        format!("{subject} {verb} {}", name(1))
    }
}

/// The word for an unknown thing of that sort.
pub(super) fn unknown(sort: Fillers) -> &'static str {
    if sort.admits_events() {
        "something"
    } else if sort.admits(EntityKind::Character) || !sort.admits_entities() {
        "somebody"
    } else if sort.admits(EntityKind::Item) {
        "something"
    } else if sort.admits(EntityKind::Place) {
        "somewhere"
    } else {
        "somebody"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EventId;
    use crate::world::sample::world;

    const CAST: &str = r#"
        "characters": [{"id": "kira", "name": "Kira"}, {"id": "odo", "name": "Odo"}, {"id": "weyoun", "name": "Weyoun"}],
        "factions": [{"id": "breen", "name": "the Breen", "plural": true}, {"id": "federation", "name": "the Federation"}]"#;

    #[test]
    fn what_holds_is_told_in_present_and_past_from_either_side() {
        let world = world(&format!(
            r#"{{"lorescope": 1, {CAST}, "events": [
                {{"id": "a", "kind": "alliance", "roles": {{"allies": ["odo", "kira"]}}}},
                {{"id": "b", "kind": "capture", "roles": {{"captured": "weyoun"}}}},
                {{"id": "c", "kind": "join", "roles": {{"joiner": "breen", "faction": "federation"}}}}]}}"#
        ));
        let told = |started: u32, from: Option<&str>, tense| {
            let made = |s: &&Stretch| s.started.event() == Some(EventId(started));
            let stretch = world.timeline.stretches.iter().find(made).expect("it starts one");
            match from {
                None => world.stretch_sentence(stretch, tense),
                Some(id) => world.stretch_sentence_from(stretch, world.find(id).expect("known"), tense),
            }
        };
        assert_eq!(told(0, None, Tense::Present), "Kira is allied with Odo");
        assert_eq!(told(0, Some("odo"), Tense::Past), "Odo was allied with Kira");
        assert_eq!(told(1, None, Tense::Present), "Weyoun is held captive by somebody");
        assert_eq!(
            told(2, None, Tense::Present),
            "The Breen are a member of the Federation"
        );
        assert_eq!(
            told(2, Some("federation"), Tense::Past),
            "The Federation included the Breen"
        );
    }
}
