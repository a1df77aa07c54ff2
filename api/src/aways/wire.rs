//! Times away on the wire.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::aways::Away;
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::members;

use crate::http::wire::WireDay;

/// A time away.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AwayOut {
    /// Its id.
    pub id: Uuid,
    /// Who is away.
    pub member_id: Uuid,
    /// The first day away.
    pub from: WireDay,
    /// The first day back; none while away.
    pub back_on: Option<WireDay>,
    /// Where to.
    pub destination: String,
    /// The member at home who stays in touch.
    pub liaison_id: Option<Uuid>,
    /// The liaison's name.
    pub liaison_name: Option<String>,
}

/// A time away for the wire.
///
/// # Errors
/// The store's fault.
pub(super) async fn away_out(tx: &Tx, away: &Away) -> StoreResult<AwayOut> {
    let mut out = aways_out(tx, std::slice::from_ref(away)).await?;
    out.pop().ok_or_else(|| StoreError::corrupt("a time away of nobody"))
}

/// Times away for the wire, in order.
///
/// # Errors
/// The store's fault.
pub(super) async fn aways_out(tx: &Tx, aways: &[Away]) -> StoreResult<Vec<AwayOut>> {
    let names = members::names_of(tx, aways.iter().filter_map(|away| away.liaison)).await?;
    let out = aways.iter().map(|away| AwayOut {
        id: away.id.0,
        member_id: away.member.0,
        from: WireDay(away.from),
        back_on: away.back_on.map(WireDay),
        destination: away.destination.clone(),
        liaison_id: away.liaison.map(Into::into),
        liaison_name: away.liaison.and_then(|liaison| names.get(&liaison)).cloned(),
    });
    Ok(out.collect())
}

/// The example of a time away in the document.
pub(super) fn away_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000024", "memberId": "018e0f6a-0000-7000-8000-000000000004",
        "from": "2024-02-20", "backOn": null, "destination": "太原务工",
        "liaisonId": "018e0f6a-0000-7000-8000-000000000008", "liaisonName": "王秀英"
    })
}
