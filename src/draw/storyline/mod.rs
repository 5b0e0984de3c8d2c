//! The storyline chart: one line a character, meeting where they share a scene.
//!
//! ```text
//!   course ──order──> who runs above whom, with few crossings
//!          ──place──> how high, with few moves up and down
//!          ──measure> how good that is, in the measures of the field
//! ```

mod chart;
mod course;
mod cut;
mod exact;
mod measure;
mod order;
mod paint;
mod place;
mod scenes;
mod sift;

pub use chart::{Chart, Column, Mark, Run, Scene, Thread};
pub use course::{Course, Line};
pub use exact::fewest_crossings;
pub use measure::{Measures, crossings, measure};
pub use order::{by_sweeps, order};
pub use paint::write;
pub use place::{Straighten, place};
pub use scenes::{Clock, Plot, chart};
