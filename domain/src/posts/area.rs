//! The posts that a branch may take over as they are (S3-5): what a member without office can do well.

use super::propose::Evidence;

/// Which age a post suits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Age {
    /// Up to this many years, since it asks for strength.
    UpTo(u32),
    /// From this many years on, since it asks for standing in the village.
    From(u32),
    /// Any.
    Any,
}

impl Age {
    /// Does it suit somebody of so many years?
    pub const fn suits(self, years: u32) -> bool {
        match self {
            Self::UpTo(most) => years <= most,
            Self::From(least) => years >= least,
            Self::Any => false,
        }
    }
}

macro_rules! areas {
    ($($(#[$doc:meta])* $variant:ident $code:literal $name:literal $evidence:expr;)*) => {
        /// A ready post.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Area {
            $($(#[$doc])* $variant,)*
        }

        impl Area {
            /// All of them, in the order of the text.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The name of the post as it is taken over.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// From the code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|area| area.code() == code)
            }

            pub(super) const fn evidence(self) -> Evidence {
                match self { $(Self::$variant => $evidence,)* }
            }
        }
    };
}

areas! {
    /// Making policies known (政策宣传).
    Policy "policy" "政策宣传岗"
        Evidence { words: &["宣传", "宣讲", "教师", "文艺", "广播", "主持"], schooled: true, age: Age::Any };
    /// Good manners and customs (乡风文明).
    Manners "manners" "乡风文明岗"
        Evidence { words: &["文艺", "红白", "礼仪", "书法", "广场舞", "戏曲"], schooled: false, age: Age::From(45) };
    /// Collecting what people think (民情收集).
    Opinions "opinions" "民情收集岗"
        Evidence { words: &["走访", "驾驶", "快递", "电商", "商店", "医"], schooled: true, age: Age::Any };
    /// Settling quarrels (纠纷调解).
    Mediation "mediation" "纠纷调解岗"
        Evidence { words: &["调解", "法律", "普法", "人民陪审"], schooled: false, age: Age::From(45) };
    /// Leading others to an income (致富带头).
    Enterprise "enterprise" "致富带头岗"
        Evidence { words: &["种植", "养殖", "电商", "经营", "技术", "合作社", "果树"], schooled: false, age: Age::UpTo(60) };
    /// Clean surroundings (环境卫生).
    Environment "environment" "环境卫生岗"
        Evidence { words: &["保洁", "绿化", "水利", "园林"], schooled: false, age: Age::UpTo(65) };
    /// Watching over the village's affairs (四务监督).
    Oversight "oversight" "四务监督岗"
        Evidence { words: &["会计", "财务", "审计", "监督", "记账"], schooled: true, age: Age::Any };
    /// Helping a household in need (结对帮扶).
    PairingHelp "pairing_help" "结对帮扶岗"
        Evidence { words: &["护理", "医", "理发", "维修", "家电", "照料"], schooled: false, age: Age::UpTo(65) };
}

#[cfg(test)]
mod tests {
    use super::*;

    /// S3-5: eight of them, in the order of the text.
    #[test]
    fn eight_kinds_with_names_and_codes_of_their_own() {
        assert_eq!(Area::ALL.len(), 8);
        for area in Area::ALL {
            assert_eq!(Area::from_code(area.code()), Some(*area));
            assert!(area.name().ends_with('岗') && area.code().len() <= 40);
        }
    }
}
