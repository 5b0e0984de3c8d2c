//! `list [WHAT]`: the names and words one may type in this story.

use super::asked::{Asked, Refusal};
use super::{Answer, Cell, Row, evidence, words};
use crate::model::{EntityId, EntityKind, nearest};
use crate::vocabulary::Vocabulary;
use crate::world::World;

const COLUMNS: [&str; 4] = ["id", "name", "sort", "words"];

/// What can be listed, with the function that lists it.
type Lister = fn(&World) -> Vec<Row>;
const LISTS: [(&str, Lister); 9] = [
    ("characters", |world| entities(world, EntityKind::Character)),
    ("factions", |world| entities(world, EntityKind::Faction)),
    ("places", |world| entities(world, EntityKind::Place)),
    ("items", |world| entities(world, EntityKind::Item)),
    ("relations", relations),
    ("kinds", kinds),
    ("events", happened),
    ("documents", documents),
    ("facts", facts),
];

/// Answers `list [WHAT]`.
pub(super) fn answer(world: &World, asked: &Asked) -> Result<Answer, Refusal> {
    let mut notes = Vec::new();
    let mut rows = Vec::new();
    let wanted: Vec<&str> = match asked.words.as_slice() {
        [] => {
            notes.push(
                "the words of the story are listed by `lore list relations`, `kinds`, `events`, `documents` and `facts`"
                    .to_owned(),
            );
            EntityKind::ALL.map(EntityKind::plural).to_vec()
        }
        words => words.iter().map(|word| sort(word)).collect::<Result<_, _>>()?,
    };
    for (name, list) in LISTS {
        if wanted.contains(&name) || wanted.contains(&"all") {
            let section = words::and(&[name.to_owned()]);
            let section = super::stretches::capital(&section);
            rows.extend(list(world).into_iter().map(|row| Row {
                section: Some(section.clone()),
                brief: true,
                ..row
            }));
        }
    }
    if rows.is_empty() {
        let wanted: Vec<String> = wanted.iter().map(ToString::to_string).collect();
        notes.insert(0, format!("the story has no {}", words::or(&wanted)));
    }
    Ok(Answer {
        question: asked.typed("list"),
        reading: "What one may type".to_owned(),
        columns: COLUMNS.map(str::to_owned).to_vec(),
        rows,
        notes,
        ..Answer::default()
    })
}

fn sort(typed: &str) -> Result<&'static str, Refusal> {
    let typed = typed.to_lowercase();
    let names = || LISTS.iter().map(|&(name, _)| name).chain(["all"]);
    let found = names().find(|name| *name == typed || name.strip_suffix('s') == Some(typed.as_str()));
    found.ok_or_else(|| {
        let near = nearest(&typed, names());
        let help = match near.first() {
            Some(near) => format!("did you mean `lore list {near}`?"),
            None => format!("list one of these: {}", names().collect::<Vec<_>>().join(", ")),
        };
        Refusal {
            message: format!("there is no list of `{typed}`"),
            help: Some(help),
        }
    })
}

fn row(id: &str, name: String, sort: &str, words: &[String], sentence: String) -> Row {
    Row {
        lead: Some(id.to_owned()),
        sentence,
        cells: vec![
            Cell::Text(id.to_owned()),
            Cell::Text(name),
            Cell::Text(sort.to_owned()),
            Cell::text((!words.is_empty()).then(|| words.join("; "))),
        ],
        ..Row::default()
    }
}

/// The entities of a kind by id.
fn entities(world: &World, kind: EntityKind) -> Vec<Row> {
    let mut ids: Vec<EntityId> = world
        .story
        .entity_ids()
        .filter(|&id| world.story.entity(id).kind == kind)
        .collect();
    ids.sort_by_key(|&id| &world.story.entity(id).id);
    let rows = ids.into_iter().map(|id| {
        let entity = world.story.entity(id);
        let name = world.story.label(id).to_owned();
        let others = other_names(world, id);
        let also = if others.is_empty() {
            String::new()
        } else {
            format!(", also {}", others.join(", "))
        };
        let sentence = format!("{name}{also}");
        row(&entity.id, name, kind.word(), &others, sentence)
    });
    rows.collect()
}

/// The names and aliases of an entity but for the first.
pub(super) fn other_names(world: &World, id: EntityId) -> Vec<String> {
    let names = &world.story.entity(id).names;
    names.iter().skip(1).map(|name| name.text.to_string()).collect()
}

