//! Since when members have been away.

use std::collections::HashMap;

use xianfeng_domain::ids::MemberId;
use xianfeng_domain::time::Day;

use crate::db::{StoreResult, Tx};

/// Since when some members have been away without a break, of those who are away on a day.
///
/// Nobody is known to be away before absences are on record.
///
/// # Errors
/// The database's fault.
pub async fn away_since(_tx: &Tx, _members: &[MemberId], _day: Day) -> StoreResult<HashMap<MemberId, Day>> {
    Ok(HashMap::new())
}
