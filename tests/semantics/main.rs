//! What the design says of time and of real stories holds, sentence by sentence: a small story in, plain text out.
//!
//! Each test is named after the sentence it holds to, and each file after the paragraph.

#![expect(
    clippy::unwrap_used,
    unreachable_pub,
    reason = "in a test a panic is the message, and nobody stands outside"
)]

mod as_of;
mod assertions;
mod certainty;
mod demands_cast;
mod demands_deaths;
mod demands_sides;
mod demands_sources;
mod demands_time;
mod effects;
mod groups;
mod holding;
mod initial;
mod knowing;
mod order;
mod tale;
mod told;
mod waivers;
