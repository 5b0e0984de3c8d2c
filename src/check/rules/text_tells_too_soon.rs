//! A text that is told early names nothing that the telling keeps for later, and neither does an id.

use crate::check::{Report, Rule, Subject};
use crate::diag::{Finding, Level};
use crate::model::{EntityId, Node, Story, Told, name_of_id};
use crate::telling::{Mentions, NameOf, Span, Telling, is_before, span};
use std::borrow::Cow;

pub(crate) const TEXT_TELLS_TOO_SOON: Rule = Rule {
    name: "text-tells-too-soon",
    level: Level::Hint,
    summary: "a description, a note, an alias or an id names something that is told only later",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let story = &subject.world.story;
    if !keeps_anything(story) {
        return;
    }
    let telling = Telling::of(story);
    let mentions = Mentions::of(story);
    for piece in pieces(story, &telling) {
        for name in mentions.unknown_in(&piece.text, |name| !is_kept(story, &telling, &piece, name)) {
            let on = [piece.of, name.0.into()];
            report.add(&on, finding(subject, &telling, &piece, name));
        }
    }
}

/// Whether anything at all is told later than it would be of itself.
fn keeps_anything(story: &Story) -> bool {
    story.entities.iter().any(|entity| {
        let description = entity.description.as_ref().is_some_and(|note| note.told.is_some());
        entity.told.is_some() || description || entity.names.iter().any(|name| name.told.is_some())
    })
}

/// A piece of free text, and where it is told.
struct Piece<'a> {
    text: Cow<'a, str>,
    /// Whose it is: an entity or an event.
    of: Node,
    /// The key it stands under.
    key: &'static str,
    told: Span,
    /// Where it is told, as it is written.
    written: String,
    /// Whether it says itself where it is told, rather than being told with its owner.
    stated: bool,
}

fn pieces<'a>(story: &'a Story, telling: &Telling) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for id in story.entity_ids() {
        let entity = story.entity(id);
        let mut piece = |text: Cow<'a, str>, key, own: Option<&Told>| {
            let Some(told) = own.map(span).or(telling.introduced(id)) else {
                return;
            };
            pieces.push(Piece {
                text,
                of: id.into(),
                key,
                told,
                written: own
                    .or(entity.told.as_ref())
                    .map_or_else(String::new, |told| told.written.to_string()),
                stated: own.is_some(),
            });
        };
        piece(Cow::Owned(name_of_id(&entity.id)), "id", None);
        for name in &entity.names {
            piece(
                Cow::Borrowed(&*name.text),
                if name.alias { "aliases" } else { "name" },
                name.told.as_ref(),
            );
        }
        if let Some(description) = &entity.description {
            piece(
                Cow::Borrowed(&*description.text),
                "description",
                description.told.as_ref(),
            );
        }
        if let Some(note) = &entity.note {
            piece(Cow::Borrowed(&**note), "note", None);
        }
    }
    for id in story.event_ids() {
        let Some(detail) = &story.event(id).detail else {
            continue;
        };
        let Some(own) = &detail.told else { continue };
        let name = Cow::Owned(name_of_id(&story.event(id).id));
        let note = detail.note.as_ref().map(|note| (Cow::Borrowed(&**note), "note"));
        for (text, key) in std::iter::once((name, "id")).chain(note) {
            pieces.push(Piece {
                text,
                of: id.into(),
                key,
                told: span(own),
                written: own.written.to_string(),
                stated: false,
            });
        }
    }
    pieces
}

/// Whether a name is kept for later than a piece is told.
///
/// One of the two must say where it is told: that somebody merely appears later is no secret of theirs.
fn is_kept(story: &Story, telling: &Telling, piece: &Piece<'_>, (entity, nth): NameOf) -> bool {
    let bearer = story.entity(entity);
    let name = &bearer.names[nth];
    // Who takes part in an event is told of with it, whatever its id: that they are introduced later is for another rule.
    let takes_part = piece.of.event().is_some_and(|event| {
        let parts = story.parts(event).iter().filter_map(|part| part.node.entity());
        parts.chain(story.event(event).place).any(|one| one == entity)
    });
    if piece.key == "id" && takes_part && name.told.is_none() {
        return false;
    }
    let stated = piece.stated || bearer.told.is_some() || name.told.is_some();
    let kept = telling
        .name(entity, name)
        .is_some_and(|told| is_before(piece.told, told));
    stated && kept
}

fn finding(subject: &Subject<'_>, telling: &Telling, piece: &Piece<'_>, (entity, nth): NameOf) -> Finding {
    let story = &subject.world.story;
    let name = &story.entity(entity).names[nth];
    let what = match piece.key {
        "description" => "the description",
        "aliases" => "an alias",
        "name" => "the name",
        "id" => "the id",
        _ => "a note",
    };
    let since = if piece.written.is_empty() {
        "told with its first event".to_owned()
    } else {
        format!("told at {}", piece.written)
    };
    let own = name
        .told
        .as_ref()
        .filter(|told| telling.introduced(entity) < Some(span(told)));
    let until = own.or(story.entity(entity).told.as_ref()).map_or_else(
        || "told only later".to_owned(),
        |told| format!("told only at {}", told.written),
    );
    let message = format!(
        "{what} of `{}`, {since}, names {}, {until}",
        story.slug(piece.of),
        name.text
    );
    let place = match (piece.of.entity(), piece.of.event()) {
        (Some(owner), _) => subject.entity_key(owner, piece.key, ""),
        (None, Some(event)) => subject.key(event, piece.key, ""),
        (None, None) => subject.entity(entity, ""),
    };
    TEXT_TELLS_TOO_SOON
        .finding(message)
        .at(place.label("told too soon"))
        .note_at(
            kept_at(subject, entity),
            format!("kept until here: {}", story.label(entity)),
        )
        .help(match piece.key {
            "id" => "give it another id: whoever is told of it sees its id too",
            _ => "leave the name out, or say with `told` where the text may be read",
        })
}

/// Where it stands that somebody is told late.
fn kept_at(subject: &Subject<'_>, entity: EntityId) -> crate::diag::Place {
    match subject.world.story.entity(entity).told {
        Some(_) => subject.entity_key(entity, "told", ""),
        None => subject.entity(entity, ""),
    }
}
