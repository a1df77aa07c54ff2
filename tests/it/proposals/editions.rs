//! A list says which edition it stands on: S0-10.
