//! What every objection goes through, whoever makes it.

use std::net::IpAddr;

use uuid::Uuid;
use xianfeng_domain::closings::Closing;
use xianfeng_domain::editions::EditionRow;
use xianfeng_domain::ids::{EditionId, EntryId, MemberId, ObjectionId, OrganizationId, PersonId};
use xianfeng_domain::objections::{self as rules, Objection, Refusal, State};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::editions::{self, Stored};
use xianfeng_infra::objections as rows;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::strangers::{Contact, Stranger};
use xianfeng_infra::{accounts, closings, members, organizations};

use super::receipt::{code_hash, plain_code};
use super::tell;
use super::wire::audit_unnamed;
use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::{Code, Problem};
use crate::strangers::take_place;

/// Which row is meant.
#[derive(Clone, Copy, Debug)]
pub(super) enum Which {
    /// A number on the public list of the township or of a branch.
    Numbered(OrganizationId, u32),
    /// A member's own, which need not be on a public list.
    Own(MemberId),
}

/// What an objection is against.
#[derive(Debug)]
pub(super) struct Against {
    closing: Closing,
    edition: Stored,
    organization: OrganizationId,
    number: Option<u32>,
    pub(super) row: EditionRow,
}

/// What is objected, and by whom.
#[derive(Debug)]
pub(super) struct New<'a> {
    pub(super) text: &'a str,
    pub(super) entry: Option<EntryId>,
    pub(super) objector: By<'a>,
}

/// Who objects.
#[derive(Clone, Copy, Debug)]
pub(super) enum By<'a> {
    /// Somebody whom the township knows.
    Person(PersonId),
    /// Somebody else, with what they left of themselves, and from where it came.
    Stranger(&'a Contact, IpAddr),
}

/// A sealed edition and its closing, without a look at who asks.
pub(super) async fn edition(tx: &Tx, id: EditionId) -> Result<(Stored, Closing), Failure> {
    let edition = editions::by_id(tx, id).await?.ok_or(Code::EditionNotFound)?;
    let closing = closings::find_any(tx, edition.edition.closing).await?;
    let closing = closing.ok_or_else(|| StoreError::corrupt("an edition without its closing"))?;
    Ok((edition, closing))
}

/// The row of an edition that may be objected to today. From here on the closing's turn is held: nothing
/// makes it final, corrects or settles it before the objection is written.
pub(super) async fn against(tx: &Tx, act: &Act, edition: Stored, which: Which) -> Result<Against, Failure> {
    let head = &edition.edition;
    closings::touch(tx, head.closing).await?;
    let closing = closings::find_any(tx, head.closing).await?;
    let closing = closing.ok_or_else(|| StoreError::corrupt("an edition without its closing"))?;
    match rules::may_object(&closing, head.number, act.today()) {
        Ok(()) => {}
        Err(Refusal::OlderEdition { newest }) => {
            let latest = editions::latest(tx, closing.township, closing.period).await?;
            let refused = Problem::new(Code::ObjectionOlderEdition).member("edition", newest);
            return Err(refused.member("editionId", latest.map(|latest| latest.edition.id.0)).into());
        }
        Err(refusal) => return Err(refusal.into()),
    }
    let (found, organization) = match which {
        Which::Numbered(organization, number) => {
            let branch = Some(organization).filter(|organization| *organization != closing.township);
            (editions::numbered_row(tx, head.id, branch, number).await?, organization)
        }
        // An own row is read on the township's list where it is on any.
        Which::Own(member) => (editions::of_member(tx, head.id, member).await?, closing.township),
    };
    let row = found.ok_or(Code::ObjectionRowUnknown)?;
    let number = match which {
        Which::Numbered(_, number) => Some(number),
        Which::Own(_) => row.public.map(|places| places.number),
    };
    Ok(Against { closing, edition, organization, number, row })
}

/// Writes an objection: a person's is heard at once, a stranger's is held. It waits at the branch of
/// the row, or above where nobody there may decide.
pub(super) async fn make(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    against: Against,
    new: New<'_>,
) -> Result<Objection, Failure> {
    let Against { closing, edition, organization, number, row } = against;
    let branch = organizations::find_open(tx, row.branch).await?;
    let branch = branch.ok_or_else(|| StoreError::corrupt("a row of an unknown branch"))?;
    let person = members::person_of(tx, row.member).await?;
    let person = person.ok_or_else(|| StoreError::corrupt("a row of an unknown member"))?;
    let objector = match new.objector {
        By::Person(person) => Some(person),
        By::Stranger(..) => None,
    };
    let grants = accounts::grants_on_path(tx, &branch.path).await?;
    let place = rules::deciding_organization(&branch.path, person, objector, &grants);
    let place = match place {
        Some(place) => organizations::find_open(tx, place).await?,
        None => None,
    };
    let id = ObjectionId(Uuid::now_v7());
    let objection = Objection {
        id,
        closing: closing.id,
        period: closing.period,
        edition: edition.edition.id,
        edition_number: edition.edition.number,
        organization,
        row: number,
        member: row.member,
        person,
        review_path: place.map_or_else(|| branch.path.clone(), |place| place.path),
        path: branch.path,
        text: new.text.trim().to_owned(),
        entry: new.entry,
        objector,
        made_at: act.now,
        made_on: act.today(),
        state: if objector.is_some() { State::Admitted } else { State::Held },
        ground: None,
        answer: None,
        reason: None,
        edition_made: None,
        decided_by: None,
        decided_at: None,
        version: 1,
    };
    let stranger = match new.objector {
        By::Person(_) => None,
        By::Stranger(contact, from) => {
            take_place(tx, vault, act, ("objection", row.branch), from).await?;
            let slot = rows::free_slot(tx, row.branch, act.today()).await?;
            let slot = slot.ok_or(Code::ObjectionTooManyToday)?;
            Some(Stranger { contact, receipt_hash: code_hash(vault, &plain_code(vault, id)), slot })
        }
    };
    rows::insert(tx, vault, &objection, row.branch, stranger).await.map_err(|error| match error {
        StoreError::Duplicate => Failure::from(Code::ObjectionMadeAlready),
        error => error.into(),
    })?;
    audit_unnamed(tx, "objections.create", &objection, act.now).await?;
    tell::waits(tx, &objection, &grants, act.now).await?;
    if objection.state == State::Admitted {
        tell::admitted(tx, &objection, act.now).await?;
    }
    Ok(objection)
}
