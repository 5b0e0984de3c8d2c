//! `who` with parts, windows and lacks: the question as an inquiry of one clause, answered in the rows of `who`.
//!
//! ```text
//!   who killing --role victim=weyoun --from siege      e is a killing, with Weyoun as the victim, after the siege
//!   who present --of kira --when winn-dies             where Kira is when Winn dies
//! ```

use super::super::asked::{Asked, Narrowed, Refusal};
use super::super::words::{self, Word};
use super::super::{Answer, Cell, Row, events, evidence, stretches, who};
use super::solve::Solver;
use super::way::{Fact, Way};
use super::{Clause, Inquiry, Pick, Play, Polarity, Seeks, Term, Timing, Var, Window};
use crate::model::{EventId, KindId, Node, Part, RoleId};
use crate::timeline::AsOf;
use crate::vocabulary::Fillers;
use crate::world::World;
use std::collections::BTreeSet;

/// Answers `who` with what narrows it.
pub(in crate::ask) fn answer(
    world: &World,
    asked: &Asked,
    read: Word,
    of: &[Node],
    as_of: Option<&AsOf>,
) -> Result<Answer, Refusal> {
    let narrow = Narrow {
        world,
        narrowed: &asked.narrowed,
        of,
        as_of,
    };
    let (reading, columns, mut rows) = match read {
        Word::Relation(relation) => narrow.held(relation, asked.narrowed.polarity)?,
        Word::Lack(relation) => narrow.held(relation, Polarity::NotSo)?,
        Word::Kind(kind) => narrow.happened(kind)?,
    };
    let mut notes: Vec<String> = Vec::new();
    if let Some(pick) = asked.narrowed.pick {
        notes.extend(picked(world, &mut rows, pick));
    }
    let rows: Vec<Row> = rows.into_iter().map(|(row, _)| row).collect();
    notes.extend(who::nothing(world, &rows, of, read));
    Ok(Answer {
        question: asked.typed("who"),
        reading: format!("{reading}{}", narrow.ends()),
        as_of: as_of.map(|as_of| world.moment_words(as_of)),
        columns,
        rows,
        notes,
        ..Answer::default()
    })
}

/// A row, and when what it tells came about: how many events were before, and the event that it is or that began it.
pub(super) type Placed = (Row, (u32, Option<EventId>));

pub(super) struct Narrow<'a> {
    pub(super) world: &'a World,
    narrowed: &'a Narrowed,
    pub(super) of: &'a [Node],
    pub(super) as_of: Option<&'a AsOf>,
}

/// How many parts may be asked about at once: each may be played by anybody, in any order.
const PARTS: usize = 8;

/// Who plays a part: one who is named, or any one of a sort.
pub(super) enum Player {
    Named(Node),
    Sort(Fillers),
}

