//! Tasks and claims over HTTP.

mod main_job;
