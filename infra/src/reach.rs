//! Reach as a condition on rows.

use sea_orm::sea_query::IntoCondition;
use sea_orm::{ColumnTrait, Condition};
use xianfeng_domain::access::Reach;

/// Rows whose organization path lies within reach; an empty reach finds nothing.
///
/// Paths hold hexadecimal digits and slashes only, so that a prefix needs no escaping in LIKE.
pub(crate) fn within<C: ColumnTrait>(path: C, reach: &Reach) -> Condition {
    let mut condition = Condition::any();
    for top in reach.tops() {
        condition = condition.add(path.starts_with(top.as_str()));
    }
    if reach.is_empty() {
        // No row has an empty path.
        return path.eq("").into_condition();
    }
    condition
}
