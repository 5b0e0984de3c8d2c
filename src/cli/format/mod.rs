//! How an answer and how findings are written: each format is one file and one row of the table below, made from the same plain data.

mod csv;
#[cfg(feature = "sparql")]
mod found;
mod github;
mod json;
mod markdown;
pub(super) mod page;
mod sarif;
mod text;

pub(super) use text::capital;

use crate::ask::{Answer, Cell, Named};
use crate::diag::{self, Files, Finding, one_line};
use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use std::borrow::Cow;
use std::io::{self, Write};

/// How an answer is written, or how findings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: sentences with the evidence below each, findings with their places drawn
    Text,
    /// For programs: one JSON object, a finding a line
    Json,
    /// For spreadsheets: one line a row
    Csv,
    /// For pages: a table and a list of the evidence
    Markdown,
    /// For pictures: the text that Graphviz reads
    Dot,
    /// For services that show what tools find: SARIF 2.1.0
    Sarif,
    /// For GitHub: workflow commands, which mark the lines of a change
    Github,
    /// For spreadsheets, by tabs: one line a row
    Tsv,
    /// For programs: XML
    Xml,
    /// For triples: Turtle
    Turtle,
    /// For triples: one a line
    Ntriples,
}

/// How findings are drawn where they are drawn for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// For people, on the stream of messages.
    Drawn,
    /// For programs, on the stream of answers.
    Text(String),
}

/// How text looks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    /// Whether with colour.
    pub(super) colour: bool,
    /// After how many columns lines are broken, if at all.
    pub(super) width: Option<usize>,
}

impl Style {
    /// Words that stand out.
    pub(super) fn strong(self, words: &str) -> String {
        self.with("1", words)
    }

    /// Words that stand back.
    pub(super) fn faint(self, words: &str) -> String {
        self.with("2", words)
    }

    /// Words that can be typed.
    pub(super) fn typable(self, words: &str) -> String {
        self.with("36", words)
    }

    fn with(self, code: &str, words: &str) -> String {
        if self.colour && !words.is_empty() {
            format!("\u{1b}[{code}m{words}\u{1b}[0m")
        } else {
            words.to_owned()
        }
    }
}

impl Format {
    /// How an answer may be written.
    pub(super) const OF_ANSWERS: [Self; 4] = [Self::Text, Self::Json, Self::Csv, Self::Markdown];
    /// How a chain may be written.
    pub(super) const OF_CHAINS: [Self; 5] = [Self::Text, Self::Json, Self::Csv, Self::Markdown, Self::Dot];
    /// How what a query found may be written.
    pub(super) const OF_QUERIES: [Self; 8] = [
        Self::Text,
        Self::Json,
        Self::Csv,
        Self::Tsv,
        Self::Xml,
        Self::Markdown,
        Self::Turtle,
        Self::Ntriples,
    ];
    /// How findings may be written.
    pub(super) const OF_FINDINGS: [Self; 4] = [Self::Text, Self::Json, Self::Sarif, Self::Github];

    /// Reads one of some formats from the command line.
    pub(super) fn parser(among: &'static [Self]) -> impl TypedValueParser<Value = Self> {
        let words = among.iter().filter_map(ValueEnum::to_possible_value);
        PossibleValuesParser::new(words)
            .map(|word| Self::from_str(&word, false).expect("the words are those of the formats"))
    }

    /// Writes findings; for people they are left to be drawn.
    pub(super) fn findings(self, findings: &[Finding], files: &Files) -> Written {
        match self {
            Self::Json => Written::Text(diag::json_lines(findings, files)),
            Self::Sarif => Written::Text(sarif::log(findings, files)),
            Self::Github => Written::Text(github::commands(findings, files)),
            Self::Text
            | Self::Csv
            | Self::Markdown
            | Self::Dot
            | Self::Tsv
            | Self::Xml
            | Self::Turtle
            | Self::Ntriples => Written::Drawn,
        }
    }

    /// Writes an answer.
    pub(super) fn write(self, answer: &Answer, style: Style, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Text => out.write_all(text::text(answer, style).as_bytes()),
            Self::Json => json::write(answer, out),
            Self::Csv => csv::write(answer, out),
            Self::Markdown => out.write_all(markdown::markdown(answer).as_bytes()),
            Self::Dot => unreachable!("a chain is drawn by the command that tells it"),
            Self::Sarif | Self::Github => unreachable!("the command line takes these for findings alone"),
            Self::Tsv | Self::Xml | Self::Turtle | Self::Ntriples => {
                unreachable!("the command line takes these for queries alone")
            }
        }
    }
}

