//! What the machine proposes: from the rule book's consequences (S0-11, S2-5), and from a veto (S0-12).

use std::collections::{BTreeMap, BTreeSet};

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::help::{Ground, Proposal};
use xianfeng_domain::ids::{HelpCaseId, OrganizationId, PersonId};
use xianfeng_domain::members::Member;
use xianfeng_infra::db::Tx;
use xianfeng_infra::zeroings::ZeroingRow;
use xianfeng_infra::{help as rows, organizations, rulebooks};

use super::people::deciders;
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, Problem};
use crate::http::wire::WirePeriod;
use crate::inbox::{Kind, tell};
use crate::leaderboards::look_for_findings;

/// What is to be done about a veto (S0-12), where the rule book names no steps of its own.
const AFTER_VETO: &str = "涉嫌违纪违法的，移交乡镇纪委处理";

/// Where and when to look.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProposalsIn {
    /// A branch or a township within reach.
    pub organization_id: Uuid,
    /// The newest period looked at; it must be over.
    #[schema(value_type = String, example = "2024-Q2")]
    pub period: WirePeriod,
}

impl Check for ProposalsIn {}

/// What was gathered.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = HelpCaseProposalsOut)]
pub struct ProposalsOut {
    /// Where was looked.
    pub organization_id: Uuid,
    /// The newest period looked at.
    pub period: WirePeriod,
    /// How many proposals are new; the caller's own not counted.
    pub added: usize,
    /// How many stood already, or belong to a case that goes on.
    pub known: usize,
}

/// Gathers proposals of help cases.
///
/// From the consequences of the rule book that look at such a period: one proposal a member,
/// consequence and newest period, with its evidence. Gathering again adds what is new; what goes on
/// or was dismissed is not proposed again. Nothing follows until somebody confirms, and the members
/// are told nothing until then.
#[utoipa::path(
    tag = "help-cases",
    request_body = ProposalsIn,
    responses((status = 201, body = ProposalsOut, description = "What was gathered",
        example = json!({ "organizationId": "018e0f6a-0000-7000-8000-000000000001", "period": "2024-Q2",
            "added": 2, "known": 1 }))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "organization.not_found", "leaderboard.not_found", "rulebook.not_found", "period.not_found",
        "help_case.period_running"
    ]))),
)]
#[post("/help-cases/proposals")]
pub(super) async fn propose_help_cases(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    body: JsonBody<ProposalsIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "help_cases.propose", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let out = gather(tx, &permit, &permit.reach, permit.person, &body.0).await?;
        Ok(Done::created(out).within_reach(&permit.reach))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the organization, its rule book or the period refuses.
pub async fn gather(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    wanted: &ProposalsIn,
) -> Result<ProposalsOut, Failure> {
    let (today, period) = (act.today(), wanted.period.0);
    let id = OrganizationId(wanted.organization_id);
    let organization = organizations::find(tx, reach, id).await?.ok_or(Code::OrganizationNotFound)?;
    if period.last_day() >= today {
        return Err(Code::HelpCasePeriodRunning.into());
    }
    let looked = look_for_findings(tx, reach, &organization, Some(wanted.period), today).await?;
    let book = rulebooks::effective(tx, &organization.path, period.last_day()).await?.ok_or(Code::RulebookNotFound)?;
    let members: BTreeSet<_> = looked.rows.iter().map(|row| row.member.id).collect();
    let taken = rows::taken(tx, members).await?;
    let (mut added, mut known) = (Vec::new(), 0);
    for row in looked.rows {
        let Some(consequence) = looked.consequences.get(row.place) else { continue };
        let own = row.member.person == by;
        let proposal = Proposal {
            id: HelpCaseId(Uuid::now_v7()),
            member: row.member.id,
            person: row.member.person,
            branch: row.member.standing.branch,
            path: row.member.standing.branch_path,
            consequence: consequence.code.clone(),
            name: consequence.name.clone(),
            rule_book: book.id,
            ground: Ground::Finding(row.finding.periods),
            measures: consequence.steps.clone(),
            deadline_days: consequence.deadline_days,
        };
        if taken.holds(&proposal) {
            known += usize::from(!own);
        } else {
            rows::insert(tx, &proposal, act.now).await?;
            act.audit(tx, "help_cases.propose", ("help_case", proposal.id.0), &proposal.path).await?;
            added.push(proposal);
        }
    }
    tell_deciders(tx, act, &added).await?;
    let others = added.iter().filter(|proposal| proposal.person != by).count();
    Ok(ProposalsOut { organization_id: id.0, period: wanted.period, added: others, known })
}

/// A veto proposes a case, in its own transaction (S0-12).
///
/// # Errors
/// The store's fault.
pub(crate) async fn propose_veto(
    tx: &Tx,
    act: &Act,
    member: &Member,
    veto: &ZeroingRow,
    name: &str,
) -> Result<(), Failure> {
    let proposal = Proposal {
        id: HelpCaseId(Uuid::now_v7()),
        member: member.id,
        person: member.person,
        branch: member.standing.branch,
        path: member.standing.branch_path.clone(),
        consequence: veto.item.clone(),
        name: name.to_owned(),
        rule_book: veto.rule_book,
        ground: Ground::Veto { zeroing: veto.id, day: veto.day },
        measures: vec![AFTER_VETO.to_owned()],
        deadline_days: None,
    };
    if rows::taken(tx, [member.id]).await?.holds(&proposal) {
        return Ok(());
    }
    rows::insert(tx, &proposal, act.now).await?;
    act.audit(tx, "help_cases.propose", ("help_case", proposal.id.0), &proposal.path).await?;
    tell_deciders(tx, act, std::slice::from_ref(&proposal)).await
}

/// One message for each who decides, however many proposals; not for who gathered them.
async fn tell_deciders(tx: &Tx, act: &Act, proposals: &[Proposal]) -> Result<(), Failure> {
    let mut waiting: BTreeMap<PersonId, usize> = BTreeMap::new();
    for proposal in proposals {
        for person in deciders(tx, &proposal.path, proposal.person).await? {
            *waiting.entry(person).or_default() += 1;
        }
    }
    waiting.retain(|person, _| Some(*person) != act.caller.person);
    for (person, count) in waiting {
        tell(tx, person, Kind::HelpCasesProposed, None, &[("count", &count.to_string())], act.now).await?;
    }
    Ok(())
}
