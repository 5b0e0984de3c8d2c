//! Findings as a SARIF 2.1.0 log, which services that show what tools find read: each result with its rule, its places and what to do.
//!
//! A log is written even where nothing is found, so that a service knows that somebody looked.

use super::page;
use crate::check::{self, Known};
use crate::diag::{Files, Finding, Level, Place};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    rules: Vec<Descriptor<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'a> {
    id: &'a str,
    short_description: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_description: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Text>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Text {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprints,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "lorescope/v1")]
    first: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// The findings as a log.
pub(super) fn log(findings: &[Finding], files: &Files) -> String {
    let mut rules: Vec<&str> = findings.iter().map(|finding| &*finding.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    let known = check::known();
    let mut seen = BTreeMap::new();
    let results = findings.iter().map(|finding| {
        let rule_index = rules
            .binary_search(&&*finding.rule)
            .expect("the rules are those of the findings");
        outcome(finding, rule_index, files, &mut seen)
    });
    let run = Run {
        column_kind: "unicodeCodePoints",
        results: results.collect(),
        tool: Tool {
            driver: Driver {
                name: "lore",
                version: env!("CARGO_PKG_VERSION"),
                rules: rules.iter().map(|rule| descriptor(rule, &known)).collect(),
            },
        },
    };
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [run],
    };
    let mut text = serde_json::to_string_pretty(&log).expect("strings and numbers are always JSON");
    text.push('\n');
    text
}

fn descriptor<'a>(rule: &'a str, known: &[Known]) -> Descriptor<'a> {
    let plain = |text: &str| Text {
        text: text.to_owned(),
        markdown: None,
    };
    match known.iter().find(|known| known.name == rule) {
        Some(known) => Descriptor {
            id: rule,
            short_description: plain(known.summary),
            full_description: Some(plain(&page::intro(known.page))),
            help: Some(Text {
                text: page::section(known.page, "What to do").unwrap_or_else(|| known.summary.to_owned()),
                markdown: Some(known.page),
            }),
            default_configuration: Configuration {
                level: level(known.level),
            },
        },
        // What a story's own kinds need, and what its own relations exclude, the story names itself.
        None => Descriptor {
            id: rule,
            short_description: plain("A rule that the story declares itself."),
            full_description: None,
            help: None,
            default_configuration: Configuration {
                level: level(Level::Warning),
            },
        },
    }
}

fn outcome<'a>(finding: &'a Finding, rule_index: usize, files: &Files, seen: &mut BTreeMap<u64, usize>) -> Outcome<'a> {
    let mut message = finding.message.clone();
    let mut related = Vec::new();
    for note in &finding.notes {
        match &note.place {
            Some(place) => {
                let id = related.len() + 1;
                related.push(Location {
                    id: Some(id),
                    message: Some(Text {
                        text: note.text.clone(),
                        markdown: None,
                    }),
                    physical_location: physical(place, files),
                });
            }
            None => message.push_str(&format!("\nnote: {}", note.text)),
        }
    }
    if let Some(help) = &finding.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    // What a line says stays what it is when the line moves; what is found twice alike is told apart by its place in the row.
    let file = finding.place.as_ref().map_or("", |place| &files.get(place.file).name);
    let print = fingerprint([&*finding.rule, file, &finding.message]);
    let nth = seen.entry(print).and_modify(|nth| *nth += 1).or_insert(1);
    let location = finding.place.as_ref().map(|place| Location {
        id: None,
        message: None,
        physical_location: physical(place, files),
    });
    Outcome {
        rule_id: &finding.rule,
        rule_index,
        level: level(finding.level),
        message: Text {
            text: message,
            markdown: None,
        },
        locations: location.into_iter().collect(),
        related_locations: related,
        partial_fingerprints: Fingerprints {
            first: format!("{print:016x}:{nth}"),
        },
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "note",
    }
}

fn physical(place: &Place, files: &Files) -> Physical {
    let (start_line, start_column) = files.line_column(place.file, place.start);
    let (end_line, end_column) = files.line_column(place.file, place.end);
    Physical {
        artifact_location: Artifact {
            uri: uri(&files.get(place.file).name),
        },
        region: Region {
            start_line,
            start_column,
            end_line,
            end_column,
        },
    }
}

/// A path as a URI reference: relative where the path is.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if path.as_bytes().get(1) == Some(&b':') {
        uri.push_str("file:///");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

/// Fowler, Noll and Vo's hash of some texts, with an end behind each.
fn fingerprint(texts: [&str; 3]) -> u64 {
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0xff]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uri_references() {
        for (path, expected) in [
            ("story.json", "story.json"),
            ("a b/é.json", "a%20b/%C3%A9.json"),
            ("/tales/story.json", "file:///tales/story.json"),
            ("C:\\tales\\story.json", "file:///C%3A/tales/story.json"),
            ("<stdin>", "%3Cstdin%3E"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }

    #[test]
    fn a_fingerprint_tells_texts_apart_however_they_are_parted() {
        assert_eq!(fingerprint(["a", "b", "c"]), fingerprint(["a", "b", "c"]));
        assert_ne!(fingerprint(["ab", "", "c"]), fingerprint(["a", "b", "c"]));
    }
}
