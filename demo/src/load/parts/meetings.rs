//! A meeting of all members with its minutes, one that is being prepared, and a year's plan.

use chrono::{DateTime, Datelike, Duration, Utc};
use uuid::Uuid;
use xianfeng_api::auth::Act;
use xianfeng_api::http::extract::IfMatch;
use xianfeng_api::http::wire::{WireDay, WireTime};
use xianfeng_api::meetings::{
    self, AgendaIn, AgendaItemIn, DecisionIn, MeetingIn, MinutesIn, RollCallIn, SeriesIn, SignedIn, StatementIn,
};
use xianfeng_api::{Failure, aways, moderation};
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{MeetingId, StatementId};
use xianfeng_domain::meetings::accepted_steps;
use xianfeng_domain::moderation::Subject;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{aways as away_rows, grids};

use super::Parts;

/// The branch whose meetings are shown.
const BRANCH: usize = 0;

/// So long ago its members met.
const MET: i64 = 12;

/// What happened and what is to come.
pub(super) async fn fill(parts: &Parts<'_>) -> Result<(), Failure> {
    let statement = parts.app.database.transact("demo.meeting", async |tx: &Tx| held(tx, parts).await).await?;
    if let Some(statement) = statement {
        moderation::look(parts.app, Subject::Statement, statement.0).await;
    }
    parts.app.database.transact("demo.plans", async |tx: &Tx| coming(tx, parts).await).await
}

fn meeting(organization: Uuid, kind: &str, title: &str, starts_at: DateTime<Utc>) -> MeetingIn {
    MeetingIn {
        organization_id: organization,
        kind: kind.to_owned(),
        title: title.to_owned(),
        place: Some("村党群服务中心".to_owned()),
        starts_at: WireTime(starts_at),
        ends_at: WireTime(starts_at + Duration::hours(2)),
        parts: Vec::new(),
        member_ids: Vec::new(),
        attendance_item: None,
        attendance_points: None,
        absence_item: None,
        make_up_item: None,
        make_up_points: None,
        remote_counts: true,
        quorum_permille: None,
    }
}

fn item(title: &str, led_by: &str, minutes: u32) -> AgendaItemIn {
    AgendaItemIn { title: title.to_owned(), led_by: Some(led_by.to_owned()), minutes: Some(minutes) }
}

/// The members met: agenda, roll call, one from away, a grid leader's statement, minutes with a decision.
async fn held(tx: &Tx, parts: &Parts<'_>) -> Result<Option<StatementId>, Failure> {
    // A small township has nobody for everything.
    let (Ok(secretary), Ok(reviewer)) = (parts.secretary(BRANCH, MET), parts.reviewer(BRANCH, MET)) else {
        return Ok(None);
    };
    let branch = parts.branch(BRANCH)?;
    let register = secretary.caller.reach(Right::Register);
    let new = meeting(branch.id.0, "branch_meeting", "支部党员大会", secretary.now);
    let id = meetings::create(tx, &secretary, &register, &new).await?.id;
    let agenda = AgendaIn {
        items: vec![
            item("学习上级文件", "支部书记", 30),
            item("网格长报告", "网格长", 20),
            item("讨论并表决河道清理方案", "支部书记", 40),
        ],
    };
    meetings::set_agenda(tx, &secretary, &register, id, IfMatch(1), &agenda).await?;
    meetings::open(tx, &secretary, &register, id).await?;
    let chair = reviewer.caller.member_id().ok_or_else(|| StoreError::corrupt("a reviewer who is no member"))?;
    let away = from_away(tx, parts, &secretary, id).await?;
    let here = parts.members_of(BRANCH);
    let absent = here.len() / 5;
    let present = here.iter().skip(absent).filter(|member| Some(**member) != away).map(|member| member.0);
    let present: Vec<Uuid> = present.chain([chair.0]).collect::<std::collections::BTreeSet<_>>().into_iter().collect();
    let roll = RollCallIn { present, leave: Vec::new(), absent: Vec::new() };
    meetings::roll(tx, &secretary, &register, id, &roll).await?;
    let statement = statement(tx, parts, &secretary, id).await?;
    let closing = later(&secretary, 2);
    let closed = meetings::close(tx, &closing, &register, id).await?;
    let for_it = closed.turnout.map(|turnout| turnout.present).unwrap_or_default();
    let minutes = MinutesIn {
        text: "一、集体学习上级文件精神。\n二、各网格长报告本月走访、调解和巡查情况。\n三、讨论河道清理方案，\
               党员逐一发表意见，最后举手表决。"
            .to_owned(),
        chair_member_id: chair.0,
        decisions: vec![DecisionIn {
            text: "同意利用两个周末清理村前河道，党员分片包干。".to_owned(),
            votes_for: for_it.saturating_sub(1),
            votes_against: 0,
            abstained: for_it.min(1),
        }],
    };
    let review = secretary.caller.reach(Right::Review);
    meetings::write_minutes(tx, &later(&secretary, 4), &review, id, &minutes).await?;
    meetings::confirm_minutes(tx, &later(&reviewer, 8), id, IfMatch(1)).await?;
    Ok(statement)
}

