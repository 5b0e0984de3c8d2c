//! A theme from a file: TOML, of which everything that is wrong is found, each with its place.
//!
//! ```toml
//! base = "dark"                      # what is not said here is as there
//! palette = ["#0072b2", "#d55e00"]   # of factions
//!
//! [colours]
//! ground = "#101820"
//!
//! [relations]
//! allied = { colour = "#009e73", line = "bold" }
//! ```

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Colour, Letters, Palette, Stroke, Theme};
use crate::diag::{FileId, Files, Finding, Place, did_you_mean};
use crate::draw::picture::Line;
use crate::model::EntityKind;
use crate::world::World;

/// The rule of everything that is wrong with a theme.
const RULE: &str = "bad-settings";
/// Reads the value of a key.
type Read = for<'a> fn(&mut Reading<'_>, &Value<'a>);
/// The keys of the file, each with what reads it: those that are no tables, then the tables.
const KEYS: [(&str, Read); 9] = [
    // Read before all others, for they change what it says.
    ("base", |_, _| {}),
    ("palette", |reading, value| reading.palette(value)),
    ("patterns", |reading, value| {
        reading.theme.patterns = reading.flag("patterns", value);
    }),
    ("greys", |reading, value| {
        reading.theme.greys = reading.flag("greys", value);
    }),
    ("colours", |reading, value| {
        reading.each("colours", value, Reading::colour_of);
    }),
    ("letters", |reading, value| {
        reading.each("letters", value, Reading::letter);
    }),
    ("factions", |reading, value| {
        reading.each("factions", value, Reading::faction);
    }),
    ("relations", |reading, value| {
        reading.each("relations", value, Reading::relation);
    }),
    ("kinds", |reading, value| reading.each("kinds", value, Reading::kind)),
];
/// Returns the part of a whole that a name stands for.
type Part<Whole, Of> = fn(&mut Whole) -> &mut Of;
const COLOURS: [(&str, Part<Palette, Colour>); 9] = [
    ("ground", |palette| &mut palette.ground),
    ("ink", |palette| &mut palette.ink),
    ("soft", |palette| &mut palette.soft),
    ("paper", |palette| &mut palette.paper),
    ("outline", |palette| &mut palette.outline),
    ("dead-paper", |palette| &mut palette.dead_paper),
    ("dead-ink", |palette| &mut palette.dead_ink),
    ("dead-outline", |palette| &mut palette.dead_outline),
    ("rule", |palette| &mut palette.rule),
];
const LETTERS: [(&str, Part<Letters, f64>); 6] = [
    ("title", |letters| &mut letters.title),
    ("subtitle", |letters| &mut letters.subtitle),
    ("name", |letters| &mut letters.name),
    ("faction", |letters| &mut letters.faction),
    ("note", |letters| &mut letters.note),
    ("legend", |letters| &mut letters.legend),
];
/// How small and how large letters may be.
const SIZES: std::ops::RangeInclusive<f64> = 6.0..=72.0;
const AS_COLOUR: &str = "write a colour as `\"#rrggbb\"`, six digits of 0 to 9 and a to f";

/// Whether all names of the story are known where a theme is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// A name that is unknown is a fault.
    All,
    /// Of a story that is cut to what has been told, a name may come later: nothing is said of those unknown.
    SomeUntold,
}

impl Theme {
    /// Reads a theme, and tells everything that is wrong with it; names are those of a story and its vocabulary.
    ///
    /// ```
    /// use lorescope::{diag::Files, draw::theme::{Names, Theme}, timeline::Lens, world::World};
    ///
    /// let loaded = lorescope::load::read("story.json", r#"{"lorescope": 1}"#);
    /// let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
    /// let mut files = Files::default();
    /// let text = "base = \"dark\"\n[colours]\nink = \"#ffffff\"\n";
    /// let (theme, findings) = Theme::parse(&mut files, "look.toml", text, &world, Names::All);
    /// assert!(findings.is_empty());
    /// assert!(theme.is_dark() && theme.palette.ink.hex() == "#ffffff");
    /// ```
    pub fn parse(
        files: &mut Files,
        name: impl Into<String>,
        text: &str,
        world: &World,
        names: Names,
    ) -> (Self, Vec<Finding>) {
        let file = files.add(name, text);
        let mut reading = Reading {
            file,
            world,
            names,
            findings: Vec::new(),
            theme: Self::light(),
        };
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let message = error.message().lines().next().unwrap_or("cannot be read").to_owned();
            let span = error.span().unwrap_or(0..0);
            reading.fault(
                span,
                format!("not TOML: {message}"),
                "write `key = \"value\"`, and tables as `[colours]`",
            );
        }
        // Past a line that is no TOML, nobody knows what belongs where.
        if !reading.findings.is_empty() {
            return (reading.theme, reading.findings);
        }
        let table = table.get_ref();
        if let Some((_, base)) = table.iter().find(|(key, _)| key.get_ref() == "base") {
            reading.base(base);
        }
        for (key, value) in table {
            reading.key(key, value);
        }
        let Reading {
            mut findings, theme, ..
        } = reading;
        findings.sort_by_key(|finding| finding.place.as_ref().map(|place| place.start));
        (theme, findings)
    }
}

