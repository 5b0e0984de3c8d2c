//! What can be typed where a command line wants a value: the table of the words that stand for values in the help, and the names behind each.

use crate::check::known;
use crate::model::{EntityId, EntityKind, Story, fold};
use crate::vocabulary::Vocabulary;
use std::collections::BTreeSet;

/// What can be typed for a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// Whoever and whatever has a name: entities and events.
    Names,
    /// An event, a time, the start or the end.
    Moments,
    /// A place of the telling: a label of it, or an event.
    Places,
    /// A relation or the verb of a kind.
    Words,
    /// A word, or a name; behind the first, names.
    Facts,
    /// A relation by its own name.
    Relations,
    /// A document.
    Documents,
    /// A rule.
    Rules,
    /// What can be listed.
    Lists,
    /// The name of a command.
    Commands,
    /// A file or a folder.
    Files,
    /// Something that nobody can complete: a number, a sentence.
    Free,
}

/// What stands in the help for a value, and what can be typed for it.
const VALUES: &[(&str, Value)] = &[
    ("NAME", Value::Names),
    ("A", Value::Names),
    ("B", Value::Names),
    ("MOMENT", Value::Moments),
    ("PLACE", Value::Places),
    ("WORD", Value::Words),
    ("FACT", Value::Facts),
    ("RELATION", Value::Relations),
    ("DOCUMENT", Value::Documents),
    ("RULE", Value::Rules),
    ("WHAT", Value::Lists),
    ("COMMAND", Value::Commands),
    ("PATH", Value::Files),
    ("FILE", Value::Files),
    ("OUT", Value::Files),
    ("DIR", Value::Files),
    ("N", Value::Free),
    ("FACTOR", Value::Free),
];

impl Value {
    /// What can be typed for an argument.
    pub(crate) fn of(arg: &clap::Arg) -> Self {
        let name = arg.get_value_names().and_then(|names| names.first());
        let known = VALUES
            .iter()
            .find(|(known, _)| name.is_some_and(|name| name.as_str() == *known));
        known.map_or(Self::Free, |&(_, value)| value)
    }

    /// Whether it names somebody or something, so that a number of the last answer may stand for it.
    pub(crate) fn is_name(self) -> bool {
        matches!(self, Self::Names | Self::Facts)
    }

    /// Whether the story has to be read to know.
    pub(crate) fn wants_story(self) -> bool {
        match self {
            Self::Names
            | Self::Moments
            | Self::Places
            | Self::Words
            | Self::Facts
            | Self::Relations
            | Self::Documents => true,
            Self::Rules | Self::Lists | Self::Commands | Self::Files | Self::Free => false,
        }
    }
}

/// Something that can be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Offer {
    /// What is typed, without quotes.
    pub(crate) text: String,
    /// What it is.
    pub(crate) about: String,
}

impl Offer {
    pub(crate) fn new(text: impl Into<String>, about: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            about: about.into(),
        }
    }
}

/// A story and its words, from which offers are made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stock<'a> {
    /// The story.
    pub(crate) story: &'a Story,
    /// Its vocabulary.
    pub(crate) vocabulary: &'a Vocabulary,
}

