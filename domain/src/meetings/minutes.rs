//! Minutes (会议记录): written by one person after the meeting, confirmed by another, its chair; from then on
//! they are as they are, and only an addendum corrects them.

use chrono::{DateTime, Utc};

use super::{Meeting, MeetingState, Refusal, Turnout, Votes};
use crate::ids::{AccountId, MeetingId, MemberId, PersonId};

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What.
    pub text: String,
    /// The votes.
    pub votes: Votes,
}

/// The minutes of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minutes {
    /// The meeting.
    pub meeting: MeetingId,
    /// What was said and done.
    pub text: String,
    /// Who chaired it, and confirms.
    pub chair: MemberId,
    /// Who wrote them.
    pub writer: PersonId,
    /// With which account.
    pub written_by: AccountId,
    /// When.
    pub written_at: DateTime<Utc>,
    /// What was decided.
    pub decisions: Vec<Decision>,
    /// When the chair confirmed them; none while they are a draft.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Grows with every change.
    pub version: u64,
}

/// Why votes cannot be on record: which decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyVotes(pub usize);

/// May the meeting have minutes, and these decisions in them?
///
/// # Errors
/// [`Refusal::WrongState`] unless it is closed; [`Refusal::NoQuorum`] for decisions where too few with a vote
/// were present. The inner one where there are more votes than people with one.
pub fn decided(meeting: &Meeting, decisions: &[Decision]) -> Result<Result<(), TooManyVotes>, Refusal> {
    meeting.require(&[MeetingState::Closed])?;
    if decisions.is_empty() {
        return Ok(Ok(()));
    }
    let turnout = quorate(meeting).ok_or(Refusal::NoQuorum)?;
    let too_many = decisions.iter().position(|decision| !decision.votes.fit(turnout));
    Ok(too_many.map_or(Ok(()), |index| Err(TooManyVotes(index))))
}

/// Who was present with a vote, if that was enough to decide.
pub fn quorate(meeting: &Meeting) -> Option<Turnout> {
    meeting.turnout.zip(meeting.quorum).filter(|(turnout, quorum)| turnout.reaches(*quorum)).map(|(turnout, _)| turnout)
}

impl Minutes {
    /// Writes a draft anew.
    ///
    /// # Errors
    /// [`Refusal::MinutesConfirmed`].
    pub fn rewritten(&self, anew: Self) -> Result<Self, Refusal> {
        if self.confirmed_at.is_some() {
            return Err(Refusal::MinutesConfirmed);
        }
        Ok(Self { version: self.version + 1, ..anew })
    }

    /// The chair, who is not the writer, confirms.
    ///
    /// # Errors
    /// [`Refusal::MinutesConfirmed`], [`Refusal::NotChair`].
    pub fn confirmed(self, chair: PersonId, by: PersonId, now: DateTime<Utc>) -> Result<Self, Refusal> {
        if self.confirmed_at.is_some() {
            return Err(Refusal::MinutesConfirmed);
        }
        if by != chair || by == self.writer {
            return Err(Refusal::NotChair);
        }
        Ok(Self { confirmed_at: Some(now), version: self.version + 1, ..self })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn minutes() -> Minutes {
        Minutes {
            meeting: MeetingId(Uuid::from_u128(1)),
            text: "学习".to_owned(),
            chair: MemberId(Uuid::from_u128(2)),
            writer: PersonId(Uuid::from_u128(3)),
            written_by: AccountId(Uuid::from_u128(4)),
            written_at: DateTime::UNIX_EPOCH,
            decisions: Vec::new(),
            confirmed_at: None,
            version: 1,
        }
    }

    #[test]
    fn two_persons_stand_behind_minutes() {
        let [writer, chair] = [3, 5].map(|number| PersonId(Uuid::from_u128(number)));
        let now = DateTime::UNIX_EPOCH;
        assert_eq!(minutes().confirmed(writer, writer, now), Err(Refusal::NotChair), "nobody confirms their own");
        assert_eq!(minutes().confirmed(chair, writer, now), Err(Refusal::NotChair));
        let confirmed = minutes().confirmed(chair, chair, now).expect("the chair confirms");
        assert_eq!(confirmed.rewritten(minutes()), Err(Refusal::MinutesConfirmed));
        assert_eq!(confirmed.confirmed(chair, chair, now), Err(Refusal::MinutesConfirmed));
    }
}
