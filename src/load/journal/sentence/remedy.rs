//! What is said of a sentence that cannot be read: which words are in the way, and what to write instead.

use super::token::{STRANGE, Token};
use super::{Grammar, Mention, Reading, Unread};
use crate::diag::did_you_mean;
use crate::load::lex::brief;
use crate::model::KindId;
use crate::vocabulary::Fillers;
use std::ops::Range;

/// What is wrong with a sentence, at a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The rule.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// Where in the sentence.
    pub span: Range<usize>,
    /// What stands beside the caret.
    pub label: String,
    /// What else is to be said.
    pub notes: Vec<String>,
    /// What to do about it.
    pub help: String,
}

/// How many names of a role a message lists.
const NAMED: usize = 8;

/// How many words of a line are compared with all verbs.
const GUESSED: usize = 3;

/// Words with which people say of a deed that it was not done.
const UNDONE: [&str; 24] = [
    "try",
    "tries",
    "tried",
    "trying",
    "want",
    "wants",
    "wanted",
    "plan",
    "plans",
    "planned",
    "hope",
    "hopes",
    "hoped",
    "fail",
    "fails",
    "failed",
    "pretends",
    "pretended",
    "almost",
    "nearly",
    "might",
    "may",
    "could",
    "would",
];

const DECLARE: &str =
    "write it with a verb that `lore list kinds` shows, or declare a kind of event with `kind NAME` and its `verb`";

impl Grammar {
    /// Says in words why a sentence could not be read; of names that are nobody's nothing is said, for whoever looks them up tells those.
    #[must_use]
    pub fn explain(&self, sentence: &str, unread: &Unread) -> Option<Slip> {
        self.explain_as(sentence, unread, None)
    }

    /// The same of a sentence that was to be read as one kind of event.
    #[must_use]
    pub fn explain_as(&self, sentence: &str, unread: &Unread, only: Option<KindId>) -> Option<Slip> {
        let whole = 0..sentence.len();
        let slip = |rule, message: String, span: Range<usize>, label: &str, help: String| Slip {
            rule,
            message,
            span,
            label: label.to_owned(),
            notes: Vec::new(),
            help,
        };
        let slip = match unread {
            Unread::Names(_) => return None,
            Unread::Ambiguous(readings) => {
                let mut slip = slip(
                    "ambiguous-line",
                    "the line can be read in more than one way".to_owned(),
                    whole,
                    "",
                    self.parting(readings),
                );
                slip.notes = readings
                    .iter()
                    .take(4)
                    .map(|reading| self.words_of(sentence, reading))
                    .collect();
                slip
            }
            Unread::LeftOver(rest, reading) => {
                let left = &sentence[rest.clone()];
                let message = format!("`{}` is left over", brief(left));
                let help = self.instead(left, reading);
                let mut slip = slip("unread-line", message, rest.clone(), "not read", help);
                slip.notes
                    .push(format!("the rest is read {}", self.words_of(sentence, reading)));
                slip
            }
            Unread::NoVerb => return Some(self.no_verb(sentence)),
            Unread::NoSense(kinds) => {
                let message = match only {
                    Some(kind) => format!("the line cannot be read as `{}`", self.kinds[kind.index()]),
                    None => "the line has a verb, but it is no sentence".to_owned(),
                };
                slip("unread-line", message, whole, "", self.ways_to_tell(kinds))
            }
            Unread::TooLong => {
                let message = "the line is longer than a sentence can be".to_owned();
                let help = "write `KIND:` and one role a line beneath it".to_owned();
                slip("unread-line", message, whole, "", help)
            }
            Unread::TooIntricate => {
                let message = "the line can be parted in too many ways".to_owned();
                let help = "quote the names, or write `KIND:` and one role a line beneath it".to_owned();
                slip("unread-line", message, whole, "", help)
            }
        };
        Some(slip)
    }

    /// The sentences in which some kinds are told.
    fn ways_to_tell(&self, kinds: &[KindId]) -> String {
        let mut ways: Vec<String> = Vec::new();
        // The first of each kind, then the second of each.
        for nth in 0..3 {
            let told = kinds.iter().filter_map(|kind| self.told[kind.index()].get(nth));
            ways.extend(told.map(|way| format!("`{way}`")));
        }
        ways.truncate(4);
        if ways.is_empty() {
            return "write `KIND:` and one role a line beneath it".to_owned();
        }
        format!("it is told so: {}", ways.join(", "))
    }

