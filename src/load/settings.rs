//! What those who write a story have settled about its rules, in `lore.toml` beside it.
//!
//! ```toml
//! strict = true                    # hints count too
//! theme = "dark"                   # how pictures look: a name, or a file beside this one
//!
//! [rules]
//! never-appears = "off"
//! told-before-introduced = "error"
//! ```
//!
//! Which rules there are is not known here; every other fault of the file is found, each with its place.

use super::documents::{as_text, bytes_at};
use super::open::{Loaded, reason};
use crate::diag::{FileId, Files, Finding, Level, Place, did_you_mean};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The name of the file.
pub(super) const NAME: &str = "lore.toml";
/// The rule of everything that is wrong with it.
const RULE: &str = "bad-settings";

/// What is settled about the rules.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The rules that are set, in the order of the file.
    pub rules: Vec<Setting>,
    /// Whether hints count as warnings do.
    pub strict: bool,
    /// How pictures look, where nothing else is asked for: the name of a theme, or a file beside the story.
    pub theme: Option<String>,
}

/// One rule, and how much its findings are to weigh.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The name of the rule, as it was written.
    pub rule: String,
    /// How much its findings weigh; none if there are to be none.
    pub level: Option<Level>,
    /// Where the rule is named.
    pub place: Place,
}

impl Loaded {
    /// Reads the `lore.toml` beside the story, if there is one; what is wrong with it is added to the findings.
    pub fn read_settings(&mut self) -> Settings {
        let Some(folder) = &self.folder else {
            return Settings::default();
        };
        let (settings, findings) = Settings::beside(folder, &mut self.files);
        self.findings.extend(findings);
        settings
    }
}

impl Settings {
    /// Reads the `lore.toml` of a folder, if there is one, and tells everything that is wrong with it.
    pub fn beside(folder: &std::path::Path, files: &mut Files) -> (Self, Vec<Finding>) {
        let path = folder.join(NAME);
        let name = path.display().to_string();
        let bytes = bytes_at(&path);
        // Only where there is none: a check that is weaker than somebody thinks is worse than none.
        if bytes
            .as_ref()
            .is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound)
        {
            return (Self::default(), Vec::new());
        }
        match bytes.map_err(|error| reason(&error)).and_then(as_text) {
            Ok(text) => Self::parse(files, name, &text),
            Err(why) => {
                let finding = Finding::error(RULE, format!("cannot read `{name}`: {why}"));
                let finding = finding.help("mend the file, or take it away: a story needs none");
                (Self::default(), vec![finding])
            }
        }
    }

    /// Reads settings, and tells everything that is wrong with them.
    ///
    /// ```
    /// use lorescope::{diag::Files, load::Settings};
    /// let mut files = Files::default();
    /// let (settings, findings) = Settings::parse(&mut files, "lore.toml", "[rules]\nnever-appears = \"off\"\n");
    /// assert!(findings.is_empty() && settings.rules[0].level.is_none());
    /// ```
    pub fn parse(files: &mut Files, name: impl Into<String>, text: &str) -> (Self, Vec<Finding>) {
        let file = files.add(name, text);
        let mut reading = Reading {
            file,
            findings: Vec::new(),
        };
        let (table, errors) = DeTable::parse_recoverable(text);
        // Below a heading that is no TOML, nobody knows what the lines belong to.
        let headless = errors.iter().any(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let line = text[..text.floor_char_boundary(at)]
                .rfind('\n')
                .map_or(0, |end| end + 1);
            text[line..].trim_start().starts_with('[')
        });
        for error in errors {
            let message = error.message().lines().next().unwrap_or("cannot be read").to_owned();
            reading.fault(error.span().unwrap_or(0..0), format!("not TOML: {message}"), SHAPE);
        }
        let mut settings = Self::default();
        for (key, value) in table.get_ref() {
            reading.setting(key, value, headless, &mut settings);
        }
        settings.rules.sort_by_key(|set| set.place.start);
        (settings, reading.findings)
    }
}

/// How the file is written.
const SHAPE: &str = "write `rule-name = \"off\"` under `[rules]`, with `off`, `hint`, `warning` or `error`";
/// The keys of the file.
const KEYS: [&str; 3] = ["rules", "strict", "theme"];
/// The words for a level.
const LEVELS: [(&str, Option<Level>); 4] = [
    ("off", None),
    ("hint", Some(Level::Hint)),
    ("warning", Some(Level::Warning)),
    ("error", Some(Level::Error)),
];

/// The reading of one file.
struct Reading {
    file: FileId,
    findings: Vec<Finding>,
}