impl Narrow<'_> {
    /// The parts that are asked about, by their names.
    pub(super) fn parts(&self) -> Result<Vec<(String, Player)>, Refusal> {
        if self.narrowed.parts.len() > PARTS {
            return Err(Refusal {
                message: format!("{} parts are asked about at once", self.narrowed.parts.len()),
                help: Some(format!("name at most {PARTS}")),
            });
        }
        let read = |typed: &String| {
            let Some((role, name)) = typed.split_once('=') else {
                return Err(Refusal {
                    message: format!("`{typed}` names no one for a part"),
                    help: Some(format!(
                        "write who plays it, as in `--role {typed}=NAME`, or `{typed}=any`"
                    )),
                });
            };
            let part = match Fillers::parse(name) {
                Some(sort) => Player::Sort(sort),
                None => Player::Named(self.world.find(name)?),
            };
            Ok((role.trim().to_owned(), part))
        };
        self.narrowed.parts.iter().map(read).collect()
    }

    /// The kind's clause, and its rows.
    fn happened(&self, kind: KindId) -> Result<(String, Vec<String>, Vec<Placed>), Refusal> {
        let world = self.world;
        let vocabulary = &world.vocabulary;
        let kinds: Vec<KindId> = vocabulary.kind_ids().filter(|&id| vocabulary.is_a(id, kind)).collect();
        let roles = events::roles(world, &kinds);
        let mut inquiry = Inquiry::new(Seeks::Whether);
        let event = inquiry.unknown(Fillers::parse("event").expect("a sort"), "");
        let (mut plays, mut place, mut said) = (Vec::new(), None, String::new());
        let (mut named, mut sought) = (self.of.to_vec(), Vec::new());
        let mut open_roles: Vec<RoleId> = Vec::new();
        for (name, part) in self.parts()? {
            said.push_str(&self.with(&name, &part));
            let term = match part {
                Player::Named(node) => {
                    named.push(node);
                    Term::Named(node)
                }
                Player::Sort(sort) => {
                    let var = inquiry.unknown(sort, "who");
                    sought.push(var);
                    Term::Unknown(var)
                }
            };
            let role = vocabulary.role_named(&name).filter(|role| roles.contains(role));
            match role {
                Some(role) => {
                    if matches!(term, Term::Unknown(_)) {
                        open_roles.push(role);
                    }
                    plays.push((Play::Role(role), term));
                }
                None if name == "place" => place = Some(term),
                None => {
                    let known = roles.iter().map(|&role| vocabulary.role(role)).chain(["place"]);
                    return Err(no_part(&name, &vocabulary.kind(kind).name, known));
                }
            }
        }
        plays.extend(self.of.iter().map(|&node| (Play::Any, Term::Named(node))));
        let polarity = self.narrowed.polarity;
        if polarity == Polarity::NotSo && sought.is_empty() {
            return Err(Refusal {
                message: "`--not` needs to know of whom".to_owned(),
                help: Some("name the part and the sort, as in `--role victim=character`".to_owned()),
            });
        }
        if self.narrowed.when.is_some() || polarity == Polarity::NoLonger {
            return Err(Refusal {
                message: "`--when` and `--no-longer` ask about what holds, not about what happens".to_owned(),
                help: Some("give `--from` and `--until`, or name a relation".to_owned()),
            });
        }
        inquiry.seeks = Seeks::Which(if polarity == Polarity::NotSo {
            sought
        } else {
            vec![event]
        });
        inquiry.clauses.push(Clause::Happens {
            event,
            kind: Some(kind),
            parts: plays,
            place,
            polarity,
            window: self.window()?,
        });
        let solver = Solver::of(world, &inquiry);
        let ways = solver.ways();
        let mut rows: Vec<Placed> = Vec::new();
        let mut told = BTreeSet::new();
        for way in &ways {
            let Some((_, fact)) = way.facts.first() else { continue };
            let Fact::Happened(event) = fact else {
                rows.push((self.nobody(&solver, way, &roles, &open_roles), (0, None)));
                continue;
            };
            if !told.insert(*event) {
                continue;
            }
            for row in self.event(way, *event, &roles, &named, &open_roles) {
                rows.push((row, (world.timeline.order.position(*event), Some(*event))));
            }
        }
        rows.sort_by_key(|(row, (position, _))| (row.open.is_some(), *position));
        let not = if polarity == Polarity::NotSo { "No" } else { "Every" };
        let reading = format!("{not} {}{}{said}", vocabulary.kind(kind).verb.noun, self.of_words());
        Ok((reading, who::event_columns(world, &roles), rows))
    }

    /// The rows of an event, one for each candidate of a part that is asked about.
    fn event(&self, way: &Way, event: EventId, roles: &[RoleId], named: &[Node], open: &[RoleId]) -> Vec<Row> {
        let candidates = self.world.story.parts(event).iter();
        let asked = |part: &&Part| part.candidate && (open.contains(&part.role) || named.contains(&part.node));
        let candidates: Vec<Node> = candidates.filter(asked).map(|part| part.node).collect();
        let mut rows = if candidates.is_empty() {
            vec![who::event_row(self.world, event, roles, named)]
        } else {
            who::event_rows(self.world, event, roles, &candidates)
        };
        for row in &mut rows {
            if way.doubt.open.is_some() {
                row.open.clone_from(&way.doubt.open);
                row.section = Some(stretches::OPEN_EVENTS.to_owned());
            }
        }
        rows
    }

    /// Somebody to whom no such thing happens, as a row.
    fn nobody(&self, solver: &Solver<'_>, way: &Way, roles: &[RoleId], open: &[RoleId]) -> Row {
        let sought = super::sought(&solver.inquiry.seeks);
        let mut row = solver.row(&[way], &sought, &[]);
        let mut cells = vec![Cell::Empty, Cell::Empty];
        cells.extend(roles.iter().map(|role| {
            let at = open.iter().position(|known| known == role);
            let node = at.and_then(|at| sought.get(at)).and_then(|&var| way.value(var));
            evidence::cell(self.world, node)
        }));
        row.cells = cells;
        row
    }

    pub(super) fn timing(&self) -> Result<Timing, Refusal> {
        let world = self.world;
        if let Some(event) = &self.narrowed.when {
            return Ok(Timing::When(Term::Named(world.find_event(event)?.into())));
        }
        if self.narrowed.within.is_some() {
            return Err(Refusal {
                message: "`--within` asks about what happens, not about what holds".to_owned(),
                help: Some("give `--from` and `--until`".to_owned()),
            });
        }
        let window = self.window()?;
        Ok(match (window.from, window.until, self.as_of) {
            (_, _, Some(as_of)) => Timing::AsOf(as_of.clone()),
            (None, None, None) => Timing::Ever,
            (from, until, None) => Timing::Between(
                from.unwrap_or_else(|| world.start()),
                until.unwrap_or_else(|| world.end()),
            ),
        })
    }

    fn window(&self) -> Result<Window, Refusal> {
        let moment = |typed: &Option<String>| typed.as_ref().map(|typed| self.world.moment(typed)).transpose();
        let within = self.narrowed.within.as_ref();
        Ok(Window {
            from: moment(&self.narrowed.from)?,
            until: moment(&self.narrowed.until)?.or_else(|| self.as_of.cloned()),
            within: within.map(|typed| self.world.find_event(typed)).transpose()?,
            told: None,
        })
    }

    pub(super) fn of_words(&self) -> String {
        let names: Vec<String> = self.of.iter().map(|&node| self.world.mention(node)).collect();
        if names.is_empty() {
            String::new()
        } else {
            format!(", of {}", words::and(&names))
        }
    }

    pub(super) fn with(&self, role: &str, part: &Player) -> String {
        match part {
            Player::Named(node) => format!(", with {} as {role}", self.world.mention(*node)),
            Player::Sort(sort) if *sort == Fillers::ANY => format!(", with the {role} told"),
            Player::Sort(sort) => {
                let sort = sort.to_string();
                let article = if sort.starts_with(['a', 'e', 'i']) { "an" } else { "a" };
                format!(", with {article} {sort} as {role}")
            }
        }
    }

    /// When it is asked about, behind the question.
    fn ends(&self) -> String {
        let mut said = String::new();
        for (word, end) in [
            ("from", &self.narrowed.from),
            ("until", &self.narrowed.until),
            ("when", &self.narrowed.when),
            ("within", &self.narrowed.within),
        ] {
            if let Some(end) = end {
                said.push_str(&format!(", {word} `{end}`"));
            }
        }
        match self.narrowed.pick {
            Some(Pick::First) => said.push_str(", the first"),
            Some(Pick::Last) => said.push_str(", the last"),
            None => {}
        }
        said
    }
}

