//! `GET /board/{organizationId}/fund`: the fund's statement for the notice board.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;
use xianfeng_domain::funds::{Fund, yuan};
use xianfeng_domain::ids::OrganizationId;
use xianfeng_infra::db::Tx;

use super::Message;
use super::qr;
use super::route::{Asked, message, page, refuse};
use super::style::STYLE_SHEET;
use super::text::{Lang, Words};
use crate::app::App;
use crate::funds::Line;
use crate::http::meta::RequestMeta;
use crate::http::problem::Problem;
use crate::http::versioned::{Caching, Versioned, version_of_bytes};
use crate::public::{PublicFund, public_fund};

/// How long anybody may keep the page.
const KEPT: Duration = Duration::from_secs(60);

#[derive(Template)]
#[template(path = "fund.html", whitespace = "minimize")]
pub(super) struct FundPage {
    pub(super) id: Uuid,
    pub(super) organization: String,
    pub(super) as_of: String,
    pub(super) sums: Vec<(&'static str, String)>,
    pub(super) periods: Vec<Cells>,
    pub(super) villages: Vec<Cells>,
    pub(super) public_url: String,
    pub(super) other: &'static str,
    pub(super) words: &'static Words,
    pub(super) says: Says,
    pub(super) css: &'static str,
    pub(super) qr: Option<String>,
}

/// A line of a table: what it is about, its address if it has one, and the figures in yuan.
pub(super) struct Cells {
    pub(super) name: String,
    pub(super) path: Option<String>,
    pub(super) figures: Vec<String>,
    pub(super) sum: bool,
}

/// The page's own words.
pub(super) struct Says {
    pub(super) kind: &'static str,
    pub(super) unit: &'static str,
    pub(super) by_period: &'static str,
    pub(super) by_village: &'static str,
    pub(super) period: &'static str,
    pub(super) village: &'static str,
    pub(super) of_period: [&'static str; 6],
    pub(super) of_village: [&'static str; 5],
    earlier: &'static str,
    total: &'static str,
    pub(super) how: &'static str,
    pub(super) explained: [(&'static str, &'static str); 5],
    pub(super) board: &'static str,
    pub(super) scan: &'static str,
}

const fn says(lang: Lang) -> Says {
    match lang {
        Lang::Chinese => Says {
            kind: "党员积分奖励经费公开",
            unit: "单位：元",
            by_period: "各期收支",
            by_village: "各村经费",
            period: "结算周期",
            village: "党支部",
            of_period: ["拨入", "发放", "已兑换", "待兑换", "到期退回", "收回"],
            of_village: ["拨入", "已兑换", "待兑换", "收回", "可用"],
            earlier: "更早",
            total: "合计",
            how: "怎样看这张表",
            explained: [
                ("拨入", "从村级转移支付经费中列支的党员积分专项奖励经费。"),
                ("发放", "按结算结果发给党员的兑换分，折合成元。"),
                ("已兑换、待兑换", "党员已经领走奖品的，和还没有领、随时可以兑换的。"),
                ("到期退回", "兑换分过期没有用，钱退回经费，以后可以再发。"),
                ("收回", "没有用完又不结转的，交回乡镇。本表只列总数，不列个人兑换了什么。"),
            ],
            board: "查看积分榜",
            scan: "微信扫一扫，查看最新收支",
        },
        Lang::English => Says {
            kind: "The fund behind redemption points",
            unit: "In yuan",
            by_period: "By period",
            by_village: "By village",
            period: "Period",
            village: "Branch",
            of_period: ["Put in", "Issued", "Redeemed", "Open", "Ran out", "Returned"],
            of_village: ["Put in", "Redeemed", "Open", "Returned", "Available"],
            earlier: "Earlier",
            total: "Total",
            how: "How to read this",
            explained: [
                ("Put in", "Set aside for rewards from the village's transfer payment."),
                ("Issued", "Redemption points that a settlement gave to members, in yuan."),
                ("Redeemed, open", "What members have fetched rewards for, and what they still may."),
                ("Ran out", "Points not used in time: their money is in the fund again."),
                (
                    "Returned",
                    "Unused and not carried over: back to the township. Sums only; nobody's orders are shown.",
                ),
            ],
            board: "See the board",
            scan: "Scan for the latest figures",
        },
    }
}

/// The statement of a fund as a page.
///
/// For villagers and for printing on A4; HTML without scripts, in Chinese or English; once publication is
/// approved. Sums only, no persons. Every refusal is a page too.
#[utoipa::path(
    tag = "public",
    security(()),
    params(
        ("organizationId" = Uuid, Path, description = "A branch or township"),
        ("lang" = Option<String>, Query, description = "`zh` or `en`; by Accept-Language where absent"),
    ),
    responses((status = 200, body = String, content_type = "text/html", description = "The page")),
    extensions(("x-error-codes" = json!([]))),
)]
#[get("/board/{organizationId}/fund")]
pub(super) async fn show_fund(
    app: Data<App>,
    request: HttpRequest,
    meta: RequestMeta,
    id: Path<String>,
) -> Result<HttpResponse, Problem> {
    let lang = Asked::of(&request, meta).lang;
    let Some(id) = Uuid::try_parse(&id).ok().filter(|_| id.len() == 36) else {
        return message(Message::NoFund, lang);
    };
    let found = match app.database.read(async |tx: &Tx| public_fund(tx, OrganizationId(id)).await).await {
        Ok(found) => found,
        Err(failure) => return refuse(failure, meta, lang),
    };
    let now = app.clock.now();
    let public_url = format!("{}/board/{id}/fund", app.settings.public_base_url);
    let html = fund_page(&found, public_url, now, lang).render().map_err(Problem::internal)?;
    // The time of reading alone makes no new version.
    let version = version_of_bytes(html.replace(&lang.as_of(now), "").as_bytes());
    let versioned = Versioned::new(version, Caching::Public(KEPT));
    if let Some(unchanged) = versioned.unchanged(&request, None) {
        return Ok(unchanged);
    }
    Ok(page(versioned.head(HttpResponse::build(StatusCode::OK)), lang, html))
}

/// The page of what the public sees.
pub(super) fn fund_page(found: &PublicFund, public_url: String, now: DateTime<Utc>, lang: Lang) -> FundPage {
    let (says, whole) = (says(lang), &found.whole);
    let fund = whole.fund;
    let [put_in, spent, open, returned, available] = of_village(fund).map(yuan);
    let [put_in_says, spent_says, open_says, returned_says, available_says] = says.of_village;
    let sums = [
        (put_in_says, put_in),
        (spent_says, spent),
        (open_says, open),
        (returned_says, returned),
        (available_says, available),
    ];
    // Nothing returned is nothing to tell.
    let sums = sums.into_iter().filter(|(name, _)| *name != returned_says || fund.lapsed > 0);
    let line = |line: &Line| Cells {
        name: line.period.map_or_else(|| says.earlier.to_owned(), |period| lang.period(period)),
        path: None,
        figures: of_period(line).map(yuan).to_vec(),
        sum: false,
    };
    let mut periods: Vec<Cells> = whole.lines.iter().map(line).collect();
    if periods.len() > 1 {
        let total = whole.lines.iter().map(of_period).fold([0; 6], |mut sum, figures| {
            sum.iter_mut().zip(figures).for_each(|(sum, figure)| *sum += figure);
            sum
        });
        periods.push(Cells { name: says.total.to_owned(), path: None, figures: total.map(yuan).to_vec(), sum: true });
    }
    let village =
        |(organization, statement): &(xianfeng_domain::organizations::Organization, crate::funds::Statement)| Cells {
            name: organization.name.clone(),
            path: Some(format!("/board/{}/fund", organization.id)),
            figures: of_village(statement.fund).map(yuan).to_vec(),
            sum: false,
        };
    let mut villages: Vec<Cells> = found.villages.iter().map(village).collect();
    if villages.len() > 1 {
        let figures = of_village(fund).map(yuan).to_vec();
        villages.push(Cells { name: says.total.to_owned(), path: None, figures, sum: true });
    }
    FundPage {
        id: found.organization.id.0,
        organization: found.organization.name.clone(),
        as_of: lang.as_of(now),
        sums: sums.collect(),
        periods,
        villages,
        qr: qr::svg(&public_url),
        public_url,
        other: lang.other().code(),
        words: lang.words(),
        says,
        css: STYLE_SHEET,
    }
}

const fn of_village(fund: Fund) -> [i64; 5] {
    [fund.allotted, fund.spent, fund.committed, fund.lapsed, fund.available()]
}

const fn of_period(line: &Line) -> [i64; 6] {
    [line.fund.allotted, line.issued, line.fund.spent, line.fund.committed, line.released, line.fund.lapsed]
}
