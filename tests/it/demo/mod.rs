//! The demonstration (issue 2, "How it starts").

mod directory;
mod life;
mod township;
