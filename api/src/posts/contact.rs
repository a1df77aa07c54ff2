//! Contact cards (连心卡, S4-7): what a holder of a post promises, and what they let others see beside it.
//! The agreement is asked for at each read, so that taking it back works at once, wherever that is done.

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::consents::{How, Purpose};
use xianfeng_domain::ids::{ConsentId, FileId, HoldingId, PersonId};
use xianfeng_domain::members::Member;
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_domain::posts::{Holding, HoldingState};
use xianfeng_domain::time::Day;
use xianfeng_infra::consents::{self, NewConsent};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::posts::{self as rows, ContactCard};
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{members, moderation as checks};

use super::contact_photo;
use crate::app::App;
use crate::auth::{Act, AsMember, Bound, Caller};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::moderation;

/// What the holder promises and shows.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContactCardIn {
    /// The promise, 1 to 120 characters on one line: it has to fit on the card.
    #[schema(example = "有事找我，随叫随到")]
    pub promise: String,
    /// Does the holder agree that the phone number stands on the card? No where absent.
    #[serde(default)]
    pub show_phone: bool,
    /// Does the holder agree that a photo stands on the card? No where absent.
    #[serde(default)]
    pub show_photo: bool,
    /// The photo: an upload of the holder's, or the one that is on the card; only with `showPhoto`. Where absent, the
    /// one that was on the card goes, and there is room to paste one on.
    #[serde(default)]
    pub photo_id: Option<Uuid>,
}

impl Check for ContactCardIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/promise", &self.promise, 1..=120);
        if self.promise.chars().any(char::is_control) {
            faults.add("/promise", FaultCode::ControlCharacters);
        }
        // Whoever names a photo has yet to agree that it is shown.
        if self.photo_id.is_some() && !self.show_photo {
            faults.add("/showPhoto", FaultCode::Missing);
        }
    }
}

/// A contact card, for its holder and the branch.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContactCardOut {
    /// The holding that it belongs to.
    pub holding_id: Uuid,
    /// The holder's name.
    pub name: String,
    /// The post's name.
    pub post: String,
    /// The promise as written.
    pub promise: String,
    /// `waiting`, `passed` (others see the promise), `held` or `refused`.
    pub check_state: &'static str,
    /// The phone number as others see it; absent without the holder's agreement.
    pub phone: Option<String>,
    /// Does a photo stand on it, or the room to paste one? No without the holder's agreement.
    pub photo: bool,
    /// The photo: `GET /files/{id}`; for others than the holder once content safety has passed it. Absent without the
    /// holder's agreement.
    pub photo_id: Option<Uuid>,
    /// What became of the check of that photo: `waiting`, `passed` (others see it), `held` or `refused`.
    pub photo_state: Option<&'static str>,
}

/// What others may see of a contact card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ShownContact {
    /// The promise, once it was checked.
    pub(crate) promise: Option<String>,
    /// The phone number, while the holder agrees.
    pub(crate) phone: Option<String>,
    /// A photo or room for one, while the holder agrees.
    pub(crate) photo: bool,
}

fn card_example() -> serde_json::Value {
    serde_json::json!({
        "holdingId": "018e0f6a-0000-7000-8000-000000000042", "name": "蒋志嘉", "post": "纠纷调解岗",
        "promise": "有事找我，随叫随到", "checkState": "waiting", "phone": null, "photo": true,
        "photoId": "018e0f6a-0000-7000-8000-000000000005", "photoState": "waiting"
    })
}

