//! When something is asked to be so: *at the end*, *when Winn died*, *after being captured*, *between E and F*, *in 3.14*.

use super::clause::{Built, First, Shape};
use super::draft::{Draft, Made, Moment, Time, Trouble, told_span};
use super::group::Verbal;
use super::happened;
use super::parser::Parser;
use crate::ask::inquiry::{Clause, Polarity, Term};
use crate::model::{Axis, EventId, Node, Part, Told, When, Written};
use crate::timeline::{AsOf, Stretch};

/// A way to read a time: where it ends, what the question has become, and the time.
type Timed = (usize, Draft, Time);

/// A way to read a moment.
type Momentous = (usize, Draft, Moment);

const END: &[&str] = &[
    "the end of the story",
    "the end of it all",
    "the end of the play",
    "the end of the novel",
    "the end of the episode",
    "the end of the book",
    "the end",
    "end",
    "the very end",
];
const START: &[&str] = &[
    "the start of the story",
    "the beginning of the story",
    "the start of the play",
    "the beginning of the play",
    "the start",
    "the beginning",
    "the outset",
    "start",
];

/// Words for a part of the telling.
const SECTIONS: &[&str] = &["section", "chapter", "part", "act", "scene", "episode"];

impl Parser<'_> {
    /// Every way to read a time at a place.
    pub(super) fn times(&self, at: usize, draft: &Draft) -> Vec<Timed> {
        let mut found = Vec::new();
        let Some(word) = self.word(at) else { return found };
        let mut keep = |ways: Vec<Momentous>, time: fn(Moment) -> Time| {
            found.extend(ways.into_iter().map(|(end, draft, moment)| (end, draft, time(moment))));
        };
        match word {
            "now" | "today" | "nowadays" => {
                keep(vec![(at + 1, draft.clone(), Moment::At(self.world.end()))], Time::When);
            }
            "initially" | "originally" => {
                keep(
                    vec![(at + 1, draft.clone(), Moment::At(self.world.start()))],
                    Time::When,
                );
            }
            "when" | "while" | "once" | "whilst" => {
                keep(self.told_moments(at + 1, draft), Time::When);
                keep(self.event_moments(at + 1, draft), Time::When);
            }
            "at" | "on" | "upon" | "in" => {
                keep(self.ends(at + 1, draft), Time::When);
                keep(self.event_moments(at + 1, draft), Time::When);
                if let Some(start) = self.any_of(at + 1, &["the time of", "the moment of", "the time", "the moment"]) {
                    keep(self.event_moments(start, draft), Time::When);
                    keep(self.told_moments(start, draft), Time::When);
                    if self.is(start, "when") || self.is(start, "that") {
                        keep(self.told_moments(start + 1, draft), Time::When);
                    }
                }
                found.extend(self.told_in(at + 1, draft));
            }
            "during" | "throughout" => {
                for (end, draft, moment) in self.event_moments(at + 1, draft) {
                    if let Moment::Event(event) = moment {
                        found.push((end, draft, Time::During(event)));
                    }
                }
                found.extend(self.told_in(at + 1, draft));
            }
            "as" if self.is(at + 1, "of") => {
                keep(self.moments(at + 2, draft), Time::By);
            }
            "after" | "following" => {
                keep(self.moments(at + 1, draft), Time::After);
                keep(self.others(at + 1, draft), Time::After);
            }
            "before" => {
                keep(self.moments(at + 1, draft), Time::Before);
                keep(self.others(at + 1, draft), Time::Before);
            }
            "prior" if self.is(at + 1, "to") => keep(self.moments(at + 2, draft), Time::Before),
            "just" | "right" | "shortly" | "soon" | "immediately" | "even" | "only" | "ever"
                if matches!(self.word(at + 1), Some("after" | "before" | "when" | "since")) =>
            {
                found.extend(self.times(at + 1, draft));
            }
            "since" => keep(self.moments(at + 1, draft), Time::Since),
            "until" | "till" => keep(self.moments(at + 1, draft), Time::Until),
            "by" => {
                keep(self.ends(at + 1, draft), Time::By);
                keep(self.event_moments(at + 1, draft), Time::By);
                keep(self.dates(at + 1, draft), Time::By);
                if let Some(start) = self.any_of(at + 1, &["the time"]) {
                    keep(self.told_moments(start, draft), Time::By);
                    if self.is(start, "of") {
                        keep(self.event_moments(start + 1, draft), Time::By);
                    }
                }
            }
            "between" => found.extend(self.between(at + 1, draft, &["and"])),
            "from" => found.extend(self.between(at + 1, draft, &["to", "until", "till"])),
            _ => {}
        }
        found
    }

    fn between(&self, at: usize, draft: &Draft, links: &[&str]) -> Vec<Timed> {
        let mut found = Vec::new();
        for (end, draft, from) in self.moments(at, draft) {
            if !self.word(end).is_some_and(|word| links.contains(&word)) {
                continue;
            }
            for (end, draft, until) in self.moments(end + 1, &draft) {
                found.push((end, draft, Time::Between(from.clone(), until)));
            }
        }
        found
    }

    /// Whatever names a moment: an end of the story, an event, a clause, a date.
    pub(super) fn moments(&self, at: usize, draft: &Draft) -> Vec<Momentous> {
        let mut found = self.ends(at, draft);
        found.extend(self.event_moments(at, draft));
        found.extend(self.told_moments(at, draft));
        found.extend(self.dates(at, draft));
        if let Some(subject) = draft.subject.clone() {
            let shape = Shape {
                first: First::Given(subject),
                verbal: Verbal::Gerund,
                ..Shape::embedded()
            };
            found.extend(self.clauses_as_moments(at, draft, &shape, true));
        }
        found
    }

    fn ends(&self, at: usize, draft: &Draft) -> Vec<Momentous> {
        let of = |phrases: &[&str], as_of: AsOf| {
            let end = self.any_of(at, phrases)?;
            Some((end, draft.clone(), Moment::At(as_of)))
        };
        let (end, start) = (of(END, self.world.end()), of(START, self.world.start()));
        end.into_iter().chain(start).collect()
    }

    /// Somebody who did the same as the one spoken of: *before Banquo*.
    fn others(&self, at: usize, draft: &Draft) -> Vec<Momentous> {
        let mut found = Vec::new();
        for way in self.names_at(at, draft) {
            if let [term @ Term::Named(node)] = way.terms.as_slice()
                && node.entity().is_some()
            {
                let end = way.end + usize::from(matches!(self.word(way.end), Some("did" | "was")));
                found.push((end, way.draft.clone(), Moment::Like(term.clone())));
            }
        }
        found
    }

    /// Events by their ids or nouns: `winn-killed`, *the death of Winn*, *the end of the war*.
    fn event_moments(&self, at: usize, draft: &Draft) -> Vec<Momentous> {
        let mut found = Vec::new();
        for way in self.event_phrase(at, draft) {
            match way.terms.as_slice() {
                [Term::Named(node)] => {
                    if let Some(event) = node.event() {
                        found.push((way.end, way.draft, Moment::Event(event)));
                    }
                }
                [Term::Unknown(var)] if !way.draft.asked.contains(var) => {
                    found.push((way.end, way.draft.clone(), Moment::Joined(*var)));
                }
                // What names no event, or several, is told as such where nothing else can be read.
                [Term::OneOf(nodes)] if way.draft.trouble.is_some() => {
                    let event = nodes.first().and_then(|node| node.event()).or_else(|| self.any_event());
                    found.extend(event.map(|event| (way.end, way.draft, Moment::Event(event))));
                }
                _ => {}
            }
        }
        found
    }

    /// Any event: what stands in for a moment that nothing names, so that it can be said that nothing does.
    fn any_event(&self) -> Option<EventId> {
        self.world.timeline.order.sequence().first().copied()
    }

    /// Clauses as moments: *Winn died*.
    fn told_moments(&self, at: usize, draft: &Draft) -> Vec<Momentous> {
        self.clauses_as_moments(at, draft, &Shape::embedded(), false)
    }

    fn clauses_as_moments(&self, at: usize, draft: &Draft, shape: &Shape, gerund: bool) -> Vec<Momentous> {
        let mut open = draft.clone();
        open.gap = None;
        open.inside = true;
        let mut found = Vec::new();
        for built in self.clause(at, &open, shape) {
            if built.draft.asked.len() != draft.asked.len() {
                continue;
            }
            let [Made::Event(var, clause)] = built.made.as_slice() else {
                found.extend(self.state_as_moment(draft, &built));
                continue;
            };
            let mut new = built.draft;
            new.gap.clone_from(&draft.gap);
            new.inside = draft.inside;
            let known = u8::try_from(draft.inquiry.unknowns.len()).unwrap_or(u8::MAX);
            let Clause::Happens { parts, .. } = &new.inquiry.clauses[*clause] else {
                continue;
            };
            let linked = parts
                .iter()
                .any(|(_, term)| matches!(term, Term::Unknown(var) if var.0 < known))
                || new.inquiry.clauses.len() > draft.inquiry.clauses.len() + 1;
            if linked {
                found.push((built.end, new, Moment::Joined(*var)));
                continue;
            }
            let events = happened::events(self.world, &new, *var);
            let mut plain = draft.clone();
            plain.cost = new.cost;
            plain.notes.clone_from(&new.notes);
            plain.trouble.clone_from(&new.trouble);
            match events.as_slice() {
                [one] => found.push((built.end, plain, Moment::Event(*one))),
                // *after being captured* is so after any of the times they were.
                [_, ..] if gerund => found.push((built.end, new, Moment::Joined(*var))),
                several => {
                    let text = self.text_of(at, built.end);
                    plain.trouble.get_or_insert(Trouble::Which(text, several.to_vec()));
                    let event = several.first().copied().or_else(|| self.any_event());
                    found.extend(event.map(|event| (built.end, plain, Moment::Event(event))));
                }
            }
        }
        found
    }

    /// *when Kira was captive*: the one stretch in which it was so, by the event that began it.
    fn state_as_moment(&self, draft: &Draft, built: &Built) -> Option<Momentous> {
        let (stretch, Polarity::So) = self.state(draft, built)? else {
            return None;
        };
        let event = stretch.started.event()?;
        let mut plain = draft.clone();
        plain.cost = built.draft.cost + 1;
        plain.notes.clone_from(&built.draft.notes);
        Some((built.end, plain, Moment::At(self.world.after_event(event))))
    }

    /// The one stretch that a clause tells of, and whether the clause says that it holds or that it does not.
    fn state(&self, draft: &Draft, built: &Built) -> Option<(&Stretch, Polarity)> {
        let [Made::Holds(clause)] = built.made.as_slice() else {
            return None;
        };
        if built.draft.inquiry.clauses.len() != draft.inquiry.clauses.len() + 1 {
            return None;
        }
        let Clause::Holds {
            relation,
            args,
            polarity,
            ..
        } = &built.draft.inquiry.clauses[*clause]
        else {
            return None;
        };
        let is = |term: &Term, node: Option<Node>| match term {
            Term::Named(named) => node == Some(*named),
            Term::Any => true,
            Term::OneOf(_) | Term::Unknown(_) => false,
        };
        let both = |stretch: &Stretch| {
            let [first, second] = stretch.args;
            let symmetric = self.world.vocabulary.relation(*relation).symmetric;
            is(&args[0], first) && is(&args[1], second) || symmetric && is(&args[0], second) && is(&args[1], first)
        };
        let stretches = self.world.timeline_of(*relation).stretches.iter();
        let mut alike = stretches.filter(|stretch| stretch.relation == *relation && both(stretch));
        let (one, more) = (alike.next()?, alike.next());
        more.is_none().then_some((one, *polarity))
    }

    /// What somebody may know of, told in a clause: an event, or a state by the events from which it is known.
    pub(super) fn event_told(&self, at: usize, draft: &Draft) -> Vec<(usize, Draft, Term)> {
        let mut found = Vec::new();
        for (end, draft, moment) in self.told_moments(at, draft) {
            let term = match moment {
                // Whoever knows that Duncan was killed need not know by whom.
                Moment::Event(event) if self.has_doer_and_done(event) => continue,
                Moment::Event(event) => Term::Named(event.into()),
                Moment::Joined(var) => Term::Unknown(var),
                Moment::At(_) | Moment::Dated(..) | Moment::Like(_) => continue,
            };
            found.push((end, draft, term));
        }
        let mut open = draft.clone();
        open.gap = None;
        open.inside = true;
        for built in self.clause(at, &open, &Shape::embedded()) {
            found.extend(self.state_told(draft, &built));
        }
        found
    }

    /// Whether somebody does something to somebody else in an event.
    fn has_doer_and_done(&self, event: EventId) -> bool {
        let kind = self.world.vocabulary.kind(self.world.story.event(event).kind);
        let parts = self.world.story.parts(event);
        let acts = |part: &&Part| kind.role(part.role).is_some_and(|role| role.agentive);
        parts.iter().any(|part| acts(&part)) && !parts.iter().all(|part| acts(&part))
    }

    /// *knew that Dukat was disguised*: whoever knows of what began it or of what ended it.
    fn state_told(&self, draft: &Draft, built: &Built) -> Option<(usize, Draft, Term)> {
        let (stretch, polarity) = self.state(draft, built)?;
        let events: Vec<Node> = match polarity {
            Polarity::So => self.world.telling_of(stretch).map(Node::from).collect(),
            Polarity::NotSo | Polarity::NoLonger => stretch.ended?.event().map(Node::from).into_iter().collect(),
            Polarity::Still => return None,
        };
        let bearer = stretch.args[0]?;
        // Of themselves people know without being told, which no event shows.
        if events.is_empty() || draft.subject == Some(Term::Named(bearer)) {
            return None;
        }
        let mut plain = draft.clone();
        plain.cost = built.draft.cost + 1;
        plain.notes.clone_from(&built.draft.notes);
        if polarity == Polarity::So {
            plain.notes.push(format!(
                "whoever knows of what began or ended it knows that it was so; that {} knew it all along goes without saying",
                self.world.mention(bearer)
            ));
        }
        let term = match events.as_slice() {
            [one] => Term::Named(*one),
            _ => Term::OneOf(events),
        };
        Some((built.end, plain, term))
    }

    /// Dates and labels as moments: *0208-07*, *1.7*.
    fn dates(&self, at: usize, draft: &Draft) -> Vec<Momentous> {
        let year = usize::from(self.is(at, "the") && self.is(at + 1, "year")) * 2 + usize::from(self.is(at, "year"));
        let Some((when, _)) = self.date(at + year) else {
            return Vec::new();
        };
        let (Ok(from), Ok(until)) = (self.world.before(&when), self.world.as_of(&when)) else {
            return Vec::new();
        };
        vec![(at + year + 1, draft.clone(), Moment::Dated(from, until))]
    }

    /// A time on the story's own axis, as it would be typed.
    fn date(&self, at: usize) -> Option<(String, When)> {
        let axis = self.world.story.axis?;
        let text = &self.tokens.get(at)?.text;
        if !text.starts_with(|c: char| c.is_ascii_digit()) && axis != Axis::Label {
            return None;
        }
        // A year is written with four digits, and typed as people say it.
        let year = text.split('-').next().unwrap_or(text);
        let digits = year.bytes().all(|byte| byte.is_ascii_digit());
        let padded = if axis == Axis::Date && digits && year.len() < 4 {
            format!("{year:0>4}{}", &text[year.len()..])
        } else {
            text.to_uppercase()
        };
        let when = When::parse(padded.as_str().into(), axis).ok()?;
        Some((padded, when))
    }

    /// *in section 4*, *in S07E25*, *in 208*, *in "The fire caves"*.
    fn told_in(&self, at: usize, draft: &Draft) -> Vec<Timed> {
        let the = usize::from(self.is(at, "the"));
        let mut start = at + the;
        let named = self.word(start).is_some_and(|word| SECTIONS.contains(&word));
        let year = !named && self.is(start, "year");
        start += usize::from(named || year);
        let titled = self.tokens.get(start).filter(|token| token.quoted);
        let section = titled.and_then(|token| {
            let mut sections = self.world.story.sections.iter();
            sections.find(|section| crate::model::fold(&section.title) == token.text)
        });
        if let Some(section) = section {
            return vec![(start + 1, draft.clone(), Time::Told(section.told.clone()))];
        }
        let Some(token) = self.tokens.get(start) else {
            return Vec::new();
        };
        let mut label = token.text.to_uppercase();
        let mut end = start + 1;
        // *act 1, scene 7*
        let comma = usize::from(self.is(end, ","));
        if named
            && self.is(end + comma, "scene")
            && let Some(scene) = self.tokens.get(end + comma + 1)
        {
            label = format!("{label}.{}", scene.text);
            end += comma + 2;
        }
        let told = label.starts_with(|c: char| c.is_ascii_digit() || c == 'S').then(|| {
            Told::parse(Written::Text(label.as_str().into())).filter(|told| told_span(self.world, told).is_some())
        });
        if let Some(told) = told.flatten().filter(|_| !year) {
            return vec![(end, draft.clone(), Time::Told(told))];
        }
        if named {
            return Vec::new();
        }
        let Some((when, _)) = self.date(start) else {
            return Vec::new();
        };
        let (Ok(from), Ok(until)) = (self.world.before(&when), self.world.as_of(&when)) else {
            return Vec::new();
        };
        vec![(start + 1, draft.clone(), Time::Dated(from, until))]
    }
}
