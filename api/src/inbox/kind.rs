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
    ClosingCorrected "closing.corrected"
        "{period} 的公示结果有更正，请查看新的一版：{reason}。" / "Your result of {period} was corrected, see the next edition: {reason}.";
    ObjectionWaits "objection.waits"
        "{period} 公示收到一件异议，请及时处理。" / "An objection to the notice of {period} waits for you.";
    ObjectionAboutYou "objection.about_you"
        "有人对您 {period} 的公示结果提出异议，党组织正在核实。" / "Somebody objected to your result of {period}: it is being looked into.";
    ObjectionAnswered "objection.answered"
        "您对 {period} 公示提出的异议已有答复：{answer}" / "Your objection to the notice of {period} was answered: {answer}";
    ObjectionDecided "objection.decided"
        "对您 {period} 公示结果的异议已处理，答复：{answer}" / "The objection to your result of {period} was decided: {answer}";
    ObjectionWithdrawn "objection.withdrawn"
        "对您 {period} 公示结果的异议已撤回。" / "The objection to your result of {period} was withdrawn.";
}
