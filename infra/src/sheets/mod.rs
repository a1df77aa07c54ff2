//! Spreadsheets: reading what people upload, writing what they download.
