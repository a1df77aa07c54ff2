//! Spreadsheets: reading what people upload, writing what they download.
//!
//! Everything here blocks; call it from a blocking task.

mod archive;
pub mod csv;
pub mod read;
pub mod rejects;
pub mod write;

#[cfg(test)]
mod tests;
