//! The exact command that asks the same as an inquiry, where there is one.
//!
//! ```text
//!   which x: allied(x, Winn) as of the end            who allied --of winn --as-of end
//!   which x: a killing with killer x, victim Weyoun   who killing --role killer=any --role victim=weyoun
//!   whether: allied(Kira, Winn) as of the end         why allied kira winn --as-of end
//! ```
//!
//! Several clauses have no command, unless all but one only name an event; their exact form is a query.

use super::super::asked::{Asked, Asking, Narrowed, Prefer};
use super::super::words::{self, Word};
use super::solve::Solver;
use super::{Clause, Inquiry, Play, Polarity, Seeks, Term, Timing, Var, Window};
use crate::model::{EntityKind, KindId, Node, RelationId};
use crate::timeline::{AsOf, Reference};
use crate::vocabulary::{Fillers, Meaning};
use crate::world::World;

impl Inquiry {
    /// The exact command that asks the same, with its words, if there is one.
    ///
    /// ```
    /// use lorescope::ask::{Clause, Inquiry, Polarity, Seeks, Term, Timing};
    /// use lorescope::vocabulary::{Fillers, Meaning, Vocabulary};
    /// use lorescope::{model::Story, timeline::Lens, world::World};
    /// let world = World::of(Story::default(), Vocabulary::prelude(), Lens::default());
    /// let mut inquiry = Inquiry::new(Seeks::Whether);
    /// let who = inquiry.unknown(Fillers::ANY, "who");
    /// inquiry.seeks = Seeks::Which(vec![who]);
    /// inquiry.clauses.push(Clause::Holds {
    ///     relation: world.vocabulary.meaning(Meaning::Life).next().unwrap(),
    ///     args: [Term::Unknown(who), Term::Any],
    ///     polarity: Polarity::So,
    ///     timing: Timing::AsOf(world.end()),
    /// });
    /// let (question, asked) = inquiry.command(&world).unwrap();
    /// assert_eq!(asked.typed(question), "who alive --as-of end");
    /// ```
    #[must_use]
    pub fn command(&self, world: &World) -> Option<(&'static str, Asked)> {
        let simple = self.named(world);
        let [clause] = simple.clauses.as_slice() else {
            return None;
        };
        let commander = Commander {
            world,
            inquiry: &simple,
        };
        match clause {
            Clause::Holds {
                relation,
                args,
                polarity,
                timing,
            } => commander.held(*relation, args, *polarity, timing),
            Clause::Happens {
                event,
                kind,
                parts,
                place,
                polarity: Polarity::So,
                window,
            } => match kind {
                Some(kind) => commander.happened(*event, *kind, parts, place.as_ref(), window),
                None => commander.anything(parts, place.as_ref(), window),
            },
            _ => None,
        }
    }
}

struct Commander<'a> {
    world: &'a World,
    inquiry: &'a Inquiry,
}

