//! The protocol of a hand-over for print.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::access::Role;
use xianfeng_domain::ids::HandoverId;
use xianfeng_domain::time::day_of;
use xianfeng_infra::db::Tx;

use super::sign::find;
use super::wire::{HandoverOut, handover_out};
use crate::app::App;
use crate::auth::Bound;
use crate::board::{Lang, Protocol, private_page, render_protocol};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Language, Problem};

/// Prints the protocol of a hand-over.
///
/// HTML without scripts, for A4: the open work, who handed over to whom, room for the signatures. For both
/// sides and who keeps the roster there.
#[utoipa::path(
    tag = "handovers",
    params(("id" = Uuid, Path, description = "The hand-over")),
    responses((status = 200, body = String, content_type = "text/html", description = "The page")),
    extensions(("x-error-codes" = json!(["auth.not_bound", "handover.not_found"]))),
)]
#[get("/handovers/{id}/print")]
pub(super) async fn print_handover(
    app: Data<App>,
    bound: Bound,
    id: PathId<HandoverId>,
) -> Result<HttpResponse, Problem> {
    let lang = match bound.meta.map(|meta| meta.language).unwrap_or_default() {
        Language::Chinese => Lang::Chinese,
        Language::English => Lang::English,
    };
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let seen = find(tx, &bound, id.0).await?;
        let ended = seen.handover.ended_at.unwrap_or(bound.now);
        let role = seen.handover.role;
        let signed = (seen.handover.outgoing_signed.clone(), seen.handover.incoming_signed_at);
        Ok((handover_out(tx, &bound, &seen).await?, role, ended, signed))
    };
    let (out, role, ended, (outgoing, incoming)) = app.database.read(read).await?;
    let day = |at| match lang {
        Lang::Chinese => day_of(at).format("%Y年%-m月%-d日").to_string(),
        Lang::English => day_of(at).format("%-d %b %Y").to_string(),
    };
    let HandoverOut {
        organization_name,
        outgoing_name,
        incoming_name,
        note,
        signed_for_outgoing_by,
        absent_reason,
        ..
    } = out;
    let protocol = Protocol {
        place: organization_name,
        office: office(role, lang),
        day: day(ended),
        outgoing: outgoing_name,
        incoming: incoming_name,
        outgoing_signed: outgoing.map(|signed| day(signed.at)),
        incoming_signed: incoming.map(day),
        signed_for: signed_for_outgoing_by.zip(absent_reason),
        note,
        work: out.work.into_iter().map(|line| (words(&line.what, lang), line.count)).collect(),
    };
    let html = render_protocol(&protocol, lang).map_err(Problem::internal)?;
    Ok(private_page(lang, html))
}

const fn office(role: Role, lang: Lang) -> &'static str {
    match (role, lang) {
        (Role::TownshipAdmin, Lang::Chinese) => "乡镇管理员",
        (Role::TownshipAdmin, Lang::English) => "Township administrator",
        (_, Lang::Chinese) => "支部书记",
        (_, Lang::English) => "Branch secretary",
    }
}

/// What a line of the open work is called on paper.
fn words(what: &str, lang: Lang) -> &'static str {
    let (zh, en) = match what {
        "tasks" => ("未结束的任务", "Tasks under way"),
        "claims" => ("待审核的领办", "Claims to review"),
        "declarations" => ("待研究的申报", "Declarations to decide"),
        "leaves" => ("待答复的请假", "Leave to answer"),
        "audits" => ("未签字的季度审核", "Quarterly audits to sign"),
        "objections" => ("待处理的异议", "Objections to decide"),
        "posts" => ("待确认的岗位认领", "Posts to confirm"),
        "helpCases" => ("未办结的帮教事项", "Open help cases"),
        "helped" => ("由交出人帮教的对象", "Whom the outgoing helps"),
        "liaisons" => ("由交出人联系的流动党员", "Members away whose liaison the outgoing is"),
        "suggestions" => ("待答复的意见建议", "Suggestions to answer"),
        "villagerReports" => ("待核实的群众反映", "Villagers' reports to weigh"),
        "meetings" => ("未结束的会议", "Meetings planned or going on"),
        "minutes" => ("待主持人确认的会议记录", "Minutes that wait for their chair"),
        "contents" => ("待审核的内容", "Contents to approve"),
        "texts" => ("待人工审看的文字图片", "Texts and pictures to look at"),
        "calls" => ("待电话通知的人员", "People to ring up"),
        "corrections" => ("待答复的信息更正申请", "Requests for correction to answer"),
        "proposals" => ("未签字的评先评优名单", "Lists of honours to sign"),
        "care" => ("关爱、激励、帮扶和结对台账", "Entries of the care register"),
        "hosted" => ("在本地共同管理的流动党员", "Members away who are hosted here"),
        "careHelped" => ("由交出人帮扶的台账对象", "Entries of the register that the outgoing helps with"),
        "drafts" => ("由交出人起草、尚未提交的内容", "Contents that the outgoing is writing"),
        "pairings" => ("交出人本人结对关爱的党员（不随职务转交）", "Pairings of the outgoing, which stay theirs"),
        "gridsLed" => ("交出人本人任长的网格（不随职务转交）", "Grids that the outgoing leads, which stay theirs"),
        "assisted" => ("党员委托交出人本人代办（不随职务转交）", "Members who trusted the outgoing to act for them"),
        "movedHelped" => ("已转交的帮教对象", "Help cases passed on"),
        "movedLiaisons" => ("已转交的流动党员联系", "Liaisons passed on"),
        "movedCareHelped" => ("已转交的台账帮扶对象", "Entries of the register passed on"),
        "movedDrafts" => ("已转交的未提交内容", "Contents in writing passed on"),
        _ => ("其他", "Other"),
    };
    match lang {
        Lang::Chinese => zh,
        Lang::English => en,
    }
}
