//! What no reviewer has to remember: the rules of the house that a test can hold.

mod dependencies;