    /// What to do about a line that can be read in several ways.
    fn parting(&self, readings: &[Reading]) -> String {
        let kinds: Vec<&str> = readings
            .iter()
            .map(|reading| self.kinds[reading.kind.index()].as_str())
            .collect();
        let mut named = kinds.clone();
        named.dedup();
        if named.len() < 2 {
            let kind = kinds.first().copied().unwrap_or("KIND");
            return format!("put each name in quotes, or write `{kind}:` and one role a line beneath it");
        }
        let written: Vec<String> = named.iter().take(4).map(|kind| format!("`{kind}:`")).collect();
        format!("write {} before it, or another verb", written.join(" or "))
    }

    /// A reading in words: *as killing: killer macbeth; victim duncan*.
    pub(super) fn words_of(&self, sentence: &str, reading: &Reading) -> String {
        let called = |mention: &Mention| match mention.bearer() {
            Some(bearer) => self.id(bearer).to_owned(),
            None => brief(&sentence[mention.span.clone()]),
        };
        let mut pieces = Vec::new();
        for filling in &reading.roles {
            let mut names: Vec<String> = filling.mentions.iter().take(NAMED).map(called).collect();
            if filling.mentions.len() > NAMED {
                names.push(format!("{} others", filling.mentions.len() - NAMED));
            }
            let joint = if filling.candidates { " or " } else { ", " };
            pieces.push(format!("{} {}", self.roles[filling.role.index()], names.join(joint)));
        }
        pieces.extend(reading.place.as_ref().map(|place| format!("at {}", called(place))));
        pieces.extend(reading.count.as_ref().map(|(_, count)| count.to_string()));
        format!("as {}: {}", self.kinds[reading.kind.index()], pieces.join("; "))
    }

    /// What may stand where words are left over.
    fn instead(&self, left: &str, reading: &Reading) -> String {
        let first = left.split_whitespace().next().unwrap_or_default().to_lowercase();
        if matches!(first.as_str(), "in" | "on" | "near" | "inside" | "outside") && reading.place.is_none() {
            return "where it happened is written `at PLACE`".to_owned();
        }
        if left.split_whitespace().any(|word| matches!(word, "not" | "never")) {
            return "a line tells what happens; what does not is left out, or stands in a `note`".to_owned();
        }
        if left.split_whitespace().any(|word| UNDONE.contains(&word)) {
            return "a line tells what happens; what is only tried, meant or feared is left out, or stands in a `note`"
                .to_owned();
        }
        let told = self.ways_to_tell(&[reading.kind]);
        format!("take it away, or write it as a detail beneath the line; {told}")
    }

    fn no_verb(&self, sentence: &str) -> Slip {
        let strange = self.strangers(sentence);
        let question = |word: &str| did_you_mean(word, self.verbs.written.iter().map(String::as_str));
        let behind = || strange.iter().map(|(span, _)| span).filter(|span| span.start > 0);
        // A short word is like too many others, and one that stands in some other phrase is probably meant.
        let slips = strange
            .iter()
            .filter(|(span, known)| span.start > 0 && span.len() > if *known { 4 } else { 2 });
        let near = slips
            .clone()
            .filter(|(_, known)| !known)
            .chain(slips.filter(|(_, known)| *known));
        let near = near
            .take(GUESSED)
            .map(|(span, _)| span)
            .find_map(|span| Some((span.clone(), question(&sentence[span.clone()])?)));
        let first = behind()
            .chain(strange.iter().map(|(span, _)| span))
            .next()
            .cloned()
            .unwrap_or(0..sentence.len());
        let (span, help) = near.unwrap_or_else(|| (first, DECLARE.to_owned()));
        Slip {
            rule: "unread-line",
            message: "no verb that is known stands in this line".to_owned(),
            span,
            label: "no verb of the vocabulary".to_owned(),
            notes: Vec::new(),
            help,
        }
    }

    /// The words of a sentence that stand in no name, and whether they stand in any other phrase.
    fn strangers(&self, sentence: &str) -> Vec<(Range<usize>, bool)> {
        let tokens = super::token::tokens(sentence, &self.words);
        let anybody = Fillers::ANY;
        let mut strangers = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let mut end = at;
            self.names
                .at(sentence, &tokens, at, anybody, &mut |to, _| end = end.max(to));
            if end == at {
                if let Token::Word(word) = tokens[at].token
                    && ![self.and, self.or].contains(&word)
                {
                    strangers.push((tokens[at].span.clone(), word != STRANGE));
                }
                end += 1;
            }
            at = end;
        }
        strangers
    }
}
