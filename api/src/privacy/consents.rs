//! What I agreed to: given and withdrawn, one purpose at a time (articles 14 to 16).

use actix_web::web::Data;
use actix_web::{HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::consents::{Consent, How, Purpose};
use xianfeng_domain::ids::{ConsentId, HoldingId, PersonId};
use xianfeng_infra::audit::{self, Record};
use xianfeng_infra::consents::{self as rows, NewConsent};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::evidence::{self, Holder};
use xianfeng_infra::posts;

use crate::app::App;
use crate::auth::{Act, Bound};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, ListParams, NoFilter, PageQuery, PathId};
use crate::http::problem::{Check, Code, FaultCode, Problem};
use crate::http::wire::WireTime;
use crate::inbox::{self, Kind};

/// What one agrees to oneself; that somebody acts for one is agreed to with the helper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = OwnPurpose)]
pub enum WirePurpose {
    /// That photo and phone stand on the contact card of a post that one holds.
    ContactCard,
    /// That the full name stands on public pages: board, notice, colours, pledges, appraisals, posts and
    /// grids. Never for who is sensitive or exempt; withdrawn, it is masked from the next reading on.
    PublicName,
    /// That messages go out by WeChat.
    WechatMessages,
}

impl From<WirePurpose> for Purpose {
    fn from(purpose: WirePurpose) -> Self {
        match purpose {
            WirePurpose::ContactCard => Self::ContactCard,
            WirePurpose::PublicName => Self::PublicName,
            WirePurpose::WechatMessages => Self::WechatMessages,
        }
    }
}

/// A new consent.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = OwnConsentIn)]
pub struct ConsentIn {
    /// To what.
    pub purpose: WirePurpose,
    /// The holding of the post, for a contact card.
    pub subject_id: Option<Uuid>,
}

impl Check for ConsentIn {}

/// A consent.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = OwnConsentOut)]
pub struct ConsentOut {
    /// Its id.
    pub id: Uuid,
    /// `assistance`, `contact_card`, `public_name` or `wechat_messages`.
    pub purpose: &'static str,
    /// The same in plain Chinese.
    pub purpose_name: &'static str,
    /// About whom or what, where the purpose has one.
    pub subject_id: Option<Uuid>,
    /// `app`, `in_person` or `paper`.
    pub how: &'static str,
    /// When it was given.
    pub given_at: WireTime,
    /// When it was withdrawn; while absent it stands.
    pub withdrawn_at: Option<WireTime>,
}

impl From<&Consent> for ConsentOut {
    fn from(consent: &Consent) -> Self {
        Self {
            id: consent.id.0,
            purpose: consent.purpose.code(),
            purpose_name: purpose_name(consent.purpose),
            subject_id: consent.subject,
            how: consent.how.code(),
            given_at: consent.given_at.into(),
            withdrawn_at: consent.withdrawn.map(|(_, at)| at.into()),
        }
    }
}

const fn purpose_name(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Assistance => "由他人代办",
        Purpose::ContactCard => "连心卡公开照片和电话",
        Purpose::PublicName => "公示全名",
        Purpose::WechatMessages => "微信通知",
    }
}

/// A page of consents.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = OwnConsentsOut)]
pub struct ConsentsOut {
    /// The consents.
    pub items: Vec<ConsentOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists what the caller agreed to, the newest first.
///
/// Withdrawn ones, too: with both times.
#[utoipa::path(
    tag = "privacy",
    params(PageQuery),
    responses((status = 200, body = ConsentsOut, description = "A page",
        example = json!({ "items": [consent_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "list.bad_cursor"]))),
)]
#[get("/me/consents")]
pub(super) async fn list_my_consents(
    app: Data<App>,
    bound: Bound,
    list: ListParams<NoFilter>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?;
    let read = async |tx: &Tx| rows::of_person(tx, bound.person).await;
    let mut found = app.database.read(read).await?;
    found.retain(|consent| before.is_none_or(|before| consent.id.0 < before));
    let (found, next_cursor) = list.page.cut(found, |consent| consent.id.0)?;
    Ok(HttpResponse::Ok().json(ConsentsOut { items: found.iter().map(Into::into).collect(), next_cursor }))
}

