//! How names, texts and times are written so that the journal's reader takes them for what they are.
//!
//! What can stand bare stands bare; everything else stands in quotes, with the escapes of JSON.

use crate::model::{Edge, Story, Told, When, Written};

/// Words that part or end a list of names, and so are no names themselves unless in quotes.
const JOINTS: [&str; 4] = ["and", "or", "from", "until"];

/// A text in quotes.
pub(super) fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).expect("a string is always JSON");
    // A line ends where any reader of lines may think that it ends.
    json.replace('\u{85}', "\\u0085")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// Whether a text means itself when it stands bare up to the end of its line.
fn is_plain(text: &str) -> bool {
    let mut before = ' ';
    let mut hidden = false;
    for c in text.chars() {
        hidden |= c == ';' && before.is_whitespace();
        hidden |= c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
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

/// A time, or a place in the telling, as one word; none where nothing is written.
pub(super) fn time(written: &Written) -> Option<String> {
    match written {
        Written::Nothing => None,
        Written::Number(number) => Some(number.to_string()),
        Written::Text(text) => Some(if is_bare_time(text) {
            text.to_string()
        } else {
            quoted(text)
        }),
    }
}

/// Whether a time means itself without quotes: one word that is no number, or a guess.
fn is_bare_time(text: &str) -> bool {
    let word = text.strip_prefix("circa ").unwrap_or(text);
    let apart = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | ';' | '|' | ',');
    !word.is_empty() && !word.contains(apart) && word != "-" && !is_whole(text)
}

/// Whether a text would be read as a whole number.
fn is_whole(text: &str) -> bool {
    text.parse::<f64>()
        .is_ok_and(|number| number.to_string() == text && number.fract() == 0.0)
}

/// A time on the story's axis.
pub(super) fn when(when: &When) -> Option<String> {
    time(&when.written)
}

/// A place in the telling.
pub(super) fn told(told: Option<&Told>) -> Option<String> {
    told.and_then(|told| time(&told.written))
}

/// One end of a stated span.
pub(super) fn edge(story: &Story, edge: &Edge) -> Option<String> {
    match edge {
        Edge::Open => None,
        Edge::Time(time) => when(time),
        Edge::Event(event) => {
            let id = &story.event(*event).id;
            Some(if is_whole(id) { quoted(id) } else { name(id) })
        }
    }
}
