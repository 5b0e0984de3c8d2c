//! A story from text, and what follows from it as text again.

use lorescope::load;
use lorescope::model::{Certainty, Count, DocumentId, Node, Part};
use lorescope::timeline::{AsOf, Cause, Lens, Moment, Reason, Stretch, Truth, Verdict};
use lorescope::world::World;

/// A story that was told, with all that follows from it.
pub struct Tale(World);

impl std::ops::Deref for Tale {
    type Target = World;

    fn deref(&self) -> &World {
        &self.0
    }
}

/// Tells a story from the inside of its file, in which nothing may be wrong.
pub fn tell(inside: &str) -> Tale {
    let (tale, faults) = tell_with_faults(inside);
    assert_eq!(faults, Vec::<String>::new());
    tale
}

/// What is wrong with a story.
pub fn faults(inside: &str) -> Vec<String> {
    tell_with_faults(inside).1
}

/// Tells what can be told of a story, and what is wrong with it: each finding as its rule and the names it gives, whatever else it says.
pub fn tell_with_faults(inside: &str) -> (Tale, Vec<String>) {
    let loaded = load::read("story.json", &format!("{{\"lorescope\": 1, {inside}}}"));
    let findings = loaded.findings.into_iter();
    let faults = findings.map(|finding| {
        let names = finding.message.split('`').skip(1).step_by(2);
        let words: Vec<&str> = std::iter::once(&*finding.rule).chain(names).collect();
        words.join(" ")
    });
    let faults = faults.collect();
    let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
    (Tale(world), faults)
}

impl Tale {
    /// The same story by the claims of one document, and by those of nobody in particular.
    pub fn according_to(&self, document: &str) -> Self {
        let place = self.story.documents.iter().position(|known| &*known.id == document);
        let document = DocumentId(place.unwrap().try_into().unwrap());
        let lens = Lens {
            according_to: Some(document),
        };
        Self(World::of(self.story.clone(), self.vocabulary.clone(), lens))
    }

    /// The events in story order.
    pub fn order(&self) -> String {
        let slugs = self.timeline.order.sequence().iter();
        let slugs: Vec<&str> = slugs.map(|&event| &*self.story.event(event).id).collect();
        slugs.join(" ")
    }

