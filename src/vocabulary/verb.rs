//! The forms of a verb, given once and used in every sentence that is read or written.

use super::declare::VerbDeclaration;
use crate::model::{Folded, fold};

/// Whether a subject is one or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// One, or a group spoken of as one.
    Singular,
    /// Several, or a name in the plural.
    Plural,
}

/// The forms of a verb; one whose base begins with `be ` conjugates itself.
///
/// ```
/// use lorescope::vocabulary::{Number, Verb};
/// let allied = Verb::be("allied with", "ally");
/// assert_eq!(allied.present(Number::Plural), "are allied with");
/// assert_eq!(allied.past(Number::Singular), "was allied with");
/// assert_eq!(allied.perfect(Number::Singular), "has been allied with");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verb {
    /// betray
    pub base: String,
    /// betrays
    pub third: String,
    /// betrayed (what they did)
    pub past: String,
    /// betrayed (what was done)
    pub participle: String,
    /// betrayal
    pub noun: String,
}

impl Verb {
    /// The verb *to be* something.
    #[must_use]
    pub fn be(what: &str, noun: &str) -> Self {
        Self {
            base: format!("be {what}"),
            third: format!("is {what}"),
            past: format!("was {what}"),
            participle: format!("been {what}"),
            noun: noun.to_owned(),
        }
    }

    /// The verb a declaration gives, regular forms made where it gives none.
    #[must_use]
    pub fn of(declared: &VerbDeclaration, name: &str) -> Self {
        let noun = declared.noun.clone().unwrap_or_else(|| name.replace('-', " "));
        if let Some(what) = declared.base.strip_prefix("be ") {
            return Self::be(what, &noun);
        }
        let (head, tail) = match declared.base.split_once(' ') {
            Some((head, tail)) => (head, format!(" {tail}")),
            None => (declared.base.as_str(), String::new()),
        };
        let past = declared
            .past
            .clone()
            .unwrap_or_else(|| format!("{}{tail}", regular_past(head)));
        Self {
            third: declared
                .third
                .clone()
                .unwrap_or_else(|| format!("{}{tail}", regular_third(head))),
            participle: declared.participle.clone().unwrap_or_else(|| past.clone()),
            past,
            base: declared.base.clone(),
            noun,
        }
    }

    /// The present form: *is allied with*, *serve*.
    #[must_use]
    pub fn present(&self, number: Number) -> String {
        match (number, self.base.strip_prefix("be ")) {
            (Number::Singular, _) => self.third.clone(),
            (Number::Plural, Some(what)) => format!("are {what}"),
            (Number::Plural, None) => self.base.clone(),
        }
    }

    /// The past form: *were allied with*, *served*.
    #[must_use]
    pub fn past(&self, number: Number) -> String {
        match (number, self.base.strip_prefix("be ")) {
            (Number::Plural, Some(what)) => format!("were {what}"),
            (Number::Singular | Number::Plural, _) => self.past.clone(),
        }
    }

    /// The perfect form, of what began and holds still: *has been allied with*, *have served*.
    #[must_use]
    pub fn perfect(&self, number: Number) -> String {
        let have = match number {
            Number::Singular => "has",
            Number::Plural => "have",
        };
        format!("{have} {}", self.participle)
    }

    /// The passive in the past: *was betrayed*.
    #[must_use]
    pub fn passive(&self, number: Number) -> String {
        let be = match number {
            Number::Singular => "was",
            Number::Plural => "were",
        };
        format!("{be} {}", self.participle)
    }

    /// The first word of each form, folded, where that is the verb itself: *owed* of *owed a debt to*.
    pub(super) fn first_words(&self) -> Vec<Folded> {
        if self.base.starts_with("be ") {
            return Vec::new();
        }
        let forms = [&self.base, &self.third, &self.past, &self.participle];
        let firsts = forms.into_iter().map(|form| {
            let mut word = fold(form);
            word.truncate(word.find(' ').unwrap_or(word.len()));
            word
        });
        firsts.collect()
    }

    /// Whether a folded word is the first of a form of several words, where that is the verb itself: *owed* of *owed a debt to*.
    #[must_use]
    pub fn is_first_word(&self, word: &str) -> bool {
        self.first_words().iter().any(|first| first == word)
    }

    /// The forms, folded, with and without their *be* and closing preposition, and the noun in the plural.
    pub(super) fn form_words(&self) -> Vec<Folded> {
        let nouns = regular_third(&self.noun);
        let forms = [
            &self.base,
            &self.third,
            &self.past,
            &self.participle,
            &self.noun,
            &nouns,
        ];
        let mut words = Vec::with_capacity(forms.len());
        for form in forms {
            let form = fold(form);
            let bare = ["be ", "is ", "was ", "been "]
                .iter()
                .find_map(|be| form.strip_prefix(be))
                .unwrap_or(&form);
            let head = bare.rsplit_once(' ').filter(|(_, tail)| tail.len() <= 4);
            words.extend(head.map(|(head, _)| head.to_owned()));
            if bare != form {
                words.push(bare.to_owned());
            }
            words.push(form);
        }
        words
    }

    /// Whether a folded word is one of the forms, with or without its *be* and closing preposition, or the noun in the plural.
    #[must_use]
    pub fn is_form(&self, word: &str) -> bool {
        self.form_words().iter().any(|form| form == word)
    }
}

fn regular_third(head: &str) -> String {
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| head.ends_with(end));
    match head
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']))
    {
        Some(stem) => format!("{stem}ies"),
        None if hisses => format!("{head}es"),
        None => format!("{head}s"),
    }
}

fn regular_past(head: &str) -> String {
    match head
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']))
    {
        Some(stem) => format!("{stem}ied"),
        None if head.ends_with('e') => format!("{head}d"),
        None => format!("{head}ed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_forms_are_made_where_none_are_given() {
        for (base, third, past) in [
            ("ally with", "allies with", "allied with"),
            ("curse", "curses", "cursed"),
            ("bewitch", "bewitches", "bewitched"),
            ("swear", "swears", "sweared"),
            ("obey", "obeys", "obeyed"),
        ] {
            let verb = Verb::of(
                &VerbDeclaration {
                    base: base.into(),
                    ..VerbDeclaration::default()
                },
                "x",
            );
            assert_eq!((verb.third.as_str(), verb.past.as_str()), (third, past));
        }
    }

    #[test]
    fn a_word_is_known_in_any_form() {
        let allied = Verb::be("allied with", "ally");
        for word in ["allied", "allied with", "be allied with", "ally", "allies"] {
            assert!(allied.is_form(word), "{word}");
        }
        assert!(!allied.is_form("all"));
        let owe = Verb::of(
            &VerbDeclaration {
                base: "owe a debt to".into(),
                ..VerbDeclaration::default()
            },
            "debt",
        );
        for word in ["owe", "owes", "owed"] {
            assert!(owe.is_first_word(word) && !owe.is_form(word), "{word}");
        }
        assert!(!allied.is_first_word("be"));
    }
}
