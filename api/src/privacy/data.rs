//! What is held on me (article 45).

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::privacy::{Table, inventory};
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::privacy::held::{HeldRow, held};

use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::problem::Problem;
use crate::http::wire::WireTime;

/// So many rows of a place stand in the answer; the count says how many there are, and a route of its own reads on.
const ROWS: u64 = 100;

/// So many rows of a place stand on paper: more than any member has of one.
pub(super) const ON_PAPER: u64 = 5_000;

/// Everything that is held on the caller.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MyDataOut {
    /// When it was read.
    pub as_of: WireTime,
    /// The places, in the order of the data list; those that hold nothing of the caller are left out, but for those
    /// of which nobody can say whose a row is.
    pub sections: Vec<SectionOut>,
}

/// One place.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = HeldSectionOut)]
pub struct SectionOut {
    /// The stable code.
    pub code: &'static str,
    /// What it holds, in plain Chinese.
    pub title: &'static str,
    /// What for.
    pub purpose: &'static str,
    /// On what basis: `party_affairs`, `law`, `consent` or `service`.
    pub basis: &'static str,
    /// The basis in plain Chinese.
    pub basis_name: &'static str,
    /// How long it is kept.
    pub kept: &'static str,
    /// How many rows there are.
    pub count: u64,
    /// Why none can be said to be the caller's, where nobody can say whose a row is.
    pub unfound: Option<&'static str>,
    /// Whether there are more than stand here: `/me/privacy/data/rows?place=` with the code reads them all.
    pub more: bool,
    /// The first hundred rows.
    pub rows: Vec<Vec<ValueOut>>,
}

/// A value with its name.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = HeldValueOut)]
pub struct ValueOut {
    /// The name, in plain Chinese.
    pub name: &'static str,
    /// The value as text.
    pub value: String,
}

/// Shows everything that is held on the caller.
///
/// By place, with purpose, basis and how long it is kept, at most a hundred rows each: `/me/privacy/data/rows` has
/// all of a place; a copy to take along is the same as a page for
/// print. For the person only, member or not: nobody else has this address. What others reported about the
/// caller is not in it, since it would name them.
#[utoipa::path(
    tag = "privacy",
    responses((status = 200, body = MyDataOut, description = "What is held", example = json!({
        "asOf": "2024-03-05T18:00:00+08:00",
        "sections": [{
            "code": "persons", "title": "基本信息", "purpose": "在花名册上认出本人，按年龄、特长安排任务和岗位",
            "basis": "party_affairs", "basisName": "党组织管理党员、执行积分台账所必需", "kept": "党员关系存续期间",
            "count": 1, "unfound": null, "more": false, "rows": [[{ "name": "姓名", "value": "蒋远嘉" }, { "name": "手机号", "value": "19900000001" }]]
        }]
    }))),
    extensions(("x-error-codes" = json!(["auth.not_bound"]))),
)]
#[get("/me/privacy/data")]
pub(super) async fn list_my_data(app: Data<App>, bound: Bound) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| sections(tx, &app.vault, bound.person, ROWS).await;
    let sections = app.database.read(read).await?;
    Ok(HttpResponse::Ok().json(MyDataOut { as_of: bound.now.into(), sections }))
}

/// The places that hold something of a person, with at most `most` rows each.
///
/// # Errors
/// The store's fault.
pub(super) async fn sections(tx: &Tx, vault: &Vault, person: PersonId, most: u64) -> Result<Vec<SectionOut>, Failure> {
    let mut sections = Vec::new();
    for table in inventory() {
        let (count, rows) = held(tx, vault, table, person, (0, most)).await?;
        if count > 0 || table.unfound.is_some() {
            // Where only numbers are held, nothing stands there to be read on.
            let more = count > most && !table.shown.is_empty();
            sections.push(SectionOut { count, more, rows: rows.into_iter().map(row).collect(), ..section(table) });
        }
    }
    Ok(sections)
}

/// A row on the wire.
pub(super) fn row(row: HeldRow) -> Vec<ValueOut> {
    row.into_iter().map(|(name, value)| ValueOut { name, value }).collect()
}

fn section(table: &Table) -> SectionOut {
    SectionOut {
        code: table.name,
        title: table.title,
        purpose: table.purpose,
        basis: table.basis.code(),
        basis_name: table.basis.name(),
        kept: table.kept,
        count: 0,
        unfound: table.unfound,
        more: false,
        rows: Vec::new(),
    }
}
