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
use xianfeng_infra::aways::{self as rows, PastLiaison};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{ledger, members};

use super::host::{HostIn, put_host};
use super::liaison::check_liaison;
use super::refused::refused;
use super::wire::{AwayOut, away_example, away_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::care;
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::{Kind, tell, tell_member};

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
    /// The branch there that looks after the member, too (S4-12).
    pub host: Option<HostIn>,
}

impl Check for AwayIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/destination", &self.destination, 1..=100);
        if let Some(host) = &self.host {
            faults.nested("/host", host);
        }
    }
}

/// Records that a member is away.
///
/// One time away at once; it lasts until the return is recorded. The category stays as it is. The
/// liaison is a member of the same township, who speaks with them every month (S4-6); member, liaison and
/// host branch are told. Whom the member looked after wants another helper.
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
        if let Some(host) = &body.host {
            put_host(tx, &app.vault, &permit, &away, &path, host, "/host").await?;
        }
        let out = away_out(tx, &away).await?;
        Ok(Done::created(out).within(&path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case; answers the time away and the path of the member's branch. The host is [`put_host`]'s.
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
        check_liaison(tx, act, &path, liaison).await?;
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
    let subject = Some(("away", away.id.0));
    let past = PastLiaison { away: away.id, liaison, from: away.from };
    rows::record_liaison(tx, &past, act.caller.account, act.now).await?;
    tell(tx, member.person, Kind::AwayRecorded, subject, &[("day", &away.from.to_string())], act.now).await?;
    if let Some(liaison) = liaison {
        tell_member(tx, liaison, Kind::AwayLiaison, subject, &[], act.now).await?;
    }
    care::helper_away(tx, act, id).await?;
    act.audit(tx, "aways.go", ("away", away.id.0), &path).await?;
    Ok((away, path))
}
