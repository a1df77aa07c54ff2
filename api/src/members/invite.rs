//! One-time invite codes, such as `7KQ2-M9XD-4TFW`.
//!
//! A code is derived from its invite's id, so that the table holds a hash only and the reply to a
//! repeated command, which is stored without the code, can be built again.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::PersonId;
use xianfeng_infra::accounts::{self, Invite, InviteState};
use xianfeng_infra::db::Tx;

use super::reachable;
use crate::access::check_inviting;
use crate::app::App;
use crate::auth::Act;
use crate::command::{Done, Reply};
use crate::failure::Failure;
use crate::http::extract::PathNoun;
use crate::http::problem::{Code, Problem};
use crate::http::wire::WireTime;

/// Digits and capitals without 0, 1, I and O, which people take for one another: 32 signs, so
/// that twelve of them hold 60 bits.
const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// A new invite.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct InviteOut {
    /// Its id, for the picture.
    pub id: Uuid,
    /// The code to type in: good once.
    pub code: String,
    /// Until when it can be used.
    pub expires_at: WireTime,
}

/// What is kept of the reply: no code.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct StoredInvite {
    id: Uuid,
    expires_at: WireTime,
}

/// An invite.
#[derive(Clone, Copy, Debug)]
pub(super) struct InviteId(pub Uuid);

impl From<Uuid> for InviteId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl PathNoun for InviteId {
    const NOT_FOUND: Code = Code::InviteNotFound;
    const PARAMETER: &'static str = "inviteId";
}

/// What the table holds of an invite code, however it was typed.
pub(crate) fn invite_code_hash(app: &App, code: &str) -> [u8; 32] {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    app.vault.keyed(b"invite code hash", plain.as_bytes())
}

/// The code of an invite, without hyphens.
pub(super) fn plain_code(app: &App, id: Uuid) -> String {
    let derived = app.vault.keyed(b"invite code", id.as_bytes());
    // Of a uniform byte the low five bits are uniform too.
    derived.iter().take(12).map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect()
}

/// The code of an invite, in groups of four as it is read out and typed.
pub(crate) fn invite_code(app: &App, id: Uuid) -> String {
    let plain = plain_code(app, id);
    [plain.get(0..4), plain.get(4..8), plain.get(8..12)].into_iter().flatten().collect::<Vec<_>>().join("-")
}

/// The use case: a new invite for a person within reach; older ones end. Give the code to nobody
/// else: it makes its holder's account the person's, whatever account they had.
///
/// # Errors
/// `person.not_found` outside reach, `auth.forbidden` for a person who may do more than the
/// caller, or who reviews claims and has an account.
pub async fn invite(tx: &Tx, app: &App, act: &Act, reach: &Reach, person: PersonId) -> Result<Invite, Failure> {
    let (person, path) = reachable(tx, &app.vault, reach, person, act.today()).await?;
    check_inviting(tx, act, person.id).await?;
    let id = Uuid::now_v7();
    let lifetime = chrono::Duration::from_std(app.settings.invite_lifetime).map_err(Problem::internal)?;
    let invite = Invite { id, person: person.id, expires_at: act.now + lifetime };
    let hash = invite_code_hash(app, &plain_code(app, id));
    accounts::create_invite(tx, &invite, &hash, act.caller.account, act.now).await?;
    act.audit(tx, "invites.create", ("person", person.id.0), &path).await?;
    Ok(invite)
}

/// The part of the reply that is stored.
pub(super) fn stored(invite: &Invite) -> Done<StoredInvite> {
    Done::created(StoredInvite { id: invite.id, expires_at: invite.expires_at.into() })
}

/// The reply with the code in it: again only for who may still invite, while the code is good.
///
/// # Errors
/// `auth.forbidden`, `invite.used` and `invite.expired`; when the stored reply does not read.
pub(super) async fn with_code(app: &App, act: &Act, reply: Reply) -> Result<Reply, Problem> {
    let stored: StoredInvite = serde_json::from_str(reply.json()).map_err(Problem::internal)?;
    let check = async |tx: &Tx| -> Result<(), Failure> {
        let (invite, state) = accounts::invite(tx, stored.id, act.now).await?.ok_or(Code::InviteNotFound)?;
        check_inviting(tx, act, invite.person).await?;
        check_open(state)
    };
    if reply.is_replayed() {
        app.database.read(check).await?;
    }
    let code = invite_code(app, stored.id);
    let body = InviteOut { id: stored.id, code, expires_at: stored.expires_at };
    let json = serde_json::to_string(&body).map_err(Problem::internal)?;
    Ok(reply.with_json(json))
}

/// Refuses an invite that is good no more.
pub(super) fn check_open(state: InviteState) -> Result<(), Failure> {
    match state {
        InviteState::Used => Err(Code::InviteUsed.into()),
        InviteState::Expired => Err(Code::InviteExpired.into()),
        InviteState::Open => Ok(()),
    }
}

/// The example in the document.
pub(super) fn invite_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000031", "code": "7KQ2-M9XD-4TFW",
        "expiresAt": "2024-03-15T08:00:00+08:00"
    })
}
