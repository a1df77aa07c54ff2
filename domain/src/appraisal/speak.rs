//! Whose voice somebody has about somebody.

use super::{Refusal, Voice};
use crate::ids::PersonId;

/// Who rates, as seen from the branch of the round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Who.
    pub person: PersonId,
    /// A member of the branch today?
    pub is_peer: bool,
    /// Secretary of the branch?
    pub is_secretary: bool,
    /// Administrator of the township above it?
    pub is_township: bool,
}

/// Who is rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Who.
    pub person: PersonId,
    /// Secretary of the branch?
    pub is_secretary: bool,
}

/// May somebody use a voice about somebody?
///
/// The secretary speaks as the secretary and not as a peer besides. About a secretary the
/// township's administrator has that voice, since nobody rates themselves but as `self`. Villagers
/// have no account: their paper votes are counted.
///
/// # Errors
/// [`Refusal::Oneself`], [`Refusal::NotYourVoice`].
pub fn may_speak(speaker: Speaker, voice: Voice, subject: Subject) -> Result<(), Refusal> {
    let is_own = speaker.person == subject.person;
    if is_own && voice != Voice::Own {
        return Err(Refusal::Oneself);
    }
    let may = match voice {
        Voice::Own => is_own,
        Voice::Secretary if subject.is_secretary => speaker.is_township,
        Voice::Secretary => speaker.is_secretary,
        Voice::Peers => speaker.is_peer && !speaker.is_secretary,
        Voice::Villagers => false,
    };
    if may { Ok(()) } else { Err(Refusal::NotYourVoice) }
}
