//! Putting the share of a year's dues into the fund.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::care::{FundLine, share};
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::time::{Period, PeriodKind};
use xianfeng_infra::care::{self as rows, Movement};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::dues;
use xianfeng_infra::privacy::Vault;

use super::township;
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Problem};

/// Of which year's dues.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InflowIn {
    /// The year in which they were paid: the running one, or the one before.
    #[schema(example = 2024)]
    pub year: i32,
}

impl Check for InflowIn {}

/// What the fund has of a year's dues now.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct InflowOut {
    /// The township.
    pub organization_id: Uuid,
    /// The year of the dues.
    pub year: i32,
    /// The dues paid in the year and registered with an amount, in fen.
    pub dues_fen: i64,
    /// The share, in hundredths of a percent.
    pub percent_hundredths: u32,
    /// What this step put in, in fen; below zero where it took back what dues or share are less now, as far as it was
    /// not paid out yet.
    pub added_fen: i64,
    /// What the fund has of the year's dues now, in fen.
    pub drawn_fen: i64,
    /// What the fund holds, in fen.
    pub balance_fen: i64,
}

/// Puts the share of a year's dues into the care fund.
///
/// Computed from the dues that are registered with their amounts. Again later it adds what came since, and takes back
/// what was too much, never below zero: so it may be done each month, or once a year.
#[utoipa::path(
    tag = "care",
    params(("organizationId" = Uuid, Path, description = "The township")),
    request_body = InflowIn,
    responses((status = 201, body = InflowOut, description = "The fund now", example = json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000001", "year": 2024, "duesFen": 3600000,
        "percentHundredths": 500, "addedFen": 180000, "drawnFen": 180000, "balanceFen": 180000
    }))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "organization.not_found", "care_fund.not_found", "care_fund.no_share"
    ]))),
)]
#[post("/care-fund/{organizationId}/inflows")]
pub(in super::super) async fn draw_care_inflow(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<OrganizationId>,
    body: JsonBody<InflowIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "care_fund.inflow", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let out = draw(tx, &app.vault, &permit, &permit.reach, id.0, &body.0).await?;
        Ok(Done::created(out).within_reach(&permit.reach))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the organization or the year refuses.
pub async fn draw(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    reach: &Reach,
    id: OrganizationId,
    new: &InflowIn,
) -> Result<InflowOut, Failure> {
    let township = township(tx, reach, id).await?;
    let (running, today) = (act.today().year(), act.today());
    if !(running.saturating_sub(1)..=running).contains(&new.year) {
        return Err(Failure::field("/year", FaultCode::OutOfRange));
    }
    let days = today.with_year(new.year).unwrap_or(today);
    let days = Period::containing(PeriodKind::Year, days);
    let decided = rows::share_for(tx, township.id, new.year).await?.ok_or(Code::CareFundNoShare)?;
    // The fund's turn: what another put in of this year is counted now.
    rows::open_fund(tx, township.id).await?;
    let of_township = Reach::under(township.path.clone());
    let dues_fen = dues::paid_fen(tx, &of_township, days.start()..=days.last_day()).await?;
    let before = rows::drawn(tx, township.id, new.year).await?;
    let balance = rows::fund(tx, township.id).await?.balance();
    // What was paid out cannot be taken back.
    let added = (share(dues_fen, decided.percent).saturating_sub(before)).max(-balance);
    if added != 0 {
        let line = if added > 0 { FundLine::Inflow } else { FundLine::TakenBack };
        if added > 0 {
            rows::put_in(tx, township.id, added).await?;
        } else if !rows::take_back(tx, township.id, added.saturating_neg()).await? {
            return Err(StoreError::Race("a care fund").into());
        }
        let movement = Movement {
            id: Uuid::now_v7(),
            organization: township.id,
            line,
            fen: added.saturating_abs(),
            year: running,
            dues_year: Some(new.year),
            entry: None,
            on: today,
            note: None,
            by: act.caller.account,
            at: act.now,
        };
        rows::add_movement(tx, vault, &movement).await?;
        act.audit(tx, "care_fund.inflow", ("organization", township.id.0), &township.path).await?;
    }
    Ok(InflowOut {
        organization_id: township.id.0,
        year: new.year,
        dues_fen,
        percent_hundredths: decided.percent,
        added_fen: added,
        drawn_fen: before.saturating_add(added),
        balance_fen: balance.saturating_add(added),
    })
}
