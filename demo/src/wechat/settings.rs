//! Which mini-program the stand-in plays the platform for.

use xianfeng_infra::wechat::Clock;

/// Settings of the stand-in.
#[derive(Clone)]
pub struct StandInSettings {
    /// App id that callers must name.
    pub app_id: String,
    /// App secret that callers must know.
    pub secret: String,
    /// Whether the mini-program is bound to an Open Platform account, so that users have a
    /// union id too.
    pub union_ids: bool,
    /// Pages of the released build: mini-program codes may open these.
    pub pages: Vec<String>,
    /// The present time, before [`StandIn::advance_clock`](super::StandIn::advance_clock).
    pub clock: Clock,
}
