//! Accounts: who logs in, with what, as whom, holding which roles.

mod desk;
mod desk_passwords;
mod desk_tries;
mod identities;
mod invites;
mod rebindings;
mod roles;
mod sessions;

pub use desk::{
    DeskLogin, ask as ask_at_desk, confirm as confirm_at_desk, find as desk_login, of_browser as desk_login_of_browser,
    opened as opened_at_desk, sessions as desk_sessions, sweep as sweep_desk_logins, take as take_at_desk,
    waiting_from as desk_waiting_from,
};
pub use desk_passwords::{
    DeskPassword, by_login_name as desk_password, remove as remove_desk_password, set as set_desk_password,
    use_step as use_desk_code,
};
pub use desk_tries::{
    Try, begin as begin_desk_try, forget as forget_desk_tries, give_back as give_desk_try_back,
    sweep as sweep_desk_tries,
};
pub use identities::{
    Account, bind, by_open_id, by_wechat, create_for_person, create_for_wechat, find, forget_wechat, of_person,
    open_id_of, persons_behind, unbind,
};
pub use invites::{
    Invite, InviteState, bound_by as bound_by_invite, create as create_invite, find as invite, redeem as redeem_invite,
    revoke_by as revoke_invites_by, revoke_for as revoke_invites_for, state_of as invite_state, sweep as sweep_invites,
};
pub use rebindings::{
    Rebinding, RebindingState, decide as decide_rebinding, find as rebinding, open as open_rebindings,
    request as request_rebinding, sweep as sweep_rebindings,
};
pub use roles::{end as end_role, grant as grant_role, held_at, held_by, on_path as grants_on_path};
pub use sessions::{
    RefreshToken, by_hash as session_by_hash, end_family, end_of_account as end_sessions, issue as issue_session,
    rotate as rotate_session, successor as session_successor, sweep as sweep_sessions,
};
