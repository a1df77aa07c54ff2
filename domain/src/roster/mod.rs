//! The roster (花名册): reading a row as people write it, and matching rows to people already known.
