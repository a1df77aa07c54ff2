//! The demonstration (issue 2, "How it starts").

mod care;
mod closing;
mod contact_cards;
mod directory;
mod life;
mod township;
