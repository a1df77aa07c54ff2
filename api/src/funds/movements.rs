//! What happened to one fund.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::funds::{FundStep, yuan};
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::time::day_of;
use xianfeng_infra::db::Tx;
use xianfeng_infra::funds::{self, FundMovement};
use xianfeng_infra::organizations;

use crate::app::App;
use crate::auth::{Permit, rights};
use crate::board::Lang;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId};
use crate::http::problem::{Code, Language, Problem};
use crate::http::wire::{WirePeriod, WireTime};

/// A step of a fund. Who redeemed what is not in it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FundMovementOut {
    /// Its id.
    pub id: Uuid,
    /// `allot`, `commit`, `spend`, `refund`, `release` or `lapse`.
    pub kind: &'static str,
    /// How much.
    pub fen: i64,
    /// The settled period that the money belongs to.
    pub period: WirePeriod,
    /// When.
    pub at: WireTime,
    /// All of it as a sentence.
    pub sentence: String,
}

/// A page of movements.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FundMovementsOut {
    /// The movements.
    pub items: Vec<FundMovementOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists what happened to an organization's fund, the newest first.
///
/// Put in, promised by an issue, spent by a redemption, released by points that ran out, lapsed.
#[utoipa::path(
    tag = "funds",
    params(("organizationId" = Uuid, Path, description = "The branch"), PageQuery),
    responses((status = 200, body = FundMovementsOut, description = "A page", example = json!({ "items": [{
        "id": "018e0f6a-0000-7000-8000-0000000000d1", "kind": "allot", "fen": 125_000, "period": "2024-Q1",
        "at": "2024-04-10T09:00:00+08:00", "sentence": "2024年4月10日，拨入2024年第一季度经费1250.00元。"
    }], "nextCursor": null }))),
    extensions(("x-error-codes" = json!([
        "fund.not_found", "auth.not_bound", "auth.forbidden", "list.bad_cursor"
    ]))),
)]
#[get("/funds/{organizationId}/movements")]
pub(super) async fn list_fund_movements(
    app: Data<App>,
    permit: Permit<rights::Read>,
    id: PathId<OrganizationId>,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?;
    let language = permit.meta.map_or(Language::Chinese, |meta| meta.language);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let found = organizations::find(tx, &permit.reach, id.0).await?;
        if found.is_none() || funds::find(tx, id.0).await?.is_none() {
            return Err(Code::FundNotFound.into());
        }
        let rows = funds::movements_page(tx, id.0, before, u64::from(list.page.limit) + 1).await?;
        let (rows, next_cursor) = list.page.cut(rows, |movement| movement.id)?;
        Ok(FundMovementsOut { items: rows.iter().map(|movement| out(movement, language)).collect(), next_cursor })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}

fn out(movement: &FundMovement, language: Language) -> FundMovementOut {
    FundMovementOut {
        id: movement.id,
        kind: movement.step.code(),
        fen: movement.fen,
        period: WirePeriod(movement.period),
        at: movement.at.into(),
        sentence: sentence(movement, language),
    }
}

fn sentence(movement: &FundMovement, language: Language) -> String {
    let (day, money) = (day_of(movement.at), yuan(movement.fen));
    match language {
        Language::Chinese => {
            let (day, period) = (day.format("%Y年%-m月%-d日"), Lang::Chinese.period(movement.period));
            match movement.step {
                FundStep::Allot => format!("{day}，拨入{period}经费{money}元。"),
                FundStep::Commit => format!("{day}，{period}结算发放兑换分，列支{money}元待兑换。"),
                FundStep::Spend => format!("{day}，党员兑换，支出{money}元（{period}发放）。"),
                FundStep::Refund => format!("{day}，兑换退回，{money}元转回待兑换（{period}发放）。"),
                FundStep::Release => format!("{day}，兑换分到期，{money}元退回可用（{period}发放）。"),
                FundStep::Lapse => format!("{day}，{period}未用的{money}元不结转，收回。"),
            }
        }
        Language::English => {
            let period = movement.period;
            match movement.step {
                FundStep::Allot => format!("{day}: {money} yuan put in for {period}."),
                FundStep::Commit => format!("{day}: {money} yuan promised by the redemption points of {period}."),
                FundStep::Spend => format!("{day}: {money} yuan spent on a redemption (issued for {period})."),
                FundStep::Refund => {
                    format!("{day}: {money} yuan of a redemption promised again (issued for {period}).")
                }
                FundStep::Release => format!("{day}: {money} yuan available again, points of {period} ran out."),
                FundStep::Lapse => format!("{day}: {money} yuan of {period} not carried over."),
            }
        }
    }
}
