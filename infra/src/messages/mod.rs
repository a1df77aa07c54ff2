//! Messages outside the app: what people let WeChat bring them, what was brought, who is called instead, and the
//! links and pictures that open a page (issue 5, items 10 and 13).

mod calls;
mod deliveries;
mod links;
mod subscriptions;

pub use calls::{
    Call, NewCall, Recorded, Unreached, close_read, find as find_call, insert as insert_call, lapse as lapse_calls,
    liaised, open as open_calls, record as record_call, unreached,
};
pub use deliveries::{
    Begun, DeliveryState, Due, Lease, Outcome, any_lost, begin, claim, confirm, due, expire, finish, lapse, postpone,
    settle, stale, state_of,
};
pub use links::{KeptPicture, find_link, find_picture, keep_link, keep_picture};
pub use subscriptions::{Signal, Subscription, accept, exhaust, give_back, of_account, refuse, take};
