//! **The** table of kinds of messages. A row reads: variant, code, then the words in Chinese and in
//! English; `{name}` stands for a parameter.

use crate::http::problem::Language;

macro_rules! kinds {
    ($($variant:ident $code:literal $zh:literal / $en:literal;)*) => {
        /// A kind of message.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Kind {
            $(#[doc = concat!("`", $code, "`: ", $en)] $variant,)*
        }

        impl Kind {
            /// Every kind, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable code, `noun.what`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The words with their placeholders.
            pub const fn words(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$variant, Language::Chinese) => $zh, (Self::$variant, Language::English) => $en,)*
                }
            }
        }
    };
}

kinds! {
    ClaimApproved "claim.approved"
        "“{task}”已通过审核，记 {points} 分。" / "“{task}” was approved: {points} points.";

    PledgeShown "pledge.shown"
        "您的{year}年度承诺已经公开亮诺，请按承诺践行。" / "Your pledge for {year} is now shown to everybody: keep it.";
    AppraisalOpened "appraisal.opened"
        "{year}年度评议已经开始，请您参加评议。" / "The appraisal of {year} has begun: please take part.";
    AppraisalCallsBack "appraisal.calls_back"
        "{year}年度评议已经开始，您在外流动，请返回参加，并告诉支部书记。" / "The appraisal of {year} has begun: come back for it, and tell your secretary.";
    AppraisalReturned "appraisal.returned"
        "支部已记录您于{on}返回参加{year}年度评议。" / "Your branch has recorded that you came back on {on} for the appraisal of {year}.";
    AppraisalCancelled "appraisal.cancelled"
        "{year}年度评议已经取消：{reason}" / "The appraisal of {year} was cancelled: {reason}";
    AppraisalSigned "appraisal.signed"
        "{year}年度评议结果已确认，您的得分为{score}，请查看等次。如有疑问，请向支部书记提出。" / "The appraisal of {year} is signed: your score is {score}. See your grade, and ask your secretary if in doubt.";
    AppraisalProvisional "appraisal.provisional"
        "{year}年度评议已经结束，参加评议的人数不足，您的结果不定等次。" / "The appraisal of {year} is over; too few took part, so that you have no grade.";
    ProposalHonoured "proposal.honoured"
        "您已列入{year}年度优秀党员名单（{meeting}）。" / "You stand on the list of the best of {year} ({meeting}).";
    ProposalMayStand "proposal.may_stand"
        "您具备{year}年度优秀党员参评资格（{meeting}）。" / "You may stand for excellent member of {year} ({meeting}).";
    ProposalActivist "proposal.activist"
        "您已列入{year}年度优秀入党积极分子培养名单（{meeting}）。" / "You stand on the list of activists honoured and developed in {year} ({meeting}).";
    ProposalNotNominated "proposal.not_nominated"
        "经{meeting}研究，您近期暂不列入提名人选，至下一次名单公布为止。组织愿意帮助您改进；如有异议，请向乡镇党委组织办公室书面或当面提出，写明理由。" / "By decision of {meeting} you are not to be nominated until the next list. The organization will help you improve; if you object, tell the township's organization office in writing or in person, with your reasons.";
    ProposalNominatedAgain "proposal.nominated_again"
        "经{meeting}研究，您已不在暂不提名名单中。" / "By decision of {meeting} you are no longer on the list of who is not to be nominated.";
    ClosingCorrected "closing.corrected"
        "{period} 的公示结果有更正，请查看新的一版：{reason}。" / "Your result of {period} was corrected, see the next edition: {reason}.";
}
