//! What operators and front-end developers rely on.

mod database_gone;
mod openapi;
mod work;
