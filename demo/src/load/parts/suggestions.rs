//! Suggestions in every state: S0-13, S3-2. The adopted one is a villager's, so that the plan's points stay what they
//! are.

use std::net::Ipv4Addr;

use xianfeng_api::Failure;
use xianfeng_api::auth::Act;
use xianfeng_api::suggestions::{self, AnswerIn, NewSuggestionIn, OutcomeIn, PublicSuggestionIn};
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::SuggestionId;
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_infra::db::Tx;
use xianfeng_infra::moderation;

use super::{Parts, missing};

/// An answer, and its words.
type Answer = (OutcomeIn, &'static str);

/// A member's suggestion: who in the branch, what, and the answer if it has one.
const MEMBERS: [(usize, &str, Option<Answer>); 3] = [
    (0, "建议把主题党日改在晚上，方便白天务工的党员参加", None),
    (1, "建议给村里的老年活动室装一台饮水机", Some((OutcomeIn::Answered, "已列入下月采购，月底前装好。"))),
    (2, "建议把村道全部拓宽到六米", Some((OutcomeIn::Declined, "现有用地指标不够，先修两处会车点。"))),
];

pub(super) async fn fill(parts: &Parts<'_>) -> Result<(), Failure> {
    let secretary = parts.secretary(0, 2)?;
    for (nth, text, answer) in MEMBERS {
        let Ok(act) = parts.member(0, nth, 7) else { continue };
        let member = act.caller.member.clone().ok_or_else(|| missing("member"))?;
        let new = NewSuggestionIn { organization_id: None, text: text.to_owned() };
        let make = async |tx: &Tx| -> Result<SuggestionId, Failure> {
            Ok(suggestions::create(tx, &parts.app.vault, &act, &member, &new).await?.id)
        };
        let id = parts.app.database.transact("demonstration.suggestions", make).await?;
        if let Some((outcome, answer)) = answer {
            handle(parts, &secretary, id, Some((outcome, answer, None))).await?;
        }
    }
    let villagers = [
        ("村口弯道看不见来车，建议装一面凸面镜", Some("在村口弯道加装凸面镜")),
        ("河边的路灯坏了三盏，晚上走路不方便", None),
    ];
    for (text, summary) in villagers {
        let machine = Act::of_machine(parts.ago(6));
        let new = PublicSuggestionIn { text: text.to_owned(), name: None, contact: None };
        let branch = parts.branch(0)?.id;
        let make = async |tx: &Tx| -> Result<SuggestionId, Failure> {
            let home = Ipv4Addr::LOCALHOST.into();
            Ok(suggestions::create_in_public(tx, &parts.app.vault, &machine, branch, &new, home).await?.id)
        };
        let id = parts.app.database.transact("demonstration.suggestions", make).await?;
        let adopted = summary.map(|summary| (OutcomeIn::Adopted, "已联系交警大队，本月安装。", Some(summary)));
        handle(parts, &secretary, id, adopted).await?;
    }
    Ok(())
}

/// Takes a suggestion up, and answers it where there is an answer; with a summary it is for everybody.
async fn handle(
    parts: &Parts<'_>,
    by: &Act,
    id: SuggestionId,
    answer: Option<(OutcomeIn, &str, Option<&str>)>,
) -> Result<(), Failure> {
    let person = by.caller.person.ok_or_else(|| missing("person"))?;
    let work = async |tx: &Tx| -> Result<(), Failure> {
        let reach = by.caller.reach(Right::Review);
        suggestions::take_up(tx, by, &reach, person, id, None).await?;
        let Some((outcome, answer, summary)) = answer else { return Ok(()) };
        let said = AnswerIn {
            outcome,
            answer: answer.to_owned(),
            in_public: summary.is_some(),
            summary: summary.map(str::to_owned),
            item: None,
            points: None,
        };
        suggestions::decide(tx, by, &reach, person, id, &said).await?;
        for subject in [Subject::Suggestion, Subject::SuggestionAnswer] {
            // As the stand-in for WeChat would pass it.
            if let Some(check) = moderation::of_subject(tx, (subject, id.0)).await? {
                moderation::judge(tx, &check, CheckState::Passed, None, by.now).await?;
            }
        }
        Ok(())
    };
    parts.app.database.transact("demonstration.suggestions", work).await
}
