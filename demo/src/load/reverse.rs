//! Taking an approval back: the reversal in the ledger, and the claim revoked.

use rand::RngCore;
use uuid::Uuid;
use xianfeng_api::Failure;
use xianfeng_api::auth::Act;
use xianfeng_api::http::problem::Problem;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{ClaimId, EntryId};
use xianfeng_domain::ledger::{self, Digest, SourceKind};
use xianfeng_domain::tasks::ClaimAction;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::ledger::{self as rows, Note};
use xianfeng_infra::{organizations, tasks};

/// Reverses the entry of an approved claim of an item without caps: so nothing is released.
pub(super) async fn reverse(tx: &Tx, act: &Act, id: ClaimId, reason: &str) -> Result<(), Failure> {
    let missing = || StoreError::corrupt("the plan reverses what was not approved");
    let reach = act.caller.reach(Right::Administer);
    let claim = tasks::claim(tx, &reach, None, id).await?.ok_or_else(missing)?;
    let original = rows::of_source(tx, SourceKind::Claim, id.0).await?.pop().ok_or_else(missing)?;
    let branch = organizations::find(tx, &reach, original.draft.organization).await?.ok_or_else(missing)?;

    let head = rows::lock(tx, claim.member).await?;
    let (note, reason_digest) = note(None, Some(reason.to_owned()));
    let released = rows::released_to(tx, original.draft.id).await?;
    let (entry, by) = (EntryId(Uuid::now_v7()), act.caller.account);
    let (closed, last) = (head.closed_through, head.final_through);
    let draft = ledger::reverse(&original, released, entry, by, act.today(), closed, last, reason_digest);
    let appended = ledger::append(head, vec![draft.map_err(Problem::internal)?], act.now);
    rows::write(tx, &head, &appended, vec![note], &branch.path).await?;

    let mut after = claim.clone();
    after.state = claim.state.after(ClaimAction::Revoke)?;
    after.version += 1;
    tasks::advance(tx, &claim, &after, by).await?;
    tasks::release_place(tx, claim.task).await?;
    tasks::add_event(tx, &claim, &after, ClaimAction::Revoke, by, Some(reason), act.now).await?;
    act.audit(tx, "claims.revoke", ("claim", id.0), &claim.path).await?;
    Ok(())
}

/// The words of an entry under a fresh salt, and the digest that the entry holds of them.
pub(super) fn note(what: Option<String>, reason: Option<String>) -> (Note, Digest) {
    let mut salt = [0; 32];
    rand::rng().fill_bytes(&mut salt);
    let note = Note { salt, what, reason };
    let text = |text: &Option<String>| text.clone().unwrap_or_default().into_bytes();
    let digest = ledger::digest([note.salt.as_slice(), &text(&note.what), &text(&note.reason)]);
    (note, digest)
}
