//! Who has read a content, and who has not.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::contents::Content;
use xianfeng_domain::ids::{ContentId, MemberId};
use xianfeng_infra::contents::{self as rows, Receipt};
use xianfeng_infra::db::Tx;

use super::publish::shown;
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId};
use crate::http::problem::{Check, Code, Problem};
use crate::http::wire::WireTime;

/// Which members.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReceiptQuery {
    /// Those who have read it (`true`), or those who have not, who are listed where it is absent.
    #[serde(default)]
    #[param(required = false, example = false)]
    read: bool,
}

impl Check for ReceiptQuery {}

/// A page of members of the audience.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReceiptsOut {
    /// How many it is for, by today's roster.
    pub audience: i64,
    /// How many of them have read it.
    pub read: i64,
    /// How many have not.
    pub unread: i64,
    /// How many of them have answered.
    pub answered: i64,
    /// The members, those away first.
    pub items: Vec<ReceiptLineOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A member of the audience.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReceiptLineOut {
    /// The member.
    pub member_id: Uuid,
    /// The name.
    pub name: String,
    /// The branch's name.
    pub branch: String,
    /// Away today?
    pub away: bool,
    /// When the member read it first.
    pub read_at: Option<WireTime>,
    /// What the member answered.
    pub answer: Option<String>,
}

impl From<&Receipt> for ReceiptLineOut {
    fn from(receipt: &Receipt) -> Self {
        Self {
            member_id: receipt.member.0,
            name: receipt.name.clone(),
            branch: receipt.branch.clone(),
            away: receipt.away,
            read_at: receipt.read_at.map(Into::into),
            answer: receipt.answer.clone(),
        }
    }
}

/// Lists who has read a content, or who has not.
///
/// For who manages it, and of what was published from above for who manages a branch: its own members only. The
/// audience is that of today's roster: who has left is not in it, who has come since is.
/// Members away stand first (S3-1), then all by the roster; the audit log says who looked.
#[utoipa::path(
    tag = "contents",
    params(("id" = Uuid, Path, description = "The content"), PageQuery, ReceiptQuery),
    responses((status = 200, body = ReceiptsOut, description = "A page", example = json!({
        "audience": 38, "read": 30, "unread": 8, "answered": 4,
        "items": [{ "memberId": "018e0f6a-0000-7000-8000-000000000004", "name": "蒋远嘉", "branch": "赤石桥村党支部",
            "away": true, "readAt": null, "answer": null }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "content.not_found", "list.bad_cursor"]))),
)]
#[get("/contents/{id}/receipts")]
pub(super) async fn list_content_receipts(
    app: Data<App>,
    permit: Permit<rights::ManageTasks>,
    id: PathId<ContentId>,
    list: ListParams<ReceiptQuery>,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<(bool, i64, Uuid)>()?;
    let after = after.map(|(home, order, id)| (home, order, MemberId(id)));
    let look = async |tx: &Tx| -> Result<_, Failure> {
        let content = asked(tx, &permit.reach, id.0).await?;
        let counts = rows::counts(tx, &permit.reach, &content, permit.today()).await?;
        let limit = u64::from(list.page.limit) + 1;
        let found = rows::receipts(tx, &permit.reach, &content, permit.today(), list.filter.read, after, limit).await?;
        let (found, next_cursor) = list.page.cut(found, |row| (!row.away, row.order, row.member.0))?;
        let out = ReceiptsOut {
            audience: counts.audience,
            read: counts.had,
            unread: counts.audience - counts.had,
            answered: counts.answered,
            items: found.iter().map(ReceiptLineOut::from).collect(),
            next_cursor,
        };
        Ok((out, content.path))
    };
    let (out, path) = app.database.read(look).await?;
    permit.disclosed(&app, "contents.receipts", Some(("content", id.0.0)), Some(path)).await?;
    Ok(HttpResponse::Ok().json(out))
}

/// A content whose readers, or some of them, lie within reach.
async fn asked(tx: &Tx, reach: &Reach, id: ContentId) -> Result<Content, Failure> {
    if let Some(own) = rows::find(tx, reach, id).await? {
        return Ok(own);
    }
    let published = rows::find_published(tx, id).await?;
    let published = shown(tx, published.into_iter().collect()).await?.pop();
    let from_above = |content: &Content| reach.tops().iter().any(|top| content.path.covers(top));
    Ok(published.filter(from_above).ok_or(Code::ContentNotFound)?)
}
