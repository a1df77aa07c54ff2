//! Help cases as those concerned see them.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::help::{CheckResult, Ground, HelpCase, Outcome, Step, back_from};
use xianfeng_domain::ids::{OrganizationId, PersonId};
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::{accounts, help as rows, members, organizations};

use super::seen::{View, sees_note};
use crate::auth::Act;
use crate::http::wire::{WireDay, WireTime};
use crate::leaderboards::{FoundOut, found_out};

/// A help case, as much of it as the caller may see.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HelpCaseOut {
    /// Its id.
    pub id: Uuid,
    /// As what the caller sees it: `committee`, `member` or `helper`.
    pub seen_as: &'static str,
    /// The member.
    pub member_id: Uuid,
    /// The name.
    pub member_name: String,
    /// The branch in which it was proposed.
    pub branch_name: String,
    /// `proposed`, `open`, `dismissed` or `closed`.
    pub state: &'static str,
    /// `finding` (a consequence of the rule book) or `veto`; not for the helper.
    pub ground: Option<&'static str>,
    /// The code of the consequence, or of the veto's item; not for the helper.
    pub consequence: Option<String>,
    /// Its name; not for the helper.
    pub name: Option<String>,
    /// The periods that met the consequence, the newest first; not for the helper, and not in lists.
    pub evidence: Option<Vec<FoundOut>>,
    /// The veto; not for the helper.
    pub zeroing_id: Option<Uuid>,
    /// The steps that the rule book names.
    pub measures: Vec<String>,
    /// The days that the rule book gives to improve.
    pub deadline_days: Option<u32>,
    /// Until when the member is to improve.
    pub deadline: Option<WireDay>,
    /// Whether it keeps the member out of excellence while it is open.
    pub keeps_out: bool,
    /// Who helps.
    pub helper_id: Option<Uuid>,
    /// The helper's name.
    pub helper_name: Option<String>,
    /// The batch that it was named in; for the committee.
    pub batch: Option<String>,
    /// The meeting that decided.
    pub meeting: Option<String>,
    /// The day on which it was confirmed.
    pub confirmed_on: Option<WireDay>,
    /// Who confirmed it.
    pub confirmed_by: Option<String>,
    /// The stay in the special branch that goes on.
    pub stay: Option<StayOut>,
    /// The hand-over note to the discipline commission; for the township's administrators.
    pub discipline_note: Option<DisciplineNoteOut>,
    /// `turned_round`, `ended_otherwise`, `handed_on` or `left`.
    pub outcome: Option<&'static str>,
    /// When it ended.
    pub ended_at: Option<WireTime>,
    /// What was done, in order; for the helper what is needed. Absent in lists.
    pub steps: Option<Vec<HelpStepOut>>,
    /// Grows with every change.
    pub version: u64,
}

/// A stay in the special branch.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StayOut {
    /// From this day on.
    pub since: WireDay,
    /// The first day on which the member may go back.
    pub back_from: WireDay,
    /// The branch to go back to.
    pub home_name: String,
}

/// A hand-over note: no case material.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DisciplineNoteOut {
    /// Its number.
    pub number: String,
    /// Its date.
    pub date: WireDay,
}

/// A step on record.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HelpStepOut {
    /// `confirmed`, `dismissed`, `letter`, `talk`, `helper`, `answer`, `note`, `check`, `extended`,
    /// `transferred`, `returned`, `moved` or `closed`.
    pub kind: &'static str,
    /// The day on which it was done.
    pub on: WireDay,
    /// The words.
    pub text: Option<String>,
    /// With whom a talk was.
    pub with: Option<String>,
    /// Whose it is: who was named helper, who answered.
    pub person: Option<String>,
    /// `passed` or `not_yet`.
    pub result: Option<&'static str>,
    /// The deadline that was set.
    pub deadline: Option<WireDay>,
    /// Who recorded it; absent for the program itself.
    pub recorded_by: Option<String>,
    /// When.
    pub recorded_at: WireTime,
}

/// A case with its steps.
///
/// # Errors
/// The store's fault.
pub(super) async fn case_out(tx: &Tx, act: &Act, case: &HelpCase, view: View) -> StoreResult<HelpCaseOut> {
    let steps = rows::steps(tx, case.proposal.id).await?;
    let shown = steps.into_iter().filter(|step| view != View::Helper || step.kind.is_for_helper()).collect();
    let steps = steps_out(tx, shown).await?;
    let mut out = cases_out(tx, act, &[(case.clone(), view)]).await?;
    let mut out = out.pop().ok_or_else(|| StoreError::corrupt("a help case vanished"))?;
    out.steps = Some(steps);
    if let (Ground::Finding(found), true) = (&case.proposal.ground, view != View::Helper) {
        out.evidence = Some(found.iter().cloned().map(found_out).collect());
    }
    Ok(out)
}

