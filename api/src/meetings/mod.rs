//! Meetings of organisation life (组织生活) with attendance (签到): S1-4, S2-4, S4-5. One use case a file;
//! the rules are in `xianfeng_domain::meetings`.

mod attendance;
mod cancel;
mod close;
mod code;
mod confirm;
mod create;
mod credit;
mod decide_leave;
mod decide_make_up;
mod edit;
mod get;
mod leave;
mod list;
mod make_up;
mod mine;
mod open;
mod picture;
mod rates;
mod record;
mod refusal;
mod roll_call;
mod sign_in;
mod told;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use close::close;
pub use code::code;
pub use create::{MeetingIn, create};
pub use credit::pay;
pub use open::open;
pub use roll_call::{LeaveNoteIn, RollCallIn, roll};
pub use sign_in::sign_in;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_meetings)
        .service(create::create_meeting)
        // Before the routes with an id, which would take the word for one.
        .service(rates::list_attendance_rates)
        .service(get::get_meeting)
        .service(edit::edit_meeting)
        .service(open::open_meeting)
        .service(close::close_meeting)
        .service(cancel::cancel_meeting)
        .service(confirm::confirm_attendance)
        .service(code::get_sign_in_code)
        .service(picture::get_meeting_picture)
        .service(sign_in::sign_in_to_meeting)
        .service(leave::ask_for_leave)
        .service(attendance::list_attendance)
        .service(roll_call::call_roll)
        .service(decide_leave::decide_leave_request)
        .service(make_up::report_make_up)
        .service(decide_make_up::decide_make_up_study)
        .service(mine::list_my_meetings);
}
