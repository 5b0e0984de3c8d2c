//! How names, texts and times are written so that the journal's reader takes them for what they are.
//!
//! What can stand bare stands bare; everything else stands in quotes, with the escapes of JSON.

use crate::load::journal::line::lines;
use crate::load::journal::word::{Sort, words};
use crate::model::{Axis, Edge, Story, Told, When, Written};

/// Words that part or end a list of names, and so are no names themselves unless in quotes.
const JOINTS: [&str; 7] = ["and", "or", "from", "until", "told", "implied", "doubtful"];

/// A text in quotes.
pub(super) fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).expect("a string is always JSON");
    if !json.contains(is_unseen) {
        return json;
    }
    json.chars().fold(String::new(), |mut line, c| {
        if is_unseen(c) {
            line.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            line.push(c);
        }
        line
    })
}

/// Whether nobody can see a character, or a line could be thought to end at it.
fn is_unseen(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// Whether a text means itself when it stands bare up to the end of its line.
fn is_plain(text: &str) -> bool {
    let mut before = '\n';
    let mut hidden = false;
    for c in text.chars() {
        hidden |= c == ';' && before.is_whitespace();
        hidden |= is_unseen(c) || c.is_whitespace() && (c != ' ' || before == ' ');
        before = c;
    }
    !hidden && !text.is_empty() && text.trim() == text && !text.starts_with('"')
}

/// A text that reaches to the end of its line.
pub(super) fn free(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// A text that reaches to the end of its line, or to a `|` before it.
pub(super) fn titled(text: &str) -> String {
    if is_plain(text) && !text.contains(['|', '"']) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// What must hold, with the names in it as they are.
pub(super) fn claim(text: &str) -> String {
    let lines = lines(text);
    let is_whole = matches!(lines.as_slice(), [line] if line.comment.is_none() && line.content == (0..text.len()));
    let said = words(text, 0..text.len());
    let is_closed = !said.iter().any(|word| matches!(word.sort, Sort::Open(_)));
    let is_text = matches!(said.as_slice(), [whole] if whole.is_string());
    if is_whole && is_closed && !is_text && !text.contains(is_unseen) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// Whether a word parts or ends a list of names.
pub(super) fn is_joint(word: &str) -> bool {
    JOINTS.contains(&word.to_lowercase().as_str())
}

/// An id as a name in a list.
pub(super) fn name(id: &str) -> String {
    if JOINTS.contains(&id) {
        quoted(id)
    } else {
        id.to_owned()
    }
}

/// Several ids as a list of names.
pub(super) fn names<'a>(ids: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = ids.into_iter().map(name).collect();
    names.join(", ")
}

/// A time on the story's axis; none where nothing is written.
pub(super) fn when(story: &Story, when: &When) -> Option<String> {
    match &when.written {
        Written::Nothing => None,
        Written::Number(number) => Some(number.to_string()),
        Written::Text(text) => {
            // On other axes a bare number is a text like any other.
            let is_number = story.axis.is_none_or(|axis| axis == Axis::Number) && text.parse::<f64>().is_ok();
            Some(if is_number { quoted(text) } else { word(text) })
        }
    }
}

/// A place in the telling.
pub(super) fn told(told: Option<&Told>) -> Option<String> {
    match &told?.written {
        Written::Nothing => None,
        Written::Number(number) => Some(number.to_string()),
        Written::Text(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => Some(quoted(text)),
        Written::Text(text) => Some(word(text)),
    }
}

/// A time as a word, bare where it means itself.
fn word(text: &str) -> String {
    let guess = text.strip_prefix("circa ").unwrap_or(text);
    let parts = |c: char| c.is_whitespace() || is_unseen(c) || matches!(c, '"' | ';' | '|' | ',' | '@');
    let is_bare = !guess.is_empty() && !guess.contains(parts) && guess != "-" && !JOINTS.contains(&guess);
    if is_bare { text.to_owned() } else { quoted(text) }
}

/// One end of a stated span.
pub(super) fn edge(story: &Story, edge: &Edge) -> Option<String> {
    match edge {
        Edge::Open => None,
        Edge::Time(time) => when(story, time),
        Edge::Event(event) => {
            let id = &story.event(*event).id;
            Some(if id.parse::<f64>().is_ok() {
                quoted(id)
            } else {
                name(id)
            })
        }
    }
}
