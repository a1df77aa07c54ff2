//! The board of an organization as a workbook.

use std::sync::Arc;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::boards::Ranked;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::Organization;
use xianfeng_domain::rulebook::RuleBook;
use xianfeng_domain::time::Period;
use xianfeng_infra::boards::{BoardQuery, BoardRow, members_board};
use xianfeng_infra::db::Tx;
use xianfeng_infra::editions::Shown;
use xianfeng_infra::rulebooks;
use xianfeng_infra::sheets::write::{Column, Layout, TableWriter, Value};

use super::MOST_ROWS;
use super::download::{Made, Workbook, blocking, download};
use super::names::{NamesIn, audit, subject};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::board::{Lang, PlaceChange};
use crate::editions::hex;
use crate::failure::Failure;
use crate::http::extract::QueryParams;
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::WirePeriod;
use crate::leaderboards::{PreviousPlaces, TownshipGrades, period_or_running, reference_day};

/// Which board.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LeaderboardExportQuery {
    /// A branch, a township or what lies above, within reach.
    pub organization_id: Uuid,
    /// The running closing unit of the rule book where absent.
    #[param(value_type = Option<String>, example = "2024-Q1")]
    pub period: Option<WirePeriod>,
    /// Only members of this category.
    pub category: Option<String>,
    /// How names are shown.
    #[serde(default)]
    #[param(inline, required = false)]
    pub names: NamesIn,
}

impl Check for LeaderboardExportQuery {
    fn check(&self, faults: &mut Faults) {
        if let Some(category) = &self.category {
            faults.text("?category", category, 1..=40);
        }
    }
}

/// Exports a board of members as xlsx.
///
/// The same ranks and totals as the board, with the grades in the township; of a closed period those of
/// its latest edition, whose number and hash stand in the title. Full names (`names=full`) are for who
/// manages the members there. Every export is in the audit log.
#[utoipa::path(
    tag = "exports",
    params(LeaderboardExportQuery),
    responses((status = 200, description = "The workbook", body = Workbook,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "period.not_found", "export.names_forbidden", "export.too_large", "auth.forbidden",
        "server.storage_full"
    ]))),
)]
#[get("/exports/leaderboard.xlsx")]
pub(super) async fn export_leaderboard(
    app: Data<App>,
    permit: Permit<rights::Read>,
    asked: QueryParams<LeaderboardExportQuery>,
) -> Result<HttpResponse, Problem> {
    download(leaderboard(&app, &permit, &permit.reach, &asked).await?).await
}

/// The use case: the workbook of a board.
///
/// # Errors
/// What the organization, the period or the names refuse; `export.too_large`.
pub async fn leaderboard(app: &App, act: &Act, reach: &Reach, asked: &LeaderboardExportQuery) -> Result<Made, Problem> {
    let read = async |tx: &Tx| collect(tx, act, reach, asked).await;
    let export = app.database.read(read).await?;
    let log = async |tx: &Tx| -> Result<(), Failure> {
        let (organization, rows) = (&export.organization, export.rows.len());
        Ok(audit(tx, act, "exports.leaderboard", organization, export.names, rows).await?)
    };
    app.database.transact("exports.leaderboard", log).await?;
    let (ascii, name) = export.file_names();
    let table = blocking(move || {
        let mut table = TableWriter::new(&export.layout())?;
        for (number, (row, change)) in (1i64..).zip(&export.rows) {
            table.row(&export.values(number, row, *change))?;
        }
        Ok(table)
    });
    Ok(Made { table: table.await?, ascii, name })
}

/// What goes into the workbook.
struct Export {
    organization: Organization,
    period: Period,
    names: NamesIn,
    book: Option<Arc<RuleBook>>,
    grades: Option<TownshipGrades>,
    edition: Option<Shown>,
    rows: Vec<(Ranked<BoardRow>, PlaceChange)>,
}

/// Loads the board.
async fn collect(tx: &Tx, act: &Act, reach: &Reach, asked: &LeaderboardExportQuery) -> Result<Export, Failure> {
    let today = act.today();
    let organization = subject(tx, reach, OrganizationId(asked.organization_id)).await?;
    let names = asked.names.permit(&act.caller, &organization.path)?;
    let period = period_or_running(tx, &organization.path, asked.period, today).await?;
    let query = BoardQuery {
        organization: organization.path.clone(),
        period,
        category: asked.category.clone(),
        audience: names.audience(),
    };
    let board = members_board(tx, &query, today).await?;
    if board.rows.len() > MOST_ROWS {
        return Err(Code::ExportTooLarge.into());
    }
    let previous = PreviousPlaces::load(tx, &query, today).await?;
    let book = rulebooks::effective(tx, &organization.path, reference_day(period, today)).await?;
    let grades = TownshipGrades::load(tx, &organization.path, period, today).await?;
    let with_change = |row: Ranked<BoardRow>| {
        let change = previous.change(row.row.member, row.rank);
        (row, change)
    };
    let edition = board.edition;
    let rows = board.rows.into_iter().map(with_change).collect();
    Ok(Export { organization, period, names, book: book.map(|effective| effective.book), grades, edition, rows })
}

impl Export {
    fn file_names(&self) -> (String, String) {
        let period = self.period;
        (format!("leaderboard-{period}.xlsx"), format!("{}积分排行榜{period}.xlsx", self.organization.name))
    }

    /// Which figures these are: the edition with its hash, or live ones.
    fn standing(&self) -> String {
        let Some(shown) = &self.edition else { return "暂行数据".to_owned() };
        let (number, hash) = (shown.stored.edition.number, hex(&shown.stored.hash));
        let state = if shown.publication.is_some() { "公示" } else { "未公示" };
        format!("{state}第{number}版，校验码 {hash}")
    }

    fn layout(&self) -> Layout {
        let column = |(title, width): (&str, u16)| Column { title: title.to_owned(), width };
        let period = Lang::Chinese.period(self.period);
        let title = format!("{} {period} 党员积分排行榜（{}）", self.organization.name, self.standing());
        Layout {
            sheet: "积分排行榜".to_owned(),
            title: Some(title),
            columns: [
                ("序号", 6),
                ("名次", 6),
                ("姓名", 12),
                ("党支部", 24),
                ("类别", 8),
                ("总积分", 10),
                ("加分（含基础分）", 16),
                ("扣分", 10),
                ("名次升降", 10),
                ("等次", 10),
            ]
            .map(column)
            .to_vec(),
        }
    }

    fn values(&self, number: i64, ranked: &Ranked<BoardRow>, change: PlaceChange) -> [Value; 10] {
        let row = &ranked.row;
        let grade = self.grades.as_ref().and_then(|grades| grades.grade(row.member));
        let category = self.book.as_ref().and_then(|book| book.category(&row.category));
        [
            Value::Integer(number),
            Value::Integer(ranked.rank.into()),
            Value::Text(self.names.show(&row.name)),
            Value::Text(row.branch_name.clone()),
            Value::Text(category.map_or_else(|| row.category.clone(), |category| category.name.clone())),
            Value::Points(row.total),
            Value::Points(row.additions),
            Value::Points(row.deductions),
            match change {
                PlaceChange::Unknown => Value::Empty,
                PlaceChange::New => Value::Text("新".to_owned()),
                PlaceChange::Up(places) => Value::Integer(places.into()),
            },
            grade.map_or(Value::Empty, |grade| Value::Text(grade.name.clone())),
        ]
    }
}
