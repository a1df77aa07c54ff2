//! What came of each line of a request about many.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::declarations::Declaration;

use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::Problem;
use crate::http::wire::WirePoints;

/// What came of each line.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeclarationResultsOut {
    /// The sitting, if anything was decided in one.
    pub sitting_id: Option<Uuid>,
    /// One result a line.
    pub results: Vec<DeclarationResultOut>,
}

/// What came of one line.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeclarationResultOut {
    /// The declaration; absent where none was made.
    pub id: Option<Uuid>,
    /// Whose it is; absent where it was not found.
    pub member_id: Option<Uuid>,
    /// Its state now; absent where it was refused.
    pub state: Option<&'static str>,
    /// What it was registered with, before caps.
    pub points: Option<WirePoints>,
    /// Why it was refused.
    pub code: Option<&'static str>,
    /// What to do next.
    pub detail: Option<String>,
}

/// The result of a line about a declaration or a member: what was done, or the refusal as a person is
/// told of it.
///
/// # Errors
/// The store's fault: the whole transaction ends or starts again.
pub(super) fn result(
    act: &Act,
    id: Option<Uuid>,
    member: Option<Uuid>,
    decided: Result<Declaration, Failure>,
) -> Result<DeclarationResultOut, Failure> {
    match decided {
        Ok(declaration) => Ok(DeclarationResultOut {
            id: Some(declaration.id.0),
            member_id: Some(declaration.member.0),
            state: Some(declaration.state.code()),
            points: declaration.points.map(Into::into),
            code: None,
            detail: None,
        }),
        Err(Failure::Refused(problem)) => Ok(refused(act, id, member, &problem)),
        Err(failure) => Err(failure),
    }
}

fn refused(act: &Act, id: Option<Uuid>, member: Option<Uuid>, problem: &Problem) -> DeclarationResultOut {
    let language = act.meta.map(|meta| meta.language).unwrap_or_default();
    DeclarationResultOut {
        id,
        member_id: member,
        state: None,
        points: None,
        code: Some(problem.code().as_str()),
        detail: Some(problem.sentence(language)),
    }
}
