//! Bringing a deed forward, for oneself or for somebody who cannot.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::declarations::{
    Decision, Declaration, DeclarationAction, Level, NewDeclaration, ReportedBy, WAYS,
};
use xianfeng_domain::ids::{FileId, MemberId, PersonId};
use xianfeng_domain::rulebook::Way;
use xianfeng_domain::time::PeriodKind;
use xianfeng_infra::db::Tx;
use xianfeng_infra::evidence::{self, Holder};

use super::draft::{Brought, draft, subject, write};
use super::fields::{item, kept, much, unique, words};
use super::register::{count, registered};
use super::wire::{DeclarationOut, declaration_example, declaration_out};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::{WireDay, WirePeriod, WirePoints};

/// A deed that is brought forward.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeclareIn {
    /// `declaration` (own deed), `report` (quarterly report), `honour`, `suggestion` or `training`.
    #[schema(example = "declaration")]
    pub way: String,
    /// Whose deed; the caller's where absent.
    pub member_id: Option<Uuid>,
    /// The rule-book item; where absent, who registers it chooses.
    #[schema(example = "good_deed")]
    pub item: Option<String>,
    /// The day of the deed; of a report, the day on which it was made.
    pub done_on: WireDay,
    /// Where, at most 100 characters.
    pub place: Option<String>,
    /// What happened, 1 to 1,000 characters; the ledger shows the first 300.
    #[schema(example = "帮邻居抢收玉米")]
    pub what: String,
    /// How much, at most two decimals.
    pub quantity: Option<WirePoints>,
    /// Of what unit, at most 10 characters; the item's where absent.
    #[schema(example = "吨")]
    pub unit: Option<String>,
    /// Of a report: the quarter, the running one or the one just ended.
    #[schema(value_type = Option<WirePeriod>, example = "2024-Q1")]
    pub period: Option<WirePeriod>,
    /// Of an honour: `city`, `district` or `town`.
    pub level: Option<String>,
    /// Of a report for somebody else: how it reached you, `phone` or `writing`.
    pub reported_by: Option<String>,
    /// Uploaded photos, in order, at most 9.
    #[serde(default)]
    pub photo_ids: Vec<Uuid>,
    /// Register it at once: for who registers for the member's branch, never for oneself.
    #[serde(default)]
    pub register_now: bool,
    /// When registering at once: what one unit is worth, for items with a range.
    pub points: Option<WirePoints>,
    /// When registering at once: why so much.
    pub reason: Option<String>,
}

impl Check for DeclareIn {
    fn check(&self, faults: &mut Faults) {
        let way = WAYS.into_iter().find(|way| way.code() == self.way);
        if way.is_none() {
            faults.add_limit("/way", FaultCode::NotOneOf, WAYS.map(Way::code).join(", "));
        }
        item(faults, self.item.as_ref());
        words(faults, self.place.as_ref(), &self.what);
        much(faults, self.quantity, self.unit.as_ref(), self.item.as_ref());
        match (way == Some(Way::Report), self.period) {
            (true, None) => faults.add("/period", FaultCode::Missing),
            (true, Some(period)) if period.0.kind() != PeriodKind::Quarter => {
                faults.add("/period", FaultCode::Invalid);
            }
            (false, Some(_)) => faults.add("/period", FaultCode::Unknown),
            _ => {}
        }
        match (way == Some(Way::Honour), self.level.as_deref()) {
            (true, None) => faults.add("/level", FaultCode::Missing),
            (true, Some(level)) if Level::from_code(level).is_none() => {
                faults.add_limit("/level", FaultCode::NotOneOf, Level::ALL.map(Level::code).join(", "));
            }
            (false, Some(_)) => faults.add("/level", FaultCode::Unknown),
            _ => {}
        }
        match (way == Some(Way::Report) && self.member_id.is_some(), self.reported_by.as_deref()) {
            (true, Some(way)) if ReportedBy::from_code(way).is_none() => {
                faults.add_limit("/reportedBy", FaultCode::NotOneOf, ReportedBy::ALL.map(ReportedBy::code).join(", "));
            }
            (false, Some(_)) => faults.add("/reportedBy", FaultCode::Unknown),
            _ => {}
        }
        faults.count("/photoIds", self.photo_ids.len(), 0..=9);
        unique(faults, "/photoIds", &self.photo_ids);
        if let Some(reason) = &self.reason {
            faults.text("/reason", reason, 1..=500);
        }
        if !self.register_now {
            for (pointer, given) in [("/points", self.points.is_some()), ("/reason", self.reason.is_some())] {
                if given {
                    faults.add(pointer, FaultCode::Unknown);
                }
            }
        } else if self.item.is_none() {
            faults.add("/item", FaultCode::Missing);
        }
    }
}

