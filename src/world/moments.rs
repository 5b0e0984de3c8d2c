//! Which moment a person means, and how a moment is called in words.
//!
//! ```text
//!   start │──a──│──b──│──c──│ end
//!               └ `a`, or just before `b`
//! ```

use super::{Missed, World};
use crate::model::{Edge, EventId, Initial, When, Written};
use crate::timeline::{AsOf, Cause, Moment, Reference, Stretch};

impl World {
    /// Before the first event.
    #[must_use]
    pub fn start(&self) -> AsOf {
        AsOf {
            moment: Moment::START,
            reference: Reference::Start,
        }
    }

    /// After the last event.
    #[must_use]
    pub fn end(&self) -> AsOf {
        let events = u32::try_from(self.story.events.len()).expect("the loader admits fewer");
        AsOf {
            moment: Moment(events),
            reference: Reference::End,
        }
    }

    /// Just after an event.
    #[must_use]
    pub fn after_event(&self, event: EventId) -> AsOf {
        AsOf {
            moment: Moment(self.timeline.order.position(event) + 1),
            reference: Reference::After(event),
        }
    }

    /// Just before an event.
    #[must_use]
    pub fn before_event(&self, event: EventId) -> AsOf {
        AsOf {
            moment: Moment(self.timeline.order.position(event)),
            reference: Reference::Before(event),
        }
    }

    /// The moment a person means by an event's id, `start`, `end` or a time: just after the event, or after the last event that is not certainly later than the time.
    ///
    /// # Errors
    /// That it is none of these.
    pub fn as_of(&self, typed: &str) -> Result<AsOf, Missed> {
        match self.named_moment(typed)? {
            Named::Start => Ok(self.start()),
            Named::End => Ok(self.end()),
            Named::Event(event) => Ok(self.after_event(event)),
            Named::Time(time) => Ok(AsOf {
                moment: self.timeline.order.moment_of(&time),
                reference: Reference::Time(time),
            }),
        }
    }

    /// The moment just before the one a person means by an event's id, `start`, `end` or a time.
    ///
    /// # Errors
    /// That it is none of these.
    pub fn before(&self, typed: &str) -> Result<AsOf, Missed> {
        match self.named_moment(typed)? {
            Named::Start => Ok(self.start()),
            Named::End => Ok(self
                .timeline
                .order
                .sequence()
                .last()
                .map_or_else(|| self.end(), |&event| self.before_event(event))),
            Named::Event(event) => Ok(self.before_event(event)),
            Named::Time(time) => {
                let eve = time.earliest.saturating_sub(1);
                let time = When {
                    earliest: eve,
                    latest: eve,
                    written: Written::Text(format!("just before {}", time.written).into()),
                };
                Ok(AsOf {
                    moment: self.timeline.order.moment_of(&time),
                    reference: Reference::Time(time),
                })
            }
        }
    }

    /// The moment a person means with or without a word in front: `before` for just before it, `after` for just after.
    ///
    /// # Errors
    /// That it is none.
    pub fn moment(&self, typed: &str) -> Result<AsOf, Missed> {
        let typed = typed.trim();
        match typed.strip_prefix("before ") {
            Some(later) => self.before(later),
            None => self.as_of(typed.strip_prefix("after ").unwrap_or(typed)),
        }
    }

    fn named_moment(&self, typed: &str) -> Result<Named, Missed> {
        let typed = typed.trim();
        if let Some(event) = self.by_id(typed).and_then(crate::model::Node::event) {
            return Ok(Named::Event(event));
        }
        match typed.to_lowercase().as_str() {
            "start" => return Ok(Named::Start),
            "end" => return Ok(Named::End),
            _ => {}
        }
        let time = self.story.axis.and_then(|axis| When::parse(typed.into(), axis).ok());
        if let Some(time) = time {
            return Ok(Named::Time(time));
        }
        match self.find_event(typed) {
            Ok(event) => Ok(Named::Event(event)),
            Err(missed @ Missed::Misfit { .. }) => Err(missed),
            Err(_) => Err(Missed::NoMoment {
                typed: typed.to_owned(),
                axis: self.story.axis,
                near: self.near(typed, |node| node.event().is_some()),
            }),
        }
    }

    /// A moment in words: *as of the end*, *just after `cure`*, *as of 1999-06*.
    #[must_use]
    pub fn moment_words(&self, as_of: &AsOf) -> String {
        match &as_of.reference {
            Reference::Start => "as of the start".to_owned(),
            Reference::End => "as of the end".to_owned(),
            Reference::Before(event) => format!("just before `{}`", self.story.event(*event).id),
            Reference::After(event) => format!("just after `{}`", self.story.event(*event).id),
            Reference::Time(time) => format!("as of {}", time.written),
        }
    }

    /// Since when a stretch holds: from the start, from a stated time, or from just after an event.
    #[must_use]
    pub fn started(&self, stretch: &Stretch) -> Edge {
        self.edge(stretch.started, |initial| &initial.from)
    }

