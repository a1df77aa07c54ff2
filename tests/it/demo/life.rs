//! What the demonstration shows outside tasks: something in every state that people can meet.

use std::collections::HashMap;

use xianfeng_domain::access::Reach;
use xianfeng_domain::declarations::DeclarationState;
use xianfeng_domain::meetings::{AttendanceState, MeetingState};
use xianfeng_domain::posts::HoldingState;
use xianfeng_domain::rulebook::{DraftState, Way};
use xianfeng_domain::time::{Period, PeriodKind};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::declarations::DeclarationFilter;
use xianfeng_infra::members::{self, MemberFilter};
use xianfeng_infra::villager_reports::ReportFilter;
use xianfeng_infra::{
    aways, declarations, dues, grids, meetings, organizations, posts, quarterly_audit, rulebooks, villager_reports,
    zeroings,
};

use super::township::loaded;

const MOST: u64 = 1_000;

#[tokio::test]
async fn a_branch_shows_its_life_outside_tasks() {
    let (_storage, app, plan, township) = loaded().await;
    let read = async |tx: &Tx| -> Result<(), StoreError> {
        let township = organizations::find_open(tx, township).await?.unwrap();
        let all = Reach::under(township.path.clone());

        let filter = DeclarationFilter { limit: MOST, ..DeclarationFilter::default() };
        let declared = declarations::page(tx, &all, None, None, &filter).await?;
        let of = |state| declared.iter().filter(|one| one.state == state).count();
        // Beside the plan's, a helper has brought two deeds forward for a member without a phone (S0-13).
        assert_eq!(declared.len(), plan.summary().declarations + 2);
        assert_eq!(of(DeclarationState::Registered), plan.summary().registrations);
        assert!(of(DeclarationState::Open) > 2 && of(DeclarationState::Declined) > 0);
        assert!(declared.iter().any(|one| one.state == DeclarationState::Declined && one.sitting.is_some()));

        // Who is away owes reports of the quarter before: some are made, one is not.
        let quarter = Period::containing(PeriodKind::Quarter, plan.today);
        let due = xianfeng_api::declarations::reports_due(tx, &all, quarter.previous(), plan.today).await?;
        assert!(due.iter().any(|due| due.report.is_some()) && due.iter().any(|due| due.report.is_none()));
        assert!(declared.iter().any(|one| one.way == Way::Report));
        let ids: Vec<_> = due.iter().map(|due| due.member.id).collect();
        assert!(aways::of_members(tx, &ids).await?.iter().all(|away| away.liaison.is_some()));

        let filter = meetings::MeetingFilter { limit: MOST, ..meetings::MeetingFilter::default() };
        let held = meetings::page(tx, &all, None, &filter).await?;
        let closed = held.iter().find(|meeting| meeting.state == MeetingState::Closed).unwrap();
        let attended = meetings::attendances(tx, closed.id).await?;
        for state in [AttendanceState::Present, AttendanceState::Excused] {
            assert!(attended.iter().any(|one| one.state == state), "{state:?}");
        }
        assert!(held.iter().any(|meeting| meeting.state == MeetingState::Planned));

        let filter = quarterly_audit::AuditFilter { limit: MOST, ..quarterly_audit::AuditFilter::default() };
        let audits = quarterly_audit::page(tx, &all, &filter).await?;
        let signed: Vec<bool> = audits.iter().map(|audit| audit.signature.is_some()).collect();
        assert!(signed.contains(&true) && signed.contains(&false), "{signed:?}");

        let mut kinds: HashMap<HoldingState, usize> = HashMap::new();
        let filter = posts::PostFilter { limit: MOST, ..posts::PostFilter::default() };
        for post in posts::page(tx, &all, None, &filter).await? {
            // The ready posts were taken over only now.
            assert!(post.area.is_some() || !posts::checks(tx, post.id, None, MOST).await?.is_empty());
            for holding in posts::holdings(tx, post.id, None, MOST).await? {
                *kinds.entry(holding.state).or_default() += 1;
            }
        }
        assert!(kinds.contains_key(&HoldingState::Held) && kinds.contains_key(&HoldingState::Claimed), "{kinds:?}");

        let drafts = rulebooks::drafts::page(tx, &all, None, None, MOST).await?;
        for state in [DraftState::Draft, DraftState::Adopted] {
            assert!(drafts.iter().any(|draft| draft.state == state), "{state:?}");
        }
        assert_eq!(
            villager_reports::page(tx, &all, &ReportFilter { limit: MOST, ..Default::default() }).await?.len(),
            1
        );

        let (mut lifted, mut exempt, mut placed) = (0, 0, 0);
        let (mut late, month) = (0, Period::containing(PeriodKind::Month, quarter.start()));
        for member in members::list(tx, &all, plan.today, &MemberFilter::default()).await? {
            let zeroed = zeroings::of_member(tx, member.id, None, MOST).await?;
            assert!(zeroed.iter().all(|zeroing| zeroing.lifted.is_some()), "nobody stays at nothing");
            lifted += zeroed.len();
            exempt += members::exemptions(tx, member.id).await?.len();
            placed += usize::from(grids::present(tx, member.id).await?.is_some());
            let dues = dues::find(tx, member.id, month).await?;
            late += usize::from(dues.is_some_and(|dues| dues.paid_on.is_none_or(|on| on > dues.due_by)));
        }
        assert_eq!((lifted, exempt, late), (1, 1, 2), "one late in each of two branches");
        assert!(placed > 10);
        Ok(())
    };
    app.database.read(read).await.unwrap();
}
