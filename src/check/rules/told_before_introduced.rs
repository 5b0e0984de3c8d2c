//! Nobody takes part in what is told before they are introduced.

use crate::check::{Report, Rule, Subject};
use crate::diag::{Finding, Level};
use crate::model::{EntityId, EventId, Story};
use crate::telling::{Span, Telling, is_before, span};

pub(crate) const TOLD_BEFORE_INTRODUCED: Rule = Rule {
    name: "told-before-introduced",
    level: Level::Warning,
    summary: "an entity says that it is introduced after the telling has come to an event it takes part in, or to a name of it",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let story = &subject.world.story;
    if story.entities.iter().all(|entity| entity.told.is_none()) {
        return;
    }
    let telling = Telling::of(story);
    let mut early: Vec<(EntityId, EventId)> = Vec::new();
    for event in story.event_ids() {
        let Some(told) = telling.said(event) else { continue };
        let fillers = story.parts(event).iter().filter_map(|part| part.node.entity());
        let here = fillers.chain(story.event(event).place);
        let too_early = |&entity: &EntityId| telling.stated(entity).is_some_and(|since| is_before(told, since));
        early.extend(here.filter(too_early).map(|entity| (entity, event)));
    }
    early.sort_unstable();
    early.dedup();
    for of_one in early.chunk_by(|(one, _), (other, _)| one == other) {
        let entity = of_one[0].0;
        let events: Vec<EventId> = of_one.iter().map(|&(_, event)| event).collect();
        let finding = events_before(subject, &telling, entity, &events);
        let on = std::iter::once(entity.into()).chain(events.into_iter().map(Into::into));
        report.add(&on.collect::<Vec<_>>(), finding);
    }
    for entity in story.entity_ids() {
        if let Some(since) = telling.stated(entity) {
            named_before(subject, report, entity, since);
        }
    }
}

/// Where an entity is introduced, as it is written.
fn introduced(story: &Story, entity: EntityId) -> String {
    let told = story.entity(entity).told.as_ref();
    told.map_or_else(String::new, |told| told.written.to_string())
}

/// Where an event is told, as it is written.
fn told(story: &Story, event: EventId) -> String {
    let told = story
        .event(event)
        .detail
        .as_ref()
        .and_then(|detail| detail.told.as_ref());
    told.map_or_else(String::new, |told| told.written.to_string())
}

/// One event that is told too early is probably its own fault, several are the entity's.
fn events_before(subject: &Subject<'_>, telling: &Telling, entity: EntityId, events: &[EventId]) -> Finding {
    let world = subject.world;
    let story = &world.story;
    let earliest = events.iter().copied().min_by_key(|&event| (telling.said(event), event));
    let first = earliest.expect("an entity stands here for an event of it");
    let since = introduced(story, entity);
    let more = match events.len() {
        1 => String::new(),
        2 => "; one more event does so too".to_owned(),
        many => format!("; {} more events do so too", many - 1),
    };
    let message = format!(
        "`{}` is told at {}, and has {} in it, introduced only at {since}{more}",
        story.event(first).id,
        told(story, first),
        story.name(entity),
    );
    let finding = TOLD_BEFORE_INTRODUCED.finding(message);
    let place = subject.entity_key(entity, "told", "");
    let finding = if events.len() == 1 {
        subject
            .at_event(finding, first)
            .note_at(place, format!("{} is introduced here", story.name(entity)))
    } else {
        let place = place.label(format!("{} is introduced here", story.name(entity)));
        subject.beside(finding.at(place), first, "this is the first of them")
    };
    finding.help("correct one of the two places in the telling")
}

/// A name, a description or a relation is told no earlier than whom it is about.
fn named_before(subject: &Subject<'_>, report: &mut Report, entity: EntityId, since: Span) {
    let story = &subject.world.story;
    let told = story.entity(entity);
    let names = told.names.iter().filter_map(|name| {
        let at = name.told.as_ref()?;
        let what = if name.alias { "alias" } else { "name" };
        Some((at, format!("the {what} `{}`", name.text)))
    });
    let description = told.description.as_ref().and_then(|note| note.told.as_ref());
    let description = description.map(|at| (at, "the description".to_owned()));
    for (at, what) in names.chain(description) {
        if is_before(span(at), since) {
            let message = format!(
                "{what} of `{}` is told at {}, and `{}` itself only from {} on",
                told.id,
                at.written,
                told.id,
                introduced(story, entity)
            );
            let finding = TOLD_BEFORE_INTRODUCED
                .finding(message)
                .at(subject.entity_key(entity, "told", "introduced here"))
                .help("correct one of the two places in the telling");
            report.add(&[entity.into()], finding);
        }
    }
}
