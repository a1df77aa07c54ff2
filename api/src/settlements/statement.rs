//! What a settlement does to each village's fund.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::SettlementId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::settlements as rows;

use super::wire::names_under;
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};
use crate::http::wire::{WirePeriod, WirePoints, WireTime};

/// The statement of a settlement.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SettlementStatementOut {
    /// The settlement.
    pub settlement_id: Uuid,
    /// The period.
    pub period: WirePeriod,
    /// `draft`, `issuing`, `issued` or `withdrawn`.
    #[schema(example = "issued")]
    pub state: &'static str,
    /// The villages within reach, in the order of the tree.
    pub villages: Vec<VillageStatementOut>,
}

/// The statement of a village's fund.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VillageStatementOut {
    /// The branch.
    pub organization_id: Uuid,
    /// Its name.
    pub organization_name: String,
    /// The share of the period, in fen.
    pub share_fen: i64,
    /// What was free before: carried over, or come back from points that expired, in fen.
    pub carried_in_fen: i64,
    /// Both together: what may be issued, in fen.
    pub available_fen: i64,
    /// What the rule book promises the members, before the fund has its say.
    pub wanted_points: WirePoints,
    /// What is given back of what was taken off in vain: first of all, before the fund is divided.
    pub given_back_points: WirePoints,
    /// What is taken off for what was issued too much before; it stays in the fund.
    pub recovered_points: WirePoints,
    /// What the issued points are worth, in fen.
    pub committed_fen: i64,
    /// What is left, in fen.
    pub left_fen: i64,
    /// What of it goes to the next period, in fen.
    pub carried_out_fen: i64,
    /// What of it lapses, in fen.
    pub lapsed_fen: i64,
    /// When the village was issued.
    pub issued_at: Option<WireTime>,
}

/// Shows what a settlement does to each village's fund.
///
/// Exact to the fen: share and carried in are available, committed and left come to the same. What is
/// spent and expires later stands in the fund's own account.
#[utoipa::path(
    tag = "settlements",
    params(("id" = Uuid, Path, description = "The settlement")),
    responses((status = 200, body = SettlementStatementOut, description = "The statement", example = json!({
        "settlementId": "018e0f6a-0000-7000-8000-000000000091", "period": "2024-Q1", "state": "issued",
        "villages": [{
            "organizationId": "018e0f6a-0000-7000-8000-000000000002", "organizationName": "红光村党支部",
            "shareFen": 125000, "carriedInFen": 0, "availableFen": 125000, "wantedPoints": 860,
            "givenBackPoints": 0, "recoveredPoints": 0,
            "committedFen": 86000, "leftFen": 39000, "carriedOutFen": 39000, "lapsedFen": 0,
            "issuedAt": "2024-04-12T09:30:00+08:00"
        }]
    }))),
    extensions(("x-error-codes" = json!(["settlement.not_found", "auth.forbidden"]))),
)]
#[get("/settlements/{id}/statement")]
pub(super) async fn get_settlement_statement(
    app: Data<App>,
    permit: Permit<rights::Read>,
    id: PathId<SettlementId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let settlement = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::SettlementNotFound)?;
        let names = names_under(tx, &settlement).await?;
        let villages = rows::villages(tx, &permit.reach, &settlement).await?.into_iter().map(|village| {
            let statement = village.statement;
            VillageStatementOut {
                organization_id: village.organization.0,
                organization_name: names.get(&village.organization).cloned().unwrap_or_default(),
                share_fen: statement.share_fen,
                carried_in_fen: statement.carried_in_fen,
                available_fen: statement.available_fen,
                wanted_points: statement.wanted.into(),
                given_back_points: statement.given_back.into(),
                recovered_points: statement.recovered.into(),
                committed_fen: statement.committed_fen,
                left_fen: statement.left_fen,
                carried_out_fen: statement.carried_out_fen,
                lapsed_fen: statement.lapsed_fen,
                issued_at: village.issued_at.map(Into::into),
            }
        });
        Ok(SettlementStatementOut {
            settlement_id: settlement.id.0,
            period: WirePeriod(settlement.period),
            state: settlement.state.code(),
            villages: villages.collect(),
        })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
