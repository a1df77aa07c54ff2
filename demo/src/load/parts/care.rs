//! Members away who are followed up and hosted; the care register, a pairing with its visits, and the fund.

use std::collections::BTreeSet;

use chrono::{Datelike, Days};
use xianfeng_api::auth::Act;
use xianfeng_api::http::wire::WireDay;
use xianfeng_api::{Failure, aways, care};
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::members::Member;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{aways as away_rows, care as rows, members};

use super::Parts;

/// The branch whose register is shown.
const BRANCH: usize = 0;

/// The decisions are so many days old.
const DECIDED: i64 = 40;

/// The share of the dues: half of them, so that a small township's fund holds something.
const SHARE: u32 = 5_000;

/// Who is away, and what became of it; the register of a branch.
pub(super) async fn fill(parts: &Parts<'_>) -> Result<(), Failure> {
    let work = async |tx: &Tx| -> Result<(), Failure> {
        let gone = away_rows::open_within(tx, &Reach::under(parts.township().path.clone()), parts.today()).await?;
        for (number, away) in gone.iter().take(2).enumerate() {
            follow_up(parts, tx, number, away).await?;
        }
        register(parts, tx).await
    };
    parts.app.database.transact("demo.care", work).await
}

/// One is hosted by another branch here, one outside; with both somebody spoke.
async fn follow_up(
    parts: &Parts<'_>,
    tx: &Tx,
    number: usize,
    away: &xianfeng_domain::aways::Away,
) -> Result<(), Failure> {
    let (clerk, vault) = (parts.clerk(3)?, &parts.app.vault);
    let member = members::by_ids(tx, [away.member], parts.today()).await?.remove(&away.member);
    let member = member.ok_or_else(|| StoreError::corrupt("somebody away is nobody"))?;
    let home = &member.standing.branch_path;
    let outside = aways::HostIn {
        organization_id: None,
        name: Some("太原市某社区党支部".to_owned()),
        contact: Some("社区党群服务中心".to_owned()),
    };
    let mut host = None;
    for at in 0..2 {
        let branch = parts.branch(at)?;
        if number == 0 && branch.path != *home && !branch.sensitive {
            host = Some((at, branch));
        }
    }
    let wanted = match host {
        Some((_, branch)) => aways::HostIn { organization_id: Some(branch.id.0), name: None, contact: None },
        None => outside,
    };
    aways::put_host(tx, vault, &clerk, away, home, &wanted, "").await?;
    if let Some((at, _)) = host {
        let act = parts.secretary(at, 2)?;
        let note = aways::HostNoteIn {
            kind: "attendance".to_owned(),
            on: WireDay(act.today()),
            text: "参加本支部主题党日".to_owned(),
        };
        aways::note(tx, vault, &act, &act.caller.reach(Right::Review), away.id, &note).await?;
    }
    let talk = aways::ContactIn {
        on: WireDay(clerk.today()),
        manner: if number == 0 { "phone" } else { "wechat" }.to_owned(),
        said: "在外务工，按时参加线上学习，家里一切都好".to_owned(),
    };
    aways::contact(tx, vault, &clerk, away.id, &talk).await?;
    Ok(())
}

