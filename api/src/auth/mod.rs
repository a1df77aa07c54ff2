//! Authentication and access: who calls, as whom, and what they may do.
//!
//! A handler's parameters say who may call: [`Account`] anybody logged in, [`Bound`] a known
//! person, [`AsMember`] a member, [`Permit`] the holder of a right, with their [`Reach`].
//!
//! [`Reach`]: xianfeng_domain::access::Reach

mod act;
mod acting;
mod bearer;
mod bind;
mod desk;
mod jwt;
mod login;
mod logout;
mod permit;
mod refresh;
mod session;

pub use act::{Act, Acting, Caller, MACHINE};
pub use acting::ACTING_FOR;
pub use bearer::{Account, account_of};
pub use bind::bind_account;
pub use desk::{NewDeskPassword, pages as desk_pages, remove_desk_password, routes as desk_routes, set_desk_password};
pub use jwt::{TokenError, Tokens};
pub use login::log_in_with_wechat;
pub(crate) use login::problem as wechat_problem;
pub use logout::log_out;
pub use permit::{AsMember, Bound, Permit, Rights, rights};
pub use refresh::refresh_session;
pub use session::SessionOut;