/// Pieces that stand back below an answer, as many on a line as it takes.
pub(super) fn numbered(pieces: &[String], style: Style) -> String {
    let width = style.width.unwrap_or(UNBROKEN);
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 2 + piece.chars().count() <= width => {
                line.push_str("  ");
                line.push_str(piece);
            }
            _ => lines.push(piece.clone()),
        }
    }
    let faint = |line: &String| format!("{}\n", style.faint(line));
    lines.iter().map(faint).collect()
}

/// After how many columns a line of pieces is broken where nothing else says so.
const UNBROKEN: usize = 100;

/// A cell in a table of ids.
fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(words) => words.clone(),
        Cell::Count(number) => number.to_string(),
        Cell::Measure(number) => number.to_string(),
        Cell::One(named) => named.id.clone(),
        Cell::Many(all) => joined(all, |named| &named.id),
    }
}

fn joined(all: &[Named], word: fn(&Named) -> &str) -> String {
    let words: Vec<String> = all
        .iter()
        .map(|named| format!("{}{}", word(named), if named.possible { "?" } else { "" }))
        .collect();
    words.join("; ")
}

/// Words as they stand within a line: a line break in them is a space, and nothing in them steers a terminal.
fn in_line(words: &str) -> Cow<'_, str> {
    const BREAKS: [char; 5] = ['\n', '\r', '\t', '\u{2028}', '\u{2029}'];
    if !words.contains(BREAKS) {
        return one_line(words);
    }
    let pieces = words.split(BREAKS).map(str::trim).filter(|piece| !piece.is_empty());
    Cow::Owned(one_line(&pieces.collect::<Vec<_>>().join(" ")).into_owned())
}

