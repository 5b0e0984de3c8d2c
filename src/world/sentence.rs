//! What happened, told in English: the declared patterns and verb forms, filled with names.
//!
//! ```text
//!   <killer> kill <victim>[ at <place>]      Garak killed Weyoun at the command centre
//! ```
//!
//! No sentence is written anywhere else; a kind or relation of a story's own is told as well as a built-in one.

use super::World;
use crate::model::{Bound, Count, EventId, Node, Part, RoleId};
use crate::vocabulary::{Blank, Kind, Number, Pattern, Role, Segment, Verb};

/// Joins words into a list: `A`, `A and B`, `A, B and C`.
pub(crate) fn list<T: AsRef<str>>(words: &[T], joint: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [rest @ .., last] => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            format!("{} {joint} {}", rest.join(", "), last.as_ref())
        }
    }
}

/// Makes the first letter a capital.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// A number with a comma between thousands.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

impl World {
    /// Who takes part in an event, in the order of its kind's roles; those of one role as the story lists them.
    #[must_use]
    pub fn parts(&self, event: EventId) -> Vec<Part> {
        let roles = &self.vocabulary.kind(self.story.event(event).kind).roles;
        let mut parts = self.story.parts(event).to_vec();
        // The sort is stable, and a story may list its roles in any order.
        parts.sort_by_key(|part| roles.iter().position(|role| role.id == part.role));
        parts
    }

    /// What happened, as an English sentence in the past tense without its full stop.
    ///
    /// The first pattern of its kind whose blanks are all filled is used; a kind without patterns is told by its verb, and what fits nothing by the kind's noun and the names.
    #[must_use]
    pub fn sentence(&self, event: EventId) -> String {
        let kind = self.vocabulary.kind(self.story.event(event).kind);
        let told = kind
            .patterns
            .iter()
            .find_map(|pattern| self.by_pattern(event, pattern, &kind.verb));
        capital(&told.unwrap_or_else(|| self.without_pattern(event, kind)))
    }

    fn by_pattern(&self, event: EventId, pattern: &Pattern, verb: &Verb) -> Option<String> {
        let subject = pattern.segments.iter().find_map(|segment| match segment {
            Segment::Blank(blank) => Some(*blank),
            Segment::Text(_) | Segment::Verb | Segment::Passive | Segment::Optional(_) => None,
        });
        let number = subject.map_or(Number::Singular, |blank| self.number(event, blank));
        self.fill(event, &pattern.segments, verb, number)
    }

    /// The pieces one after the other; none if a blank among them stays empty.
    fn fill(&self, event: EventId, segments: &[Segment], verb: &Verb, number: Number) -> Option<String> {
        let mut text = String::new();
        for segment in segments {
            match segment {
                Segment::Text(words) => text.push_str(words),
                Segment::Verb => text.push_str(&verb.past(number)),
                Segment::Passive => text.push_str(&verb.passive(number)),
                Segment::Blank(blank) => text.push_str(&self.blank(event, *blank)?),
                Segment::Optional(inner) if self.repeats_place(event, inner) => {}
                Segment::Optional(inner) => {
                    text.push_str(&self.fill(event, inner, verb, number).unwrap_or_default());
                }
            }
        }
        Some(text)
    }

    /// Whether pieces that may be left out would name a place which takes a part in the event, and so is named already.
    fn repeats_place(&self, event: EventId, pieces: &[Segment]) -> bool {
        let place = self.story.event(event).place.map(Node::from);
        pieces.contains(&Segment::Blank(Blank::Place))
            && self.story.parts(event).iter().any(|part| Some(part.node) == place)
    }

    fn blank(&self, event: EventId, blank: Blank) -> Option<String> {
        match blank {
            Blank::Role(role) => self.fillers_words(event, role),
            Blank::Place => self
                .story
                .event(event)
                .place
                .map(|id| self.mention_at(id.into(), event)),
            Blank::Count => self.count(event).map(Self::count_words),
        }
    }

    fn count(&self, event: EventId) -> Option<Count> {
        self.story.event(event).detail.as_ref().and_then(|detail| detail.count)
    }

    /// A quantity in words: *over 800,000,000*.
    #[must_use]
    pub fn count_words(count: Count) -> String {
        let bound = match count.bound {
            Bound::Exactly => "",
            Bound::Over => "over ",
            Bound::About => "about ",
            Bound::Under => "under ",
        };
        format!("{bound}{}", thousands(count.number))
    }

