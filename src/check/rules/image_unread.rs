//! A picture that the story gives of somebody or something can be shown; what cannot is left out of drawings and of the page.

use crate::check::{Report, Rule, Subject};
use crate::diag::{Finding, Level};
use crate::load::Unread;

pub(crate) const IMAGE_UNREAD: Rule = Rule {
    name: "image-unread",
    level: Level::Warning,
    summary: "a picture of somebody or something cannot be read, so that drawings and the page leave it out",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let story = &subject.world.story;
    for entity in story.entity_ids() {
        let told = story.entity(entity);
        let Some(path) = &told.image else { continue };
        let Err(why) = subject.origins.image(entity, path) else {
            continue;
        };
        let id = told.id.to_string();
        let place = subject.origins.place_of_entity(subject.files, entity, Some("image"));
        report.add(&[entity.into()], image_unread(&Unread { entity, id, why }).at(place));
    }
}

/// What is said of a picture that cannot be read, before anybody says where it is named.
pub(crate) fn image_unread(unread: &Unread) -> Finding {
    let message = format!("the picture of `{}` is left out: {}", unread.id, unread.why.reason);
    IMAGE_UNREAD.finding(message).help(unread.why.help)
}
