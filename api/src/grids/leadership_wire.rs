//! Leaderships on the wire.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::grids::{Leadership, LeadershipRefusal, LeadershipState};
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::members;

use crate::failure::Failure;
use crate::http::problem::{Code, FaultCode};
use crate::http::wire::WireDay;

/// Somebody's leadership of a grid.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LeadershipOut {
    /// Its id, for confirming and ending it.
    pub id: Uuid,
    /// The grid.
    pub grid_id: Uuid,
    /// The person: a member, or somebody who is none.
    pub person_id: Uuid,
    /// The name.
    pub name: String,
    /// `member`, `villagers_representative`, `first_secretary` or `work_team`.
    pub capacity: &'static str,
    /// `recommended` (waiting for the branch), `confirmed` or `ended`.
    pub state: &'static str,
    /// Does the person lead the grid today? A term that is over has ended by itself.
    pub leads: bool,
    /// How the villagers recommended them.
    pub recommended_how: String,
    /// On which day.
    pub recommended_on: WireDay,
    /// How many were for it, where counted; within the caller's reach.
    pub votes_for: Option<u32>,
    /// How many voted, where counted; within the caller's reach.
    pub votes_cast: Option<u32>,
    /// The meeting that confirmed them; absent while it waits.
    pub meeting: Option<String>,
    /// The first day of the term.
    pub from: Option<WireDay>,
    /// The first day after the term.
    pub until: Option<WireDay>,
    /// May the leader check posts of the grid off?
    pub checks_posts: bool,
    /// The first day on which it was over.
    pub ended_on: Option<WireDay>,
    /// Why; within the caller's reach.
    pub end_reason: Option<String>,
}

/// Leaderships for the wire, in order, with one query for the names. What is between villagers and
/// branch alone, the votes and why it ended, stands there for who is `within` reach.
///
/// # Errors
/// The store's fault.
pub(super) async fn leaderships_out(
    tx: &Tx,
    found: &[Leadership],
    within: bool,
    today: Day,
) -> Result<Vec<LeadershipOut>, Failure> {
    let names = members::names(tx, found.iter().map(|one| one.person)).await?;
    let out = |one: &Leadership| {
        let term = one.confirmation.as_ref();
        LeadershipOut {
            id: one.id.0,
            grid_id: one.grid.0,
            person_id: one.person.0,
            name: names.get(&one.person).cloned().unwrap_or_default(),
            capacity: one.capacity.code(),
            state: one.state.code(),
            leads: one.leads_on(today),
            recommended_how: one.recommendation.how.clone(),
            recommended_on: WireDay(one.recommendation.on),
            votes_for: one.recommendation.votes_for.filter(|_| within),
            votes_cast: one.recommendation.votes_cast.filter(|_| within),
            meeting: term.map(|term| term.meeting.clone()),
            from: term.map(|term| WireDay(term.from)),
            until: term.map(|term| WireDay(term.until)),
            checks_posts: term.is_some_and(|term| term.checks_posts) && one.state == LeadershipState::Confirmed,
            ended_on: one.ended_on.map(WireDay),
            end_reason: one.end_reason.clone().filter(|_| within),
        }
    };
    Ok(found.iter().map(out).collect())
}

/// As [`leaderships_out`], of one within reach.
pub(super) async fn leadership_out(tx: &Tx, one: &Leadership, today: Day) -> Result<LeadershipOut, Failure> {
    let mut out = leaderships_out(tx, std::slice::from_ref(one), true, today).await?;
    Ok(out.pop().ok_or_else(|| StoreError::corrupt("a leadership went missing"))?)
}

/// The example in the document.
pub(super) fn leadership_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000033", "gridId": "018e0f6a-0000-7000-8000-000000000031",
        "personId": "018e0f6a-0000-7000-8000-000000000021", "name": "蒋志嘉",
        "capacity": "villagers_representative", "state": "confirmed", "leads": true, "recommendedHow": "户代表会议",
        "recommendedOn": "2024-02-20", "votesFor": 19, "votesCast": 23, "meeting": "2024年2月支部大会",
        "from": "2024-03-01", "until": "2027-03-01", "checksPosts": false, "endedOn": null, "endReason": null
    })
}

impl From<LeadershipRefusal> for Failure {
    /// The compiler sees that none is forgotten.
    fn from(refusal: LeadershipRefusal) -> Self {
        match refusal {
            LeadershipRefusal::Own => Code::GridLeaderOwn.into(),
            LeadershipRefusal::NotWaiting => Code::GridLeaderDecided.into(),
            LeadershipRefusal::Ended => Code::GridLeaderEnded.into(),
            LeadershipRefusal::Begins => Self::field("/from", FaultCode::OutOfRange),
            LeadershipRefusal::Ends => Self::field("/until", FaultCode::OutOfRange),
            LeadershipRefusal::Day => Self::field("/on", FaultCode::OutOfRange),
        }
    }
}
