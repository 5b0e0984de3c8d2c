//! The program from end to end: what is typed, what is printed on which stream, what is written, and how it ends.
#![cfg(unix)]
#![expect(unreachable_pub, reason = "nobody stands outside a test")]

#[path = "cli/both_forms.rs"]
mod both_forms;
#[path = "cli/broken.rs"]
mod broken;
#[path = "cli/checking.rs"]
mod checking;
#[path = "cli/completing.rs"]
mod completing;
#[path = "cli/drawing.rs"]
mod drawing;
#[path = "cli/exporting.rs"]
mod exporting;
#[path = "cli/faces.rs"]
mod faces;
#[path = "cli/finding.rs"]
mod finding;
#[path = "cli/formats.rs"]
mod formats;
#[path = "cli/later.rs"]
mod later;
#[path = "cli/moments.rs"]
mod moments;
#[path = "cli/newcomer.rs"]
mod newcomer;
#[path = "cli/options.rs"]
mod options;
#[path = "cli/page.rs"]
mod page;
#[path = "cli/same_bytes.rs"]
mod same_bytes;
#[path = "cli/seed.rs"]
mod seed;
#[path = "cli/spoilers.rs"]
mod spoilers;
#[path = "cli/stories.rs"]
mod stories;
#[path = "cli/storyline.rs"]
mod storyline;
#[path = "cli/streams.rs"]
mod streams;
#[path = "cli/talking.rs"]
mod talking;
#[path = "cli/terminal.rs"]
mod terminal;
#[path = "cli/themes.rs"]
mod themes;
#[path = "cli/typing.rs"]
mod typing;
#[path = "cli/visitor.rs"]
mod visitor;
#[path = "cli/watching.rs"]
mod watching;
