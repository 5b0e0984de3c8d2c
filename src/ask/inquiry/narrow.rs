//! `who` with parts, windows and lacks: the question as an inquiry of one clause, answered in the rows of `who`.
//!
//! ```text
//!   who killing --role victim=weyoun --from siege      e is a killing, with Weyoun as the victim, after the siege
//!   who present --of kira --when winn-dies             where Kira is when Winn dies
//! ```

use super::super::asked::{Asked, Narrowed, Refusal};
use super::super::words::{self, Word};
use super::super::{Answer, Bearing, Cell, Row, events, evidence, stretches, who};
use super::solve::Solver;
use super::way::{Fact, Way};
use super::{Clause, Inquiry, Pick, Play, Polarity, Seeks, Term, Timing, Var, Window};
use crate::model::{EventId, KindId, Node, Part, RelationId, RoleId};
use crate::timeline::{AsOf, Stretch};
use crate::vocabulary::{Fillers, Meaning};
use crate::world::{Tense, World};

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
type Placed = (Row, (u32, Option<EventId>));

struct Narrow<'a> {
    world: &'a World,
    narrowed: &'a Narrowed,
    of: &'a [Node],
    as_of: Option<&'a AsOf>,
}

/// Who plays a part: one who is named, or any one of a sort.
enum Player {
    Named(Node),
    Sort(Fillers),
}

