//! What a story declares of its own, in the words of the declarations themselves.

use super::page::Page;
use super::words::{free, quoted};
use crate::vocabulary::{
    Declarations, KindDeclaration, NeedDeclaration, RelationDeclaration, RoleDeclaration, VerbDeclaration,
};

/// Writes every declaration of a story.
pub(super) fn vocabulary(declared: &Declarations, page: &mut Page) {
    for (name, declaration) in &declared.relations.0 {
        page.gap();
        relation(name, declaration, page);
    }
    for (name, declaration) in &declared.kinds.0 {
        page.gap();
        kind(name, declaration, page);
    }
}

fn relation(name: &str, declared: &RelationDeclaration, page: &mut Page) {
    page.line(0, &format!("relation {name} {}", declared.between.join(", ")));
    let flags = [
        ("symmetric", declared.symmetric),
        ("single", declared.single),
        ("ends-with-life", declared.ends_with_life),
        ("holds-from-always", declared.holds_from_always),
        ("arrow", declared.arrow == Some(true)),
        ("no-arrow", declared.arrow == Some(false)),
    ];
    for (flag, _) in flags.into_iter().filter(|(_, set)| *set) {
        page.line(1, flag);
    }
    some_words("excludes", &declared.excludes, page);
    some_words("obscures", &declared.obscures, page);
    some_word("means", declared.means.as_deref(), page);
    page.line(1, &format!("words {}", verb(&declared.words)));
    if let Some(inverse) = &declared.inverse {
        page.line(1, &format!("inverse {}", verb(inverse)));
    }
    also("also", &declared.also, page);
    also("inverse-also", &declared.inverse_also, page);
    some_text("colour", declared.colour.as_deref(), page);
    some_word("line", declared.line.as_deref(), page);
}

fn kind(name: &str, declared: &KindDeclaration, page: &mut Page) {
    let is = declared.is.as_ref().map(|is| format!(" is {is}")).unwrap_or_default();
    page.line(0, &format!("kind {name}{is}"));
    for (name, declaration) in &declared.roles.0 {
        page.line(1, &role(name, declaration));
    }
    if let Some(declared) = &declared.verb {
        page.line(1, &format!("verb {}", verb(declared)));
    }
    for pattern in &declared.patterns {
        page.line(1, &format!("pattern {}", free(pattern)));
    }
    for sentence in &declared.sentences {
        page.line(1, &format!("sentence {}", free(sentence)));
    }
    for (key, effects) in [("starts", &declared.starts), ("ends", &declared.ends)] {
        for effect in effects {
            page.line(1, &format!("{key} {}", free(effect)));
        }
    }
    for (flag, set) in [("in-person", declared.in_person), ("free", declared.free)] {
        match set {
            Some(true) => page.line(1, flag),
            Some(false) => page.line(1, &format!("not-{flag}")),
            None => {}
        }
    }
    for declared in &declared.needs {
        page.line(1, &need(declared));
    }
    also("also", &declared.also, page);
    also("asked", &declared.asked, page);
    some_text("colour", declared.colour.as_deref(), page);
    some_text("mark", declared.mark.as_deref(), page);
}

fn role(name: &str, declared: &RoleDeclaration) -> String {
    let mut line = format!("role {name} {}", declared.of);
    if let Some(count) = &declared.count {
        line.push(' ');
        line.push_str(count);
    }
    line.push_str(if declared.agentive { " agentive" } else { " patient" });
    line.push_str(match declared.aware {
        Some(true) => " aware",
        Some(false) => " unaware",
        None => "",
    });
    if let Some(preposition) = &declared.preposition {
        line.push_str(&format!(" preposition {}", quoted(preposition)));
    }
    line
}

fn need(declared: &NeedDeclaration) -> String {
    format!("needs {}, rule {}", declared.any.join(" or "), declared.rule)
}

fn verb(declared: &VerbDeclaration) -> String {
    let mut words = quoted(&declared.base);
    let forms = [
        ("third", &declared.third),
        ("past", &declared.past),
        ("participle", &declared.participle),
        ("noun", &declared.noun),
    ];
    for (key, form) in forms {
        if let Some(form) = form {
            words.push_str(&format!(" {key} {}", quoted(form)));
        }
    }
    words
}

fn also(key: &str, words: &[String], page: &mut Page) {
    if !words.is_empty() {
        let words: Vec<String> = words.iter().map(|word| entry(word)).collect();
        page.line(1, &format!("{key} {}", words.join(", ")));
    }
}

fn some_words(key: &str, words: &[String], page: &mut Page) {
    if !words.is_empty() {
        page.line(1, &format!("{key} {}", words.join(", ")));
    }
}

fn some_word(key: &str, word: Option<&str>, page: &mut Page) {
    if let Some(word) = word {
        page.line(1, &format!("{key} {word}"));
    }
}

fn some_text(key: &str, word: Option<&str>, page: &mut Page) {
    if let Some(word) = word {
        page.line(1, &format!("{key} {}", free(word)));
    }
}

/// One of several texts on a line.
fn entry(text: &str) -> String {
    if text.contains(['"', ',', '|']) {
        quoted(text)
    } else {
        free(text)
    }
}
