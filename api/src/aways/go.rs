//! A member goes away.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::aways::{self as rules, Away};
use xianfeng_domain::ids::{AwayId, MemberId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{aways as rows, ledger, members};

use super::refused::refused;
use super::wire::{AwayOut, away_example, away_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;

/// Since when, where to, and who stays in touch.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AwayIn {
    /// The first day away; not in the future.
    pub from: WireDay,
    /// Where to, 1 to 100 characters.
    #[schema(example = "太原务工")]
    pub destination: String,
    /// The member at home who stays in touch: reports and suggests for who is away.
    pub liaison_id: Option<Uuid>,
}

impl Check for AwayIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/destination", &self.destination, 1..=100);
    }
}

/// Records that a member is away.
///
/// One time away at once; it lasts until the return is recorded. The category stays as it is. The
/// liaison is a member of the same township.
#[utoipa::path(
    tag = "members",
    params(("id" = Uuid, Path, description = "The member")),
    request_body = AwayIn,
    responses((status = 201, body = AwayOut, description = "The time away", example = json!(away_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "member.not_found", "member.has_left", "away.already", "away.overlaps"
    ]))),
)]
#[post("/members/{id}/aways")]
pub(super) async fn record_away(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    id: PathId<MemberId>,
    body: JsonBody<AwayIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "aways.go", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let (away, path) = go(tx, &permit, &permit.reach, id.0, &body.0).await?;
        let out = away_out(tx, &away).await?;
        Ok(Done::created(out).within(&path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case; answers the time away and the path of the member's branch.
///
/// # Errors
/// What the member or the times away so far refuse.
pub async fn go(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    id: MemberId,
    new: &AwayIn,
) -> Result<(Away, OrganizationPath), Failure> {
    let member = members::by_id(tx, reach, id, act.today()).await?.ok_or(Code::MemberNotFound)?;
    let path = member.standing.branch_path.clone();
    // The member's turn: whoever was quicker with this member is done now.
    ledger::lock(tx, id).await?;
    let earlier = rows::of_members(tx, &[id]).await?;
    let liaison = new.liaison_id.map(MemberId);
    rules::go(&member, &earlier, new.from.0, liaison, act.today()).map_err(|refusal| refused(refusal, "/from"))?;
    if let Some(liaison) = liaison {
        let found = members::by_id(tx, &Reach::township_of(&path), liaison, act.today()).await?;
        if found.is_none_or(|liaison| liaison.left_on.is_some()) {
            return Err(Failure::field("/liaisonId", FaultCode::Invalid));
        }
    }
    let away = Away {
        id: AwayId(Uuid::now_v7()),
        member: id,
        from: new.from.0,
        back_on: None,
        destination: new.destination.trim().to_owned(),
        liaison,
    };
    match rows::insert(tx, &away, act.caller.account, act.now).await {
        // Recorded at the same moment: look again.
        Err(StoreError::Duplicate) => return Err(StoreError::Race("a time away").into()),
        other => other?,
    }
    act.audit(tx, "aways.go", ("away", away.id.0), &path).await?;
    Ok((away, path))
}
