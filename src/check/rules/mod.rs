//! The rules, one a file.

mod exclusion;
mod need;
mod order_loop;
mod unknown_rule;
mod waiver_unused;
mod within_loop;

pub(super) use exclusion::{EXCLUSION, both};
pub(super) use need::NEED;
pub(super) use order_loop::ORDER_LOOP;
pub(super) use unknown_rule::UNKNOWN_RULE;
pub(super) use waiver_unused::WAIVER_UNUSED;
pub(super) use within_loop::WITHIN_LOOP;
