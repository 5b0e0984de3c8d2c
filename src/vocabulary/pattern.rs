//! How an event is told in a sentence: text with blanks for its roles, and its verb.
//!
//! ```text
//!   <killer> kill <victim>[ with <weapon>]
//!   └blank┘ └verb┘ └blank┘ └─ only where a weapon is told ─┘
//! ```

use super::Verb;
use crate::model::RoleId;

/// A sentence with blanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Its pieces, in order.
    pub segments: Vec<Segment>,
}

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Words as they stand.
    Text(String),
    /// The name of whoever fills it.
    Blank(Blank),
    /// The kind's verb, which agrees with the first blank.
    Verb,
    /// The kind's verb in the passive.
    Passive,
    /// Pieces that are left out unless all of their blanks are filled.
    Optional(Vec<Segment>),
}

/// What fills a blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blank {
    /// Whoever fills a role.
    Role(RoleId),
    /// The place of the event.
    Place,
    /// The number of the nameless.
    Count,
}

impl Pattern {
    /// The blanks that must be filled for the pattern to be used.
    pub fn required(&self) -> impl Iterator<Item = Blank> + '_ {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Blank(blank) => Some(*blank),
            Segment::Text(_) | Segment::Verb | Segment::Passive | Segment::Optional(_) => None,
        })
    }

    /// The roles it names, in order, those that may be left out among them.
    #[must_use]
    pub fn roles(&self) -> Vec<RoleId> {
        fn collect(segments: &[Segment], roles: &mut Vec<RoleId>) {
            for segment in segments {
                match segment {
                    Segment::Blank(Blank::Role(role)) => roles.push(*role),
                    Segment::Optional(inner) => collect(inner, roles),
                    Segment::Blank(Blank::Place | Blank::Count)
                    | Segment::Text(_)
                    | Segment::Verb
                    | Segment::Passive => {}
                }
            }
        }
        let mut roles = Vec::new();
        collect(&self.segments, &mut roles);
        roles
    }
}

/// Takes a pattern apart; `Err` says what is wrong with it.
pub(super) fn parse(
    text: &str,
    verb: &Verb,
    blank: &mut dyn FnMut(&str) -> Result<Blank, String>,
) -> Result<Pattern, String> {
    let mut segments = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        let end = rest[start..].find(']').ok_or("a `[` is never closed")? + start;
        plain(&rest[..start], blank, &mut segments)?;
        let mut inner = Vec::new();
        plain(&rest[start + 1..end], blank, &mut inner)?;
        segments.push(Segment::Optional(inner));
        rest = &rest[end + 1..];
    }
    plain(rest, blank, &mut segments)?;
    place_verb(&mut segments, verb)?;
    Ok(Pattern { segments })
}

fn plain(
    text: &str,
    blank: &mut dyn FnMut(&str) -> Result<Blank, String>,
    into: &mut Vec<Segment>,
) -> Result<(), String> {
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let end = rest[start..].find('>').ok_or("a `<` is never closed")? + start;
        if start > 0 {
            into.push(Segment::Text(rest[..start].to_owned()));
        }
        into.push(Segment::Blank(blank(&rest[start + 1..end])?));
        rest = &rest[end + 1..];
    }
    if rest.contains(']') {
        return Err("a `]` was never opened".to_owned());
    }
    if !rest.is_empty() {
        into.push(Segment::Text(rest.to_owned()));
    }
    Ok(())
}

/// Finds the verb in the text after the first blank, where the sentence's verb stands.
fn place_verb(segments: &mut Vec<Segment>, verb: &Verb) -> Result<(), String> {
    let passive = format!("be {}", verb.participle);
    for (form, segment) in [
        (passive.as_str(), Segment::Passive),
        (verb.base.as_str(), Segment::Verb),
    ] {
        for i in 0..segments.len() {
            let Segment::Text(text) = &segments[i] else { continue };
            let Some((before, after)) = split_word(text, form) else {
                continue;
            };
            let pieces = [
                Segment::Text(before.to_owned()),
                segment.clone(),
                Segment::Text(after.to_owned()),
            ];
            let filled = pieces
                .into_iter()
                .filter(|piece| !matches!(piece, Segment::Text(text) if text.is_empty()));
            segments.splice(i..=i, filled);
            return Ok(());
        }
    }
    Err(format!(
        "the pattern does not hold the verb `{}` (nor `{passive}`)",
        verb.base
    ))
}

fn split_word<'a>(text: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    text.match_indices(word).find_map(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        (apart(before.chars().next_back()) && apart(after.chars().next())).then_some((before, after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Pattern, String> {
        let verb = Verb {
            base: "kill".into(),
            third: "kills".into(),
            past: "killed".into(),
            participle: "killed".into(),
            noun: "killing".into(),
        };
        let names = ["killer", "victim", "weapon"];
        parse(text, &verb, &mut |name| {
            let at = names
                .iter()
                .position(|known| *known == name)
                .ok_or(format!("no role `{name}`"))?;
            Ok(Blank::Role(RoleId(u16::try_from(at).expect("few"))))
        })
    }

    #[test]
    fn a_pattern_is_text_blanks_and_one_verb() {
        let active = read("<killer> kill <victim>[ with <weapon>]").expect("reads");
        assert_eq!(active.segments[2], Segment::Verb);
        assert_eq!(active.required().count(), 2);
        let passive = read("<victim> be killed").expect("reads");
        assert_eq!(passive.segments[2], Segment::Passive);
    }

    #[test]
    fn what_is_wrong_with_a_pattern_is_said() {
        for (text, message) in [
            (
                "<killer> slay <victim>",
                "the pattern does not hold the verb `kill` (nor `be killed`)",
            ),
            ("<killer kill", "a `<` is never closed"),
            ("<killer> kill[ <victim>", "a `[` is never closed"),
            ("<killer> kill] x", "a `]` was never opened"),
            ("<nobody> kill", "no role `nobody`"),
        ] {
            assert_eq!(read(text).unwrap_err(), message);
        }
    }
}
