//! **The** table of kinds of messages. A row reads: variant, code, then the words in Chinese and in
//! English; `{name}` stands for a parameter.

use std::collections::BTreeSet;

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

impl Kind {
    /// The names of the placeholders, in the order of the alphabet; the same in both languages.
    pub fn placeholders(self) -> BTreeSet<&'static str> {
        placeholders(self.words(Language::Chinese))
    }
}

/// What stands between braces.
fn placeholders(words: &str) -> BTreeSet<&str> {
    words.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

kinds! {
    ClaimApproved "claim.approved"
        "“{task}”已通过审核，记 {points} 分。" / "“{task}” was approved: {points} points.";
    OrderReserved "order.reserved"
        "已兑换“{reward}”{much}，用 {points} 兑换分，请在 {until} 前到{shop}领取。" / "You ordered {reward} ({much}) for {points} redemption points: collect it at {shop} by {until}.";
    OrderFulfilled "order.fulfilled"
        "“{reward}”{much}已领取（{by}）。" / "{reward} ({much}) was collected ({by}).";
    OrderCancelled "order.cancelled"
        "“{reward}”{much}的兑换已取消：{reason}。{points} 兑换分已退回。" / "Your order of {reward} ({much}) was cancelled: {reason}. {points} redemption points are back.";
    OrderExpiring "order.expiring"
        "“{reward}”{much}请在 {until} 前领取，过期将退回兑换分。" / "Collect {reward} ({much}) by {until}: after that the points go back.";
    OrderExpired "order.expired"
        "“{reward}”{much}到期没有领取，{points} 兑换分已退回。" / "{reward} ({much}) was not collected in time: {points} redemption points are back.";
    ClosingCorrected "closing.corrected"
        "{period} 的公示结果有更正，请查看新的一版：{reason}。" / "Your result of {period} was corrected, see the next edition: {reason}.";
    WalletExpired "wallet.expired"
        "您有 {points} 兑换分已到期失效。" / "{points} redemption points have run out.";
    WalletExpiring "wallet.expiring"
        "您有 {points} 兑换分将于 {day} 到期，请在此前兑换。" / "{points} redemption points run out after {day}: spend them before.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_a_short_sentence_in_both_languages() {
        for kind in Kind::ALL {
            let (zh, en) = (kind.words(Language::Chinese), kind.words(Language::English));
            assert!(zh.ends_with('。'), "{kind:?}");
            assert!(zh.chars().count() <= 60, "{kind:?}");
            assert!(en.ends_with('.') && en.is_ascii(), "{kind:?}");
            assert_eq!(placeholders(zh), placeholders(en), "{kind:?}");
            let code = kind.code();
            assert!(code.len() <= 40 && code.split_once('.').is_some_and(|(noun, _)| !noun.is_empty()), "{kind:?}");
            assert!(code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b == b'.'), "{kind:?}");
            assert_eq!(Kind::ALL.iter().filter(|other| other.code() == code).count(), 1, "{kind:?}");
        }
    }
}
