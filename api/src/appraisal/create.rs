//! Preparing a round.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::appraisal::{Appraisal, Minimum, State, Weights};
use xianfeng_domain::ids::{AppraisalId, OrganizationId};
use xianfeng_domain::time::PeriodKind;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{appraisal as rows, organizations};

use super::wire::{AppraisalOut, KindCode, MinimumWire, WeightsWire, appraisal_example, appraisal_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WirePeriod;

/// A new round.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewAppraisalIn {
    /// The branch.
    pub organization_id: Uuid,
    /// The year; it has begun.
    #[schema(value_type = WirePeriod, example = "2024")]
    pub year: WirePeriod,
    /// What is judged.
    pub kind: KindCode,
    /// What each voice weighs; self 10, secretary 20, peers 40, villagers 30 where absent.
    pub weights: Option<WeightsWire>,
    /// How many it takes before a voice counts; 3 peers and 5 villagers where absent.
    pub minimum: Option<MinimumWire>,
    /// Publish the grades with the signature; no where absent.
    #[serde(default)]
    pub public: bool,
}

impl Check for NewAppraisalIn {
    fn check(&self, faults: &mut Faults) {
        if self.year.0.kind() != PeriodKind::Year {
            faults.add("/year", FaultCode::NotPeriod);
        }
        if let Some(weights) = &self.weights {
            faults.nested("/weights", weights);
        }
        if let Some(minimum) = &self.minimum {
            faults.nested("/minimum", minimum);
        }
    }
}

/// Prepares an appraisal of a branch.
///
/// One of each kind a year. Nobody rates before it is opened.
#[utoipa::path(
    tag = "appraisals",
    request_body = NewAppraisalIn,
    responses((status = 201, body = AppraisalOut, description = "The appraisal", example = json!(appraisal_example()))),
    extensions(("x-error-codes" = json!(["organization.not_found", "appraisal.exists", "auth.forbidden"]))),
)]
#[post("/appraisals")]
pub(super) async fn create_appraisal(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    body: JsonBody<NewAppraisalIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "appraisals.create", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let round = create(tx, &permit, &permit.reach, &body.0).await?;
        Ok(Done::created(appraisal_out(tx, &round).await?).within(&round.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `organization.not_found` for what is no branch within reach, a year that has not begun,
/// `appraisal.exists`.
pub async fn create(tx: &Tx, act: &Act, reach: &Reach, new: &NewAppraisalIn) -> Result<Appraisal, Failure> {
    let branch = organizations::find(tx, reach, OrganizationId(new.organization_id)).await?;
    let branch = branch.filter(|branch| branch.kind.is_branch()).ok_or(Code::OrganizationNotFound)?;
    if new.year.0.start() > act.today() {
        return Err(Failure::field("/year", FaultCode::InTheFuture));
    }
    let weights = new.weights.map_or(Weights::DEFAULT, |weights| Weights {
        own: weights.own,
        secretary: weights.secretary,
        peers: weights.peers,
        villagers: weights.villagers,
    });
    let minimum =
        new.minimum.map_or(Minimum::DEFAULT, |minimum| Minimum { peers: minimum.peers, villagers: minimum.villagers });
    let round = Appraisal {
        id: AppraisalId(Uuid::now_v7()),
        organization: branch.id,
        path: branch.path,
        year: new.year.0,
        kind: new.kind.into(),
        weights,
        minimum,
        public: new.public,
        state: State::Draft,
        made_at: act.now,
        opened_at: None,
        closed_at: None,
        signature: None,
    };
    rows::insert(tx, &round, act.caller.account).await.map_err(|error| match error {
        StoreError::Duplicate => Failure::from(Code::AppraisalExists),
        error => error.into(),
    })?;
    act.audit(tx, "appraisals.create", ("appraisal", round.id.0), &round.path).await?;
    Ok(round)
}
