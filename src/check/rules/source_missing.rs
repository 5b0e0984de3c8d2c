//! A document that is quoted can be read where the story says it stands; one without a `path` stands in no file, and is taken on trust.

use crate::check::{Report, Rule, Subject};
use crate::diag::Level;
use crate::load::DocumentText;
use crate::model::DocumentId;

pub(crate) const SOURCE_MISSING: Rule = Rule {
    name: "source-missing",
    level: Level::Warning,
    summary: "a document that is quoted cannot be read, so that nobody knows whether its quotes stand in it",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let story = &subject.world.story;
    for (id, document) in (0..).map(DocumentId).zip(&story.documents) {
        let DocumentText::Unread { reason, help } = subject.origins.document(id) else {
            continue;
        };
        let sources = story.all_sources().filter(|(_, source)| source.document == id);
        let unverified = match sources.filter(|(_, source)| source.quote.is_some()).count() {
            1 => "one quote of it is not verified".to_owned(),
            many => format!("{many} quotes of it are not verified"),
        };
        let place = subject.origins.place_of_document(subject.files, id, Some("path"));
        let finding = SOURCE_MISSING
            .finding(format!("the document `{}` cannot be read: {reason}", document.id))
            .at(place)
            .note(unverified);
        report.add(&[], finding.help(*help));
    }
}
