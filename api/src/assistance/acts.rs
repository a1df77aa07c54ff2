//! The daily list of what was done for members.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::AssistanceActId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{assistance as rows, members};

use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Problem};
use crate::http::wire::{WireDay, WireTime};

/// Which day.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ActsQuery {
    /// The day; today where absent.
    #[param(value_type = Option<String>, example = "2024-03-01")]
    day: Option<WireDay>,
}

impl Check for ActsQuery {}

/// A page of what was done for members.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AssistanceActsOut {
    /// The steps.
    pub items: Vec<AssistanceActOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A step that a helper did for a member.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AssistanceActOut {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: WireTime,
    /// Who acted.
    pub helper_name: String,
    /// For which member.
    pub member_id: Uuid,
    /// The member's name.
    pub member_name: String,
    /// What was done, such as `claims.submit`.
    pub action: String,
    /// To what kind of thing.
    pub subject_kind: String,
    /// Which one.
    pub subject_id: Uuid,
}

/// Lists what helpers did for members on a day, the newest first.
///
/// Within reach, for overseers, committee, secretaries and the township; the reading is written to the
/// audit log.
#[utoipa::path(
    tag = "assistance",
    params(PageQuery, ActsQuery),
    responses((status = 200, body = AssistanceActsOut, description = "A page", example = json!({
        "items": [{
            "id": "018e0f6a-0000-7000-8000-000000000052", "at": "2024-03-05T17:00:00+08:00",
            "helperName": "蒋远嘉", "memberId": "018e0f6a-0000-7000-8000-000000000004", "memberName": "张桂兰",
            "action": "claims.submit", "subjectKind": "claim", "subjectId": "018e0f6a-0000-7000-8000-000000000003"
        }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "list.bad_cursor"]))),
)]
#[get("/assistance/acts")]
pub(super) async fn list_assistance_acts(
    app: Data<App>,
    permit: Permit<rights::Read>,
    list: ListParams<ActsQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(AssistanceActId);
    let day = list.filter.day.map_or_else(|| permit.today(), |day| day.0);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let limit = u64::from(list.page.limit) + 1;
        let lines = rows::acts(tx, &permit.reach, day, before, limit).await?;
        let (lines, next_cursor) = list.page.cut(lines, |line| line.id.0)?;
        let helpers = members::names(tx, lines.iter().map(|line| line.helper)).await?;
        let names = members::names_of(tx, lines.iter().map(|line| line.member)).await?;
        let items = lines.into_iter().map(|line| AssistanceActOut {
            id: line.id.0,
            at: line.at.into(),
            helper_name: helpers.get(&line.helper).cloned().unwrap_or_default(),
            member_id: line.member.0,
            member_name: names.get(&line.member).cloned().unwrap_or_default(),
            action: line.action,
            subject_kind: line.subject_kind,
            subject_id: line.subject,
        });
        Ok(AssistanceActsOut { items: items.collect(), next_cursor })
    };
    let out = app.database.read(read).await?;
    if !out.items.is_empty() {
        permit.disclosed(&app, "assistance.acts", None, Act::place_read(&permit.reach, None)).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}
