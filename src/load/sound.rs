//! What the fast reader lets pass, though the table of shapes does not: words, ids and colours that are only strings to it.
//!
//! A file that is not sound is read again by the careful reader, which says why.

use super::raw::{Entity, File, Source};
use super::slug::is_slug;
use super::table::{AXES, CERTAINTIES, COUNTS, ENTITY_KINDS, LINES, MEANINGS};
use crate::vocabulary::{Declarations, KindDeclaration, RelationDeclaration};

/// Whether all of a file but its events, which look to themselves, is as the table has it.
pub(super) fn is_sound(file: &File) -> bool {
    let entities = [&file.characters, &file.factions, &file.places, &file.items];
    is_word(file.axis.as_deref(), AXES)
        && file.documents.iter().all(|document| is_slug(&document.id))
        && file.facts.iter().all(|fact| are_sources(&fact.sources))
        && entities.into_iter().flatten().all(is_entity)
        && is_vocabulary(&file.vocabulary)
}

fn is_word(word: Option<&str>, words: &[&str]) -> bool {
    word.is_none_or(|word| words.contains(&word))
}

fn are_sources(sources: &[Source]) -> bool {
    let mut sources = sources.iter();
    sources.all(|source| is_word(source.certainty.as_deref(), CERTAINTIES))
}

fn is_entity(entity: &Entity) -> bool {
    let mut links = entity.relations.0.iter().flat_map(|(_, links)| &links.0);
    is_slug(&entity.id)
        && are_sources(&entity.sources)
        && links.all(|link| is_word(link.certainty.as_deref(), CERTAINTIES) && are_sources(&link.sources))
}

fn is_vocabulary(declared: &Declarations) -> bool {
    let (mut relations, mut kinds) = (declared.relations.0.iter(), declared.kinds.0.iter());
    relations.all(|(name, relation)| is_slug(name) && is_relation(relation))
        && kinds.all(|(name, kind)| is_slug(name) && is_kind(kind))
}

fn is_relation(relation: &RelationDeclaration) -> bool {
    (1..=2).contains(&relation.between.len())
        && relation.between.iter().all(|kinds| are_kinds(kinds))
        && !relation.words.base.is_empty()
        && is_word(relation.means.as_deref(), MEANINGS)
        && is_word(relation.line.as_deref(), LINES)
        && is_colour(relation.colour.as_deref())
}

fn is_kind(kind: &KindDeclaration) -> bool {
    let mut roles = kind.roles.0.iter();
    roles.all(|(name, role)| is_slug(name) && are_kinds(&role.of) && is_word(role.count.as_deref(), COUNTS))
        && kind.needs.iter().all(|need| is_slug(&need.rule))
        && is_colour(kind.colour.as_deref())
}

fn are_kinds(kinds: &str) -> bool {
    kinds.split('|').all(|kind| ENTITY_KINDS.contains(&kind))
}

/// Whether a text is `#rrggbb`, if there is one.
pub(super) fn is_colour(colour: Option<&str>) -> bool {
    colour.is_none_or(|colour| {
        let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6);
        digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
    })
}

#[cfg(test)]
mod tests {
    use crate::diag::FileId;
    use crate::load::laws::FULL;
    use crate::load::prune::inspect;
    use crate::load::raw;
    use crate::load::symbols::Symbols;
    use arcstr::ArcStr;
    use serde_json::{Value, json};

    fn reads(text: &str) -> bool {
        let file = raw::read(&ArcStr::from(text), &mut Symbols::default());
        file.is_ok_and(|file| super::is_sound(&file))
    }

    /// Whatever stands in a string is put out of shape, one string after the other: both readers must then say no, or both yes.
    #[test]
    fn the_two_readers_take_the_same_words() {
        let quotes: Vec<usize> = FULL.match_indices('"').map(|(at, _)| at).collect();
        assert!(reads(FULL));
        let mut refused = 0;
        for at in quotes {
            for slip in ["A ", "|"] {
                let text = [&FULL[..=at], slip, &FULL[at + 1..]].concat();
                let findings = inspect(FileId(0), &text).findings;
                refused += usize::from(!findings.is_empty());
                assert_eq!(reads(&text), findings.is_empty(), "{text}\n{findings:?}");
            }
        }
        assert!(refused > 100);
    }

    #[test]
    fn the_two_readers_take_the_same_values() {
        let story: Value = serde_json::from_str(FULL).expect("the full story is JSON");
        let mut places = Vec::new();
        pointers(&story, String::new(), &mut places);
        let values = json!([true, null, -1, 1.5, "x", [], [true], ["x"], {}]);
        for place in places {
            for value in values.as_array().expect("a list") {
                let mut other = story.clone();
                *other.pointer_mut(&place).expect("a place of the story") = value.clone();
                let text = other.to_string();
                let findings = inspect(FileId(0), &text).findings;
                assert_eq!(reads(&text), findings.is_empty(), "{place}: {value}: {findings:?}");
            }
        }
    }

    /// The JSON pointers to all values.
    fn pointers(value: &Value, here: String, found: &mut Vec<String>) {
        match value {
            Value::Array(entries) => {
                for (i, entry) in entries.iter().enumerate() {
                    pointers(entry, format!("{here}/{i}"), found);
                }
            }
            Value::Object(members) => {
                for (key, value) in members {
                    pointers(value, format!("{here}/{key}"), found);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
        found.push(here);
    }
}
