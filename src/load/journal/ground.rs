//! What all files of a story together give to whoever reads its journals: everybody's names, the vocabulary, the ids that are taken.

use super::sentence::{Bearing, Grammar, Named};
use crate::load::raw;
use crate::load::symbols::Symbols;
use crate::model::{Axis, EntityKind, Guesses};
use crate::vocabulary::Vocabulary;
use rustc_hash::FxHashMap;

/// What a journal gives to all files of its story that its other parts do not show.
#[derive(Debug)]
pub(in crate::load) struct Given {
    /// The ids that its events give themselves.
    pub labels: Vec<String>,
    /// The axis that a time in it shows, other than by a bare number.
    pub axis: Option<Axis>,
}

/// What is known of a story when its journals are read for good.
#[derive(Debug)]
pub(in crate::load) struct Ground<'a> {
    pub vocabulary: &'a Vocabulary,
    pub grammar: Grammar,
    /// The document that is meant where a quote names none, for a journal that gives none itself.
    pub document: Option<String>,
    /// Whether a bare number is a time on the number axis.
    pub numbers: bool,
    pub guesses: Guesses,
    /// How often each automatic id was wanted.
    wanted: FxHashMap<String, u32>,
}

impl Ground<'_> {
    /// An id that nothing has: the one that is wanted, or that with a number.
    pub(super) fn free_id(&mut self, wanted: String) -> String {
        let mut nth = self.wanted.get(&wanted).copied().unwrap_or(1);
        let mut id = wanted.clone();
        if nth > 1 || self.grammar.knows(&id) {
            loop {
                nth = nth.max(1) + 1;
                id = format!("{wanted}-{nth}");
                if !self.grammar.knows(&id) {
                    break;
                }
            }
        }
        self.wanted.insert(wanted, nth);
        id
    }
}

/// Gathers what is known, from files in the order of reading.
pub(in crate::load) fn ground<'a>(
    vocabulary: &'a Vocabulary,
    files: &[raw::File],
    symbols: &Symbols,
    journals: &[Option<Given>],
) -> Ground<'a> {
    let entities = || {
        files.iter().flat_map(|file| {
            let lists = [&file.characters, &file.factions, &file.places, &file.items];
            let of_kind = EntityKind::ALL.into_iter().zip(lists);
            of_kind.flat_map(|(kind, list)| list.iter().map(move |entity| (kind, entity)))
        })
    };
    // Whoever is given no name is called by the words of their id.
    let spoken: Vec<String> = entities().map(|(_, entity)| entity.id.replace('-', " ")).collect();
    let of_entities = entities().zip(&spoken).map(|((kind, entity), spoken)| {
        let given = entity
            .name
            .0
            .iter()
            .chain(&entity.aliases)
            .filter_map(|name| name.name.as_deref());
        let unnamed = entity.name.0.is_empty().then_some(spoken.as_str());
        Named {
            id: &entity.id,
            bearing: Bearing::Entity(kind),
            names: given.chain(unnamed).collect(),
        }
    });
    let of_json = files
        .iter()
        .flat_map(|file| &file.events.ids)
        .map(|&id| symbols.name(id));
    let of_journals = journals
        .iter()
        .flatten()
        .flat_map(|journal| &journal.labels)
        .map(String::as_str);
    let of_events = of_json.chain(of_journals).map(|id| Named {
        id,
        bearing: Bearing::Event,
        names: Vec::new(),
    });
    let stated = files
        .iter()
        .rev()
        .find_map(|file| file.axis.as_deref().and_then(Axis::from_word));
    let shown = || journals.iter().flatten().find_map(|journal| journal.axis);
    Ground {
        vocabulary,
        grammar: Grammar::of(vocabulary, of_entities.chain(of_events)),
        document: files
            .iter()
            .flat_map(|file| &file.documents)
            .next()
            .map(|document| document.id.clone()),
        numbers: stated.or_else(shown).is_none_or(|axis| axis == Axis::Number),
        guesses: Guesses::default(),
        wanted: FxHashMap::default(),
    }
}