fn later(act: &Act, hours: i64) -> Act {
    Act { now: act.now + Duration::hours(hours), ..act.clone() }
}

/// A member who is away takes part with the code that is read out.
async fn from_away(
    tx: &Tx,
    parts: &Parts<'_>,
    secretary: &Act,
    id: MeetingId,
) -> Result<Option<xianfeng_domain::ids::MemberId>, Failure> {
    let Ok(act) = parts.member(BRANCH, 2, MET) else { return Ok(None) };
    let Some(member) = act.caller.member.clone() else { return Ok(None) };
    if away_rows::away_since(tx, &[member.id], act.today()).await?.is_empty() {
        let new =
            aways::AwayIn {
                from: WireDay(act.today()), destination: "太原".to_owned(), liaison_id: None, host: None
            };
        aways::go(tx, secretary, &secretary.caller.reach(Right::ManageMembers), member.id, &new).await?;
    }
    let [step, _] = accepted_steps(act.now);
    let code = meetings::code(&parts.app.vault, id, step);
    meetings::sign_in(tx, parts.app, &act, &member, id, (SignedIn::Remotely, &code)).await?;
    Ok(Some(member.id))
}

/// What was done in the branch's first grid, if it has one with a leader (S3-6).
async fn statement(tx: &Tx, parts: &Parts<'_>, secretary: &Act, id: MeetingId) -> Result<Option<StatementId>, Failure> {
    let grids = grids::page(tx, &[parts.branch(BRANCH)?.id], None, 20).await?;
    let Some(grid) = grids.into_iter().find(|grid| grid.leader.is_some()) else { return Ok(None) };
    let new = StatementIn {
        grid_id: grid.id.0,
        text: "本月走访61户，调解邻里纠纷2起，组织护林巡查4次，帮助3户老人修缮房屋。".to_owned(),
    };
    let (_, statement) = meetings::state(tx, secretary, id, &new).await?;
    Ok(Some(statement.id))
}

/// The next party day with its agenda, and the rest of another branch's year.
async fn coming(tx: &Tx, parts: &Parts<'_>) -> Result<(), Failure> {
    let (Ok(secretary), Ok(other)) = (parts.secretary(BRANCH, 1), parts.secretary(1, 1)) else { return Ok(()) };
    let register = secretary.caller.reach(Right::Register);
    let branch = parts.branch(BRANCH)?;
    let new = meeting(branch.id.0, "party_day", "主题党日", parts.ago(-6));
    let id = meetings::create(tx, &secretary, &register, &new).await?.id;
    let agenda = AgendaIn {
        items: vec![
            item("党员学习日：学习条例", "支部书记", 30),
            item("党员生活日：缴纳党费", "组织委员", 10),
            item("党员议事日：冬季防火安排", "支部书记", 30),
            item("党员走访日、服务日：分组入户", "网格长", 60),
        ],
    };
    meetings::set_agenda(tx, &secretary, &register, id, IfMatch(1), &agenda).await?;
    let series = SeriesIn {
        organization_id: parts.branch(1)?.id.0,
        kind: "party_day".to_owned(),
        title: "主题党日".to_owned(),
        place: Some("村党群服务中心".to_owned()),
        year: parts.today().year(),
        day: Some(25),
        week: None,
        weekday: None,
        time: "09:00".to_owned(),
        minutes: 120,
        parts: ["学习日", "生活日", "议事日", "走访日", "服务日"].map(str::to_owned).to_vec(),
        attendance_item: None,
        attendance_points: None,
        absence_item: None,
        make_up_item: None,
        remote_counts: true,
    };
    meetings::plan_series(tx, &other, &other.caller.reach(Right::Register), &series).await?;
    Ok(())
}
