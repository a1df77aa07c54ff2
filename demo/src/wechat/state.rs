//! What the stand-in remembers, behind one lock.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::watch;

use super::{
    answer::Refusal,
    codes::{Codes, Kind},
    faults::{Endpoint, Fault, Faults},
    push::{Judgement, MediaMood, PushTarget, Pushes},
    records::{Recorded, Records},
    settings::StandInSettings,
    token::Tokens,
};

/// The stand-in's settings and memory.
pub(super) struct State {
    pub(super) settings: StandInSettings,
    world: Mutex<World>,
    recoveries: watch::Sender<()>,
}

/// Everything that changes.
#[derive(Default)]
pub(super) struct World {
    pub(super) codes: Codes,
    pub(super) tokens: Tokens,
    pub(super) faults: Faults,
    pub(super) records: Records,
    pub(super) pushes: Pushes,
    /// Users by openid who were not in the mini-program for two hours.
    away: HashSet<String>,
    /// How many messages of a template each user still takes.
    pub(super) agreements: HashMap<(String, String), u32>,
    /// How many messages were taken.
    pub(super) messages: u64,
    advanced: TimeDelta,
}

impl World {
    /// Whether content safety looks at what a user wrote.
    pub(super) fn check_user(&self, open_id: &str) -> Result<(), Refusal> {
        match open_id {
            "" => Err(Refusal(40003)),
            id if self.away.contains(id) => Err(Refusal(61010)),
            _ => Ok(()),
        }
    }

    /// A user has opened the mini-program.
    pub(super) fn is_back(&mut self, open_id: &str) {
        self.away.remove(open_id);
    }
}

impl State {
    pub(super) fn new(settings: StandInSettings) -> Self {
        Self { settings, world: Mutex::default(), recoveries: watch::Sender::new(()) }
    }

    /// The world, and the time that it is there.
    pub(super) fn world(&self) -> (MutexGuard<'_, World>, DateTime<Utc>) {
        let world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        let now = (self.settings.clock)() + world.advanced;
        (world, now)
    }

    /// Changes at each recovery that comes after this call.
    pub(super) fn recoveries(&self) -> watch::Receiver<()> {
        self.recoveries.subscribe()
    }

    pub(super) fn mint(&self, kind: Kind, user: &str) -> String {
        let (mut world, now) = self.world();
        world.codes.mint(kind, user, now)
    }

    /// The user of an openid lets so many more messages of a template come.
    pub(super) fn agree(&self, open_id: String, template: &str, times: u32) {
        let (mut world, _) = self.world();
        let left = world.agreements.entry((open_id, template.to_owned())).or_default();
        *left = left.saturating_add(times);
    }

    pub(super) fn advance_clock(&self, by: TimeDelta) {
        let (mut world, _) = self.world();
        world.advanced = world.advanced.checked_add(&by).unwrap_or(world.advanced);
    }

    pub(super) fn revoke_tokens(&self) {
        self.world().0.tokens = Tokens::default();
    }

    pub(super) fn fail(&self, endpoint: Endpoint, fault: Fault, times: u32) {
        self.world().0.faults.set(endpoint, fault, times);
    }

    pub(super) fn recover(&self) {
        self.world().0.faults = Faults::default();
        self.recoveries.send_replace(());
    }

    pub(super) fn goes_away(&self, open_id: String) {
        self.world().0.away.insert(open_id);
    }

    pub(super) fn push_to(&self, target: PushTarget) {
        self.world().0.pushes.set_target(target);
    }

    pub(super) fn minded(&self, mood: MediaMood) {
        self.world().0.pushes.set_mood(mood);
    }

    pub(super) fn judges(&self, judgement: Judgement) {
        self.world().0.pushes.set_judgement(judgement);
    }

    pub(super) fn requests(&self) -> Vec<Recorded> {
        self.world().0.records.all()
    }
}
