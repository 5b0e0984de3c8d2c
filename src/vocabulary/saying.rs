//! Further sentences in which a kind of event may be told, in words of their own: `<parents> gives|gave birth to <born>`.
//!
//! They are read in a journal and never written: what is written follows the patterns.

use super::{Blank, Fillers};

/// A sentence that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// Its pieces, in order.
    pub parts: Vec<Part>,
}

/// A piece of a sentence that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A word, which may be any of these.
    Word(Vec<String>),
    /// Whoever fills it, of that sort alone where one is given.
    Blank(Blank, Option<Fillers>),
    /// Pieces that may be left out together.
    Optional(Vec<Part>),
}

/// Takes a sentence apart; `Err` says what is wrong with it.
pub(super) fn parse(text: &str, blank: &mut dyn FnMut(&str) -> Result<Blank, String>) -> Result<Saying, String> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        let end = rest[start..].find(']').ok_or("a `[` is never closed")? + start;
        plain(&rest[..start], blank, &mut parts)?;
        let mut inner = Vec::new();
        plain(&rest[start + 1..end], blank, &mut inner)?;
        parts.push(Part::Optional(inner));
        rest = &rest[end + 1..];
    }
    plain(rest, blank, &mut parts)?;
    if parts.iter().any(|part| matches!(part, Part::Word(_))) {
        Ok(Saying { parts })
    } else {
        Err("the sentence has no words of its own".to_owned())
    }
}

fn plain(text: &str, blank: &mut dyn FnMut(&str) -> Result<Blank, String>, into: &mut Vec<Part>) -> Result<(), String> {
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let end = rest[start..].find('>').ok_or("a `<` is never closed")? + start;
        words(&rest[..start], into)?;
        let (name, sort) = match rest[start + 1..end].split_once(':') {
            Some((name, sort)) => {
                let sort = Fillers::parse(sort).ok_or(format!("there is no sort of thing `{sort}`"))?;
                (name, Some(sort))
            }
            None => (&rest[start + 1..end], None),
        };
        into.push(Part::Blank(blank(name)?, sort));
        rest = &rest[end + 1..];
    }
    words(rest, into)
}

fn words(text: &str, into: &mut Vec<Part>) -> Result<(), String> {
    if text.contains([']', '>']) {
        return Err("a bracket was never opened".to_owned());
    }
    into.extend(
        text.split_whitespace()
            .map(|word| Part::Word(word.split('|').map(str::to_owned).collect())),
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RoleId;

    fn read(text: &str) -> Result<Saying, String> {
        parse(text, &mut |name| match name {
            "who" => Ok(Blank::Role(RoleId(0))),
            "place" => Ok(Blank::Place),
            name => Err(format!("no role `{name}`")),
        })
    }

    #[test]
    fn a_saying_is_words_and_blanks() {
        let saying = read("<who:place> goes|went home[ at <place>]").expect("reads");
        assert_eq!(saying.parts.len(), 4);
        assert_eq!(saying.parts[1], Part::Word(vec!["goes".to_owned(), "went".to_owned()]));
        assert!(matches!(&saying.parts[3], Part::Optional(inner) if inner.len() == 2));
    }

    #[test]
    fn what_is_wrong_with_a_saying_is_said() {
        for (text, message) in [
            ("<who>", "the sentence has no words of its own"),
            ("<who goes", "a `<` is never closed"),
            ("<who> goes[ home", "a `[` is never closed"),
            ("<who> goes] home", "a bracket was never opened"),
            ("<nobody> goes", "no role `nobody`"),
            ("<who:thing> goes", "there is no sort of thing `thing`"),
        ] {
            assert_eq!(read(text).unwrap_err(), message);
        }
    }
}
