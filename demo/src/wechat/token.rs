//! Access tokens: the plain pool, where every call makes a new one, and the stable pool, where
//! calls share one. The pools do not touch each other.

use std::iter;

use chrono::{DateTime, TimeDelta, Utc};
use rand::distr::{Alphanumeric, SampleString as _};
use serde_json::{Value, json};

use super::{
    answer::{Refusal, Reply},
    platform::{Call, check_app},
    settings::StandInSettings,
    state::World,
};

const LIFETIME: TimeDelta = TimeDelta::seconds(7200);
/// How long two tokens are good around a swap, and so the least life left of a stable token.
const OVERLAP: TimeDelta = TimeDelta::seconds(300);
const FORCED_PAUSE: TimeDelta = TimeDelta::seconds(30);
const FORCED_A_DAY: usize = 20;

#[derive(Clone)]
struct Token {
    value: String,
    issued_at: DateTime<Utc>,
}

impl Token {
    fn issue(now: DateTime<Utc>) -> Self {
        Self { value: Alphanumeric.sample_string(&mut rand::rng(), 136), issued_at: now }
    }

    fn expires_at(&self) -> DateTime<Utc> {
        self.issued_at + LIFETIME
    }
}

/// The present token of a pool, and the one before it with the end of its grace.
#[derive(Default)]
struct Pool {
    current: Option<Token>,
    former: Option<(Token, DateTime<Utc>)>,
}

impl Pool {
    fn replace(&mut self, now: DateTime<Utc>, grace: TimeDelta) -> Token {
        let token = Token::issue(now);
        self.former = self.current.replace(token.clone()).map(|former| (former, now + grace));
        token
    }

    fn check(&self, value: &str, now: DateTime<Utc>) -> Option<Result<(), Refusal>> {
        let current = self.current.iter().map(|token| (token, None));
        let former = self.former.iter().map(|(token, grace)| (token, Some(*grace)));
        let (token, grace) = iter::chain(current, former).find(|(token, _)| token.value == value)?;
        Some(if grace.is_some_and(|end| now >= end) {
            Err(Refusal(40001))
        } else if now >= token.expires_at() {
            Err(Refusal(42001))
        } else {
            Ok(())
        })
    }
}

/// Both pools.
#[derive(Default)]
pub(super) struct Tokens {
    plain: Pool,
    stable: Pool,
    forced: Vec<DateTime<Utc>>,
}

impl Tokens {
    /// Whether `token` opens an interface.
    pub(super) fn check(&self, token: Option<&str>, now: DateTime<Utc>) -> Result<(), Refusal> {
        let token = token.ok_or(Refusal(41001))?;
        self.stable.check(token, now).or_else(|| self.plain.check(token, now)).unwrap_or(Err(Refusal(40001)))
    }

    fn stable(&mut self, force: bool, now: DateTime<Utc>) -> Token {
        if force && self.may_force(now) {
            self.forced.push(now);
            return self.stable.replace(now, TimeDelta::zero());
        }
        match &self.stable.current {
            Some(token) if token.expires_at() - now > OVERLAP => token.clone(),
            _ => self.stable.replace(now, OVERLAP),
        }
    }

    fn may_force(&mut self, now: DateTime<Utc>) -> bool {
        self.forced.retain(|at| now - *at < TimeDelta::days(1));
        self.forced.len() < FORCED_A_DAY && self.forced.last().is_none_or(|at| now - *at >= FORCED_PAUSE)
    }
}

pub(super) fn serve_plain(
    settings: &StandInSettings,
    world: &mut World,
    call: &Call,
    now: DateTime<Utc>,
) -> Result<Reply, Refusal> {
    check_app(settings, call.parameter("appid"), call.parameter("secret"))?;
    check_grant(call.parameter("grant_type"))?;
    Ok(reply(&world.tokens.plain.replace(now, OVERLAP), now))
}

pub(super) fn serve_stable(
    settings: &StandInSettings,
    world: &mut World,
    call: &Call,
    now: DateTime<Utc>,
) -> Result<Reply, Refusal> {
    let body = call.json()?;
    let text = |name: &str| body.get(name).and_then(Value::as_str).filter(|value| !value.is_empty());
    check_app(settings, text("appid"), text("secret"))?;
    check_grant(text("grant_type"))?;
    let force = body.get("force_refresh").and_then(Value::as_bool).unwrap_or(false);
    Ok(reply(&world.tokens.stable(force, now), now))
}

fn check_grant(grant_type: Option<&str>) -> Result<(), Refusal> {
    if grant_type == Some("client_credential") { Ok(()) } else { Err(Refusal(40002)) }
}

fn reply(token: &Token, now: DateTime<Utc>) -> Reply {
    Reply::Json(json!({ "access_token": token.value, "expires_in": (token.expires_at() - now).num_seconds() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn at(seconds: i64) -> DateTime<Utc> {
        START + TimeDelta::seconds(seconds)
    }

    #[test]
    fn the_stable_token_stays_until_its_last_five_minutes_and_both_are_good_around_the_swap() {
        let mut tokens = Tokens::default();
        let first = tokens.stable(false, at(0)).value;
        assert_eq!(tokens.stable(false, at(6899)).value, first);
        let second = tokens.stable(false, at(6900)).value;
        assert_ne!(second, first);
        assert_eq!(tokens.check(Some(&first), at(7199)), Ok(()));
        assert_eq!(tokens.check(Some(&second), at(7199)), Ok(()));
        assert_eq!(tokens.check(Some(&first), at(7200)), Err(Refusal(40001)));
        assert_eq!(tokens.check(Some(&second), at(6900 + 7200)), Err(Refusal(42001)));
    }

    #[test]
    fn a_forced_token_ends_the_old_one_at_once_but_not_every_time() {
        let mut tokens = Tokens::default();
        let first = tokens.stable(false, at(0)).value;
        let second = tokens.stable(true, at(1)).value;
        assert_eq!(tokens.check(Some(&first), at(1)), Err(Refusal(40001)));
        assert_eq!(tokens.stable(true, at(30)).value, second, "sooner than 30 s");
        for n in 1..30 {
            tokens.stable(true, at(1 + 30 * n));
        }
        assert_eq!(tokens.forced.len(), FORCED_A_DAY);
    }

    #[test]
    fn the_pools_do_not_touch_each_other() {
        let mut tokens = Tokens::default();
        let stable = tokens.stable(false, at(0)).value;
        let plain = tokens.plain.replace(at(0), OVERLAP).value;
        tokens.plain.replace(at(1), OVERLAP);
        assert_eq!(tokens.check(Some(&plain), at(300)), Ok(()));
        assert_eq!(tokens.check(Some(&plain), at(301)), Err(Refusal(40001)));
        assert_eq!(tokens.check(Some(&stable), at(301)), Ok(()));
        assert_eq!(tokens.check(None, at(0)), Err(Refusal(41001)));
        assert_eq!(tokens.check(Some("made up"), at(0)), Err(Refusal(40001)));
    }
}
