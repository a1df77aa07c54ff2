//! An adopted version on the wire, and where it stands among the others.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::time::Day;
use xianfeng_infra::rulebooks::Version;

use crate::http::wire::{WireDay, WireTime};

/// Where a version stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It holds.
    InForce,
    /// It will hold.
    Coming,
    /// Another holds, or will before it could.
    Superseded,
}

impl State {
    const fn code(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::Coming => "coming",
            Self::Superseded => "superseded",
        }
    }

    /// Of the newest version, when it has just been adopted.
    pub(super) fn at_adoption(version: &Version, today: Day) -> Self {
        if version.effective_from <= today { Self::InForce } else { Self::Coming }
    }

    /// Of each of somebody's versions, the newest first, on a day.
    pub(super) fn of_all(versions: &[Version], today: Day) -> Vec<Self> {
        // A newer version takes over from its day on.
        let mut taken: Option<Day> = None;
        let states = versions.iter().map(|version| {
            let from = version.effective_from;
            let state = match taken {
                Some(taken) if from >= taken || taken <= today => Self::Superseded,
                _ if from > today => Self::Coming,
                _ => Self::InForce,
            };
            taken = Some(taken.map_or(from, |taken| taken.min(from)));
            state
        });
        states.collect()
    }
}

/// An adopted version, without what it says.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VersionOut {
    /// Its id: entries name it.
    pub id: Uuid,
    /// Who adopted it.
    pub owner_id: Uuid,
    /// By whom totals are kept: the owner of the whole book at the bottom of the layers.
    pub root_owner_id: Uuid,
    /// Its number among the versions of who adopted it, from 1.
    pub edition: i64,
    /// From which day it is in force.
    pub effective_from: WireDay,
    /// The meeting that adopted it.
    pub meeting: String,
    /// Who signed; absent for what the command line founded.
    pub signatory: Option<String>,
    /// `in_force`, `coming` or `superseded`.
    pub state: &'static str,
    /// `book` or `layer`.
    pub kind: &'static str,
    /// The version above that a layer stands on.
    pub base_id: Option<Uuid>,
    /// Made by the machine, when the version above changed.
    pub recomposed: bool,
    /// When it was adopted.
    pub adopted_at: WireTime,
}

impl VersionOut {
    pub(super) fn new(version: &Version, state: State) -> Self {
        Self {
            id: version.id.0,
            owner_id: version.adopted_by.0,
            root_owner_id: version.root.0,
            edition: version.number,
            effective_from: WireDay(version.effective_from),
            meeting: version.meeting.clone(),
            signatory: version.signatory.clone(),
            state: state.code(),
            kind: if version.base.is_some() { "layer" } else { "book" },
            base_id: version.base.map(Into::into),
            recomposed: version.recomposed,
            adopted_at: version.adopted_at.into(),
        }
    }
}

/// The example in the document.
pub(super) fn version_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000009", "ownerId": "018e0f6a-0000-7000-8000-000000000001",
        "rootOwnerId": "018e0f6a-0000-7000-8000-000000000001", "edition": 2, "effectiveFrom": "2025-01-01",
        "meeting": "2024年12月20日乡党委会议", "signatory": "王秀英", "state": "coming", "kind": "book",
        "baseId": null, "recomposed": false, "adoptedAt": "2024-12-20T17:00:00+08:00"
    })
}
