//! What a draft would have made of a period, before anybody adopts it.

mod figures;

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::DraftId;
use xianfeng_infra::db::Tx;

use self::figures::{Figures, figures};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, ListParams, PageQuery, PathId};
use crate::http::problem::{Check, Code, Problem};
use crate::http::wire::{WirePeriod, WirePoints};

/// On which period.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WhatIfIn {
    /// A period gone by, or the running one.
    #[schema(value_type = String, example = "2024-Q1")]
    pub period: WirePeriod,
    /// Only for this organization below the draft's.
    pub organization_id: Option<Uuid>,
}

impl Check for WhatIfIn {}

/// What the draft would have made of the period.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WhatIfOut {
    /// The period.
    pub period: WirePeriod,
    /// How many members were looked at.
    pub members: usize,
    /// How many would have another total.
    pub changed: usize,
    /// How many would have another rank.
    pub moved: usize,
    /// The sum of totals as they are.
    pub sum_before: WirePoints,
    /// The sum of totals under the draft.
    pub sum_after: WirePoints,
    /// What the draft would not have counted.
    pub dropped: Vec<DroppedOut>,
    /// The members, by their rank under the draft.
    pub items: Vec<MovedOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Entries of an item that the draft would not have counted.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DroppedOut {
    /// The item's code.
    pub item: String,
    /// `unknown`: not in the draft; `retired` in it; `category`: not for the member's there.
    pub why: &'static str,
    /// How many entries.
    pub entries: usize,
    /// What they hold now.
    pub points: WirePoints,
}

/// A member now and under the draft.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MovedOut {
    /// The member.
    pub member_id: Uuid,
    /// The name.
    pub name: String,
    /// The branch's name.
    pub branch_name: String,
    /// The total as it is.
    pub total_before: WirePoints,
    /// The total under the draft.
    pub total_after: WirePoints,
    /// The difference.
    pub difference: WirePoints,
    /// The rank as it is.
    pub rank_before: u32,
    /// The rank under the draft.
    pub rank_after: u32,
}

/// Tries a draft on a period: totals, ranks, and who moves.
///
/// A fold over the live entries with the draft's points, ranges, caps and base. Where the draft
/// says the same of an item, its entries keep what they hold. Branches with layers of their own
/// are tried with them on the draft. Nothing is written but a line in the audit log; the key is
/// taken as with every POST and keeps nothing.
#[utoipa::path(
    tag = "rulebooks",
    params(("id" = Uuid, Path, description = "The draft"), PageQuery),
    request_body = WhatIfIn,
    responses((status = 200, body = WhatIfOut, description = "A page of the outcome", example = json!({
        "period": "2024-Q1", "members": 38, "changed": 12, "moved": 9, "sumBefore": 412.5, "sumAfter": 431,
        "dropped": [{ "item": "street_sweeping", "why": "unknown", "entries": 4, "points": 8 }],
        "items": [{ "memberId": "018e0f6a-0000-7000-8000-000000000004", "name": "蒋远嘉", "branchName": "第1村党支部",
            "totalBefore": 12.5, "totalAfter": 16, "difference": 3.5, "rankBefore": 3, "rankAfter": 1 }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "rulebook.draft_not_found", "rulebook.flawed", "rulebook.too_many_members",
        "organization.not_found", "period.not_found"
    ]))),
)]
#[post("/rulebooks/drafts/{id}/what-if")]
pub(super) async fn try_rulebook_draft(
    app: Data<App>,
    permit: Permit<rights::SetRules>,
    _key: IdempotencyKey,
    id: PathId<DraftId>,
    list: ListParams,
    body: JsonBody<WhatIfIn>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> { figures(tx, &permit, &permit.reach, id.0, &body.0).await };
    let found = app.database.read(read).await?;
    let subject = Some(("rulebook_draft", id.0.0));
    permit.disclosed(&app, "rulebooks.what_if", subject, Some(found.path.clone())).await?;
    let Figures { draft_version, members, changed, moved, sum_before, sum_after, dropped, mut rows, .. } = found;
    if let Some((version, after)) = list.page.after::<(u64, usize)>()? {
        // The draft has changed between two pages: they do not belong together.
        if version != draft_version {
            return Err(Code::ListBadCursor.into());
        }
        rows.retain(|(place, _)| *place > after);
    }
    let (rows, next_cursor) = list.page.cut(rows, |(place, _)| (draft_version, *place))?;
    Ok(HttpResponse::Ok().json(WhatIfOut {
        period: body.period,
        members,
        changed,
        moved,
        sum_before: sum_before.into(),
        sum_after: sum_after.into(),
        dropped,
        items: rows.into_iter().map(|(_, row)| row).collect(),
        next_cursor,
    }))
}