/// Writes the contact card of a post that the caller holds, over the one that was there.
///
/// Promise and photo are shown to others once they were checked; a changed one waits anew. `showPhone` and `showPhoto`
/// are the holder's agreement; without either, it is taken back. A photo that is named no more is deleted.
#[utoipa::path(
    tag = "posts",
    params(("id" = Uuid, Path, description = "The holding")),
    request_body = ContactCardIn,
    responses((status = 200, body = ContactCardOut, description = "The card", example = json!(card_example()))),
    extensions(("x-error-codes" = json!(["post.holding_not_found", "file.not_found"]))),
)]
#[post("/holders/{id}/contact-card")]
pub(super) async fn write_my_contact_card(
    app: Data<App>,
    member: AsMember,
    key: IdempotencyKey,
    id: PathId<HoldingId>,
    body: JsonBody<ContactCardIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &member, "posts.contact_card", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let holding = write(tx, &member, &member.member, id.0, &body.0).await?;
        Ok(Done::ok(card_out(tx, &app.vault, &holding, true).await?))
    };
    let reply = command.run(work).await?;
    moderation::look(&app, Subject::ContactCard, id.0.0).await;
    if let Some(photo) = body.photo_id {
        moderation::look(&app, Subject::Picture, photo).await;
    }
    Ok(reply.into())
}

/// The use case. After the commit promise and photo are to be looked at.
///
/// # Errors
/// `post.holding_not_found` for what the member does not hold today, `file.not_found` for a photo that is not theirs
/// or that something else holds.
pub async fn write(
    tx: &Tx,
    act: &Act,
    member: &Member,
    id: HoldingId,
    new: &ContactCardIn,
) -> Result<Holding, Failure> {
    let reach = Reach::township_of(&member.standing.branch_path);
    let holding = rows::holding(tx, &reach, id).await?;
    let holding = holding.filter(|holding| holding.member == member.id && is_held(holding, act.today()));
    let holding = holding.ok_or(Code::PostHoldingNotFound)?;
    let promise = new.promise.trim().to_owned();
    moderation::submit(tx, act, Subject::ContactCard, id.0, &holding.path, &promise).await?;
    let (shows_phone, shows_photo) = (new.show_phone, new.show_photo);
    let card = ContactCard { holding: id, member: member.id, promise, shows_phone, shows_photo };
    rows::write_contact_card(tx, &card, act.now).await?;
    agree(tx, act, member.person, id, shows_phone || shows_photo).await?;
    contact_photo::put_on(tx, act, &holding, new.photo_id.map(FileId).filter(|_| shows_photo)).await?;
    act.audit(tx, "posts.contact_card", ("holding", id.0), &holding.path).await?;
    Ok(holding)
}

