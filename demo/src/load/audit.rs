//! A quarterly audit, from what it gathers to the signature.

use uuid::Uuid;
use xianfeng_api::Failure;
use xianfeng_api::http::wire::WirePeriod;
use xianfeng_api::quarterly_audit::{self, DecisionCode, DecisionIn, NewAuditIn};
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::AuditId;
use xianfeng_domain::quarterly_audit::{Line, LineSource};
use xianfeng_domain::time::Period;
use xianfeng_infra::quarterly_audit as rows;

use super::life::Scene;

/// Opens the audit of a branch and quarter; answers its id.
pub(super) async fn open(scene: &Scene<'_>, branch: usize, quarter: Period) -> Result<Uuid, Failure> {
    let new = NewAuditIn { organization_id: scene.branch(branch)?.0, period: WirePeriod(quarter) };
    let reach = scene.reach(Right::Register);
    Ok(quarterly_audit::open(scene.tx, scene.act, &reach, &new).await?.id.0)
}

/// Gathers what came later, decides on every line and signs.
pub(super) async fn sign(scene: &Scene<'_>, id: Uuid) -> Result<(), Failure> {
    let Scene { tx, act, .. } = *scene;
    let (id, register) = (AuditId(id), scene.reach(Right::Register));
    quarterly_audit::refresh(tx, act, &register, id).await?;
    let lines = rows::all_lines(tx, id).await?;
    let excused = lines.iter().find(|line| line.item.is_some() && line.source != LineSource::Hand).map(|line| line.id);
    let decisions: Vec<DecisionIn> = lines.iter().map(|line| decided(line, excused)).collect();
    quarterly_audit::decide(tx, act, &scene.reach(Right::Review), scene.by()?, id, &decisions).await?;
    quarterly_audit::sign(tx, act, &register, id, "支委会季度审核会议").await?;
    Ok(())
}

/// Proposed deductions are made but for one; what the rule book has no item for is noted.
fn decided(line: &Line, excused: Option<Uuid>) -> DecisionIn {
    let (decision, reason) = match &line.item {
        None => (DecisionCode::Note, "已当面提醒"),
        Some(_) if excused == Some(line.id) => (DecisionCode::Excuse, "住院，事后补办请假手续"),
        Some(_) => (DecisionCode::Deduct, "未请假，按台账扣分"),
    };
    DecisionIn { line_id: line.id, decision, points: None, reason: reason.to_owned() }
}
