//! `list` as a query: what one may type, by id.

use super::text::Text;
use crate::model::EntityKind;

/// What each list asks for, and what each of its rows is called.
const LISTS: [(&str, &str, &str); 9] = [
    (
        "characters",
        "character",
        "?x a lore:Character ; lore:id ?id ; rdfs:label ?name .",
    ),
    (
        "factions",
        "faction",
        "?x a lore:Faction ; lore:id ?id ; rdfs:label ?name .",
    ),
    ("places", "place", "?x a lore:Place ; lore:id ?id ; rdfs:label ?name ."),
    ("items", "item", "?x a lore:Item ; lore:id ?id ; rdfs:label ?name ."),
    (
        "relations",
        "relation",
        "?x a lore:Relation ; rdfs:label ?id ; lore:words ?name .",
    ),
    ("kinds", "kind", "?x a lore:Kind ; rdfs:label ?id ; lore:words ?name ."),
    (
        "events",
        "",
        "?x lore:kind/rdfs:label ?sort ; lore:id ?id ; rdfs:label ?name ; lore:position ?n .",
    ),
    (
        "documents",
        "document",
        "?x a lore:Document ; lore:id ?id ; rdfs:label ?name ; lore:position ?n .",
    ),
    (
        "facts",
        "fact",
        "{ SELECT ?n ?id (GROUP_CONCAT(?value; separator=\"; \") AS ?name) { ?x a lore:Fact ; rdfs:label ?id ; lore:position ?n ; rdf:value ?value } GROUP BY ?n ?id }",
    ),
];

/// The lists that are named; those of entities where none is.
pub(super) fn list(text: &mut Text, words: &[String]) {
    let words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let wanted = |name: &str| {
        let named = |word: &String| word == name || name.strip_suffix('s') == Some(word) || word == "all";
        words.iter().any(named) || words.is_empty() && EntityKind::ALL.iter().any(|kind| kind.plural() == name)
    };
    text.select(&["?id", "?name", "?sort"]);
    let lists = LISTS.iter().filter(|(name, _, _)| wanted(name));
    for (nth, (_, sort, asks)) in lists.enumerate() {
        text.either(nth == 0, |text| {
            text.line(asks);
            if !sort.is_empty() {
                text.line(format!("BIND(\"{sort}\" AS ?sort)"));
            }
            text.line(format!("BIND({nth} AS ?list)"));
        });
    }
    text.order(&["?list", "?n", "?id"]);
}
