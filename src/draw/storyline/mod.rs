//! The storyline chart: one line a character, meeting where they share a scene.
//!
//! ```text
//!   world ──plot──> which events, whose lines ──scenes, threads──> chart ──> course
//!   course ──order──> who runs above whom, with few crossings
//!          ──place──> how high, with few moves up and down
//!          ──measure> how good that is, in the measures of the field
//!   chart ──frame──> columns, rows, heights ──names──> where names have room ──paint──> SVG
//!          ──unfolding──> the SVG of a page: as each of its readers would be drawn it, in the places of the whole
//! ```
//!
//! The form is Munroe's *Movie Narrative Charts* (2009); what makes one easy to read, few crossings, few wiggles and little white space, was stated by Tanahashi and Ma (2012).
//! The way there is that of `StoryFlow` (Liu, Wu, Wei, Liu and Liu 2013), order first and heights afterwards, which iStoryline (Tang, Rubab, Lai, Cui, Yu and Wu 2018) kept; each step stands with its source in the file that takes it.

mod chart;
mod colours;
mod course;
mod cut;
mod drawn;
mod exact;
mod frame;
mod heading;
mod inks;
mod key;
mod lines;
mod measure;
mod names;
mod order;
mod paint;
mod pen;
mod place;
mod plot;
mod scenes;
mod seen;
mod sift;
mod signs;
mod stretch;
mod threads;
#[cfg(test)]
mod trial;
mod unfolding;

pub use chart::{Band, Chart, Column, Death, Deed, LeftOut, Mark, Run, Scene, Sentences, Thread};
pub use course::{Course, Line};
pub use drawn::chart;
pub use exact::fewest_crossings;
pub use inks::Ink;
pub use measure::{Measures, crossings, measure};
pub use order::{by_sweeps, order};
pub use paint::{painted, write};
pub use place::{Straighten, place};
pub use plot::{Clock, Plot};
pub use unfolding::Unfolding;
