//! Paying out a signed settlement, village by village. Each step is a transaction of its own, so that
//! what was interrupted anywhere goes on with the same result, whoever does the next step.

use chrono::{DateTime, Utc};
use xianfeng_domain::Points;
use xianfeng_domain::ids::{OrganizationId, SettlementId};
use xianfeng_domain::purse::Amount;
use xianfeng_domain::settlements::{Settlement, SettlementState};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::settlements::{self as rows, LineRow, VillageRow};
use xianfeng_infra::{closings, purse as wallets};

use crate::app::App;
use crate::auth::Act;
use crate::closings::finalize;
use crate::failure::Failure;
use crate::inbox::{Kind, tell_member};
use crate::purse::{self, Issue};

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// A village is issued.
    Village(OrganizationId),
    /// All villages were: the period is final.
    Finished,
    /// There was nothing to do.
    Done,
}

/// Does the next step of a settlement.
///
/// # Errors
/// The store's fault; [`StoreError::Race`] when somebody else does the same step; `fund.not_enough`
/// where money has gone that the draft counted on, which no rule allows.
pub async fn step(tx: &Tx, id: SettlementId, now: DateTime<Utc>) -> Result<Progress, Failure> {
    let settlement = rows::find_any(tx, id).await?;
    let Some(settlement) = settlement.filter(|one| one.state == SettlementState::Issuing) else {
        return Ok(Progress::Done);
    };
    let act = Act::of_machine(now);
    let Some(village) = rows::next_village(tx, &settlement).await? else {
        finish(tx, &act, &settlement).await?;
        return Ok(Progress::Finished);
    };
    pay_out(tx, &act, &settlement, &village).await?;
    Ok(Progress::Village(village.organization))
}

/// Puts the share into the fund, issues the lots, and gives back what is not carried over.
async fn pay_out(tx: &Tx, act: &Act, settlement: &Settlement, village: &VillageRow) -> Result<(), Failure> {
    // The village's turn first: of two that do the same step one waits here and starts again.
    rows::mark_issued(tx, settlement.id, village.organization, act.now).await?;
    let lines = rows::of_village(tx, settlement.id, village.organization).await?;
    let paid = || lines.iter().filter(|row| row.line.share.points > Points::ZERO);
    // Wallets come before the fund that pays, as with orders; among them the order of ids.
    let mut owners: Vec<_> = paid().map(|row| row.line.member).collect();
    owners.sort_unstable();
    for member in owners {
        wallets::open(tx, member).await?;
    }
    let (organization, period) = (village.organization, settlement.period);
    purse::allot(tx, act, organization, period, village.statement.share_fen).await?;
    for row in paid() {
        let share = row.line.share;
        let issue = Issue {
            member: row.line.member,
            settlement: settlement.id,
            organization,
            amount: Amount { points: share.points, fen: share.fen },
            expires_on: settlement.expires_on,
            period,
        };
        purse::issue(tx, act, issue).await?;
    }
    purse::lapse(tx, act, organization, period, village.statement.lapsed_fen).await?;
    for row in &lines {
        tell(tx, act, settlement, row).await?;
    }
    act.audit(tx, "settlements.issue", ("settlement", settlement.id.0), &village.path).await?;
    Ok(())
}

/// Tells the member how many points, until when, what was taken off and what was given back.
async fn tell(tx: &Tx, act: &Act, settlement: &Settlement, row: &LineRow) -> Result<(), Failure> {
    let share = row.line.share;
    let (period, points) = (settlement.period.to_string(), share.points.to_string());
    let subject = Some(("settlement", settlement.id.0));
    if share.points > Points::ZERO {
        let until = settlement.expires_on.map(|day| day.to_string());
        let mut params = vec![("period", period.as_str()), ("points", points.as_str())];
        params.extend(until.as_deref().map(|until| ("until", until)));
        let kind = if until.is_some() { Kind::PointsIssued } else { Kind::PointsIssuedForGood };
        tell_member(tx, row.line.member, kind, subject, &params, act.now).await?;
    }
    if share.recovered > Points::ZERO {
        let recovered = share.recovered.to_string();
        let params = [("period", period.as_str()), ("points", recovered.as_str())];
        tell_member(tx, row.line.member, Kind::PointsRecovered, subject, &params, act.now).await?;
    }
    if share.given_back > Points::ZERO {
        let given_back = share.given_back.to_string();
        let params = [("period", period.as_str()), ("points", given_back.as_str())];
        tell_member(tx, row.line.member, Kind::PointsGivenBack, subject, &params, act.now).await?;
    }
    Ok(())
}

/// Every village is issued: the period is final.
async fn finish(tx: &Tx, act: &Act, settlement: &Settlement) -> Result<(), Failure> {
    rows::issued(tx, settlement.id, act.now).await?;
    let closing = closings::find_any(tx, settlement.closing).await?;
    let closing = closing.ok_or_else(|| StoreError::corrupt("a settlement without its closing"))?;
    let meeting = settlement.signature.as_ref().map(|signature| signature.meeting.as_str());
    finalize(tx, act, &closing, meeting).await?;
    act.audit(tx, "settlements.issued", ("settlement", settlement.id.0), &settlement.path).await?;
    Ok(())
}

/// Does what is left of a settlement.
///
/// # Errors
/// As [`step`]; what is not done is left to the background work.
pub async fn issue(app: &App, id: SettlementId, now: DateTime<Utc>) -> Result<(), Failure> {
    while one_step(app, id, now).await? != Progress::Done {}
    Ok(())
}

/// Does one step of each settlement that was interrupted; answers how many steps.
///
/// # Errors
/// As [`step`].
pub async fn issue_unfinished(app: &App, now: DateTime<Utc>) -> Result<usize, Failure> {
    let unfinished = app.database.read(async |tx: &Tx| rows::issuing(tx).await).await?;
    // One that cannot go on keeps no other township waiting.
    let mut failed = None;
    for id in &unfinished {
        failed = one_step(app, *id, now).await.err().or(failed);
    }
    failed.map_or(Ok(unfinished.len()), Err)
}

async fn one_step(app: &App, id: SettlementId, now: DateTime<Utc>) -> Result<Progress, Failure> {
    app.database.transact("settlements.step", async |tx: &Tx| step(tx, id, now).await).await
}
