//! The privacy desk (个人信息): what is held on a person and why, corrections, closing the account.
//!
//! - `inventory`: what a row of the data list says; `people`, `deeds`, `services`, `life`: the rows
//! - `correction`: what may be corrected on request, and who decides
//! - `closure`: closing an account, and erasing who belongs to no branch any more

mod closure;
mod correction;
mod deeds;
mod inventory;
mod life;
mod people;
mod services;

pub use closure::{
    COOLING_DAYS, Closure, ClosureKind, ClosureRefusal, ClosureState, PATIENCE_DAYS, ask, erasure_waits,
};
pub use correction::{Correction, CorrectionRefusal, CorrectionState, Field, decide};
pub use inventory::{Basis, Blank, Erasure, Kind, Link, Shown, Table, inventory};
