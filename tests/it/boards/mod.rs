//! Boards of members and branches, from SQL and from Redis.

mod branches;

mod down;

mod members;
mod world;
