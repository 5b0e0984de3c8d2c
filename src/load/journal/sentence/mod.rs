//! A line of a journal that tells an event: `macbeth kills duncan with a dagger at inverness`, read by the words of the vocabulary.
//!
//! ```text
//!   text ──token──> words ──verbs──> kinds whose verb stands there ──matching (forms, lists, names)──> readings
//! ```
//!
//! Every way to read a line is found; one is taken, two are refused, and none is told with what was probably meant.
//! Nothing is ever guessed.

mod forms;
mod lists;
mod matching;
mod names;
mod remedy;
mod token;
mod verbs;

#[cfg(test)]
mod prelude_tests;
#[cfg(test)]
mod tests;

pub use names::{Bearer, Bearing, Named};
pub use remedy::Slip;

use crate::model::{Count, KindId, RoleId};
use crate::vocabulary::{Fillers, Vocabulary};
use forms::Form;
use lists::Joint;
use matching::{Filled, Found, Matcher, Name};
use names::{Names, Whose};
use std::ops::Range;
use token::{WordId, Words};
use verbs::Verbs;

/// How many words a sentence may have; a longer list belongs into a line of its own beneath the event.
const LONGEST: usize = 2000;

/// How many words a list of names may have that stands by itself.
const LONGEST_LIST: usize = 50_000;

/// What sentences of a story are made of: the words of its vocabulary, and everybody's names.
///
/// ```
/// use lorescope::load::journal::{Bearing, Grammar, Named};
/// use lorescope::{model::EntityKind, vocabulary::Vocabulary};
/// let vocabulary = Vocabulary::prelude();
/// let named = |id, name| Named { id, bearing: Bearing::Entity(EntityKind::Character), names: vec![name] };
/// let grammar = Grammar::of(&vocabulary, [named("macbeth", "Macbeth"), named("duncan", "King Duncan")]);
/// let reading = grammar.read("King Duncan was killed by macbeth").unwrap();
/// assert_eq!(vocabulary.kind(reading.kind).name, "killing");
/// let killers = &reading.roles[1].mentions;
/// assert_eq!(grammar.id(killers[0].bearer().unwrap()), "macbeth");
/// ```
#[derive(Clone, Debug)]
pub struct Grammar {
    words: Words,
    names: Names,
    verbs: Verbs,
    forms: Vec<Vec<Form>>,
    /// For each kind what it is, itself first.
    ancestry: Vec<Vec<KindId>>,
    kinds: Vec<String>,
    roles: Vec<String>,
    /// How each kind is told, in words for people.
    told: Vec<Vec<String>>,
    and: WordId,
    or: WordId,
    /// Words that names have within them: *of*, *the*.
    particles: [WordId; 4],
    /// Words that stand in sentences as they are, such as *with*, in order.
    spoken: Vec<WordId>,
}

/// What a sentence says.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What kind of event it tells.
    pub kind: KindId,
    /// The words that say so, in the sentence.
    pub verb: Range<usize>,
    /// Who takes which part, in the order of the sentence.
    pub roles: Vec<Filling>,
    /// Where it happened.
    pub place: Option<Mention>,
    /// How many nameless ones it befell, and where that stands.
    pub count: Option<(Range<usize>, Count)>,
}

/// Who takes one part in an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Filling {
    /// Which part.
    pub role: RoleId,
    /// Whether it is one of those who are named, and not all.
    pub candidates: bool,
    /// Who, in the order of the sentence.
    pub mentions: Vec<Mention>,
}

/// Names with `,`, *and* or *or* between them.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// Who, in the order of the text.
    pub mentions: Vec<Mention>,
    /// Whether it is one of them, and not all.
    pub candidates: bool,
}

/// A name in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where in the sentence it stands.
    pub span: Range<usize>,
    /// Who bears it: one, none, or several; one of another sort than belongs there does not count.
    pub bearers: Vec<Bearer>,
}

impl Mention {
    /// The one who is meant, if one alone can be.
    #[must_use]
    pub fn bearer(&self) -> Option<Bearer> {
        match self.bearers.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }
}

impl Reading {
    /// All names in it.
    pub fn mentions(&self) -> impl Iterator<Item = &Mention> {
        self.roles.iter().flat_map(|role| &role.mentions).chain(&self.place)
    }
}

/// Why a sentence could not be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Unread {
    /// Names in it are nobody's, or those of several; all else is plain.
    Names(Box<Reading>),
    /// It can be read in more than one way.
    Ambiguous(Vec<Reading>),
    /// There is a verb in it, but these words are left over; the rest would be read so.
    LeftOver(Range<usize>, Box<Reading>),
    /// It has no verb of the vocabulary.
    NoVerb,
    /// It has a verb of these kinds, but is no sentence in which one of them is told.
    NoSense(Vec<KindId>),
    /// It has more words than a sentence may have.
    TooLong,
    /// It can be parted in too many ways.
    TooIntricate,
}

