//! A quote stands in the document that it names; otherwise it is evidence of nothing.

use crate::check::quotes::Verdict;
use crate::check::{Report, Rule, Subject};
use crate::diag::Level;

pub(crate) const QUOTE_NOT_FOUND: Rule = Rule {
    name: "quote-not-found",
    level: Level::Warning,
    summary: "a document has nothing like a quote",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    for quote in subject.quotes() {
        if quote.verdict != Verdict::NotFound {
            continue;
        }
        let document = &subject.world.story.document(quote.document).id;
        let message = format!("the quote of {} is not in `{document}`", subject.whose(quote.source));
        let finding = QUOTE_NOT_FOUND
            .finding(message)
            .at(subject.quote(quote.source, "nothing there is like it"))
            .note(format!("`{document}` is `{}`", subject.files.get(quote.file).name));
        let help = "quote the document's own words, or name the document that has these";
        report.add(&subject.bearers(quote.source), quote.or_elsewhere(finding, help));
    }
}