    /// Those who fill a role: the certain ones joined by *and*, candidates by *or*.
    fn fillers_words(&self, event: EventId, role: RoleId) -> Option<String> {
        let (maybe, sure): (Vec<Part>, Vec<Part>) = self.story.fillers(event, role).partition(|part| part.candidate);
        let names = |parts: &[Part]| self.names_and_guises(event, parts);
        match (sure.is_empty(), maybe.is_empty()) {
            (true, true) => None,
            (false, true) => Some(list(&names(&sure), "and")),
            (true, false) => Some(list(&names(&maybe), "or")),
            (false, false) => Some(format!(
                "{} and either {}",
                names(&sure).join(", "),
                list(&names(&maybe), "or")
            )),
        }
    }

    /// Names, each with what its bearer passes for then; what all of several pass for stands once, behind the last.
    fn names_and_guises(&self, event: EventId, parts: &[Part]) -> Vec<String> {
        let guises: Vec<Option<String>> = parts.iter().map(|part| self.guise(event, *part)).collect();
        let shared = guises.windows(2).all(|two| two[0] == two[1]);
        let last = parts.len().saturating_sub(1);
        let named = parts.iter().zip(guises).enumerate();
        named
            .map(|(i, (part, guise))| match guise.filter(|_| !shared || i == last) {
                Some(guise) => format!("{} ({guise})", self.mention_at(part.node, event)),
                None => self.mention_at(part.node, event),
            })
            .collect()
    }

    /// Whether what fills a blank is one or several.
    pub(crate) fn number(&self, event: EventId, blank: Blank) -> Number {
        let one = match blank {
            Blank::Place => self
                .story
                .event(event)
                .place
                .is_none_or(|place| !self.story.entity(place).plural),
            Blank::Count => self.count(event).is_none_or(|count| count.number == 1),
            Blank::Role(role) => {
                let parts: Vec<Part> = self.story.fillers(event, role).collect();
                let several = parts.len() > 1 && !parts.iter().all(|part| part.candidate);
                // With candidates the verb follows the nearest one: "the Breen or Dukat was seen".
                !several && parts.last().is_none_or(|part| self.is_singular(part.node))
            }
        };
        if one { Number::Singular } else { Number::Plural }
    }

    pub(super) fn is_singular(&self, node: Node) -> bool {
        node.entity().is_none_or(|id| !self.story.entity(id).plural)
    }

    /// What is said of an event that fits none of its kind's patterns.
    fn without_pattern(&self, event: EventId, kind: &Kind) -> String {
        let clause = if kind.patterns.is_empty() {
            self.by_verb(event, kind)
        } else {
            None
        };
        let mut text = clause.unwrap_or_else(|| self.by_noun(event, kind));
        if let Some(place) = self.story.event(event).place {
            text.push_str(" at ");
            text.push_str(&self.mention_at(place.into(), event));
        }
        if let Some(count) = self.count(event) {
            text.push_str(&format!(" ({})", Self::count_words(count)));
        }
        text
    }

    /// Whoever acts, the verb, and the other roles in the order of declaration, each behind its preposition; none if nobody acts.
    fn by_verb(&self, event: EventId, kind: &Kind) -> Option<String> {
        let acts = |role: &&Role| role.agentive && self.story.fillers(event, role.id).next().is_some();
        let actor = kind.roles.iter().find(acts)?;
        let mut text = self.fillers_words(event, actor.id)?;
        text.push(' ');
        text.push_str(&kind.verb.past(self.number(event, Blank::Role(actor.id))));
        for role in kind.roles.iter().filter(|role| role.id != actor.id) {
            let Some(names) = self.fillers_words(event, role.id) else {
                continue;
            };
            if let Some(preposition) = &role.preposition {
                text.push(' ');
                text.push_str(preposition);
            }
            text.push(' ');
            text.push_str(&names);
        }
        Some(text)
    }

    /// The kind's noun, and whoever took part in the order of the declared roles: *battle: A, B*.
    fn by_noun(&self, event: EventId, kind: &Kind) -> String {
        let names = kind.roles.iter().filter_map(|role| self.fillers_words(event, role.id));
        let names: Vec<String> = names.collect();
        if names.is_empty() {
            return kind.verb.noun.clone();
        }
        format!("{}: {}", kind.verb.noun, names.join(", "))
    }

