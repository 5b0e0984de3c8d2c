//! What happens: one event a line, as a sentence of its kind, with whatever the sentence does not say in the lines below.

use super::course::{Setting, Step, course};
use super::head::{checks, waivers};
use super::hearing::hears;
use super::labels::labelled;
use super::page::Page;
use super::sentence::{Saying, fillers, sayings};
use super::sources::{certainty, sources};
use super::words::{free, name, names, titled};
use crate::model::{Event, EventId, RoleId};
use crate::world::World;

/// The words with which other details of an event begin.
const KEYS: [&str; 19] = [
    "because",
    "after",
    "before",
    "within",
    "note",
    "certainty",
    "stated",
    "implied",
    "doubtful",
    "count",
    "told",
    "at",
    "according-to",
    "allow",
    "assert",
    "from",
    "role",
    "place",
    "until",
];

/// Writes every event, with the headings and places that they share.
pub(super) fn events(world: &World, page: &mut Page) {
    let labelled = labelled(&world.story, &world.vocabulary);
    let mut setting = Setting::default();
    let mut course = course(&world.story).into_iter();
    for (id, labelled) in world.story.event_ids().zip(labelled) {
        for step in course.next().unwrap_or_default() {
            write_step(world, &step, page);
            setting = setting.after(&step);
        }
        event(world, id, labelled, &setting, page);
    }
    for step in course.flatten() {
        write_step(world, &step, page);
    }
}

fn write_step(world: &World, step: &Step, page: &mut Page) {
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
        Step::Place(Some(place)) => page.line(0, &format!("@ {}", name(&world.story.entity(*place).id))),
    }
}

/// Writes an event: the first of its sentences that is heard as just this event, and below it what is left to say.
fn event(world: &World, id: EventId, labelled: bool, setting: &Setting, page: &mut Page) {
    let event = world.story.event(id);
    let own = Setting::of(&world.story, id);
    let label = if labelled {
        format!("[{}] ", event.id)
    } else {
        String::new()
    };
    let in_line = own.place.is_some() && own.place != setting.place;
    let said = said(world, id, in_line);
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
        let place = own
            .place
            .map_or_else(|| "-".to_owned(), |place| name(&world.story.entity(place).id));
        page.line(1, &format!("@ {place}"));
    }
    for role in &world.vocabulary.kind(event.kind).roles {
        if !said.roles.contains(&role.id) {
            role_line(world, id, role.id, page);
        }
    }
    details(world, id, event, said.count, page);
}

/// The sentence that an event is written in.
fn said(world: &World, id: EventId, place: bool) -> Saying {
    let kind = &world.vocabulary.kind(world.story.event(id).kind).name;
    let all = sayings(world, id, place);
    let plain = all.iter().find(|saying| hears(saying)).cloned();
    plain.unwrap_or_else(|| {
        let mut named = all.into_iter().map(|saying| Saying {
            words: format!("{kind}: {}", saying.words),
            ..saying
        });
        let explicit = Saying {
            words: format!("{kind}:"),
            ..Saying::default()
        };
        named.find(hears).unwrap_or(explicit)
    })
}

fn role_line(world: &World, id: EventId, role: RoleId, page: &mut Page) {
    let Some(names) = fillers(world, id, role, false) else {
        return;
    };
    let role = world.vocabulary.role(role);
    let key = if KEYS.contains(&role) {
        format!("role {role}")
    } else {
        role.to_owned()
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
