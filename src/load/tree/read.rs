//! A text becomes a tree here, with what was probably meant in place of each slip.

use super::{DEEPEST, Key, Node, Value};
use crate::diag::{FileId, Finding, Place};
use crate::load::lex::{Bracket, Lexer, Token, brief};
use std::ops::Range;

/// What came of reading a text.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The value of the whole text.
    pub tree: Node,
    /// What is wrong with it, in the order of the text.
    pub findings: Vec<Finding>,
    /// Where reading ended before its time; what was open there may lack anything.
    pub cut: Option<usize>,
}

/// Reads a text.
///
/// ```
/// use lorescope::{diag::FileId, load::tree};
/// let reading = tree::read(FileId(0), r#"{"a": [1, 2,]}"#);
/// assert_eq!(reading.findings[0].message, "a comma follows the last entry");
/// assert_eq!(reading.tree.compact(), r#"{"a":[1,2]}"#);
/// ```
#[must_use]
pub fn read(file: FileId, text: &str) -> Reading {
    let lexer = Lexer::new(file, text);
    let mut reader = Reader {
        lexer,
        file,
        token: Token::End,
        span: 0..0,
        end: 0,
        open: Vec::new(),
        key: None,
        cut: None,
    };
    if let Some((message, help)) = hopeless(text) {
        let start = text.len() - text.trim_start().len();
        let end = text[start..].chars().next().map_or(start, |c| start + c.len_utf8());
        reader.lexer.fault(start..end, message, "", help);
        return Reading {
            tree: Node {
                span: 0..text.len(),
                value: Value::Bad,
            },
            findings: reader.lexer.findings,
            cut: Some(0),
        };
    }
    reader.step();
    let tree = reader.value("the story");
    if reader.token != Token::End && reader.cut.is_none() {
        let help = "remove it; or does an earlier bracket close too much?";
        reader.lexer.fault(
            reader.span.clone(),
            "text follows the end of the story",
            "from here",
            help,
        );
    }
    if reader.lexer.stopped {
        reader.cut = reader.cut.or(Some(reader.end));
    }
    Reading {
        tree,
        findings: reader.lexer.findings,
        cut: reader.cut,
    }
}

/// What to say of a text that is not JSON at all.
fn hopeless(text: &str) -> Option<(&'static str, &'static str)> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let begin = "begin the story with `{\"lorescope\": 1, \"title\": \"…\"}`";
    match text.chars().next() {
        None => Some(("the file is empty", begin)),
        Some('<') => Some((
            "the file looks like XML or HTML, not JSON",
            "a story is a JSON file that begins with `{`",
        )),
        Some('-') if text[1..].starts_with(|c: char| c.is_ascii_digit()) => None,
        Some(_) if matches!(text.trim_end(), "true" | "false" | "null") => None,
        Some(c) if !"{[\"'“‘/0123456789+.".contains(c) => Some((
            "the file does not look like JSON",
            "begin the story with `{\"lorescope\": 1, \"title\": \"…\"}`; if it is a journal, let its name end in `.lore`",
        )),
        Some(_) => None,
    }
}

struct Reader<'t> {
    lexer: Lexer<'t>,
    file: FileId,
    token: Token,
    span: Range<usize>,
    /// The end of the token before.
    end: usize,
    open: Vec<(Bracket, usize)>,
    /// A key that stood where an entry of a list belongs: the list was never closed.
    key: Option<(String, Range<usize>)>,
    cut: Option<usize>,
}