/// Agrees to something.
///
/// One purpose at a time, and nothing else depends on it: who does not agree can do all that they could.
/// What stands already is answered as it is.
///
/// `publicName`: the full name stands on the public pages that would mask it. Never that of who is sensitive or exempt, and
/// only as long as the consent stands: at the reading after a withdrawal it is masked again.
#[utoipa::path(
    tag = "privacy",
    request_body = ConsentIn,
    responses((status = 201, body = ConsentOut, description = "The consent", example = json!(consent_example()))),
    extensions(("x-error-codes" = json!(["auth.not_bound"]))),
)]
#[post("/me/consents")]
pub(super) async fn give_my_consent(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    body: JsonBody<ConsentIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "privacy.consent", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let consent = give_consent(tx, &bound, bound.person, body.0).await?;
        Ok(Done::created(ConsentOut::from(&consent)))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// A contact card without a post that the person holds.
pub async fn give_consent(tx: &Tx, act: &Act, person: PersonId, new: ConsentIn) -> Result<Consent, Failure> {
    let purpose = Purpose::from(new.purpose);
    let subject = match (new.purpose, new.subject_id) {
        (WirePurpose::ContactCard, Some(holding)) => {
            let own = match act.caller.member_id() {
                Some(member) => posts::live_of_member(tx, member).await?,
                None => Vec::new(),
            };
            if !own.iter().any(|own| own.id.0 == holding) {
                return Err(Failure::field("/subjectId", FaultCode::Invalid));
            }
            Some(holding)
        }
        (WirePurpose::ContactCard, None) => return Err(Failure::field("/subjectId", FaultCode::Missing)),
        (_, Some(_)) => return Err(Failure::field("/subjectId", FaultCode::Unknown)),
        (_, None) => None,
    };
    if let Some(standing) = rows::active(tx, person, purpose, subject).await? {
        return Ok(standing);
    }
    let id = ConsentId(Uuid::now_v7());
    let new = NewConsent { id, person, purpose, subject, given_by: act.caller.account, how: How::App };
    rows::give(tx, &new, act.now).await.map_err(|error| match error {
        // Given at the same moment: look again.
        StoreError::Duplicate => StoreError::Race("a consent"),
        error => error,
    })?;
    log(tx, act, "privacy.consent", id).await?;
    let given = rows::find(tx, id).await?;
    Ok(given.ok_or_else(|| StoreError::corrupt("a consent that was not written"))?)
}

/// Takes a consent back.
///
/// As easily as it was given, at any time, without a reason; whatever leans on it asks again at each use.
/// Also the consent that somebody acts for the caller.
#[utoipa::path(
    tag = "privacy",
    params(("id" = Uuid, Path, description = "The consent")),
    responses((status = 200, body = ConsentOut, description = "The consent now", example = json!(consent_example()))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "privacy.consent_not_found"]))),
)]
#[post("/me/consents/{id}/withdraw")]
pub(super) async fn withdraw_my_consent(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    id: PathId<ConsentId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "privacy.withdraw_consent", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let consent = rows::find(tx, id.0).await?.filter(|consent| consent.person == bound.person);
        let consent = consent.ok_or(Code::PrivacyConsentNotFound)?;
        if rows::withdraw(tx, id.0, bound.caller.account, bound.now).await? {
            log(tx, &bound, "privacy.withdraw_consent", id.0).await?;
            if consent.purpose == Purpose::Assistance
                && let Some(helper) = consent.subject
            {
                let helper = PersonId(helper);
                inbox::tell(tx, helper, Kind::ConsentWithdrawn, Some(("consent", id.0.0)), &[], bound.now).await?;
            }
            // The photo goes with the agreement: agreeing anew, to the phone number say, does not bring it back.
            if consent.purpose == Purpose::ContactCard
                && let Some(holding) = consent.subject
            {
                let card = Holder::ContactCard(HoldingId(holding));
                let _: bool = evidence::take(tx, card, bound.caller.account, &[]).await?;
            }
        }
        let now = rows::find(tx, id.0).await?.ok_or(Code::PrivacyConsentNotFound)?;
        Ok(Done::ok(ConsentOut::from(&now)))
    };
    Ok(command.run(work).await?.into())
}

async fn log(tx: &Tx, act: &Act, action: &str, id: ConsentId) -> Result<(), StoreError> {
    let record = Record {
        subject_kind: Some("consent"),
        subject: Some(id.0),
        organization: act.caller.branch().cloned(),
        ..act.record(action)
    };
    audit::write(tx, record, act.now).await
}

/// The example in the document.
fn consent_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000082", "purpose": "public_name", "purposeName": "公示全名",
        "subjectId": null, "how": "app", "givenAt": "2024-03-05T18:00:00+08:00", "withdrawnAt": null
    })
}
