//! `Acting-For`: somebody's helper calls the member's own routes.
//!
//! What a helper may do stands here and nowhere else. Left out on purpose: signing in (presence is proved by
//! being there), orders and the wallet (points are money), votes, pledges, posts and answers to help cases (a
//! member's own word), and everything that a role permits.

use actix_web::HttpRequest;
use actix_web::http::Method;
use uuid::Uuid;
use xianfeng_domain::ids::MemberId;

use crate::http::problem::{Code, Problem};

/// The header: the id of the member for whom the caller acts.
pub const ACTING_FOR: &str = "Acting-For";

/// What may be done for somebody.
const WRITES: &[&str] = &[
    "/api/v1/tasks/{id}/claims",
    "/api/v1/claims/{id}/submit",
    "/api/v1/claims/{id}/withdraw",
    "/api/v1/declarations",
    "/api/v1/declarations/{id}/withdraw",
    "/api/v1/meetings/{id}/leave",
    "/api/v1/files",
];

/// What may be read for it.
const READS: &[&str] = &[
    "/api/v1/tasks",
    "/api/v1/tasks/{id}",
    "/api/v1/claims/{id}",
    "/api/v1/declarations/{id}",
    "/api/v1/me/claims",
    "/api/v1/me/declarations",
    "/api/v1/me/meetings",
    "/api/v1/me/points",
];

/// For whom a request acts, if for somebody else.
///
/// # Errors
/// `assistance.not_for_this` for any other operation, `assistance.none` for what is no member's id.
pub(super) fn wanted(request: &HttpRequest) -> Result<Option<MemberId>, Problem> {
    let mut headers = request.headers().get_all(ACTING_FOR);
    let Some(header) = headers.next() else { return Ok(None) };
    let pattern = request.match_pattern().unwrap_or_default();
    let allowed = match *request.method() {
        Method::GET => READS,
        Method::POST => WRITES,
        _ => &[],
    };
    if !allowed.contains(&pattern.as_str()) {
        return Err(Code::AssistanceNotForThis.into());
    }
    let id = header.to_str().ok().and_then(|text| Uuid::try_parse(text.trim()).ok());
    match (id, headers.next()) {
        (Some(id), None) => Ok(Some(MemberId(id))),
        // Two names in one request: whose act would it be?
        _ => Err(Code::AssistanceNone.into()),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn without_the_header_everybody_acts_for_themselves() {
        assert!(matches!(wanted(&TestRequest::get().to_http_request()), Ok(None)));
    }

    #[test]
    fn an_unknown_route_takes_no_header() {
        let request = TestRequest::post().insert_header((ACTING_FOR, Uuid::nil().to_string())).to_http_request();
        assert_eq!(wanted(&request).map_err(|problem| problem.code()), Err(Code::AssistanceNotForThis));
    }
}
