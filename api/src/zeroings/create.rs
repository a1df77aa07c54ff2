//! Deciding on a zeroing or veto.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{EntryId, MemberId, PersonId, ZeroingId};
use xianfeng_domain::ledger::{self, Draft, Entry, EntryKind, Source, SourceKind};
use xianfeng_domain::rulebook::ItemKind;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::zeroings::{self as rows, ZeroingRow};
use xianfeng_infra::{members, rulebooks};

use super::wire::{ZeroingDoneOut, done_example, done_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::help_cases;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::{Kind, tell};
use crate::ledger::{Turn, Words};

/// What happened, when, and why it is decided so.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ZeroingIn {
    /// The code of an item that zeroes or vetoes, in the rule book in force on the day.
    #[schema(example = "discipline_case")]
    pub item: String,
    /// The day of what happened; not in the future.
    pub day: WireDay,
    /// Why, 1 to 500 characters; the member reads it.
    #[schema(example = "乡纪委会议决定")]
    pub reason: String,
}

impl Check for ZeroingIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/item", &self.item, 1..=40);
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Zeroes a member's points.
///
/// The month, quarter and year that hold the day come to nothing; if the day's unit is closed, those
/// of the first open day. Later deeds count again, unless the rule book says otherwise. While it
/// stands, reversing what it took changes no total. A veto also keeps the member out of grades and
/// settlement for the rest of the cycle, and proposes a help case. Nobody decides on themselves.
#[utoipa::path(
    tag = "ledger",
    params(("id" = Uuid, Path, description = "The member")),
    request_body = ZeroingIn,
    responses((status = 201, body = ZeroingDoneOut, description = "The zeroing and what it wrote",
        example = json!(done_example()))),
    extensions(("x-error-codes" = json!([
        "member.not_found", "member.has_left", "ledger.own_entry", "zeroing.item_unfit", "rulebook.not_found",
        "auth.forbidden"
    ]))),
)]
#[post("/members/{id}/zeroings")]
pub(super) async fn zero_member(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<MemberId>,
    body: JsonBody<ZeroingIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "zeroings.create", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let (zeroing, entries) = zero(tx, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        let out = done_out(tx, &permit, &zeroing, &entries).await?;
        let out = out.ok_or_else(|| StoreError::corrupt("a zeroing vanished"))?;
        Ok(Done::created(out).within(&zeroing.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the member, the day or the item refuses.
pub async fn zero(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: MemberId,
    new: &ZeroingIn,
) -> Result<(ZeroingRow, Vec<Entry>), Failure> {
    let day = new.day.0;
    if day > act.today() {
        let mut faults = Faults::default();
        faults.add("/day", FaultCode::InTheFuture);
        return Err(Problem::invalid(Code::RequestInvalid, faults).into());
    }
    let member = members::by_id(tx, reach, id, day).await?.ok_or(Code::MemberNotFound)?;
    if member.person == by {
        return Err(Code::LedgerOwnEntry.into());
    }
    if member.left_on.is_some_and(|left| left <= day) {
        return Err(Code::MemberHasLeft.into());
    }
    let path = &member.standing.branch_path;
    let in_force = rulebooks::effective(tx, path, day).await?.ok_or(Code::RulebookNotFound)?;
    let item = in_force.book.item(&new.item).filter(|item| !item.retired);
    let kind = match item.map(|item| item.kind) {
        Some(ItemKind::Zeroing) => EntryKind::Zeroing,
        Some(ItemKind::Veto) => EntryKind::Veto,
        _ => return Err(Code::ZeroingItemUnfit.into()),
    };
    let zeroing = ZeroingId(Uuid::now_v7());
    let draft = Draft {
        id: EntryId(Uuid::now_v7()),
        kind,
        source: Source { kind: SourceKind::Zeroing, id: zeroing.0, line: 0 },
        item: Some(new.item.clone()),
        rule_book: in_force.id,
        owner: in_force.owner,
        organization: member.standing.branch,
        points: xianfeng_domain::Points::ZERO,
        asked: xianfeng_domain::Points::ZERO,
        scope: None,
        deed_on: day,
        counts_as: None,
        recorded_by: act.caller.account,
        approved_by: act.caller.account,
        reverses: None,
        releases: None,
        reason_digest: ledger::GENESIS,
        evidence_digest: ledger::digest(std::iter::empty::<&[u8]>()),
    };
    let turn = Turn::of_all(tx, id, in_force.owner, Some(in_force.id)).await?;
    let drafts = turn.plan(act).zero(&draft);
    let reason = new.reason.trim();
    let entries = turn.write(tx, act, drafts, Words { reason: Some(reason), ..Words::default() }).await?;
    let marker = entries.first().ok_or_else(|| StoreError::corrupt("a zeroing without entries"))?;
    let row = ZeroingRow {
        id: zeroing,
        member: id,
        owner: in_force.owner,
        organization: member.standing.branch,
        path: path.clone(),
        kind,
        item: new.item.clone(),
        rule_book: in_force.id,
        day,
        counts_on: marker.counts_on,
        marker: marker.seq,
        reason: reason.to_owned(),
        decided_by: act.caller.account,
        decided_at: act.now,
        keeps_out_until: (kind == EntryKind::Veto).then(|| in_force.book.cycle_end(marker.counts_on)),
        lifted: None,
    };
    rows::insert(tx, &row).await?;
    if let Some(item) = item.filter(|_| kind == EntryKind::Veto) {
        help_cases::propose_veto(tx, act, &member, &row, &item.name).await?;
    }
    act.audit(tx, "zeroings.create", ("zeroing", zeroing.0), path).await?;
    tell(tx, member.person, Kind::PointsZeroed, Some(("zeroing", zeroing.0)), &[], act.now).await?;
    Ok((row, entries))
}
