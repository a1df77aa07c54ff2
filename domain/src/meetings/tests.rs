//! Any history of a meeting and one attendance of it keeps the promises.

use chrono::{DateTime, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::ids::{AccountId, AttendanceId, MeetingId, MemberId, OrganizationId};
use crate::members::Standing;
use crate::organizations::OrganizationPath;

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn organization(number: u128) -> OrganizationId {
    OrganizationId(Uuid::from_u128(number))
}

fn new() -> NewMeeting {
    NewMeeting {
        kind: MeetingKind::BranchMeeting,
        title: "支部党员大会".to_owned(),
        place: None,
        starts_at: instant("2024-03-05T01:00:00Z"),
        ends_at: instant("2024-03-05T03:00:00Z"),
        parts: Vec::new(),
        members: Vec::new(),
        attendance_item: None,
        attendance_points: None,
        absence_item: None,
        make_up_item: None,
        make_up_points: None,
        remote_counts: false,
        quorum: None,
    }
}

fn planned(new: NewMeeting) -> Result<Meeting, Vec<MeetingFault>> {
    let path = OrganizationPath::root(organization(1));
    plan(MeetingId(Uuid::from_u128(5)), organization(1), path, None, new)
}

fn meeting() -> Meeting {
    planned(new()).expect("a meeting")
}

fn attendance() -> Attendance {
    let path = OrganizationPath::root(organization(1));
    Attendance {
        id: AttendanceId(Uuid::from_u128(6)),
        meeting: meeting().id,
        path: path.clone(),
        member: MemberId(Uuid::from_u128(7)),
        branch: organization(1),
        branch_path: path,
        held_on: meeting().day(),
        expected: true,
        state: AttendanceState::Expected,
        way: None,
        recorded_by: None,
        recorded_at: None,
        leave: None,
        make_up: None,
        credit: Credit::None,
        settled: false,
        version: 1,
    }
}

const BY: AccountId = AccountId(Uuid::nil());

fn step(meeting: Meeting, row: Attendance, action: u8, own: bool, now: DateTime<Utc>) -> (Meeting, Attendance) {
    let kept = (meeting.clone(), row.clone());
    let today = crate::time::day_of(now);
    let changed = match action {
        0 => open(meeting, now).map(|meeting| (meeting, row)),
        1 => close(meeting, now).map(|meeting| {
            // As the store does it, for all at once.
            let absent = row.state == AttendanceState::Expected && row.expected;
            let state = if absent { AttendanceState::Absent } else { row.state };
            (meeting, Attendance { state, ..row })
        }),
        2 => cancel(meeting, "下雨".to_owned()).map(|meeting| (meeting, row)),
        3 => sign_in(&meeting, row, BY, now).map(|row| (meeting, row)),
        4 => roll_call(&meeting, row, Seen::Present, own, BY, now).map(|row| (meeting, row)),
        5 => roll_call(&meeting, row, Seen::OnLeave("生病".to_owned()), own, BY, now).map(|row| (meeting, row)),
        6 => roll_call(&meeting, row, Seen::Absent, own, BY, now).map(|row| (meeting, row)),
        7 => ask_leave(&meeting, row, "外出".to_owned()).map(|row| (meeting, row)),
        8 => decide_leave(&meeting, row, true, None, own, BY, now).map(|row| (meeting, row)),
        9 => decide_leave(&meeting, row, false, None, own, BY, now).map(|row| (meeting, row)),
        10 => ask_make_up(&meeting, row, "自学".to_owned(), today, BY, today).map(|row| (meeting, row)),
        11 => decide_make_up(row, true, None, own, BY).map(|row| (meeting, row)),
        12 => decide_make_up(row, false, None, own, BY).map(|row| (meeting, row)),
        _ => {
            let settled = meeting.state == MeetingState::Closed && row.state == AttendanceState::Absent;
            Ok((meeting, Attendance { settled, ..row }))
        }
    };
    changed.unwrap_or(kept)
}

proptest! {
    /// Whatever is tried in whatever order: once closed, presence is final; nobody is left merely
    /// expected; a settled absence stays one; nobody excuses or makes up for themselves (S1-4, S2-4).
    #[test]
    fn attendance_is_final_once_closed(tries in prop::collection::vec((0u8..14, any::<bool>()), 0..60)) {
        let (mut meeting, mut row) = (meeting(), attendance());
        let now = instant("2024-03-05T02:00:00Z");
        for (action, own) in tries {
            let before = (meeting.state, row.clone());
            (meeting, row) = step(meeting, row, action, own, now);
            let (state, old) = before;
            if matches!(state, MeetingState::Closed | MeetingState::Cancelled) {
                prop_assert_eq!(meeting.state, state);
                let came = |row: &Attendance| row.state == AttendanceState::Present;
                prop_assert_eq!(came(&row), came(&old));
            }
            if meeting.state == MeetingState::Closed {
                prop_assert_ne!(row.state, AttendanceState::Expected);
            }
            if old.settled && action < 13 {
                prop_assert_eq!(&row, &old);
            }
            if own && (8..=12).contains(&action) && action != 10 {
                prop_assert_eq!(row.state, old.state);
            }
            if old.state == AttendanceState::MadeUp {
                prop_assert_eq!(row.state, AttendanceState::MadeUp);
            }
        }
    }
}

#[test]
fn a_meeting_opens_on_its_day_and_closes_once_it_has_begun() {
    let (eve, morning) = (instant("2024-03-04T15:59:59Z"), instant("2024-03-04T16:00:00Z"));
    assert_eq!(open(meeting(), eve), Err(Refusal::TooEarly));
    let open = open(meeting(), morning).expect("open");
    assert_eq!(close(open.clone(), morning), Err(Refusal::TooEarly));
    assert_eq!(close(open, meeting().starts_at).map(|meeting| meeting.state), Ok(MeetingState::Closed));
}

#[test]
fn every_fault_of_a_plan_is_told_at_once() {
    let twice = MemberId(Uuid::from_u128(1));
    let faulty = NewMeeting {
        ends_at: instant("2024-03-05T01:00:00Z"),
        members: vec![twice, twice],
        attendance_item: Some("unknown".to_owned()),
        absence_item: Some("unknown".to_owned()),
        make_up_points: Some(crate::Points::whole(1)),
        ..new()
    };
    let fields: Vec<_> = planned(faulty).expect_err("faults").iter().map(|fault| fault.field).collect();
    assert_eq!(fields, ["endsAt", "memberIds", "attendanceItem", "makeUpPoints", "absenceItem"]);
}

/// S2-7: the exempt are not expected but may come; a named meeting is for the named.
#[test]
fn the_exempt_may_come_and_strangers_may_not() {
    let standing = |branch: u128, exempt| Standing {
        branch: organization(branch),
        branch_path: OrganizationPath::root(organization(branch)),
        branch_name: String::new(),
        category: "aged".to_owned(),
        exempt,
        from: meeting().day(),
    };
    let member = attendance().member;
    let told = |meeting: &Meeting, standing: &Standing| {
        (expects(meeting, None, member, standing), may_come(meeting, member, standing))
    };
    assert_eq!(told(&meeting(), &standing(1, false)), (true, true));
    assert_eq!(told(&meeting(), &standing(1, true)), (false, true));
    assert_eq!(told(&meeting(), &standing(2, false)), (false, false));
    let committee = Meeting { audience: Audience::Named(vec![MemberId(Uuid::from_u128(8))]), ..meeting() };
    assert_eq!(told(&committee, &standing(1, false)), (false, false));
}
