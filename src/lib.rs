//! Lorescope keeps the canon of a story in a text file, works out who stands where at every moment, and answers questions with the words that prove it.
//!
//! A story file is [loaded](load) into a [story](model) and its [vocabulary]; the [world] works out its [timeline], and when asked, its [graph].
//! A world is then [asked](ask), [checked](check), [drawn](draw), [exported](exchange) or shown as a [page]; the program `lore` is the [command line](cli) over the same calls.
//!
//! ```
//! use lorescope::{ask::{Asked, QUESTIONS}, load, timeline::Lens, world::World};
//!
//! let loaded = load::read(
//!     "story.json",
//!     r#"{"lorescope": 1,
//!         "characters": [{"id": "kira"}, {"id": "odo"}],
//!         "events": [{"id": "pact", "kind": "alliance", "roles": {"allies": ["kira", "odo"]}}]}"#,
//! );
//! assert!(loaded.findings.is_empty());
//! let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
//!
//! let who = QUESTIONS.iter().find(|question| question.name == "who").expect("it is asked often");
//! let asked = Asked { words: vec!["allied".to_owned()], ..Asked::default() };
//! let answer = (who.answer)(&world, &asked).expect("the word is known");
//! assert_eq!(answer.rows[0].sentence, "Kira is allied with Odo");
//! ```

pub mod ask;
pub mod check;
pub mod cli;
pub mod diag;
pub mod draw;
pub mod exchange;
pub mod graph;
pub mod load;
pub mod model;
pub mod page;
pub mod rdf;
pub mod telling;
pub mod timeline;
pub mod vocabulary;
pub mod world;
