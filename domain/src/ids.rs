//! Typed identifiers: an id of one noun cannot be passed where another is meant.
//!
//! Every id is a UUIDv7 made by the server, so ids sort by the time of their making. The
//! domain never makes one itself: making an id needs a clock and randomness.

use std::fmt;

use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )*};
}

ids! {
    /// A party organization (组织): a node of the tree of committees and branches.
    OrganizationId,
    /// A natural person; holds roles, may or may not be a member.
    PersonId,
    /// A member (党员): a person's membership in a township, with dated branch and category.
    MemberId,
    /// An account: what a person logs in with.
    AccountId,
    /// One adopted version of a rule book (积分管理台账).
    RuleBookId,
    /// A task (任务).
    TaskId,
    /// A claim (领办) of a task by one member.
    ClaimId,
    /// An uploaded evidence file.
    FileId,
    /// An entry (流水) of the ledger.
    EntryId,
    /// A draft of a rule book, before it is adopted.
    DraftId,
    /// A declaration (申报): a deed brought forward outside a task, and what became of it.
    DeclarationId,
    /// A meeting of organisation life (组织生活).
    MeetingId,
    /// The attendance (签到) of one member at one meeting.
    AttendanceId,
    /// A grid or micro-grid (网格): a part of a village with people who answer for it.
    GridId,
    /// A post (岗位) or responsibility zone (责任区).
    PostId,
    /// Who claimed or holds a post, from when to when.
    HoldingId,
    /// A zeroing (清零) or veto (一票否决) of a member.
    ZeroingId,
    /// A quarterly audit (季度审核) of a branch.
    AuditId,
    /// A sitting (主题党日) in which a branch decided on declarations.
    SittingId,
    /// A member's time away (外出流动).
    AwayId,
    /// An exemption (免考核) of a member by a committee's decision.
    ExemptionId,
    /// Base points of a period withheld from a member by a committee's decision.
    WithholdingId,
    /// The closing (结账) of a township's period.
    ClosingId,
    /// An edition (公示版次): a period's result, frozen row by row.
    EditionId,
    /// An objection (异议) against a row of an edition.
    ObjectionId,
    /// A settlement (结算) of a closed period.
    SettlementId,
    /// What a member got too much in a settlement (多发), to be recovered from the next.
    OverIssueId,
    /// A lot of redemption points (兑换分): what one settlement issued to one member.
    LotId,
    /// A shop (先锋超市) or the township's counter.
    ShopId,
    /// A reward (奖品) of the catalogue.
    RewardId,
    /// A redemption (兑换): an order of a reward.
    OrderId,
    /// A coupon (券码) of the pool: one code.
    CouponId,
    /// A help case (整改/帮教).
    HelpCaseId,
    /// A pledge (承诺) of a member for a year.
    PledgeId,
    /// An appraisal (民主评议): a round in which people are judged.
    AppraisalId,
    /// A proposed list of persons: candidates for honours, who may stand, who may not be nominated.
    ProposalId,
    /// A message in a person's inbox (消息).
    MessageId,
    /// A piece of content (通知、文件、学习资料、典型案例、微故事).
    ContentId,
    /// A suggestion (意见建议).
    SuggestionId,
    /// A check of content safety (内容安全): of one text or picture that others will see.
    CheckId,
    /// A person's agreement (同意) to something.
    ConsentId,
    /// An entry of the care-and-help register (关爱、激励、帮扶), or a pairing.
    CareId,
    /// A payment out of a care fund.
    CarePaymentId,
    /// A visit (走访) to who is looked after.
    VisitId,
    /// A secretary's hand-over (交接).
    HandoverId,
    /// A log-in at a desk (电脑登录) that waits for a phone to confirm it.
    DeskLoginId,
    /// A statement (述职) at a meeting.
    StatementId,
    /// An archive or proof with a check code (校验码).
    CertificateId,
    /// An entry of a call list (电话名单).
    CallId,
    /// A leadership (网格长) of a grid or micro-grid.
    LeadershipId,
    /// A request to correct what is held on a person (更正申请).
    CorrectionId,
    /// The closing of an account or the erasure of a person (注销).
    ClosureId,
    /// A right to act for somebody (代办).
    AssistanceId,
    /// What a helper did for a member.
    AssistanceActId,
}
