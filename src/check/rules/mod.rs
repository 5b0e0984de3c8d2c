//! The rules, one a file.

mod acts_after_death;
mod exclusion;
mod need;
mod order_loop;
mod unknown_rule;
mod waiver_unused;
mod within_loop;

pub(super) use acts_after_death::ACTS_AFTER_DEATH;
pub(super) use exclusion::{EXCLUSION, both};
pub(super) use need::NEED;
pub(super) use order_loop::ORDER_LOOP;
pub(super) use unknown_rule::UNKNOWN_RULE;
pub(super) use waiver_unused::WAIVER_UNUSED;
pub(super) use within_loop::WITHIN_LOOP;
