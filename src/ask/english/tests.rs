//! Questions to the reader, and how each is read.

use super::{Sense, answer, read};
use crate::ask::inquiry;
use crate::load;
use crate::timeline::Lens;
use crate::world::World;

const STORY: &str = r#"
character ann "Ann Ash" | Ann
    member the Guard
    parent bo
    allied cy
character bo "Bo"
    species Elf
character cy "Cy" | the Old Fox
character di "Di Ash"
character dee "Dee" | the Old Fox
faction guard "the Guard"
place ford "the ford"
item crown "the crown"
item king "king of the ford"

[capture] cy captures bo at ford
[freed] ann rescues bo from cy
[oath] cy is appointed as king
[murder] cy kills ann with crown at ford
[revenge] bo kills cy
[fight] di fights dee
[fight-again] di fights dee
"#;

fn world() -> World {
    let loaded = load::read("story.lore", STORY);
    let told: Vec<String> = loaded.findings.iter().map(|finding| format!("{finding:?}")).collect();
    assert!(!loaded.is_broken(), "{}", told.join("\n"));
    World::of(loaded.story, loaded.vocabulary, Lens::default())
}

/// How a question is read, in the words of its answer, and what was put right in it; or why it is refused.
fn told(world: &World, question: &str) -> String {
    match read(world, question) {
        Ok(reading) => {
            let told = match &reading.sense {
                Sense::Inquiry(inquiry) => inquiry::reading(world, inquiry),
                Sense::Command { question, asked } => asked.typed(question),
            };
            let notes: Vec<String> = reading.notes.iter().map(|note| format!(" ({note})")).collect();
            format!("{told}{}", notes.concat())
        }
        Err(refusal) => format!("refused: {}", refusal.message),
    }
}

#[test]
fn a_question_is_read_as_it_is_meant() {
    let world = world();
    for (question, expected) in [
        ("Who killed Ann?", "Who killed Ann Ash"),
        ("whom did Cy kill", "Who was killed by Cy"),
        ("by whom was Ann killed", "Who killed Ann Ash"),
        ("Did Cy kill Ann Ash?", "Whether Cy killed Ann Ash"),
        ("Who is Bo?", "show bo"),
        ("How are Ann and Cy connected?", "path ann cy"),
        ("what changed between the capture and the murder", "diff capture murder"),
        ("why did the murder happen", "why murder"),
        ("which characters are there?", "list characters"),
        ("who kiled Ann", "Who killed Ann Ash (read `kiled` as `killed`)"),
        (
            "who is bos father",
            "Who was a parent of Bo (read `bos` as `bo's`) (read `father` as `parent`, since a story does not say who is a man and who a woman)",
        ),
    ] {
        assert_eq!(told(&world, question), expected, "{question}");
    }
}

#[test]
fn what_cannot_be_read_in_one_way_is_refused() {
    let world = world();
    for (question, expected) in [
        ("Who killed the Old Fox?", "refused: `the Old Fox` may be `cy` or `dee`"),
        (
            "Who was alive when Di fought Dee?",
            "refused: `Di fought Dee` may be `fight` or `fight-again`",
        ),
        (
            "Who was alive when Bo killed Ann?",
            "refused: the story tells of no such event: `Bo killed Ann`",
        ),
        (
            "Who killed Anna?",
            "refused: this question has words that are not understood: `Anna`",
        ),
        (
            "Who is the best king?",
            "refused: this question has words that are not understood: `best`",
        ),
        (
            "Will Bo come back?",
            "refused: this question has words that are not understood: `Will`",
        ),
        ("", "refused: there is no question"),
    ] {
        assert_eq!(told(&world, question), expected, "{question}");
    }
    assert!(read(&world, &"who ".repeat(70)).is_err());
}

#[test]
fn an_answer_names_whom_the_question_seeks() {
    let world = world();
    let found = |question: &str| -> Vec<String> {
        let answer = answer(&world, question).unwrap_or_else(|refusal| panic!("{question}: {refusal:?}"));
        let mut ids: Vec<String> = answer.found.iter().flatten().map(|named| named.id.clone()).collect();
        ids.sort();
        ids.dedup();
        ids
    };
    for (question, expected) in [
        ("Who died after being captured?", vec![]),
        ("Who killed someone after being captured?", vec!["bo"]),
        ("Who killed Bo's mother?", vec!["cy"]),
        ("Who killed someone they had been allied with?", vec!["cy"]),
        ("Which members of the Guard died?", vec!["ann"]),
        ("Which Elf killed Cy?", vec!["bo"]),
        ("Who became king of the ford?", vec!["cy"]),
        ("Who was the first to die?", vec!["ann"]),
        ("Who died between the capture and the revenge?", vec!["ann"]),
        ("With what was Ann killed?", vec!["crown"]),
    ] {
        assert_eq!(found(question), expected, "{question}");
    }
}
