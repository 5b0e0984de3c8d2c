//! Events get their kinds, roles and references; what does not fit the vocabulary is told.

use super::{EventFile, Known, Lower};
use crate::load::events::{Columns, Detail as RawDetail};
use crate::load::fault::{Fault, Where};
use crate::load::lex::brief;
use crate::load::raw;
use crate::load::symbols::Symbols;
use crate::model::{Detail, DocumentId, EntityId, EntityKind, EventId, KindId, Node, Part, RoleId, Source, Written};
use crate::vocabulary::Fillers;

/// About how many words there are to compare with for each declaration.
pub(super) const FORMS: usize = 8;

impl Lower {
    /// Gives every event its number and its kind; one of an unknown kind is told and left out.
    pub(super) fn number_events(&mut self, files: &mut [raw::File]) {
        for (file, raw) in files.iter_mut().enumerate() {
            let columns = &mut raw.events;
            let kinds: Vec<Option<KindId>> = columns
                .kinds
                .iter()
                .map(|name| self.vocabulary.kind_named(name))
                .collect();
            let first = u32::try_from(self.story.events.len()).expect("fewer events than that");
            self.origins.events.push(EventFile {
                first,
                left_out: Vec::new(),
            });
            if kinds.contains(&None) {
                self.leave_out(file, columns, &kinds);
            }
            for (number, (row, &symbol)) in (first..).zip(columns.rows.iter_mut().zip(&columns.ids)) {
                row.kind = kinds[row.kind.index()].expect("the others were left out");
                let event = EventId(number);
                if self.known[symbol as usize] == Known::Nothing {
                    self.known[symbol as usize] = Known::Event(event);
                } else {
                    self.define(symbol, Known::Event(event), &self.origins.event(event));
                }
            }
            self.take_rows(columns);
        }
    }

    /// Moves a file's events behind those already there.
    fn take_rows(&mut self, columns: &mut Columns) {
        if self.story.events.is_empty() {
            self.story.events = std::mem::take(&mut columns.rows);
            return;
        }
        self.story.events.append(&mut columns.rows);
    }

    fn leave_out(&mut self, file: usize, columns: &mut Columns, kinds: &[Option<KindId>]) {
        let mut left_out = Vec::new();
        for (place, (row, &id)) in (0..).zip(columns.rows.iter().zip(&columns.ids)) {
            if kinds[row.kind.index()].is_none() {
                left_out.push(place);
                let at = Where::top(file).key("events").index(place as usize).key("kind");
                self.unknown_kind(columns.kinds.name(row.kind.0.into()), at);
                if self.known[id as usize] == Known::Nothing {
                    self.known[id as usize] = Known::LeftOut;
                }
            }
        }
        let mut rows = columns.rows.iter();
        columns
            .ids
            .retain(|_| rows.next().is_some_and(|row| kinds[row.kind.index()].is_some()));
        columns.rows.retain(|row| kinds[row.kind.index()].is_some());
        let mut details = std::mem::take(&mut columns.details);
        details.retain(|(place, _)| left_out.binary_search(place).is_err());
        for (place, _) in &mut details {
            *place -= u32::try_from(left_out.partition_point(|out| out < place)).expect("fewer events than that");
        }
        columns.details = details;
        columns
            .unfilled
            .retain(|(place, ..)| left_out.binary_search(place).is_err());
        for (place, ..) in &mut columns.unfilled {
            *place -= u32::try_from(left_out.partition_point(|out| out < place)).expect("fewer events than that");
        }
        self.origins.events[file].left_out = left_out;
    }

    fn unknown_kind(&mut self, name: &str, at: Where) {
        if self.may_be_lost(name) {
            return;
        }
        let vocabulary = &self.vocabulary;
        let guess = self.guesses.spend(vocabulary.kinds.len() * FORMS);
        let by_word = guess.then(|| vocabulary.kind_by_word(name)).flatten();
        let by_word = by_word.map(|id| vocabulary.kind(id).name.clone());
        let known = self.vocabulary.kinds.iter().map(|kind| kind.name.as_str());
        let help = match by_word.or_else(|| self.guesses.nearest(name, known).first().map(|near| (*near).to_owned())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => self.declaration("kind", &at),
        };
        self.fault(
            Fault::error(
                "unknown-kind",
                at,
                format!("there is no kind of event `{}`", brief(name)),
            )
            .help(help),
        );
    }

