//! The rules, one a file.

mod dangling_promise;
mod effect_before_cause;
mod exclusion;
mod heir_older_than_parent;
mod need;
mod never_appears;
mod order_loop;
mod unused_faction;
mod within_loop;

pub(super) use dangling_promise::DANGLING_PROMISE;
pub(super) use effect_before_cause::EFFECT_BEFORE_CAUSE;
pub(super) use exclusion::EXCLUSION;
pub(super) use heir_older_than_parent::HEIR_OLDER_THAN_PARENT;
pub(super) use need::NEED;
pub(super) use never_appears::NEVER_APPEARS;
pub(super) use order_loop::ORDER_LOOP;
pub(super) use unused_faction::UNUSED_FACTION;
pub(super) use within_loop::WITHIN_LOOP;
