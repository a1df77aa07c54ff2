//! A member without a phone takes part through a helper; another helper's right has ended; one secretary hands over and
//! waits for the second signature.

use xianfeng_api::Failure;
use xianfeng_api::assistance::{self, AssistanceIn};
use xianfeng_api::auth::Act;
use xianfeng_api::declarations::{self, DeclareIn};
use xianfeng_api::handovers::{self, HandoverIn, SignIn};
use xianfeng_api::http::wire::WireDay;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::MemberId;
use xianfeng_domain::time::day_of;
use xianfeng_infra::assistance as rows;
use xianfeng_infra::db::Tx;

use super::{Parts, missing};

/// What is brought forward for the member: how many days ago, and what was done.
const DEEDS: [(i64, &str); 2] = [(4, "在家门口给来往村民讲解秸秆禁烧"), (2, "清扫院外村道半天")];

/// The oldest consent is so many days old.
const FORMER: i64 = 40;

pub(super) async fn fill(parts: &Parts<'_>) -> Result<(), Failure> {
    // A township of a few days, or of one branch, has nobody who has helped for long.
    if day_of(parts.ago(FORMER)) <= parts.plan.begins_on || parts.branch(1).is_err() {
        return Ok(());
    }
    let helped = helped(parts).await?;
    let helper = parts.member(0, 0, 30)?;
    let right = consent(parts, helped.0, &helper, 30).await?;
    for (days, what) in DEEDS {
        declare(parts, &helper, right, days, what).await?;
    }
    let former = parts.member(0, 1, FORMER)?;
    consent(parts, helped.1, &former, FORMER).await?;
    let end = async |tx: &Tx| -> Result<(), Failure> {
        let act = parts.secretary(0, 9)?;
        let former = former.caller.person.ok_or_else(|| missing("helper"))?;
        let found = rows::of_helper(tx, former).await?.pop().ok_or_else(|| missing("right to act"))?;
        assistance::end(tx, &act, found.id).await.map(drop)
    };
    parts.app.database.transact("demo.assistance", end).await?;
    hand_over(parts).await
}

/// Two members of the first branch who have no account, or as good as none.
async fn helped(parts: &Parts<'_>) -> Result<(MemberId, MemberId), Failure> {
    let own = parts.members_of(0);
    let busy =
        [parts.member(0, 0, 0)?, parts.member(0, 1, 0)?, parts.secretary(0, 0)?].map(|act| act.caller.member_id());
    let mut quiet = own.into_iter().rev().filter(|member| !busy.contains(&Some(*member)));
    let both = quiet.next().zip(quiet.next());
    Ok(both.ok_or_else(|| missing("member without a phone"))?)
}

/// The secretary has seen the member and records that the helper acts; answers the member.
async fn consent(parts: &Parts<'_>, member: MemberId, helper: &Act, days: i64) -> Result<MemberId, Failure> {
    let act = parts.secretary(0, days)?;
    let helper = helper.caller.person.ok_or_else(|| missing("helper"))?;
    let until = day_of(parts.ago(-120));
    let new = AssistanceIn { helper_id: helper.0, how: "in_person".to_owned(), until: WireDay(until) };
    let record = async |tx: &Tx| -> Result<(), Failure> {
        let reach = act.caller.reach(Right::ManageMembers);
        assistance::record(tx, &parts.app.vault, &act, &reach, member, &new).await.map(drop)
    };
    parts.app.database.transact("demo.assistance", record).await?;
    Ok(member)
}

/// The helper brings a deed of the member forward.
async fn declare(parts: &Parts<'_>, helper: &Act, member: MemberId, days: i64, what: &str) -> Result<(), Failure> {
    let now = parts.ago(days);
    let new = DeclareIn {
        way: "declaration".to_owned(),
        member_id: None,
        item: Some("volunteer_service".to_owned()),
        done_on: WireDay(day_of(now)),
        place: None,
        what: what.to_owned(),
        quantity: None,
        unit: None,
        period: None,
        level: None,
        photo_ids: Vec::new(),
        register_now: false,
        points: None,
        reason: None,
        reported_by: None,
    };
    let bring = async |tx: &Tx| -> Result<(), Failure> {
        let caller = helper.caller.clone().acting_for(tx, member, day_of(now)).await?;
        let act = Act { caller: caller.ok_or_else(|| missing("right to act"))?, now, meta: None };
        let by = act.caller.person.ok_or_else(|| missing("helper"))?;
        declarations::declare(tx, &act, by, &new).await.map(drop)
    };
    parts.app.database.transact("demo.assistance", bring).await
}

/// The second branch's secretary hands over to a member, who has not signed yet.
async fn hand_over(parts: &Parts<'_>) -> Result<(), Failure> {
    let act = parts.secretary(1, 3)?;
    let incoming = parts.member(1, 0, 3)?.caller.person.ok_or_else(|| missing("who takes over"))?;
    let new = HandoverIn {
        organization_id: parts.branch(1)?.id.0,
        role: "branch_admin".to_owned(),
        outgoing_id: act.caller.person.ok_or_else(|| missing("secretary"))?.0,
        incoming_id: incoming.0,
        note: Some("换届交接，台账和公章已当面清点".to_owned()),
    };
    let open = async |tx: &Tx| -> Result<(), Failure> {
        let opened = handovers::open(tx, &parts.app.vault, &act, &new).await?;
        handovers::sign(tx, &act, opened.id, &SignIn::default()).await.map(drop)
    };
    parts.app.database.transact("demo.handover", open).await
}