fn relations(world: &World) -> Vec<Row> {
    let vocabulary = &world.vocabulary;
    let mut counts = vec![0; vocabulary.relations.len()];
    for stretch in &world.timeline.stretches {
        counts[stretch.relation.index()] += 1;
    }
    let mut rows: Vec<Row> = vocabulary
        .relations
        .iter()
        .zip(counts)
        .map(|(relation, count)| {
            let between: Vec<String> = relation.between.iter().map(ToString::to_string).collect();
            let mut words = vec![relation.words.noun.clone()];
            words.extend(relation.also.iter().cloned());
            let sentence = format!(
                "{} ({}): {}{}",
                relation.words.third,
                between.join(" – "),
                words.join(", "),
                used(count)
            );
            row(
                &relation.name,
                relation.words.third.clone(),
                "relation",
                &words,
                sentence,
            )
        })
        .collect();
    by_id(&mut rows);
    rows
}

fn used(count: usize) -> String {
    if count == 0 {
        String::new()
    } else {
        format!(" [{count} here]")
    }
}

fn kinds(world: &World) -> Vec<Row> {
    let vocabulary = &world.vocabulary;
    let mut counts = vec![0; vocabulary.kinds.len()];
    for event in &world.story.events {
        counts[event.kind.index()] += 1;
    }
    let mut rows: Vec<Row> = vocabulary
        .kinds
        .iter()
        .zip(counts)
        .map(|(kind, count)| {
            let roles: Vec<&str> = kind.roles.iter().map(|role| vocabulary.role(role.id)).collect();
            let mut words = vec![kind.verb.past.clone(), kind.verb.noun.clone()];
            words.extend(kind.also.iter().cloned());
            words.dedup();
            let is = is_a(vocabulary, kind.is);
            let sentence = format!("{is}({}): {}{}", roles.join(", "), words.join(", "), used(count));
            row(&kind.name, kind.verb.noun.clone(), "kind", &words, sentence)
        })
        .collect();
    by_id(&mut rows);
    rows
}

fn is_a(vocabulary: &Vocabulary, parent: Option<crate::model::KindId>) -> String {
    parent.map_or_else(String::new, |parent| {
        let name = &vocabulary.kind(parent).name;
        let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) {
            "an"
        } else {
            "a"
        };
        format!("{article} {name} ")
    })
}

fn by_id(rows: &mut [Row]) {
    rows.sort_by(|a, b| a.lead.cmp(&b.lead));
}

fn happened(world: &World) -> Vec<Row> {
    let all = world.timeline.order.sequence().iter();
    let told = all.filter(|&&id| world.timeline.lens.takes_event(&world.story, id));
    told.map(|&id| {
        let event = world.story.event(id);
        let sentence = world.sentence(id);
        row(
            &event.id,
            sentence.clone(),
            super::events::kind(world, id),
            &[],
            sentence,
        )
    })
    .collect()
}

fn documents(world: &World) -> Vec<Row> {
    let documents = world.story.documents.iter().map(|document| {
        let title = document
            .title
            .as_ref()
            .map_or_else(|| document.id.to_string(), ToString::to_string);
        let by = document.author.as_ref().map(|author| format!(", by {author}"));
        let place = document
            .path
            .as_ref()
            .or(document.url.as_ref())
            .map(|place| format!(" ({place})"));
        let sentence = format!("{title}{}{}", by.unwrap_or_default(), place.unwrap_or_default());
        row(&document.id, title, "document", &[], sentence)
    });
    documents.collect()
}

fn facts(world: &World) -> Vec<Row> {
    let facts = world.story.facts.iter().map(|fact| {
        let values: Vec<String> = fact.values.iter().map(ToString::to_string).collect();
        let sentence = values.join("; ");
        let mut row = row(&fact.name, sentence.clone(), "fact", &values, sentence);
        row.evidence = evidence::attested(world, &fact.name, &fact.sources);
        row
    });
    facts.collect()
}

#[cfg(test)]
mod tests {
    use crate::ask::sample::told_of;
    use crate::world::sample::world;

    #[test]
    fn a_kind_is_told_with_the_kind_it_is_and_the_article_that_goes_with_it() {
        let world = world(
            r#"{"lorescope": 1, "vocabulary": {"kinds": {
            "coronation": {"is": "appointment", "verb": {"base": "crown", "noun": "coronation"}},
            "curse": {"is": "killing", "verb": {"base": "curse", "noun": "curse"}}}}}"#,
        );
        let rows = told_of(&world, "list kinds");
        let starts = |start: &str| rows.iter().any(|row| row.starts_with(start));
        assert!(starts("coronation: an appointment ("), "{rows:?}");
        assert!(starts("curse: a killing ("), "{rows:?}");
    }
}
