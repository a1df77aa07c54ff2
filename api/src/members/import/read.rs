//! From the file to a sheet, and from the sheet to rows of this township.

use std::collections::BTreeMap;

use actix_web::web;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::Organization;
use xianfeng_domain::roster::{self, Fault, Lists, Reading, Sheet};
use xianfeng_domain::rulebook::RuleBook;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::Tx;
use xianfeng_infra::sheets::read::{Limits, ReadError, roster as read_roster};
use xianfeng_infra::{organizations, rulebooks};

use super::branches;
use crate::app::App;
use crate::failure::Failure;
use crate::http::problem::{Code, Problem, Text};

/// Reads the workbook in a blocking task.
///
/// # Errors
/// `roster.unreadable` with what to do about it.
pub(super) async fn sheet(app: &App, bytes: Vec<u8>) -> Result<Sheet, Problem> {
    let file_bytes = u64::try_from(app.settings.max_roster).unwrap_or(u64::MAX);
    let limits = Limits { file_bytes, ..Limits::default() };
    let read = web::block(move || read_roster(&bytes, &limits)).await.map_err(Problem::internal)?;
    read.map_err(unreadable)
}

fn unreadable(error: ReadError) -> Problem {
    let detail = Text::new(format!("{}。", error.reason()), error.to_string());
    Problem::new(Code::RosterUnreadable).detail(detail).member("reason", error.code())
}

/// What a sheet says in a township.
pub(super) struct Read {
    /// Good rows and the faults of the others; a header that is not whole is all faults.
    pub reading: Reading,
    /// The branches that rows name, those to be made among them.
    pub branches: BTreeMap<OrganizationId, Organization>,
    /// Those to be made.
    pub new_branches: Vec<Organization>,
    /// The rule book in force.
    pub book: std::sync::Arc<RuleBook>,
}

/// Reads the rows of a sheet by the township's branches and categories.
///
/// # Errors
/// `rulebook.not_found`, or the store's fault.
pub(super) async fn rows(
    tx: &Tx,
    township: &Organization,
    sheet: &Sheet,
    create_branches: bool,
    today: Day,
) -> Result<Read, Failure> {
    let book = rulebooks::effective(tx, &township.path, today).await?.ok_or(Code::RulebookNotFound)?.book;
    let mut all = organizations::under(tx, &township.path).await?;
    let new_branches = if create_branches { branches::missing(township, &all, sheet) } else { Vec::new() };
    all.extend(new_branches.iter().cloned());
    all.retain(|organization| organization.kind.is_branch());
    let categories = book.categories.iter().map(|category| (category.code.as_str(), category.name.as_str()));
    let lists = Lists::new(all.iter().map(|branch| (branch.id, branch.name.as_str())), categories);
    let reading = roster::read(sheet, &lists, today).unwrap_or_else(without_header);
    let branches = all.into_iter().map(|branch| (branch.id, branch)).collect();
    Ok(Read { reading, branches, new_branches, book })
}

fn without_header(faults: Vec<Fault>) -> Reading {
    let header_row = faults.first().map_or(1, |fault| fault.row);
    Reading { header_row, rows: Vec::new(), faults }
}