impl Reader<'_> {
    fn step(&mut self) -> Token {
        self.end = self.span.end;
        let (token, span) = self.lexer.next();
        self.span = span;
        std::mem::replace(&mut self.token, token)
    }

    fn here(&mut self, message: impl Into<String>, label: &str, help: impl Into<String>) {
        let span = self.span.clone();
        self.lexer.fault(span, message, label, help);
    }

    /// A value; nothing is taken where none stands.
    fn value(&mut self, owner: &str) -> Node {
        let start = self.span.start;
        let value = match &self.token {
            Token::Open(_) if self.open.len() >= DEEPEST => self.too_deep(),
            Token::Open(Bracket::Curly) => self.object(),
            Token::Open(Bracket::Square) => self.array(),
            Token::Leaf(_) => match self.step() {
                Token::Leaf(value) => value,
                Token::Open(_) | Token::Close(_) | Token::Comma | Token::Colon | Token::End => Value::Bad,
            },
            Token::Comma | Token::Colon | Token::Close(_) | Token::End => {
                let end = self.end;
                self.lexer.fault(
                    end..end,
                    format!("{owner} has no value"),
                    "a value belongs here",
                    "add one, or remove the key",
                );
                return Node {
                    span: end..end,
                    value: Value::Bad,
                };
            }
        };
        Node {
            span: start..self.end,
            value,
        }
    }

    fn too_deep(&mut self) -> Value {
        let message = format!("brackets stand more than {DEEPEST} deep in one another");
        let place = Place::new(self.file, self.span.clone()).label("too deep");
        let finding = Finding::error("too-deep", message).at(place);
        self.lexer
            .report(finding.help("look for brackets that are never closed; a story needs about ten levels"));
        let mut depth = 0usize;
        loop {
            match self.step() {
                Token::Open(_) => depth += 1,
                Token::Close(_) => depth -= 1,
                Token::End => return Value::Bad,
                Token::Comma | Token::Colon | Token::Leaf(_) => {}
            }
            if depth == 0 {
                return Value::Bad;
            }
        }
    }

    fn array(&mut self) -> Value {
        self.open.push((Bracket::Square, self.span.start));
        self.step();
        let mut entries = Vec::new();
        while !self.closed(Bracket::Square) {
            match self.token {
                Token::Comma => self.extra_comma(),
                Token::Colon => {
                    if self.ends_before_a_key(&mut entries) {
                        break;
                    }
                    self.here(
                        "`:` stands in a list",
                        "here",
                        "write `,` between the entries of a list; keys belong in `{ … }`",
                    );
                    self.step();
                }
                Token::Open(_) | Token::Leaf(_) | Token::Close(_) | Token::End => {
                    entries.push(self.value("an entry"));
                    self.comma(Bracket::Square);
                }
            }
        }
        Value::Array(entries)
    }

    /// Whether a list in an object was meant to be closed before its last entry, which turns out to be a key.
    fn ends_before_a_key(&mut self, entries: &mut Vec<Node>) -> bool {
        let [.., (Bracket::Curly, _), (Bracket::Square, start)] = self.open[..] else {
            return false;
        };
        if entries.len() < 2 {
            return false;
        }
        let key = entries.pop_if(|entry| matches!(entry.value, Value::String(_)));
        let Some(Node {
            span,
            value: Value::String(name),
        }) = key
        else {
            return false;
        };
        let place = Place::new(self.file, span.clone()).label("a key of the object around it");
        let finding = Finding::error("syntax", "`[` is not closed before the next key").at(place);
        let opened = Place::new(self.file, start..start + 1).label("opened here");
        let finding = finding.note_at(opened, "`[` is opened here");
        self.lexer.report(finding.help("add `]` before it"));
        self.open.pop();
        self.key = Some((name, span));
        true
    }

    fn object(&mut self) -> Value {
        self.open.push((Bracket::Curly, self.span.start));
        self.step();
        let mut members = Vec::new();
        loop {
            if let Some((name, span)) = self.key.take() {
                let value = self.member(&name);
                members.push((Key { name, span }, value));
                self.comma(Bracket::Curly);
                continue;
            }
            if self.closed(Bracket::Curly) {
                break;
            }
            let span = self.span.clone();
            match &self.token {
                Token::Comma => self.extra_comma(),
                Token::Leaf(Value::String(_)) => {
                    if let Token::Leaf(Value::String(name)) = self.step() {
                        let value = self.member(&name);
                        members.push((Key { name, span }, value));
                        self.comma(Bracket::Curly);
                    }
                }
                Token::Open(_) | Token::Close(_) | Token::Colon | Token::Leaf(_) | Token::End => {
                    self.here(
                        "a value stands where a key belongs",
                        "a key belongs here",
                        "write `\"key\": value`, the key in double quotes",
                    );
                    // What follows belongs to the missing key.
                    let bad = self.token == Token::Colon;
                    if !bad {
                        self.value("an entry");
                    }
                    if self.token == Token::Colon {
                        self.step();
                        self.value("an entry");
                    }
                    self.comma(Bracket::Curly);
                }
            }
        }
        Value::Object(members)
    }

    fn member(&mut self, name: &str) -> Node {
        if self.token == Token::Colon {
            self.step();
        } else {
            let end = self.end;
            let message = format!("`{}` has no `:` behind it", brief(name));
            self.lexer
                .fault(end..end, message, "`:` belongs here", "write `\"key\": value`");
            if !matches!(self.token, Token::Open(_) | Token::Leaf(_)) {
                return Node {
                    span: end..end,
                    value: Value::Bad,
                };
            }
        }
        self.value(&format!("`{}`", brief(name)))
    }

    fn extra_comma(&mut self) {
        self.here(
            "a comma stands where an entry belongs",
            "one comma too many",
            "remove it",
        );
        self.step();
    }

    /// What must follow an entry: a comma with a further entry, or the closing bracket.
    fn comma(&mut self, bracket: Bracket) {
        let comma = self.span.clone();
        match self.token {
            Token::Comma => {
                self.step();
                if self.token == Token::Close(bracket) {
                    self.lexer.fault(
                        comma,
                        "a comma follows the last entry",
                        "one comma too many",
                        "remove it",
                    );
                }
            }
            Token::Open(_) | Token::Leaf(_) => {
                let end = self.end;
                self.lexer.fault(
                    end..end,
                    "a comma is missing between two entries",
                    "`,` belongs here",
                    "add `,`",
                );
            }
            Token::Close(_) | Token::Colon | Token::End => {}
        }
    }

    /// Whether the innermost bracket ends here, rightly or not.
    fn closed(&mut self, bracket: Bracket) -> bool {
        while let Token::Close(found) = self.token
            && !self.open.iter().any(|(open, _)| *open == found)
            && !self.lexer.is_done()
        {
            self.here(
                format!("`{}` closes nothing", signs(found).1),
                "one bracket too many",
                "remove it",
            );
            self.step();
        }
        let (_, start) = *self.open.last().expect("`closed` is asked between brackets");
        let (opening, closing) = signs(bracket);
        let opened = Place::new(self.file, start..start + 1).label("opened here");
        match self.token {
            Token::Close(found) if found == bracket => {
                self.step();
            }
            Token::Close(found) => {
                let finding = Finding::error("syntax", format!("`{opening}` is closed by `{}`", signs(found).1))
                    .at(Place::new(self.file, self.span.clone()).label("closed here"))
                    .note_at(opened, format!("`{opening}` is opened here"));
                // At the very end of the text the wrong bracket was typed; before that, the right one was forgotten.
                if self.lexer.is_done() {
                    self.lexer.report(finding.help(format!("write `{closing}`")));
                    self.step();
                } else {
                    self.lexer.report(finding.help(format!("add `{closing}` before it")));
                }
            }
            Token::End => {
                // Of many brackets left open only the innermost is named: the others follow from it.
                if self.cut.is_none() {
                    self.cut = Some(self.end);
                    let finding = Finding::error("syntax", format!("`{opening}` is never closed")).at(opened);
                    self.lexer
                        .report(finding.help(format!("add `{closing}` where it ends")));
                }
            }
            Token::Open(_) | Token::Comma | Token::Colon | Token::Leaf(_) => return false,
        }
        self.open.pop();
        true
    }
}

fn signs(bracket: Bracket) -> (char, char) {
    match bracket {
        Bracket::Curly => ('{', '}'),
        Bracket::Square => ('[', ']'),
    }
}
