//! What happens: one event a line, as a sentence of its kind, with whatever the sentence does not say in the lines below.

use super::course::{Setting, Step, course};
use super::head::{checks, waivers};
use super::hearing::Hearing;
use super::labels::labelled;
use super::page::Page;
use super::sentence::{Saying, sayings};
use super::sources::{certainty, sources};
use super::words::{free, name, names, titled};
use crate::load::journal::keys::OF_EVENT;
use crate::model::{Event, EventId, Node, Part};
use crate::vocabulary::Role;
use crate::world::World;

/// Writes every event, with the headings and places that they share.
pub(super) fn events(hearing: &Hearing<'_>, page: &mut Page) {
    let world = hearing.world;
    let labelled = labelled(&world.story, &world.vocabulary);
    let mut setting = Setting::default();
    let mut course = course(&world.story).into_iter();
    for (id, labelled) in world.story.event_ids().zip(labelled) {
        for step in course.next().unwrap_or_default() {
            write_step(hearing, &step, page);
            setting = setting.after(&step);
        }
        event(hearing, id, labelled, &setting, page);
    }
    for step in course.flatten() {
        write_step(hearing, &step, page);
    }
}

fn write_step(hearing: &Hearing<'_>, step: &Step, page: &mut Page) {
    match step {
        Step::Heading { told, title, at } => {
            let mut line = "==".to_owned();
            for word in [told.clone(), title.as_deref().map(titled)].into_iter().flatten() {
                line.push(' ');
                line.push_str(&word);
            }
            if let Some(at) = at {
                line.push_str(&format!(" | {at}"));
            }
            page.gap();
            page.line(0, &line);
        }
        Step::Place(None) => page.line(0, "@"),
        Step::Place(Some(place)) => page.line(0, &format!("@ {}", hearing.place(*place))),
    }
}

/// Writes an event: the first of its sentences that is heard as just this event, and below it what is left to say.
fn event(hearing: &Hearing<'_>, id: EventId, labelled: bool, setting: &Setting, page: &mut Page) {
    let world = hearing.world;
    let event = world.story.event(id);
    let own = Setting::of(&world.story, id);
    let label = if labelled {
        format!("[{}] ", event.id)
    } else {
        String::new()
    };
    let in_line = own.place.is_some() && own.place != setting.place;
    let said = said(hearing, id, in_line);
    let at = own.at.clone().filter(|_| own.at != setting.at);
    match &at {
        Some(at) if !said.words.ends_with(':') => page.line(0, &format!("{label}{} | {at}", said.words)),
        _ => page.line(0, &format!("{label}{}", said.words)),
    }
    if own.at != setting.at && (at.is_none() || said.words.ends_with(':')) {
        page.line(1, &format!("at {}", at.as_deref().unwrap_or("-")));
    }
    if own.told != setting.told {
        page.line(1, &format!("told {}", own.told.as_deref().unwrap_or("-")));
    }
    if own.place != setting.place && !said.place {
        let place = own.place.map_or_else(|| "-".to_owned(), |place| hearing.place(place));
        page.line(1, &format!("@ {place}"));
    }
    for role in &world.vocabulary.kind(event.kind).roles {
        if !said.roles.contains(&role.id) {
            role_line(hearing, id, role, page);
        }
    }
    details(world, id, event, said.count, page);
}

/// The sentence that an event is written in: by itself, behind the name of its kind, or that name alone with all else beneath it.
fn said(hearing: &Hearing<'_>, id: EventId, place: bool) -> Saying {
    let number = hearing.world.story.event(id).kind;
    let kind = &hearing.world.vocabulary.kind(number).name;
    let mut all = sayings(hearing, id, place);
    // The more a line says, the less is left to be said beneath it.
    all.sort_by_key(|saying| std::cmp::Reverse(saying.size()));
    for as_much in all.chunk_by(|one, other| one.size() == other.size()) {
        if let Some(plain) = as_much.iter().find(|saying| hearing.hears(id, saying, None)) {
            return plain.clone();
        }
        if let Some(saying) = as_much.iter().find(|saying| hearing.hears(id, saying, Some(number))) {
            return Saying {
                words: format!("{kind}: {}", saying.words),
                ..saying.clone()
            };
        }
    }
    Saying {
        words: format!("{kind}:"),
        ..Saying::default()
    }
}

/// Writes who fills a role on a line of its own.
fn role_line(hearing: &Hearing<'_>, id: EventId, role: &Role, page: &mut Page) {
    let story = &hearing.world.story;
    let parts: Vec<Part> = story.fillers(id, role.id).collect();
    let Some(first) = parts.first() else { return };
    let nodes: Vec<Node> = parts.iter().map(|part| part.node).collect();
    let names = hearing.names(&nodes, if first.candidate { "or" } else { "," }, role.of);
    let name = hearing.world.vocabulary.role(role.id);
    let key = if OF_EVENT.contains(&name) {
        format!("role {name}")
    } else {
        name.to_owned()
    };
    page.line(1, &format!("{key} {names}"));
}

/// Writes what an event says beside who, when and where.
fn details(world: &World, id: EventId, event: &Event, counted: bool, page: &mut Page) {
    let story = &world.story;
    let nothing = crate::model::Detail::default();
    let detail = event.detail.as_deref().unwrap_or(&nothing);
    if let Some(count) = detail.count.filter(|_| !counted) {
        page.line(1, &format!("count {count}"));
    }
    if let Some(word) = certainty(event.certainty) {
        page.line(1, word);
    }
    sources(story, story.sources(id), 1, page);
    for (key, events) in [
        ("because", &detail.because),
        ("after", &detail.after),
        ("before", &detail.before),
    ] {
        if !events.is_empty() {
            let ids = names(events.iter().map(|&event| &*story.event(event).id));
            page.line(1, &format!("{key} {ids}"));
        }
    }
    if let Some(within) = event.within {
        page.line(1, &format!("within {}", name(&story.event(within).id)));
    }
    if let Some(document) = detail.according_to {
        page.line(1, &format!("according-to {}", story.document(document).id));
    }
    if let Some(note) = &detail.note {
        page.line(1, &format!("note {}", free(note)));
    }
    waivers(story, 1, Some(id.into()), page);
    checks(story, 0, Some(id), page);
}
