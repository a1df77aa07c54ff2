//! Logging in, sessions, tokens and binding over HTTP.

mod bind;
mod sessions;
mod tokens;