    /// Resolves everything the events mention.
    pub(super) fn events(&mut self, files: &mut [raw::File]) {
        let mut first = 0;
        for (file, raw) in files.iter_mut().enumerate() {
            let columns = std::mem::take(&mut raw.events);
            let end = self
                .origins
                .events
                .get(file + 1)
                .map_or(self.story.events.len(), |next| next.first as usize);
            let (parts, sources) = (self.story.parts.len(), self.story.sources.len());
            let roles: Vec<Option<RoleId>> = columns
                .roles
                .iter()
                .map(|name| self.vocabulary.role_named(name))
                .collect();
            let documents: Vec<Option<DocumentId>> = columns
                .documents
                .iter()
                .map(|name| self.documents.get(name).copied())
                .collect();
            self.take_parts_and_sources(columns.parts, columns.sources);
            let mut details = columns.details.into_iter().peekable();
            for event in first..end {
                self.shift(event, parts, sources);
                self.place_and_within(event);
                let detail = details.next_if(|(place, _)| *place as usize == event - first);
                let nameless = detail.as_ref().is_some_and(|(_, detail)| detail.count_text.is_some());
                self.parts(event, &roles, &columns.roles, nameless);
                if self.story.events[event].at.written != Written::Nothing {
                    self.time(event);
                }
                if let Some((_, detail)) = detail {
                    self.detail(event, detail);
                }
                self.documents_of(event, &documents, &columns.documents);
            }
            self.unfilled(first, columns.unfilled, &roles, &columns.roles);
            self.untold(sources, columns.unread_told);
            first = end;
        }
    }

    fn take_parts_and_sources(&mut self, mut parts: Vec<Part>, mut sources: Vec<Source>) {
        if self.story.parts.is_empty() && self.story.sources.is_empty() {
            (self.story.parts, self.story.sources) = (parts, sources);
        } else {
            self.story.parts.append(&mut parts);
            self.story.sources.append(&mut sources);
        }
    }

    fn shift(&mut self, event: usize, parts: usize, sources: usize) {
        let [parts, sources] = [parts, sources].map(|by| u32::try_from(by).expect("the loader admits fewer"));
        let event = &mut self.story.events[event];
        event.parts = event.parts.start + parts..event.parts.end + parts;
        event.sources = event.sources.start + sources..event.sources.end + sources;
    }

    pub(super) fn at(&self, event: usize) -> Where {
        self.origins
            .event(EventId(u32::try_from(event).expect("the loader admits fewer")))
    }

    fn place_and_within(&mut self, event: usize) {
        let row = &self.story.events[event];
        let (place, within) = (row.place, row.within);
        if let Some(EntityId(symbol)) = place {
            let found = if let Known::Entity(id, EntityKind::Place) = self.known(symbol) {
                Some(id)
            } else {
                let at = self.at(event).key("place");
                self.node(symbol, Fillers::only(EntityKind::Place), || at)
                    .and_then(Node::entity)
            };
            self.story.events[event].place = found;
        }
        if let Some(EventId(symbol)) = within {
            let at = self.at(event).key("within");
            let found = self.event(symbol, || at.clone());
            self.story.events[event].within = found.filter(|found| self.not_itself(*found, event, "within", &at));
        }
    }

    fn not_itself(&mut self, other: EventId, event: usize, key: &str, at: &Where) -> bool {
        if other.index() == event {
            let id = self.story.events[event].id.clone();
            let fault = Fault::error(
                "refers-to-itself",
                at.clone(),
                format!("`{id}` stands in its own `{key}`"),
            );
            self.fault(fault.help("name another event, or take it away"));
        }
        other.index() != event
    }

    fn parts(&mut self, event: usize, roles: &[Option<RoleId>], names: &Symbols, nameless: bool) {
        let row = &self.story.events[event];
        let (kind, range) = (row.kind, row.parts.start as usize..row.parts.end as usize);
        let mut bad = false;
        let (mut current, mut nth) = (RoleId(u16::MAX), 0);
        for i in range.clone() {
            let part = self.story.parts[i];
            (current, nth) = if part.role == current {
                (current, nth + 1)
            } else {
                (part.role, 0)
            };
            let role =
                roles[part.role.index()].and_then(|id| self.vocabulary.kind(kind).role(id).map(|role| (id, role.of)));
            let Some((id, of)) = role else {
                if nth == 0 {
                    self.unknown_role(event, names.name(part.role.0.into()));
                }
                self.story.parts[i].role = RoleId(u16::MAX);
                bad = true;
                continue;
            };
            let symbol = part.node.key();
            let node = if let Known::Entity(entity, kind) = self.known(symbol)
                && of.admits(kind)
            {
                Some(entity.into())
            } else {
                let at = self.filler(event, names.name(part.role.0.into()), part.candidate, nth);
                self.node(symbol, of, || at)
            };
            match node {
                Some(node) => {
                    self.story.parts[i] = Part {
                        role: id,
                        node,
                        candidate: part.candidate,
                    }
                }
                None => bad = true,
            }
            if node.is_none() {
                self.story.parts[i].role = RoleId(u16::MAX);
            }
        }
        if bad {
            self.drop_bad_parts(event);
        }
        if !bad {
            self.counts(event, nameless);
            self.repeats(event);
        }
    }

