//! Times away on the wire.

use std::collections::HashMap;

use chrono::Datelike;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::aways::Away;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_infra::appraisal::{self, CalledBack};
use xianfeng_infra::aways as rows;
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::{members, organizations};

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
    /// Whether a branch where the member is looks after them, too (S4-12).
    pub hosted: bool,
    /// That branch, where it is of this installation.
    pub host_organization_id: Option<Uuid>,
    /// Its name.
    pub host_name: Option<String>,
    /// The appraisals that the member was called back for (S2-6, S2-11).
    pub appraisals: Vec<CalledBackOut>,
}

/// An appraisal that opened while the member was away.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CalledBackOut {
    /// The year that is judged.
    pub year: i32,
    /// The day on which they were back for it; none where they were not, or not yet.
    pub returned_on: Option<WireDay>,
}

impl From<&CalledBack> for CalledBackOut {
    fn from(called: &CalledBack) -> Self {
        Self { year: called.year.start().year(), returned_on: called.returned_on.map(WireDay) }
    }
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
    let ids: Vec<_> = aways.iter().map(|away| away.member).collect();
    let called = appraisal::called_back(tx, &ids).await?;
    let hosts = rows::hosts(tx, aways.iter().map(|away| away.id)).await?;
    let mut host_names: HashMap<OrganizationId, String> = HashMap::new();
    for host in hosts.values().flatten() {
        if let Some(found) = organizations::find_open(tx, *host).await? {
            host_names.insert(*host, found.name);
        }
    }
    let out = aways.iter().map(|away| {
        let host = hosts.get(&away.id).copied().flatten();
        let of_this = |called: &&CalledBack| called.member == away.member && called.away_since == away.from;
        AwayOut {
            id: away.id.0,
            member_id: away.member.0,
            from: WireDay(away.from),
            back_on: away.back_on.map(WireDay),
            destination: away.destination.clone(),
            liaison_id: away.liaison.map(Into::into),
            liaison_name: away.liaison.and_then(|liaison| names.get(&liaison)).cloned(),
            hosted: hosts.contains_key(&away.id),
            host_organization_id: host.map(Into::into),
            host_name: host.and_then(|host| host_names.get(&host)).cloned(),
            appraisals: called.iter().filter(of_this).map(Into::into).collect(),
        }
    });
    Ok(out.collect())
}

/// The example of a time away in the document.
pub(super) fn away_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000024", "memberId": "018e0f6a-0000-7000-8000-000000000004",
        "from": "2024-02-20", "backOn": null, "destination": "太原务工",
        "liaisonId": "018e0f6a-0000-7000-8000-000000000008", "liaisonName": "王秀英",
        "hosted": false, "hostOrganizationId": null, "hostName": null, "appraisals": []
    })
}
