//! Questions that have a command of their own: *who is Winn*, *how are A and B connected*, *what changed between E and F*, *which characters are there*.

use super::Sense;
use super::draft::{Moment, Time};
use super::parser::Parser;
use super::question::Candidate;
use super::template::{Make, Match};
use crate::ask::asked::{Asked, Asking};
use crate::ask::inquiry::Term;
use crate::model::{EntityKind, Node};
use crate::timeline::{AsOf, Reference};

/// The forms of these questions.
pub(super) const COMMANDS: &[(&str, Make)] = &[
    ("who|what [exactly] is|was|are|were <x>", show),
    ("tell [me] [more|all|everything] about <x>", show),
    ("what species is|was|are|were <x>", show),
    ("describe|summarise|summarize <x>", show),
    ("show [me] [everything|all] [about] <x>", show),
    ("what is|do [we] [known|know] about <x>", show),
    ("what did|does <e> change", show),
    (
        "how is|are|was|were <x> connected|related|linked|tied to|with <x>",
        path,
    ),
    (
        "how is|are|was|were <x> connected|related|linked|tied [to|with] [each|one] [other|another]",
        path,
    ),
    ("how do|does|did <x> know <x>", path),
    ("how do|did <x> know each other", path),
    ("what connects|links|ties|connected <x> to|with|and <x>", path),
    ("what connects|links|ties|connected <x>", path),
    (
        "what is|was the connection|link|relation|relationship|tie between|of <x> [and] [to] <x>",
        path,
    ),
    (
        "what is|was the connection|link|relation|relationship|tie between <x>",
        path,
    ),
    ("is|are|was|were <x> connected|related|linked|tied to|with <x>", path),
    (
        "is|are|was|were <x> connected|related|linked|tied [to|with] [each|one] [other|another]",
        path,
    ),
    ("what [has|have|had] changed|changes", diff),
    ("what [has|have|had] changed|changes for|about|with <x>", diff),
    ("what [is|was] [the] difference|differences", diff),
    ("what happened|happens [in] [the] [story]", timeline),
    ("[show|give] [me] [the] timeline", timeline),
    ("[show|give] [me] [the] timeline of|for <x>", timeline),
    ("tell [me] the story", timeline),
    ("[show|give] [me] [the] statistics|stats", stats),
    ("[give] [me] the story in numbers", stats),
];

/// What may be listed, and the English words for it.
const LISTS: &[(&str, &str)] = &[
    ("characters|people|persons", "characters"),
    ("factions|groups|sides", "factions"),
    ("places|locations", "places"),
    ("items|objects|things", "items"),
    ("relations", "relations"),
    ("documents|sources", "documents"),
    ("facts", "facts"),
];

impl Parser<'_> {
    /// *which characters are there*, *list the factions*.
    pub(super) fn lists_of(&self, at: usize, found: &mut Vec<Candidate>) {
        let draft = super::draft::Draft::new();
        for (words, list) in LISTS {
            for form in [
                "which|what WORDS are|were there [in] [the] [story]",
                "who|what are|were [all] [the] WORDS [in] [the] [story]",
                "list|name|show|give [me] [all] [of] [the] WORDS [in] [the] [story]",
                "which|what WORDS does|do the story have|know",
                "how many WORDS are|were there [in] [the] [story]",
                "are|were there any WORDS [in] [the] [story]",
            ] {
                let form = form.replace("WORDS", words);
                for one in self.template(at, &draft, &form) {
                    if one.end == self.end() {
                        found.extend(command(&one, "list", vec![(*list).to_owned()], Asking::Ever));
                    }
                }
            }
        }
        for form in [
            "list|name|show|give [me] [all] [of] [the] events [in] [the] [story]",
            "which|what events are|were there [in] [the] [story]",
        ] {
            for one in self.template(at, &draft, form) {
                if one.end == self.end() {
                    found.extend(command(&one, "timeline", Vec::new(), Asking::Ever));
                }
            }
        }
    }

    fn slug(&self, node: Node) -> String {
        self.world.story.slug(node).to_owned()
    }

    /// A time as the option that says it; none where no option does.
    fn asking(&self, time: Option<&Time>) -> Option<Asking> {
        Some(match time {
            None => Asking::Ever,
            Some(Time::When(Moment::At(as_of)) | Time::By(Moment::At(as_of)) | Time::After(Moment::At(as_of))) => {
                Asking::AsOf(self.typed(as_of)?)
            }
            Some(Time::After(Moment::Event(event)) | Time::By(Moment::Event(event))) => {
                Asking::AsOf(self.slug((*event).into()))
            }
            Some(
                Time::Before(Moment::Event(event))
                | Time::When(Moment::Event(event))
                | Time::Until(Moment::Event(event)),
            ) => Asking::Before(self.slug((*event).into())),
            Some(_) => return None,
        })
    }

    /// A moment as it is typed.
    fn typed(&self, as_of: &AsOf) -> Option<String> {
        Some(match &as_of.reference {
            Reference::Start => "start".to_owned(),
            Reference::End => "end".to_owned(),
            Reference::After(event) => self.slug((*event).into()),
            Reference::Before(_) => return None,
            Reference::Time(time) => time.written.to_string(),
        })
    }

    fn moment(&self, moment: &Moment) -> Option<String> {
        match moment {
            Moment::Event(event) => Some(self.slug((*event).into())),
            Moment::At(as_of) => self.typed(as_of),
            Moment::Dated(_, as_of) => self.typed(as_of),
            Moment::Joined(_) | Moment::Like(_) => None,
        }
    }
}

