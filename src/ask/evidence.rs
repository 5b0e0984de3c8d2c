//! From events and stated relations to the evidence of a row, and from entities to its cells.

use super::{Bearing, Cell, Evidence, Named, Point, Span};
use crate::model::{Certainty, Edge, EventId, Node, Part, Source};
use crate::timeline::{Cause, Stretch};
use crate::world::{self, World};

/// The evidence that an event is.
pub(super) fn event(world: &World, id: EventId, bearing: Bearing) -> Evidence {
    Evidence {
        bearing,
        told: world.event_evidence(id),
    }
}

/// The evidence that a cause is; nothing told is no evidence.
pub(super) fn cause(world: &World, cause: Cause, bearing: Bearing) -> Option<Evidence> {
    (cause != Cause::Always).then(|| Evidence {
        bearing,
        told: world.evidence(cause),
    })
}

/// What started a stretch, and what ended it.
pub(super) fn stretch(world: &World, stretch: &Stretch) -> Vec<Evidence> {
    let started = cause(world, stretch.started, Bearing::Starts);
    let ended = stretch.ended.and_then(|ended| cause(world, ended, Bearing::Ends));
    started.into_iter().chain(ended).collect()
}

/// The quotes of an entity's own sources, as evidence of it.
pub(super) fn attested(world: &World, sentence: &str, sources: &[Source]) -> Vec<Evidence> {
    if sources.is_empty() {
        return Vec::new();
    }
    let told = world::Evidence {
        event: None,
        stated_on: None,
        sentence: sentence.to_owned(),
        at: None,
        place: None,
        certainty: Certainty::Stated.word(),
        according_to: None,
        quotes: world.quotes(sources),
    };
    vec![Evidence {
        bearing: Bearing::Shows,
        told,
    }]
}

/// When an event happened, as written.
pub(super) fn at(world: &World, id: EventId) -> Option<String> {
    let at = &world.story.event(id).at;
    at.is_known().then(|| at.written.to_string())
}

/// From when until when a stretch holds, named by what starts and ends it.
pub(super) fn span(world: &World, stretch: &Stretch) -> Span {
    Span {
        from: point(world, &world.started(stretch)),
        until: world.ended(stretch).map(|edge| point(world, &edge)),
        so_far: false,
    }
}

/// From when until when something no longer held: from the end of the one stretch to the beginning of the next.
pub(super) fn span_of_lack(world: &World, gap: &Stretch) -> Span {
    let before = Stretch {
        ended: Some(gap.started),
        ..*gap
    };
    let after = gap.ended.map(|started| Stretch { started, ..*gap });
    Span {
        from: world.ended(&before).map_or(Point::Start, |edge| point(world, &edge)),
        until: after.map(|after| point(world, &world.started(&after))),
        so_far: false,
    }
}

fn point(world: &World, edge: &Edge) -> Point {
    match edge {
        Edge::Open => Point::Start,
        Edge::Time(time) => Point::Time(time.written.to_string()),
        Edge::Event(id) => Point::Event(world.story.event(*id).id.to_string()),
    }
}

/// An entity or event as a cell names it.
pub(super) fn named(world: &World, node: Node) -> Named {
    let id = world.story.slug(node).to_owned();
    let name = node
        .entity()
        .map_or_else(|| id.clone(), |entity| world.story.label(entity).to_owned());
    Named {
        id,
        name,
        possible: false,
        guise: None,
    }
}

/// Whoever fills a part in an event, as a cell names it.
pub(super) fn filler(world: &World, event: EventId, part: Part) -> Named {
    Named {
        possible: part.candidate,
        guise: world.guise(event, part),
        ..named(world, part.node)
    }
}

/// A cell for whoever there is.
pub(super) fn cell(world: &World, node: Option<impl Into<Node>>) -> Cell {
    node.map_or(Cell::Empty, |node| Cell::One(named(world, node.into())))
}

/// How sure the whole of a stretch is, its end included.
pub(super) fn certainty(stretch: &Stretch) -> Certainty {
    if stretch.until.is_some() {
        stretch.certainty.max(stretch.end_certainty)
    } else {
        stretch.certainty
    }
}

#[cfg(test)]
mod tests {
    use crate::ask::sample::told_of;
    use crate::world::sample::world;

    #[test]
    fn a_statement_that_another_replaces_ends_where_that_one_begins() {
        let world = world(
            r#"{"lorescope": 1, "axis": "number", "places": [{"id": "bar"}, {"id": "hall"}],
            "characters": [{"id": "di"}, {"id": "cy", "relations":
                {"present": [{"to": "bar", "from": "went"}, {"to": "hall", "from": "left"}]}}],
            "events": [{"id": "went", "kind": "meeting", "roles": {"participants": ["cy", "di"]}},
                       {"id": "left", "kind": "meeting", "roles": {"participants": ["cy", "di"]}}]}"#,
        );
        assert_eq!(
            told_of(&world, "who present"),
            [
                "Cy was present at Bar, from `went` until `left`",
                "Cy is present at Hall, since `left`"
            ]
        );
    }
}
