//! The shells: the script that each one reads at its start, and the form in which it takes offers.
//!
//! A script hands over the words of the line and the place of the cursor, and gets a line for each offer: the word, a tab, what it is.
//! A line of a tab alone says that a file can stand there.

use super::Offers;
use super::line::{Quoting, quoted, words};
use crate::diag::one_line;

/// The shells that are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Shell {
    /// Bash
    Bash,
    /// Zsh
    Zsh,
    /// Fish
    Fish,
    /// Elvish
    Elvish,
    /// `PowerShell`
    Powershell,
}

impl Shell {
    /// The script that makes a shell ask.
    pub(crate) fn script(self) -> &'static str {
        match self {
            Self::Bash => include_str!("scripts/lore.bash"),
            Self::Zsh => include_str!("scripts/lore.zsh"),
            Self::Fish => include_str!("scripts/lore.fish"),
            Self::Elvish => include_str!("scripts/lore.elv"),
            Self::Powershell => include_str!("scripts/lore.ps1"),
        }
    }
}

/// Offers as most shells take them; they quote by themselves.
pub(crate) fn plain(offers: &Offers) -> String {
    let mut text = String::new();
    if offers.files {
        text.push_str("\t\n");
    }
    for offer in &offers.list {
        text.push_str(&format!("{}\t{}\n", one_line(&offer.text), one_line(&offer.about)));
    }
    text
}

/// Offers as Bash takes them: quoted, and only what stands where `word` does, which is what it takes for the word being typed.
pub(crate) fn bash(offers: &Offers, line: &str, word: &str) -> String {
    let last = words(line)
        .into_iter()
        .next_back()
        .filter(|last| last.at.end == line.len());
    let (typed, open) = last.map_or(("", None), |last| (&line[last.at.clone()], last.open));
    // What Bash has set apart before it: an option with its `=`, a quote.
    let apart = typed.strip_suffix(word).unwrap_or("");
    let mut text = if offers.files { "\t\n".to_owned() } else { String::new() };
    for offer in &offers.list {
        let typable = quoted(&offer.text, open, Quoting::Each);
        // Bash closes a quote that it has seen opened.
        let typable = open.map_or(typable.as_str(), |quote| {
            typable.strip_suffix(quote).unwrap_or(&typable)
        });
        let rest = typable.strip_prefix(apart).unwrap_or(typable);
        text.push_str(&one_line(rest));
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::stock::Offer;
    use super::*;

    #[test]
    fn bash_gets_what_goes_in_the_place_of_its_word() {
        let offers = |text: &str| Offers {
            list: vec![Offer::new(text, "")],
            files: false,
        };
        for (text, line, word, expected) in [
            ("kira", "lore show ki", "ki", "kira\n"),
            ("kira", "lore show ", "", "kira\n"),
            ("Kai Winn", "lore show Ka", "Ka", "Kai\\ Winn\n"),
            ("Kai Winn", "lore show Kai\\ W", "Kai\\ W", "Kai\\ Winn\n"),
            ("Kai Winn", "lore show \"Kai W", "Kai W", "Kai Winn\n"),
            ("Kai Winn", "lore show 'Ka", "Ka", "Kai Winn\n"),
            ("--as-of=surrender", "lore who allied --as-of=su", "su", "surrender\n"),
            ("Kira's team", "lore show Kira", "Kira", "Kira\\'s\\ team\n"),
        ] {
            assert_eq!(bash(&offers(text), line, word), expected, "{line}");
        }
    }
}
