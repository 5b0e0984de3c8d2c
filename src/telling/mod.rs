//! The clock of the telling: in what order a story is told, and what of it has been told by when.
//!
//! ```text
//!   story        a ──── b ──── c ──── d          when it happened
//!   telling      b ──── c ──── a ──── d          when a reader hears of it: a is a flashback
//!                              └ a bookmark: b, c and a have been told, and d has not
//! ```
//!
//! An event is told where its `told` says, or its section; one that says nothing, with what stands before it in the files.
//! A label such as `3` may mean any place of section 3, so that only at the end of it everything told there has been told for certain.
//! The order of the telling goes by that last place, and of what shares it, by the place in the files.
//!
//! [`abridge`] cuts a story to what has been told by a [`Bookmark`], before a world is made of it: whatever is made of that world cannot tell what is still to come, for it does not know it.

mod abridge;
mod bookmark;
mod disorder;
mod hidden;
mod mentions;
mod order;
mod told;
mod words;

pub use abridge::abridge;
pub use bookmark::{Bookmark, NoBookmark, as_told_by};
pub use disorder::{main_line, nonlinearity};
pub(crate) use mentions::{Mentions, NameOf};
pub use order::{Place, Span, Telling, is_before, span};
