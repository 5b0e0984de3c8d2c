//! Pictures of a story: what is to be seen becomes DOT, SVG, PNG or PDF.
//!
//! ```text
//! Picture ──▶ bundle ──▶ dot ──▶ graphviz (where installed)
//!               │
//!               └──▶ layout ──▶ svg ──▶ image (PNG, PDF)
//! ```
//!
//! Same picture, same bytes, on every machine and with nothing installed. Only `graphviz` starts a
//! program, and nothing here writes a file or prints.

pub mod bundle;
pub mod chain;
pub mod dot;
pub mod edge;
mod failure;
pub mod font;
pub mod graphviz;
pub mod image;
pub mod layout;
pub mod legend;
pub mod line;
pub mod moments;
pub mod organic;
pub mod picture;
pub mod storyline;
pub mod svg;
pub mod theme;
pub mod view;

pub use failure::DrawError;
pub use layout::Layout;
pub use picture::Picture;
