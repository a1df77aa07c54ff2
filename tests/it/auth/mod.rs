//! Logging in, sessions, tokens and binding over HTTP.

mod bind;
mod desk;
mod sessions;
mod tokens;
