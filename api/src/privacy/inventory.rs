//! The data list that the law asks for (articles 17 and 55).

use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::privacy::{Blank, Erasure, Table, inventory};

use crate::auth::{Permit, rights};
use crate::http::problem::Problem;

/// The data list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PrivacyInventoryOut)]
pub struct InventoryOut {
    /// Its rows: every table that holds something of a person.
    pub items: Vec<InventoryRowOut>,
}

/// A row of the data list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PrivacyInventoryRowOut)]
pub struct InventoryRowOut {
    /// The table.
    pub table: &'static str,
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
    /// The names of what the person is shown.
    pub fields: Vec<&'static str>,
    /// What closing the account does.
    pub on_closing: String,
    /// What erasing the person does.
    pub on_erasure: String,
    /// Whether erasing waits until what it proves is final.
    pub waits: bool,
}

/// Shows the data list.
///
/// What is held on persons, what for, on what basis, how long, and what becomes of it: for the assessment of
/// article 55. The same list carries out reading and erasing, so that it is what the program does.
#[utoipa::path(
    tag = "privacy",
    responses((status = 200, body = InventoryOut, description = "The list", example = json!({
        "items": [{
            "table": "persons", "title": "基本信息", "purpose": "在花名册上认出本人，按年龄、特长安排任务和岗位",
            "basis": "party_affairs", "basisName": "党组织管理党员、执行积分台账所必需", "kept": "党员关系存续期间",
            "fields": ["姓名", "手机号"], "onClosing": "清除：phone_cipher、phone_hash",
            "onErasure": "清除：name、phone_cipher", "waits": false
        }]
    }))),
    extensions(("x-error-codes" = json!(["auth.forbidden"]))),
)]
#[get("/privacy/inventory")]
pub(super) async fn show_privacy_inventory(_permit: Permit<rights::Administer>) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(InventoryOut { items: inventory().map(row).collect() }))
}

fn row(table: &Table) -> InventoryRowOut {
    InventoryRowOut {
        table: table.name,
        title: table.title,
        purpose: table.purpose,
        basis: table.basis.code(),
        basis_name: table.basis.name(),
        kept: table.kept,
        fields: table.shown.iter().map(|shown| shown.name).collect(),
        on_closing: table.on_closing.map_or_else(|| "不变".to_owned(), words),
        on_erasure: words(table.on_erasure),
        waits: table.waits,
    }
}

fn words(erasure: Erasure) -> String {
    match erasure {
        Erasure::Keep(reason) => format!("保留：{reason}"),
        Erasure::Delete => "删除".to_owned(),
        Erasure::Blank(columns) => {
            let columns: Vec<&str> = columns.iter().map(|(column, _): &(&str, Blank)| *column).collect();
            format!("清除：{}", columns.join("、"))
        }
    }
}