pub(super) fn var(term: &Term) -> Option<Var> {
    match term {
        Term::Unknown(var) => Some(*var),
        Term::Named(_) | Term::OneOf(_) | Term::Any => None,
    }
}

pub(super) fn no_part<'a>(name: &str, of: &str, known: impl Iterator<Item = impl AsRef<str> + 'a>) -> Refusal {
    let known: Vec<String> = known.map(|name| format!("`{}`", name.as_ref())).collect();
    Refusal {
        message: format!("`{of}` has no part `{name}`"),
        help: Some(format!("its parts are {}", words::and(&known))),
    }
}

/// Leaves only the first or the last; says so where only the place in the file decides which that is.
fn picked(world: &World, rows: &mut Vec<Placed>, pick: Pick) -> Option<String> {
    let sure = |rows: &[Placed]| rows.iter().any(|(row, _)| row.open.is_none());
    if sure(rows) {
        rows.retain(|(row, _)| row.open.is_none());
    }
    let positions = rows.iter().map(|(_, (position, _))| *position);
    let best = match pick {
        Pick::First => positions.min(),
        Pick::Last => positions.max(),
    }?;
    let of_best = rows
        .iter()
        .find(|(_, (position, _))| *position == best)
        .and_then(|(_, (_, event))| *event);
    let rival = rows
        .iter()
        .filter_map(|(_, (_, event))| *event)
        .find(|&event| of_best.is_some_and(|best| best != event && world.timeline.order.is_unsettled(best, event)));
    rows.retain(|(_, (position, _))| *position == best);
    let (best, rival) = (of_best?, rival?);
    let id = |event: EventId| format!("`{}`", world.story.event(event).id);
    Some(format!(
        "nothing settles whether {} came before or after {}",
        id(best),
        id(rival)
    ))
}

#[cfg(test)]
mod tests {
    use super::super::sample::war;
    use crate::ask::QUESTIONS;

    #[test]
    fn a_part_that_is_none_and_an_option_that_means_nothing_are_refused() {
        use crate::ask::{Asked, Narrowed};
        let refused = |word: &str, narrowed: Narrowed| {
            let asked = Asked {
                words: vec![word.to_owned()],
                narrowed,
                ..Asked::default()
            };
            let who = QUESTIONS
                .iter()
                .find(|question| question.name == "who")
                .expect("a question");
            let refusal = (who.answer)(&war(), &asked).expect_err("refused");
            format!("{}; {}", refusal.message, refusal.help.unwrap_or_default())
        };
        let part = |part: &str| Narrowed {
            parts: vec![part.to_owned()],
            ..Narrowed::default()
        };
        for (said, expected) in [
            (
                refused("allied", part("victim=bo")),
                "`allied` has no part `victim`; its parts are `subject` and `object`",
            ),
            (
                refused("capture", part("victim=bo")),
                "`capture` has no part `victim`; its parts are `captor`, `captured` and `place`",
            ),
            (
                refused("capture", part("captor")),
                "`captor` names no one for a part; write who plays it, as in `--role captor=NAME`, or `captor=any`",
            ),
        ] {
            assert_eq!(said, expected);
        }
    }
}
