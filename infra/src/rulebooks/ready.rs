//! The ready rule books: the five systems that published accounts describe. A township starts from
//! one of them and adopts its own.

/// The ready rule book of Chishiqiao township (赤石桥乡, S0).
pub const CHISHIQIAO: &str = include_str!("../../rulebooks/chishiqiao.toml");

/// The ready rule book of Tangjiao village (汤角村, S1): posts and grids.
pub const TANGJIAO: &str = include_str!("../../rulebooks/tangjiao.toml");

/// The ready rule book of a prefecture's rural members (量化积分, S2): twenty additions, ten deductions.
pub const LIANGJI: &str = include_str!("../../rulebooks/liangji.toml");

/// The ready rule book of Wuxi county (先锋指数, S3): members away, micro-grids.
pub const WUXI: &str = include_str!("../../rulebooks/wuxi.toml");

/// The ready rule book of a town's six categories (六类党员, S4).
pub const SIX_CATEGORIES: &str = include_str!("../../rulebooks/six_categories.toml");

/// All of them: code, name for people, document.
pub const READY: &[(&str, &str, &str)] = &[
    ("chishiqiao", "赤石桥乡党员积分管理台账", CHISHIQIAO),
    ("tangjiao", "汤角村党员积分考核一本通", TANGJIAO),
    ("liangji", "农村党员量化积分", LIANGJI),
    ("wuxi", "菱角镇党员先锋指数", WUXI),
    ("six_categories", "六类党员分类管理", SIX_CATEGORIES),
];

/// The document of a ready rule book.
pub fn ready(code: &str) -> Option<&'static str> {
    READY.iter().find(|(own, ..)| *own == code).map(|(.., text)| *text)
}
