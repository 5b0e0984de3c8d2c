//! Times as written become intervals, on the one axis of the story.

use super::names::a;
use super::{Known, Lower, Symbol};
use crate::load::events::written;
use crate::load::fault::{Fault, Where};
use crate::load::lex::brief;
use crate::load::raw;
use crate::load::slug::is_slug;
use crate::model::{Axis, Edge, EventId, Text, Told, Unread, UnreadTime, When, Written};

impl Lower {
    /// The axis the story states, or the first that a time of it shows; files that state two are told.
    pub(super) fn axis(&mut self, files: &[raw::File]) -> Option<Axis> {
        let mut stated: Option<(usize, Axis)> = None;
        for (file, raw) in files.iter().enumerate().rev() {
            let Some(axis) = raw.axis.as_deref().and_then(Axis::from_word) else {
                continue;
            };
            let (first, kept) = *stated.get_or_insert((file, axis));
            if axis != kept {
                let message = format!("this file counts in `{}`, the story in `{}`", axis.word(), kept.word());
                let fault = Fault::error("two-axes", Where::top(file).key("axis"), message);
                let fault = fault.note(Where::top(first).key("axis"), "the story's axis is stated here");
                self.fault(fault.help("let one story count in one way: take one `axis` away and rewrite its times"));
            }
        }
        stated.map(|(_, axis)| axis).or_else(|| self.shown_axis(files))
    }

    fn shown_axis(&mut self, files: &[raw::File]) -> Option<Axis> {
        let mut plain = false;
        let mut shown = |written: &Written| match written {
            Written::Nothing => None,
            Written::Number(_) => Some(Axis::Number),
            Written::Text(text) => {
                plain = true;
                Axis::of(text)
            }
        };
        let events = (0..).map(EventId).zip(&self.story.events);
        let of_events = events
            .map(|(id, event)| (id, shown(&event.at.written)))
            .find_map(|(id, axis)| Some((id, axis?)));
        if let Some((event, axis)) = of_events {
            self.axis_shown_by = Some(event);
            return Some(axis);
        }
        let entities = files
            .iter()
            .flat_map(|file| [&file.characters, &file.factions, &file.places, &file.items]);
        let times = entities.flatten().flat_map(|entity| {
            let names = entity
                .name
                .0
                .iter()
                .chain(&entity.aliases)
                .flat_map(|name| [&name.from, &name.until]);
            let links = entity.relations.0.iter().flat_map(|(_, links)| &links.0);
            names.chain(links.flat_map(|link| [&link.from, &link.until]))
        });
        let of_entities = times.flatten().find_map(|time| match time {
            raw::Time::Number(_) => Some(Axis::Number),
            raw::Time::Text(text) => Axis::of(text),
        });
        of_entities.or(plain.then_some(Axis::Date))
    }

    /// Reads a time on the story's axis.
    pub(super) fn when(&mut self, written: Written, at: &Where) -> When {
        let axis = self.story.axis.unwrap_or(Axis::Number);
        let read = match (&written, axis) {
            (Written::Nothing, _) => return When::UNKNOWN,
            (Written::Number(number), Axis::Number) => return When::number(*number),
            (Written::Number(number), Axis::Date | Axis::Label) => {
                When::parse(number.to_string().as_str().into(), axis)
            }
            (Written::Text(text), _) => When::parse(text.clone(), axis),
        };
        match read {
            Ok(when) => When { written, ..when },
            Err(unread) => {
                self.unread(&written.to_string(), unread, at);
                When::UNKNOWN
            }
        }
    }

    fn unread(&mut self, written: &str, unread: UnreadTime, at: &Where) {
        let message = match written.trim() {
            "" => "the time is empty".to_owned(),
            _ => format!("`{}` is {unread}", brief(written)),
        };
        let mut fault = Fault::error("bad-time", at.clone(), message);
        if unread.reason == Unread::Form
            && let Some(event) = self.axis_shown_by
        {
            let first = self.origins.event(event).key("at");
            let axis = unread.axis.word();
            fault = fault.note(
                first,
                format!("the {axis} axis was taken from this time, the first that shows one"),
            );
        }
        let help = self.bare(unread.remedy(), at);
        self.fault(fault.help(help));
    }

    /// Reads one end of a stated span: a time, or an event's id.
    pub(super) fn edge(&mut self, time: Option<raw::Time>, at: &Where) -> Edge {
        let Some(time) = time else { return Edge::Open };
        let written = written(time);
        if let Written::Text(name) = &written {
            let symbol: Symbol = self.symbols.number(name);
            match self.known(symbol) {
                Known::Event(event) => return Edge::Event(event),
                Known::LeftOut => return Edge::Open,
                Known::Entity(..) | Known::Nothing if is_slug(name) && name.contains(char::is_alphabetic) => {
                    if When::parse(name.clone(), self.story.axis.unwrap_or(Axis::Number)).is_err() {
                        self.no_edge(name, symbol, at);
                        return Edge::Open;
                    }
                }
                Known::Entity(..) | Known::Nothing => {}
            }
        }
        match self.when(written, at) {
            when if when.is_known() => Edge::Time(when),
            _ => Edge::Open,
        }
    }

    /// Tells a name at the end of a span that is not an event's.
    fn no_edge(&mut self, name: &Text, symbol: Symbol, at: &Where) {
        if let Known::Entity(_, kind) = self.known(symbol) {
            let message = format!("`{name}` is {}, where a time or an event belongs", a(kind.word()));
            return self
                .fault(Fault::error("wrong-kind", at.clone(), message).help("name an event here, or write a time"));
        }
        if self.may_be_lost(name) || self.may_be_unread(name) {
            return;
        }
        let ids = self.story.events.iter().map(|event| &*event.id);
        let help = match self.guesses.nearest(name, ids).first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the `id` of an event, or a time".to_owned(),
        };
        let message = format!("`{name}` is neither an event nor a time");
        self.fault(Fault::error("bad-time", at.clone(), message).help(help));
    }

    /// Reads a place in the telling.
    pub(super) fn told(&mut self, time: raw::Time, at: &Where) -> Option<Told> {
        let shown = match &time {
            raw::Time::Number(number) => number.to_string(),
            raw::Time::Text(text) => text.clone(),
        };
        let told = Told::parse(written(time));
        if told.is_none() {
            let fault = Fault::error(
                "bad-told",
                at.clone(),
                format!("`{}` is not a place in the telling", brief(&shown)),
            );
            self.fault(fault.help(self.told_written(at)));
        }
        told
    }

    /// Reads a place in the telling, if there is one.
    pub(super) fn optional_told(&mut self, time: Option<raw::Time>, at: &Where) -> Option<Told> {
        time.and_then(|time| self.told(time, at))
    }
}
