//! Times as written become intervals, on the one axis of the story.

use super::{Known, Lower, Symbol, text};
use crate::load::events::written;
use crate::load::fault::{Fault, Where};
use crate::load::raw;
use crate::model::{Axis, Edge, Told, UnreadTime, When, Written};

impl Lower {
    /// The axis the story states, or the first that a time of it shows.
    pub(super) fn axis(&self, files: &[raw::File]) -> Option<Axis> {
        let stated = files
            .iter()
            .rev()
            .find_map(|file| file.axis.as_deref().and_then(Axis::from_word));
        stated.or_else(|| self.shown_axis(files))
    }

    fn shown_axis(&self, files: &[raw::File]) -> Option<Axis> {
        let mut plain = false;
        let mut shown = |written: &Written| match written {
            Written::Nothing => None,
            Written::Number(_) => Some(Axis::Number),
            Written::Text(text) => {
                plain = true;
                Axis::of(text)
            }
        };
        let of_events = self.story.events.iter().find_map(|event| shown(&event.at.written));
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
        let of_entities = || {
            times.flatten().find_map(|time| match time {
                raw::Time::Number(_) => Some(Axis::Number),
                raw::Time::Text(text) => Axis::of(text),
            })
        };
        let found = of_events.or_else(of_entities);
        found.or(plain.then_some(Axis::Date))
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
        self.fault(Fault::error("bad-time", at.clone(), format!("`{written}` is {unread}")).help(unread.remedy()));
    }

    /// Reads one end of a stated span: a time, or an event's id.
    pub(super) fn edge(&mut self, time: Option<raw::Time>, at: &Where) -> Edge {
        let Some(time) = time else { return Edge::Open };
        let written = written(time);
        if let Written::Text(name) = &written {
            let symbol: Symbol = self.symbols.number(name, || name.clone());
            if let Known::Event(event) = self.known(symbol) {
                return Edge::Event(event);
            }
        }
        match self.when(written, at) {
            when if when.is_known() => Edge::Time(when),
            _ => Edge::Open,
        }
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
                format!("`{shown}` is not a place in the telling"),
            );
            self.fault(fault.help("write a number or a label, such as `3`, `\"3.14\"` or `\"S07E25\"`"));
        }
        told
    }

    /// Reads a place in the telling, if there is one.
    pub(super) fn optional_told(&mut self, time: Option<raw::Time>, at: &Where) -> Option<Told> {
        time.and_then(|time| self.told(time, at))
    }

    /// The name of an entity whose files give none: its id, in words.
    pub(super) fn name_of_id(id: &str) -> crate::model::Text {
        let words: Vec<String> = id
            .split('-')
            .filter(|word| !word.is_empty())
            .map(|word| {
                let mut letters = word.chars();
                let first = letters.next().into_iter().flat_map(char::to_uppercase);
                first.chain(letters).collect()
            })
            .collect();
        text(if words.is_empty() {
            id.to_owned()
        } else {
            words.join(" ")
        })
    }
}