impl Reading {
    fn fault(&mut self, span: Range<usize>, message: String, help: impl Into<String>) {
        let place = Place::new(self.file, span);
        self.findings.push(Finding::error(RULE, message).at(place).help(help));
    }

    fn setting(
        &mut self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
        headless: bool,
        into: &mut Settings,
    ) {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("strict", DeValue::Boolean(strict)) => into.strict = *strict,
            ("strict", _) => self.fault(
                value.span(),
                "`strict` is neither `true` nor `false`".to_owned(),
                "write `strict = true`, and hints count too",
            ),
            ("theme", DeValue::String(theme)) => into.theme = Some(theme.to_string()),
            ("theme", _) => self.fault(
                value.span(),
                "`theme` is no text in quotes".to_owned(),
                "write `theme = \"dark\"`, or a file as `theme = \"look.toml\"`",
            ),
            ("rules", DeValue::Table(rules)) => {
                for (rule, level) in rules {
                    self.rule(rule, level, into);
                }
            }
            ("rules", _) => self.fault(value.span(), "`rules` is no table".to_owned(), SHAPE),
            (_, _) if headless => {}
            (other, value) => {
                let is_level = value
                    .as_str()
                    .is_some_and(|word| LEVELS.iter().any(|(known, _)| *known == word));
                let help = match did_you_mean(other, KEYS) {
                    _ if is_level => "rules are set below a line `[rules]`".to_owned(),
                    Some(help) => help,
                    None => "the keys are `strict`, `theme` and the table `[rules]`".to_owned(),
                };
                self.fault(key.span(), format!("`{other}` is no key of `{NAME}`"), help);
            }
        }
    }

    fn rule(&mut self, rule: &Spanned<std::borrow::Cow<'_, str>>, level: &Spanned<DeValue<'_>>, into: &mut Settings) {
        let word = level.get_ref().as_str();
        let known = LEVELS.iter().find(|(known, _)| Some(*known) == word);
        match (known, word) {
            (Some((_, level)), _) => into.rules.push(Setting {
                rule: rule.get_ref().to_string(),
                level: *level,
                place: Place::new(self.file, rule.span()),
            }),
            (None, Some(word)) => {
                let help = did_you_mean(word, LEVELS.map(|(known, _)| known));
                let help = help.unwrap_or_else(|| "write `off`, `hint`, `warning` or `error`".to_owned());
                self.fault(level.span(), format!("`{word}` is no level"), help);
            }
            (None, None) => {
                let message = format!("the level of `{}` is no text in quotes", rule.get_ref());
                self.fault(
                    level.span(),
                    message,
                    "write `\"off\"`, `\"hint\"`, `\"warning\"` or `\"error\"`",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Settings, Vec<String>) {
        let mut files = Files::default();
        let (settings, findings) = Settings::parse(&mut files, NAME, text);
        let said = findings.iter().map(|finding| {
            let place = finding.place.as_ref().expect("each has its place");
            let (line, column) = files.line_column(place.file, place.start);
            format!("{line}:{column} {}", finding.message)
        });
        (settings, said.collect())
    }

    #[test]
    fn rules_are_set_in_the_order_of_the_file() {
        let (settings, said) = read("strict = true\ntheme = \"dark\"\n[rules]\nz = \"off\"\na = \"error\"\n");
        assert!(said.is_empty(), "{said:?}");
        assert!(settings.strict && settings.theme.as_deref() == Some("dark"));
        let set: Vec<_> = settings
            .rules
            .iter()
            .map(|set| (set.rule.as_str(), set.level))
            .collect();
        assert_eq!(set, [("z", None), ("a", Some(Level::Error))]);
        assert!(read("").1.is_empty());
    }

    #[test]
    fn every_fault_is_told_at_its_place() {
        let (settings, said) = read(
            "strict = 1\ntheme = 2\nrule = 2\nnever-appears = \"off\"\n[rules]\na = \"of\"\nb = 3\nc = \"hint\"\n",
        );
        assert_eq!(
            said,
            [
                "4:1 `never-appears` is no key of `lore.toml`",
                "3:1 `rule` is no key of `lore.toml`",
                "6:5 `of` is no level",
                "7:5 the level of `b` is no text in quotes",
                "1:10 `strict` is neither `true` nor `false`",
                "2:9 `theme` is no text in quotes",
            ]
        );
        assert_eq!(settings.rules.len(), 1);
        let (_, said) = read("[rules\na = \"off\"\nb = \"off\"\nb = \"off\"\nx = = 2\n");
        assert!(said.len() > 1, "{said:?}");
        assert!(said.iter().all(|said| said.contains("not TOML: ")), "{said:?}");
    }
}
