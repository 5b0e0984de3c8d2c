//! Story files become a story here, and nowhere else.
mod events;
mod fault;
mod lower;
mod raw;
mod symbols;
