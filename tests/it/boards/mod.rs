//! Boards of members and branches, from SQL and from Redis.

mod branches;
mod copy;
mod down;
mod history;
mod members;
mod world;
