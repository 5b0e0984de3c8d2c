//! A question as it was asked: its words and its moment, before any name in it is looked up.

use super::{Answer, Pick, Polarity, diff, list, path, show, stats, timeline, who, why};
use crate::model::Node;
use crate::timeline::AsOf;
use crate::world::{Missed, World};

/// A question as it was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The words after the question's own name.
    pub words: Vec<String>,
    /// Only what concerns all of these.
    pub of: Vec<String>,
    /// The moment asked of.
    pub moment: Asking,
    /// Whether memberships are followed.
    pub through: Through,
    /// Which reading of a word is wanted.
    pub prefer: Prefer,
    /// Whether a chain leads to consequences rather than to causes.
    pub forward: bool,
    /// Which of the two clocks orders the events.
    pub order: Clock,
    /// What narrows it further.
    pub narrowed: Narrowed,
}

/// What narrows a question further than by whom its rows concern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// Who plays which part, as `victim=weyoun`; a sort of thing for any one of it, `any` for whoever is told.
    pub parts: Vec<String>,
    /// The beginning of the time that is asked about.
    pub from: Option<String>,
    /// The end of the time that is asked about.
    pub until: Option<String>,
    /// The event at which it is so.
    pub when: Option<String>,
    /// The event that it is part of.
    pub within: Option<String>,
    /// Whether those are wanted of whom it is so, of whom it is not, or of whom it is no longer.
    pub polarity: Polarity,
    /// Only the first or the last.
    pub pick: Option<Pick>,
}

/// The moment of a question, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Asking {
    /// None: whole spans are told.
    #[default]
    Ever,
    /// Just after an event, or as of a time.
    AsOf(String),
    /// Just before an event or a time.
    Before(String),
}

/// Whether memberships are followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Through {
    /// What a faction does is done by the faction alone.
    #[default]
    Nothing,
    /// What holds of a faction passes to its members.
    Factions,
}

/// Which reading of a word is wanted where there are two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Prefer {
    /// What holds.
    #[default]
    Relations,
    /// What happens.
    Events,
}

/// Which of the two clocks orders the events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    /// As they happened.
    #[default]
    Story,
    /// As they are told.
    Telling,
}

/// A question that could not be answered, and what to ask instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong, as a phrase.
    pub message: String,
    /// What to type instead.
    pub help: Option<String>,
}

impl From<Missed> for Refusal {
    fn from(missed: Missed) -> Self {
        Self {
            message: missed.to_string(),
            help: Some(missed.remedy()),
        }
    }
}

/// One sort of question.
pub struct Question {
    /// The word it is asked with.
    pub name: &'static str,
    /// What it tells.
    pub tells: &'static str,
    /// Answers it.
    pub answer: fn(&World, &Asked) -> Result<Answer, Refusal>,
}

/// Every sort of question there is.
pub const QUESTIONS: &[Question] = &[
    Question {
        name: "list",
        tells: "the names and words one may type",
        answer: list::answer,
    },
    Question {
        name: "who",
        tells: "for whom a relation holds, or who took part in events of a kind",
        answer: who::answer,
    },
    Question {
        name: "show",
        tells: "everything about one entity or event",
        answer: show::answer,
    },
    Question {
        name: "timeline",
        tells: "the events in story order",
        answer: timeline::answer,
    },
    Question {
        name: "path",
        tells: "how two are connected",
        answer: path::answer,
    },
    Question {
        name: "diff",
        tells: "what changed between two moments",
        answer: diff::answer,
    },
    Question {
        name: "why",
        tells: "why something is so, back to the first cause",
        answer: why::answer,
    },
    Question {
        name: "stats",
        tells: "the story in numbers",
        answer: stats::answer,
    },
];

impl Asked {
    /// The moment asked of, looked up.
    ///
    /// # Errors
    /// When no event or time is called that.
    pub fn as_of(&self, world: &World) -> Result<Option<AsOf>, Refusal> {
        Ok(match &self.moment {
            Asking::Ever => None,
            Asking::AsOf(typed) => Some(world.as_of(typed)?),
            Asking::Before(typed) => Some(world.before(typed)?),
        })
    }

    /// Those whom the rows must concern, looked up.
    ///
    /// # Errors
    /// When nobody or more than one is called that.
    pub fn concerned(&self, world: &World) -> Result<Vec<Node>, Refusal> {
        self.of.iter().map(|typed| Ok(world.find(typed)?)).collect()
    }

    /// The question as it would be typed.
    ///
    /// ```
    /// use lorescope::ask::{Asked, Asking};
    /// let asked = Asked {
    ///     words: vec!["allied".into()],
    ///     of: vec!["Kai Winn".into()],
    ///     moment: Asking::Before("fall".into()),
    ///     ..Asked::default()
    /// };
    /// assert_eq!(asked.typed("who"), "who allied --of 'Kai Winn' --before fall");
    /// ```
    #[must_use]
    pub fn typed(&self, question: &str) -> String {
        let mut typed = question.to_owned();
        let mut word = |word: &str| {
            typed.push(' ');
            typed.push_str(&shell(word));
        };
        self.words.iter().for_each(|each| word(each));
        if self.prefer == Prefer::Events {
            word("--events");
        }
        for of in &self.of {
            word("--of");
            word(of);
        }
        match &self.moment {
            Asking::Ever => {}
            Asking::AsOf(moment) => {
                word("--as-of");
                word(moment);
            }
            Asking::Before(moment) => {
                word("--before");
                word(moment);
            }
        }
        let narrowed = &self.narrowed;
        for part in &narrowed.parts {
            word("--role");
            word(part);
        }
        for (option, value) in [
            ("--from", &narrowed.from),
            ("--until", &narrowed.until),
            ("--when", &narrowed.when),
            ("--within", &narrowed.within),
        ] {
            if let Some(value) = value {
                word(option);
                word(value);
            }
        }
        match narrowed.polarity {
            Polarity::So | Polarity::Still => {}
            Polarity::NotSo => word("--not"),
            Polarity::NoLonger => word("--no-longer"),
        }
        match narrowed.pick {
            Some(Pick::First) => word("--first"),
            Some(Pick::Last) => word("--last"),
            None => {}
        }
        if self.through == Through::Factions {
            word("--through");
            word("factions");
        }
        if self.order == Clock::Telling {
            word("--order");
            word("telling");
        }
        if self.forward {
            word("--forward");
        }
        typed
    }
}

/// A word as a shell takes it.
pub(super) fn shell(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_.,:/=".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_questions_have_one_name() {
        let mut names: Vec<&str> = QUESTIONS.iter().map(|question| question.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), QUESTIONS.len());
        assert!(QUESTIONS.iter().all(|question| !question.tells.ends_with('.')));
    }
}
