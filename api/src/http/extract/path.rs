//! `PathId<T>`: the id in the path. What is no id names nothing, so it is that noun's 404.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use uuid::Uuid;
use xianfeng_domain::ids::{
    AppraisalId, AssistanceId, AttendanceId, AwayId, CallId, CareId, CarePaymentId, CertificateId, CheckId, ClaimId,
    ClosingId, ConsentId, ContentId, CorrectionId, CouponId, DeclarationId, DeskLoginId, DraftId, EditionId, EntryId,
    ExemptionId, FileId, GridId, HandoverId, HoldingId, MeetingId, MemberId, MessageId, ObjectionId, OrderId,
    OrganizationId, PersonId, PledgeId, PostId, ProposalId, RewardId, RuleBookId, SettlementId, ShopId, SuggestionId,
    TaskId, WithholdingId, ZeroingId,
};

use crate::http::problem::{Code, Problem};

/// A noun that stands in paths.
pub trait PathNoun: From<Uuid> {
    /// What to answer where there is none by that id.
    const NOT_FOUND: Code;

    /// The parameter that holds it, where a path names several nouns.
    const PARAMETER: &'static str = "id";
}

/// Names the "not found" of each noun that stands in paths.
macro_rules! path_nouns {
    ($($noun:ty => $code:ident,)*) => {$(
        impl PathNoun for $noun {
            const NOT_FOUND: Code = Code::$code;
        }
    )*};
}

path_nouns! {
    OrganizationId => OrganizationNotFound,
    MemberId => MemberNotFound,
    PersonId => PersonNotFound,
    TaskId => TaskNotFound,
    ClaimId => ClaimNotFound,
    FileId => FileNotFound,
    EntryId => LedgerEntryNotFound,
    DeclarationId => DeclarationNotFound,
    AwayId => AwayNotFound,
    CareId => CareNotFound,
    CarePaymentId => CarePaymentNotFound,
    DraftId => RulebookDraftNotFound,
    RuleBookId => RulebookVersionNotFound,
    GridId => GridNotFound,
    PostId => PostNotFound,
    HoldingId => PostHoldingNotFound,
    MeetingId => MeetingNotFound,
    AttendanceId => AttendanceNotFound,
    ExemptionId => MemberExemptionNotFound,
    WithholdingId => LedgerWithholdingNotFound,
    ZeroingId => ZeroingNotFound,
    ShopId => ShopNotFound,
    RewardId => RewardNotFound,
    OrderId => OrderNotFound,
    CouponId => CouponNotFound,
    PledgeId => PledgeNotFound,
    CheckId => ModerationNotFound,
    AppraisalId => AppraisalNotFound,
    ProposalId => ProposalNotFound,
    MessageId => MessageNotFound,
    CallId => CallNotFound,
    ClosingId => ClosingNotFound,
    SettlementId => SettlementNotFound,
    EditionId => EditionNotFound,
    ObjectionId => ObjectionNotFound,
    ContentId => ContentNotFound,
    SuggestionId => SuggestionNotFound,
    CorrectionId => PrivacyCorrectionNotFound,
    ConsentId => PrivacyConsentNotFound,
    CertificateId => CertificateNotFound,
    AssistanceId => AssistanceNotFound,
    DeskLoginId => DeskNotFound,
    HandoverId => HandoverNotFound,
}

/// The noun's parameter of the path (`{id}`), or the only one.
#[derive(Clone, Copy, Debug)]
pub struct PathId<T>(pub T);

impl<T: PathNoun> FromRequest for PathId<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let path = request.match_info();
        let text = path.get(T::PARAMETER).or_else(|| path.iter().next().map(|(_, value)| value)).unwrap_or_default();
        // Only the hyphenated form: one id, one address.
        let id = (text.len() == 36).then(|| Uuid::try_parse(text).ok()).flatten();
        ready(id.map(|id| Self(T::from(id))).ok_or_else(|| T::NOT_FOUND.into()))
    }
}
