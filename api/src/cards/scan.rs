//! A host reads a points card.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::cards::is_good;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::members::Member;
use xianfeng_domain::names::mask;
use xianfeng_domain::rulebook::Way;
use xianfeng_infra::cards::{self as rows, CardScan};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{members, organizations, rulebooks};

use super::code;
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, Faults, Problem};

/// What was scanned, and where.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ScanIn {
    /// What the QR code holds.
    #[schema(example = "XF1.AY4PagAAcACAAAAAAAAABAAGDY8cAAAAb1c3mN5rQ0u1b0l4t0V5Yg")]
    pub code: String,
    /// The host: an organization that the caller registers for.
    pub organization_id: Uuid,
}

impl Check for ScanIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/code", &self.code, 1..=128);
    }
}

/// Who was there.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ScanOut {
    /// The scan, for `POST /cards/scans/{id}/deed`.
    pub id: Uuid,
    /// The member's name, masked: the host looks at the person, not at a roster.
    pub member_name: String,
    /// The home branch.
    pub branch_name: String,
    /// The home township.
    pub township_name: String,
    /// The items of the home rule book that such a deed may be brought forward under.
    pub items: Vec<CardItemOut>,
}

/// An item for deeds elsewhere.
#[derive(Debug, Serialize, ToSchema)]
pub struct CardItemOut {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What one of it is.
    pub unit: String,
}

/// Scans a points card.
///
/// Proves that the member was there; each code is good for two minutes and one scan. The host need
/// not be in the member's township (S1-8).
#[utoipa::path(
    tag = "cards",
    request_body = ScanIn,
    responses((status = 201, body = ScanOut, description = "Who was there", example = json!({
        "id": "018e0f6a-0000-7000-8000-000000000041", "memberName": "蒋*嘉", "branchName": "第一村党支部",
        "townshipName": "赤石桥乡党委", "items": [{ "code": "volunteer_service", "name": "志愿服务", "unit": "次" }]
    }))),
    extensions(("x-error-codes" = json!([
        "card.invalid", "card.expired", "card.used", "organization.not_found", "auth.forbidden"
    ]))),
)]
#[post("/cards/scans")]
pub(super) async fn scan_card(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    body: JsonBody<ScanIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "cards.scan", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let (scan, member) = scan(tx, &app, &permit, &permit.reach, &body.0).await?;
        Ok(Done::created(scan_out(tx, &scan, &member).await?).within(&scan.host_path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the code refuses; `organization.not_found` for a host outside reach.
pub async fn scan(tx: &Tx, app: &App, act: &Act, reach: &Reach, input: &ScanIn) -> Result<(CardScan, Member), Failure> {
    let host = organizations::find(tx, reach, OrganizationId(input.organization_id)).await?;
    let host = host.ok_or(Code::OrganizationNotFound)?;
    let (member, made) = code::read(&app.vault, &input.code).ok_or(Code::CardInvalid)?;
    if !is_good(made, act.now) {
        return Err(Code::CardExpired.into());
    }
    // The signature vouches for the member: no reach of the host's covers a stranger.
    let found = members::by_ids(tx, [member], act.today()).await?;
    let member = found.into_values().next().filter(|member| member.left_on.is_none()).ok_or(Code::CardInvalid)?;
    if act.caller.person == Some(member.person) {
        return Err(Code::AuthForbidden.into());
    }
    let scan = CardScan {
        id: Uuid::now_v7(),
        member: member.id,
        host: host.id,
        host_path: host.path,
        by: act.caller.account,
        at: act.now,
        declaration: None,
    };
    match rows::insert(tx, &scan, &code::digest(&app.vault, &input.code)).await {
        Err(StoreError::Duplicate) => return Err(Code::CardUsed.into()),
        other => other?,
    }
    act.audit(tx, "cards.scan", ("member", member.id.0), &scan.host_path).await?;
    Ok((scan, member))
}

async fn scan_out(tx: &Tx, scan: &CardScan, member: &Member) -> Result<ScanOut, Failure> {
    let home = &member.standing.branch_path;
    let township = organizations::township(tx, home).await?;
    let book = rulebooks::effective(tx, home, xianfeng_domain::time::day_of(scan.at)).await?;
    let items = book.iter().flat_map(|effective| effective.book.items_by(Way::Card)).map(|item| CardItemOut {
        code: item.code.clone(),
        name: item.name.clone(),
        unit: item.unit.clone(),
    });
    Ok(ScanOut {
        id: scan.id,
        member_name: mask(&member.name),
        branch_name: member.standing.branch_name.clone(),
        township_name: township.map(|township| township.name).unwrap_or_default(),
        items: items.collect(),
    })
}