/// Cases for a list, without steps and evidence.
///
/// # Errors
/// The store's fault.
pub(super) async fn cases_out(tx: &Tx, act: &Act, cases: &[(HelpCase, View)]) -> StoreResult<Vec<HelpCaseOut>> {
    let all = || cases.iter().map(|(case, _)| case);
    let by = accounts::persons_behind(tx, all().filter_map(|case| Some(case.confirmed.as_ref()?.by))).await?;
    let persons = all().flat_map(|case| [Some(case.proposal.person), case.helper]).flatten();
    let names = members::names(tx, persons.chain(by.values().copied())).await?;
    let homes = all().flat_map(|case| [Some(case.proposal.branch), case.stay.map(|stay| stay.home)]);
    let branches = branch_names(tx, homes.flatten()).await?;
    let name = |person: PersonId| names.get(&person).cloned();
    let out = cases.iter().map(|(case, view)| {
        let (proposal, confirmed) = (&case.proposal, case.confirmed.as_ref());
        let inside = *view != View::Helper;
        let note = case.note.as_ref().filter(|_| *view == View::Committee && sees_note(act, case));
        HelpCaseOut {
            id: proposal.id.0,
            seen_as: view.code(),
            member_id: proposal.member.0,
            member_name: name(proposal.person).unwrap_or_default(),
            branch_name: branches.get(&proposal.branch).cloned().unwrap_or_default(),
            state: case.state.code(),
            ground: inside.then(|| proposal.ground.code()),
            consequence: inside.then(|| proposal.consequence.clone()),
            name: inside.then(|| proposal.name.clone()),
            evidence: None,
            zeroing_id: match &proposal.ground {
                Ground::Veto { zeroing, .. } if inside => Some(zeroing.0),
                _ => None,
            },
            measures: proposal.measures.clone(),
            deadline_days: proposal.deadline_days,
            deadline: confirmed.and_then(|confirmed| confirmed.deadline).map(WireDay),
            keeps_out: case.keeps_out,
            helper_id: case.helper.map(|helper| helper.0),
            helper_name: case.helper.and_then(name),
            batch: confirmed.filter(|_| *view == View::Committee).and_then(|confirmed| confirmed.batch.clone()),
            meeting: confirmed.filter(|_| inside).and_then(|confirmed| confirmed.meeting.clone()),
            confirmed_on: confirmed.map(|confirmed| WireDay(confirmed.on)),
            confirmed_by: confirmed.and_then(|confirmed| name(*by.get(&confirmed.by)?)),
            stay: case.stay.filter(|_| inside).map(|stay| StayOut {
                since: WireDay(stay.since),
                back_from: WireDay(back_from(&stay)),
                home_name: branches.get(&stay.home).cloned().unwrap_or_default(),
            }),
            discipline_note: note
                .map(|note| DisciplineNoteOut { number: note.number.clone(), date: WireDay(note.date) }),
            outcome: case.ended.as_ref().and_then(|ended| ended.outcome).map(Outcome::code),
            ended_at: case.ended.as_ref().map(|ended| ended.at.into()),
            steps: None,
            version: case.version,
        }
    });
    Ok(out.collect())
}

async fn steps_out(tx: &Tx, steps: Vec<Step>) -> StoreResult<Vec<HelpStepOut>> {
    let by = accounts::persons_behind(tx, steps.iter().map(|step| step.by)).await?;
    let persons = steps.iter().filter_map(|step| step.person).chain(by.values().copied());
    let names = members::names(tx, persons).await?;
    let out = steps.into_iter().map(|step| HelpStepOut {
        kind: step.kind.code(),
        on: WireDay(step.on),
        with: step.with,
        person: step.person.and_then(|person| names.get(&person).cloned()),
        result: step.result.map(CheckResult::code),
        deadline: step.deadline.map(WireDay),
        recorded_by: by.get(&step.by).and_then(|person| names.get(person).cloned()),
        recorded_at: step.at.into(),
        text: step.text,
    });
    Ok(out.collect())
}

/// The names of branches that belong to what the caller sees already.
async fn branch_names(
    tx: &Tx,
    ids: impl Iterator<Item = OrganizationId>,
) -> StoreResult<HashMap<OrganizationId, String>> {
    let mut names = HashMap::new();
    for id in ids {
        if !names.contains_key(&id)
            && let Some(found) = organizations::find_open(tx, id).await?
        {
            names.insert(id, found.name);
        }
    }
    Ok(names)
}

/// The example in the document.
pub(super) fn case_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000041", "seenAs": "committee",
        "memberId": "018e0f6a-0000-7000-8000-000000000004", "memberName": "蒋远嘉", "branchName": "赤石桥村党支部",
        "state": "open", "ground": "finding", "consequence": "two_low_quarters", "name": "连续两个季度排名靠后",
        "evidence": null, "zeroingId": null, "measures": ["乡镇组织委员约谈提醒", "限期作出整改"],
        "deadlineDays": 90, "deadline": "2024-10-02", "keepsOut": true,
        "helperId": "018e0f6a-0000-7000-8000-000000000042", "helperName": "王秀英", "batch": null,
        "meeting": "7月4日支委会", "confirmedOn": "2024-07-04", "confirmedBy": "王秀英", "stay": null,
        "disciplineNote": null, "outcome": null, "endedAt": null,
        "steps": [{ "kind": "talk", "on": "2024-07-05", "text": "分析原因，商定下季度多参加志愿服务", "with": "乡镇组织委员",
            "person": null, "result": null, "deadline": null, "recordedBy": "王秀英",
            "recordedAt": "2024-07-05T18:00:00+08:00" }],
        "version": 4
    })
}
