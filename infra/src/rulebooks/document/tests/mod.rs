//! The document form: what reads, and what is named of what does not.

mod books;
mod faults;
mod fuzz;
mod generator;
mod limits;
mod pages;
mod round_trip;
mod schema;
