//! Evidence files: made harmless, stored once, on disk or in an object store.
