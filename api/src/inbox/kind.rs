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
    PointsIssued "points.issued"
        "{period} 结算：发给您 {points} 分兑换分，可用到 {until}。" / "{period} is settled: you have {points} redemption points more, good until {until}.";
    PointsIssuedForGood "points.issued_for_good"
        "{period} 结算：发给您 {points} 分兑换分，长期有效。" / "{period} is settled: you have {points} redemption points more; they do not expire.";
    PointsRecovered "points.recovered"
        "{period} 结算：以前多发的兑换分扣回 {points} 分。" / "{period} is settled: {points} redemption points were taken off for what was issued too much before.";
    PointsOverIssued "points.over_issued"
        "一条流水已冲正，{period} 多发了 {points} 分兑换分，以后结算时扣回，已发的不收回。" / "An entry was reversed: in {period} {points} redemption points were issued too much. They are taken off your next settlement, not out of your wallet.";
    PointsOwedNoMore "points.owed_no_more"
        "冲正已更正，{period} 的 {points} 分兑换分不再扣回。" / "The reversal was mended: {points} redemption points of {period} are not taken off any more.";
}
