//! Posts and holdings as clients see them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::posts::{Area, Holding, Post, PostKind, PostState};
use xianfeng_domain::time::PeriodKind;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::members;

use crate::failure::Failure;
use crate::http::wire::WireDay;

/// What a post is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PostKind)]
pub enum WirePostKind {
    /// A post (岗位).
    Post,
    /// A responsibility zone (责任区).
    Zone,
}

impl From<WirePostKind> for PostKind {
    fn from(kind: WirePostKind) -> Self {
        match kind {
            WirePostKind::Post => Self::Post,
            WirePostKind::Zone => Self::Zone,
        }
    }
}

/// Does a post take more people?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PostState)]
pub enum WirePostState {
    /// It does.
    Open,
    /// It does not; who holds it goes on.
    Closed,
}

impl From<WirePostState> for PostState {
    fn from(state: WirePostState) -> Self {
        match state {
            WirePostState::Open => Self::Open,
            WirePostState::Closed => Self::Closed,
        }
    }
}

/// A kind of period that posts are checked or paid by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PostPeriod)]
pub enum WirePostPeriod {
    /// A month.
    Month,
    /// A quarter.
    Quarter,
}

impl From<WirePostPeriod> for PeriodKind {
    fn from(period: WirePostPeriod) -> Self {
        match period {
            WirePostPeriod::Month => Self::Month,
            WirePostPeriod::Quarter => Self::Quarter,
        }
    }
}

const fn period_code(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Month => "month",
        PeriodKind::Quarter => "quarter",
        PeriodKind::Year => "year",
    }
}

/// A post or zone.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PostOut {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub organization_id: Uuid,
    /// The grid that it lies in.
    pub grid_id: Option<Uuid>,
    /// `post` or `zone`.
    pub kind: &'static str,
    /// The ready post (S3-5) that it was taken over from.
    pub area: Option<&'static str>,
    /// Its name.
    pub name: String,
    /// The skill that it wants.
    pub skill_wanted: Option<String>,
    /// How many may hold it.
    pub places: u32,
    /// How many places are claimed or held.
    pub taken: u32,
    /// The rule-book item that a kept period scores under.
    pub item: String,
    /// What one check is for: `month` or `quarter`.
    pub check_every: &'static str,
    /// What points are given for, once each check in it was kept: `month` or `quarter`.
    pub pays_per: &'static str,
    /// `open` or `closed`.
    pub state: &'static str,
    /// Send it back as `If-Match` with an edit.
    pub version: u64,
}

impl From<&Post> for PostOut {
    fn from(post: &Post) -> Self {
        Self {
            id: post.id.0,
            organization_id: post.organization.0,
            grid_id: post.grid.map(Into::into),
            kind: post.kind.code(),
            area: post.area.map(Area::code),
            name: post.name.clone(),
            skill_wanted: post.skill_wanted.clone(),
            places: post.places,
            taken: post.taken,
            item: post.item.clone(),
            check_every: period_code(post.check_every),
            pays_per: period_code(post.pays_per),
            state: post.state.code(),
            version: post.version,
        }
    }
}

/// A member's claim or tenure of a post.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HoldingOut {
    /// Its id, for ending it and for checks.
    pub id: Uuid,
    /// The post.
    pub post_id: Uuid,
    /// The member.
    pub member_id: Uuid,
    /// The member's name.
    pub member_name: String,
    /// `claimed` by the member or `assigned` by the secretary.
    pub origin: &'static str,
    /// `claimed` (waiting for the secretary), `held` or `ended`.
    pub state: &'static str,
    /// The first day; absent while it waits.
    pub from: Option<WireDay>,
    /// The first day after it.
    pub until: Option<WireDay>,
    /// The first day after its term; it ends by itself then.
    pub term_until: Option<WireDay>,
    /// Why it ended.
    pub end_reason: Option<String>,
}

/// Holdings for the wire, in order, with one query for their names.
///
/// # Errors
/// The store's fault.
pub(super) async fn holdings_out(tx: &Tx, holdings: &[Holding]) -> Result<Vec<HoldingOut>, Failure> {
    let names = members::names_of(tx, holdings.iter().map(|holding| holding.member)).await?;
    let out = |holding: &Holding| HoldingOut {
        id: holding.id.0,
        post_id: holding.post.0,
        member_id: holding.member.0,
        member_name: names.get(&holding.member).cloned().unwrap_or_default(),
        origin: holding.origin.code(),
        state: holding.state.code(),
        from: holding.from.map(WireDay),
        until: holding.to.map(WireDay),
        term_until: holding.term_until.map(WireDay),
        end_reason: holding.end_reason.clone(),
    };
    Ok(holdings.iter().map(out).collect())
}

/// As [`holdings_out`], of one.
pub(super) async fn holding_out(tx: &Tx, holding: &Holding) -> Result<HoldingOut, Failure> {
    let mut out = holdings_out(tx, std::slice::from_ref(holding)).await?;
    Ok(out.pop().ok_or_else(|| StoreError::corrupt("a holding went missing"))?)
}

/// The example of a post in the document.
pub(super) fn post_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000041", "organizationId": "018e0f6a-0000-7000-8000-000000000002",
        "gridId": null, "kind": "zone", "area": null, "name": "环境卫生责任区", "skillWanted": null, "places": 5, "taken": 3,
        "item": "clean_zone", "checkEvery": "month", "paysPer": "quarter", "state": "open", "version": 1
    })
}

/// The example of a holding in the document.
pub(super) fn holding_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000042", "postId": "018e0f6a-0000-7000-8000-000000000041",
        "memberId": "018e0f6a-0000-7000-8000-000000000004", "memberName": "蒋志嘉", "origin": "claimed",
        "state": "held", "from": "2024-01-01", "until": null, "termUntil": "2027-01-01",
        "endReason": null
    })
}