    /// What something is called within a sentence: an entity by its name, an event by its noun and id, as in *the battle `last-stand`*.
    #[must_use]
    pub fn mention(&self, node: Node) -> String {
        if let Some(entity) = node.entity() {
            return self.story.name(entity).to_owned();
        }
        node.event().map_or_else(String::new, |id| {
            let event = self.story.event(id);
            format!("the {} `{}`", self.vocabulary.kind(event.kind).verb.noun, event.id)
        })
    }

    /// What something is called on its own, in a list or a picture: an entity without its article, an event by its sentence.
    #[must_use]
    pub fn label(&self, node: Node) -> String {
        match (node.entity(), node.event()) {
            (Some(entity), _) => self.story.label(entity).to_owned(),
            (None, Some(event)) => self.sentence(event),
            (None, None) => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::sample::world;

    const CAST: &str = r#"
        "characters": [{"id": "kira", "name": "Kira"}, {"id": "odo", "name": "Odo"}, {"id": "weyoun", "name": "Weyoun"}],
        "factions": [{"id": "breen", "name": "the Breen", "plural": true}, {"id": "federation", "name": "the Federation"}],
        "places": [{"id": "centre", "name": "the command centre"}],
        "items": [{"id": "knife", "name": "a knife"}]"#;

    fn sentences(events: &str) -> Vec<String> {
        let world = world(&format!(r#"{{"lorescope": 1, {CAST}, "events": [{events}]}}"#));
        world.story.event_ids().map(|id| world.sentence(id)).collect()
    }

    #[test]
    fn an_event_is_told_by_the_first_pattern_it_fills() {
        for (event, sentence) in [
            (
                r#""kind": "killing", "roles": {"victim": "weyoun", "killer": ["kira", "odo"], "weapon": "knife"}, "place": "centre""#,
                "Kira and Odo killed Weyoun with a knife at the command centre",
            ),
            (
                r#""kind": "killing", "roles": {"victim": ["weyoun", "odo"]}"#,
                "Weyoun and Odo were killed",
            ),
            (
                r#""kind": "killing", "roles": {"victim": "weyoun", "killer": {"one-of": ["kira", "odo"]}}"#,
                "Kira or Odo killed Weyoun",
            ),
            (
                r#""kind": "massacre", "roles": {"perpetrator": "breen", "victim": "federation"}, "count": "over 800000000""#,
                "The Breen massacred the Federation (over 800,000,000 dead)",
            ),
            (
                r#""kind": "alliance", "roles": {"allies": ["federation", "breen", "kira"]}"#,
                "The Federation, the Breen and Kira allied",
            ),
            (
                r#""kind": "departure", "roles": {"departed": "odo", "from": "centre"}, "place": "centre""#,
                "Odo departed from the command centre",
            ),
            (
                r#""kind": "killing", "roles": {"victim": "breen"}"#,
                "The Breen were killed",
            ),
        ] {
            assert_eq!(sentences(&format!(r#"{{"id": "x", {event}}}"#)), [sentence]);
        }
    }

    #[test]
    fn an_event_within_a_sentence_goes_by_its_noun_and_id() {
        let told = sentences(
            r#"{"id": "stand", "kind": "alliance", "roles": {"allies": ["kira", "odo"]}},
               {"id": "talk", "kind": "conversation", "roles": {"speakers": ["kira", "odo"], "about": "stand"}}"#,
        );
        assert_eq!(told[1], "Kira and Odo talked about the alliance `stand`");
    }

    #[test]
    fn a_kind_of_a_storys_own_is_told_with_no_more_than_a_verb() {
        let world = world(
            r#"{"lorescope": 1,
            "vocabulary": {"kinds": {"oath": {
                "roles": {"swearer": {"of": "actor", "count": "0..", "agentive": true}, "lord": {"of": "actor", "count": "0..", "agentive": false, "preposition": "to"}},
                "verb": {"base": "swear", "past": "swore", "noun": "oath"}}}},
            "characters": [{"id": "a", "name": "Ann"}, {"id": "b", "name": "Bo"}],
            "places": [{"id": "hall", "name": "the hall"}],
            "events": [{"id": "x", "kind": "oath", "roles": {"swearer": "a", "lord": "b"}, "place": "hall"},
                       {"id": "y", "kind": "oath", "roles": {"lord": "b"}}]}"#,
        );
        assert_eq!(world.sentence(EventId(0)), "Ann swore to Bo at the hall");
        assert_eq!(world.sentence(EventId(1)), "Oath: Bo");
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (number, words) in [(7, "7"), (999, "999"), (1000, "1,000"), (800_000_000, "800,000,000")] {
            assert_eq!(thousands(number), words);
        }
    }
}
