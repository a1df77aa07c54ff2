//! The document form: what reads, and what is named of what does not.

mod faults;