impl Grammar {
    /// Learns the words of a vocabulary and the names of a story.
    #[must_use]
    pub fn of<'a>(vocabulary: &Vocabulary, named: impl IntoIterator<Item = Named<'a>>) -> Self {
        let mut words = Words::default();
        let names = Names::of(named, &mut words);
        let verbs = Verbs::of(vocabulary, &mut words);
        let forms = forms::forms(vocabulary, &mut words);
        let mut spoken: Vec<WordId> = forms.iter().flatten().flat_map(Form::spoken).collect();
        spoken.sort_unstable();
        spoken.dedup();
        let role = |id: u16| vocabulary.role(RoleId(id)).to_owned();
        let roles = vocabulary.kinds.iter().flat_map(|kind| &kind.roles);
        let count = roles.map(|role| role.id.0 + 1).max().unwrap_or(0);
        Self {
            and: words.number("and"),
            or: words.number("or"),
            particles: ["of", "the", "a", "an"].map(|word| words.number(word)),
            spoken,
            words,
            names,
            verbs,
            forms,
            ancestry: vocabulary
                .kind_ids()
                .map(|id| vocabulary.ancestry(id).collect())
                .collect(),
            kinds: vocabulary.kinds.iter().map(|kind| kind.name.clone()).collect(),
            roles: (0..count).map(role).collect(),
            told: forms::told(vocabulary),
        }
    }

    /// Takes in an event that later sentences may name by its id.
    pub fn add_event(&mut self, id: &str) {
        self.names.add(id, Bearing::Event, &mut self.words);
    }

    /// Whether somebody or something has that id.
    #[must_use]
    pub fn knows(&self, id: &str) -> bool {
        self.names.knows(id)
    }

    /// The id of somebody who is named.
    #[must_use]
    pub fn id(&self, bearer: Bearer) -> &str {
        self.names.id(bearer)
    }

    /// Reads a sentence.
    ///
    /// # Errors
    /// Why it cannot be read; [`Grammar::explain`] says it in words.
    pub fn read(&self, sentence: &str) -> Result<Reading, Unread> {
        self.read_as(sentence, None)
    }

    /// Reads a sentence that tells an event of a certain kind, where one is given.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read_as(&self, sentence: &str, kind: Option<KindId>) -> Result<Reading, Unread> {
        let tokens = token::tokens(sentence, &self.words);
        if tokens.len() > LONGEST {
            return Err(Unread::TooLong);
        }
        let mut matcher = Matcher::new(self, sentence, tokens);
        matcher.read(kind);
        if matcher.is_spent() {
            return Err(Unread::TooIntricate);
        }
        self.settle(&mut matcher.found);
        let mut readings: Vec<Reading> = matcher
            .found
            .iter()
            .map(|found| Self::reading(found, &matcher))
            .collect();
        match readings.len() {
            0 => Err(Self::nearly(&mut matcher, kind)),
            1 => {
                let reading = readings.remove(0);
                let known = reading.mentions().all(|mention| mention.bearer().is_some());
                if known {
                    Ok(reading)
                } else {
                    Err(Unread::Names(Box::new(reading)))
                }
            }
            _ => Err(Unread::Ambiguous(readings)),
        }
    }

    /// Reads a list of names, and whether they are candidates.
    ///
    /// # Errors
    /// The names as they were probably meant, some of them nobody's; or all ways to read them, where there are several.
    pub fn names(&self, text: &str, wanted: Fillers) -> Result<List, Vec<List>> {
        let tokens = token::tokens(text, &self.words);
        let end = tokens.len();
        let mut matcher = Matcher::new(self, text, tokens);
        if end > LONGEST_LIST {
            return Err(Vec::new());
        }
        for lenient in [false, true] {
            if lenient {
                matcher.relent();
            }
            let mut ways: Vec<_> = matcher
                .lists(0, wanted)
                .iter()
                .filter(|way| way.end == end)
                .copied()
                .collect();
            if lenient {
                ways.sort_by_key(|way| way.cost);
                ways.truncate(1);
            }
            let read = |way: &lists::Way| {
                let cells = matcher.cells(way).into_iter();
                let names = cells.map(|cell| Name {
                    tokens: cell.start..cell.end,
                    whose: cell.whose.clone(),
                });
                let mentions: Vec<Mention> = names.map(|name| mention(&name, &matcher)).collect();
                List {
                    mentions,
                    candidates: way.joint == Joint::Or,
                }
            };
            let mut lists: Vec<List> = ways.iter().map(read).collect();
            match lists.len() {
                0 => {}
                1 if !lenient && lists[0].mentions.iter().all(|mention| mention.bearer().is_some()) => {
                    return Ok(lists.remove(0));
                }
                _ => return Err(lists),
            }
        }
        Err(Vec::new())
    }

    /// Of readings that tell the same as a kind and as what that is, leaves the one whose own verb is used.
    fn settle(&self, found: &mut Vec<Found>) {
        let related = |one: KindId, other: KindId| {
            self.ancestry[one.index()].contains(&other) || self.ancestry[other.index()].contains(&one)
        };
        // A name behind the verb has the role that needs no preposition, if it can.
        let near: Vec<(KindId, u32)> = found.iter().map(|found| (found.kind, found.loose)).collect();
        found.retain(|one| !near.iter().any(|&(kind, loose)| kind == one.kind && loose < one.loose));
        let own: Vec<Found> = found.iter().filter(|found| found.own).cloned().collect();
        found.retain(|one| {
            let better = |other: &Found| one.kind != other.kind && related(one.kind, other.kind) && one.tells_as(other);
            one.own || !own.iter().any(better)
        });
    }

    /// What was probably meant by a sentence that cannot be read.
    fn nearly(matcher: &mut Matcher<'_>, kind: Option<KindId>) -> Unread {
        let kinds = kind.map_or_else(|| matcher.kinds(), |kind| vec![kind]);
        if matcher.kinds().is_empty() {
            return Unread::NoVerb;
        }
        matcher.relent();
        matcher.read(kind);
        let Some(best) = matcher.found.first() else {
            return if matcher.is_spent() {
                Unread::TooIntricate
            } else {
                Unread::NoSense(kinds)
            };
        };
        let reading = Self::reading(best, matcher);
        match &best.rest {
            None => Self::strayed(best, matcher, &reading).unwrap_or_else(|| Unread::Names(Box::new(reading))),
            Some(rest) => {
                let span = matcher.tokens[rest.start].span.start..matcher.tokens[rest.end - 1].span.end;
                Unread::LeftOver(span, Box::new(reading))
            }
        }
    }

    /// Words beside a name that is known, where both together were taken for one that is not.
    fn strayed(found: &Found, matcher: &Matcher<'_>, reading: &Reading) -> Option<Unread> {
        let names = found.roles.iter().flat_map(|filled| &filled.names).chain(&found.place);
        for name in names.filter(|name| name.whose.is_none()) {
            let mut known: Option<Name> = None;
            for start in name.tokens.clone() {
                let anybody = Fillers::ANY;
                let grammar = matcher.grammar;
                grammar
                    .names
                    .at(matcher.text, &matcher.tokens, start, anybody, &mut |end, whose| {
                        let longer = known.as_ref().is_none_or(|known| known.tokens.len() < end - start);
                        if end <= name.tokens.end && longer {
                            known = Some(Name {
                                tokens: start..end,
                                whose: Some(whose),
                            });
                        }
                    });
            }
            let Some(known) = known else { continue };
            let before = name.tokens.start..known.tokens.start;
            let behind = known.tokens.end..name.tokens.end;
            let stray = if before.len() > behind.len() { before } else { behind };
            if !stray.is_empty() {
                let mut rest = reading.clone();
                let all = span(&name.tokens, matcher);
                let roles = rest.roles.iter_mut().flat_map(|role| &mut role.mentions);
                for other in roles.chain(&mut rest.place).filter(|other| other.span == all) {
                    *other = mention(&known, matcher);
                }
                return Some(Unread::LeftOver(span(&stray, matcher), Box::new(rest)));
            }
        }
        None
    }

    fn reading(found: &Found, matcher: &Matcher<'_>) -> Reading {
        let filling = |filled: &Filled| Filling {
            role: filled.role,
            candidates: filled.candidates,
            mentions: filled.names.iter().map(|name| mention(name, matcher)).collect(),
        };
        Reading {
            kind: found.kind,
            verb: span(&found.verb, matcher),
            roles: found.roles.iter().map(filling).collect(),
            place: found.place.as_ref().map(|name| mention(name, matcher)),
            count: found
                .count
                .as_ref()
                .map(|(tokens, count)| (span(tokens, matcher), *count)),
        }
    }
}

/// Where some words stand.
fn span(tokens: &Range<usize>, matcher: &Matcher<'_>) -> Range<usize> {
    matcher.tokens[tokens.start].span.start..matcher.tokens[tokens.end - 1].span.end
}

fn mention(name: &Name, matcher: &Matcher<'_>) -> Mention {
    let mut tokens = name.tokens.clone();
    let bearers = match &name.whose {
        Some(Whose::One(bearer)) => vec![*bearer],
        Some(Whose::Several(bearers)) => {
            // Whoever asks whose name it is asks for the name without an article that is none of it.
            let names = &matcher.grammar.names;
            if tokens.len() > 1 && !names.is_name(&matcher.tokens[tokens.clone()]) {
                tokens.start += 1;
            }
            bearers.clone()
        }
        Some(Whose::Misplaced(_)) | None => Vec::new(),
    };
    Mention {
        span: span(&tokens, matcher),
        bearers,
    }
}
