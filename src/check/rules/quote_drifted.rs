//! A quote has the words of its document: whoever revises the one revises the other.

use crate::check::quotes::Verdict;
use crate::check::{Report, Rule, Subject};
use crate::diag::{Level, Place};

pub(crate) const QUOTE_DRIFTED: Rule = Rule {
    name: "quote-drifted",
    level: Level::Warning,
    summary: "a document has a quote in other words",
    run,
};

/// Up to how many characters of a passage are offered to be copied.
const OFFERED: usize = 160;

fn run(subject: &Subject<'_>, report: &mut Report) {
    for quote in subject.quotes() {
        let Verdict::Drifted(drift) = &quote.verdict else {
            continue;
        };
        let document = &subject.world.story.document(quote.document).id;
        let message = format!("the quote of {} differs from `{document}`", subject.whose(quote.source));
        let passage = Place::new(quote.file, drift.place.clone());
        let shown = format!("the nearest passage, {{story ⟶ document}}: “{}”", drift.diff);
        let help = if drift.passage.chars().count() <= OFFERED {
            format!("quote it as it stands: “{}”", drift.passage)
        } else {
            "copy the words of the document, with an ellipsis for what is left out".to_owned()
        };
        let finding = QUOTE_DRIFTED
            .finding(message)
            .at(subject.quote(quote.source, "quoted so"))
            .note_at(passage, shown);
        report.add(&subject.bearers(quote.source), quote.or_elsewhere(finding, help));
    }
}
