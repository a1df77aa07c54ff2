//! A list with its packs of evidence, for paper.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::ids::ProposalId;
use xianfeng_domain::proposals::{Kind, Proposal};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{organizations, proposals as rows};

use super::evidence::EvidenceOut;
use super::lines::{ProposalLineOut, lines_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::board::{Lang, ListPage, ListPerson, private_page, render_list};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Language, Problem};

/// Prints a list with its packs of evidence.
///
/// HTML without scripts, for A4, within reach; struck lines are left out. The audit log says that it
/// was read.
#[utoipa::path(
    tag = "proposals",
    params(("id" = Uuid, Path, description = "The list")),
    responses((status = 200, body = String, content_type = "text/html", description = "The page")),
    extensions(("x-error-codes" = json!(["proposal.not_found", "auth.forbidden"]))),
)]
#[get("/proposals/{id}/print")]
pub(super) async fn print_proposal(
    app: Data<App>,
    permit: Permit<rights::Read>,
    id: PathId<ProposalId>,
) -> Result<HttpResponse, Problem> {
    let lang = match permit.meta.map(|meta| meta.language).unwrap_or_default() {
        Language::Chinese => Lang::Chinese,
        Language::English => Lang::English,
    };
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let proposal = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::ProposalNotFound)?;
        Ok((page(tx, &permit, &proposal, lang).await?, proposal.path))
    };
    let (page, path) = app.database.read(read).await?;
    permit.disclosed(&app, "proposals.print", Some(("proposal", id.0.0)), Some(path)).await?;
    let html = render_list(&page, lang).map_err(Problem::internal)?;
    Ok(private_page(lang, html))
}

async fn page(tx: &Tx, act: &Act, proposal: &Proposal, lang: Lang) -> StoreResult<ListPage> {
    let organization = organizations::find_open(tx, proposal.organization).await?;
    let lines: Vec<_> = rows::lines(tx, proposal.id).await?.into_iter().filter(|line| !line.struck).collect();
    let persons = lines_out(tx, &lines, true).await?;
    let signature = proposal.signature.as_ref();
    let says = |chinese: String, english: String| match lang {
        Lang::Chinese => chinese,
        Lang::English => english,
    };
    let stands_on = match &proposal.edition {
        Some(edition) => says(
            format!("依据公示第{}版（{}）", edition.number, edition.short_hash),
            format!("Stands on edition {} ({})", edition.number, edition.short_hash),
        ),
        None => says("年度尚未结账，数据为暂定".to_owned(), "Provisional: the year is not closed".to_owned()),
    };
    let decided = match signature {
        Some(signature) => format!("{} · {} · {}", signature.on, signature.meeting, signature.reason),
        None => says("拟定稿，未签字".to_owned(), "A draft, not signed".to_owned()),
    };
    Ok(ListPage {
        kind: kind_name(proposal.kind, lang),
        organization: organization.map(|organization| organization.name).unwrap_or_default(),
        period: lang.period(proposal.year),
        notes: vec![stands_on, decided],
        persons: persons.into_iter().map(|line| person(line, lang)).collect(),
        as_of: lang.as_of(act.now),
    })
}

const fn kind_name(kind: Kind, lang: Lang) -> &'static str {
    let (chinese, english) = match kind {
        Kind::Honours => ("年度优秀党员名单", "The year's best"),
        Kind::MayStand => ("优秀党员参评资格名单", "Who may stand for excellent member"),
        Kind::NotToBeNominated => ("暂不提名人员名单（不公开）", "Who is not to be nominated (confidential)"),
        Kind::Activists => ("优秀入党积极分子名单", "Activists honoured and developed"),
    };
    match lang {
        Lang::Chinese => chinese,
        Lang::English => english,
    }
}

fn person(line: ProposalLineOut, lang: Lang) -> ListPerson {
    let mut rows: Vec<(String, String)> = Vec::new();
    let mut row = |chinese: &str, english: &str, text: String| {
        let head = match lang {
            Lang::Chinese => chinese,
            Lang::English => english,
        };
        rows.push((head.to_owned(), text));
    };
    if let Some(merits) = line.merits {
        row("主要事迹", "Merits", merits);
    }
    let EvidenceOut { total, rank, counted, grade, quarters, items, posts, appraisals, running, .. } =
        line.evidence.unwrap_or_default();
    if let Some(total) = total {
        let place = rank.zip(counted).map(|(rank, counted)| format!("{rank}/{counted}"));
        let parts = [Some(total.0.to_string()), place, grade];
        row(
            "全年积分 · 名次 · 等次",
            "Total · rank · grade",
            parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        );
    }
    for quarter in quarters {
        let grade = quarter.grade.unwrap_or_default();
        let period = lang.period(quarter.period.0);
        row(&period, &period, format!("{} {grade}", quarter.total.0));
    }
    for item in items {
        let much = item.quantities.join("、");
        row(&item.name, &item.name, format!("{}× {} {much}", item.times, item.points.0));
    }
    if !posts.is_empty() {
        row("岗位", "Posts", posts.join("、"));
    }
    for one in appraisals {
        let (chinese, english) =
            if one.kind == "pledge" { ("评诺", "Pledge") } else { ("民主评议", "Appraisal") };
        row(chinese, english, format!("{}/{} {}", one.score.0, one.weight, one.grade.unwrap_or_default()));
    }
    if let Some(running) = running {
        let from = lang.period(running.from.0);
        row(
            "累计积分",
            "Running total",
            format!("{} ({from}–) {}/{}", running.total.0, running.place, running.counted),
        );
    }
    if let Some(reason) = line.reason {
        row("说明", "Note", reason);
    }
    ListPerson { name: line.name, branch: line.organization_name, rows }
}
