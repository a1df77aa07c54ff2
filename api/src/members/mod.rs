//! Members and persons: the roster (花名册), dated memberships, invites.

mod add;
mod booklet;
mod create;
mod create_person;
mod dismiss_hint;
mod edit;
mod end_exemption;
mod exempt;
mod fields;
mod get;
mod hints;
pub mod import;
mod invite;
mod invite_member;
mod invite_person;
mod invite_picture;
mod leave;
mod list;
mod memberships;
mod persons;
mod reachable;
mod transfer;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use booklet::booklet;
pub use create::{NewMemberIn, create};
pub use create_person::{NewPersonIn, create_person};
pub use dismiss_hint::{DismissHintIn, dismiss_hint};
pub(crate) use edit::correct;
pub use end_exemption::{EndExemptionIn, end_exemption};
pub use exempt::{ExemptIn, exempt};
pub use fields::{WirePhone, WireSex, mask_phone};
pub use import::{ImportOptions, ImportReport, import};
pub(crate) use import::{RosterForm, uploaded};
pub use invite::invite;
pub(crate) use invite::{invite_code, invite_code_hash};
pub use leave::{LeaveIn, leave};
pub use reachable::reachable;
pub use transfer::{TransferIn, transfer};
pub use wire::{MemberDetailOut, MemberOut};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_members)
        .service(create::create_member)
        // Before the routes with an id, which would take the word for one.
        .service(import::import_roster)
        .service(import::get_rejects)
        .service(get::get_member)
        .service(booklet::print_booklet)
        .service(edit::edit_member)
        .service(transfer::transfer_member)
        .service(leave::end_membership)
        .service(memberships::list_memberships)
        .service(exempt::exempt_member)
        .service(exempt::list_exemptions)
        .service(end_exemption::end_member_exemption)
        .service(hints::list_hints)
        .service(dismiss_hint::dismiss_category_hint)
        .service(invite_member::invite_member)
        .service(invite_picture::get_invite_picture)
        .service(persons::list_persons)
        .service(create_person::create_person_record)
        .service(invite_person::invite_person);
}
