//! Whom a branch hosts: the name, where they are, and nothing else (S4-12).

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::aways::Away;
use xianfeng_domain::ids::AwayId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{aways as rows, members};

use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::Problem;
use crate::http::wire::WireDay;

/// A page of hosted members.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HostedAwaysOut {
    /// The members.
    pub items: Vec<HostedAwayOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A member of another branch who is here.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HostedAwayOut {
    /// The time away.
    pub away_id: Uuid,
    /// The member's name.
    pub member_name: String,
    /// The branch at home.
    pub home_name: String,
    /// The first day away.
    pub from: WireDay,
    /// Where to.
    pub destination: String,
}

/// Lists the members away whom the caller's branch hosts, the newest first.
///
/// Until their return. For the branch's committee; the audit log says who read it.
#[utoipa::path(
    tag = "members",
    params(PageQuery),
    responses((status = 200, body = HostedAwaysOut, description = "A page", example = json!({ "items": [
        { "awayId": "018e0f6a-0000-7000-8000-000000000024", "memberName": "蒋远嘉", "homeName": "甲村党支部",
            "from": "2024-02-20", "destination": "乙村" }
    ], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "list.bad_cursor"]))),
)]
#[get("/aways/hosted")]
pub(super) async fn list_hosted_aways(
    app: Data<App>,
    permit: Permit<rights::Review>,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(AwayId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let aways = rows::hosted(tx, &permit.reach, before, u64::from(list.page.limit) + 1).await?;
        let (aways, next_cursor) = list.page.cut(aways, |away| away.id.0)?;
        let known = members::by_ids(tx, aways.iter().map(|away| away.member), permit.today()).await?;
        let item = |away: &Away| {
            let member = known.get(&away.member)?;
            Some(HostedAwayOut {
                away_id: away.id.0,
                member_name: member.name.clone(),
                home_name: member.standing.branch_name.clone(),
                from: WireDay(away.from),
                destination: away.destination.clone(),
            })
        };
        Ok(HostedAwaysOut { items: aways.iter().filter_map(item).collect(), next_cursor })
    };
    let out = app.database.read(read).await?;
    if !out.items.is_empty() {
        permit.disclosed(&app, "aways.hosted", None, Act::place_read(&permit.reach, None)).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}
