//! The first screen on the wire.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::profile::NamedOut;
use crate::http::wire::{WirePeriod, WirePoints, WireTime};
use crate::inbox::MessageOut;

/// The first screen. What a person has no part in is null or empty.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HomeOut {
    /// The person.
    pub person: NamedOut,
    /// The membership.
    pub member: Option<HomeMemberOut>,
    /// The own points, live.
    pub points: Option<HomePointsOut>,
    /// The own place in the branch; null for who is on no board.
    pub place: Option<HomePlaceOut>,
    /// The inbox.
    pub inbox: HomeInboxOut,
    /// The newest three tasks that the caller can claim now.
    pub tasks: Vec<HomeTaskOut>,
    /// The three claims to finish that are due soonest.
    pub claims: Vec<HomeClaimOut>,
    /// The next meeting, or the one that is open.
    pub next_meeting: Option<HomeMeetingOut>,
    /// The newest three contents that are published for the caller.
    pub contents: Vec<HomeContentOut>,
    /// The own pledge of the year.
    pub pledge: Option<HomePledgeOut>,
    /// Redemption points that can be spent today.
    pub wallet_free: Option<WirePoints>,
    /// The roles held.
    pub roles: Vec<HomeRoleOut>,
    /// What waits for the caller; null for who holds no role that decides.
    pub waiting: Option<HomeWaitingOut>,
    /// The grids that the caller leads, member or not.
    pub grids: Vec<NamedOut>,
}

/// The membership.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HomeMemberOut {
    /// The member's id.
    pub id: Uuid,
    /// The branch.
    pub branch: NamedOut,
    /// The category's code in the rule book.
    pub category: String,
}

/// The own points of the running periods.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HomePointsOut {
    /// Of the month.
    pub month: WirePoints,
    /// Of the quarter.
    pub quarter: WirePoints,
    /// Of the year.
    pub year: WirePoints,
}

/// The own place in the branch.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HomePlaceOut {
    /// The running closing unit.
    pub period: WirePeriod,
    /// The rank.
    pub rank: u32,
    /// How many the board lists.
    pub size: u32,
}

/// The inbox.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HomeInboxOut {
    /// How many messages are unread.
    pub unread: u64,
    /// The newest three.
    pub newest: Vec<MessageOut>,
}

/// A task to claim.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HomeTaskOut {
    /// Its id.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// What it gives the caller.
    pub points: WirePoints,
    /// Until when it can be claimed.
    pub claim_by: Option<WireTime>,
}

/// A claim to finish.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HomeClaimOut {
    /// Its id.
    pub id: Uuid,
    /// The task's title.
    pub title: String,
    /// `claimed` or `returned`.
    pub state: &'static str,
    /// Until when it must be handed in.
    pub due_at: Option<WireTime>,
}

/// A meeting.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HomeMeetingOut {
    /// Its id.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// Where.
    pub place: Option<String>,
    /// From when.
    pub starts_at: WireTime,
    /// `planned` or `open`.
    pub state: &'static str,
}

/// A content.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HomeContentOut {
    /// Its id.
    pub id: Uuid,
    /// `notice`, `document`, `study`, `case` or `story`.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// When readers first saw it.
    pub published_at: Option<WireTime>,
    /// Has the caller not read it yet?
    pub unread: bool,
}

/// A pledge.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HomePledgeOut {
    /// Its id.
    pub id: Uuid,
    /// How it begins, at most 100 characters.
    pub text: String,
    /// Is it shown to the public?
    pub shown: bool,
}

/// A role.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HomeRoleOut {
    /// Its code.
    pub role: &'static str,
    /// Where.
    pub organization_id: Uuid,
}

/// What waits for the caller to decide.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HomeWaitingOut {
    /// Claims handed in.
    pub claims: u64,
    /// Declarations.
    pub declarations: u64,
    /// Leave asked for meetings, for who registers.
    pub leave: u64,
    /// Make-up study, for who registers.
    pub make_ups: u64,
}

/// The example in the document.
pub(super) fn home_example() -> serde_json::Value {
    serde_json::json!({
        "person": { "id": "018e0f6a-0000-7000-8000-000000000013", "name": "蒋远嘉" },
        "member": { "id": "018e0f6a-0000-7000-8000-000000000004", "category": "ordinary",
            "branch": { "id": "018e0f6a-0000-7000-8000-000000000002", "name": "甲村党支部" } },
        "points": { "month": 3.5, "quarter": 12.5, "year": 72.5 },
        "place": { "period": "2024-Q1", "rank": 2, "size": 38 },
        "inbox": { "unread": 1, "newest": [{ "id": "018e0f6a-0000-7000-8000-000000000061", "kind": "claim.approved",
            "text": "“疫情防控走访”已通过审核，记 2 分。", "subject": null, "at": "2024-03-01T17:00:00+08:00", "readAt": null }] },
        "tasks": [{ "id": "018e0f6a-0000-7000-8000-000000000006", "title": "护林防火巡查", "points": 1, "claimBy": null }],
        "claims": [{ "id": "018e0f6a-0000-7000-8000-000000000007", "title": "疫情防控走访", "state": "claimed",
            "dueAt": "2024-03-09T18:00:00+08:00" }],
        "nextMeeting": { "id": "018e0f6a-0000-7000-8000-000000000041", "title": "3月主题党日", "place": "村党群服务中心",
            "startsAt": "2024-03-05T09:00:00+08:00", "state": "planned" },
        "contents": [{ "id": "018e0f6a-0000-7000-8000-000000000061", "kind": "notice", "title": "三月主题党日的通知",
            "publishedAt": "2024-03-01T10:00:00+08:00", "unread": true }],
        "pledge": null, "walletFree": 35, "roles": [], "waiting": null, "grids": []
    })
}
