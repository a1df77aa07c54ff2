//! `GET /board/{organizationId}/statistics`: what was done in a place and time, for the notice board (S0-14).

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use chrono::{DateTime, Datelike, Utc};
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::statistics::Figures;
use xianfeng_domain::time::{Period, day_of};
use xianfeng_infra::db::Tx;

use super::Message;
use super::chart::Scale;
use super::months::{Month, MonthChart};
use super::qr;
use super::route::{Asked, KEPT, message, page, refuse};
use super::style::STYLE_SHEET;
use super::text::{Lang, Words};
use crate::app::App;
use crate::http::meta::RequestMeta;
use crate::http::problem::Problem;
use crate::http::versioned::{Caching, Versioned, version_of_bytes};
use crate::public::public_statistics;
use crate::statistics::{By, FiguresOut, StatisticRowOut, Statistics, figures_out, rows_out};

/// So many items stand on the page, those with the most; the rest is in the workbook.
const MOST_ITEMS: usize = 20;

#[derive(Template)]
#[template(path = "statistics.html", whitespace = "minimize")]
struct StatisticsPage {
    id: Uuid,
    organization: String,
    period: String,
    standing: &'static str,
    as_of: String,
    sums: Vec<(&'static str, String)>,
    months: Option<String>,
    kinds: [&'static str; 4],
    branches: Vec<Line>,
    items: Vec<Line>,
    more: Option<String>,
    public_url: String,
    period_code: String,
    other: &'static str,
    words: &'static Words,
    says: Says,
    css: &'static str,
    qr: Option<String>,
}

/// A line of a table, with its bar.
struct Line {
    name: String,
    path: Option<String>,
    note: String,
    times: u64,
    persons: String,
    bar: String,
}

/// The page's own words.
struct Says {
    kind: &'static str,
    times: &'static str,
    persons: &'static str,
    few: &'static str,
    by_month: &'static str,
    by_branch: &'static str,
    by_item: &'static str,
    branch: &'static str,
    item: &'static str,
    none: &'static str,
    how: &'static str,
    explained: &'static str,
    board: &'static str,
    scan: &'static str,
}

const fn kinds(lang: Lang) -> [&'static str; 4] {
    match lang {
        Lang::Chinese => ["志愿服务", "为群众办好事", "技术咨询", "其他"],
        Lang::English => ["Services", "Good deeds", "Consultations", "Other"],
    }
}

const fn says(lang: Lang) -> Says {
    match lang {
        Lang::Chinese => Says {
            kind: "党员活动统计",
            times: "次数",
            persons: "人数",
            few: "不足3人",
            by_month: "各月活动",
            by_branch: "各支部活动",
            by_item: "各项目活动",
            branch: "党支部",
            item: "项目",
            none: "这一时段还没有活动记录。",
            how: "怎样看这张表",
            explained: "按积分流水统计，只计已审核通过、没有撤销的加分事项，记在做事时所在的支部。不足3人的不列人数。",
            board: "查看积分榜",
            scan: "微信扫一扫，查看最新统计",
        },
        Lang::English => Says {
            kind: "What members did",
            times: "Times",
            persons: "Persons",
            few: "under 3",
            by_month: "By month",
            by_branch: "By branch",
            by_item: "By item",
            branch: "Branch",
            item: "Item",
            none: "Nothing is on record for this period yet.",
            how: "How to read this",
            explained: "Counted from the ledger: what was approved and not taken back, at the branch where it was \
                        done. How many persons is told from three on.",
            board: "See the board",
            scan: "Scan for the latest figures",
        },
    }
}

/// What was done in a place and time, as a page.
///
/// For villagers and for printing on A4; HTML without scripts, in Chinese or English; once publication is approved.
/// Every refusal is a page too.
#[utoipa::path(
    tag = "public",
    security(()),
    params(
        ("organizationId" = Uuid, Path, description = "A branch or township"),
        ("period" = Option<String>, Query, description = "The running closing unit where absent", example = "2024"),
        ("lang" = Option<String>, Query, description = "`zh` or `en`; by Accept-Language where absent"),
    ),
    responses((status = 200, body = String, content_type = "text/html", description = "The page")),
    extensions(("x-error-codes" = json!([]))),
)]
#[get("/board/{organizationId}/statistics")]
pub(super) async fn show_statistics_board(
    app: Data<App>,
    request: HttpRequest,
    meta: RequestMeta,
    id: Path<String>,
) -> Result<HttpResponse, Problem> {
    let Asked { period, lang } = Asked::of(&request, meta);
    let Ok(period) = period else { return message(Message::BadPeriod, lang) };
    let Some(id) = Uuid::try_parse(&id).ok().filter(|_| id.len() == 36) else {
        return message(Message::NotFound, lang);
    };
    let now = app.clock.now();
    let read = async |tx: &Tx| public_statistics(tx, OrganizationId(id), period, day_of(now)).await;
    let (found, provisional) = match app.database.read(read).await {
        Ok(found) => found,
        Err(failure) => return refuse(failure, meta, lang),
    };
    let view = statistics_page(&found, provisional, &app.settings.public_base_url, now, lang);
    let html = view.render().map_err(Problem::internal)?;
    // The time of reading alone makes no new version.
    let version = version_of_bytes(html.replace(&lang.as_of(now), "").as_bytes());
    let versioned = Versioned::new(version, Caching::Public(KEPT));
    if let Some(unchanged) = versioned.unchanged(&request, None) {
        return Ok(unchanged);
    }
    Ok(page(versioned.head(HttpResponse::build(StatusCode::OK)), lang, html))
}