impl Commander<'_> {
    fn id(&self, node: Node) -> String {
        self.world.story.slug(node).to_owned()
    }

    fn held(
        &self,
        relation: RelationId,
        args: &[Term; 2],
        polarity: Polarity,
        timing: &Timing,
    ) -> Option<(&'static str, Asked)> {
        let reasons = match self.inquiry.seeks {
            Seeks::Whether | Seeks::Why | Seeks::How => true,
            Seeks::Which(_) | Seeks::HowMany(_) | Seeks::When | Seeks::Since | Seeks::Until => false,
            Seeks::Most { .. } => return None,
        };
        let why = reasons.then(|| self.why(relation, args, polarity, timing)).flatten();
        why.or_else(|| self.who(relation, args, polarity, timing))
    }

    /// `why WORD NAME…`, where all are named.
    fn why(
        &self,
        relation: RelationId,
        args: &[Term; 2],
        polarity: Polarity,
        timing: &Timing,
    ) -> Option<(&'static str, Asked)> {
        let declared = self.world.vocabulary.relation(relation);
        let nodes: Vec<Node> = match (&args[0], &args[1]) {
            (Term::Named(one), Term::Any) => vec![*one],
            (Term::Named(one), Term::Named(other)) if !declared.is_unary() => vec![*one, *other],
            _ => return None,
        };
        if let ([one], false) = (nodes.as_slice(), declared.is_unary()) {
            // One name alone is taken for the second of the two where it only ever stands there.
            let mut stretches = self.world.timeline_of(relation).concerning(*one);
            if !stretches.any(|stretch| stretch.relation == relation && stretch.args[0] == Some(*one)) {
                return None;
            }
        }
        let explains = self.inquiry.seeks != Seeks::Whether;
        let as_of = match timing {
            Timing::AsOf(as_of) => as_of.clone(),
            Timing::When(Term::Named(event)) if !self.is_presence(relation) => self.world.before_event(event.event()?),
            Timing::Ever if explains => self.last_held(relation, &nodes),
            _ => return None,
        };
        let word = match polarity {
            Polarity::So => self.word(relation)?,
            Polarity::Still if !matches!(as_of.reference, Reference::After(_)) => self.word(relation)?,
            Polarity::NotSo | Polarity::NoLonger if self.is_life(relation) => self.lack_word(relation)?,
            Polarity::NotSo | Polarity::NoLonger if explains => self.word(relation)?,
            Polarity::NotSo | Polarity::NoLonger | Polarity::Still => return None,
        };
        let mut asked = Asked {
            words: std::iter::once(word)
                .chain(nodes.iter().map(|&node| self.id(node)))
                .collect(),
            ..Asked::default()
        };
        asked.moment = moment(self.world, &as_of);
        Some(("why", asked))
    }

    /// The last moment at which a relation holds between these, or the end.
    fn last_held(&self, relation: RelationId, nodes: &[Node]) -> AsOf {
        let end = self.world.end();
        let of_all = |stretch: &&crate::timeline::Stretch| {
            stretch.relation == relation && nodes.iter().all(|&node| stretch.concerns(node))
        };
        let stretches = self.world.timeline_of(relation).concerning(nodes[0]);
        let last = stretches.filter(of_all).last();
        let ended = last
            .and_then(|stretch| stretch.ended)
            .and_then(crate::timeline::Cause::event);
        ended.map_or(end, |event| self.world.before_event(event))
    }

    /// `who WORD`, with whoever plays which part and when.
    fn who(
        &self,
        relation: RelationId,
        args: &[Term; 2],
        polarity: Polarity,
        timing: &Timing,
    ) -> Option<(&'static str, Asked)> {
        let declared = self.world.vocabulary.relation(relation);
        let mut asked = Asked::default();
        let (word, polarity) = match polarity {
            Polarity::NotSo if self.is_life(relation) => (self.lack_word(relation)?, Polarity::So),
            Polarity::Still if matches!(timing, Timing::AsOf(as_of) if matches!(as_of.reference, Reference::After(_))) =>
            {
                return None;
            }
            Polarity::Still => (self.word(relation)?, Polarity::So),
            other => (self.word(relation)?, other),
        };
        asked.words = vec![word];
        asked.narrowed.polarity = polarity;
        self.arguments(relation, args, &mut asked)?;
        match timing {
            Timing::Ever => {}
            Timing::AsOf(as_of) => asked.moment = moment(self.world, as_of),
            Timing::Between(from, until) => {
                asked.narrowed.from = Some(typed(self.world, from));
                asked.narrowed.until = Some(typed(self.world, until));
            }
            Timing::When(Term::Named(event)) if self.is_presence(relation) => {
                asked.narrowed.when = Some(self.id(*event));
            }
            Timing::When(Term::Named(event)) => asked.moment = Asking::Before(self.id(*event)),
            Timing::Before(Term::Named(event)) => {
                asked.narrowed.until = Some(format!("before {}", self.id(*event)));
            }
            Timing::After(Term::Named(event)) => asked.narrowed.from = Some(self.id(*event)),
            Timing::When(_) | Timing::Before(_) | Timing::After(_) => return None,
        }
        asked.narrowed.pick = self.inquiry.pick;
        let unary = declared.is_unary();
        let lack = polarity == Polarity::NotSo && !unary && args.iter().all(|arg| !matches!(arg, Term::Unknown(_)));
        (!lack).then_some(("who", asked))
    }

    /// Whom a relation is asked of: by `--of` where that can mean one place of it alone, else by part.
    fn arguments(&self, relation: RelationId, args: &[Term; 2], asked: &mut Asked) -> Option<()> {
        let world = self.world;
        let declared = world.vocabulary.relation(relation);
        if args[0] == args[1] && args[0] != Term::Any {
            return None;
        }
        let first = matches!(asked.narrowed.polarity, Polarity::NotSo);
        for (place, term) in args.iter().enumerate().take(declared.between.len()) {
            let name = ["subject", "object"][place];
            let sort = declared.between[place];
            match term {
                Term::Any => {}
                Term::OneOf(_) => return None,
                Term::Named(node) => {
                    let elsewhere = declared.between.get(1 - place);
                    let elsewhere = elsewhere.is_some_and(|sort| sort.admits_node(&world.story, *node));
                    if declared.symmetric && !first || !elsewhere && place == 0 {
                        asked.of.push(self.id(*node));
                    } else {
                        let part = self.part(name, *node)?;
                        asked.narrowed.parts.push(part);
                    }
                }
                Term::Unknown(var) => {
                    let of = self.inquiry.unknowns[usize::from(var.0)].of;
                    let untold = place == 1
                        && world
                            .timeline_of(relation)
                            .stretches
                            .iter()
                            .any(|stretch| stretch.relation == relation && stretch.args[1].is_none());
                    if let Some(word) = sort_word(of, sort) {
                        asked.narrowed.parts.push(format!("{name}={word}"));
                    } else if untold || first && place == 1 {
                        asked.narrowed.parts.push(format!("{name}=any"));
                    }
                }
            }
        }
        Some(())
    }

    fn part(&self, role: &str, node: Node) -> Option<String> {
        let id = self.id(node);
        Fillers::parse(&id).is_none().then(|| format!("{role}={id}"))
    }

    /// `who KIND`, with whoever plays which part; asked for reasons, `why EVENT` where there is one such event.
    fn happened(
        &self,
        event: Var,
        kind: KindId,
        parts: &[(Play, Term)],
        place: Option<&Term>,
        window: &Window,
    ) -> Option<(&'static str, Asked)> {
        let world = self.world;
        if matches!(self.inquiry.seeks, Seeks::Why | Seeks::How) {
            return self.why_event();
        }
        if matches!(self.inquiry.seeks, Seeks::Most { .. }) || window.told.is_some() {
            return None;
        }
        let name = world.vocabulary.kind(kind).name.clone();
        let mut asked = Asked::default();
        if !matches!(words::read(&world.vocabulary, &name, Prefer::Relations), Ok((Word::Kind(read), _)) if read == kind)
        {
            asked.prefer = Prefer::Events;
        }
        asked.words = vec![name];
        for (play, term) in parts {
            let role = match play {
                Play::Role(role) => Some(*role),
                Play::Acts => one_role(world.vocabulary.kind(kind), true),
                Play::Suffers => one_role(world.vocabulary.kind(kind), false),
                Play::Any => None,
            };
            match (term, role) {
                (Term::Any, _) => {}
                (Term::Named(node), None) if *play == Play::Any => asked.of.push(self.id(*node)),
                (Term::Named(node), Some(role)) => {
                    let part = self.part(world.vocabulary.role(role), *node)?;
                    asked.narrowed.parts.push(part);
                }
                (Term::Unknown(var), Some(role)) if *var != event => {
                    let of = self.inquiry.unknowns[usize::from(var.0)].of;
                    let declared = world.vocabulary.kind(kind).role(role);
                    let word = declared.and_then(|role| sort_word(of, role.of));
                    let required = declared.is_some_and(|role| role.min > 0);
                    let name = world.vocabulary.role(role);
                    match word {
                        Some(word) => asked.narrowed.parts.push(format!("{name}={word}")),
                        None if required && !self.is_sought(*var) => {}
                        None => asked.narrowed.parts.push(format!("{name}=any")),
                    }
                }
                _ => return None,
            }
        }
        match place {
            None | Some(Term::Any) => {}
            Some(Term::Named(node)) => asked.narrowed.parts.push(self.part("place", *node)?),
            Some(Term::Unknown(_)) => asked.narrowed.parts.push("place=any".to_owned()),
            Some(Term::OneOf(_)) => return None,
        }
        asked.narrowed = Narrowed {
            from: window.from.as_ref().map(|from| typed(world, from)),
            within: window.within.map(|whole| self.id(whole.into())),
            pick: self.inquiry.pick,
            ..asked.narrowed
        };
        match (&window.until, &asked.narrowed.from) {
            (None, _) => {}
            (Some(until), None) => asked.moment = moment(world, until),
            (Some(until), Some(_)) => asked.narrowed.until = Some(typed(world, until)),
        }
        Some(("who", asked))
    }

    /// `why EVENT`, where one event alone makes the inquiry so.
    fn why_event(&self) -> Option<(&'static str, Asked)> {
        let events = super::events(&Solver::of(self.world, self.inquiry).ways());
        let [event] = events.as_slice() else { return None };
        let asked = Asked {
            words: vec![self.id((*event).into())],
            ..Asked::default()
        };
        Some(("why", asked))
    }

    /// `timeline NAME`, for whatever happened to somebody.
    fn anything(&self, parts: &[(Play, Term)], place: Option<&Term>, window: &Window) -> Option<(&'static str, Asked)> {
        if matches!(self.inquiry.seeks, Seeks::Why | Seeks::How) {
            return self.why_event();
        }
        let plain = window.from.is_none() && window.within.is_none() && window.told.is_none();
        if !plain || self.inquiry.pick.is_some() || !matches!(self.inquiry.seeks, Seeks::Which(_)) {
            return None;
        }
        let mut words = Vec::new();
        for (play, term) in parts {
            match (play, term) {
                (Play::Any, Term::Named(node)) => words.push(self.id(*node)),
                _ => return None,
            }
        }
        match place {
            None => {}
            Some(Term::Named(_) | Term::OneOf(_) | Term::Unknown(_) | Term::Any) => return None,
        }
        let until = window.until.as_ref();
        let asked = Asked {
            words,
            moment: until.map_or(Asking::Ever, |until| moment(self.world, until)),
            ..Asked::default()
        };
        Some(("timeline", asked))
    }

    fn is_sought(&self, var: Var) -> bool {
        super::sought(&self.inquiry.seeks).contains(&var)
    }

    fn is_life(&self, relation: RelationId) -> bool {
        self.world.vocabulary.relation(relation).means == Some(Meaning::Life)
    }

    fn is_presence(&self, relation: RelationId) -> bool {
        self.world.vocabulary.relation(relation).means == Some(Meaning::Presence)
    }

    /// The word by which a relation is asked for.
    fn word(&self, relation: RelationId) -> Option<String> {
        let name = self.world.vocabulary.relation(relation).name.clone();
        let read = words::read(&self.world.vocabulary, &name, Prefer::Relations);
        matches!(read, Ok((Word::Relation(read), _)) if read == relation).then_some(name)
    }

    /// The word by which the lack of a relation is asked for.
    fn lack_word(&self, relation: RelationId) -> Option<String> {
        let vocabulary = &self.world.vocabulary;
        let words = vocabulary.kinds.iter().flat_map(|kind| &kind.also);
        let lacks = |word: &&String| {
            let read = words::read(vocabulary, word, Prefer::Relations);
            matches!(read, Ok((Word::Lack(read), _)) if read == relation)
        };
        words.filter(lacks).min_by_key(|word| word.len()).cloned()
    }
}

