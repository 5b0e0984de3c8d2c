//! The story as a journal: the text that people write and read, the shortest in which the reader of journals finds the same story.
//!
//! What is left out is what is understood: a name that the id spells, a document that is the first, an id that the event would get anyway.

mod course;
mod entities;
mod events;
mod head;
mod hearing;
mod labels;
mod naming;
mod page;
mod relations;
mod sentence;
mod sources;
mod vocabulary;
mod words;

use super::{Format, single};
use crate::model::EntityKind;
use crate::world::World;
use hearing::Hearing;
use page::Page;

pub(super) const FORMAT: Format = Format {
    name: "journal",
    file: "story",
    extension: "lore",
    describe: "The story itself, as a journal, the form that people write and `lore` reads back",
    write: |world, request| match request.part(world, "a journal") {
        None => Ok(single(&FORMAT, write(world))),
        Some(refused) => Err(refused),
    },
};

fn write(world: &World) -> String {
    let story = &world.story;
    let hearing = Hearing::of(world);
    let mut page = Page::default();
    head::story(story, &mut page);
    page.gap();
    for document in &story.documents {
        head::document(document, &mut page);
    }
    page.gap();
    for fact in &story.facts {
        head::fact(story, fact, &mut page);
    }
    page.gap();
    head::waivers(story, 0, None, &mut page);
    head::checks(story, 0, None, &mut page);
    vocabulary::vocabulary(&world.vocabulary.declared, &mut page);
    for kind in EntityKind::ALL {
        page.gap();
        let mut was_block = false;
        for id in story.entity_ids().filter(|&id| story.entity(id).kind == kind) {
            let mut block = Page::default();
            entities::entity(&hearing, id, &mut block);
            let block = block.finish();
            let is_block = block.matches('\n').count() > 1;
            if is_block || was_block {
                page.gap();
            }
            was_block = is_block;
            page.text(&block);
        }
    }
    page.gap();
    events::events(&hearing, &mut page);
    let text = page.finish();
    // A story that says nothing is a story all the same, and an empty file is none.
    if text.is_empty() {
        "; Nothing is told yet.\n".to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use crate::exchange::{Request, format};
    use crate::world::sample::world;

    fn journal(text: &str) -> String {
        let files = (format("journal").expect("a format").write)(&world(text), &Request::default());
        String::from_utf8(files.expect("it can be written")[0].bytes.clone()).expect("text")
    }

    #[test]
    fn a_story_is_written_as_people_would_write_it() {
        let text = r##"{"lorescope": 1, "title": "The \"Oath\"", "description": "A line; or two ; three.",
            "documents": [{"id": "tale", "path": "tale.md", "author": "B"}, {"id": "log"}],
            "facts": [{"name": "running time", "value": ["45 minutes", "or so"], "sources": [{"document": "log", "quote": "45", "locator": "p. 1"}]}],
            "sections": [{"told": 1, "title": "Dawn"}, {"told": "1.2", "title": "The | hall"}],
            "allow": {"unused-faction": "no matter"}, "assert": "alive ann",
            "vocabulary": {
                "relations": {"sworn-to": {"between": ["character", "actor|place"], "single": true, "arrow": false, "words": {"base": "be sworn to"}, "colour": "#00aa00"}},
                "kinds": {"oath": {"roles": {"swearer": {"of": "character", "count": "1..", "agentive": true}, "lord": {"of": "actor", "agentive": false, "preposition": "to"}},
                    "verb": {"base": "swear", "past": "swore"}, "patterns": ["<swearer> swear to <lord>"], "starts": ["sworn-to(swearer, lord)"],
                    "needs": [{"any": ["alive(swearer)", "not hostile(swearer, lord)"], "rule": "live-oaths"}]}}},
            "characters": [
                {"id": "ann", "name": ["Ann", {"name": "Queen Ann", "from": "1200-01", "told": "2.1"}], "aliases": ["Annie", {"name": "N", "until": "first"}],
                 "species": "human", "description": {"text": "\"d\"", "told": 3}, "told": 1,
                 "relations": {"friend": ["bo", "cy"], "sworn-to": [{"to": "and", "from": "1190-01", "until": "first", "certainty": "doubtful", "according-to": "log"}], "missing": true}},
                {"id": "bo", "note": "n\nm"}, {"id": "cy"}],
            "factions": [{"id": "and", "name": "the And", "plural": true}],
            "places": [{"id": "hall", "travel": [{"to": "barn", "takes": 1.5}]}, {"id": "barn"}],
            "events": [
                {"id": "first", "kind": "oath", "roles": {"swearer": {"one-of": ["ann", "bo"]}, "lord": "and"}, "at": "circa 1200-02", "told": "1.2", "place": "hall",
                 "sources": [{"document": "tale", "quote": "q \"q\"", "told": 1, "certainty": "doubtful", "note": "m"}, {"document": "log"}]},
                {"id": "death-ann", "kind": "death", "roles": {"victim": ["ann", "bo"]}, "at": "1201-05", "told": "1.2", "place": "hall", "because": "first", "allow": {"dies-twice": "r"}, "assert": "dead ann"},
                {"id": "death-ann-2", "kind": "killing", "roles": {"victim": "ann", "weapon": "ring"}, "at": "1201-05", "told": "1.2", "count": "over 3", "note": "n", "certainty": "implied", "according-to": "log"}],
            "items": [{"id": "ring"}]}"##;
        assert_eq!(
            journal(text),
            r#"story "The \"Oath\""
    description "A line; or two ; three."
    axis date

source tale "tale.md"
    author B
source log

fact running time "45 minutes", "or so"
    "45" log, p. 1

allow unused-faction "no matter"
assert alive ann

relation sworn-to character, actor|place
    single
    no-arrow
    words "be sworn to"
    colour #00aa00

kind oath
    role swearer character 1.. agentive
    role lord actor patient preposition "to"
    verb "swear" past "swore"
    pattern <swearer> swear to <lord>
    starts sworn-to(swearer, lord)
    needs alive(swearer) or not hostile(swearer, lord), rule live-oaths

character ann "Ann" | Annie
    name "Queen Ann" from 1200-01 told 2.1
    alias "N" until first
    species human
    description "\"d\""
        told 3
    told 1
    friend Bo, Cy
    sworn-to "and" from 1190-01 until first doubtful
        according-to log
    missing

character bo
    note "n\nm"

character cy

faction and "the And"
    plural

place hall
    travel Barn 1.5

place barn

item ring

== 1 Dawn

== 1.2 "The | hall"
@ Hall
[first] oath: Ann or Bo swears to "and" | circa 1200-02
    "q \"q\""
        told 1
        doubtful
        note m
    from log

== 1.2 | 1201-05
Ann and Bo die at Hall
    because first
    allow dies-twice "r"
assert dead ann
[death-ann-2] Ann is killed with Ring (over 3 dead)
    implied
    according-to log
    note n
"#
        );
    }
}