/// Records the holder's agreement, or takes it back.
async fn agree(tx: &Tx, act: &Act, person: PersonId, holding: HoldingId, agrees: bool) -> Result<(), Failure> {
    let standing = consents::active(tx, person, Purpose::ContactCard, Some(holding.0)).await?;
    match (standing, agrees) {
        (None, true) => {
            let new = NewConsent {
                id: ConsentId(Uuid::now_v7()),
                person,
                purpose: Purpose::ContactCard,
                subject: Some(holding.0),
                given_by: act.caller.account,
                how: How::App,
            };
            match consents::give(tx, &new, act.now).await {
                Err(StoreError::Duplicate) => Err(StoreError::Race("a consent").into()),
                other => Ok(other?),
            }
        }
        (Some(consent), false) => {
            // Withdrawn elsewhere meanwhile is as good.
            let _: bool = consents::withdraw(tx, consent.id, act.caller.account, act.now).await?;
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Is the post held on a day?
fn is_held(holding: &Holding, day: Day) -> bool {
    holding.state == HoldingState::Held && holding.over_on().is_none_or(|over| over > day)
}

/// Shows the contact card of a holder.
///
/// For the holder, with what became of the checks of promise and photo, and within reach.
#[utoipa::path(
    tag = "posts",
    params(("id" = Uuid, Path, description = "The holding")),
    responses((status = 200, body = ContactCardOut, description = "The card", example = json!(card_example()))),
    extensions(("x-error-codes" = json!(["post.holding_not_found", "contact_card.not_found"]))),
)]
#[get("/holders/{id}/contact-card")]
pub(super) async fn get_contact_card(
    app: Data<App>,
    bound: Bound,
    id: PathId<HoldingId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let holding = readable(tx, &bound.caller, id.0, bound.today()).await?;
        let own = bound.caller.member_id() == Some(holding.member);
        Ok((card_out(tx, &app.vault, &holding, own).await?, holding, own))
    };
    let (out, holding, own) = app.database.read(read).await?;
    if !own {
        bound.disclosed(&app, "posts.contact_card", Some(("holding", id.0.0)), Some(holding.path)).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}

/// A holding of today, if it is the caller's own or within reach.
///
/// # Errors
/// `post.holding_not_found`.
pub(super) async fn readable(tx: &Tx, caller: &Caller, id: HoldingId, today: Day) -> Result<Holding, Failure> {
    Ok(seen(tx, caller, id, today).await?.ok_or(Code::PostHoldingNotFound)?)
}

/// As [`readable`]; nothing for what is neither.
///
/// # Errors
/// The store's fault.
pub(super) async fn seen(tx: &Tx, caller: &Caller, id: HoldingId, today: Day) -> Result<Option<Holding>, StoreError> {
    let mut reach = caller.reach(Right::Read);
    let own = match caller.branch() {
        Some(branch) => rows::holding(tx, &Reach::township_of(branch), id).await?,
        None => None,
    };
    if own.as_ref().is_some_and(|holding| Some(holding.member) == caller.member_id()) {
        reach = own.as_ref().map_or(reach, |holding| Reach::under(holding.path.clone()));
    }
    Ok(rows::holding(tx, &reach, id).await?.filter(|holding| is_held(holding, today)))
}

/// A card as its holder sees it, or others.
async fn card_out(tx: &Tx, vault: &Vault, holding: &Holding, own: bool) -> Result<ContactCardOut, Failure> {
    let card = rows::contact_cards(tx, [holding.id]).await?.remove(&holding.id).ok_or(Code::ContactCardNotFound)?;
    let shown = shown_contacts(tx, vault, std::slice::from_ref(holding)).await?.remove(&holding.id);
    let shown = shown.unwrap_or_default();
    let states = checks::states(tx, Subject::ContactCard, &[holding.id.0]).await?;
    let state = states.get(&holding.id.0).copied().unwrap_or(CheckState::Waiting);
    let name = members::names_of(tx, [holding.member]).await?.remove(&holding.member).unwrap_or_default();
    let post = rows::by_ids(tx, [holding.post]).await?.remove(&holding.post).ok_or(Code::PostNotFound)?;
    let photo = contact_photo::agreed(tx, holding).await?.filter(|photo| own || photo.state.is_shown());
    Ok(ContactCardOut {
        holding_id: holding.id.0,
        name,
        post: post.name,
        promise: card.promise,
        check_state: state.code(),
        phone: shown.phone,
        photo: shown.photo,
        photo_id: photo.map(|photo| photo.upload.id.0),
        photo_state: photo.map(|photo| photo.state.code()),
    })
}

/// What others may see of the contact cards of some holdings; a holding without a card is absent.
///
/// # Errors
/// The store's fault.
pub(crate) async fn shown_contacts(
    tx: &Tx,
    vault: &Vault,
    holdings: &[Holding],
) -> Result<HashMap<HoldingId, ShownContact>, Failure> {
    let cards = rows::contact_cards(tx, holdings.iter().map(|holding| holding.id)).await?;
    let ids: Vec<Uuid> = cards.keys().map(|id| id.0).collect();
    let states = checks::states(tx, Subject::ContactCard, &ids).await?;
    let persons = members::persons_of(tx, cards.values().map(|card| card.member)).await?;
    let mut shown = HashMap::new();
    for (id, card) in cards {
        let is_shown = states.get(&id.0).copied().is_some_and(CheckState::is_shown);
        let mut contact = ShownContact { promise: is_shown.then_some(card.promise), ..ShownContact::default() };
        if let Some(person) = persons.get(&card.member).filter(|_| card.shows_phone || card.shows_photo)
            && consents::active(tx, *person, Purpose::ContactCard, Some(id.0)).await?.is_some()
        {
            contact.photo = card.shows_photo;
            if card.shows_phone {
                let phone = members::person(tx, vault, *person).await?.and_then(|person| person.phone);
                contact.phone = phone.map(|phone| phone.as_str().to_owned());
            }
        }
        shown.insert(id, contact);
    }
    Ok(shown)
}
