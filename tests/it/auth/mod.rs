//! Logging in, sessions, tokens and binding over HTTP.

mod bind;
mod desk;
mod desk_password;
mod sessions;
mod tokens;
