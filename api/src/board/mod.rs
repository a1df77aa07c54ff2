//! The public board: the page that a villager opens and a secretary prints (S0-2).
//!
//! A pure view: [`BoardView`] in, HTML out. The route loads, decides what the public may see
//! (masks, sensitive categories, exempt members) and adds the header of
//! [`content_security_policy`]; nothing here reads a clock or a database.
//!
//! - `view`: what the page shows, as plain values
//! - `page`: those values made ready for `templates/board.html`
//! - `chart`, `qr`: its pictures, inline SVG
//! - `text`: its words, Chinese and English
//! - `style`: its style sheet `templates/board.css`, for phone, screen and paper
//! - `route`: the address, what is loaded for it, and the status of every answer
//! - `rulebook`: `/board/{organizationId}/rulebook`, the rules in force, to be hung beside it
//! - `fund`: `/board/{organizationId}/fund`, the statement of the fund behind redemption points
//! - `statistics`: `/board/{organizationId}/statistics`, what was done in a place and time; `months` is its chart
//! - `notice`: `/board/{organizationId}/notice`, the published edition of a closed period, A4 or A3; its words
//!   are in `notice_words`
//! - `contents`: `/board/{organizationId}/contents`, what is published for the villagers, and one text of it
//! - `archive`: archives and proofs of service, and the page of who checks one
//! - `held`: what is held on a person, for that person
//! - `minutes`: the minutes of a meeting, behind log-in
//! - `daily_list`: what waits in a shop, for its keeper
//! - `list`: a list of persons that people decide on, behind log-in
//! - `booklet`, `letter`, `contact`: a member's own pages, behind log-in
//! - `message`: the same page with one plain sentence, where there is no board to show

mod archive;
mod booklet;
mod chart;
mod contact;
mod contents;
mod daily_list;
mod fund;
mod held;
mod letter;
mod list;
mod message;
mod minutes;
mod months;
mod notice;
mod notice_words;
mod page;
mod protocol;
mod qr;
mod route;
mod rulebook;
mod statistics;
mod style;
mod text;
mod view;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub(crate) use archive::{ArchivePage, CheckPage, render_archive, render_check};
pub(crate) use booklet::{Booklet, Deed, PeriodRow, render_booklet};
pub(crate) use contact::{ContactPage, render_contact};
pub(crate) use daily_list::{DailyList, Waiting, render_daily_list};
pub(crate) use held::{HeldPage, HeldSection, render_held};
pub(crate) use letter::{Letter, render_letter};
pub(crate) use list::{ListPage, ListPerson, render_list};
pub use message::{Message, render_message};
pub(crate) use minutes::{MinutesPage, PageDecision, render_minutes};
pub use page::render;
pub(crate) use protocol::{Protocol, render_protocol};
pub(crate) use qr::svg as qr_svg;
pub(crate) use route::private_page;
pub use route::routes;
pub use style::content_security_policy;
pub use text::Lang;
pub use view::{Above, BoardView, BranchRow, Item, Level, PlaceChange, Row, Standing};
