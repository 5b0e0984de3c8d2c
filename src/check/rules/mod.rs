//! The rules, one a file.

mod exclusion;
mod need;
mod order_loop;
mod within_loop;

pub(super) use exclusion::EXCLUSION;
pub(super) use need::NEED;
pub(super) use order_loop::ORDER_LOOP;
pub(super) use within_loop::WITHIN_LOOP;
