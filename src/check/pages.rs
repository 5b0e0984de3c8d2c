//! Every rule has a page: what it protects from, a smallest story that breaks it, and a near miss that stays silent.
//!
//! The page is the rule's documentation, what `lore explain` prints, and its test: `tests/rules.rs` runs its stories.

/// The page of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The rule.
    pub rule: &'static str,
    /// The page, as Markdown.
    pub text: &'static str,
}

impl Page {
    /// What the rule protects from: the first line below the name.
    ///
    /// ```
    /// let page = lorescope::check::page("joins-twice").unwrap();
    /// assert_eq!(page.summary(), "Somebody joins what they belong to already.");
    /// ```
    #[must_use]
    pub fn summary(&self) -> &'static str {
        let lines = self.text.lines().skip(1);
        lines.map(str::trim).find(|line| !line.is_empty()).unwrap_or("")
    }
}

macro_rules! pages {
    ($($rule:literal)*) => {
        /// The page of every rule, in the order of their names: the rules of a story, those that the prelude names, and those of the loader.
        pub const PAGES: &[Page] = &[$(Page { rule: $rule, text: include_str!(concat!("rules/", $rule, ".md")) }),*];
    };
}

pages! {
    "acts-after-death"
    "acts-before-birth"
    "acts-while-captive"
    "allied-and-hostile"
    "ambiguous-line"
    "ambiguous-name"
    "assertion-failed"
    "bad-assertion"
    "bad-count"
    "bad-id"
    "bad-settings"
    "bad-span"
    "bad-time"
    "bad-told"
    "bad-version"
    "bad-vocabulary"
    "bad-waiver"
    "betrayal-without-bond"
    "born-after-death"
    "born-twice"
    "breaks-no-oath"
    "dangling-promise"
    "dies-twice-unreturned"
    "dismissed-unappointed"
    "duplicate-id"
    "duplicate-key"
    "duplicate-section"
    "effect-before-cause"
    "empty-name"
    "empty-quote"
    "ends-no-pact"
    "exorcises-unpossessed"
    "heir-older-than-parent"
    "image-unread"
    "in-two-places"
    "include-loop"
    "include-unread"
    "item-in-two-hands"
    "joins-twice"
    "journey-too-fast"
    "kills-while-elsewhere"
    "knows-too-soon"
    "leaves-unjoined"
    "marries-twice"
    "missing-key"
    "near-duplicate-names"
    "never-appears"
    "no-choice"
    "office-held-twice"
    "order-loop"
    "parts-without-bond"
    "quote-drifted"
    "quote-not-found"
    "refers-to-itself"
    "released-uncaptured"
    "repeated-filler"
    "returns-undead"
    "role-count"
    "source-missing"
    "syntax"
    "text-tells-too-soon"
    "told-before-introduced"
    "too-deep"
    "two-at-once"
    "two-axes"
    "unknown-detail"
    "unknown-document"
    "unknown-key"
    "unknown-kind"
    "unknown-name"
    "unknown-relation"
    "unknown-role"
    "unknown-rule"
    "unknown-word"
    "unread-line"
    "unused-faction"
    "waiver-unused"
    "within-loop"
    "wrong-arguments"
    "wrong-kind"
    "wrong-type"
}

/// The page of a rule.
///
/// ```
/// let page = lorescope::check::page("order-loop").unwrap();
/// assert!(page.text.starts_with("# order-loop\n"));
/// ```
#[must_use]
pub fn page(rule: &str) -> Option<&'static Page> {
    PAGES.iter().find(|page| page.rule == rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_stand_in_the_order_of_their_rules_and_each_begins_with_its_rule() {
        assert!(PAGES.is_sorted_by(|a, b| a.rule < b.rule));
        for page in PAGES {
            assert!(page.text.starts_with(&format!("# {}\n", page.rule)), "{}", page.rule);
        }
    }
}
