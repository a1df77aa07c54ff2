//! What those who are expected at a meeting are told of its plan.

use std::collections::BTreeSet;

use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::meetings::{self, Meeting};
use xianfeng_domain::time::in_shanghai;
use xianfeng_infra::db::Tx;
use xianfeng_infra::members::{self, MemberFilter};
use xianfeng_infra::rulebooks;

use crate::auth::Act;
use crate::failure::Failure;
use crate::inbox::{Kind, tell_all};

/// A meeting is called: all who are expected hear of it, unless it is put on record afterwards.
pub(super) async fn tell_called(tx: &Tx, act: &Act, meeting: &Meeting) -> Result<(), Failure> {
    let persons = expected(tx, act, meeting).await?;
    say(tx, act, meeting, Kind::MeetingCalled, &persons).await
}

/// A plan has changed: who is new is called, who is expected no more need not come, and the others hear of
/// another title, place or time.
pub(super) async fn tell_changed(tx: &Tx, act: &Act, before: &Meeting, after: &Meeting) -> Result<(), Failure> {
    let (were, are) = (expected(tx, act, before).await?, expected(tx, act, after).await?);
    let plan = |meeting: &Meeting| (meeting.title.clone(), meeting.place.clone(), meeting.starts_at);
    say(tx, act, after, Kind::MeetingCalled, &are.difference(&were).copied().collect()).await?;
    say(tx, act, before, Kind::MeetingCancelled, &were.difference(&are).copied().collect()).await?;
    if plan(before) == plan(after) {
        return Ok(());
    }
    say(tx, act, after, Kind::MeetingChanged, &are.intersection(&were).copied().collect()).await
}

/// A meeting is called off.
pub(super) async fn tell_cancelled(tx: &Tx, act: &Act, meeting: &Meeting) -> Result<(), Failure> {
    let persons = expected(tx, act, meeting).await?;
    say(tx, act, meeting, Kind::MeetingCancelled, &persons).await
}

/// Who is expected as things stand; nobody once it is over.
pub(super) async fn expected(tx: &Tx, act: &Act, meeting: &Meeting) -> Result<BTreeSet<PersonId>, Failure> {
    if meeting.ends_at <= act.now {
        return Ok(BTreeSet::new());
    }
    let book = rulebooks::effective(tx, &meeting.path, meeting.day()).await?;
    let book = book.as_ref().map(|book| book.book.as_ref());
    let within = Reach::under(meeting.path.clone());
    let there = members::list(tx, &within, meeting.day(), &MemberFilter::default()).await?;
    let expected = there.iter().filter(|member| meetings::expects(meeting, book, member.id, &member.standing));
    Ok(expected.map(|member| member.person).collect())
}

async fn say(tx: &Tx, act: &Act, meeting: &Meeting, kind: Kind, persons: &BTreeSet<PersonId>) -> Result<(), Failure> {
    let time = in_shanghai(meeting.starts_at).format("%Y-%m-%d %H:%M").to_string();
    let both = [("title", meeting.title.as_str()), ("time", &time)];
    let params = if kind == Kind::MeetingCancelled { &both[..1] } else { &both };
    tell_all(tx, persons, kind, Some(("meeting", meeting.id.0)), params, act.now).await
}
