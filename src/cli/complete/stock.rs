//! What can be typed where a command line wants a value: the names, words and moments of a story, and what the program itself has.

use super::value::Value;
use crate::check::known;
use crate::model::{EntityId, EntityKind, Story, fold};
use crate::vocabulary::Vocabulary;
use std::collections::BTreeSet;

/// How many words of a name may stand before the one being typed, and that one.
const LONGEST: usize = 5;

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
            Value::Events => self.events(typed),
            Value::Moments => self.moments(typed),
            Value::Places => self.places(typed),
            Value::Words if nth == 0 => self.words(typed),
            Value::Words => Vec::new(),
            Value::Facts if nth == 0 => [self.words(typed), self.names(typed)].concat(),
            Value::Facts => self.names(typed),
            Value::Roles => self.roles(typed),
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
            Value::Sentence => {
                let (start, offers) = self.within(typed);
                let whole = |offer: Offer| Offer::new(format!("{}{}", &typed[..start], offer.text), offer.about);
                offers.into_iter().map(whole).collect()
            }
            Value::Rules | Value::Lists | Value::Commands | Value::Files | Value::Free => of_program(value, typed),
        }
    }

    /// Whoever and whatever is called so: by the id, where that begins so, or else by each name that does.
    pub(crate) fn names(&self, typed: &str) -> Vec<Offer> {
        [self.cast(typed), self.events(typed)].concat()
    }

    /// What the end of a sentence can go on with, and the byte where that begins: a name of which words may stand there already, or a word of the vocabulary.
    pub(crate) fn within(&self, sentence: &str) -> (usize, Vec<Offer>) {
        let starts = sentence
            .char_indices()
            .zip(std::iter::once(' ').chain(sentence.chars()));
        let starts = starts.filter(|((_, c), before)| before.is_whitespace() && !c.is_whitespace());
        let mut starts: Vec<usize> = starts.map(|((at, _), _)| at).collect();
        if sentence.is_empty() || sentence.ends_with(char::is_whitespace) {
            starts.push(sentence.len());
        }
        let last = *starts.last().expect("a sentence ends in a word or before one");
        for &start in &starts[starts.len().saturating_sub(LONGEST)..] {
            let typed = &sentence[start..];
            let mut offers = self.names_of_words(typed.trim_start_matches(['\'', '"']));
            if start == last {
                offers = [self.names(typed), self.words(typed)].concat();
            }
            if !offers.is_empty() {
                return (start, offers);
            }
        }
        (last, Vec::new())
    }

    /// What is left of a name of which some words stand already; none where none of it does.
    pub(crate) fn rest(&self, before: &[String], typed: &str) -> Option<Vec<Offer>> {
        let before = before.join(" ");
        let (start, offers) = self.within(&format!("{before} {typed}"));
        let begun = before.get(start..).filter(|begun| !begun.is_empty())?;
        let count = begun.split_whitespace().count();
        let is_bare = !fold(begun).starts_with("the ");
        let rest = |offer: Offer| {
            let article = usize::from(is_bare && fold(&offer.text).starts_with("the "));
            let words = offer.text.split_whitespace().skip(count + article);
            Offer::new(words.collect::<Vec<_>>().join(" "), offer.about)
        };
        Some(
            offers
                .into_iter()
                .map(rest)
                .filter(|offer| !offer.text.is_empty())
                .collect(),
        )
    }

    /// Names of several words that go on so.
    fn names_of_words(&self, typed: &str) -> Vec<Offer> {
        let wanted = wanted(typed);
        let entities = self.story.entities.iter().flat_map(|entity| {
            let names = entity.names.iter().filter(|name| begins(&name.text, &wanted));
            let about = move || format!("{} ({})", entity.id, entity.kind.word());
            names.map(move |name| Offer::new(name.text.as_str(), about()))
        });
        let longer = entities.filter(|offer| fold(&offer.text).len() > wanted.len());
        sorted(longer.collect())
    }

    /// Characters, factions, places and items.
    fn cast(&self, typed: &str) -> Vec<Offer> {
        let wanted = wanted(typed);
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

    /// Roles of the kinds that are told, and behind the sign whoever may fill one.
    fn roles(&self, typed: &str) -> Vec<Offer> {
        if let Some((role, name)) = typed.split_once('=') {
            let filled = |offer: Offer| Offer::new(format!("{role}={}", offer.text), offer.about);
            return self.cast(name).into_iter().map(filled).collect();
        }
        let kinds = self.story.events.iter().map(|event| self.vocabulary.kind(event.kind));
        let roles = kinds
            .flat_map(|kind| &kind.roles)
            .map(|role| self.vocabulary.role(role.id));
        let roles: BTreeSet<&str> = roles.collect();
        beginning(roles.into_iter().map(|role| Offer::new(format!("{role}="), "")), typed)
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
            let mut forms = forms.filter(|form| begins(form, &wanted(typed)));
            offers.extend(
                forms
                    .next()
                    .map(|form| Offer::new(form, format!("events: {}", kind.verb.noun))),
            );
        }
        for relation in &vocabulary.relations {
            let forms = [&relation.name, &relation.words.noun].into_iter().chain(&relation.also);
            let mut forms = forms.filter(|form| begins(form, &wanted(typed)));
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
        | Value::Events
        | Value::Moments
        | Value::Places
        | Value::Words
        | Value::Facts
        | Value::Roles
        | Value::Relations
        | Value::Documents
        | Value::Commands
        | Value::Files
        | Value::Sentence
        | Value::Free => Vec::new(),
    }
}