/// The heading of an answer: how it was read, and as of when.
fn heading(answer: &Answer) -> String {
    match &answer.as_of {
        Some(as_of) => format!("{}, {as_of}", answer.reading),
        None => answer.reading.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::{Bearing, Evidence, Point, Row, Ruling, Span};
    use crate::model::Certainty;
    use crate::timeline::Truth;
    use crate::world::{self, Quote};

    fn answer() -> Answer {
        let told = world::Evidence {
            event: Some("pact".to_owned()),
            stated_on: None,
            sentence: "Ann and Bo allied".to_owned(),
            at: Some("3".to_owned()),
            place: None,
            certainty: "implied",
            according_to: None,
            quotes: vec![Quote {
                document: "book".to_owned(),
                text: Some("they | shook, \"hands\"".to_owned()),
                locator: Some("1.2".to_owned()),
            }],
        };
        let evidence = |bearing| Evidence {
            bearing,
            told: told.clone(),
        };
        let named = |id: &str, possible| Named {
            id: id.to_owned(),
            name: id.to_uppercase(),
            possible,
            guise: None,
        };
        Answer {
            question: "who allied".to_owned(),
            reading: "Who is allied with whom".to_owned(),
            as_of: Some("as of the end".to_owned()),
            ruling: Some(Ruling {
                truth: Truth::Unknown,
                reason: "it may be".to_owned(),
            }),
            gist: None,
            found: Vec::new(),
            columns: ["subject", "all", "from", "until"].map(str::to_owned).to_vec(),
            rows: vec![Row {
                section: Some("Now".to_owned()),
                sentence: "Ann is allied with Bo".to_owned(),
                cells: vec![
                    Cell::One(named("ann", false)),
                    Cell::Many(vec![named("bo", true), named("cy", false)]),
                    Cell::Text("pact".to_owned()),
                ],
                span: Some(Span {
                    from: Point::Event("pact".to_owned()),
                    until: None,
                    so_far: false,
                }),
                certainty: Certainty::Implied,
                open: Some("nobody knows".to_owned()),
                evidence: vec![evidence(Bearing::Starts), evidence(Bearing::Ends)],
                ..Row::default()
            }],
            notes: vec!["a note".to_owned()],
        }
    }

    fn written(format: Format, style: Style) -> String {
        let mut out = Vec::new();
        format.write(&answer(), style, &mut out).expect("memory takes it");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn text_tells_each_piece_of_evidence_once_and_breaks_lines_on_request() {
        let text = written(Format::Text, Style::default());
        assert_eq!(
            text,
            "Who is allied with whom, as of the end\n\nUnknown: it may be\n\nNow\n  \
             Ann is allied with Bo, since `pact` [implied]\n      \
             from     `pact`: Ann and Bo allied [implied]\n               \
             “they | shook, \"hands\"” (book, 1.2)\n      \
             until    `pact`, as above\n      \
             but      nobody knows\n\nnote: a note\n"
        );
        let narrow = Style {
            colour: true,
            width: Some(40),
        };
        let plain = |line: &str| {
            let pieces = line.split('\u{1b}').enumerate();
            pieces
                .map(|(i, piece)| {
                    if i == 0 {
                        piece
                    } else {
                        piece.split_once('m').map_or("", |(_, rest)| rest)
                    }
                })
                .collect::<String>()
        };
        for line in written(Format::Text, narrow).lines() {
            assert!(plain(line).chars().count() <= 40, "{line}");
        }
    }

    /// Rows with a lead, as text.
    fn text_of(rows: &[(usize, &str, &str)], brief: bool) -> String {
        let mut answer = answer();
        answer.ruling = None;
        answer.notes.clear();
        answer.rows = rows
            .iter()
            .map(|&(depth, lead, sentence)| Row {
                depth,
                lead: Some(lead.to_owned()),
                sentence: sentence.to_owned(),
                brief,
                ..Row::default()
            })
            .collect();
        text::text(&answer, Style::default())
    }

    #[test]
    fn sentences_stand_in_a_column_and_follow_their_leads_where_a_tree_outgrows_it() {
        let chain: Vec<String> = (0..6).map(|n| format!("because `number-{n}`")).collect();
        let rows: Vec<(usize, &str, &str)> = (0..)
            .zip(&chain)
            .map(|(n, lead)| (n, lead.as_str(), "It was"))
            .collect();
        let places = |text: &str| {
            let lines = text
                .lines()
                .filter_map(|line| line.find("It was").map(|at| (at, line.trim_start().len())));
            lines.collect::<Vec<_>>()
        };
        let shallow = places(&text_of(&rows, false));
        assert!(shallow.iter().all(|&(at, _)| at == shallow[0].0), "{shallow:?}");
        let long = "because `an-id-that-is-longer-than-others`";
        let deep = [rows.as_slice(), &[(6, long, "It was")]].concat();
        let text = text_of(&deep, false);
        assert!(
            text.contains("\nbecause `number-0`: It was\n  because `number-1`: It was\n"),
            "{text}"
        );
        // One long id near the root, as in a list of events, leaves the column to the others.
        let beside = [rows.as_slice(), &[(1, long, "It was")]].concat();
        assert_eq!(
            places(&text_of(&beside, false))[..6],
            shallow,
            "the others keep their column"
        );
    }

    #[test]
    fn what_reads_like_the_line_before_is_written_once() {
        let twice = [
            (0, "fire", "Ann killed Bo and Cy"),
            (0, "fire", "Ann killed Bo and Cy"),
            (0, "fever", "Di died"),
        ];
        let text = text_of(&twice, true);
        assert_eq!(text.matches("Ann killed").count(), 1, "{text}");
        assert_eq!(text.matches("Di died").count(), 1, "{text}");
    }

    #[test]
    fn json_has_every_key_and_csv_a_cell_for_each() {
        let json: serde_json::Value = serde_json::from_str(&written(Format::Json, Style::default())).expect("JSON");
        let row = &json["rows"][0];
        assert_eq!(json["lorescope-answer"], 1);
        assert_eq!(json["verdict"]["truth"], "unknown");
        assert_eq!(row["subject"]["id"], "ann");
        assert_eq!(row["all"][0]["possible"], true);
        assert_eq!(row["until"], serde_json::Value::Null);
        assert_eq!(row["evidence"][0]["quotes"][0]["locator"], "1.2");
        let csv = written(Format::Csv, Style::default());
        assert_eq!(
            csv,
            "subject,all,from,until,sentence,certainty,open,via,evidence,quotes\n\
             ann,bo?; cy,pact,,Ann is allied with Bo,implied,nobody knows,,pact; pact,\
             \"they | shook, \"\"hands\"\" / they | shook, \"\"hands\"\"\"\n"
        );
    }

    #[test]
    fn words_of_a_story_neither_break_a_line_nor_steer_a_terminal() {
        for (words, shown) in [
            ("plain", "plain"),
            ("two\n  lines\tand\r\nmore", "two lines and more"),
            ("\u{1b}[31mred\nrope", "\\u{1b}[31mred rope"),
        ] {
            assert_eq!(in_line(words), shown);
        }
    }

    #[test]
    fn markdown_escapes_what_would_break_its_table() {
        let page = written(Format::Markdown, Style::default());
        assert!(page.starts_with("## Who is allied with whom, as of the end\n\n**Unknown:** it may be.\n"));
        assert!(
            page.contains("| Ann is allied with Bo | since `pact` | nobody knows |"),
            "{page}"
        );
        assert!(
            page.contains("- `pact`: Ann and Bo allied — “they \\| shook, \"hands\"” (book, 1.2)"),
            "{page}"
        );
    }
}