    /// Where the nth filler of a role stands.
    pub(super) fn filler(&self, event: usize, role: &str, candidate: bool, nth: usize) -> Where {
        let at = self.at(event).key("roles").key(role.to_owned());
        if candidate {
            at.key("one-of").index(nth)
        } else {
            at.index(nth)
        }
    }

    /// Moves the good parts to the front of an event's range and shortens it.
    fn drop_bad_parts(&mut self, event: usize) {
        let range = self.story.events[event].parts.clone();
        let good: Vec<Part> = self.story.parts[range.start as usize..range.end as usize]
            .iter()
            .copied()
            .filter(|part| part.role != RoleId(u16::MAX))
            .collect();
        for (place, part) in (range.start..).zip(&good) {
            self.story.parts[place as usize] = *part;
        }
        let kept = u32::try_from(good.len()).expect("the loader admits fewer");
        self.story.events[event].parts = range.start..range.start + kept;
    }

    fn time(&mut self, event: usize) {
        let number = matches!(self.story.events[event].at.written, Written::Number(_));
        if number && self.story.axis == Some(crate::model::Axis::Number) {
            return;
        }
        let written = self.story.events[event].at.written.clone();
        let at = self.at(event).key("at");
        self.story.events[event].at = self.when(written, &at);
    }

    fn detail(&mut self, event: usize, raw: RawDetail) {
        let at = self.at(event);
        let others = |me: &mut Self, key: &'static str, symbols: Vec<u32>| -> Vec<EventId> {
            let at = at.key(key);
            let mut found: Vec<EventId> = Vec::new();
            for (i, symbol) in symbols.into_iter().enumerate() {
                let at = at.index(i);
                let other = me
                    .event(symbol, || at.clone())
                    .filter(|&other| me.not_itself(other, event, key, &at));
                found.extend(other.filter(|other| !found.contains(other)));
            }
            found
        };
        let after = others(self, "after", raw.after);
        let before = others(self, "before", raw.before);
        let because = others(self, "because", raw.because);
        if let (Some(text), None) = (&raw.count_text, raw.count) {
            let message = format!("`{}` is not a count", brief(text));
            let help = self.count_written(&at);
            self.fault(Fault::error("bad-count", at.key("count"), message).help(help));
        }
        let told = self.optional_told(raw.told, &at.key("told"));
        let according_to = raw.according_to.and_then(|symbol| {
            let name = self.symbols.name(symbol).to_owned();
            self.document(&name, &at.key("according-to"))
        });
        let id = EventId(u32::try_from(event).expect("fewer events than that"));
        if !raw.assert.is_empty() {
            self.demands.push((id, raw.assert));
        }
        self.waivers(raw.allow, Some(id.into()), &at.key("allow"));
        let detail = Detail {
            told,
            after,
            before,
            because,
            count: raw.count,
            note: raw.note,
            according_to,
        };
        self.story.events[event].detail = Some(Box::new(detail));
    }

    fn documents_of(&mut self, event: usize, documents: &[Option<DocumentId>], names: &Symbols) {
        let range = self.story.events[event].sources.clone();
        for i in range.clone() {
            if self.story.sources[i as usize]
                .quote
                .as_ref()
                .is_some_and(arcstr::Substr::is_empty)
            {
                let at = self.at(event).key("sources").index((i - range.start) as usize);
                self.empty_quote(&at);
            }
            let document = self.story.sources[i as usize].document;
            self.story.sources[i as usize].document = match documents[document.index()] {
                Some(found) => found,
                None => {
                    let at = self
                        .at(event)
                        .key("sources")
                        .index((i - range.start) as usize)
                        .key("document");
                    self.document(names.name(document.0), &at);
                    DocumentId(u32::MAX)
                }
            };
        }
        let unknown = |source: &Source| source.document == DocumentId(u32::MAX);
        let sources = &self.story.sources[range.start as usize..range.end as usize];
        if sources.iter().any(unknown) {
            let known: Vec<Source> = sources.iter().filter(|source| !unknown(source)).cloned().collect();
            let kept = u32::try_from(known.len()).expect("the loader admits fewer");
            self.story.events[event].sources = range.start..range.start + kept;
            for (i, source) in (range.start as usize..).zip(known) {
                self.story.sources[i] = source;
            }
        }
    }

    /// Tells the places in the telling, given on sources, that are none.
    fn untold(&mut self, first: usize, unread: Vec<(u32, raw::Time)>) {
        for (source, told) in unread {
            let place = u32::try_from(first).expect("the loader admits fewer") + source;
            let owner = self.story.events.partition_point(|event| event.sources.end <= place);
            let Some(event) = self.story.events.get(owner) else {
                continue;
            };
            let nth = place.saturating_sub(event.sources.start) as usize;
            let at = self.at(owner).key("sources").index(nth).key("told");
            self.told(told, &at);
        }
    }
}
