//! Contents in every state, and who has read them: S0-13, S1-9, S3-1.

use uuid::Uuid;
use xianfeng_api::Failure;
use xianfeng_api::auth::Act;
use xianfeng_api::contents::{self, NewContentIn, ReadIn};
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{ContentId, OrganizationId};
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_infra::db::Tx;
use xianfeng_infra::moderation;

use super::{Parts, missing};

/// How far a content is brought.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Until {
    Draft,
    Submitted,
    Returned,
    Published,
    TakenDown,
}

struct Written {
    kind: &'static str,
    title: &'static str,
    body: &'static str,
    away_only: bool,
    in_public: bool,
    until: Until,
    days: i64,
}

/// What a secretary writes; the first two are read by some members.
const BRANCH: [Written; 5] = [
    Written {
        kind: "notice",
        title: "本月主题党日的通知",
        body: "本月主题党日定于5日上午九点在村部开展，内容为学习党章、清理河道。\n请全体党员按时参加；外出党员请联系本支部联络人参加线上学习。",
        away_only: false,
        in_public: false,
        until: Until::Published,
        days: 6,
    },
    Written {
        kind: "study",
        title: "流动党员线上学习材料（云支部）",
        body: "请在外党员利用晚上时间学习以下内容：\n一、新修订的党章总纲。\n二、乡村振兴有关政策问答。\n学完后请写一两句心得。",
        away_only: true,
        in_public: false,
        until: Until::Published,
        days: 5,
    },
    Written {
        kind: "story",
        title: "雪夜里的一盏灯",
        body: "那天夜里雪下得正紧，村口的路全封了。\n老党员扛着铁锹出了门，一锹一锹，把通往卫生室的路清了出来。\n第二天一早，孩子发烧的那家人才知道，夜里那盏一直亮着的灯，是他的。",
        away_only: false,
        in_public: true,
        until: Until::Published,
        days: 4,
    },
    Written {
        kind: "notice",
        title: "义务植树活动通知",
        body: "本周六上午在后山植树，请自带工具。",
        away_only: false,
        in_public: false,
        until: Until::TakenDown,
        days: 12,
    },
    Written {
        kind: "case",
        title: "小积分管出大变化",
        body: "河东组推行积分管理以来，主动领办任务的党员多了，门前屋后也干净了。",
        away_only: false,
        in_public: true,
        until: Until::Submitted,
        days: 1,
    },
];

/// What the township's clerk writes.
const TOWNSHIP: [Written; 3] = [
    Written {
        kind: "document",
        title: "关于做好冬季森林防火工作的通知",
        body: "各村党支部：\n进入冬季，天干物燥，请组织党员巡山护林，严禁野外用火，发现火情立即报告。",
        away_only: false,
        in_public: true,
        until: Until::Published,
        days: 8,
    },
    Written {
        kind: "case",
        title: "党员联户联出好邻里",
        body: "党员每人联系五户，有事先说、有难先帮，三个月调解邻里小事十七件。",
        away_only: false,
        in_public: true,
        until: Until::Returned,
        days: 3,
    },
    Written {
        kind: "notice",
        title: "年度民主评议工作安排（草稿）",
        body: "待补充时间和地点。",
        away_only: false,
        in_public: false,
        until: Until::Draft,
        days: 0,
    },
];

pub(super) async fn fill(parts: &Parts<'_>) -> Result<(), Failure> {
    let clerk = |days| parts.clerk(days);
    let branch = parts.branch(0)?.id;
    for (at, written) in BRANCH.iter().enumerate() {
        let id = bring(parts, written, branch, &parts.secretary(0, written.days)?, &clerk(written.days)?).await?;
        if at == 0 {
            read(parts, id).await?;
        }
    }
    for written in &TOWNSHIP {
        bring(parts, written, parts.township().id, &clerk(written.days)?, &clerk(written.days)?).await?;
    }
    Ok(())
}

/// Writes a content and brings it as far as it goes.
async fn bring(
    parts: &Parts<'_>,
    written: &Written,
    organization: OrganizationId,
    author: &Act,
    approver: &Act,
) -> Result<ContentId, Failure> {
    let new = NewContentIn {
        organization_id: organization.0,
        kind: written.kind.to_owned(),
        title: written.title.to_owned(),
        body: written.body.to_owned(),
        categories: Vec::new(),
        away_only: written.away_only,
        in_public: written.in_public,
        publish_at: None,
        photo_ids: Vec::new(),
    };
    let by = author.caller.person.ok_or_else(|| missing("person"))?;
    let other = approver.caller.person.ok_or_else(|| missing("person"))?;
    let work = async |tx: &Tx| -> Result<ContentId, Failure> {
        let reach = author.caller.reach(Right::ManageTasks);
        let id = contents::create(tx, author, &reach, by, &new).await?.id;
        if written.until == Until::Draft {
            return Ok(id);
        }
        contents::submit(tx, author, &reach, by, id).await?;
        pass(tx, id.0, author).await?;
        let reach = approver.caller.reach(Right::Review);
        match written.until {
            Until::Draft | Until::Submitted => {}
            Until::Returned => {
                contents::send_back(tx, approver, &reach, other, id, "请补充具体事例和照片").await?;
            }
            Until::Published | Until::TakenDown => {
                let why = (by == other).then_some("镇里只有一名管理员，已向分管领导汇报");
                contents::approve(tx, approver, &reach, other, id, why).await?;
            }
        }
        if written.until == Until::TakenDown {
            let reach = author.caller.reach(Right::ManageTasks);
            contents::take_down(tx, author, &reach, by, id, "因雨改期，另行通知").await?;
        }
        Ok(id)
    };
    parts.app.database.transact("demonstration.contents", work).await
}

/// The stand-in for WeChat would pass it: the plan is carried out before anybody listens.
async fn pass(tx: &Tx, id: Uuid, act: &Act) -> Result<(), Failure> {
    let check = moderation::of_subject(tx, (Subject::Content, id)).await?.ok_or_else(|| missing("check"))?;
    moderation::judge(tx, &check, CheckState::Passed, None, act.now).await?;
    Ok(())
}

/// A few members read it, one says something to it.
async fn read(parts: &Parts<'_>, id: ContentId) -> Result<(), Failure> {
    for (nth, answer) in [(0, Some("收到，一定按时参加。")), (1, None), (2, None)] {
        let Ok(act) = parts.member(0, nth, 3) else { continue };
        let member = act.caller.member.clone().ok_or_else(|| missing("member"))?;
        let said = ReadIn { answer: answer.map(str::to_owned) };
        let read = async |tx: &Tx| -> Result<(), Failure> {
            contents::read(tx, &act, &member, id, &said).await?;
            Ok(())
        };
        parts.app.database.transact("demonstration.contents", read).await?;
    }
    Ok(())
}