/// The one role of a kind whose filler acts, or is acted upon, where there is one alone.
fn one_role(kind: &crate::vocabulary::Kind, acts: bool) -> Option<crate::model::RoleId> {
    let mut roles = kind.roles.iter().filter(|role| role.agentive == acts);
    let first = roles.next()?;
    roles.next().is_none().then_some(first.id)
}

/// The word for a sort of thing, where it leaves out some of those that may stand there.
fn sort_word(of: Fillers, declared: Fillers) -> Option<String> {
    let events = !declared.admits_events() || of.admits_events();
    let all = |kind: &EntityKind| !declared.admits(*kind) || of.admits(*kind);
    if events && EntityKind::ALL.iter().all(all) {
        return None;
    }
    let both = [of, declared];
    let fits = |kind: EntityKind| both.iter().all(|sort| sort.admits(kind));
    let actors = fits(EntityKind::Character) && fits(EntityKind::Faction);
    let mut words: Vec<&str> = Vec::new();
    if actors {
        words.push("actor");
    }
    for kind in EntityKind::ALL {
        let actor = matches!(kind, EntityKind::Character | EntityKind::Faction);
        if fits(kind) && !(actor && actors) {
            words.push(kind.word());
        }
    }
    if both.iter().all(|sort| sort.admits_events()) {
        words.push("event");
    }
    Some(words.join("|"))
}

/// A moment as the options of a command name it.
fn moment(world: &World, as_of: &AsOf) -> Asking {
    let typed = typed(world, as_of);
    match typed.strip_prefix("before ") {
        Some(event) => Asking::Before(event.to_owned()),
        None => Asking::AsOf(typed),
    }
}

/// A moment as it is typed, with `before` in front for just before it.
fn typed(world: &World, as_of: &AsOf) -> String {
    match &as_of.reference {
        Reference::Start => "start".to_owned(),
        Reference::End => "end".to_owned(),
        Reference::After(event) => world.story.event(*event).id.to_string(),
        Reference::Before(event) => format!("before {}", world.story.event(*event).id),
        Reference::Time(time) => {
            let written = time.written.to_string();
            written.strip_prefix("just ").map_or(written.clone(), str::to_owned)
        }
    }
}