impl Narrow<'_> {
    /// The parts that are asked about, by their names.
    fn parts(&self) -> Result<Vec<(String, Player)>, Refusal> {
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

    /// The relation's clause, and its rows.
    fn held(&self, relation: RelationId, polarity: Polarity) -> Result<(String, Vec<String>, Vec<Placed>), Refusal> {
        let world = self.world;
        let declared = world.vocabulary.relation(relation);
        let mut inquiry = Inquiry::new(Seeks::Whether);
        let first = inquiry.unknown(declared.between[0], "who");
        let mut args = [Term::Unknown(first), Term::Any];
        let mut said = String::new();
        for (name, part) in self.parts()? {
            let place = match name.as_str() {
                "subject" => 0,
                "object" if !declared.is_unary() => 1,
                _ => {
                    return Err(no_part(
                        &name,
                        &declared.name,
                        ["subject", "object"][..declared.between.len()].iter(),
                    ));
                }
            };
            said.push_str(&self.with(&name, &part));
            args[place] = match part {
                Player::Named(node) => Term::Named(node),
                Player::Sort(sort) => Term::Unknown(inquiry.unknown(sort, "what")),
            };
        }
        inquiry.seeks = Seeks::Which(args.iter().filter_map(var).collect());
        let timing = self.timing()?;
        let present = matches!(timing, Timing::AsOf(_));
        let moment = present || matches!(timing, Timing::When(_));
        inquiry.clauses.push(Clause::Holds {
            relation,
            args,
            polarity,
            timing,
        });
        let solver = Solver::of(world, &inquiry);
        let ways = solver.ways();
        let mut rows: Vec<Placed> = Vec::new();
        let mut told: Vec<&Fact> = Vec::new();
        for way in &ways {
            let Some((_, fact)) = way.facts.first() else { continue };
            if told.contains(&fact) || !self.of.iter().all(|&node| concerns(world, fact, node)) {
                continue;
            }
            told.push(fact);
            rows.push(self.fact(&solver, way, fact, (present, moment)));
        }
        rows.sort_by_key(|(row, _)| row.open.is_some());
        let verb = if self.as_of.is_some() {
            &declared.words.third
        } else {
            &declared.words.past
        };
        let lack = declared.means == Some(Meaning::Life) && polarity == Polarity::NotSo;
        let heading = if lack {
            "Who is dead".to_owned()
        } else {
            words::heading(declared, &not(verb, polarity))
        };
        let reading = format!("{heading}{}{said}", self.of_words());
        Ok((reading, stretches::COLUMNS.map(str::to_owned).to_vec(), rows))
    }

    /// What makes the clause so, as a row of `who`.
    fn fact(&self, solver: &Solver<'_>, way: &Way, fact: &Fact, (present, moment): (bool, bool)) -> Placed {
        let world = self.world;
        let seen_from = self.of.first().copied();
        let (mut row, at) = match fact {
            Fact::Held(stretch) => {
                let tense = match (present, moment) {
                    (true, _) => Tense::Present,
                    (false, true) => Tense::Past,
                    (false, false) => stretches::tense(stretch),
                };
                let mut row = stretches::row(world, stretch, seen_from, tense);
                if moment {
                    row.certainty = way.doubt.certainty;
                }
                (row, (stretch.from.0, stretch.started.event()))
            }
            Fact::Over(gap) => (
                self.lack(solver, way, Some(gap), gap.args),
                (gap.from.0, gap.started.event()),
            ),
            Fact::Lacking(_, args) => (self.lack(solver, way, None, *args), (0, None)),
            Fact::There(event, node) => {
                let row = self.there(solver, *event, *node, way);
                (row, (world.timeline.order.position(*event), Some(*event)))
            }
            Fact::Happened(_) | Fact::Never => (Row::default(), (0, None)),
        };
        if way.doubt.open.is_some() {
            row.open.clone_from(&way.doubt.open);
            row.section = Some(stretches::OPEN.to_owned());
        }
        (row, at)
    }

    /// Somebody who is where an event happens because they take part in it there, as a row.
    fn there(&self, solver: &Solver<'_>, event: EventId, node: Node, way: &Way) -> Row {
        let world = self.world;
        let place = world.story.event(event).place.map(Node::from);
        let relation = solver.inquiry.clauses.iter().find_map(|clause| match clause {
            Clause::Holds { relation, .. } => Some(*relation),
            _ => None,
        });
        let name = relation.map(|relation| &world.vocabulary.relation(relation).name);
        let sentence = relation.map(|id| world.relation_sentence(id, [Some(node), place], Tense::Past));
        Row {
            sentence: sentence.unwrap_or_default(),
            cells: vec![
                evidence::cell(world, Some(node)),
                Cell::text(name),
                evidence::cell(world, place),
            ],
            certainty: way.doubt.certainty,
            evidence: vec![evidence::event(world, event, Bearing::In)],
            ..Row::default()
        }
    }

    fn lack(&self, solver: &Solver<'_>, way: &Way, gap: Option<&Stretch>, args: [Option<Node>; 2]) -> Row {
        let sought = super::sought(&solver.inquiry.seeks);
        let mut row = solver.row(&[way], &sought, &[]);
        let name = solver.inquiry.clauses.iter().find_map(|clause| match clause {
            Clause::Holds { relation, .. } => Some(&self.world.vocabulary.relation(*relation).name),
            _ => None,
        });
        let span = gap.map(|gap| evidence::span_of_lack(self.world, gap));
        row.cells = vec![
            evidence::cell(self.world, args[0]),
            Cell::text(name.map(|name| format!("not {name}"))),
            evidence::cell(self.world, args[1]),
            Cell::text(span.as_ref().map(|span| &span.from)),
            Cell::text(span.as_ref().and_then(|span| span.until.as_ref())),
        ];
        (row.span, row.lead) = (span, None);
        row
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
        let mut told: Vec<EventId> = Vec::new();
        for way in &ways {
            let Some((_, fact)) = way.facts.first() else { continue };
            let Fact::Happened(event) = fact else {
                rows.push((self.nobody(&solver, way, &roles, &open_roles), (0, None)));
                continue;
            };
            if told.contains(event) {
                continue;
            }
            told.push(*event);
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

    fn timing(&self) -> Result<Timing, Refusal> {
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
        let moment = |typed: &Option<String>| typed.as_ref().map(|typed| moment(self.world, typed)).transpose();
        let within = self.narrowed.within.as_ref();
        Ok(Window {
            from: moment(&self.narrowed.from)?,
            until: moment(&self.narrowed.until)?.or_else(|| self.as_of.cloned()),
            within: within.map(|typed| self.world.find_event(typed)).transpose()?,
            told: None,
        })
    }

    fn of_words(&self) -> String {
        let names: Vec<String> = self.of.iter().map(|&node| self.world.mention(node)).collect();
        if names.is_empty() {
            String::new()
        } else {
            format!(", of {}", words::and(&names))
        }
    }

    fn with(&self, role: &str, part: &Player) -> String {
        match part {
            Player::Named(node) => format!(", with {} as {role}", self.world.mention(*node)),
            Player::Sort(sort) if *sort == Fillers::ANY => format!(", with the {role} told"),
            Player::Sort(sort) => format!(", with a {sort} as {role}"),
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

/// A moment as it is typed, with `before` in front for just before it.
fn moment(world: &World, typed: &str) -> Result<AsOf, Refusal> {
    Ok(match typed.trim().strip_prefix("before ") {
        Some(event) => world.before(event.trim())?,
        None => world.as_of(typed)?,
    })
}

fn var(term: &Term) -> Option<Var> {
    match term {
        Term::Unknown(var) => Some(*var),
        Term::Named(_) | Term::OneOf(_) | Term::Any => None,
    }
}

fn concerns(world: &World, fact: &Fact, node: Node) -> bool {
    match fact {
        Fact::Held(stretch) | Fact::Over(stretch) => stretch.concerns(node),
        Fact::Lacking(_, args) => args.contains(&Some(node)),
        Fact::There(event, who) => *who == node || world.story.event(*event).place.map(Node::from) == Some(node),
        Fact::Happened(event) => events::concerns(world, *event, node),
        Fact::Never => true,
    }
}

/// A verb in the third person, of those of whom it is not so or no longer.
fn not(verb: &str, polarity: Polarity) -> String {
    let adverb = match polarity {
        Polarity::So | Polarity::Still => return verb.to_owned(),
        Polarity::NotSo => "not",
        Polarity::NoLonger => "no longer",
    };
    match verb.split_once(' ') {
        Some((be @ ("is" | "was"), rest)) => format!("{be} {adverb} {rest}"),
        _ => format!("{adverb} {verb}"),
    }
}

fn no_part<'a>(name: &str, of: &str, known: impl Iterator<Item = impl AsRef<str> + 'a>) -> Refusal {
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