/// The oldest of the branch are on the lists, one of them with a younger member who visits.
async fn register(parts: &Parts<'_>, tx: &Tx) -> Result<(), Failure> {
    let vault = &parts.app.vault;
    let (clerk, decided) = (parts.clerk(2)?, parts.clerk(DECIDED)?);
    let reach = clerk.caller.reach(Right::Register);
    let by = clerk.caller.person.ok_or_else(|| StoreError::corrupt("the clerk is nobody"))?;
    let people = by_age(parts, tx, by).await?;
    let (Some(aged), Some(helper)) = (people.first(), people.last()) else { return Ok(()) };
    let from = WireDay(decided.today());
    let entry = |kind: &str, member: &Member, ground: Option<&str>, given: Option<&str>| care::CareIn {
        kind: kind.to_owned(),
        member_id: member.id.0,
        ground: ground.map(str::to_owned),
        given: given.map(str::to_owned),
        from,
        until: None,
        meeting: "支部委员会会议".to_owned(),
        decided_on: from,
        helper_id: None,
        task: None,
    };
    let pairing = care::CareIn {
        helper_id: Some(helper.id.0),
        task: Some("每月上门看望一次，帮助打扫和买药".to_owned()),
        ..entry("pairing", aged, None, None)
    };
    let pairing = care::create(tx, vault, &decided, &reach, by, &pairing).await?;
    for (days, needs) in [(20, None), (2, Some("灶台漏水，需要修理"))] {
        let act = parts.clerk(days)?;
        let visit = care::VisitIn {
            on: WireDay(act.today()),
            done: "上门看望，打扫院子".to_owned(),
            needs: needs.map(str::to_owned),
        };
        care::visit(tx, vault, &act, by, pairing.id, &visit).await?;
    }
    let mut paid_for = None;
    for (kind, member, ground, given) in [
        ("care", aged, "年老独居，子女在外", "节日慰问，每季度一次"),
        ("support", people.get(1).unwrap_or(aged), "因病住院，家庭困难", "补助药费，帮助申请救助"),
        ("encouragement", helper, "坚持志愿服务", "推荐参加培训"),
    ] {
        let made =
            care::create(tx, vault, &decided, &reach, by, &entry(kind, member, Some(ground), Some(given))).await?;
        if kind == "support" {
            paid_for = Some(made.id);
        }
        if kind == "encouragement" {
            let end = care::EndIn {
                on: WireDay(clerk.today()),
                outcome: "completed".to_owned(),
                reason: "培训结束".to_owned(),
            };
            care::end(tx, vault, &clerk, &reach, by, made.id, &end).await?;
        }
    }
    fund(parts, tx, &clerk, &decided).await?;
    let balance = rows::fund(tx, parts.township().id).await?.balance();
    if let (Some(id), true) = (paid_for, balance > 1) {
        let pay = care::PaymentIn {
            amount_fen: balance / 2,
            on: WireDay(clerk.today()),
            receipt: "慰问金收条第1号".to_owned(),
        };
        care::pay(tx, vault, &clerk, &clerk.caller.reach(Right::Administer), by, id, &pay).await?;
    }
    Ok(())
}

/// Half of the dues, from the year of the decision on.
async fn fund(parts: &Parts<'_>, tx: &Tx, clerk: &Act, decided: &Act) -> Result<(), Failure> {
    let (township, administer) = (parts.township().id, clerk.caller.reach(Right::Administer));
    let year = decided.today().year();
    let share = care::ShareIn {
        percent_hundredths: SHARE,
        from_year: year,
        meeting: "乡党委会议".to_owned(),
        decided_on: WireDay(decided.today()),
    };
    care::set_share(tx, decided, &administer, township, &share).await?;
    for year in BTreeSet::from([year, clerk.today().year()]) {
        care::draw(tx, &parts.app.vault, clerk, &administer, township, &care::InflowIn { year }).await?;
    }
    Ok(())
}

/// The members of the branch who are at home, the oldest first; not who acts.
async fn by_age(parts: &Parts<'_>, tx: &Tx, by: PersonId) -> Result<Vec<Member>, Failure> {
    let today = parts.today();
    let since = today.checked_sub_days(Days::new(DECIDED.unsigned_abs())).unwrap_or(today);
    let ids = parts.members_of(BRANCH);
    let gone = away_rows::away_since(tx, &ids, today).await?;
    let known = members::by_ids(tx, ids.clone(), today).await?;
    let births = members::birth_months(tx, known.values().map(|member| member.person)).await?;
    let mut people: Vec<Member> = known
        .into_values()
        .filter(|member| member.left_on.is_none() && member.person != by && member.standing.from <= since)
        .filter(|member| !gone.contains_key(&member.id) && births.contains_key(&member.person))
        .collect();
    people.sort_by_key(|member| (births.get(&member.person).copied(), member.roster_order));
    Ok(people)
}
