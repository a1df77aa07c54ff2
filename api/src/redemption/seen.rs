//! Which shops and rewards somebody sees: those of the organizations whose names they see.

use xianfeng_domain::access::Right;
use xianfeng_domain::ids::ShopId;
use xianfeng_domain::redemption::Shop;
use xianfeng_infra::db::Tx;
use xianfeng_infra::redemption::{self as rows, Seen};

use crate::auth::Caller;
use crate::failure::Failure;
use crate::http::problem::Code;
use crate::organizations::visible;

/// What a caller sees, and everything where they hold a right.
pub(super) async fn seen(tx: &Tx, caller: &Caller, right: Right) -> Result<Seen, Failure> {
    let organizations = visible(tx, caller).await?.into_iter().map(|organization| organization.id).collect();
    Ok(Seen { organizations, reach: caller.reach(right) })
}

/// A shop whose stock somebody may look at: its keepers, and who reads there.
pub(super) async fn looked_after(tx: &Tx, caller: &Caller, id: ShopId) -> Result<Shop, Failure> {
    for right in [Right::KeepShop, Right::Read] {
        if let Some(shop) = rows::shop(tx, &caller.reach(right), id).await? {
            return Ok(shop);
        }
    }
    Err(Code::ShopNotFound.into())
}
