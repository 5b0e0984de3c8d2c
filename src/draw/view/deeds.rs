//! Events as nodes, with a line to each of those shown who had a part in them.

use std::collections::BTreeSet;

use crate::draw::picture::{Arrow, Certainty, Edge, End, LegendRow, Line, Node, Shape};
use crate::draw::view::Stage;
use crate::model::{self, EntityId, EventId};

/// Adds what has happened to a picture in the making.
pub(super) fn draw(stage: &mut Stage<'_>, shown: &BTreeSet<EntityId>) {
    let row = stage.picture.legend.len();
    let world = stage.world;
    stage.picture.legend.push(LegendRow {
        arrow: Arrow::Forward,
        ..LegendRow::new("has a part in", "#767676", Line::Solid)
    });
    for event in world.timeline.order.sequence().iter().copied() {
        let is_past = world.timeline.order.position(event) < stage.view.as_of.moment.0;
        if is_past && world.timeline.lens.takes_event(&world.story, event) && concerns(stage, shown, event) {
            add(stage, event, row);
        }
    }
}

/// Tells whether an event belongs to a picture: it touches its middle, or where there is none, anybody.
fn concerns(stage: &Stage<'_>, shown: &BTreeSet<EntityId>, event: EventId) -> bool {
    let mut parts = stage
        .world
        .story
        .parts(event)
        .iter()
        .filter_map(|part| part.node.entity());
    match stage.view.around {
        Some(around) => parts.any(|entity| entity == around.who),
        None => parts.any(|entity| shown.contains(&entity)),
    }
}

fn add(stage: &mut Stage<'_>, event: EventId, row: usize) {
    let world = stage.world;
    let told = world.story.event(event);
    let node = Node {
        note: world.vocabulary.kind(told.kind).verb.noun.clone(),
        shape: Shape::Event,
        ..Node::character(told.id.as_str(), told.id.replace('-', " "))
    };
    stage.add(event.into(), node);
    let mut drawn = BTreeSet::new();
    for part in world.parts(event) {
        let here: model::Node = event.into();
        let ends = (stage.ends.get(&part.node).copied(), stage.ends.get(&here).copied());
        let (Some(from), Some(to @ End::Node(_))) = ends else {
            continue;
        };
        if drawn.insert((from, part.role)) {
            stage.picture.edges.push(Edge {
                label: world.vocabulary.role(part.role).replace('-', " "),
                arrow: Arrow::Forward,
                certainty: if part.candidate {
                    Certainty::Doubtful
                } else {
                    Certainty::Stated
                },
                ..Edge::between(from, to, row)
            });
        }
    }
}
