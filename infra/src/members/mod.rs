//! Members and persons: rows in, domain values out.

mod dated;
mod exempt;
mod find;
mod hints;
mod history;
mod persons;

pub use dated::{Membership, insert, is_person, leave, move_to, person_of, persons_of, update_joined};
pub(crate) use exempt::exempt_on;
pub use exempt::{end_exemption, exemption, exemptions, insert_exemption};
pub use find::{
    MemberFilter, by_id, by_id_to_move, by_ids, known, list, named_persons_of, names_of, of_person, of_persons,
    standing_for_period,
};
pub(crate) use find::{col, for_period, ids_within, member, of, on_day, reference_day, select, under};
pub use hints::{Dismissal, birth_months, dismiss_hint, dismissed_hints};
pub use history::{PastMembership, belonging_since, ever_had_members, history, last_order, without_membership};
pub use persons::{
    find as person, find_by_phone as persons_by_phone, insert as insert_person, list as persons, names, township_of,
    update as update_person,
};
