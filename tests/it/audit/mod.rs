//! The audit log: who did what, and who may read it.

mod log;
