//! The privacy desk: a correction that waits, consents, looks, an archive and a proof of service.

use xianfeng_api::auth::Act;
use xianfeng_api::certificates::{self, ArchiveIn, WireKind};
use xianfeng_api::http::wire::WirePeriod;
use xianfeng_api::privacy::{self, ConsentIn, CorrectionIn, DecisionIn, GUIDE_VERSION, WireField, WirePurpose};
use xianfeng_api::{App, Failure};
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::members::Member;
use xianfeng_domain::time::{Period, PeriodKind};
use xianfeng_infra::db::{StoreError, Tx};

use super::Parts;

pub(super) async fn fill(parts: &Parts<'_>) -> Result<(), Failure> {
    let (first, second) = (parts.member(0, 0, 6)?, parts.member(0, 1, 5)?);
    let year = Period::containing(PeriodKind::Year, first.today());
    let secretary = parts.secretary(0, 3)?;
    let work = async |tx: &Tx| -> Result<(), Failure> {
        let app = parts.app;
        let (one, own) = whose(&first)?;
        privacy::accept_guide(tx, one, GUIDE_VERSION, first.now).await?;
        privacy::give_consent(tx, &first, one, ConsentIn { purpose: WirePurpose::PublicName, subject_id: None })
            .await?;
        ask(tx, app, &first, WireField::Skills, "果树修剪", "春训时新学的").await?;
        for (kind, period) in [(WireKind::Archive, None), (WireKind::Service, Some(WirePeriod(year)))] {
            certificates::issue(tx, &app.vault, &first, own, &ArchiveIn { kind, period }).await?;
        }
        // The secretary looked at the number to call, and decided on what somebody else had asked.
        secretary.audit(tx, "members.reveal_phone", ("member", own.id.0), &own.standing.branch_path).await?;
        let asked = ask(tx, app, &second, WireField::Schooling, "高中", "毕业证上是高中").await?;
        let decision = DecisionIn { accept: true, answer: Some("已按毕业证更正".to_owned()) };
        let (by, _) = whose(&secretary)?;
        let reach = secretary.caller.reach(Right::ManageMembers);
        privacy::decide_correction(tx, &app.vault, &secretary, &reach, by, asked, &decision).await?;
        let (two, _) = whose(&second)?;
        let messages = ConsentIn { purpose: WirePurpose::WechatMessages, subject_id: None };
        privacy::give_consent(tx, &second, two, messages).await?;
        Ok(())
    };
    parts.app.database.transact("demo.privacy", work).await
}

async fn ask(
    tx: &Tx,
    app: &App,
    act: &Act,
    field: WireField,
    wished: &str,
    why: &str,
) -> Result<xianfeng_domain::ids::CorrectionId, Failure> {
    let new = CorrectionIn { field, wished: wished.to_owned(), why: why.to_owned() };
    let (person, _) = whose(act)?;
    Ok(privacy::ask_correction(tx, &app.vault, act, person, &new).await?.id)
}

/// The person and the member that somebody is.
fn whose(act: &Act) -> Result<(PersonId, &Member), Failure> {
    let found = act.caller.person.zip(act.caller.member.as_ref());
    Ok(found.ok_or_else(|| StoreError::corrupt("a part of the demonstration is a member's"))?)
}
