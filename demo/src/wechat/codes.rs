//! Temporary codes: good once, for five minutes, for one purpose.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use rand::{
    Rng as _,
    distr::{Alphanumeric, SampleString as _},
};

use super::{answer::Refusal, phone::PhoneNumber};

const LIFETIME: TimeDelta = TimeDelta::minutes(5);

/// What a code is good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Login,
    Phone(PhoneNumber),
    PhoneOfOtherApp,
}

/// A code that was good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Proof {
    pub(super) kind: Kind,
    pub(super) user: String,
}

struct Code {
    proof: Proof,
    minted_at: DateTime<Utc>,
    spent: bool,
}

/// The codes that were minted.
#[derive(Default)]
pub(super) struct Codes(HashMap<String, Code>);

impl Codes {
    pub(super) fn mint(&mut self, kind: Kind, user: &str, now: DateTime<Utc>) -> String {
        let mut rng = rand::rng();
        let text = match kind {
            Kind::Login => Alphanumeric.sample_string(&mut rng, 32),
            Kind::Phone(_) | Kind::PhoneOfOtherApp => {
                format!("{:032x}{:032x}", rng.random::<u128>(), rng.random::<u128>())
            }
        };
        let proof = Proof { kind, user: user.to_owned() };
        self.0.insert(text.clone(), Code { proof, minted_at: now, spent: false });
        text
    }

    /// Spends `text` if it is a good code and `wanted` takes it.
    pub(super) fn spend(
        &mut self,
        text: &str,
        now: DateTime<Utc>,
        wanted: impl Fn(&Proof) -> Result<(), Refusal>,
    ) -> Result<Proof, Refusal> {
        let code = self.0.get_mut(text).ok_or(Refusal::INVALID_CODE)?;
        if now - code.minted_at > LIFETIME {
            return Err(Refusal::INVALID_CODE);
        }
        wanted(&code.proof)?;
        if code.spent {
            return Err(Refusal::SPENT_CODE);
        }
        code.spent = true;
        Ok(code.proof.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_good_once_and_for_five_minutes() {
        let mut codes = Codes::default();
        let now = DateTime::UNIX_EPOCH;
        let any = |_: &Proof| Ok(());
        let code = codes.mint(Kind::Login, "zhang", now);
        assert_eq!(code.len(), 32);
        assert_eq!(codes.spend(&code, now + LIFETIME, any).unwrap().user, "zhang");
        assert_eq!(codes.spend(&code, now + LIFETIME, any), Err(Refusal::SPENT_CODE));

        let late = codes.mint(Kind::Login, "zhang", now);
        assert_eq!(codes.spend(&late, now + LIFETIME + TimeDelta::seconds(1), any), Err(Refusal::INVALID_CODE));
        assert_eq!(codes.spend("unknown", now, any), Err(Refusal::INVALID_CODE));
    }

    #[test]
    fn a_code_of_the_wrong_kind_is_refused_and_not_spent() {
        let mut codes = Codes::default();
        let now = DateTime::UNIX_EPOCH;
        let code = codes.mint(Kind::PhoneOfOtherApp, "zhang", now);
        assert_eq!(code.len(), 64);
        assert_eq!(codes.spend(&code, now, |_| Err(Refusal::INVALID_CODE)), Err(Refusal::INVALID_CODE));
        assert!(codes.spend(&code, now, |_| Ok(())).is_ok());
    }
}
