//! The pieces of the clauses that a kind of event may be asked about in, made of its patterns and sentences.

use super::form::{Form, Hole, Piece, Slot};
use super::token::words;
use crate::model::{EntityKind, RoleId};
use crate::vocabulary::{Blank, Fillers, Kind, Part, Pattern, Segment};

/// The pieces of a pattern, once without and once with what may be left out in its middle.
pub(super) fn pieces(kind: &Kind, pattern: &Pattern) -> Vec<(Vec<Piece>, Vec<Vec<Piece>>)> {
    let is_optional = |segment: &Segment| matches!(segment, Segment::Optional(_));
    let last = pattern
        .segments
        .iter()
        .rposition(|segment| !is_optional(segment))
        .unwrap_or(0);
    let (mut core, mut all, mut options, mut middle) = (Vec::new(), Vec::new(), Vec::new(), false);
    for (at, segment) in pattern.segments.iter().enumerate() {
        let mut pieces = Vec::new();
        if let Segment::Optional(inner) = segment {
            for segment in inner {
                segments(kind, segment, &mut pieces);
            }
            if at < last {
                middle = true;
                all.extend(pieces.iter().cloned());
            }
            options.push(pieces);
        } else {
            segments(kind, segment, &mut pieces);
            all.extend(pieces.iter().cloned());
            core.extend(pieces);
        }
    }
    let mut found = vec![(core, options.clone())];
    if middle {
        found.push((all, options));
    }
    found
}

pub(super) fn plural(one: &str) -> String {
    match one
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']))
    {
        Some(stem) => format!("{stem}ies"),
        None if one.ends_with(['s', 'x', 'h']) => format!("{one}es"),
        None => format!("{one}s"),
    }
}

pub(super) fn hole(role: RoleId, of: Fillers) -> Hole {
    Hole {
        slot: Slot::Role(role),
        of,
    }
}

/// A preposition, and whoever stands behind it.
pub(super) fn behind(preposition: &str, hole: Hole) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = words(preposition)
        .into_iter()
        .map(|word| Piece::Word(vec![word]))
        .collect();
    pieces.push(Piece::Hole(hole));
    pieces
}

fn blank(kind: &Kind, blank: Blank) -> Option<Hole> {
    match blank {
        Blank::Role(id) => kind.role(id).map(|role| hole(id, role.of)),
        Blank::Place => Some(Hole {
            slot: Slot::Place,
            of: Fillers::only(EntityKind::Place),
        }),
        Blank::Count => None,
    }
}

fn segments(kind: &Kind, segment: &Segment, pieces: &mut Vec<Piece>) {
    match segment {
        Segment::Text(text) => {
            let words = words(text).into_iter().filter(|word| word != "," && word != "(");
            pieces.extend(words.map(|word| Piece::Word(vec![word])));
        }
        Segment::Blank(at) => pieces.extend(blank(kind, *at).map(Piece::Hole)),
        Segment::Verb => pieces.push(Piece::Verb),
        Segment::Passive => pieces.push(Piece::Passive),
        Segment::Optional(inner) => {
            for segment in inner {
                segments(kind, segment, pieces);
            }
        }
    }
}

pub(super) fn part_pieces(kind: &Kind, part: &Part, pieces: &mut Vec<Piece>) {
    match part {
        Part::Word(alternatives) => {
            pieces.push(Piece::Word(alternatives.iter().flat_map(|word| words(word)).collect()));
        }
        Part::Blank(at, sort) => {
            let found = blank(kind, *at).map(|hole| Hole {
                of: sort.unwrap_or(hole.of),
                ..hole
            });
            pieces.extend(found.map(Piece::Hole));
        }
        Part::Optional(inner) => {
            for part in inner {
                part_pieces(kind, part, pieces);
            }
        }
    }
}

/// `<B> be killed[ by <A>]`, made of `<A> kill <B>`.
pub(super) fn passive(first: &Form, known: &[Vec<Piece>]) -> Option<Form> {
    let [Piece::Hole(agent), Piece::Verb, Piece::Hole(done), rest @ ..] = first.core.as_slice() else {
        return None;
    };
    let own = |core: &Vec<Piece>| core.starts_with(&[Piece::Hole(*done), Piece::Passive]);
    if agent.slot == done.slot || known.iter().any(own) {
        return None;
    }
    let mut core = vec![Piece::Hole(*done), Piece::Passive];
    core.extend(rest.iter().cloned());
    let mut form = first.clone();
    let by = behind("by", *agent);
    if !form.options.contains(&by) {
        form.options.push(by);
    }
    Some(Form { core, ..form })
}

/// `<A> meet <A>`, for a kind whose first role is filled by several together.
pub(super) fn one_another(kind: &Kind, first: &Form) -> Option<Form> {
    let [one @ Piece::Hole(hole), Piece::Verb, rest @ ..] = first.core.as_slice() else {
        return None;
    };
    let Slot::Role(id) = hole.slot else { return None };
    let joins = kind.role(id).is_some_and(|role| role.min >= 2 && role.max.is_none());
    let bare = !rest.iter().any(|piece| matches!(piece, Piece::Hole(_)));
    (joins && bare).then(|| {
        let mut core = vec![one.clone(), Piece::Verb, one.clone()];
        core.extend(rest.iter().cloned());
        Form { core, ..first.clone() }
    })
}