    /// Until when a stretch holds; none if nothing ends it.
    #[must_use]
    pub fn ended(&self, stretch: &Stretch) -> Option<Edge> {
        let is_own = |initial: &Initial| {
            let (subject, object) = (Some(initial.subject.into()), initial.object);
            let args = stretch.args;
            initial.relation == stretch.relation && (args == [subject, object] || args == [object, subject])
        };
        // A statement ends its own stretch by its `until`, and one that it replaces by its `from`.
        let edge = |cause| match cause {
            Cause::Initial(id) if is_own(self.story.initial(id)) => self.edge(cause, |initial| &initial.until),
            Cause::Initial(_) | Cause::Event(_) | Cause::Always => self.edge(cause, |initial| &initial.from),
        };
        stretch.ended.map(edge)
    }

    fn edge(&self, cause: Cause, stated: fn(&Initial) -> &Edge) -> Edge {
        match cause {
            Cause::Always => Edge::Open,
            Cause::Event(event) => Edge::Event(event),
            Cause::Initial(id) => stated(self.story.initial(id)).clone(),
        }
    }

    /// Since when a stretch holds, in words: *the start*, *`pact`*, *1999-06*.
    #[must_use]
    pub fn from_words(&self, stretch: &Stretch) -> String {
        self.edge_words(&self.started(stretch))
    }

    /// Until when a stretch holds, in words; none if nothing ends it.
    #[must_use]
    pub fn until_words(&self, stretch: &Stretch) -> Option<String> {
        self.ended(stretch).map(|edge| self.edge_words(&edge))
    }

    fn edge_words(&self, edge: &Edge) -> String {
        match edge {
            Edge::Open => "the start".to_owned(),
            Edge::Time(time) => time.written.to_string(),
            Edge::Event(event) => format!("`{}`", self.story.event(*event).id),
        }
    }
}

/// What a person may name a moment by.
enum Named {
    Start,
    End,
    Event(EventId),
    Time(When),
}

#[cfg(test)]
mod tests {
    use crate::world::sample::world;

    fn dated() -> crate::world::World {
        world(
            r#"{"lorescope": 1, "axis": "date",
            "characters": [{"id": "a"}, {"id": "b", "relations": {"friend": {"to": "a", "until": "1999-06"}}}],
            "events": [
                {"id": "met", "kind": "meeting", "roles": {"participants": ["a", "b"]}, "at": "1999-05"},
                {"id": "allied-at-last", "kind": "alliance", "roles": {"allies": ["a", "b"]}, "at": "1999-06-02"},
                {"id": "parted", "kind": "pact-end", "roles": {"parties": ["a", "b"]}, "at": "2000"}]}"#,
        )
    }

    #[test]
    fn a_moment_is_named_by_an_event_an_end_or_a_time() {
        let world = dated();
        for (typed, as_of, before) in [
            ("start", (0, "as of the start"), (0, "as of the start")),
            ("END", (3, "as of the end"), (2, "just before `parted`")),
            ("met", (1, "just after `met`"), (0, "just before `met`")),
            ("Parted", (3, "just after `parted`"), (2, "just before `parted`")),
            ("1999-06", (2, "as of 1999-06"), (1, "as of just before 1999-06")),
            ("1999", (2, "as of 1999"), (0, "as of just before 1999")),
            ("1998", (0, "as of 1998"), (0, "as of just before 1998")),
        ] {
            let told = |found: Result<crate::timeline::AsOf, crate::world::Missed>| {
                let found = found.unwrap_or_else(|missed| panic!("{missed}"));
                (found.moment.0, world.moment_words(&found))
            };
            assert_eq!(told(world.as_of(typed)), (as_of.0, as_of.1.to_owned()), "as of {typed}");
            assert_eq!(
                told(world.before(typed)),
                (before.0, before.1.to_owned()),
                "before {typed}"
            );
        }
    }

    #[test]
    fn what_names_no_moment_is_told_with_what_would() {
        let world = dated();
        let missed = world.as_of("allied").unwrap_err();
        assert_eq!(
            missed.to_string(),
            "`allied` is no event, nor a time on this story's date axis"
        );
        assert_eq!(missed.remedy(), "did you mean `allied-at-last`?");
        assert_eq!(
            world.as_of("a").unwrap_err().to_string(),
            "`a` is a character, not an event"
        );
    }

    #[test]
    fn the_ends_of_a_stretch_are_called_by_what_made_them() {
        let world = dated();
        let words: Vec<(String, Option<String>)> = world
            .timeline
            .stretches
            .iter()
            .map(|stretch| (world.from_words(stretch), world.until_words(stretch)))
            .collect();
        assert!(words.contains(&("the start".to_owned(), Some("1999-06".to_owned()))));
        assert!(words.contains(&("`allied-at-last`".to_owned(), Some("`parted`".to_owned()))));
    }
}