fn statistics_page(
    found: &Statistics,
    provisional: bool,
    base_url: &str,
    now: DateTime<Utc>,
    lang: Lang,
) -> StatisticsPage {
    let (says, kinds, id) = (says(lang), kinds(lang), found.organization.id);
    let totals = figures_out(&Figures::of(&found.activities), true);
    let counts = counts(&totals);
    let mut sums: Vec<(&'static str, String)> =
        kinds.into_iter().zip(counts).map(|(kind, count)| (kind, count.to_string())).collect();
    // Nothing else is nothing to tell.
    sums.retain(|(kind, count)| *kind != kinds[3] || count != "0");
    sums.extend(totals.persons.map(|persons| (says.persons, persons.to_string())));
    let months: Vec<Month> = rows_out(found, By::Month, true)
        .iter()
        .filter_map(|row| {
            let month: Period = row.key.parse().ok()?;
            Some(Month { number: month.start().month(), counts: self::counts(&row.figures) })
        })
        .collect();
    let chart = MonthChart::new(&months, says.by_month, kinds, lang);
    let items = rows_out(found, By::Item, true);
    let left = items.len().saturating_sub(MOST_ITEMS);
    let path = |row: &StatisticRowOut| Some(format!("/board/{}/statistics?period={}", row.key, found.period));
    let branches = match found.organization.kind.is_branch() {
        true => Vec::new(),
        false => lines(&rows_out(found, By::Branch, true), &says, path),
    };
    let public_url = format!("{base_url}/board/{id}/statistics?period={}", found.period);
    StatisticsPage {
        id: id.0,
        organization: found.organization.name.clone(),
        period: lang.period(found.period),
        standing: match (provisional, lang) {
            (true, Lang::Chinese) => "实时数据，仅供参考",
            (true, Lang::English) => "Live figures, which still change",
            (false, Lang::Chinese) => "本期已公示",
            (false, Lang::English) => "The period is published",
        },
        as_of: lang.as_of(now),
        sums,
        months: chart.and_then(|chart| chart.render().ok()),
        kinds,
        branches,
        items: lines(items.get(..MOST_ITEMS.min(items.len())).unwrap_or_default(), &says, |_| None),
        more: (left > 0).then(|| match lang {
            Lang::Chinese => format!("另有{left}项"),
            Lang::English => format!("and {left} more"),
        }),
        qr: qr::svg(&public_url),
        public_url,
        period_code: found.period.to_string(),
        other: lang.other().code(),
        words: lang.words(),
        says,
        css: STYLE_SHEET,
    }
}

const fn counts(figures: &FiguresOut) -> [u64; 4] {
    [figures.services, figures.good_deeds, figures.consultations, figures.others]
}

fn lines(rows: &[StatisticRowOut], says: &Says, path: impl Fn(&StatisticRowOut) -> Option<String>) -> Vec<Line> {
    let whole = |times: u64| Points::from_hundredths(i64::try_from(times).unwrap_or(i64::MAX / 100) * 100);
    let scale = Scale::over(rows.iter().map(|row| whole(row.figures.times)));
    let line = |row: &StatisticRowOut| {
        let much = row.figures.quantities.iter().map(|much| format!("{}{}", much.amount.0, much.unit));
        let persons = match (row.figures.persons, row.figures.times) {
            (Some(persons), _) => persons.to_string(),
            (None, 0) => String::new(),
            (None, _) => says.few.to_owned(),
        };
        Line {
            name: row.name.clone(),
            path: path(row),
            note: much.collect::<Vec<_>>().join(" "),
            times: row.figures.times,
            persons,
            bar: scale.bar(Some(whole(row.figures.times)), None).render().unwrap_or_default(),
        }
    };
    rows.iter().map(line).collect()
}