impl DeclareIn {
    fn brought(&self) -> Result<Brought<'_>, Failure> {
        let new = NewDeclaration {
            way: Way::from_code(&self.way).ok_or(Code::RequestInvalid)?,
            item: self.item.clone(),
            done_on: self.done_on.0,
            place: kept(self.place.as_ref()),
            what: self.what.trim().to_owned(),
            quantity: None,
            period: self.period.map(|period| period.0),
            level: self.level.as_deref().and_then(Level::from_code),
            reported_by: self.reported_by.as_deref().and_then(ReportedBy::from_code),
        };
        Ok(Brought { new, quantity: self.quantity, unit: self.unit.as_ref(), photos: self.photo_ids.len() })
    }
}

/// Brings a deed forward.
///
/// A member for themselves; who registers for the branch also for its members, a liaison the reports
/// and suggestions of who is away: the record names both. The branch decides on it, in a sitting for
/// instance; `registerNow` does both in one step, for others only. A report is the one of its quarter.
/// Photos are uploaded first, to `/files`.
#[utoipa::path(
    tag = "declarations",
    request_body = DeclareIn,
    responses((status = 201, body = DeclarationOut, description = "The declaration",
        example = json!(declaration_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "member.not_found", "rulebook.not_found", "declaration.in_future",
        "declaration.not_member_then", "declaration.item_unfit", "declaration.points_unfit",
        "declaration.quantity_unfit", "declaration.evidence_missing", "declaration.reason_missing",
        "declaration.own", "report.period_unfit", "report.already_made", "period.closed", "file.not_found"
    ]))),
)]
#[post("/declarations")]
pub(super) async fn declare_deed(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    body: JsonBody<DeclareIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "declarations.declare", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let declaration = declare(tx, &bound, bound.person, &body.0).await?;
        let done = Done::created(declaration_out(tx, &declaration).await?);
        // Who spoke by a role is answered again while the role lasts; members and liaisons always.
        let by_role = bound.caller.reach(Right::Register).covers(&declaration.path);
        Ok(if by_role { done.within(&declaration.path) } else { done })
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the member, the rule book or the domain refuses.
pub async fn declare(tx: &Tx, act: &Act, by: PersonId, new: &DeclareIn) -> Result<Declaration, Failure> {
    let brought = new.brought()?;
    let member = subject(tx, act, new.member_id.map(MemberId), &brought).await?;
    if new.reported_by.is_some() && member.person == by {
        // One's own report reaches nobody: it is written here.
        return Err(Failure::field("/reportedBy", FaultCode::Unknown));
    }
    let draft = draft(tx, act, &member, brought).await?;
    let mut declaration = draft.declaration;
    if new.register_now {
        if !act.caller.reach(Right::Register).covers(&declaration.path) {
            return Err(Code::AuthForbidden.into());
        }
        let reason = kept(new.reason.as_ref());
        let points = new.points.map(|points| points.0);
        let decision = Decision { item: None, points, reason: reason.as_deref() };
        let photos = new.photo_ids.len();
        declaration = registered(act, &declaration, &draft.member, by, &draft.book, photos, decision)?;
    }
    write(tx, act, &declaration, &draft.member).await?;
    let photos: Vec<FileId> = new.photo_ids.iter().copied().map(FileId).collect();
    let holder = Holder::Declaration(declaration.id);
    if !photos.is_empty() && !evidence::take(tx, holder, act.caller.account, &photos).await? {
        return Err(Code::FileNotFound.into());
    }
    if new.register_now {
        let action = format!("declarations.{}", DeclarationAction::Register.code());
        act.audit(tx, &action, ("declaration", declaration.id.0), &declaration.path).await?;
        let photos = evidence::of(tx, holder).await?;
        count(tx, act, &declaration, &draft.member, photos.iter().map(|photo| photo.content).collect()).await?;
    }
    Ok(declaration)
}
