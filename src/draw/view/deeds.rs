//! Events as nodes, with a line to each of those shown who had a part in them.

use std::collections::BTreeSet;

use crate::draw::picture::{Arrow, Certainty, Edge, End, LegendRow, Line, Node, Shape};
use crate::draw::theme::Hue;
use crate::draw::view::stage::Stage;
use crate::model::EventId;

/// Adds what has happened to a picture in the making.
pub(super) fn draw(stage: &mut Stage<'_>) {
    let row = stage.picture.legend.len();
    let world = stage.world;
    stage.picture.legend.push(LegendRow {
        arrow: Arrow::Forward,
        ..LegendRow::new("has a part in", "#767676", Line::Solid)
    });
    for event in world.timeline.order.sequence().iter().copied() {
        let is_past = world.timeline.order.position(event) < stage.view.as_of.moment.0;
        if is_past && world.timeline.lens.takes_event(&world.story, event) && concerns(stage, event) {
            add(stage, event, row);
        }
    }
}

/// Tells whether an event belongs to a picture: it touches its middle, or where there is none, anybody.
fn concerns(stage: &Stage<'_>, event: EventId) -> bool {
    let mut parts = stage.world.story.parts(event).iter().map(|part| part.node);
    match stage.view.around {
        Some(around) => parts.any(|node| node == around.who.into()),
        None => parts.any(|node| node.entity().is_some() && stage.place(node).is_some()),
    }
}

fn add(stage: &mut Stage<'_>, event: EventId, row: usize) {
    let world = stage.world;
    let told = world.story.event(event);
    let kind = world.vocabulary.kind(told.kind);
    let node = Node {
        note: kind.verb.noun.clone(),
        hue: stage.view.theme.kinds.get(&kind.name).map(|colour| Hue::Own(*colour)),
        shape: Shape::Event,
        ..Node::character(told.id.as_str(), world.sentence(event))
    };
    let here = End::Node(stage.picture.nodes.len());
    stage.add(event.into(), node);
    let mut drawn = BTreeSet::new();
    for part in world.parts(event) {
        let Some((from, member)) = stage.place(part.node) else {
            continue;
        };
        if !drawn.insert((from, part.role, member.clone())) {
            continue;
        }
        let role = world.vocabulary.role(part.role).replace('-', " ");
        stage.picture.edges.push(Edge {
            label: match member {
                Some(member) => format!("{role}: {member}"),
                None => role,
            },
            arrow: Arrow::Forward,
            certainty: if part.candidate {
                Certainty::Doubtful
            } else {
                Certainty::Stated
            },
            ..Edge::between(from, here, row)
        });
    }
}
