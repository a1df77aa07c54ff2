//! The privacy guide (article 17): short, in plain Chinese, public, with a version. Whoever has not read it
//! can go on reading everything: it asks, it does not block.

use std::time::Duration;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::ids::PersonId;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::privacy::guides;

use crate::app::App;
use crate::auth::Bound;
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, FaultCode, Faults, Problem};
use crate::http::versioned::{Caching, Versioned};
use crate::http::wire::WireTime;

/// The version of the guide that this release holds. Another text gets the next number.
pub const GUIDE_VERSION: u32 = 1;

const TEXT: &str = include_str!("guide_1.txt");

/// How long anybody may keep the answer.
const KEPT: Duration = Duration::from_secs(3600);

/// The guide.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct GuideOut {
    /// Its version.
    pub version: u32,
    /// Its title.
    pub title: &'static str,
    /// Its paragraphs; the first line of each is a heading.
    pub paragraphs: Vec<&'static str>,
}

/// Shows the privacy guide.
///
/// For everybody. The version tells whether the caller has read this one, see `/me/privacy/guide`.
#[utoipa::path(
    tag = "privacy",
    security(()),
    responses((status = 200, body = GuideOut, description = "The guide", example = json!({
        "version": 1, "title": "先锋小程序个人信息保护指引（第1版，2026年11月22日起施行）",
        "paragraphs": ["一、我们收集什么\n姓名、性别、出生年月、入党时间、所在支部和类别。"]
    }))),
    extensions(("x-error-codes" = json!([]))),
)]
#[get("/public/privacy-guide")]
pub(super) async fn show_privacy_guide(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let mut parts = TEXT.trim().split("\n\n");
    let title = parts.next().unwrap_or_default();
    let out = GuideOut { version: GUIDE_VERSION, title, paragraphs: parts.collect() };
    let versioned = Versioned::new(i64::from(GUIDE_VERSION), Caching::Public(KEPT));
    Ok(versioned.unchanged(&request, None).unwrap_or_else(|| versioned.answer(&out)))
}

/// Which version was read.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GuideIn {
    /// The version.
    #[schema(example = 1)]
    pub version: u32,
}

impl Check for GuideIn {
    fn check(&self, faults: &mut Faults) {
        if !(1..=GUIDE_VERSION).contains(&self.version) {
            faults.add("/version", FaultCode::OutOfRange);
        }
    }
}

/// What the caller has read.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct GuideReadOut {
    /// The newest version that the caller has read.
    pub version: u32,
    /// When.
    pub accepted_at: WireTime,
    /// Whether there is a newer one.
    pub newer: bool,
}

/// Records that the caller has read the privacy guide.
///
/// Once a version, whoever repeats it. Nothing depends on it.
#[utoipa::path(
    tag = "privacy",
    request_body = GuideIn,
    responses((status = 200, body = GuideReadOut, description = "What is on record", example = json!({
        "version": 1, "acceptedAt": "2024-03-05T18:00:00+08:00", "newer": false
    }))),
    extensions(("x-error-codes" = json!(["auth.not_bound"]))),
)]
#[post("/me/privacy/guide")]
pub(super) async fn accept_privacy_guide(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    body: JsonBody<GuideIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "privacy.accept_guide", &key, "", &body.0)?;
    let work = async |tx: &Tx| -> Result<_, Failure> {
        accept(tx, bound.person, body.version, bound.now).await?;
        let (version, at) = guides::accepted(tx, bound.person).await?.unwrap_or((body.version, bound.now));
        Ok(Done::ok(GuideReadOut { version, accepted_at: at.into(), newer: version < GUIDE_VERSION }))
    };
    Ok(command.run(work).await?.into())
}

/// The use case. The row itself says who read what when: no line in the audit log beside it.
///
/// # Errors
/// The store's fault.
pub async fn accept(tx: &Tx, person: PersonId, version: u32, now: chrono::DateTime<chrono::Utc>) -> StoreResult<()> {
    guides::accept(tx, person, version, now).await
}