    /// How two events are ordered: `before`, `after` or `unsettled`.
    pub fn ordered(&self, one: &str, other: &str) -> &'static str {
        let [one, other] = [one, other].map(|id| self.node(id).event().unwrap());
        let order = &self.timeline.order;
        match (
            order.is_certainly_before(one, other),
            order.is_certainly_before(other, one),
        ) {
            (true, _) => "before",
            (_, true) => "after",
            (false, false) => {
                assert!(order.is_unsettled(one, other));
                "unsettled"
            }
        }
    }

    /// The loops of the order, each as the events in it.
    pub fn loops(&self) -> Vec<String> {
        let slug = |&event: &_| &*self.story.event(event).id;
        let loops = self.timeline.order.loops.iter();
        loops
            .map(|round| round.iter().map(slug).collect::<Vec<_>>().join(" "))
            .collect()
    }

    /// Every stretch of the relations named, each as `allied(a, b) after x until y`, in the order of telling.
    pub fn stretches(&self, relations: &str) -> Vec<String> {
        let wanted: Vec<&str> = relations.split(' ').collect();
        let stretches = self.timeline.stretches.iter();
        stretches
            .filter(|stretch| wanted.contains(&self.relation(stretch)))
            .map(|stretch| self.in_words(stretch))
            .collect()
    }

    /// What holds at a moment, life aside: `after x`, `before x`, `at 1999`, `start` or `end`.
    pub fn at(&self, moment: &str) -> Vec<String> {
        let as_of = self.moment(moment);
        let stretches = self.timeline.stretches.iter();
        stretches
            .filter(|stretch| self.timeline.spans(stretch, &as_of) && self.relation(stretch) != "alive")
            .map(|stretch| self.claim(stretch))
            .collect()
    }

    /// Whether a claim such as `allied(a, b)` holds at a moment, and why: `yes, holds`, `unknown, unsettled pact`.
    pub fn holds(&self, claim: &str, moment: &str) -> String {
        let verdict = self.verdict(claim, moment);
        let truth = match verdict.truth {
            Truth::Yes => "yes",
            Truth::No => "no",
            Truth::Unknown => "unknown",
        };
        let reason = match verdict.reason {
            Reason::Holds => "holds".to_owned(),
            Reason::NotYet => "not yet".to_owned(),
            Reason::Ended => "ended".to_owned(),
            Reason::Excluded => "excluded".to_owned(),
            Reason::Unsaid => "unsaid".to_owned(),
            Reason::Unsettled(event) => format!("unsettled {}", self.story.event(event).id),
            Reason::Doubtful(certainty) => certainty.word().to_owned(),
            Reason::Obscured => "obscured".to_owned(),
            Reason::Nearby => "nearby".to_owned(),
        };
        format!("{truth}, {reason}")
    }

    fn verdict(&self, claim: &str, moment: &str) -> Verdict {
        let (name, args) = claim.trim_end_matches(')').split_once('(').unwrap();
        let relation = self.vocabulary.relation_named(name).unwrap();
        let mut nodes = args.split(", ").map(|arg| (arg != "*").then(|| self.node(arg)));
        let args = [nodes.next().flatten(), nodes.next().flatten()];
        self.0.holds(relation, args, &self.moment(moment))
    }

    /// What everybody knows of, as `knows(a, b) after x until y`, in the order of telling.
    pub fn knowledge(&self) -> Vec<String> {
        self.0.knowledge().map(|stretch| self.in_words(stretch)).collect()
    }

    /// The events told of by a moment of which somebody knows nothing.
    pub fn unknown_to(&self, who: &str, moment: &str) -> String {
        let unknown = self.0.unknown_to(self.node(who), &self.moment(moment));
        let slugs: Vec<&str> = unknown.iter().map(|(event, _)| &*self.story.event(*event).id).collect();
        slugs.join(" ")
    }

    /// The two events whose place in the file alone decides a claim at a moment.
    pub fn rests_on(&self, claim: &str, moment: &str) -> Option<String> {
        let pair = self.timeline.rests_on_file_place(&self.verdict(claim, moment));
        pair.map(|pair| pair.map(|event| &*self.story.event(event).id).join(" "))
    }

    /// Who took which part in an event, candidates with a question mark: `killer: worf?, duras? / victim: gowron`.
    pub fn parts(&self, event: &str) -> String {
        let event = self.node(event).event().unwrap();
        let mut roles: Vec<(&str, Vec<String>)> = Vec::new();
        for &Part { role, node, candidate } in self.story.parts(event) {
            let mark = if candidate { "?" } else { "" };
            let filler = format!("{}{mark}", self.story.slug(node));
            match roles.last_mut().filter(|(last, _)| *last == self.vocabulary.role(role)) {
                Some((_, fillers)) => fillers.push(filler),
                None => roles.push((self.vocabulary.role(role), vec![filler])),
            }
        }
        let roles: Vec<String> = roles
            .into_iter()
            .map(|(role, fillers)| format!("{role}: {}", fillers.join(", ")))
            .collect();
        roles.join(" / ")
    }

    /// How many nameless ones an event counts.
    pub fn count(&self, event: &str) -> Option<String> {
        let event = self.story.event(self.node(event).event().unwrap());
        let count = event.detail.as_ref().and_then(|detail| detail.count);
        count.as_ref().map(Count::to_string)
    }

    /// Everyone who plays a part in an event of that kind, or of one that is a case of it: `who killed`, at the lowest floor.
    pub fn who(&self, kind: &str, role: &str) -> Vec<String> {
        let kind = self.vocabulary.kind_named(kind).unwrap();
        let role = self.vocabulary.role_named(role).unwrap();
        let events = self.timeline.order.sequence().iter().copied();
        let events = events.filter(|&event| self.vocabulary.is_a(self.story.event(event).kind, kind));
        let fillers = events.flat_map(|event| self.story.fillers(event, role));
        fillers.map(|part| self.story.slug(part.node).to_owned()).collect()
    }

    /// The entity or event of that id.
    pub fn node(&self, id: &str) -> Node {
        let entities = self.story.entity_ids().map(Node::from);
        let mut nodes = entities.chain(self.story.event_ids().map(Node::from));
        nodes
            .find(|&node| self.story.slug(node) == id)
            .unwrap_or_else(|| panic!("no {id}"))
    }

    fn moment(&self, words: &str) -> AsOf {
        let found = match words.split_once(' ').unwrap_or(("as of", words)) {
            ("before", what) => self.before(what),
            (_, what) => self.as_of(what),
        };
        found.unwrap_or_else(|missed| panic!("{words}: {missed}"))
    }

    fn relation(&self, stretch: &Stretch) -> &str {
        &self.vocabulary.relation(stretch.relation).name
    }

    fn claim(&self, stretch: &Stretch) -> String {
        let unary = self.vocabulary.relation(stretch.relation).is_unary();
        let args = &stretch.args[..if unary { 1 } else { 2 }];
        let args: Vec<&str> = args
            .iter()
            .map(|arg| arg.map_or("?", |node| self.story.slug(node)))
            .collect();
        format!("{}({})", self.relation(stretch), args.join(", "))
    }

    fn in_words(&self, stretch: &Stretch) -> String {
        let mut words = self.claim(stretch);
        words += &match stretch.started {
            Cause::Always => " from always".to_owned(),
            Cause::Initial(id) => {
                let subject = self.story.entity(self.story.initial(id).subject);
                format!(" stated on {} from {}", subject.id, self.edge(stretch.from))
            }
            Cause::Event(event) => format!(" after {}", self.story.event(event).id),
        };
        match (stretch.ended, stretch.until) {
            (Some(Cause::Event(event)), _) => words += &format!(" until {}", self.story.event(event).id),
            (Some(_), Some(until)) => words += &format!(" until {}, as stated", self.edge(until)),
            (_, _) => {}
        }
        if stretch.certainty > Certainty::Stated {
            words += &format!(", {}", stretch.certainty.word());
        }
        if stretch.end_certainty > Certainty::Stated {
            words += &format!(", {} end", stretch.end_certainty.word());
        }
        if let Some(document) = stretch.according_to {
            words += &format!(", says {}", self.story.document(document).id);
        }
        words
    }

    /// A moment by the event just before it.
    fn edge(&self, moment: Moment) -> String {
        match moment.0.checked_sub(1) {
            None => "the start".to_owned(),
            Some(last) => {
                let event = self.timeline.order.sequence()[last as usize];
                self.story.event(event).id.to_string()
            }
        }
    }
}
