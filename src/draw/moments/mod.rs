//! Pictures of several moments that belong together: one chart for all, so that only the story moves.
//!
//! ```text
//! world ── ever ──▶ survey ──▶ chart        where everybody stands, at every moment
//!   │                            │
//!   ├── reel ──▶ crowds ─────────┼──▶ layouts ──▶ svg   frames, numbered
//!   │   (one for each change)    │       └──────▶ film  one SVG that plays them
//!   └── change ──▶ picture ──────┘                      two moments in one: gone, new, kept
//! ```
//!
//! Nothing here knows how a layout is found (`organic`) or a line is drawn (`svg`).

mod change;
mod reel;
mod survey;

pub use change::{compared, labelled};
pub use reel::{Each, Frame, TooMany, frames};
pub use survey::{aligned, chart, freshen};