/// What was typed, folded; a blank at its end is one before the next word.
fn wanted(typed: &str) -> String {
    let mut wanted = fold(typed);
    if !wanted.is_empty() && typed.ends_with(char::is_whitespace) {
        wanted.push(' ');
    }
    wanted
}

/// Whether a name begins with what was typed, which is folded; *the* counts for nothing.
pub(crate) fn begins(name: &str, wanted: &str) -> bool {
    let folded = fold(name);
    folded.starts_with(wanted) || folded.strip_prefix("the ").is_some_and(|bare| bare.starts_with(wanted))
}

fn beginning(offers: impl Iterator<Item = Offer>, typed: &str) -> Vec<Offer> {
    let wanted = wanted(typed);
    offers.filter(|offer| begins(&offer.text, &wanted)).collect()
}

fn sorted(mut offers: Vec<Offer>) -> Vec<Offer> {
    offers.sort_by_cached_key(|offer| (fold(&offer.text), offer.text.clone(), offer.about.clone()));
    offers.dedup_by(|a, b| a.text == b.text);
    offers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::sample::world;

    fn texts(offers: &[Offer]) -> Vec<&str> {
        offers.iter().map(|offer| offer.text.as_str()).collect()
    }

    #[test]
    fn names_are_offered_by_id_or_by_what_else_begins_so_and_shared_ones_never() {
        let world = world(
            r#"{"lorescope": 1,
            "characters": [
                {"id": "kira", "name": "Kira Nerys", "aliases": ["the Major"]},
                {"id": "ezri", "name": "Ezri Dax", "aliases": ["Dax"]},
                {"id": "jadzia", "name": "Jadzia Dax", "aliases": ["Dax"]},
                {"id": "eowyn", "name": "Éowyn of Rohan"}],
            "events": [{"id": "kira-leaves", "kind": "meeting", "roles": {"participants": ["kira", "ezri"]}}]}"#,
        );
        let stock = Stock {
            story: &world.story,
            vocabulary: &world.vocabulary,
        };
        for (typed, expected) in [
            ("ki", &["kira", "kira-leaves"][..]),
            ("Kira N", &["Kira Nerys"]),
            ("maj", &["the Major"]),
            ("da", &["ezri", "jadzia"]),
            ("ÉO", &["eowyn"]),
            ("éowyn ", &["Éowyn of Rohan"]),
            ("zz", &[]),
        ] {
            assert_eq!(texts(&stock.names(typed)), expected, "{typed}");
        }
        for (before, typed, expected) in [
            (&["Kira"][..], "N", Some(&["Nerys"][..])),
            (&["who", "met", "Éowyn"], "", Some(&["of Rohan"])),
            (&["who", "met"], "jad", None),
            (&[], "ki", None),
        ] {
            let before: Vec<String> = before.iter().map(ToString::to_string).collect();
            let rest = stock.rest(&before, typed);
            assert_eq!(
                rest.as_deref().map(texts),
                expected.map(<[&str]>::to_vec),
                "{before:?} {typed}"
            );
        }
        for (sentence, start, expected) in [
            ("who met Kira N", 8, &["Kira Nerys"][..]),
            ("who met the ma", 8, &["the Major"]),
            ("who met éowyn o", 8, &["Éowyn of Rohan"]),
            ("where is jadz", 9, &["jadzia"]),
            ("is Kira betr", 8, &["betrayed"]),
            ("is zz", 3, &[]),
        ] {
            let (at, offers) = stock.within(sentence);
            assert_eq!((at, texts(&offers)), (start, expected.to_vec()), "{sentence}");
        }
    }
}
