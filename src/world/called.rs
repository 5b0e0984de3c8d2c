//! What somebody is called when something happens, where their name changes in the course of the story.

use super::World;
use crate::model::{Edge, EventId, Name, Node};
use crate::timeline::Moment;

impl World {
    /// What something is called in what is told of an event: by the name it has then, else by its first.
    ///
    /// A name that is taken or given up in an event is used, or not, of what comes after; one of which it is not certain whether it was used by then is not.
    #[must_use]
    pub fn mention_at(&self, node: Node, event: EventId) -> String {
        let Some(entity) = node.entity().map(|id| self.story.entity(id)) else {
            return self.mention(node);
        };
        let changes = |name: &&Name| !name.alias && (is_told(&name.from) || is_told(&name.until));
        let mut names = entity.names.iter().filter(changes);
        let used = names.rfind(|name| self.is_used(name, event));
        used.map_or_else(|| self.mention(node), |name| name.text.to_string())
    }

    fn is_used(&self, name: &Name, event: EventId) -> bool {
        let begun = !is_told(&name.from) || self.is_past(&name.from, event) == Some(true);
        let over = is_told(&name.until) && self.is_past(&name.until, event) != Some(false);
        begun && !over
    }

    /// Whether an edge lies before an event, if that is certain.
    fn is_past(&self, edge: &Edge, event: EventId) -> Option<bool> {
        let order = &self.timeline.order;
        let position = order.position(event);
        match edge {
            Edge::Open => Some(true),
            Edge::Event(other) if *other == event => Some(false),
            Edge::Event(other) if order.is_unsettled(*other, event) => None,
            Edge::Event(other) => Some(order.position(*other) < position),
            Edge::Time(time) => Some(order.moment_of(time) <= Moment(position)),
        }
    }
}

fn is_told(edge: &Edge) -> bool {
    !matches!(edge, Edge::Open)
}

#[cfg(test)]
mod tests {
    use crate::world::sample::world;

    #[test]
    fn whoever_changes_their_name_is_called_by_the_one_they_have_then() {
        let world = world(
            r#"{"lorescope": 1, "in-order": true,
            "characters": [{"id": "macbeth", "name": [{"name": "Glamis", "until": "title"}, {"name": "Cawdor", "from": "title", "until": "crowning"}, {"name": "the King", "from": "crowning"}]},
                           {"id": "banquo", "name": "Banquo"}],
            "events": [
            {"id": "met", "kind": "meeting", "roles": {"participants": ["macbeth", "banquo"]}},
            {"id": "title", "kind": "appointment", "roles": {"appointee": "macbeth"}},
            {"id": "deed", "kind": "wounding", "roles": {"wounder": "macbeth", "wounded": "banquo"}},
            {"id": "crowning", "kind": "appointment", "roles": {"appointee": "macbeth"}},
            {"id": "murder", "kind": "killing", "roles": {"killer": "macbeth", "victim": "banquo"}}]}"#,
        );
        let told: Vec<String> = world.story.event_ids().map(|id| world.sentence(id)).collect();
        assert_eq!(
            told,
            [
                "Glamis and Banquo met",
                "Glamis was appointed",
                "Cawdor wounded Banquo",
                "Cawdor was appointed",
                "The King killed Banquo"
            ]
        );
    }

    #[test]
    fn where_it_is_not_certain_which_name_it_was_the_first_is_used() {
        let world = world(
            r#"{"lorescope": 1,
            "characters": [{"id": "a", "name": ["Ann", {"name": "the Queen", "from": "crowning"}]}, {"id": "b", "name": "Bo"}],
            "events": [
            {"id": "crowning", "kind": "appointment", "roles": {"appointee": "a"}},
            {"id": "met", "kind": "meeting", "roles": {"participants": ["a", "b"]}},
            {"id": "left", "kind": "departure", "roles": {"departed": "a"}, "after": "crowning"}]}"#,
        );
        let told: Vec<String> = world.story.event_ids().map(|id| world.sentence(id)).collect();
        assert_eq!(told, ["Ann was appointed", "Ann and Bo met", "The Queen departed"]);
    }
}
