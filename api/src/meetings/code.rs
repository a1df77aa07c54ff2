//! The code on the secretary's screen.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::ids::MeetingId;
use xianfeng_domain::meetings::{MeetingState, accepted_steps, code_of, normalized_code, step_ends_at};
use xianfeng_infra::db::Tx;
use xianfeng_infra::meetings as rows;
use xianfeng_infra::privacy::Vault;

use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};
use crate::http::wire::WireTime;

/// The code of an open meeting.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignInCodeOut {
    /// Six digits and capitals, without 0, 1, I and O.
    pub code: String,
    /// The text of a QR code that says the same; the mini-program scans it.
    pub qr_text: String,
    /// When the next code is shown; this one is good for a minute more.
    pub changes_at: WireTime,
}

/// The sign-in code of an open meeting.
///
/// It changes every minute; show it where the members are, and ask again at `changesAt`. Nothing of
/// it is stored.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    responses((status = 200, body = SignInCodeOut, description = "The code", example = json!({
        "code": "7KQ2M9", "qrText": "xianfeng:sign-in:018e0f6a-0000-7000-8000-000000000041:7KQ2M9",
        "changesAt": "2024-03-05T09:01:00+08:00"
    }))),
    extensions(("x-error-codes" = json!(["meeting.not_found", "meeting.wrong_state"]))),
)]
#[get("/meetings/{id}/code")]
pub(super) async fn get_sign_in_code(
    app: Data<App>,
    permit: Permit<rights::Register>,
    id: PathId<MeetingId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let meeting = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::MeetingNotFound)?;
        meeting.require(&[MeetingState::Open])?;
        Ok(())
    };
    app.database.read(read).await?;
    let [step, _] = accepted_steps(permit.now);
    let code = code(&app.vault, id.0, step);
    let qr_text = format!("xianfeng:sign-in:{}:{code}", id.0);
    Ok(HttpResponse::Ok().json(SignInCodeOut { code, qr_text, changes_at: step_ends_at(step).into() }))
}

/// The code of a meeting in a step of time.
pub fn code(vault: &Vault, meeting: MeetingId, step: i64) -> String {
    let message = [meeting.0.as_bytes().as_slice(), &step.to_be_bytes()].concat();
    code_of(&vault.keyed(b"meeting sign-in code", &message))
}

/// Is a typed code the one of now, or the one before? Keyed hashes are compared instead of the
/// codes, and both are looked at, so that the time taken tells nothing.
pub(super) fn is_good(vault: &Vault, meeting: MeetingId, typed: &str, now: DateTime<Utc>) -> bool {
    let hash = |code: &str| vault.keyed(b"meeting sign-in comparison", code.as_bytes());
    let typed = hash(&normalized_code(typed));
    let [shown, before] = accepted_steps(now).map(|step| hash(&code(vault, meeting, step)) == typed);
    shown | before
}
