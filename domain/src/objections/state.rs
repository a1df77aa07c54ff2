//! The states of an objection and the steps between them.

use super::Refusal;

/// Declares an enum of stable codes.
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$each])* $variant,)* }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// From the code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

coded! {
    /// Where an objection is.
    State {
        /// From a stranger: a person looks at it before anything of it is shown.
        Held = "held",
        /// Waits for its decision.
        Admitted = "admitted",
        /// Not taken up: an insult, not about points, or a double.
        SetAside = "set_aside",
        /// Right: the points were corrected and there is a next edition.
        Upheld = "upheld",
        /// Not right.
        Refused = "refused",
        /// Right, but the deed that is missing counts in the open unit.
        Carried = "carried",
        /// Taken back by who made it.
        Withdrawn = "withdrawn",
    }
}

coded! {
    /// Why an objection is not taken up.
    Ground {
        /// It insults.
        Insult = "insult",
        /// It is not about points.
        NotAboutPoints = "not_about_points",
        /// The same was said already.
        Double = "double",
    }
}

coded! {
    /// What was decided.
    Outcome {
        /// Right: corrected in the closed unit.
        Upheld = "upheld",
        /// Not right.
        Refused = "refused",
        /// Right, but what is missing counts in the open unit, recorded by its own flow.
        Carried = "carried",
    }
}

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A person looked at it: it is heard.
    Admit,
    /// A person looked at it: it is not taken up.
    SetAside,
    /// It is decided.
    Decide(Outcome),
    /// Who made it takes it back.
    Withdraw,
}

impl State {
    /// Does it wait for a person? Until none does, the period is not settled and not final.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Held | Self::Admitted)
    }

    /// Was it decided, so that its answer is published?
    pub const fn is_answered(self) -> bool {
        matches!(self, Self::Upheld | Self::Refused | Self::Carried)
    }

    /// The state after a step.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] where the step does not start from here.
    pub const fn after(self, step: Step) -> Result<Self, Refusal> {
        match (self, step) {
            (Self::Held, Step::Admit) => Ok(Self::Admitted),
            (Self::Held, Step::SetAside) => Ok(Self::SetAside),
            (Self::Admitted, Step::Decide(Outcome::Upheld)) => Ok(Self::Upheld),
            (Self::Admitted, Step::Decide(Outcome::Refused)) => Ok(Self::Refused),
            (Self::Admitted, Step::Decide(Outcome::Carried)) => Ok(Self::Carried),
            (Self::Held | Self::Admitted, Step::Withdraw) => Ok(Self::Withdrawn),
            _ => Err(Refusal::WrongState),
        }
    }
}

impl Outcome {
    /// Must it say which entries are corrected? The others correct none.
    pub const fn corrects(self) -> bool {
        matches!(self, Self::Upheld)
    }

    /// Must it have a reason beside the answer?
    pub const fn wants_reason(self) -> bool {
        matches!(self, Self::Refused)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            Just(Step::Admit),
            Just(Step::SetAside),
            Just(Step::Withdraw),
            prop::sample::select(Outcome::ALL).prop_map(Step::Decide),
        ]
    }

    proptest! {
        /// S2-9: whatever is tried, an objection is decided at most once, what was held is decided only
        /// after a person admitted it, and what ended stays as it ended.
        #[test]
        fn an_objection_ends_once(first in prop::sample::select(&[State::Held, State::Admitted][..]),
            steps in prop::collection::vec(step(), 0..12)) {
            let (mut state, mut looked_at, mut ends) = (first, first == State::Admitted, 0);
            for step in steps {
                let Ok(next) = state.after(step) else { continue };
                prop_assert!(state.is_open(), "{state:?} had ended");
                looked_at |= step == Step::Admit;
                if next.is_answered() {
                    prop_assert!(looked_at);
                }
                ends += u32::from(!next.is_open());
                state = next;
            }
            prop_assert_eq!(ends, u32::from(!state.is_open()));
        }
    }

    #[test]
    fn codes_are_read_back() {
        for state in State::ALL {
            assert_eq!(State::from_code(state.code()), Some(*state));
            assert!(!(state.is_open() && state.is_answered()));
        }
        for outcome in Outcome::ALL {
            let after = State::Admitted.after(Step::Decide(*outcome)).expect("decided");
            assert_eq!(after.code(), outcome.code());
            assert!(State::Held.after(Step::Decide(*outcome)).is_err());
        }
    }
}