fn command(one: &Match, question: &'static str, words: Vec<String>, moment: Asking) -> Option<Candidate> {
    command_of(one, question, words, Vec::new(), moment)
}

fn command_of(
    one: &Match,
    question: &'static str,
    words: Vec<String>,
    of: Vec<String>,
    moment: Asking,
) -> Option<Candidate> {
    // A command can say no more than names and a moment.
    if !one.draft.inquiry.clauses.is_empty() || one.draft.inquiry.pick.is_some() {
        return None;
    }
    let asked = Asked {
        words,
        of,
        moment,
        ..Asked::default()
    };
    Some(Candidate {
        sense: Sense::Command { question, asked },
        draft: one.draft.clone(),
    })
}

fn show(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    let node = one.named(0).or_else(|| troubled(one, 0))?;
    // *who is the emperor* asks who holds the office.
    let is_thing = node.entity().is_some_and(|id| {
        let kind = parser.world.story.entity(id).kind;
        matches!(kind, EntityKind::Item | EntityKind::Place)
    });
    if one.chose("who") && (parser.is_office(node) || is_thing || node.event().is_some()) {
        return None;
    }
    command(one, "show", vec![parser.slug(node)], parser.asking(time)?)
}

/// One of those whom an ambiguous name may mean, for a question that will be refused for it.
fn troubled(one: &Match, nth: usize) -> Option<Node> {
    one.draft.trouble.as_ref()?;
    match one.terms.get(nth)?.as_slice() {
        [Term::OneOf(nodes)] => nodes.first().copied(),
        _ => None,
    }
}

fn path(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    let terms: Vec<&Term> = one.terms.iter().flatten().collect();
    let [Term::Named(from), Term::Named(to)] = terms.as_slice() else {
        return None;
    };
    let words = vec![parser.slug(*from), parser.slug(*to)];
    command(one, "path", words, parser.asking(time)?)
}

fn diff(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    let of: Vec<String> = match one.terms.first() {
        Some(terms) => terms
            .iter()
            .map(|term| match term {
                Term::Named(node) => Some(parser.slug(*node)),
                _ => None,
            })
            .collect::<Option<_>>()?,
        None => Vec::new(),
    };
    let (start, end) = ("start".to_owned(), "end".to_owned());
    let words = match time {
        None => vec![start, end],
        Some(Time::Between(from, until)) => vec![parser.moment(from)?, parser.moment(until)?],
        Some(Time::After(from) | Time::Since(from)) => vec![parser.moment(from)?, end],
        Some(Time::By(until)) => vec![start, parser.moment(until)?],
        Some(Time::When(Moment::Event(event)) | Time::During(event)) if of.is_empty() => {
            return command(one, "show", vec![parser.slug((*event).into())], Asking::Ever);
        }
        Some(_) => return None,
    };
    command_of(one, "diff", words, of, Asking::Ever)
}

fn timeline(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    let words = match one.terms.first() {
        Some(_) => vec![parser.slug(one.named(0)?)],
        None => Vec::new(),
    };
    if time.is_some() {
        return None;
    }
    command(one, "timeline", words, Asking::Ever)
}

fn stats(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    command(one, "stats", Vec::new(), parser.asking(time)?)
}
