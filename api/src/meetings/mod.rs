//! Meetings of organisation life (组织生活) with attendance (签到): S1-4, S2-4, S3-6, S4-5. One use case a file;
//! the rules are in `xianfeng_domain::meetings`.

mod agenda;
mod attendance;
mod calendar;
mod cancel;
mod close;
mod code;
mod confirm;
mod confirm_minutes;
mod create;
mod credit;
mod decide_leave;
mod decide_make_up;
mod edit;
mod get;
mod leave;
mod list;
mod make_up;
mod materials;
mod mine;
mod minutes;
mod minutes_view;
mod open;
mod picture;
mod print;
mod rates;
mod record;
mod refusal;
mod remote;
mod roll_call;
mod series;
mod sign_in;
mod statements;
mod told;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use agenda::{AgendaIn, AgendaItemIn, write as set_agenda};
pub use close::close;
pub use code::code;
pub use confirm_minutes::confirm as confirm_minutes;
pub use create::{MeetingIn, create};
pub use credit::pay;
pub use minutes::{DecisionIn, MinutesIn, write as write_minutes};
pub use open::open;
pub(crate) use record::{manages, visible};
pub use roll_call::{LeaveNoteIn, RollCallIn, roll};
pub use series::{SeriesIn, plan as plan_series};
pub use sign_in::{SignedIn, sign_in};
pub use statements::{StatementIn, state};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_meetings)
        .service(create::create_meeting)
        // Before the routes with an id, which would take the word for one.
        .service(rates::list_attendance_rates)
        .service(calendar::show_calendar)
        .service(series::plan_meeting_series)
        .service(get::get_meeting)
        .service(edit::edit_meeting)
        .service(open::open_meeting)
        .service(close::close_meeting)
        .service(cancel::cancel_meeting)
        .service(confirm::confirm_attendance)
        .service(code::get_sign_in_code)
        .service(picture::get_meeting_picture)
        .service(sign_in::sign_in_to_meeting)
        .service(remote::sign_in_remotely)
        .service(agenda::get_agenda)
        .service(agenda::set_agenda)
        .service(materials::get_materials)
        .service(materials::set_materials)
        .service(statements::list_statements)
        .service(statements::put_statement)
        .service(minutes_view::get_minutes)
        .service(print::print_minutes)
        .service(minutes::write_minutes)
        .service(minutes::rewrite_minutes)
        .service(confirm_minutes::confirm_minutes)
        .service(confirm_minutes::add_to_minutes)
        .service(leave::ask_for_leave)
        .service(attendance::list_attendance)
        .service(roll_call::call_roll)
        .service(decide_leave::decide_leave_request)
        .service(make_up::report_make_up)
        .service(decide_make_up::decide_make_up_study)
        .service(mine::list_my_meetings);
}