type Key<'a> = Spanned<Cow<'a, str>>;
type Value<'a> = Spanned<DeValue<'a>>;

/// Returns what stands beside a name in a table.
fn named<T: Copy>(table: &[(&str, T)], key: &Key<'_>) -> Option<T> {
    let row = table.iter().find(|(name, _)| name == key.get_ref())?;
    Some(row.1)
}

/// Returns the names of a table.
fn names<T, const N: usize>(table: &[(&'static str, T); N]) -> [&'static str; N] {
    table.each_ref().map(|(name, _)| *name)
}

/// The reading of one file.
struct Reading<'w> {
    file: FileId,
    world: &'w World,
    names: Names,
    findings: Vec<Finding>,
    theme: Theme,
}

impl Reading<'_> {
    fn fault(&mut self, span: Range<usize>, message: String, help: impl Into<String>) {
        let place = Place::new(self.file, span);
        self.findings.push(Finding::error(RULE, message).at(place).help(help));
    }

    /// Tells that a name is none of those known; with the nearest, or else with what to write.
    fn unknown<'k>(&mut self, key: &Key<'_>, what: &str, known: impl IntoIterator<Item = &'k str>, help: &str) {
        let help = did_you_mean(key.get_ref(), known).unwrap_or_else(|| help.to_owned());
        self.fault(key.span(), format!("`{}` is no {what}", key.get_ref()), help);
    }

    /// Tells that a name of the story is none, where all of them are known.
    fn untold<'k>(&mut self, key: &Key<'_>, what: &str, known: impl IntoIterator<Item = &'k str>, help: &str) {
        if self.names == Names::All {
            self.unknown(key, what, known, help);
        }
    }

    fn base(&mut self, value: &Value<'_>) {
        let names: Vec<String> = Theme::ready().into_iter().map(|theme| theme.name).collect();
        let all = format!("write one of `{}`", names.join("`, `"));
        match value.get_ref().as_str().map(|name| (name, Theme::named(name))) {
            Some((_, Some(theme))) => self.theme = theme,
            Some((name, None)) => {
                let help = did_you_mean(name, names.iter().map(String::as_str)).unwrap_or(all);
                self.fault(value.span(), format!("there is no theme `{name}` to begin from"), help);
            }
            None => self.fault(value.span(), "`base` is no text in quotes".to_owned(), all),
        }
    }

    fn key(&mut self, key: &Key<'_>, value: &Value<'_>) {
        match named(&KEYS, key) {
            Some(read) => read(self, value),
            None => self.unknown(key, "key of a theme", names(&KEYS), "the keys are `base`, `palette`, `patterns`, `greys`, and the tables `[colours]`, `[letters]`, `[factions]`, `[relations]` and `[kinds]`"),
        }
    }

    /// Reads every line of a table.
    fn each(&mut self, name: &str, value: &Value<'_>, read: fn(&mut Self, &Key<'_>, &Value<'_>)) {
        let DeValue::Table(table) = value.get_ref() else {
            let help = format!("write `[{name}]`, and a line for each below");
            return self.fault(value.span(), format!("`{name}` is no table"), help);
        };
        for (key, value) in table {
            read(self, key, value);
        }
    }

    fn flag(&mut self, name: &str, value: &Value<'_>) -> bool {
        if let DeValue::Boolean(flag) = value.get_ref() {
            return *flag;
        }
        self.fault(
            value.span(),
            format!("`{name}` is neither `true` nor `false`"),
            format!("write `{name} = true`"),
        );
        false
    }

    fn palette(&mut self, value: &Value<'_>) {
        let DeValue::Array(colours) = value.get_ref() else {
            let help = "write `palette = [\"#0072b2\", \"#d55e00\"]`, one colour a faction";
            return self.fault(value.span(), "`palette` is no list".to_owned(), help);
        };
        let read: Vec<Colour> = colours.iter().filter_map(|colour| self.colour(colour)).collect();
        if colours.is_empty() {
            self.fault(
                value.span(),
                "`palette` has no colour".to_owned(),
                "give at least one, or take the key out",
            );
        } else if !read.is_empty() {
            self.theme.hues = read;
        }
    }

    /// Reads a colour; none where it is told that it is none.
    fn colour(&mut self, value: &Value<'_>) -> Option<Colour> {
        let text = value.get_ref().as_str();
        let colour = text.and_then(Colour::read);
        match (colour, text) {
            (Some(_), _) => {}
            (None, Some(text)) => self.fault(value.span(), format!("`{text}` is no colour"), AS_COLOUR),
            (None, None) => self.fault(value.span(), "a colour is no text in quotes".to_owned(), AS_COLOUR),
        }
        colour
    }

    fn colour_of(&mut self, key: &Key<'_>, value: &Value<'_>) {
        let Some(place) = named(&COLOURS, key) else {
            let all = format!("the colours are `{}`", names(&COLOURS).join("`, `"));
            return self.unknown(key, "colour of a theme", names(&COLOURS), &all);
        };
        if let Some(colour) = self.colour(value) {
            *place(&mut self.theme.palette) = colour;
        }
    }

    fn letter(&mut self, key: &Key<'_>, value: &Value<'_>) {
        let Some(place) = named(&LETTERS, key) else {
            let all = format!("the letters are those of `{}`", names(&LETTERS).join("`, `"));
            return self.unknown(key, "sort of letters", names(&LETTERS), &all);
        };
        let size = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().parse().ok(),
            DeValue::Float(number) => number.as_str().parse().ok(),
            DeValue::String(_) | DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
                None
            }
        };
        let Some(size) = size.filter(|size| SIZES.contains(size)) else {
            let message = format!(
                "the size of `{}` is no number from {} to {}",
                key.get_ref(),
                SIZES.start(),
                SIZES.end()
            );
            return self.fault(
                value.span(),
                message,
                format!("write pixels, such as `{} = 14`", key.get_ref()),
            );
        };
        *place(&mut self.theme.letters) = size;
    }

    fn faction(&mut self, key: &Key<'_>, value: &Value<'_>) {
        let story = &self.world.story;
        let factions = || {
            let all = story.entities.iter();
            all.filter(|entity| entity.kind == EntityKind::Faction)
                .map(|entity| entity.id.as_str())
        };
        if !factions().any(|id| id == key.get_ref()) {
            self.untold(
                key,
                "faction of the story",
                factions(),
                "`lore list factions` shows them",
            );
        } else if let Some(colour) = self.colour(value) {
            self.theme.factions.insert(key.get_ref().to_string(), colour);
        }
    }

    fn kind(&mut self, key: &Key<'_>, value: &Value<'_>) {
        let vocabulary = &self.world.vocabulary;
        let kinds = || vocabulary.kinds.iter().map(|kind| kind.name.as_str());
        if !kinds().any(|name| name == key.get_ref()) {
            self.untold(key, "kind of event", kinds(), "`lore list kinds` shows them");
        } else if let Some(colour) = self.colour(value) {
            self.theme.kinds.insert(key.get_ref().to_string(), colour);
        }
    }

    fn relation(&mut self, key: &Key<'_>, value: &Value<'_>) {
        let vocabulary = &self.world.vocabulary;
        let relations = || vocabulary.relations.iter().map(|relation| relation.name.as_str());
        if !relations().any(|name| name == key.get_ref()) {
            return self.untold(key, "relation", relations(), "`lore list relations` shows them");
        }
        let DeValue::Table(table) = value.get_ref() else {
            let name = key.get_ref();
            let help = format!("write `{name} = {{ colour = \"#0072b2\", line = \"dashed\" }}`");
            return self.fault(value.span(), format!("the look of `{name}` is no table"), help);
        };
        let mut stroke = Stroke::default();
        for (part, value) in table {
            match part.get_ref().as_ref() {
                "colour" => stroke.colour = self.colour(value),
                "line" => stroke.line = self.line(value),
                _ => self.unknown(
                    part,
                    "part of a line's look",
                    ["colour", "line"],
                    "write `colour` or `line`",
                ),
            }
        }
        self.theme.relations.insert(key.get_ref().to_string(), stroke);
    }

    fn line(&mut self, value: &Value<'_>) -> Option<Line> {
        let words = Line::ALL.map(Line::word);
        let text = value.get_ref().as_str();
        let line = Line::ALL.into_iter().find(|line| Some(line.word()) == text);
        if line.is_none() {
            let help = text.and_then(|text| did_you_mean(text, words));
            let help = help.unwrap_or_else(|| format!("write one of `{}`", words.join("`, `")));
            let message = match text {
                Some(text) => format!("`{text}` is no line"),
                None => "a line is no text in quotes".to_owned(),
            };
            self.fault(value.span(), message, help);
        }
        line
    }
}

#[cfg(test)]
mod tests;
