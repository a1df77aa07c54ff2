//! The rule book in force.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::rulebooks::{self, Effective};

use super::wire::{RuleBookOut, rulebook_example};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::QueryParams;
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::versioned::{Caching, Versioned};
use crate::http::wire::WireDay;
use crate::organizations::find_visible;

/// Where.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RuleBookQuery {
    /// The organization that it is in force for.
    organization_id: Uuid,
    /// On which day; today where absent.
    #[param(value_type = Option<String>, example = "2024-03-01")]
    day: Option<WireDay>,
    /// The `version` that the caller has already.
    known_version: Option<i64>,
}

impl Check for RuleBookQuery {
    fn check(&self, faults: &mut Faults) {
        if let Some(version) = self.known_version {
            faults.range("?knownVersion", version, 0..=i64::MAX);
        }
    }
}

/// The rule book in force for an organization, today or on a day.
///
/// Categories, items with their points, caps and evidence, grades and base points: as the nearest
/// one above has adopted it, with all layers. Sensitive categories are left out for who does not
/// reach the organization.
#[utoipa::path(
    tag = "rulebooks",
    params(RuleBookQuery),
    responses((status = 200, body = RuleBookOut, description = "The book", example = json!(rulebook_example()))),
    extensions(("x-error-codes" = json!(["organization.not_found", "rulebook.not_found"]))),
)]
#[get("/rulebooks/effective")]
pub(super) async fn get_effective_rulebook(
    app: Data<App>,
    bound: Bound,
    request: HttpRequest,
    query: QueryParams<RuleBookQuery>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = find_visible(tx, &bound.caller, OrganizationId(query.organization_id)).await?;
        let organization = organization.ok_or(Code::OrganizationNotFound)?;
        let day = query.day.map_or_else(|| bound.today(), |day| day.0);
        let book = rulebooks::effective(tx, &organization.path, day).await?.ok_or(Code::RulebookNotFound)?;
        let adopted = rulebooks::version(tx, book.id).await?.ok_or(Code::RulebookNotFound)?;
        Ok((book, adopted, organization))
    };
    let (book, adopted, organization) = app.database.read(read).await?;
    let with_sensitive = bound.caller.reach(Right::Read).covers(&organization.path);
    let version = version(&book, with_sensitive);
    let versioned = Versioned::new(version, Caching::Private);
    if let Some(unchanged) = versioned.unchanged(&request, query.known_version) {
        return Ok(unchanged);
    }
    Ok(versioned.answer(&RuleBookOut::new(&adopted, &book.book, version, with_sensitive)))
}

/// Of one organization no two books have the same: a nearer owner's counts higher than any
/// number of editions, and who sees more sees another version.
fn version(book: &Effective, with_sensitive: bool) -> i64 {
    let depth = i64::try_from(book.owner_path.depth()).unwrap_or_default();
    (depth * 1_000_000 + book.version) * 2 + i64::from(with_sensitive)
}
