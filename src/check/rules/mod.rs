//! The rules, one a file.

mod acts_after_death;
mod dangling_promise;
mod effect_before_cause;
mod exclusion;
mod heir_older_than_parent;
mod knows_too_soon;
mod near_duplicate_names;
mod need;
mod never_appears;
mod order_loop;
mod quote_drifted;
mod quote_not_found;
mod source_missing;
mod text_tells_too_soon;
mod told_before_introduced;
mod unused_faction;
mod within_loop;

pub(super) use acts_after_death::ACTS_AFTER_DEATH;
pub(super) use dangling_promise::DANGLING_PROMISE;
pub(super) use effect_before_cause::EFFECT_BEFORE_CAUSE;
pub(super) use exclusion::EXCLUSION;
pub(super) use heir_older_than_parent::HEIR_OLDER_THAN_PARENT;
pub(super) use knows_too_soon::KNOWS_TOO_SOON;
pub(super) use near_duplicate_names::NEAR_DUPLICATE_NAMES;
pub(super) use need::NEED;
pub(super) use never_appears::NEVER_APPEARS;
pub(super) use order_loop::ORDER_LOOP;
pub(super) use quote_drifted::QUOTE_DRIFTED;
pub(super) use quote_not_found::QUOTE_NOT_FOUND;
pub(super) use source_missing::SOURCE_MISSING;
pub(super) use text_tells_too_soon::TEXT_TELLS_TOO_SOON;
pub(super) use told_before_introduced::TOLD_BEFORE_INTRODUCED;
pub(super) use unused_faction::UNUSED_FACTION;
pub(super) use within_loop::WITHIN_LOOP;