impl Stock<'_> {
    /// What of a sort begins like that; `nth` is how many values stand before.
    pub(crate) fn offers(&self, value: Value, typed: &str, nth: usize) -> Vec<Offer> {
        match value {
            Value::Names => self.names(typed),
            Value::Moments => self.moments(typed),
            Value::Places => self.places(typed),
            Value::Words if nth == 0 => self.words(typed),
            Value::Words => Vec::new(),
            Value::Facts if nth == 0 => [self.words(typed), self.names(typed)].concat(),
            Value::Facts => self.names(typed),
            Value::Relations => {
                let relations = self.vocabulary.relations.iter();
                let offers = relations.map(|relation| Offer::new(&relation.name, &relation.words.third));
                sorted(beginning(offers, typed))
            }
            Value::Documents => {
                let documents = self.story.documents.iter();
                let title = |title: Option<&crate::model::Text>| title.map(ToString::to_string).unwrap_or_default();
                let offers = documents.map(|document| Offer::new(document.id.as_str(), title(document.title.as_ref())));
                beginning(offers, typed)
            }
            Value::Rules | Value::Lists | Value::Commands | Value::Files | Value::Free => of_program(value, typed),
        }
    }

    /// Whoever and whatever is called so: by the id, where that begins so, or else by each name that does.
    pub(crate) fn names(&self, typed: &str) -> Vec<Offer> {
        [self.cast(typed), self.events(typed)].concat()
    }

    /// Characters, factions, places and items.
    fn cast(&self, typed: &str) -> Vec<Offer> {
        let wanted = fold(typed);
        let mut found: Vec<(EntityId, &str)> = Vec::new();
        for (id, entity) in self.story.entity_ids().zip(&self.story.entities) {
            if begins(&entity.id, &wanted) {
                found.push((id, &entity.id));
            } else {
                let names = entity.names.iter().filter(|name| begins(&name.text, &wanted));
                found.extend(names.map(|name| (id, name.text.as_str())));
            }
        }
        let offers = found.iter().map(|&(id, text)| {
            let entity = self.story.entity(id);
            let is_shared = found
                .iter()
                .any(|&(other, name)| other != id && fold(name) == fold(text));
            // A name of several names nobody.
            let text = if is_shared { entity.id.as_str() } else { text };
            let who = if text == entity.id {
                self.story.label(id)
            } else {
                &entity.id
            };
            Offer::new(text, format!("{who} ({})", entity.kind.word()))
        });
        sorted(offers.collect())
    }

    fn events(&self, typed: &str) -> Vec<Offer> {
        let events = self.story.events.iter().map(|event| {
            let kind = self.vocabulary.kind(event.kind);
            Offer::new(event.id.as_str(), &kind.verb.noun)
        });
        beginning(events, typed)
    }

    fn moments(&self, typed: &str) -> Vec<Offer> {
        let ends = [("start", "before the first event"), ("end", "after the last event")];
        let ends = ends.map(|(text, about)| Offer::new(text, about));
        [beginning(ends.into_iter(), typed), self.events(typed)].concat()
    }

    /// Labels of the telling; titles and events would tell what is still to come.
    fn places(&self, typed: &str) -> Vec<Offer> {
        let details = self.story.events.iter().filter_map(|event| event.detail.as_ref());
        let events = details.filter_map(|detail| detail.told.as_ref());
        let sections = self.story.sections.iter().map(|section| &section.told);
        let mut labels: Vec<_> = sections
            .chain(events)
            .map(|told| (told.key, told.written.to_string()))
            .collect();
        labels.sort();
        labels.dedup();
        let labels = labels.into_iter().map(|(_, label)| Offer::new(label, ""));
        labels.filter(|label| label.text.starts_with(typed)).collect()
    }

    /// Relations, and the verbs of kinds; before anything is typed, only what this story has.
    pub(crate) fn words(&self, typed: &str) -> Vec<Offer> {
        let vocabulary = self.vocabulary;
        let told: BTreeSet<_> = self.story.events.iter().map(|event| event.kind.index()).collect();
        let mut offers = Vec::new();
        for (place, kind) in vocabulary.kinds.iter().enumerate() {
            if typed.is_empty() && !told.contains(&place) {
                continue;
            }
            let forms = [&kind.verb.past, &kind.name].into_iter().chain(&kind.also);
            let mut forms = forms.filter(|form| begins(form, &fold(typed)));
            offers.extend(
                forms
                    .next()
                    .map(|form| Offer::new(form, format!("events: {}", kind.verb.noun))),
            );
        }
        for relation in &vocabulary.relations {
            let forms = [&relation.name, &relation.words.noun].into_iter().chain(&relation.also);
            let mut forms = forms.filter(|form| begins(form, &fold(typed)));
            offers.extend(forms.next().map(|form| Offer::new(form, &relation.words.third)));
        }
        sorted(offers)
    }
}

/// What the program itself knows, whatever the story.
pub(crate) fn of_program(value: Value, typed: &str) -> Vec<Offer> {
    match value {
        Value::Rules => {
            let known = known();
            let rules = known.iter().map(|rule| Offer::new(rule.name, rule.summary));
            beginning(rules, typed)
        }
        Value::Lists => {
            let kinds = EntityKind::ALL.map(EntityKind::plural);
            let others = ["relations", "kinds", "events", "documents", "facts", "all"];
            let names = kinds.into_iter().chain(others).map(|name| Offer::new(name, ""));
            beginning(names, typed)
        }
        Value::Names
        | Value::Moments
        | Value::Places
        | Value::Words
        | Value::Facts
        | Value::Relations
        | Value::Documents
        | Value::Commands
        | Value::Files
        | Value::Free => Vec::new(),
    }
}

/// Whether a name begins with what was typed, which is folded; *the* counts for nothing.
pub(crate) fn begins(name: &str, wanted: &str) -> bool {
    let folded = fold(name);
    folded.starts_with(wanted) || folded.strip_prefix("the ").is_some_and(|bare| bare.starts_with(wanted))
}

fn beginning(offers: impl Iterator<Item = Offer>, typed: &str) -> Vec<Offer> {
    let wanted = fold(typed);
    offers.filter(|offer| begins(&offer.text, &wanted)).collect()
}

fn sorted(mut offers: Vec<Offer>) -> Vec<Offer> {
    offers.sort_by(|a, b| (&a.text, &a.about).cmp(&(&b.text, &b.about)));
    offers.dedup_by(|a, b| a.text == b.text);
    offers
}
